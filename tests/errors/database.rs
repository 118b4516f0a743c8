//! A database of a test's own.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use aludel::engine::{Backend, Engine, EngineBuilder, PooledConnection, Url};
use aludel::prelude::*;
use aludel::typed::RawSql;
use aludel_mysql::MySql;
use aludel_postgres::Postgres;
use aludel_sqlite::Sqlite;

const BACKENDS: [&dyn Backend; 3] = [&Sqlite, &Postgres, &MySql];

/// It is dropped with this.
pub(crate) struct Database {
    /// Where databases are made; none for a file.
    server: Option<Url>,
    url: Url,
    name: &'static str,
    folder: Option<PathBuf>,
}

fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("aludel_e_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(unique());
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("a.db").to_str().unwrap().to_owned();
        let url = Url::file("sqlite", file).with_option("timeout", "0.05");
        Database { server: None, url, name: "sqlite", folder: Some(folder) }
    }

    pub(crate) fn postgres(variable: &str) -> Self {
        Database::on_server(variable)
    }

    pub(crate) fn mysql(variable: &str) -> Self {
        Database::on_server(variable)
    }

    fn on_server(variable: &str) -> Self {
        let server = Url::parse(&std::env::var(variable).unwrap_or_else(|_| {
            panic!(
                "not run: {variable} is not set; `bash tests/servers/up.sh DIR` starts servers and \
                 writes DIR/env"
            )
        }))
        .unwrap();
        let database = unique();
        let mut conn = Engine::open_any(&BACKENDS, &server).unwrap().connect().unwrap();
        run(&mut conn, &[&format!("CREATE DATABASE {database}")]);
        let name = match conn.dialect().name() {
            "postgres" => "postgres",
            "mariadb" => "mariadb",
            _ => "mysql",
        };
        let url = server.clone().with_database(database);
        Database { server: Some(server), url, name, folder: None }
    }

    /// What the cases call it.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn url(&self) -> Url {
        self.url.clone()
    }

    /// The server's URL, for a user and a database of a case's own.
    pub(crate) fn server(&self) -> Url {
        self.server.clone().unwrap_or_else(|| self.url())
    }

    /// A name that nothing else on the server has.
    pub(crate) fn unique(&self) -> String {
        unique()
    }

    pub(crate) fn connect(&self) -> PooledConnection {
        self.open(self.url()).unwrap()
    }

    /// An engine with settings.
    pub(crate) fn engine(&self, builder: EngineBuilder) -> Engine {
        builder.open_any(&BACKENDS, self.url()).unwrap()
    }

    pub(crate) fn open(&self, url: Url) -> aludel::Result<PooledConnection> {
        Engine::open_any(&BACKENDS, url)?.connect()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
        let (Some(server), Some(name)) = (&self.server, self.url.database()) else { return };
        let force = if self.name == "postgres" { " WITH (FORCE)" } else { "" };
        if let Ok(mut conn) = self.open(server.clone()) {
            let gone = conn.execute(&sql(&format!("DROP DATABASE {name}{force}")));
            assert!(gone.is_ok() || std::thread::panicking(), "{gone:?}");
        }
    }
}

/// A statement by its text.
pub(crate) fn sql(text: &str) -> RawSql {
    RawSql::trusted(Trusted::new(text))
}

/// Runs statements one by one.
pub(crate) fn run(conn: &mut Connection, statements: &[&str]) {
    for text in statements {
        conn.execute(&sql(text)).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    }
}

/// The error of a statement that must fail.
pub(crate) fn fails(conn: &mut Connection, text: &str) -> Option<aludel::Error> {
    conn.execute(&sql(text)).err()
}

/// The single integer that a query gives.
pub(crate) fn int(conn: &mut Connection, text: &str) -> i64 {
    conn.fetch_one_as::<(i64,)>(&sql(text)).unwrap().0
}
