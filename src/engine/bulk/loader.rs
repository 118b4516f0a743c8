//! Rows from anywhere into a table.

use super::batch::Batch;
use super::copy::is_plain;
use super::insert_many::{Commit, InsertMany, Inserted, OnError, insert_batch};
use crate::engine::{Connection, Row, RowType};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::{AnyColumns, Insert, ValueRow};

/// Loads rows into a table: of any iterator, in batches, in the way that is fastest on the database.
/// It is an [`InsertMany`] that copies where it can: on PostgreSQL a batch is a binary COPY, if the INSERT
/// has nothing but columns and COPY takes the batch's values as they are; otherwise, and
/// elsewhere, it is an INSERT of many rows.
///
/// Rows are tuples, structs that derive `Insertable`, `Vec`s of values, or [`Row`]s that a query gave.
///
/// ```
/// use aludel::engine::{Commit, Loader, OnError};
/// use aludel::prelude::*;
/// use aludel_sqlite::Sqlite;
///
/// aludel::table! {
///     pub const PET = "pet" { id: Integer [primary_key], name: Varchar(80) }
/// }
/// let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
/// conn.create_all(&[PET.into()])?;
///
/// let mut seen = 0;
/// let loaded = Loader::new(&insert(PET).columns((PET.id, PET.name)))
///     .batch_rows(500)
///     .commit(Commit::EachBatch)
///     .on_error(OnError::Skip)
///     .progress(|rows| seen = rows)
///     .load(&mut conn, (0..2_000).map(|i| (i % 1_999, format!("pet {i}"))))?;
/// assert_eq!((loaded.rows(), loaded.rows_affected(), seen), (2_000, 1_999, 2_000));
/// // Which row was left out, and why.
/// let [error] = loaded.skipped() else { panic!("one row is there twice") };
/// assert_eq!((error.row(), error.kind()), (Some(1_999), aludel::ErrorKind::Unique));
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "it does nothing until it loads"]
pub struct Loader<'p, C, S>(pub(super) InsertMany<'p, C, S>);

impl<'p, C, S: RowType> Loader<'p, C, S> {
    /// For the rows of this INSERT, which has columns and no rows yet. All or none are loaded.
    pub fn new(insert: &Insert<C, S>) -> Self {
        Loader(InsertMany::new(insert))
    }

    /// The most rows of a batch; 1,000 unless it is said. The server's limits hold anyway.
    pub fn batch_rows(self, rows: usize) -> Self {
        Loader(self.0.batch_rows(rows))
    }

    /// When the rows are there to stay: at the end, or with each batch, so that loading can be
    /// resumed.
    pub fn commit(self, commit: Commit) -> Self {
        Loader(self.0.commit(commit))
    }

    /// What happens when a row is wrong: it is the end, or the row is left out and its error
    /// collected.
    pub fn on_error(self, on_error: OnError) -> Self {
        Loader(self.0.on_error(on_error))
    }

    /// Is told after each batch how many of the given rows are done, skipped ones included. With
    /// [`Commit::EachBatch`] these are there to stay: to resume, skip so many.
    pub fn progress(self, progress: impl FnMut(u64) + 'p) -> Self {
        Loader(self.0.progress(progress))
    }

    /// Loads the rows. Memory holds one batch at a time.
    ///
    /// # Errors
    /// As [`InsertMany::run`].
    pub fn load<R: ValueRow<C>>(
        self,
        conn: &mut Connection,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Inserted> {
        self.try_load(conn, rows.into_iter().map(Ok))
    }

    /// Loads rows that are still to be read, of which some may be none: one that is
    /// an error is a row that is wrong, if its kind is that of a value's
    /// ([`ErrorKind::Data`], [`ErrorKind::Parameter`]), and the end otherwise.
    ///
    /// # Errors
    /// As [`InsertMany::run`], and the first error among the rows, unless it is to be skipped.
    pub fn try_load<R: ValueRow<C>>(
        self,
        conn: &mut Connection,
        rows: impl IntoIterator<Item = Result<R>>,
    ) -> Result<Inserted> {
        let mut copies = conn.dialect().features().copy;
        self.0.go(conn, rows.into_iter(), |conn, batch| {
            let several = batch.has_several_rows();
            if copies && several && is_plain(batch.insert()) {
                match copy_batch(conn, batch) {
                    Ok(rows) => return Ok(rows),
                    Err(error) if error.kind() == ErrorKind::Disconnect => return Err(error),
                    // An INSERT may convert a value that COPY does not take, and so the next one;
                    // if a row is wrong, it finds out which.
                    Err(error) => copies = !is_of_copy(&error),
                }
            }
            insert_batch(conn, batch)
        })
    }
}

/// The rows of the batch, or none of them.
fn copy_batch<S>(conn: &mut Connection, batch: &Batch<S>) -> Result<u64> {
    conn.transaction(|conn| conn.copy_cells(batch.insert()))
}

/// Whether COPY itself is not to be had for these rows.
fn is_of_copy(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported | ErrorKind::Parameter | ErrorKind::Invalid | ErrorKind::Database
    )
}

/// A row that a query gave, as one to insert: its values in order.
impl ValueRow<AnyColumns> for Row {
    fn append_to(self, values: &mut crate::ast::Cells) {
        values.extend(self.into_values().into_iter().map(crate::ast::Cell::Value));
    }
}
