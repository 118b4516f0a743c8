//! The engine (being written).
mod query;
mod row;
pub use query::{Dynamic, RowType, Statement};
pub use row::{Columns, RowRef};
