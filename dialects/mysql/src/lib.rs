//! MySQL and MariaDB for [Aludel](aludel).
#![forbid(unsafe_code)]

mod ddl;
mod dialect;
mod features;
mod literal;
mod mariadb;
mod operator;
mod order;
mod parameter;
mod predicate;
mod sql_mode;
mod types;
mod untyped;
mod update;

#[cfg(feature = "driver")]
mod cells;
#[cfg(feature = "driver")]
mod connector;
#[cfg(feature = "driver")]
mod cursor;
#[cfg(feature = "driver")]
mod driver;
#[cfg(feature = "driver")]
mod error;
#[cfg(feature = "driver")]
mod options;
#[cfg(feature = "driver")]
mod params;
#[cfg(feature = "driver")]
mod session;
#[cfg(feature = "driver")]
mod statements;

pub use dialect::MySql;
pub use mariadb::MariaDb;
pub use sql_mode::SqlMode;

/// The MySQL dialect of the newest version that this crate knows, so that `&MySql` can be
/// written where a dialect is wanted.
#[allow(non_upper_case_globals, reason = "it reads as the type's only value")]
pub const MySql: MySql = MySql::NEWEST;

/// The same for MariaDB.
#[allow(non_upper_case_globals, reason = "it reads as the type's only value")]
pub const MariaDb: MariaDb = MariaDb::NEWEST;
