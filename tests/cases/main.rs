//! The conformance suite on SQLite and on every server, a test for each group of cases on
//! each; and what no single case can show, on each too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here fails a test, in helpers too"
)]

mod agree;
mod bound_lists;
mod bulk;
mod client_defaults;
mod compiled;
mod constructs;
mod containers;
mod defaults;
mod dml;
mod explain;
mod insert_keys;
mod keys;
mod loader;
#[cfg(feature = "arrow")]
mod loader_arrow;
#[cfg(feature = "csv")]
mod loader_csv;
mod locking;
mod long_lists;
mod niladic;
mod raw;
mod searches;
mod sequences;
mod servers;
mod stored;
mod string_agg;
mod suite;
mod support;
mod things;
mod third_party;
mod values;
mod values_table;
