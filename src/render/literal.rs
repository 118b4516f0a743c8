//! Values as text, exactly.

use std::fmt::Write;

use super::Sink;
use crate::error::{ErrorKind, Result};
use crate::value::Value;

/// A value as standard SQL writes it.
pub(crate) fn literal(value: &Value, sink: &mut Sink<'_>) -> Result<()> {
    match value {
        Value::Null(_) => sink.push("NULL"),
        Value::Bool(v) => boolean(*v, sink),
        Value::Int(v) => {
            if *v < 0 {
                sink.push("-");
            }
            sink.push_number(v.unsigned_abs());
        }
        Value::UInt(v) => sink.push_number(*v),
        Value::Float(v) => float(*v, sink)?,
        Value::Decimal(v) if v.is_finite() => sink.push(v.as_str()),
        Value::Decimal(_) => return Err(unprintable(value, sink)),
        Value::Text(v) => text(v, sink)?,
        Value::Bytes(v) => {
            sink.push("X'");
            hex(v, &mut sink.text);
            sink.push("'");
        }
        Value::Date(v) => quoted("DATE ", v, sink),
        Value::Time(v) => quoted("TIME ", v, sink),
        Value::Timestamp(v) => quoted("TIMESTAMP ", v, sink),
        Value::TimestampTz(v) => quoted("TIMESTAMP ", v, sink),
        Value::Interval(v) => quoted("INTERVAL ", v, sink),
        Value::Uuid(v) => quoted("", v, sink),
        Value::Json(v) => text(v.as_str(), sink)?,
        Value::Array(_) | Value::Range(_) => return Err(unprintable(value, sink)),
        Value::Refused(why) => return Err(sink.refused(why)),
    }
    Ok(())
}

fn boolean(value: bool, sink: &mut Sink<'_>) {
    sink.push(match (sink.features().boolean_literals, value) {
        (true, true) => "TRUE",
        (true, false) => "FALSE",
        (false, true) => "1",
        (false, false) => "0",
    });
}

/// The shortest text that reads back as the same float, always with a point or an exponent.
///
/// # Errors
/// When the value is NaN or infinite: standard SQL has no words for these.
pub(crate) fn float(value: f64, sink: &mut Sink<'_>) -> Result<()> {
    if !value.is_finite() {
        return Err(unprintable(&Value::Float(value), sink));
    }
    sink.push(&format!("{value:?}"));
    Ok(())
}

/// Text between single quotes, with those inside doubled.
///
/// # Errors
/// When the text has a NUL in it, which ends the statement for most databases.
pub(crate) fn text(value: &str, sink: &mut Sink<'_>) -> Result<()> {
    if value.contains('\0') {
        return Err(sink
            .error(ErrorKind::Invalid, "text with a NUL character can't be printed as a literal")
            .with_help("bind it as a parameter"));
    }
    sink.push("'");
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('\'') {
        sink.push(before);
        sink.push("''");
        rest = after;
    }
    sink.push(rest);
    sink.push("'");
    Ok(())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8], out: &mut String) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
}

/// What has digits, letters, signs and colons only, between quotes.
pub(crate) fn quoted(keyword: &str, value: &dyn std::fmt::Display, sink: &mut Sink<'_>) {
    // Writing to a String can't fail.
    let _ = write!(sink.text, "{keyword}'{value}'");
}

/// The error for a value that has no literal.
pub(crate) fn unprintable(value: &Value, sink: &Sink<'_>) -> crate::Error {
    sink.error(ErrorKind::Unsupported, format!("{value:?} has no literal"))
        .with_help("bind it as a parameter")
}
