//! Trees as deep as can be, on the small stack of a thread.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use aludel::ErrorKind;
use aludel::ast::{
    Affix, BinaryOp, CustomExpr, DEPTH_CAP, Fold, FunctionName, InSet, JoinKind, NaryOp, Node,
    Query, Raw, RawPart, Shared, Source, UnaryOp, Visit, When,
};
use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses};
use aludel::typed::RawSql;
use aludel_sqlite::Sqlite;

use crate::{fetch, open};

/// A step that makes a tree deeper.
type Step = fn(Node) -> Node;

/// One of each node that can nest.
const STEPS: [(&str, Step); 23] = [
    ("minus", |n| Node::unary(UnaryOp::Neg, n)),
    ("IS NULL", |n| Node::unary(UnaryOp::IsNull, n)),
    ("a sum, on the left", |n| Node::binary(BinaryOp::Add, n, Node::literal(1))),
    ("a sum, on the right", |n| Node::binary(BinaryOp::Add, Node::literal(1), n)),
    ("equality", |n| Node::binary(BinaryOp::Eq, Node::literal(1), n)),
    ("a custom operator", |n| Node::infix("+", n, Node::literal(1))),
    ("OR within AND", |n| {
        Node::nary(NaryOp::And, [Node::literal(1), Node::nary(NaryOp::Or, [Node::literal(0), n])])
    }),
    ("||", |n| {
        let sum = Node::binary(BinaryOp::Add, Node::literal(1), n);
        Node::nary(NaryOp::Concat, [Node::literal("1"), sum])
    }),
    ("LIKE", |n| Node::like(Node::literal("a"), n, None, false)),
    ("a search", |n| Node::search(n, Node::literal("1"), Affix::Anywhere, false)),
    ("a needle", |n| Node::search(Node::literal("1"), n, Affix::Start, true)),
    ("IN", |n| Node::in_set(Node::literal(1), InSet::List(vec![n, Node::literal(2)]))),
    ("BETWEEN", |n| Node::between(Node::literal(1), n, Node::literal(2))),
    ("CASE", |n| {
        let when = When { condition: Node::literal(0), result: Node::literal(1) };
        Node::case(None, vec![when], Some(n))
    }),
    ("CAST", |n| Node::cast(n, SqlType::BigInt)),
    ("a function", |n| Node::function(FunctionName::Portable("abs"), vec![n])),
    ("a quotient", |n| Node::binary(BinaryOp::Div, n, Node::literal(1))),
    ("CAST to a length", |n| Node::cast(n, SqlType::Varchar(9))),
    ("a condition as a value", |n| Node::cast(n, SqlType::Boolean)),
    ("a custom expression", |n| Node::custom(Arc::new(Opposite(vec![n])))),
    ("raw SQL", |n| Node::raw(vec![RawPart::Text("1 + "), RawPart::Node(n)])),
    ("a subquery", |n| Node::subquery(query_of(n))),
    ("EXISTS", |n| Node::exists(query_of(n))),
];

/// Minus, as a user's expression that expands.
#[derive(Debug)]
struct Opposite(Vec<Node>);

impl CustomExpr for Opposite {
    fn name(&self) -> &'static str {
        "the opposite"
    }

    fn children(&self) -> &[Node] {
        &self.0
    }

    fn with_children(&self, children: Vec<Node>) -> Arc<dyn CustomExpr> {
        Arc::new(Opposite(children))
    }

    fn expand(&self) -> Option<Node> {
        self.0.first().map(|node| Node::unary(UnaryOp::Neg, node.clone()))
    }
}

fn query_of(node: Node) -> Query {
    Query::Select(select(Expr::<Any>::new(node)).into_tree())
}

/// The deepest tree of such steps, and the first that is too deep.
fn at_the_cap(step: Step) -> (Node, Node) {
    let mut node = Node::literal(1);
    loop {
        let next = step(node.clone());
        let compiled = select(Expr::<Any>::new(next.clone())).to_sql(&Ansi);
        if next.depth() == 0 || compiled.is_err() {
            return (node, next);
        }
        node = next;
    }
}

/// Runs on a stack of 2 MiB, which is what a thread has.
pub(crate) fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(test).unwrap();
    thread.join().unwrap();
}

struct Nothing;
impl Fold for Nothing {}
impl Visit for Nothing {}

/// Compiles, clones, compares, hashes, walks, folds, prints and drops.
fn exercise(what: &str, query: &Select<Any>) {
    let state = RandomState::new();
    let tree = query.tree();
    let copy = Shared::new(Nothing.fold_select(tree));
    assert_eq!(*copy, **tree, "{what}");
    assert_eq!(state.hash_one(&copy), state.hash_one(tree), "{what}");
    Nothing.visit_select(tree);
    assert!(!format!("{tree:?}").is_empty());
    for parentheses in [Parentheses::Minimal, Parentheses::Full] {
        for literal in [false, true] {
            let options = Options { literal, parentheses };
            query.to_sql_with(&Sqlite, options).unwrap_or_else(|e| panic!("{what}: {e:?}"));
        }
    }
    drop(query.clone());
    drop(copy);
}

#[test]
fn expressions_at_the_cap() {
    on_a_small_stack(|| {
        for (what, step) in STEPS {
            let (deepest, too_deep) = at_the_cap(step);
            assert!(deepest.depth() + 20 > DEPTH_CAP, "{what}: {}", deepest.depth());
            assert!(deepest.depth() <= DEPTH_CAP, "{what}");
            exercise(what, &select(Expr::<Any>::new(deepest)));
            let error = select(Expr::<Any>::new(too_deep)).to_sql(&Sqlite).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid, "{what}");
            assert!(error.to_string().contains("nested more than 500 levels"), "{what}: {error}");
        }
    });
}

/// What is at the cap runs on SQLite too, which has a cap of its own. Subqueries are the
/// exception: SQLite adds up the depths of those around each other.
#[test]
fn expressions_at_the_cap_run() {
    let mut conn = open().unwrap();
    for (what, step) in STEPS {
        let node = if matches!(step(Node::literal(1)), Node::Subquery(_) | Node::Exists(_)) {
            (0..40).fold(Node::literal(1), |node, _| step(node))
        } else {
            at_the_cap(step).0
        };
        let sql = select(Expr::<Any>::new(node)).to_sql(&Sqlite).unwrap();
        let rows = fetch(&mut conn, &sql).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(rows.len(), 1, "{what}");
    }
}

#[test]
fn queries_at_the_cap() {
    on_a_small_stack(|| {
        let nest = |inner: Select<Any>, i: usize| {
            let sub = inner.subquery(format!("s{i}"));
            select(sub.col("x").label("x")).from(&sub).filter(sub.col("x").is_not_null())
        };
        let start = || select(literal(1).label("x"));
        let mut deepest = start();
        for i in 0.. {
            let next = nest(deepest.clone(), i);
            if next.to_sql(&Ansi).is_err() {
                break;
            }
            deepest = next;
        }
        exercise("subqueries in FROM", &deepest);
        let mut conn = open().unwrap();
        assert_eq!(fetch(&mut conn, &deepest.to_sql(&Sqlite).unwrap()).unwrap(), [[1.into()]]);

        let t = table("t");
        let mut joins = Source::Table((&t).into());
        for i in 0..1000 {
            let next = Source::Table(t.alias(format!("a{i}")).into());
            let next = next.join(JoinKind::Cross, joins.clone());
            if matches!(next, Source::Error(_)) {
                break;
            }
            joins = next;
        }
        assert!(joins.depth() > DEPTH_CAP - 20);
        // The query around it may have to be less deep.
        for _ in 0..20 {
            let query = select(value(1)).from(joins.clone());
            if query.to_sql(&Ansi).is_ok() {
                return exercise("joins", &query);
            }
            let Source::Join(inner) = &joins else { break };
            joins = inner.steps[0].source.clone();
        }
        panic!("no chain of joins compiles");
    });
}

#[test]
fn ten_thousand_levels_are_an_error() {
    on_a_small_stack(|| {
        for (what, step) in STEPS {
            let mut node = Node::literal(1);
            for _ in 0..10_000 {
                node = step(node);
            }
            let error = select(Expr::<Any>::new(node)).to_sql(&Sqlite).unwrap_err();
            assert!(error.to_string().contains("nested more than 500 levels"), "{what}: {error}");
        }
        let mut query = select(literal(1).label("x"));
        let mut raw = sql!("1");
        for i in 0..10_000 {
            let sub = query.subquery(format!("s{i}"));
            query = select(sub.col("x").label("x")).from(&sub);
            raw = RawSql::new(vec![RawSql::hole(&raw)]);
        }
        assert!(query.to_sql(&Sqlite).is_err());
        assert!(raw.to_sql(&Sqlite).is_err());

        let one = || select(literal(1).label("x"));
        let mut left = one().union_all(one());
        let mut right = one().union_all(one());
        let mut with = one();
        for i in 0..10_000 {
            left = left.limit(1).union_all(one());
            right = one().union_all(right.limit(1));
            let cte = with.cte(format!("w{i}"));
            with = select(cte.col("x").label("x")).with(&cte).from(&cte);
        }
        for statement in [&left as &dyn Compile, &right, &with] {
            let error = statement.to_sql(&Sqlite).unwrap_err();
            assert!(error.to_string().contains("nested more than 500 levels"), "{error}");
        }
    });
}

/// Statements whose parts are at the cap are refused, or compile.
#[test]
fn statements_over_deep_parts() {
    on_a_small_stack(|| {
        let t = table("t");
        let deep = Expr::<Any>::new(at_the_cap(STEPS[0].1).0);
        let too_deep = -deep.clone() + value(1);
        let statements = |node: &Expr| -> Vec<Box<dyn Compile>> {
            let condition = || node.typed::<Bool>();
            vec![
                Box::new(select_from(&t).filter(condition()).filter(condition())),
                Box::new(select_from(&t).having(condition()).group_by(node.clone())),
                Box::new(select_from(&t).order_by(node.clone())),
                Box::new(select_from(&t).limit(node.typed::<Int>())),
                Box::new(select_from((&t).join(t.alias("u")).on(condition()).on(condition()))),
                Box::new(insert(&t).set("a", node.clone()).returning(literal(1))),
                Box::new(update(&t).set("a", node.clone()).filter(condition())),
                Box::new(delete(&t).filter(condition()).returning(node.clone())),
            ]
        };
        for statement in statements(&deep) {
            if let Err(error) = statement.to_sql(&Sqlite) {
                assert!(error.to_string().contains("nested more than 500 levels"), "{error}");
            }
        }
        for statement in statements(&too_deep) {
            let error = statement.to_sql(&Sqlite).unwrap_err();
            assert!(error.to_string().contains("nested more than 500 levels"), "{error}");
        }
        // SQLite has no MERGE.
        let merge = |node: &Expr| {
            let u = table("u");
            let merge = merge_into(&t).using(&u).on(u.col("a").eq(t.col("a")));
            let merge = merge.when_matched().and(node.typed::<Bool>()).delete();
            let merge = merge.when_matched().update(|row| row.set("a", node.clone()));
            let insert = merge.when_not_matched().and(node.typed::<Bool>());
            insert.insert(("a",), (node.clone(),)).returning(node.clone())
        };
        assert!(merge(&deep).to_sql(&aludel_postgres::Postgres).is_ok());
        let error = merge(&too_deep).to_sql(&aludel_postgres::Postgres).unwrap_err();
        assert!(error.to_string().contains("nested more than 500 levels"), "{error}");
        let raw = Raw::new(vec![RawPart::Node(too_deep.into_node())]);
        assert!(raw.is_ok(), "an error node is a leaf");
    });
}
