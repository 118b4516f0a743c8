//! What the tests share: a database for each, on the server that `ALUDEL_TEST_POSTGRES` names.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::sync::atomic::{AtomicU32, Ordering};

use aludel::engine::{Engine, PooledConnection, Url};
use aludel::prelude::*;
use aludel::typed::RawSql;
use aludel_postgres::Postgres;

/// The server's URL, whose user may create databases.
///
/// Without one a test fails, so that what was not run is not taken for passed; with
/// `ALUDEL_TEST_OPTIONAL` set it says so and is skipped.
pub(crate) fn server() -> Option<Url> {
    server_of("ALUDEL_TEST_POSTGRES")
}

fn server_of(variable: &str) -> Option<Url> {
    match std::env::var(variable) {
        Ok(url) => Some(Url::parse(&url).unwrap()),
        Err(_) if std::env::var_os("ALUDEL_TEST_OPTIONAL").is_some() => {
            eprintln!("not run: {variable} names no server");
            None
        }
        Err(_) => panic!(
            "not run: set {variable} to the URL of a PostgreSQL server, or \
             ALUDEL_TEST_OPTIONAL to skip what needs one"
        ),
    }
}

/// A database of the test's own, which goes with this.
pub(crate) struct Database {
    server: Url,
    name: String,
}

impl Database {
    pub(crate) fn new() -> Option<Self> {
        Database::of("ALUDEL_TEST_POSTGRES")
    }

    /// On the server that the variable names.
    pub(crate) fn of(variable: &str) -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = server_of(variable)?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("aludel_{}_{number}", std::process::id());
        let database = Database { server, name };
        let mut admin = database.admin();
        run(&mut admin, &[&format!("CREATE DATABASE {}", database.name)]);
        Some(database)
    }

    /// A connection to the server's own database.
    pub(crate) fn admin(&self) -> PooledConnection {
        Engine::open(&Postgres, &self.server.to_unmasked_string()).unwrap().connect().unwrap()
    }

    /// The URL of the database, with options.
    pub(crate) fn url(&self, options: &str) -> String {
        let server = self.server.to_unmasked_string();
        let (address, query) = server.split_once('?').unwrap_or((&server, ""));
        let scheme = address.find("//").unwrap() + 2;
        let end = address[scheme..].find('/').map_or(address.len(), |at| scheme + at);
        format!("{}/{}?{query}&{options}", &address[..end], self.name)
    }

    pub(crate) fn engine(&self) -> Engine {
        Engine::open(&Postgres, &self.url("")).unwrap()
    }

    pub(crate) fn connect(&self) -> PooledConnection {
        self.engine().connect().unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let mut admin = self.admin();
        let gone = admin.execute(&sql(&format!("DROP DATABASE {} WITH (FORCE)", self.name)));
        if !std::thread::panicking() {
            gone.unwrap();
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

/// The single text that a query gives.
pub(crate) fn text(conn: &mut Connection, text: &str) -> String {
    conn.fetch_one_as::<(String,)>(&sql(text)).unwrap().0
}
