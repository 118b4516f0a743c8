//! Cases: a statement, its SQL for each dialect side by side, and its rows on the database.
//!
//! Every statement with rows runs four times: as it is, with all parentheses, with its values
//! printed into the text, and after a fold that replaces nothing.

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
mod searches;
mod select;
mod shop;
mod values;
