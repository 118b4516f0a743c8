//! Values in the words that PostgreSQL's input functions read.

use std::fmt::Write;
use std::ops::Bound;

use aludel::value::{Array, Date, Interval, Range, Timestamp, Value};

/// A date; years before the first are counted BC, and 0 is 1 BC.
pub(crate) fn date(date: Date, out: &mut String) {
    date_digits(date, out);
    era(date, out);
}

fn date_digits(date: Date, out: &mut String) {
    let year = date.year();
    let year = if year > 0 { year } else { 1 - year };
    let _ = write!(out, "{year:04}-{:02}-{:02}", date.month(), date.day());
}

fn era(date: Date, out: &mut String) {
    if date.year() <= 0 {
        out.push_str(" BC");
    }
}

/// A timestamp, with an offset where it is of an instant.
pub(crate) fn timestamp(timestamp: Timestamp, offset: &str, out: &mut String) {
    date_digits(timestamp.date(), out);
    let _ = write!(out, " {}{offset}", timestamp.time());
    era(timestamp.date(), out);
}

/// An interval by its three parts, as the server stores it. Each has its sign: where
/// `intervalstyle` is `sql_standard`, a minus sign alone at the front is that of all parts.
/// <https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT>
pub(crate) fn interval(interval: Interval, out: &mut String) {
    let (months, days, micros) = (interval.months(), interval.days(), interval.microseconds());
    let _ = write!(out, "{months} mons {days:+} days {micros:+} microseconds");
}

/// Since version 17 the least and the largest interval stand for infinity:
/// <https://www.postgresql.org/docs/current/datatype-datetime.html>
pub(crate) fn is_infinite(interval: Interval) -> bool {
    let parts = (interval.months(), interval.days(), interval.microseconds());
    parts == (i32::MIN, i32::MIN, i64::MIN) || parts == (i32::MAX, i32::MAX, i64::MAX)
}

/// Why such an interval is refused.
pub(crate) const INFINITE: &str = "PostgreSQL takes it for infinity, which no interval is";

/// The shortest text that reads back as the same float.
pub(crate) fn float(value: f64, out: &mut String) {
    if value.is_nan() {
        out.push_str("NaN");
    } else if value.is_infinite() {
        out.push_str(if value > 0.0 { "Infinity" } else { "-Infinity" });
    } else {
        let _ = write!(out, "{value:?}");
    }
}

/// Bytes in hexadecimal: `\x0a0b`.
pub(crate) fn bytes(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push_str("\\x");
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            out.push(DIGITS.get(usize::from(digit)).copied().map_or('0', char::from));
        }
    }
}

/// A value as the text of a parameter or of an array's element; false if it is a NULL, which
/// has none.
pub(crate) fn value(value: &Value, out: &mut String) -> bool {
    match value {
        Value::Null(_) => return false,
        Value::Bool(v) => out.push_str(if *v { "t" } else { "f" }),
        Value::Float(v) => float(*v, out),
        Value::Decimal(v) => out.push_str(v.as_str()),
        Value::Text(v) => out.push_str(v),
        Value::Json(v) => out.push_str(v.as_str()),
        Value::Bytes(v) => bytes(v, out),
        Value::Date(v) => date(*v, out),
        Value::Timestamp(v) => timestamp(*v, "", out),
        Value::TimestampTz(v) => timestamp(v.utc(), "+00", out),
        Value::Interval(v) => interval(*v, out),
        Value::Array(v) => array(v, out),
        Value::Range(v) => range(v, out),
        // Integers, times and UUIDs are spelled alike everywhere.
        Value::Int(v) => push(v, out),
        Value::UInt(v) => push(v, out),
        Value::Time(v) => push(v, out),
        Value::Uuid(v) => push(v, out),
        _ => return false,
    }
    true
}

fn push(value: &dyn std::fmt::Display, out: &mut String) {
    let _ = write!(out, "{value}");
}

/// An array: <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>
pub(crate) fn array(array: &Array, out: &mut String) {
    out.push('{');
    for (i, item) in array.items().iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        if let Value::Array(inner) = item {
            self::array(inner, out);
            continue;
        }
        let mut text = String::new();
        if !value(item, &mut text) {
            out.push_str("NULL");
            continue;
        }
        quoted(&text, out);
    }
    out.push('}');
}

/// A range:
/// <https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO>
pub(crate) fn range(range: &Range, out: &mut String) {
    if range.is_empty() {
        out.push_str("empty");
        return;
    }
    let (lower, upper) = (range.lower(), range.upper());
    out.push(if matches!(lower, Bound::Included(_)) { '[' } else { '(' });
    bound(lower, out);
    out.push(',');
    bound(upper, out);
    out.push(if matches!(upper, Bound::Included(_)) { ']' } else { ')' });
}

fn bound(bound: Bound<&Value>, out: &mut String) {
    let (Bound::Included(end) | Bound::Excluded(end)) = bound else { return };
    let mut text = String::new();
    value(end, &mut text);
    // Only ranges of a user's own have texts in them.
    if matches!(end, Value::Text(_)) { quoted(&text, out) } else { out.push_str(&text) }
}

/// Text between double quotes.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if c == '"' || c == '\\' {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use aludel::value::Kind;

    fn text(v: impl Into<Value>) -> String {
        let mut out = String::new();
        value(&v.into(), &mut out);
        out
    }

    #[test]
    fn as_the_server_reads_them() {
        let bc: Date = "-0043-03-15".parse().unwrap();
        assert_eq!(text(bc), "0044-03-15 BC");
        assert_eq!(text(Timestamp::from(bc)), "0044-03-15 00:00:00 BC");
        let far: Date = "+12024-01-01".parse().unwrap();
        assert_eq!(text(far), "12024-01-01");
        assert_eq!(text(Date::try_new(0, 1, 1).unwrap()), "0001-01-01 BC");
        assert_eq!(text(Interval::new(-14, 3, -1)), "-14 mons +3 days -1 microseconds");
        assert_eq!(text(1e300), "1e300");
        assert_eq!(text(f64::NEG_INFINITY), "-Infinity");
        let items = vec![Value::from("a\"\\,b"), Value::NULL, Value::from("NULL")];
        assert_eq!(text(Array::new(Kind::Text, items)), r#"{"a\"\\,b",NULL,"NULL"}"#);
    }
}
