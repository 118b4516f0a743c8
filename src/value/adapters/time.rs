//! Dates and times of `time`.
//!
//! An [`OffsetDateTime`] is stored without its offset, and read in UTC. A [`Duration`] is an
//! interval of microseconds; what is finer is refused, and so are months and days when one is
//! read, since they have no fixed length.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//! use time::{Month, OffsetDateTime};
//!
//! let day = time::Date::from_calendar_date(2024, Month::February, 29).unwrap();
//! let at = OffsetDateTime::from_unix_timestamp(1_709_209_800).unwrap();
//!
//! let visit = table("visit");
//! let since = select_from(&visit).filter(visit.col("day").ge(day));
//! assert_eq!(since.to_sql(&Sqlite)?.params(), [Value::from(day)]);
//!
//! let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
//! let row: (time::Date, OffsetDateTime) =
//!     conn.fetch_one_as(&select((value(day), value(at))))?;
//! assert_eq!(row, (day, at));
//! # Ok::<(), aludel::Error>(())
//! ```

use ::time::{Duration, OffsetDateTime, PrimitiveDateTime, UtcDateTime};

use super::exact::adapted;
use super::temporal;
use crate::schema::SqlType;
use crate::value::{Date, Interval, ParseError, Time, Timestamp, TimestampTz};

/// The Julian day of 1970-01-01.
const EPOCH: i64 = 2_440_588;

/// They have a feature for years of six digits.
const YEARS: &str = "its years are -9999 to 9999, or -999999 to 999999 with `large-dates`";

adapted! {
    ::time::Date => Date, SqlType::Date;
    ::time::Time => Time, SqlType::Time;
    PrimitiveDateTime => Timestamp, SqlType::Timestamp;
    OffsetDateTime => TimestampTz, SqlType::TimestampTz;
    UtcDateTime => TimestampTz, SqlType::TimestampTz;
    Duration => Interval, SqlType::Interval;
}

impl From<::time::Date> for Date {
    fn from(date: ::time::Date) -> Self {
        Date::from_days(i64::from(date.to_julian_day()) - EPOCH)
    }
}

impl TryFrom<Date> for ::time::Date {
    type Error = ParseError;

    fn try_from(date: Date) -> Result<Self, ParseError> {
        let day = i32::try_from(date.days_since_epoch() + EPOCH).ok();
        day.and_then(|day| ::time::Date::from_julian_day(day).ok())
            .ok_or_else(|| ParseError::new("a time::Date", &date.to_string(), YEARS))
    }
}

impl From<::time::Time> for Time {
    fn from(time: ::time::Time) -> Self {
        let (hour, minute, second, nanosecond) = time.as_hms_nano();
        let seconds = (u64::from(hour) * 60 + u64::from(minute)) * 60 + u64::from(second);
        temporal::time(seconds, nanosecond)
    }
}

impl From<Time> for ::time::Time {
    fn from(time: Time) -> Self {
        // It wraps at midnight, which a time of day doesn't reach.
        ::time::Time::MIDNIGHT + std::time::Duration::from_nanos(time.nanos_since_midnight())
    }
}

impl From<PrimitiveDateTime> for Timestamp {
    fn from(at: PrimitiveDateTime) -> Self {
        Timestamp::new(at.date().into(), at.time().into())
    }
}

impl TryFrom<Timestamp> for PrimitiveDateTime {
    type Error = ParseError;

    fn try_from(at: Timestamp) -> Result<Self, ParseError> {
        Ok(PrimitiveDateTime::new(at.date().try_into()?, at.time().into()))
    }
}

/// The offset is not kept.
impl From<OffsetDateTime> for TimestampTz {
    fn from(at: OffsetDateTime) -> Self {
        // `to_offset(UTC)` would panic where UTC is in a year beyond theirs.
        TimestampTz::from_utc(temporal::timestamp(at.unix_timestamp(), at.nanosecond()))
    }
}

/// In UTC.
impl TryFrom<TimestampTz> for OffsetDateTime {
    type Error = ParseError;

    fn try_from(at: TimestampTz) -> Result<Self, ParseError> {
        OffsetDateTime::from_unix_timestamp_nanos(at.unix_nanos())
            .map_err(|_| ParseError::new("a time::OffsetDateTime", &at.to_string(), YEARS))
    }
}

impl From<UtcDateTime> for TimestampTz {
    fn from(at: UtcDateTime) -> Self {
        TimestampTz::from_utc(temporal::timestamp(at.unix_timestamp(), at.nanosecond()))
    }
}

impl TryFrom<TimestampTz> for UtcDateTime {
    type Error = ParseError;

    fn try_from(at: TimestampTz) -> Result<Self, ParseError> {
        UtcDateTime::from_unix_timestamp_nanos(at.unix_nanos())
            .map_err(|_| ParseError::new("a time::UtcDateTime", &at.to_string(), YEARS))
    }
}

/// Fails for what is finer than a microsecond, or longer than some 292,000 years.
impl TryFrom<Duration> for Interval {
    type Error = ParseError;

    fn try_from(span: Duration) -> Result<Self, ParseError> {
        temporal::interval(span.whole_seconds(), span.subsec_nanoseconds())
    }
}

/// Fails for an interval with months or days.
impl TryFrom<Interval> for Duration {
    type Error = ParseError;

    fn try_from(interval: Interval) -> Result<Self, ParseError> {
        temporal::microseconds(interval, "a time::Duration").map(Duration::microseconds)
    }
}

#[cfg(test)]
mod tests {
    use ::time::{Month, UtcOffset};

    use super::super::exact::tests::{is_refused, is_unreadable, round_trip};
    use super::*;
    use crate::value::{FromValue, IntoValue, ValueRef};

    fn day(year: i32, month: u8, day: u8) -> ::time::Date {
        ::time::Date::from_calendar_date(year, Month::try_from(month).unwrap(), day).unwrap()
    }

    #[test]
    fn dates() {
        for (date, text) in [
            (day(1, 1, 1), "0001-01-01"),
            (day(0, 12, 31), "0000-12-31"),
            (day(-44, 3, 15), "-0044-03-15"),
            (day(1969, 12, 31), "1969-12-31"),
            (day(1970, 1, 1), "1970-01-01"),
            (day(2000, 2, 29), "2000-02-29"),
            (day(9999, 12, 31), "9999-12-31"),
            (day(-9999, 1, 1), "-9999-01-01"),
        ] {
            round_trip(&date, text);
        }
        for date in [::time::Date::MIN, ::time::Date::MAX] {
            assert_eq!(::time::Date::from_value(date.into_value().lend()), Ok(date));
        }
        is_unreadable::<::time::Date>(ValueRef::Date(Date::MAX), "is not a time::Date");
        is_unreadable::<::time::Date>(ValueRef::Text("+1000000-01-01"), "-9999 to 9999");
        is_unreadable::<::time::Date>(ValueRef::Bool(true), "a boolean can't be read as a date");
    }

    #[test]
    fn times_and_timestamps() {
        for ((hour, minute, second, nano), text) in [
            ((0, 0, 0, 0), "00:00:00"),
            ((0, 0, 0, 1), "00:00:00.000000001"),
            ((12, 30, 5, 120_000_000), "12:30:05.12"),
            ((23, 59, 59, 999_999_999), "23:59:59.999999999"),
        ] {
            let time = ::time::Time::from_hms_nano(hour, minute, second, nano).unwrap();
            round_trip(&time, text);
            for (date, day) in [
                (day(-9999, 1, 1), "-9999-01-01"),
                (day(1, 1, 1), "0001-01-01"),
                (day(9999, 12, 31), "9999-12-31"),
            ] {
                let at = PrimitiveDateTime::new(date, time);
                round_trip(&at, &format!("{day} {text}"));
                round_trip(&at.assume_utc(), &format!("{day} {text}+00:00"));
                round_trip(&UtcDateTime::new(date, time), &format!("{day} {text}+00:00"));
            }
        }
        is_unreadable::<::time::Time>(ValueRef::Text("23:59:60"), "the second must be");
        is_unreadable::<PrimitiveDateTime>(ValueRef::Timestamp(Timestamp::MIN), "time::Date");
        is_unreadable::<OffsetDateTime>(ValueRef::TimestampTz(TimestampTz::MAX), "OffsetDateTime");
        is_unreadable::<UtcDateTime>(ValueRef::TimestampTz(TimestampTz::MAX), "UtcDateTime");
    }

    #[test]
    fn an_offset_is_no_part_of_an_instant() {
        let offset = UtcOffset::from_hms(-5, -30, -1).unwrap();
        let local = ::time::Time::from_hms_nano(20, 30, 0, 5).unwrap();
        for (date, text) in [
            (day(1969, 12, 31), "1970-01-01 02:00:01.000000005+00:00"),
            // In a year beyond theirs.
            (day(9999, 12, 31), "+10000-01-01 02:00:01.000000005+00:00"),
        ] {
            let at = PrimitiveDateTime::new(date, local).assume_offset(offset);
            assert_eq!(format!("{:?}", at.into_value()), text);
        }
        let at = PrimitiveDateTime::new(day(1969, 12, 31), local).assume_offset(offset);
        let read = OffsetDateTime::from_value(at.into_value().lend()).unwrap();
        assert_eq!((read, read.offset()), (at, UtcOffset::UTC));
    }

    #[test]
    fn spans() {
        for (span, text) in [
            (Duration::ZERO, "PT0S"),
            (Duration::microseconds(-1), "PT-0.000001S"),
            (Duration::microseconds(-1_500_000), "PT-1.5S"),
            (Duration::DAY, "PT24H"),
            (Duration::microseconds(i64::MAX), "PT2562047788H54.775807S"),
            (Duration::microseconds(i64::MIN), "PT-2562047788H-54.775808S"),
        ] {
            round_trip(&span, text);
        }
        is_refused(Duration::NANOSECOND, "finer than a microsecond");
        is_refused(Duration::nanoseconds(-1001), "\"-1001 ns\"");
        is_refused(Duration::MAX, "finer");
        is_refused(Duration::seconds(i64::MIN), "64 bits");
        is_unreadable::<Duration>(ValueRef::Text("P1D"), "\"P1D\" is not a time::Duration");
        is_unreadable::<Duration>(ValueRef::Interval(Interval::new(1, 0, 0)), "no fixed length");
    }
}
