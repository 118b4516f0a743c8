//! Aludel's cases, a group a file. A new construct is one more case in one of them.

#[macro_use]
mod conditions;

mod arithmetic;
mod dml;
mod expressions;
mod joins;
mod lacking;
mod logic;
mod parameters;
mod peers;
mod predicates;
mod raw;
mod refused;
mod scope;
mod searches;
mod select;
mod values;

mod aggregates;
mod clauses;
mod ctes;
mod grouping;
mod paging;
mod semi_joins;

use std::str::FromStr;
use std::sync::Arc;

use super::Case;
use crate::value::Value;

/// A group: its name and what makes its cases.
type Group = (&'static str, fn() -> Vec<Case>);

/// The groups.
pub(super) const GROUPS: &[Group] = &[
    ("arithmetic", arithmetic::cases),
    ("dml", dml::cases),
    ("expressions", expressions::cases),
    ("joins", joins::cases),
    ("lacking", lacking::cases),
    ("logic", logic::cases),
    ("parameters", parameters::cases),
    ("peers", peers::cases),
    ("predicates", predicates::cases),
    ("raw", raw::cases),
    ("refused", refused::cases),
    ("scope", scope::cases),
    ("searches", searches::cases),
    ("select", select::cases),
    ("values", values::cases),
    ("aggregates", aggregates::cases),
    ("clauses", clauses::cases),
    ("ctes", ctes::cases),
    ("grouping", grouping::cases),
    ("paging", paging::cases),
    ("semi_joins", semi_joins::cases),
];

/// A value by its text; a text that is none is refused when the case is compiled.
fn parsed<T: FromStr + Into<Value>>(text: &str) -> Value {
    match text.parse::<T>() {
        Ok(value) => value.into(),
        Err(_) => Value::Refused(Arc::from(format!("{text} can't be read"))),
    }
}
