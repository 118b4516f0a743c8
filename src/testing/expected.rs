//! Which of a case's texts, parameters, rows and refusals are a dialect's.

use super::case::{Cells, Refusal};
use super::{Capability, Case, Support};
use crate::dialect::{Dialect, Features, Placeholder};
use crate::error::ErrorKind;
use crate::value::Value;

/// The dialects whose SQL every case states.
const KNOWN: [&str; 4] = ["sqlite", "postgres", "mysql", "mariadb"];

impl Case {
    /// The text on a dialect. `Err` if there is none, though the dialect is a known one.
    pub(super) fn text(&self, dialect: &dyn Dialect) -> Result<Option<String>, String> {
        let name = dialect.name();
        if !KNOWN.contains(&name) {
            let own = self.texts.iter().find(|(of, _)| *of == name);
            return Ok(own.map(|(_, text)| (*text).to_owned()));
        }
        if let Some(text) = of_dialect(&self.texts, dialect) {
            return Ok(Some((*text).to_owned()));
        }
        match self.same {
            Some(same) => Ok(Some(derived(same, dialect.features()))),
            None => Err(format!("no SQL is stated for {name}")),
        }
    }

    /// The text in the standard's words, if one is stated and the standard has all it needs.
    pub(super) fn ansi_text(&self) -> Option<&'static str> {
        let own = self.texts.iter().find(|(of, _)| *of == "ansi").map(|(_, text)| *text);
        let lacks = |need: &Capability| need.by_features(&Features::ANSI) == Support::Refused;
        let means_it = self.only_on.is_none() && !self.needs.iter().any(lacks);
        own.or(self.same.filter(|_| means_it))
    }

    /// The parameters, if any are stated.
    pub(super) fn params_of(&self, dialect: &dyn Dialect) -> Option<&Vec<Value>> {
        own_or_general(&self.params, dialect)
    }

    /// The rows, if any are stated.
    pub(super) fn rows_of(&self, dialect: &dyn Dialect) -> Option<&Cells> {
        own_or_general(&self.rows, dialect)
    }

    /// How this dialect refuses it, if it does.
    pub(super) fn refusal_of(&self, dialect: &dyn Dialect) -> Option<&Refusal> {
        // A dialect may state a text although the one that it is based on refuses.
        let name = dialect.name();
        let is_own = |(of, _): &(&str, Refusal)| *of == name;
        if self.texts.iter().any(|(of, _)| *of == name) && !self.refused_on.iter().any(is_own) {
            return None;
        }
        of_dialect(&self.refused_on, dialect)
    }

    /// Why it does not run on a dialect, if it does not.
    pub(super) fn why_not_on(&self, dialect: &dyn Dialect) -> Option<&'static str> {
        if let Some((dialects, why)) = &self.only_on
            && !based_on(dialect, dialects)
        {
            return Some(why);
        }
        of_dialect(&self.left_out, dialect).copied()
    }

    /// The kind of error with which the database refuses to run it, if it does.
    pub(super) fn failure(&self, dialect: &dyn Dialect) -> Option<ErrorKind> {
        of_dialect(&self.fails, dialect).copied()
    }

    /// Whether it runs with its values as literals.
    pub(super) fn has_literals(&self, dialect: &dyn Dialect) -> bool {
        of_dialect(&self.bound_on, dialect).is_none()
    }

    /// Native or emulated, if the case says so.
    pub(super) fn stated_support(&self, dialect: &dyn Dialect) -> Option<Support> {
        of_dialect(&self.support, dialect).copied()
    }
}

fn based_on(dialect: &dyn Dialect, names: &[&str]) -> bool {
    names.contains(&dialect.name()) || dialect.base().is_some_and(|base| based_on(base, names))
}

/// What is stated for the dialect, or for the one that it is based on.
fn of_dialect<'a, T>(stated: &'a [(&'static str, T)], dialect: &dyn Dialect) -> Option<&'a T> {
    let own = stated.iter().find(|(of, _)| *of == dialect.name()).map(|(_, item)| item);
    match (own, dialect.base()) {
        (None, Some(base)) => of_dialect(stated, base),
        (own, _) => own,
    }
}

fn own_or_general<'a, T>(
    stated: &'a [(Option<&'static str>, T)],
    dialect: &dyn Dialect,
) -> Option<&'a T> {
    let own = stated.iter().find(|(of, _)| *of == Some(dialect.name())).map(|(_, item)| item);
    match (own, dialect.base()) {
        (None, Some(base)) => own_or_general(stated, base),
        (None, None) => stated.iter().find(|(of, _)| of.is_none()).map(|(_, item)| item),
        (own, _) => own,
    }
}

/// A text with `"` and `?` in the quotes and placeholders of a dialect.
fn derived(text: &str, features: &Features) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut count = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                out.push(c);
                // Up to the closing quote; a doubled one closes and opens again.
                for inner in chars.by_ref() {
                    out.push(inner);
                    if inner == '\'' {
                        break;
                    }
                }
            }
            '"' => {
                out.push(features.quote);
                while let Some(inner) = chars.next() {
                    if inner == '"' && chars.next_if_eq(&'"').is_none() {
                        break;
                    }
                    out.push(inner);
                    if inner == features.quote {
                        out.push(inner);
                    }
                }
                out.push(features.quote);
            }
            '?' if features.placeholder == Placeholder::Dollar => {
                count += 1;
                out.push_str(&format!("${count}"));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_derived() {
        let mysql = Features { quote: '`', ..Features::ANSI };
        let dollar = Features { placeholder: Placeholder::Dollar, ..Features::ANSI };
        for (text, ticks, dollars) in [
            (r#"SELECT "a"."b" + ?, ?"#, "SELECT `a`.`b` + ?, ?", r#"SELECT "a"."b" + $1, $2"#),
            (r#"'"?''?' "?" ?"#, r#"'"?''?' `?` ?"#, r#"'"?''?' "?" $1"#),
            (r#""a""b`c""#, r#"`a"b``c`"#, r#""a""b`c""#),
        ] {
            assert_eq!(derived(text, &mysql), ticks);
            assert_eq!(derived(text, &dollar), dollars);
            assert_eq!(derived(text, &Features::ANSI), text);
        }
    }
}
