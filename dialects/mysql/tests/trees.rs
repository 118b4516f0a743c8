//! Random trees: minimal parentheses mean what full ones mean, literals what parameters mean,
//! and SQLite finds the same rows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ast::Select as Tree;
use aludel::engine::Engine;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses, Sql};
use aludel::testing::generate::{self, Generator, Seeded, rows};
use aludel_sqlite::Sqlite;
use common::{Database, on_both, run};

on_both! { trees_mean_what_they_mean_elsewhere, every_pair_of_operators, }

/// A tree as a statement.
struct Query(Tree);

impl Compile for Query {
    fn statement(&self) -> aludel::ast::StatementRef<'_> {
        aludel::ast::StatementRef::Select(&self.0)
    }
}

fn fetch(conn: &mut Connection, sql: &Sql) -> aludel::Result<Vec<Vec<Value>>> {
    let mut rows = Vec::new();
    conn.driver().query_with(sql.text(), sql.params(), &mut |cursor| {
        while cursor.advance()? {
            let cells =
                (0..cursor.width()).map(|i| cursor.get(i).map(|cell| plain(cell.to_value())));
            rows.push(cells.collect::<aludel::Result<_>>()?);
        }
        Ok(())
    })?;
    Ok(rows)
}

/// What is the same value on both.
fn plain(value: Value) -> Value {
    match value {
        Value::Bool(v) => Value::from(i64::from(v)),
        Value::UInt(v) => i64::try_from(v).map_or(Value::UInt(v), Value::Int),
        Value::Decimal(v) => v.to_i64().map_or(Value::Decimal(v), Value::Int),
        Value::Null(_) => Value::NULL,
        other => other,
    }
}

fn trees_mean_what_they_mean_elsewhere(db: &Database) {
    let mut conn = db.connect();
    let mut lite = Engine::open(&Sqlite, "sqlite::memory:").unwrap().connect().unwrap();
    let t = generate::table();
    // SQLite compares texts by their bytes.
    run(
        &mut conn,
        &[
            "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
            "CREATE TABLE t (id BIGINT PRIMARY KEY, a BIGINT, b BIGINT, s LONGTEXT, u LONGTEXT, \
             f BOOLEAN) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
        ],
    );
    lite.create_all(&[(&t).into()]).unwrap();
    for row in rows() {
        let mut add = insert(&t);
        for (name, value) in ["id", "a", "b", "s", "u", "f"].into_iter().zip(row) {
            add = add.set(name, value);
        }
        conn.execute(&add).unwrap();
        lite.execute(&add).unwrap();
    }
    let (mut same, mut refused) = (0, 0);
    for seed in 0..3000 {
        let mut choices = Seeded::new(seed);
        let query =
            Query(Generator::new(&mut choices).select(3 + usize::try_from(seed % 3).unwrap()));
        let compile = |literal, parentheses| {
            query.to_sql_with(conn.dialect(), Options { literal, parentheses }).unwrap()
        };
        let minimal = compile(false, Parentheses::Minimal);
        let full = compile(false, Parentheses::Full);
        let literal = compile(true, Parentheses::Minimal);
        let expected = match fetch(&mut conn, &minimal) {
            Ok(rows) => rows,
            Err(error) => {
                // Out of range: then it is so in every form.
                assert_eq!(error.kind(), aludel::ErrorKind::Data, "{seed}: {error:?}\n{minimal}");
                refused += 1;
                continue;
            }
        };
        same_rows(&fetch(&mut conn, &full).unwrap(), &expected, seed, &full);
        same_rows(&fetch(&mut conn, &literal).unwrap(), &expected, seed, &literal);
        let lite_sql = query.to_sql(lite.dialect()).unwrap();
        // SQLite gives replace(x, '', NULL) as x, and its LIKE ignores the case.
        let has = |part: &str| lite_sql.text().contains(part);
        let differs = has("replace(") || (has("LIKE") && has("upper("));
        if !differs && let Ok(rows) = fetch(&mut lite, &lite_sql) {
            same_rows(&expected, &rows, seed, &lite_sql);
            same += 1;
        }
    }
    println!("{same} trees are the same on SQLite, {refused} are out of range");
    assert!(same > 800, "{same}");
}

fn same_rows(found: &[Vec<Value>], expected: &[Vec<Value>], seed: u64, sql: &Sql) {
    for (a, b) in found.iter().zip(expected) {
        assert_eq!(a, b, "seed {seed}\n{sql}");
    }
    assert_eq!(found.len(), expected.len(), "seed {seed}\n{sql}");
}

/// Every pair of operators in both nestings, over values that tell them apart.
fn every_pair_of_operators(db: &Database) {
    use aludel::ast::{Affix, BinaryOp::*, NaryOp, Node, UnaryOp};
    let mut conn = db.connect();
    let ops = [
        Eq,
        Ne,
        Lt,
        Le,
        Gt,
        Ge,
        IsDistinct,
        IsNotDistinct,
        Add,
        Sub,
        Mul,
        Div,
        IntDiv,
        Mod,
        BitAnd,
        BitOr,
        BitXor,
        Shl,
    ];
    type Make = Box<dyn Fn(Node, Node) -> Node>;
    let mut makers: Vec<Make> =
        ops.into_iter().map(|op| Box::new(move |l, r| Node::binary(op, l, r)) as Make).collect();
    for op in [NaryOp::And, NaryOp::Or, NaryOp::Concat] {
        makers.push(Box::new(move |l, r| Node::nary(op, [l, r])));
    }
    makers.push(Box::new(|l, r| Node::like(l, r, None, false)));
    makers.push(Box::new(|l, r| Node::like(l, r, Some('!'), false).negate()));
    makers.push(Box::new(|l, r| Node::in_list(l, vec![r, Node::literal(2)])));
    makers.push(Box::new(|l, r| Node::between(l, Node::literal(0), r)));
    makers.push(Box::new(|l, r| Node::between(l, r, Node::literal(9)).negate()));
    makers.push(Box::new(|l, r| Node::search(l, r, Affix::Anywhere, false).negate()));
    makers.push(Box::new(|l, r| Node::infix("XOR", l, r)));
    makers.push(Box::new(|l, r| Node::infix("REGEXP", l, r)));
    makers.push(Box::new(|l, r| Node::infix("SOUNDS LIKE", l, r)));
    for op in [UnaryOp::Not, UnaryOp::Neg, UnaryOp::BitNot, UnaryOp::IsNull, UnaryOp::IsTrue] {
        makers.push(Box::new(move |l, _| Node::unary(op, l)));
    }
    let values = [0, 1, 3, -2];
    let full = Options { parentheses: Parentheses::Full, ..Options::default() };
    for mode in ["", "HIGH_NOT_PRECEDENCE,PIPES_AS_CONCAT"] {
        run(&mut conn, &[&format!("SET sql_mode = '{mode}'")]);
        for outer in &makers {
            let mut trees = Vec::new();
            for inner in &makers {
                for n in 0..6_usize {
                    let v = |i: usize| Node::literal(values[(n * 7 + i * 5 + i * i) % 4]);
                    trees.push(outer(inner(v(0), v(1)), v(2)));
                    trees.push(outer(v(0), inner(v(1), v(2))));
                }
            }
            for tree in trees {
                let q = select(Expr::<Any>::new(tree));
                let minimal = q.to_sql(conn.dialect()).unwrap();
                let full = q.to_sql_with(conn.dialect(), full).unwrap();
                match (fetch(&mut conn, &minimal), fetch(&mut conn, &full)) {
                    (Ok(a), Ok(b)) => assert_eq!(a, b, "{minimal}\n{full}"),
                    (Err(a), Err(b)) => {
                        assert_eq!(a.code(), b.code(), "{minimal}\n{full}");
                        assert_ne!(a.kind(), aludel::ErrorKind::Syntax, "{minimal}\n{full}");
                    }
                    (a, b) => panic!("{minimal} {a:?}\n{full} {b:?}"),
                }
            }
        }
    }
}
