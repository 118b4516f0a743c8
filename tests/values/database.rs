//! The databases, and one of its own for each test.

use std::sync::atomic::{AtomicU32, Ordering};

use aludel::dialect::Dialect;
use aludel::engine::{Backend, Engine, PooledConnection};
use aludel::prelude::*;
use aludel::typed::RawSql;
use aludel_mysql::{MariaDb, MySql};
use aludel_postgres::Postgres;
use aludel_sqlite::Sqlite;

/// A database that the matrix is of, in the major version that the page names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Db {
    Sqlite3,
    Postgres15,
    Postgres18,
    MariaDb10,
    MySql9,
}

/// In the page's order.
pub(crate) const ALL: &[Db] =
    &[Db::Sqlite3, Db::Postgres15, Db::Postgres18, Db::MariaDb10, Db::MySql9];
pub(crate) const SQLITE: &[Db] = &[Db::Sqlite3];
pub(crate) const POSTGRES: &[Db] = &[Db::Postgres15, Db::Postgres18];
pub(crate) const MARIADB: &[Db] = &[Db::MariaDb10];
pub(crate) const MYSQL: &[Db] = &[Db::MySql9];
/// Both flavours.
pub(crate) const MYSQLS: &[Db] = &[Db::MariaDb10, Db::MySql9];
pub(crate) const BUT_POSTGRES: &[Db] = &[Db::Sqlite3, Db::MariaDb10, Db::MySql9];
pub(crate) const BUT_SQLITE: &[Db] = &[Db::Postgres15, Db::Postgres18, Db::MariaDb10, Db::MySql9];

impl Db {
    /// The dialect with no connection, which the page is written with.
    pub(crate) fn dialect(self) -> Box<dyn Dialect> {
        match self {
            Db::Sqlite3 => Box::new(Sqlite::default()),
            Db::Postgres15 => Box::new(Postgres::v(15)),
            Db::Postgres18 => Box::new(Postgres::v(18)),
            Db::MariaDb10 => Box::new(MariaDb::v(10, 11)),
            Db::MySql9 => Box::new(MySql::v(9, 7)),
        }
    }

    /// The dialect's name and the major version.
    fn version(self) -> &'static str {
        match self {
            Db::Sqlite3 => "sqlite 3",
            Db::Postgres15 => "postgres 15",
            Db::Postgres18 => "postgres 18",
            Db::MariaDb10 => "mariadb 10",
            Db::MySql9 => "mysql 9",
        }
    }

    fn backend(self) -> &'static dyn Backend {
        match self {
            Db::Sqlite3 => &Sqlite,
            Db::Postgres15 | Db::Postgres18 => &Postgres,
            Db::MariaDb10 | Db::MySql9 => &MySql,
        }
    }

    /// The variable that names its server.
    fn variable(self) -> Option<&'static str> {
        match self {
            Db::Sqlite3 => None,
            Db::Postgres15 => Some("ALUDEL_TEST_POSTGRES"),
            Db::Postgres18 => Some("ALUDEL_TEST_POSTGRES18"),
            Db::MariaDb10 => Some("ALUDEL_TEST_MARIADB"),
            Db::MySql9 => Some("ALUDEL_TEST_MYSQL"),
        }
    }
}

/// A database of the test's own, which goes when the test ends.
pub(crate) struct Database {
    pub(crate) db: Db,
    server: Option<String>,
    name: String,
}

impl Database {
    /// Without the variable that names a server the test fails, so that what was not run is not
    /// taken for passed.
    pub(crate) fn new(db: Db) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = db.variable().map(|name| {
            std::env::var(name).unwrap_or_else(|_| {
                panic!(
                    "{name} is not set: `bash tests/servers/up.sh DIR` starts servers and \
                     writes DIR/env"
                )
            })
        });
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("aludel_values_{}_{number}", std::process::id());
        let database = Database { db, server, name };
        if database.server.is_some() {
            let mut admin = database.admin();
            run(&mut admin, &format!("CREATE DATABASE {}", database.name));
        }
        let version = database.connect().dialect().describe();
        assert!(
            version == db.version() || version.starts_with(&format!("{}.", db.version())),
            "the page is about {}, and this is {version}: see that the table holds for it, and \
             name it there",
            db.version()
        );
        database
    }

    fn admin(&self) -> PooledConnection {
        let url = self.server.as_deref().unwrap_or("sqlite::memory:");
        Engine::open(self.db.backend(), url).unwrap().connect().unwrap()
    }

    pub(crate) fn connect(&self) -> PooledConnection {
        let Some(server) = &self.server else { return self.admin() };
        let scheme = server.find("//").unwrap() + 2;
        let end = server[scheme..].find('/').map_or(server.len(), |at| scheme + at);
        let url = format!("{}/{}", &server[..end], self.name);
        Engine::open(self.db.backend(), &*url).unwrap().connect().unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.server.is_some() && !std::thread::panicking() {
            run(&mut self.admin(), &format!("DROP DATABASE {}", self.name));
        } else if self.server.is_some() {
            let _ = self.admin().execute(&sql(&format!("DROP DATABASE {}", self.name)));
        }
    }
}

/// A statement by its text.
pub(crate) fn sql(text: &str) -> RawSql {
    RawSql::trusted(Trusted::new(text))
}

pub(crate) fn run(conn: &mut Connection, text: &str) {
    conn.execute(&sql(text)).unwrap_or_else(|error| panic!("{text}: {error:?}"));
}
