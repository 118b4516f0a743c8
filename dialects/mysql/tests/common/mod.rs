//! What the tests share.
#![allow(dead_code, unused_macros, unused_imports, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::sync::atomic::{AtomicU32, Ordering};

use aludel::engine::{Engine, PooledConnection};
use aludel::prelude::*;
use aludel::typed::RawSql;
use aludel_mysql::MySql;

/// Each test runs on both flavours. Where a server is missing, its tests fail and say so:
/// `cargo test mariadb` runs those of one.
macro_rules! on_both {
    ($($name:ident,)+) => {
        mod mariadb {
            $(#[test] fn $name() {
                super::$name(&crate::common::Database::new("ALUDEL_TEST_MARIADB"));
            })+
        }
        mod mysql {
            $(#[test] fn $name() {
                super::$name(&crate::common::Database::new("ALUDEL_TEST_MYSQL"));
            })+
        }
    };
}
pub(crate) use on_both;

/// A database of the test's own, which goes when the test ends.
pub(crate) struct Database {
    server: String,
    name: String,
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
    pub(crate) fn new(name: &'static str) -> Self {
        let server = variable(name);
        let variable = name;
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name =
            format!("aludel_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let server = server.trim_end_matches('/').to_owned();
        let mut conn = Engine::open(&MySql, &*format!("{server}/")).unwrap().connect().unwrap();
        run(&mut conn, &[&format!("CREATE DATABASE {name} CHARACTER SET utf8mb4")]);
        let mariadb = conn.dialect().name() == "mariadb";
        Database { server, name, variable, mariadb }
    }

    /// The database's URL, with options after it.
    pub(crate) fn url(&self, options: &str) -> String {
        format!("{}/{}{options}", self.server, self.name)
    }

    /// The database's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn engine(&self) -> Engine {
        Engine::open(&MySql, &*self.url("")).unwrap()
    }

    pub(crate) fn connect(&self) -> PooledConnection {
        self.engine().connect().unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Ok(engine) = Engine::open(&MySql, &*format!("{}/", self.server))
            && let Ok(mut conn) = engine.connect()
        {
            let _ = conn.execute(&sql(&format!("DROP DATABASE {}", self.name)));
        }
    }
}

/// A statement by its text.
pub(crate) fn sql(text: &str) -> RawSql {
    RawSql::trusted(Trusted::new(text))
}

/// Runs statements one by one.
pub(crate) fn run(conn: &mut Connection, statements: &[&str]) {
    for text in statements {
        conn.execute(&sql(text)).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    }
}

/// The single integer that a query gives.
pub(crate) fn int(conn: &mut Connection, text: &str) -> i64 {
    conn.fetch_one_as::<(i64,)>(&sql(text)).unwrap().0
}
