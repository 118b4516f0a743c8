//! Each kind of error, provoked.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use std::error::Error as _;
use std::time::Duration;

use aludel::ErrorKind as Kind;
use aludel::engine::Engine;
use aludel_postgres::{Postgres, ServerError};
use common::{Database, int, run, sql};

#[test]
fn errors_have_their_kinds_codes_and_places() {
    let db = Database::new();
    let mut conn = db.connect();
    run(
        &mut conn,
        &[
            "CREATE TABLE p (id int PRIMARY KEY, a text NOT NULL, b int, \
             CONSTRAINT twice UNIQUE (a, b), CONSTRAINT positive CHECK (b > 0))",
            "CREATE UNIQUE INDEX lower_a ON p (lower(a)) WHERE b = 9",
            "CREATE TABLE c (p int CONSTRAINT parent REFERENCES p ON DELETE RESTRICT)",
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            "CREATE TABLE x (n int, CONSTRAINT once EXCLUDE USING gist (n WITH =))",
            "CREATE VIEW w AS SELECT * FROM p WHERE b < 50 WITH CHECK OPTION",
            "INSERT INTO p VALUES (1, 'x', 1), (9, 'y', 9)",
            "INSERT INTO c VALUES (1)",
            "INSERT INTO x VALUES (1)",
        ],
    );
    // (statement, kind, SQLSTATE, table, columns, constraint)
    let none: &[&str] = &[];
    for (text, kind, code, table, columns, constraint) in [
        (
            "INSERT INTO p VALUES (1, 'y', 2)",
            Kind::Unique,
            "23505",
            Some("p"),
            &["id"][..],
            Some("p_pkey"),
        ),
        (
            "INSERT INTO p VALUES (2, 'x', 1)",
            Kind::Unique,
            "23505",
            Some("p"),
            &["a", "b"],
            Some("twice"),
        ),
        (
            "INSERT INTO p VALUES (2, 'Y', 9)",
            Kind::Unique,
            "23505",
            Some("p"),
            none,
            Some("lower_a"),
        ),
        ("INSERT INTO x VALUES (1)", Kind::Unique, "23P01", Some("x"), &["n"], Some("once")),
        ("INSERT INTO p VALUES (2, NULL, 1)", Kind::NotNull, "23502", Some("p"), &["a"], None),
        (
            "INSERT INTO p VALUES (2, 'z', 0)",
            Kind::Check,
            "23514",
            Some("p"),
            none,
            Some("positive"),
        ),
        ("INSERT INTO w VALUES (2, 'z', 60)", Kind::Check, "44000", None, none, None),
        ("INSERT INTO c VALUES (7)", Kind::ForeignKey, "23503", Some("c"), &["p"], Some("parent")),
        ("SELECT 'x'::int", Kind::Data, "22P02", None, none, None),
        ("SELECT 1 / 0", Kind::Data, "22012", None, none, None),
        ("SELECT 2147483647 + 1", Kind::Data, "22003", None, none, None),
        ("SELECT (SELECT n FROM generate_series(1, 2) n)", Kind::Data, "21000", None, none, None),
        ("SELECT * FROM q", Kind::Missing, "42P01", None, none, None),
        ("SELECT z FROM p", Kind::Missing, "42703", None, none, None),
        ("SELECT f(1)", Kind::Missing, "42883", None, none, None),
        ("SELECT 1::nothing", Kind::Missing, "42704", None, none, None),
        ("SELECT * FROM s.p", Kind::Missing, "42P01", None, none, None),
        ("CREATE TABLE p (x int)", Kind::Exists, "42P07", None, none, None),
        ("ALTER TABLE p ADD a int", Kind::Exists, "42701", None, none, None),
        ("SELEC 1", Kind::Syntax, "42601", None, none, None),
        ("SELECT id FROM p, p AS q", Kind::Syntax, "42702", None, none, None),
        ("SELECT a, count(*) FROM p", Kind::Syntax, "42803", None, none, None),
        ("SELECT 1; SELECT 2", Kind::Syntax, "42601", None, none, None),
        ("SAVEPOINT a", Kind::Transaction, "25P01", None, none, None),
        ("SELECT lastval()", Kind::Database, "55000", None, none, None),
        ("DO $$ BEGIN RAISE 'mine'; END $$", Kind::Database, "P0001", None, none, None),
        ("SELECT pg_cancel_backend(pg_backend_pid())", Kind::Cancelled, "57014", None, none, None),
    ] {
        let error = conn.execute(&sql(text)).unwrap_err();
        assert_eq!(error.kind(), kind, "{text}: {error:?}");
        assert_eq!(error.code(), Some(code), "{text}");
        assert_eq!((error.table(), error.constraint()), (table, constraint), "{text}");
        assert_eq!(error.columns(), columns, "{text}");
        assert_eq!(error.sql(), Some(text));
        let server = error.source().and_then(|e| e.downcast_ref::<ServerError>()).unwrap();
        assert_eq!(server.code, code);
    }
    let error = conn.execute(&sql("DELETE FROM p WHERE id = 1")).unwrap_err();
    assert_eq!(error.kind(), Kind::ForeignKey, "{error:?}");
    assert_eq!(int(&mut conn, "SELECT 1"), 1, "the connection is as it was");
}

#[test]
fn a_syntax_error_tells_where() {
    let db = Database::new();
    let error = db.connect().execute(&sql("SELECT 1 FRM t x")).unwrap_err();
    assert!(error.to_string().ends_with("see character 14 of the statement"), "{error}");
    let server = error.source().and_then(|e| e.downcast_ref::<ServerError>()).unwrap();
    assert_eq!((server.position, server.severity.as_str()), (Some(14), "ERROR"));
}

#[test]
fn rights_and_read_only_transactions() {
    let db = Database::new();
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (x int)", "SET default_transaction_read_only = on"]);
    let error = conn.execute(&sql("INSERT INTO t VALUES (1)")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Permission, Some("25006")));
    run(&mut conn, &["SET default_transaction_read_only = off", "SET ROLE pg_monitor"]);
    let error = conn.execute(&sql("INSERT INTO t VALUES (1)")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Permission, Some("42501")));
}

#[test]
fn timeouts() {
    let db = Database::new();
    let (mut a, mut b) = (db.connect(), db.connect());
    run(&mut a, &["CREATE TABLE t (x int)", "BEGIN", "LOCK TABLE t"]);
    run(&mut b, &["SET lock_timeout = 20"]);
    let error = b.execute(&sql("SELECT * FROM t")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Timeout, Some("55P03")));
    let error = b.execute(&sql("SELECT * FROM t FOR UPDATE NOWAIT")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Timeout, Some("55P03")));
    run(&mut b, &["SET statement_timeout = 20"]);
    let error = b.execute(&sql("SELECT pg_sleep(5)")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Timeout, Some("57014")));
    run(&mut a, &["ROLLBACK"]);
}

#[test]
fn serialization_failures_and_deadlocks() {
    let db = Database::new();
    let (mut a, mut b) = (db.connect(), db.connect());
    run(&mut a, &["CREATE TABLE t (id int, x int)", "INSERT INTO t VALUES (1, 0), (2, 0)"]);
    for conn in [&mut a, &mut b] {
        run(conn, &["BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT * FROM t"]);
    }
    run(&mut a, &["UPDATE t SET x = 1 WHERE id = 1", "COMMIT"]);
    let error = b.execute(&sql("UPDATE t SET x = 2 WHERE id = 1")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Serialization, Some("40001")));
    b.driver().rollback().unwrap();
    run(&mut b, &["SET deadlock_timeout = 10"]);
    run(&mut a, &["SET deadlock_timeout = '10s'", "BEGIN", "UPDATE t SET x = 1 WHERE id = 1"]);
    run(&mut b, &["BEGIN", "UPDATE t SET x = 1 WHERE id = 2"]);
    let first = std::thread::spawn(move || {
        run(&mut a, &["UPDATE t SET x = 1 WHERE id = 2", "COMMIT"]);
    });
    std::thread::sleep(Duration::from_millis(200));
    let error = b.execute(&sql("UPDATE t SET x = 1 WHERE id = 1")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Deadlock, Some("40P01")));
    b.driver().rollback().unwrap();
    first.join().unwrap();
}

#[test]
fn no_type_for_a_parameter() {
    let db = Database::new();
    let mut conn = db.connect();
    let (a, b) = (1, 2);
    let error = conn.fetch_all(&aludel::sql!("SELECT {a} + {b}")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Syntax, Some("42725")));
    assert!(error.help().unwrap().contains("CAST({value} AS bigint)"), "{error}");
    let error = conn.fetch_all(&sql("SELECT $1::int, $2::int")).unwrap_err();
    assert_eq!(error.kind(), Kind::Parameter);
    assert!(error.to_string().contains("2 placeholders, and 0 parameters"), "{error}");
    assert_eq!(int(&mut conn, "SELECT 1"), 1);
}

#[test]
fn copy_is_refused_and_leaves_the_connection_usable() {
    let db = Database::new();
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (x int)"]);
    for _ in 0..2 {
        let error = conn.execute(&sql("COPY t FROM STDIN")).unwrap_err();
        assert_eq!(error.kind(), Kind::Unsupported, "{error:?}");
        assert!(conn.fetch_all(&sql("COPY t FROM STDIN")).is_err());
        assert!(conn.fetch_all(&sql("COPY t TO STDOUT")).is_err());
        assert!(conn.driver().execute_script("SELECT 1; COPY t FROM STDIN").is_err());
        assert_eq!(int(&mut conn, "SELECT 7"), 7);
    }
}

#[test]
fn connecting_fails_with_a_reason() {
    let db = Database::new();
    let url = db.url("");
    for (url, says) in [
        (
            url.replace(&url[url.rfind('/').unwrap()..], "/nowhere_to_be_found"),
            "refuses the connection",
        ),
        ("postgres://u@127.0.0.1:1/db".to_owned(), "can't connect to 127.0.0.1:1"),
        ("postgres://u@no.such.host.invalid/db".to_owned(), "can't connect to no.such.host"),
    ] {
        let error = Engine::open(&Postgres, &url).unwrap().connect().unwrap_err();
        assert_eq!(error.kind(), Kind::Connect, "{error:?}");
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[test]
fn something_that_is_no_server_is_a_connect_error() {
    use std::io::{Read, Write};
    for answer in
        [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], b"", b"R\0\0\0\x03", b"R\xff\xff\xff\xff"]
    {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 1000]);
            let _ = stream.write_all(answer);
        });
        let url = format!("postgres://u@127.0.0.1:{port}/db");
        let error = Engine::open(&Postgres, &url).unwrap().connect().unwrap_err();
        assert_eq!(error.kind(), Kind::Connect, "{error:?}");
        thread.join().unwrap();
    }
    // One that says nothing at all is given up.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("postgres://u@127.0.0.1:{port}/db?connect_timeout=0.2");
    let error = Engine::open(&Postgres, &url).unwrap().connect().unwrap_err();
    assert_eq!(error.kind(), Kind::Connect, "{error:?}");
}
