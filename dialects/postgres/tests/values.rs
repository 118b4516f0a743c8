//! Values in and out.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind;
use aludel::prelude::*;
use aludel::value::{Array, Kind};
use aludel_postgres::Postgres;
use common::{Database, run, sql, text};

/// A table with a column of each type.
fn every_type() -> Table {
    let array = |name: &'static str| SqlType::Trusted(Trusted::new(name));
    Table::build("v")
        .primary_key("id", SqlType::BigInt)
        .nullable("bool", SqlType::Boolean)
        .nullable("int2", SqlType::SmallInt)
        .nullable("int4", SqlType::Integer)
        .nullable("int8", SqlType::BigInt)
        .nullable("float4", SqlType::Real)
        .nullable("float8", SqlType::Double)
        .nullable("decimal", SqlType::Decimal(None))
        .nullable("text", SqlType::Text)
        .nullable("varchar", SqlType::Varchar(2_000_000))
        .nullable("bytes", SqlType::Blob)
        .nullable("date", SqlType::Date)
        .nullable("time", SqlType::Time)
        .nullable("timestamp", SqlType::Timestamp)
        .nullable("timestamptz", SqlType::TimestampTz)
        .nullable("interval", SqlType::Interval)
        .nullable("uuid", SqlType::Uuid)
        .nullable("jsonb", SqlType::Json)
        .nullable("int4s", array("int4[]"))
        .nullable("texts", array("text[]"))
        .nullable("numerics", array("numeric[]"))
        .nullable("stamps", array("timestamptz[]"))
        .nullable("moods", array("mood[]"))
        .finish()
}

fn edges() -> Vec<(&'static str, Value)> {
    let digits = "1234567890".repeat(300);
    let big = format!("{digits}.{digits}1");
    let mut values = vec![
        ("bool", Value::from(true)),
        ("bool", Value::from(false)),
        ("int2", Value::from(i16::MIN)),
        ("int4", Value::from(i32::MAX)),
        ("int8", Value::from(i64::MIN)),
        ("int8", Value::from(i64::MAX)),
        ("float4", Value::from(1.5)),
        ("float4", Value::from(f64::from(0.1_f32))),
        ("text", Value::from("")),
        ("text", Value::from("'\"\\%_é\u{1F9EA}\r\n\t\u{1a}\\'")),
        ("text", Value::from("x".repeat(1 << 20))),
        ("varchar", Value::from("NULL")),
        ("bytes", Value::from(Vec::<u8>::new())),
        ("bytes", Value::from(vec![0_u8, 255, 0, b'\\'])),
        ("bytes", Value::from(vec![7_u8; 16 << 20])),
        ("uuid", Value::Uuid(Uuid::nil())),
        ("uuid", Value::Uuid(Uuid::from_u128(u128::MAX))),
        ("jsonb", Value::Json(Json::from_text("1.10"))),
        ("jsonb", Value::Json(Json::from_text("{\"a\": [1, null, \"'\\\\\"]}"))),
    ];
    let floats = [0.0, -0.0, 0.1, f64::MIN, f64::MAX, 5e-324, 1e16, 9007199254740993.0, f64::NAN];
    for float in floats.into_iter().chain([f64::INFINITY, f64::NEG_INFINITY]) {
        values.push(("float8", Value::from(float)));
    }
    for decimal in ["0", "1.10", "-0.00", "NaN", "Infinity", "-Infinity", "1e30", "-5", &big] {
        values.push(("decimal", Value::Decimal(decimal.parse().unwrap())));
    }
    for date in ["-4712-01-01", "0000-02-29", "0001-01-01", "2024-02-29", "+5874897-12-31"] {
        values.push(("date", Value::Date(date.parse().unwrap())));
    }
    for time in ["00:00:00", "23:59:59.999999", "12:00:00.5"] {
        values.push(("time", Value::Time(time.parse().unwrap())));
        for date in ["-4712-01-01", "-0043-03-15", "2024-02-29", "+294276-12-31"] {
            let stamp: Timestamp = format!("{date} {time}").parse().unwrap();
            values.push(("timestamp", Value::Timestamp(stamp)));
            values.push(("timestamptz", Value::TimestampTz(TimestampTz::from_utc(stamp))));
        }
    }
    values.push(("interval", Value::Interval(Interval::new(-14, 3, i64::MIN))));
    values.push(("interval", Value::Interval(Interval::new(i32::MAX, i32::MIN, -1))));
    values.push(("interval", Value::Interval(Interval::ZERO)));
    let stamp = values.iter().find(|(column, _)| *column == "timestamptz").unwrap().1.clone();
    for (column, kind, items) in [
        ("int4s", Kind::Int, vec![]),
        ("int4s", Kind::Int, vec![Value::Int(1), Value::Null(Kind::Int), Value::Int(-2)]),
        (
            "texts",
            Kind::Text,
            vec!["a\"\\,{}'".into(), Value::Null(Kind::Text), "NULL".into(), "".into()],
        ),
        (
            "numerics",
            Kind::Decimal,
            vec![
                Value::Decimal("1.50".parse().unwrap()),
                Value::Null(Kind::Decimal),
                Value::Decimal("NaN".parse().unwrap()),
            ],
        ),
        ("stamps", Kind::TimestampTz, vec![stamp, Value::Null(Kind::TimestampTz)]),
        ("moods", Kind::Text, vec!["sad".into(), Value::Null(Kind::Text), "so, so".into()]),
    ] {
        values.push((column, Value::Array(Array::new(kind, items))));
    }
    let row = |a: i64, b: i64| Value::Array(Array::new(Kind::Int, vec![a.into(), b.into()]));
    values.push(("int4s", Value::Array(Array::new(Kind::Array, vec![row(1, 2), row(3, 4)]))));
    values
}

const MOOD: &str = "CREATE TYPE mood AS ENUM ('sad', 'so, so', 'glad')";

#[test]
fn every_value_comes_out_as_it_went_in() {
    let db = Database::new();
    let mut conn = db.connect();
    let v = every_type();
    run(&mut conn, &[MOOD]);
    conn.create_all(&[(&v).into()]).unwrap();
    for (id, (column, value)) in (1_i64..).zip(edges()) {
        conn.execute(&insert(&v).set("id", id).set(column, value.clone()))
            .unwrap_or_else(|error| panic!("{column} {error:?}"));
        let q = select(v.col(column)).from(&v).filter(v.col("id").eq(id));
        assert_eq!(conn.fetch_one(&q).unwrap(), value, "{column}");
        let whole = select_from(&v).filter(v.col("id").eq(id));
        assert_eq!(conn.fetch_one(&whole).unwrap().get::<Value>(column).unwrap(), value);
        let equal = v.col(column).eq(value.clone()).and(v.col("id").eq(id));
        let found = select(count_all()).from(&v).filter(equal);
        assert_eq!(conn.fetch_one(&found).unwrap(), 1, "{column} = {value:?}");
    }
}

#[test]
fn a_literal_is_the_same_as_a_parameter() {
    let db = Database::new();
    let mut conn = db.connect();
    let v = every_type();
    run(&mut conn, &[MOOD]);
    conn.create_all(&[(&v).into()]).unwrap();
    for (id, (column, value)) in (1_i64..).zip(edges()) {
        if matches!(&value, Value::Bytes(b) if b.len() > 1 << 20) {
            continue;
        }
        let script = insert(&v).set("id", id).set(column, value.clone());
        let script = script.to_sql_literal(&Postgres).unwrap();
        // A literal is the same under the old rules for backslashes.
        for setting in ["on", "off"] {
            let backslash = matches!(&value, Value::Bytes(_));
            if setting == "off" && backslash {
                continue;
            }
            run(&mut conn, &[&format!("SET standard_conforming_strings = {setting}"), &script]);
            let q = select(v.col(column)).from(&v).filter(v.col("id").eq(id));
            assert_eq!(conn.fetch_one(&q).unwrap(), value, "{column}");
            run(&mut conn, &["DELETE FROM v"]);
        }
        let twice = matches!(&value, Value::Array(_) | Value::Text(_) | Value::Bytes(_));
        if !twice && column != "float4" {
            let both = select((literal(value.clone()), aludel::prelude::value(value.clone())));
            let (a, b) = conn.fetch_one(&both).unwrap();
            assert_eq!((&a, &b), (&value, &value), "{column}");
        }
    }
}

#[test]
fn what_would_change_a_value_is_refused() {
    let db = Database::new();
    let mut conn = db.connect();
    let v = every_type();
    run(&mut conn, &[MOOD]);
    conn.create_all(&[(&v).into()]).unwrap();
    let nano = "00:00:00.0000001";
    for (column, value, says) in [
        ("text", Value::from("a\0b"), "hold no NUL character"),
        ("bytes", Value::from("text"), "give bytes"),
        ("bool", Value::from(1), "1 as a boolean"),
        (
            "date",
            Value::Timestamp("2024-01-01 10:00:00".parse().unwrap()),
            "the time would be lost",
        ),
        ("timestamp", Value::TimestampTz(TimestampTz::UNIX_EPOCH), "has a time zone"),
        ("timestamptz", Value::Timestamp(Timestamp::UNIX_EPOCH), "has a time zone"),
        ("time", Value::Time(nano.parse().unwrap()), "microseconds"),
        ("timestamp", Value::Timestamp(Timestamp::MAX), "microseconds"),
        ("date", Value::Date(Date::MAX), "dates end at"),
        ("float8", Value::from(i64::MAX), "no float is equal to it"),
        ("int4", Value::from("x".as_bytes().to_vec()), "bytes as an integer"),
    ] {
        let error = conn.execute(&insert(&v).set("id", 1).set(column, value)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Parameter, "{column}: {error:?}");
        assert!(error.to_string().contains(says), "{column}: {error}");
    }
    for (column, value) in [("int2", Value::from(40_000)), ("int4", Value::from(i64::MAX))] {
        let error = conn.execute(&insert(&v).set("id", 1).set(column, value)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Data, "{error:?}");
    }
    let error = conn.execute(&insert(&v).set("id", 1).set("int4", 2.5)).unwrap();
    assert_eq!(error.rows_affected(), 1, "the server rounds a float as it does a literal");
}

#[test]
fn what_no_rust_value_holds_is_an_error_that_names_the_column() {
    let db = Database::new();
    let mut conn = db.connect();
    for query in [
        "SELECT 1, 'infinity'::date AS d",
        "SELECT 1, '-infinity'::timestamp AS d",
        "SELECT 1, 'infinity'::timestamptz AS d",
        "SELECT 1, '24:00'::time AS d",
        "SELECT 1, ARRAY['infinity'::date] AS d",
    ] {
        let error = conn.fetch_all(&sql(query)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{query}");
        assert!(error.to_string().starts_with("column 2 (\"d\"): it is "), "{error}");
        assert!(error.to_string().contains("text"), "{error}");
    }
    assert_eq!(text(&mut conn, "SELECT 'still here'"), "still here");
}

#[test]
fn text_becomes_what_the_column_is() {
    let db = Database::new();
    let mut conn = db.connect();
    run(
        &mut conn,
        &[
            MOOD,
            "CREATE DOMAIN percent AS int CHECK (value BETWEEN 0 AND 100)",
            "CREATE TABLE t (m mood, u uuid, j json, b jsonb, n name, i inet, r int4range, \
             c \"char\", p percent, x xml, d date, bits bit(3), money money, z timetz)",
        ],
    );
    let t = table("t");
    let values = [
        ("m", "so, so", "so, so"),
        ("u", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000001"),
        ("j", "{\"a\" :  1}", "{\"a\" :  1}"),
        ("b", "{\"a\" :  1}", "{\"a\": 1}"),
        ("n", "name", "name"),
        ("i", "10.0.0.0/8", "10.0.0.0/8"),
        ("r", "[1,5]", "[1,6)"),
        ("c", "x", "x"),
        ("x", "<a/>", "<a/>"),
        ("d", "2024-02-29", "2024-02-29"),
        ("bits", "101", "101"),
        ("z", "10:00:00+02", "10:00:00+02"),
    ];
    for (column, given, read) in values {
        run(&mut conn, &["DELETE FROM t"]);
        conn.execute(&insert(&t).set(column, given)).unwrap();
        let row = conn.fetch_one(&select(t.col(column)).from(&t)).unwrap();
        let shown = match row {
            Value::Text(v) => v.to_string(),
            Value::Json(v) => v.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(shown, read, "{column}");
    }
    conn.execute(&insert(&t).set("p", 7)).unwrap();
    assert_eq!(conn.execute(&insert(&t).set("p", 101)).unwrap_err().kind(), ErrorKind::Check);
    assert_eq!(
        conn.fetch_one(&select(t.col("p")).from(&t).filter(t.col("p").eq(7))).unwrap(),
        7.into()
    );
}

#[test]
fn a_parameter_is_as_wide_as_its_value() {
    let db = Database::new();
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (i int4, n numeric)", "INSERT INTO t VALUES (5, 5.5)"]);
    let t = table("t");
    let count_where = |cond: aludel::typed::Cond| select(count_all()).from(&t).filter(cond);
    for (cond, rows) in [
        (t.col("i").lt(1_i64 << 40), 1),
        (t.col("i").lt(3), 0),
        (t.col("i").lt(u64::MAX), 1),
        (t.col("i").lt(5.5), 1),
        (t.col("i").eq(5.0), 1),
        (t.col("i").lt("5.5".parse::<Decimal>().unwrap()), 1),
        (t.col("n").eq(5.5), 1),
        (t.col("n").gt(5), 1),
    ] {
        assert_eq!(conn.fetch_one(&count_where(cond.clone())).unwrap(), rows, "{cond:?}");
    }
}
