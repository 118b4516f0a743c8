//! Statements as wide as anybody wants, on every database.

use std::time::{Duration, Instant};

use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::testing::TestServer;
use aludel_sqlite::Sqlite;

use crate::servers::on_every_server;

on_every_server!(conditions_as_a_value, conditions_of_a_where, unions);

const WIDE: i64 = 100_000;
/// Far more than linear time takes in a debug build, far less than quadratic time would.
const SOON: Duration = Duration::from_secs(20);

fn one() -> Expr<Int> {
    literal(1).typed()
}

/// A condition that holds, of constants alone.
fn unlike(i: i64) -> Cond {
    one().ne(literal(i + 2).typed::<Int>())
}

fn connect(
    server: TestServer,
) -> (aludel::testing::TestDatabase, aludel::engine::PooledConnection) {
    let database = server.database().unwrap();
    let conn = database.connect().unwrap();
    (database, conn)
}

fn conditions_as_a_value(server: TestServer) {
    let (_database, mut conn) = connect(server);
    let start = Instant::now();
    let query = select((all((0..WIDE).map(unlike)), any((0..WIDE).map(|i| !unlike(i)))));
    query.to_sql(conn.dialect()).unwrap();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(conn.fetch_all(&query).unwrap(), [(Some(true), Some(false))]);
}

/// SQLite itself needs quadratic time for the terms of a WHERE: it gets fewer.
fn conditions_of_a_where(server: TestServer) {
    let (_database, mut conn) = connect(server);
    let count = if conn.dialect().name() == "sqlite" { 3_000 } else { WIDE };
    let query = (0..count).fold(select(count_all()), |query, i| query.filter(unlike(i)));
    assert_eq!(conn.fetch_all(&query).unwrap(), [1]);
}

/// More SELECTs than any database takes in one chain.
fn unions(server: TestServer) {
    let (_database, mut conn) = connect(server);
    for count in [400, 5_000] {
        let start = Instant::now();
        let all =
            (2..=count).fold(number(1).union_all(number(1)), |all, i| all.union_all(number(i)));
        all.to_sql(conn.dialect()).unwrap();
        assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
        let rows = conn.fetch_all(&all).unwrap();
        assert_eq!(rows.len(), usize::try_from(count + 1).unwrap());
        assert_eq!(rows.iter().sum::<i64>(), count * (count + 1) / 2 + 1);
    }
}

/// A number, as a query.
fn number(i: i64) -> Select<Int> {
    select(literal(i).typed::<Int>().label("n"))
}

/// SQLite takes 500 queries in a chain.
#[test]
fn long_chains_are_grouped() {
    let chain = |count| (2..=count).fold(number(1).union(number(1)), |all, i| all.union(number(i)));
    let text = |count| chain(count).to_sql(&Sqlite).unwrap().text().to_owned();
    assert!(!text(499).contains("(SELECT"));
    let grouped = text(501);
    assert!(grouped.starts_with(r#"SELECT * FROM (SELECT 1 AS "n" UNION SELECT 1 AS "n" UNION "#));
    assert!(
        grouped.ends_with(
            r#"SELECT 499 AS "n") UNION SELECT * FROM (SELECT 500 AS "n" UNION SELECT 501 AS "n")"#
        ),
        "{grouped}"
    );

    // Here the groups would mean something else.
    let mixed = chain(501).except(number(7));
    let error = mixed.to_sql(&Sqlite).unwrap_err();
    assert_eq!(error.kind(), aludel::ErrorKind::Unsupported);
    assert!(error.to_string().contains("more than 500 queries"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains(".subquery(")), "{error}");
    assert!(mixed.to_sql(&Ansi).is_ok());
}
