//! What a connection runs, and how it reads the rows.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::{Columns, FromRow, Row, RowRef};
use crate::dialect::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::render::{Compile, Compiled, Sql, unbound};
use crate::typed::Marker;
use crate::value::Value;

/// What a connection can run: a statement, which is compiled on the way, or one that is
/// [`Compiled`] already.
pub trait Run {
    /// Text and parameters for the dialect, every bind with its value.
    ///
    /// # Errors
    /// When the statement can't be compiled, was compiled for another dialect, or has a bind
    /// without a value.
    fn prepare(&self, dialect: &dyn Dialect) -> Result<Cow<'_, Sql>>;
}

impl<C: Compile + ?Sized> Run for C {
    #[inline]
    fn prepare(&self, dialect: &dyn Dialect) -> Result<Cow<'_, Sql>> {
        let sql = self.to_sql(dialect)?;
        match sql.binds.first() {
            None => Ok(Cow::Owned(sql)),
            Some((bind, _)) => Err(unbound(&sql, bind.name.as_str())),
        }
    }
}

impl<S> Run for Compiled<S> {
    fn prepare(&self, dialect: &dyn Dialect) -> Result<Cow<'_, Sql>> {
        let sql = self.ready()?;
        if sql.dialect() == dialect.name() {
            return sql.made_anew();
        }
        Err(Error::new(
            ErrorKind::Invalid,
            format!(
                "the statement was compiled for {}, and the connection is to {}",
                sql.dialect(),
                dialect.describe()
            ),
        )
        .with_help("compile it with this connection")
        .with_sql(sql.text()))
    }
}

impl<S> Run for &Compiled<S> {
    fn prepare(&self, dialect: &dyn Dialect) -> Result<Cow<'_, Sql>> {
        (**self).prepare(dialect)
    }
}

/// A statement together with the type of its rows.
pub trait Statement: Run {
    /// The type of the rows; `()` for a statement without rows.
    type Rows: RowType;
}

impl<'s, S: Statement + ?Sized> Statement for &'s S
where
    &'s S: Run,
{
    type Rows = S::Rows;
}

impl<S: RowType> Statement for Compiled<S> {
    type Rows = S;
}

/// How rows are read: a marker for a tuple of types, for [`Dynamic`] rows, or for a struct.
pub trait RowType {
    /// A row as a Rust value.
    type Row;

    /// What is found out once a statement: where each field's column is.
    type Plan;

    /// Which columns are promised not to be NULL, as bits from the lowest.
    #[doc(hidden)]
    const NOT_NULL: u128 = 0;

    /// Checks the columns of a result against the type.
    ///
    /// # Errors
    /// When the columns do not fit the type.
    fn plan(columns: &Columns<'_>) -> Result<Self::Plan>;

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
    type Row = Row;
    type Plan = ();

    fn plan(columns: &Columns<'_>) -> Result<()> {
        <Row as FromRow>::plan(columns)
    }

    fn decode(_: &(), row: &RowRef<'_>) -> Result<Row> {
        row.to_row()
    }
}

/// Rows read as a type of the program's own.
#[derive(Clone, Copy, Debug)]
pub struct As<R>(PhantomData<fn() -> R>);

impl<R: FromRow> RowType for As<R> {
    type Row = R;
    type Plan = R::Plan;

    fn plan(columns: &Columns<'_>) -> Result<R::Plan> {
        R::plan(columns)
    }

    #[inline]
    fn decode(plan: &R::Plan, row: &RowRef<'_>) -> Result<R> {
        R::from_row(plan, row)
    }
}

/// A row type that has a single value, for
/// [`fetch_scalar`](super::Connection::fetch_scalar).
#[diagnostic::on_unimplemented(
    message = "rows of the shape `{Self}` have more than one value",
    note = "select a single column, or read whole rows with `fetch_one`"
)]
pub trait ScalarRow: RowType {
    /// The value's type.
    type Scalar;

    /// The value of a row.
    ///
    /// # Errors
    /// When the row has another number of columns.
    fn scalar(row: Self::Row) -> Result<Self::Scalar>;
}

impl<T: Marker> ScalarRow for T {
    type Scalar = T::Rust;

    fn scalar(row: T::Rust) -> Result<T::Rust> {
        Ok(row)
    }
}

impl<T: Marker> ScalarRow for (T,) {
    type Scalar = T::Rust;

    fn scalar(row: (T::Rust,)) -> Result<T::Rust> {
        Ok(row.0)
    }
}

impl ScalarRow for Dynamic {
    type Scalar = Value;

    fn scalar(row: Row) -> Result<Value> {
        let columns = row.values().len();
        match <[Value; 1]>::try_from(row.into_values()) {
            Ok([value]) => Ok(value),
            Err(_) => Err(Error::new(
                ErrorKind::Decode,
                format!("the rows have {columns} columns, and a single value was asked for"),
            )
            .with_help("select one column")),
        }
    }
}
