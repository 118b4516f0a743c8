//! Dates, times and intervals.

use aludel::ErrorKind::{Data, Parameter, Unsupported};
use aludel::prelude::*;
use aludel::value::Kind;

use super::parsed;
use crate::case::{BOUND, Case, Group, Order, Step, case};
use crate::database::{ALL, BUT_POSTGRES, MYSQLS, POSTGRES, SQLITE};

const LITERAL: &[Step] = &[Step::Literal];
const STORE: &[Step] = &[Step::Store];

const SQLITE_YEARS: &str = "SQLite's dates are of the years 0 to 9999";
const MYSQL_YEARS: &str = "dates are of the years 1 to 9999";
const MYSQL_YEARS_PRINTED: &str = "the years are 1 to 9999";
const POSTGRES_YEARS: &str = "PostgreSQL's dates end at 4714-11-24 BC and 5874897-12-31";

/// A year that SQLite does not store.
fn not_on_sqlite(case: Case) -> Case {
    case.refused(SQLITE, BOUND, Parameter, SQLITE_YEARS).refused(
        SQLITE,
        LITERAL,
        Unsupported,
        SQLITE_YEARS,
    )
}

/// A year that MySQL does not store.
fn not_on_mysql(case: Case) -> Case {
    case.refused(MYSQLS, BOUND, Parameter, MYSQL_YEARS).refused(
        MYSQLS,
        LITERAL,
        Unsupported,
        MYSQL_YEARS_PRINTED,
    )
}

fn not_on_postgres(case: Case) -> Case {
    case.refused(POSTGRES, BOUND, Parameter, POSTGRES_YEARS).refused(
        POSTGRES,
        LITERAL,
        Data,
        "out of range",
    )
}

/// A time that is finer than most store.
fn nanoseconds(case: Case) -> Case {
    case.refused(POSTGRES, BOUND, Parameter, "PostgreSQL stores microseconds: round it first")
        .refused(POSTGRES, LITERAL, Data, "finer than a microsecond")
        .refused(MYSQLS, BOUND, Parameter, "finer than a microsecond")
        .refused(MYSQLS, LITERAL, Unsupported, "finer than a microsecond")
}

pub(super) fn dates() -> Group {
    let column = SqlType::Date;
    let date = |name, text: &str| case(name, &SqlType::Date, parsed::<Date>(text));
    let far = |case| not_on_sqlite(not_on_mysql(case));
    Group {
        kind: Kind::Date,
        rust: "`Date`, `chrono::NaiveDate`, `time::Date`, `jiff::civil::Date`",
        cases: vec![
            not_on_postgres(far(case("Date::MIN", &column, Date::MIN))),
            far(date("4714-11-24 BC", "-4713-11-24")),
            far(date("44-03-15 BC", "-0043-03-15")),
            not_on_mysql(date("1-02-29 BC", "0000-02-29")),
            date("0001-01-01", "0001-01-01"),
            date("1970-01-01", "1970-01-01"),
            date("2024-02-29", "2024-02-29"),
            date("9999-12-31", "9999-12-31"),
            far(date("10000-01-01", "+10000-01-01")),
            far(date("5874897-12-31", "+5874897-12-31")),
            not_on_postgres(far(case("Date::MAX", &column, Date::MAX))),
        ],
        columns: vec![column],
        instead: vec![],
        sample: parsed::<Date>("2024-02-29"),
        plain: vec![(SQLITE, Kind::Text)],
        declared: vec![],
        unordered: vec![],
        notes: &[
            "PostgreSQL's `infinity` and MySQL's zero dates (`0000-00-00`) are errors on decode: no \
             date is equal to them.",
        ],
    }
}

pub(super) fn times() -> Group {
    let time = |name, text: &str| case(name, &SqlType::Time, parsed::<Time>(text));
    Group {
        kind: Kind::Time,
        rust: "`Time`, `chrono::NaiveTime`, `time::Time`, `jiff::civil::Time`",
        cases: vec![
            time("00:00:00", "00:00:00"),
            time("00:00:00.000001", "00:00:00.000001"),
            time("12:34:56", "12:34:56"),
            time("12:34:56.5", "12:34:56.5"),
            time("23:59:59.999999", "23:59:59.999999"),
            nanoseconds(time("23:59:59.999999999", "23:59:59.999999999")),
        ],
        columns: vec![SqlType::Time],
        instead: vec![],
        sample: parsed::<Time>("12:34:56.5"),
        plain: vec![(SQLITE, Kind::Text)],
        declared: vec![],
        unordered: vec![],
        notes: &[
            "There is no leap second: `23:59:60` is no time of a day, and neither is `24:00:00`, \
             which PostgreSQL stores; reading that is an error.",
            "A `TIME` of MariaDB or MySQL that is negative or beyond 24 hours is read as an interval.",
        ],
    }
}

pub(super) fn timestamps() -> Group {
    let column = SqlType::Timestamp;
    let at = |name, text: &str| case(name, &SqlType::Timestamp, parsed::<Timestamp>(text));
    let far = |case| not_on_sqlite(not_on_mysql(case));
    Group {
        kind: Kind::Timestamp,
        rust: "`Timestamp`, `chrono::NaiveDateTime`, `time::PrimitiveDateTime`, \
               `jiff::civil::DateTime`",
        cases: vec![
            far(at("4714-11-24 BC", "-4713-11-24 00:00:00")),
            far(at("44-03-15 BC", "-0043-03-15 12:00:00.000001")),
            at("0001-01-01", "0001-01-01 00:00:00"),
            at("1969-12-31 23:59:59.999999", "1969-12-31 23:59:59.999999"),
            at("1970-01-01", "1970-01-01 00:00:00"),
            at("2024-02-29 12:34:56.5", "2024-02-29 12:34:56.5"),
            nanoseconds(at("2024-02-29 12:34:56.500000001", "2024-02-29 12:34:56.500000001")),
            at("9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"),
            far(at("294276-12-31 23:59:59.999999", "+294276-12-31 23:59:59.999999")),
            not_on_postgres(far(at("294277-01-01", "+294277-01-01 00:00:00"))),
        ],
        columns: vec![column],
        instead: vec![],
        sample: parsed::<Timestamp>("2024-02-29 12:34:56.5"),
        plain: vec![(SQLITE, Kind::Text)],
        declared: vec![],
        unordered: vec![],
        notes: &["PostgreSQL's `infinity` is an error on decode."],
    }
}

pub(super) fn instants() -> Group {
    let column = SqlType::TimestampTz;
    let at = |name, text: &str| case(name, &SqlType::TimestampTz, parsed::<TimestampTz>(text));
    let far = |case| not_on_sqlite(not_on_mysql(case));
    let outside = |case: Case| case.refused(MYSQLS, STORE, Data, "Incorrect datetime value");
    Group {
        kind: Kind::TimestampTz,
        rust: "`TimestampTz`, `chrono::DateTime<Utc>`, `time::OffsetDateTime`, `jiff::Timestamp`",
        cases: vec![
            far(at("44-03-15 BC", "-0043-03-15 12:00:00Z")),
            outside(at("0001-01-01", "0001-01-01 00:00:00Z")),
            outside(at("1970-01-01", "1970-01-01 00:00:00Z")),
            at("1970-01-01 00:00:01", "1970-01-01 00:00:01Z"),
            // The hour that is skipped, and the one that is twice, in most of Europe.
            at("2024-03-31 03:30:00.25+02:00", "2024-03-31 03:30:00.25+02:00"),
            at("2024-10-27 02:30:00+02:00", "2024-10-27 02:30:00+02:00"),
            at("2024-10-27 02:30:00+01:00", "2024-10-27 02:30:00+01:00"),
            nanoseconds(at("2024-10-27 01:30:00.000000001", "2024-10-27 01:30:00.000000001Z")),
            at("2038-01-19 03:14:07.999999", "2038-01-19 03:14:07.999999Z"),
            outside(at("2038-01-19 03:14:08", "2038-01-19 03:14:08Z")),
            outside(at("9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999Z")),
            far(at("10000-01-01", "+10000-01-01 00:00:00Z")),
        ],
        columns: vec![column],
        instead: vec![],
        sample: parsed::<TimestampTz>("2024-02-29 12:34:56.5+01:00"),
        plain: vec![(SQLITE, Kind::Text), (MYSQLS, Kind::Timestamp)],
        declared: vec![],
        unordered: vec![],
        notes: &[
            "An instant is stored without the offset that it was given with, and comes back as UTC. \
             Sessions of MariaDB and MySQL have the time zone UTC.",
        ],
    }
}

pub(super) fn intervals() -> Group {
    let column = SqlType::Interval;
    let span = |name, months, days, micros| {
        case(name, &SqlType::Interval, Interval::new(months, days, micros))
    };
    let infinite = "takes it for infinity";
    let month = "a month is taken for 30 days";
    let parts = "an interval is equal to one of the same parts";
    Group {
        kind: Kind::Interval,
        rust: "`Interval`, `chrono::Duration`, `std::time::Duration`, `time::Duration`, \
               `jiff::Span`, `jiff::SignedDuration`",
        cases: vec![
            span("the least", i32::MIN, i32::MIN, i64::MIN)
                .refused(POSTGRES, BOUND, Parameter, infinite)
                .refused(POSTGRES, LITERAL, Data, infinite),
            span("-14 months 3 days", -14, 3, 0),
            span("-1 day and an hour", 0, -1, 3_600_000_000),
            span("-1 microsecond", 0, 0, -1),
            span("none", 0, 0, 0),
            span("1 microsecond", 0, 0, 1),
            span("1 month", 1, 0, 0).finds(POSTGRES, &["1 month", "30 days"], month).finds(
                BUT_POSTGRES,
                &["1 month"],
                parts,
            ),
            span("30 days", 0, 30, 0)
                .tie(ALL)
                .finds(POSTGRES, &["1 month", "30 days"], month)
                .finds(BUT_POSTGRES, &["30 days"], parts),
            span("838:59:59.999999", 0, 0, 3_020_399_999_999),
            span("i64::MAX microseconds", 0, 0, i64::MAX),
            span("the largest", i32::MAX, i32::MAX, i64::MAX)
                .refused(POSTGRES, BOUND, Parameter, infinite)
                .refused(POSTGRES, LITERAL, Data, infinite),
        ],
        columns: vec![column],
        instead: vec![],
        sample: Value::from(Interval::new(14, -3, 5_000_000)),
        plain: vec![(BUT_POSTGRES, Kind::Text)],
        declared: vec![(MYSQLS, Kind::Text)],
        unordered: vec![(BUT_POSTGRES, Order::Refused("they are stored as text"))],
        notes: &["Months, days and microseconds are kept apart, each with its sign."],
    }
}
