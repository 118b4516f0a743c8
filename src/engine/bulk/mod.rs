//! Many rows: one prepared statement for each, or many of them in one statement.

mod batch;
mod copy;
mod copy_out;
mod execute_many;
mod insert_many;
mod loader;
#[cfg(feature = "arrow")]
mod loader_arrow;
#[cfg(feature = "csv")]
mod loader_csv;

pub use execute_many::BindRow;
pub use insert_many::{Commit, InsertMany, Inserted, OnError};
pub use loader::Loader;
#[cfg(feature = "csv")]
pub use loader_csv::CsvFile;
