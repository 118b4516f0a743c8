//! Values as text: exactly, and of the type that a parameter would have.

use std::ops::Bound;

use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;
use aludel::value::{Array, Interval, Kind, Range, Time, Value};
use aludel::{ErrorKind, Result};

use crate::shape;
use crate::text;
use crate::untyped::array_type;

/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS>
pub(crate) fn literal(value: &Value, sink: &mut Sink<'_>) -> Result<()> {
    match value {
        // Without its minus sign the number is too large for an integer.
        Value::Int(i64::MIN) => quoted("-9223372036854775808", "bigint", sink),
        // A number with a point is a numeric.
        Value::Float(v) => {
            let mut out = String::new();
            text::float(*v, &mut out);
            quoted(&out, "float8", sink);
        }
        // One without a point is an integer, which divides as integers do.
        Value::Decimal(v) if !v.as_str().contains('.') => quoted(v.as_str(), "numeric", sink),
        Value::Text(v) => return string(v, sink),
        Value::Bytes(v) => {
            let mut out = String::with_capacity(v.len() * 2 + 2);
            text::bytes(v, &mut out);
            quoted(&out, "bytea", sink);
        }
        Value::Date(_) => spelled(value, "date", sink),
        Value::Time(v) => {
            exact(*v, sink)?;
            spelled(value, "time", sink);
        }
        Value::Timestamp(v) => {
            exact(v.time(), sink)?;
            spelled(value, "timestamp", sink);
        }
        Value::TimestampTz(v) => {
            exact(v.utc().time(), sink)?;
            spelled(value, "timestamptz", sink);
        }
        Value::Interval(v) => {
            finite(*v, sink)?;
            spelled(value, "interval", sink);
        }
        Value::Uuid(_) => spelled(value, "uuid", sink),
        Value::Json(v) => {
            string(v.as_str(), sink)?;
            sink.push("::jsonb");
        }
        Value::Array(v) => return array(v, sink),
        Value::Range(v) => return range(v, sink),
        _ => return Ansi.literal(value, sink),
    }
    Ok(())
}

/// What has no quotes and nothing to escape in it.
fn spelled(value: &Value, ty: &str, sink: &mut Sink<'_>) {
    let mut out = String::with_capacity(40);
    text::value(value, &mut out);
    quoted(&out, ty, sink);
}

/// `'text'::type`
fn quoted(text: &str, ty: &str, sink: &mut Sink<'_>) {
    sink.push("'");
    sink.push(text);
    sink.push("'::");
    sink.push(ty);
}

/// The server rounds to microseconds.
fn exact(time: Time, sink: &Sink<'_>) -> Result<()> {
    if time.nanosecond().is_multiple_of(1000) {
        return Ok(());
    }
    Err(sink
        .error(ErrorKind::Data, format!("{time} is finer than a microsecond"))
        .with_help("PostgreSQL stores microseconds: round it first"))
}

/// The server has no other name for infinity.
fn finite(interval: Interval, sink: &Sink<'_>) -> Result<()> {
    if text::is_infinite(interval) {
        return Err(sink
            .error(ErrorKind::Data, format!("the interval {interval} can't be printed"))
            .with_help(text::INFINITE));
    }
    Ok(())
}

/// Text between quotes. One with a backslash is written so that it means the same whatever the
/// server's `standard_conforming_strings` says.
fn string(text: &str, sink: &mut Sink<'_>) -> Result<()> {
    if text.contains('\0') {
        return Err(sink
            .error(ErrorKind::Data, "text with a NUL character can't be printed as a literal")
            .with_help("PostgreSQL's texts hold none: store it as bytes"));
    }
    let escape = text.contains('\\');
    sink.push(if escape { "E'" } else { "'" });
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '\\']) {
        let (before, after) = rest.split_at(at);
        let (special, after) = after.split_at(1);
        sink.push(before);
        sink.push(special);
        sink.push(special);
        rest = after;
    }
    sink.push(rest);
    sink.push("'");
    Ok(())
}

/// An array is one literal, whose text escapes its elements.
fn array(array: &Array, sink: &mut Sink<'_>) -> Result<()> {
    shape::check(array)
        .map_err(|why| sink.error(ErrorKind::Data, "the array can't be printed").with_help(why))?;
    check_items(array, sink)?;
    let mut out = String::new();
    text::array(array, &mut out);
    string(&out, sink)?;
    // Of texts, it must be free to become an array of enums, as a text is to become one.
    let element = shape::leaf(array);
    if element != Kind::Text
        && let Some(ty) = array_type(element)
    {
        sink.push("::");
        sink.push(ty);
    }
    Ok(())
}

/// What the server would round.
fn check_items(array: &Array, sink: &Sink<'_>) -> Result<()> {
    array.items().iter().try_for_each(|item| check_item(item, sink))
}

fn check_item(item: &Value, sink: &Sink<'_>) -> Result<()> {
    match item {
        Value::Time(v) => exact(*v, sink),
        Value::Timestamp(v) => exact(v.time(), sink),
        Value::TimestampTz(v) => exact(v.utc().time(), sink),
        Value::Interval(v) => finite(*v, sink),
        Value::Array(row) => check_items(row, sink),
        Value::Range(range) => check_bounds(range, sink),
        _ => Ok(()),
    }
}

fn check_bounds(range: &Range, sink: &Sink<'_>) -> Result<()> {
    for bound in [range.lower(), range.upper()] {
        if let Bound::Included(end) | Bound::Excluded(end) = bound {
            check_item(end, sink)?;
        }
    }
    Ok(())
}

/// A range is free to be of 32-bit or of 64-bit integers, as a parameter is.
fn range(range: &Range, sink: &mut Sink<'_>) -> Result<()> {
    check_bounds(range, sink)?;
    let mut out = String::new();
    text::range(range, &mut out);
    string(&out, sink)
}
