//! Values of the types that PostgreSQL alone has, and what the server makes of them. Those of the
//! neutral types are in the core's `tests/values`.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use std::ops::Bound;

use aludel::ErrorKind::{self, Check, Data, Decode, Parameter};
use aludel::prelude::*;
use aludel::value::{Array, Kind, Range};
use common::{Database, run, sql, text};

/// Each test on both versions; where there is no 18, its tests are left out by name.
macro_rules! on_each {
    ($($name:ident,)+) => {
        mod postgres {
            $(#[test] fn $name() {
                super::$name(&crate::common::Database::of(&crate::common::POSTGRES))
            })+
        }
        mod postgres18 {
            $(#[test] fn $name() {
                super::$name(&crate::common::Database::of(&crate::common::POSTGRES_18))
            })+
        }
    };
}

on_each! {
    every_type_of_the_server,
    a_literal_is_the_same_under_every_setting,
    what_would_change_a_value_is_refused,
    what_no_rust_value_holds_is_an_error_that_names_the_column,
    a_parameter_is_as_wide_as_its_value,
    case_does_not_count_in_citext,
}

const TYPES: [&str; 6] = [
    "CREATE EXTENSION citext",
    "CREATE EXTENSION hstore",
    "CREATE TYPE mood AS ENUM ('sad', 'so, so', 'glad')",
    "CREATE TYPE pair AS (a int, b text)",
    "CREATE DOMAIN percent AS int CHECK (value BETWEEN 0 AND 100)",
    "CREATE DOMAIN code AS varchar(3)",
];

/// What becomes of a value.
enum Then {
    /// It comes back.
    Same,
    /// It comes back as this text, document or number.
    Reads(Value),
    Refused(ErrorKind, &'static str),
}
use Then::{Reads, Refused, Same};

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug> + Into<Value>>(text: &str) -> Value {
    text.parse::<T>().unwrap().into()
}

fn ranges<const N: usize>(ranges: [Range; N]) -> Value {
    Array::of(ranges).into()
}

/// What is greater.
fn above(bound: Value) -> Value {
    let kind = bound.kind();
    Range::new(kind, Bound::Excluded(bound), Bound::Unbounded).into()
}

fn array(kind: Kind, items: impl IntoIterator<Item = Value>) -> Value {
    Array::new(kind, items.into_iter().collect()).into()
}

fn texts<const N: usize>(items: [&str; N]) -> Value {
    array(Kind::Text, items.map(Value::from))
}

fn json(text: &str) -> Value {
    Json::from_text(text).into()
}

fn numbers() -> Vec<(&'static str, Value, Then)> {
    let digits = |before: usize, after: usize| {
        parsed::<Decimal>(&format!("{}.{}", "9".repeat(before), "1".repeat(after)))
    };
    let ints = |items: &[i64]| array(Kind::Int, items.iter().map(|v| Value::from(*v)));
    vec![
        ("int2", i16::MIN.into(), Same),
        ("int2", 40_000.into(), Refused(Data, "out of range")),
        ("int2", parsed::<Decimal>("7.00"), Reads(7.into())),
        ("int2", parsed::<Decimal>("7.5"), Refused(Parameter, "would round it")),
        ("int4", i64::MAX.into(), Refused(Data, "out of range")),
        ("int4", 2.0.into(), Reads(2.into())),
        ("int4", 2.5.into(), Refused(Parameter, "would round it")),
        ("int4", f64::NAN.into(), Refused(Data, "out of range")),
        ("int4", "2".into(), Reads(2.into())),
        ("int4", "two".into(), Refused(Data, "invalid input syntax")),
        ("int8", u64::MAX.into(), Refused(Data, "out of range")),
        ("oid", i64::from(u32::MAX).into(), Same),
        ("oid", (-1).into(), Refused(Parameter, "0 to 4294967295")),
        ("bool", 1.into(), Refused(Parameter, "nothing in common")),
        ("float8", i64::MAX.into(), Refused(Parameter, "no float is equal to it")),
        ("float8", digits(30, 30), Refused(Parameter, "no float is equal to it")),
        ("float4", parsed::<Decimal>("0.1"), Refused(Parameter, "give a float")),
        (
            "numeric",
            u64::MAX.into(),
            Reads(u64::MAX.to_string().parse::<Decimal>().unwrap().into()),
        ),
        ("numeric", digits(3000, 3001), Same),
        ("numeric", digits(131_072, 1), Same),
        ("numeric", digits(131_073, 1), Refused(Data, "overflow")),
        ("numeric", digits(1, 16_383), Same),
        ("numeric", 0.1.into(), Reads(parsed::<Decimal>("0.1"))),
        ("numeric(5, 2)", digits(4, 1), Refused(Data, "overflow")),
        // The column's scale rounds, as the standard says.
        ("numeric(5, 2)", parsed::<Decimal>("1.005"), Reads(parsed::<Decimal>("1.01"))),
        ("money", "12.34".into(), Reads("$12.34".into())),
        ("money", parsed::<Decimal>("-0.01"), Reads("-$0.01".into())),
        ("percent", 7.into(), Same),
        ("percent", 101.into(), Refused(Check, "percent")),
        ("int2[]", ints(&[1, -2]), Same),
        ("int2[]", ints(&[40_000]), Refused(Data, "out of range")),
        ("int4[]", array(Kind::Float, [1.0.into(), 2.5.into()]), Refused(Parameter, "round it")),
        ("int4[]", array(Kind::Array, [ints(&[1, 2]), ints(&[3, 4])]), Same),
        ("float4[]", array(Kind::Float, [0.5.into(), f64::NAN.into()]), Same),
        ("bool[]", array(Kind::Bool, [true.into(), Value::Null(Kind::Bool)]), Same),
        ("percent[]", ints(&[1, 100]), Same),
        ("percent[]", ints(&[101]), Refused(Check, "percent")),
    ]
}

fn words() -> Vec<(&'static str, Value, Then)> {
    let uuid = "00000000-0000-0000-0000-00000000000a";
    let name = "n".repeat(63);
    vec![
        ("mood", "so, so".into(), Same),
        ("mood", "angry".into(), Refused(Data, "invalid input value for enum")),
        ("mood", 1.into(), Refused(Data, "invalid input value for enum")),
        (
            "mood[]",
            array(Kind::Text, ["sad".into(), Value::Null(Kind::Text), "so, so".into()]),
            Same,
        ),
        ("mood[]", texts(["angry"]), Refused(Data, "invalid input value for enum")),
        ("citext", "MiXeD".into(), Same),
        ("citext[]", texts(["A", "a"]), Same),
        ("code", "abc".into(), Same),
        ("code", "abcd".into(), Refused(Data, "too long")),
        ("char(3)", "abcd".into(), Refused(Data, "too long")),
        // As the standard says, of spaces.
        ("varchar(3)", "abc  ".into(), Reads("abc".into())),
        ("name", name.clone().into(), Same),
        ("name", format!("{name}n").into(), Refused(Parameter, "63 bytes")),
        ("\"char\"", "x".into(), Same),
        ("\"char\"", "xy".into(), Refused(Parameter, "one byte")),
        ("uuid", uuid.into(), Reads(parsed::<Uuid>(uuid))),
        ("uuid", "x".into(), Refused(Data, "invalid input syntax")),
        ("uuid[]", texts([uuid]), Reads(array(Kind::Uuid, [parsed::<Uuid>(uuid)]))),
        ("json", "{\"a\" :  1}".into(), Reads(json("{\"a\" :  1}"))),
        ("json", json("{\"a\": 1, \"a\": 2.00}"), Same),
        ("json", json("{"), Refused(Data, "invalid input syntax")),
        ("jsonb", "{\"a\" :  1.10}".into(), Reads(json("{\"a\": 1.10}"))),
        ("jsonb", json("\"\\u0000\""), Refused(Data, "unsupported Unicode")),
        ("jsonb[]", array(Kind::Json, [json("null"), Value::Null(Kind::Json)]), Same),
        ("hstore", "a=>1, b=>NULL".into(), Reads("\"a\"=>\"1\", \"b\"=>NULL".into())),
        ("xml", "<a/>".into(), Same),
        ("xml", "<a>".into(), Refused(Data, "invalid XML")),
        ("jsonpath", "$.a".into(), Reads("$.\"a\"".into())),
        ("tsvector", "b a".into(), Reads("'a' 'b'".into())),
        ("pair", "(1,\"x, y\")".into(), Same),
        ("text[]", texts(["a\"\\,{}'", "NULL", ""]), Same),
        ("bytea", "text".into(), Refused(Parameter, "give bytes")),
        ("bytea", vec![0_u8, 255, b'\\'].into(), Same),
        ("bytea[]", array(Kind::Bytes, [vec![0_u8].into()]), Same),
        ("int4", vec![1_u8].into(), Refused(Parameter, "nothing in common")),
        ("text", vec![1_u8].into(), Refused(Parameter, "store it escaped")),
    ]
}

fn spans() -> Vec<(&'static str, Value, Then)> {
    let interval = |months, days, micros| Value::from(Interval::new(months, days, micros));
    let day = "2024-02-29";
    vec![
        ("date", day.into(), Reads(parsed::<Date>(day))),
        ("date", "2023-02-29".into(), Refused(Data, "out of range")),
        ("date", "infinity".into(), Refused(Decode, "it is infinity")),
        ("date", parsed::<Timestamp>("2024-01-01 10:00:00"), Refused(Parameter, "would be lost")),
        ("date[]", texts([day, "-infinity"]), Refused(Decode, "it is infinity")),
        ("date[]", array(Kind::Date, [parsed::<Date>(day), Value::Null(Kind::Date)]), Same),
        ("timestamp", "-infinity".into(), Refused(Decode, "it is infinity")),
        ("timestamptz", "infinity".into(), Refused(Decode, "it is infinity")),
        ("timestamp", TimestampTz::UNIX_EPOCH.into(), Refused(Parameter, "has a time zone")),
        ("timestamptz", Timestamp::UNIX_EPOCH.into(), Refused(Parameter, "has a time zone")),
        ("timestamp", parsed::<Date>(day), Reads(parsed::<Timestamp>("2024-02-29 00:00:00"))),
        ("time", "24:00:00".into(), Refused(Decode, "it is 24:00")),
        // A leap second is the next minute, and the last of a day is none of it.
        ("time", "23:58:60".into(), Reads(parsed::<Time>("23:59:00"))),
        ("time", "23:59:60".into(), Refused(Decode, "it is 24:00")),
        ("timetz", "10:00:00+02".into(), Same),
        ("interval", interval(-14, 3, -1), Same),
        ("interval", interval(i32::MAX, i32::MIN, i64::MIN), Same),
        ("interval", interval(i32::MAX, i32::MAX, i64::MAX), Refused(Parameter, "infinity")),
        ("interval", interval(i32::MIN, i32::MIN, i64::MIN), Refused(Parameter, "infinity")),
        ("interval", "1 year -3 days".into(), Reads(interval(12, -3, 0))),
        ("interval[]", array(Kind::Interval, [interval(1, 2, 3)]), Same),
        ("int4range", "[1,5]".into(), Reads(Range::from(1..6).into())),
        ("int4range", Range::from(1..=5).into(), Reads(Range::from(1..6).into())),
        (
            "int4range",
            Range::from(1..3_000_000_000_i64).into(),
            Refused(Parameter, "a bound is out of range"),
        ),
        ("int4range", "empty".into(), Reads(Range::empty(Kind::Int).into())),
        ("int4range", "[5,1]".into(), Refused(Data, "range lower bound")),
        ("numrange", "(0.10,]".into(), Reads(above(parsed::<Decimal>("0.10")))),
        ("numrange", Range::from(1..).into(), Reads(Range::from(parsed::<Decimal>("1")..).into())),
        ("daterange", "[2024-01-01,infinity)".into(), Refused(Decode, "infinity")),
        ("daterange", Range::from(1..5).into(), Refused(Parameter, "nothing in common")),
        ("int4multirange", Range::from(1..5).into(), Refused(Parameter, "nothing in common")),
        ("text", Range::from(1..5).into(), Reads("[1,5)".into())),
        ("tstzrange[]", texts(["empty"]), Reads(ranges([Range::empty(Kind::TimestampTz)]))),
        ("numrange[]", ranges([Range::from(parsed::<Decimal>("1.50")..)]), Same),
        ("int8range[]", ranges([Range::from(1..5), Range::empty(Kind::Int)]), Same),
        ("int4multirange", "{[1,3),[5,7)}".into(), Same),
        ("int8multirange[]", texts(["{[1,3),[5,7)}", "{}"]), Same),
        ("inet", "10.0.0.1/8".into(), Same),
        ("inet", "::1".into(), Same),
        ("inet", "10.0.0.256".into(), Refused(Data, "invalid input syntax")),
        ("inet[]", texts(["10.0.0.1", "::1"]), Same),
        ("cidr", "10.0.0.0/8".into(), Same),
        ("cidr", "10.0.0.1/8".into(), Refused(Data, "invalid cidr value")),
        ("macaddr", "08:00:2b:01:02:03".into(), Same),
        ("bit(3)", "101".into(), Same),
        ("bit(3)", "1010".into(), Refused(Data, "does not match")),
        ("bit(3)", "102".into(), Refused(Data, "not a valid binary digit")),
        ("varbit(5)", "10101".into(), Same),
        ("varbit(5)", "101010".into(), Refused(Data, "too long")),
        ("bit(3)[]", texts(["101", "000"]), Same),
        ("point", "(1,2.5)".into(), Same),
        ("point[]", texts(["(1,2)", "(3,4)"]), Same),
        ("pg_lsn", "16/B374D848".into(), Same),
    ]
}

fn every_type_of_the_server(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &TYPES);
    let cases = numbers().into_iter().chain(words()).chain(spans());
    for (i, (ty, value, then)) in cases.enumerate() {
        // A name for each: a statement that is prepared keeps the types of its parameters.
        let name = format!("t{i}");
        run(&mut conn, &[&format!("CREATE TABLE {name} (v {ty})")]);
        let t = table(name);
        let what = format!("{ty} of {}", format!("{value:?}").chars().take(60).collect::<String>());
        let read = conn.execute(&insert(&t).set("v", value.clone()));
        let read = read.and_then(|_| conn.fetch_one(&select(t.col("v")).from(&t)));
        match (then, read) {
            (Refused(kind, says), Err(error)) => {
                assert_eq!(error.kind(), kind, "{what}: {error:?}");
                assert!(error.to_string().contains(says), "{what}: {error}");
            }
            (Refused(..), Ok(read)) => panic!("{what} is read as {read:?}"),
            (_, Err(error)) => panic!("{what}: {error:?}"),
            (Same, Ok(read)) => assert_eq!(read, value, "{what}"),
            (Reads(expected), Ok(read)) => assert_eq!(read, expected, "{what}"),
        }
    }
    assert_eq!(text(&mut conn, "SELECT 'still here'"), "still here");
}

/// A script may be run under other settings than those that it was printed for.
fn a_literal_is_the_same_under_every_setting(db: &Database) {
    let mut conn = db.connect();
    let value = |column: &'static str, value: Value| (column, value);
    for (ty, value) in [
        value("text", r"it's a \n \\ '' back\slash".into()),
        value("text[]", texts([r#"a\"b"#, "'"])),
        value("json", json(r#""\\\"\n'""#)),
        value("date", parsed::<Date>("-0043-03-04")),
        value("timestamptz", parsed::<TimestampTz>("2024-03-04 05:06:07.000008+02:00")),
        value("interval", Interval::new(-14, 3, 5).into()),
        value("interval", Interval::new(-1, 0, 0).into()),
        value("interval[]", array(Kind::Interval, [Interval::new(-14, 3, 5).into()])),
        value("float8", (-0.1).into()),
    ] {
        let t = table("t");
        run(&mut conn, &[&format!("CREATE TABLE t (v {ty})")]);
        let script = insert(&t).set("v", value.clone()).to_sql_literal(conn.dialect()).unwrap();
        for setting in [
            "standard_conforming_strings = on",
            "standard_conforming_strings = off",
            "intervalstyle = sql_standard",
            "datestyle = 'SQL, DMY'",
            "timezone = 'Asia/Kathmandu'",
        ] {
            run(&mut conn, &["RESET ALL", &format!("SET {setting}"), &script]);
            let read = conn.fetch_one(&select(t.col("v")).from(&t)).unwrap();
            assert_eq!(read, value, "{setting}: {script}");
            run(&mut conn, &["DELETE FROM t"]);
            conn.execute(&insert(&t).set("v", value.clone())).unwrap();
            let read = conn.fetch_one(&select(t.col("v")).from(&t)).unwrap();
            assert_eq!(read, value, "{setting}, bound");
            run(&mut conn, &["DELETE FROM t"]);
        }
        run(&mut conn, &["DROP TABLE t"]);
    }
}

/// Where it is compared instead of stored, a fraction is exact.
fn what_would_change_a_value_is_refused(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (i int4, r float4)", "INSERT INTO t VALUES (2, 0.1)"]);
    let t = table("t");
    for add in [
        update(&t).set("i", 2.5).all_rows(),
        update(&t).set("i", parsed::<Decimal>("2.5")).all_rows(),
    ] {
        let error = conn.execute(&add).unwrap_err();
        assert_eq!(error.kind(), Parameter, "{error:?}");
        assert!(error.to_string().contains("write a cast around it"), "{error}");
    }
    let rounded = update(&t).set("i", value(2.6).cast::<Int>()).all_rows();
    assert_eq!(conn.execute(&rounded).unwrap().rows_affected(), 1);
    let one = |cond| select(count_all()).from(&t).filter(cond);
    for (cond, rows) in [
        (t.col("i").eq(3), 1),
        (t.col("i").lt(3.5), 1),
        (t.col("i").gt(parsed::<Decimal>("2.9")), 1),
        (t.col("r").eq(0.1), 0),
        (t.col("r").gt(0.1), 1),
        (t.col("r").eq(f64::from(0.1_f32)), 1),
        (t.col("r").lt(1e300), 1),
    ] {
        assert_eq!(conn.fetch_one(&one(cond.clone())).unwrap(), rows, "{cond:?}");
        let printed = one(cond).to_sql_literal(conn.dialect()).unwrap();
        assert_eq!(conn.fetch_one_as::<(i64,)>(&sql(&printed)).unwrap(), (rows,), "{printed}");
    }
}

fn what_no_rust_value_holds_is_an_error_that_names_the_column(db: &Database) {
    let mut conn = db.connect();
    let mut queries = vec![
        "SELECT 1, 'infinity'::date AS d",
        "SELECT 1, '-infinity'::timestamp AS d",
        "SELECT 1, 'infinity'::timestamptz AS d",
        "SELECT 1, '24:00'::time AS d",
        "SELECT 1, ARRAY['infinity'::date] AS d",
    ];
    // Since version 17 there are infinite intervals.
    if conn.dialect().describe() == "postgres 18" {
        queries.extend([
            "SELECT 1, 'infinity'::interval AS d",
            "SELECT 1, '-infinity'::interval AS d",
        ]);
    }
    for query in queries {
        let error = conn.fetch_all(&sql(query)).unwrap_err();
        assert_eq!(error.kind(), Decode, "{query}");
        assert!(error.to_string().starts_with("column 2 (\"d\"): it is "), "{error}");
        assert!(error.to_string().contains("text"), "{error}");
    }
    assert_eq!(text(&mut conn, "SELECT 'infinity'::date::text"), "infinity");
}

fn a_parameter_is_as_wide_as_its_value(db: &Database) {
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
        (t.col("i").lt(parsed::<Decimal>("5.5")), 1),
        (t.col("n").eq(5.5), 1),
        (t.col("n").gt(5), 1),
    ] {
        assert_eq!(conn.fetch_one(&count_where(cond.clone())).unwrap(), rows, "{cond:?}");
    }
    // However many there are.
    let wide = (0..10_u64).flat_map(|n| {
        let (float, large) = (5.5 + f64::from(u8::try_from(n).unwrap()), u64::MAX - n);
        [t.col("i").lt(float), t.col("i").lt(large), t.col("i").lt(7)]
    });
    assert_eq!(conn.fetch_one(&count_where(all(wide))).unwrap(), 1);
    let days = (1..9).map(|day| value(parsed::<Date>(&format!("2024-02-0{day}"))));
    let days = days.map(|day| day.cast_as(SqlType::Text));
    let texts = conn.fetch_all(&select(days.collect::<Vec<_>>())).unwrap();
    assert_eq!(texts[0].get::<String>(7).unwrap(), "2024-02-08");
    // An unsigned integer divides as a signed one does.
    let half = select(value(7_u64).typed::<Int>().int_div(2));
    assert_eq!(conn.fetch_one(&half).unwrap(), Some(3));
}

fn case_does_not_count_in_citext(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &TYPES[..1]);
    run(&mut conn, &["CREATE TABLE t (v citext)", "INSERT INTO t VALUES ('MiXeD')"]);
    let t = table("t");
    let found = select(count_all()).from(&t).filter(t.col("v").eq("mIxEd"));
    assert_eq!(conn.fetch_one(&found).unwrap(), 1);
}
