//! From a URL to a connection.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use aludel::Result;
use aludel::dialect::Dialect;
use aludel::engine::{Backend, Connected, Connector, Url, first_that_connects};
use mysql::prelude::Queryable;
use mysql::{Conn, OptsBuilder};

use crate::cancel::Canceller;
use crate::driver::MySqlDriver;
use crate::error::connect_error;
use crate::options::{Options, Server};
use crate::session::Session;
use crate::{MariaDb, MySql, SqlMode};

const SCHEMES: &[&str] = &["mysql", "mariadb"];

/// The server says which of the two it is: either opens both.
impl Backend for MySql {
    fn schemes(&self) -> &'static [&'static str] {
        SCHEMES
    }

    fn connector(&self, url: &Url) -> Result<Arc<dyn Connector>> {
        Ok(Arc::new(MySqlConnector(Options::new(url)?)))
    }
}

/// The server says which of the two it is: either opens both.
impl Backend for MariaDb {
    fn schemes(&self) -> &'static [&'static str] {
        SCHEMES
    }

    fn connector(&self, url: &Url) -> Result<Arc<dyn Connector>> {
        MySql.connector(url)
    }
}

struct MySqlConnector(Options);

impl Connector for MySqlConnector {
    fn connect(&self) -> Result<Connected> {
        first_that_connects(&self.0.servers, |server| {
            self.open(server).map_err(|error| connect_error(error, &server.name))
        })
    }
}

/// Connects. The mysql crate tries only the first address of a name, which may be of a family
/// that the server does not listen to; those of IPv4 it tries all if it binds one first.
fn reach(server: &Server) -> mysql::Result<Conn> {
    match Conn::new(server.opts.clone()) {
        Err(mysql::Error::DriverError(
            mysql::DriverError::CouldNotConnect(_) | mysql::DriverError::ConnectTimeout,
        )) if server.is_name => {
            let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
            Conn::new(OptsBuilder::from_opts(server.opts.clone()).bind_address(Some(any)))
        }
        other => other,
    }
}

impl MySqlConnector {
    fn open(&self, server: &Server) -> mysql::Result<Connected> {
        let mut conn = reach(server)?;
        let found = Found::ask(&mut conn)?;
        let mode = match &self.0.sql_mode {
            Some(mode) => mode.clone(),
            None => completed(&found.sql_mode),
        };
        // Instants are stored and read as UTC; a transaction is one only where it is begun. What
        // GROUP_CONCAT and MariaDB's JSON_ARRAYAGG give would be cut at 1024 bytes, with nothing but
        // a warning. What VALUES and derived tables make of parameters is compared with columns by the
        // database's collation, and by another one not at all:
        // <https://dev.mysql.com/doc/refman/9.4/en/charset-collation-coercibility.html>
        let mut set = format!(
            "SET time_zone = '+00:00', autocommit = 1, session_track_transaction_info = 'STATE', \
             group_concat_max_len = 4294967295, sql_mode = '{mode}', collation_connection = \
             IF(LEFT(@@collation_database, 8) = 'utf8mb4_', @@collation_database, @@collation_connection)"
        );
        if !found.explicit_timestamps {
            // Without it a TIMESTAMP changes by itself.
            set.push_str(", explicit_defaults_for_timestamp = 1");
        }
        conn.query_drop(set)?;
        let session = Session::new(found.mariadb, found.rollback_on_timeout);
        let canceller = Canceller::new(&server.opts, &server.name, conn.connection_id());
        let driver = MySqlDriver::new(conn, session, self.0.statements, found.packet, canceller);
        Ok(Connected::new(driver, found.dialect(SqlMode::parse(&mode))))
    }
}

/// What the server says of itself.
struct Found {
    version: (u16, u16),
    mariadb: bool,
    sql_mode: String,
    rollback_on_timeout: bool,
    explicit_timestamps: bool,
    packet: usize,
}

impl Found {
    /// The version in the handshake may be a lie that old replicas want to hear.
    fn ask(conn: &mut Conn) -> mysql::Result<Self> {
        let row: Option<(String, String, i64, i64, usize)> = conn.query_first(
            "SELECT version(), @@sql_mode, @@innodb_rollback_on_timeout, \
             @@explicit_defaults_for_timestamp, @@max_allowed_packet",
        )?;
        let (version, sql_mode, rollback_on_timeout, explicit_timestamps, packet) =
            row.ok_or_else(mysql::Error::server_disconnected)?;
        Ok(Found {
            version: numbers(&version),
            mariadb: version.to_ascii_lowercase().contains("mariadb"),
            sql_mode,
            rollback_on_timeout: rollback_on_timeout == 1,
            explicit_timestamps: explicit_timestamps == 1,
            packet,
        })
    }

    fn dialect(&self, mode: SqlMode) -> Arc<dyn Dialect> {
        let (major, minor) = self.version;
        if self.mariadb {
            Arc::new(MariaDb::v(major, minor).with_sql_mode(mode))
        } else {
            Arc::new(MySql::v(major, minor).with_sql_mode(mode))
        }
    }
}

/// 10 and 11 of `10.11.6-MariaDB-log`. Some proxies put before it what old replicas want to hear.
fn numbers(version: &str) -> (u16, u16) {
    let real = version.strip_prefix("5.5.5-").unwrap_or(version);
    let mut numbers = real
        .split(|c: char| !c.is_ascii_digit())
        .map(|digits| digits.parse::<u16>().unwrap_or_default());
    (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())
}

/// The server's SQL mode, and what it takes for values to be stored as they are: without a
/// strict mode those out of range are cut, and a key of 0 becomes the next free one.
fn completed(mode: &str) -> String {
    let mut mode = mode.to_owned();
    let mut add = |word: &str| {
        if !mode.is_empty() {
            mode.push(',');
        }
        mode.push_str(word);
    };
    add("STRICT_ALL_TABLES");
    add("NO_AUTO_VALUE_ON_ZERO");
    mode
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for (text, version) in [
            ("10.11.6-MariaDB-0+deb12u1", (10, 11)),
            ("5.5.5-10.11.6-MariaDB-log", (10, 11)),
            ("5.5.5", (5, 5)),
            ("9.7.4-2", (9, 7)),
            ("8.0.mysql_aurora.3.04.0", (8, 0)),
            ("", (0, 0)),
        ] {
            assert_eq!(numbers(text), version, "{text}");
        }
    }

    #[test]
    fn modes_are_completed() {
        assert_eq!(completed(""), "STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO");
        assert_eq!(completed("ANSI"), "ANSI,STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO");
    }
}
