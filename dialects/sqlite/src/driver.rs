//! The driver, over rusqlite.

use std::sync::Arc;

use aludel::Result;
use aludel::engine::{Cancel, Cursor, Done, Driver, Status};
use aludel::value::Value;
use rusqlite::{CachedStatement, Connection};

use crate::cancel::Canceller;
use crate::cursor::{OwningCursor, SqliteCursor};
use crate::error::database;
use crate::params::bind;

pub(crate) struct SqliteDriver {
    conn: Connection,
    begin: &'static str,
}

impl SqliteDriver {
    pub(crate) fn new(conn: Connection, begin: &'static str) -> Self {
        SqliteDriver { conn, begin }
    }
}

/// A statement from the cache, with its parameters.
#[inline]
fn prepare<'c>(conn: &'c Connection, sql: &str, params: &[Value]) -> Result<CachedStatement<'c>> {
    let mut statement = conn.prepare_cached(sql).map_err(database)?;
    bind(&mut statement, params)?;
    Ok(statement)
}

impl Driver for SqliteDriver {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        let mut statement = prepare(&self.conn, sql, params)?;
        let before = self.conn.total_changes();
        if statement.column_count() == 0 {
            statement.raw_execute().map_err(database)?;
        } else {
            let mut cursor = SqliteCursor::new(&mut statement);
            while cursor.advance()? {}
        }
        // `changes` is of the last INSERT, UPDATE or DELETE, which this need not have been.
        if self.conn.total_changes() == before {
            return Ok(Done::default());
        }
        let id = inserts(sql).then(|| self.conn.last_insert_rowid());
        Ok(Done::new(self.conn.changes(), id))
    }

    fn execute_script(&mut self, sql: &str) -> Result<()> {
        self.conn.execute_batch(sql).map_err(database)
    }

    fn query_with(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&mut dyn Cursor) -> Result<()>,
    ) -> Result<()> {
        let mut statement = prepare(&self.conn, sql, params)?;
        read(&mut SqliteCursor::new(&mut statement))
    }

    fn query<'c>(&'c mut self, sql: &str, params: &[Value]) -> Result<Box<dyn Cursor + 'c>> {
        Ok(Box::new(OwningCursor::new(prepare(&self.conn, sql, params)?)))
    }

    fn transaction_status(&self) -> Status {
        if self.conn.is_autocommit() { Status::Idle } else { Status::Open }
    }

    fn canceller(&self) -> Option<Arc<dyn Cancel>> {
        Some(Arc::new(Canceller(self.conn.get_interrupt_handle())))
    }

    fn begin(&mut self) -> Result<()> {
        self.execute(self.begin, &[]).map(drop)
    }

    fn commit(&mut self) -> Result<()> {
        self.execute("COMMIT", &[]).map(drop)
    }

    fn rollback(&mut self) -> Result<()> {
        self.execute("ROLLBACK", &[]).map(drop)
    }
}

/// Whether the statement's first word says that it inserts. The id of a row that some other
/// statement inserted long ago would be of no use.
fn inserts(sql: &str) -> bool {
    let sql = sql.trim_ascii_start();
    let starts =
        |word: &str| sql.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    starts("INSERT") || starts("REPLACE")
}
