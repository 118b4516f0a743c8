//! `#[derive(Insertable)]`: a struct as a row of an INSERT.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Fields, LitStr, Result};

use crate::attrs::{Attrs, Known, Takes};
use crate::errors::Errors;
use crate::from_row::mentions;

const ON_STRUCT: &[Known] = &[("rename_all", Takes::Text)];
const ON_FIELD: &[Known] = &[("rename", Takes::Text), ("skip", Takes::Nothing)];

/// Expands the derive.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let expanded = syn::parse2::<DeriveInput>(input).and_then(|input| derive(&input, &mut errors));
    let expanded = errors.take(expanded).unwrap_or_default();
    let mut tokens = errors.into_tokens();
    if tokens.is_empty() {
        tokens = expanded;
    }
    tokens
}

fn derive(input: &DeriveInput, errors: &mut Errors) -> Result<TokenStream> {
    let p = crate::private();
    let Data::Struct(data) = &input.data else {
        let message = "a row is a struct; an enum is a value: derive `SqlValue` for it";
        return Err(Error::new(input.ident.span(), message));
    };
    let Fields::Named(fields) = &data.fields else {
        let message = "a row's values go to columns by their fields' names: name the fields";
        return Err(Error::new(input.ident.span(), message));
    };
    let rule = Attrs::parse(&input.attrs, ON_STRUCT, errors).rename_all(errors);
    let (mut columns, mut cells, mut bounds) = (Vec::new(), Vec::new(), Vec::new());
    for field in &fields.named {
        let attrs = Attrs::parse(&field.attrs, ON_FIELD, errors);
        attrs.exclude("skip", "rename", errors);
        let (Some(ident), false) = (&field.ident, attrs.has("skip")) else { continue };
        let name = ident.unraw().to_string();
        columns.push(match (attrs.text("rename").map(LitStr::value), rule) {
            (Some(text), _) => text,
            (None, Some(rule)) => rule.apply(&name),
            (None, None) => name,
        });
        let ty = &field.ty;
        // The field's type is what a mistake is about.
        let value = quote_spanned!(ty.span()=> #p::IntoValue::into_value(self.#ident));
        cells.push(quote!(cells.push(#p::Cell::Value(#value));));
        if input.generics.type_params().any(|param| mentions(ty, &param.ident)) {
            bounds.push(quote!(#ty: #p::IntoValue,));
        }
    }
    if columns.is_empty() {
        return Err(Error::new(
            input.ident.span(),
            "a struct without fields gives no column a value",
        ));
    }
    for (i, column) in columns.iter().enumerate() {
        if columns.iter().take(i).any(|earlier| earlier == column) {
            let message = format!("two fields go to the column {column}");
            errors.at(input.ident.span(), message);
        }
    }
    let name = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let predicates = where_clause.map(|clause| clause.predicates.to_token_stream());
    let comma =
        where_clause.filter(|clause| !clause.predicates.empty_or_trailing()).map(|_| quote!(,));
    Ok(quote! {
        #[automatically_derived]
        impl #impl_generics #p::Insertable for #name #type_generics
        where
            #predicates #comma #(#bounds)*
        {
            const COLUMNS: &'static [&'static str] = &[#(#columns),*];

            fn append_to(self, cells: &mut #p::Cells) {
                #(#cells)*
            }
        }
    })
}
