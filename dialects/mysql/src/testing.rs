//! MySQL and MariaDB for tests: where their servers are, and what they declare (feature
//! `testing`).

use aludel::testing::{Capabilities, Capability, Place, TestServer};

use crate::MySql;

/// The server that `ALUDEL_TEST_MYSQL` names.
pub const MYSQL: TestServer = server("MySQL", "ALUDEL_TEST_MYSQL");

/// The server that `ALUDEL_TEST_MARIADB` names.
pub const MARIADB: TestServer = server("MariaDB", "ALUDEL_TEST_MARIADB");

const fn server(name: &'static str, variable: &'static str) -> TestServer {
    TestServer {
        name,
        // It finds out which of the two it is.
        backend: &MySql,
        version: "SELECT version()",
        place: Place::Server { variable, create: "CHARACTER SET utf8mb4", drop: "" },
    }
}

/// What the dialects do beyond what their features say.
#[must_use]
pub fn capabilities() -> Capabilities {
    Capabilities::of_features()
        .emulates([Capability::NullsOrder, Capability::IsDistinctFrom, Capability::Ilike])
        .lacks([
            Capability::SwapInUpdate,
            Capability::NanLiteral,
            Capability::InfinityLiteral,
            Capability::Arrays,
            Capability::Ranges,
        ])
}
