//! Aludel's cases, a group a file. A new construct is one more case in one of them.

#[macro_use]
mod conditions;

mod aggregates;
mod anonymous;
mod arithmetic;
mod arrays;
mod assignments;
mod changes;
mod clauses;
mod compounds;
mod ctes;
mod defaults;
mod dml;
mod expressions;
mod full_text;
mod grouping;
mod joins;
mod json;
mod lacking;
mod locks;
mod logic;
mod lowered;
mod merges;
mod niladic;
mod paging;
mod parameters;
mod peers;
mod predicates;
mod quantified;
mod ranges;
mod raw;
mod refused;
mod regexes;
mod scalars;
mod scope;
mod searches;
mod select;
mod semi_joins;
mod sources;
mod temporal;
mod traversals;
mod upserts;
mod values;
mod windows;

use std::str::FromStr;
use std::sync::Arc;

use super::Case;
use crate::value::Value;

/// A group: its name and what makes its cases.
type Group = (&'static str, fn() -> Vec<Case>);

/// The groups.
pub(super) const GROUPS: &[Group] = &[
    ("aggregates", aggregates::cases),
    ("anonymous", anonymous::cases),
    ("arithmetic", arithmetic::cases),
    ("arrays", arrays::cases),
    ("ranges", ranges::cases),
    ("assignments", assignments::cases),
    ("changes", changes::cases),
    ("clauses", clauses::cases),
    ("compounds", compounds::cases),
    ("ctes", ctes::cases),
    ("defaults", defaults::cases),
    ("dml", dml::cases),
    ("expressions", expressions::cases),
    ("full_text", full_text::cases),
    ("grouping", grouping::cases),
    ("joins", joins::cases),
    ("json", json::cases),
    ("lacking", lacking::cases),
    ("locks", locks::cases),
    ("logic", logic::cases),
    ("lowered", lowered::cases),
    ("merges", merges::cases),
    ("niladic", niladic::cases),
    ("paging", paging::cases),
    ("parameters", parameters::cases),
    ("peers", peers::cases),
    ("predicates", predicates::cases),
    ("quantified", quantified::cases),
    ("raw", raw::cases),
    ("refused", refused::cases),
    ("regexes", regexes::cases),
    ("scalars", scalars::cases),
    ("scope", scope::cases),
    ("searches", searches::cases),
    ("select", select::cases),
    ("semi_joins", semi_joins::cases),
    ("sources", sources::cases),
    ("temporal", temporal::cases),
    ("traversals", traversals::cases),
    ("upserts", upserts::cases),
    ("values", values::cases),
    ("windows", windows::cases),
];

/// A value by its text; a text that is none is refused when the case is compiled.
fn parsed<T: FromStr + Into<Value>>(text: &str) -> Value {
    match text.parse::<T>() {
        Ok(value) => value.into(),
        Err(_) => Value::Refused(Arc::from(format!("{text} can't be read"))),
    }
}
