//! PostgreSQL for tests: where its servers are, and what it declares (feature `testing`).

use aludel::testing::{Capabilities, Capability, Place, TestServer};

use crate::Postgres;

/// The server that `ALUDEL_TEST_POSTGRES` names.
pub const POSTGRES: TestServer = server("ALUDEL_TEST_POSTGRES");

/// The server of version 18 that `ALUDEL_TEST_POSTGRES18` names.
pub const POSTGRES_18: TestServer = server("ALUDEL_TEST_POSTGRES18");

const fn server(variable: &'static str) -> TestServer {
    TestServer {
        name: "PostgreSQL",
        backend: &Postgres,
        version: "SHOW server_version",
        // What a failed test leaves connected goes with it.
        place: Place::Server { variable, create: "", drop: "WITH (FORCE)" },
    }
}

/// What the dialect does beyond what its features say.
#[must_use]
pub fn capabilities() -> Capabilities {
    Capabilities::of_features().lacks([Capability::UnsignedColumns])
}
