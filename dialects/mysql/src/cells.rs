//! Cells: from what the protocol sends to values, exactly, or an error.

use aludel::value::{Date, Interval, Kind, Time, Timestamp, TimestampTz, ValueRef};
use aludel::{Error, ErrorKind};
use mysql::Column;
use mysql::Value as Raw;
use mysql::consts::{ColumnFlags, ColumnType};

/// The number of the character set of bytes.
const BINARY: u16 = 63;

/// What a column is declared as, where its values arrive as something else.
pub(crate) fn declared_kind(column: &Column) -> Kind {
    match column.column_type() {
        ColumnType::MYSQL_TYPE_TINY
            if column.column_length() == 1
                && !column.flags().contains(ColumnFlags::UNSIGNED_FLAG) =>
        {
            Kind::Bool
        }
        ColumnType::MYSQL_TYPE_BIT if column.column_length() == 1 => Kind::Bool,
        // Those that fit 64 signed bits are lent as signed ones.
        ColumnType::MYSQL_TYPE_LONGLONG if column.flags().contains(ColumnFlags::UNSIGNED_FLAG) => {
            Kind::UInt
        }
        _ if Form::of(column) == Form::Computed => Kind::Timestamp,
        _ => Kind::Unknown,
    }
}

/// How a column's cells are read. A byte a column: the driver's own description of one is large,
/// and would be looked at for each cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Bytes,
    Decimal,
    Json,
    Bits,
    /// What can't be prepared comes as text.
    Integer,
    Date,
    Timestamp,
    TimestampTz,
    /// An expression that gives a date and time: of a zone or not, the server doesn't say. It is
    /// lent as text, which reads as either; the session's time zone is UTC.
    Computed,
}

impl Form {
    pub(crate) fn of(column: &Column) -> Self {
        use ColumnType::{
            MYSQL_TYPE_BIT, MYSQL_TYPE_DATE, MYSQL_TYPE_DATETIME, MYSQL_TYPE_DECIMAL,
            MYSQL_TYPE_GEOMETRY, MYSQL_TYPE_INT24, MYSQL_TYPE_JSON, MYSQL_TYPE_LONG,
            MYSQL_TYPE_LONGLONG, MYSQL_TYPE_NEWDATE, MYSQL_TYPE_NEWDECIMAL, MYSQL_TYPE_SHORT,
            MYSQL_TYPE_TIMESTAMP, MYSQL_TYPE_TINY, MYSQL_TYPE_VECTOR,
        };
        match column.column_type() {
            MYSQL_TYPE_NEWDECIMAL | MYSQL_TYPE_DECIMAL => Form::Decimal,
            MYSQL_TYPE_JSON => Form::Json,
            MYSQL_TYPE_BIT => Form::Bits,
            MYSQL_TYPE_GEOMETRY | MYSQL_TYPE_VECTOR => Form::Bytes,
            MYSQL_TYPE_TINY | MYSQL_TYPE_SHORT | MYSQL_TYPE_INT24 | MYSQL_TYPE_LONG
            | MYSQL_TYPE_LONGLONG => Form::Integer,
            MYSQL_TYPE_DATE | MYSQL_TYPE_NEWDATE => Form::Date,
            MYSQL_TYPE_TIMESTAMP => Form::TimestampTz,
            MYSQL_TYPE_DATETIME if column.org_table_ref().is_empty() => Form::Computed,
            MYSQL_TYPE_DATETIME => Form::Timestamp,
            _ if column.character_set() == BINARY => Form::Bytes,
            _ => Form::Text,
        }
    }
}

/// The cell's value; none where it can't be lent: see [`unreadable`].
pub(crate) fn lent(cell: &Raw, form: Form) -> Option<ValueRef<'_>> {
    let mut value = ValueRef::Null;
    lend(cell, form, &mut value).then_some(value)
}

/// Writes the cell's value; false where it can't be lent. It is written where it is wanted: handing
/// such values on through results costs more than making them.
#[inline]
pub(crate) fn lend<'r>(cell: &'r Raw, form: Form, out: &mut ValueRef<'r>) -> bool {
    match cell {
        Raw::Int(v) => *out = ValueRef::Int(*v),
        Raw::Bytes(bytes) if form == Form::Text => match std::str::from_utf8(bytes) {
            Ok(text) => *out = ValueRef::Text(text),
            Err(_) => return false,
        },
        Raw::NULL => *out = ValueRef::Null,
        Raw::Double(v) => *out = ValueRef::Float(*v),
        Raw::UInt(v) => *out = ValueRef::UInt(*v),
        other => return lend_other(other, form, out),
    }
    true
}

fn lend_other<'r>(cell: &'r Raw, form: Form, out: &mut ValueRef<'r>) -> bool {
    let value = match cell {
        Raw::Float(v) => Some(ValueRef::Float((*v).into())),
        Raw::Bytes(bytes) => of_bytes(bytes, form),
        Raw::Date(..) => of_date(cell, form),
        Raw::Time(..) => of_time(cell),
        _ => None,
    };
    match value {
        Some(value) => {
            *out = value;
            true
        }
        None => false,
    }
}

fn of_bytes(bytes: &[u8], form: Form) -> Option<ValueRef<'_>> {
    Some(match form {
        Form::Bytes => ValueRef::Bytes(bytes),
        Form::Decimal => ValueRef::Decimal(text(bytes)?),
        Form::Json => ValueRef::Json(text(bytes)?),
        Form::Bits => bits(bytes),
        Form::Integer => {
            let text = text(bytes)?;
            match (text.parse(), text.parse()) {
                (Ok(v), _) => ValueRef::Int(v),
                (_, Ok(v)) => ValueRef::UInt(v),
                _ => ValueRef::Text(text),
            }
        }
        _ => ValueRef::Text(text(bytes)?),
    })
}

fn of_date(cell: &Raw, form: Form) -> Option<ValueRef<'_>> {
    let Raw::Date(year, month, day, hour, minute, second, micros) = cell else { return None };
    let date = Date::try_new((*year).into(), *month, *day).ok()?;
    if form == Form::Date {
        return Some(ValueRef::Date(date));
    }
    let at = Timestamp::new(date, time(*hour, *minute, *second, *micros)?);
    Some(match form {
        Form::TimestampTz => ValueRef::TimestampTz(TimestampTz::from_utc(at)),
        _ => ValueRef::Timestamp(at),
    })
}

/// A time of day, or an interval where it is none.
fn of_time(cell: &Raw) -> Option<ValueRef<'_>> {
    let Raw::Time(negative, days, hours, minutes, seconds, micros) = cell else { return None };
    if !negative
        && *days == 0
        && let Some(time) = time(*hours, *minutes, *seconds, *micros)
    {
        return Some(ValueRef::Time(time));
    }
    let hours = i64::from(*days) * 24 + i64::from(*hours);
    let seconds = (hours * 60 + i64::from(*minutes)) * 60 + i64::from(*seconds);
    let micros = seconds * 1_000_000 + i64::from(*micros);
    Some(ValueRef::Interval(Interval::new(0, 0, if *negative { -micros } else { micros })))
}

fn time(hour: u8, minute: u8, second: u8, micros: u32) -> Option<Time> {
    Time::try_new(hour, minute, second, micros.checked_mul(1000)?).ok()
}

/// Up to 64 bits, the highest first.
fn bits(bytes: &[u8]) -> ValueRef<'_> {
    let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    i64::try_from(number).map_or(ValueRef::UInt(number), ValueRef::Int)
}

#[inline]
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// The error for a cell that can't be lent.
#[cold]
pub(crate) fn unreadable(cell: &Raw, column: &Column) -> Error {
    let wrong = |what: String| {
        Error::new(ErrorKind::Decode, format!("column {:?}: {what}", column.name_str()))
    };
    match cell {
        Raw::Bytes(_) => {
            wrong("text that is not UTF-8".to_owned()).with_help("select it cast to Blob")
        }
        _ => wrong(format!("{} is no date", cell.as_sql(true))).with_help(
            "an SQL mode without NO_ZERO_DATE stores such: select nullif(…) of it, or cast it to \
             Text",
        ),
    }
}
