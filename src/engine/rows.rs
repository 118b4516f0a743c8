//! Rows as they come.

use std::time::Instant;

use super::log::Settings;
use super::{Columns, Cursor, RowRef, RowType, cells};
use crate::error::Result;
use crate::render::Sql;

/// A running query, one row at a time: memory stays constant, and rows that are not read are
/// left behind when it is dropped.
///
/// As an iterator it yields owned rows; [`next_ref`](Rows::next_ref) lends them.
#[must_use = "the rows are read as they are asked for"]
pub struct Rows<'c, T: RowType> {
    cursor: Box<dyn Cursor + 'c>,
    plan: T::Plan,
    width: usize,
    ended: bool,
    read: u64,
    settings: &'c Settings,
    start: Option<Instant>,
    sql: Sql,
}

impl<'c, T: RowType> Rows<'c, T> {
    pub(super) fn new(
        cursor: Box<dyn Cursor + 'c>,
        settings: &'c Settings,
        start: Option<Instant>,
        sql: Sql,
    ) -> Result<Self> {
        let plan = match T::plan(&Columns::of_cursor(&*cursor)) {
            Ok(plan) => plan,
            Err(error) => {
                return settings.finish(start, sql.text(), sql.params(), 0, Err(error));
            }
        };
        let width = cursor.width();
        Ok(Rows { cursor, plan, width, ended: false, read: 0, settings, start, sql })
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> Columns<'_> {
        Columns::of_cursor(&*self.cursor)
    }

    /// The next row, lent until the one after it is asked for.
    ///
    /// # Errors
    /// What the database reports.
    pub fn next_ref(&mut self) -> Result<Option<RowRef<'_>>> {
        if self.advance()? { Ok(Some(RowRef::lazy(&*self.cursor))) } else { Ok(None) }
    }

    fn advance(&mut self) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        match self.cursor.advance() {
            Ok(true) => {
                self.read += 1;
                Ok(true)
            }
            Ok(false) => {
                self.finish(Ok(()))?;
                Ok(false)
            }
            Err(error) => self.finish(Err(error)).map(|()| false),
        }
    }

    fn finish(&mut self, result: Result<()>) -> Result<()> {
        self.ended = true;
        self.settings.finish(
            self.start.take(),
            self.sql.text(),
            self.sql.params(),
            self.read,
            result,
        )
    }
}

impl<T: RowType> Iterator for Rows<'_, T> {
    type Item = Result<T::Row>;

    fn next(&mut self) -> Option<Result<T::Row>> {
        match self.advance() {
            Ok(false) => None,
            Ok(true) => match cells::decode::<T>(&*self.cursor, self.width, &self.plan) {
                Ok(row) => Some(Ok(row)),
                Err(error) => self.finish(Err(error)).err().map(Err),
            },
            Err(error) => Some(Err(error)),
        }
    }
}

impl<T: RowType> Drop for Rows<'_, T> {
    fn drop(&mut self) {
        if !self.ended {
            let _ = self.finish(Ok(()));
        }
    }
}
