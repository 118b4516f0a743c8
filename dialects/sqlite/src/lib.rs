//! SQLite for [Aludel](aludel): the dialect, and the driver over `rusqlite`.
//!
//! ```
//! # #[cfg(feature = "driver")]
//! # fn main() -> aludel::Result<()> {
//! use aludel::engine::Engine;
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//!
//! let engine = Engine::open(&Sqlite, "sqlite::memory:")?;
//! let mut conn = engine.connect()?;
//!
//! let pet = Table::build("pet")
//!     .primary_key("id", SqlType::BigInt)
//!     .column("name", SqlType::Text)
//!     .finish();
//! conn.create_all(&[(&pet).into()])?;
//! let rex = insert(&pet).set("name", "Rex");
//! assert_eq!(conn.execute(&rex)?.last_insert_id(), Some(1));
//!
//! let q = select_from(&pet).filter(pet.col("name").starts_with("R"));
//! for row in conn.fetch_all(&q)? {
//!     assert_eq!(row.get::<&str>("name")?, "Rex");
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "driver"))]
//! # fn main() {}
//! ```
//!
//! # URLs
//!
//! `sqlite:app.db`, `sqlite:///var/app.db` (an absolute path) and `sqlite::memory:`, which has
//! one connection that lives as long as the engine. Options after a question mark:
//!
//! | option | values | |
//! |---|---|---|
//! | `mode` | `ro`, `rw`, `rwc` (unless set), `memory` | read only, read and write, create if missing |
//! | `cache` | `private`, `shared` | with `mode=memory`, connections share a database by name |
//! | `timeout` | seconds; 5 unless set | how long a locked database is waited for |
//! | `begin` | `deferred` (unless set), `immediate`, `exclusive` | how transactions begin |
//! | `foreign_keys` | `on` (unless set), `off` | whether foreign keys are enforced |
//! | `recursive_triggers` | `on`, `off` (unless set) | whether a trigger may fire itself |
//!
//! # Types
//!
//! SQLite stores integers, floats, text and bytes. Dates, times and intervals are ISO text,
//! UUIDs 16 bytes, booleans 0 and 1, JSON text. Decimals are text, so that no digit is lost,
//! in columns declared `DECIMAL_TEXT(p, s) COLLATE decimal`: the collation, which the driver
//! defines (as SQLite's own decimal extension does), orders them as numbers. Arithmetic over
//! them, `sum` and `avg` are SQLite's, in floats.

mod aggregate;
mod decimal;
mod dialect;
mod explain;
mod features;
mod full_text;
mod functions;
mod json;
mod literal;
mod predicate;
mod quantified;
mod temporal;
mod types;

#[cfg(feature = "driver")]
mod cancel;
#[cfg(feature = "driver")]
mod connector;
#[cfg(feature = "driver")]
mod cursor;
#[cfg(feature = "driver")]
mod driver;
#[cfg(feature = "driver")]
mod error;
#[cfg(feature = "driver")]
mod params;

#[cfg(feature = "testing")]
pub mod testing;

pub use dialect::Sqlite;

/// The dialect of the newest version that this crate knows, so that `&Sqlite` can be written
/// where a dialect is wanted.
#[allow(non_upper_case_globals, reason = "it reads as the type's only value")]
pub const Sqlite: Sqlite = Sqlite::NEWEST;
