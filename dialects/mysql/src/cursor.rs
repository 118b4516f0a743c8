//! Rows, as the mysql crate reads them: owned, one at a time.

use std::cell::OnceCell;
use std::sync::Arc;

use aludel::engine::{Cursor, Header};
use aludel::value::ValueRef;
use aludel::{Error, ErrorKind, Result};
use mysql::prelude::Protocol;
use mysql::{Column, QueryResult, Row};

use crate::cells::{datetime_text, declared_kind, is_computed_datetime, lent};
use crate::error::database;
use crate::session::Session;

/// The rows of a statement's first result.
pub(crate) struct MySqlCursor<'c, P: Protocol> {
    result: QueryResult<'c, 'c, 'c, P>,
    session: &'c mut Session,
    columns: Arc<[Column]>,
    row: Option<Row>,
    ended: bool,
    /// Whether some columns are lent as texts that the server didn't send.
    computed: bool,
    texts: Vec<String>,
    header: OnceCell<Arc<Header>>,
}

impl<'c, P: Protocol> MySqlCursor<'c, P> {
    pub(crate) fn new(
        result: QueryResult<'c, 'c, 'c, P>,
        columns: Arc<[Column]>,
        session: &'c mut Session,
    ) -> Self {
        // A statement without rows may have had columns when it was prepared.
        let columns = if result.columns().as_ref().is_empty() { Arc::default() } else { columns };
        MySqlCursor {
            computed: columns.iter().any(is_computed_datetime),
            result,
            session,
            columns,
            row: None,
            ended: false,
            texts: Vec::new(),
            header: OnceCell::new(),
        }
    }

    /// Reads all rows of all results: how many there were.
    pub(crate) fn read_to_end(&mut self) -> Result<u64> {
        let mut rows = 0;
        self.ended = true;
        while let Some(set) = self.result.iter() {
            for row in set {
                match row {
                    Ok(_) => rows += 1,
                    Err(error) => {
                        self.session.note(&error);
                        return Err(database(error));
                    }
                }
            }
        }
        Ok(rows)
    }

    fn write_texts(&mut self) -> Result<()> {
        self.texts.clear();
        for (i, column) in self.columns.iter().enumerate() {
            let cell = self.row.as_ref().and_then(|row| row.as_ref(i));
            self.texts.push(match cell {
                Some(cell) if is_computed_datetime(column) => datetime_text(cell, column)?,
                _ => String::new(),
            });
        }
        Ok(())
    }

    #[inline]
    fn cell<'r>(&'r self, row: &'r Row, index: usize) -> Result<ValueRef<'r>> {
        let (Some(cell), Some(column)) = (row.as_ref(index), self.columns.get(index)) else {
            return Err(no_cell());
        };
        if self.computed
            && let Some(text) = self.texts.get(index)
            && !text.is_empty()
        {
            return Ok(ValueRef::Text(text));
        }
        lent(cell, column)
    }
}

impl<P: Protocol> Cursor for MySqlCursor<'_, P> {
    fn width(&self) -> usize {
        self.columns.len()
    }

    fn header(&self) -> &Arc<Header> {
        self.header.get_or_init(|| {
            let columns = self.columns.iter();
            Arc::new(Header::new(
                columns.map(|column| (column.name_str().into_owned(), declared_kind(column))),
            ))
        })
    }

    #[inline]
    fn advance(&mut self) -> Result<bool> {
        // Past its end the result would go on with the statement's next one.
        self.row = match if self.ended { None } else { self.result.next() } {
            Some(Ok(row)) => Some(row),
            None => None,
            Some(Err(error)) => {
                (self.row, self.ended) = (None, true);
                self.session.note(&error);
                return Err(database(error));
            }
        };
        self.ended = self.row.is_none();
        if self.computed && !self.ended {
            self.write_texts()?;
        }
        Ok(!self.ended)
    }

    fn get(&self, index: usize) -> Result<ValueRef<'_>> {
        match &self.row {
            Some(row) => self.cell(row, index),
            None => Err(no_cell()),
        }
    }

    #[inline]
    fn fill<'r>(&'r self, cells: &mut [ValueRef<'r>]) -> Result<()> {
        let Some(row) = &self.row else { return Err(no_cell()) };
        for (i, cell) in cells.iter_mut().enumerate() {
            *cell = self.cell(row, i)?;
        }
        Ok(())
    }
}

/// The rest of the rows is read and dropped here, where an error in them is noted.
impl<P: Protocol> Drop for MySqlCursor<'_, P> {
    fn drop(&mut self) {
        while !self.ended {
            match self.result.next() {
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    self.session.note(&error);
                    self.ended = true;
                }
                None => self.ended = true,
            }
        }
    }
}

#[cold]
fn no_cell() -> Error {
    Error::new(ErrorKind::Decode, "there is no such cell in a current row")
        .with_help("call advance, and read only after it gave true")
}
