//! A small record shop: makes its tables, fills them, and asks a dozen questions of growing
//! difficulty. Each prints the statement's SQL, its parameters and its rows.
//!
//! `cargo run -p quickstart` runs on SQLite in memory; `cargo run -p quickstart -- sqlite:shop.db`
//! keeps the shop in a file. With `--features all` a URL of PostgreSQL, MySQL or MariaDB does too:
//! `cargo run -p quickstart --features all -- postgresql://user:password@host/database`.

mod questions;
mod shop;
mod show;

use aludel::engine::{Backend, Url};
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

/// The databases that this build knows.
const DATABASES: &[&dyn Backend] = &[
    &Sqlite,
    #[cfg(feature = "postgres")]
    &aludel_postgres::Postgres,
    #[cfg(feature = "mysql")]
    &aludel_mysql::MySql,
];

fn main() -> aludel::Result<()> {
    let url = std::env::args().nth(1).unwrap_or_else(|| "sqlite::memory:".to_owned());
    let engine = open(&Url::parse(&url)?)?;
    let mut conn = engine.connect()?;

    shop::open(&mut conn)?;
    questions::ask(&mut conn)
}

/// The URL's scheme says which of the databases it is.
fn open(url: &Url) -> aludel::Result<Engine> {
    let known = DATABASES.iter().any(|database| database.schemes().contains(&url.scheme()));
    Engine::open_any(DATABASES, url).map_err(|error| match known {
        true => error,
        false => error.with_help(
            "the features postgres, mysql and all add databases to this program: \
             cargo run -p quickstart --features all -- URL",
        ),
    })
}
