//! Parameters, rows, streams. What becomes of each value is in the core's `tests/values`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind;
use aludel::engine::{Dynamic, Engine};
use aludel::prelude::*;
use aludel_sqlite::Sqlite;
use common::{int, memory, run, sql};

#[test]
fn wrong_numbers_of_parameters_are_refused() {
    let mut conn = memory();
    let error = conn.fetch_all(&sql("SELECT ?, ?")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Parameter);
    assert!(error.to_string().contains("2 placeholders, and 0 parameters"), "{error}");
}

#[test]
fn what_does_not_read_as_declared_is_given_as_stored() {
    let mut conn = memory();
    run(
        &mut conn,
        &[
            "CREATE TABLE t (d DATE, b BOOLEAN, u UUID, n NUMERIC(10, 2), x)",
            "INSERT INTO t VALUES ('soon', 7, x'01', 0.99, 'text')",
        ],
    );
    let row = conn.fetch_one(&sql("SELECT * FROM t")).unwrap();
    assert_eq!(
        row.values(),
        [
            Value::from("soon"),
            Value::from(7),
            Value::from(vec![1_u8]),
            Value::Decimal("0.99".parse().unwrap()),
            Value::from("text"),
        ]
    );
    let error = conn.fetch_one_as::<(Date,)>(&sql("SELECT d FROM t")).unwrap_err();
    assert!(error.to_string().starts_with("column 1 (\"d\"): \"soon\" is not a date"), "{error}");
    assert_eq!(error.sql(), Some("SELECT d FROM t"));
}

#[test]
fn text_that_is_not_utf8_is_an_error_that_names_the_column() {
    let mut conn = memory();
    let q = sql("SELECT 1 AS a, CAST(x'ff' AS TEXT) AS b");
    let error = conn.fetch_all(&q).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("column 2 (\"b\"): text that is not UTF-8"), "{error}");
}

#[test]
fn the_number_of_rows_is_what_was_asked_for() {
    let mut conn = memory();
    let rows =
        |n: i64| sql(&format!("SELECT i FROM (SELECT 1 AS i UNION SELECT 2) WHERE i <= {n}"));
    let kind = |error: aludel::Error| (error.kind(), error.sql().is_some());
    let wrong = (ErrorKind::RowCount, true);
    assert_eq!(kind(conn.fetch_one(&rows(0)).unwrap_err()), wrong);
    assert_eq!(kind(conn.fetch_one(&rows(2)).unwrap_err()), wrong);
    assert_eq!(kind(conn.fetch_optional(&rows(2)).unwrap_err()), wrong);
    assert_eq!(kind(conn.fetch_scalar(&rows(0)).unwrap_err()), wrong);
    assert_eq!(conn.fetch_scalar(&rows(1)).unwrap(), Value::Int(1));
    assert_eq!(conn.fetch_optional(&rows(0)).unwrap(), None);
    assert_eq!(conn.fetch_optional_as::<(i64,)>(&rows(1)).unwrap(), Some((1,)));
    assert_eq!(conn.fetch_first(&rows(2)).unwrap().unwrap().get::<i64>("i").unwrap(), 1);
    assert!(conn.fetch_first(&rows(0)).unwrap().is_none());
    assert_eq!(conn.fetch_all(&rows(2)).unwrap().len(), 2);
}

#[test]
fn row_types_must_fit_the_columns() {
    let mut conn = memory();
    let error = conn.fetch_all_as::<(i64, i64)>(&sql("SELECT 1")).unwrap_err();
    assert!(error.to_string().contains("have 1 columns, and 2 were asked for"), "{error}");
    let row = conn.fetch_one(&sql("SELECT 1 AS a, 2 AS a")).unwrap();
    let error = row.get::<i64>("a").unwrap_err();
    assert!(error.to_string().contains("columns 1 and 2 are both named \"a\""), "{error}");
}

#[test]
fn wide_rows_are_read_whole() {
    let mut conn = memory();
    for width in [1, 8, 9, 32, 33, 300] {
        let list = (0..width).map(|i| i.to_string()).collect::<Vec<_>>().join(", ");
        let row = conn.fetch_one(&sql(&format!("SELECT {list}"))).unwrap();
        assert_eq!(row.values().len(), width);
        assert_eq!(row.get::<usize>(width - 1).unwrap(), width - 1);
    }
}

const MANY: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
                    SELECT i, 'row ' || i AS name FROM n";

#[test]
fn stopping_a_stream_early_leaves_the_connection_usable() {
    let mut conn = memory();
    // The query has no end.
    let mut rows = conn.rows(&sql(MANY)).unwrap();
    assert_eq!(rows.columns().names().collect::<Vec<_>>(), ["i", "name"]);
    let mut lent = 0;
    while let Some(row) = rows.next_ref().unwrap() {
        lent += 1;
        assert_eq!(row.get::<&str>("name").unwrap(), format!("row {lent}"));
        if lent == 1000 {
            break;
        }
    }
    let owned = rows.by_ref().take(3).map(|row| row.unwrap().get(0).unwrap());
    assert_eq!(owned.collect::<Vec<i64>>(), [1001, 1002, 1003]);
    drop(rows);
    assert_eq!(int(&mut conn, "SELECT 7"), 7);

    let names = conn.rows_as::<(i64, String)>(&sql(MANY)).unwrap();
    assert_eq!(names.take(2).last().unwrap().unwrap(), (2, "row 2".to_owned()));
    assert_eq!(int(&mut conn, "SELECT 7"), 7);
}

#[test]
fn a_stream_ends_after_an_error() {
    let mut conn = memory();
    let q = sql("SELECT abs(i) FROM (SELECT 1 AS i UNION ALL SELECT -9223372036854775808)");
    let mut rows = conn.rows(&q).unwrap();
    assert!(rows.next().unwrap().is_ok());
    let error = rows.next().unwrap().unwrap_err();
    assert_eq!((error.kind(), error.sql().is_some()), (ErrorKind::Data, true));
    assert!(rows.next().is_none());
}

#[test]
fn a_compiled_statement_runs_many_times() {
    let mut conn = memory();
    let t = Table::build("t").primary_key("id", SqlType::BigInt).finish();
    conn.create_all(&[(&t).into()]).unwrap();
    let mut add = conn.compile(&insert(&t).set("id", bind("id"))).unwrap();
    assert_eq!(conn.execute(&add).unwrap_err().kind(), ErrorKind::Parameter);
    for id in 1..=3 {
        conn.execute(add.bind("id", id).unwrap()).unwrap();
    }
    let q = select(t.col("id").typed::<Int>()).from(&t).filter(t.col("id").gt(bind("least")));
    assert_eq!(conn.fetch_all(&q).unwrap_err().kind(), ErrorKind::Parameter);
    let mut q = conn.compile(&q).unwrap();
    for (least, rows) in [(0, vec![1, 2, 3]), (2, vec![3])] {
        q.bind("least", least).unwrap();
        assert_eq!(conn.fetch_all(&q).unwrap(), rows);
    }
}

#[test]
fn done_tells_what_was_done() {
    let mut conn = memory();
    let mut done = |text: &str| {
        let done = conn.execute(&sql(text)).unwrap();
        (done.rows_affected(), done.last_insert_id())
    };
    assert_eq!(done("CREATE TABLE t (id INTEGER PRIMARY KEY, x UNIQUE)"), (0, None));
    assert_eq!(done("INSERT INTO t (x) VALUES (1), (2), (3)"), (3, Some(3)));
    assert_eq!(done("CREATE TABLE u (id)"), (0, None));
    assert_eq!(done("UPDATE t SET x = x + 10 WHERE id > 1"), (2, None));
    assert_eq!(done("INSERT OR IGNORE INTO t (x) VALUES (1)"), (0, None));
    assert_eq!(done("INSERT INTO t (x) VALUES (5) RETURNING id"), (1, Some(4)));
    assert_eq!(done("DELETE FROM t"), (4, None));
    assert_eq!(done("SELECT 1"), (0, None));
}

#[test]
fn tables_are_made_and_dropped_in_the_order_of_their_references() {
    let mut conn = memory();
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
    run(&mut conn, &["INSERT INTO owner VALUES (1)", "INSERT INTO pet VALUES (1, 1)"]);
    for _ in 0..2 {
        conn.drop_all(&tables).unwrap();
    }
    assert_eq!(int(&mut conn, "SELECT count(*) FROM sqlite_schema"), 0);
}

#[test]
fn statements_are_logged_and_parameters_can_be_hidden() {
    use std::sync::{Arc, Mutex};
    for hide in [false, true] {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let sink = seen.clone();
        let engine = Engine::builder()
            .hide_parameters(hide)
            .log(move |event| {
                let line = (event.sql.to_owned(), event.params_text(), event.rows);
                sink.lock().unwrap().push(line);
            })
            .open(&Sqlite, "sqlite::memory:")
            .unwrap();
        let mut conn = engine.connect().unwrap();
        conn.fetch_all(&select(value("secret"))).unwrap();
        let q: Select<Dynamic> =
            select_from(table("missing")).filter(table("missing").col("x").eq("secret"));
        let error = conn.fetch_all(&q).unwrap_err();
        assert_eq!(format!("{error:?}").contains("secret"), !hide);
        let seen = seen.lock().unwrap();
        let params = if hide { "(hidden)" } else { "[\"secret\"]" };
        assert_eq!(seen[0], ("SELECT ?".to_owned(), params.to_owned(), 1));
        assert_eq!((seen.len(), &*seen[1].1), (2, params));
    }
}
