//! The driver, over the mysql crate.

use std::sync::Arc;

use aludel::engine::{Cancel, Cursor, Done, Driver, Status, wrong_parameter_count};
use aludel::value::Value;
use aludel::{Error, ErrorKind, Result};
use mysql::prelude::{Protocol, Queryable};
use mysql::{Conn, Params};

use crate::cancel::Canceller;
use crate::cursor::MySqlCursor;
use crate::error::database;
use crate::params::{Takes, bound};
use crate::session::Session;
use crate::statements::Statements;

/// ER_UNSUPPORTED_PS: the statement can't be prepared. The server has read all of the text, as one
/// statement, to find this out: run as it is, it can't be several.
const CANT_BE_PREPARED: u16 = 1295;

pub(crate) struct MySqlDriver {
    conn: Conn,
    statements: Statements,
    session: Session,
    takes: Takes,
    canceller: Arc<Canceller>,
}

/// Why a statement has not run.
enum Failure {
    /// It can run as text alone, and has no parameters.
    Text,
    /// The server has forgotten it.
    Stale,
    Error(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Error(error)
    }
}

/// Reads a result, of either protocol.
trait Reader {
    fn read<P: Protocol>(&mut self, cursor: &mut MySqlCursor<'_, P>) -> Result<()>;
}

/// Hands the rows on.
struct Lend<'f>(&'f mut dyn FnMut(&mut dyn Cursor) -> Result<()>);

impl Reader for Lend<'_> {
    fn read<P: Protocol>(&mut self, cursor: &mut MySqlCursor<'_, P>) -> Result<()> {
        (self.0)(cursor)
    }
}

/// Counts the rows of all results.
struct Count(u64);

impl Reader for Count {
    fn read<P: Protocol>(&mut self, cursor: &mut MySqlCursor<'_, P>) -> Result<()> {
        self.0 = cursor.read_to_end()?;
        Ok(())
    }
}

impl MySqlDriver {
    /// A driver that keeps so many statements, of a server that takes packets of so many bytes.
    pub(crate) fn new(
        conn: Conn,
        session: Session,
        statements: usize,
        packet: usize,
        canceller: Canceller,
    ) -> Self {
        // Something else is in the packet too.
        let most = packet.saturating_sub(1024);
        let takes = Takes { most, negative_zero: !session.is_mariadb() };
        let (statements, canceller) = (Statements::new(statements), Arc::new(canceller));
        MySqlDriver { conn, statements, session, takes, canceller }
    }

    /// Before a statement: takes in what the last one did, and asks where that isn't known.
    #[inline]
    fn enter(&mut self) -> Result<()> {
        self.session.settle(&self.conn);
        self.close_unkept();
        if self.session.is_doubted() { self.ask() } else { Ok(()) }
    }

    /// Closes the last statement, if none is to be kept.
    #[inline]
    fn close_unkept(&mut self) {
        if let Err(error) = self.statements.close_unkept(&mut self.conn) {
            self.session.note(&error);
        }
    }

    #[cold]
    fn ask(&mut self) -> Result<()> {
        match self.session.ask(&mut self.conn) {
            Ok(false) => Ok(()),
            Ok(true) => Err(Error::new(
                ErrorKind::Transaction,
                "the transaction is no longer open: an error before this has ended it",
            )
            .with_help("leave the transaction with a rollback")),
            Err(error) => {
                self.session.note(&error);
                Err(database(error))
            }
        }
    }

    /// After an error: what it did to the transaction must be known before the next statement,
    /// which might commit by itself.
    fn dispel(&mut self) {
        if self.session.is_doubted()
            && let Err(error) = self.session.ask(&mut self.conn)
        {
            self.session.note(&error);
        }
    }

    /// Runs a statement and reads its result; once more if the server has forgotten it.
    fn run(&mut self, sql: &str, params: &[Value], reader: &mut impl Reader) -> Result<()> {
        self.enter()?;
        let mut done = self.attempt(sql, params, reader);
        if let Err(Failure::Stale) = done {
            done = self.attempt(sql, params, reader);
        }
        self.close_unkept();
        let done = match done {
            Ok(()) => return Ok(()),
            Err(Failure::Error(error)) => Err(error),
            Err(Failure::Text | Failure::Stale) => self.run_text(sql, reader),
        };
        self.dispel();
        done
    }

    #[inline]
    fn attempt(
        &mut self,
        sql: &str,
        params: &[Value],
        reader: &mut impl Reader,
    ) -> Result<(), Failure> {
        let mut cursor = self.start(sql, params)?;
        reader.read(&mut cursor).map_err(Failure::Error)
    }

    #[inline]
    fn start(
        &mut self,
        sql: &str,
        params: &[Value],
    ) -> Result<MySqlCursor<'_, mysql::Binary>, Failure> {
        // The connection is borrowed by what is returned, and only then.
        let MySqlDriver { conn, statements, session, takes, canceller: _ } = self;
        let values = bound(sql, params, *takes)?;
        let statement = match statements.get(conn, sql, &values) {
            Ok(statement) => statement,
            Err(error) => return Err(not_prepared(error, params, session)),
        };
        let wanted = usize::from(statement.num_params());
        if wanted != params.len() {
            return Err(wrong_parameter_count(wanted, params.len()).into());
        }
        let values = if values.is_empty() { Params::Empty } else { Params::Positional(values) };
        let result = match conn.exec_iter(statement, values) {
            Ok(result) => result,
            Err(error) => {
                session.note(&error);
                return Err(if statements.forget(sql, &error) {
                    Failure::Stale
                } else {
                    database(error).into()
                });
            }
        };
        Ok(MySqlCursor::new(result, statement.columns(), session))
    }

    /// Whether a statement can't be prepared; one that can is.
    fn is_text_only(&mut self, sql: &str) -> Result<bool> {
        match self.statements.get(&mut self.conn, sql, &[]) {
            Ok(_) => Ok(false),
            Err(error) => match not_prepared(error, &[], &mut self.session) {
                Failure::Error(error) => Err(error),
                _ => Ok(true),
            },
        }
    }

    fn run_text(&mut self, sql: &str, reader: &mut impl Reader) -> Result<()> {
        let result = match self.conn.query_iter(sql) {
            Ok(result) => result,
            Err(error) => {
                self.session.note(&error);
                return Err(database(error));
            }
        };
        let columns = result.columns().as_ref().to_vec().into();
        reader.read(&mut MySqlCursor::new(result, columns, &mut self.session))
    }
}

#[cold]
fn not_prepared(error: mysql::Error, params: &[Value], session: &mut Session) -> Failure {
    match &error {
        mysql::Error::MySqlError(server)
            if server.code == CANT_BE_PREPARED && params.is_empty() =>
        {
            Failure::Text
        }
        _ => {
            session.note(&error);
            Failure::Error(database(error))
        }
    }
}

impl Driver for MySqlDriver {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        let mut rows = Count(0);
        self.run(sql, params, &mut rows)?;
        let affected = self.conn.affected_rows();
        if affected == 0 && rows.0 > 0 && changes(sql) {
            // INSERT … RETURNING tells of its rows only.
            return Ok(Done::new(rows.0, None));
        }
        // For several rows it is the first one's.
        let id = i64::try_from(self.conn.last_insert_id()).ok();
        Ok(Done::new(affected, id.filter(|id| *id != 0 && affected == 1)))
    }

    fn execute_script(&mut self, sql: &str) -> Result<()> {
        self.enter()?;
        let done = self.run_text(sql, &mut Count(0));
        self.dispel();
        done
    }

    fn query_with(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&mut dyn Cursor) -> Result<()>,
    ) -> Result<()> {
        self.run(sql, params, &mut Lend(read))
    }

    fn query<'c>(&'c mut self, sql: &str, params: &[Value]) -> Result<Box<dyn Cursor + 'c>> {
        self.enter()?;
        // What can't be prepared must be known before: a cursor that is handed out borrows the
        // connection on the other path too.
        if params.is_empty() && self.is_text_only(sql)? {
            let result = match self.conn.query_iter(sql) {
                Ok(result) => result,
                Err(error) => {
                    self.session.note(&error);
                    return Err(database(error));
                }
            };
            let columns = result.columns().as_ref().to_vec().into();
            return Ok(Box::new(MySqlCursor::new(result, columns, &mut self.session)));
        }
        match self.start(sql, params) {
            Ok(cursor) => Ok(Box::new(cursor)),
            Err(Failure::Error(error)) => Err(error),
            Err(Failure::Text | Failure::Stale) => Err(Error::new(
                ErrorKind::Database,
                "the server has forgotten the prepared statement, and nothing has run",
            )
            .with_help("run it again: it will be prepared anew")),
        }
    }

    fn transaction_status(&self) -> Status {
        self.session.status(&self.conn)
    }

    fn canceller(&self) -> Option<Arc<dyn Cancel>> {
        Some(self.canceller.clone())
    }

    fn begin(&mut self) -> Result<()> {
        self.execute_script("START TRANSACTION")
    }
}

/// Whether the statement's first word says that it changes rows.
fn changes(sql: &str) -> bool {
    let word = sql.trim_start().split(|c: char| !c.is_ascii_alphabetic()).next();
    word.is_some_and(|word| {
        ["INSERT", "REPLACE", "DELETE", "UPDATE"].iter().any(|w| w.eq_ignore_ascii_case(word))
    })
}
