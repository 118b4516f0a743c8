//! The conformance suite for dialects, and what else tests are made of (feature `testing`).
//!
//! A [`Case`] is a statement, its SQL on each dialect, its parameters and its rows. A
//! [`Suite`] of cases runs on the database of any engine, ours or a third party's, with one
//! call. It compiles each case, compares text and parameters, runs it as it is, with all
//! parentheses and with its values as literals, and compares the rows. What the dialect's
//! [`Capabilities`] declare must work; what they don't must be refused when compiled.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel::testing;
//! use aludel_sqlite::Sqlite;
//!
//! let engine = Engine::open(&Sqlite, "sqlite::memory:")?;
//! let sheet = aludel_sqlite::testing::capabilities();
//! let report = testing::run(&engine, &sheet)?;
//! report.passed()?;
//! assert!(report.ran() > 200);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Cases of one's own are over any tables, or over those of the [`shop`]:
//!
//! ```
//! use aludel::prelude::*;
//! use aludel::testing::shop::ALBUM;
//! use aludel::testing::{Capabilities, Suite, case, rows};
//! use aludel_sqlite::Sqlite;
//!
//! let suite = Suite::of("ours", [
//!     case("nulls last", select(ALBUM.album_id).order_by(ALBUM.year.desc().nulls_last()))
//!         .same(r#"SELECT "album"."album_id" FROM "album" ORDER BY "album"."year" DESC NULLS LAST"#)
//!         .mysql("SELECT `album`.`album_id` FROM `album` ORDER BY `album`.`year` DESC")
//!         .rows(rows![(4), (2), (1), (3)]),
//! ]);
//! let engine = Engine::open(&Sqlite, "sqlite::memory:")?;
//! suite.run(&engine, &Capabilities::of_features())?.passed()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`generate`] makes random trees from a stream of choices: bytes of a fuzzer, or a seeded
//! generator in a test. [`error_kinds`] lists what a test of a driver's errors has to provoke.

mod capability;
mod case;
mod cases;
mod cells;
mod check;
mod expected;
pub mod generate;
mod kinds;
mod report;
mod server;
pub mod shop;
mod suite;

pub use capability::{Capabilities, Capability, Support};
pub use case::{Case, NULL, case, refused};
pub use cells::fetch;
pub use kinds::error_kinds;
pub use report::{Failures, Outcome, Report, Reported};
pub use server::{Place, TestDatabase, TestServer, execute_all, scalar, sql};
pub use suite::{Suite, run};

#[doc(inline)]
pub use crate::__rows as rows;
