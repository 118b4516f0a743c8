//! From tokens to what `table!` describes.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Error, LitStr, Result, Token, Visibility, braced, bracketed, token};

use super::attributes::Attributes;
use super::keys::Keys;
use super::types::ColumnType;
use crate::errors::Errors;

const USAGE: &str = "expected `pub const NAME = \"sql_name\" { column: Type, … }`";

/// A table.
pub(crate) struct Table {
    /// Its doc comment.
    pub(crate) docs: Vec<Attribute>,
    /// The `cfg`s, which all that is expanded gets.
    pub(crate) cfgs: Vec<Attribute>,
    /// Other attributes, for the constant.
    pub(crate) others: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) schema: Option<String>,
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) keys: Keys,
}

/// A column.
pub(crate) struct Column {
    pub(crate) docs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) ty: ColumnType,
    pub(crate) attributes: Attributes,
}

/// Parses one table. Mistakes within its braces are collected, others end the parsing.
pub(crate) fn table(input: ParseStream<'_>, errors: &mut Errors) -> Result<Table> {
    let (mut docs, mut cfgs, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for attribute in input.call(Attribute::parse_outer)? {
        let kind = if attribute.path().is_ident("doc") {
            &mut docs
        } else if attribute.path().is_ident("cfg") {
            &mut cfgs
        } else {
            &mut others
        };
        kind.push(attribute);
    }
    let vis = input.parse::<Visibility>()?;
    input.parse::<Token![const]>().map_err(|error| Error::new(error.span(), USAGE))?;
    let ident = input.parse::<Ident>()?;
    input.parse::<Token![=]>().map_err(|error| Error::new(error.span(), USAGE))?;
    let mut name = sql_name(input)?;
    let mut schema = None;
    if input.parse::<Option<Token![.]>>()?.is_some() {
        schema = Some(std::mem::replace(&mut name, sql_name(input)?));
    }
    if !input.peek(token::Brace) {
        return Err(input.error(USAGE));
    }
    let content;
    let braces = braced!(content in input);
    input.parse::<Option<Token![;]>>()?;
    let mut keys = Keys::default();
    let columns = columns(&content, &mut keys, errors);
    keys.check(&columns, errors);
    if columns.is_empty() {
        errors.at(braces.span.join(), "a table has at least one column");
    }
    Ok(Table { docs, cfgs, others, vis, ident, schema, name, columns, keys })
}

/// A name in quotes.
pub(super) fn sql_name(input: ParseStream<'_>) -> Result<String> {
    let literal = input
        .parse::<LitStr>()
        .map_err(|error| Error::new(error.span(), "expected a name of the database, in quotes"))?;
    let name = literal.value();
    if name.is_empty() || name.contains('\0') {
        return Err(Error::new(literal.span(), "no database has such a name"));
    }
    Ok(name)
}

/// The columns; keys of several columns may stand between them.
fn columns(input: ParseStream<'_>, keys: &mut Keys, errors: &mut Errors) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut fields: HashSet<String> = HashSet::new();
    let mut names: HashSet<String> = HashSet::new();
    while !input.is_empty() {
        let parsed = match Keys::starts(input) {
            true => keys.one(input, errors).map(|()| None),
            false => column(input, errors).map(Some),
        };
        match parsed {
            Ok(None) => {}
            Ok(Some(column)) => {
                let field = column.ident.unraw().to_string();
                let span = column.ident.span();
                if !fields.insert(field) {
                    errors.at(span, format!("the column `{}` stands twice", column.ident));
                } else if !names.insert(column.name.clone()) {
                    let name = &column.name;
                    errors.at(span, format!("another column has the SQL name \"{name}\" too"));
                } else {
                    columns.push(column);
                }
            }
            Err(error) => {
                errors.push(error);
                skip_to_comma(input);
            }
        }
        if input.parse::<Token![,]>().is_err() && !input.is_empty() {
            errors.push(input.error("expected `,` after the column or key"));
            skip_to_comma(input);
            let _ = input.parse::<Token![,]>();
        }
    }
    columns
}

/// `name: Type = "sql name" [attributes]`
fn column(input: ParseStream<'_>, errors: &mut Errors) -> Result<Column> {
    let docs = input.call(Attribute::parse_outer)?;
    for attribute in docs.iter().filter(|attribute| !attribute.path().is_ident("doc")) {
        let at = attribute.path().to_token_stream();
        let message = "only doc comments stand before a column; its attributes follow the type";
        errors.push(Error::new_spanned(at, message));
    }
    let docs = docs.into_iter().filter(|attribute| attribute.path().is_ident("doc")).collect();
    if input.peek(Token![pub]) {
        return Err(input.error("a column is as visible as its table: leave out `pub`"));
    }
    let ident = field(input)?;
    if input.parse::<Token![:]>().is_err() {
        return Err(input.error(format!("expected `:` and the type of `{ident}`")));
    }
    let ty = match ColumnType::parse(input) {
        Ok(ty) => ty,
        Err(error) => {
            errors.push(error);
            skip_type(input);
            ColumnType::unknown()
        }
    };
    let name = match input.parse::<Option<Token![=]>>()? {
        Some(_) => sql_name(input)?,
        None => ident.unraw().to_string(),
    };
    let mut attributes = Attributes::default();
    if input.peek(token::Bracket) {
        let content;
        bracketed!(content in input);
        attributes = Attributes::parse(&content, &ty, errors);
    }
    if input.peek(Token![=]) {
        return Err(input.error("the SQL name stands before the attributes"));
    }
    Ok(Column { docs, ident, name, ty, attributes })
}

/// A column's field: an identifier that Rust takes as one.
fn field(input: ParseStream<'_>) -> Result<Ident> {
    let ident = input
        .call(Ident::parse_any)
        .map_err(|error| Error::new(error.span(), "expected a column: `name: Type`"))?;
    let text = ident.to_string();
    let error = |message: String| Err(Error::new(ident.span(), message));
    match text.as_str() {
        "self" | "Self" | "super" | "crate" | "_" => {
            error(format!("`{text}` can't be a field: write `{text}_: Type = \"{text}\"`"))
        }
        _ if syn::parse_str::<Ident>(&text).is_err() => {
            error(format!("`{text}` is a Rust keyword: write `r#{text}`"))
        }
        _ => Ok(ident),
    }
}

/// Goes on to the next comma, past what could not be understood.
pub(crate) fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}

/// Goes past what is left in brackets, which would be an error of its own.
pub(crate) fn skip_rest(input: ParseStream<'_>) {
    while input.parse::<TokenTree>().is_ok() {}
}

/// Goes past a type that could not be understood, to the attributes or the next column.
fn skip_type(input: ParseStream<'_>) {
    let end = |input: ParseStream<'_>| {
        input.is_empty()
            || input.peek(Token![,])
            || input.peek(Token![=])
            || input.peek(token::Bracket)
    };
    while !end(input) {
        let _ = input.parse::<TokenTree>();
    }
}
