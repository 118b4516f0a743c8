//! Values as text.

use aludel::Result;
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;
use aludel::value::{Date, Value};

/// A value in SQLite's words. What it stores as text is printed as text, so that a literal
/// and a parameter are the same.
pub(crate) fn literal(value: &Value, sink: &mut Sink<'_>) -> Result<()> {
    match value {
        // A larger integer would be read as a float.
        Value::UInt(v) if i64::try_from(*v).is_err() => {
            Err(sink
                .unsupported(&format!("the integer {v}, beyond 64 signed bits,"), "use a decimal"))
        }
        Value::Float(v) if *v == 0.0 && v.is_sign_negative() => {
            Err(sink.unsupported("the float -0.0", NEGATIVE_ZERO))
        }
        Value::Float(v) if v.is_infinite() => {
            // Beyond all floats, which SQLite reads as infinity.
            sink.push(if *v > 0.0 { "9e999" } else { "-9e999" });
            Ok(())
        }
        Value::Decimal(v) => text(v.as_str(), sink),
        Value::Text(v) => text(v, sink),
        Value::Json(v) => text(v.as_str(), sink),
        Value::Date(v) => {
            check_date(*v, sink)?;
            text(&v.to_string(), sink)
        }
        Value::Time(v) => text(&v.to_string(), sink),
        Value::Timestamp(v) => {
            check_date(v.date(), sink)?;
            text(&v.to_string(), sink)
        }
        Value::TimestampTz(v) => {
            check_date(v.utc().date(), sink)?;
            text(&v.to_string(), sink)
        }
        Value::Interval(v) => text(&v.to_string(), sink),
        Value::Uuid(v) => Ansi.literal(&Value::from(v.as_bytes().as_slice()), sink),
        _ => Ansi.literal(value, sink),
    }
}

pub(crate) const NEGATIVE_ZERO: &str =
    "a REAL column stores -0.0 as 0.0: bind 0.0, or add 0.0 to the value";
pub(crate) const YEARS: &str = "SQLite's dates are of the years 0 to 9999";

/// Whether the date's text orders as dates do, and SQLite's functions read it:
/// <https://sqlite.org/lang_datefunc.html>
pub(crate) fn is_storable(date: Date) -> bool {
    (0..=9999).contains(&date.year())
}

fn check_date(date: Date, sink: &Sink<'_>) -> Result<()> {
    if is_storable(date) {
        return Ok(());
    }
    Err(sink.unsupported(&format!("the date {date}"), YEARS))
}

/// A literal ends at a NUL; text that has one is written as its bytes.
fn text(text: &str, sink: &mut Sink<'_>) -> Result<()> {
    if !text.contains('\0') {
        return Ansi.literal(&Value::from(text), sink);
    }
    sink.push("CAST(");
    Ansi.literal(&Value::from(text.as_bytes()), sink)?;
    sink.push(" AS TEXT)");
    Ok(())
}
