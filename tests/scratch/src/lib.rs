//! Databases of a test's own on a running server.
#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU32, Ordering};

use aludel::engine::{Engine, Url};
use aludel::prelude::*;
use aludel::typed::RawSql;
use aludel::{Error, ErrorKind, Result};
use aludel_mysql::MySql;
use aludel_postgres::Postgres;

/// The variables that name the servers for tests, as `tests/servers/up.sh` sets them.
pub const SERVERS: [&str; 4] =
    ["ALUDEL_TEST_POSTGRES", "ALUDEL_TEST_POSTGRES18", "ALUDEL_TEST_MARIADB", "ALUDEL_TEST_MYSQL"];

/// A database that is dropped with this.
#[derive(Debug)]
pub struct Scratch {
    server: Engine,
    url: Url,
    name: String,
}

impl Scratch {
    /// Makes one on the server, whose user may create databases. Its name has the process's
    /// number in it, so that several test runs can share a server.
    ///
    /// # Errors
    /// When the server can't be reached, or refuses.
    pub fn on(server: &str) -> Result<Scratch> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("aludel_scratch_{}_{number}", std::process::id());
        let url = Url::parse(server)?;
        let server = Engine::open_any(&[&Postgres, &MySql], &url)?;
        server.connect()?.execute(&statement(format!("CREATE DATABASE {name}")))?;
        Ok(Scratch { server, url: url.with_database(&name), name })
    }

    /// Makes one on the server that a variable of the environment names.
    ///
    /// # Errors
    /// When the variable is not set, and as [`Scratch::on`].
    pub fn from_env(variable: &str) -> Result<Scratch> {
        let server = std::env::var(variable).map_err(|_| {
            Error::new(ErrorKind::Url, format!("{variable} is not set"))
                .with_help("`bash tests/servers/up.sh DIR` starts servers and writes DIR/env")
        })?;
        Scratch::on(&server)
    }

    /// Where it is. The text has the password in it.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.to_unmasked_string()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let dropped = self.server.connect().and_then(|mut server| {
            let force = if server.dialect().name() == "postgres" { " WITH (FORCE)" } else { "" };
            server.execute(&statement(format!("DROP DATABASE {}{force}", self.name)))
        });
        if let Err(error) = dropped {
            eprintln!("the database {} was not dropped: {error}", self.name);
        }
    }
}

/// No text of a user's is in it.
fn statement(text: String) -> RawSql {
    RawSql::trusted(Trusted::new(text))
}
