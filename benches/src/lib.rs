//! The same work on SQLite in memory, by rusqlite by hand and by Aludel; on servers in [`server`].
//!
//! By hand means `prepare_cached`, positions, and the same Rust types.

pub mod rounds;
pub mod server;

use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

aludel::table! {
    /// A table of five columns.
    pub const ITEM = "item" {
        id: Integer [primary_key],
        name: Text,
        price: Double,
        stock: Integer,
        note: Nullable<Text>,
    }
}

/// How many rows the table has, and how many an insert adds.
pub const ROWS: i64 = 10_000;

/// A row of the table.
pub type Item = (i64, String, f64, i64, Option<String>);

/// A row of the table, as a struct.
#[derive(Debug, aludel::FromRow)]
pub struct ItemRow {
    /// The key.
    pub id: i64,
    /// A text.
    pub name: String,
    /// A float.
    pub price: f64,
    /// An integer.
    pub stock: i64,
    /// NULL in every third row.
    pub note: Option<String>,
}

const CREATE: &str = "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, \
     price REAL NOT NULL, stock INTEGER NOT NULL, note TEXT)";
const INSERT: &str = "INSERT INTO item (id, name, price, stock, note) VALUES (?, ?, ?, ?, ?)";
const POINT: &str = "SELECT id, name, price, stock, note FROM item WHERE id = ?";
const ALL: &str = "SELECT id, name, price, stock, note FROM item";

pub(crate) fn note(id: i64) -> Option<&'static str> {
    (id % 3 != 0).then_some("a note of some length")
}

/// rusqlite, by hand.
pub mod hand {
    use super::{ALL, BATCH, CREATE, INSERT, Item, POINT, ROWS, note};
    use rusqlite::{Connection, Result, Row, params};

    /// A database with the table filled.
    ///
    /// # Errors
    /// As rusqlite's.
    pub fn open() -> Result<Connection> {
        let mut conn = Connection::open_in_memory()?;
        conn.set_prepared_statement_cache_capacity(128);
        conn.execute_batch(CREATE)?;
        insert(&mut conn)?;
        Ok(conn)
    }

    fn item(row: &Row<'_>) -> Result<Item> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    }

    /// One row by its key.
    ///
    /// # Errors
    /// As rusqlite's.
    pub fn point(conn: &Connection, id: i64) -> Result<Item> {
        conn.prepare_cached(POINT)?.query_row([id], item)
    }

    /// All rows.
    ///
    /// # Errors
    /// As rusqlite's.
    pub fn fetch(conn: &Connection) -> Result<Vec<Item>> {
        conn.prepare_cached(ALL)?.query_map([], item)?.collect()
    }

    /// Empties the table and inserts all rows one by one, in a transaction.
    ///
    /// # Errors
    /// As rusqlite's.
    pub fn insert(conn: &mut Connection) -> Result<()> {
        let tx = conn.transaction()?;
        tx.execute("DELETE FROM item", [])?;
        for id in 0..ROWS {
            let mut statement = tx.prepare_cached(INSERT)?;
            statement.execute(params![id, "an item of the shop", 9.5, id % 100, note(id)])?;
        }
        tx.commit()
    }

    /// The same in INSERTs of many rows.
    ///
    /// # Errors
    /// As rusqlite's.
    pub fn insert_batches(conn: &mut Connection) -> Result<()> {
        let one = ", (?, ?, ?, ?, ?)";
        let start = INSERT.strip_suffix("(?, ?, ?, ?, ?)").unwrap_or(INSERT);
        let tx = conn.transaction()?;
        tx.execute("DELETE FROM item", [])?;
        for first in (0..ROWS).step_by(usize::try_from(BATCH).unwrap_or(1)) {
            let rows = one.repeat(usize::try_from(BATCH).unwrap_or(1));
            let sql = format!("{start}{}", rows.trim_start_matches(", "));
            let mut statement = tx.prepare_cached(&sql)?;
            let mut at = 1..;
            let mut next = || at.next().unwrap_or(0);
            for id in first..first + BATCH {
                statement.raw_bind_parameter(next(), id)?;
                statement.raw_bind_parameter(next(), "an item of the shop")?;
                statement.raw_bind_parameter(next(), 9.5)?;
                statement.raw_bind_parameter(next(), id % 100)?;
                statement.raw_bind_parameter(next(), note(id))?;
            }
            statement.raw_execute()?;
        }
        tx.commit()
    }
}

/// How many rows an INSERT of many has.
pub const BATCH: i64 = 1_000;

/// A database with the table filled, through Aludel.
///
/// # Errors
/// When SQLite fails.
pub fn open() -> aludel::Result<PooledConnection> {
    let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    conn.create_all(&[ITEM.into()])?;
    insert(&mut conn)?;
    Ok(conn)
}

/// The point select with a bind.
pub fn point_query() -> Select<(Int, Text, Float, Int, Nullable<Text>)> {
    select(ITEM.all()).filter(ITEM.id.eq(bind("id")))
}

/// One row by its key, with a statement that is built once and compiled each time.
///
/// # Errors
/// When SQLite fails.
pub fn point_built_each_time(conn: &mut Connection, id: i64) -> aludel::Result<Item> {
    conn.fetch_one(&select(ITEM.all()).filter(ITEM.id.eq(id)))
}

/// All rows, as tuples.
///
/// # Errors
/// When SQLite fails.
pub fn fetch(conn: &mut Connection) -> aludel::Result<Vec<Item>> {
    conn.fetch_all(&select(ITEM.all()))
}

/// All rows, as structs.
///
/// # Errors
/// When SQLite fails.
pub fn fetch_structs(conn: &mut Connection) -> aludel::Result<Vec<ItemRow>> {
    conn.fetch_all_as(&select(ITEM.all()))
}

/// Empties the table and inserts all rows one by one, in a transaction, building each
/// statement anew.
///
/// # Errors
/// When SQLite fails.
pub fn insert(conn: &mut Connection) -> aludel::Result<()> {
    conn.transaction(|tx| {
        tx.execute(&delete(ITEM).all_rows())?;
        for id in 0..ROWS {
            tx.execute(
                &aludel::typed::insert(ITEM)
                    .columns((ITEM.id, ITEM.name, ITEM.price, ITEM.stock, ITEM.note))
                    .values((id, "an item of the shop", 9.5, id % 100, note(id))),
            )?;
        }
        Ok(())
    })
}

/// The same with one statement, compiled once, whose binds get new values.
///
/// # Errors
/// When SQLite fails.
pub fn insert_compiled(conn: &mut Connection) -> aludel::Result<()> {
    conn.transaction(|tx| {
        tx.execute(&delete(ITEM).all_rows())?;
        let row = (bind("id"), bind("name"), bind("price"), bind("stock"), bind("note"));
        let mut statement = tx.compile(
            &aludel::typed::insert(ITEM)
                .columns((ITEM.id, ITEM.name, ITEM.price, ITEM.stock, ITEM.note))
                .values(row),
        )?;
        for id in 0..ROWS {
            statement.bind("id", id)?.bind("name", "an item of the shop")?.bind("price", 9.5)?;
            statement.bind("stock", id % 100)?.bind("note", note(id))?;
            tx.execute(&statement)?;
        }
        Ok(())
    })
}

/// The same with `insert_many`, which makes the batches.
///
/// # Errors
/// When SQLite fails.
pub fn insert_many(conn: &mut Connection) -> aludel::Result<()> {
    conn.transaction(|tx| {
        tx.execute(&delete(ITEM).all_rows())?;
        let all = (ITEM.id, ITEM.name, ITEM.price, ITEM.stock, ITEM.note);
        let rows = (0..ROWS).map(|id| (id, "an item of the shop", 9.5, id % 100, note(id)));
        tx.insert_many(&aludel::typed::insert(ITEM).columns(all), rows)?;
        Ok(())
    })
}
