//! Dates and times of `chrono`.
//!
//! An instant ([`DateTime`] of any time zone) is stored without its offset, and read in UTC.
//! chrono's leap seconds (`23:59:60`) are refused, for no database keeps them. A [`TimeDelta`]
//! is an interval of microseconds; what is finer is refused, and so are months and days when
//! one is read, since they have no fixed length.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//! use chrono::{DateTime, NaiveDate, TimeZone, Utc};
//!
//! let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
//! let at = Utc.with_ymd_and_hms(2024, 2, 29, 12, 30, 0).unwrap();
//!
//! let visit = table("visit");
//! let since = select_from(&visit).filter(visit.col("day").ge(day));
//! assert_eq!(since.to_sql(&Sqlite)?.params(), [Value::from(day)]);
//!
//! let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
//! let row: (NaiveDate, DateTime<Utc>) = conn.fetch_one_as(&select((value(day), value(at))))?;
//! assert_eq!(row, (day, at));
//! # Ok::<(), aludel::Error>(())
//! ```

use ::chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone,
    Timelike, Utc,
};

use super::exact::{adapted, read};
use super::temporal;
use crate::schema::SqlType;
use crate::value::{
    Date, DecodeError, FromValue, Interval, ParseError, Time, Timestamp, TimestampTz, ValueRef,
};

/// chrono counts days from 0000-12-31.
const EPOCH: i64 = 719_163;

adapted! {
    NaiveDate => Date, SqlType::Date;
    NaiveTime => Time, SqlType::Time;
    NaiveDateTime => Timestamp, SqlType::Timestamp;
    TimeDelta => Interval, SqlType::Interval;
}
adapted!(@into [Tz: TimeZone] DateTime<Tz> => TimestampTz);
adapted!(@column [] DateTime<Utc> => TimestampTz, SqlType::TimestampTz);
adapted!(@column [] DateTime<FixedOffset> => TimestampTz, SqlType::TimestampTz);

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Date::from_days(i64::from(date.num_days_from_ce()) - EPOCH)
    }
}

impl TryFrom<Date> for NaiveDate {
    type Error = ParseError;

    fn try_from(date: Date) -> Result<Self, ParseError> {
        NaiveDate::from_ymd_opt(date.year(), date.month().into(), date.day().into()).ok_or_else(
            || {
                let why = "its years are -262143 to 262142";
                ParseError::new("a chrono::NaiveDate", &date.to_string(), why)
            },
        )
    }
}

/// The nanosecond, unless it is one of a leap second: chrono counts on from a billion in these.
fn nanosecond(time: NaiveTime) -> Result<u32, ParseError> {
    if time.nanosecond() < 1_000_000_000 {
        Ok(time.nanosecond())
    } else {
        let why = "it is in a leap second, which no database keeps";
        Err(ParseError::new("a time", &time.to_string(), why))
    }
}

/// Fails for a leap second.
impl TryFrom<NaiveTime> for Time {
    type Error = ParseError;

    fn try_from(time: NaiveTime) -> Result<Self, ParseError> {
        let seconds = time.num_seconds_from_midnight();
        Ok(temporal::time(seconds.into(), nanosecond(time)?))
    }
}

impl From<Time> for NaiveTime {
    fn from(time: Time) -> Self {
        let nanos = time.nanos_since_midnight().cast_signed();
        // It wraps at midnight, which a time of day doesn't reach.
        NaiveTime::MIN.overflowing_add_signed(TimeDelta::nanoseconds(nanos)).0
    }
}

/// Fails for a leap second.
impl TryFrom<NaiveDateTime> for Timestamp {
    type Error = ParseError;

    fn try_from(at: NaiveDateTime) -> Result<Self, ParseError> {
        Ok(Timestamp::new(at.date().into(), at.time().try_into()?))
    }
}

impl TryFrom<Timestamp> for NaiveDateTime {
    type Error = ParseError;

    fn try_from(at: Timestamp) -> Result<Self, ParseError> {
        Ok(NaiveDate::try_from(at.date())?.and_time(at.time().into()))
    }
}

/// Fails for a leap second. The offset is not kept.
impl<Tz: TimeZone> TryFrom<DateTime<Tz>> for TimestampTz {
    type Error = ParseError;

    fn try_from(at: DateTime<Tz>) -> Result<Self, ParseError> {
        let nanosecond = nanosecond(at.naive_utc().time())?;
        Ok(TimestampTz::from_utc(temporal::timestamp(at.timestamp(), nanosecond)))
    }
}

impl TryFrom<TimestampTz> for DateTime<Utc> {
    type Error = ParseError;

    fn try_from(at: TimestampTz) -> Result<Self, ParseError> {
        Ok(NaiveDateTime::try_from(at.utc())?.and_utc())
    }
}

/// In UTC.
impl TryFrom<TimestampTz> for DateTime<FixedOffset> {
    type Error = ParseError;

    fn try_from(at: TimestampTz) -> Result<Self, ParseError> {
        DateTime::<Utc>::try_from(at).map(|at| at.fixed_offset())
    }
}

/// Reads an instant in UTC.
#[diagnostic::do_not_recommend]
impl FromValue for DateTime<Utc> {
    fn from_value(cell: ValueRef<'_>) -> Result<Self, DecodeError> {
        read::<TimestampTz, _>(cell)
    }
}

/// Reads an instant in UTC.
#[diagnostic::do_not_recommend]
impl FromValue for DateTime<FixedOffset> {
    fn from_value(cell: ValueRef<'_>) -> Result<Self, DecodeError> {
        read::<TimestampTz, _>(cell)
    }
}

/// Fails for what is finer than a microsecond, or longer than some 292,000 years.
impl TryFrom<TimeDelta> for Interval {
    type Error = ParseError;

    fn try_from(span: TimeDelta) -> Result<Self, ParseError> {
        temporal::interval(span.num_seconds(), span.subsec_nanos())
    }
}

/// Fails for an interval with months or days.
impl TryFrom<Interval> for TimeDelta {
    type Error = ParseError;

    fn try_from(interval: Interval) -> Result<Self, ParseError> {
        temporal::microseconds(interval, "a chrono::TimeDelta").map(TimeDelta::microseconds)
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact::tests::{is_refused, is_unreadable, round_trip};
    use super::*;
    use crate::value::{IntoValue, Value};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
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
            (NaiveDate::MIN, "-262143-01-01"),
            (NaiveDate::MAX, "+262142-12-31"),
        ] {
            round_trip(&date, text);
        }
        is_unreadable::<NaiveDate>(ValueRef::Date(Date::MAX), "is not a chrono::NaiveDate");
        is_unreadable::<NaiveDate>(ValueRef::Text("-262144-12-31"), "-262143 to 262142");
        is_unreadable::<NaiveDate>(ValueRef::Int(1), "an integer can't be read as a date");
    }

    #[test]
    fn times_and_timestamps() {
        for (nano, text) in [
            ((0, 0, 0, 0), "00:00:00"),
            ((0, 0, 0, 1), "00:00:00.000000001"),
            ((12, 30, 5, 120_000_000), "12:30:05.12"),
            ((23, 59, 59, 999_999_999), "23:59:59.999999999"),
        ] {
            let time = NaiveTime::from_hms_nano_opt(nano.0, nano.1, nano.2, nano.3).unwrap();
            round_trip(&time, text);
            for (date, day) in [(day(1, 1, 1), "0001-01-01"), (day(9999, 12, 31), "9999-12-31")] {
                round_trip(&date.and_time(time), &format!("{day} {text}"));
                let utc = date.and_time(time).and_utc();
                round_trip(&utc, &format!("{day} {text}+00:00"));
                round_trip(&utc.fixed_offset(), &format!("{day} {text}+00:00"));
            }
        }
        let (min, max) = (NaiveDateTime::MIN, NaiveDateTime::MAX);
        round_trip(&min, "-262143-01-01 00:00:00");
        round_trip(&max, "+262142-12-31 23:59:59.999999999");
        is_unreadable::<NaiveTime>(ValueRef::Text("24:00"), "the hour must be");
        is_unreadable::<NaiveDateTime>(ValueRef::Timestamp(Timestamp::MAX), "NaiveDate");
        is_unreadable::<DateTime<Utc>>(ValueRef::TimestampTz(TimestampTz::MIN), "NaiveDate");
        is_unreadable::<DateTime<FixedOffset>>(ValueRef::Text("soon"), "timestamp with time zone");
    }

    #[test]
    fn an_offset_is_no_part_of_an_instant() {
        let offset = FixedOffset::west_opt(5 * 3600 + 1800).unwrap();
        let at = offset.with_ymd_and_hms(9999, 12, 31, 20, 30, 0).unwrap();
        let value = at.into_value();
        assert_eq!(format!("{value:?}"), "+10000-01-01 02:00:00+00:00");
        let read = DateTime::<FixedOffset>::from_value(value.lend()).unwrap();
        assert_eq!((read, read.offset().local_minus_utc()), (at, 0));
    }

    #[test]
    fn leap_seconds_are_refused() {
        let time = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_000_000_000).unwrap();
        let says = "\"23:59:60\" is not a time: it is in a leap second";
        is_refused(time, says);
        is_refused(day(2016, 12, 31).and_time(time), says);
        is_refused(day(2016, 12, 31).and_time(time).and_utc(), says);
        let end = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_999_999_999).unwrap();
        is_refused(end, "23:59:60.999999999");
        assert_eq!(
            Value::from(end),
            Value::Refused(Time::try_from(end).unwrap_err().to_string().into())
        );
    }

    #[test]
    fn spans() {
        for (span, text) in [
            (TimeDelta::zero(), "PT0S"),
            (TimeDelta::microseconds(-1), "PT-0.000001S"),
            (TimeDelta::microseconds(-1_500_000), "PT-1.5S"),
            (TimeDelta::days(1), "PT24H"),
            (TimeDelta::microseconds(i64::MAX), "PT2562047788H54.775807S"),
            (TimeDelta::microseconds(i64::MIN), "PT-2562047788H-54.775808S"),
        ] {
            round_trip(&span, text);
        }
        is_refused(TimeDelta::nanoseconds(1), "\"1 ns\" is not an interval: it is finer than");
        is_refused(TimeDelta::nanoseconds(-1001), "\"-1001 ns\"");
        is_refused(TimeDelta::microseconds(i64::MAX) + TimeDelta::microseconds(1), "64 bits");
        is_refused(TimeDelta::MIN, "64 bits");
        is_unreadable::<TimeDelta>(ValueRef::Text("P1D"), "\"P1D\" is not a chrono::TimeDelta");
        is_unreadable::<TimeDelta>(ValueRef::Interval(Interval::new(1, 0, 0)), "no fixed length");
    }
}
