//! What is written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use aludel::ErrorKind;
use aludel::ast::{BinaryOp, Node, UnaryOp};
use aludel::prelude::*;
use aludel::schema::CreateTable;
use aludel_mysql::{MariaDb, MySql, SqlMode};

fn text(q: &impl Compile) -> String {
    q.to_sql(&MySql).unwrap().text().to_owned()
}

/// `SELECT expr FROM t`, without its ends.
fn expr(node: Node) -> String {
    let q = select_from(table("t")).filter(Expr::<Any>::new(node).typed::<Bool>());
    text(&q).strip_prefix("SELECT `t`.* FROM `t` WHERE ").unwrap().to_owned()
}

#[test]
fn operators_and_predicates() {
    let t = table("t");
    let (a, b) = (t.col("a"), t.col("b"));
    let node = |cond: Cond| cond.into_node();
    for (cond, sql) in [
        (node(a.starts_with("x_")), "`t`.`a` LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"),
        (node(not(a.contains("x"))), "`t`.`a` NOT LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"),
        (node(a.iends_with("x")), "lower(`t`.`a`) LIKE lower(?) COLLATE utf8mb4_bin ESCAPE '!'"),
        (
            node(a.starts_with(&b)),
            "`t`.`a` LIKE convert(concat(replace(replace(replace(`t`.`b`, '!', '!!'), '%', '!%'), '_', '!_'), '%') USING utf8mb4) COLLATE utf8mb4_bin ESCAPE '!'",
        ),
        (node(a.like("x%")), "`t`.`a` LIKE ?"),
        (node(a.like(r"x\%")), "`t`.`a` LIKE ? ESCAPE '!'"),
        (
            node(a.like(&b)),
            "`t`.`a` LIKE convert(replace(`t`.`b`, '!', '!!') USING utf8mb4) ESCAPE '!'",
        ),
        (node(a.ilike("x%")), "lower(`t`.`a`) LIKE lower(?)"),
        (node(a.is_distinct_from(1)), "NOT (`t`.`a` <=> ?)"),
        (node(a.is_not_distinct_from(&b)), "`t`.`a` <=> `t`.`b`"),
        (node(not(a.eq(1).or(b.eq(2)))), "NOT (`t`.`a` = ? OR `t`.`b` = ?)"),
        (node(a.in_(Vec::<i64>::new())), "FALSE"),
        (node(a.eq(literal(0.5))), "`t`.`a` = 5e-1"),
        (node(a.eq(Uuid::from_bytes([1; 16]))), "`t`.`a` = CAST(? AS BINARY)"),
        (node(a.eq("1.50".parse::<Decimal>().unwrap())), "`t`.`a` = CAST(? AS DECIMAL(65, 2))"),
        (node(a.eq("2024-01-01".parse::<Date>().unwrap())), "`t`.`a` = CAST(? AS DATE)"),
    ] {
        assert_eq!(expr(cond), sql);
    }
    let op = |op| Node::binary(op, a.clone().into_node(), b.clone().into_node());
    for (op, sql) in [
        (op(BinaryOp::Div), "`t`.`a` / `t`.`b`"),
        (op(BinaryOp::IntDiv), "`t`.`a` DIV `t`.`b`"),
        (op(BinaryOp::BitXor), "CAST(`t`.`a` ^ `t`.`b` AS SIGNED)"),
        (Node::unary(UnaryOp::BitNot, a.clone().into_node()), "CAST(~`t`.`a` AS SIGNED)"),
        (op(BinaryOp::Mod), "`t`.`a` % `t`.`b`"),
    ] {
        assert_eq!(expr(op), sql);
    }
    assert_eq!(text(&select(concat([&a, &b]))), "SELECT concat(`t`.`a`, `t`.`b`) FROM `t`");
    assert_eq!(text(&select(length(a.typed::<Text>()))), "SELECT char_length(`t`.`a`) FROM `t`");
}

#[test]
fn literals() {
    let print = |value: Value, dialect: &dyn aludel::dialect::Dialect| {
        select(Expr::<Any>::new(Node::value(value))).to_sql_literal(dialect)
    };
    let at = "2024-02-29 12:00:00.5Z".parse::<TimestampTz>().unwrap();
    for (value, sql) in [
        (Value::from("it's \\ \u{1a}"), "SELECT 'it''s \\\\ \u{1a}'"),
        (Value::from("a\0"), "SELECT _utf8mb4 X'6100'"),
        (Value::from(1e300), "SELECT 1e300"),
        (Value::from(at), "SELECT TIMESTAMP '2024-02-29 12:00:00.5'"),
        (Value::from(&b"\xff"[..]), "SELECT X'ff'"),
        (Value::from(Json::from_text("{}")), "SELECT CAST('{}' AS JSON)"),
        (Value::from(true), "SELECT TRUE"),
    ] {
        assert_eq!(print(value, &MySql).unwrap(), sql);
    }
    let json = Value::from(Json::from_text("{}"));
    assert_eq!(print(json, &MariaDb).unwrap(), "SELECT '{}'");
    let plain = MariaDb.with_sql_mode(SqlMode::parse("NO_BACKSLASH_ESCAPES"));
    assert_eq!(print(Value::from("\\'"), &plain).unwrap(), "SELECT '\\'''");
    for value in [
        Value::from(f64::NAN),
        Value::from("12:00:00.0000001".parse::<Time>().unwrap()),
        Value::from("0000-01-01".parse::<Date>().unwrap()),
        Value::from("1".repeat(66).parse::<Decimal>().unwrap()),
    ] {
        assert!(print(value.clone(), &MySql).is_err(), "{value:?}");
    }
}

#[test]
fn what_flavours_and_versions_lack() {
    let t = table("t");
    let add = insert(&t).set("a", 1).returning(t.col("a"));
    assert!(add.to_sql(&MySql).unwrap_err().to_string().contains("mysql 9."));
    assert!(add.to_sql(&MariaDb::v(10, 4)).unwrap_err().to_string().contains("mariadb 10.4"));
    assert!(add.to_sql(&MariaDb::v(10, 5)).is_ok());
    let change = update(&t).set("a", 1).all_rows().returning(t.col("a"));
    assert!(change.to_sql(&MariaDb).is_err());
    let full = select_from((&t).full_join(table("u")).on(t.col("a").eq(table("u").col("a"))));
    assert!(full.to_sql(&MySql).unwrap_err().to_string().contains("FULL JOIN is not supported"));
    let limit = select_from(&t).limit(t.col("a").typed::<Int>());
    assert!(limit.to_sql(&MySql).unwrap_err().to_string().contains("as LIMIT"));
    let aliased = insert(t.alias("x")).set("a", 1);
    assert!(aliased.to_sql(&MySql).is_err());
    for (ty, says) in [
        (SqlType::Decimal(Some((66, 2))), "at most 65 digits"),
        (SqlType::Decimal(Some((60, 31))), "30 of them after the point"),
        (SqlType::Varchar(16_384), "use Text"),
    ] {
        let t = Table::build("t").column("a", ty).finish();
        let error = CreateTable::new(&t).to_sql(&MySql).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
    let wide = Table::build("t").column("a", SqlType::Decimal(Some((60, 38)))).finish();
    assert!(CreateTable::new(&wide).to_sql(&MariaDb).is_ok());
    let key = Table::build("t").primary_key("a", SqlType::Text).finish();
    assert!(CreateTable::new(&key).to_sql(&MySql).unwrap_err().to_string().contains("Varchar"));
}

aludel::table! {
    const OWNER = "owner" { id: BigInt [primary_key] }
}
aludel::table! {
    const PET = "pet" {
        id: BigInt [primary_key],
        owner: BigInt [references(OWNER.id, on_delete = set_default)],
    }
}

#[test]
fn types_of_columns() {
    let create = CreateTable::new(PET);
    assert_eq!(create.to_sql(&MySql).unwrap_err().kind(), ErrorKind::Unsupported);
    let t = Table::build("t")
        .primary_key("id", SqlType::BigInt)
        .column("name", SqlType::Varchar(5))
        .nullable("at", SqlType::TimestampTz)
        .finish();
    assert_eq!(
        text(&CreateTable::new(&t)),
        "CREATE TABLE `t` (`id` BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, `name` VARCHAR(5) NOT NULL, `at` TIMESTAMP(6) NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"
    );
}
