//! Aludel: an SQL expression language.
#![forbid(unsafe_code)]

pub mod ast;
pub mod dialect;
pub mod engine;
mod error;
pub mod prelude;
pub mod render;
pub mod schema;
pub mod typed;
pub mod value;

#[cfg(feature = "macros")]
pub use aludel_macros::{FromRow, SqlValue, sql, table};
pub use error::{Error, ErrorKind, Result};
