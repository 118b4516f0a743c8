//! Cases: a statement, its SQL for each dialect side by side, and its rows on the database.
//!
//! Every statement with rows runs four times: as it is, with all parentheses, with its values
//! printed into the text, and after a fold that replaces nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here fails a test, in helpers too"
)]

mod arithmetic;
mod dml;
mod expressions;
mod harness;
mod joins;
mod logic;
mod peers;
mod predicates;
mod raw;
mod refused;
mod scope;
mod searches;
mod select;
mod shop;
mod values;
