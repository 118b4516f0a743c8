//! Dates and times of `jiff`.
//!
//! A [`Zoned`] is stored as its instant, without the time zone; it is read as a
//! [`jiff::Timestamp`], since no database has kept the zone.
//!
//! A [`Span`] is an interval: years count as 12 months and weeks as 7 days, as everywhere, and
//! what is smaller than a day as microseconds; nanoseconds are refused. It has one sign, so an
//! interval with several is no span. A [`SignedDuration`] is an interval of microseconds; months
//! and days are refused when one is read, since they have no fixed length.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//! use jiff::civil;
//!
//! let day = civil::date(2024, 2, 29);
//! let at = jiff::Timestamp::from_second(1_709_209_800).unwrap();
//!
//! let visit = table("visit");
//! let since = select_from(&visit).filter(visit.col("day").ge(day));
//! assert_eq!(since.to_sql(&Sqlite)?.params(), [Value::from(day)]);
//!
//! let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
//! let row: (civil::Date, jiff::Timestamp) =
//!     conn.fetch_one_as(&select((value(day), value(at))))?;
//! assert_eq!(row, (day, at));
//! # Ok::<(), aludel::Error>(())
//! ```

use ::jiff::{SignedDuration, Span, Zoned, civil};

use super::exact::adapted;
use super::temporal;
use crate::schema::SqlType;
use crate::value::{Date, Interval, ParseError, Time, Timestamp, TimestampTz};

const EPOCH: civil::Date = civil::date(1970, 1, 1);
const YEARS: &str = "its years are -9999 to 9999";

adapted! {
    civil::Date => Date, SqlType::Date;
    civil::Time => Time, SqlType::Time;
    civil::DateTime => Timestamp, SqlType::Timestamp;
    ::jiff::Timestamp => TimestampTz, SqlType::TimestampTz;
    SignedDuration => Interval, SqlType::Interval;
    Span => Interval, SqlType::Interval;
}
adapted!(@into [] Zoned => TimestampTz);

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Date::from_days(date.duration_since(EPOCH).as_hours() / 24)
    }
}

impl TryFrom<Date> for civil::Date {
    type Error = ParseError;

    fn try_from(date: Date) -> Result<Self, ParseError> {
        i64::checked_mul(date.days_since_epoch(), 24)
            .map(SignedDuration::from_hours)
            .and_then(|since| EPOCH.checked_add(since).ok())
            .ok_or_else(|| ParseError::new("a jiff::civil::Date", &date.to_string(), YEARS))
    }
}

impl From<civil::Time> for Time {
    fn from(time: civil::Time) -> Self {
        let since = time.duration_since(civil::Time::midnight());
        temporal::time(since.as_secs().unsigned_abs(), since.subsec_nanos().unsigned_abs())
    }
}

impl From<Time> for civil::Time {
    fn from(time: Time) -> Self {
        let since = SignedDuration::from_nanos(time.nanos_since_midnight().cast_signed());
        // It wraps at midnight, which a time of day doesn't reach.
        civil::Time::midnight().wrapping_add(since)
    }
}

impl From<civil::DateTime> for Timestamp {
    fn from(at: civil::DateTime) -> Self {
        Timestamp::new(at.date().into(), at.time().into())
    }
}

impl TryFrom<Timestamp> for civil::DateTime {
    type Error = ParseError;

    fn try_from(at: Timestamp) -> Result<Self, ParseError> {
        Ok(civil::Date::try_from(at.date())?.to_datetime(at.time().into()))
    }
}

impl From<::jiff::Timestamp> for TimestampTz {
    fn from(at: ::jiff::Timestamp) -> Self {
        // Theirs are rounded towards the epoch, ours towards the past.
        let (seconds, nanos) = match (at.as_second(), at.subsec_nanosecond()) {
            (seconds, nanos @ ..0) => (seconds - 1, 1_000_000_000 + nanos),
            known => known,
        };
        TimestampTz::from_utc(temporal::timestamp(seconds, nanos.unsigned_abs()))
    }
}

impl TryFrom<TimestampTz> for ::jiff::Timestamp {
    type Error = ParseError;

    fn try_from(at: TimestampTz) -> Result<Self, ParseError> {
        ::jiff::Timestamp::from_nanosecond(at.unix_nanos()).map_err(|_| {
            let why = "it must be -009999-01-02T01:59:59Z to 9999-12-30T22:00:00.999999999Z";
            ParseError::new("a jiff::Timestamp", &at.to_string(), why)
        })
    }
}

/// The time zone is not kept.
impl From<Zoned> for TimestampTz {
    fn from(at: Zoned) -> Self {
        at.timestamp().into()
    }
}

/// Fails for what is finer than a microsecond, or longer than some 292,000 years.
impl TryFrom<SignedDuration> for Interval {
    type Error = ParseError;

    fn try_from(span: SignedDuration) -> Result<Self, ParseError> {
        temporal::interval(span.as_secs(), span.subsec_nanos())
    }
}

/// Fails for an interval with months or days.
impl TryFrom<Interval> for SignedDuration {
    type Error = ParseError;

    fn try_from(interval: Interval) -> Result<Self, ParseError> {
        temporal::microseconds(interval, "a jiff::SignedDuration").map(SignedDuration::from_micros)
    }
}

/// Fails for what is finer than a microsecond.
impl TryFrom<Span> for Interval {
    type Error = ParseError;

    fn try_from(span: Span) -> Result<Self, ParseError> {
        let months = i32::from(span.get_years()) * 12 + span.get_months();
        let days = span.get_weeks() * 7 + span.get_days();
        let minutes = i128::from(span.get_hours()) * 60 + i128::from(span.get_minutes());
        let millis = (minutes * 60 + i128::from(span.get_seconds())) * 1000
            + i128::from(span.get_milliseconds());
        let nanos = (millis * 1000 + i128::from(span.get_microseconds())) * 1000
            + i128::from(span.get_nanoseconds());
        temporal::interval_of_nanos(months, days, nanos)
    }
}

/// Fails for an interval whose parts differ in sign, or that is longer than some 20,000 years.
impl TryFrom<Interval> for Span {
    type Error = ParseError;

    fn try_from(interval: Interval) -> Result<Self, ParseError> {
        let refused = |why| ParseError::new("a jiff::Span", &interval.to_string(), why);
        let (months, days) = (i64::from(interval.months()), i64::from(interval.days()));
        let micros = interval.microseconds();
        let parts = [months, days, micros];
        if parts.iter().any(|part| *part < 0) && parts.iter().any(|part| *part > 0) {
            return Err(refused("its parts differ in sign"));
        }
        let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
        let (minutes, seconds) = (seconds / 60, seconds % 60);
        Span::new()
            .try_years(months / 12)
            .and_then(|span| span.try_months(months % 12))
            .and_then(|span| span.try_days(days))
            .and_then(|span| span.try_hours(minutes / 60))
            .and_then(|span| span.try_minutes(minutes % 60))
            .and_then(|span| span.try_seconds(seconds))
            .and_then(|span| span.try_milliseconds(micros / 1000))
            .and_then(|span| span.try_microseconds(micros % 1000))
            .map_err(|_| refused("it is longer than a span can be"))
    }
}

#[cfg(test)]
mod tests {
    use ::jiff::ToSpan;
    use ::jiff::tz::{Offset, TimeZone};

    use super::super::exact::tests::{is_refused, is_unreadable, round_trip};
    use super::*;
    use crate::value::{FromValue, IntoValue, ValueRef};

    #[test]
    fn dates() {
        for (date, text) in [
            (civil::date(1, 1, 1), "0001-01-01"),
            (civil::date(0, 12, 31), "0000-12-31"),
            (civil::date(-44, 3, 15), "-0044-03-15"),
            (civil::date(1969, 12, 31), "1969-12-31"),
            (civil::date(1970, 1, 1), "1970-01-01"),
            (civil::date(2000, 2, 29), "2000-02-29"),
            (civil::Date::MIN, "-9999-01-01"),
            (civil::Date::MAX, "9999-12-31"),
        ] {
            round_trip(&date, text);
        }
        is_unreadable::<civil::Date>(ValueRef::Date(Date::MAX), "is not a jiff::civil::Date");
        is_unreadable::<civil::Date>(ValueRef::Text("+10000-01-01"), "-9999 to 9999");
        is_unreadable::<civil::Date>(ValueRef::Float(1.0), "a float can't be read as a date");
    }

    #[test]
    fn times_and_timestamps() {
        for (time, text) in [
            (civil::Time::MIN, "00:00:00"),
            (civil::time(0, 0, 0, 1), "00:00:00.000000001"),
            (civil::time(12, 30, 5, 120_000_000), "12:30:05.12"),
            (civil::Time::MAX, "23:59:59.999999999"),
        ] {
            round_trip(&time, text);
            for (date, day) in [
                (civil::Date::MIN, "-9999-01-01"),
                (civil::date(1, 1, 1), "0001-01-01"),
                (civil::Date::MAX, "9999-12-31"),
            ] {
                round_trip(&date.to_datetime(time), &format!("{day} {text}"));
            }
        }
        for (at, text) in [
            (::jiff::Timestamp::MIN, "-9999-01-02 01:59:59+00:00"),
            (
                ::jiff::Timestamp::from_nanosecond(-1).unwrap(),
                "1969-12-31 23:59:59.999999999+00:00",
            ),
            (::jiff::Timestamp::from_nanosecond(1).unwrap(), "1970-01-01 00:00:00.000000001+00:00"),
            (::jiff::Timestamp::MAX, "9999-12-30 22:00:00.999999999+00:00"),
        ] {
            round_trip(&at, text);
        }
        is_unreadable::<civil::Time>(ValueRef::Text("23:59:60"), "the second must be");
        is_unreadable::<civil::DateTime>(ValueRef::Timestamp(Timestamp::MIN), "civil::Date");
        is_unreadable::<::jiff::Timestamp>(
            ValueRef::Text("9999-12-31 00:00:00Z"),
            "is not a jiff::Timestamp: it must be",
        );
    }

    #[test]
    fn a_time_zone_is_no_part_of_an_instant() {
        let zone = TimeZone::fixed(Offset::from_seconds(-19_801).unwrap());
        let at = civil::date(1969, 12, 31).at(20, 30, 0, 5).to_zoned(zone).unwrap();
        let value = at.clone().into_value();
        assert_eq!(format!("{value:?}"), "1970-01-01 02:00:01.000000005+00:00");
        assert_eq!(::jiff::Timestamp::from_value(value.lend()), Ok(at.timestamp()));
    }

    #[test]
    fn durations() {
        for (span, text) in [
            (SignedDuration::ZERO, "PT0S"),
            (SignedDuration::from_micros(-1), "PT-0.000001S"),
            (SignedDuration::from_micros(-1_500_000), "PT-1.5S"),
            (SignedDuration::from_hours(24), "PT24H"),
            (SignedDuration::from_micros(i64::MAX), "PT2562047788H54.775807S"),
            (SignedDuration::from_micros(i64::MIN), "PT-2562047788H-54.775808S"),
        ] {
            round_trip(&span, text);
        }
        is_refused(SignedDuration::from_nanos(-1001), "\"-1001 ns\" is not an interval");
        is_refused(SignedDuration::from_secs(i64::MIN), "64 bits");
        is_unreadable::<SignedDuration>(ValueRef::Text("P1D"), "no fixed length");
    }

    #[test]
    fn spans() {
        for (span, text, read) in [
            (Span::new(), "PT0S", Span::new()),
            (14.months().days(3), "P1Y2M3D", 1.year().months(2).days(3)),
            (1.week().days(1), "P8D", 8.days()),
            (-90.minutes(), "PT-1H-30M", -1.hour().minutes(30)),
            (
                1.year().months(2).weeks(1).hours(4).minutes(5).milliseconds(6700),
                "P1Y2M7DT4H5M6.7S",
                1.year().months(2).days(7).hours(4).minutes(5).seconds(6).milliseconds(700),
            ),
            (-2.days().microseconds(7), "P-2DT-0.000007S", -2.days().microseconds(7)),
            (3_000.nanoseconds(), "PT0.000003S", 3.microseconds()),
        ] {
            let value = span.into_value();
            assert_eq!(format!("{value:?}"), text);
            let found = Span::from_value(value.lend()).unwrap();
            assert_eq!(found.fieldwise(), read.fieldwise(), "{text}");
        }
        for years in [-19_998, 19_998] {
            let span = years.years();
            let found = Span::from_value(span.into_value().lend()).unwrap();
            assert_eq!(found.fieldwise(), span.fieldwise());
        }
        is_refused(1.nanosecond(), "finer than a microsecond");
        is_unreadable::<Span>(ValueRef::Text("P1DT-1S"), "its parts differ in sign");
        for long in [
            Interval::new(i32::MAX, 0, 0),
            Interval::new(0, i32::MIN, 0),
            Interval::new(0, 0, i64::MIN),
        ] {
            is_unreadable::<Span>(ValueRef::Interval(long), "longer than a span can be");
        }
    }
}
