//! Passwords, on a server whose `pg_hba.conf` asks the members of some roles for them, each in its
//! way: `tests/servers/postgres.sh` makes it so.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind;
use aludel::engine::{Engine, PooledConnection, Url};
use aludel_postgres::Postgres;
use common::{Database, int, run, sql, text};

const PASSWORD: &str = "p@ss/wörd: 100%? 'ß'";

/// A user who is asked for the password in one way, and goes with this.
struct User<'d> {
    db: &'d Database,
    name: String,
}

impl<'d> User<'d> {
    fn new(db: &'d Database, way: &str) -> Self {
        let mut admin = db.admin();
        let asked = format!(
            "SELECT count(*) FROM pg_hba_file_rules WHERE '+aludel_{way}' = ANY (user_name)"
        );
        assert_eq!(
            int(&mut admin, &asked),
            1,
            "not run: the server does not ask members of aludel_{way} for a password; start one by \
             `bash tests/servers/up.sh DIR`"
        );
        // Another test may be making it.
        let _ = admin.execute(&sql(&format!("CREATE ROLE aludel_{way} NOLOGIN")));
        let name = format!("aludel_u_{}_{way}", std::process::id());
        let stored = if way == "md5" { "md5" } else { "scram-sha-256" };
        let password = PASSWORD.replace('\'', "''");
        run(
            &mut admin,
            &[
                &format!("SET password_encryption = '{stored}'"),
                &format!("CREATE ROLE {name} LOGIN PASSWORD '{password}' IN ROLE aludel_{way}"),
            ],
        );
        User { db, name }
    }

    fn url(&self, options: &str) -> Url {
        Url::parse(&self.db.url(options)).unwrap().with_user(&self.name)
    }

    fn connect(&self, url: Url) -> aludel::Result<PooledConnection> {
        Engine::open(&Postgres, url)?.connect()
    }
}

impl Drop for User<'_> {
    fn drop(&mut self) {
        let _ = self.db.admin().execute(&sql(&format!("DROP ROLE {}", self.name)));
    }
}

#[test]
fn every_way_to_ask_for_a_password() {
    let db = Database::new();
    for way in ["scram", "md5", "password"] {
        let user = User::new(&db, way);
        let mut conn = user.connect(user.url("").with_password(PASSWORD)).unwrap();
        assert_eq!(text(&mut conn, "SELECT user::text"), user.name);
        drop(conn);
        for (url, code, says) in [
            (user.url("").with_password("a wrong one"), Some("28P01"), "refuses the connection"),
            (user.url("").with_password(""), Some("28P01"), "refuses the connection"),
            (user.url(""), None, "the URL has none"),
        ] {
            let error = user.connect(url).map(drop).unwrap_err();
            assert_eq!((error.kind(), error.code()), (ErrorKind::Permission, code), "{error:?}");
            assert!(error.to_string().contains(says), "{way}: {error}");
            assert!(!format!("{error:?}").contains("wrong one"), "{way}: {error:?}");
        }
        // Who is refused by one server is not presented to the next.
        let url = user.url("").with_password("a wrong one").with_host("127.0.0.1", 1);
        let error = user.connect(url).map(drop).unwrap_err();
        assert_eq!(error.code(), Some("28P01"), "{error:?}");
    }
}

#[test]
fn a_proof_is_bound_to_the_certificate_where_the_url_asks() {
    let db = Database::new();
    let tls = cfg!(feature = "tls");
    for (way, options, works) in [
        ("scram", "sslmode=require&channel_binding=require", tls),
        ("scram", "sslmode=require&channel_binding=prefer", tls),
        ("scram", "sslmode=require&channel_binding=disable", tls),
        ("scram", "sslmode=disable&channel_binding=prefer", true),
        ("scram", "sslmode=disable&channel_binding=require", false),
        ("md5", "sslmode=require&channel_binding=require", false),
        ("password", "sslmode=require&channel_binding=require", false),
    ] {
        let user = User::new(&db, way);
        let connected = user.connect(user.url(options).with_password(PASSWORD));
        assert_eq!(connected.is_ok(), works, "{way} {options}: {:?}", connected.map(drop));
    }
    // Nobody is asked for anything.
    let url = db.url("channel_binding=require");
    let error = Engine::open(&Postgres, &url).unwrap().connect().map(drop).unwrap_err();
    assert!(error.to_string().contains("requires channel binding"), "{error}");
}
