//! Databases for tests, each of a test's own.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use super::{Capabilities, Report, Suite};
use crate::ast::Trusted;
use crate::engine::{Backend, Connection, Engine, PooledConnection, Url};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::RawSql;
use crate::value::FromValue;

/// The folder in which it is noted how many cases ran on which server.
const COUNTS: &str = "ALUDEL_TEST_COUNTS";

/// A kind of server for tests.
#[derive(Clone, Copy)]
pub struct TestServer {
    /// The product's name, as people write it: `PostgreSQL`.
    pub name: &'static str,
    /// Its dialect and driver.
    pub backend: &'static dyn Backend,
    /// The query that asks for its version.
    pub version: &'static str,
    /// Where its databases are.
    pub place: Place,
}

/// Where the databases of a kind of server are.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// This URL is a new database for each connection: SQLite in memory.
    Url(&'static str),
    /// On a server: a database is made for each test.
    Server {
        /// The environment variable that holds the URL of the server, whose user may make
        /// databases.
        variable: &'static str,
        /// What stands after `CREATE DATABASE name`.
        create: &'static str,
        /// What stands after `DROP DATABASE name`.
        drop: &'static str,
    },
}

impl TestServer {
    /// The server's URL.
    ///
    /// # Errors
    /// When its variable is not set: a test that can't run fails, and is not taken for
    /// passed.
    pub fn url(&self) -> Result<Url> {
        match self.place {
            Place::Url(url) => Url::parse(url),
            Place::Server { variable, .. } => match std::env::var(variable) {
                Ok(url) => Url::parse(&url),
                Err(_) => Err(Error::new(
                    ErrorKind::Connect,
                    format!("{variable} does not say where {} is", self.name),
                )
                .with_help("`bash tests/servers/up.sh DIR` starts servers, and writes DIR/env")),
            },
        }
    }

    /// A database of the test's own, which goes with the value.
    ///
    /// # Errors
    /// When the server can't be reached, or makes no database.
    pub fn database(self) -> Result<TestDatabase> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = self.url()?;
        let Place::Server { create, .. } = self.place else {
            return Ok(TestDatabase { server: self, name: None, url: server });
        };
        let name =
            format!("aludel_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut admin = Engine::open(self.backend, &server)?.connect()?;
        admin.execute(&sql(&format!("CREATE DATABASE {name} {create}")))?;
        let url = server.with_database(&name);
        Ok(TestDatabase { server: self, name: Some(name), url })
    }

    /// Its name and its version, as it tells: `PostgreSQL 15.18`.
    ///
    /// # Errors
    /// When it does not tell.
    pub fn label(&self, conn: &mut Connection) -> Result<String> {
        let (version,) = conn.fetch_one_as::<(String,)>(&sql(self.version))?;
        let end = version.find(|c: char| !c.is_ascii_digit() && c != '.');
        Ok(format!("{} {}", self.name, &version[..end.unwrap_or(version.len())]))
    }
}

/// A database of a test's own. It is dropped with the value.
pub struct TestDatabase {
    server: TestServer,
    name: Option<String>,
    url: Url,
}

impl TestDatabase {
    /// Its name on the server; none in memory.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Its URL.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The server that it is on.
    #[must_use]
    pub fn server(&self) -> &TestServer {
        &self.server
    }

    /// An engine for it.
    ///
    /// # Errors
    /// When the URL is wrong.
    pub fn engine(&self) -> Result<Engine> {
        Engine::open(self.server.backend, &self.url)
    }

    /// A connection to the database that the server's URL names.
    ///
    /// # Errors
    /// When there is none.
    pub fn admin(&self) -> Result<PooledConnection> {
        Engine::open(self.server.backend, self.server.url()?)?.connect()
    }

    /// A connection to it.
    ///
    /// # Errors
    /// When there is none.
    pub fn connect(&self) -> Result<PooledConnection> {
        self.engine()?.connect()
    }

    /// Runs cases in it, and notes how many ran if `ALUDEL_TEST_COUNTS` names a folder.
    ///
    /// # Errors
    /// When there is no connection, or nothing can be noted. A case that fails is in the
    /// report.
    pub fn run(&self, suite: &Suite, sheet: &Capabilities) -> Result<Report> {
        let mut conn = self.connect()?;
        let label = self.server.label(&mut conn)?;
        let report = suite.run_on(&mut conn, sheet);
        if let Some(folder) = std::env::var_os(COUNTS) {
            note(Path::new(&folder), &label, report.ran())?;
        }
        Ok(report)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (Some(name), Place::Server { drop, .. }) = (&self.name, self.server.place) else {
            return;
        };
        let gone = self
            .admin()
            .and_then(|mut admin| admin.execute(&sql(&format!("DROP DATABASE {name} {drop}"))));
        if let Err(error) = gone {
            eprintln!("the test's database {name} is left behind: {error}");
        }
    }
}

/// Adds a line to the server's file. Lines this short don't mix, whoever else appends.
fn note(folder: &Path, label: &str, count: usize) -> Result<()> {
    let file = folder.join(label);
    let written = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .and_then(|mut file| file.write_all(format!("{count}\n").as_bytes()));
    written.map_err(|error| {
        Error::new(ErrorKind::Invalid, format!("the count in {} is lost", file.display()))
            .with_source(error)
    })
}

/// A statement by its text, for tests.
#[must_use]
pub fn sql(text: &str) -> RawSql {
    RawSql::trusted(Trusted::new(text))
}

/// Runs statements one by one.
///
/// # Errors
/// That of the first that fails, with its text.
pub fn execute_all(conn: &mut Connection, statements: &[&str]) -> Result<()> {
    for text in statements {
        conn.execute(&sql(text))?;
    }
    Ok(())
}

/// The only cell that a query gives.
///
/// # Errors
/// When there is another number of rows, or the cell is of another type.
pub fn scalar<T: FromValue>(conn: &mut Connection, query: &str) -> Result<T> {
    let (cell,) = conn.fetch_one_as::<(T,)>(&sql(query))?;
    Ok(cell)
}
