//! That the servers take what is written to mean what the tree does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ast::Node;
use aludel::prelude::*;
use aludel::schema::DefaultValue;
use aludel_mysql::MySql;
use common::{Database, int, on_both, run};

on_both! {
    columns_of_every_type_are_made,
    nulls_come_where_they_are_wanted,
    searches_find_what_they_should,
    assignments_see_the_old_row,
    bits_are_signed,
    casts,
    limits_and_offsets,
    decimals_are_exact,
    long_chains_run,
    parameters_beside_sums_are_integers,
}

fn text(q: &impl Compile) -> String {
    q.to_sql(&MySql).unwrap().text().to_owned()
}

fn columns_of_every_type_are_made(db: &Database) {
    let mut conn = db.connect();
    let column = |name: &str, ty, default| aludel::schema::ColumnDef {
        default: Some(default),
        ..aludel::schema::ColumnDef::new(name.into(), ty)
    };
    let json = Value::from(Json::from_text("[1]"));
    let mut t = Table::build("t").primary_key("id", SqlType::UnsignedBigInt);
    for column in [
        column("b", SqlType::Boolean, DefaultValue::Bool(true)),
        column("i", SqlType::Integer, DefaultValue::Int(-1)),
        column("v", SqlType::Varchar(9), DefaultValue::Text("it's \\".into())),
        column("l", SqlType::Text, DefaultValue::Text("long".into())),
        column("j", SqlType::Json, DefaultValue::Value(json)),
        column("d", SqlType::Date, DefaultValue::CurrentTimestamp),
        column("ti", SqlType::Time, DefaultValue::CurrentTimestamp),
        column("ts", SqlType::Timestamp, DefaultValue::CurrentTimestamp),
        column("tz", SqlType::TimestampTz, DefaultValue::CurrentTimestamp),
        column(
            "dc",
            SqlType::Decimal(None),
            DefaultValue::Value("0.5".parse::<Decimal>().unwrap().into()),
        ),
        column("u", SqlType::Uuid, DefaultValue::Value(Uuid::from_bytes([7; 16]).into())),
        column("e", SqlType::Integer, DefaultValue::Trusted(Trusted::new("1 + 1"))),
    ] {
        t = t.define(column);
    }
    let t = t.finish();
    conn.create_all(&[(&t).into()]).unwrap();
    let before = conn.fetch_one(&select(current_timestamp())).unwrap();
    conn.execute(&insert(&t).default_values()).unwrap();
    let row = conn.fetch_one(&select_from(&t)).unwrap();
    assert_eq!(row.get::<u64>("id").unwrap(), 1);
    assert!(row.get::<bool>("b").unwrap());
    assert_eq!(row.get::<&str>("v").unwrap(), "it's \\");
    assert_eq!(row.get::<&str>("l").unwrap(), "long");
    assert_eq!(row.get::<&str>("j").unwrap(), "[1]");
    assert!(row.get::<TimestampTz>("tz").unwrap() >= before);
    assert_eq!(row.get::<Timestamp>("ts").unwrap(), row.get::<TimestampTz>("tz").unwrap().utc());
    assert_eq!(row.get::<Uuid>("u").unwrap(), Uuid::from_bytes([7; 16]));
    assert_eq!(row.get::<i64>("e").unwrap(), 2);
    // A change leaves the time of another column alone.
    let at = row.get::<TimestampTz>("tz").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2));
    conn.execute(&update(&t).set("i", 5).all_rows()).unwrap();
    assert_eq!(conn.fetch_one(&select_from(&t)).unwrap().get::<TimestampTz>("tz").unwrap(), at);
    // A key of 0 is 0.
    conn.execute(&insert(&t).set("id", 0)).unwrap();
    assert_eq!(int(&mut conn, "SELECT count(*) FROM t WHERE id = 0"), 1);
}

fn nulls_come_where_they_are_wanted(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (a INT)", "INSERT INTO t VALUES (2), (NULL), (1)"]);
    let t = table("t");
    let a = t.col("a").typed::<Nullable<Int>>();
    let label = (&a + 0).label("x");
    for (order, expected) in [
        (a.asc().nulls_first(), [None, Some(1), Some(2_i64)]),
        (a.asc().nulls_last(), [Some(1), Some(2), None]),
        (a.desc().nulls_first(), [None, Some(2), Some(1)]),
        (a.desc().nulls_last(), [Some(2), Some(1), None]),
        (label.desc().nulls_first(), [None, Some(2), Some(1)]),
        (label.asc().nulls_last(), [Some(1), Some(2), None]),
        (a.eq(1).asc().nulls_last(), [Some(2), Some(1), None]),
    ] {
        let q = select(label.clone()).from(&t).order_by(order);
        let sql = q.to_sql(conn.dialect()).unwrap();
        assert_eq!(conn.fetch_all(&q).unwrap(), expected, "{sql}");
    }
    let q = select(label.clone()).from(&t).distinct().order_by(label.desc().nulls_first());
    assert!(text(&q).ends_with("ORDER BY `x` IS NULL DESC, `x` DESC"), "{}", text(&q));
    assert_eq!(conn.fetch_all(&q).unwrap(), [None, Some(2), Some(1_i64)]);
}

fn searches_find_what_they_should(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (a VARCHAR(20), l VARCHAR(20) CHARACTER SET latin1)"]);
    let t = table("t");
    let texts = ["a*b[c]?", "A*B[C]?", "xaxb", "", "100%_!", "é", "E", "a ", "\\x", "a"];
    for text in texts {
        conn.execute(&insert(&t).set("a", text).set("l", text)).unwrap();
    }
    for column in ["a", "l"] {
        let mut find = |cond: Cond| {
            let q = select(t.col("a").typed::<Text>()).from(&t).filter(cond);
            conn.fetch_all(&q).unwrap_or_else(|e| panic!("{e:?}"))
        };
        let a = t.col(column);
        assert_eq!(find(a.starts_with("a*")), ["a*b[c]?"]);
        assert_eq!(find(a.ends_with("[C]?")), ["A*B[C]?"]);
        assert_eq!(find(a.contains("*b[")), ["a*b[c]?"]);
        assert_eq!(find(a.icontains("*b[")), ["a*b[c]?", "A*B[C]?"]);
        assert_eq!(find(a.iends_with("%_!")), ["100%_!"]);
        assert_eq!(find(a.contains("e")), [""; 0]);
        assert_eq!(find(a.icontains("é")), ["é"]);
        assert_eq!(find(a.icontains("É")), ["é"]);
        assert_eq!(find(a.contains("\\")), ["\\x"]);
        assert_eq!(find(a.ends_with("a ")), ["a "]);
        assert_eq!(find(a.ends_with("a")), ["a"]);
        assert_eq!(find(a.starts_with(literal("a*"))).len(), 1);
        assert_eq!(find(a.starts_with(t.col("a"))).len(), texts.len());
        assert_eq!(find(a.contains("")).len(), texts.len());
        assert_eq!(find(not(a.icontains("a"))).len(), 5);
    }
}

fn assignments_see_the_old_row(db: &Database) {
    let mut conn = db.connect();
    let t = Table::build("t")
        .primary_key("id", SqlType::BigInt)
        .column("a", SqlType::BigInt)
        .column("b", SqlType::BigInt)
        .column("c", SqlType::BigInt)
        .finish();
    conn.create_all(&[(&t).into()]).unwrap();
    conn.execute(&insert(&t).set("id", 1).set("a", 1).set("b", 2).set("c", 3)).unwrap();
    let (a, b) = (t.col("a").typed::<Int>(), t.col("b").typed::<Int>());
    let shift = update(&t).set("a", 10).set("b", &a + 0).set("c", &b + 0).all_rows();
    assert_eq!(text(&shift), "UPDATE `t` SET `c` = `t`.`b` + ?, `b` = `t`.`a` + ?, `a` = ?");
    conn.execute(&shift).unwrap();
    let row = conn.fetch_one(&select_from(&t)).unwrap();
    assert_eq!(row.values()[1..], [Value::from(10), Value::from(1), Value::from(2)]);
    conn.execute(&update(&t).set("a", &a + 1).set("b", &b + 1).all_rows()).unwrap();
    assert_eq!(int(&mut conn, "SELECT a * 10 + b FROM t"), 112);
    let swap = update(&t).set("a", &b).set("b", &a).all_rows();
    let error = swap.to_sql(conn.dialect()).unwrap_err();
    assert!(error.to_string().contains("set from each other"), "{error}");
    let raw = update(&t).set("a", 1).set("b", aludel::sql!("A + 1")).all_rows();
    assert!(text(&raw).starts_with("UPDATE `t` SET `b` = A + 1, `a` = ?"), "{}", text(&raw));
}

fn bits_are_signed(db: &Database) {
    let mut conn = db.connect();
    let t = Table::build("t")
        .column("a", SqlType::BigInt)
        .column("u", SqlType::UnsignedBigInt)
        .finish();
    conn.create_all(&[(&t).into()]).unwrap();
    conn.execute(&insert(&t).set("a", -8).set("u", u64::MAX)).unwrap();
    let a = t.col("a").typed::<Int>();
    let u = t.col("u").typed::<UInt>();
    for (expr, value) in [
        (a.bit_and(-2), -8),
        (a.bit_or(1), -7),
        (a.bit_xor(-1), 7),
        (a.bit_not(), 7),
        (a.shift_left(1), -16),
        (a.shift_right(1), -4),
        (a.shift_right(0), -8),
        (value(9).typed::<Int>().shift_right(1), 4),
        (a.bit_and(3).bit_or(a.bit_not()).bit_xor(1), 6),
    ] {
        let q = select(expr).from(&t);
        assert_eq!(conn.fetch_one(&q).unwrap(), value, "{}", q.to_sql(conn.dialect()).unwrap());
    }
    assert_eq!(conn.fetch_one(&select(u.bit_and(u64::MAX)).from(&t)).unwrap(), u64::MAX);
    assert_eq!(conn.fetch_one(&select(u.shift_right(60)).from(&t)).unwrap(), 15);
    let error = select((&a + 1).shift_right(1)).from(&t).to_sql(conn.dialect()).unwrap_err();
    assert!(error.to_string().contains("in a subquery"), "{error}");
}

fn casts(db: &Database) {
    let mut conn = db.connect();
    let date: Date = "2024-02-29".parse().unwrap();
    let stamp: Timestamp = "2024-02-29 10:00:00.5".parse().unwrap();
    assert_eq!(conn.fetch_one(&select(value(stamp).cast::<Date>())).unwrap(), date);
    assert_eq!(conn.fetch_one(&select(value("12").cast::<Int>())).unwrap(), 12);
    assert_eq!(conn.fetch_one(&select(value(7).cast::<Text>())).unwrap(), "7");
    assert_eq!(conn.fetch_one(&select(value("0.1").cast::<Float>())).unwrap(), 0.1);
    assert!(conn.fetch_one(&select(value(7).cast::<Bool>())).unwrap());
    assert_eq!(
        conn.fetch_one(&select(value("2024-02-29 10:00:00.5").cast::<Timestamp>())).unwrap(),
        stamp
    );
    assert_eq!(
        conn.fetch_one(&select(value("10:00:00.25").cast::<Time>())).unwrap().nanosecond(),
        250_000_000
    );
    assert_eq!(
        conn.fetch_one(&select(value("é").cast_as(SqlType::Blob))).unwrap(),
        Value::from("é".as_bytes())
    );
    assert_eq!(conn.fetch_one(&select(value("[1]").cast::<Json>())).unwrap().as_str(), "[1]");
    let short = value("abcdef").cast_as(SqlType::Varchar(3));
    assert_eq!(conn.fetch_one(&select(short)).unwrap(), Value::from("abc"));
    let exact = value("1234567890.5").cast_as(SqlType::Decimal(Some((12, 1))));
    assert_eq!(
        conn.fetch_one(&select(exact)).unwrap(),
        Value::from("1234567890.5".parse::<Decimal>().unwrap())
    );
    assert!(select(table("t").col("a").cast::<Uuid>()).to_sql(&MySql).is_err());
}

fn limits_and_offsets(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1), (2), (3)"]);
    let t = table("t");
    let a = t.col("a").typed::<Int>();
    let all = select(&a).from(&t).order_by(a.asc());
    assert_eq!(conn.fetch_all(&all.clone().limit(2)).unwrap(), [1, 2]);
    assert_eq!(conn.fetch_all(&all.clone().offset(1)).unwrap(), [2, 3]);
    assert_eq!(conn.fetch_all(&all.clone().limit(1).offset(1)).unwrap(), [2]);
    let mut q = conn.compile(&all.clone().limit(bind("n").typed::<Int>())).unwrap();
    q.bind("n", 1).unwrap();
    assert_eq!(conn.fetch_all(&q).unwrap(), [1]);
    let most = select(&a).from(&t).order_by(a.desc()).limit(1);
    let q = all.filter(a.in_(&most));
    assert_eq!(conn.fetch_all(&q).unwrap(), [3], "{}", q.to_sql(conn.dialect()).unwrap());
}

fn decimals_are_exact(db: &Database) {
    let mut conn = db.connect();
    let t = Table::build("t")
        .primary_key("id", SqlType::BigInt)
        .column("d", SqlType::Decimal(Some((40, 10))))
        .finish();
    conn.create_all(&[(&t).into()]).unwrap();
    let dec = |text: &str| text.parse::<Decimal>().unwrap();
    conn.execute(&insert(&t).set("d", dec("12345678901234567890.1234567891"))).unwrap();
    let d = t.col("d").typed::<Decimal>();
    let id = t.col("id").typed::<Int>();
    for (cond, found) in [
        (d.eq(dec("12345678901234567890.1234567891")), true),
        (d.eq(dec("12345678901234567890.1234567892")), false),
        (d.in_([dec("12345678901234567890.1234567890")]), false),
        (
            d.between(
                dec("12345678901234567890.1234567891"),
                dec("12345678901234567890.1234567891"),
            ),
            true,
        ),
    ] {
        let q = select(&id).from(&t).filter(cond);
        assert_eq!(
            conn.fetch_optional(&q).unwrap().is_some(),
            found,
            "{}",
            q.to_sql(conn.dialect()).unwrap()
        );
    }
    assert_eq!(
        conn.fetch_one(&select(&d * 2).from(&t)).unwrap(),
        dec("24691357802469135780.2469135782")
    );
    assert_eq!(
        conn.fetch_one(&select(&d + dec("0.1")).from(&t)).unwrap(),
        dec("12345678901234567890.2234567891")
    );
    assert_eq!(
        conn.fetch_one(&select(sum(d.clone())).from(&t)).unwrap(),
        Some(dec("12345678901234567890.1234567891"))
    );
}

fn long_chains_run(db: &Database) {
    use aludel::ast::NaryOp;
    let mut conn = db.connect();
    for op in [NaryOp::And, NaryOp::Or, NaryOp::Concat] {
        let ones = (0..20_000).map(|_| Node::literal(1));
        let q = select(Expr::<Any>::new(Node::nary(op, ones)));
        assert!(conn.fetch_one(&q).is_ok(), "{op:?}");
    }
    let t: Vec<i64> = (0..65_000).collect();
    assert_eq!(conn.fetch_one(&select(value(1).in_(t))).unwrap(), Some(true));
}

/// A sum of integers is a decimal, and beside one a parameter would be one of 30 digits after the
/// point.
fn parameters_beside_sums_are_integers(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (a INT)", "INSERT INTO t VALUES (2), (3)"]);
    let t = table("t");
    let a = t.col("a").typed::<Int>();
    for (e, sql, value) in [
        (coalesce(sum(&a), 0).nullable(), "coalesce(sum(`t`.`a`), CAST(? AS SIGNED))", "5"),
        (sum(&a) + 1, "sum(`t`.`a`) + CAST(? AS SIGNED)", "6"),
        (
            (coalesce(sum(&a) * 2, 0) - 1).nullable(),
            "coalesce(sum(`t`.`a`) * CAST(? AS SIGNED), CAST(? AS SIGNED)) - CAST(? AS SIGNED)",
            "9",
        ),
        (max(&a).nullable(), "max(`t`.`a`)", "3"),
    ] as [(Expr<Nullable<Int>>, _, _); 4]
    {
        let q = select(e).from(&t);
        assert_eq!(text(&q), format!("SELECT {sql} FROM `t`"));
        let rows: Vec<Row> = conn.fetch_all_as(&q).unwrap();
        assert_eq!(format!("{:?}", rows[0].values()), format!("[{value}]"), "{sql}");
    }
}
