//! A date with a time of day, and an instant.

use std::fmt;
use std::str::FromStr;

use super::date::{display, two};
use super::time::NANOS_PER_DAY;
use super::{Date, ParseError, Time};

const WHAT: &str = "a timestamp";
const RANGE: &str = "the year must be -9999999 to 9999999";
const MICROS_PER_DAY: i64 = 86_400_000_000;

/// A date and a time of day, in no particular time zone (SQL's `TIMESTAMP`).
///
/// The text is `YYYY-MM-DD HH:MM:SS`, with a fraction where there is one. A `T` may stand for
/// the space in a text that is read, and a date alone is its midnight.
///
/// What counts from the epoch takes the timestamp as one of UTC.
///
/// ```
/// use aludel::value::{Date, Time, Timestamp};
///
/// let at = Timestamp::new(Date::try_new(2024, 2, 29)?, Time::try_new(12, 0, 0, 0)?);
/// assert_eq!(at.to_string(), "2024-02-29 12:00:00");
/// assert_eq!("2024-02-29T12:00".parse::<Timestamp>()?, at);
/// assert_eq!(at.unix_micros(), Some(1_709_208_000_000_000));
/// # Ok::<(), aludel::value::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    date: Date,
    time: Time,
}

impl Timestamp {
    /// Midnight of [`Date::MIN`].
    pub const MIN: Self = Self::new(Date::MIN, Time::MIN);
    /// The last nanosecond of [`Date::MAX`].
    pub const MAX: Self = Self::new(Date::MAX, Time::MAX);
    /// 1970-01-01 00:00:00.
    pub const UNIX_EPOCH: Self = Self::new(Date::UNIX_EPOCH, Time::MIDNIGHT);

    /// This time on this date.
    #[must_use]
    pub const fn new(date: Date, time: Time) -> Self {
        Self { date, time }
    }

    /// The date.
    #[must_use]
    pub fn date(self) -> Date {
        self.date
    }

    /// The time of day.
    #[must_use]
    pub fn time(self) -> Time {
        self.time
    }

    /// The nanoseconds since 1970-01-01 00:00:00, negative before it.
    #[must_use]
    pub fn unix_nanos(self) -> i128 {
        i128::from(self.date.days_since_epoch()) * i128::from(NANOS_PER_DAY)
            + i128::from(self.time.nanos_since_midnight())
    }

    /// The timestamp so many nanoseconds after 1970-01-01 00:00:00, or before it if negative.
    ///
    /// # Errors
    ///
    /// If it is before [`Timestamp::MIN`] or after [`Timestamp::MAX`].
    pub fn from_unix_nanos(nanos: i128) -> Result<Self, ParseError> {
        Self::at_nanos(nanos).map_err(|why| ParseError::new(WHAT, &format!("{nanos} ns"), why))
    }

    fn at_nanos(nanos: i128) -> Result<Self, &'static str> {
        if !(Self::MIN.unix_nanos()..=Self::MAX.unix_nanos()).contains(&nanos) {
            return Err(RANGE);
        }
        let day = i128::from(NANOS_PER_DAY);
        let days = i64::try_from(nanos.div_euclid(day)).map_err(|_| RANGE)?;
        let rest = u64::try_from(nanos.rem_euclid(day)).map_err(|_| RANGE)?;
        Ok(Self::new(Date::from_days(days), Time::from_nanos(rest)))
    }

    /// The whole microseconds since 1970-01-01 00:00:00, negative before it; what is finer is
    /// dropped, towards the past. None where 64 bits do not reach, which is some 292,000 years
    /// from the epoch.
    #[must_use]
    pub fn unix_micros(self) -> Option<i64> {
        i64::try_from(self.unix_nanos().div_euclid(1000)).ok()
    }

    /// The timestamp so many microseconds after 1970-01-01 00:00:00, or before it if negative.
    /// Every number has one.
    #[must_use]
    pub fn from_unix_micros(micros: i64) -> Self {
        let rest = micros.rem_euclid(MICROS_PER_DAY).unsigned_abs();
        Self::new(Date::from_days(micros.div_euclid(MICROS_PER_DAY)), Time::from_nanos(rest * 1000))
    }

    fn read(text: &str) -> Result<Self, &'static str> {
        match text.split_once(['T', ' ']) {
            None => Ok(Self::new(Date::read(text)?, Time::MIDNIGHT)),
            Some((date, time)) => Ok(Self::new(Date::read(date)?, Time::read(time)?)),
        }
    }

    fn put(self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        self.date.put(out)?;
        out.write_char(' ')?;
        self.time.put(out)
    }

    /// Appends the text to a string, without the cost of going through a formatter.
    pub fn write_to(self, out: &mut String) {
        // A String takes everything.
        let _ = self.put(out);
    }
}

impl From<Date> for Timestamp {
    /// Midnight of the date.
    fn from(date: Date) -> Self {
        Self::new(date, Time::MIDNIGHT)
    }
}

impl FromStr for Timestamp {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::read(text).map_err(|why| ParseError::new(WHAT, text, why))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |out| self.put(out))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An instant (SQL's `TIMESTAMP WITH TIME ZONE`), kept as a timestamp of UTC.
///
/// The text is that of a [`Timestamp`] and `+00:00`. One that is read may have any offset: `Z`,
/// `+HH`, `+HHMM`, `+HH:MM` or `+HH:MM:SS`, with `-` or `+`, up to 23:59:59, and with a space
/// before it or none. Without an offset it is a time of UTC. The offset is not kept.
///
/// ```
/// use aludel::value::TimestampTz;
///
/// let at: TimestampTz = "2024-12-31T20:30:00-05:30".parse()?;
/// assert_eq!(at.to_string(), "2025-01-01 02:00:00+00:00");
/// assert_eq!(at, "2025-01-01 02:00Z".parse()?);
/// # Ok::<(), aludel::value::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimestampTz(Timestamp);

const WHAT_TZ: &str = "a timestamp with time zone";
const OFFSET: &str = "the offset must be Z, +HH, +HHMM, +HH:MM or +HH:MM:SS, or with a minus";

impl TimestampTz {
    /// Midnight of [`Date::MIN`], UTC.
    pub const MIN: Self = Self(Timestamp::MIN);
    /// The last nanosecond of [`Date::MAX`], UTC.
    pub const MAX: Self = Self(Timestamp::MAX);
    /// 1970-01-01 00:00:00 UTC.
    pub const UNIX_EPOCH: Self = Self(Timestamp::UNIX_EPOCH);

    /// The instant of this date and time of UTC.
    #[must_use]
    pub const fn from_utc(utc: Timestamp) -> Self {
        Self(utc)
    }

    /// Its date and time of UTC.
    #[must_use]
    pub fn utc(self) -> Timestamp {
        self.0
    }

    /// The nanoseconds since 1970-01-01 00:00:00 UTC, negative before it.
    #[must_use]
    pub fn unix_nanos(self) -> i128 {
        self.0.unix_nanos()
    }

    /// The instant so many nanoseconds after 1970-01-01 00:00:00 UTC, or before it if negative.
    ///
    /// # Errors
    ///
    /// If it is before [`TimestampTz::MIN`] or after [`TimestampTz::MAX`].
    pub fn from_unix_nanos(nanos: i128) -> Result<Self, ParseError> {
        Timestamp::from_unix_nanos(nanos).map(Self)
    }

    /// The whole microseconds since 1970-01-01 00:00:00 UTC, negative before it; what is finer
    /// is dropped, towards the past. None where 64 bits do not reach, which is some 292,000
    /// years from the epoch.
    #[must_use]
    pub fn unix_micros(self) -> Option<i64> {
        self.0.unix_micros()
    }

    /// The instant so many microseconds after 1970-01-01 00:00:00 UTC, or before it if
    /// negative. Every number has one.
    #[must_use]
    pub fn from_unix_micros(micros: i64) -> Self {
        Self(Timestamp::from_unix_micros(micros))
    }

    fn read(text: &str) -> Result<Self, &'static str> {
        let Some((date, rest)) = text.split_once(['T', ' ']) else {
            return Timestamp::read(text).map(Self);
        };
        // A time has none of these characters, so the first begins the offset.
        let (time, offset) = match rest.find([' ', 'Z', '+', '-']) {
            None => (rest, "Z"),
            Some(at) => rest.split_at_checked(at).ok_or(OFFSET)?,
        };
        let seconds = read_offset(offset.strip_prefix(' ').unwrap_or(offset))?;
        let local = Timestamp::new(Date::read(date)?, Time::read(time)?);
        if seconds == 0 {
            return Ok(Self(local));
        }
        let nanos = local.unix_nanos() - i128::from(seconds) * 1_000_000_000;
        Timestamp::at_nanos(nanos).map(Self)
    }

    fn put(self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        self.0.put(out)?;
        out.write_str("+00:00")
    }

    /// Appends the text to a string, without the cost of going through a formatter.
    pub fn write_to(self, out: &mut String) {
        // A String takes everything.
        let _ = self.put(out);
    }
}

/// Reads an offset as the seconds by which it is ahead of UTC.
fn read_offset(text: &str) -> Result<i64, &'static str> {
    if text == "Z" {
        return Ok(0);
    }
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        (None, None) => return Err(OFFSET),
    };
    let (hours, minutes, seconds) = if rest.len() == 4 && !rest.contains(':') {
        let (hours, minutes) = rest.split_at_checked(2).ok_or(OFFSET)?;
        (hours, minutes, "00")
    } else {
        let mut parts = rest.splitn(3, ':');
        let mut next = || parts.next();
        let (hours, minutes, seconds) = (next(), next(), next());
        (hours.ok_or(OFFSET)?, minutes.unwrap_or("00"), seconds.unwrap_or("00"))
    };
    match (two(hours), two(minutes), two(seconds)) {
        (Some(hours @ 0..=23), Some(minutes @ 0..=59), Some(seconds @ 0..=59)) => {
            Ok(sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60 + i64::from(seconds)))
        }
        _ => Err(OFFSET),
    }
}

impl FromStr for TimestampTz {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::read(text).map_err(|why| ParseError::new(WHAT_TZ, text, why))
    }
}

impl fmt::Display for TimestampTz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |out| self.put(out))
    }
}

impl fmt::Debug for TimestampTz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_small() {
        assert_eq!(size_of::<Timestamp>(), 16);
        assert_eq!(align_of::<Timestamp>(), 4);
        assert_eq!(size_of::<TimestampTz>(), 16);
    }

    #[test]
    fn texts_are_read_and_written() {
        for (text, written) in [
            ("2024-02-29", "2024-02-29 00:00:00"),
            ("2024-02-29 12:30", "2024-02-29 12:30:00"),
            ("2024-02-29T12:30:01", "2024-02-29 12:30:01"),
            ("2024-02-29 12:30:01.500", "2024-02-29 12:30:01.5"),
            ("0001-01-01 00:00:00", "0001-01-01 00:00:00"),
            ("9999-12-31 23:59:59.999999999", "9999-12-31 23:59:59.999999999"),
            ("+294276-12-31 23:59:59", "+294276-12-31 23:59:59"),
            ("-4712-11-24T00:00:00", "-4712-11-24 00:00:00"),
        ] {
            let at: Timestamp = text.parse().unwrap();
            assert_eq!(at.to_string(), written);
            assert_eq!(format!("{at:?}"), written);
            assert_eq!(written.parse(), Ok(at));
            assert_eq!(Timestamp::from_unix_nanos(at.unix_nanos()), Ok(at));
            let mut out = String::new();
            at.write_to(&mut out);
            assert_eq!(out, written);

            let tz: TimestampTz = text.parse().unwrap();
            assert_eq!(tz, TimestampTz::from_utc(at));
            assert_eq!(tz.utc(), at);
            assert_eq!(tz.to_string(), format!("{written}+00:00"));
            assert_eq!(tz.to_string().parse(), Ok(tz));
            out.clear();
            tz.write_to(&mut out);
            assert_eq!(out, tz.to_string());
        }
    }

    #[test]
    fn refuses_all_else() {
        for text in [
            "",
            "T",
            " ",
            "12:00:00",
            "2024-02-29T",
            "2024-02-29 ",
            "2024-02-29  12:00:00",
            "2024-02-29t12:00:00",
            "2024-02-29_12:00:00",
            "2024-02-30 12:00:00",
            "2024-02-29 24:00:00",
            "2024-02-29 12:00:00 ",
            "2024-02-29 12:00:00é",
            "now",
            "infinity",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
            assert!(text.parse::<TimestampTz>().is_err(), "{text}");
        }
        assert!("2024-02-29 12:00:00Z".parse::<Timestamp>().is_err());
        assert!("2024-02-29 12:00:00+00".parse::<Timestamp>().is_err());
    }

    #[test]
    fn offsets_carry() {
        for (text, written) in [
            ("2024-12-31 23:30:00-01", "2025-01-01 00:30:00"),
            ("2025-01-01T00:30:00+0100", "2024-12-31 23:30:00"),
            ("2024-03-01 00:30:00 +01:00", "2024-02-29 23:30:00"),
            ("2023-03-01 00:30:00+01:00:00", "2023-02-28 23:30:00"),
            ("2024-02-29 23:59:59.9-00:00:01", "2024-03-01 00:00:00.9"),
            ("2024-01-01 12:00 Z", "2024-01-01 12:00:00"),
            ("2024-01-01 12:00Z", "2024-01-01 12:00:00"),
            ("2024-01-01T12:00-00:00", "2024-01-01 12:00:00"),
            ("2024-01-01T12:00+05:45", "2024-01-01 06:15:00"),
            ("2024-01-01T12:00-0930", "2024-01-01 21:30:00"),
            ("1883-11-18 12:00:00-04:56:02", "1883-11-18 16:56:02"),
            ("9999-12-31 23:59:59-23:59:59", "+10000-01-01 23:59:58"),
            ("0000-01-01 00:00:00+00:00:01", "-0001-12-31 23:59:59"),
            ("-0001-12-31 23:59:59-00:00:01", "0000-01-01 00:00:00"),
        ] {
            let at: TimestampTz = text.parse().unwrap();
            assert_eq!(at.to_string(), format!("{written}+00:00"), "{text}");
        }
    }

    #[test]
    fn offsets_are_strict() {
        for offset in [
            "z",
            "+",
            "-",
            "+1",
            "+001",
            "+1:00",
            "+01:0",
            "+01:",
            "+01:00:",
            "+01:00:00:00",
            "+010000",
            "+24",
            "+01:60",
            "+01:00:60",
            "+é1",
            "+aé",
            " ",
            "  Z",
            "Z ",
            "ZZ",
            "+01Z",
            "UTC",
            " UTC",
            "+0é0",
            "++1",
            "+-1",
            "+01:+1",
        ] {
            let text = format!("2024-01-01 12:00:00{offset}");
            assert!(text.parse::<TimestampTz>().is_err(), "{text}");
        }
        assert!("2024-01-01+01".parse::<TimestampTz>().is_err());
        assert!("2024-01-01Z".parse::<TimestampTz>().is_err());
    }

    #[test]
    fn the_ends_of_time() {
        for text in
            ["+9999999-12-31 23:59:59.999999999-00:00:01", "-9999999-01-01 00:00:00+00:00:01"]
        {
            let error = text.parse::<TimestampTz>().unwrap_err();
            assert_eq!(error.why, RANGE);
        }
        for (edge, past) in [(Timestamp::MIN, -1), (Timestamp::MAX, 1)] {
            let nanos = edge.unix_nanos();
            assert_eq!(Timestamp::from_unix_nanos(nanos), Ok(edge));
            assert!(TimestampTz::from_unix_nanos(nanos + past).is_err());
            assert_eq!(edge.unix_micros(), None);
        }
        assert!(Timestamp::from_unix_nanos(i128::MIN).is_err());
        assert!(Timestamp::from_unix_nanos(i128::MAX).is_err());
    }

    #[test]
    fn micros_count_from_the_epoch() {
        for (micros, written) in [
            (0, "1970-01-01 00:00:00"),
            (-1, "1969-12-31 23:59:59.999999"),
            (1_709_208_000_000_001, "2024-02-29 12:00:00.000001"),
            (i64::MAX, "+294247-01-10 04:00:54.775807"),
            (i64::MIN, "-290308-12-21 19:59:05.224192"),
        ] {
            let at = Timestamp::from_unix_micros(micros);
            assert_eq!(at.to_string(), written);
            assert_eq!(at.unix_micros(), Some(micros));
            let tz = TimestampTz::from_unix_micros(micros);
            assert_eq!((tz.utc(), tz.unix_micros()), (at, Some(micros)));
        }
        // Towards the past.
        let at = Timestamp::from_unix_nanos(-1).unwrap();
        assert_eq!((at.unix_nanos(), at.unix_micros()), (-1, Some(-1)));
    }
}
