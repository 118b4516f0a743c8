//! What is written, and that SQLite takes it to mean what the tree does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ast::{Binary, BinaryOp, Node, UnaryOp};
use aludel::prelude::*;
use aludel::render::{Options, Parentheses};
use aludel_sqlite::Sqlite;
use common::{memory, run, sql};

fn text(q: &impl Compile) -> String {
    q.to_sql(&Sqlite).unwrap().text().to_owned()
}

/// `SELECT expr FROM t`, without its ends.
fn expr(node: Node) -> String {
    let q = select_from(table("t")).filter(Expr::<Any>::new(node).typed::<Bool>());
    let text = text(&q);
    text.strip_prefix(r#"SELECT "t".* FROM "t" WHERE "#).unwrap().to_owned()
}

fn decimals() -> Table {
    Table::build("d")
        .primary_key("id", SqlType::BigInt)
        .nullable("p", SqlType::Decimal(Some((20, 2))))
        .nullable("q", SqlType::Decimal(None))
        .nullable("n", SqlType::BigInt)
        .nullable("f", SqlType::Double)
        .finish()
}

#[test]
fn types_of_columns() {
    let t = Table::build("t")
        .primary_key("id", SqlType::BigInt)
        .column("price", SqlType::Decimal(Some((10, 2))))
        .nullable("j", SqlType::Json)
        .column("s", SqlType::Varchar(5))
        .finish();
    let create = aludel::schema::CreateTable::new(&t);
    assert_eq!(
        text(&create),
        r#"CREATE TABLE "t" ("id" INTEGER NOT NULL PRIMARY KEY, "price" DECIMAL_TEXT(10, 2) COLLATE decimal NOT NULL, "j" JSON_TEXT, "s" VARCHAR(5) NOT NULL)"#
    );
    let mut conn = memory();
    conn.execute(&create).unwrap();
    // The key is the row's id.
    run(&mut conn, &["INSERT INTO t (id, price, s) VALUES (NULL, '1', '')"]);
}

#[test]
fn operators_and_predicates() {
    let t = table("t");
    let (a, b) = (t.col("a"), t.col("b"));
    let node = |cond: Cond| cond.into_node();
    for (cond, sql) in [
        (node(a.starts_with("x*[")), r#""t"."a" GLOB ?"#),
        (node(a.contains("x")), r#"instr("t"."a", ?) > 0"#),
        (node(not(a.contains("x"))), r#"instr("t"."a", ?) = 0"#),
        (node(a.iends_with("x")), r#""t"."a" LIKE ? ESCAPE '!'"#),
        (
            node(a.starts_with(&b)),
            r#""t"."a" GLOB replace(replace(replace("t"."b", '[', '[[]'), '*', '[*]'), '?', '[?]') || '*'"#,
        ),
        (node(a.ilike("x%")), r#""t"."a" LIKE ?"#),
        (node(a.is_distinct_from(1)), r#""t"."a" IS NOT ?"#),
        (node(a.is_not_distinct_from(&b)), r#""t"."a" IS "t"."b""#),
        (node(a.is_not_distinct_from(literal(true))), r#""t"."a" IS 1"#),
    ] {
        assert_eq!(expr(cond), sql);
    }
    let op = |op| Node::binary(op, a.clone().into_node(), b.clone().into_node());
    for (op, sql) in [
        (op(BinaryOp::Div), r#"CAST("t"."a" AS REAL) / "t"."b""#),
        (op(BinaryOp::IntDiv), r#""t"."a" / "t"."b""#),
        (op(BinaryOp::BitXor), r#"(("t"."a" | "t"."b") - ("t"."a" & "t"."b"))"#),
    ] {
        assert_eq!(expr(op), sql);
    }
    let nested = Node::binary(BinaryOp::BitXor, op(BinaryOp::Add), a.clone().into_node());
    let q = select(Expr::<Any>::new(nested)).from(&t);
    assert!(q.to_sql(&Sqlite).unwrap_err().to_string().contains("in a subquery"));
}

#[test]
fn searches_find_what_they_should() {
    let mut conn = memory();
    run(&mut conn, &["CREATE TABLE t (a)"]);
    let t = table("t");
    let texts = ["a*b[c]?", "A*B[C]?", "xaxb", "", "100%_!", "é"];
    for text in texts {
        conn.execute(&insert(&t).set("a", text)).unwrap();
    }
    let mut find = |cond: Cond| {
        let q = select(t.col("a").typed::<Text>()).from(&t).filter(cond);
        conn.fetch_all(&q).unwrap()
    };
    let a = t.col("a");
    assert_eq!(find(a.starts_with("a*")), ["a*b[c]?"]);
    assert_eq!(find(a.ends_with("[C]?")), ["A*B[C]?"]);
    assert_eq!(find(a.contains("*b[")), ["a*b[c]?"]);
    assert_eq!(find(a.icontains("*b[")), ["a*b[c]?", "A*B[C]?"]);
    assert_eq!(find(a.iends_with("%_!")), ["100%_!"]);
    assert_eq!(find(a.starts_with(literal("a*"))).len(), 1);
    assert_eq!(find(a.starts_with("")).len(), texts.len());
    assert_eq!(find(a.contains("")).len(), texts.len());
    assert_eq!(find(not(a.contains("a"))).len(), 4);
}

#[test]
fn what_versions_lack() {
    let t = table("t");
    let returning = insert(&t).set("a", 1).returning(t.col("a"));
    assert!(returning.to_sql(&Sqlite::v(3, 34)).is_err());
    assert!(returning.to_sql(&Sqlite::v(3, 35)).is_ok());
    let first = select(t.col("a")).from(&t).order_by(t.col("a").asc().nulls_first());
    assert!(first.to_sql(&Sqlite::v(3, 29)).unwrap().text().ends_with(r#"ORDER BY "t"."a""#));
    let last = select(t.col("a")).from(&t).order_by(t.col("a").asc().nulls_last());
    let error = last.to_sql(&Sqlite::v(3, 29)).unwrap_err();
    assert!(error.to_string().contains("sqlite 3.29"), "{error}");
    let yes = select(literal(true));
    assert_eq!(yes.to_sql(&Sqlite::v(3, 22)).unwrap().text(), "SELECT 1");
}

#[test]
fn decimals_compare_as_numbers() {
    let mut conn = memory();
    let d = decimals();
    conn.create_all(&[(&d).into()]).unwrap();
    run(
        &mut conn,
        &["INSERT INTO d VALUES (1, '9.50', '10.5', 3, 2.5), (2, '100', '9.5', 200, 1e10), \
             (3, '12345678901234567.10', '12345678901234567.1', 0, 0.0)"],
    );
    let (p, q) = (d.col("p").typed::<Decimal>(), d.col("q").typed::<Decimal>());
    let (n, f) = (d.col("n").typed::<Decimal>(), d.col("f").typed::<Decimal>());
    let u = table("d").col("p").typed::<Decimal>();
    let dec = |text: &str| text.parse::<Decimal>().unwrap();
    let ids = [1_i64, 2, 3];
    let all = &ids[..];
    for (cond, expected) in [
        (p.gt(dec("10")), &ids[1..]),
        (p.gt(dec("9.5")), &ids[1..]),
        (p.eq(dec("9.5")), &ids[..1]),
        (p.gt(10), &ids[1..]),
        (p.eq(&q), &ids[2..]),
        (p.lt(&q), &ids[..1]),
        (p.eq(dec("12345678901234567.1")), &ids[2..]),
        (p.eq(dec("12345678901234567.2")), &[]),
        (p.between(dec("9"), dec("99")), &ids[..1]),
        (p.in_([dec("9.500"), dec("1e2")]), &ids[..2]),
        (p.is_distinct_from(dec("100.0")), &[1, 3]),
        (n.gt(dec("2.5")), &ids[..2]),
        ((&n * 2).gt(dec("6.5")), &ids[1..2]),
        (f.eq(dec("2.50")), &ids[..1]),
        ((&n * 2).between(dec("5.5"), dec("6.5")), &ids[..1]),
        ((&n * 2).in_([dec("6.0")]), &ids[..1]),
        (p.gt(&n * 2), &[1, 3]),
        (p.gt(&f), &[1, 3]),
        (coalesce(p.clone(), dec("0")).gt(dec("10")), &ids[1..]),
        (coalesce(p.clone(), 0).gt(10), &ids[1..]),
        (coalesce(p.clone(), 0).gt(&n * 2), &[1, 3]),
        (coalesce(p.clone(), 0).lt(coalesce(q.clone(), 0)), &ids[..1]),
        (coalesce(p.clone(), n.clone()).gt(dec("10")), &ids[1..]),
        (coalesce(nullif(p.clone(), dec("100")), n.clone()).gt(dec("9.75")), &ids[1..]),
        // Of columns that nobody has declared.
        (u.gt(dec("10")), &ids[1..]),
        (coalesce(u.clone(), dec("0")).gt(dec("10")), &ids[1..]),
        (nullif(u.clone(), dec("100")).lt(dec("10")), &ids[..1]),
        (
            case(u.gt(dec("10")), u.clone()).otherwise(dec("1")).in_([dec("1"), dec("1e2")]),
            &ids[..2],
        ),
        (greatest(u.clone(), dec("10")).eq(dec("10.0")), &ids[..1]),
        (value(dec("2.5")).lt(dec("10.0")), all),
        (value(dec("1.0")).eq(1), all),
    ] {
        let q = select(d.col("id").typed::<Int>()).from(&d).filter(cond).order_by(d.col("id"));
        let sql = q.to_sql(&Sqlite).unwrap();
        assert_eq!(conn.fetch_all(&q).unwrap(), expected, "{sql}");
    }
    let highest = select((max(p.clone()), min(q.clone()), max(coalesce(p.clone(), 0)))).from(&d);
    let numbers = conn.fetch_one(&highest).unwrap();
    let big = Some(dec("12345678901234567.10"));
    assert_eq!(numbers, (big.clone(), Some(dec("9.5")), big));
    let key = coalesce(q.clone(), dec("0"));
    let sorted = select(d.col("id").typed::<Int>()).from(&d).order_by(key.asc());
    assert_eq!(conn.fetch_all(&sorted).unwrap(), [2, 1, 3]);
    for column in [&p, &u] {
        let by_row = select(d.col("id").typed::<Int>()).from(&d).group_by(d.col("id"));
        let large = by_row.having(max(column.clone()).gt(dec("10"))).order_by(d.col("id"));
        assert_eq!(conn.fetch_all(&large).unwrap(), [2, 3]);
        let one = select(max(column.clone())).from(&d).filter(d.col("id").eq(2)).scalar();
        let same = select(count_all()).filter(one.eq(dec("100.00")));
        assert_eq!(conn.fetch_scalar(&same).unwrap(), 1);
        let before = lag(column.clone(), 1).over(window().order_by(d.col("id")));
        let grows = select(before.lt(dec("10"))).from(&d).order_by(d.col("id"));
        assert_eq!(conn.fetch_all(&grows).unwrap(), [None, Some(true), Some(false)]);
    }
    let nan = select(d.col("id")).from(&d).filter((&n * 2).gt(dec("NaN")));
    assert!(nan.to_sql(&Sqlite).is_err());
}

#[test]
fn casts() {
    let mut conn = memory();
    let date: Date = "2024-02-29".parse().unwrap();
    let stamp: Timestamp = "2024-02-29 10:00:00.5".parse().unwrap();
    assert_eq!(conn.fetch_one(&select(value(stamp).cast::<Date>())).unwrap(), date);
    assert_eq!(conn.fetch_one(&select(value(date).cast::<Date>())).unwrap(), date);
    assert_eq!(conn.fetch_one(&select(value("12").cast::<Int>())).unwrap(), 12);
    assert_eq!(conn.fetch_one(&select(value(7).cast::<Text>())).unwrap(), "7");
    assert!(conn.fetch_one(&select(value(7).cast::<Bool>())).unwrap());
    let short = value("abcdef").cast_as(SqlType::Varchar(3));
    assert_eq!(conn.fetch_one(&select(short)).unwrap(), Value::from("abc"));
    let error = select(table("t").col("a").cast::<Time>()).to_sql(&Sqlite).unwrap_err();
    assert!(error.to_string().contains("a cast to this type is not supported"), "{error}");
}

#[test]
fn long_chains_run() {
    let mut conn = memory();
    for op in [aludel::ast::NaryOp::And, aludel::ast::NaryOp::Or, aludel::ast::NaryOp::Concat] {
        let ones = (0..5000).map(|_| Node::literal(1));
        let q = select(Expr::<Any>::new(Node::nary(op, ones)));
        assert!(conn.fetch_one(&q).is_ok(), "{op:?}");
    }
    let t: Vec<i64> = (0..32_765).collect();
    assert_eq!(conn.fetch_one(&select(value(1).in_(t))).unwrap(), Some(true));
}

/// Every pair of operators in both nestings, over values that tell them apart.
#[test]
fn minimal_parentheses_mean_what_full_ones_mean() {
    use BinaryOp::*;
    let mut conn = memory();
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
        Shl,
        Shr,
    ];
    type Make = Box<dyn Fn(Node, Node) -> Node>;
    let mut makers: Vec<Make> =
        ops.into_iter().map(|op| Box::new(move |l, r| Node::binary(op, l, r)) as Make).collect();
    for op in [aludel::ast::NaryOp::And, aludel::ast::NaryOp::Or, aludel::ast::NaryOp::Concat] {
        makers.push(Box::new(move |l, r| Node::nary(op, [l, r])));
    }
    makers.push(Box::new(|l, r| Node::like(l, r, None, false)));
    makers.push(Box::new(|l, r| Node::in_list(l, vec![r, Node::literal(2)])));
    makers.push(Box::new(|l, r| Node::between(l, Node::literal(0), r)));
    makers.push(Box::new(|l, r| Node::between(l, r, Node::literal(9)).negate()));
    makers.push(Box::new(|l, r| Node::search(l, r, aludel::ast::Affix::Anywhere, false).negate()));
    for op in [UnaryOp::Not, UnaryOp::Neg, UnaryOp::BitNot, UnaryOp::IsNull, UnaryOp::IsTrue] {
        makers.push(Box::new(move |l, _| Node::unary(op, l)));
    }
    let values = [0, 1, 3, -2];
    let mut trees = Vec::new();
    for outer in &makers {
        for inner in &makers {
            for n in 0..16_usize {
                let v = |i: usize| Node::literal(values[(n * 7 + i * 5 + i * i) % 4]);
                trees.push(outer(inner(v(0), v(1)), v(2)));
                trees.push(outer(v(0), inner(v(1), v(2))));
            }
        }
    }
    let full = Options { parentheses: Parentheses::Full, ..Options::default() };
    for chunk in trees.chunks(500) {
        let q = select(chunk.iter().cloned().map(Expr::<Any>::new).collect::<Vec<_>>());
        let minimal = q.to_sql(&Sqlite).unwrap();
        let full = q.to_sql_with(&Sqlite, full).unwrap();
        let a = conn.fetch_one(&sql(minimal.text())).unwrap();
        let b = conn.fetch_one(&sql(full.text())).unwrap();
        for (i, (x, y)) in a.values().iter().zip(b.values()).enumerate() {
            let one = select(Expr::<Any>::new(chunk[i].clone()));
            assert_eq!(x, y, "{}", text(&one));
        }
    }
}

#[test]
fn a_binary_node_can_be_taken_apart() {
    // Dialects of third parties do it as this one does.
    let Node::Binary(binary) = Node::binary(BinaryOp::Add, Node::value(1), Node::value(2)) else {
        panic!("it is one");
    };
    let Binary { op, left, right, .. } = &*binary;
    assert_eq!((*op, left, right), (BinaryOp::Add, &Node::value(1), &Node::value(2)));
}
