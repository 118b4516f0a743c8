//! Trees as wide as anybody wants: in linear time, and accepted by SQLite.

use std::time::{Duration, Instant};

use aludel::ast::{Fold, NaryOp, Node};
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

use crate::{fetch, open};

const WIDE: i64 = 100_000;
/// Far more than linear time takes in a debug build, far less than quadratic time would.
const SOON: Duration = Duration::from_secs(20);

/// Not a column: over one, SQLite itself needs quadratic time.
fn one() -> Expr<Int> {
    literal(1).typed()
}

/// Compiles the query and fetches its one value, within the time.
fn run(name: &str, start: Instant, query: &Select<impl aludel::engine::RowType>) -> Value {
    struct Nothing;
    impl Fold for Nothing {}
    assert_eq!(Nothing.fold_select(query.tree()), **query.tree(), "{name}");
    let sql = query.to_sql(&Sqlite).unwrap();
    let built = start.elapsed();
    assert!(built < SOON, "{name}: {built:?}");
    let mut rows = fetch(&mut open().unwrap(), &sql).unwrap_or_else(|e| panic!("{name}: {e}"));
    rows.remove(0).remove(0)
}

fn unlike(i: i64) -> Cond {
    one().ne(literal(i + 2).typed::<Int>())
}

#[test]
fn conditions() {
    let start = Instant::now();
    let query = select(all((0..WIDE).map(unlike)));
    assert_eq!(run("all", start, &query), Value::Int(1));

    let start = Instant::now();
    let query = select(any((0..WIDE).map(|i| !unlike(i))));
    assert_eq!(run("any", start, &query), Value::Int(0));

    let start = Instant::now();
    let query = select((1..WIDE).fold(unlike(0), |chain, i| chain & unlike(i)));
    assert_eq!(run("&", start, &query), Value::Int(1));
}

/// SQLite needs quadratic time for the terms of a WHERE, so it gets fewer.
#[test]
fn filters() {
    let filtered = |n| (0..n).fold(select(count_all()), |query, i| query.filter(unlike(i)));
    let start = Instant::now();
    let sql = filtered(WIDE).to_sql(&Sqlite).unwrap();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(sql.text().matches(" AND ").count(), 99_999);
    assert_eq!(run("filter", start, &filtered(3_000)), Value::Int(1));
}

#[test]
fn concatenation() {
    let letters = (0..WIDE).map(|_| literal("a").typed::<Text>());
    let start = Instant::now();
    let query = select(length(concat(letters)));
    assert_eq!(run("concat", start, &query), Value::Int(WIDE));
}

/// AND within OR within AND, each of many operands.
#[test]
fn chains_within_chains() {
    let chain = |op, n, item: &dyn Fn() -> Node| Node::nary(op, (0..n).map(|_| item()));
    let leaf = || Node::literal(true);
    let inner = || chain(NaryOp::And, 300, &leaf);
    let middle = || chain(NaryOp::Or, 300, &inner);
    let start = Instant::now();
    let query = select(Expr::<Any>::new(chain(NaryOp::And, 2, &middle)));
    assert_eq!(run("nested", start, &query), Value::Int(1));
}

#[test]
fn lists() {
    let start = Instant::now();
    let query = select(one().in_((0..20_000).collect::<Vec<_>>()));
    let sql = query.to_sql(&Sqlite).unwrap();
    assert_eq!(sql.params().len(), 20_000);
    assert_eq!(run("in", start, &query), Value::Int(1));

    let start = Instant::now();
    let printed = (2..WIDE).map(|i| literal(i).typed::<Int>()).collect::<Vec<_>>();
    let query = select(one().not_in(printed));
    assert_eq!(run("not in", start, &query), Value::Int(1));
}

#[test]
fn branches() {
    let first =
        aludel::prelude::case(one().eq(literal(-1).typed::<Int>()), literal(0).typed::<Int>());
    let start = Instant::now();
    let case = (0..1_000).fold(first, |case, i| {
        case.when(one().eq(literal(i).typed::<Int>()), literal(i * 2).typed::<Int>())
    });
    let query = select(case.end());
    assert_eq!(run("case", start, &query), Value::Int(2));
}
