//! Connection URLs.

use std::fmt;

use crate::error::{Error, ErrorKind, Result};

/// Where a database is: `sqlite:app.db`, `postgres://user:secret@host/db?sslmode=require`.
///
/// A file is named as `scheme:path`, `scheme://relative/path` or `scheme:///absolute/path`; a
/// server as `scheme://user:password@host:port/database`, with several hosts as
/// `h1:1,h2:2` and IPv6 addresses in brackets. What is reserved (`: / ? # [ ] @ % & = ,`) is
/// written as `%` and two hexadecimal digits; `+` stands for itself.
///
/// `Display` and `Debug` show `***` for passwords.
///
/// ```
/// use aludel::engine::Url;
///
/// let url = Url::parse("postgres://ann:s%40crt@db.example:5433/shop?sslmode=require")?;
/// assert_eq!(url.scheme(), "postgres");
/// assert_eq!(url.password(), Some("s@crt"));
/// assert_eq!(url.hosts()[0].port, Some(5433));
/// assert_eq!(url.database(), Some("shop"));
/// assert_eq!(url.get("sslmode"), Some("require"));
/// assert_eq!(url.to_string(), "postgres://ann:***@db.example:5433/shop?sslmode=require");
///
/// assert_eq!(Url::parse("sqlite::memory:")?.path(), ":memory:");
/// assert_eq!(Url::parse("sqlite:///var/app.db")?.path(), "/var/app.db");
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Url {
    scheme: String,
    /// Whether `//` follows the scheme.
    network: bool,
    user: Option<String>,
    password: Option<String>,
    hosts: Vec<Host>,
    /// With its leading slash in the network form.
    path: String,
    query: Vec<(String, String)>,
}

/// A server's name or address, and its port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// The name, the address without brackets, or the folder of a Unix socket.
    pub name: String,
    /// The port, where one is given.
    pub port: Option<u16>,
}

/// The query's keys whose values are secrets too.
const SECRETS: [&str; 5] = ["password", "passwd", "pwd", "sslpassword", "passphrase"];

/// What names a database: a URL, or its text.
pub trait IntoUrl {
    /// The URL.
    ///
    /// # Errors
    /// [`ErrorKind::Url`] when the text can't be read.
    fn into_url(self) -> Result<Url>;
}

impl IntoUrl for &str {
    fn into_url(self) -> Result<Url> {
        Url::parse(self)
    }
}

impl IntoUrl for &String {
    fn into_url(self) -> Result<Url> {
        Url::parse(self)
    }
}

impl IntoUrl for Url {
    fn into_url(self) -> Result<Url> {
        Ok(self)
    }
}

impl IntoUrl for &Url {
    fn into_url(self) -> Result<Url> {
        Ok(self.clone())
    }
}

impl Url {
    /// The URL of a database that is a file, by its path: nothing in it needs an escape.
    ///
    /// ```
    /// use aludel::engine::Url;
    ///
    /// let url = Url::file("sqlite", "100% shop?.db").with_option("mode", "ro");
    /// assert_eq!(url.path(), "100% shop?.db");
    /// assert_eq!(url.get("mode"), Some("ro"));
    /// assert_eq!(Url::parse(&url.to_unmasked_string())?, url);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    #[must_use]
    pub fn file(scheme: &str, path: impl Into<String>) -> Url {
        Url {
            scheme: scheme.to_owned(),
            network: false,
            user: None,
            password: None,
            hosts: Vec::new(),
            path: path.into(),
            query: Vec::new(),
        }
    }

    /// The URL with one more option at its end.
    #[must_use]
    pub fn with_option(mut self, key: impl Into<String>, value: impl Into<String>) -> Url {
        self.query.push((key.into(), value.into()));
        self
    }

    /// The same server's URL with another database, or with none where the name is empty.
    ///
    /// ```
    /// use aludel::engine::Url;
    ///
    /// let url = Url::parse("postgres://ann@db.example/shop?sslmode=require")?;
    /// let other = url.with_database("stock");
    /// assert_eq!(other.to_string(), "postgres://ann@db.example/stock?sslmode=require");
    /// # Ok::<(), aludel::Error>(())
    /// ```
    #[must_use]
    pub fn with_database(mut self, name: &str) -> Url {
        self.path = if self.network { format!("/{name}") } else { name.to_owned() };
        self
    }

    /// Reads a URL.
    ///
    /// # Errors
    /// [`ErrorKind::Url`], which says what is wrong and never shows the password.
    pub fn parse(text: &str) -> Result<Url> {
        let Some((scheme, rest)) = text.split_once(':') else {
            return Err(wrong("the connection URL has no scheme")
                .with_help("write it as scheme:path or scheme://host/database"));
        };
        check_scheme(scheme)?;
        let (address, query) = match rest.split_once('?') {
            Some((address, query)) => (address, pairs(query)?),
            None => (rest, Vec::new()),
        };
        let mut url = Url {
            scheme: scheme.to_ascii_lowercase(),
            network: false,
            user: None,
            password: None,
            hosts: Vec::new(),
            path: String::new(),
            query,
        };
        let Some(address) = address.strip_prefix("//") else {
            url.path = decoded(address, "the path")?;
            return Ok(url);
        };
        url.network = true;
        let (authority, path) = match address.find('/') {
            Some(at) => address.split_at(at),
            None => (address, ""),
        };
        url.path = decoded(path, "the path")?;
        url.authority(authority)?;
        Ok(url)
    }

    /// `user:password@hosts`; the last `@` counts, so that one in a password does no harm.
    fn authority(&mut self, text: &str) -> Result<()> {
        let (credentials, hosts) = match text.rsplit_once('@') {
            Some((credentials, hosts)) => (Some(credentials), hosts),
            None => (None, text),
        };
        if let Some(credentials) = credentials {
            let (user, password) = match credentials.split_once(':') {
                Some((user, password)) => (user, Some(decoded(password, "the password")?)),
                None => (credentials, None),
            };
            let user = decoded(user, "the user")?;
            self.user = Some(user).filter(|user| !user.is_empty());
            self.password = password;
        }
        if !hosts.is_empty() {
            self.hosts = hosts.split(',').map(Host::parse).collect::<Result<_>>()?;
        }
        Ok(())
    }

    /// The part before the first colon, in lower case.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The user, where one is given.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The password, where one is given.
    #[must_use]
    pub fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }

    /// The servers, in the order in which they are to be tried.
    #[must_use]
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// The database's name on the server, where one is given.
    #[must_use]
    pub fn database(&self) -> Option<&str> {
        let name = if self.network {
            self.path.strip_prefix('/').unwrap_or(&self.path)
        } else {
            &self.path
        };
        Some(name).filter(|name| !name.is_empty())
    }

    /// The path of a database that is a file: `a/b` for `scheme:a/b` and `scheme://a/b`, `/a/b`
    /// for `scheme:///a/b`.
    #[must_use]
    pub fn path(&self) -> String {
        let first = self.hosts.first().map_or("", |host| host.name.as_str());
        format!("{first}{}", self.path)
    }

    /// The options after the question mark, in order.
    pub fn options(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The value of an option; the first one where it is given twice.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.options().find(|(k, _)| *k == key).map(|(_, value)| value)
    }

    /// The URL with its password. [`Url::parse`] reads it back.
    #[must_use]
    pub fn to_unmasked_string(&self) -> String {
        self.written(false)
    }

    fn written(&self, mask: bool) -> String {
        let mut out = format!("{}:", self.scheme);
        if self.network {
            out.push_str("//");
            if let Some(user) = &self.user {
                encode(user, "", &mut out);
            }
            if let Some(password) = &self.password {
                out.push(':');
                if mask { out.push_str("***") } else { encode(password, "", &mut out) }
            }
            if self.user.is_some() || self.password.is_some() {
                out.push('@');
            }
            for (i, host) in self.hosts.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                host.write_to(&mut out);
            }
            encode(&self.path, "/", &mut out);
        } else {
            encode(&self.path, "/:", &mut out);
        }
        for (i, (key, value)) in self.query.iter().enumerate() {
            out.push(if i == 0 { '?' } else { '&' });
            encode(key, "", &mut out);
            out.push('=');
            if mask && SECRETS.iter().any(|secret| secret.eq_ignore_ascii_case(key)) {
                out.push_str("***");
            } else {
                encode(value, "/:", &mut out);
            }
        }
        out
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(true))
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Url {
    type Err = Error;

    fn from_str(text: &str) -> Result<Url> {
        Url::parse(text)
    }
}

impl Host {
    /// `name`, `name:port`, `[v6]` or `[v6]:port`.
    fn parse(text: &str) -> Result<Host> {
        let (name, port) = if let Some(rest) = text.strip_prefix('[') {
            let Some((name, after)) = rest.split_once(']') else {
                return Err(wrong("the host's opening bracket is not closed")
                    .with_help("write an IPv6 address as [::1]"));
            };
            match (after, after.strip_prefix(':')) {
                ("", _) => (name, ""),
                (_, Some(port)) => (name, port),
                _ => return Err(bad_port()),
            }
        } else {
            text.split_once(':').unwrap_or((text, ""))
        };
        if port.contains(':') {
            return Err(wrong("the host has more than one colon")
                .with_help("write an IPv6 address in brackets, and colons in a password as %3A"));
        }
        let port = match port {
            "" => None,
            digits => Some(digits.parse().map_err(|_| bad_port())?),
        };
        Ok(Host { name: decoded(name, "the host")?, port })
    }

    fn write_to(&self, out: &mut String) {
        if self.name.contains(':') {
            out.push('[');
            encode(&self.name, ":", out);
            out.push(']');
        } else {
            encode(&self.name, "", out);
        }
        if let Some(port) = self.port {
            out.push_str(&format!(":{port}"));
        }
    }
}

/// What stands there may be the rest of a password, so it is not shown.
fn bad_port() -> Error {
    wrong("the port is not a number from 0 to 65535")
        .with_help("write what is reserved in a password as %XX: / is %2F, @ is %40")
}

fn check_scheme(scheme: &str) -> Result<()> {
    let plain = scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if !plain {
        // It could be anything, a password included.
        return Err(wrong("the connection URL does not start with a scheme")
            .with_help("write it as scheme:path or scheme://host/database"));
    }
    if let Some((database, driver)) = scheme.split_once('+') {
        return Err(wrong(format!("the URL's scheme names a driver: {database}+{driver}"))
            .with_help(format!("write {database}: without it, each database has one driver")));
    }
    Ok(())
}

fn pairs(query: &str) -> Result<Vec<(String, String)>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decoded(key, "an option")?, decoded(value, "an option's value")?))
        })
        .collect()
}

/// Without its `%XX`.
fn decoded(text: &str, what: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| {
            byte.and_then(|b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok())
        };
        match (digit(rest.next()), digit(rest.next())) {
            (Some(high), Some(low)) => bytes.push(high << 4 | low),
            _ => {
                return Err(wrong(format!(
                    "{what} in the connection URL has a % without two hexadecimal digits"
                ))
                .with_help("write a percent sign as %25"));
            }
        }
    }
    String::from_utf8(bytes)
        .map_err(|_| wrong(format!("{what} in the connection URL is not UTF-8 when decoded")))
}

/// Everything but letters, digits, `-._~` and what is allowed as `%XX`.
fn encode(text: &str, allowed: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || allowed.as_bytes().contains(&byte)
        {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Url, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files() {
        for (text, path) in [
            ("sqlite::memory:", ":memory:"),
            ("sqlite:chinook.db", "chinook.db"),
            ("sqlite:a/b c.db", "a/b c.db"),
            ("sqlite:/abs/a.db", "/abs/a.db"),
            ("sqlite:///abs/a.db?mode=ro", "/abs/a.db"),
            ("sqlite://relative", "relative"),
            ("sqlite://relative/a.db", "relative/a.db"),
            ("sqlite:100%25%3F.db", "100%?.db"),
            ("sqlite:C:\\data\\a.db", "C:\\data\\a.db"),
            ("SQLite:", ""),
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!((url.scheme(), url.path().as_str()), ("sqlite", path), "{text}");
            assert_eq!(Url::parse(&url.to_unmasked_string()).unwrap(), url, "{text}");
        }
    }

    #[test]
    fn servers() {
        let url =
            Url::parse("pg://ann:p%40s%3As@h1:1,[::1]:2,h3/my%20db?a=1&b=x%26y&a=2&c").unwrap();
        assert_eq!((url.user(), url.password()), (Some("ann"), Some("p@s:s")));
        let hosts = url.hosts().iter().map(|h| (h.name.as_str(), h.port)).collect::<Vec<_>>();
        assert_eq!(hosts, [("h1", Some(1)), ("::1", Some(2)), ("h3", None)]);
        assert_eq!(url.database(), Some("my db"));
        let options = url.options().collect::<Vec<_>>();
        assert_eq!(options, [("a", "1"), ("b", "x&y"), ("a", "2"), ("c", "")]);
        assert_eq!((url.get("a"), url.get("d")), (Some("1"), None));
        assert_eq!(url.to_string(), "pg://ann:***@h1:1,[::1]:2,h3/my%20db?a=1&b=x%26y&a=2&c=");
        assert_eq!(Url::parse(&url.to_unmasked_string()).unwrap(), url);
    }

    #[test]
    fn what_may_be_left_out() {
        for (text, user, hosts, database) in [
            ("pg://", None, 0, None),
            ("pg:///db", None, 0, Some("db")),
            ("pg://host", None, 1, None),
            ("pg://host/", None, 1, None),
            ("pg://ann@/db", Some("ann"), 0, Some("db")),
            ("pg://ann:@h", Some("ann"), 1, None),
            ("pg://%2Fvar%2Frun/db", None, 1, Some("db")),
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!((url.user(), url.hosts().len(), url.database()), (user, hosts, database));
            assert_eq!(Url::parse(&url.to_unmasked_string()).unwrap(), url, "{text}");
        }
    }

    #[test]
    fn the_last_at_sign_counts() {
        assert_eq!(Url::parse("pg://a:b@c@h").unwrap().password(), Some("b@c"));
    }

    #[test]
    fn mistakes_say_what_to_do_and_hide_the_password() {
        for (text, says) in [
            ("", "no scheme"),
            ("chinook.db", "no scheme"),
            ("a b:c", "does not start with a scheme"),
            ("postgresql+psycopg://h", "names a driver: postgresql+psycopg"),
            ("pg://u:secret/x@h/db", "port is not a number"),
            ("pg://u:sec%ret@h", "% without two"),
            ("pg://u:sec%ffret@h", "not UTF-8"),
            ("pg://h:99999", "port is not a number"),
            ("pg://[::1", "bracket is not closed"),
            ("pg://[::1]x", "port is not a number"),
            ("pg://::1/db", "more than one colon"),
        ] {
            let error = Url::parse(text).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Url, "{text}");
            let shown = format!("{error:?}");
            assert!(shown.contains(says), "{text}: {shown}");
            assert!(!shown.contains("secret") && !shown.contains("sec%"), "{text}: {shown}");
        }
    }

    #[test]
    fn passwords_are_masked_wherever_they_are() {
        let url = Url::parse("pg://u:hidden1@h?password=hidden2&SSLPassword=hidden3").unwrap();
        assert!(!format!("{url} {url:?}").contains("hidden"), "{url}");
    }
}
