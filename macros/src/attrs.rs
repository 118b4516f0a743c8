//! `#[aludel(…)]` on what is derived for, and the rules of `rename_all`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::ParseStream;
use syn::{Attribute, DeriveInput, Error, LitStr, Result, Token, token};

use crate::errors::Errors;
use crate::table::ColumnType;

/// What an attribute takes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Takes {
    /// Nothing: `skip`.
    Nothing,
    /// Text: `rename = "x"`.
    Text,
    /// A column type: `sql_type = Varchar(20)`.
    Type,
}

/// An attribute that may stand.
pub(crate) type Known = (&'static str, Takes);

/// The attributes of one item.
#[derive(Default)]
pub(crate) struct Attrs(Vec<Found>);

struct Found {
    name: &'static str,
    span: Span,
    text: Option<LitStr>,
    ty: Option<ColumnType>,
}

/// Expands a derive; nothing beside errors.
pub(crate) fn expand(
    input: TokenStream,
    derive: impl FnOnce(&DeriveInput, &mut Errors) -> Result<TokenStream>,
) -> TokenStream {
    let mut errors = Errors::default();
    let expanded = syn::parse2::<DeriveInput>(input).and_then(|input| derive(&input, &mut errors));
    let expanded = errors.take(expanded).unwrap_or_default();
    let mut tokens = errors.into_tokens();
    if tokens.is_empty() {
        tokens = expanded;
    }
    tokens
}

impl Attrs {
    /// Parses all `#[aludel(…)]` of an item. Mistakes are collected.
    pub(crate) fn parse(attributes: &[Attribute], known: &[Known], errors: &mut Errors) -> Self {
        let mut found = Attrs::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("aludel")) {
            let result = attribute.parse_nested_meta(|meta| {
                let name = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
                let Some(as_known) = known.iter().find(|known| known.0 == name) else {
                    let names: Vec<_> = known.iter().map(usage).collect();
                    let message = match &*names {
                        [] => "nothing is known that could stand here".to_owned(),
                        names => format!("known here: {}", names.join(", ")),
                    };
                    return Err(meta.error(message));
                };
                let (name, takes) = as_known;
                let span = meta.path.get_ident().map_or_else(Span::call_site, Ident::span);
                if found.span(name).is_some() {
                    return Err(meta.error(format!("`{name}` stands twice")));
                }
                let (mut text, mut ty) = (None, None);
                match takes {
                    Takes::Nothing => {
                        if meta.input.peek(Token![=]) || meta.input.peek(token::Paren) {
                            return Err(Error::new(span, format!("`{name}` takes nothing")));
                        }
                    }
                    Takes::Text => {
                        let given = |input: ParseStream<'_>| {
                            input.parse::<Token![=]>()?;
                            input.parse::<LitStr>()
                        };
                        let given = given(meta.input).map_err(|_| {
                            Error::new(span, format!("it is written {}", usage(as_known)))
                        })?;
                        if *name == "rename" && given.value().is_empty() {
                            return Err(Error::new(given.span(), "no database has such a name"));
                        }
                        text = Some(given);
                    }
                    Takes::Type => {
                        meta.input.parse::<Token![=]>()?;
                        ty = Some(ColumnType::parse(meta.input)?);
                    }
                }
                found.0.push(Found { name, span, text, ty });
                Ok(())
            });
            errors.take(result);
        }
        found
    }

    /// Refuses attributes of a field that contradict each other.
    pub(crate) fn check_field(&self, errors: &mut Errors) {
        for other in ["rename", "default", "flatten", "prefix"] {
            self.exclude("skip", other, errors);
        }
        self.exclude("flatten", "rename", errors);
        self.exclude("flatten", "default", errors);
        if let (Some(span), false) = (self.span("prefix"), self.has("flatten")) {
            let message =
                "a prefix is for the columns of a nested struct: `flatten, prefix = \"…\"`";
            errors.at(span, message);
        }
    }

    fn find(&self, name: &str) -> Option<&Found> {
        self.0.iter().find(|found| found.name == name)
    }

    /// Whether the attribute stands.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Where the attribute stands.
    pub(crate) fn span(&self, name: &str) -> Option<Span> {
        self.find(name).map(|found| found.span)
    }

    /// Its text.
    pub(crate) fn text(&self, name: &str) -> Option<&LitStr> {
        self.find(name)?.text.as_ref()
    }

    /// Its column type.
    pub(crate) fn ty(&self, name: &str) -> Option<&ColumnType> {
        self.find(name)?.ty.as_ref()
    }

    /// Two attributes that contradict each other.
    pub(crate) fn exclude(&self, one: &str, other: &str, errors: &mut Errors) {
        if let (Some(_), Some(span)) = (self.span(one), self.span(other)) {
            errors.at(span, format!("`{one}` and `{other}` don't go together"));
        }
    }

    /// The rule of `rename_all`.
    pub(crate) fn rename_all(&self, errors: &mut Errors) -> Option<Rule> {
        errors.take(Rule::parse(self.text("rename_all")?))
    }
}

fn usage(&(name, takes): &Known) -> String {
    match takes {
        Takes::Nothing => format!("`{name}`"),
        Takes::Text => format!("`{name} = \"…\"`"),
        Takes::Type => format!("`{name} = Varchar(20)`"),
    }
}

/// How names are rewritten.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    case: Case,
    separator: &'static str,
}

#[derive(Clone, Copy)]
enum Case {
    Lower,
    Upper,
    /// Each word's first letter upper.
    Pascal,
    /// The same, but for the first word.
    Camel,
}

const RULES: &[(&str, Rule)] = &[
    ("lowercase", Rule { case: Case::Lower, separator: "" }),
    ("UPPERCASE", Rule { case: Case::Upper, separator: "" }),
    ("PascalCase", Rule { case: Case::Pascal, separator: "" }),
    ("camelCase", Rule { case: Case::Camel, separator: "" }),
    ("snake_case", Rule { case: Case::Lower, separator: "_" }),
    ("SCREAMING_SNAKE_CASE", Rule { case: Case::Upper, separator: "_" }),
    ("kebab-case", Rule { case: Case::Lower, separator: "-" }),
    ("SCREAMING-KEBAB-CASE", Rule { case: Case::Upper, separator: "-" }),
];

impl Rule {
    fn parse(text: &LitStr) -> Result<Rule> {
        let value = text.value();
        RULES.iter().find(|rule| rule.0 == value).map(|rule| rule.1).ok_or_else(|| {
            let known: Vec<_> = RULES.iter().map(|rule| format!("{:?}", rule.0)).collect();
            Error::new(text.span(), format!("known rules: {}", known.join(", ")))
        })
    }

    /// Rewrites a name of a field or a variant.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name).into_iter().enumerate().map(|(i, word)| match self.case {
            Case::Lower => word,
            Case::Upper => word.to_uppercase(),
            Case::Camel if i == 0 => word,
            Case::Camel | Case::Pascal => capitalized(&word),
        });
        words.collect::<Vec<_>>().join(self.separator)
    }
}

/// The word with its first letter upper.
pub(crate) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.as_str().chars()).collect()
}

/// The words of `snake_case`, `camelCase` or `PascalCase`, in lower case.
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| chars[i]);
        let starts = c.is_uppercase()
            && before.is_some_and(|before| {
                // `aB`, and the last capital of `ABc`.
                !before.is_uppercase() || chars.get(i + 1).is_some_and(|next| next.is_lowercase())
            });
        if c == '_' || starts {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c != '_', words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_rewritten() {
        for (name, rule, wanted) in [
            ("first_name", "camelCase", "firstName"),
            ("first_name", "PascalCase", "FirstName"),
            ("first_name", "SCREAMING_SNAKE_CASE", "FIRST_NAME"),
            ("first_name", "kebab-case", "first-name"),
            ("InProgress", "snake_case", "in_progress"),
            ("InProgress", "lowercase", "inprogress"),
            ("InProgress", "UPPERCASE", "INPROGRESS"),
            ("HttpServer2", "snake_case", "http_server2"),
            ("HTTPServer", "SCREAMING-KEBAB-CASE", "HTTP-SERVER"),
        ] {
            let rule = RULES.iter().find(|known| known.0 == rule).unwrap().1;
            assert_eq!(rule.apply(name), wanted);
        }
    }
}
