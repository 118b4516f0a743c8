//! What the tests share.
#![allow(dead_code, unused_macros, unused_imports, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use aludel::engine::{Engine, PooledConnection};
use aludel::prelude::*;
pub(crate) use aludel::testing::sql;
use aludel::testing::{self, Place, TestDatabase, TestServer};

/// Each test runs on both flavours. Where a server is missing, its tests fail and say so:
/// `cargo test mariadb` runs those of one.
macro_rules! on_both {
    ($($name:ident,)+) => {
        mod mariadb {
            $(#[test] fn $name() {
                super::$name(&crate::common::Database::new(aludel_mysql::testing::MARIADB));
            })+
        }
        mod mysql {
            $(#[test] fn $name() {
                super::$name(&crate::common::Database::new(aludel_mysql::testing::MYSQL));
            })+
        }
    };
}
pub(crate) use on_both;

/// A database of the test's own, which goes when the test ends.
pub(crate) struct Database {
    inner: TestDatabase,
    pub(crate) variable: &'static str,
    pub(crate) mariadb: bool,
}

/// The value of a variable without which the test can't run.
pub(crate) fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!(
            "{name} is not set: `bash tests/servers/up.sh DIR` starts servers and writes DIR/env"
        )
    })
}

impl Database {
    pub(crate) fn new(server: TestServer) -> Self {
        let Place::Server { variable, .. } = server.place else { panic!("it is on a server") };
        Database { inner: server.database().unwrap(), variable, mariadb: server.name == "MariaDB" }
    }

    /// The database's URL, with options after it.
    pub(crate) fn url(&self, options: &str) -> String {
        format!("{}{options}", self.inner.url().to_unmasked_string())
    }

    /// The database's name.
    pub(crate) fn name(&self) -> &str {
        self.inner.name().unwrap()
    }

    pub(crate) fn engine(&self) -> Engine {
        self.inner.engine().unwrap()
    }

    pub(crate) fn connect(&self) -> PooledConnection {
        self.inner.connect().unwrap()
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
