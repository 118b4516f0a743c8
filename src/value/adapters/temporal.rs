//! Arithmetic that the crates of dates and times have in common.

use crate::value::{Date, Interval, ParseError, Time, Timestamp};

const SECONDS_PER_DAY: i64 = 86_400;
const NANOS_PER_SECOND: i128 = 1_000_000_000;

/// The time so many seconds and nanoseconds after midnight, known to be of one day.
pub(super) fn time(seconds: u64, nanosecond: u32) -> Time {
    Time::from_nanos(seconds * 1_000_000_000 + u64::from(nanosecond))
}

/// The timestamp so many seconds after 1970-01-01, rounded down, and the nanoseconds of the
/// second; none of the crates has years that ours do not reach.
pub(super) fn timestamp(seconds: i64, nanosecond: u32) -> Timestamp {
    let date = Date::from_days(seconds.div_euclid(SECONDS_PER_DAY));
    Timestamp::new(date, time(seconds.rem_euclid(SECONDS_PER_DAY).unsigned_abs(), nanosecond))
}

/// The interval of a length of time, with no days: they need not have 24 hours.
pub(super) fn interval(seconds: i64, nanoseconds: i32) -> Result<Interval, ParseError> {
    interval_of_nanos(0, 0, i128::from(seconds) * NANOS_PER_SECOND + i128::from(nanoseconds))
}

/// The interval with these months, days and nanoseconds.
pub(super) fn interval_of_nanos(
    months: i32,
    days: i32,
    nanos: i128,
) -> Result<Interval, ParseError> {
    let refused = |why| ParseError::new("an interval", &format!("{nanos} ns"), why);
    if nanos % 1000 != 0 {
        return Err(refused("it is finer than a microsecond"));
    }
    match i64::try_from(nanos / 1000) {
        Ok(micros) => Ok(Interval::new(months, days, micros)),
        Err(_) => Err(refused("its microseconds are more than 64 bits hold")),
    }
}

/// The microseconds of an interval that has nothing else.
pub(super) fn microseconds(interval: Interval, what: &'static str) -> Result<i64, ParseError> {
    if interval.months() == 0 && interval.days() == 0 {
        return Ok(interval.microseconds());
    }
    let why = "months and days have no fixed length; read it as an Interval, and say which it is";
    Err(ParseError::new(what, &interval.to_string(), why))
}
