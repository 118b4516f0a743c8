//! What the tests share: a database for each, on the server that `ALUDEL_TEST_POSTGRES` names.
#![allow(dead_code, unused_imports, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use aludel::engine::{Engine, PooledConnection, Url};
use aludel::prelude::*;
pub(crate) use aludel::testing::sql;
use aludel::testing::{self, TestDatabase, TestServer};
pub(crate) use aludel_postgres::testing::{POSTGRES, POSTGRES_18};

/// The server's URL, whose user may create databases. Without one a test fails, so that what
/// was not run is not taken for passed.
pub(crate) fn server() -> Url {
    POSTGRES.url().unwrap()
}

/// A database of the test's own, which goes with this.
pub(crate) struct Database(TestDatabase);

impl Database {
    pub(crate) fn new() -> Self {
        Database::of(&POSTGRES)
    }

    /// A database on one of the servers.
    pub(crate) fn of(server: &TestServer) -> Self {
        Database(server.database().unwrap())
    }

    /// A connection to the server's own database.
    pub(crate) fn admin(&self) -> PooledConnection {
        self.0.admin().unwrap()
    }

    /// The URL of the database, with options.
    pub(crate) fn url(&self, options: &str) -> String {
        let url = self.0.url().to_unmasked_string();
        let mark = if url.contains('?') { '&' } else { '?' };
        format!("{url}{mark}{options}")
    }

    pub(crate) fn engine(&self) -> Engine {
        self.0.engine().unwrap()
    }

    pub(crate) fn connect(&self) -> PooledConnection {
        self.0.connect().unwrap()
    }
}

/// Runs statements one by one.
pub(crate) fn run(conn: &mut Connection, statements: &[&str]) {
    testing::execute_all(conn, statements).unwrap();
}

/// The single integer that a query gives.
pub(crate) fn int(conn: &mut Connection, text: &str) -> i64 {
    testing::scalar(conn, text).unwrap()
}

/// The single text that a query gives.
pub(crate) fn text(conn: &mut Connection, text: &str) -> String {
    testing::scalar(conn, text).unwrap()
}
