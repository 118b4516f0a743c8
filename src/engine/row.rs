//! Rows: lent by a cursor, or owned.

use std::fmt;
use std::sync::Arc;

use super::header::{ColumnIndex, Columns, Header};
use super::{Cursor, FromRow};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{DecodeError, FromValue, Kind, Value, ValueRef, declared};

/// A type that a lent cell can be read as: any [`FromValue`], and `&str` and `&[u8]`, which
/// borrow from the row.
pub trait FromCell<'r>: Sized {
    /// Whether the value is to be what its column is declared as.
    #[doc(hidden)]
    const DYNAMIC: bool = false;

    /// Reads the cell.
    ///
    /// # Errors
    /// When the cell is NULL, of another kind, or out of the type's range.
    fn from_cell(cell: ValueRef<'r>) -> Result<Self, DecodeError>;

    /// Reads the cell of a column that is declared as a kind.
    #[doc(hidden)]
    fn from_declared(cell: ValueRef<'r>, kind: Kind) -> Result<Self, DecodeError> {
        let _ = kind;
        Self::from_cell(cell)
    }
}

impl<'r, T: FromValue> FromCell<'r> for T {
    const DYNAMIC: bool = <T as FromValue>::DYNAMIC;

    #[inline]
    fn from_cell(cell: ValueRef<'r>) -> Result<Self, DecodeError> {
        T::from_value(cell)
    }

    fn from_declared(cell: ValueRef<'r>, kind: Kind) -> Result<Self, DecodeError> {
        <T as FromValue>::from_declared(cell, kind)
    }
}

impl<'r> FromCell<'r> for &'r str {
    fn from_cell(cell: ValueRef<'r>) -> Result<Self, DecodeError> {
        match cell {
            ValueRef::Text(text) | ValueRef::Json(text) => Ok(text),
            other => Err(DecodeError::mismatch("text", other)),
        }
    }
}

impl<'r> FromCell<'r> for &'r [u8] {
    fn from_cell(cell: ValueRef<'r>) -> Result<Self, DecodeError> {
        match cell {
            ValueRef::Bytes(bytes) => Ok(bytes),
            other => Err(DecodeError::mismatch("bytes", other)),
        }
    }
}

/// The cell as the database stores it.
impl<'r> FromCell<'r> for ValueRef<'r> {
    fn from_cell(cell: ValueRef<'r>) -> Result<Self, DecodeError> {
        Ok(cell)
    }
}

macro_rules! or_null {
    ($($lent:ty),+) => {$(
        impl<'r> FromCell<'r> for Option<$lent> {
            fn from_cell(cell: ValueRef<'r>) -> Result<Self, DecodeError> {
                if cell.is_null() { Ok(None) } else { FromCell::from_cell(cell).map(Some) }
            }
        }
    )+};
}

or_null!(&'r str, &'r [u8]);

/// A row lent by a cursor, or by a [`Row`], until it is left.
#[derive(Clone, Copy)]
pub struct RowRef<'r> {
    columns: Columns<'r>,
    cells: Cells<'r>,
}

#[derive(Clone, Copy)]
enum Cells<'r> {
    /// Fetched all at once: the way of whole rows.
    Filled(&'r [ValueRef<'r>]),
    /// Fetched one by one.
    Cursor(&'r dyn Cursor),
    Owned(&'r [Value]),
}

impl<'r> RowRef<'r> {
    #[inline]
    pub(super) fn filled(cursor: &'r dyn Cursor, cells: &'r [ValueRef<'r>]) -> Self {
        RowRef { columns: Columns::of_cursor(cursor), cells: Cells::Filled(cells) }
    }

    pub(super) fn lazy(cursor: &'r dyn Cursor) -> Self {
        RowRef { columns: Columns::of_cursor(cursor), cells: Cells::Cursor(cursor) }
    }

    /// The row's columns.
    #[must_use]
    pub fn columns(&self) -> Columns<'r> {
        self.columns
    }

    /// How many cells the row has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A cell by its column's position, from 0, or name. As [`Value`] it is what the column is
    /// declared as; `&str` and `&[u8]` borrow it.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`], which names the column.
    pub fn get<T: FromCell<'r>>(&self, index: impl ColumnIndex) -> Result<T> {
        self.at(index.position(&self.columns)?)
    }

    /// The cell at a position, from 0.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`], which names the column.
    #[inline(always)]
    pub fn decode<T: FromValue>(&self, index: usize) -> Result<T> {
        self.at(index)
    }

    // For the sake of whole rows, which are read by one call of this a cell.
    #[inline(always)]
    fn at<T: FromCell<'r>>(&self, index: usize) -> Result<T> {
        // Read where it lies: handing it on through a result first costs more than reading it.
        if let (false, Cells::Filled(cells)) = (T::DYNAMIC, self.cells)
            && let Some(cell) = cells.get(index)
        {
            return match T::from_cell(*cell) {
                Ok(value) => Ok(value),
                Err(error) => Err(self.wrong(index, &error)),
            };
        }
        let cell = self.cell(index)?;
        let read = if T::DYNAMIC {
            T::from_declared(cell, self.columns.header().kind(index))
        } else {
            T::from_cell(cell)
        };
        match read {
            Ok(value) => Ok(value),
            Err(error) => Err(self.wrong(index, &error)),
        }
    }

    /// The cell at a position, as the database stores it.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when there is no such cell, or it can't be lent.
    #[inline(always)]
    pub fn cell(&self, index: usize) -> Result<ValueRef<'r>> {
        let cell = match self.cells {
            Cells::Filled(cells) => cells.get(index).copied(),
            Cells::Cursor(cursor) if index < cursor.width() => return cursor.get(index),
            Cells::Cursor(_) => None,
            Cells::Owned(values) => values.get(index).map(Value::lend),
        };
        cell.ok_or_else(|| self.absent(index))
    }

    /// An owned copy.
    ///
    /// # Errors
    /// When a cell can't be lent.
    pub fn to_row(&self) -> Result<Row> {
        let header = self.columns.header();
        let values = (0..self.len())
            .map(|i| Ok(declared(self.cell(i)?, header.kind(i))))
            .collect::<Result<_>>()?;
        Ok(Row { header: header.clone(), values })
    }

    #[cold]
    fn wrong(&self, index: usize, error: &DecodeError) -> Error {
        let name = self.columns.header().name(index).unwrap_or("?");
        Error::new(ErrorKind::Decode, format!("column {} ({name:?}): {error}", index + 1))
    }

    #[cold]
    fn absent(&self, index: usize) -> Error {
        Error::new(
            ErrorKind::Decode,
            format!("there is no column {}: the row has {}", index + 1, self.len()),
        )
        .with_help("positions start at 0")
    }
}

impl fmt::Debug for RowRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (i, name) in self.columns.names().enumerate() {
            map.entry(&name, &self.cell(i).ok());
        }
        map.finish()
    }
}

/// An owned row, for columns that only the running program knows.
///
/// Its values are what their columns are declared as: in SQLite a `DATE` column's text is a
/// date here, if it reads as one.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    header: Arc<Header>,
    values: Box<[Value]>,
}

impl Row {
    /// A row of these columns, for tests and tools; missing values are NULL.
    #[must_use]
    pub fn new(header: Arc<Header>, mut values: Vec<Value>) -> Self {
        values.resize(header.len(), Value::NULL);
        Row { header, values: values.into() }
    }

    /// A cell by its column's position, from 0, or name.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`], which names the column.
    pub fn get<'r, T: FromCell<'r>>(&'r self, index: impl ColumnIndex) -> Result<T> {
        self.lend().get(index)
    }

    /// The row as a type of the program's own.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`], which names the column.
    pub fn to<R: FromRow>(&self) -> Result<R> {
        let row = self.lend();
        R::from_row(&R::plan(&row.columns)?, &row)
    }

    /// The row as a cursor would lend it.
    #[must_use]
    pub fn lend(&self) -> RowRef<'_> {
        RowRef { columns: Columns::of_header(&self.header), cells: Cells::Owned(&self.values) }
    }

    /// The columns.
    #[must_use]
    pub fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// The columns' names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.header.names()
    }

    /// The values, in order.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The values, in order, without a copy.
    #[must_use]
    pub fn into_values(self) -> Vec<Value> {
        self.values.into()
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.names().zip(self.values())).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Kind;

    fn row() -> Row {
        let header = Header::new([
            ("id", Kind::Unknown),
            ("title", Kind::Unknown),
            ("data", Kind::Unknown),
            ("none", Kind::Unknown),
        ]);
        let values = vec![Value::Int(300), Value::from("Big"), Value::from(vec![1_u8])];
        Row::new(Arc::new(header), values)
    }

    #[test]
    fn cells_by_position_and_by_name() {
        let row = row();
        assert_eq!(row.get::<i64>(0).unwrap(), 300);
        assert_eq!(row.get::<&str>("title").unwrap(), "Big");
        assert_eq!(row.get::<&[u8]>("data").unwrap(), [1]);
        assert_eq!(row.get::<Option<&str>>("none").unwrap(), None);
        assert_eq!(row.get::<Option<i32>>("id").unwrap(), Some(300));
        assert_eq!(row.get::<Value>(1).unwrap(), Value::from("Big"));
        assert_eq!(row.to::<(i64, String, Vec<u8>, Option<i64>)>().unwrap().1, "Big");
        assert_eq!(
            format!("{row:?}"),
            r#"{"id": 300, "title": "Big", "data": x'01', "none": NULL}"#
        );
    }

    #[test]
    fn errors_name_the_column() {
        let row = row();
        for (error, says) in [
            (row.get::<u8>("id").unwrap_err(), "column 1 (\"id\"): 300 is out of range for u8"),
            (row.get::<i64>(1).unwrap_err(), "column 2 (\"title\"): text can't be read as"),
            (row.get::<&str>("none").unwrap_err(), "column 4 (\"none\"): the value is NULL"),
            (row.get::<i64>(4).unwrap_err(), "there is no column 5: the row has 4"),
        ] {
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert!(error.to_string().starts_with(says), "{error}");
        }
    }
}
