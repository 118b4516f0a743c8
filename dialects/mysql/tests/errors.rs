//! Each kind of error, provoked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ErrorKind::{self, *};
use aludel::engine::{Engine, PooledConnection};
use aludel::prelude::*;
use aludel_mysql::MySql;
use common::{Database, on_both, run, sql};

on_both! { codes_are_kinds, names_are_found, connections_that_cannot_be_had, urls_and_rights, parameters_are_counted, }

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
        ("INSERT INTO `p``x` VALUES (1, 2)", Unique, "1062"),
        ("INSERT INTO c VALUES (2, 9, 'a', NULL)", ForeignKey, "1452"),
        ("DELETE FROM `p``x`", ForeignKey, "1451"),
        ("INSERT INTO c VALUES (2, NULL, 'a', NULL)", NotNull, "1048"),
        ("INSERT INTO c (id, p) VALUES (2, 1)", NotNull, "1364"),
        ("INSERT INTO c VALUES (2, 1, 'abcd', NULL)", Data, "1406"),
        ("INSERT INTO c VALUES ('x', 1, 'a', NULL)", Data, "1366"),
        ("INSERT INTO c VALUES (99999999999, 1, 'a', NULL)", Data, "1264"),
        ("INSERT INTO c VALUES (2, 1, 'a', '2024-02-30')", Data, "1292"),
        ("SELECT 9223372036854775807 + id FROM c", Data, "1690"),
        ("SELECT (SELECT 1 UNION SELECT 2)", Data, "1242"),
        ("SELECT * FROM nope", Missing, "1146"),
        ("SELECT nope FROM c", Missing, "1054"),
        ("SELECT nope(1)", Missing, "1305"),
        ("DROP TABLE nope", Missing, "1051"),
        ("USE nope", Missing, "1049"),
        ("ALTER TABLE c DROP COLUMN nope", Missing, "1091"),
        ("SET nope_nope = 1", Missing, "1193"),
        ("CREATE TABLE c (a INT)", Exists, "1050"),
        ("CREATE TABLE e (a INT, a INT)", Exists, "1060"),
        ("SELEC 1", Syntax, "1064"),
        ("SELECT id FROM c AS a, c AS b", Syntax, "1052"),
        ("INSERT INTO c VALUES (1)", Syntax, "1136"),
        ("ROLLBACK TO SAVEPOINT nope", Transaction, "1305"),
        ("SELECT sum(id) FROM c WHERE id IN (SELECT id FROM c LIMIT 1)", Unsupported, "1235"),
    ];
    for (text, kind, code) in cases {
        let error = conn.execute(&sql(text)).expect_err(text);
        assert_eq!((error.kind(), error.code()), (*kind, Some(*code)), "{text}: {error:?}");
        assert!(error.sql().is_some());
    }
    let flavour = [
        ("INSERT INTO `p``x` VALUES (3, -1)", Check, ["4025", "3819"]),
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
    run(&mut conn, &["SET SESSION TRANSACTION READ ONLY"]);
    let error = conn.execute(&sql("DELETE FROM c")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Permission, Some("1792")));
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

fn connections_that_cannot_be_had(db: &Database) {
    let nobody = "mysql://nobody:secret@127.0.0.1:1/db";
    let error = Engine::open(&MySql, nobody).unwrap().connect().map(drop).unwrap_err();
    assert_eq!(error.kind(), Connect, "{error:?}");
    assert!(error.to_string().starts_with("127.0.0.1:1: "), "{error}");
    assert!(!format!("{error:?}").contains("secret"));
    let gone = "mysql:///db?unix_socket=/nowhere/mysql.sock";
    let error = Engine::open(&MySql, gone).unwrap().connect().map(drop).unwrap_err();
    assert_eq!(error.kind(), Connect, "{error:?}");
    let missing = db.url("_nope");
    let error = Engine::open(&MySql, &*missing).unwrap().connect().map(drop).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Missing, Some("1049")), "{error:?}");
}

fn urls_and_rights(db: &Database) {
    let mut root = db.connect();
    let name = db.name();
    let user = format!("u_{name}");
    run(
        &mut root,
        &[
            &format!("DROP USER IF EXISTS '{user}'@'127.0.0.1'"),
            &format!("CREATE USER '{user}'@'127.0.0.1' IDENTIFIED BY 'p@/%: ü'"),
            &format!("GRANT SELECT ON {name}.* TO '{user}'@'127.0.0.1'"),
            "CREATE TABLE t (a INT)",
        ],
    );
    let server = db.url("");
    let (scheme, rest) = server.split_once("://").unwrap();
    let host = rest.rsplit('@').next().unwrap();
    let url = format!("{scheme}://{user}:p%40%2F%25%3A%20%C3%BC@{host}");
    let mut conn = Engine::open(&MySql, &*url).unwrap().connect().unwrap();
    assert!(conn.fetch_all(&sql("SELECT * FROM t")).unwrap().is_empty());
    let error = conn.execute(&sql("INSERT INTO t VALUES (1)")).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Permission, Some("1142")));
    let wrong = format!("{scheme}://{user}:secret@{host}");
    let error = Engine::open(&MySql, &*wrong).unwrap().connect().map(drop).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Permission, Some("1045")));
    assert!(!format!("{error:?}").contains("secret"));
    run(&mut root, &[&format!("DROP USER '{user}'@'127.0.0.1'")]);
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
