//! The laws, over random trees, nasty strings and trees of any size.
#![cfg(feature = "testing")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails a test, in helpers too"
)]

mod depth;
mod depth_of_queries;
mod names;
mod servers;
mod trees;
mod wide;
mod width;

use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::Sql;
use aludel_sqlite::Sqlite;

/// A fresh database in memory.
fn open() -> aludel::Result<PooledConnection> {
    Engine::open(&Sqlite, "sqlite::memory:")?.connect()
}

/// The cells of all rows, as SQLite stores them.
fn fetch(conn: &mut PooledConnection, sql: &Sql) -> aludel::Result<Vec<Vec<Value>>> {
    let mut rows = Vec::new();
    conn.driver().query_with(sql.text(), sql.params(), &mut |cursor| {
        while cursor.advance()? {
            let cells = (0..cursor.width()).map(|i| cursor.get(i).map(|cell| cell.to_value()));
            rows.push(cells.collect::<aludel::Result<_>>()?);
        }
        Ok(())
    })?;
    Ok(rows)
}
