//! The driver.

use std::sync::Arc;

use aludel::engine::{Cancel, Cursor, Done, Driver, Status};
use aludel::value::Value;
use aludel::{Error, ErrorKind, Result};

use crate::cancel::Canceller;
use crate::cursor::Rows;
use crate::session::Session;
use crate::wire::Message;

/// How many rows of a stream are asked for at a time.
const BATCH: u32 = 2000;

pub(crate) struct PostgresDriver {
    session: Session,
    canceller: Arc<Canceller>,
}

impl PostgresDriver {
    pub(crate) fn new(session: Session, canceller: Canceller) -> Self {
        PostgresDriver { session, canceller: Arc::new(canceller) }
    }
}

impl Session {
    /// Runs a statement to its end; the server's word for what it did.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        self.start(sql, params, 0)?;
        let mut rows = 0;
        loop {
            let Message { tag, body } = self.wire.next()?;
            match tag {
                b'C' => rows = affected(self.wire.body(&body)),
                b'E' => return Err(self.wire.fail(&body)),
                b'G' | b'H' => return Err(self.wire.end_copy(tag)),
                b'Z' => return Ok(rows),
                _ => {}
            }
        }
    }

    /// Runs a text of statements; the last one's tag.
    pub(crate) fn script(&mut self, sql: &str) -> Result<String> {
        self.wire.settle()?;
        if sql.contains('\0') {
            return Err(Error::new(ErrorKind::Syntax, "the script has a NUL character in it"));
        }
        self.wire.send_script(sql)?;
        let mut done = String::new();
        loop {
            let Message { tag, body } = self.wire.next()?;
            match tag {
                b'C' => done = tag_of(self.wire.body(&body)).to_owned(),
                b'E' => return Err(self.wire.fail(&body)),
                b'G' | b'H' => return Err(self.wire.end_copy(tag)),
                b'Z' => return Ok(done),
                _ => {}
            }
        }
    }

    /// The first cell of the first row of a query without parameters, as text.
    pub(crate) fn scalar(&mut self, sql: &str) -> Result<String> {
        self.wire.settle()?;
        self.wire.send_script(sql)?;
        let mut first = String::new();
        loop {
            let Message { tag, body } = self.wire.next()?;
            match tag {
                b'D' if first.is_empty() => {
                    let cell = self.wire.body(&body).get(6..).unwrap_or_default();
                    first = String::from_utf8_lossy(cell).into_owned();
                }
                b'E' => return Err(self.wire.fail(&body)),
                b'Z' => return Ok(first),
                _ => {}
            }
        }
    }
}

/// `INSERT 0 5`, `UPDATE 5`
fn tag_of(body: &[u8]) -> &str {
    std::str::from_utf8(body).unwrap_or_default().trim_end_matches('\0')
}

/// How many rows were changed. SELECT and FETCH count what they gave.
pub(crate) fn affected(body: &[u8]) -> u64 {
    let mut words = tag_of(body).split(' ');
    match words.next() {
        Some("INSERT" | "UPDATE" | "DELETE" | "MERGE" | "COPY") => {
            words.next_back().and_then(|count| count.parse().ok()).unwrap_or(0)
        }
        _ => 0,
    }
}

impl Driver for PostgresDriver {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        self.session.execute(sql, params).map(|rows| Done::new(rows, None))
    }

    fn execute_script(&mut self, sql: &str) -> Result<()> {
        self.session.script(sql).map(drop)
    }

    fn query_with(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&mut dyn Cursor) -> Result<()>,
    ) -> Result<()> {
        let statement = self.session.start(sql, params, 0)?;
        let mut rows = Rows::new(&mut self.session, statement, 0);
        read(&mut rows)?;
        rows.close()
    }

    fn query<'c>(&'c mut self, sql: &str, params: &[Value]) -> Result<Box<dyn Cursor + 'c>> {
        let statement = self.session.start(sql, params, BATCH)?;
        Ok(Box::new(Rows::new(&mut self.session, statement, BATCH)))
    }

    fn copy_in(
        &mut self,
        into: &str,
        width: usize,
        next: &mut dyn FnMut(&mut Vec<Value>) -> Result<bool>,
    ) -> Result<u64> {
        self.session.copy_in(into, width, next)
    }

    fn copy_out<'c>(&'c mut self, query: &str) -> Result<Box<dyn Cursor + 'c>> {
        let statement = self.session.start_copy_out(query)?;
        Ok(Box::new(Rows::new(&mut self.session, statement, 0)))
    }

    fn copy_out_bytes(
        &mut self,
        query: &str,
        write: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<u64> {
        self.session.copy_out_bytes(query, write)
    }

    fn transaction_status(&self) -> Status {
        self.session.wire.status()
    }

    fn canceller(&self) -> Option<Arc<dyn Cancel>> {
        Some(self.canceller.clone())
    }

    /// A failed transaction is rolled back by COMMIT, and nothing but its tag tells.
    fn commit(&mut self) -> Result<()> {
        let done = self.session.script("COMMIT")?;
        if done == "COMMIT" {
            return Ok(());
        }
        Err(Error::new(
            ErrorKind::Transaction,
            format!("the server answered COMMIT with {done}: nothing was committed"),
        )
        .with_help("a statement of the transaction had failed: look at its error"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_tell_what_was_changed() {
        for (tag, rows) in [
            ("INSERT 0 5\0", 5),
            ("UPDATE 7\0", 7),
            ("SELECT 9\0", 0),
            ("CREATE TABLE\0", 0),
            ("\0", 0),
            ("DELETE x", 0),
        ] {
            assert_eq!(affected(tag.as_bytes()), rows, "{tag}");
        }
    }
}
