//! What a URL says.

use std::path::PathBuf;
use std::time::Duration;

use aludel::engine::{Host, Url};
use aludel::{Error, ErrorKind, Result};
use mysql::consts::CapabilityFlags;
use mysql::{Opts, OptsBuilder, SslOpts};

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
    pub(crate) opts: Opts,
}

/// <https://dev.mysql.com/doc/refman/9.4/en/connection-options.html#option_general_ssl-mode>
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum SslMode {
    #[default]
    Disabled,
    Required,
    VerifyCa,
    VerifyIdentity,
}

impl Options {
    pub(crate) fn new(url: &Url) -> Result<Self> {
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
        let (mut ssl, mut ca) = (SslMode::default(), None);
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
                "ssl-mode" | "sslmode" => ssl = ssl_mode(value)?,
                "ssl-ca" => ca = Some(PathBuf::from(value)),
                _ => {
                    return Err(wrong(format!("mysql has no URL option {key:?}")).with_help(
                        "its options are unix_socket, ssl-mode, ssl-ca, connect_timeout, \
                         read_timeout, write_timeout, sql_mode and statement_cache",
                    ));
                }
            }
        }
        base = base.ssl_opts(ssl_opts(ssl, ca)?);
        Ok(Options { servers: servers(url.hosts(), socket, &base), sql_mode, statements })
    }
}

fn servers(hosts: &[Host], socket: Option<String>, base: &OptsBuilder) -> Vec<Server> {
    if let Some(path) = socket {
        return vec![by_socket(path, base)];
    }
    let mut servers = hosts.iter().map(|host| by_host(host, base)).collect::<Vec<_>>();
    if servers.is_empty() {
        servers.push(by_host(&Host { name: "localhost".to_owned(), port: None }, base));
    }
    servers
}

fn by_host(host: &Host, base: &OptsBuilder) -> Server {
    if host.name.starts_with('/') {
        return by_socket(host.name.clone(), base);
    }
    let port = host.port.unwrap_or(3306);
    let opts = base.clone().ip_or_hostname(Some(host.name.as_str())).tcp_port(port);
    Server { name: format!("{}:{port}", host.name), opts: opts.into() }
}

fn by_socket(path: String, base: &OptsBuilder) -> Server {
    Server { opts: base.clone().socket(Some(path.as_str())).into(), name: path }
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

fn ssl_opts(mode: SslMode, ca: Option<PathBuf>) -> Result<Option<SslOpts>> {
    if mode == SslMode::Disabled {
        return match ca {
            None => Ok(None),
            Some(_) => Err(wrong("the URL has an ssl-ca, and no ssl-mode that would use it")
                .with_help("add ssl-mode=verify_identity")),
        };
    }
    if !cfg!(feature = "tls") {
        return Err(wrong("the URL asks for an encrypted connection")
            .with_help("build aludel-mysql with its feature tls"));
    }
    let verified = matches!(mode, SslMode::VerifyCa | SslMode::VerifyIdentity);
    Ok(Some(
        SslOpts::default()
            .with_root_cert_path(ca)
            .with_danger_accept_invalid_certs(!verified)
            .with_danger_skip_domain_validation(mode != SslMode::VerifyIdentity),
    ))
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
            ("mariadb://h1:1,[::1]:2/shop", &["h1:1", "::1:2"]),
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
    fn mistakes() {
        for (url, says) in [
            ("mysql://h?sqlmode=ANSI", "no URL option \"sqlmode\""),
            ("mysql://h?sql_mode=A';B", "no value of the URL option sql_mode"),
            ("mysql://h?connect_timeout=0", "give seconds"),
            ("mysql://h?ssl-mode=yes", "use one of: disabled, required"),
            ("mysql://h?ssl-mode=preferred", "protects nothing"),
            ("mysql://h?ssl-ca=x.pem", "no ssl-mode that would use it"),
            ("mysql://h?statement_cache=many", "give the number"),
        ] {
            let error = new(url).map(|_| ()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Url, "{url}");
            assert!(error.to_string().contains(says), "{url}: {error}");
        }
    }
}
