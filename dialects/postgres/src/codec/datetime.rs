//! Dates and times: counted from 2000-01-01, in days and in microseconds.

use aludel::value::{Date, Interval, Time, Timestamp};

use crate::text::{INFINITE, is_infinite};

/// Days from 1970-01-01 to 2000-01-01.
const EPOCH_DAYS: i64 = 10_957;
const DAY: i64 = 86_400_000_000;
const EPOCH_MICROS: i64 = EPOCH_DAYS * DAY;

/// 4714-11-24 BC, and the day after 5874897-12-31:
/// <https://www.postgresql.org/docs/current/datatype-datetime.html>
const DATES: std::ops::Range<i64> = -2_451_545..2_145_031_949;
/// 4714-11-24 BC, and the moment after the end of 294276.
const TIMESTAMPS: std::ops::Range<i64> = -211_813_488_000_000_000..9_223_371_331_200_000_000;

pub(super) const RANGE: &str =
    "PostgreSQL's dates end at 4714-11-24 BC and 5874897-12-31, its timestamps at the year 294276";
pub(super) const MICROS: &str = "PostgreSQL stores microseconds: round it first";

pub(super) fn date_to(date: Date) -> Result<i32, &'static str> {
    let days = date.days_since_epoch() - EPOCH_DAYS;
    match i32::try_from(days) {
        Ok(short) if DATES.contains(&days) => Ok(short),
        _ => Err(RANGE),
    }
}

pub(super) fn date_from(days: i32) -> Result<Date, &'static str> {
    if days == i32::MIN || days == i32::MAX {
        return Err("it is infinity, which no date is: select it cast to text, or with isfinite()");
    }
    Date::from_days_since_epoch(i64::from(days) + EPOCH_DAYS).map_err(|_| RANGE)
}

pub(super) fn time_to(time: Time) -> Result<i64, &'static str> {
    if !time.nanosecond().is_multiple_of(1000) {
        return Err(MICROS);
    }
    i64::try_from(time.micros_since_midnight()).map_err(|_| RANGE)
}

pub(super) fn time_from(micros: i64) -> Result<Time, &'static str> {
    u64::try_from(micros)
        .ok()
        .and_then(|micros| Time::from_micros_since_midnight(micros).ok())
        .ok_or("it is 24:00, which no time of a day is: select it cast to text")
}

pub(super) fn timestamp_to(timestamp: Timestamp) -> Result<i64, &'static str> {
    if !timestamp.time().nanosecond().is_multiple_of(1000) {
        return Err(MICROS);
    }
    let micros = timestamp.unix_nanos() / 1000 - i128::from(EPOCH_MICROS);
    i64::try_from(micros).ok().filter(|micros| TIMESTAMPS.contains(micros)).ok_or(RANGE)
}

#[inline]
pub(super) fn timestamp_from(micros: i64) -> Result<Timestamp, &'static str> {
    if micros == i64::MIN || micros == i64::MAX {
        return Err(
            "it is infinity, which no timestamp is: select it cast to text, or with isfinite()",
        );
    }
    match micros.checked_add(EPOCH_MICROS) {
        Some(micros) => Ok(Timestamp::from_unix_micros(micros)),
        // Counted from 1970, the last years need more than 64 bits.
        None => {
            let nanos = (i128::from(micros) + i128::from(EPOCH_MICROS)) * 1000;
            Timestamp::from_unix_nanos(nanos).map_err(|_| RANGE)
        }
    }
}

pub(super) fn interval_from(bytes: [u8; 16]) -> Result<Interval, &'static str> {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = bytes;
    let micros = i64::from_be_bytes([a, b, c, d, e, f, g, h]);
    let days = i32::from_be_bytes([i, j, k, l]);
    let months = i32::from_be_bytes([m, n, o, p]);
    let interval = Interval::new(months, days, micros);
    if is_infinite(interval) {
        return Err("it is infinity, which no interval is: select it cast to text");
    }
    Ok(interval)
}

pub(super) fn interval_to(interval: Interval, out: &mut Vec<u8>) -> Result<(), &'static str> {
    if is_infinite(interval) {
        return Err(INFINITE);
    }
    out.extend(interval.microseconds().to_be_bytes());
    out.extend(interval.days().to_be_bytes());
    out.extend(interval.months().to_be_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends() {
        for (text, days) in [
            ("2000-01-01", Ok(0)),
            ("-4713-11-24", Ok(-2_451_545)),
            ("-4713-11-23", Err(RANGE)),
            ("+5874897-12-31", Ok(2_145_031_948)),
            ("+5874898-01-01", Err(RANGE)),
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date_to(date), days, "{text}");
            if let Ok(days) = days {
                assert_eq!(date_from(days), Ok(date));
            }
        }
        let last: Timestamp = "+294276-12-31 23:59:59.999999".parse().unwrap();
        let micros = timestamp_to(last).unwrap();
        assert_eq!(timestamp_from(micros), Ok(last));
        assert_eq!(timestamp_to("+294277-01-01 00:00:00".parse().unwrap()), Err(RANGE));
        assert_eq!(timestamp_to("2024-01-01 00:00:00.0000001".parse().unwrap()), Err(MICROS));
        assert!(timestamp_from(i64::MAX).is_err() && date_from(i32::MIN).is_err());
        assert!(time_from(86_400_000_000).is_err() && time_from(-1).is_err());
    }
}
