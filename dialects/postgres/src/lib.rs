//! PostgreSQL for [Aludel](aludel): the dialect and, by the feature `driver`, a driver.
//!
//! ```no_run
//! # #[cfg(feature = "driver")]
//! # fn main() -> aludel::Result<()> {
//! use aludel::prelude::*;
//! use aludel_postgres::Postgres;
//!
//! let engine = Engine::open(&Postgres, "postgres://ann:secret@db.example/shop")?;
//! let mut conn = engine.connect()?;
//!
//! let pet = Table::build("pet")
//!     .primary_key("id", SqlType::BigInt)
//!     .column("name", SqlType::Text)
//!     .finish();
//! conn.create_all(&[(&pet).into()])?;
//! let rex = insert(&pet).set("name", "Rex").returning(pet.col("id"));
//! println!("{:?}", conn.fetch_one(&rex)?);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "driver"))]
//! # fn main() {}
//! ```
//!
//! # URLs
//!
//! `postgres://user:password@host:port/database` and `postgresql://…`, as libpq reads them.
//! Several hosts with commas between them are tried in their order. Without a host, the server
//! is one of this machine, by its Unix socket if there is one. Options after a question mark:
//!
//! | option | values | |
//! |---|---|---|
//! | `host`, `port`, `user`, `password`, `dbname` | | in place of those before the question mark; a host that is a folder (`host=/run/postgresql`) holds a Unix socket; several hosts as `host=a,b` or `host=a:1&host=b:2` |
//! | `sslmode` | `disable`, `prefer`, `require`, `verify-ca`, `verify-full` | with the feature `tls`, `verify-full` unless set, and `disable` for servers of this machine; without it there is no encryption |
//! | `sslrootcert` | a file, or `system` | the authorities to trust; the system's unless set. Naming some means `verify-full` unless `sslmode` is set |
//! | `channel_binding` | `disable`, `prefer` (unless set), `require` | whether the password is proven to the holder of the server's certificate only |
//! | `target_session_attrs` | `any`, `read-write`, `read-only`, `primary`, `standby`, `prefer-standby` | which of several servers will do |
//! | `connect_timeout` | seconds; none unless set | for each address, and for each answer while logging in |
//! | `application_name`, `search_path`, `options` | | settings of the session: `options=-c%20work_mem%3D8MB` |
//! | `statement_cache` | a number; 128 unless set | how many prepared statements a connection keeps; 0 keeps none, as a pooler of transactions may want it |
//!
//! # Parameters
//!
//! The server infers a parameter's type from what stands beside it, a column mostly; where
//! nothing does, the dialect writes a cast: `SELECT CAST($1 AS bigint)`. A value is sent as the
//! type that was inferred, exactly; if that is too narrow (`small_column < $1` with a large
//! number), the statement is prepared with the value's own type. Text goes wherever the server
//! reads text: enums, UUIDs, JSON, addresses, multiranges. In raw SQL a cast is yours to write where
//! nothing tells a type.
//!
//! # Types
//!
//! `Json` is JSONB, `Blob` BYTEA; a sole primary key of integers is an identity. Arrays are
//! [`Value::Array`](aludel::value::Value::Array), of enums too; ranges are
//! [`Value::Range`](aludel::value::Value::Range). Numerics have any number of
//! digits. What has no kind of its own (multiranges, addresses, bits, composites) is read as the text
//! that the server writes. Infinite dates are an error that says what to do.
//!
//! # The driver
//!
//! It speaks the protocol itself, without threads and without an async runtime. The server's
//! own word on the transaction is seen after every statement. A stream is read in batches from a
//! portal, inside and outside of transactions: what is not read is never computed. A statement
//! is cancelled through [`Driver::canceller`](aludel::engine::Driver::canceller). The source of
//! an error that the server reports is a `ServerError`.
#![forbid(unsafe_code)]

mod aggregate;
mod array;
mod cast;
mod dialect;
mod features;
mod full_text;
mod functions;
mod json;
mod literal;
mod predicate;
mod range;
mod regex;
mod sequence;
mod shape;
mod temporal;
mod text;
mod types;
mod untyped;

#[cfg(feature = "driver")]
mod cancel;
#[cfg(feature = "driver")]
mod codec;
#[cfg(feature = "driver")]
mod config;
#[cfg(feature = "driver")]
mod connector;
#[cfg(feature = "driver")]
mod copy;
#[cfg(feature = "driver")]
mod copy_out;
#[cfg(feature = "driver")]
mod cursor;
#[cfg(feature = "driver")]
mod driver;
#[cfg(feature = "driver")]
mod error;
#[cfg(feature = "driver")]
mod session;
#[cfg(feature = "driver")]
mod statement;
#[cfg(feature = "driver")]
mod types_lookup;
#[cfg(feature = "driver")]
mod wire;

#[cfg(feature = "testing")]
pub mod testing;

pub use dialect::Postgres;
#[cfg(feature = "driver")]
pub use error::ServerError;

/// The dialect of the newest version that this crate knows, so that `&Postgres` can be written
/// where a dialect is wanted.
#[allow(non_upper_case_globals, reason = "it reads as the type's only value")]
pub const Postgres: Postgres = Postgres::NEWEST;
