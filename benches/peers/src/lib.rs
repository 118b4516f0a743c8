//! The same seven statements, built and compiled for PostgreSQL by several libraries.
//!
//! | | statement |
//! |---|---|
//! | Q1 | one row by its key |
//! | Q2 | a filter of AND, OR, LIKE and IN, sorted, one page of it |
//! | Q3 | a join of three tables, grouped, with CASE, COALESCE and HAVING |
//! | Q4 | two CTEs, a window function, EXISTS, UNION ALL |
//! | Q5 | INSERT of one row, RETURNING |
//! | Q6 | INSERT of 1,000 rows, ON CONFLICT DO UPDATE |
//! | Q7 | 50 conditions added in a loop |
//!
//! A library is a module with the functions `q1` to `q7` and a `PEER` that lists them. Each
//! function builds the statement from the [`Input`], compiles it, and drops everything but the
//! text. Constants within a statement (10, 'long') are bound like any other value.

pub mod aludel;
pub mod dsl;
pub mod hand;
mod input;
pub mod sea;
pub mod sqlx;

pub use input::{Customer, Input};

/// The text and the number of its parameters.
pub type Built = (String, usize);

/// Builds and compiles one statement.
pub type Query = fn(&Input) -> Built;

/// Builds one statement, and gives what compiles it again and again.
pub type Prepare = fn(&Input) -> Box<dyn Fn() -> Built>;

/// One library; `None` where it can't express the statement.
pub struct Peer {
    pub name: &'static str,
    pub queries: [Option<Query>; 7],
    /// The statements built once, where a finished statement can be compiled twice.
    pub prepared: [Option<Prepare>; 7],
}

/// The names of the statements, in the order of [`Peer::queries`].
pub const NAMES: [&str; 7] = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"];

/// Every library, in the order of the tables.
pub const PEERS: &[Peer] = &[aludel::PEER, sea::PEER, dsl::PEER, sqlx::PEER, hand::PEER];

/// The library that ratios are taken to.
pub const BASE: &str = sea::PEER.name;

/// Keeps the parameters from being optimised away, then drops them.
fn built<P>(text: String, params: P, count: usize) -> Built {
    std::hint::black_box(&params);
    (text, count)
}

/// To be called before measuring. Glibc returns freed memory to the system, or not, as it learnt
/// from what was freed before; a large block teaches it to keep it, whatever runs first. Without
/// this Q6 of one library varies by half.
pub fn keep_heap() {
    drop(std::hint::black_box(vec![0u8; 16 << 20]));
}
