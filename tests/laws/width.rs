//! Trees as wide as anybody wants: in linear time, and accepted by SQLite.

use std::time::{Duration, Instant};

use aludel::ast::{Fold, NaryOp, Node};
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

use crate::{fetch, open};

const WIDE: i64 = 100_000;
/// Far more than linear time takes in a debug build, far less than quadratic time would.
const SOON: Duration = Duration::from_secs(20);

fn t() -> Expr<Int> {
    col("id").typed()
}

/// Compiles the query and fetches its one value, within the time.
fn one(name: &str, start: Instant, query: &Select<impl aludel::engine::RowType>) -> Value {
    struct Nothing;
    impl Fold for Nothing {}
    assert_eq!(Nothing.fold_select(query.tree()), **query.tree(), "{name}");
    let sql = query.to_sql(&Sqlite).unwrap();
    let built = start.elapsed();
    assert!(built < SOON, "{name}: {built:?}");
    let mut rows = fetch(&mut open().unwrap(), &sql).unwrap_or_else(|e| panic!("{name}: {e}"));
    rows.remove(0).remove(0)
}

fn from_one() -> aludel::typed::Subquery {
    select(literal(1).label("id")).subquery("t")
}

#[test]
fn conditions() {
    let unlike = |i: i64| t().ne(literal(i + 2).typed::<Int>());
    let start = Instant::now();
    let query = select(count_all()).from(&from_one()).filter(all((0..WIDE).map(unlike)));
    assert_eq!(one("all", start, &query), Value::Int(1));

    let start = Instant::now();
    let query = select(count_all()).from(&from_one()).filter(any((0..WIDE).map(|i| !unlike(i))));
    assert_eq!(one("any", start, &query), Value::Int(0));

    let start = Instant::now();
    let mut query = select(count_all()).from(&from_one());
    for i in 0..WIDE {
        query = query.filter(unlike(i));
    }
    assert_eq!(one("filter", start, &query), Value::Int(1));

    let start = Instant::now();
    let either = (1..WIDE).fold(unlike(0), |chain, i| chain & unlike(i));
    let query = select(count_all()).from(&from_one()).filter(either);
    assert_eq!(one("&", start, &query), Value::Int(1));
}

#[test]
fn concatenation() {
    let letters = (0..WIDE).map(|_| literal("a").typed::<Text>());
    let start = Instant::now();
    let query = select(length(concat(letters)));
    assert_eq!(one("concat", start, &query), Value::Int(WIDE));
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
    assert_eq!(one("nested", start, &query), Value::Int(1));
}

#[test]
fn lists() {
    let start = Instant::now();
    let query = select(t().in_((0..20_000).collect::<Vec<_>>())).from(&from_one());
    let sql = query.to_sql(&Sqlite).unwrap();
    assert_eq!(sql.params().len(), 20_000);
    assert_eq!(one("in", start, &query), Value::Int(1));

    let start = Instant::now();
    let printed = (2..WIDE).map(|i| literal(i).typed::<Int>()).collect::<Vec<_>>();
    let query = select(t().not_in(printed)).from(&from_one());
    assert_eq!(one("not in", start, &query), Value::Int(1));
}

#[test]
fn branches() {
    let first =
        aludel::prelude::case(t().eq(literal(-1).typed::<Int>()), literal(0).typed::<Int>());
    let start = Instant::now();
    let case = (0..1_000).fold(first, |case, i| {
        case.when(t().eq(literal(i).typed::<Int>()), literal(i * 2).typed::<Int>())
    });
    let query = select(case.end()).from(&from_one());
    assert_eq!(one("case", start, &query), Value::Int(2));
}
