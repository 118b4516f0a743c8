//! A small record shop: makes its tables, fills them, and asks a dozen questions of growing
//! difficulty. Each prints the statement's SQL, its parameters and its rows.
//!
//! `cargo run -p quickstart` runs on SQLite in memory; `cargo run -p quickstart -- sqlite:shop.db`
//! keeps the shop in a file.

mod questions;
mod shop;
mod show;

use aludel::prelude::*;
use aludel_sqlite::Sqlite;

fn main() -> aludel::Result<()> {
    let url = std::env::args().nth(1).unwrap_or_else(|| "sqlite::memory:".to_owned());
    let engine = Engine::open(&Sqlite, &url)?;
    let mut conn = engine.connect()?;

    shop::open(&mut conn)?;
    questions::ask(&mut conn)
}
