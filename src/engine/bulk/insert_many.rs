//! INSERTs of many rows in few statements.

use std::fmt;

use super::batch::{Batch, Weight};
use crate::ast::{Cells, Rows};
use crate::engine::{Connection, RowType};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::{Insert, ValueRow};

/// The most rows of one statement, unless it is said otherwise. More make none of the databases
/// faster, and each needs a statement of its own to be prepared.
const ROWS: usize = 1_000;

/// The most bytes of one statement, roughly: a quarter of the smallest packet that servers take by
/// default, which is MariaDB's 16 MiB.
const BYTES: usize = 4 << 20;

/// When the rows are there to stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Commit {
    /// All at the end, or none: it is one transaction.
    #[default]
    AtEnd,
    /// With each batch: what came before a row that fails stays, and
    /// [progress](InsertMany::progress) has told how many that were.
    EachBatch,
}

/// What happens when the database refuses a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// It is the end, and the error of the whole.
    #[default]
    Stop,
    /// The row is left out, and its error is collected. What is not the row's fault, such as a
    /// lost connection, ends it all the same.
    Skip,
}

/// What an [`InsertMany`] did.
#[derive(Debug, Default)]
pub struct Inserted {
    rows: u64,
    affected: u64,
    batches: u64,
    skipped: Vec<Error>,
}

impl Inserted {
    /// How many rows were given.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many rows the database says were inserted or changed.
    #[must_use]
    pub fn rows_affected(&self) -> u64 {
        self.affected
    }

    /// In how many batches.
    #[must_use]
    pub fn batches(&self) -> u64 {
        self.batches
    }

    /// The errors of the rows that were left out; each tells [which](Error::row).
    #[must_use]
    pub fn skipped(&self) -> &[Error] {
        &self.skipped
    }
}

/// An INSERT of many rows, in as few statements as are fast and as the server takes: by the number
/// of its parameters and the size of its packets.
///
/// ```
/// use aludel::engine::{Commit, InsertMany, OnError};
/// use aludel::prelude::*;
/// use aludel_sqlite::Sqlite;
///
/// aludel::table! {
///     pub const PET = "pet" { id: Integer [primary_key], name: Varchar(80) }
/// }
/// let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
/// conn.create_all(&[PET.into()])?;
///
/// let pets = insert(PET).columns((PET.id, PET.name));
/// let done = conn.insert_many(&pets, (0..5_000).map(|i| (i, format!("pet {i}"))))?;
/// assert_eq!((done.rows(), done.batches()), (5_000, 5));
///
/// // Of a row that fails the index is told, and the constraint.
/// let error = conn.insert_many(&pets, [(8_000, "Rex"), (7, "Tom")]).unwrap_err();
/// assert_eq!(error.row(), Some(1));
///
/// // Or rows that fail are left out.
/// let mut last = 0;
/// let done = InsertMany::new(&pets)
///     .batch_rows(100)
///     .commit(Commit::EachBatch)
///     .on_error(OnError::Skip)
///     .progress(|rows| last = rows)
///     .run(&mut conn, (4_990..5_010).map(|i| (i, "again")))?;
/// assert_eq!((done.rows_affected(), done.skipped().len()), (10, 10));
/// assert_eq!(last, 20);
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use = "it does nothing until it is run"]
pub struct InsertMany<'p, C, S> {
    insert: Insert<C, S>,
    batch_rows: usize,
    commit: Commit,
    on_error: OnError,
    progress: Option<Box<dyn FnMut(u64) + 'p>>,
}

impl<C, S> fmt::Debug for InsertMany<'_, C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InsertMany")
            .field("insert", &self.insert)
            .field("batch_rows", &self.batch_rows)
            .field("commit", &self.commit)
            .field("on_error", &self.on_error)
            .finish_non_exhaustive()
    }
}

impl<'p, C, S: RowType> InsertMany<'p, C, S> {
    /// Many rows for this INSERT, which has columns and no rows yet. All or none are inserted.
    pub fn new(insert: &Insert<C, S>) -> Self {
        InsertMany {
            insert: insert.clone(),
            batch_rows: ROWS,
            commit: Commit::AtEnd,
            on_error: OnError::Stop,
            progress: None,
        }
    }

    /// The INSERT.
    #[cfg(any(feature = "arrow", feature = "csv"))]
    pub(super) fn insert(&self) -> &Insert<C, S> {
        &self.insert
    }

    /// The most rows of one statement; 1,000 unless it is said. The server's limits hold anyway.
    pub fn batch_rows(mut self, rows: usize) -> Self {
        self.batch_rows = rows.max(1);
        self
    }

    /// When the rows are there to stay.
    pub fn commit(mut self, commit: Commit) -> Self {
        self.commit = commit;
        self
    }

    /// What happens when the database refuses a row.
    pub fn on_error(mut self, on_error: OnError) -> Self {
        self.on_error = on_error;
        self
    }

    /// Is told after each batch how many of the given rows are done, skipped ones included. With
    /// [`Commit::EachBatch`] these are there to stay: to resume, skip so many.
    pub fn progress(mut self, progress: impl FnMut(u64) + 'p) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Inserts the rows. Memory holds one batch at a time.
    ///
    /// # Errors
    /// When the INSERT has rows or no columns, can't be compiled, or the database refuses a row:
    /// then the error tells [which](Error::row), from 0, and its constraint.
    pub fn run<R: ValueRow<C>>(
        self,
        conn: &mut Connection,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Inserted> {
        self.go(conn, rows.into_iter().map(Ok), insert_batch)
    }

    /// Inserts the rows, and gives what the INSERT returns of them, batch after batch. Within a
    /// batch PostgreSQL, SQLite and MariaDB return rows in the order in which they are given.
    ///
    /// # Errors
    /// As [`run`](Self::run), and when the database has no RETURNING.
    pub fn fetch<R: ValueRow<C>>(
        self,
        conn: &mut Connection,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Vec<S::Row>> {
        let mut all = Vec::new();
        self.go(conn, rows.into_iter().map(Ok), |conn, batch| {
            let returned = conn.fetch_all(batch.compiled(conn.dialect())?)?;
            let count = returned.len() as u64;
            all.extend(returned);
            Ok(count)
        })?;
        Ok(all)
    }

    /// Writes rows of which some may be none.
    pub(super) fn go<R: ValueRow<C>>(
        self,
        conn: &mut Connection,
        rows: impl Iterator<Item = Result<R>>,
        write: impl FnMut(&mut Connection, &mut Batch<S>) -> Result<u64>,
    ) -> Result<Inserted> {
        let InsertMany { insert, batch_rows, commit, on_error, progress } = self;
        let batch = empty(&insert)?;
        let multi = conn.dialect().features().multi_row_values;
        let mut work = Work {
            batch,
            batch_rows: if multi { batch_rows } else { 1 },
            on_error,
            progress,
            done: Inserted::default(),
            write,
        };
        match commit {
            Commit::EachBatch => work.all(conn, rows)?,
            Commit::AtEnd => conn.transaction(|conn| work.all(conn, rows))?,
        }
        Ok(work.done)
    }
}

/// One INSERT.
pub(super) fn insert_batch<S>(conn: &mut Connection, batch: &mut Batch<S>) -> Result<u64> {
    Ok(conn.execute(batch.compiled(conn.dialect())?)?.rows_affected())
}

impl Connection {
    /// Inserts many rows in few statements, all or none: see [`InsertMany`] for more than that.
    ///
    /// # Errors
    /// As [`InsertMany::run`].
    pub fn insert_many<C, S: RowType, R: ValueRow<C>>(
        &mut self,
        insert: &Insert<C, S>,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Inserted> {
        InsertMany::new(insert).run(self, rows)
    }
}

/// The INSERT, if rows can be added to it.
fn empty<C, S>(insert: &Insert<C, S>) -> Result<Batch<S>> {
    let tree = insert.tree();
    let rowless = matches!(&tree.rows, Rows::Values(cells) if cells.is_empty());
    if tree.columns.is_empty() || !rowless {
        return Err(Error::new(ErrorKind::Invalid, "an INSERT of many rows that has rows already")
            .with_help("give it its columns with .columns(…), and no rows"));
    }
    Ok(Batch::of(tree))
}

/// An INSERT of many rows on its way.
struct Work<'p, S, W> {
    batch: Batch<S>,
    batch_rows: usize,
    on_error: OnError,
    progress: Option<Box<dyn FnMut(u64) + 'p>>,
    done: Inserted,
    write: W,
}

impl<S: RowType, W> Work<'_, S, W>
where
    W: FnMut(&mut Connection, &mut Batch<S>) -> Result<u64>,
{
    fn all<C, R: ValueRow<C>>(
        &mut self,
        conn: &mut Connection,
        rows: impl Iterator<Item = Result<R>>,
    ) -> Result<()> {
        let width = self.batch.width();
        let fixed = self.batch.fixed();
        // What each row is given besides.
        let made = Weight { params: crate::lower::besides(self.batch.insert()).count(), bytes: 0 };
        let most = conn.dialect().features().max_parameters;
        let mut cells = Cells::new();
        let mut weight = fixed;
        for (index, row) in (0_u64..).zip(rows) {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    // What came before it is written first, so that all is in order.
                    if !cells.is_empty() {
                        cells = self.flush(conn, cells)?;
                        weight = fixed;
                    }
                    self.pass_over(error.with_row(index))?;
                    continue;
                }
            };
            let start = cells.len();
            row.append_to(&mut cells);
            let added = cells.len() - start;
            if added != width {
                return Err(Error::new(
                    ErrorKind::Invalid,
                    format!("the row has {added} values for {width} columns"),
                )
                .with_help("give every row a value for each column")
                .with_row(index));
            }
            let own = Weight::of(cells.get(start..).unwrap_or_default()).plus(made);
            let both = weight.plus(own);
            let full = start / width >= self.batch_rows || both.params > most || both.bytes > BYTES;
            if full && start > 0 {
                let last = cells.drain(start..).collect::<Cells>();
                cells = self.flush(conn, cells)?;
                cells.extend(last);
                weight = fixed.plus(own);
            } else {
                weight = both;
            }
        }
        if !cells.is_empty() {
            self.flush(conn, cells)?;
        }
        Ok(())
    }

    /// Leaves out a row that is none.
    fn pass_over(&mut self, error: Error) -> Result<()> {
        if self.on_error == OnError::Stop || !is_of_a_row(&error) {
            return Err(error);
        }
        self.done.rows += 1;
        self.done.skipped.push(error);
        Ok(())
    }

    /// Writes a batch; its memory is given back, for the next one.
    fn flush(&mut self, conn: &mut Connection, cells: Cells) -> Result<Cells> {
        let rows = (cells.len() / self.batch.width()) as u64;
        self.batch.replace(cells);
        let (write, batch) = (&mut self.write, &mut self.batch);
        // In a transaction of its own, for after an error its rows are tried one by one.
        self.done.affected += match conn.transaction(|conn| write(conn, batch)) {
            Ok(affected) => affected,
            Err(error) if !is_of_a_row(&error) => return Err(error),
            Err(_) => self.one_by_one(conn)?,
        };
        self.done.rows += rows;
        self.done.batches += 1;
        if let Some(progress) = &mut self.progress {
            progress(self.done.rows);
        }
        let mut cells = self.batch.replace(Cells::new());
        cells.clear();
        Ok(cells)
    }

    /// Writes the rows of the batch one by one, for the sake of the one that fails.
    fn one_by_one(&mut self, conn: &mut Connection) -> Result<u64> {
        let Work { batch, batch_rows: _, on_error, progress: _, done, write } = self;
        let (first, on_error) = (done.rows, *on_error);
        let skipped = &mut done.skipped;
        let before = skipped.len();
        let cells = batch.take();
        let mut single = Batch::of(batch.insert());
        let written = conn.transaction(|conn| {
            let mut affected = 0;
            for (index, row) in (first..).zip(cells.chunks(single.width())) {
                single.replace(row.iter().cloned().collect());
                match conn.transaction(|conn| write(conn, &mut single)) {
                    Ok(rows) => affected += rows,
                    Err(error) if on_error == OnError::Skip && is_of_a_row(&error) => {
                        skipped.push(error.with_row(index));
                    }
                    Err(error) => return Err(error.with_row(index)),
                }
            }
            Ok(affected)
        });
        if written.is_err() {
            done.skipped.truncate(before);
        }
        written
    }
}

/// Whether an error is the fault of a row, so that another row may do.
fn is_of_a_row(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unique
            | ErrorKind::ForeignKey
            | ErrorKind::NotNull
            | ErrorKind::Check
            | ErrorKind::Data
            | ErrorKind::Parameter
            | ErrorKind::Database
    )
}
