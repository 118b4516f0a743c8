//! COPY … FROM STDIN: rows of every kind come back as they went, and a row that fails is named.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind as Kind;
use aludel::prelude::*;
use common::{Database, int, run, sql};

aludel::table! {
    const ITEM = "item" {
        id: Integer [primary_key],
        code: Varchar(40) [unique],
        n: Nullable<Integer>,
    }
}

fn items() -> aludel::typed::Insert<(Int, Text, Int)> {
    insert(ITEM).columns((ITEM.id, ITEM.code, ITEM.n))
}

fn rows(ids: std::ops::Range<i64>) -> impl Iterator<Item = (i64, String, Option<i64>)> {
    ids.map(|id| (id, format!("code {id}"), (id % 3 != 0).then_some(id)))
}

#[test]
fn rows_are_copied() {
    let db = Database::new();
    let mut conn = db.connect();
    conn.create_all(&[ITEM.into()]).unwrap();
    assert_eq!(conn.copy_in(&items(), rows(0..0)).unwrap(), 0);
    assert_eq!(conn.copy_in(&items(), rows(0..50_000)).unwrap(), 50_000);
    let q = select((count_all(), sum(ITEM.id), count(ITEM.n), min(ITEM.code))).from(ITEM);
    let found = conn.fetch_one(&q).unwrap();
    assert_eq!(found, (50_000, Some(1_249_975_000), 33_333, Some("code 0".to_owned())));
    // In a transaction like any statement.
    let mut tx = conn.begin().unwrap();
    assert_eq!(tx.copy_in(&items(), rows(50_000..50_010)).unwrap(), 10);
    tx.rollback().unwrap();
    assert_eq!(int(&mut conn, "SELECT count(*) FROM item"), 50_000);
}

/// Whatever an INSERT stores, COPY stores too.
#[test]
fn values_of_every_kind() {
    let db = Database::new();
    let mut conn = db.connect();
    run(
        &mut conn,
        &[
            "CREATE TYPE mood AS ENUM ('sad', 'happy')",
            "CREATE TABLE t (b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, \
             n numeric, t text, c char(3), j json, jb jsonb, u uuid, d date, tm time, \
             ts timestamp, tz timestamptz, iv interval, by bytea, m mood, \"odd\"\"name\" text)",
            "CREATE TABLE copied (LIKE t)",
        ],
    );
    let names = [
        "b",
        "i2",
        "i4",
        "i8",
        "f4",
        "f8",
        "n",
        "t",
        "c",
        "j",
        "jb",
        "u",
        "d",
        "tm",
        "ts",
        "tz",
        "iv",
        "by",
        "m",
        "odd\"name",
    ];
    let values: Vec<Value> = vec![
        true.into(),
        (-7).into(),
        70_000.into(),
        i64::MIN.into(),
        0.5.into(),
        1e300.into(),
        "-12345678901234567890.000120".parse::<Decimal>().unwrap().into(),
        "Jóga\t\\N".into(),
        "ab".into(),
        Json::from_text(r#"{"a": [1, null]}"#).into(),
        Json::from_text(r#"{"a": [1, null]}"#).into(),
        "6f9619ff-8b86-d011-b42d-00c04fc964ff".parse::<Uuid>().unwrap().into(),
        "2024-02-29".parse::<Date>().unwrap().into(),
        "23:59:59.999999".parse::<Time>().unwrap().into(),
        "1582-10-15 00:00:00".parse::<Timestamp>().unwrap().into(),
        "2024-02-29 12:00:00Z".parse::<TimestampTz>().unwrap().into(),
        "P1Y2M3DT4H5M6.789S".parse::<Interval>().unwrap().into(),
        Value::from(vec![0_u8, 255, 10]),
        "happy".into(),
        "x".into(),
    ];
    let nulls = vec![Value::NULL; names.len()];
    let into = |name| insert(table(name)).columns(names.to_vec());
    let rows = || vec![values.clone(), nulls.clone()];
    assert_eq!(conn.copy_in(&into("copied"), rows()).unwrap(), 2);
    conn.execute(&into("t").rows(rows())).unwrap();
    let differ = "SELECT count(*) FROM (SELECT whole::text FROM t whole EXCEPT ALL SELECT whole::text FROM copied whole) x";
    assert_eq!(int(&mut conn, "SELECT count(*) FROM copied"), 2);
    assert_eq!(int(&mut conn, differ), 0);
}

/// Numbers of every size and scale.
#[test]
fn decimals() {
    let db = Database::new();
    let mut conn = db.connect();
    run(&mut conn, &["CREATE TABLE t (i int, n numeric)"]);
    let texts = [
        "0",
        "0.00",
        "1",
        "-1",
        "9999",
        "10000",
        "10001.0001",
        "0.0001",
        "0.00010",
        "-0.00000001",
        "100000000",
        "123456789012345678901234567890.12345678901234567890",
        "-5000.5",
    ];
    let rows = (0_i64..).zip(texts.map(|text| text.parse::<Decimal>().unwrap()));
    conn.copy_in(&insert(table("t")).columns(("i", "n")), rows).unwrap();
    let t = table("t");
    let found = conn.fetch_all(&select(t.col("n").cast::<Text>()).from(&t).order_by(t.col("i")));
    assert_eq!(found.unwrap(), texts);
}

#[test]
fn a_row_that_fails_is_named_and_nothing_is_there() {
    let db = Database::new();
    let mut conn = db.connect();
    conn.create_all(&[ITEM.into()]).unwrap();
    let twice = rows(0..20_000).chain([(7, "again".to_owned(), None)]).chain(rows(20_001..90_000));
    let error = conn.copy_in(&items(), twice).unwrap_err();
    assert_eq!((error.kind(), error.row()), (Kind::Unique, Some(20_000)), "{error:?}");
    assert_eq!(error.constraint(), Some("item_pkey"));
    // What can't be sent stops the copy on our side.
    let big = rows(0..5_000).chain([(1 << 40, "big".to_owned(), None)]);
    let error = conn.copy_in(&items(), big).unwrap_err();
    assert_eq!((error.kind(), error.row()), (Kind::Parameter, Some(5_000)), "{error:?}");
    let uneven = insert(table("item")).columns(vec!["id", "code"]);
    let error = conn.copy_in(&uneven, vec![vec!["1", "2"], vec!["3"]]).unwrap_err();
    assert_eq!(error.row(), Some(0), "a text is no int4: {error:?}");
    assert_eq!(int(&mut conn, "SELECT count(*) FROM item"), 0);
    assert_eq!(conn.copy_in(&items(), rows(0..10)).unwrap(), 10);
}

#[test]
fn mistakes_are_told_before_a_row_is_asked_for() {
    let db = Database::new();
    let mut conn = db.connect();
    conn.create_all(&[ITEM.into()]).unwrap();
    let missing = insert(table("nothing")).columns(vec!["id"]);
    let error = conn.copy_in(&missing, [vec![1]]).unwrap_err();
    assert_eq!(error.kind(), Kind::Missing, "{error:?}");
    let returning = items().returning(ITEM.id);
    let error = conn.copy_in(&returning, rows(0..1)).unwrap_err();
    assert_eq!(error.kind(), Kind::Invalid, "{error:?}");
    run(
        &mut conn,
        &["CREATE DOMAIN small AS int CHECK (VALUE < 10)", "CREATE TABLE d (x small[])"],
    );
    let of_user = insert(table("d")).columns(vec!["x"]);
    let error = conn.copy_in(&of_user, [vec!["{1}"]]).unwrap_err();
    assert_eq!(error.kind(), Kind::Unsupported, "{error:?}");
    assert_eq!(int(&mut conn, "SELECT 1"), 1);
}

/// Rows that panic leave a connection that works.
#[test]
fn a_copy_that_is_left_halfway() {
    let db = Database::new();
    let mut conn = db.connect();
    conn.create_all(&[ITEM.into()]).unwrap();
    let left = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let rows = rows(0..10_000).inspect(|row| assert!(row.0 < 9_000, "enough"));
        let _ = conn.copy_in(&items(), rows);
    }));
    assert!(left.is_err());
    assert_eq!(conn.fetch_scalar(&select(count_all()).from(ITEM)).unwrap(), 0);
    assert!(conn.execute(&sql("COPY item FROM STDIN")).is_err());
    assert_eq!(conn.copy_in(&items(), rows(0..10)).unwrap(), 10);
}
