//! What is MySQL's and MariaDB's own about errors; tests/errors of the core provokes each kind.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ErrorKind::{self, *};
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use common::{Database, on_both, run, sql};

on_both! { codes_are_kinds, names_are_found, parameters_are_counted, }

fn setup(db: &Database) -> PooledConnection {
    let mut conn = db.connect();
    run(
        &mut conn,
        &[
            "CREATE TABLE `p``x` (id INT PRIMARY KEY, n INT, CONSTRAINT pos CHECK (n > 0), \
             UNIQUE KEY `a key` (n))",
            "CREATE TABLE c (id INT PRIMARY KEY, p INT NOT NULL, s VARCHAR(3) NOT NULL, d DATE, \
             CONSTRAINT `f k` FOREIGN KEY (p) REFERENCES `p``x` (id))",
            "INSERT INTO `p``x` VALUES (1, 1)",
            "INSERT INTO c VALUES (1, 1, 'a', NULL)",
        ],
    );
    conn
}

fn codes_are_kinds(db: &Database) {
    let mut conn = setup(db);
    let cases: &[(&str, ErrorKind, &str)] = &[
        ("USE nope", Missing, "1049"),
        ("ALTER TABLE c DROP COLUMN nope", Missing, "1091"),
        ("CREATE TABLE e (a INT, a INT)", Exists, "1060"),
    ];
    for (text, kind, code) in cases {
        let error = conn.execute(&sql(text)).expect_err(text);
        assert_eq!((error.kind(), error.code()), (*kind, Some(*code)), "{text}: {error:?}");
        assert!(error.sql().is_some());
    }
    let flavour = [
        ("DROP TABLE `p``x`", ForeignKey, ["1451", "3730"]),
        ("UPDATE c SET s = json_extract('x', '$.a')", Data, ["4038", "3141"]),
    ];
    for (text, kind, codes) in flavour {
        let error = conn.execute(&sql(text)).expect_err(text);
        let code = codes[usize::from(!db.mariadb)];
        assert_eq!((error.kind(), error.code()), (kind, Some(code)), "{text}: {error:?}");
    }
    let mut tx = conn.begin().unwrap();
    let error = tx.execute(&sql("SET TRANSACTION READ ONLY")).expect_err("within one");
    assert_eq!(error.kind(), Transaction, "{error:?}");
    drop(tx);
}

fn names_are_found(db: &Database) {
    let mut conn = setup(db);
    type Names<'a> = (Option<&'a str>, Option<&'a str>, &'a [&'a str]);
    let table = |name| (!db.mariadb).then_some(name);
    let cases: &[(&str, Names<'_>)] = &[
        ("INSERT INTO `p``x` VALUES (1, 2)", (Some("PRIMARY"), table("p`x"), &[])),
        ("INSERT INTO `p``x` VALUES (2, 1)", (Some("a key"), table("p`x"), &[])),
        ("INSERT INTO c VALUES (2, 9, 'a', NULL)", (Some("f k"), Some("c"), &["p"])),
        ("DELETE FROM `p``x`", (Some("f k"), Some("c"), &["p"])),
        ("INSERT INTO c VALUES (2, NULL, 'a', NULL)", (None, None, &["p"])),
        ("INSERT INTO c (id, p) VALUES (2, 1)", (None, None, &["s"])),
        ("INSERT INTO c VALUES (2, 1, 'abcd', NULL)", (None, None, &["s"])),
        ("INSERT INTO c VALUES ('x', 1, 'a', NULL)", (None, db.mariadb.then_some("c"), &["id"])),
        ("INSERT INTO `p``x` VALUES (3, -1)", (Some("pos"), db.mariadb.then_some("p`x"), &[])),
    ];
    for (text, (constraint, table, columns)) in cases {
        let error = conn.execute(&sql(text)).expect_err(text);
        assert_eq!(error.constraint(), *constraint, "{text}: {error:?}");
        assert_eq!(error.table(), *table, "{text}: {error:?}");
        assert_eq!(error.columns(), *columns, "{text}: {error:?}");
    }
}

fn parameters_are_counted(db: &Database) {
    let mut conn = db.connect();
    for (text, params) in
        [("SELECT ?", &[][..]), ("SELECT 1", &[Value::from(1)]), ("SELECT ?, ?", &[Value::from(1)])]
    {
        let error = conn.driver().execute(text, params).unwrap_err();
        assert_eq!(error.kind(), Parameter, "{text}: {error:?}");
        let error = conn.driver().query(text, params).map(drop).unwrap_err();
        assert_eq!(error.kind(), Parameter, "{text}: {error:?}");
    }
    let many = (0..70_000).map(|_| "?").collect::<Vec<_>>().join(", ");
    let error = conn
        .driver()
        .execute(&format!("SELECT {many}"), &vec![Value::from(1); 70_000])
        .unwrap_err();
    assert_eq!((error.kind(), error.code()), (Parameter, Some("1390")), "{error:?}");
    // More than a packet holds.
    let big = Value::from("x".repeat(80 << 20));
    let error = conn.driver().execute("SELECT length(?)", &[big]).unwrap_err();
    assert_eq!(error.kind(), Data, "{error:?}");
    assert!(conn.fetch_one(&sql("SELECT 1")).is_ok());
}
