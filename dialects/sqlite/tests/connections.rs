//! The pool, databases in memory, URLs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aludel::ErrorKind;
use aludel::engine::Engine;
use aludel_sqlite::Sqlite;
use common::{Folder, int, run, sql};

#[test]
fn a_database_in_memory_lives_as_long_as_its_engine() {
    let engine = Engine::open(&Sqlite, "sqlite::memory:").unwrap();
    run(&mut engine.connect().unwrap(), &["CREATE TABLE t (x)", "INSERT INTO t VALUES (7)"]);
    assert_eq!(int(&mut engine.clone().connect().unwrap(), "SELECT x FROM t"), 7);
    let other = Engine::open(&Sqlite, "sqlite::memory:").unwrap();
    let error = other.connect().unwrap().execute(&sql("SELECT x FROM t")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Missing);
}

#[test]
fn its_one_connection_is_waited_for() {
    let engine = Engine::builder()
        .checkout_timeout(Duration::from_millis(100))
        .open(&Sqlite, "sqlite::memory:")
        .unwrap();
    let conn = engine.connect().unwrap();
    let start = Instant::now();
    let error = engine.connect().unwrap_err();
    let waited = start.elapsed();
    assert_eq!(error.kind(), ErrorKind::PoolTimeout);
    assert!((100..400).contains(&waited.as_millis()), "{waited:?}");
    let text = error.to_string();
    assert!(text.contains("1 of at most 1 exist, 0 are idle, 0 others wait"), "{text}");
    assert!(text.contains("this database has a single connection"), "{text}");
    drop(conn);
    engine.connect().unwrap();
}

#[test]
fn a_shared_database_in_memory_has_many_connections() {
    let url = "sqlite:shared_by_two?mode=memory&cache=shared";
    let engine = Engine::open(&Sqlite, url).unwrap();
    let (mut a, mut b) = (engine.connect().unwrap(), engine.connect().unwrap());
    run(&mut a, &["CREATE TABLE t (x)", "INSERT INTO t VALUES (7)"]);
    assert_eq!(int(&mut b, "SELECT x FROM t"), 7);
}

#[test]
fn no_more_connections_than_the_pool_is_large() {
    let folder = Folder::new();
    let engine = Engine::builder().pool_size(3).open(&Sqlite, &folder.url("a.db")).unwrap();
    let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let mut conn = engine.connect().unwrap();
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    assert_eq!(int(&mut conn, "SELECT 1"), 1);
                    now.fetch_sub(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert!(most.into_inner() <= 3);
}

#[test]
fn what_is_returned_is_clean() {
    let engine = Engine::open(&Sqlite, "sqlite::memory:").unwrap();
    run(&mut engine.connect().unwrap(), &["CREATE TABLE t (x)"]);
    // A transaction that nobody ended: as a statement, forgotten, and in a panic.
    let mut conn = engine.connect().unwrap();
    run(&mut conn, &["BEGIN", "INSERT INTO t VALUES (1)"]);
    drop(conn);
    let mut conn = engine.connect().unwrap();
    let mut tx = conn.begin().unwrap();
    run(&mut tx, &["INSERT INTO t VALUES (2)"]);
    std::mem::forget(tx);
    drop(conn);
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let mut conn = engine.connect().unwrap();
        run(&mut conn, &["BEGIN", "INSERT INTO t VALUES (3)"]);
        panic!("of the test");
    }));
    assert!(panic.is_err());
    let mut conn = engine.connect().unwrap();
    assert_eq!((int(&mut conn, "SELECT count(*) FROM t"), conn.transaction_depth()), (0, 0));
    conn.begin().unwrap().commit().unwrap();
}

#[test]
fn a_failed_connect_gives_its_place_back() {
    let folder = Folder::new();
    let engine = Engine::builder()
        .pool_size(1)
        .checkout_timeout(Duration::ZERO)
        .open(&Sqlite, &folder.url("late/a.db"))
        .unwrap();
    for _ in 0..3 {
        assert_eq!(engine.connect().unwrap_err().kind(), ErrorKind::Connect);
    }
    let path = folder.url("late");
    std::fs::create_dir(path.trim_start_matches("sqlite://")).unwrap();
    engine.connect().unwrap();
}

#[test]
fn transactions_straight_from_the_engine() {
    let engine = Engine::open(&Sqlite, "sqlite::memory:").unwrap();
    engine
        .transaction(|tx| {
            run(tx, &["CREATE TABLE t (x)", "INSERT INTO t VALUES (7)"]);
            Ok(())
        })
        .unwrap();
    assert_eq!(int(&mut engine.connect().unwrap(), "SELECT x FROM t"), 7);
}

#[test]
fn url_options_take_effect() {
    let folder = Folder::new();
    for (options, pragma, value) in [
        ("", "foreign_keys", 1),
        ("?foreign_keys=off", "foreign_keys", 0),
        ("", "busy_timeout", 5000),
        ("?timeout=0.25", "busy_timeout", 250),
        ("", "recursive_triggers", 0),
        ("?recursive_triggers=on", "recursive_triggers", 1),
    ] {
        let engine = Engine::open(&Sqlite, &folder.url(&format!("a.db{options}"))).unwrap();
        let mut conn = engine.connect().unwrap();
        assert_eq!(int(&mut conn, &format!("PRAGMA {pragma}")), value, "{options} {pragma}");
    }
}

#[test]
fn the_scheme_picks_the_backend() {
    assert!(Engine::open_any(&[&Sqlite], "sqlite3::memory:").unwrap().connect().is_ok());
    let error = Engine::open_any(&[&Sqlite], "postgres://ann:secret@host/db").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Url);
    assert!(error.to_string().contains("given are for: sqlite, sqlite3"), "{error}");
    assert!(!format!("{error:?}").contains("secret"));
}

#[test]
fn the_dialect_is_the_library_s_own() {
    let engine = Engine::open(&Sqlite, "sqlite::memory:").unwrap();
    let mut conn = engine.connect().unwrap();
    let version = conn.fetch_one_as::<(String,)>(&sql("SELECT sqlite_version()")).unwrap().0;
    let dialect = conn.dialect().describe();
    assert!(format!("sqlite {version}").starts_with(&dialect), "{dialect} and {version}");
}
