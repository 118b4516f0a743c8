//! Transactions, and what ends them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::sync::mpsc;
use std::time::Duration;

use aludel::ErrorKind;
use aludel::engine::{PooledConnection, Status};
use aludel::prelude::*;
use common::{Database, int, on_both, run, sql};

on_both! {
    commit_and_rollback,
    savepoints_nest,
    a_deadlock_ends_the_transaction,
    a_lock_timeout_leaves_it_open,
    what_commits_by_itself_is_noticed,
    a_failed_ddl_statement_has_committed,
    an_error_leaves_the_transaction_open,
    what_the_session_is_set_to,
    a_killed_connection_is_lost,
    a_killed_query_leaves_the_connection,
}

fn setup(db: &Database) -> PooledConnection {
    let mut conn = db.connect();
    run(
        &mut conn,
        &["CREATE TABLE t (id INT PRIMARY KEY, n INT)", "INSERT INTO t VALUES (1, 0), (2, 0)"],
    );
    conn
}

fn commit_and_rollback(db: &Database) {
    let mut conn = setup(db);
    assert_eq!(conn.driver().transaction_status(), Status::Idle);
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (3, 0)"]);
    assert_eq!(tx.driver().transaction_status(), Status::Open);
    tx.commit().unwrap();
    assert_eq!(conn.driver().transaction_status(), Status::Idle);
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (4, 0)"]);
    tx.rollback().unwrap();
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (4, 0)"]);
    drop(tx);
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t"), 3);
    assert_eq!(int(&mut db.connect(), "SELECT count(*) FROM t"), 3);
}

fn savepoints_nest(db: &Database) {
    let mut conn = setup(db);
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (3, 0)"]);
    let mut inner = tx.begin().unwrap();
    run(&mut inner, &["INSERT INTO t VALUES (4, 0)"]);
    inner.rollback().unwrap();
    let mut inner = tx.begin().unwrap();
    run(&mut inner, &["INSERT INTO t VALUES (5, 0)"]);
    inner.commit().unwrap();
    tx.commit().unwrap();
    assert_eq!(int(&mut conn, "SELECT sum(id) FROM t"), 11);
}

fn a_deadlock_ends_the_transaction(db: &Database) {
    let mut conn = setup(db);
    let engine = db.engine();
    let (locked, is_locked) = mpsc::channel();
    let (go, wait) = mpsc::channel();
    // The one that has changed more is not the victim.
    let other = std::thread::spawn(move || {
        let mut conn = engine.connect().unwrap();
        let mut tx = conn.begin().unwrap();
        for id in 100..200 {
            tx.execute(&sql(&format!("INSERT INTO t VALUES ({id}, 0)"))).unwrap();
        }
        run(&mut tx, &["UPDATE t SET n = 1 WHERE id = 2"]);
        locked.send(()).unwrap();
        wait.recv().unwrap();
        run(&mut tx, &["UPDATE t SET n = 1 WHERE id = 1"]);
        tx.commit().unwrap();
    });
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (3, 0)", "UPDATE t SET n = 2 WHERE id = 1"]);
    is_locked.recv().unwrap();
    go.send(()).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let error = tx.execute(&sql("UPDATE t SET n = 2 WHERE id = 2")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Deadlock, Some("1213")));
    // What ran now would commit by itself.
    let error = tx.execute(&sql("INSERT INTO t VALUES (4, 0)")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transaction, "{error:?}");
    assert!(tx.commit().is_err());
    other.join().unwrap();
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t WHERE id IN (3, 4)"), 0);
    assert_eq!(int(&mut conn, "SELECT sum(n) FROM t"), 2);
}

fn a_lock_timeout_leaves_it_open(db: &Database) {
    let mut conn = setup(db);
    let mut other = db.connect();
    let mut tx = other.begin().unwrap();
    run(&mut tx, &["UPDATE t SET n = 1 WHERE id = 2"]);
    run(&mut conn, &["SET innodb_lock_wait_timeout = 1"]);
    let mut mine = conn.begin().unwrap();
    run(&mut mine, &["UPDATE t SET n = 5 WHERE id = 1"]);
    let error = mine.execute(&sql("UPDATE t SET n = 5 WHERE id = 2")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    assert_eq!(mine.driver().transaction_status(), Status::Open);
    mine.commit().unwrap();
    drop(tx);
    assert_eq!(int(&mut conn, "SELECT n FROM t WHERE id = 1"), 5);
}

fn what_commits_by_itself_is_noticed(db: &Database) {
    for statement in ["CREATE TABLE u (a INT)", "TRUNCATE TABLE t", "COMMIT", "ROLLBACK"] {
        let mut conn = db.connect();
        run(&mut conn, &["DROP TABLE IF EXISTS t, u", "CREATE TABLE t (id INT PRIMARY KEY)"]);
        let mut tx = conn.begin().unwrap();
        run(&mut tx, &["INSERT INTO t VALUES (3)", statement]);
        let error = tx.execute(&sql("INSERT INTO t VALUES (4)")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transaction, "{statement}: {error:?}");
        drop(tx);
        assert_eq!(int(&mut conn, "SELECT count(*) FROM t WHERE id = 4"), 0);
    }
}

fn a_failed_ddl_statement_has_committed(db: &Database) {
    let mut conn = setup(db);
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (3, 0)"]);
    assert_eq!(tx.execute(&sql("CREATE TABLE t (a INT)")).unwrap_err().kind(), ErrorKind::Exists);
    // MariaDB finds that out before it commits, MySQL after it.
    let status = tx.driver().transaction_status();
    let next = tx.execute(&sql("INSERT INTO t VALUES (4, 0)"));
    match status {
        Status::Open => assert!(next.is_ok()),
        _ => assert_eq!(next.unwrap_err().kind(), ErrorKind::Transaction),
    }
    drop(tx);
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t WHERE id = 4"), 0);
    assert_eq!(
        int(&mut conn, "SELECT count(*) FROM t WHERE id = 3"),
        i64::from(status == Status::Idle)
    );
}

fn an_error_leaves_the_transaction_open(db: &Database) {
    let mut conn = setup(db);
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (3, 0)"]);
    for (text, kind) in [
        ("INSERT INTO t VALUES (1, 0)", ErrorKind::Unique),
        ("SELECT nope FROM t", ErrorKind::Missing),
        ("SELECT id + 9223372036854775807 FROM t", ErrorKind::Data),
    ] {
        assert_eq!(tx.fetch_all(&sql(text)).unwrap_err().kind(), kind);
        let rows = tx.rows(&sql(text)).and_then(|rows| rows.collect::<aludel::Result<Vec<_>>>());
        assert_eq!(rows.unwrap_err().kind(), kind);
        assert_eq!(int(&mut tx, "SELECT count(*) FROM t"), 3);
    }
    tx.commit().unwrap();
    assert_eq!(int(&mut db.connect(), "SELECT count(*) FROM t"), 3);
}

fn what_the_session_is_set_to(db: &Database) {
    let mut conn = db.connect();
    let row = conn.fetch_one(&sql("SELECT @@time_zone, @@autocommit, @@sql_mode")).unwrap();
    assert_eq!(row.get::<&str>(0).unwrap(), "+00:00");
    assert_eq!(row.get::<i64>(1).unwrap(), 1);
    let mode = row.get::<String>(2).unwrap();
    assert!(mode.contains("STRICT_ALL_TABLES") && mode.contains("NO_AUTO_VALUE_ON_ZERO"), "{mode}");
    let engine = aludel::engine::Engine::open(
        &aludel_mysql::MySql,
        &*db.url("?sql_mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE"),
    )
    .unwrap();
    let mut conn = engine.connect().unwrap();
    let t = Table::build("t`\"")
        .primary_key("i\\d", SqlType::BigInt)
        .nullable("s", SqlType::Text)
        .finish();
    conn.create_all(&[(&t).into()]).unwrap();
    for (id, text) in [(1, "\\"), (2, "\\' OR 1 = 1 -- "), (3, "\"'`%_!\\\\"), (4, "a\\%b")] {
        conn.execute(&insert(&t).set("i\\d", id).set("s", literal(text))).unwrap();
        for cond in [
            t.col("s").eq(literal(text)),
            t.col("s").eq(text),
            t.col("s").starts_with(text),
            t.col("s").ends_with(literal(text)),
            not(not(t.col("s").eq(text))),
        ] {
            let q = select(t.col("i\\d").typed::<Int>()).from(&t).filter(cond);
            assert_eq!(conn.fetch_all(&q).unwrap(), [id], "{}", q.to_sql(conn.dialect()).unwrap());
        }
    }
    let like = select(t.col("i\\d").typed::<Int>()).from(&t).filter(t.col("s").like("a\\%b"));
    assert_eq!(conn.fetch_all(&like).unwrap(), [4]);
    let q = select(concat(["a", "b"]));
    assert_eq!(conn.fetch_one(&q).unwrap(), Some("ab".to_owned()));
}

fn a_killed_connection_is_lost(db: &Database) {
    let mut conn = setup(db);
    let id = int(&mut conn, "SELECT connection_id()");
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (3, 0)"]);
    run(&mut db.connect(), &[&format!("KILL {id}")]);
    std::thread::sleep(Duration::from_millis(50));
    let error = tx.execute(&sql("INSERT INTO t VALUES (4, 0)")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Disconnect, "{error:?}");
    assert_eq!(tx.driver().transaction_status(), Status::Lost);
    assert_eq!(
        tx.execute(&sql("INSERT INTO t VALUES (4, 0)")).unwrap_err().kind(),
        ErrorKind::Disconnect
    );
    assert!(tx.commit().is_err());
    assert_eq!(int(&mut db.connect(), "SELECT count(*) FROM t"), 2);
}

fn a_killed_query_leaves_the_connection(db: &Database) {
    let mut conn = setup(db);
    let id = int(&mut conn, "SELECT connection_id()");
    let engine = db.engine();
    let killer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        run(&mut engine.connect().unwrap(), &[&format!("KILL QUERY {id}")]);
    });
    let error = conn
        .fetch_all(&sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) \
         SELECT count(*) FROM n AS a, n AS b, n AS c, n AS d",
        ))
        .unwrap_err();
    killer.join().unwrap();
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{error:?}");
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t"), 2);
}
