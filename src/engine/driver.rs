//! What a driver is, to the engine.

use std::sync::Arc;

use super::{Connection, Header, Url};
use crate::dialect::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Value, ValueRef};

/// A dialect that can connect: what [`Engine::open`](super::Engine::open) takes.
pub trait Backend: Dialect {
    /// The URL schemes that are meant for it.
    fn schemes(&self) -> &'static [&'static str];

    /// Reads the URL's options, and connects nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Url`] when the URL does not fit the database.
    fn connector(&self, url: &Url) -> Result<Arc<dyn Connector>>;
}

/// Makes connections to one database.
pub trait Connector: Send + Sync {
    /// Connects.
    ///
    /// # Errors
    /// When there is no connection to be had.
    fn connect(&self) -> Result<Connected>;

    /// The most connections that make sense: 1 for a database that only its connection knows.
    fn max_connections(&self) -> Option<usize> {
        None
    }
}

/// A new connection, together with the dialect of the server that it found.
pub struct Connected(pub(super) Box<Connection>);

impl Connected {
    /// Joins a driver and its dialect.
    #[must_use]
    pub fn new(driver: impl Driver + 'static, dialect: Arc<dyn Dialect>) -> Self {
        Connected(Box::new(Connection::with_driver(driver, dialect)))
    }

    /// The same connection, for which statements are compiled by another dialect: one of a
    /// third party that is built on one of ours, and takes its driver.
    #[must_use]
    pub fn with_dialect(mut self, dialect: Arc<dyn Dialect>) -> Self {
        self.0.dialect = dialect;
        self
    }
}

/// Connects to the first of several servers that will do, for a [`Connector`].
///
/// One that refuses the user ends the search: the password is not shown to the others.
///
/// # Errors
/// The only server's error, or one that tells of all.
pub fn first_that_connects<S>(
    servers: impl IntoIterator<Item = S>,
    mut connect: impl FnMut(S) -> Result<Connected>,
) -> Result<Connected> {
    let mut failed: Vec<Error> = Vec::new();
    for server in servers {
        match connect(server) {
            Ok(connected) => return Ok(connected),
            Err(error) if error.kind() == ErrorKind::Permission => return Err(error),
            Err(error) => failed.push(error),
        }
    }
    let Some(last) = failed.pop() else {
        return Err(Error::new(ErrorKind::Url, "the URL names no server"));
    };
    if failed.is_empty() {
        return Err(last);
    }
    let all = failed.iter().chain([&last]).map(Error::message).collect::<Vec<_>>().join("; ");
    let error = Error::new(ErrorKind::Connect, format!("none of the URL's servers will do: {all}"));
    let error = match last.help() {
        Some(help) => error.with_help(help),
        None => error,
    };
    Err(error.with_source(last))
}

/// What the server says about the connection's transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// There is none: each statement commits by itself.
    Idle,
    /// One is open.
    Open,
    /// One is open, and the server refuses everything until it is rolled back.
    Failed,
    /// The driver can't tell.
    Unknown,
    /// The connection is lost.
    Lost,
}

/// What a statement without rows did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    rows_affected: u64,
    last_insert_id: Option<i64>,
}

impl Done {
    /// What a driver found out.
    #[must_use]
    pub fn new(rows_affected: u64, last_insert_id: Option<i64>) -> Self {
        Done { rows_affected, last_insert_id }
    }

    /// How many rows were inserted, changed or deleted: those that the condition matches, whether or
    /// not a value of theirs became another one. It is so on every database. What an upsert does to
    /// one row is 1, and 0 where the row is left out by DO NOTHING or a condition; but MySQL and
    /// MariaDB count a row that it changed as 2, and one that it left as it was as 1.
    #[must_use]
    pub fn rows_affected(&self) -> u64 {
        self.rows_affected
    }

    /// The key that the database gave to the row inserted last, where it tells: SQLite does, and
    /// MySQL and MariaDB of an INSERT of one row. Where the database has RETURNING, that gives the
    /// keys of all rows.
    #[must_use]
    pub fn last_insert_id(&self) -> Option<i64> {
        self.last_insert_id
    }
}

/// A connection's driver. Statements are prepared and cached by their text.
///
/// A statement with too few or too many parameters is refused before anything is sent: see
/// [`wrong_parameter_count`].
pub trait Driver: Send {
    /// Runs a statement; rows that it gives are read to the end and dropped.
    ///
    /// # Errors
    /// What the database reports, by kind.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done>;

    /// Runs several statements without parameters and without rows.
    ///
    /// # Errors
    /// What the database reports, by kind; the statements before the wrong one have run.
    fn execute_script(&mut self, sql: &str) -> Result<()>;

    /// Runs a query and lends its rows to the closure. This is the fast path: the cursor
    /// lives on the driver's stack.
    ///
    /// # Errors
    /// What the database or the closure reports.
    fn query_with(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&mut dyn Cursor) -> Result<()>,
    ) -> Result<()>;

    /// Runs a query. Rows that are not read when the cursor is dropped are left behind, and
    /// the connection is usable.
    ///
    /// # Errors
    /// What the database reports, by kind.
    fn query<'c>(&'c mut self, sql: &str, params: &[Value]) -> Result<Box<dyn Cursor + 'c>>;

    /// Sends rows by the database's own protocol for many, if it has one. `into` is the table with its
    /// columns, quoted: `"t" ("a", "b")`; the closure gives the next row's values, one for each, until
    /// it says that there is none. How many rows there were.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where there is no such protocol; what the closure or the database
    /// reports, and then no row is there.
    fn copy_in(
        &mut self,
        into: &str,
        width: usize,
        next: &mut dyn FnMut(&mut Vec<Value>) -> Result<bool>,
    ) -> Result<u64> {
        let (_, _, _) = (into, width, next);
        Err(Error::new(ErrorKind::Unsupported, "COPY is not supported")
            .with_help("use insert_many, which is the fastest way here"))
    }

    /// Runs a query by the database's own protocol for many rows, if it has one. The query has no
    /// parameters.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where there is no such protocol; what the database reports.
    fn copy_out<'c>(&'c mut self, query: &str) -> Result<Box<dyn Cursor + 'c>> {
        let _ = query;
        Err(no_copy_out())
    }

    /// Hands on what that protocol sends of a query, as it is; how many rows there were. If the
    /// closure fails, the rest is left behind.
    ///
    /// # Errors
    /// As [`copy_out`](Driver::copy_out), and what the closure reports.
    fn copy_out_bytes(
        &mut self,
        query: &str,
        write: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<u64> {
        let (_, _) = (query, write);
        Err(no_copy_out())
    }

    /// What the server says about the transaction, without a round trip.
    fn transaction_status(&self) -> Status;

    /// What cancels, from another thread, the statement that runs; `None` where there is no way.
    fn canceller(&self) -> Option<Arc<dyn Cancel>> {
        None
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// What the database reports.
    fn begin(&mut self) -> Result<()> {
        self.execute_script("BEGIN")
    }

    /// Commits it. A COMMIT that the server answers with a rollback is an error.
    ///
    /// # Errors
    /// What the database reports.
    fn commit(&mut self) -> Result<()> {
        self.execute_script("COMMIT")
    }

    /// Rolls it back.
    ///
    /// # Errors
    /// What the database reports.
    fn rollback(&mut self) -> Result<()> {
        self.execute_script("ROLLBACK")
    }

    /// Sets the savepoint of a nested transaction at this depth, from 2.
    ///
    /// # Errors
    /// What the database reports.
    fn savepoint(&mut self, depth: u32) -> Result<()> {
        self.execute_script(&format!("SAVEPOINT aludel_{depth}"))
    }

    /// Releases the savepoint: its work belongs to the transaction around it.
    ///
    /// # Errors
    /// What the database reports.
    fn release(&mut self, depth: u32) -> Result<()> {
        self.execute_script(&format!("RELEASE SAVEPOINT aludel_{depth}"))
    }

    /// Undoes what was done since the savepoint, and releases it.
    ///
    /// # Errors
    /// What the database reports.
    fn rollback_to(&mut self, depth: u32) -> Result<()> {
        self.execute_script(&format!("ROLLBACK TO SAVEPOINT aludel_{depth}"))?;
        self.release(depth)
    }
}

#[cold]
fn no_copy_out() -> Error {
    Error::new(ErrorKind::Unsupported, "COPY is not supported")
        .with_help("use rows, which streams them")
}

/// Cancels the statement that a connection runs, from another thread. The statement then fails
/// with [`ErrorKind::Cancelled`], unless it was over before the request came.
pub trait Cancel: Send + Sync {
    /// Asks the database to cancel what runs now, if anything does.
    ///
    /// # Errors
    /// When the request can't be sent.
    fn cancel(&self) -> Result<()>;
}

/// The rows of a running query. The cursor is the current row.
pub trait Cursor {
    /// How many columns there are.
    fn width(&self) -> usize;

    /// The columns' names and declared kinds. Found out when first asked for, which is at the
    /// latest while there is a current row.
    fn header(&self) -> &Arc<Header>;

    /// Goes to the next row; false past the last one.
    ///
    /// # Errors
    /// What the database reports.
    fn advance(&mut self) -> Result<bool>;

    /// A cell of the current row, as the database stores it.
    ///
    /// # Errors
    /// When there is no such cell, or it can't be lent.
    fn get(&self, index: usize) -> Result<ValueRef<'_>>;

    /// All cells of the current row. `cells` is as long as the row is wide.
    ///
    /// # Errors
    /// When a cell can't be lent.
    fn fill<'r>(&'r self, cells: &mut [ValueRef<'r>]) -> Result<()> {
        for (i, cell) in cells.iter_mut().enumerate() {
            *cell = self.get(i)?;
        }
        Ok(())
    }
}

/// The error for a statement that is given too few or too many parameters.
#[must_use]
pub fn wrong_parameter_count(wanted: usize, given: usize) -> Error {
    Error::new(
        ErrorKind::Parameter,
        format!("the statement has {wanted} placeholders, and {given} parameters are given"),
    )
    .with_help("write a value in raw SQL as a hole or a :name, not as a placeholder")
}
