//! Cells: from what the protocol sends to values, exactly, or an error.

use aludel::value::{Date, Interval, Kind, Time, Timestamp, TimestampTz, ValueRef};
use aludel::{Error, ErrorKind, Result};
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
        _ if is_computed_datetime(column) => Kind::Timestamp,
        _ => Kind::Unknown,
    }
}

/// Whether the column is an expression that gives a date and time: of a zone or not, the server
/// doesn't say. It is lent as text, which reads as either; the session's time zone is UTC.
pub(crate) fn is_computed_datetime(column: &Column) -> bool {
    is_datetime(column) && column.org_table_ref().is_empty()
}

fn is_datetime(column: &Column) -> bool {
    matches!(
        column.column_type(),
        ColumnType::MYSQL_TYPE_DATETIME | ColumnType::MYSQL_TYPE_DATETIME2
    )
}

/// The cell's value.
#[inline]
pub(crate) fn lent<'r>(cell: &'r Raw, column: &Column) -> Result<ValueRef<'r>> {
    Ok(match cell {
        Raw::NULL => ValueRef::Null,
        Raw::Int(v) => ValueRef::Int(*v),
        Raw::UInt(v) => ValueRef::UInt(*v),
        Raw::Double(v) => ValueRef::Float(*v),
        Raw::Float(v) => ValueRef::Float((*v).into()),
        Raw::Bytes(bytes) => return of_bytes(bytes, column),
        Raw::Date(year, month, day, hour, minute, second, micros) => {
            let Some(date) = date(*year, *month, *day) else { return Err(no_date(cell, column)) };
            if matches!(
                column.column_type(),
                ColumnType::MYSQL_TYPE_DATE | ColumnType::MYSQL_TYPE_NEWDATE
            ) {
                return Ok(ValueRef::Date(date));
            }
            let Some(time) = time(*hour, *minute, *second, *micros) else {
                return Err(no_date(cell, column));
            };
            let at = Timestamp::new(date, time);
            if is_datetime(column) {
                ValueRef::Timestamp(at)
            } else {
                ValueRef::TimestampTz(TimestampTz::from_utc(at))
            }
        }
        Raw::Time(negative, days, hours, minutes, seconds, micros) => {
            if !negative
                && *days == 0
                && let Some(time) = time(*hours, *minutes, *seconds, *micros)
            {
                return Ok(ValueRef::Time(time));
            }
            let hours = i64::from(*days) * 24 + i64::from(*hours);
            let seconds = (hours * 60 + i64::from(*minutes)) * 60 + i64::from(*seconds);
            let micros = seconds * 1_000_000 + i64::from(*micros);
            ValueRef::Interval(Interval::new(0, 0, if *negative { -micros } else { micros }))
        }
    })
}

/// The text of a date and time that is computed; none of any other cell.
pub(crate) fn datetime_text(cell: &Raw, column: &Column) -> Result<String> {
    match lent(cell, column)? {
        ValueRef::Timestamp(at) => Ok(at.to_string()),
        _ => Ok(String::new()),
    }
}

fn date(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::try_new(year.into(), month, day).ok()
}

fn time(hour: u8, minute: u8, second: u8, micros: u32) -> Option<Time> {
    Time::try_new(hour, minute, second, micros.checked_mul(1000)?).ok()
}

#[inline]
fn of_bytes<'r>(bytes: &'r [u8], column: &Column) -> Result<ValueRef<'r>> {
    use ColumnType::{
        MYSQL_TYPE_BIT, MYSQL_TYPE_DECIMAL, MYSQL_TYPE_GEOMETRY, MYSQL_TYPE_INT24, MYSQL_TYPE_JSON,
        MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG, MYSQL_TYPE_NEWDECIMAL, MYSQL_TYPE_SHORT,
        MYSQL_TYPE_TINY, MYSQL_TYPE_VECTOR,
    };
    Ok(match column.column_type() {
        MYSQL_TYPE_NEWDECIMAL | MYSQL_TYPE_DECIMAL => ValueRef::Decimal(text(bytes, column)?),
        MYSQL_TYPE_JSON => ValueRef::Json(text(bytes, column)?),
        MYSQL_TYPE_BIT => bits(bytes),
        MYSQL_TYPE_GEOMETRY | MYSQL_TYPE_VECTOR => ValueRef::Bytes(bytes),
        // What can't be prepared comes as text.
        MYSQL_TYPE_TINY | MYSQL_TYPE_SHORT | MYSQL_TYPE_INT24 | MYSQL_TYPE_LONG
        | MYSQL_TYPE_LONGLONG => {
            let text = text(bytes, column)?;
            match (text.parse(), text.parse()) {
                (Ok(v), _) => ValueRef::Int(v),
                (_, Ok(v)) => ValueRef::UInt(v),
                _ => ValueRef::Text(text),
            }
        }
        _ if column.character_set() == BINARY => ValueRef::Bytes(bytes),
        _ => ValueRef::Text(text(bytes, column)?),
    })
}

/// Up to 64 bits, the highest first.
fn bits(bytes: &[u8]) -> ValueRef<'_> {
    let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    i64::try_from(number).map_or(ValueRef::UInt(number), ValueRef::Int)
}

#[inline]
fn text<'r>(bytes: &'r [u8], column: &Column) -> Result<&'r str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => Err(not_utf8(column, error)),
    }
}

#[cold]
fn not_utf8(column: &Column, error: std::str::Utf8Error) -> Error {
    Error::new(ErrorKind::Decode, format!("column {:?}: text that is not UTF-8", column.name_str()))
        .with_help("select it cast to Blob")
        .with_source(error)
}

#[cold]
fn no_date(cell: &Raw, column: &Column) -> Error {
    Error::new(
        ErrorKind::Decode,
        format!("column {:?}: {} is no date", column.name_str(), cell.as_sql(true)),
    )
    .with_help(
        "an SQL mode without NO_ZERO_DATE stores such: select nullif(…) of it, or cast it to Text",
    )
}
