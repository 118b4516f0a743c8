//! Values as text.

use aludel::Result;
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;
use aludel::value::{Date, Time, Value};

use crate::SqlMode;
use crate::parameter::{check_decimal, refused};

/// A value in MySQL's words: <https://dev.mysql.com/doc/refman/9.4/en/literals.html>. `json`: there
/// is a type of that name.
pub(crate) fn literal(value: &Value, mode: SqlMode, json: bool, sink: &mut Sink<'_>) -> Result<()> {
    match value {
        Value::Text(v) => text(v, mode, sink),
        // Without an exponent it would be a decimal.
        Value::Float(v) if v.is_finite() => {
            sink.push(&format!("{v:e}"));
            Ok(())
        }
        Value::Decimal(v) => {
            check_decimal(v).map_err(|why| refused(v, why, sink))?;
            Ansi.literal(value, sink)?;
            // Without a point it would be an integer.
            sink.push(if v.as_str().contains('.') { "" } else { "." });
            Ok(())
        }
        Value::Date(v) => {
            check_date(*v, sink)?;
            Ansi.literal(value, sink)
        }
        Value::Time(v) => {
            check_time(*v, sink)?;
            Ansi.literal(value, sink)
        }
        Value::Timestamp(v) => {
            check_date(v.date(), sink)?;
            check_time(v.time(), sink)?;
            Ansi.literal(value, sink)
        }
        // The session's time zone is UTC.
        Value::TimestampTz(v) => literal(&Value::Timestamp(v.utc()), mode, json, sink),
        Value::Interval(v) => text(&v.to_string(), mode, sink),
        Value::Uuid(v) => Ansi.literal(&Value::from(v.as_bytes().as_slice()), sink),
        Value::Json(v) if json => {
            sink.push("CAST(");
            text(v.as_str(), mode, sink)?;
            sink.push(" AS JSON)");
            Ok(())
        }
        Value::Json(v) => text(v.as_str(), mode, sink),
        _ => Ansi.literal(value, sink),
    }
}

/// Text between single quotes, in which a backslash is special unless the SQL mode says
/// otherwise: <https://dev.mysql.com/doc/refman/9.4/en/string-literals.html>
fn text(text: &str, mode: SqlMode, sink: &mut Sink<'_>) -> Result<()> {
    if text.contains('\0') {
        // Not every program that reads a script reads past it.
        sink.push("_utf8mb4 ");
        return Ansi.literal(&Value::from(text.as_bytes()), sink);
    }
    if mode.no_backslash_escapes() || !text.contains('\\') {
        return Ansi.literal(&Value::from(text), sink);
    }
    Ansi.literal(&Value::from(text.replace('\\', "\\\\")), sink)
}

pub(crate) const NEGATIVE_ZERO: &str = "MariaDB stores -0.0 as 0.0: bind 0.0, or add 0.0 to it";

pub(crate) fn is_negative_zero(v: f64) -> bool {
    v == 0.0 && v.is_sign_negative()
}

fn check_date(date: Date, sink: &Sink<'_>) -> Result<()> {
    if is_storable(date) {
        return Ok(());
    }
    Err(sink.unsupported(&format!("the date {date}"), "the years are 1 to 9999"))
}

fn check_time(time: Time, sink: &Sink<'_>) -> Result<()> {
    if is_micros(time) {
        return Ok(());
    }
    Err(sink.unsupported(
        &format!("the time {time}, finer than a microsecond,"),
        "round it in the program",
    ))
}

/// Whether a DATE can hold it:
/// <https://dev.mysql.com/doc/refman/9.4/en/date-and-time-types.html>
pub(crate) fn is_storable(date: Date) -> bool {
    (1..=9999).contains(&date.year())
}

/// Whether a fraction of six digits holds it.
pub(crate) fn is_micros(time: Time) -> bool {
    time.nanosecond().is_multiple_of(1000)
}
