//! From a URL to a connection.

use std::sync::Arc;

use aludel::engine::{Backend, Connected, Connector, Url, first_that_connects};
use aludel::{Error, ErrorKind, Result};

use crate::Postgres;
use crate::cancel::Canceller;
use crate::config::{Address, Config, Target};
use crate::driver::PostgresDriver;
use crate::session::Session;
use crate::wire::startup::{CancelKey, connect};

impl Backend for Postgres {
    fn schemes(&self) -> &'static [&'static str] {
        &["postgresql", "postgres"]
    }

    fn connector(&self, url: &Url) -> Result<Arc<dyn Connector>> {
        Ok(Arc::new(PostgresConnector { config: Config::new(url)? }))
    }
}

struct PostgresConnector {
    config: Config,
}

impl Connector for PostgresConnector {
    fn connect(&self) -> Result<Connected> {
        match self.config.target {
            Target::PreferStandby => {
                self.first(Target::Standby).or_else(|_| self.first(Target::Any))
            }
            target => self.first(target),
        }
    }
}

impl PostgresConnector {
    fn first(&self, target: Target) -> Result<Connected> {
        first_that_connects(&self.config.addresses, |address| self.one(address, target))
    }

    fn one(&self, address: &Address, target: Target) -> Result<Connected> {
        let (wire, key) = connect(&self.config, address)?;
        let version = wire.parameter("server_version").map(major).unwrap_or_default();
        if wire.parameter("integer_datetimes").is_some_and(|on| on != "on") {
            return Err(Error::new(ErrorKind::Connect, "the server stores times as floats")
                .with_help("PostgreSQL 10 and later do not"));
        }
        let mut session = Session::new(wire, self.config.statements);
        if !suits(&mut session, target)? {
            return Err(Error::new(
                ErrorKind::Connect,
                format!("the server at {address} is not what target_session_attrs asks for"),
            )
            .with_help("name another host beside it, or ask for any"));
        }
        let dialect = if version == 0 { Postgres } else { Postgres::v(version) };
        let config = self.config.clone();
        let canceller = Canceller { config, address: address.clone(), key: CancelKey(key.0) };
        Ok(Connected::new(PostgresDriver::new(session, canceller), Arc::new(dialect)))
    }
}

/// `15.18 (Debian 15.18-0+deb12u1)` and `18beta1` are 15 and 18.
fn major(version: &str) -> u16 {
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

fn suits(session: &mut Session, target: Target) -> Result<bool> {
    let mut is_on = |sql: &str| Ok(matches!(session.scalar(sql)?.as_str(), "on" | "t"));
    match target {
        Target::Any | Target::PreferStandby => Ok(true),
        Target::ReadWrite => is_on("SHOW transaction_read_only").map(|on: bool| !on),
        Target::ReadOnly => is_on("SHOW transaction_read_only"),
        Target::Primary => is_on("SELECT pg_catalog.pg_is_in_recovery()").map(|on| !on),
        Target::Standby => is_on("SELECT pg_catalog.pg_is_in_recovery()"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for (text, number) in [("15.18 (Debian)", 15), ("18beta1", 18), ("9.6.1", 9), ("x", 0)] {
            assert_eq!(major(text), number, "{text}");
        }
    }
}
