//! Transactions: commit, rollback, nesting, and what the server ends by itself.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use aludel::engine::{Engine, PooledConnection};
use aludel::prelude::*;
use aludel::{Error, ErrorKind};
use aludel_sqlite::Sqlite;
use common::{Folder, int, memory, run, sql};

fn with_table() -> PooledConnection {
    let mut conn = memory();
    run(&mut conn, &["CREATE TABLE t (x INTEGER PRIMARY KEY)"]);
    conn
}

fn rows(conn: &mut Connection) -> Vec<i64> {
    let rows = conn.fetch_all_as::<(i64,)>(&sql("SELECT x FROM t ORDER BY x")).unwrap();
    rows.into_iter().map(|(x,)| x).collect()
}

fn add(conn: &mut Connection, x: i64) -> aludel::Result<()> {
    conn.execute(&sql(&format!("INSERT INTO t VALUES ({x})"))).map(drop)
}

fn broken() -> Error {
    Error::new(ErrorKind::Invalid, "the program's own")
}

#[test]
fn ok_commits_and_an_error_rolls_back() {
    let mut conn = with_table();
    conn.transaction(|tx| add(tx, 1)).unwrap();
    let error = conn
        .transaction(|tx| {
            add(tx, 2)?;
            Err::<(), _>(broken())
        })
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!((rows(&mut conn), conn.transaction_depth()), (vec![1], 0));
}

#[test]
fn a_panic_rolls_back() {
    let mut conn = with_table();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        conn.transaction(|tx| -> aludel::Result<()> {
            add(tx, 1)?;
            panic!("of the test")
        })
    }));
    assert!(panic.is_err());
    add(&mut conn, 2).unwrap();
    assert_eq!((rows(&mut conn), conn.transaction_depth()), (vec![2], 0));
}

#[test]
fn guards_commit_when_told_and_roll_back_when_dropped() {
    let mut conn = with_table();
    let mut tx = conn.begin().unwrap();
    add(&mut tx, 1).unwrap();
    tx.commit().unwrap();
    let mut tx = conn.begin().unwrap();
    add(&mut tx, 2).unwrap();
    drop(tx);
    let mut tx = conn.begin().unwrap();
    add(&mut tx, 3).unwrap();
    tx.rollback().unwrap();
    assert_eq!(rows(&mut conn), [1]);
}

#[test]
fn an_inner_rollback_keeps_the_outer_work() {
    let mut conn = with_table();
    conn.transaction(|tx| {
        add(tx, 1)?;
        let inner = tx.transaction(|tx| {
            assert_eq!(tx.transaction_depth(), 2);
            add(tx, 2)?;
            tx.transaction(|tx| add(tx, 3))?;
            Err::<(), _>(broken())
        });
        assert!(inner.is_err());
        tx.transaction(|tx| add(tx, 4))?;
        // A statement's own failure leaves the transaction as it was.
        assert_eq!(add(tx, 4).unwrap_err().kind(), ErrorKind::Unique);
        add(tx, 5)
    })
    .unwrap();
    assert_eq!(rows(&mut conn), [1, 4, 5]);
}

#[test]
fn an_error_type_of_the_program() {
    #[derive(Debug)]
    enum Mine {
        Sql(Error),
        Own,
    }
    impl From<Error> for Mine {
        fn from(error: Error) -> Self {
            Mine::Sql(error)
        }
    }
    let mut conn = with_table();
    let own = conn.try_transaction(|tx| {
        add(tx, 1)?;
        Err::<(), _>(Mine::Own)
    });
    assert!(matches!(own, Err(Mine::Own)));
    let sql = conn.try_transaction(|tx| {
        add(tx, 1)?;
        Ok::<_, Mine>(add(tx, 1)?)
    });
    assert!(matches!(sql, Err(Mine::Sql(error)) if error.kind() == ErrorKind::Unique));
    assert!(rows(&mut conn).is_empty());
}

/// SQLite ends the transaction; the next INSERT would commit by itself.
#[test]
fn a_transaction_that_the_server_ended_errors_until_rollback() {
    let mut conn = with_table();
    add(&mut conn, 1).unwrap();
    let mut tx = conn.begin().unwrap();
    add(&mut tx, 2).unwrap();
    let mut inner = tx.begin().unwrap();
    let error = inner.execute(&sql("INSERT OR ROLLBACK INTO t VALUES (1)")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unique);
    let refused = |error: Error| {
        assert_eq!(error.kind(), ErrorKind::Transaction);
        assert!(error.to_string().contains("the database has ended it"), "{error}");
    };
    refused(add(&mut inner, 3).unwrap_err());
    refused(inner.fetch_all(&sql("SELECT 1")).unwrap_err());
    refused(inner.rows(&sql("SELECT 1")).map(drop).unwrap_err());
    refused(inner.begin().map(drop).unwrap_err());
    refused(inner.commit().unwrap_err());
    refused(add(&mut tx, 4).unwrap_err());
    refused(tx.commit().unwrap_err());
    // It is over now.
    add(&mut conn, 5).unwrap();
    assert_eq!(rows(&mut conn), [1, 5]);

    let result = conn.transaction(|tx| {
        let _ = tx.execute(&sql("INSERT OR ROLLBACK INTO t VALUES (1)"));
        Ok(())
    });
    refused(result.unwrap_err());
}

#[test]
fn a_stream_can_end_the_transaction_too() {
    let mut conn = with_table();
    add(&mut conn, 2).unwrap();
    let mut tx = conn.begin().unwrap();
    let q = sql("INSERT OR ROLLBACK INTO t VALUES (1), (2) RETURNING x");
    let mut rows = tx.rows(&q).unwrap();
    assert!(rows.any(|row| row.is_err()));
    drop(rows);
    assert_eq!(add(&mut tx, 3).unwrap_err().kind(), ErrorKind::Transaction);
    tx.rollback().unwrap();
    add(&mut conn, 4).unwrap();
}

#[test]
fn commit_as_a_statement_is_noticed() {
    let mut conn = with_table();
    let result = conn.transaction(|tx| {
        add(tx, 1)?;
        run(tx, &["COMMIT"]);
        add(tx, 2)
    });
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Transaction);
    assert_eq!(rows(&mut conn), [1]);
}

#[test]
fn a_commit_that_fails_keeps_its_error_and_is_rolled_back() {
    let folder = Folder::new();
    let engine = Engine::open(&Sqlite, &folder.url("a.db?timeout=0")).unwrap();
    let mut writer = engine.connect().unwrap();
    let mut reader = engine.connect().unwrap();
    run(&mut writer, &["CREATE TABLE t (x INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)"]);
    let mut tx = writer.begin().unwrap();
    add(&mut tx, 2).unwrap();
    let stream = sql("SELECT x FROM t");
    let mut open = reader.rows(&stream).unwrap();
    assert!(open.next().is_some());
    let error = tx.commit().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    drop(open);
    assert_eq!(rows(&mut reader), [1]);
    writer.transaction(|tx| add(tx, 3)).unwrap();
    assert_eq!(rows(&mut reader), [1, 3]);
}

#[test]
fn a_deferred_foreign_key_fails_at_commit() {
    let mut conn = memory();
    run(
        &mut conn,
        &[
            "CREATE TABLE p (id INTEGER PRIMARY KEY)",
            "CREATE TABLE c (p REFERENCES p DEFERRABLE INITIALLY DEFERRED)",
        ],
    );
    let result = conn.transaction(|tx| {
        run(tx, &["INSERT INTO c VALUES (1)"]);
        Ok(())
    });
    assert_eq!(result.unwrap_err().kind(), ErrorKind::ForeignKey);
    assert_eq!(int(&mut conn, "SELECT count(*) FROM c"), 0);
}
