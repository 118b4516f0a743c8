//! What is SQLite's own about errors; tests/errors of the core provokes each kind.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind as Kind;
use aludel::engine::Engine;
use aludel_sqlite::Sqlite;
use common::{Folder, memory, run, sql};

#[test]
fn errors_have_their_kinds_codes_and_places() {
    let mut conn = memory();
    run(
        &mut conn,
        &[
            "CREATE TABLE p (id INTEGER PRIMARY KEY, b INT CHECK (b < 100))",
            "CREATE TABLE t (n INTEGER)",
        ],
    );
    // (statement, kind, extended code, table, columns, constraint)
    let none: &[&str] = &[];
    for (text, kind, code, table, columns, constraint) in [
        ("INSERT INTO p VALUES (2, 100)", Kind::Check, "275", None, none, Some("b < 100")),
        ("SELECT abs(1, 2)", Kind::Syntax, "1", None, none, None),
        ("SELECT * FROM temp.q", Kind::Missing, "1", Some("q"), none, None),
        ("SELECT t.z FROM p AS t", Kind::Missing, "1", Some("t"), &["z"], None),
        ("CREATE TABLE \"t\" (x)", Kind::Exists, "1", Some("t"), none, None),
        ("COMMIT", Kind::Transaction, "1", None, none, None),
    ] {
        let error = conn.execute(&sql(text)).unwrap_err();
        assert_eq!(error.kind(), kind, "{text}: {error:?}");
        assert_eq!(error.code(), Some(code), "{text}");
        assert_eq!((error.table(), error.constraint()), (table, constraint), "{text}");
        assert_eq!(error.columns(), columns, "{text}");
        assert_eq!(error.sql(), Some(text));
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
fn a_second_statement_in_one_text_does_not_run_in_silence() {
    let mut conn = memory();
    run(&mut conn, &["CREATE TABLE t (x)"]);
    let error = conn.execute(&sql("INSERT INTO t VALUES (1); DROP TABLE t")).unwrap_err();
    assert_eq!(error.kind(), Kind::Syntax);
    assert!(error.to_string().contains("more than one statement"), "{error}");
    run(&mut conn, &["INSERT INTO t VALUES (1); -- a comment"]);
    conn.driver().execute_script("INSERT INTO t VALUES (2); DROP TABLE t").unwrap();
}

#[test]
fn a_syntax_error_tells_where() {
    let error = memory().execute(&sql("SELECT 1 FRM t x")).unwrap_err();
    assert!(error.to_string().contains("byte"), "{error}");
}

#[test]
fn a_locked_database_is_a_timeout() {
    let folder = Folder::new();
    let url = folder.url("a.db");
    let engine = Engine::open(&Sqlite, &format!("{url}?timeout=0.05&begin=immediate")).unwrap();
    let mut a = engine.connect().unwrap();
    let mut b = engine.connect().unwrap();
    run(&mut a, &["CREATE TABLE t (x)"]);
    let tx = a.begin().unwrap();
    let error = b.begin().unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout, "{error:?}");
    assert!(error.help().unwrap().contains("raise the URL's timeout"));
    tx.commit().unwrap();
    b.begin().unwrap().commit().unwrap();
}

#[test]
fn what_can_not_be_opened_is_a_connect_error() {
    let folder = Folder::new();
    let text = folder.url("text");
    std::fs::write(text.trim_start_matches("sqlite://"), "this is no database".repeat(100))
        .unwrap();
    for url in [folder.url("none/a.db"), folder.url("a.db?mode=rw"), text] {
        let error = Engine::open(&Sqlite, &url).unwrap().connect().unwrap_err();
        assert_eq!(error.kind(), Kind::Connect, "{url}: {error:?}");
        assert!(error.to_string().contains("sqlite:path is relative"), "{error}");
    }
}
