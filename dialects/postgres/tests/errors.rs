//! What is PostgreSQL's own about errors; tests/errors of the core provokes each kind.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind as Kind;
use aludel::engine::Engine;
use aludel_postgres::{Postgres, ServerError};
use common::{Database, int, run, sql};
use std::error::Error as _;

#[test]
fn a_syntax_error_tells_where() {
    let db = Database::new();
    let error = db.connect().execute(&sql("SELECT 1 FRM t x")).unwrap_err();
    assert!(error.to_string().ends_with("see character 14 of the statement"), "{error}");
    let server = error.source().and_then(|e| e.downcast_ref::<ServerError>()).unwrap();
    assert_eq!((server.position, server.severity.as_str()), (Some(14), "ERROR"));
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
    let nobody = "postgres://u@127.0.0.1:1/db";
    for (url, says) in [
        (nobody, &["can't connect to 127.0.0.1:1"][..]),
        ("postgres://u@no.such.host.invalid/db", &["can't connect to no.such.host"]),
        ("postgres://u@127.0.0.1:1,[::1]:2/db", &["127.0.0.1:1: ", "; can't connect to [::1]:2"]),
    ] {
        let error = Engine::open(&Postgres, url).unwrap().connect().unwrap_err();
        assert_eq!(error.kind(), Kind::Connect, "{error:?}");
        assert!(says.iter().all(|part| error.to_string().contains(part)), "{error}");
    }
}

#[test]
fn something_that_is_no_server_is_a_connect_error() {
    use std::io::{Read, Write};
    for answer in [
        &b"HTTP/1.1 400 Bad Request\r\n\r\n"[..],
        b"",
        b"R\0\0\0\x03",
        b"R\xff\xff\xff\xff",
        b"R\x7f\xff\xff\xff",
    ] {
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
