//! `table!`: a constant for a table, with its columns as fields.

mod attributes;
mod expand;
mod keys;
mod parse;
mod references;
mod types;

pub(crate) use types::ColumnType;

use proc_macro2::TokenStream;
use syn::parse::Parser;

use crate::errors::Errors;

/// Expands `table!`. What could be understood is expanded even beside errors, so that one
/// mistake in a column does not make each use of the table another.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let mut tables = Vec::new();
    let parsed = (|input: syn::parse::ParseStream<'_>| {
        while !input.is_empty() {
            tables.push(parse::table(input, &mut errors)?);
        }
        Ok(())
    })
    .parse2(input);
    errors.take(parsed);
    let mut tokens = errors.into_tokens();
    tokens.extend(tables.iter().map(expand::table));
    tokens
}
