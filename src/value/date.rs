//! A day of the calendar, and the few routines with which dates and times are spelled.

use std::fmt;
use std::str::FromStr;

use super::ParseError;

/// A day of the proleptic Gregorian calendar, with no time and no time zone.
///
/// The years are -9,999,999 to 9,999,999, which holds every date of every database, and every
/// microsecond count of 64 bits. They are counted as astronomers do: the year 0 is 1 BC, the
/// year -43 is 44 BC.
///
/// The text is `YYYY-MM-DD`. Years before 0 or after 9999 have a sign and as many digits as
/// they need, four at least: `-0044-03-15`, `+12024-01-01`. No other spelling is read.
///
/// ```
/// use aludel::value::Date;
///
/// let leap = Date::try_new(2024, 2, 29)?;
/// assert_eq!(leap.to_string(), "2024-02-29");
/// assert_eq!("2024-02-29".parse::<Date>()?, leap);
/// assert_eq!(leap.days_since_epoch(), 19_782);
/// assert!(Date::try_new(2023, 2, 29).is_err());
/// # Ok::<(), aludel::value::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

const LAST_YEAR: i32 = 9_999_999;
/// Of the Gregorian calendar's cycle, which is 400 years.
const DAYS_PER_CYCLE: i64 = 146_097;
/// From 0000-03-01, where the arithmetic begins, to 1970-01-01.
const EPOCH: i64 = 719_468;

const WHAT: &str = "a date";
const FORM: &str = "write it as YYYY-MM-DD";
const YEARS: &str = "the year must be -9999999 to 9999999";

impl Date {
    /// The first date, `-9999999-01-01`.
    pub const MIN: Self = Self { year: -LAST_YEAR, month: 1, day: 1 };
    /// The last date, `+9999999-12-31`.
    pub const MAX: Self = Self { year: LAST_YEAR, month: 12, day: 31 };
    /// 1970-01-01.
    pub const UNIX_EPOCH: Self = Self { year: 1970, month: 1, day: 1 };

    /// The date with this year (0 is 1 BC), month (1 to 12) and day of the month (from 1).
    ///
    /// # Errors
    ///
    /// If there is no such day, or the year is out of range.
    pub fn try_new(year: i32, month: u8, day: u8) -> Result<Self, ParseError> {
        Self::checked(year, month, day)
            .map_err(|why| ParseError::new(WHAT, &format!("{year}-{month}-{day}"), why))
    }

    fn checked(year: i32, month: u8, day: u8) -> Result<Self, &'static str> {
        if !(-LAST_YEAR..=LAST_YEAR).contains(&year) {
            Err(YEARS)
        } else if !(1..=12).contains(&month) {
            Err("the month must be 1 to 12")
        } else if !(1..=days_in_month(year, month)).contains(&day) {
            Err("the month has no such day")
        } else {
            Ok(Self { year, month, day })
        }
    }

    /// The year: 0 is 1 BC, -1 is 2 BC.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The number of days since 1970-01-01, negative before it.
    #[must_use]
    pub fn days_since_epoch(self) -> i64 {
        // The year is taken to begin in March, so that the leap day is its last.
        let (year, month) = match self.month {
            1 | 2 => (i64::from(self.year) - 1, i64::from(self.month) + 9),
            _ => (i64::from(self.year), i64::from(self.month) - 3),
        };
        let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
        // The months from March have 31, 30, 31, 30, 31 days, twice over: 153 in five.
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_cycle = 365 * year + year / 4 - year / 100 + day_of_year;
        cycle * DAYS_PER_CYCLE + day_of_cycle - EPOCH
    }

    /// The date so many days after 1970-01-01, or before it if negative.
    ///
    /// # Errors
    ///
    /// If it is before [`Date::MIN`] or after [`Date::MAX`].
    pub fn from_days_since_epoch(days: i64) -> Result<Self, ParseError> {
        if (Self::MIN.days_since_epoch()..=Self::MAX.days_since_epoch()).contains(&days) {
            Ok(Self::from_days(days))
        } else {
            let text = format!("1970-01-01 and {days} days");
            Err(ParseError::new(WHAT, &text, YEARS))
        }
    }

    /// The same for days known to be in range.
    pub(super) fn from_days(days: i64) -> Self {
        let days = days.saturating_add(EPOCH);
        let (cycle, day) = (days.div_euclid(DAYS_PER_CYCLE), days.rem_euclid(DAYS_PER_CYCLE));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (next, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        Self {
            year: i32::try_from(cycle * 400 + year + next).unwrap_or(LAST_YEAR),
            month: small(month),
            day: small(day),
        }
    }

    /// Reads `YYYY-MM-DD`; the error says why it is no date.
    pub(super) fn read(text: &str) -> Result<Self, &'static str> {
        let (sign, rest) = match text.strip_prefix(['+', '-']) {
            Some(rest) => (text.bytes().next(), rest),
            None => (None, text),
        };
        let mut parts = rest.split('-');
        let (Some(written), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(FORM);
        };
        let (Some(year), Some(month), Some(day)) = (digits(written), two(month), two(day)) else {
            return Err(FORM);
        };
        let year = i32::try_from(year).map_err(|_| YEARS)?;
        let as_needed = written.len() == 4 || !written.starts_with('0');
        let year = match sign {
            None if written.len() == 4 => year,
            Some(b'-') if year > 0 && written.len() >= 4 && as_needed => -year,
            Some(b'+') if year > 9999 && as_needed => year,
            _ => return Err("the year must have four digits, or a sign and no needless zeros"),
        };
        Self::checked(year, month, day)
    }

    pub(super) fn put(self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        if self.year < 0 {
            out.write_char('-')?;
        } else if self.year > 9999 {
            out.write_char('+')?;
        }
        put_padded(out, self.year.unsigned_abs(), 4)?;
        out.write_char('-')?;
        put_padded(out, u32::from(self.month), 2)?;
        out.write_char('-')?;
        put_padded(out, u32::from(self.day), 2)
    }

    /// Appends the text to a string, without the cost of going through a formatter.
    pub fn write_to(self, out: &mut String) {
        // A String takes everything.
        let _ = self.put(out);
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::read(text).map_err(|why| ParseError::new(WHAT, text, why))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |out| self.put(out))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A number that is known to be below 256.
pub(super) fn small(n: i64) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

/// Reads one to nine digits, and nothing else.
pub(super) fn digits(text: &str) -> Option<u32> {
    // `parse` alone would take a sign.
    let plain = text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Reads exactly two digits.
pub(super) fn two(text: &str) -> Option<u8> {
    match *text.as_bytes() {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some((a - b'0') * 10 + (b - b'0')),
        _ => None,
    }
}

/// Writes a number with zeros before it, at least `width` digits in all.
pub(super) fn put_padded(
    out: &mut (impl fmt::Write + ?Sized),
    number: u32,
    width: u32,
) -> fmt::Result {
    let width = width.max(number.checked_ilog10().map_or(1, |power| power + 1));
    for place in (0..width).rev() {
        let digit = 10_u32.checked_pow(place).map_or(0, |unit| number / unit % 10);
        out.write_char(char::from_digit(digit, 10).unwrap_or('0'))?;
    }
    Ok(())
}

/// Writes `.` and a fraction of `width` digits without its trailing zeros, or nothing for 0.
pub(super) fn put_fraction(
    out: &mut (impl fmt::Write + ?Sized),
    mut fraction: u32,
    mut width: u32,
) -> fmt::Result {
    if fraction == 0 {
        return Ok(());
    }
    while fraction.is_multiple_of(10) {
        fraction /= 10;
        width = width.saturating_sub(1);
    }
    out.write_char('.')?;
    put_padded(out, fraction, width)
}

/// Writes straight to the formatter, unless it asks for padding.
pub(super) fn display(
    f: &mut fmt::Formatter<'_>,
    put: impl Fn(&mut dyn fmt::Write) -> fmt::Result,
) -> fmt::Result {
    if f.width().is_none() && f.precision().is_none() {
        return put(f);
    }
    let mut text = String::new();
    put(&mut text)?;
    f.pad(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small() {
        assert_eq!(size_of::<Date>(), 8);
    }

    #[test]
    fn texts_round_trip() {
        for (text, year, month, day) in [
            ("0001-01-01", 1, 1, 1),
            ("0000-02-29", 0, 2, 29),
            ("1970-01-01", 1970, 1, 1),
            ("2000-02-29", 2000, 2, 29),
            ("9999-12-31", 9999, 12, 31),
            ("+10000-01-01", 10_000, 1, 1),
            ("+5874897-12-31", 5_874_897, 12, 31),
            ("+9999999-12-31", 9_999_999, 12, 31),
            ("-0001-12-31", -1, 12, 31),
            ("-0044-03-15", -44, 3, 15),
            ("-4712-11-24", -4712, 11, 24),
            ("-10000-06-07", -10_000, 6, 7),
            ("-9999999-01-01", -9_999_999, 1, 1),
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date, Date::try_new(year, month, day).unwrap());
            assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
            assert_eq!(date.to_string(), text);
            assert_eq!(format!("{date:?}"), text);
            let mut out = String::from(">");
            date.write_to(&mut out);
            assert_eq!(out, format!(">{text}"));
            let days = date.days_since_epoch();
            assert_eq!(Date::from_days_since_epoch(days).unwrap(), date);
        }
        assert_eq!("-9999999-01-01".parse(), Ok(Date::MIN));
        assert_eq!("+9999999-12-31".parse(), Ok(Date::MAX));
        assert_eq!("1970-01-01".parse(), Ok(Date::UNIX_EPOCH));
    }

    #[test]
    fn refuses_all_else() {
        for text in [
            "",
            "-",
            "+",
            "--",
            "2024",
            "2024-01",
            "2024-1-1",
            "2024-01-1",
            "24-01-01",
            "02024-01-01",
            "12024-01-01",
            "+2024-01-01",
            "+02024-01-01",
            "+012024-01-01",
            "-00044-03-15",
            "-044-03-15",
            "-0000-01-01",
            "+10000000-01-01",
            "-10000000-01-01",
            "+99999999999999-01-01",
            "2024-01-01-",
            "2024-01-01-01",
            "2024--01-01",
            "2024-+1-01",
            "2024-00-01",
            "2024-13-01",
            "2024-01-00",
            "2024-01-32",
            "2024-04-31",
            "2023-02-29",
            "1900-02-29",
            "2024/01/01",
            "2024-01-01 ",
            " 2024-01-01",
            "2024-01-01T00:00",
            "２０２４-01-01",
            "é024-01-01",
            "infinity",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        for (year, month, day, why) in [
            (2024, 0, 1, "the month must be 1 to 12"),
            (2024, 255, 1, "the month must be 1 to 12"),
            (2023, 2, 29, "the month has no such day"),
            (2024, 1, 0, "the month has no such day"),
            (i32::MIN, 1, 1, YEARS),
            (i32::MAX, 1, 1, YEARS),
        ] {
            let error = Date::try_new(year, month, day).unwrap_err();
            assert_eq!(error.why, why);
            assert_eq!(error.text, format!("{year}-{month}-{day}"));
        }
    }

    #[test]
    fn counts_known_days() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-01-01", 10_957),
            ("0000-03-01", -719_468),
            ("0001-01-01", -719_162),
            ("9999-12-31", 2_932_896),
            // Day 0 of the Julian day count, where PostgreSQL begins.
            ("-4713-11-24", -2_440_588),
        ] {
            assert_eq!(text.parse::<Date>().unwrap().days_since_epoch(), days);
        }
        for days in [i64::MIN, i64::MAX, 3_654_000_000, -3_654_000_000] {
            assert!(Date::from_days_since_epoch(days).is_err());
        }
        for (edge, past) in [(Date::MIN, -1), (Date::MAX, 1)] {
            let days = edge.days_since_epoch();
            assert_eq!(Date::from_days_since_epoch(days), Ok(edge));
            assert!(Date::from_days_since_epoch(days + past).is_err());
        }
    }

    #[test]
    fn every_day_of_some_years_follows_the_last() {
        for first in [-4800, -401, -5, 0, 1896, 1999, 9998, 99_999] {
            let start = Date::try_new(first, 1, 1).unwrap().days_since_epoch();
            let mut days = start;
            let mut before = Date::from_days_since_epoch(start - 1).unwrap();
            for year in first..first + 5 {
                for month in 1..=12 {
                    for day in 1..=days_in_month(year, month) {
                        let date = Date::try_new(year, month, day).unwrap();
                        assert_eq!(date.days_since_epoch(), days);
                        assert_eq!(Date::from_days_since_epoch(days), Ok(date));
                        assert_eq!(date.to_string().parse(), Ok(date));
                        assert!(before < date);
                        before = date;
                        days += 1;
                    }
                }
            }
        }
    }

    #[test]
    fn pads_when_asked() {
        let date = Date::try_new(2024, 1, 2).unwrap();
        assert_eq!(format!("[{date:>12}]"), "[  2024-01-02]");
        assert_eq!(format!("[{date:<12}]"), "[2024-01-02  ]");
    }
}
