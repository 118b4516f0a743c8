//! What a connection runs, and how it reads the rows.

use super::{Columns, RowRef};
use crate::error::Result;
use crate::render::Compile;

/// A statement together with the type of its rows.
pub trait Statement: Compile {
    /// The type of the rows; `()` for a statement without rows.
    type Rows: RowType;
}

impl<S: Statement + ?Sized> Statement for &S {
    type Rows = S::Rows;
}

/// How rows are read: a marker for a tuple of types, for [`Dynamic`] rows, or for a struct.
pub trait RowType {
    /// A row as a Rust value.
    type Row;

    /// What is found out once a statement: where each field's column is.
    type Plan;

    /// Checks the columns of a result against the type.
    ///
    /// # Errors
    /// When the columns do not fit the type.
    fn plan(columns: &Columns) -> Result<Self::Plan>;

    /// Reads one row.
    ///
    /// # Errors
    /// When a cell can't be read as its type.
    fn decode(plan: &Self::Plan, row: &RowRef<'_>) -> Result<Self::Row>;
}

/// Rows whose columns only the running program knows.
#[derive(Clone, Copy, Debug)]
pub struct Dynamic;
impl RowType for Dynamic {
    type Row = ();
    type Plan = ();
    fn plan(_: &Columns) -> Result<()> {
        Ok(())
    }
    fn decode(_: &(), _: &RowRef<'_>) -> Result<()> {
        Ok(())
    }
}
