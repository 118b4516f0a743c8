//! `#[derive(SqlValue)]`: a newtype or an enum as a column's type.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Data, DataEnum, DataStruct, DeriveInput, Error, Field, Fields, Index, LitStr, Member, Result,
    Type,
};

use crate::attrs::{self, Attrs, Known, Takes};
use crate::errors::Errors;
use crate::from_row::mentions;

const ON_NEWTYPE: &[Known] = &[("sql_type", Takes::Type)];
const ON_ENUM: &[Known] = &[
    ("as_text", Takes::Nothing),
    ("as_integer", Takes::Nothing),
    ("rename_all", Takes::Text),
    ("sql_type", Takes::Type),
];
const ON_VARIANT: &[Known] = &[("rename", Takes::Text)];

/// Expands the derive.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    attrs::expand(input, derive)
}

fn derive(input: &DeriveInput, errors: &mut Errors) -> Result<TokenStream> {
    let stored = match &input.data {
        Data::Struct(data) => newtype(input, data, errors)?,
        Data::Enum(data) => enumeration(input, data, errors)?,
        Data::Union(_) => {
            let message = "a column holds a newtype or an enum without fields, not a union";
            return Err(Error::new(input.ident.span(), message));
        }
    };
    Ok(stored.expand(input))
}

/// What differs between the types that are derived for.
struct Stored {
    kind: TokenStream,
    /// From `self` to `Value`.
    into: TokenStream,
    /// From `value: ValueRef` to `Result<Self, DecodeError>`.
    read: TokenStream,
    family: TokenStream,
    sql_type: TokenStream,
    bounds: Vec<TokenStream>,
}

impl Stored {
    fn expand(&self, input: &DeriveInput) -> TokenStream {
        let p = crate::private();
        let Stored { kind, into, read, family, sql_type, bounds } = self;
        let name = &input.ident;
        let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
        let predicates = where_clause.map(|clause| &clause.predicates);
        let comma = predicates.filter(|p| !p.empty_or_trailing()).map(|_| quote!(,));
        let given = quote!(#predicates #comma #(#bounds,)*);
        let ty = quote!(#name #ty_generics);
        let generic = input.generics.type_params().next().is_some();
        let own = generic.then(|| quote!(#ty: ::core::clone::Clone + 'static,));
        let copied = generic.then(|| quote!(#ty: #p::UserType));
        let by_reference = quote!(where #given #copied);
        quote! {
            #[automatically_derived]
            impl #impl_generics #p::IntoValue for #ty where #given {
                const KIND: #p::Kind = #kind;
                fn into_value(self) -> #p::Value {
                    #into
                }
            }

            #[automatically_derived]
            impl #impl_generics #p::FromValue for #ty where #given {
                fn from_value(
                    value: #p::ValueRef<'_>,
                ) -> ::core::result::Result<Self, #p::DecodeError> {
                    #read
                }
            }

            #[automatically_derived]
            impl #impl_generics #p::UserType for #ty where #given #own {
                type Family = #family;
                const SQL_TYPE: #p::SqlType = #sql_type;
            }

            #[automatically_derived]
            impl #impl_generics ::core::convert::From<#ty> for #p::Value where #given {
                fn from(value: #ty) -> Self {
                    #p::IntoValue::into_value(value)
                }
            }

            #[automatically_derived]
            impl #impl_generics #p::IntoExpr<#p::Any> for #ty where #given {
                type As = #p::Any;
                fn into_node(self) -> #p::Node {
                    #p::Node::value(self)
                }
            }

            // By reference a value is copied, as all values are.
            #[automatically_derived]
            impl #impl_generics #p::IntoExpr<#p::Any> for &#ty #by_reference {
                type As = #p::Any;
                fn into_node(self) -> #p::Node {
                    #p::Node::value(::core::clone::Clone::clone(self))
                }
            }

            #[automatically_derived]
            impl #impl_generics #p::IntoExpr<#p::Mapped<#ty>> for &#ty #by_reference {
                type As = #p::Mapped<#ty>;
                fn into_node(self) -> #p::Node {
                    #p::Node::value(::core::clone::Clone::clone(self))
                }
            }
        }
    }
}

fn newtype(input: &DeriveInput, data: &DataStruct, errors: &mut Errors) -> Result<Stored> {
    let p = crate::private();
    if let Some(lifetime) = input.generics.lifetimes().next() {
        return Err(Error::new_spanned(lifetime, "a column's type owns its value: use `String`"));
    }
    let attrs = Attrs::parse(&input.attrs, ON_NEWTYPE, errors);
    let fields = data.fields.iter().enumerate();
    let (markers, values): (Vec<_>, Vec<_>) = fields.partition(|(_, field)| is_phantom(&field.ty));
    let [(at, field)] = *values else {
        let message = "a column holds one value: derive `SqlValue` for a struct with one field, \
            beside `PhantomData`; a struct of several columns is `FromRow`";
        return Err(Error::new(input.ident.span(), message));
    };
    for field in &data.fields {
        Attrs::parse(&field.attrs, &[], errors);
    }
    let (ty, value) = (&field.ty, member(at, field));
    let markers = markers.iter().map(|&(at, field)| {
        let member = member(at, field);
        quote!(, #member: ::core::marker::PhantomData)
    });
    let generic = input.generics.type_params().any(|param| mentions(ty, &param.ident));
    // The error for a type that can't be stored points at it.
    let stored = quote_spanned!(ty.span()=> #p::Stored);
    Ok(Stored {
        kind: quote!(<#ty as #stored>::STORED_KIND),
        into: quote!(<#ty as #stored>::store(self.#value)),
        read: quote! {
            <#ty as #stored>::load(value).map(|value| Self { #value: value #(#markers)* })
        },
        family: quote!(<#ty as #stored>::Family),
        sql_type: sql_type(&attrs).unwrap_or_else(|| quote!(<#ty as #stored>::SQL_TYPE)),
        bounds: generic.then(|| quote!(#ty: #stored)).into_iter().collect(),
    })
}

fn member(at: usize, field: &Field) -> Member {
    field.ident.clone().map_or(Member::Unnamed(Index::from(at)), Member::Named)
}

fn is_phantom(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|segment| segment.ident == "PhantomData")
}

/// The type that `sql_type = …` gives.
fn sql_type(attrs: &Attrs) -> Option<TokenStream> {
    attrs.ty("sql_type").map(|ty| ty.sql.clone())
}

fn enumeration(input: &DeriveInput, data: &DataEnum, errors: &mut Errors) -> Result<Stored> {
    let attrs = Attrs::parse(&input.attrs, ON_ENUM, errors);
    attrs.exclude("as_text", "as_integer", errors);
    attrs.exclude("as_integer", "rename_all", errors);
    if data.variants.is_empty() {
        let message = "an enum without variants has no values to store";
        return Err(Error::new(input.ident.span(), message));
    }
    let rule = attrs.rename_all(errors);
    let mut variants: Vec<(&Ident, String)> = Vec::new();
    for variant in &data.variants {
        let own = Attrs::parse(&variant.attrs, ON_VARIANT, errors);
        if !matches!(variant.fields, Fields::Unit) {
            let message = "a variant with fields is more than one value: only plain variants \
                can be stored";
            errors.at(variant.ident.span(), message);
        }
        if let (true, Some(span)) = (attrs.has("as_integer"), own.span("rename")) {
            errors.at(span, "an enum stored as integers has no names to rename");
        }
        let plain = variant.ident.unraw().to_string();
        let renamed = own.text("rename").map(LitStr::value);
        let name = renamed.unwrap_or_else(|| rule.map_or(plain.clone(), |r| r.apply(&plain)));
        if let Some((other, _)) = variants.iter().find(|(_, other)| *other == name) {
            let message = format!("`{other}` is stored as {name:?} too");
            errors.at(variant.ident.span(), message);
        }
        variants.push((&variant.ident, name));
    }
    if attrs.has("as_integer") {
        by_number(input, &attrs, &variants)
    } else {
        Ok(by_name(input, &attrs, &variants))
    }
}

fn by_name(input: &DeriveInput, attrs: &Attrs, variants: &[(&Ident, String)]) -> Stored {
    let p = crate::private();
    let (idents, names): (Vec<_>, Vec<_>) = variants.iter().map(|(i, n)| (*i, n)).unzip();
    let known = names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    let shown = input.ident.unraw().to_string();
    Stored {
        kind: quote!(#p::Kind::Text),
        into: quote!(#p::IntoValue::into_value(match self { #(Self::#idents => #names,)* })),
        read: quote! {
            match value {
                #(#p::ValueRef::Text(#names) => ::core::result::Result::Ok(Self::#idents),)*
                other => ::core::result::Result::Err(#p::no_name(other, #shown, #known)),
            }
        },
        family: quote!(#p::Text),
        sql_type: sql_type(attrs).unwrap_or_else(|| quote!(#p::SqlType::Text)),
        bounds: Vec::new(),
    }
}

fn by_number(input: &DeriveInput, attrs: &Attrs, variants: &[(&Ident, String)]) -> Result<Stored> {
    let p = crate::private();
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("repr")) {
        let repr = attribute.parse_args::<Ident>().map(|repr| repr.to_string());
        if let "u64" | "usize" | "u128" | "i128" = repr.as_deref().unwrap_or_default() {
            let message = "an enum is stored as an `i64`: take a `repr` that fits one";
            return Err(Error::new_spanned(attribute, message));
        }
    }
    let idents: Vec<&Ident> = variants.iter().map(|(ident, _)| *ident).collect();
    let shown = input.ident.unraw().to_string();
    Ok(Stored {
        kind: quote!(#p::Kind::Int),
        into: quote!(#p::Value::Int(match self { #(Self::#idents => Self::#idents as i64,)* })),
        read: quote! {
            let number = match value {
                #p::ValueRef::Text(_) => ::core::option::Option::None,
                value => <i64 as #p::FromValue>::from_value(value).ok(),
            };
            #(if number == ::core::option::Option::Some(Self::#idents as i64) {
                return ::core::result::Result::Ok(Self::#idents);
            })*
            let known: &[(&str, i64)] = &[#((::core::stringify!(#idents), Self::#idents as i64)),*];
            ::core::result::Result::Err(#p::no_number(value, #shown, known))
        },
        family: quote!(#p::Int),
        sql_type: sql_type(attrs).unwrap_or_else(|| quote!(#p::SqlType::BigInt)),
        bounds: Vec::new(),
    })
}
