//! Transactions.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::state::{Phase, refused};
use super::{Connection, Driver};
use crate::error::{Error, Result};

/// An open transaction, or a nested one: a connection whose work is undone when this is
/// dropped, unless [`commit`](Transaction::commit) was called.
///
/// A transaction within a transaction is a savepoint.
#[must_use = "a transaction that is dropped is rolled back"]
pub struct Transaction<'c> {
    conn: &'c mut Connection,
    depth: u32,
    done: bool,
}

impl<'c> Transaction<'c> {
    pub(super) fn begin(conn: &'c mut Connection) -> Result<Self> {
        let depth = conn.begin_level()?;
        Ok(Transaction { conn, depth, done: false })
    }

    /// Commits; a nested transaction's work then belongs to the one around it.
    ///
    /// # Errors
    /// When the database can't commit, or has ended the transaction itself. What is still open
    /// then is rolled back.
    pub fn commit(mut self) -> Result<()> {
        self.conn.commit_level(self.depth)?;
        self.done = true;
        Ok(())
    }

    /// Undoes all that was done since it began.
    ///
    /// # Errors
    /// When the database can't. The connection is lost then, or, if this is a nested
    /// transaction, the one around it can only be rolled back.
    pub fn rollback(mut self) -> Result<()> {
        self.done = true;
        self.conn.rollback_level(self.depth)
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn
    }
}

impl DerefMut for Transaction<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.conn
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.done {
            // A failure is noted in the state: nothing runs on the connection after it.
            let _ = self.conn.rollback_level(self.depth);
        }
    }
}

impl fmt::Debug for Transaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction").field("depth", &self.depth).finish_non_exhaustive()
    }
}

impl Connection {
    /// Begins a transaction, or a nested one within a transaction.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # fn pay(conn: &mut aludel::engine::Connection) -> aludel::Result<()> {
    /// let account = table("account");
    /// let mut tx = conn.begin()?;
    /// tx.execute(&update(&account).set("balance", 90).filter(account.col("id").eq(1)))?;
    /// tx.execute(&update(&account).set("balance", 110).filter(account.col("id").eq(2)))?;
    /// tx.commit()
    /// # }
    /// ```
    ///
    /// # Errors
    /// When the database can't, or a transaction before it has not been left.
    pub fn begin(&mut self) -> Result<Transaction<'_>> {
        Transaction::begin(self)
    }

    /// Runs the closure in a transaction: committed if it gives `Ok`, rolled back if it gives
    /// an error or panics. Within a transaction it is a nested one.
    ///
    /// # Errors
    /// The closure's, or the database's.
    pub fn transaction<T>(&mut self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        self.try_transaction(work)
    }

    /// Like [`transaction`](Connection::transaction), with an error type of the program's own.
    ///
    /// # Errors
    /// The closure's, or the database's.
    pub fn try_transaction<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = self.begin()?;
        let done = work(&mut tx)?;
        tx.commit()?;
        Ok(done)
    }

    /// How deep the connection is in transactions: 0 outside, 1 in one, more in nested ones.
    #[must_use]
    pub fn transaction_depth(&self) -> u32 {
        self.state.depth()
    }

    /// Brings the state up to date with what the driver says.
    #[inline]
    pub(super) fn sync(&mut self) {
        self.state.observe(self.driver.transaction_status());
    }

    fn begin_level(&mut self) -> Result<u32> {
        self.sync();
        self.state.enter()?;
        let depth = self.state.depth() + 1;
        if depth == 1 {
            self.control("BEGIN", |driver| driver.begin())?;
        } else {
            self.control("SAVEPOINT", |driver| driver.savepoint(depth))?;
        }
        Ok(self.state.began())
    }

    fn commit_level(&mut self, depth: u32) -> Result<()> {
        self.sync();
        match self.state.phase() {
            Phase::Open => {}
            // The guard rolls back what is left.
            Phase::Idle => return Err(refused(Phase::Ended)),
            phase => return Err(refused(phase)),
        }
        if depth == 1 {
            self.control("COMMIT", |driver| driver.commit())?;
        } else {
            self.control("RELEASE", |driver| driver.release(depth))?;
        }
        self.state.left(depth);
        Ok(())
    }

    pub(super) fn rollback_level(&mut self, depth: u32) -> Result<()> {
        self.sync();
        let phase = self.state.phase();
        let result = match phase {
            // There is nothing to undo.
            Phase::Idle | Phase::Ended | Phase::Lost => Ok(()),
            Phase::RollbackPending if depth > 1 => Ok(()),
            _ if depth > 1 => self.control("ROLLBACK TO", |driver| driver.rollback_to(depth)),
            _ => self.control("ROLLBACK", |driver| driver.rollback()),
        };
        if result.is_err() {
            self.sync();
            if depth > 1 { self.state.rollback_failed() } else { self.state.lose() }
        }
        self.state.left(depth);
        result
    }

    /// Makes the connection fit for another user: false if it can't be.
    pub(super) fn reset(&mut self) -> bool {
        self.sync();
        match self.state.phase() {
            Phase::Idle if self.state.depth() == 0 => true,
            Phase::Lost => false,
            _ => {
                self.rollback_level(1).is_ok() && {
                    self.sync();
                    self.state.phase() == Phase::Idle
                }
            }
        }
    }

    /// Runs one of the driver's own statements.
    fn control(
        &mut self,
        name: &str,
        run: impl FnOnce(&mut dyn Driver) -> Result<()>,
    ) -> Result<()> {
        let start = self.settings.start();
        let result = run(&mut self.driver);
        self.settings.finish(start, name, &[], 0, result)
    }
}
