//! Queries within queries as deep as can be, by every construct that holds one, on the small stack
//! of a thread.

use std::hash::{BuildHasher, RandomState};

use aludel::ErrorKind;
use aludel::ast::{Fold, Query, Shared, Visit};
use aludel::dialect::{Ansi, Dialect};
use aludel::prelude::*;
use aludel::typed::SetQuery;
use aludel_mysql::{MariaDb, MySql};
use aludel_postgres::Postgres;
use aludel_sqlite::Sqlite;

use crate::depth::on_a_small_stack;

/// A step that makes a query deeper; the number is for names.
type Step = fn(SetQuery<Any>, usize) -> SetQuery<Any>;

const STEPS: [(&str, Step); 20] = [
    ("UNION, on the right", |q, _| leaf().union_all(q)),
    ("UNION, on the left", |q, _| q.limit(1).union_all(leaf())),
    ("EXCEPT, on the right", |q, _| leaf().except(q)),
    ("INTERSECT, on the right", |q, _| leaf().intersect(q)),
    ("WITH", |q, i| {
        let cte = q.cte(name(i));
        one(select(cte.col("x")).with(&cte).from(&cte))
    }),
    ("WITH of a set operation", |q, i| {
        let cte = q.cte(name(i));
        one(select(cte.col("x")).from(&cte)).with(&cte)
    }),
    ("WITH MATERIALIZED", |q, i| {
        let cte = q.cte(name(i)).materialized(true);
        one(select(cte.col("x")).with(&cte).from(&cte))
    }),
    ("WITH RECURSIVE", |q, i| {
        let cte = recursive(name(i), q, |cte| select(cte.col("x")).from(cte));
        one(select(cte.col("x")).with(&cte).from(&cte))
    }),
    ("WITH RECURSIVE, in the step", |q, i| {
        let cte = recursive(name(i), leaf(), |_| q);
        one(select(cte.col("x")).with(&cte).from(&cte))
    }),
    ("a subquery in FROM", |q, i| {
        let sub = q.subquery(name(i));
        one(select(sub.col("x")).from(&sub))
    }),
    ("LATERAL", |q, i| {
        let sub = select(col("x")).filter(q.exists()).lateral(name(i));
        one(select(sub.col("x")).from(table("t").cross_join(&sub)))
    }),
    ("OVER, in its PARTITION BY", |q, _| {
        number(row_number().over(window().partition_by(q.scalar())))
    }),
    ("OVER, in its ORDER BY", |q, _| number(rank().over(window().order_by(q.scalar())))),
    ("OVER, in its frame", |q, _| {
        let frame = window().order_by(col("y")).rows(preceding(q.scalar()), current_row());
        number(count_all().over(frame))
    }),
    ("WINDOW", |q, i| {
        let over = count_all().over_named(name(i)).label("x");
        let over = Expr::<Any>::new(over.into_node());
        one(select(over).window(name(i), window().partition_by(q.scalar())))
    }),
    ("FILTER", |q, _| number(count_all().filter(q.exists()))),
    ("DISTINCT ON", |q, _| {
        // Without the key in ORDER BY: there the tree would double with each level.
        one(select(col("x")).from(table("t")).distinct_on(q.scalar()))
    }),
    ("QUALIFY", |q, _| one(select(col("x")).from(table("t")).qualify(q.exists()))),
    ("VALUES", |q, i| {
        let rows = values(name(i), ["x"], [(q.scalar(),)]);
        one(select(rows.col("x")).from(&rows))
    }),
    ("a function in FROM", |q, i| {
        let rows = table_function(func("f", q.scalar()), name(i)).columns(["x"]);
        one(select(rows.col("x")).from(&rows))
    }),
];

fn leaf() -> Select<Any> {
    select(literal(1).label("x"))
}

fn name(i: usize) -> String {
    format!("q{i}")
}

fn one(query: Select<Any>) -> SetQuery<Any> {
    query.union_all(leaf())
}

fn number(expr: Expr<Int>) -> SetQuery<Any> {
    one(select(Expr::<Any>::new(expr.label("x").into_node())).from(table("t")))
}

/// What says that the cap is passed.
fn is_too_deep(query: &SetQuery<Any>, dialect: &dyn Dialect) -> bool {
    match query.to_sql(dialect) {
        Ok(_) => false,
        Err(error) => {
            let too_deep = error.to_string().contains("nested more than 500 levels");
            assert!(too_deep || error.kind() == ErrorKind::Unsupported, "{error}");
            assert!(!too_deep || error.kind() == ErrorKind::Invalid, "{error}");
            too_deep
        }
    }
}

struct Nothing;
impl Fold for Nothing {}
impl Visit for Nothing {}

/// Compiles, clones, compares, hashes, walks, folds, prints and drops.
fn exercise(what: &str, query: &SetQuery<Any>) {
    let dialects: [&dyn Dialect; 5] = [&Ansi, &Sqlite, &Postgres, &MySql, &MariaDb];
    let compiled = dialects.iter().filter(|dialect| query.to_sql(**dialect).is_ok()).count();
    assert!(compiled > 0, "{what} compiles for no dialect");
    // The folds and walks begin at a SELECT.
    let around = leaf().filter(query.clone().exists());
    let tree = around.tree();
    let copy = Shared::new(Nothing.fold_select(tree));
    assert_eq!(*copy, **tree, "{what}");
    let state = RandomState::new();
    assert_eq!(state.hash_one(&copy), state.hash_one(tree), "{what}");
    Nothing.visit_select(tree);
    assert!(!format!("{tree:?}").is_empty());
    drop(copy);
}

#[test]
fn at_the_cap() {
    on_a_small_stack(|| {
        for (what, step) in STEPS {
            let mut deepest = one(leaf());
            let mut levels = 0;
            loop {
                let next = step(deepest.clone(), levels);
                if is_too_deep(&next, &Ansi) {
                    break;
                }
                deepest = next;
                levels += 1;
            }
            assert!(levels >= 10, "{what}: {levels} levels");
            assert!(Query::Compound(deepest.tree().clone()).depth() > 400, "{what}");
            exercise(what, &deepest);
        }
    });
}

#[test]
fn ten_thousand_levels_are_an_error() {
    on_a_small_stack(|| {
        for (what, step) in STEPS {
            let query = (0..10_000).fold(one(leaf()), step);
            assert!(is_too_deep(&query, &Ansi), "{what}");
            // Another one may be refused before, for what the database lacks.
            for dialect in [&Sqlite as &dyn Dialect, &Postgres, &MySql, &MariaDb] {
                assert!(query.to_sql(dialect).is_err(), "{what} on {}", dialect.name());
            }
        }
    });
}

/// A DELETE within the WITH of a DELETE, and so on.
#[test]
fn ten_thousand_changes_are_an_error() {
    on_a_small_stack(|| {
        let deleted = |i| delete(table("t")).returning(literal(1).label("x")).cte(name(i));
        let nested = (1..10_000).fold(deleted(0), |inner, i| {
            delete(table("t")).with(&inner).returning(literal(1).label("x")).cte(name(i))
        });
        let query = one(select(nested.col("x")).with(&nested).from(&nested));
        assert!(is_too_deep(&query, &Postgres));
        let merged = |inner: &Cte<_>| {
            let (t, x) = (table("t"), literal(1).label("x"));
            let merge = merge_into(&t).with(inner).using(inner).on(inner.col("x").eq(t.col("x")));
            merge.when_matched().delete().returning(x)
        };
        let nested = (1..10_000).fold(deleted(0), |inner, i| merged(&inner).cte(name(i)));
        let query = one(select(nested.col("x")).with(&nested).from(&nested));
        assert!(is_too_deep(&query, &Postgres));
    });
}

/// Each common table expression refers to the one before it: a chain, but no nesting.
#[test]
fn a_thousand_common_table_expressions() {
    on_a_small_stack(|| {
        let mut cte = leaf().cte("c0");
        let mut all = vec![cte.clone()];
        for i in 1..1_000 {
            cte = select(cte.col("x")).from(&cte).cte(format!("c{i}"));
            all.push(cte.clone());
        }
        let last = select(cte.col("x")).from(&cte);
        let query = all.iter().fold(last, |query, cte| query.with(cte));
        let sql = query.to_sql(&Sqlite).unwrap();
        assert_eq!(sql.text().matches(" AS (").count(), 1_000);
    });
}
