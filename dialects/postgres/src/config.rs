//! What the URL says.

use std::path::PathBuf;
use std::time::Duration;

use aludel::engine::Url;
use aludel::{Error, ErrorKind, Result};

/// How many prepared statements a connection keeps, unless the URL says.
const STATEMENTS: usize = 128;
const PORT: u16 = 5432;
#[cfg(unix)]
const SOCKETS: [&str; 2] = ["/var/run/postgresql", "/tmp"];

/// Where a server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    Tcp(String, u16),
    #[cfg(unix)]
    Unix(PathBuf),
}

/// Whether, and how, the connection is encrypted: each is stricter than the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SslMode {
    Disable,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

/// Whether the password is proven to the holder of the server's certificate, and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    Disable,
    Prefer,
    Require,
}

/// Which of several servers will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
    PreferStandby,
}

/// A connection's settings, read once.
#[derive(Clone)]
pub(crate) struct Config {
    pub(crate) addresses: Vec<Address>,
    pub(crate) password: Option<String>,
    /// What the server is told when the connection starts.
    pub(crate) startup: Vec<(String, String)>,
    /// `None` where the URL does not say.
    pub(crate) ssl_mode: Option<SslMode>,
    /// `None` where no address asks for TLS.
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<std::sync::Arc<rustls::ClientConfig>>,
    pub(crate) channel_binding: Binding,
    pub(crate) target: Target,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) statements: usize,
}

impl Config {
    pub(crate) fn new(url: &Url) -> Result<Self> {
        if !url.is_server() {
            return Err(wrong("a postgres URL names a server, and this one has no // in it")
                .with_help("write postgres://user@host/database"));
        }
        let mut hosts: Vec<(String, Option<u16>)> =
            url.hosts().iter().map(|host| (host.name.clone(), host.port)).collect();
        let (mut user, mut database) = (url.user(), url.database());
        let mut config = Config {
            addresses: Vec::new(),
            password: url.password().map(str::to_owned),
            startup: Vec::new(),
            ssl_mode: None,
            #[cfg(feature = "tls")]
            tls: None,
            channel_binding: Binding::Prefer,
            target: Target::Any,
            connect_timeout: None,
            statements: STATEMENTS,
        };
        let (mut ports, mut root_cert) = (None, None);
        let mut named = Vec::new();
        for (key, value) in url.options() {
            if value.contains('\0') {
                return Err(wrong(format!("the URL option {key} has a NUL character in it")));
            }
            match key {
                // SQLAlchemy repeats the option for each host; libpq has commas in one.
                "host" => named.extend(value.split(',').map(host).collect::<Result<Vec<_>>>()?),
                "port" => ports = Some(value),
                "user" => user = Some(value),
                "password" => config.password = Some(value.to_owned()),
                "dbname" => database = Some(value),
                "sslmode" => config.ssl_mode = Some(one_of(key, value, &SSL_MODES)?),
                // JDBC's way to ask for it, which libpq takes too.
                "ssl" => config.ssl_mode = Some(one_of(key, value, &[("true", SslMode::Require)])?),
                "sslrootcert" => root_cert = Some(PathBuf::from(value)),
                "channel_binding" => config.channel_binding = one_of(key, value, &BINDINGS)?,
                "target_session_attrs" => config.target = one_of(key, value, &TARGETS)?,
                "connect_timeout" => config.connect_timeout = seconds(value)?,
                "statement_cache" => config.statements = number(key, value)?,
                "application_name" | "options" | "search_path" => {
                    config.startup.push((key.to_owned(), value.to_owned()));
                }
                "client_encoding" => {
                    one_of(
                        key,
                        &value.to_ascii_lowercase(),
                        &[("utf8", ()), ("utf-8", ()), ("auto", ())],
                    )?;
                }
                _ => {
                    return Err(wrong(format!("postgres has no URL option {key:?}")).with_help(
                        "its options are host, port, user, password, dbname, sslmode, ssl, \
                         sslrootcert, channel_binding, target_session_attrs, connect_timeout, application_name, \
                         options, search_path, client_encoding and statement_cache",
                    ));
                }
            }
        }
        if !named.is_empty() {
            hosts = named;
        }
        if let Some(ports) = ports {
            assign_ports(&mut hosts, ports)?;
        }
        config.addresses = addresses(hosts)?;
        let user = match user {
            Some(user) => user.to_owned(),
            None => ["USER", "LOGNAME", "USERNAME"]
                .into_iter()
                .find_map(|name| std::env::var(name).ok())
                .ok_or_else(|| {
                    wrong("the URL names no user, and the system tells none")
                        .with_help("write postgres://user@host/database")
                })?,
        };
        let database = database.map_or_else(|| user.clone(), str::to_owned);
        if [&user, &database].into_iter().any(|text| text.contains('\0')) {
            return Err(wrong("the user or the database has a NUL character in it"));
        }
        if config.password.as_deref().is_some_and(|text| text.contains('\0')) {
            return Err(wrong("the password has a NUL character in it"));
        }
        config.startup.push(("user".to_owned(), user));
        config.startup.push(("database".to_owned(), database));
        config.startup.push(("client_encoding".to_owned(), "UTF8".to_owned()));
        config.prepare_tls(root_cert)?;
        Ok(config)
    }

    #[cfg(feature = "tls")]
    fn prepare_tls(&mut self, root_cert: Option<PathBuf>) -> Result<()> {
        // As libpq has them: who names authorities wants them asked; `system` is no file, and its
        // authorities sign for everybody, so that the name is to be checked too.
        let system = root_cert.as_deref().is_some_and(|path| path.as_os_str() == "system");
        if root_cert.is_some() {
            let mode = *self.ssl_mode.get_or_insert(SslMode::VerifyFull);
            if system && mode != SslMode::VerifyFull {
                return Err(wrong("sslrootcert=system needs sslmode=verify-full")
                    .with_help("leave sslmode out, or name a file of certificates"));
            }
        }
        let root_cert = root_cert.filter(|_| !system);
        let modes = self.addresses.iter().map(|address| self.ssl_mode(address));
        if let Some(mode) = modes.filter(|mode| *mode != SslMode::Disable).max() {
            self.tls = Some(crate::wire::tls::client(mode, root_cert.as_deref())?);
        }
        Ok(())
    }

    #[cfg(not(feature = "tls"))]
    fn prepare_tls(&mut self, root_cert: Option<PathBuf>) -> Result<()> {
        if root_cert.is_some() || self.ssl_mode.is_some_and(|mode| mode >= SslMode::Require) {
            return Err(wrong("the URL asks for TLS, and this program was built without it")
                .with_help("build aludel-postgres with its feature \"tls\""));
        }
        Ok(())
    }

    /// The user that the server is told.
    pub(crate) fn user(&self) -> &str {
        self.startup.iter().find(|(key, _)| key == "user").map_or("", |(_, user)| user)
    }

    /// How the connection to an address is encrypted. Where the URL does not say, it is in
    /// full, except within the machine.
    #[cfg(feature = "tls")]
    pub(crate) fn ssl_mode(&self, address: &Address) -> SslMode {
        let host = match address {
            #[cfg(unix)]
            Address::Unix(_) => return SslMode::Disable,
            Address::Tcp(host, _) => host,
        };
        self.ssl_mode.unwrap_or_else(|| {
            let local = host == "localhost"
                || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
            if local { SslMode::Disable } else { SslMode::VerifyFull }
        })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Address::Tcp(host, port) if host.contains(':') => write!(f, "[{host}]:{port}"),
            Address::Tcp(host, port) => write!(f, "{host}:{port}"),
            #[cfg(unix)]
            Address::Unix(path) => write!(f, "{}", path.display()),
        }
    }
}

const SSL_MODES: [(&str, SslMode); 6] = [
    ("disable", SslMode::Disable),
    ("allow", SslMode::Prefer),
    ("prefer", SslMode::Prefer),
    ("require", SslMode::Require),
    ("verify-ca", SslMode::VerifyCa),
    ("verify-full", SslMode::VerifyFull),
];

const BINDINGS: [(&str, Binding); 3] =
    [("disable", Binding::Disable), ("prefer", Binding::Prefer), ("require", Binding::Require)];

const TARGETS: [(&str, Target); 6] = [
    ("any", Target::Any),
    ("read-write", Target::ReadWrite),
    ("read-only", Target::ReadOnly),
    ("primary", Target::Primary),
    ("standby", Target::Standby),
    ("prefer-standby", Target::PreferStandby),
];

/// A name, an address or a folder, and after a name or a bracketed address maybe a port. An IPv6
/// address may stand without brackets, and then has no port.
fn host(text: &str) -> Result<(String, Option<u16>)> {
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (name, rest) = match (bracketed, text.split_once(':')) {
        (Some((name, rest)), _) => (name, rest.strip_prefix(':')),
        (None, Some((name, port))) if !text.starts_with('/') && !port.contains(':') => {
            (name, Some(port))
        }
        _ => (text, None),
    };
    let port = rest.map(|port| number("host", port)).transpose()?;
    Ok((name.to_owned(), port))
}

/// `port=5432`, or one for each host: `port=5432,5433`.
fn assign_ports(hosts: &mut Vec<(String, Option<u16>)>, ports: &str) -> Result<()> {
    if hosts.is_empty() {
        hosts.push((String::new(), None));
    }
    let ports = ports.split(',').map(|port| number("port", port)).collect::<Result<Vec<u16>>>()?;
    if ports.len() != 1 && ports.len() != hosts.len() {
        return Err(wrong(format!("the URL has {} ports for {} hosts", ports.len(), hosts.len()))
            .with_help("give one port, or one for each host"));
    }
    for ((_, slot), port) in hosts.iter_mut().zip(ports.iter().cycle()) {
        slot.get_or_insert(*port);
    }
    Ok(())
}

fn addresses(mut hosts: Vec<(String, Option<u16>)>) -> Result<Vec<Address>> {
    if hosts.is_empty() {
        hosts.push((String::new(), None));
    }
    hosts.into_iter().map(|(host, port)| address(host, port.unwrap_or(PORT))).collect()
}

#[cfg(unix)]
fn address(host: String, port: u16) -> Result<Address> {
    let socket = |folder: &str| PathBuf::from(format!("{folder}/.s.PGSQL.{port}"));
    if host.starts_with('/') {
        return Ok(Address::Unix(socket(&host)));
    }
    if host.is_empty() {
        // As libpq does: a server of this machine, by its socket if there is one.
        let found = SOCKETS.into_iter().map(socket).find(|path| path.exists());
        return Ok(found.map_or_else(|| Address::Tcp("localhost".to_owned(), port), Address::Unix));
    }
    Ok(Address::Tcp(host, port))
}

#[cfg(not(unix))]
fn address(host: String, port: u16) -> Result<Address> {
    if host.starts_with('/') {
        return Err(wrong("there are no Unix sockets on this system"));
    }
    Ok(Address::Tcp(if host.is_empty() { "localhost".to_owned() } else { host }, port))
}

fn one_of<T: Copy>(key: &str, value: &str, known: &[(&str, T)]) -> Result<T> {
    known.iter().find(|(name, _)| *name == value).map(|(_, meant)| *meant).ok_or_else(|| {
        let names = known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        wrong(format!("{value:?} is no value of the URL option {key}"))
            .with_help(format!("use one of: {names}"))
    })
}

fn number<T: std::str::FromStr>(key: &str, value: &str) -> Result<T> {
    value.parse().map_err(|_| {
        wrong(format!("{value:?} is no value of the URL option {key}")).with_help("give a number")
    })
}

/// As libpq has it, 0 is for ever.
fn seconds(value: &str) -> Result<Option<Duration>> {
    const MOST: f64 = 2_000_000.0;
    match value.parse::<f64>() {
        Ok(0.0) => Ok(None),
        Ok(seconds) if (0.0..=MOST).contains(&seconds) => {
            Ok(Some(Duration::from_secs_f64(seconds)))
        }
        _ => Err(wrong(format!("{value:?} is no value of the URL option connect_timeout"))
            .with_help("give seconds, such as 5 or 0.5")),
    }
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Url, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(url: &str) -> Result<Config> {
        Config::new(&Url::parse(url)?)
    }

    fn shown(url: &str) -> Vec<String> {
        new(url).unwrap().addresses.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn hosts_and_ports() {
        for (url, addresses) in [
            ("postgres://u@h", &["h:5432"][..]),
            ("postgresql://u@h:1/db", &["h:1"]),
            ("postgres://u@h1:1,h2,h3:3/db", &["h1:1", "h2:5432", "h3:3"]),
            ("postgres://u@h1,h2/db?port=7", &["h1:7", "h2:7"]),
            ("postgres://u@h1,h2/db?port=7,8", &["h1:7", "h2:8"]),
            ("postgres:///db?user=u&host=a,b", &["a:5432", "b:5432"]),
            ("postgres://u@/db?host=a:1&host=b&host=c:3", &["a:1", "b:5432", "c:3"]),
            ("postgres://u@/db?host=a,b,c&port=1,2,3", &["a:1", "b:2", "c:3"]),
            ("postgres://u@ignored/db?host=::1,[::2]:7", &["[::1]:5432", "[::2]:7"]),
            ("postgres://u@[2001:db8::1234]/db", &["[2001:db8::1234]:5432"]),
        ] {
            assert_eq!(shown(url), addresses, "{url}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn unix_sockets() {
        for url in
            ["postgres:///db?user=u&host=/run/pg&port=5433", "postgres://u@%2Frun%2Fpg:5433/db"]
        {
            assert_eq!(shown(url), ["/run/pg/.s.PGSQL.5433"], "{url}");
        }
    }

    #[test]
    fn the_server_is_told() {
        let config = new(
            "postgres://ann:pw@h/shop?application_name=till&search_path=a,b&options=-c%20x%3D1",
        )
        .unwrap();
        let told = |key: &str| config.startup.iter().find(|(k, _)| k == key).unwrap().1.as_str();
        assert_eq!((told("user"), told("database")), ("ann", "shop"));
        assert_eq!((told("application_name"), told("search_path")), ("till", "a,b"));
        assert_eq!((told("options"), config.password.as_deref()), ("-c x=1", Some("pw")));
        assert_eq!(
            new("postgres://ann@h").unwrap().startup.iter().filter(|(_, v)| v == "ann").count(),
            2
        );
    }

    #[test]
    fn mistakes() {
        for (url, says) in [
            ("postgres://u@h?sslmod=x", "no URL option \"sslmod\""),
            ("postgres://u@h?sslmode=on", "use one of: disable, allow, prefer"),
            ("postgres://u@h?port=x", "\"x\" is no value of the URL option port"),
            ("postgres://u@h1,h2?port=1,2,3", "3 ports for 2 hosts"),
            ("postgres://u@h?connect_timeout=-1", "give seconds"),
            ("postgres://u@h?client_encoding=latin1", "use one of: utf8"),
            ("postgres://u%00@h", "NUL character"),
            ("postgres://u:p%00@h", "the password has a NUL character"),
            ("postgres://u@h?host=a:b", "\"b\" is no value of the URL option host"),
            ("postgres://u@h?channel_binding=yes", "use one of: disable, prefer, require"),
            ("postgres://u@h?ssl=yes", "use one of: true"),
            ("postgres:u@h/db", "has no // in it"),
            ("postgres://u@h?sslcert=a.pem", "no URL option \"sslcert\""),
        ] {
            let error = new(url).map(|_| ()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Url, "{url}");
            assert!(error.to_string().contains(says), "{url}: {error}");
        }
    }
}
