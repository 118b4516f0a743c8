//! `#[derive(Changeset)]`: a struct as what an UPDATE sets.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Result};

use crate::attrs::{self, Known, Takes};
use crate::errors::Errors;
use crate::record::{self, Field, Is, Wording};

const ON_FIELD: &[Known] = &[
    ("rename", Takes::Text),
    ("flatten", Takes::Nothing),
    ("prefix", Takes::Text),
    ("skip", Takes::Nothing),
];

const WORDING: Wording = Wording {
    an_enum: "changes are a struct; an enum is a value: derive `SqlValue` for it",
    unnamed: "changes go to columns by their fields' names: name the fields",
    empty: "a struct without fields changes nothing",
};

/// Expands the derive.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    attrs::expand(input, derive)
}

fn derive(input: &DeriveInput, errors: &mut Errors) -> Result<TokenStream> {
    let p = crate::private();
    let (mut sets, mut empty, mut bounds) = (Vec::new(), Vec::new(), Vec::new());
    for Field { ident, ty, is } in record::fields(input, ON_FIELD, &WORDING, errors)? {
        // The field's type is what a mistake is about.
        let span = ty.span();
        match is {
            Is::Column(column) | Is::OrDefault(column) => {
                let target = Field::target(&column);
                match record::option(ty) {
                    Some(inner) => {
                        let value = quote_spanned!(span=> #p::IntoValue::into_value(value));
                        sets.push(quote! {
                            if let ::core::option::Option::Some(value) = self.#ident {
                                set.push((#target, #p::Node::value(#value)));
                            }
                        });
                        empty.push(quote!(self.#ident.is_none()));
                        bounds.push((inner, quote!(#p::IntoValue)));
                    }
                    None => {
                        let value = quote_spanned!(span=> #p::IntoValue::into_value(self.#ident));
                        sets.push(quote!(set.push((#target, #p::Node::value(#value)));));
                        empty.push(quote!(false));
                        bounds.push((ty, quote!(#p::IntoValue)));
                    }
                }
            }
            Is::Nested(own) => {
                let nested = quote_spanned!(span=> <#ty as #p::Changeset>);
                sets.push(quote!(#nested::append_to(self.#ident, &#p::longer(prefix, #own), set);));
                empty.push(quote!(#nested::is_empty(&self.#ident)));
                bounds.push((ty, quote!(#p::Changeset)));
            }
        }
    }
    let body = quote! {
        fn append_to(self, prefix: &str, set: &mut ::std::vec::Vec<(#p::Target, #p::Node)>) {
            #(#sets)*
        }

        fn is_empty(&self) -> bool {
            #(#empty)&&*
        }
    };
    Ok(record::implementation(input, &quote!(#p::Changeset), &bounds, &body))
}
