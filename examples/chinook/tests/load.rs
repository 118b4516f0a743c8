//! What is loaded into another database is there as it was, and gives the same answers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

#[cfg(feature = "all")]
mod real;
mod tiny;

use std::iter::zip;

use aludel::ast::TableRef;
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::typed::RawSql;
use aludel::{ErrorKind, Result};
use aludel_sqlite::Sqlite;
use chinook::load::load;
use chinook::{questions, report, tables};

fn sqlite() -> PooledConnection {
    Engine::open(&Sqlite, "sqlite::memory:").unwrap().connect().unwrap()
}

/// All rows of a table, in the order of their keys, as its definition says what they are.
fn rows(conn: &mut Connection, table: &TableRef) -> Vec<Row> {
    let (source, def) = (Table::from(table.clone()), table.def());
    let keys = def.columns.iter().filter(|column| column.primary_key);
    let keys: Vec<_> = keys.map(|column| source.col(column.name.clone())).collect();
    let all: Vec<_> = def.columns.iter().map(|column| source.col(column.name.clone())).collect();
    conn.fetch_all(&select(all).from(&source).order_by(keys)).unwrap()
}

/// The same values: numbers may have another scale, and MySQL's NULLs other kinds.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Decimal(a), Value::Decimal(b)) => a.numeric_cmp(b).is_eq(),
        (Value::Null(_), Value::Null(_)) => true,
        _ => a == b,
    }
}

/// Loads everything, and compares everything.
fn moves_all(from: &mut Connection, to: &mut Connection) {
    let tables = tables::all();
    let loaded = load(from, to, &tables).unwrap_or_else(|error| panic!("{error:?}"));
    let mut compared = 0;
    for table in &tables {
        let (before, after) = (rows(from, table), rows(to, table));
        assert_eq!(before.len(), after.len(), "{}", table.name());
        compared += before.len();
        for (before, after) in zip(&before, &after) {
            let equal = zip(before.values(), after.values()).all(|(a, b)| same(a, b));
            assert!(equal, "{}: {before:?} became {after:?}", table.name());
        }
    }
    assert_eq!(u64::try_from(compared).unwrap(), loaded);
    for question in &questions::ALL {
        let before = (question.ask)(from).unwrap().rows;
        let after = (question.ask)(to).unwrap_or_else(|error| panic!("{error:?}")).rows;
        let [before, after] = [before, after].map(|rows| report::table(&rows, usize::MAX));
        assert_eq!(before, after, "{}", question.title);
    }
    // What is there stays as it is.
    let again = load(from, to, &tables).unwrap_err();
    assert!(again.to_string().contains("rows already"), "{again}");
}

#[test]
fn sqlite_to_sqlite() {
    let mut from = tiny::create("sqlite::memory:").unwrap();
    moves_all(&mut from, &mut sqlite());
}

/// More rows than fit into one INSERT.
#[test]
fn batches() -> Result<()> {
    let lists = tables::PLAYLIST;
    let (mut from, mut to) = (sqlite(), sqlite());
    from.create_all(&[lists.into()])?;
    for id in 0..1234 {
        let name = (id % 3 > 0).then(|| format!("list {id}"));
        from.execute(&insert(lists).columns((lists.playlist_id, lists.name)).values((id, name)))?;
    }
    assert_eq!(load(&mut from, &mut to, &[lists.into()])?, 1234);
    assert_eq!(rows(&mut from, &lists.into()), rows(&mut to, &lists.into()));
    Ok(())
}

/// SQLite takes any value in any column: what would change on the way is refused, and nothing is
/// left.
#[test]
fn what_does_not_fit_is_refused() {
    let long = "x".repeat(121);
    for (column, value, says) in [
        ("Total", "1.005", "Invoice.Total: 1.005 has more than 2 digits after the point"),
        ("Total", "'cheap'", "column 6 (\"Total\")"),
        ("InvoiceDate", "'soon'", "column 3 (\"InvoiceDate\")"),
        ("BillingCity", &format!("'{long}'"), "has more than 40 characters"),
    ] {
        let (mut from, mut to) = (tiny::create("sqlite::memory:").unwrap(), sqlite());
        let spoil = format!("UPDATE Invoice SET {column} = {value} WHERE InvoiceId = 5");
        from.execute(&RawSql::trusted(Trusted::new(spoil))).unwrap();
        let error = load(&mut from, &mut to, &tables::all()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert!(error.to_string().contains(says), "{error} does not say {says:?}");
        for table in &tables::all() {
            assert_eq!(rows(&mut to, table), [], "{}", table.name());
        }
    }
}

/// Where it is built with all databases; see `tests/run.sh` for a server that is not there.
#[cfg(feature = "all")]
mod servers {
    use chinook::open;

    use super::{moves_all, real, tiny};

    fn tiny_to(variable: &str) {
        let database = aludel_scratch::database(variable).unwrap();
        let mut to = open::target(database.url()).unwrap();
        moves_all(&mut tiny::create("sqlite::memory:").unwrap(), &mut to);
    }

    fn real_to(variable: &str) {
        let database = aludel_scratch::database(variable).unwrap();
        let mut to = open::target(database.url()).unwrap();
        moves_all(&mut open::open(&real::file()).unwrap(), &mut to);
    }

    macro_rules! on {
        ($($server:ident: $variable:literal,)+) => {$(
            mod $server {
                #[test]
                fn tiny() {
                    super::tiny_to($variable);
                }

                #[test]
                fn the_real_rows() {
                    super::real_to($variable);
                }
            }
        )+};
    }

    on! {
        postgres: "ALUDEL_TEST_POSTGRES",
        postgres18: "ALUDEL_TEST_POSTGRES18",
        mariadb: "ALUDEL_TEST_MARIADB",
        mysql: "ALUDEL_TEST_MYSQL",
    }
}
