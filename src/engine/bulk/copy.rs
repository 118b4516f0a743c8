//! Rows by the database's own protocol for many.

use crate::ast::{Cell, Cells, Insert as Tree, Rows};
use crate::dialect::Dialect;
use crate::engine::Connection;
use crate::error::{Error, ErrorKind, Result};
use crate::lower::besides;
use crate::render::{Options, Sink};
use crate::typed::{Insert, ValueRow};
use crate::value::Value;

impl Connection {
    /// Sends rows by the database's own protocol for many, all or none: PostgreSQL's COPY, in its
    /// binary format. It is faster than any INSERT, and holds one row at a time in memory. The
    /// INSERT names the table and the columns, and has nothing else; the rows are of values.
    ///
    /// How many rows there were. SQLite, MySQL and MariaDB have nothing of the kind:
    /// [`insert_many`](Connection::insert_many) is their fastest way.
    ///
    /// ```no_run
    /// use aludel::prelude::*;
    /// use aludel_postgres::Postgres;
    ///
    /// let mut conn = Engine::open(&Postgres, "postgres://localhost/shop")?.connect()?;
    /// let pet = table("pet");
    /// let rows = (0..1_000_000_i64).map(|i| (i, format!("pet {i}")));
    /// let copied = conn.copy_in(&insert(&pet).columns(("id", "name")), rows)?;
    /// assert_eq!(copied, 1_000_000);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where the database has no such protocol; when a value can't be sent, or
    /// the database refuses a row: then the error tells [which](Error::row), from 0, and its
    /// constraint.
    pub fn copy_in<C, S, R: ValueRow<C>>(
        &mut self,
        insert: &Insert<C, S>,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64> {
        let tree = insert.tree();
        if !matches!(&tree.rows, Rows::Values(cells) if cells.is_empty()) {
            return Err(more_or_less());
        }
        let width = tree.columns.len();
        let mut rows = (0_u64..).zip(rows);
        let mut cells = Cells::with_capacity(width);
        self.copy_rows(tree, &mut |values| {
            let Some((index, row)) = rows.next() else { return Ok(false) };
            row.append_to(&mut cells);
            let row = values_of(cells.drain(..), width, values);
            row.map(|()| true).map_err(|error| error.with_row(index))
        })
    }

    /// Sends the rows that an INSERT has.
    pub(super) fn copy_cells(&mut self, insert: &Tree) -> Result<u64> {
        let width = insert.columns.len().max(1);
        let cells = match &insert.rows {
            Rows::Values(cells) => &cells[..],
            Rows::Query(_) | Rows::Defaults(_) => &[],
        };
        let mut rows = (0_u64..).zip(cells.chunks(width));
        self.copy_rows(insert, &mut |values| {
            let Some((index, row)) = rows.next() else { return Ok(false) };
            let row = values_of(row.iter().cloned(), width, values);
            row.map(|()| true).map_err(|error| error.with_row(index))
        })
    }

    fn copy_rows(
        &mut self,
        insert: &Tree,
        next: &mut dyn FnMut(&mut Vec<Value>) -> Result<bool>,
    ) -> Result<u64> {
        self.sync();
        self.state.enter()?;
        let into = target(insert, &*self.dialect)?;
        let start = self.settings.start();
        let result = self.driver.copy_in(&into, insert.columns.len(), next);
        let count = result.as_ref().map_or(0, |rows| *rows);
        self.settings.finish(start, &into, &[], count, result)
    }
}

fn values_of(
    cells: impl ExactSizeIterator<Item = Cell>,
    width: usize,
    values: &mut Vec<Value>,
) -> Result<()> {
    if cells.len() != width {
        return Err(Error::new(
            ErrorKind::Invalid,
            format!("the row has {} values for {width} columns", cells.len()),
        )
        .with_help("give every row a value for each column"));
    }
    for cell in cells {
        match cell {
            Cell::Value(Value::Refused(why)) => {
                return Err(Error::new(ErrorKind::Parameter, format!("a value is refused: {why}")));
            }
            Cell::Value(value) => values.push(value),
            Cell::Expr(_) => {
                return Err(Error::new(ErrorKind::Invalid, "an expression among copied values")
                    .with_help("use insert_many, or compute the value first"));
            }
        }
    }
    Ok(())
}

/// `"table" ("a", "b")`
fn target(insert: &Tree, dialect: &dyn Dialect) -> Result<String> {
    if let Some(fault) = &insert.fault {
        return Err(Error::new(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help));
    }
    if let Some((column, _)) = besides(insert).next() {
        return Err(Error::new(
            ErrorKind::Invalid,
            format!("the program makes the values of column {column}, and COPY would not"),
        )
        .with_help("name it among the columns and give its values, or use insert_many"));
    }
    if !is_plain(insert) {
        return Err(more_or_less());
    }
    let mut sink = Sink::new(dialect, Options::default(), 128);
    sink.table_name(insert.table.def())?;
    for (i, column) in insert.columns.iter().enumerate() {
        sink.push(if i == 0 { " (" } else { ", " });
        sink.target(column)?;
    }
    sink.push(")");
    Ok(sink.text)
}

/// Whether an INSERT has nothing but a table, its columns, and perhaps rows.
pub(super) fn is_plain(insert: &Tree) -> bool {
    insert.with.is_none()
        && insert.rare.is_none()
        && insert.returning.is_empty()
        && insert.table.alias().is_none()
        && !insert.columns.is_empty()
        && besides(insert).next().is_none()
}

#[cold]
fn more_or_less() -> Error {
    Error::new(
        ErrorKind::Invalid,
        "an INSERT for copied rows has more or less than a table and its columns",
    )
    .with_help("give it its columns with .columns(…), and nothing else")
}
