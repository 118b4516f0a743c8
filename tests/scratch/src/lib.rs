//! Databases of a test's own on the servers for tests.
#![forbid(unsafe_code)]

use aludel::testing::{Place, TestDatabase, TestServer};
use aludel::{Error, ErrorKind, Result};
use aludel_mysql::testing::{MARIADB, MYSQL};
use aludel_postgres::testing::{POSTGRES, POSTGRES_18};

/// The servers for tests, as `tests/servers/up.sh` starts them.
pub const SERVERS: [TestServer; 4] = [POSTGRES, POSTGRES_18, MARIADB, MYSQL];

/// Makes a database on the server that a variable of the environment names.
///
/// # Errors
/// When no server goes by the variable, it is not set, or the server makes no database.
pub fn database(variable: &str) -> Result<TestDatabase> {
    let names = |server: &TestServer| match &server.place {
        Place::Server { variable, .. } => *variable,
        _ => "",
    };
    match SERVERS.into_iter().find(|server| names(server) == variable) {
        Some(server) => server.database(),
        None => Err(Error::new(ErrorKind::Url, format!("no server goes by {variable}"))
            .with_help(format!("they are {}", SERVERS.each_ref().map(names).join(", ")))),
    }
}
