//! A time of day.

use std::fmt;
use std::str::FromStr;

use super::ParseError;
use super::date::{digits, display, put_fraction, put_padded, small, two};

/// A time of day, with no date and no time zone: 00:00:00 to 23:59:59.999999999.
///
/// There is no 24:00:00 and no leap second. The text is `HH:MM:SS`, with a fraction of up to
/// nine digits where there is one; its trailing zeros are not written. The seconds may be left
/// out of a text that is read.
///
/// ```
/// use aludel::value::Time;
///
/// let time: Time = "09:30:05.250".parse()?;
/// assert_eq!(time, Time::try_new(9, 30, 5, 250_000_000)?);
/// assert_eq!(time.to_string(), "09:30:05.25");
/// assert_eq!("09:30".parse::<Time>()?.to_string(), "09:30:00");
/// # Ok::<(), aludel::value::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
}

pub(super) const NANOS_PER_SECOND: u64 = 1_000_000_000;
pub(super) const NANOS_PER_DAY: u64 = 86_400 * NANOS_PER_SECOND;

const WHAT: &str = "a time";
const FORM: &str = "write it as HH:MM:SS";
const DAY: &str = "a day has 24 hours";

impl Time {
    /// 00:00:00, the first time of the day.
    pub const MIN: Self = Self { hour: 0, minute: 0, second: 0, nanosecond: 0 };
    /// 23:59:59.999999999, the last time of the day.
    pub const MAX: Self = Self { hour: 23, minute: 59, second: 59, nanosecond: 999_999_999 };
    /// 00:00:00.
    pub const MIDNIGHT: Self = Self::MIN;

    /// The time with this hour (0 to 23), minute and second (0 to 59), and nanosecond of the
    /// second (0 to 999,999,999).
    ///
    /// # Errors
    ///
    /// If one of them is out of range.
    pub fn try_new(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Result<Self, ParseError> {
        Self::checked(hour, minute, second, nanosecond).map_err(|why| {
            let text = format!("{hour}:{minute}:{second} and {nanosecond} ns");
            ParseError::new(WHAT, &text, why)
        })
    }

    fn checked(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Result<Self, &'static str> {
        if hour > 23 {
            Err("the hour must be 0 to 23")
        } else if minute > 59 {
            Err("the minute must be 0 to 59")
        } else if second > 59 {
            Err("the second must be 0 to 59")
        } else if nanosecond > 999_999_999 {
            Err("the nanosecond must be 0 to 999999999")
        } else {
            Ok(Self { hour, minute, second, nanosecond })
        }
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    #[must_use]
    pub fn second(self) -> u8 {
        self.second
    }

    /// The nanosecond of the second, 0 to 999,999,999.
    #[must_use]
    pub fn nanosecond(self) -> u32 {
        self.nanosecond
    }

    /// The nanoseconds since midnight.
    #[must_use]
    pub fn nanos_since_midnight(self) -> u64 {
        let minutes = u64::from(self.hour) * 60 + u64::from(self.minute);
        let seconds = minutes * 60 + u64::from(self.second);
        seconds * NANOS_PER_SECOND + u64::from(self.nanosecond)
    }

    /// The time so many nanoseconds after midnight.
    ///
    /// # Errors
    ///
    /// From 86,400,000,000,000 on, where the day ends.
    pub fn from_nanos_since_midnight(nanos: u64) -> Result<Self, ParseError> {
        if nanos < NANOS_PER_DAY {
            Ok(Self::from_nanos(nanos))
        } else {
            Err(ParseError::new(WHAT, &format!("{nanos} ns"), DAY))
        }
    }

    /// The whole microseconds since midnight; what is finer is dropped.
    #[must_use]
    pub fn micros_since_midnight(self) -> u64 {
        self.nanos_since_midnight() / 1000
    }

    /// The time so many microseconds after midnight.
    ///
    /// # Errors
    ///
    /// From 86,400,000,000 on, where the day ends.
    pub fn from_micros_since_midnight(micros: u64) -> Result<Self, ParseError> {
        if micros < NANOS_PER_DAY / 1000 {
            Ok(Self::from_nanos(micros * 1000))
        } else {
            Err(ParseError::new(WHAT, &format!("{micros} µs"), DAY))
        }
    }

    /// The same for nanoseconds known to be less than a day.
    pub(super) fn from_nanos(nanos: u64) -> Self {
        let seconds = i64::try_from(nanos / NANOS_PER_SECOND).unwrap_or(0);
        Self {
            hour: small(seconds / 3600),
            minute: small(seconds / 60 % 60),
            second: small(seconds % 60),
            nanosecond: u32::try_from(nanos % NANOS_PER_SECOND).unwrap_or(0),
        }
    }

    /// Reads `HH:MM[:SS[.fraction]]`; the error says why it is no time.
    pub(super) fn read(text: &str) -> Result<Self, &'static str> {
        let mut parts = text.splitn(3, ':');
        let (Some(hour), Some(minute)) = (parts.next(), parts.next()) else {
            return Err(FORM);
        };
        let (second, fraction) = match parts.next() {
            None => ("00", None),
            Some(rest) => match rest.split_once('.') {
                None => (rest, None),
                Some((second, fraction)) => (second, Some(fraction)),
            },
        };
        let (Some(hour), Some(minute), Some(second)) = (two(hour), two(minute), two(second)) else {
            return Err(FORM);
        };
        let nanosecond = match fraction {
            None => 0,
            Some(fraction) => nanos(fraction)?,
        };
        Self::checked(hour, minute, second, nanosecond)
    }

    pub(super) fn put(self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        put_padded(out, u32::from(self.hour), 2)?;
        out.write_char(':')?;
        put_padded(out, u32::from(self.minute), 2)?;
        out.write_char(':')?;
        put_padded(out, u32::from(self.second), 2)?;
        put_fraction(out, self.nanosecond, 9)
    }

    /// Appends the text to a string, without the cost of going through a formatter.
    pub fn write_to(self, out: &mut String) {
        // A String takes everything.
        let _ = self.put(out);
    }
}

/// Reads the digits after the point as nanoseconds.
fn nanos(fraction: &str) -> Result<u32, &'static str> {
    const WHY: &str = "the fraction of a second must have 1 to 9 digits";
    let number = digits(fraction).ok_or(WHY)?;
    let missing = 9_usize.saturating_sub(fraction.len());
    let scale = u32::try_from(missing).map_err(|_| WHY)?;
    10_u32.checked_pow(scale).and_then(|unit| number.checked_mul(unit)).ok_or(WHY)
}

impl FromStr for Time {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::read(text).map_err(|why| ParseError::new(WHAT, text, why))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |out| self.put(out))
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small() {
        assert_eq!(size_of::<Time>(), 8);
    }

    #[test]
    fn texts_are_read_and_written() {
        for (text, written, nanos) in [
            ("00:00", "00:00:00", 0),
            ("00:00:00", "00:00:00", 0),
            ("00:00:00.000000000", "00:00:00", 0),
            ("00:00:00.000000001", "00:00:00.000000001", 1),
            ("00:00:00.1", "00:00:00.1", 100_000_000),
            ("00:00:00.010", "00:00:00.01", 10_000_000),
            ("00:00:01", "00:00:01", 1_000_000_000),
            ("09:05:03.25", "09:05:03.25", 32_703_250_000_000),
            ("23:59", "23:59:00", 86_340_000_000_000),
            ("23:59:59.999999999", "23:59:59.999999999", 86_399_999_999_999),
        ] {
            let time: Time = text.parse().unwrap();
            assert_eq!(time.to_string(), written);
            assert_eq!(format!("{time:?}"), written);
            assert_eq!(written.parse(), Ok(time));
            assert_eq!(time.nanos_since_midnight(), nanos);
            assert_eq!(time.micros_since_midnight(), nanos / 1000);
            assert_eq!(Time::from_nanos_since_midnight(nanos), Ok(time));
            let parts = (time.hour(), time.minute(), time.second(), time.nanosecond());
            assert_eq!(Time::try_new(parts.0, parts.1, parts.2, parts.3), Ok(time));
            let mut out = String::from(">");
            time.write_to(&mut out);
            assert_eq!(out, format!(">{written}"));
        }
        assert_eq!("23:59:59.999999999".parse(), Ok(Time::MAX));
        assert_eq!("00:00".parse(), Ok(Time::MIDNIGHT));
    }

    #[test]
    fn refuses_all_else() {
        for text in [
            "",
            ":",
            "::",
            "12",
            "1:00",
            "12:0",
            "12:00:0",
            "012:00:00",
            "24:00:00",
            "12:60:00",
            "12:00:60",
            "-1:00:00",
            "+1:00:00",
            "12:00.5",
            "12:00:00.",
            "12:00:00.0000000000",
            "12:00:00.1234567891",
            "12:00:00.+1",
            "12:00:00.1.1",
            "12:00:00,5",
            "12:00:00:00",
            "12:00:00 ",
            " 12:00:00",
            "12:00:00Z",
            "12:00 PM",
            "１２:00",
            "éé:00",
        ] {
            assert!(text.parse::<Time>().is_err(), "{text}");
        }
        for (hour, minute, second, nanos) in
            [(24, 0, 0, 0), (0, 60, 0, 0), (0, 0, 60, 0), (0, 0, 0, 1_000_000_000)]
        {
            assert!(Time::try_new(hour, minute, second, nanos).is_err());
        }
        assert!(Time::from_nanos_since_midnight(NANOS_PER_DAY).is_err());
        assert!(Time::from_nanos_since_midnight(u64::MAX).is_err());
        assert!(Time::from_micros_since_midnight(NANOS_PER_DAY / 1000).is_err());
        assert!(Time::from_micros_since_midnight(u64::MAX).is_err());
    }

    #[test]
    fn every_second_of_the_day_round_trips() {
        let mut before = None;
        for second in 0..86_400 {
            let time = Time::from_micros_since_midnight(second * 1_000_000 + second).unwrap();
            assert_eq!(time.micros_since_midnight(), second * 1_000_000 + second);
            assert_eq!(time.to_string().parse(), Ok(time));
            assert!(before < Some(time));
            before = Some(time);
        }
    }
}
