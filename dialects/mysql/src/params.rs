//! Binding: each value exactly, or an error.

use aludel::value::{Date, Decimal, Time, Timestamp, Value};
use aludel::{Error, ErrorKind, Result};
use mysql::Value as Raw;

use crate::literal::{NEGATIVE_ZERO, is_micros, is_negative_zero, is_storable};
use crate::parameter::{DIGITS, SCALE, check_decimal};

/// What a server takes.
#[derive(Clone, Copy)]
pub(crate) struct Takes {
    /// The most bytes of a parameter.
    pub(crate) most: usize,
    /// Whether -0.0 stays what it is. MariaDB makes it 0.0.
    pub(crate) negative_zero: bool,
}

/// The parameters, as the protocol sends them.
///
/// # Errors
/// When the server can't hold one of them.
pub(crate) fn bound(sql: &str, params: &[Value], takes: Takes) -> Result<Vec<Raw>> {
    let mut values = Vec::with_capacity(params.len());
    for (i, value) in params.iter().enumerate() {
        match raw(sql, i, value) {
            Ok(Raw::Double(v)) if is_negative_zero(v) && !takes.negative_zero => {
                return Err(refused(i, value, NEGATIVE_ZERO));
            }
            // A larger one would cost the connection.
            Ok(Raw::Bytes(bytes)) if bytes.len() > takes.most => {
                return Err(too_large(i, bytes.len()));
            }
            Ok(raw) => values.push(raw),
            Err(why) => return Err(refused(i, value, why)),
        }
    }
    Ok(values)
}

fn raw(sql: &str, index: usize, value: &Value) -> Result<Raw, &'static str> {
    Ok(match value {
        Value::Null(_) => Raw::NULL,
        Value::Bool(v) => Raw::Int((*v).into()),
        Value::Int(v) => Raw::Int(*v),
        Value::UInt(v) => Raw::UInt(*v),
        Value::Float(v) if v.is_finite() => Raw::Double(*v),
        Value::Float(_) => return Err("a float is never NaN or infinite here"),
        Value::Decimal(v) => {
            check_decimal(v)?;
            if v.digits() > FLOAT_DIGITS {
                check_cast(sql, index, v)?;
            }
            text(v.as_str())
        }
        Value::Text(v) => text(v),
        Value::Json(v) => text(v.as_str()),
        Value::Interval(v) => text(&v.to_string()),
        Value::Bytes(v) => Raw::Bytes(v.to_vec()),
        Value::Uuid(v) => Raw::Bytes(v.as_bytes().to_vec()),
        Value::Date(v) => {
            let (year, month, day) = date(*v)?;
            Raw::Date(year, month, day, 0, 0, 0, 0)
        }
        Value::Timestamp(v) => timestamp(*v)?,
        // The session's time zone is UTC.
        Value::TimestampTz(v) => timestamp(v.utc())?,
        Value::Time(v) => {
            let micros = micros(*v)?;
            Raw::Time(false, 0, v.hour(), v.minute(), v.second(), micros)
        }
        Value::Array(_) => {
            return Err("there are no arrays: store it as JSON or as rows of a table");
        }
        Value::Range(_) => {
            return Err("there are no ranges: store its two bounds in columns of their own");
        }
        _ => return Err("there is no such type"),
    })
}

/// Every decimal of so many digits is a float's shortest text.
const FLOAT_DIGITS: usize = 15;

/// The protocol sends a decimal as text, which compares with a number as a float: a placeholder
/// has a cast, unless it is a bind without a type. One with a type is cast before its value is
/// known, to the most digits after the point. (See `parameter`.)
#[cold]
fn check_cast(sql: &str, index: usize, decimal: &Decimal) -> Result<(), &'static str> {
    match after_placeholder(sql, index) {
        None if !inserts(sql) => Err(
            "a bind without a type would be compared as a float: say bind(…).typed::<Decimal>()",
        ),
        Some(rest)
            if rest.starts_with(" AS DECIMAL(65, 30)")
                && decimal.digits() - decimal.scale() > DIGITS - SCALE =>
        {
            Err("a bind takes decimals of up to 35 digits before the point: give the value itself \
                 to the statement")
        }
        _ => Ok(()),
    }
}

/// What follows a placeholder that is cast.
fn after_placeholder(sql: &str, index: usize) -> Option<&str> {
    let mut quote = None;
    let mut seen = 0;
    for (at, byte) in sql.bytes().enumerate() {
        match (quote, byte) {
            (None, b'\'' | b'"' | b'`') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'?') if seen < index => seen += 1,
            (None, b'?') => {
                let cast = sql.get(..at)?.ends_with("CAST(");
                return sql.get(at + 1..).filter(|_| cast);
            }
            _ => {}
        }
    }
    None
}

/// An INSERT converts text to the column's type, exactly.
fn inserts(sql: &str) -> bool {
    let word = sql.trim_start().split(|c: char| !c.is_ascii_alphabetic()).next();
    word.is_some_and(|w| w.eq_ignore_ascii_case("INSERT") || w.eq_ignore_ascii_case("REPLACE"))
}

fn text(text: &str) -> Raw {
    Raw::Bytes(text.as_bytes().to_vec())
}

fn timestamp(at: Timestamp) -> Result<Raw, &'static str> {
    let (year, month, day) = date(at.date())?;
    let time = at.time();
    let micros = micros(time)?;
    Ok(Raw::Date(year, month, day, time.hour(), time.minute(), time.second(), micros))
}

fn date(date: Date) -> Result<(u16, u8, u8), &'static str> {
    match u16::try_from(date.year()) {
        Ok(year) if is_storable(date) => Ok((year, date.month(), date.day())),
        _ => Err("dates are of the years 1 to 9999"),
    }
}

fn micros(time: Time) -> Result<u32, &'static str> {
    if is_micros(time) {
        Ok(time.nanosecond() / 1000)
    } else {
        Err("it is finer than a microsecond: round it in the program")
    }
}

#[cold]
fn refused(index: usize, value: &Value, why: &str) -> Error {
    let what = match value {
        Value::Float(v) => format!("{v:?}"),
        Value::Decimal(v) => v.to_string(),
        other => other.kind().name().to_owned(),
    };
    Error::new(ErrorKind::Parameter, format!("parameter {} can't be bound: {what}", index + 1))
        .with_help(why)
}

#[cold]
fn too_large(index: usize, bytes: usize) -> Error {
    Error::new(
        ErrorKind::Data,
        format!("parameter {} has {bytes} bytes, more than the server takes", index + 1),
    )
    .with_help("raise the server's max_allowed_packet")
}
