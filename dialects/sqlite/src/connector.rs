//! From a URL to a connection.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use aludel::engine::{Backend, Connected, Connector, Url};
use aludel::value::decimal_text::compare_text;
use aludel::{Error, ErrorKind, Result};
use rusqlite::{Connection, OpenFlags};

use crate::Sqlite;
use crate::driver::SqliteDriver;
use crate::error::connect_error;

/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 128;

impl Backend for Sqlite {
    fn schemes(&self) -> &'static [&'static str] {
        &["sqlite", "sqlite3"]
    }

    fn connector(&self, url: &Url) -> Result<Arc<dyn Connector>> {
        Ok(Arc::new(SqliteConnector::new(url)?))
    }
}

/// What the URL says, read once.
struct SqliteConnector {
    path: PathBuf,
    flags: OpenFlags,
    /// A database that only its connection knows.
    private_memory: bool,
    timeout: Duration,
    begin: &'static str,
    foreign_keys: bool,
    recursive_triggers: bool,
}

impl SqliteConnector {
    fn new(url: &Url) -> Result<Self> {
        let path = path(url)?;
        let memory = path == ":memory:";
        let mut connector = SqliteConnector {
            path: path.clone().into(),
            flags: OpenFlags::SQLITE_OPEN_NO_MUTEX,
            private_memory: memory,
            timeout: Duration::from_secs(5),
            begin: "BEGIN",
            foreign_keys: true,
            recursive_triggers: false,
        };
        let (mut mode, mut shared) = ("rwc", false);
        for (key, value) in url.options() {
            match key {
                "mode" => mode = one_of(key, value, &["ro", "rw", "rwc", "memory"])?,
                "cache" => shared = one_of(key, value, &["private", "shared"])? == "shared",
                "timeout" => connector.timeout = seconds(value)?,
                "begin" => {
                    connector.begin =
                        match one_of(key, value, &["deferred", "immediate", "exclusive"])? {
                            "immediate" => "BEGIN IMMEDIATE",
                            "exclusive" => "BEGIN EXCLUSIVE",
                            _ => "BEGIN",
                        };
                }
                "foreign_keys" => connector.foreign_keys = on_off(key, value)?,
                "recursive_triggers" => connector.recursive_triggers = on_off(key, value)?,
                _ => {
                    return Err(wrong(format!("sqlite has no URL option {key:?}")).with_help(
                        "its options are mode, cache, timeout, begin, foreign_keys and \
                         recursive_triggers",
                    ));
                }
            }
        }
        let read_write = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let create = read_write | OpenFlags::SQLITE_OPEN_CREATE;
        connector.flags |= match mode {
            "ro" => OpenFlags::SQLITE_OPEN_READ_ONLY,
            "rw" => read_write,
            "memory" => create | OpenFlags::SQLITE_OPEN_MEMORY,
            _ => create,
        };
        if shared {
            connector.flags |= OpenFlags::SQLITE_OPEN_SHARED_CACHE;
        }
        let memory = memory || mode == "memory";
        connector.private_memory = memory && !shared;
        if memory && shared {
            // A name in memory is shared by this form alone: https://sqlite.org/inmemorydb.html
            connector.path = shared_memory(&path).into();
            connector.flags |= OpenFlags::SQLITE_OPEN_URI;
        }
        Ok(connector)
    }
}

impl Connector for SqliteConnector {
    fn connect(&self) -> Result<Connected> {
        self.open().map_err(|error| connect_error(error, &self.path))
    }

    fn max_connections(&self) -> Option<usize> {
        self.private_memory.then_some(1)
    }
}

impl SqliteConnector {
    fn open(&self) -> rusqlite::Result<Connected> {
        let conn = Connection::open_with_flags(&self.path, self.flags)?;
        conn.busy_timeout(self.timeout)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        conn.create_collation("decimal", compare_text)?;
        conn.pragma_update(None, "foreign_keys", self.foreign_keys)?;
        conn.pragma_update(None, "recursive_triggers", self.recursive_triggers)?;
        // Opening a file reads nothing of it yet: this finds out whether it is a database.
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(Connected::new(SqliteDriver::new(conn, self.begin), Arc::new(running())))
    }
}

/// The dialect of the library that is linked in.
fn running() -> Sqlite {
    let number = rusqlite::version_number();
    let part = |value: i32| u16::try_from(value).unwrap_or_default();
    Sqlite::v(part(number / 1_000_000), part(number / 1000 % 1000))
}

/// The file's path, with a word for those who come from other libraries.
fn path(url: &Url) -> Result<String> {
    let path = url.path();
    let server = url.user().is_some()
        || url.password().is_some()
        || url.hosts().len() > 1
        || url.hosts().iter().any(|host| host.port.is_some());
    if server {
        return Err(wrong("an sqlite URL names a file, and this one a server")
            .with_help("write sqlite:path or sqlite:///absolute/path"));
    }
    if path.is_empty() || path == "/:memory:" {
        return Err(wrong("the sqlite URL has no path")
            .with_help("write sqlite:path, or sqlite::memory: for a database in memory"));
    }
    Ok(path)
}

fn shared_memory(name: &str) -> String {
    let mut uri = String::from("file:");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri.push_str("?mode=memory&cache=shared");
    uri
}

fn one_of(key: &str, value: &str, known: &[&'static str]) -> Result<&'static str> {
    known.iter().copied().find(|k| *k == value).ok_or_else(|| {
        wrong(format!("{value:?} is no value of the URL option {key}"))
            .with_help(format!("use one of: {}", known.join(", ")))
    })
}

fn on_off(key: &str, value: &str) -> Result<bool> {
    match one_of(key, value, &["on", "off", "1", "0", "true", "false"])? {
        "on" | "1" | "true" => Ok(true),
        _ => Ok(false),
    }
}

fn seconds(value: &str) -> Result<Duration> {
    // SQLite takes milliseconds in 31 bits.
    const MOST: f64 = 2_000_000.0;
    match value.parse::<f64>() {
        Ok(seconds) if (0.0..=MOST).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(wrong(format!("{value:?} is no value of the URL option timeout"))
            .with_help("give seconds, such as 5 or 0.5")),
    }
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Url, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(url: &str) -> Result<SqliteConnector> {
        SqliteConnector::new(&Url::parse(url)?)
    }

    #[test]
    fn one_connection_only_where_nobody_else_can_see_the_database() {
        for (url, most) in [
            ("sqlite::memory:", Some(1)),
            ("sqlite:x?mode=memory", Some(1)),
            ("sqlite:x?mode=memory&cache=shared", None),
            ("sqlite:x.db", None),
        ] {
            assert_eq!(new(url).unwrap().max_connections(), most, "{url}");
        }
    }

    #[test]
    fn options() {
        let connector = new("sqlite:x?timeout=0.25&begin=immediate&foreign_keys=off").unwrap();
        assert_eq!(connector.timeout, Duration::from_millis(250));
        assert_eq!((connector.begin, connector.foreign_keys), ("BEGIN IMMEDIATE", false));
    }

    #[test]
    fn mistakes() {
        for (url, says) in [
            ("sqlite:", "has no path"),
            ("sqlite://", "has no path"),
            ("sqlite:///:memory:", "write sqlite:path, or sqlite::memory:"),
            ("sqlite://ann:pw@host/db", "names a file, and this one a server"),
            ("sqlite:x?mod=ro", "no URL option \"mod\""),
            ("sqlite:x?mode=readonly", "use one of: ro, rw, rwc, memory"),
            ("sqlite:x?timeout=-1", "give seconds"),
            ("sqlite:x?timeout=NaN", "give seconds"),
        ] {
            let error = new(url).map(|_| ()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Url, "{url}");
            assert!(error.to_string().contains(says), "{url}: {error}");
        }
    }
}
