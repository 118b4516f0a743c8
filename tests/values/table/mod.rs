//! The table: every kind, its columns, its edges, and what becomes of them where it isn't what
//! went in.

mod instants;
mod numbers;
mod ranges;
mod structured;
mod texts;

use aludel::prelude::*;

use crate::case::Group;

/// All kinds, in the page's order.
pub(crate) fn groups() -> Vec<Group> {
    vec![
        numbers::booleans(),
        numbers::integers(),
        numbers::unsigned(),
        numbers::floats(),
        numbers::decimals(),
        texts::texts(),
        texts::bytes(),
        instants::dates(),
        instants::times(),
        instants::timestamps(),
        instants::instants(),
        instants::intervals(),
        structured::uuids(),
        structured::documents(),
        structured::arrays(),
        ranges::ranges(),
    ]
}

/// A value by its text.
fn parsed<T: std::str::FromStr<Err: std::fmt::Debug> + Into<Value>>(text: &str) -> Value {
    text.parse::<T>().unwrap_or_else(|error| panic!("{text}: {error:?}")).into()
}
