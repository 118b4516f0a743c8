//! The types of columns.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Error, LitInt, Path, Result, Token, parenthesized, token};

/// A column's type.
pub(crate) struct ColumnType {
    pub(crate) nullable: bool,
    /// The marker without `Nullable`.
    pub(crate) marker: TokenStream,
    /// The `SqlType`, as a constant expression.
    pub(crate) sql: TokenStream,
    pub(crate) class: Class,
}

/// Which literals may be a column's default.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Class {
    Bool,
    Int,
    Float,
    Decimal,
    /// Text, and what is written as text.
    Text,
    Timestamp,
    /// A user's type: whatever it is stored as.
    User,
}

/// The arguments of a type.
#[derive(Clone, Copy)]
enum Args {
    None,
    Length,
    /// Precision and scale, or nothing.
    Precision,
}

/// Name, marker, `SqlType`, arguments, class.
type Builtin = (&'static str, &'static str, &'static str, Args, Class);

/// Types that take another one.
const CONTAINERS: [&str; 2] = ["Array", "Range"];

const BUILTINS: &[Builtin] = &[
    ("Boolean", "Bool", "Boolean", Args::None, Class::Bool),
    ("Bool", "Bool", "Boolean", Args::None, Class::Bool),
    ("SmallInt", "Int", "SmallInt", Args::None, Class::Int),
    ("Integer", "Int", "Integer", Args::None, Class::Int),
    ("Int", "Int", "Integer", Args::None, Class::Int),
    ("BigInt", "Int", "BigInt", Args::None, Class::Int),
    ("UnsignedBigInt", "UInt", "UnsignedBigInt", Args::None, Class::Int),
    ("Real", "Float", "Real", Args::None, Class::Float),
    ("Double", "Float", "Double", Args::None, Class::Float),
    ("Float", "Float", "Double", Args::None, Class::Float),
    ("Decimal", "Decimal", "Decimal", Args::Precision, Class::Decimal),
    ("Numeric", "Decimal", "Decimal", Args::Precision, Class::Decimal),
    ("Char", "Text", "Char", Args::Length, Class::Text),
    ("Varchar", "Text", "Varchar", Args::Length, Class::Text),
    ("Text", "Text", "Text", Args::None, Class::Text),
    ("Blob", "Bytes", "Blob", Args::None, Class::Text),
    ("Bytes", "Bytes", "Blob", Args::None, Class::Text),
    ("Date", "Date", "Date", Args::None, Class::Text),
    ("Time", "Time", "Time", Args::None, Class::Text),
    ("Timestamp", "Timestamp", "Timestamp", Args::None, Class::Timestamp),
    ("TimestampTz", "TimestampTz", "TimestampTz", Args::None, Class::Timestamp),
    ("Interval", "Interval", "Interval", Args::None, Class::Text),
    ("Uuid", "Uuid", "Uuid", Args::None, Class::Text),
    ("Json", "Json", "Json", Args::None, Class::Text),
];

const KNOWN: &str = "Boolean, SmallInt, Integer, BigInt, UnsignedBigInt, Real, Double, \
    Decimal(p, s), Char(n), Varchar(n), Text, Blob, Date, Time, Timestamp, TimestampTz, \
    Interval, Uuid, Json, Array<…>, Range<…> and Nullable<…> of one, or a type of your own with \
    #[derive(SqlValue)]";

/// Rust's types, and the column types that hold their values.
const RUST_TYPES: &[(&str, &str)] = &[
    ("i16", "SmallInt"),
    ("i32", "Integer"),
    ("i64", "BigInt"),
    ("u64", "UnsignedBigInt"),
    ("f32", "Real"),
    ("f64", "Double"),
    ("bool", "Boolean"),
    ("str", "Text"),
    ("String", "Text"),
    ("Option", "Nullable"),
    ("Vec", "Blob` or `Array<…>"),
];

impl ColumnType {
    /// Stands for a type that could not be understood, so that its column is still there.
    pub(crate) fn unknown() -> Self {
        let p = crate::private();
        ColumnType {
            nullable: false,
            marker: quote!(#p::Any),
            sql: quote!(#p::SqlType::Text),
            class: Class::User,
        }
    }

    /// Parses `Integer`, `Varchar(120)`, `Nullable<…>` or a path to a user's type.
    pub(crate) fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Ident::peek_any) && !input.peek2(Token![::]) {
            let ident = input.fork().call(Ident::parse_any)?;
            if ident == "Nullable" {
                return Self::nullable(input);
            }
            if let Some(of) = CONTAINERS.iter().find(|name| ident == *name) {
                return Self::container(input, of);
            }
            if let Some(builtin) = BUILTINS.iter().find(|builtin| ident == builtin.0) {
                input.call(Ident::parse_any)?;
                return Self::builtin(input, &ident, builtin);
            }
            misspelt(&ident)?;
            if input.peek2(token::Paren) {
                let message = format!("there is no column type `{ident}(…)`; known are {KNOWN}");
                return Err(Error::new(ident.span(), message));
            }
        }
        Self::user(input)
    }

    fn nullable(input: ParseStream<'_>) -> Result<Self> {
        let ident = input.call(Ident::parse_any)?;
        if !input.peek(Token![<]) {
            let message = "`Nullable` takes a type: `Nullable<Text>`";
            return Err(Error::new(ident.span(), message));
        }
        input.parse::<Token![<]>()?;
        let inner = Self::parse(input)?;
        input.parse::<Token![>]>()?;
        if inner.nullable {
            return Err(Error::new(ident.span(), "`Nullable` stands twice"));
        }
        Ok(ColumnType { nullable: true, ..inner })
    }

    /// `Array<Text>`, `Range<Date>`
    fn container(input: ParseStream<'_>, name: &str) -> Result<Self> {
        let ident = input.call(Ident::parse_any)?;
        if !input.peek(Token![<]) {
            let message = format!("`{name}` takes a type: `{name}<Integer>`");
            return Err(Error::new(ident.span(), message));
        }
        input.parse::<Token![<]>()?;
        let inner = Self::parse(input)?;
        input.parse::<Token![>]>()?;
        if inner.nullable {
            let message = format!(
                "`{name}<…>` takes a type without `Nullable`; the column may be `Nullable<{name}<…>>`"
            );
            return Err(Error::new(ident.span(), message));
        }
        let (p, name) = (crate::private(), format_ident!("{name}"));
        let ColumnType { marker, sql, .. } = inner;
        Ok(ColumnType {
            nullable: false,
            marker: quote!(#p::#name<#marker>),
            sql: quote!(#p::SqlType::#name({
                const ELEMENT: &#p::SqlType = &#sql;
                #p::ElementType::of(ELEMENT)
            })),
            class: Class::Text,
        })
    }

    fn builtin(input: ParseStream<'_>, ident: &Ident, builtin: &Builtin) -> Result<Self> {
        let p = crate::private();
        let (_, marker, sql, args, class) = *builtin;
        let (marker, sql) = (format_ident!("{marker}"), format_ident!("{sql}"));
        let span = ident.span();
        if input.peek(Token![<]) {
            let message = format!("`{ident}` takes no `<…>`; arguments stand in parentheses");
            return Err(Error::new(span, message));
        }
        let given = arguments(input)?;
        let sql = match (args, given.as_deref()) {
            (Args::None, None) => quote!(#p::SqlType::#sql),
            (Args::None, Some(_)) => {
                let hint = if ident == "Text" { ": Varchar(n) does" } else { "" };
                return Err(Error::new(span, format!("`{ident}` takes no arguments{hint}")));
            }
            (Args::Length, Some([length])) => {
                let length = number::<u32>(length, 1)?;
                quote!(#p::SqlType::#sql(#length))
            }
            (Args::Length, _) => {
                let hint = if ident == "Varchar" { "; Text has none" } else { "" };
                let message = format!("`{ident}` takes one length: `{ident}(120)`{hint}");
                return Err(Error::new(span, message));
            }
            (Args::Precision, None) => quote!(#p::SqlType::#sql(::core::option::Option::None)),
            (Args::Precision, Some([precision, scale])) => {
                let (digits, after) = (number::<u16>(precision, 1)?, number::<u16>(scale, 0)?);
                if after > digits {
                    let message = format!("{after} digits after the point, of {digits} in all");
                    return Err(Error::new(scale.span(), message));
                }
                quote!(#p::SqlType::#sql(::core::option::Option::Some((#digits, #after))))
            }
            (Args::Precision, Some(_)) => {
                let message = format!(
                    "`{ident}` takes the number of digits, and how many of them stand after \
                     the point: `{ident}(10, 2)`; or nothing"
                );
                return Err(Error::new(span, message));
            }
        };
        Ok(ColumnType { nullable: false, marker: quote!(#p::#marker), sql, class })
    }

    fn user(input: ParseStream<'_>) -> Result<Self> {
        let p = crate::private();
        let start = input.span();
        let path = input
            .parse::<Path>()
            .map_err(|_| Error::new(start, format!("expected a column type; known are {KNOWN}")))?;
        Ok(ColumnType {
            nullable: false,
            marker: quote!(#p::Mapped<#path>),
            sql: quote!(<#path as #p::UserType>::SQL_TYPE),
            class: Class::User,
        })
    }

    /// The marker as it stands in `Column<…>`.
    pub(crate) fn full_marker(&self) -> TokenStream {
        if self.nullable { self.nullable_marker() } else { self.marker.to_token_stream() }
    }

    /// The marker where an outer join may have no row.
    pub(crate) fn nullable_marker(&self) -> TokenStream {
        let (p, marker) = (crate::private(), &self.marker);
        quote!(#p::Nullable<#marker>)
    }
}

/// An error for a name that is nearly a known one, or Rust's for it.
fn misspelt(ident: &Ident) -> Result<()> {
    let name = ident.to_string();
    let known = BUILTINS.iter().map(|builtin| builtin.0).chain(["Nullable"]);
    if let Some(known) = known.into_iter().find(|known| name.eq_ignore_ascii_case(known)) {
        let message = format!("there is no column type `{name}`: write `{known}`");
        return Err(Error::new(ident.span(), message));
    }
    if let Some((_, column)) = RUST_TYPES.iter().find(|(rust, _)| name == *rust) {
        let message =
            format!("`{name}` is a Rust type, and a column has an SQL type: write `{column}`");
        return Err(Error::new(ident.span(), message));
    }
    Ok(())
}

/// The numbers in parentheses; `None` without parentheses.
fn arguments(input: ParseStream<'_>) -> Result<Option<Vec<LitInt>>> {
    if !input.peek(token::Paren) {
        return Ok(None);
    }
    let content;
    parenthesized!(content in input);
    let numbers = Punctuated::<LitInt, Token![,]>::parse_terminated(&content);
    super::parse::skip_rest(&content);
    Ok(Some(numbers?.into_iter().collect()))
}

/// A number, at least `least`.
fn number<N>(literal: &LitInt, least: N) -> Result<N>
where
    N: std::str::FromStr + PartialOrd + std::fmt::Display,
    N::Err: std::fmt::Display,
{
    let number = literal.base10_parse::<N>()?;
    if number < least {
        return Err(Error::new(literal.span(), format!("this must be at least {least}")));
    }
    Ok(number)
}
