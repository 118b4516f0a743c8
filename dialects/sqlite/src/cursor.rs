//! Rows, as rusqlite lends them.

use std::cell::OnceCell;
use std::sync::Arc;

use aludel::engine::{Cursor, Header};
use aludel::value::ValueRef;
use aludel::{Error, ErrorKind, Result};
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{CachedStatement, Rows, Statement};
use self_cell::{MutBorrow, self_cell};

use crate::error::database;
use crate::types::declared_kind;

/// The rows of a statement that lives elsewhere.
pub(crate) struct SqliteCursor<'s> {
    rows: Rows<'s>,
    width: usize,
    header: OnceCell<Arc<Header>>,
}

impl<'s> SqliteCursor<'s> {
    /// Runs a statement whose parameters are bound.
    pub(crate) fn new(statement: &'s mut Statement<'_>) -> Self {
        let width = statement.column_count();
        SqliteCursor { rows: statement.raw_query(), width, header: OnceCell::new() }
    }
}

fn header_of(statement: &Statement<'_>) -> Header {
    Header::new(statement.columns().into_iter().map(|column| {
        let kind = column.decl_type().map(declared_kind).unwrap_or_default();
        (column.name().to_owned(), kind)
    }))
}

impl Cursor for SqliteCursor<'_> {
    fn width(&self) -> usize {
        self.width
    }

    fn header(&self) -> &Arc<Header> {
        // Past the last row the statement is gone, and so are the names.
        self.header.get_or_init(|| Arc::new(self.rows.as_ref().map(header_of).unwrap_or_default()))
    }

    #[inline]
    fn advance(&mut self) -> Result<bool> {
        match self.rows.advance() {
            Ok(()) => Ok(FallibleStreamingIterator::get(&self.rows).is_some()),
            Err(error) => Err(database(error)),
        }
    }

    fn get(&self, index: usize) -> Result<ValueRef<'_>> {
        let Some(row) = FallibleStreamingIterator::get(&self.rows) else { return Err(no_row()) };
        lent(row.get_ref(index).map_err(database)?, index, self)
    }

    #[inline]
    fn fill<'r>(&'r self, cells: &mut [ValueRef<'r>]) -> Result<()> {
        let Some(row) = FallibleStreamingIterator::get(&self.rows) else { return Err(no_row()) };
        for (i, cell) in cells.iter_mut().enumerate() {
            let value = match row.get_ref(i) {
                Ok(value) => value,
                Err(error) => return Err(database(error)),
            };
            *cell = lent(value, i, self)?;
        }
        Ok(())
    }
}

#[inline]
fn lent<'r>(
    value: rusqlite::types::ValueRef<'r>,
    index: usize,
    cursor: &SqliteCursor<'_>,
) -> Result<ValueRef<'r>> {
    use rusqlite::types::ValueRef as Raw;
    Ok(match value {
        Raw::Null => ValueRef::Null,
        Raw::Integer(v) => ValueRef::Int(v),
        Raw::Real(v) => ValueRef::Float(v),
        Raw::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => ValueRef::Text(text),
            Err(error) => return Err(not_utf8(index, cursor, error)),
        },
        Raw::Blob(bytes) => ValueRef::Bytes(bytes),
    })
}

#[cold]
fn not_utf8(index: usize, cursor: &SqliteCursor<'_>, error: std::str::Utf8Error) -> Error {
    let name = cursor.header().name(index).unwrap_or("?");
    Error::new(
        ErrorKind::Decode,
        format!("column {} ({name:?}): text that is not UTF-8", index + 1),
    )
    .with_help("select it cast to Blob")
    .with_source(error)
}

#[cold]
fn no_row() -> Error {
    Error::new(ErrorKind::Decode, "there is no current row")
        .with_help("call advance, and read only after it gave true")
}

self_cell! {
    /// A cursor together with its statement.
    struct OwningCell<'c> {
        owner: MutBorrow<CachedStatement<'c>>,
        #[covariant]
        dependent: SqliteCursor,
    }
}

/// A cursor that owns its statement.
pub(crate) struct OwningCursor<'c>(OwningCell<'c>);

impl<'c> OwningCursor<'c> {
    pub(crate) fn new(statement: CachedStatement<'c>) -> Self {
        let cell = OwningCell::new(MutBorrow::new(statement), |statement| {
            SqliteCursor::new(statement.borrow_mut())
        });
        // The rows may be over before the names are asked for.
        cell.borrow_dependent().header();
        OwningCursor(cell)
    }
}

impl Cursor for OwningCursor<'_> {
    fn width(&self) -> usize {
        self.0.borrow_dependent().width()
    }

    fn header(&self) -> &Arc<Header> {
        self.0.borrow_dependent().header()
    }

    fn advance(&mut self) -> Result<bool> {
        self.0.with_dependent_mut(|_, cursor| cursor.advance())
    }

    fn get(&self, index: usize) -> Result<ValueRef<'_>> {
        self.0.borrow_dependent().get(index)
    }

    fn fill<'r>(&'r self, cells: &mut [ValueRef<'r>]) -> Result<()> {
        self.0.borrow_dependent().fill(cells)
    }
}
