//! Values in and out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ErrorKind;
use aludel::ast::Node;
use aludel::prelude::*;
use aludel::value::Kind;
use common::{Database, int, on_both, run, sql};

on_both! {
    every_value_comes_back,
    values_without_a_column_come_back,
    what_cannot_be_stored_is_refused,
    types_of_the_server_are_read,
    parameters_keep_their_types,
}

/// A table with a column of each type.
fn every_type() -> Table {
    Table::build("v")
        .primary_key("id", SqlType::BigInt)
        .nullable("bool", SqlType::Boolean)
        .nullable("small", SqlType::SmallInt)
        .nullable("int", SqlType::Integer)
        .nullable("big", SqlType::BigInt)
        .nullable("uint", SqlType::UnsignedBigInt)
        .nullable("real", SqlType::Real)
        .nullable("float", SqlType::Double)
        .nullable("decimal", SqlType::Decimal(Some((65, 30))))
        .nullable("whole", SqlType::Decimal(Some((65, 0))))
        .nullable("char", SqlType::Char(3))
        .nullable("varchar", SqlType::Varchar(20))
        .nullable("text", SqlType::Text)
        .nullable("bytes", SqlType::Blob)
        .nullable("date", SqlType::Date)
        .nullable("time", SqlType::Time)
        .nullable("timestamp", SqlType::Timestamp)
        .nullable("timestamptz", SqlType::TimestampTz)
        .nullable("interval", SqlType::Interval)
        .nullable("uuid", SqlType::Uuid)
        .nullable("json", SqlType::Json)
        .finish()
}

fn edges() -> Vec<(&'static str, Value)> {
    let big = "-12345678901234567890123456789012345.123456789012345678901234567890";
    let decimal = |text: &str| Value::from(text.parse::<Decimal>().unwrap());
    let mut values = vec![
        ("bool", Value::from(true)),
        ("bool", Value::from(false)),
        ("small", Value::from(i16::MIN)),
        ("int", Value::from(i32::MAX)),
        ("big", Value::from(i64::MIN)),
        ("big", Value::from(i64::MAX)),
        ("big", Value::from(-1)),
        ("big", Value::from(0)),
        ("uint", Value::from(u64::MAX)),
        ("uint", Value::from(1_u64 << 63)),
        ("real", Value::from(0.1_f32)),
        ("real", Value::from(f32::MAX)),
        ("float", Value::from(0.1)),
        ("float", Value::from(f64::MAX)),
        ("float", Value::from(f64::MIN_POSITIVE)),
        ("float", Value::from(-1.0e-300)),
        ("float", Value::from(9_007_199_254_740_993_f64)),
        ("decimal", decimal(big)),
        ("decimal", decimal("0.000000000000000000000000000001")),
        ("whole", decimal(&"9".repeat(65))),
        ("char", Value::from("é漢a")),
        ("varchar", Value::from("trailing  ")),
        ("text", Value::from("")),
        ("text", Value::from("a\0b")),
        ("text", Value::from("'\"\\%_é\u{1F9EA}\r\n\t\u{1a}`")),
        ("text", Value::from("x".repeat(1 << 20))),
        ("text", Value::from("007")),
        ("bytes", Value::from(&b""[..])),
        ("bytes", Value::from((0..=255).collect::<Vec<u8>>())),
        ("bytes", Value::from(vec![0xff; 1 << 20])),
        ("json", Value::from(Json::from_text(r#"{"a": [1, "é\\\"", null]}"#))),
    ];
    for text in ["0001-01-01", "2024-02-29", "9999-12-31"] {
        values.push(("date", Value::from(text.parse::<Date>().unwrap())));
    }
    for text in ["00:00:00", "23:59:59.999999", "12:34:56.5"] {
        values.push(("time", Value::from(text.parse::<Time>().unwrap())));
    }
    for text in ["0001-01-01 00:00:00", "2024-02-29 12:00:00.000001", "9999-12-31 23:59:59.999999"]
    {
        values.push(("timestamp", Value::from(text.parse::<Timestamp>().unwrap())));
    }
    for text in ["1970-01-01 00:00:01Z", "2024-03-31 01:30:00.25Z", "2038-01-19 03:14:07Z"] {
        values.push(("timestamptz", Value::from(text.parse::<TimestampTz>().unwrap())));
    }
    for text in ["PT0S", "P1Y2M-3DT4H5M-6.7S", "P-178956970Y-8M-2147483648D"] {
        values.push(("interval", Value::from(text.parse::<Interval>().unwrap())));
    }
    for bytes in [[0; 16], [0xff; 16], *b"0123456789abcdef"] {
        values.push(("uuid", Value::from(Uuid::from_bytes(bytes))));
    }
    values
}

/// Reads a cell as the type of the value that went in.
fn read_like(row: &Row, value: &Value) -> Value {
    let null = || row.get::<Value>(0).unwrap();
    match value.kind() {
        _ if value.is_null() => null(),
        Kind::Bool => row.get::<bool>(0).unwrap().into(),
        Kind::Int => row.get::<i64>(0).unwrap().into(),
        Kind::UInt => row.get::<u64>(0).unwrap().into(),
        Kind::Float => row.get::<f64>(0).unwrap().into(),
        Kind::Decimal => row.get::<Decimal>(0).unwrap().into(),
        Kind::Text => row.get::<String>(0).unwrap().into(),
        Kind::Bytes => row.get::<Vec<u8>>(0).unwrap().into(),
        Kind::Date => row.get::<Date>(0).unwrap().into(),
        Kind::Time => row.get::<Time>(0).unwrap().into(),
        Kind::Timestamp => row.get::<Timestamp>(0).unwrap().into(),
        Kind::TimestampTz => row.get::<TimestampTz>(0).unwrap().into(),
        Kind::Interval => row.get::<Interval>(0).unwrap().into(),
        Kind::Uuid => row.get::<Uuid>(0).unwrap().into(),
        Kind::Json => row.get::<Json>(0).unwrap().into(),
        kind => panic!("{kind:?}"),
    }
}

fn every_value_comes_back(db: &Database) {
    let mut conn = db.connect();
    let v = every_type();
    conn.create_all(&[(&v).into()]).unwrap();
    for (id, (column, value)) in (1_i64..).zip(edges()) {
        conn.execute(&insert(&v).set("id", id).set(column, value.clone())).unwrap();
        let q = select(v.col(column)).from(&v).filter(v.col("id").eq(id));
        let row = conn.fetch_one_as::<Row>(&q).unwrap();
        let back = read_like(&row, &value);
        if let (Value::Decimal(a), Value::Decimal(b)) = (&value, &back) {
            assert!(a.numeric_cmp(b).is_eq(), "{column}: {a} is {b}");
        } else {
            assert_eq!(back, value, "{column}");
        }
        // Its literal is the same value; where a float is of 32 bits nothing equals it.
        if !["real", "json"].contains(&column) && value != Value::from("a\0b") {
            let same = v.col(column).eq(Expr::<Any>::new(Node::literal(value.clone())));
            let q = select(v.col("id").typed::<Int>()).from(&v).filter(same);
            let found = conn.fetch_all(&q).unwrap_or_else(|e| panic!("{column}: {e:?}"));
            assert!(
                found.contains(&id),
                "{column}: {value:?} is not {}",
                q.to_sql(conn.dialect()).unwrap()
            );
        }
        // Bound, it is found.
        if column != "real" && column != "json" {
            let q =
                select(v.col("id").typed::<Int>()).from(&v).filter(v.col(column).eq(value.clone()));
            assert!(conn.fetch_all(&q).unwrap().contains(&id), "{column}: {value:?}");
        }
    }
    for column in v.def().columns.iter().skip(1) {
        let null = Value::Null(column.ty.kind());
        conn.execute(&insert(&v).set("id", 1000).set(column.name.as_str(), null)).unwrap();
        let q = select(v.col(column.name.as_str())).from(&v).filter(v.col("id").eq(1000));
        assert!(conn.fetch_one(&q).unwrap().is_null());
        conn.execute(&delete(&v).filter(v.col("id").eq(1000))).unwrap();
    }
}

fn values_without_a_column_come_back(db: &Database) {
    let mut conn = db.connect();
    for (column, value) in edges() {
        if column == "bool" || matches!(&value, Value::Json(_)) && db.mariadb {
            continue;
        }
        let q = select(Expr::<Any>::new(Node::value(value.clone())));
        if let Value::TimestampTz(at) = value {
            assert_eq!(conn.fetch_one_as::<(TimestampTz,)>(&q).unwrap(), (at,));
            continue;
        }
        let row = conn.fetch_one_as::<Row>(&q).unwrap();
        let back = read_like(&row, &value);
        assert_eq!(back, value, "{column}");
        if matches!(value.kind(), Kind::Interval | Kind::Uuid) {
            continue;
        }
        // What is read without a type is what went in.
        let found = row.get::<Value>(0).unwrap();
        if let (Value::UInt(a), Value::Int(b)) = (&value, &found) {
            assert_eq!(i128::from(*a), i128::from(*b));
        } else {
            assert_eq!(found, value, "{column}");
        }
    }
}

fn what_cannot_be_stored_is_refused(db: &Database) {
    let mut conn = db.connect();
    let v = every_type();
    conn.create_all(&[(&v).into()]).unwrap();
    let decimal = |text: &str| Value::from(text.parse::<Decimal>().unwrap());
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    for (column, value, kind) in [
        ("float", Value::from(f64::NAN), ErrorKind::Parameter),
        ("float", Value::from(f64::INFINITY), ErrorKind::Parameter),
        ("real", Value::from(1e300), ErrorKind::Data),
        ("decimal", decimal("NaN"), ErrorKind::Parameter),
        ("decimal", decimal(&"1".repeat(66)), ErrorKind::Parameter),
        ("decimal", decimal(&format!("0.{}", "1".repeat(31))), ErrorKind::Parameter),
        ("decimal", decimal(&"1".repeat(36)), ErrorKind::Data),
        ("small", Value::from(40_000), ErrorKind::Data),
        ("big", Value::from(u64::MAX), ErrorKind::Data),
        ("uint", Value::from(-1), ErrorKind::Data),
        ("char", Value::from("four"), ErrorKind::Data),
        ("varchar", Value::from("x".repeat(21)), ErrorKind::Data),
        ("text", Value::from(&b"\xff"[..]), ErrorKind::Data),
        ("int", Value::from("x"), ErrorKind::Data),
        ("time", Value::from("12:00:00.0000001".parse::<Time>().unwrap()), ErrorKind::Parameter),
        ("timestamp", Value::from(at("2024-01-01 00:00:00.000000001")), ErrorKind::Parameter),
        ("timestamp", Value::from(at("-0001-01-01 00:00:00")), ErrorKind::Parameter),
        ("date", Value::from("+10000-01-01".parse::<Date>().unwrap()), ErrorKind::Parameter),
        ("date", Value::from("0000-01-01".parse::<Date>().unwrap()), ErrorKind::Parameter),
        (
            "timestamptz",
            Value::from("1969-01-01 00:00:00Z".parse::<TimestampTz>().unwrap()),
            ErrorKind::Data,
        ),
    ] {
        let add = insert(&v).set("id", 1).set(column, value.clone());
        let error = match conn.execute(&add) {
            Err(error) => error,
            Ok(_) => panic!("{column} took {value:?}"),
        };
        assert_eq!(error.kind(), kind, "{column}, {value:?}: {error:?}");
    }
    assert_eq!(int(&mut conn, "SELECT count(*) FROM v"), 0);
    // A bind is cast before its value is known.
    for (cond, most) in [
        (v.col("decimal").eq(bind("d").typed::<Decimal>()), 35),
        (v.col("decimal").eq(bind("d")), 15),
    ] {
        let q = select(v.col("id")).from(&v).filter(cond);
        let mut q = conn.compile(&q).unwrap();
        q.bind("d", "1".repeat(most).parse::<Decimal>().unwrap()).unwrap();
        assert!(conn.fetch_all(&q).unwrap().is_empty());
        q.bind("d", "1".repeat(most + 1).parse::<Decimal>().unwrap()).unwrap();
        assert_eq!(conn.fetch_all(&q).unwrap_err().kind(), ErrorKind::Parameter, "{}", q.sql());
    }
}

fn types_of_the_server_are_read(db: &Database) {
    let mut conn = db.connect();
    run(
        &mut conn,
        &[
            "CREATE TABLE s (en ENUM('a', 'b'), st SET('x', 'y'), b1 BIT, b9 BIT(9), b64 BIT(64), \
             y YEAR, t TIME(3), ti TINYINT UNSIGNED, m MEDIUMINT, bi BINARY(3), vb VARBINARY(5), \
             l1 VARCHAR(5) CHARACTER SET latin1, tb TINYBLOB, mt MEDIUMTEXT, d DATE, dt DATETIME, \
             bo BOOLEAN, n NUMERIC(10, 2))",
            "INSERT INTO s VALUES ('b', 'x,y', 1, 257, 18446744073709551615, 2024, '-838:59:58.5', \
             200, -8000000, 'a', 'a', 'é', 'b', 'c', '2024-02-29', '2024-02-29 01:02:03', 1, -0.50)",
        ],
    );
    let row = conn.fetch_one(&sql("SELECT * FROM s")).unwrap();
    let at = |name: &str| row.get::<Value>(name).unwrap();
    for (name, value) in [
        ("en", Value::from("b")),
        ("st", Value::from("x,y")),
        ("b1", Value::from(true)),
        ("b9", Value::from(257)),
        ("b64", Value::from(u64::MAX)),
        ("y", Value::from(2024)),
        ("t", Value::from(Interval::new(0, 0, -3_020_398_500_000))),
        ("ti", Value::from(200)),
        ("m", Value::from(-8_000_000)),
        ("bi", Value::from(&b"a\0\0"[..])),
        ("vb", Value::from(&b"a"[..])),
        ("l1", Value::from("é")),
        ("tb", Value::from(&b"b"[..])),
        ("mt", Value::from("c")),
        ("d", Value::from("2024-02-29".parse::<Date>().unwrap())),
        ("dt", Value::from("2024-02-29 01:02:03".parse::<Timestamp>().unwrap())),
        ("bo", Value::from(true)),
        ("n", Value::from("-0.50".parse::<Decimal>().unwrap())),
    ] {
        assert_eq!(at(name), value, "{name}");
    }
    assert!(row.get::<Time>("t").is_err());
    run(
        &mut conn,
        &["SET sql_mode = ''", "UPDATE s SET d = '0000-00-00', dt = '2024-00-10 00:00:00'"],
    );
    for column in ["d", "dt"] {
        let error = conn.fetch_one(&sql(&format!("SELECT {column} FROM s"))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains("is no date"), "{error}");
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
