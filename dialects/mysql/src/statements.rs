//! The prepared statements of a connection.
//!
//! A statement goes with the types of its parameters: MySQL keeps those of the first execution
//! (<https://dev.mysql.com/doc/refman/9.4/en/prepare.html>), and converts what comes later, text to
//! the number 0 or a date to NULL, without a word.

use std::collections::HashMap;

use mysql::prelude::Queryable;
use mysql::{Conn, Error, Statement, Value as Raw};

/// Statements by their text; the one that was used least recently is closed when there are too
/// many.
pub(crate) struct Statements {
    most: usize,
    clock: u64,
    known: HashMap<Box<str>, Entry>,
}

struct Entry {
    statement: Statement,
    used: u64,
    /// Of the values that have not been NULL so far.
    types: Box<[Type]>,
}

/// The type by which a value is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Null,
    Bytes,
    Int,
    UInt,
    Float,
    Double,
    Date,
    Time,
}

impl Type {
    #[inline]
    fn of(value: &Raw) -> Self {
        match value {
            Raw::NULL => Type::Null,
            Raw::Bytes(_) => Type::Bytes,
            Raw::Int(_) => Type::Int,
            Raw::UInt(_) => Type::UInt,
            Raw::Float(_) => Type::Float,
            Raw::Double(_) => Type::Double,
            Raw::Date(..) => Type::Date,
            Raw::Time(..) => Type::Time,
        }
    }
}

impl Entry {
    /// Takes in the types of the values; false if they are others than before.
    #[inline]
    fn takes(&mut self, values: &[Raw]) -> bool {
        self.types.iter_mut().zip(values).all(|(known, value)| {
            let new = Type::of(value);
            if *known == Type::Null {
                *known = new;
            }
            new == *known || new == Type::Null
        })
    }
}

/// ER_MAX_PREPARED_STMT_COUNT_REACHED: of all connections together.
const TOO_MANY: u16 = 1461;
/// ER_UNKNOWN_STMT_HANDLER and ER_NEED_REPREPARE: nothing has run.
const STALE: [u16; 2] = [1243, 1615];

impl Statements {
    pub(crate) fn new(most: usize) -> Self {
        Statements { most, clock: 0, known: HashMap::new() }
    }

    /// Closes the last statement, if none is to be kept after it has run.
    #[inline]
    pub(crate) fn close_unkept(&mut self, conn: &mut Conn) -> Result<(), Error> {
        if self.most == 0 && !self.known.is_empty() { self.close_oldest(conn) } else { Ok(()) }
    }

    /// The statement for values of these types, prepared now unless it is known.
    pub(crate) fn get(
        &mut self,
        conn: &mut Conn,
        sql: &str,
        values: &[Raw],
    ) -> Result<&Statement, Error> {
        self.clock += 1;
        let known = self.known.get_mut(sql).map(|entry| entry.takes(values));
        if known == Some(false)
            && let Some(entry) = self.known.remove(sql)
        {
            conn.close(entry.statement)?;
        }
        if known != Some(true) {
            let statement = self.prepare(conn, sql)?;
            // One at least: it is lent while it runs.
            while self.known.len() >= self.most.max(1) {
                self.close_oldest(conn)?;
            }
            let types = values.iter().map(Type::of).collect();
            self.known.insert(sql.into(), Entry { statement, used: 0, types });
        }
        match self.known.get_mut(sql) {
            Some(entry) => {
                entry.used = self.clock;
                Ok(&entry.statement)
            }
            // It is there, or has just been put there.
            None => Err(Error::server_disconnected()),
        }
    }

    fn prepare(&mut self, conn: &mut Conn, sql: &str) -> Result<Statement, Error> {
        match conn.prep(sql) {
            Err(Error::MySqlError(error)) if error.code == TOO_MANY && !self.known.is_empty() => {
                while !self.known.is_empty() {
                    self.close_oldest(conn)?;
                }
                conn.prep(sql)
            }
            other => other,
        }
    }

    fn close_oldest(&mut self, conn: &mut Conn) -> Result<(), Error> {
        let oldest = self.known.iter().min_by_key(|(_, entry)| entry.used);
        let Some(sql) = oldest.map(|(sql, _)| sql.clone()) else { return Ok(()) };
        match self.known.remove(&sql) {
            Some(entry) => conn.close(entry.statement),
            None => Ok(()),
        }
    }

    /// Forgets a statement that the server doesn't know any more; whether it was known here.
    pub(crate) fn forget(&mut self, sql: &str, error: &Error) -> bool {
        match error {
            Error::MySqlError(error) if STALE.contains(&error.code) => {
                self.known.remove(sql).is_some()
            }
            _ => false,
        }
    }
}
