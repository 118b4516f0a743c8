//! An SQL expression language: one tree, compiled by dialects into parameterised SQL, run by a
//! thin engine.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//!
//! aludel::table! {
//!     /// What is on the shelves.
//!     pub const RECORD = "record" {
//!         record_id: Integer [primary_key],
//!         title: Varchar(160),
//!         price_cents: Nullable<Integer>,
//!     }
//! }
//!
//! let engine = Engine::open(&Sqlite, "sqlite::memory:")?;
//! let mut conn = engine.connect()?;
//! conn.create_all(&[RECORD.into()])?;
//! conn.execute(
//!     &insert(RECORD)
//!         .columns((RECORD.title, RECORD.price_cents))
//!         .values(("Kind of Blue", 2600))
//!         .values(("Pastel Blues", None::<i64>)),
//! )?;
//!
//! let blue = select((RECORD.title, RECORD.price_cents))
//!     .filter(RECORD.title.icontains("blue"))
//!     .order_by(RECORD.price_cents.desc().nulls_last())
//!     .limit(10);
//!
//! // Text and parameters, without a connection …
//! let sql = blue.to_sql(&Sqlite)?;
//! assert_eq!(
//!     sql.text(),
//!     r#"SELECT "record"."title", "record"."price_cents" FROM "record" WHERE "record"."title" LIKE ? ESCAPE '!' ORDER BY "record"."price_cents" DESC NULLS LAST LIMIT ?"#
//! );
//!
//! // … and rows of the types that the select list says.
//! let rows: Vec<(String, Option<i64>)> = conn.fetch_all(&blue)?;
//! assert_eq!(rows, [("Kind of Blue".to_owned(), Some(2600)), ("Pastel Blues".to_owned(), None)]);
//! # Ok::<(), aludel::Error>(())
//! ```
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | tables and their columns | [`table!`], [`schema::Table`] |
//! | queries | [`typed::select`], [`typed::Select`] |
//! | operators | [`Compare`](typed::Compare), [`Logic`](typed::Logic), [`TextOps`](typed::TextOps), [`IntegerOps`](typed::IntegerOps), [`Shape`](typed::Shape) |
//! | functions | [`typed::func`] and its neighbours; windows and FILTER: [`typed::window`](fn@typed::window) |
//! | WITH, also recursive | [`typed::Cte`], [`typed::recursive`] |
//! | UNION, INTERSECT, EXCEPT, VALUES | [`typed::SetQuery`], [`typed::values`] |
//! | DISTINCT ON, QUALIFY, WITH TIES, locks | [`typed::Select::distinct_on`] and its neighbours |
//! | INSERT, UPDATE, DELETE | [`typed::insert`], [`typed::update`], [`typed::delete`] |
//! | MERGE, TRUNCATE | [`typed::merge_into`], [`typed::truncate_table`] |
//! | structs as rows, and as what an UPDATE sets | [`typed::Insertable`], [`typed::Changeset`] |
//! | values that the program makes for columns | [`schema::Maker`] |
//! | many rows | [`Connection::insert_many`](engine::Connection::insert_many), [`engine::Loader`], [`Connection::copy_in`](engine::Connection::copy_in) |
//! | full-text search | [`typed::full_text`] |
//! | raw SQL | [`sql!`], [`ast::Trusted`] |
//! | running statements | [`Engine`](engine::Engine), [`Connection`](engine::Connection) |
//! | reading rows | [`FromRow`], [`engine::Row`], [`typed::RowShape`] |
//! | values of your own types | [`SqlValue`], [`typed::UserType`] |
//! | the tree itself | [`ast::Node`], [`ast::Visit`], [`ast::Fold`], [`ast::CustomExpr`] |
//! | a dialect of your own | [`dialect::Dialect`], [`engine::Backend`] |
//!
//! # Features
//!
//! `macros` (on by default): the proc-macros. `log`, `tracing`: the statements that run. `chrono`,
//! `time`, `jiff`, `uuid`, `rust_decimal`, `bigdecimal`, `serde_json`: values of those crates. `csv`,
//! `arrow`: what a [`Loader`](engine::Loader) reads besides iterators.
//! `testing`: what tests of dialects are made of.
#![forbid(unsafe_code)]

// What the proc-macros write names the crate; cases are made with them.
#[cfg(feature = "testing")]
extern crate self as aludel;

#[doc(hidden)]
#[cfg(feature = "macros")]
#[path = "private.rs"]
pub mod __private;
pub mod ast;
pub mod dialect;
pub mod engine;
mod error;
mod lower;
pub mod prelude;
pub mod render;
pub mod schema;
#[cfg(feature = "testing")]
pub mod testing;
pub mod typed;
pub mod value;

#[cfg(feature = "macros")]
pub use aludel_macros::{Changeset, FromRow, Insertable, SqlValue, sql, table};
pub use error::{Error, ErrorKind, Result};

/// The README's programs run as tests.
#[cfg(all(doctest, feature = "macros"))]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
