//! Expressions, clauses and a dialect from outside the crate, made of public API alone.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use aludel::ast::{
    Anchor, BinaryOp, CustomClause, CustomExpr, Fold, FunctionName, Node, UnaryOp, Visit, When,
    fold_node, walk_node,
};
use aludel::dialect::{Ansi, Dialect, Features, Placeholder, Powers};
use aludel::prelude::*;
use aludel::render::Sink;
use aludel::{ErrorKind, Result};
use aludel_sqlite::Sqlite;

aludel::table! {
    pub const SCORE = "score" {
        id: Integer [primary_key],
        first: Integer,
        second: Integer,
    }
}

/// The greater of two: a CASE, or SQLite's `max` of two arguments.
#[derive(Debug)]
struct Greatest(Vec<Node>);

impl CustomExpr for Greatest {
    fn name(&self) -> &'static str {
        "the greatest of two"
    }

    fn children(&self) -> &[Node] {
        &self.0
    }

    fn with_children(&self, children: Vec<Node>) -> Arc<dyn CustomExpr> {
        Arc::new(Greatest(children))
    }

    fn expand(&self) -> Option<Node> {
        let [a, b] = &self.0[..] else { return None };
        let condition = Node::binary(BinaryOp::Ge, a.clone(), b.clone());
        Some(Node::case(None, vec![When { condition, result: a.clone() }], Some(b.clone())))
    }

    fn render(&self, dialect: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        (dialect == "sqlite").then(|| {
            sink.push("max(");
            sink.list(&self.0)?;
            sink.push(")");
            Ok(())
        })
    }
}

fn greatest(a: impl IntoExpr<Int>, b: impl IntoExpr<Int>) -> Expr<Int> {
    Expr::new(Node::custom(Arc::new(Greatest(vec![a.into_node(), b.into_node()]))))
}

/// Minus by an expansion alone, with a note that no walk sees.
#[derive(Debug)]
struct Opposite(Vec<Node>, &'static str);

impl CustomExpr for Opposite {
    fn name(&self) -> &'static str {
        "the opposite"
    }

    fn children(&self) -> &[Node] {
        &self.0
    }

    fn with_children(&self, children: Vec<Node>) -> Arc<dyn CustomExpr> {
        Arc::new(Opposite(children, self.1))
    }

    fn expand(&self) -> Option<Node> {
        self.0.first().map(|node| Node::unary(UnaryOp::Neg, node.clone()))
    }
}

fn opposite(node: Node, note: &'static str) -> Node {
    Node::custom(Arc::new(Opposite(vec![node], note)))
}

/// Its own expansion, or one that only some other database has.
#[derive(Debug)]
struct Odd {
    cycle: bool,
}

impl CustomExpr for Odd {
    fn name(&self) -> &'static str {
        "the odd one"
    }

    fn with_children(&self, _: Vec<Node>) -> Arc<dyn CustomExpr> {
        Arc::new(Odd { cycle: self.cycle })
    }

    fn expand(&self) -> Option<Node> {
        self.cycle.then(|| Node::unary(UnaryOp::Neg, Node::custom(self.with_children(Vec::new()))))
    }

    fn render(&self, dialect: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        (dialect == "other").then(|| {
            sink.push("odd()");
            Ok(())
        })
    }
}

fn filled() -> Result<aludel::engine::PooledConnection> {
    let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    conn.create_all(&[SCORE.into()])?;
    let columns = (SCORE.id, SCORE.first, SCORE.second);
    conn.execute(&insert(SCORE).columns(columns).rows([(1, 7, 3), (2, 2, 5)]))?;
    Ok(conn)
}

#[test]
fn in_the_words_of_each_dialect() -> Result<()> {
    let best = greatest(SCORE.first, SCORE.second);
    let query =
        select((SCORE.id, &best * 10)).filter(best.gt(greatest(4, SCORE.id))).order_by(best.desc());
    assert_eq!(
        query.to_sql(&Ansi)?.text(),
        r#"SELECT "score"."id", (CASE WHEN "score"."first" >= "score"."second" THEN "score"."first" ELSE "score"."second" END) * ? FROM "score" WHERE (CASE WHEN "score"."first" >= "score"."second" THEN "score"."first" ELSE "score"."second" END) > (CASE WHEN ? >= "score"."id" THEN ? ELSE "score"."id" END) ORDER BY CASE WHEN "score"."first" >= "score"."second" THEN "score"."first" ELSE "score"."second" END DESC"#
    );
    assert_eq!(
        query.to_sql(&Sqlite)?.text(),
        r#"SELECT "score"."id", (max("score"."first", "score"."second")) * ? FROM "score" WHERE (max("score"."first", "score"."second")) > (max(?, "score"."id")) ORDER BY max("score"."first", "score"."second") DESC"#
    );
    assert_eq!(filled()?.fetch_all(&query)?, [(1_i64, 70_i64), (2, 50)]);
    Ok(())
}

#[test]
fn compared_and_hashed() {
    let state = RandomState::new();
    let make = |n: i64| greatest(SCORE.first, n).into_node();
    assert_eq!(make(1), make(1));
    assert_ne!(make(1), make(2));
    assert_eq!(state.hash_one(make(1)), state.hash_one(make(1)));
    // What no walk sees counts too.
    let noted = |note| opposite(Node::value(1), note);
    assert_eq!(noted("a"), noted("a"));
    assert_ne!(noted("a"), noted("b"));
    assert_ne!(noted("a"), Node::custom(Arc::new(Odd { cycle: false })));
}

#[test]
fn walked_and_folded() -> Result<()> {
    struct Columns(usize);
    impl Visit for Columns {
        fn visit_node(&mut self, node: &Node) {
            self.0 += usize::from(matches!(node, Node::Column(_)));
            walk_node(self, node);
        }
    }
    struct Double;
    impl Fold for Double {
        fn fold_node(&mut self, node: &Node) -> Node {
            match node {
                Node::Int(n) => Node::Int(n * 2),
                other => fold_node(self, other),
            }
        }
    }
    let query = select(greatest(SCORE.first, greatest(SCORE.second, 3)) + 1).filter(SCORE.id.eq(1));
    let mut columns = Columns(0);
    columns.visit_select(query.tree());
    assert_eq!(columns.0, 3);

    let doubled = Select::<Int>::from_tree(Double.fold_select(query.tree()).into());
    let sql = doubled.to_sql(&Sqlite)?;
    assert_eq!(
        sql.text(),
        r#"SELECT (max("score"."first", max("score"."second", ?))) + ? FROM "score" WHERE "score"."id" = ?"#
    );
    assert_eq!(sql.params(), [6.into(), 2.into(), 2.into()]);
    assert_eq!(query.to_sql(&Sqlite)?.params(), [3.into(), 1.into(), 1.into()]);
    Ok(())
}

#[test]
fn mistakes() {
    let odd = |cycle| select(Expr::<Int>::new(Node::custom(Arc::new(Odd { cycle }))) + 1);
    let other_table = select(greatest(SCORE.first, 1)).from(table("t"));
    for (query, kind, says) in [
        (odd(false), ErrorKind::Unsupported, "the odd one is not supported"),
        (odd(true), ErrorKind::Invalid, "the odd one expands into itself"),
        (other_table, ErrorKind::Scope, "score is not in FROM"),
    ] {
        for dialect in [&Ansi as &dyn Dialect, &Sqlite] {
            let error = query.to_sql(dialect).unwrap_err();
            assert_eq!((error.kind(), error.place()), (kind, Some("the select list")));
            assert!(error.to_string().contains(says), "{error}");
            assert!(error.help().is_some(), "{error}");
        }
    }
}

#[test]
fn nested_as_deep_as_others() -> Result<()> {
    let nested = |n| (0..n).fold(Node::literal(1), |node, _| opposite(node, ""));
    let query = select(Expr::<Int>::new(nested(400)));
    let sql = query.to_sql(&Sqlite)?;
    assert_eq!(sql.text().matches('-').count(), 400);
    assert_eq!(filled()?.fetch_scalar(&query)?, 1);
    let error = select(Expr::<Int>::new(nested(10_000))).to_sql(&Sqlite).unwrap_err();
    assert!(error.to_string().contains("nested more than 500 levels"), "{error}");
    Ok(())
}

/// A clause that is written as it is, for SQLite.
#[derive(Debug)]
struct Text(&'static str);

impl CustomClause for Text {
    fn name(&self) -> &'static str {
        "the clause"
    }

    fn render(&self, dialect: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        (dialect == "sqlite").then(|| {
            sink.push(self.0);
            Ok(())
        })
    }
}

/// `INDEXED BY name`, with the name quoted.
#[derive(Debug)]
struct IndexedBy(&'static str);

impl CustomClause for IndexedBy {
    fn name(&self) -> &'static str {
        "INDEXED BY"
    }

    fn render(&self, dialect: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        (dialect == "sqlite").then(|| {
            sink.push("INDEXED BY ");
            sink.ident(self.0)
        })
    }
}

#[test]
fn clauses_of_ones_own() -> Result<()> {
    let mut conn = filled()?;
    conn.driver().execute_script(r#"CREATE INDEX "by ""first""" ON score (first)"#)?;
    let query = select(SCORE.id)
        .filter(SCORE.first.gt(1))
        .order_by(SCORE.id)
        .limit(1)
        .clause(Anchor::End, Text("/* end */"))
        .clause(Anchor::AfterFilter, Text("/* where */"))
        .clause(Anchor::AfterFrom, IndexedBy("by \"first\""))
        .clause(Anchor::AfterKeyword, Text("/* hint */"));
    assert_eq!(
        query.to_sql(&Sqlite)?.text(),
        r#"SELECT /* hint */ "score"."id" FROM "score" INDEXED BY "by ""first""" WHERE "score"."first" > ? /* where */ ORDER BY "score"."id" LIMIT ? /* end */"#
    );
    assert_eq!(conn.fetch_scalar(&query)?, 1);
    let missing = select(SCORE.id)
        .filter(SCORE.first.gt(1))
        .clause(Anchor::AfterFrom, IndexedBy("no such index"));
    assert!(conn.fetch_all(&missing).is_err());

    let error = missing.to_sql(&Ansi).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("INDEXED BY is not supported"), "{error}");
    assert_ne!(query.tree(), missing.tree());
    let with = |text| select(SCORE.id).clause(Anchor::End, Text(text));
    assert_eq!(with("a").tree(), with("a").tree());
    assert_ne!(with("a").tree(), with("b").tree());
    Ok(())
}

/// A dialect that deviates from SQLite.
struct Tiny {
    base: Sqlite,
    features: Features,
}

impl Tiny {
    fn new() -> Self {
        let base = Sqlite::default();
        let features = Features {
            quote: '`',
            placeholder: Placeholder::Dollar,
            full_join: false,
            ..base.features().clone()
        };
        Tiny { base, features }
    }
}

impl Dialect for Tiny {
    fn name(&self) -> &'static str {
        "tiny"
    }

    fn base(&self) -> Option<&dyn Dialect> {
        Some(&self.base)
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn powers(&self) -> &Powers {
        self.base.powers()
    }

    /// Text has a prefix.
    fn literal(&self, value: &Value, sink: &mut Sink<'_>) -> Result<()> {
        if let Value::Text(_) = value {
            sink.push("N");
        }
        self.base.literal(value, sink)
    }

    /// Functions shout.
    fn function(&self, function: &aludel::ast::Function, sink: &mut Sink<'_>) -> Result<()> {
        let FunctionName::Portable(name) = function.name else {
            return self.base.function(function, sink);
        };
        sink.push(&name.to_uppercase());
        sink.push("(");
        sink.list(&function.args)?;
        sink.push(")");
        Ok(())
    }
}

#[test]
fn a_dialect_on_top_of_another() -> Result<()> {
    let tiny = Tiny::new();
    let t = table("a`b");
    let name = t.col("name").typed::<aludel::typed::Text>();
    for (query, sql) in [
        (
            // SQLite's own limit and IS are used, over the leaf's names and placeholders.
            select_from(&t).filter(t.col("x").is_distinct_from(1)).offset(5),
            "SELECT `a``b`.* FROM `a``b` WHERE `a``b`.`x` IS NOT $1 LIMIT -1 OFFSET $2",
        ),
        (
            // ANSI's LIKE, which SQLite's calls, asks the leaf for its literal.
            select_from(&t).filter(name.like_escape("50!%", '!')),
            "SELECT `a``b`.* FROM `a``b` WHERE `a``b`.`name` LIKE $1 ESCAPE N'!'",
        ),
        (
            // SQLite's cast and division ask the leaf for the function inside.
            select_from(&t).filter(length(&name).cast::<Float>().gt(length(lower(&name)) / 2.0)),
            "SELECT `a``b`.* FROM `a``b` WHERE CAST(LENGTH(`a``b`.`name`) AS REAL) > CAST(LENGTH(LOWER(`a``b`.`name`)) AS REAL) / $1",
        ),
        (
            // A custom expression knows the base only.
            select_from(SCORE).filter(
                greatest(SCORE.first, length(literal("x").typed::<aludel::typed::Text>())).eq(1),
            ),
            "SELECT `score`.* FROM `score` WHERE (max(`score`.`first`, LENGTH(N'x'))) = $1",
        ),
        (
            // So does a clause.
            select_from(&t).clause(Anchor::End, Text("/* end */")),
            "SELECT `a``b`.* FROM `a``b` /* end */",
        ),
    ] {
        assert_eq!(query.to_sql(&tiny)?.text(), sql);
    }
    let full = select_from((&t).full_join(table("u")).on(t.col("x").is_null()));
    let error = full.to_sql(&tiny).unwrap_err();
    assert_eq!((error.kind(), error.dialect()), (ErrorKind::Unsupported, Some("tiny")));
    assert!(full.to_sql(&Sqlite).is_ok());
    Ok(())
}
