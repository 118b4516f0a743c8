//! Rows, as the mysql crate reads them: owned, one at a time.

use std::cell::OnceCell;
use std::sync::Arc;

use aludel::engine::{Cursor, Header};
use aludel::value::ValueRef;
use aludel::{Error, ErrorKind, Result};
use mysql::prelude::Protocol;
use mysql::{Column, QueryResult, Row};

use crate::cells::{Form, declared_kind, lend, lent, unreadable};
use crate::error::database;
use crate::session::Session;

/// The rows of a statement's first result.
pub(crate) struct MySqlCursor<'c, P: Protocol> {
    result: QueryResult<'c, 'c, 'c, P>,
    session: &'c mut Session,
    columns: Arc<[Column]>,
    forms: Vec<Form>,
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
        let forms = columns.iter().map(Form::of).collect::<Vec<_>>();
        MySqlCursor {
            computed: forms.contains(&Form::Computed),
            forms,
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

    /// Writes the texts that the current row's computed cells are lent as.
    #[cold]
    fn write_texts(&mut self) {
        self.texts.clear();
        for (i, form) in self.forms.iter().enumerate() {
            let cell = self.row.as_ref().and_then(|row| row.as_ref(i));
            self.texts.push(match cell.and_then(|cell| lent(cell, *form)) {
                Some(ValueRef::Timestamp(at)) if *form == Form::Computed => at.to_string(),
                _ => String::new(),
            });
        }
    }

    /// Any cell: also one that is lent as a text of our own.
    fn any_cell<'r>(&'r self, row: &'r Row, index: usize) -> Result<ValueRef<'r>> {
        let (Some(cell), Some(form), Some(column)) =
            (row.as_ref(index), self.forms.get(index), self.columns.get(index))
        else {
            return Err(no_cell());
        };
        match self.texts.get(index) {
            Some(text) if !text.is_empty() => Ok(ValueRef::Text(text)),
            _ => lent(cell, *form).ok_or_else(|| unreadable(cell, column)),
        }
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
            self.write_texts();
        }
        Ok(!self.ended)
    }

    #[inline]
    fn get(&self, index: usize) -> Result<ValueRef<'_>> {
        let Some(row) = &self.row else { return Err(no_cell()) };
        let mut value = ValueRef::Null;
        match (row.as_ref(index), self.forms.get(index)) {
            (Some(cell), Some(form))
                if *form != Form::Computed && lend(cell, *form, &mut value) =>
            {
                Ok(value)
            }
            _ => self.any_cell(row, index),
        }
    }

    #[inline]
    fn fill<'r>(&'r self, cells: &mut [ValueRef<'r>]) -> Result<()> {
        let Some(row) = &self.row else { return Err(no_cell()) };
        for (i, (out, form)) in cells.iter_mut().zip(&self.forms).enumerate() {
            let read = match row.as_ref(i) {
                Some(cell) if *form != Form::Computed => lend(cell, *form, out),
                _ => false,
            };
            if !read {
                *out = self.any_cell(row, i)?;
            }
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
