//! What a URL says.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use aludel::engine::{Host, Url};
use aludel::{Error, ErrorKind, Result};
use mysql::consts::CapabilityFlags;
use mysql::{Compression, Opts, OptsBuilder, SslOpts};

/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 128;

/// The options, read once.
pub(crate) struct Options {
    /// The servers, in the order in which they are tried.
    pub(crate) servers: Vec<Server>,
    /// The SQL mode to set; otherwise the server's own, completed.
    pub(crate) sql_mode: Option<String>,
    pub(crate) statements: usize,
}

/// A server, and how errors name it.
pub(crate) struct Server {
    pub(crate) name: String,
    /// Whether its host is one that may have several addresses.
    pub(crate) is_name: bool,
    pub(crate) opts: Opts,
}

/// <https://dev.mysql.com/doc/refman/9.4/en/connection-options.html#option_general_ssl-mode>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SslMode {
    Disabled,
    Required,
    VerifyCa,
    VerifyIdentity,
}

impl Options {
    pub(crate) fn new(url: &Url) -> Result<Self> {
        if !url.is_server() {
            return Err(wrong("a mysql URL names a server, and this one has no // in it")
                .with_help("write mysql://user@host/database"));
        }
        let mut base = OptsBuilder::new()
            .user(url.user())
            .pass(url.password())
            .db_name(url.database())
            .prefer_socket(false)
            // The cache is our own: theirs would read each text for names of parameters.
            .stmt_cache_size(0_usize)
            // Rows that match are counted, not those that a change leaves different; the server
            // tells what becomes of transactions.
            .additional_capabilities(
                CapabilityFlags::CLIENT_FOUND_ROWS | CapabilityFlags::CLIENT_SESSION_TRACK,
            );
        let (mut statements, mut sql_mode, mut socket) = (STATEMENTS, None, None);
        let mut tls = Tls { mode: None, ca: None };
        for (key, value) in url.options() {
            match key.replace('_', "-").as_str() {
                "unix-socket" | "socket" => socket = Some(value.to_owned()),
                "connect-timeout" => base = base.tcp_connect_timeout(Some(seconds(key, value)?)),
                "read-timeout" => base = base.read_timeout(Some(seconds(key, value)?)),
                "write-timeout" => base = base.write_timeout(Some(seconds(key, value)?)),
                "sql-mode" => sql_mode = Some(modes(value)?),
                "statement-cache" => {
                    statements = value.parse().map_err(|_| {
                        wrong(format!("{value:?} is no value of the URL option {key}"))
                            .with_help("give the number of statements, such as 128")
                    })?;
                }
                "ssl-mode" | "sslmode" => tls.mode = Some(ssl_mode(value)?),
                "ssl-ca" => tls.ca = Some(PathBuf::from(value)),
                "charset" if value == "utf8mb4" => {}
                "charset" => {
                    return Err(wrong(format!("{value:?} is no value of the URL option charset"))
                        .with_help("leave it out: text is sent and read as utf8mb4"));
                }
                "compress" => {
                    let level = boolean(key, value)?.then(Compression::default);
                    base = base.compress(level);
                }
                _ => {
                    return Err(wrong(format!("mysql has no URL option {key:?}")).with_help(
                        "its options are unix_socket, ssl-mode, ssl-ca, connect_timeout, \
                         read_timeout, write_timeout, charset, compress, sql_mode and \
                         statement_cache",
                    ));
                }
            }
        }
        let servers = servers(url.hosts(), socket, &base, &tls)?;
        Ok(Options { servers, sql_mode, statements })
    }
}

fn servers(
    hosts: &[Host],
    socket: Option<String>,
    base: &OptsBuilder,
    tls: &Tls,
) -> Result<Vec<Server>> {
    if let Some(path) = socket {
        return Ok(vec![by_socket(path, base)]);
    }
    if hosts.is_empty() {
        return Ok(vec![by_host(&Host { name: "localhost".to_owned(), port: None }, base, tls)?]);
    }
    hosts.iter().map(|host| by_host(host, base, tls)).collect()
}

fn by_host(host: &Host, base: &OptsBuilder, tls: &Tls) -> Result<Server> {
    if host.name.starts_with('/') {
        return Ok(by_socket(host.name.clone(), base));
    }
    let port = host.port.unwrap_or(3306);
    let name = if host.name.is_empty() { "localhost" } else { host.name.as_str() };
    let opts = base.clone().ip_or_hostname(Some(name)).tcp_port(port).ssl_opts(tls.opts(name)?);
    let ip = name.parse::<IpAddr>();
    let shown =
        if name.contains(':') { format!("[{name}]:{port}") } else { format!("{name}:{port}") };
    Ok(Server { name: shown, is_name: ip.is_err(), opts: opts.into() })
}

/// Nothing is encrypted within the machine.
fn by_socket(path: String, base: &OptsBuilder) -> Server {
    let opts = base.clone().socket(Some(path.as_str())).into();
    Server { name: path, is_name: false, opts }
}

/// What the URL says of encryption.
struct Tls {
    mode: Option<SslMode>,
    ca: Option<PathBuf>,
}

impl Tls {
    /// How the connection to a host is encrypted. Where the URL does not say, it is in full,
    /// except within the machine.
    fn mode(&self, host: &str) -> SslMode {
        let local = || host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        match self.mode {
            Some(mode) => mode,
            None if self.ca.is_some() => SslMode::VerifyIdentity,
            None if !cfg!(feature = "tls") || local() => SslMode::Disabled,
            None => SslMode::VerifyIdentity,
        }
    }

    fn opts(&self, host: &str) -> Result<Option<SslOpts>> {
        let mode = self.mode(host);
        if mode == SslMode::Disabled {
            return match self.ca {
                None => Ok(None),
                Some(_) => Err(wrong("the URL has an ssl-ca, and an ssl-mode that ignores it")
                    .with_help("leave one of them out")),
            };
        }
        if !cfg!(feature = "tls") {
            return Err(wrong("the URL asks for an encrypted connection")
                .with_help("build aludel-mysql with its feature tls"));
        }
        let verified = matches!(mode, SslMode::VerifyCa | SslMode::VerifyIdentity);
        Ok(Some(
            SslOpts::default()
                .with_root_cert_path(self.ca.clone())
                .with_danger_accept_invalid_certs(!verified)
                .with_danger_skip_domain_validation(mode != SslMode::VerifyIdentity),
        ))
    }
}

fn ssl_mode(value: &str) -> Result<SslMode> {
    match value.to_ascii_lowercase().replace('-', "_").as_str() {
        "disabled" => Ok(SslMode::Disabled),
        "required" => Ok(SslMode::Required),
        "verify_ca" => Ok(SslMode::VerifyCa),
        "verify_identity" => Ok(SslMode::VerifyIdentity),
        "preferred" => Err(wrong(
            "the ssl-mode preferred protects nothing: who listens can make \
                                  a connection fall back",
        )
        .with_help("use one of: disabled, required, verify_ca, verify_identity")),
        _ => Err(wrong(format!("{value:?} is no value of the URL option ssl-mode"))
            .with_help("use one of: disabled, required, verify_ca, verify_identity")),
    }
}

fn boolean(key: &str, value: &str) -> Result<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "1" | "on" => Ok(true),
        "false" | "0" | "off" => Ok(false),
        _ => Err(wrong(format!("{value:?} is no value of the URL option {key}"))
            .with_help("use one of: true, false")),
    }
}

fn modes(value: &str) -> Result<String> {
    // It becomes a part of a statement.
    if value.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_' || b == b',') {
        return Ok(value.to_owned());
    }
    Err(wrong(format!("{value:?} is no value of the URL option sql_mode"))
        .with_help("give the names of modes, with commas between them"))
}

fn seconds(key: &str, value: &str) -> Result<Duration> {
    const MOST: f64 = 1e9;
    match value.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds <= MOST => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(wrong(format!("{value:?} is no value of the URL option {key}"))
            .with_help("give seconds, such as 5 or 0.5")),
    }
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Url, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(url: &str) -> Result<Options> {
        Options::new(&Url::parse(url)?)
    }

    #[test]
    fn servers_are_named_without_their_passwords() {
        for (url, names) in [
            ("mysql://ann:secret@db.example/shop", &["db.example:3306"][..]),
            ("mariadb://h1:1,[::1]:2/shop", &["h1:1", "[::1]:2"]),
            ("mysql:///shop", &["localhost:3306"]),
            ("mysql://ann@/shop?unix_socket=/run/mysqld/mysqld.sock", &["/run/mysqld/mysqld.sock"]),
            ("mysql://ann@%2Frun%2Fs.sock/shop", &["/run/s.sock"]),
        ] {
            let options = new(url).unwrap();
            assert!(options.servers.iter().map(|s| s.name.as_str()).eq(names.iter().copied()));
        }
        let options = new("mysql://a%40b:p%2Fw@h/d%20b?read_timeout=0.5&sql_mode=ANSI").unwrap();
        let opts = &options.servers[0].opts;
        assert_eq!((opts.get_user(), opts.get_pass()), (Some("a@b"), Some("p/w")));
        assert_eq!(opts.get_db_name(), Some("d b"));
        assert_eq!(opts.get_read_timeout(), Some(&Duration::from_millis(500)));
        assert_eq!(options.sql_mode.as_deref(), Some("ANSI"));
    }

    #[test]
    fn what_is_not_of_this_machine_is_verified() {
        use SslMode::{Disabled, VerifyCa, VerifyIdentity};
        let remote = if cfg!(feature = "tls") { VerifyIdentity } else { Disabled };
        for (mode, ca, host, meant) in [
            (None, false, "db.example", remote),
            (None, false, "localhost", Disabled),
            (None, false, "127.0.0.1", Disabled),
            (None, false, "::1", Disabled),
            (None, true, "localhost", VerifyIdentity),
            (Some(VerifyCa), false, "localhost", VerifyCa),
            (Some(Disabled), false, "db.example", Disabled),
        ] {
            let tls = Tls { mode, ca: ca.then(|| PathBuf::from("ca.pem")) };
            assert_eq!(tls.mode(host), meant, "{mode:?} {ca} {host}");
        }
    }

    #[test]
    fn mistakes() {
        for (url, says) in [
            ("mysql:u@h/db", "has no // in it"),
            ("mysql://h?sqlmode=ANSI", "no URL option \"sqlmode\""),
            ("mysql://h?sql_mode=A';B", "no value of the URL option sql_mode"),
            ("mysql://h?connect_timeout=0", "give seconds"),
            ("mysql://h?ssl-mode=yes", "use one of: disabled, required"),
            ("mysql://h?ssl-mode=preferred", "protects nothing"),
            ("mysql://h?ssl-ca=x.pem&ssl-mode=disabled", "an ssl-mode that ignores it"),
            ("mysql://h?charset=latin1", "as utf8mb4"),
            ("mysql://h?compress=zstd", "use one of: true, false"),
            ("mysql://h?statement_cache=many", "give the number"),
        ] {
            let error = new(url).map(|_| ()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Url, "{url}");
            assert!(error.to_string().contains(says), "{url}: {error}");
        }
    }
}
