//! Binding: each value exactly, or an error.

use aludel::value::{Date, Value};
use aludel::{Error, ErrorKind, Result};
use rusqlite::Statement;
use rusqlite::types::{Null, ToSql, ToSqlOutput, ValueRef};

use crate::error::database;
use crate::literal::{NEGATIVE_ZERO, YEARS, is_storable};

/// Binds all parameters.
///
/// # Errors
/// When there are too few or too many, or SQLite can't hold one of them.
#[inline]
pub(crate) fn bind(statement: &mut Statement<'_>, params: &[Value]) -> Result<()> {
    let wanted = statement.parameter_count();
    if wanted != params.len() {
        return Err(aludel::engine::wrong_parameter_count(wanted, params.len()));
    }
    for (i, value) in params.iter().enumerate() {
        let at = i + 1;
        match value {
            // The commonest, without a detour.
            Value::Int(v) => statement.raw_bind_parameter(at, *v),
            Value::Text(v) => statement.raw_bind_parameter(at, v.as_str()),
            Value::Null(_) => statement.raw_bind_parameter(at, Null),
            _ => {
                let bound = bound(value).map_err(|why| refused(i, value, why))?;
                statement.raw_bind_parameter(at, Bound(bound))
            }
        }
        .map_err(database)?;
    }
    Ok(())
}

struct Bound<'v>(ToSqlOutput<'v>);

impl ToSql for Bound<'_> {
    #[inline]
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match &self.0 {
            ToSqlOutput::Borrowed(value) => ToSqlOutput::Borrowed(*value),
            ToSqlOutput::Owned(value) => ToSqlOutput::Borrowed(value.into()),
            // We make no others.
            _ => ToSqlOutput::Borrowed(ValueRef::Null),
        })
    }
}

#[inline]
fn bound(value: &Value) -> Result<ToSqlOutput<'_>, &'static str> {
    Ok(ToSqlOutput::Borrowed(match value {
        Value::Null(_) => ValueRef::Null,
        Value::Bool(v) => ValueRef::Integer((*v).into()),
        Value::Int(v) => ValueRef::Integer(*v),
        Value::UInt(v) => match i64::try_from(*v) {
            Ok(v) => ValueRef::Integer(v),
            Err(_) => return Err("SQLite's integers have 64 signed bits: store it as a decimal"),
        },
        Value::Float(v) => ValueRef::Real(float(*v)?),
        Value::Decimal(v) => ValueRef::Text(v.as_str().as_bytes()),
        Value::Text(v) => ValueRef::Text(v.as_bytes()),
        Value::Bytes(v) => ValueRef::Blob(v),
        Value::Uuid(v) => ValueRef::Blob(v.as_bytes()),
        Value::Json(v) => ValueRef::Text(v.as_str().as_bytes()),
        Value::Date(v) => return dated(*v, |out| v.write_to(out)),
        Value::Timestamp(v) => return dated(v.date(), |out| v.write_to(out)),
        Value::TimestampTz(v) => return dated(v.utc().date(), |out| v.write_to(out)),
        Value::Time(v) => return Ok(text(|out| v.write_to(out))),
        Value::Interval(v) => return Ok(text(|out| out.push_str(&v.to_string()))),
        Value::Array(_) => {
            return Err("SQLite has no arrays: store it as JSON or as rows of a table");
        }
        Value::Range(_) => {
            return Err("SQLite has no ranges: store its two bounds in columns of their own");
        }
        _ => return Err("SQLite has no such type"),
    }))
}

/// SQLite stores NaN as NULL, and -0.0 in a REAL column as 0.0.
fn float(value: f64) -> Result<f64, &'static str> {
    if value.is_nan() {
        return Err("SQLite stores NaN as NULL: bind a NULL if that is meant");
    }
    if value == 0.0 && value.is_sign_negative() {
        return Err(NEGATIVE_ZERO);
    }
    Ok(value)
}

/// What begins with a date.
fn dated(
    date: Date,
    write: impl FnOnce(&mut String),
) -> Result<ToSqlOutput<'static>, &'static str> {
    if is_storable(date) { Ok(text(write)) } else { Err(YEARS) }
}

fn text(write: impl FnOnce(&mut String)) -> ToSqlOutput<'static> {
    let mut out = String::with_capacity(32);
    write(&mut out);
    ToSqlOutput::from(out)
}

#[cold]
fn refused(index: usize, value: &Value, why: &str) -> Error {
    let what = match value {
        Value::UInt(v) => format!("{v}"),
        Value::Float(v) => format!("{v:?}"),
        other => other.kind().name().to_owned(),
    };
    Error::new(ErrorKind::Parameter, format!("parameter {} can't be bound: {what}", index + 1))
        .with_help(why)
}
