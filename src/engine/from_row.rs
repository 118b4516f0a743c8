//! From a row to a type of the program's own.

use super::{Columns, Row, RowRef};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::up_to_16;
use crate::value::FromValue;

/// A type that a whole row can be read as: a tuple by position, [`Row`], or a struct by its
/// fields' names with `#[derive(FromRow)]`.
///
/// What is the same for all rows of a result, such as where each column is, is found out
/// once, in the plan.
#[diagnostic::on_unimplemented(
    message = "a row can't be read as `{Self}`",
    label = "expected a struct with `#[derive(FromRow)]`, a tuple of up to 16 values, or `Row`",
    note = "one value is read as a tuple of one: `(T,)`"
)]
pub trait FromRow: Sized {
    /// What is found out once a result.
    type Plan;

    /// Checks the columns against the type.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the columns do not fit.
    fn plan(columns: &Columns<'_>) -> Result<Self::Plan>;

    /// Reads one row.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when a cell can't be read as its type.
    fn from_row(plan: &Self::Plan, row: &RowRef<'_>) -> Result<Self>;

    /// The same as `plan`, for a part of a row whose columns' names start with a prefix.
    /// `#[derive(FromRow)]` implements it.
    #[doc(hidden)]
    fn plan_nested(columns: &Columns<'_>, prefix: &str) -> Result<Self::Plan> {
        let _ = (columns, prefix);
        Err(Error::new(
            ErrorKind::Decode,
            format!("{} is no part of a row", std::any::type_name::<Self>()),
        )
        .with_help("only a struct with #[derive(FromRow)] can be flattened into another"))
    }

    /// Whether all of its columns are NULL. `#[derive(FromRow)]` implements it.
    #[doc(hidden)]
    fn is_absent(plan: &Self::Plan, row: &RowRef<'_>) -> Result<bool> {
        let _ = (plan, row);
        Ok(false)
    }
}

/// `None` where all columns of a struct are NULL: a part of a row that an outer join didn't
/// find.
impl<R: FromRow> FromRow for Option<R> {
    type Plan = R::Plan;

    fn plan(columns: &Columns<'_>) -> Result<R::Plan> {
        R::plan(columns)
    }

    fn from_row(plan: &R::Plan, row: &RowRef<'_>) -> Result<Self> {
        if R::is_absent(plan, row)? { Ok(None) } else { R::from_row(plan, row).map(Some) }
    }

    fn plan_nested(columns: &Columns<'_>, prefix: &str) -> Result<R::Plan> {
        R::plan_nested(columns, prefix)
    }

    fn is_absent(plan: &R::Plan, row: &RowRef<'_>) -> Result<bool> {
        R::is_absent(plan, row)
    }
}

impl FromRow for Row {
    type Plan = ();

    fn plan(columns: &Columns<'_>) -> Result<()> {
        // The names can be found out while the query runs only.
        let _ = columns.header();
        Ok(())
    }

    fn from_row(_: &(), row: &RowRef<'_>) -> Result<Row> {
        row.to_row()
    }
}

/// Refuses columns that are more or fewer than asked for.
pub(super) fn check_width(columns: &Columns<'_>, wanted: usize) -> Result<()> {
    if columns.len() == wanted {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Decode,
        format!("the rows have {} columns, and {wanted} were asked for", columns.len()),
    )
    .with_help("select as many columns as the row type has"))
}

macro_rules! tuples {
    ($($item:ident)+) => {
        impl<$($item: FromValue),+> FromRow for ($($item,)+) {
            type Plan = ();

            fn plan(columns: &Columns<'_>) -> Result<()> {
                check_width(columns, [$(stringify!($item)),+].len())
            }

            #[inline]
            fn from_row(_: &(), row: &RowRef<'_>) -> Result<Self> {
                let mut at = 0..;
                Ok(($(row.decode::<$item>(at.next().unwrap_or_default())?,)+))
            }
        }
    };
}

up_to_16!(tuples);
