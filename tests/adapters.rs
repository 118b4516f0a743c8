//! Other crates' types in tables, conditions, arithmetic and rows, on a database.
#![cfg(all(
    feature = "bigdecimal",
    feature = "chrono",
    feature = "jiff",
    feature = "macros",
    feature = "rust_decimal",
    feature = "serde_json",
    feature = "time",
    feature = "uuid",
))]
#![allow(clippy::unwrap_used, reason = "this is a test")]
#![allow(clippy::needless_borrows_for_generic_args, reason = "references are what is tried")]

use std::ops::Bound;

use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::value::JsonOf;
use aludel_sqlite::Sqlite;
use bigdecimal::BigDecimal;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Settings {
    theme: String,
}

#[derive(Clone, Debug, PartialEq, SqlValue)]
struct Birthday(NaiveDate);

// Families: values of any crate stand for them.
aludel::table! {
    const VISIT = "visit" {
        id: Uuid [primary_key],
        day: Date,
        hour: Nullable<Time>,
        local: Timestamp,
        at: TimestampTz,
        took: Interval,
        price: Decimal(10, 2),
        note: Json,
    }
}

// Types of other crates as columns' types, which rows then have.
aludel::table! {
    const PERSON = "person" {
        id: uuid::Uuid [primary_key],
        born: Birthday,
        married: Nullable<chrono::NaiveDate>,
        seen: chrono::DateTime<chrono::Utc>,
        rate: BigDecimal,
        settings: JsonOf<Settings>,
        extra: serde_json::Value,
    }
}

#[derive(Debug, PartialEq, FromRow)]
struct Visit {
    id: uuid::Uuid,
    day: NaiveDate,
    hour: Option<NaiveTime>,
    local: NaiveDateTime,
    at: DateTime<Utc>,
    took: TimeDelta,
    price: rust_decimal::Decimal,
    note: serde_json::Value,
}

fn visit() -> Visit {
    let local: NaiveDateTime = "2024-02-29T12:30:00.000000001".parse().unwrap();
    Visit {
        id: uuid::Uuid::from_u128(7),
        day: local.date(),
        hour: None,
        local,
        at: local.and_utc(),
        took: TimeDelta::seconds(90),
        price: rust_decimal::Decimal::new(1250, 2),
        note: json!({"tags": ["new"]}),
    }
}

fn open() -> aludel::engine::Engine {
    let engine = Engine::open(&Sqlite, "sqlite::memory:").unwrap();
    engine.connect().unwrap().create_all(&[VISIT.into(), PERSON.into()]).unwrap();
    engine
}

#[test]
fn rows_of_families_are_read_as_any_crates_types() -> aludel::Result<()> {
    let engine = open();
    let mut conn = engine.connect()?;
    let visit = visit();
    conn.execute(
        &insert(VISIT)
            .set(VISIT.id, visit.id)
            .set(VISIT.day, visit.day)
            .set(VISIT.hour, visit.hour)
            .set(VISIT.local, visit.local)
            .set(VISIT.at, visit.at)
            .set(VISIT.took, visit.took)
            .set(VISIT.price, visit.price)
            .set(VISIT.note, &visit.note),
    )?;
    let all = select(VISIT.all()).from(VISIT);
    assert_eq!(conn.fetch_all_as::<Visit>(&all)?, [visit]);

    let times = select((VISIT.day, VISIT.local, VISIT.at, VISIT.took)).from(VISIT);
    let (day, local, at, took): (
        time::Date,
        time::PrimitiveDateTime,
        time::OffsetDateTime,
        time::Duration,
    ) = conn.fetch_one_as(&times)?;
    assert_eq!((day, took), (local.date(), time::Duration::seconds(90)));
    assert_eq!(at, local.assume_utc());
    let (day, local, at, took): (
        jiff::civil::Date,
        jiff::civil::DateTime,
        jiff::Timestamp,
        jiff::Span,
    ) = conn.fetch_one_as(&times)?;
    assert_eq!((day, took.get_minutes()), (local.date(), 1));
    assert_eq!(at.subsec_nanosecond(), 1);
    Ok(())
}

#[test]
fn values_stand_in_conditions_by_value_and_by_reference() -> aludel::Result<()> {
    let Visit { id, day, hour, local, at, took, price, note } = visit();
    let offset: DateTime<FixedOffset> = at.fixed_offset();
    let jiff_at = jiff::Timestamp::UNIX_EPOCH;
    let zoned = jiff_at.to_zoned(jiff::tz::TimeZone::UTC);
    let big: BigDecimal = "1.5".parse().unwrap();
    let conditions = [
        VISIT.id.eq(id),
        VISIT.id.in_([id, id]),
        VISIT.id.in_(&vec![id]),
        VISIT.day.gt(day),
        VISIT.day.between(&day, time::Date::MAX),
        VISIT.day.lt(jiff::civil::date(2024, 1, 1)),
        VISIT.hour.eq(hour),
        VISIT.hour.eq(&hour),
        VISIT.local.ge(local),
        VISIT.at.gt(at),
        VISIT.at.gt(&offset),
        VISIT.at.gt(Some(at)),
        VISIT.at.gt(time::OffsetDateTime::UNIX_EPOCH),
        VISIT.at.gt(jiff_at),
        VISIT.at.gt(zoned),
        VISIT.took.lt(took),
        VISIT.note.eq(&note),
        VISIT.note.eq(JsonOf(Settings { theme: "dark".into() })),
        VISIT.price.gt(price),
        (VISIT.price * price).gt(&big),
        count_all().gt(price),
        count_all().lt(&big),
        (VISIT.price + &big).gt(big.clone()),
        col("any").eq(at),
        sql!("{VISIT.day} = {day}").typed::<Bool>().eq(true),
    ];
    for condition in conditions {
        select(VISIT.id).from(VISIT).filter(condition).to_sql(&Ansi)?;
    }
    let _: Expr<Decimal> = case(VISIT.day.gt(day), price).otherwise(&big);
    let mut q = select(VISIT.id).filter(VISIT.day.eq(bind("day"))).to_sql(&Ansi)?;
    q.bind("day", day)?;
    assert_eq!(q.params(), [Value::from(day)]);
    Ok(())
}

#[test]
fn columns_may_be_of_other_crates_types() -> aludel::Result<()> {
    let engine = open();
    let mut conn = engine.connect()?;
    let visit = visit();
    let rate: BigDecimal = "0.1234567890123456789012345678901234567890".parse().unwrap();
    let settings = JsonOf(Settings { theme: "dark".into() });
    conn.execute(
        &insert(PERSON)
            .columns((
                PERSON.id,
                PERSON.born,
                PERSON.married,
                PERSON.seen,
                PERSON.rate,
                PERSON.settings,
                PERSON.extra,
            ))
            .values((
                visit.id,
                Birthday(visit.day),
                Some(visit.day),
                visit.at,
                &rate,
                &settings,
                json!([]),
            )),
    )?;
    let q = select((PERSON.born, PERSON.married, PERSON.seen, PERSON.rate, PERSON.settings))
        .filter(PERSON.id.eq(visit.id))
        .filter(PERSON.seen.le(visit.at))
        .filter(PERSON.rate.eq(&rate));
    let rows = conn.fetch_all(&q)?;
    assert_eq!(rows, [(Birthday(visit.day), Some(visit.day), visit.at, rate, settings)]);
    Ok(())
}

#[test]
fn ranges_of_them_are_ranges() {
    let nights = table("stay").col("nights").typed::<Range<Date>>();
    let day = |day| NaiveDate::from_ymd_opt(2024, 3, day).unwrap();
    let find =
        select(nights.lower_bound()).filter(nights.overlaps(day(1)..day(5)).or(nights.has(day(9))));
    // They are PostgreSQL's, whose own tests run such.
    assert_eq!(find.to_sql(&Ansi).unwrap_err().kind(), aludel::ErrorKind::Unsupported);
    let range = aludel::value::Range::from(day(1)..=day(5));
    let ours = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(range, (ours("2024-03-01")..=ours("2024-03-05")).into());
    assert_eq!(range.bounds().unwrap(), (Bound::Included(day(1)), Bound::Included(day(5))));
    let late = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_999_999_999).unwrap();
    let refused = Value::from(aludel::value::Range::from(..day(1).and_time(late)));
    assert!(matches!(refused, Value::Refused(_)), "{refused:?}");
}

#[test]
fn what_is_refused_runs_nowhere() {
    let leap = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_000_000_000).unwrap();
    let says = "\"23:59:60\" is not a time: it is in a leap second, which no database keeps";
    let q = select(VISIT.id).filter(VISIT.hour.eq(leap));
    let bound = select(VISIT.id).filter(VISIT.hour.eq(bind("hour")));
    let literal = select(literal(leap).label("x"));
    for error in [
        q.to_sql(&Ansi).unwrap_err(),
        q.to_sql_literal(&Sqlite).unwrap_err(),
        literal.to_sql(&Ansi).unwrap_err(),
        literal.to_sql(&Sqlite).unwrap_err(),
        bound.to_sql(&Ansi).unwrap().bind("hour", leap).map(|_| ()).unwrap_err(),
        open().connect().unwrap().compile(&bound).unwrap().bind("hour", leap).unwrap_err(),
    ] {
        assert_eq!(error.kind(), aludel::ErrorKind::Parameter);
        assert!(error.to_string().contains(says), "{error}");
    }
}
