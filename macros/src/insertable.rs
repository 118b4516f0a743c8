//! `#[derive(Insertable)]`: a struct as a row of an INSERT.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Result};

use crate::attrs::{self, Known, Takes};
use crate::errors::Errors;
use crate::record::{self, Field, Is, Wording};

const ON_FIELD: &[Known] = &[
    ("rename", Takes::Text),
    ("default", Takes::Nothing),
    ("flatten", Takes::Nothing),
    ("prefix", Takes::Text),
    ("skip", Takes::Nothing),
];

const WORDING: Wording = Wording {
    an_enum: "a row is a struct; an enum is a value: derive `SqlValue` for it",
    unnamed: "a row's values go to columns by their fields' names: name the fields",
    empty: "a struct without fields gives no column a value",
};

/// Expands the derive.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    attrs::expand(input, derive)
}

fn derive(input: &DeriveInput, errors: &mut Errors) -> Result<TokenStream> {
    let p = crate::private();
    let (mut columns, mut cells, mut bounds) = (Vec::new(), Vec::new(), Vec::new());
    for Field { ident, ty, is } in record::fields(input, ON_FIELD, &WORDING, errors)? {
        // The field's type is what a mistake is about.
        let span = ty.span();
        match is {
            Is::Column(column) => {
                let target = Field::target(&column);
                columns.push(quote!(columns.push(#target);));
                let value = quote_spanned!(span=> #p::IntoValue::into_value(self.#ident));
                cells.push(quote!(cells.push(#p::Cell::Value(#value));));
                bounds.push((ty, quote!(#p::IntoValue)));
            }
            Is::OrDefault(column) => {
                let target = Field::target(&column);
                columns.push(quote!(columns.push(#target);));
                let value = quote_spanned!(span=> #p::value_or_default(self.#ident));
                cells.push(quote!(cells.push(#value);));
                if let Some(inner) = record::option(ty) {
                    bounds.push((inner, quote!(#p::IntoValue)));
                }
            }
            Is::Nested(own) => {
                let nested = quote_spanned!(span=> <#ty as #p::Insertable>);
                columns.push(quote!(#nested::append_columns(&#p::longer(prefix, #own), columns);));
                cells.push(quote!(#nested::append_to(self.#ident, cells);));
                bounds.push((ty, quote!(#p::Insertable)));
            }
        }
    }
    let body = quote! {
        fn append_columns(prefix: &str, columns: &mut #p::Targets) {
            #(#columns)*
        }

        fn append_to(self, cells: &mut #p::Cells) {
            #(#cells)*
        }
    };
    Ok(record::implementation(input, &quote!(#p::Insertable), &bounds, &body))
}
