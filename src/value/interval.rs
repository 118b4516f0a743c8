//! A span of calendar time.

use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::str::FromStr;

use super::ParseError;
use super::date::{display, put_fraction, two};

/// A span of months, days and microseconds, kept apart as PostgreSQL keeps them: a month has no
/// fixed number of days, nor a day of hours. Each part has a sign of its own.
///
/// Two intervals are equal if their parts are, so 1 month is not 30 days. The order is
/// PostgreSQL's, by length, a month taken as 30 days and a day as 24 hours; where that says
/// nothing, by months and then days.
///
/// The text is that of ISO 8601, with the sign before each number: `P1Y2M3DT4H5M6.7S`,
/// `P-1DT-0.5S`, and `PT0S` for none. What PostgreSQL writes is read as well, in its styles
/// `iso_8601`, `postgres` and `postgres_verbose`. Only seconds may have a fraction, which must
/// not be finer than a microsecond.
///
/// ```
/// use aludel::value::Interval;
///
/// let span = Interval::new(14, -3, 14_706_700_000);
/// assert_eq!(span.to_string(), "P1Y2M-3DT4H5M6.7S");
/// assert_eq!(span, "P1Y2M-3DT4H5M6.7S".parse()?);
/// assert_eq!(span, "1 year 2 mons -3 days 04:05:06.7".parse()?);
/// # Ok::<(), aludel::value::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    months: i32,
    days: i32,
    micros: i64,
}

const MICROS: i128 = 1_000_000;
const MICROS_PER_DAY: i128 = 86_400 * MICROS;

const FORM: &str = "write it as P1Y2M3DT4H5M6.7S or 1 year 2 mons 3 days 04:05:06.7";
const ORDER: &str = "its parts must go from years to seconds, each at most once";
const RANGE: &str = "it is out of range";

impl Interval {
    /// No time at all.
    pub const ZERO: Self = Self::new(0, 0, 0);

    /// The interval of so many months, days and microseconds.
    #[must_use]
    pub const fn new(months: i32, days: i32, microseconds: i64) -> Self {
        Self { months, days, micros: microseconds }
    }

    /// The months, 12 for each year.
    #[must_use]
    pub const fn months(self) -> i32 {
        self.months
    }

    /// The days, 7 for each week.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.days
    }

    /// The hours, minutes and seconds, in microseconds.
    #[must_use]
    pub const fn microseconds(self) -> i64 {
        self.micros
    }

    /// Whether all three parts are zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.months == 0 && self.days == 0 && self.micros == 0
    }

    fn length(self) -> i128 {
        (i128::from(self.months) * 30 + i128::from(self.days)) * MICROS_PER_DAY
            + i128::from(self.micros)
    }

    fn put(self, out: &mut dyn Write) -> fmt::Result {
        out.write_char('P')?;
        for (number, unit) in [(self.months / 12, 'Y'), (self.months % 12, 'M'), (self.days, 'D')] {
            if number != 0 {
                write!(out, "{number}{unit}")?;
            }
        }
        if self.micros != 0 || self.is_zero() {
            out.write_char('T')?;
        }
        let minutes = self.micros / 60_000_000;
        for (number, unit) in [(minutes / 60, 'H'), (minutes % 60, 'M')] {
            if number != 0 {
                write!(out, "{number}{unit}")?;
            }
        }
        let seconds = self.micros % 60_000_000;
        if seconds != 0 || self.is_zero() {
            // The seconds alone would lose the sign of -0.5.
            let sign = if seconds < 0 { "-" } else { "" };
            let seconds = seconds.unsigned_abs();
            write!(out, "{sign}{}", seconds / 1_000_000)?;
            put_fraction(out, u32::try_from(seconds % 1_000_000).unwrap_or(0), 6)?;
            out.write_char('S')?;
        }
        Ok(())
    }
}

impl Ord for Interval {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |span: &Self| (span.length(), span.months, span.days);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Interval {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |out| self.put(out))
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Interval {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        match unsigned.strip_prefix('P') {
            Some(iso) => read_iso(iso, text.starts_with('-')),
            None => read_words(text),
        }
        .map_err(|why| ParseError::new("an interval", text, why))
    }
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Unit {
    Years,
    Months,
    Weeks,
    Days,
    Hours,
    Minutes,
    Seconds,
}

/// What has been read so far. Numbers are short (see [`number`]) and come at most once a unit,
/// so i128 holds every sum.
#[derive(Default)]
struct Sum {
    months: i128,
    days: i128,
    micros: i128,
    last: Option<Unit>,
}

impl Sum {
    /// Adds a number of millionths of the unit.
    fn add(&mut self, millionths: i128, unit: Unit) -> Result<(), &'static str> {
        if self.last >= Some(unit) {
            return Err(ORDER);
        }
        self.last = Some(unit);
        if unit != Unit::Seconds && millionths % MICROS != 0 {
            return Err("only seconds may have a fraction");
        }
        let whole = millionths / MICROS;
        match unit {
            Unit::Years => self.months += whole * 12,
            Unit::Months => self.months += whole,
            Unit::Weeks => self.days += whole * 7,
            Unit::Days => self.days += whole,
            Unit::Hours => self.micros += millionths * 3600,
            Unit::Minutes => self.micros += millionths * 60,
            Unit::Seconds => self.micros += millionths,
        }
        Ok(())
    }

    fn finish(self, negative: bool) -> Result<Interval, &'static str> {
        if self.last.is_none() {
            return Err(FORM);
        }
        let sign = if negative { -1 } else { 1 };
        Ok(Interval {
            months: i32::try_from(self.months * sign).map_err(|_| RANGE)?,
            days: i32::try_from(self.days * sign).map_err(|_| RANGE)?,
            micros: i64::try_from(self.micros * sign).map_err(|_| RANGE)?,
        })
    }
}

/// Reads what follows the `P`.
fn read_iso(text: &str, negative: bool) -> Result<Interval, &'static str> {
    let (date, time) = match text.split_once('T') {
        Some((_, "")) => return Err(FORM),
        Some(parts) => parts,
        None => (text, ""),
    };
    let mut sum = Sum::default();
    for (part, is_time) in [(date, false), (time, true)] {
        for item in part.split_inclusive(|c: char| c.is_ascii_alphabetic()) {
            let mut chars = item.chars();
            let unit = match (is_time, chars.next_back()) {
                (false, Some('Y')) => Unit::Years,
                (false, Some('M')) => Unit::Months,
                (false, Some('W')) => Unit::Weeks,
                (false, Some('D')) => Unit::Days,
                (true, Some('H')) => Unit::Hours,
                (true, Some('M')) => Unit::Minutes,
                (true, Some('S')) => Unit::Seconds,
                _ => return Err(FORM),
            };
            sum.add(number(chars.as_str())?, unit)?;
        }
    }
    sum.finish(negative)
}

/// Reads PostgreSQL's `1 year 2 mons -3 days 04:05:06.7`, and its verbose
/// `@ 1 year 2 mons -3 days 4 hours 5 mins 6.7 secs ago`.
fn read_words(text: &str) -> Result<Interval, &'static str> {
    if text == "@ 0" {
        return Ok(Interval::ZERO);
    }
    let mut words = text.split_ascii_whitespace().peekable();
    words.next_if_eq(&"@");
    let mut sum = Sum::default();
    while let Some(word) = words.next() {
        if word == "ago" {
            return match words.next() {
                None => sum.finish(true),
                Some(_) => Err(FORM),
            };
        }
        if word.contains(':') {
            // It has all three units, so none of them may have come before.
            if sum.last >= Some(Unit::Hours) {
                return Err(ORDER);
            }
            sum.add(clock(word)?, Unit::Seconds)?;
            continue;
        }
        let unit = match words.next().ok_or(FORM)? {
            "year" | "years" => Unit::Years,
            "mon" | "mons" | "month" | "months" => Unit::Months,
            "week" | "weeks" => Unit::Weeks,
            "day" | "days" => Unit::Days,
            "hour" | "hours" => Unit::Hours,
            "min" | "mins" | "minute" | "minutes" => Unit::Minutes,
            "sec" | "secs" | "second" | "seconds" => Unit::Seconds,
            _ => return Err(FORM),
        };
        sum.add(number(word)?, unit)?;
    }
    sum.finish(false)
}

/// Reads `04:05:06.7` or `-04:05` as microseconds; the hours may have any number of digits.
fn clock(text: &str) -> Result<i128, &'static str> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = unsigned.splitn(3, ':');
    let (Some(hours), Some(minutes)) = (parts.next(), parts.next()) else {
        return Err(FORM);
    };
    let seconds = parts.next().unwrap_or("00");
    let whole = seconds.split_once('.').map_or(seconds, |(whole, _)| whole);
    let (Some(minutes @ 0..=59), Some(0..=59)) = (two(minutes), two(whole)) else {
        return Err("minutes and seconds must be 00 to 59");
    };
    if !hours.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FORM);
    }
    let hours = number(hours)? * 3600;
    let micros = hours + i128::from(minutes) * 60 * MICROS + number(seconds)?;
    Ok(if text.starts_with('-') { -micros } else { micros })
}

/// Reads a number with an optional sign and fraction as millionths.
fn number(text: &str) -> Result<i128, &'static str> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    for digits in [whole, fraction] {
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(FORM);
        }
    }
    let whole = whole.trim_start_matches('0');
    // No count of microseconds has more digits.
    if whole.len() > 19 {
        return Err(RANGE);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > 6 {
        return Err("its seconds are finer than a microsecond");
    }
    // The fraction's missing zeros make the digits a number of millionths.
    let millionths = format!("{whole}{fraction:0<6}").parse::<i128>();
    let millionths = millionths.map_err(|_| RANGE)?;
    Ok(if text.starts_with('-') { -millionths } else { millionths })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small() {
        assert_eq!(size_of::<Interval>(), 16);
    }

    #[test]
    fn texts_round_trip() {
        for (text, months, days, micros) in [
            ("PT0S", 0, 0, 0),
            ("P1Y2M3DT4H5M6.7S", 14, 3, 14_706_700_000),
            ("P-1Y-2M-3DT-4H-5M-6.7S", -14, -3, -14_706_700_000),
            ("P1Y", 12, 0, 0),
            ("P11M", 11, 0, 0),
            ("P1D", 0, 1, 0),
            ("P-1M1DT-1H", -1, 1, -3_600_000_000),
            ("PT1M", 0, 0, 60_000_000),
            ("PT0.000001S", 0, 0, 1),
            ("PT-0.000001S", 0, 0, -1),
            ("PT-0.5S", 0, 0, -500_000),
            ("PT24H", 0, 0, 86_400_000_000),
            ("PT1H0.25S", 0, 0, 3_600_250_000),
            ("P178956970Y7M2147483647DT2562047788H54.775807S", i32::MAX, i32::MAX, i64::MAX),
            ("P-178956970Y-8M-2147483648DT-2562047788H-54.775808S", i32::MIN, i32::MIN, i64::MIN),
        ] {
            let span = Interval::new(months, days, micros);
            assert_eq!(span.to_string(), text);
            assert_eq!(format!("{span:?}"), text);
            assert_eq!(text.parse(), Ok(span));
            assert_eq!((span.months(), span.days(), span.microseconds()), (months, days, micros));
            assert_eq!(span.is_zero(), span == Interval::ZERO);
        }
        for part in (-200_000_000_i64..200_000_000).step_by(1_234_567) {
            let whole = i32::try_from(part).unwrap();
            let span = Interval::new(whole, -whole, part);
            assert_eq!(span.to_string().parse(), Ok(span));
        }
    }

    #[test]
    fn reads_other_spellings() {
        for (text, written) in [
            ("P0D", "PT0S"),
            ("P2W", "P14D"),
            ("P1W1D", "P8D"),
            ("P14M", "P1Y2M"),
            ("PT90M", "PT1H30M"),
            ("PT06.700000000S", "PT6.7S"),
            ("-P1DT1S", "P-1DT-1S"),
            ("-P-1D", "P1D"),
            ("+P+1D", "P1D"),
            ("PT-0.1S", "PT-0.1S"),
            ("00:00:00", "PT0S"),
            ("@ 0", "PT0S"),
            ("04:05", "PT4H5M"),
            ("-04:05:06.7", "PT-4H-5M-6.7S"),
            ("-00:00:00.000001", "PT-0.000001S"),
            ("100:00:00", "PT100H"),
            ("1 year 2 mons -3 days 04:05:06.7", "P1Y2M-3DT4H5M6.7S"),
            ("-1 years -2 mons +3 days -04:05:06", "P-1Y-2M3DT-4H-5M-6S"),
            ("1 mon", "P1M"),
            ("  3   days ", "P3D"),
            ("@ 1 year 2 mons -3 days 4 hours 5 mins 6.7 secs", "P1Y2M-3DT4H5M6.7S"),
            ("@ 1 year 2 mons -3 days 4 hours ago", "P-1Y-2M3DT-4H"),
            ("@ 0.5 secs ago", "PT-0.5S"),
            ("1 week 1 day", "P8D"),
            ("-2562047788:00:54.775808", "PT-2562047788H-54.775808S"),
        ] {
            let span: Interval = text.parse().unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(span.to_string(), written, "{text}");
        }
    }

    #[test]
    fn refuses_all_else() {
        for text in [
            "",
            " ",
            "P",
            "PT",
            "P1DT",
            "P1",
            "P1Y2",
            "PY",
            "P-Y",
            "P--1Y",
            "P1H",
            "PT1D",
            "PT1Y",
            "P1D1Y",
            "P1D1D",
            "P1DT1S1H",
            "P1DT1HT1M",
            "P1.5D",
            "PT1.5H",
            "PT1.S",
            "PT.5S",
            "PT1,5S",
            "PT0.0000001S",
            "P1é",
            "P1d",
            "p1D",
            "--P1D",
            "P 1D",
            "P1D ",
            "P2147483648D",
            "P-2147483649D",
            "P178956971Y",
            "-P-2147483648D",
            "PT9223372036855S",
            "PT99999999999999999999999999999999999999999999S",
            "1",
            "@",
            "ago",
            "@ ago",
            "@ 1",
            "1 day ago 1 hour",
            "1 fortnight",
            "1 days days",
            "days",
            "1 day 2 days",
            "1 day 1 year",
            "1 hour 04:05:06",
            "04:05:06 04:05:06",
            "04:05:06 1 day",
            "04:60:00",
            "04:00:60",
            "4:5:6",
            ":05:06",
            "--04:05:06",
            "-+04:05:06",
            "04:05:06:07",
            "1-2 3 4:05:06",
            "é day",
        ] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }

    #[test]
    fn orders_by_length_then_parts() {
        let sorted = [
            "P-1M", "P-1D", "PT-1S", "PT0S", "PT1S", "PT24H", "P1D", "PT25H", "P29D", "PT720H",
            "P30D", "P1M", "P31D", "P1Y",
        ]
        .map(|text| text.parse::<Interval>().unwrap());
        assert!(sorted.is_sorted_by(|a, b| a < b));
        let least = Interval::new(i32::MIN, i32::MIN, i64::MIN);
        assert!(least < Interval::new(i32::MAX, i32::MAX, i64::MAX));
    }
}
