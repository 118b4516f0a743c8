//! Laws over random queries: minimal parentheses mean what full ones mean, and every database
//! finds the rows that SQLite finds, or the query is refused when it is compiled.
//!
//! `docs/differences.md` tells what the queries leave out, because databases differ in it.

use std::fmt::Write;

use aludel::ErrorKind;
use aludel::ast::{Query, StatementRef};
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses, Sql};
use aludel::testing::generate::{self, Generator, Seeded};
use aludel::testing::{execute_all, fetch};

use crate::servers::{SQLITE, Server, on_every_server};

on_every_server!(the_same_rows_as_sqlite);

const SEEDS: u64 = 2_000;

/// A random query as a statement.
struct Random(Query);

impl Compile for Random {
    fn statement(&self) -> StatementRef<'_> {
        match &self.0 {
            Query::Select(select) => StatementRef::Select(select),
            Query::Compound(compound) => StatementRef::Compound(compound),
            Query::Values(values) => StatementRef::Values(values),
            other => panic!("{other:?}"),
        }
    }
}

fn random(seed: u64) -> Random {
    let depth = usize::try_from(seed % 4).unwrap();
    Random(Generator::new(&mut Seeded::new(seed)).portable().query_of_rows(depth))
}

/// The table of the queries, whose texts are compared by their bytes.
fn filled(conn: &mut PooledConnection) {
    let t = generate::table();
    match conn.dialect().name() {
        "mysql" | "mariadb" => execute_all(
            conn,
            &[
                "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
                "CREATE TABLE t (id BIGINT PRIMARY KEY, a BIGINT, b BIGINT, s LONGTEXT, u LONGTEXT, \
                 f BOOLEAN) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
            ],
        )
        .unwrap(),
        _ => conn.create_all(&[(&t).into()]).unwrap(),
    }
    let rows = generate::rows().into_iter().map(Vec::from);
    conn.execute(&insert(&t).columns(vec!["id", "a", "b", "s", "u", "f"]).rows(rows)).unwrap();
}

/// The rows, in an order of their own; `Err` where a value can't be computed.
fn rows(conn: &mut PooledConnection, sql: &Sql) -> Result<Vec<String>, String> {
    match fetch(conn, sql) {
        Ok(rows) => {
            let mut rows: Vec<String> = rows.iter().map(|row| shown(row.values())).collect();
            rows.sort();
            Ok(rows)
        }
        Err(error) if error.kind() == ErrorKind::Data => Err("a value is out of range".to_owned()),
        Err(error) => Err(format!("{error:?}")),
    }
}

/// As text, in which numbers of all kinds are alike.
fn shown(row: &[Value]) -> String {
    let mut out = String::new();
    for value in row {
        let _ = match value {
            Value::Null(_) => write!(out, "NULL, "),
            Value::Bool(v) => write!(out, "{}, ", i64::from(*v)),
            Value::Int(v) => write!(out, "{v}, "),
            Value::UInt(v) => write!(out, "{v}, "),
            Value::Float(v) if v.fract() == 0.0 => write!(out, "{v:.0}, "),
            Value::Decimal(v) => write!(out, "{}, ", v.to_string().trim_end_matches(".0")),
            other => write!(out, "{other:?}, "),
        };
    }
    out
}

fn the_same_rows_as_sqlite(server: &Server) {
    let (database, lite) = (server.database(), SQLITE.database());
    let (mut conn, mut lite) = (database.connect().unwrap(), lite.connect().unwrap());
    filled(&mut conn);
    filled(&mut lite);
    let full = Options { parentheses: Parentheses::Full, ..Options::default() };
    let (mut same, mut refused, mut out_of_range, mut wrong_there) = (0, 0, 0, 0);
    let mut failures = Vec::new();
    for seed in 0..SEEDS {
        let query = random(seed);
        let minimal = match query.to_sql(conn.dialect()) {
            Ok(sql) => sql,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unsupported, "seed {seed}: {error:?}");
                assert!(error.help().is_some(), "seed {seed}: {error:?}");
                refused += 1;
                continue;
            }
        };
        let full = query.to_sql_with(conn.dialect(), full).unwrap();
        let found = rows(&mut conn, &minimal);
        let mut differs = |what: &str, other: &Sql, expected: &Result<Vec<String>, String>| {
            let report = format!(
                "seed {seed}, {what}: {}\n{minimal}\n{other}",
                difference(&found, expected)
            );
            failures.push((minimal.text().len(), report));
        };
        if full.text() != minimal.text() {
            let found_full = rows(&mut conn, &full);
            if found != found_full {
                differs("full parentheses", &full, &found_full);
            }
        }
        let there = query.to_sql(lite.dialect()).unwrap();
        let expected = rows(&mut lite, &there);
        match (&found, &expected) {
            (Ok(found), Ok(expected)) if found == expected => same += 1,
            (Err(error), _) | (_, Err(error)) if error == "a value is out of range" => {
                out_of_range += 1;
            }
            _ if keeps_constants(conn.dialect().name(), minimal.text()) => wrong_there += 1,
            _ => differs("SQLite", &there, &expected),
        }
    }
    println!("{same} of {SEEDS} are the same, {refused} refused, {out_of_range} out of range");
    assert!(wrong_there * 200 < SEEDS, "{wrong_there} of {SEEDS} are wrong on the server");
    failures.sort();
    if let Some((_, smallest)) = failures.first() {
        panic!("{} of {SEEDS} differ; the smallest is {smallest}", failures.len());
    }
    assert!(same * 10 > SEEDS * 9, "only {same} of {SEEDS} are the same");
}

/// MySQL may keep what is constant in a derived table where an outer join finds no row of it:
/// see `docs/differences.md`.
fn keeps_constants(dialect: &str, text: &str) -> bool {
    dialect == "mysql" && text.contains("LEFT JOIN (SELECT")
}

fn difference(a: &Result<Vec<String>, String>, b: &Result<Vec<String>, String>) -> String {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            let only = |a: &[String], b: &[String]| {
                a.iter().filter(|row| !b.contains(row)).take(2).cloned().collect::<Vec<_>>()
            };
            format!("{} and {} rows; {:?} and {:?}", a.len(), b.len(), only(a, b), only(b, a))
        }
        (Err(error), _) | (_, Err(error)) => error.clone(),
    }
}
