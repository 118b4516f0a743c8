//! SQLite for tests: where its databases are, and what it declares (feature `testing`).

use aludel::testing::{Capabilities, Capability, Place, TestServer};

use crate::Sqlite;

/// A new database in memory for each connection.
pub const SQLITE: TestServer = TestServer {
    name: "SQLite",
    backend: &Sqlite,
    version: "SELECT sqlite_version()",
    place: Place::Url("sqlite::memory:"),
};

/// What the dialect does beyond what its features say.
#[must_use]
pub fn capabilities() -> Capabilities {
    Capabilities::of_features().emulates([Capability::Ilike, Capability::ExclusiveOr]).lacks([
        Capability::ComputedExclusiveOr,
        Capability::UnsignedColumns,
        Capability::UnsignedLiteral,
        Capability::NanLiteral,
        Capability::Arrays,
        Capability::Ranges,
    ])
}
