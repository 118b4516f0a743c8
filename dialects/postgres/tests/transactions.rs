//! Transactions, disconnects, the statement cache and streams.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use std::time::{Duration, Instant};

use aludel::ErrorKind as Kind;
use aludel::engine::{Engine, Status};
use aludel::prelude::*;
use aludel_postgres::Postgres;
use common::{Database, int, run, sql, text};

#[test]
fn the_server_says_where_the_transaction_stands() {
    let db = Database::new();
    let mut conn = db.connect();
    for (statement, status) in [
        ("SELECT 1", Status::Idle),
        ("BEGIN", Status::Open),
        ("SELECT 1", Status::Open),
        ("SELECT 1 / 0", Status::Failed),
        ("ROLLBACK", Status::Idle),
        ("SELECT 1 / 0", Status::Idle),
        ("DO $$ BEGIN COMMIT; END $$", Status::Idle),
    ] {
        let _ = conn.driver().execute(statement, &[]);
        assert_eq!(conn.driver().transaction_status(), status, "{statement}");
    }
    let _ = conn.driver().execute_script("BEGIN; SELECT 1; SELECT 1 / 0");
    assert_eq!(conn.driver().transaction_status(), Status::Failed);
}

#[test]
fn a_commit_that_rolls_back_is_an_error() {
    let db = Database::new();
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (x int)"]);
    // Past the engine's own state, straight to the driver.
    conn.driver().begin().unwrap();
    assert!(conn.driver().execute("SELECT 1 / 0", &[]).is_err());
    let error = conn.driver().commit().unwrap_err();
    assert_eq!(error.kind(), Kind::Transaction);
    assert!(error.to_string().contains("answered COMMIT with ROLLBACK"), "{error}");

    // The error is in a row that nobody reads.
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (1)"]);
    let mut rows = tx.rows(&sql("SELECT 10 / (5 - n) FROM generate_series(1, 9) n")).unwrap();
    assert!(rows.next().unwrap().is_ok());
    drop(rows);
    let committed = tx.commit();
    assert!(committed.is_err() || int(&mut conn, "SELECT count(*) FROM t") == 1);
    // And one that was read to the error.
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["DELETE FROM t"]);
    assert!(tx.fetch_all(&sql("SELECT 10 / (5 - n) FROM generate_series(1, 9) n")).is_err());
    assert!(tx.commit().is_err());
}

#[test]
fn an_error_behind_the_rows_that_were_read_is_told() {
    let db = Database::new();
    let mut conn = db.connect();
    let error = conn.fetch_first(&sql("SELECT 10 / (5 - n) FROM generate_series(1, 9) n"));
    assert_eq!(error.unwrap_err().kind(), Kind::Data);
    run(
        &mut conn,
        &[
            "CREATE TABLE p (id int PRIMARY KEY)",
            "CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED)",
        ],
    );
    // What commits by itself fails at its very end.
    let q = sql("INSERT INTO c VALUES (1) RETURNING p");
    assert_eq!(conn.fetch_all(&q).unwrap_err().kind(), Kind::ForeignKey);
    assert_eq!(conn.execute(&q).unwrap_err().kind(), Kind::ForeignKey);
    let streamed = conn.rows(&q).unwrap().collect::<Result<Vec<_>, _>>();
    assert_eq!(streamed.unwrap_err().kind(), Kind::ForeignKey);
    let mut tx = conn.begin().unwrap();
    tx.execute(&q).unwrap();
    assert_eq!(tx.commit().unwrap_err().kind(), Kind::ForeignKey);
    assert_eq!(int(&mut conn, "SELECT count(*) FROM c"), 0);
}

#[test]
fn savepoints_nest() {
    let db = Database::new();
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (x int PRIMARY KEY)"]);
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (1)"]);
    let failed = tx.transaction(|inner| inner.execute(&sql("INSERT INTO t VALUES (1)")).map(drop));
    assert_eq!(failed.unwrap_err().kind(), Kind::Unique);
    tx.transaction(|inner| inner.execute(&sql("INSERT INTO t VALUES (2)")).map(drop)).unwrap();
    tx.commit().unwrap();
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t"), 2);
}

#[test]
fn a_connection_that_the_server_ends_is_lost() {
    let db = Database::new();
    let engine = db.engine();
    for in_transaction in [false, true] {
        let mut conn = engine.connect().unwrap();
        let pid = int(&mut conn, "SELECT pg_backend_pid()::int8");
        let kill = format!("SELECT pg_terminate_backend({pid})");
        if in_transaction {
            let mut tx = conn.begin().unwrap();
            run(&mut tx, &["SELECT 1"]);
            run(&mut db.admin(), &[&kill]);
            let error = tx.execute(&sql("SELECT 1")).unwrap_err();
            assert_eq!(error.kind(), Kind::Disconnect, "{error:?}");
            assert_eq!(tx.commit().unwrap_err().kind(), Kind::Disconnect);
        } else {
            run(&mut db.admin(), &[&kill]);
            let error = conn.execute(&sql("SELECT 1")).unwrap_err();
            assert_eq!(
                (error.kind(), error.code()),
                (Kind::Disconnect, Some("57P01")),
                "{error:?}"
            );
        }
        assert_eq!(conn.driver().transaction_status(), Status::Lost);
        assert_eq!(conn.execute(&sql("SELECT 1")).unwrap_err().kind(), Kind::Disconnect);
        drop(conn);
        assert_eq!(int(&mut engine.connect().unwrap(), "SELECT 1"), 1);
    }
    let mut conn = engine.connect().unwrap();
    let pid = int(&mut conn, "SELECT pg_backend_pid()::int8");
    let mut rows = conn.rows(&sql("SELECT n FROM generate_series(1, 100000) n")).unwrap();
    assert!(rows.next().unwrap().is_ok());
    run(&mut db.admin(), &[&format!("SELECT pg_terminate_backend({pid})")]);
    let error = rows.find_map(Result::err).unwrap();
    assert_eq!(error.kind(), Kind::Disconnect, "{error:?}");
}

#[test]
fn statements_are_prepared_once_and_closed_when_evicted() {
    let db = Database::new();
    let prepared = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'aludel%'";
    let mut conn = db.connect();
    for _ in 0..5 {
        assert_eq!(conn.fetch_one(&select(value(7))).unwrap(), 7.into());
    }
    assert_eq!(int(&mut conn, prepared), 2);

    let engine = Engine::open(&Postgres, &db.url("statement_cache=3")).unwrap();
    let mut conn = engine.connect().unwrap();
    for i in 0..50 {
        assert_eq!(int(&mut conn, &format!("SELECT {i}::int8")), i);
    }
    assert!(int(&mut conn, prepared) <= 4, "closed when the next one is prepared");

    let engine = Engine::open(&Postgres, &db.url("statement_cache=0")).unwrap();
    let mut conn = engine.connect().unwrap();
    for i in 0..5 {
        assert_eq!(conn.fetch_one(&select(value(i))).unwrap(), i.into());
    }
    assert_eq!(int(&mut conn, prepared), 0);
}

#[test]
fn an_outdated_statement_is_prepared_anew() {
    let db = Database::new();
    let (mut conn, mut other) = (db.connect(), db.connect());
    run(&mut conn, &["CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)"]);
    let q = sql("SELECT * FROM t");
    assert_eq!(conn.fetch_one(&q).unwrap().values().len(), 1);
    run(&mut other, &["ALTER TABLE t ADD b text"]);
    assert_eq!(conn.fetch_one(&q).unwrap().values().len(), 2);
    run(&mut conn, &["DEALLOCATE ALL"]);
    assert_eq!(conn.fetch_one(&q).unwrap().values().len(), 2);
    let streamed = conn.rows(&q).unwrap().count();
    assert_eq!(streamed, 1);

    let mut tx = conn.begin().unwrap();
    run(&mut other, &["ALTER TABLE t ADD c text"]);
    let error = tx.fetch_one(&q).unwrap_err();
    assert_eq!(error.code(), Some("0A000"), "{error:?}");
    assert!(error.help().unwrap().contains("run it again"), "{error}");
    tx.rollback().unwrap();
    assert_eq!(conn.fetch_one(&q).unwrap().values().len(), 3);
}

#[test]
fn streams_stop_where_one_likes() {
    let db = Database::new();
    let mut conn = db.connect();
    let endless = sql("SELECT generate_series(1, 2000000000)::int8 AS n, repeat('x', 100)");
    let start = Instant::now();
    for _ in 0..3 {
        let rows = conn.rows(&endless).unwrap();
        let sum: i64 = rows.take(5_000).map(|row| row.unwrap().get::<i64>(0).unwrap()).sum();
        assert_eq!(sum, 5_000 * 5_001 / 2);
        assert_eq!(int(&mut conn, "SELECT 5::int8"), 5);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    // Forgotten, not dropped.
    std::mem::forget(conn.driver().query("SELECT n FROM generate_series(1, 9000) n", &[]).unwrap());
    assert_eq!(int(&mut conn, "SELECT 6::int8"), 6);
    // A panic on the way.
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = conn.driver().query_with("SELECT 1", &[], &mut |_| panic!("on purpose"));
    }));
    assert!(caught.is_err());
    assert_eq!(int(&mut conn, "SELECT 7::int8"), 7);
}

#[test]
fn a_large_result_streams_in_constant_memory() {
    let db = Database::new();
    let mut conn = db.connect();
    let resident = || {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    let before = resident();
    let mut rows = conn
        .rows(&sql("SELECT repeat(n::text, 1000) FROM generate_series(100000, 160000) n"))
        .unwrap();
    let mut bytes = 0;
    while let Some(row) = rows.next_ref().unwrap() {
        bytes += row.get::<&str>(0).unwrap().len();
    }
    assert_eq!(bytes, 60_001 * 6_000);
    if let (Some(before), Some(after)) = (before, resident()) {
        assert!(after < before + 50_000, "from {before} to {after} kB");
    }
}

#[test]
fn a_statement_is_cancelled_from_another_thread() {
    let db = Database::new();
    let mut conn = db.connect();
    let cancel = conn.driver().canceller().unwrap();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        cancel.cancel().unwrap();
    });
    let start = Instant::now();
    let error = conn.execute(&sql("SELECT pg_sleep(10)")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Cancelled, Some("57014")));
    assert!(start.elapsed() < Duration::from_secs(5));
    thread.join().unwrap();
    assert_eq!(int(&mut conn, "SELECT 1"), 1);
    conn.driver().canceller().unwrap().cancel().unwrap();
    assert_eq!(int(&mut conn, "SELECT 2"), 2, "nothing ran, nothing is cancelled");
}

#[test]
fn what_the_url_says_holds() {
    let db = Database::new();
    let options = "application_name=till&search_path=shop,public&options=-c%20work_mem%3D8MB&\
                   target_session_attrs=read-write&connect_timeout=5&client_encoding=utf8";
    let engine = Engine::open(&Postgres, &db.url(options)).unwrap();
    let mut conn = engine.connect().unwrap();
    for (setting, value) in
        [("application_name", "till"), ("search_path", "shop,public"), ("work_mem", "8MB")]
    {
        assert_eq!(text(&mut conn, &format!("SELECT current_setting('{setting}')")), value);
    }
    let version = text(&mut conn, "SHOW server_version_num").parse::<u32>().unwrap() / 10_000;
    assert_eq!(conn.dialect().describe(), format!("postgres {version}"));

    for (target, fits) in [
        ("any", true),
        ("primary", true),
        ("standby", false),
        ("read-only", false),
        ("prefer-standby", true),
    ] {
        let engine = Engine::open(&Postgres, &db.url(&format!("target_session_attrs={target}")));
        assert_eq!(engine.unwrap().connect().is_ok(), fits, "{target}");
    }
}

#[test]
fn the_next_server_is_tried() {
    let db = Database::new();
    let url = db.url("");
    let host = url.find('@').map_or(url.find("//").unwrap() + 2, |at| at + 1);
    let url = format!("{}127.0.0.1:1,{}", &url[..host], &url[host..]);
    let mut conn = Engine::open(&Postgres, &url).unwrap().connect().unwrap();
    assert_eq!(int(&mut conn, "SELECT 1"), 1);
}

#[cfg(unix)]
#[test]
fn unix_sockets() {
    let db = Database::new();
    let mut conn = db.connect();
    let folder =
        text(&mut conn, "SELECT split_part(current_setting('unix_socket_directories'), ',', 1)");
    let port = text(&mut conn, "SELECT current_setting('port')");
    let (user, name) =
        (text(&mut conn, "SELECT user::text"), text(&mut conn, "SELECT current_database()::text"));
    if !std::path::Path::new(&format!("{folder}/.s.PGSQL.{port}")).exists() {
        eprintln!("not run: the server's socket is not of this machine");
        return;
    }
    let url = format!("postgresql:///{name}?user={user}&host={folder}&port={port}");
    let mut conn = Engine::open(&Postgres, &url).unwrap().connect().unwrap();
    assert_eq!(int(&mut conn, "SELECT 1"), 1);
}
