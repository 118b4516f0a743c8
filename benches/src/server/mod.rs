//! The same work on a server, by its driver by hand and by Aludel.
//!
//! By hand means a held prepared statement, positions, and the same Rust types. Both run the same
//! text, which is Aludel's.

pub mod aludel;
pub mod memory;
pub mod mysql;
pub mod postgres;

use std::error::Error;

use crate::Item;

/// A result of a bench.
pub type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

/// The statements' texts.
#[derive(Clone, Debug)]
pub struct Texts {
    /// One row by its key.
    pub point: String,
    /// All rows.
    pub fetch: String,
    /// Each row some times.
    pub stream: String,
    /// Adds a row.
    pub insert: String,
    /// Adds [`BATCH`](crate::BATCH) rows.
    pub batch: String,
}

/// A driver, used by hand.
pub trait ByHand {
    /// One row by its key.
    ///
    /// # Errors
    /// As the driver's.
    fn point(&mut self, id: i64) -> Result<Item>;

    /// All rows.
    ///
    /// # Errors
    /// As the driver's.
    fn fetch(&mut self) -> Result<Vec<Item>>;

    /// Reads each row so many times, as they come: how many there were.
    ///
    /// # Errors
    /// As the driver's.
    fn stream(&mut self, times: i64) -> Result<u64>;

    /// The same over rows that are all there first, where the driver's usual way is that.
    fn stream_collected(&mut self, times: i64) -> Option<Result<u64>> {
        let _ = times;
        None
    }

    /// Adds rows one by one, in a transaction that is rolled back.
    ///
    /// # Errors
    /// As the driver's.
    fn insert(&mut self, ids: std::ops::Range<i64>) -> Result;

    /// Adds rows in INSERTs of [`BATCH`](crate::BATCH), in a transaction that is rolled back.
    ///
    /// # Errors
    /// As the driver's.
    fn insert_batches(&mut self, ids: std::ops::Range<i64>) -> Result;

    /// Adds rows by COPY, in a transaction that is rolled back, where there is such a thing.
    fn copy(&mut self, ids: std::ops::Range<i64>) -> Option<Result> {
        let _ = ids;
        None
    }
}
