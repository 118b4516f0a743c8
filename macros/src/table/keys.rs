//! Keys of several columns: `unique(a, b)` and `foreign_key(a, b) [references(T.x, T.y)]` between
//! the columns of a table.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Result, Token, bracketed, parenthesized, token};

use super::parse::{Column, skip_rest};
use super::references::Reference;
use crate::errors::Errors;

const UNIQUE: &str = "a unique key is written `unique(a, b)` or `unique(a, b) [name = \"…\"]`";

const FOREIGN: &str = "a foreign key is written `foreign_key(a, b) [references(TABLE.x, TABLE.y)]`";

/// The keys that stand between columns.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) unique: Vec<Unique>,
    pub(crate) foreign: Vec<Foreign>,
}

/// `unique(a, b) [name = "…"]`
pub(crate) struct Unique {
    pub(crate) columns: Vec<Ident>,
    pub(crate) name: Option<String>,
}

/// `foreign_key(a, b) [references(…)]`
pub(crate) struct Foreign {
    pub(crate) columns: Vec<Ident>,
    pub(crate) references: Reference,
}

impl Keys {
    /// Whether a key stands here, and no column.
    pub(crate) fn starts(input: ParseStream<'_>) -> bool {
        input.peek(Ident::peek_any) && input.peek2(token::Paren)
    }

    /// Parses one key.
    pub(crate) fn one(&mut self, input: ParseStream<'_>, errors: &mut Errors) -> Result<()> {
        let word = input.call(Ident::parse_any)?;
        let content;
        parenthesized!(content in input);
        let columns = errors.take(columns(&content, word.span()));
        skip_rest(&content);
        let attributes = match input.peek(token::Bracket) {
            true => {
                let content;
                bracketed!(content in input);
                Some(content)
            }
            false => None,
        };
        let parsed = match (word.to_string().as_str(), &attributes) {
            ("unique", attributes) => {
                let name = attributes.as_ref().map(name).transpose();
                name.map(|name| self.unique.extend(columns.map(|columns| Unique { columns, name })))
            }
            ("foreign_key", Some(attributes)) => references(attributes).map(|references| {
                self.foreign.extend(columns.map(|columns| Foreign { columns, references }));
            }),
            ("foreign_key", None) => Err(Error::new(word.span(), FOREIGN)),
            ("primary_key", _) => {
                let message = "a primary key is written `[primary_key]` on each of its columns";
                Err(Error::new(word.span(), message))
            }
            _ => {
                let message = "expected a column, `unique(a, b)` or \
                    `foreign_key(a, b) [references(TABLE.x, TABLE.y)]`";
                Err(Error::new(word.span(), message))
            }
        };
        // What is left in brackets would be an error of its own.
        if let Some(attributes) = &attributes {
            skip_rest(attributes);
        }
        parsed
    }

    /// Checks the keys against the columns, which may stand behind them; wrong ones are left out.
    pub(crate) fn check(&mut self, columns: &[Column], errors: &mut Errors) {
        self.unique.retain(|key| errors.take(known(&key.columns, columns)).is_some());
        self.foreign.retain(|key| {
            let found = known(&key.columns, columns);
            let checked = found.and_then(|found| {
                key.references.fits(&found.iter().map(|column| &column.ty).collect::<Vec<_>>())
            });
            errors.take(checked).is_some()
        });
    }
}

/// `(a, b)`
fn columns(input: ParseStream<'_>, span: Span) -> Result<Vec<Ident>> {
    let columns = Punctuated::<Field, Token![,]>::parse_terminated(input)?;
    if columns.is_empty() {
        return Err(Error::new(span, "a key has at least one column"));
    }
    Ok(columns.into_iter().map(|field| field.0).collect())
}

/// A column by the name of its field, which may be a keyword.
struct Field(Ident);

impl Parse for Field {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ident = input.call(Ident::parse_any);
        let message = "expected the name of a column of this table";
        ident.map(Field).map_err(|error| Error::new(error.span(), message))
    }
}

/// `[name = "…"]`
fn name(input: &syn::parse::ParseBuffer<'_>) -> Result<String> {
    let word = input.call(Ident::parse_any).map_err(|error| Error::new(error.span(), UNIQUE))?;
    if word != "name" {
        return Err(Error::new(word.span(), UNIQUE));
    }
    let name = constraint_name(input)?;
    last(input)?;
    Ok(name)
}

/// Nothing stands behind it in the brackets, but for a comma.
fn last(input: ParseStream<'_>) -> Result<()> {
    input.parse::<Option<Token![,]>>()?;
    if input.is_empty() {
        return Ok(());
    }
    Err(input.error("nothing may stand behind it"))
}

/// `= "…"`
pub(super) fn constraint_name(input: ParseStream<'_>) -> Result<String> {
    input.parse::<Token![=]>()?;
    if !input.peek(LitStr) {
        return Err(input.error("expected the constraint's name, in quotes"));
    }
    super::parse::sql_name(input)
}

/// `[references(…)]`
fn references(input: ParseStream<'_>) -> Result<Reference> {
    let word = input.call(Ident::parse_any).map_err(|error| Error::new(error.span(), FOREIGN))?;
    if word != "references" {
        return Err(Error::new(word.span(), FOREIGN));
    }
    let reference = Reference::parse(input, word.span())?;
    last(input)?;
    Ok(reference)
}

/// The columns of these fields.
fn known<'c>(fields: &[Ident], columns: &'c [Column]) -> Result<Vec<&'c Column>> {
    let mut found: Vec<&Column> = Vec::new();
    for field in fields {
        let name = field.unraw();
        let Some(column) = columns.iter().find(|column| column.ident.unraw() == name) else {
            return Err(Error::new(field.span(), format!("the table has no column `{name}`")));
        };
        if found.iter().any(|earlier| earlier.ident == column.ident) {
            return Err(Error::new(field.span(), format!("`{name}` stands twice in the key")));
        }
        found.push(column);
    }
    Ok(found)
}
