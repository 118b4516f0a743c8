//! Opens a Chinook file, and the database to load it into.

use std::path::Path;

use aludel::Result;
use aludel::engine::{Backend, PooledConnection, Url};
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

use crate::tables;

/// The databases that this build knows.
const DATABASES: &[&dyn Backend] = &[
    &Sqlite,
    #[cfg(feature = "postgres")]
    &aludel_postgres::Postgres,
    #[cfg(feature = "mysql")]
    &aludel_mysql::MySql,
];

/// The database at a URL, whose scheme says which of them it is.
///
/// # Errors
/// As [`Engine::open_any`] and [`Engine::connect`].
pub fn target(url: &Url) -> Result<PooledConnection> {
    let known = DATABASES.iter().any(|database| database.schemes().contains(&url.scheme()));
    let engine = Engine::open_any(DATABASES, url).map_err(|error| match known {
        true => error,
        false => error.with_help(
            "the features postgres, mysql and all add databases to this program: \
             cargo run -p chinook --features all -- FILE URL",
        ),
    });
    engine?.connect()
}

/// Opens the file, read-only, and sees whether it has Chinook's tables.
///
/// # Errors
/// A line that says what is wrong with the file.
pub fn open(file: &Path) -> std::result::Result<PooledConnection, String> {
    let shown = file.display();
    if !file.is_file() {
        return Err(format!("there is no file {shown}"));
    }
    let url = read_only(file)?;
    let open = || Engine::open(&Sqlite, &url)?.connect();
    let mut conn = open().map_err(|error| format!("can't open {shown}: {error}"))?;

    let schema = table("sqlite_schema");
    let there = select(schema.col("name").typed::<Text>())
        .from(&schema)
        .filter(schema.col("type").eq("table"));
    let there = conn.fetch_all(&there).map_err(|error| format!("can't read {shown}: {error}"))?;
    let wanted = tables::all();
    let missing: Vec<&str> = wanted
        .iter()
        .map(|table| table.name().as_str())
        .filter(|name| !there.iter().any(|table| table == name))
        .collect();
    if missing.is_empty() {
        return Ok(conn);
    }
    Err(format!("{shown} is no Chinook database: it has no table {}", missing.join(", ")))
}

/// The URL of a file.
fn read_only(file: &Path) -> std::result::Result<Url, String> {
    let Some(path) = file.to_str() else {
        return Err(format!("the name of {} is not UTF-8", file.display()));
    };
    Ok(Url::file("sqlite", path).with_option("mode", "ro"))
}
