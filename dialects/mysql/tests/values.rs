//! Values of the types that MySQL and MariaDB alone have, and what the servers make of them. Those of
//! the neutral types are in the core's `tests/values`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ErrorKind::{self, Check, Data, Decode, Parameter};
use aludel::ast::Node;
use aludel::prelude::*;
use common::{Database, on_both, run, sql};

on_both! {
    every_type_of_the_server,
    zero_dates_by_sql_mode,
    instants_have_no_zone,
    times_beyond_a_day,
    binds_are_cast_before_their_values_are_known,
    parameters_keep_their_types,
}

/// What becomes of a value.
enum Then {
    /// It comes back.
    Same,
    /// It comes back as this.
    Reads(Value),
    Refused(ErrorKind, &'static str),
}
use Then::{Reads, Refused, Same};

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug> + Into<Value>>(text: &str) -> Value {
    text.parse::<T>().unwrap().into()
}

fn json(text: &str) -> Value {
    Json::from_text(text).into()
}

fn numbers() -> Vec<(&'static str, Value, Then)> {
    let range = || Refused(Data, "Out of range value");
    let digits = |n: usize| parsed::<Decimal>(&"9".repeat(n));
    vec![
        ("TINYINT", 127.into(), Same),
        ("TINYINT", 128.into(), range()),
        ("TINYINT(1)", 2.into(), Same),
        ("TINYINT UNSIGNED", 255.into(), Same),
        ("TINYINT UNSIGNED", (-1).into(), range()),
        ("MEDIUMINT", (-8_388_608).into(), Same),
        ("MEDIUMINT", 8_388_608.into(), range()),
        ("INT UNSIGNED", i64::from(u32::MAX).into(), Same),
        ("INT", "x".into(), Refused(Data, "Incorrect integer value")),
        // Neither the protocol nor the server's strict mode tells of the fraction.
        ("INT", 2.5.into(), Reads(2.into())),
        ("BIGINT", u64::MAX.into(), range()),
        ("BIGINT UNSIGNED", u64::MAX.into(), Same),
        ("BIGINT UNSIGNED", 7_u64.into(), Same),
        ("BIGINT UNSIGNED", (-1).into(), range()),
        (
            "DECIMAL(65, 30)",
            digits(35),
            Reads(parsed::<Decimal>(&format!("{}.{}", "9".repeat(35), "0".repeat(30)))),
        ),
        ("DECIMAL(65, 30)", digits(36), range()),
        ("DECIMAL(65, 0)", digits(65), Same),
        ("DECIMAL(65, 0)", digits(66), Refused(Parameter, "at most 65 digits")),
        // The column's scale rounds, as the standard says.
        ("DECIMAL(5, 2)", parsed::<Decimal>("1.005"), Reads(parsed::<Decimal>("1.01"))),
        ("DECIMAL(5, 2)", parsed::<Decimal>("1000"), range()),
        ("FLOAT", 1e300.into(), range()),
        ("BIT", 1.into(), Reads(true.into())),
        ("BIT", 2.into(), Refused(Data, "Data too long")),
        ("BIT(9)", 511.into(), Same),
        ("BIT(9)", 512.into(), Refused(Data, "Data too long")),
        ("BIT(63)", i64::MAX.into(), Same),
        ("BIT(64)", u64::MAX.into(), Same),
        ("BIT(64)", 5_u64.into(), Reads(5.into())),
        ("YEAR", 2155.into(), Same),
        ("YEAR", 1900.into(), range()),
        ("YEAR", "2024".into(), Reads(2024.into())),
    ]
}

fn words(mariadb: bool) -> Vec<(&'static str, Value, Then)> {
    let long = || Refused(Data, "Data too long");
    let cut = || Refused(Data, "Data truncated");
    let latin = if mariadb { "Incorrect string value" } else { "Conversion from collation" };
    vec![
        ("ENUM('a', 'it''s')", "it's".into(), Same),
        ("ENUM('a', 'b')", "c".into(), cut()),
        ("ENUM('a', 'b')", "".into(), cut()),
        ("ENUM('a', 'b')", 2.into(), Reads("b".into())),
        ("ENUM('a', 'b')", 3.into(), cut()),
        ("SET('x', 'y')", "y,x".into(), Reads("x,y".into())),
        ("SET('x', 'y')", "".into(), Same),
        ("SET('x', 'y')", "x,z".into(), cut()),
        ("CHAR(3)", "four".into(), long()),
        // Of spaces at the end the server says nothing.
        ("CHAR(3)", "a  ".into(), Reads("a".into())),
        ("VARCHAR(3)", "a  ".into(), Same),
        ("VARCHAR(3)", "abc  ".into(), Reads("abc".into())),
        ("TINYTEXT", "x".repeat(256).into(), long()),
        ("VARCHAR(3) CHARACTER SET latin1", "é".into(), Same),
        ("VARCHAR(3) CHARACTER SET latin1", "漢".into(), Refused(Data, latin)),
        ("TEXT", vec![255_u8].into(), Refused(Data, "Incorrect string value")),
        ("BINARY(3)", vec![b'a'].into(), Reads(vec![b'a', 0, 0].into())),
        ("BINARY(3)", vec![0_u8; 4].into(), long()),
        ("VARBINARY(5)", vec![b'a', 0].into(), Same),
        ("TINYBLOB", vec![0_u8; 256].into(), long()),
        (
            "JSON",
            json("{\"b\":  1.10, \"a\": null}"),
            if mariadb {
                Reads("{\"b\":  1.10, \"a\": null}".into())
            } else {
                Reads(json("{\"a\": null, \"b\": 1.1}"))
            },
        ),
        ("JSON", "[1]".into(), Reads(if mariadb { "[1]".into() } else { json("[1]") })),
        (
            "JSON",
            json("{"),
            // JSON is a text with a CHECK there.
            if mariadb { Refused(Check, "CONSTRAINT") } else { Refused(Data, "Invalid JSON text") },
        ),
    ]
}

fn times(mariadb: bool) -> Vec<(&'static str, Value, Then)> {
    let span = |micros| Reads(Interval::new(0, 0, micros).into());
    let hour = 3_600_000_000;
    let short = if mariadb { "10:00:00" } else { "10:00:00.001" };
    let wrong = if mariadb { "Incorrect" } else { "Incorrect time value" };
    vec![
        ("TIME", "838:59:59".into(), span(839 * hour - 1_000_000)),
        ("TIME", "-838:59:59".into(), span(-839 * hour + 1_000_000)),
        ("TIME", "839:00:00".into(), Refused(Data, wrong)),
        ("TIME(6)", "-00:00:00.000001".into(), span(-1)),
        ("TIME(6)", "24:00:00".into(), span(24 * hour)),
        ("TIME(6)", "23:59:60".into(), Refused(Data, wrong)),
        ("TIME(6)", Interval::new(0, 0, hour).into(), Refused(Data, wrong)),
        ("TIME(3)", parsed::<Time>("10:00:00.125"), Same),
        // To the column's digits MySQL rounds, and MariaDB cuts.
        ("TIME(3)", parsed::<Time>("10:00:00.0005"), Reads(parsed::<Time>(short))),
        ("DATE", "2024-02-29".into(), Reads(parsed::<Date>("2024-02-29"))),
        ("DATE", "2023-02-29".into(), Refused(Data, "Incorrect date value")),
        ("DATE", parsed::<Date>("+10000-01-01"), Refused(Parameter, "1 to 9999")),
        ("DATETIME(6)", parsed::<Timestamp>("9999-12-31 23:59:59.999999"), Same),
        ("DATETIME", parsed::<Timestamp>("2024-02-29 01:02:03"), Same),
        ("DATETIME(6)", "2024-02-29 23:59:60".into(), Refused(Data, "Incorrect datetime value")),
        (
            "DATETIME(6)",
            parsed::<Date>("2024-02-29"),
            Reads(parsed::<Timestamp>("2024-02-29 00:00:00")),
        ),
    ]
}

fn every_type_of_the_server(db: &Database) {
    let mut conn = db.connect();
    let cases = numbers().into_iter().chain(words(db.mariadb)).chain(times(db.mariadb));
    for (i, (ty, value, then)) in cases.enumerate() {
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
}

/// What is no date is refused or stored, as the mode says; read it is an error.
fn zero_dates_by_sql_mode(db: &Database) {
    let mut conn = db.connect();
    let strict = "STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE";
    for (i, (mode, text, stored)) in [
        ("", "0000-00-00", true),
        ("", "2024-00-10", true),
        ("", "2024-02-31", true),
        ("STRICT_ALL_TABLES", "0000-00-00", true),
        ("STRICT_ALL_TABLES", "2024-00-10", true),
        ("STRICT_ALL_TABLES", "2024-02-31", false),
        (strict, "0000-00-00", false),
        (strict, "2024-00-10", false),
        ("STRICT_ALL_TABLES,ALLOW_INVALID_DATES", "2024-02-31", true),
    ]
    .into_iter()
    .enumerate()
    {
        run(&mut conn, &[&format!("SET sql_mode = '{mode}'")]);
        for (ty, time) in [("DATE", ""), ("DATETIME(6)", " 00:00:00.000000")] {
            let name = format!("z{i}_{}", ty.len());
            run(&mut conn, &[&format!("CREATE TABLE {name} (v {ty})")]);
            let t = table(name);
            let done = conn.execute(&insert(&t).set("v", text));
            if !stored {
                assert_eq!(done.unwrap_err().kind(), Data, "{ty} {text} in {mode:?}");
                continue;
            }
            done.unwrap();
            let cast = select(t.col("v").cast::<Text>()).from(&t);
            let shown = conn.fetch_one(&cast).unwrap();
            // Without a strict mode what is no date becomes zeros.
            let zeros = mode.is_empty() && text == "2024-02-31";
            let expected = if zeros { "0000-00-00" } else { text };
            assert_eq!(shown, format!("{expected}{time}"), "{ty} in {mode:?}");
            let read = conn.fetch_one(&select(t.col("v")).from(&t));
            let error = read.expect_err("it is no date");
            assert_eq!(error.kind(), Decode, "{error:?}");
            assert!(error.to_string().contains("is no date"), "{error}");
        }
    }
}

/// A TIMESTAMP is an instant, and a DATETIME none, whatever zone the server has.
fn instants_have_no_zone(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (i TIMESTAMP(6) NULL, d DATETIME(6))"]);
    let t = table("t");
    let instant = "2024-10-27 02:30:00.25+02:00".parse::<TimestampTz>().unwrap();
    let local = "2024-10-27 02:30:00.25".parse::<Timestamp>().unwrap();
    conn.execute(&insert(&t).set("i", instant).set("d", local)).unwrap();
    let row = conn.fetch_one(&select_from(&t)).unwrap();
    assert_eq!(row.get::<TimestampTz>("i").unwrap(), instant);
    assert_eq!(row.get::<Timestamp>("d").unwrap(), local);
    assert!(row.get::<Timestamp>("i").is_err() && row.get::<TimestampTz>("d").is_err());
    let other = sql("SELECT CONVERT_TZ(i, '+00:00', '+05:45'), unix_timestamp(i) FROM t");
    let (there, seconds) = conn.fetch_one_as::<(Timestamp, Decimal)>(&other).unwrap();
    assert_eq!(there.to_string(), "2024-10-27 06:15:00.25");
    assert_eq!(seconds.to_string(), "1729989000.250000");
}

/// An interval of hours is a TIME where it is cast to one.
fn times_beyond_a_day(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (v TIME(6))"]);
    let t = table("t");
    let most = 3_020_399_000_000;
    for micros in [0, 1, -1, 86_400_000_000, most, -most] {
        let span = Interval::new(0, 0, micros);
        let time = value(span).cast::<Time>();
        conn.execute(&insert(&t).set("v", time.clone())).unwrap();
        let row = conn.fetch_one_as::<Row>(&select(t.col("v")).from(&t)).unwrap();
        let read = row.get::<Value>(0).unwrap();
        match read {
            Value::Interval(read) => assert_eq!(read, span),
            Value::Time(read) => {
                assert_eq!(i128::from(read.micros_since_midnight()), micros.into())
            }
            other => panic!("{other:?}"),
        }
        let found = select(count_all()).from(&t).filter(t.col("v").eq(time));
        assert_eq!(conn.fetch_one(&found).unwrap(), 1, "{micros}");
        let printed = found.to_sql_literal(conn.dialect()).unwrap();
        assert_eq!(conn.fetch_one_as::<(i64,)>(&sql(&printed)).unwrap(), (1,), "{printed}");
        run(&mut conn, &["DELETE FROM t"]);
    }
    // So is a text, of which MySQL reads `10:11:12` as a date where it is bound.
    for text in ["10:11:12.5", "00:00:00.000002", "-838:59:59", "05:00"] {
        conn.execute(&insert(&t).set("v", text)).unwrap();
        let same = t.col("v").eq(value(text).cast::<Time>());
        let found = select(count_all()).from(&t).filter(same);
        assert_eq!(conn.fetch_one(&found).unwrap(), 1, "{text}");
        let bound = select(count_all()).from(&t).filter(t.col("v").eq(text));
        assert_eq!(conn.fetch_one(&bound).unwrap(), 1, "{text}");
        run(&mut conn, &["DELETE FROM t"]);
    }
    for span in [Interval::new(1, 0, 0), Interval::new(0, 1, 0), Interval::new(0, 0, most + 1)] {
        let add = insert(&t).set("v", value(span).cast::<Time>());
        let error = conn.execute(&add).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error:?}");
        assert!(error.to_string().contains("838:59:59"), "{error}");
    }
}

fn binds_are_cast_before_their_values_are_known(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE v (id INT, n DECIMAL(65, 30))"]);
    let v = table("v");
    for (cond, most) in
        [(v.col("n").eq(bind("d").typed::<Decimal>()), 35), (v.col("n").eq(bind("d")), 15)]
    {
        let q = select(v.col("id")).from(&v).filter(cond);
        let mut q = conn.compile(&q).unwrap();
        q.bind("d", "1".repeat(most).parse::<Decimal>().unwrap()).unwrap();
        assert!(conn.fetch_all(&q).unwrap().is_empty());
        q.bind("d", "1".repeat(most + 1).parse::<Decimal>().unwrap()).unwrap();
        assert_eq!(conn.fetch_all(&q).unwrap_err().kind(), Parameter, "{}", q.sql());
    }
}

/// MySQL would convert to the type that a parameter had when the statement ran first.
fn parameters_keep_their_types(db: &Database) {
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (s VARCHAR(9))", "INSERT INTO t VALUES ('é'), ('007')"]);
    let values = [
        Value::from(1),
        Value::from(1.5),
        Value::from("é"),
        Value::from(u64::MAX),
        Value::from("007"),
        Value::NULL,
        Value::from("2024-01-01 00:00:00.5".parse::<Timestamp>().unwrap()),
        Value::from("01:00:00.5".parse::<Time>().unwrap()),
    ];
    for first in &values {
        for second in &values {
            for value in [first, second] {
                let q = select(Expr::<Any>::new(Node::value(value.clone())));
                let found = conn.fetch_one(&q).unwrap();
                assert!(
                    found == *value || found.is_null() && value.is_null(),
                    "{first:?}, {value:?}: {found:?}"
                );
                let least = Expr::<Any>::new(Node::value(value.clone()));
                let q = select(col("s")).from(table("t")).filter(col("s").gt(least));
                let rows = conn.fetch_all(&q).unwrap().len();
                if *value == Value::from("007") {
                    assert_eq!(rows, 1, "{first:?}, {value:?}");
                }
            }
        }
    }
}
