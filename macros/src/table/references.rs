//! `references(TABLE.column, …)`: what a foreign key refers to.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Path, Result, Token, parenthesized};

use super::keys::constraint_name;
use super::parse::skip_rest;
use super::types::ColumnType;

const REFERENCE: &str = "a reference is written `references(TABLE.column)`";

/// What a foreign key refers to.
pub(crate) struct Reference {
    /// Where it stands.
    span: Span,
    /// The expressions that give the other columns.
    pub(crate) targets: Vec<TokenStream>,
    /// The constraint's name.
    pub(crate) name: Option<String>,
    pub(crate) on_delete: Option<Action>,
    pub(crate) on_update: Option<Action>,
}

/// What becomes of rows when the row they refer to goes or changes.
pub(crate) struct Action {
    span: Span,
    /// The variant of `ForeignKeyAction`.
    pub(crate) variant: Ident,
}

impl Reference {
    /// `(TABLE.column, …, on_delete = action, on_update = action, name = "…")`
    pub(crate) fn parse(input: ParseStream<'_>, span: Span) -> Result<Self> {
        let content;
        if !input.peek(syn::token::Paren) {
            return Err(Error::new(span, REFERENCE));
        }
        parenthesized!(content in input);
        let reference = Reference::inside(&content, span);
        skip_rest(&content);
        reference
    }

    fn inside(content: ParseStream<'_>, span: Span) -> Result<Self> {
        let (targets, name) = (Vec::new(), None);
        let mut reference = Reference { span, targets, name, on_delete: None, on_update: None };
        let mut table = None;
        reference.target(content, &mut table)?;
        while !content.is_empty() {
            content.parse::<Token![,]>()?;
            if content.is_empty() {
                break;
            }
            if content.peek(Ident::peek_any) && content.peek2(Token![=]) {
                reference.option(content)?;
            } else {
                reference.target(content, &mut table)?;
            }
        }
        Ok(reference)
    }

    /// `TABLE.column`
    fn target(&mut self, content: ParseStream<'_>, table: &mut Option<String>) -> Result<()> {
        let at = content.span();
        let path = content.call(Path::parse_mod_style).map_err(|_| Error::new(at, REFERENCE))?;
        if content.parse::<Token![.]>().is_err() {
            let message = format!("{REFERENCE}, with the other table's constant");
            return Err(Error::new(at, message));
        }
        let column: Ident = content.parse()?;
        let mut target = path.to_token_stream();
        let shown = target.to_string();
        if table.get_or_insert_with(|| shown.clone()) != &shown {
            return Err(Error::new(at, "a foreign key refers to columns of one table"));
        }
        target.extend(quote!(.#column));
        self.targets.push(target);
        Ok(())
    }

    /// `on_delete = action`, `on_update = action`, `name = "…"`
    fn option(&mut self, content: ParseStream<'_>) -> Result<()> {
        let option = content.call(Ident::parse_any)?;
        let twice = match option.to_string().as_str() {
            "on_delete" => self.on_delete.replace(Action::parse(content)?).is_some(),
            "on_update" => self.on_update.replace(Action::parse(content)?).is_some(),
            "name" => self.name.replace(constraint_name(content)?).is_some(),
            _ => {
                let message = "expected `on_delete = …`, `on_update = …` or `name = \"…\"`";
                return Err(Error::new(option.span(), message));
            }
        };
        if twice {
            return Err(Error::new(option.span(), format!("`{option}` stands twice")));
        }
        Ok(())
    }

    /// Checks it against the columns that refer.
    pub(crate) fn fits(&self, columns: &[&ColumnType]) -> Result<()> {
        if self.targets.len() != columns.len() {
            let (given, wanted) = (counted(columns.len()), counted(self.targets.len()));
            let message = format!("a key of {given} refers to {wanted}: name as many");
            return Err(Error::new(self.span, message));
        }
        let actions = [&self.on_delete, &self.on_update].into_iter().flatten();
        let nullable = columns.iter().all(|column| column.nullable);
        match actions.into_iter().find(|action| !nullable && action.variant == "SetNull") {
            Some(action) if columns.len() == 1 => {
                Err(Error::new(action.span, "`set_null` needs a column of a type `Nullable<…>`"))
            }
            Some(action) => {
                Err(Error::new(action.span, "`set_null` needs columns of types `Nullable<…>`"))
            }
            None => Ok(()),
        }
    }
}

fn counted(columns: usize) -> String {
    format!("{columns} column{}", if columns == 1 { "" } else { "s" })
}

impl Action {
    /// `= action`
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![=]>()?;
        let word = input.call(Ident::parse_any)?;
        let variant = match word.to_string().as_str() {
            "no_action" => "NoAction",
            "restrict" => "Restrict",
            "cascade" => "Cascade",
            "set_null" => "SetNull",
            "set_default" => "SetDefault",
            _ => {
                let message =
                    "expected `no_action`, `restrict`, `cascade`, `set_null` or `set_default`";
                return Err(Error::new(word.span(), message));
            }
        };
        Ok(Action { span: word.span(), variant: format_ident!("{variant}") })
    }
}
