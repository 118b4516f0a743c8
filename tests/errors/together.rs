//! What connections do to each other: locks, deadlocks, timeouts, cancelling, killing.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use aludel::Error;
use aludel::ErrorKind::{Cancelled, Deadlock, Disconnect, Serialization, Timeout};
use aludel::engine::Status;

use crate::database::{Database, fails, int, run, sql};
use crate::table::{Case, any_code, case, code, lacks, with_schema};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case("a row that has changed since the snapshot", Serialization)
            .sqlite(code("517").act(an_older_snapshot_of_a_file))
            .postgres(
                code("40001")
                    .act(|db| an_older_snapshot(db, &["BEGIN ISOLATION LEVEL REPEATABLE READ"])),
            )
            .mariadb(
                code("1020").act(|db| {
                    an_older_snapshot(db, &["SET innodb_snapshot_isolation = ON", "BEGIN"])
                }),
            )
            .mysql(lacks("it changes the row as it is now")),
        case("a schema change under a prepared statement", Serialization)
            .sqlite(lacks("it prepares the statement anew"))
            .postgres(code("0A000").act(an_outdated_statement))
            .both(lacks("they prepare the statement anew")),
        case("two that wait for each other", Deadlock)
            .sqlite(lacks("it has one writer"))
            .postgres(code("40P01").act(|db| two_wait(db, &["SET deadlock_timeout = 50"])))
            .both(code("1213").act(|db| two_wait(db, &[]))),
        case("a lock that is not given", Timeout)
            .sqlite(code("5").act(|db| locked(db, &[])))
            .postgres(code("55P03").act(|db| locked(db, &["SET lock_timeout = 50"])))
            .both(code("1205").act(|db| locked(db, &["SET innodb_lock_wait_timeout = 1"]))),
        case("a lock that is not waited for", Timeout)
            .sqlite(lacks("rows are not locked"))
            .postgres(code("55P03").table("parent").act(not_waited_for))
            .mariadb(code("1205").act(not_waited_for))
            .mysql(code("3572").act(not_waited_for)),
        case("a statement that takes too long", Timeout)
            .sqlite(lacks("there is no such limit"))
            .postgres(
                code("57014").by("SELECT pg_sleep(10)").after(&["SET statement_timeout = 50"]),
            )
            .mariadb(
                code("1969")
                    .by("SELECT sleep(10) FROM parent")
                    .after(&["SET max_statement_time = 0.05"]),
            )
            .mysql(code("3024").by(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) \
                 SELECT /*+ MAX_EXECUTION_TIME(50) */ count(*) FROM n AS a, n AS b, n AS c, n AS d",
            )),
        case("a statement that is cancelled", Cancelled)
            .act(cancelled)
            .sqlite(code("9"))
            .postgres(code("57014"))
            .both(code("1317")),
        case("a stream that is cancelled", Cancelled)
            .act(cancelled_stream)
            .sqlite(code("9"))
            .postgres(code("57014"))
            .both(code("1317")),
        case("a connection that is killed", Disconnect)
            .act(|db| killed(db, false))
            .sqlite(lacks("there is no server"))
            .postgres(code("57P01"))
            .both(any_code()),
        case("a connection that is killed in a transaction", Disconnect)
            .act(|db| killed(db, true))
            .sqlite(lacks("there is no server"))
            .postgres(code("57P01"))
            .both(any_code()),
    ]
}

fn an_older_snapshot(db: &Database, begin: &[&str]) -> Option<Error> {
    let (mut first, mut second) = (with_schema(db), db.connect());
    run(&mut first, begin);
    run(&mut first, &["SELECT * FROM parent"]);
    run(&mut second, &["UPDATE parent SET b = b + 1 WHERE id = 2"]);
    let error = fails(&mut first, "UPDATE parent SET b = b + 1 WHERE id = 2");
    let _ = first.driver().rollback();
    error
}

/// In the mode in which readers and a writer do not wait for each other.
fn an_older_snapshot_of_a_file(db: &Database) -> Option<Error> {
    let mut first = with_schema(db);
    first.fetch_all(&sql("PRAGMA journal_mode = wal")).unwrap();
    an_older_snapshot(db, &["BEGIN"])
}

fn an_outdated_statement(db: &Database) -> Option<Error> {
    let mut conn = with_schema(db);
    run(&mut conn, &["CREATE TABLE grows (a int)", "SELECT * FROM grows"]);
    let mut tx = conn.begin().unwrap();
    run(&mut db.connect(), &["ALTER TABLE grows ADD b text"]);
    let error = fails(&mut tx, "SELECT * FROM grows");
    tx.rollback().unwrap();
    // Outside of a transaction it is prepared anew, and nobody notices.
    run(&mut db.connect(), &["ALTER TABLE grows ADD c text"]);
    run(&mut conn, &["SELECT * FROM grows", "DROP TABLE grows"]);
    error
}

fn two_wait(db: &Database, setup: &[&str]) -> Option<Error> {
    let mut mine = with_schema(db);
    let mut theirs = db.connect();
    run(&mut mine, setup);
    run(&mut theirs, setup);
    let (locked, is_locked) = mpsc::channel();
    let (both, both_have) = mpsc::channel();
    let other = std::thread::spawn(move || {
        let mut tx = theirs.begin().unwrap();
        run(&mut tx, &["UPDATE parent SET b = 5 WHERE id = 2"]);
        locked.send(()).unwrap();
        both_have.recv().unwrap();
        let error = fails(&mut tx, "UPDATE parent SET b = 5 WHERE id = 1");
        drop(tx);
        error
    });
    let mut tx = mine.begin().unwrap();
    run(&mut tx, &["UPDATE parent SET b = 6 WHERE id = 1"]);
    is_locked.recv().unwrap();
    both.send(()).unwrap();
    let error = fails(&mut tx, "UPDATE parent SET b = 6 WHERE id = 2");
    if error.is_some() {
        // Nothing commits by itself in what was a transaction.
        assert!(fails(&mut tx, "UPDATE parent SET b = 7 WHERE id = 2").is_some());
    }
    drop(tx);
    let other = other.join().unwrap();
    assert_ne!(error.is_some(), other.is_some(), "one of them is the victim");
    assert_eq!(int(&mut mine, "SELECT count(*) FROM parent WHERE b = 7"), 0);
    error.or(other)
}

fn locked(db: &Database, setup: &[&str]) -> Option<Error> {
    let (mut holder, mut conn) = (with_schema(db), db.connect());
    run(&mut conn, setup);
    let mut tx = holder.begin().unwrap();
    run(&mut tx, &["UPDATE parent SET b = 3 WHERE id = 1"]);
    let error = fails(&mut conn, "UPDATE parent SET b = 4 WHERE id = 1");
    tx.rollback().unwrap();
    run(&mut conn, &["UPDATE parent SET b = 1 WHERE id = 1"]);
    error
}

fn not_waited_for(db: &Database) -> Option<Error> {
    let (mut holder, mut conn) = (with_schema(db), db.connect());
    let mut tx = holder.begin().unwrap();
    run(&mut tx, &["UPDATE parent SET b = 3 WHERE id = 1"]);
    let error = fails(&mut conn, "SELECT * FROM parent WHERE id = 1 FOR UPDATE NOWAIT");
    tx.rollback().unwrap();
    error
}

/// More work than anybody waits for.
const LONG: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) \
                    SELECT count(*) FROM n AS a, n AS b, n AS c, n AS d";
const MANY: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) \
                    SELECT a.i FROM n AS a, n AS b, n AS c";

fn cancelled(db: &Database) -> Option<Error> {
    let mut conn = with_schema(db);
    let cancel = conn.driver().canceller().unwrap();
    let again = cancel.clone();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        cancel.cancel().unwrap();
    });
    let start = Instant::now();
    let error = fails(&mut conn, LONG);
    thread.join().unwrap();
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!(int(&mut conn, "SELECT 7"), 7);
    // Where nothing runs nothing is cancelled.
    again.cancel().unwrap();
    assert_eq!(int(&mut conn, "SELECT 8"), 8);
    drop(conn);
    error
}

/// A request that comes while the server waits to be asked for more rows has nothing to cancel:
/// another one does.
fn cancelled_stream(db: &Database) -> Option<Error> {
    let mut conn = with_schema(db);
    let cancel = conn.driver().canceller().unwrap();
    let many = sql(MANY);
    let mut rows = conn.rows(&many).unwrap();
    assert!(rows.next().unwrap().is_ok());
    let (over, is_over) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        while is_over.recv_timeout(Duration::from_millis(50)).is_err() {
            cancel.cancel().unwrap();
        }
    });
    let error = rows.find_map(Result::err);
    over.send(()).unwrap();
    thread.join().unwrap();
    drop(rows);
    assert_eq!(int(&mut conn, "SELECT 7"), 7);
    error
}

fn killed(db: &Database, in_transaction: bool) -> Option<Error> {
    let mut conn = with_schema(db);
    let (me, kill) = match db.name() {
        "postgres" => {
            ("SELECT CAST(pg_backend_pid() AS bigint)", "SELECT pg_terminate_backend({})")
        }
        _ => ("SELECT connection_id()", "KILL {}"),
    };
    let kill = kill.replace("{}", &int(&mut conn, me).to_string());
    let error = if in_transaction {
        let mut tx = conn.begin().unwrap();
        run(&mut tx, &["DELETE FROM child"]);
        run(&mut db.connect(), &[&kill]);
        std::thread::sleep(Duration::from_millis(100));
        let error = fails(&mut tx, "SELECT 1");
        // Nothing is reconnected in silence, and nothing half done is reported as done.
        assert_eq!(fails(&mut tx, "SELECT 1").map(|error| error.kind()), Some(Disconnect));
        assert_eq!(tx.commit().map_err(|error| error.kind()), Err(Disconnect));
        error
    } else {
        run(&mut db.connect(), &[&kill]);
        std::thread::sleep(Duration::from_millis(100));
        fails(&mut conn, "SELECT 1")
    };
    assert_eq!(conn.driver().transaction_status(), Status::Lost);
    assert_eq!(int(&mut db.connect(), "SELECT count(*) FROM child"), 1);
    error
}
