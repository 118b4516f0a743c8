//! Ten business questions about a [Chinook](https://github.com/lerocha/chinook-database)
//! database, each asked with Aludel's builder and, next to it, in plain SQL.
#![forbid(unsafe_code)]

pub mod load;
pub mod open;
pub mod questions;
pub mod report;
pub mod tables;
