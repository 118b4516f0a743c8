//! A connection: it compiles statements, runs them, and reads their rows.

use std::fmt;
use std::sync::Arc;

use super::log::Settings;
use super::state::State;
use super::{As, Columns, Done, Driver, FromRow, RowType, Rows, Run, ScalarRow, Statement, cells};
use crate::ast::TableRef;
use crate::dialect::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::render::{Compile, Compiled};
use crate::schema::{CreateTable, DropTable, in_creation_order};

/// A connection to a database.
///
/// It can't be moved out of the guard or the transaction that holds it: it is of unknown size,
/// with its driver inside. Functions take it as `&mut Connection`, and a transaction too.
///
/// What the methods take is a statement, which is compiled for the connection's dialect each
/// time, or a [`Compiled`] one.
pub struct Connection<D: ?Sized = dyn Driver> {
    pub(super) dialect: Arc<dyn Dialect>,
    pub(super) settings: Settings,
    pub(super) state: State,
    pub(super) driver: D,
}

impl<D: Driver> Connection<D> {
    pub(super) fn with_driver(driver: D, dialect: Arc<dyn Dialect>) -> Self {
        Connection { dialect, settings: Settings::default(), state: State::default(), driver }
    }
}

impl Connection {
    /// The dialect, of the version that the server has.
    #[must_use]
    pub fn dialect(&self) -> &dyn Dialect {
        &*self.dialect
    }

    /// The driver, for what only it can do.
    pub fn driver(&mut self) -> &mut dyn Driver {
        &mut self.driver
    }

    /// Compiles a statement for this connection's dialect, to be run many times.
    ///
    /// # Errors
    /// As [`Compile::to_sql`].
    pub fn compile<S: Statement + Compile>(&self, statement: &S) -> Result<Compiled<S::Rows>> {
        Ok(Compiled::new(statement.to_sql(&*self.dialect)?))
    }

    /// Runs a statement for what it does; rows that it gives are dropped.
    ///
    /// # Errors
    /// When the statement can't be compiled or the database refuses it.
    pub fn execute(&mut self, statement: &(impl Run + ?Sized)) -> Result<Done> {
        self.sync();
        self.state.enter()?;
        let sql = statement.prepare(&*self.dialect)?;
        let start = self.settings.start();
        let result = self.driver.execute(sql.text(), sql.params());
        let rows = result.as_ref().map_or(0, Done::rows_affected);
        self.settings.finish(start, sql.text(), sql.params(), rows, result)
    }

    /// All rows.
    ///
    /// # Errors
    /// When the statement can't be compiled, the database refuses it, or a row can't be read.
    pub fn fetch_all<S: Statement + ?Sized>(
        &mut self,
        statement: &S,
    ) -> Result<Vec<<S::Rows as RowType>::Row>> {
        self.all::<S::Rows>(statement)
    }

    /// The one row.
    ///
    /// # Errors
    /// [`ErrorKind::RowCount`] when there is none or more than one, and as
    /// [`fetch_all`](Connection::fetch_all).
    pub fn fetch_one<S: Statement + ?Sized>(
        &mut self,
        statement: &S,
    ) -> Result<<S::Rows as RowType>::Row> {
        self.one::<S::Rows>(statement)
    }

    /// The row, if there is one.
    ///
    /// # Errors
    /// [`ErrorKind::RowCount`] when there is more than one, and as
    /// [`fetch_all`](Connection::fetch_all).
    pub fn fetch_optional<S: Statement + ?Sized>(
        &mut self,
        statement: &S,
    ) -> Result<Option<<S::Rows as RowType>::Row>> {
        self.optional::<S::Rows>(statement)
    }

    /// The first row, if there is any; the rest is not read.
    ///
    /// # Errors
    /// As [`fetch_all`](Connection::fetch_all).
    pub fn fetch_first<S: Statement + ?Sized>(
        &mut self,
        statement: &S,
    ) -> Result<Option<<S::Rows as RowType>::Row>> {
        let mut first = None;
        self.read::<S::Rows>(statement, |row| {
            first = Some(row);
            Ok(false)
        })?;
        Ok(first)
    }

    /// The one value of the one row.
    ///
    /// # Errors
    /// As [`fetch_one`](Connection::fetch_one).
    pub fn fetch_scalar<S: Statement + ?Sized>(
        &mut self,
        statement: &S,
    ) -> Result<<S::Rows as ScalarRow>::Scalar>
    where
        S::Rows: ScalarRow,
    {
        S::Rows::scalar(self.one::<S::Rows>(statement)?)
    }

    /// All rows, each as an `R`.
    ///
    /// # Errors
    /// As [`fetch_all`](Connection::fetch_all).
    pub fn fetch_all_as<R: FromRow>(&mut self, statement: &(impl Run + ?Sized)) -> Result<Vec<R>> {
        self.all::<As<R>>(statement)
    }

    /// The one row, as an `R`.
    ///
    /// # Errors
    /// As [`fetch_one`](Connection::fetch_one).
    pub fn fetch_one_as<R: FromRow>(&mut self, statement: &(impl Run + ?Sized)) -> Result<R> {
        self.one::<As<R>>(statement)
    }

    /// The row, if there is one, as an `R`.
    ///
    /// # Errors
    /// As [`fetch_optional`](Connection::fetch_optional).
    pub fn fetch_optional_as<R: FromRow>(
        &mut self,
        statement: &(impl Run + ?Sized),
    ) -> Result<Option<R>> {
        self.optional::<As<R>>(statement)
    }

    /// The rows as they come: memory stays constant, and the rest is left behind when the
    /// reading stops early.
    ///
    /// # Errors
    /// When the statement can't be compiled or the database refuses it.
    pub fn rows<S: Statement + ?Sized>(&mut self, statement: &S) -> Result<Rows<'_, S::Rows>> {
        self.stream(statement)
    }

    /// The rows as they come, each as an `R`.
    ///
    /// # Errors
    /// As [`rows`](Connection::rows).
    pub fn rows_as<R: FromRow>(
        &mut self,
        statement: &(impl Run + ?Sized),
    ) -> Result<Rows<'_, As<R>>> {
        self.stream(statement)
    }

    /// Creates the tables that are not there yet, each after those it refers to.
    ///
    /// # Errors
    /// When tables refer to each other in a cycle, or the database refuses one.
    pub fn create_all(&mut self, tables: &[TableRef]) -> Result<()> {
        for table in in_creation_order(tables)? {
            self.execute(&CreateTable::new(table).if_not_exists())?;
        }
        Ok(())
    }

    /// Drops the tables that are there, each before those it refers to.
    ///
    /// # Errors
    /// When tables refer to each other in a cycle, or the database refuses to drop one.
    pub fn drop_all(&mut self, tables: &[TableRef]) -> Result<()> {
        for table in in_creation_order(tables)?.into_iter().rev() {
            self.execute(&DropTable::new(table).if_exists())?;
        }
        Ok(())
    }

    fn all<T: RowType>(&mut self, statement: &(impl Run + ?Sized)) -> Result<Vec<T::Row>> {
        let mut rows = Vec::new();
        self.read::<T>(statement, |row| {
            rows.push(row);
            Ok(true)
        })?;
        Ok(rows)
    }

    fn one<T: RowType>(&mut self, statement: &(impl Run + ?Sized)) -> Result<T::Row> {
        let mut one = None;
        self.read::<T>(statement, |row| keep_one(&mut one, row))?;
        match one {
            Some(row) => Ok(row),
            None => Err(no_row(statement, &*self.dialect)),
        }
    }

    fn optional<T: RowType>(&mut self, statement: &(impl Run + ?Sized)) -> Result<Option<T::Row>> {
        let mut one = None;
        self.read::<T>(statement, |row| keep_one(&mut one, row))?;
        Ok(one)
    }

    /// Runs a query and hands each row on, until there are no more or the closure says so.
    fn read<T: RowType>(
        &mut self,
        statement: &(impl Run + ?Sized),
        mut each: impl FnMut(T::Row) -> Result<bool>,
    ) -> Result<()> {
        self.sync();
        self.state.enter()?;
        let sql = statement.prepare(&*self.dialect)?;
        let start = self.settings.start();
        let mut count = 0;
        let result = self.driver.query_with(sql.text(), sql.params(), &mut |cursor| {
            let plan = T::plan(&Columns::of_cursor(cursor))?;
            let width = cursor.width();
            while cursor.advance()? {
                count += 1;
                if !each(cells::decode::<T>(cursor, width, &plan)?)? {
                    break;
                }
            }
            Ok(())
        });
        self.settings.finish(start, sql.text(), sql.params(), count, result)
    }

    fn stream<T: RowType>(&mut self, statement: &(impl Run + ?Sized)) -> Result<Rows<'_, T>> {
        self.sync();
        self.state.enter()?;
        let sql = statement.prepare(&*self.dialect)?.into_owned();
        let start = self.settings.start();
        match self.driver.query(sql.text(), sql.params()) {
            Ok(cursor) => Rows::new(cursor, &self.settings, start, sql),
            Err(error) => self.settings.finish(start, sql.text(), sql.params(), 0, Err(error)),
        }
    }
}

fn keep_one<T>(one: &mut Option<T>, row: T) -> Result<bool> {
    if one.is_some() {
        return Err(Error::new(ErrorKind::RowCount, "the query gave more than one row")
            .with_help("use fetch_first for the first of them, or fetch_all"));
    }
    *one = Some(row);
    Ok(true)
}

#[cold]
fn no_row(statement: &(impl Run + ?Sized), dialect: &dyn Dialect) -> Error {
    let error = Error::new(ErrorKind::RowCount, "the query gave no row")
        .with_help("use fetch_optional where there may be none");
    match statement.prepare(dialect) {
        Ok(sql) => error.with_sql(sql.text()),
        Err(_) => error,
    }
}

impl<D: ?Sized> fmt::Debug for Connection<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("dialect", &self.dialect.describe())
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
