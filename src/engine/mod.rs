//! The engine: URLs, connections, transactions, the pool, rows.
//!
//! It is synchronous and thin. An [`Engine`] lends [`Connection`]s from its pool; a connection
//! compiles statements for its dialect, runs them and reads their rows; a [`Transaction`] is a
//! connection whose work is undone unless it is committed. Drivers live in the dialects'
//! crates, behind [`Driver`] and [`Cursor`].

mod bulk;
mod cells;
mod closed;
mod connection;
mod driver;
#[allow(clippy::module_inception, reason = "the engine itself is the module's main type")]
mod engine;
mod explain;
mod from_row;
mod header;
mod keys;
mod log;
mod pool;
mod query;
mod row;
mod rows;
mod state;
mod transaction;
mod url;

#[cfg(test)]
mod tests;

#[cfg(feature = "csv")]
pub use bulk::CsvFile;
pub use bulk::{BindRow, Commit, InsertMany, Inserted, Loader, OnError};
pub use connection::Connection;
pub use driver::{
    Backend, Cancel, Connected, Connector, Cursor, Done, Driver, Status, first_that_connects,
    wrong_parameter_count,
};
pub use engine::{Engine, EngineBuilder};
pub use from_row::FromRow;
pub use header::{ColumnIndex, Columns, Header};
pub use log::Event;
pub use pool::PooledConnection;
pub use query::{As, Dynamic, RowType, Run, ScalarRow, Statement};
pub use row::{FromCell, Row, RowRef};
pub use rows::Rows;
pub use transaction::Transaction;
pub use url::{Host, IntoUrl, Url};
