//! MySQL and MariaDB for [Aludel](aludel): the dialects, and the driver over the `mysql` crate.
//!
//! ```no_run
//! # #[cfg(feature = "driver")]
//! # fn main() -> aludel::Result<()> {
//! use aludel::engine::Engine;
//! use aludel::prelude::*;
//! use aludel_mysql::MySql;
//!
//! let engine = Engine::open(&MySql, "mysql://ann:secret@db.example/shop")?;
//! let mut conn = engine.connect()?;
//!
//! let pet = table("pet");
//! let q = select_from(&pet).filter(pet.col("name").starts_with("R"));
//! for row in conn.fetch_all(&q)? {
//!     println!("{}", row.get::<&str>("name")?);
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "driver"))]
//! # fn main() {}
//! ```
//!
//! [`MariaDb`](struct@MariaDb) is a difference to [`MySql`](struct@MySql). Either opens both: the
//! server says which of them it is, and in which version. The oldest that are meant are MySQL 8.0
//! and MariaDB 10.5.
//!
//! # URLs
//!
//! `mysql://user:password@host:3306/database` or `mariadb://…`; a host that begins with `/`
//! (written `%2F`) is a Unix socket. Options after a question mark, with `-` or `_` in their
//! names:
//!
//! | option | values | |
//! |---|---|---|
//! | `unix_socket` | a path | the server's socket, instead of a host |
//! | `ssl-mode` | `disabled`, `required`, `verify_ca`, `verify_identity` | with the feature `tls`, `verify_identity` unless set, and `disabled` for servers of this machine; without it there is no encryption |
//! | `ssl-ca` | a path | who signed the server's certificate, beside the usual authorities |
//! | `connect_timeout` | seconds | for the TCP connection to an address |
//! | `read_timeout`, `write_timeout` | seconds | for each packet, logging in included; after one the connection is lost |
//! | `charset` | `utf8mb4` | what it is in any case |
//! | `compress` | `true`, `false` (unless set) | the traffic, where the server can |
//! | `sql_mode` | names of modes | set as they are; otherwise the server's own and two more (below) |
//! | `statement_cache` | a number; 128 unless set | how many prepared statements a connection keeps; 0 keeps none |
//!
//! Several hosts with commas between them are tried in their order. A statement is cancelled
//! through [`Driver::canceller`](aludel::engine::Driver::canceller), over another connection.
//!
//! # The session
//!
//! Its time zone is UTC, each statement commits by itself outside a transaction, and the
//! server tells when a transaction begins and ends. Its SQL mode is the server's, with
//! `STRICT_ALL_TABLES` (a value that does not fit is an error, not cut) and
//! `NO_AUTO_VALUE_ON_ZERO` (a key of 0 is 0).
//!
//! # Many rows
//!
//! [`insert_many`](aludel::engine::Connection::insert_many) and
//! [`Loader`](aludel::engine::Loader) write INSERTs of many rows on both. MariaDB has a message for
//! one statement with many rows of parameters
//! ([`COM_STMT_BULK_EXECUTE`](https://mariadb.com/docs/server/reference/clientserver-protocol/3-binary-protocol-prepared-statements/com_stmt_bulk_execute)),
//! which the `mysql` crate sends from `exec_batch`. It is not used: the crate throws its results away, so
//! that rows would be neither counted nor returned.
//!
//! An upsert counts a row that it changes as 2: see
//! [`Done::rows_affected`](aludel::engine::Done::rows_affected). All else counts the rows that match,
//! which `CLIENT_FOUND_ROWS` asks for.
//!
//! # Types
//!
//! | type | in a table | |
//! |---|---|---|
//! | `Text`, `Blob` | `LONGTEXT`, `LONGBLOB` | no keys: use `Varchar` |
//! | `Decimal` | `DECIMAL(p, s)`, up to `(65, 30)` | exact; more digits are refused |
//! | `Time`, `Timestamp` | `TIME(6)`, `DATETIME(6)` | finer than a microsecond is refused |
//! | `TimestampTz` | `TIMESTAMP(6)` | of the years 1970 to 2038 |
//! | `Interval` | `VARCHAR(64)` | ISO 8601; a TIME of no day reads as one too |
//! | `Uuid` | `BINARY(16)` | |
//! | `Json` | `JSON` | text on MariaDB |
//!
//! A sole integer key numbers itself where it gets no value.
//! What becomes of each value is told in `docs/types.md` of the repository.
#![forbid(unsafe_code)]

mod aggregate;
mod ddl;
mod dialect;
mod explain;
mod features;
mod full_text;
mod functions;
mod json;
mod literal;
mod mariadb;
mod operator;
mod order;
mod parameter;
mod predicate;
mod quantified;
mod regex;
mod sql_mode;
mod temporal;
mod types;
mod untyped;
mod update;

#[cfg(feature = "driver")]
mod cancel;
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

#[cfg(feature = "testing")]
pub mod testing;

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
