//! Ways to a server.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind;
use aludel::engine::Engine;
use aludel::prelude::*;
use aludel_mysql::{MariaDb, MySql};
use common::{Database, int, on_both, run, sql, variable};

on_both! {
    the_server_says_what_it_is,
    by_unix_socket,
    the_next_server_is_tried,
    a_name_with_several_addresses,
    text_is_utf8mb4,
    compressed,
    encrypted,
}

fn the_server_says_what_it_is(db: &Database) {
    for (engine, name) in [
        (Engine::open(&MySql, &*db.url("")), "mysql"),
        (Engine::open(&MariaDb, &*db.url("")), "mariadb"),
        (Engine::open_any(&[&MariaDb, &MySql], &*db.url("")), "any"),
    ] {
        let conn = engine.unwrap().connect().unwrap();
        let found = conn.dialect().describe();
        assert_eq!(found.starts_with("mariadb"), db.mariadb, "{name}: {found}");
        assert!(!found.ends_with(" 0.0"), "{found}");
    }
}

fn by_unix_socket(db: &Database) {
    let socket = variable(&format!("{}_SOCKET", db.variable));
    let name = db.name();
    let encoded = socket.replace('/', "%2F");
    for url in [
        format!("mysql://root@localhost/{name}?unix_socket={socket}"),
        format!("mariadb://root@{encoded}/{name}"),
    ] {
        let mut conn = Engine::open(&MySql, &*url).unwrap().connect().unwrap();
        assert_eq!(int(&mut conn, "SELECT 7"), 7);
    }
}

fn the_next_server_is_tried(db: &Database) {
    let url = db.url("").replacen('@', "@127.0.0.1:1,", 1);
    let mut conn = Engine::open(&MySql, &*url).unwrap().connect().unwrap();
    run(&mut conn, &["DO 1"]);
}

/// The server listens to 127.0.0.1 alone, and `localhost` may be ::1 too.
fn a_name_with_several_addresses(db: &Database) {
    let mut url = aludel::engine::Url::parse(&db.url("")).unwrap();
    let port = url.hosts()[0].port;
    url = aludel::engine::Url::server("mysql").with_host("localhost", port).with_user("root");
    let connected = Engine::open(&MySql, url).unwrap().connect();
    assert_eq!(int(&mut connected.unwrap(), "SELECT 7"), 7);
}

fn text_is_utf8mb4(db: &Database) {
    let mut conn = Engine::open(&MySql, &*db.url("?charset=utf8mb4")).unwrap().connect().unwrap();
    for variable in ["client", "connection", "results"] {
        let q = sql(&format!("SELECT @@character_set_{variable}"));
        assert_eq!(conn.fetch_one_as::<(String,)>(&q).unwrap().0, "utf8mb4", "{variable}");
    }
    run(&mut conn, &["CREATE TABLE t (s VARCHAR(20) CHARACTER SET utf8mb4)"]);
    let crab = "🦀 é \u{10FFFF}";
    conn.execute(&insert(table("t")).set("s", crab)).unwrap();
    let found =
        conn.fetch_one_as::<(String, i64)>(&sql("SELECT s, char_length(s) FROM t")).unwrap();
    assert_eq!(found, (crab.to_owned(), 5));
}

fn compressed(db: &Database) {
    let mut conn = Engine::open(&MySql, &*db.url("?compress=true")).unwrap().connect().unwrap();
    let row = conn.fetch_one(&sql("SHOW SESSION STATUS LIKE 'Compression'")).unwrap();
    assert_eq!(row.get::<&str>(1).unwrap(), "ON");
    let long = "x".repeat(3 << 20);
    let back = conn.fetch_one(&select(value(long.as_str()))).unwrap();
    assert_eq!(back, Value::from(long));
}

#[cfg(not(feature = "tls"))]
fn encrypted(db: &Database) {
    let error = Engine::open(&MySql, &*db.url("?ssl-mode=required")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Url);
    assert!(error.to_string().contains("feature tls"), "{error}");
    let _ = sql("");
}

#[cfg(feature = "tls")]
fn encrypted(db: &Database) {
    let ca = variable("ALUDEL_TEST_TLS_CA");
    for options in [
        "?ssl-mode=required".to_owned(),
        format!("?ssl-mode=verify_ca&ssl-ca={ca}"),
        format!("?ssl_mode=VERIFY_IDENTITY&ssl_ca={ca}"),
    ] {
        let engine = Engine::open(&MySql, &*db.url(&options)).unwrap();
        let mut conn = engine.connect().unwrap_or_else(|e| panic!("{options}: {e:?}"));
        let row = conn.fetch_one(&sql("SHOW SESSION STATUS LIKE 'Ssl_cipher'")).unwrap();
        assert!(!row.get::<&str>(1).unwrap().is_empty(), "{options}");
    }
    let engine = Engine::open(&MySql, &*db.url("?ssl-mode=verify_identity")).unwrap();
    let error = engine.connect().map(drop).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
}
