//! What `derive(Insertable)` and `derive(Changeset)` have in common: a struct whose fields are
//! columns.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Error, Fields, GenericArgument, LitStr, PathArguments, Result, Type};

use crate::attrs::{Attrs, Known, Takes};
use crate::errors::Errors;
use crate::from_row::mentions;

const ON_STRUCT: &[Known] = &[("rename_all", Takes::Text)];

/// A field that is a column, or several.
pub(crate) struct Field<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) ty: &'i Type,
    pub(crate) is: Is,
}

/// What a field is.
pub(crate) enum Is {
    /// The column of this name.
    Column(String),
    /// The column of this name, which has its default where the field is `None`.
    OrDefault(String),
    /// The columns of another struct, with this before their names.
    Nested(String),
}

/// What the derive says about structs that it can't take.
pub(crate) struct Wording {
    pub(crate) an_enum: &'static str,
    pub(crate) unnamed: &'static str,
    pub(crate) empty: &'static str,
}

/// The fields of a struct, but for those that are skipped.
pub(crate) fn fields<'i>(
    input: &'i DeriveInput,
    known: &[Known],
    wording: &Wording,
    errors: &mut Errors,
) -> Result<Vec<Field<'i>>> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new(input.ident.span(), wording.an_enum));
    };
    let Fields::Named(named) = &data.fields else {
        return Err(Error::new(input.ident.span(), wording.unnamed));
    };
    let rule = Attrs::parse(&input.attrs, ON_STRUCT, errors).rename_all(errors);
    let mut fields: Vec<Field<'i>> = Vec::new();
    for field in &named.named {
        let attrs = Attrs::parse(&field.attrs, known, errors);
        attrs.check_field(errors);
        let (Some(ident), false) = (&field.ident, attrs.has("skip")) else { continue };
        let ty = &field.ty;
        let is = if attrs.has("flatten") {
            Is::Nested(attrs.text("prefix").map(LitStr::value).unwrap_or_default())
        } else {
            let name = ident.unraw().to_string();
            let column = match (attrs.text("rename").map(LitStr::value), rule) {
                (Some(text), _) => text,
                (None, Some(rule)) => rule.apply(&name),
                (None, None) => name,
            };
            if fields.iter().any(|earlier| earlier.is.column() == Some(&column)) {
                let at = attrs.text("rename").map_or(ident.span(), LitStr::span);
                errors.at(at, format!("two fields go to the column {column}"));
            }
            match attrs.span("default") {
                Some(span) => {
                    if option(ty).is_none() {
                        errors.at(span, "a column has its default where an `Option` is `None`");
                    }
                    Is::OrDefault(column)
                }
                None => Is::Column(column),
            }
        };
        fields.push(Field { ident, ty, is });
    }
    if fields.is_empty() {
        return Err(Error::new(input.ident.span(), wording.empty));
    }
    Ok(fields)
}

impl Is {
    fn column(&self) -> Option<&String> {
        match self {
            Is::Column(column) | Is::OrDefault(column) => Some(column),
            Is::Nested(_) => None,
        }
    }
}

impl Field<'_> {
    /// The name of its column, behind the `prefix` of the struct around.
    pub(crate) fn target(column: &str) -> TokenStream {
        let p = crate::private();
        quote!(#p::record_column(prefix, #column))
    }
}

/// What an `Option` is of.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The `impl` of a trait for the struct, with a bound for each type that names a parameter.
pub(crate) fn implementation(
    input: &DeriveInput,
    name: &TokenStream,
    bounds: &[(&Type, TokenStream)],
    body: &TokenStream,
) -> TokenStream {
    let generic = |ty: &Type| input.generics.type_params().any(|param| mentions(ty, &param.ident));
    let bounds = bounds.iter().filter(|(ty, _)| generic(ty));
    let bounds = bounds.map(|(ty, bound)| quote!(#ty: #bound,));
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let predicates = where_clause.map(|clause| clause.predicates.to_token_stream());
    let comma =
        where_clause.filter(|clause| !clause.predicates.empty_or_trailing()).map(|_| quote!(,));
    quote! {
        #[automatically_derived]
        impl #impl_generics #name for #ident #type_generics
        where
            #predicates #comma #(#bounds)*
        {
            #body
        }
    }
}
