//! URLs that a program builds of parts: nothing in them needs an escape.

use super::{Host, Url};

impl Url {
    /// The URL of a database that is a file, by its path.
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
            scheme: scheme.to_ascii_lowercase(),
            network: false,
            user: None,
            password: None,
            hosts: Vec::new(),
            path: path.into(),
            query: Vec::new(),
        }
    }

    /// The URL of a database on a server, whose parts are then added.
    ///
    /// ```
    /// use aludel::engine::Url;
    ///
    /// let url = Url::server("postgres")
    ///     .with_user("ann")
    ///     .with_password("p@ss/word?")
    ///     .with_host("db1.example", 5433)
    ///     .with_host("::1", None)
    ///     .with_database("shop")
    ///     .with_option("sslmode", "require");
    /// assert_eq!(
    ///     url.to_string(),
    ///     "postgres://ann:***@db1.example:5433,[::1]/shop?sslmode=require",
    /// );
    /// assert_eq!(Url::parse(&url.to_unmasked_string())?, url);
    ///
    /// let socket = Url::server("postgres").with_host("/run/postgresql", None).with_database("shop");
    /// assert_eq!(socket.to_string(), "postgres://%2Frun%2Fpostgresql/shop");
    /// # Ok::<(), aludel::Error>(())
    /// ```
    #[must_use]
    pub fn server(scheme: &str) -> Url {
        Url { network: true, ..Url::file(scheme, "") }
    }

    /// The URL with this user; with none if the name is empty.
    #[must_use]
    pub fn with_user(mut self, user: impl Into<String>) -> Url {
        self.become_server();
        self.user = Some(user.into()).filter(|user| !user.is_empty());
        self
    }

    /// The URL with this password.
    #[must_use]
    pub fn with_password(mut self, password: impl Into<String>) -> Url {
        self.become_server();
        self.password = Some(password.into());
        self
    }

    /// The URL with one more host, to be tried after those before it: a name, an address, or the
    /// folder (PostgreSQL) or file (MySQL) of a Unix socket. An empty name without a port adds
    /// none.
    #[must_use]
    pub fn with_host(mut self, name: impl Into<String>, port: impl Into<Option<u16>>) -> Url {
        self.become_server();
        let host = Host { name: name.into(), port: port.into() };
        if !host.name.is_empty() || host.port.is_some() {
            self.hosts.push(host);
        }
        self
    }

    /// The URL with this database instead of the one it has; with none if the name is empty.
    #[must_use]
    pub fn with_database(mut self, name: impl Into<String>) -> Url {
        let name = name.into();
        self.path = if self.network && !name.is_empty() { format!("/{name}") } else { name };
        self
    }

    /// The URL with one more option at its end.
    #[must_use]
    pub fn with_option(mut self, key: impl Into<String>, value: impl Into<String>) -> Url {
        self.query.push((key.into(), value.into()));
        self
    }

    /// Files have no hosts and no users: what gets one is on a server.
    fn become_server(&mut self) {
        if !self.network {
            self.network = true;
            if !self.path.is_empty() {
                self.path.insert(0, '/');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of what could be taken for something else, and some that couldn't.
    struct Hostile(u64);

    impl Hostile {
        fn below(&mut self, n: u64) -> u64 {
            // xorshift64
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % n
        }

        fn text(&mut self) -> String {
            const PARTS: [&str; 24] = [
                ":",
                "/",
                "//",
                "?",
                "#",
                "[",
                "]",
                "@",
                "%",
                "%2",
                "%41",
                "&",
                "=",
                ",",
                "+",
                " ",
                ";",
                "\0",
                "\\",
                "é",
                "🦀",
                "a",
                "7",
                "localhost",
            ];
            let length = self.below(6);
            (0..length)
                .filter_map(|_| {
                    let at = usize::try_from(self.below(24)).ok()?;
                    PARTS.get(at).copied()
                })
                .collect()
        }

        fn port(&mut self) -> Option<u16> {
            u16::try_from(self.below(70_000)).ok()
        }

        fn url(&mut self) -> Url {
            let mut url = match self.below(4) {
                0 => Url::file("sqlite", self.text()),
                _ => Url::server("postgresql"),
            };
            if self.below(5) > 0 {
                url = url.with_database(self.text());
            }
            if url.is_server() {
                if self.below(2) > 0 {
                    url = url.with_user(self.text());
                }
                if self.below(2) > 0 {
                    url = url.with_password(self.text());
                }
                for _ in 0..self.below(4) {
                    let port = self.port();
                    url = url.with_host(self.text(), port);
                }
            }
            for _ in 0..self.below(3) {
                url = url.with_option(self.text(), self.text());
            }
            url
        }
    }

    #[test]
    fn what_is_built_is_read_back() {
        let mut hostile = Hostile(0x9E37_79B9_7F4A_7C15);
        for _ in 0..20_000 {
            let url = hostile.url();
            let text = url.to_unmasked_string();
            let read = Url::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(read, url, "{text}");
            assert_eq!(read.to_unmasked_string(), text);
        }
    }

    #[test]
    fn no_part_of_a_password_is_shown() {
        let mut hostile = Hostile(7);
        for _ in 0..2_000 {
            let password = format!("{}SECRET{}", hostile.text(), hostile.text());
            let url = hostile.url().with_password(&password).with_option("password", &password);
            assert_eq!(url.password(), Some(password.as_str()));
            assert!(!format!("{url} {url:?}").contains("SECRET"), "{url}");
        }
    }

    #[test]
    fn a_file_that_gets_a_host_is_on_a_server() {
        let url = Url::file("pg", "shop").with_host("h", None);
        assert_eq!((url.to_string().as_str(), url.database()), ("pg://h/shop", Some("shop")));
    }
}
