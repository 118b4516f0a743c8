//! Values on SQLite: printed and bound, they are the same, and what goes in comes out.

use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::{Options, Sql};
use aludel::value::{Json, Kind};
use aludel_sqlite::Sqlite;

const TEXTS: [&str; 24] = [
    "",
    " ",
    "it's",
    "''",
    "'",
    "\"quoted\"",
    "`ticks`",
    "back\\slash",
    "\\",
    "\\'",
    "\\0123",
    "new\nline\r\nand\ttab",
    "\u{1a}",
    "\u{8}\u{7f}\u{1b}",
    "%_[]*?!",
    "; DROP TABLE artist; --",
    "/* comment */ -- comment",
    "? ?1 :name @name $1 {} %s",
    "Jóga ß İ ǆ",
    "日本語 🎸 \u{200b}\u{feff}",
    "e\u{301} é",
    "\u{202e}right to left",
    "x'00'",
    "NULL",
];

/// Values of every kind that SQLite holds, edges included.
fn values() -> aludel::Result<Vec<Value>> {
    let mut values: Vec<Value> = TEXTS.iter().map(|text| (*text).into()).collect();
    values.extend(["\0", "a\0b", "\u{0}123", "it's\0''"].map(Value::from));
    values.extend([Value::NULL, true.into(), false.into()]);
    values.extend([0, 1, -1, i64::MAX, i64::MIN, i64::from(u32::MAX)].map(Value::from));
    values.extend([0_u64, 7, i64::MAX.unsigned_abs()].map(Value::from));
    values.extend(
        [0.0, 0.1, -1.5, 1e16, 1e300, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1.0 / 3.0]
            .map(Value::from),
    );
    values.extend([f64::INFINITY, f64::NEG_INFINITY].map(Value::from));
    for decimal in ["0", "1.50", "-0.001", "12345678901234567890.12345678901234567890"] {
        values.push(decimal.parse::<Decimal>()?.into());
    }
    values.push(Vec::<u8>::new().into());
    values.push((0..=u8::MAX).collect::<Vec<_>>().into());
    for date in ["2024-02-29", "0001-01-01", "9999-12-31"] {
        values.push(date.parse::<Date>()?.into());
    }
    values.push("23:59:59.999999".parse::<Time>()?.into());
    values.push("00:00:00".parse::<Time>()?.into());
    values.push("2024-02-29 12:34:56.789".parse::<Timestamp>()?.into());
    values.push("2024-02-29 12:34:56+02:00".parse::<TimestampTz>()?.into());
    values.push(Interval::new(14, -3, 1_500_000).into());
    values.push(Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef).into());
    values.push(Json::from_text(r#"{"it's": ["\\", "\"", null]}"#).into());
    Ok(values)
}

/// The cells of all rows; NULLs lose their kind, so that rows compare.
fn fetch(conn: &mut PooledConnection, sql: &Sql) -> aludel::Result<Vec<Vec<Value>>> {
    let plain = |value: &Value| if value.is_null() { Value::NULL } else { value.clone() };
    let rows = aludel::testing::fetch(conn, sql)?;
    Ok(rows.iter().map(|row| row.values().iter().map(plain).collect()).collect())
}

fn memory() -> aludel::Result<PooledConnection> {
    Engine::open(&Sqlite, "sqlite::memory:")?.connect()
}

/// In the database, a literal is what a parameter is: the same value of the same class, to the
/// last bit.
#[test]
fn literals_are_what_parameters_are() -> aludel::Result<()> {
    let mut conn = memory()?;
    for v in values()? {
        let query = select((
            literal(v.clone()).is_not_distinct_from(value(v.clone())),
            func("typeof", literal(v.clone())),
            func("typeof", value(v.clone())),
            func("hex", literal(v.clone())),
            func("hex", value(v.clone())),
            literal(v.clone()),
            value(v.clone()),
        ));
        let sql = query.to_sql(&Sqlite)?;
        let rows = fetch(&mut conn, &sql)?;
        let [same, class, bound_class, hex, bound_hex, literal, bound] = &rows[0][..] else {
            panic!("seven columns")
        };
        assert_eq!((class, hex, literal), (bound_class, bound_hex, bound), "{v:?}: {sql}");
        if !matches!(v, Value::Decimal(_)) {
            assert_eq!(*same, Value::Int(1), "{v:?}: {sql}");
        }
    }
    Ok(())
}

/// The whole statement printed is the statement bound.
#[test]
fn statements_printed() -> aludel::Result<()> {
    let mut conn = memory()?;
    let all = values()?;
    let query = select(all.iter().map(|v| value(v.clone())).collect::<Vec<_>>());
    let printed = query.to_sql_with(&Sqlite, Options { literal: true, ..Options::default() })?;
    assert!(printed.params().is_empty());
    assert_eq!(printed.text(), query.to_sql_literal(&Sqlite)?);
    let bound = query.to_sql(&Sqlite)?;
    assert_eq!(bound.params(), all);
    assert_eq!(fetch(&mut conn, &printed)?, fetch(&mut conn, &bound)?);
    Ok(())
}

/// What goes in comes out, of every type.
#[test]
fn round_trips() -> aludel::Result<()> {
    let types = [
        (Kind::Bool, SqlType::Boolean),
        (Kind::Int, SqlType::BigInt),
        (Kind::Float, SqlType::Double),
        (Kind::Decimal, SqlType::Decimal(None)),
        (Kind::Text, SqlType::Text),
        (Kind::Bytes, SqlType::Blob),
        (Kind::Date, SqlType::Date),
        (Kind::Time, SqlType::Time),
        (Kind::Timestamp, SqlType::Timestamp),
        (Kind::TimestampTz, SqlType::TimestampTz),
        (Kind::Interval, SqlType::Interval),
        (Kind::Uuid, SqlType::Uuid),
        (Kind::Json, SqlType::Json),
    ];
    let mut build = Table::build("everything");
    for (kind, ty) in &types {
        build = build.nullable(kind.name(), ty.clone());
    }
    let everything = build.finish();
    let mut conn = memory()?;
    conn.create_all(&[(&everything).into()])?;
    let mut count = 0;
    for v in values()? {
        let Some((kind, _)) = types.iter().find(|(kind, _)| *kind == v.kind()) else { continue };
        let column = everything.col(kind.name());
        conn.execute(&insert(&everything).set(kind.name(), v.clone()))?;
        let read = conn.fetch_one(&select(vec![column.clone()]).from(&everything))?;
        assert_eq!(read.values(), std::slice::from_ref(&v), "{kind:?}");
        let found = select(count_all()).from(&everything).filter(column.eq(value(v.clone())));
        assert_eq!(conn.fetch_scalar(&found)?, 1, "{v:?} finds itself");
        conn.execute(&delete(&everything).all_rows())?;
        count += 1;
    }
    assert!(count > 50);
    Ok(())
}

/// A NaN would be stored as NULL, and a negative zero as zero.
#[test]
fn floats_that_would_change_are_refused() {
    let mut conn = memory().unwrap();
    for float in [f64::NAN, -0.0] {
        let error = conn.fetch_all(&select(value(float))).unwrap_err();
        assert_eq!(error.kind(), aludel::ErrorKind::Parameter, "{error:?}");
    }
}

/// u64::MAX stored as -1, and u64 into NUMERIC stored as 0.
#[test]
fn large_unsigned_integers_change() -> aludel::Result<()> {
    let amount = Table::build("amount")
        .nullable("n", SqlType::BigInt)
        .nullable("d", SqlType::Decimal(Some((20, 0))))
        .finish();
    let mut conn = memory()?;
    conn.create_all(&[(&amount).into()])?;
    for column in ["n", "d"] {
        let error = conn.execute(&insert(&amount).set(column, u64::MAX)).unwrap_err();
        assert_eq!(error.kind(), aludel::ErrorKind::Parameter, "{error:?}");
    }
    let literal_error = select(literal(u64::MAX)).to_sql(&Sqlite).unwrap_err();
    assert_eq!(literal_error.kind(), aludel::ErrorKind::Unsupported, "{literal_error:?}");

    conn.execute(&insert(&amount).set("d", Decimal::from(u64::MAX)).set("n", 7_u64))?;
    let row = conn.fetch_one(&select_from(&amount))?;
    assert_eq!(row.values(), [Value::Int(7), Value::Decimal(u64::MAX.into())]);
    Ok(())
}

#[test]
fn decimals_through_f64() -> aludel::Result<()> {
    let exact: Decimal = "12345678901234567890.123456789012345678901234567890".parse()?;
    let amount = Table::build("amount").column("d", SqlType::Decimal(None)).finish();
    let mut conn = memory()?;
    conn.create_all(&[(&amount).into()])?;
    conn.execute(&insert(&amount).set("d", &exact))?;
    let found = select(amount.col("d").typed::<Decimal>()).filter(amount.col("d").eq(&exact));
    assert_eq!(conn.fetch_scalar(&found)?, exact);
    let above = select(count_all()).from(&amount).filter(amount.col("d").gt(value(exact.clone())));
    assert_eq!(conn.fetch_scalar(&above)?, 0);
    Ok(())
}
