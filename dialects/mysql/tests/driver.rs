//! Rows, streams, statements.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ErrorKind;
use aludel::prelude::*;
use common::{Database, int, on_both, run, sql};

on_both! {
    stopping_a_stream_early_leaves_the_connection_usable,
    a_stream_ends_after_an_error,
    a_compiled_statement_runs_many_times,
    done_tells_what_was_done,
    statements_that_cannot_be_prepared_run,
    statements_are_kept_and_closed,
    no_statement_is_kept_where_none_shall_be,
    a_statement_that_the_server_forgot_is_prepared_again,
    tables_are_made_and_dropped_in_the_order_of_their_references,
    scripts_run,
    wide_rows_are_read_whole,
}

fn wide_rows_are_read_whole(db: &Database) {
    let mut conn = db.connect();
    for width in [1, 8, 9, 32, 33, 300] {
        let list = (0..width).map(|i| i.to_string()).collect::<Vec<_>>().join(", ");
        let row = conn.fetch_one(&sql(&format!("SELECT {list}"))).unwrap();
        assert_eq!(row.values().len(), width);
        assert_eq!(row.get::<usize>(width - 1).unwrap(), width - 1);
    }
}

/// Many rows, which the server makes as they are read.
const MANY: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999) \
                    SELECT a.i + 1000 * b.i AS i, concat('row ', a.i) AS name FROM n AS a, n AS b \
                    WHERE b.i < 100";

fn stopping_a_stream_early_leaves_the_connection_usable(db: &Database) {
    let mut conn = db.connect();
    let mut rows = conn.rows(&sql(MANY)).unwrap();
    assert_eq!(rows.columns().names().collect::<Vec<_>>(), ["i", "name"]);
    for _ in 0..1000 {
        let row = rows.next_ref().unwrap().unwrap();
        assert!(row.get::<&str>("name").unwrap().starts_with("row "));
    }
    assert_eq!(rows.by_ref().take(3).filter(|row| row.is_ok()).count(), 3);
    drop(rows);
    assert_eq!(int(&mut conn, "SELECT 7"), 7);
    let mut names = conn.rows_as::<(i64, String)>(&sql(MANY)).unwrap();
    assert!(names.next().unwrap().is_ok());
    drop(names);
    assert_eq!(conn.fetch_first(&sql(MANY)).unwrap().map(|row| row.values().len()), Some(2));
    assert_eq!(int(&mut conn, "SELECT 7"), 7);
    assert_eq!(conn.rows(&sql(MANY)).unwrap().count(), 99 * 999);
}

fn a_stream_ends_after_an_error(db: &Database) {
    let mut conn = db.connect();
    run(
        &mut conn,
        &["CREATE TABLE t (i BIGINT)", "INSERT INTO t VALUES (1), (2), (9223372036854775807)"],
    );
    let q = sql("SELECT i + 1 FROM t");
    let mut rows = conn.rows(&q).unwrap();
    assert!(rows.next().unwrap().is_ok());
    assert!(rows.next().unwrap().is_ok());
    let error = rows.next().unwrap().unwrap_err();
    assert_eq!((error.kind(), error.sql().is_some()), (ErrorKind::Data, true));
    assert!(rows.next().is_none());
    drop(rows);
    assert_eq!(int(&mut conn, "SELECT 7"), 7);
    assert_eq!(conn.fetch_all(&q).unwrap_err().kind(), ErrorKind::Data);
}

fn a_compiled_statement_runs_many_times(db: &Database) {
    let mut conn = db.connect();
    let t = Table::build("t").primary_key("id", SqlType::BigInt).finish();
    conn.create_all(&[(&t).into()]).unwrap();
    let mut add = conn.compile(&insert(&t).set("id", bind("id"))).unwrap();
    assert_eq!(conn.execute(&add).unwrap_err().kind(), ErrorKind::Parameter);
    for id in 0..=3 {
        conn.execute(add.bind("id", id).unwrap()).unwrap();
    }
    let q = select(t.col("id").typed::<Int>()).from(&t).filter(t.col("id").gt(bind("least")));
    let mut q = conn.compile(&q).unwrap();
    for (least, rows) in [(-1, vec![0, 1, 2, 3]), (2, vec![3])] {
        q.bind("least", least).unwrap();
        assert_eq!(conn.fetch_all(&q).unwrap(), rows);
    }
}

fn done_tells_what_was_done(db: &Database) {
    let mut conn = db.connect();
    let mut done = |text: &str| {
        let done = conn.execute(&sql(text)).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        (done.rows_affected(), done.last_insert_id())
    };
    assert_eq!(done("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, x INT UNIQUE)"), (0, None));
    assert_eq!(done("INSERT INTO t (x) VALUES (1)"), (1, Some(1)));
    assert_eq!(done("INSERT INTO t (x) VALUES (2), (3)"), (2, None));
    assert_eq!(done("CREATE TABLE u (id INT)"), (0, None));
    assert_eq!(done("UPDATE t SET x = x + 10 WHERE id > 1"), (2, None));
    // Those that match count, not those that change.
    assert_eq!(done("UPDATE t SET x = x"), (3, None));
    assert_eq!(done("INSERT IGNORE INTO t (x) VALUES (1)"), (0, None));
    assert_eq!(done("INSERT INTO u VALUES (5)"), (1, None));
    if db.mariadb {
        assert_eq!(done("INSERT INTO t (x) VALUES (50), (51) RETURNING id").0, 2);
        assert_eq!(done("DELETE FROM t WHERE x >= 50 RETURNING id").0, 2);
    }
    assert_eq!(done("DELETE FROM t"), (3, None));
    assert_eq!(done("SELECT 1"), (0, None));
}

fn statements_that_cannot_be_prepared_run(db: &Database) {
    let mut conn = db.connect();
    run(
        &mut conn,
        &[
            "CREATE TABLE t (a INT)",
            "LOCK TABLES t WRITE",
            "UNLOCK TABLES",
            "CREATE PROCEDURE two() BEGIN SELECT 1 AS a, 'x' AS b; SELECT 2; END",
            "CALL two()",
        ],
    );
    let row = conn.fetch_one(&sql("CALL two()")).unwrap();
    assert_eq!((row.get::<i64>(0).unwrap(), row.get::<String>(1).unwrap()), (1, "x".to_owned()));
    // Its rows come as text.
    let q = sql("XA RECOVER");
    assert!(conn.fetch_all(&q).unwrap().is_empty());
    assert_eq!(conn.rows(&q).unwrap().count(), 0);
    // Two statements are never run as one.
    for text in ["SELECT 1; DROP TABLE t", "LOCK TABLES t READ; DROP TABLE t"] {
        assert_eq!(conn.execute(&sql(text)).unwrap_err().kind(), ErrorKind::Syntax, "{text}");
        assert_eq!(conn.rows(&sql(text)).map(drop).unwrap_err().kind(), ErrorKind::Syntax);
    }
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t"), 0);
}

/// How many statements of this session the server knows.
fn prepared(conn: &mut Connection) -> i64 {
    let row = conn.fetch_one(&sql("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")).unwrap();
    let prepares = row.get::<String>(1).unwrap().parse::<i64>().unwrap();
    let row = conn.fetch_one(&sql("SHOW SESSION STATUS LIKE 'Com_stmt_close'")).unwrap();
    prepares - row.get::<String>(1).unwrap().parse::<i64>().unwrap()
}

fn statements_are_kept_and_closed(db: &Database) {
    let engine = aludel::engine::Engine::open(&aludel_mysql::MySql, &*db.url("?statement_cache=4"));
    let mut conn = engine.unwrap().connect().unwrap();
    for _ in 0..3 {
        for i in 0..20 {
            assert_eq!(int(&mut conn, &format!("SELECT {i}")), i);
        }
    }
    assert!(prepared(&mut conn) <= 5, "{}", prepared(&mut conn));
    for _ in 0..10 {
        int(&mut conn, "SELECT 1");
    }
    let count = |conn: &mut Connection| {
        let row = conn.fetch_one(&sql("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")).unwrap();
        row.get::<String>(1).unwrap().parse::<i64>().unwrap()
    };
    let before = count(&mut conn);
    for _ in 0..10 {
        int(&mut conn, "SELECT 1");
    }
    assert_eq!(count(&mut conn), before);
}

fn no_statement_is_kept_where_none_shall_be(db: &Database) {
    let engine = aludel::engine::Engine::open(&aludel_mysql::MySql, &*db.url("?statement_cache=0"));
    let mut conn = engine.unwrap().connect().unwrap();
    run(&mut conn, &["CREATE TABLE t (a INT)"]);
    for i in 0..5 {
        conn.execute(&insert(table("t")).set("a", i)).unwrap();
        assert_eq!(conn.fetch_all(&select_from(table("t"))).unwrap().len(), i + 1);
    }
    let q = sql("SELECT a FROM t");
    assert_eq!(conn.rows(&q).unwrap().count(), 5);
    assert!(conn.rows(&q).unwrap().next().unwrap().is_ok());
    assert!(conn.execute(&sql("INSERT INTO t VALUES ('x')")).is_err());
    run(&mut conn, &["DO 0"]);
    // The first of the two that count is closed before the second counts.
    assert_eq!(prepared(&mut conn), 0);
}

fn a_statement_that_the_server_forgot_is_prepared_again(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)"]);
    let q = sql("SELECT * FROM t");
    assert_eq!(conn.fetch_one(&q).unwrap().values(), [Value::from(1)]);
    run(&mut conn, &["ALTER TABLE t ADD b VARCHAR(5) DEFAULT 'x' FIRST"]);
    assert_eq!(conn.fetch_one(&q).unwrap().values(), [Value::from("x"), Value::from(1)]);
    assert_eq!(conn.rows(&q).unwrap().next().unwrap().unwrap().values().len(), 2);
    run(&mut conn, &["ALTER TABLE t DROP b"]);
    assert_eq!(conn.fetch_one(&q).unwrap().values(), [Value::from(1)]);
}

fn tables_are_made_and_dropped_in_the_order_of_their_references(db: &Database) {
    let mut conn = db.connect();
    let owner = Table::build("owner").primary_key("id", SqlType::BigInt).finish();
    let pet = Table::build("pet")
        .primary_key("id", SqlType::BigInt)
        .column("owner", SqlType::BigInt)
        .foreign_key(["owner"], &owner, ["id"])
        .finish();
    let tables = [(&pet).into(), (&owner).into()];
    for _ in 0..2 {
        conn.create_all(&tables).unwrap();
    }
    let added = conn.execute(&insert(&owner).default_values()).unwrap();
    assert_eq!(added.last_insert_id(), Some(1));
    conn.execute(&insert(&pet).set("owner", 1)).unwrap();
    for _ in 0..2 {
        conn.drop_all(&tables).unwrap();
    }
    assert!(conn.fetch_all(&sql("SHOW TABLES")).unwrap().is_empty());
}

fn scripts_run(db: &Database) {
    let mut conn = db.connect();
    let script = "CREATE TABLE t (a INT); INSERT INTO t VALUES (1), (2); SELECT * FROM t; \
                  INSERT INTO t VALUES (3)";
    conn.driver().execute_script(script).unwrap();
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t"), 3);
    let error = conn.driver().execute_script("INSERT INTO t VALUES (4); SELEC 1").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Syntax);
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t"), 4);
}
