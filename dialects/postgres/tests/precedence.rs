//! Every operator within every other one, on either side: with as few parentheses as are
//! written it means what it means with all of them.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ast::{Affix, BinaryOp, InSet, NaryOp, Node, UnaryOp};
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses};
use aludel_postgres::Postgres;
use common::{Database, run};

type Make = Box<dyn Fn(Node, Node) -> Node>;

fn operators() -> Vec<(String, Make)> {
    use BinaryOp as B;
    use UnaryOp as U;
    let mut all: Vec<(String, Make)> = Vec::new();
    for op in [
        B::Eq,
        B::Ne,
        B::Lt,
        B::Ge,
        B::IsDistinct,
        B::IsNotDistinct,
        B::Add,
        B::Sub,
        B::Mul,
        B::Div,
        B::IntDiv,
        B::Mod,
        B::BitAnd,
        B::BitOr,
        B::BitXor,
        B::Shl,
        B::Shr,
    ] {
        all.push((format!("{op:?}"), Box::new(move |a, b| Node::binary(op, a, b))));
    }
    for op in [U::Not, U::Neg, U::BitNot, U::IsNull, U::IsTrue, U::IsNotFalse] {
        all.push((format!("{op:?}"), Box::new(move |a, _| Node::unary(op, a))));
    }
    for op in [NaryOp::And, NaryOp::Or, NaryOp::Concat] {
        all.push((format!("{op:?}"), Box::new(move |a, b| Node::nary(op, [a, b]))));
    }
    for symbol in ["^", "||", "<", "SIMILAR TO", "->>"] {
        all.push((symbol.to_owned(), Box::new(move |a, b| Node::infix(symbol, a, b))));
    }
    for insensitive in [false, true] {
        all.push(("like".into(), Box::new(move |a, b| Node::like(a, b, Some('!'), insensitive))));
        let search = move |a, b| Node::search(a, b, Affix::Anywhere, insensitive).negate();
        all.push(("search".into(), Box::new(search)));
    }
    all.push(("in".into(), Box::new(|a, b| Node::in_set(a, InSet::List(vec![b])))));
    all.push(("not in".into(), Box::new(|a, b| Node::in_set(a, InSet::List(vec![b])).negate())));
    all.push(("collate".into(), Box::new(|a, _| Node::collate(a, None, "C".into()))));
    all.push(("between".into(), Box::new(|a, b| Node::between(a, b.clone(), b))));
    all
}

fn leaves() -> [Node; 3] {
    ["i", "f", "s"].map(Node::name)
}

/// The cells as text, or the error's code.
fn outcome(conn: &mut PooledConnection, node: &Node, parentheses: Parentheses) -> (String, String) {
    let q = select((Expr::<Any>::new(node.clone()), Expr::<Any>::new(Node::name("n"))));
    let q = q.from(table("t")).order_by(col("n"));
    let sql = q.to_sql_with(&Postgres, Options { literal: false, parentheses }).unwrap();
    let mut rows = Vec::new();
    let done = conn.driver().query_with(sql.text(), sql.params(), &mut |cursor| {
        while cursor.advance()? {
            rows.push(format!("{:?}", cursor.get(0)?));
        }
        Ok(())
    });
    let outcome = match done {
        Ok(()) => rows.join(", "),
        Err(error) => error.code().unwrap_or("none").to_owned(),
    };
    (sql.text().to_owned(), outcome)
}

#[test]
fn few_parentheses_mean_what_all_of_them_mean() {
    let db = Database::new();
    // Most statements are of types that do not fit: nothing of them is worth keeping.
    let engine = Engine::open(&Postgres, &db.url("statement_cache=0")).unwrap();
    let mut conn = engine.connect().unwrap();
    run(
        &mut conn,
        &[
            "CREATE TABLE t (n int, i int, f bool, s text)",
            "INSERT INTO t VALUES (1, 1, true, 'a'), (2, 2, false, '2'), (3, -3, true, 'true'), \
             (4, NULL, NULL, NULL), (5, 7, false, NULL)",
        ],
    );
    let operators = operators();
    let (mut run, mut same) = (0, 0);
    let mut wrong = Vec::new();
    for (outer_name, outer) in &operators {
        for (inner_name, inner) in &operators {
            for a in leaves() {
                for b in leaves() {
                    for left in [true, false] {
                        let within = inner(a.clone(), b.clone());
                        let node =
                            if left { outer(within, a.clone()) } else { outer(b.clone(), within) };
                        let (few, x) = outcome(&mut conn, &node, Parentheses::Minimal);
                        let (all, y) = outcome(&mut conn, &node, Parentheses::Full);
                        run += 1;
                        same += usize::from(x == y && x.len() != 5);
                        if x != y || x == "42601" {
                            wrong
                                .push(format!("{outer_name} {inner_name}\n{few}: {x}\n{all}: {y}"));
                        }
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {run}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(8)].join("\n")
    );
    assert!(same > 2_000, "only {same} of {run} were of types that fit");
}
