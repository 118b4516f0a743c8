//! The laws, over random trees: however a statement is written it gives the same rows, and the
//! same as SQLite gives.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::dialect::Dialect;
use aludel::engine::{Engine, PooledConnection};
use aludel::prelude::*;
use aludel::render::{Options, Parentheses, Sql};
use aludel::testing::generate::{self, Generator, Seeded};
use aludel_postgres::Postgres;
use aludel_sqlite::Sqlite;
use common::Database;

const SEEDS: u64 = 3_000;

fn query(seed: u64) -> Select {
    let depth = usize::try_from(seed % 5).unwrap_or(0) + 1;
    Select::from_tree(Generator::new(&mut Seeded::new(seed)).select(depth).into())
}

fn fill(conn: &mut PooledConnection) {
    let table = generate::table();
    conn.create_all(&[(&table).into()]).unwrap();
    let rows = generate::rows().into_iter().map(Vec::from);
    conn.execute(&insert(&table).columns(vec!["id", "a", "b", "s", "u", "f"]).rows(rows)).unwrap();
}

fn compile(query: &Select, dialect: &dyn Dialect, literal: bool, parentheses: Parentheses) -> Sql {
    query.to_sql_with(dialect, Options { literal, parentheses }).unwrap()
}

/// The rows; a value that the database refuses to compute is one answer, too.
fn fetch(conn: &mut PooledConnection, sql: &Sql) -> Result<Vec<Vec<String>>, aludel::ErrorKind> {
    let mut rows = Vec::new();
    let done = conn.driver().query_with(sql.text(), sql.params(), &mut |cursor| {
        while cursor.advance()? {
            let cells =
                (0..cursor.width()).map(|i| cursor.get(i).map(|cell| shown(cell.to_value())));
            rows.push(cells.collect::<aludel::Result<_>>()?);
        }
        Ok(())
    });
    match done {
        Ok(()) => Ok(rows),
        Err(error) if error.kind() == aludel::ErrorKind::Data => Err(error.kind()),
        Err(error) => panic!("{error:?}\n{sql}"),
    }
}

/// As text, in which SQLite's booleans are integers.
fn shown(value: Value) -> String {
    match value {
        Value::Null(_) => "NULL".to_owned(),
        Value::Bool(v) => i64::from(v).to_string(),
        Value::Decimal(v) => v.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn the_same_rows_however_it_is_written_and_wherever_it_runs() {
    const WAYS: [(&str, bool, Parentheses); 3] = [
        ("full parentheses", false, Parentheses::Full),
        ("literals", true, Parentheses::Minimal),
        ("literals and full parentheses", true, Parentheses::Full),
    ];
    let db = Database::new();
    let mut conn = db.connect();
    fill(&mut conn);
    let mut sqlite = Engine::open(&Sqlite, "sqlite::memory:").unwrap().connect().unwrap();
    fill(&mut sqlite);
    let mut failures: Vec<(usize, String)> = Vec::new();
    let mut compared = 0;
    for seed in 0..SEEDS {
        let query = query(seed);
        let minimal = compile(&query, &Postgres, false, Parentheses::Minimal);
        let rows = fetch(&mut conn, &minimal);
        let mut differs = |way: &str, other: &Sql, found: &Result<Vec<Vec<String>>, _>| {
            if *found == rows {
                return;
            }
            let what = match (&rows, found) {
                (Ok(rows), Ok(found)) => {
                    format!("{:?}", rows.iter().zip(found).find(|(a, b)| a != b))
                }
                (a, b) => format!("{:?} and {:?}", a.is_ok(), b.is_ok()),
            };
            let report = format!("seed {seed}, {way}: {what}\n{minimal}\n{other}");
            failures.push((minimal.text().len(), report));
        };
        for (way, literal, parentheses) in WAYS {
            let other = compile(&query, &Postgres, literal, parentheses);
            let found = fetch(&mut conn, &other);
            differs(way, &other, &found);
        }
        // LIKE minds the case here alone; division by zero and overflow are errors here alone;
        // SQLite's replace() gives its text back where there is nothing to look for, even if
        // what is to be put there is NULL.
        let other = compile(&query, &Sqlite, false, Parentheses::Minimal);
        let alike = !["upper(", "replace("].iter().any(|part| minimal.text().contains(part));
        if rows.is_ok() && alike {
            compared += 1;
            let found = fetch(&mut sqlite, &other);
            differs("SQLite", &other, &found);
        }
    }
    assert!(compared > SEEDS / 4, "only {compared} of {SEEDS} were compared");
    failures.sort();
    if let Some((_, smallest)) = failures.first() {
        panic!("{} of {SEEDS} differ; the smallest is {smallest}", failures.len());
    }
}
