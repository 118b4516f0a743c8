//! A value that a driver lends.

use std::sync::Arc;

use super::{
    Array, Date, Decimal, Interval, Json, Kind, Range, Time, Timestamp, TimestampTz, Uuid, Value,
};

/// A value lent by a driver or by a [`Value`], valid until its row is left.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub enum ValueRef<'a> {
    /// NULL.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    UInt(u64),
    /// A 64-bit float.
    Float(f64),
    /// A decimal, as its text.
    Decimal(&'a str),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A calendar date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A date and time of day.
    Timestamp(Timestamp),
    /// An instant.
    TimestampTz(TimestampTz),
    /// A span of time.
    Interval(Interval),
    /// A UUID.
    Uuid(Uuid),
    /// A JSON document, as its text.
    Json(&'a str),
    /// An array.
    Array(&'a Array),
    /// A range.
    Range(&'a Range),
    /// What can't be stored exactly, and why; drivers lend none.
    Refused(&'a str),
}

impl ValueRef<'_> {
    /// What the value is stored as; NULL is [`Kind::Unknown`].
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            ValueRef::Null | ValueRef::Refused(_) => Kind::Unknown,
            ValueRef::Bool(_) => Kind::Bool,
            ValueRef::Int(_) => Kind::Int,
            ValueRef::UInt(_) => Kind::UInt,
            ValueRef::Float(_) => Kind::Float,
            ValueRef::Decimal(_) => Kind::Decimal,
            ValueRef::Text(_) => Kind::Text,
            ValueRef::Bytes(_) => Kind::Bytes,
            ValueRef::Date(_) => Kind::Date,
            ValueRef::Time(_) => Kind::Time,
            ValueRef::Timestamp(_) => Kind::Timestamp,
            ValueRef::TimestampTz(_) => Kind::TimestampTz,
            ValueRef::Interval(_) => Kind::Interval,
            ValueRef::Uuid(_) => Kind::Uuid,
            ValueRef::Json(_) => Kind::Json,
            ValueRef::Array(_) => Kind::Array,
            ValueRef::Range(_) => Kind::Range,
        }
    }

    /// Whether the value is NULL.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, ValueRef::Null)
    }

    /// An owned copy.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match *self {
            ValueRef::Null => Value::Null(Kind::Unknown),
            ValueRef::Bool(v) => Value::Bool(v),
            ValueRef::Int(v) => Value::Int(v),
            ValueRef::UInt(v) => Value::UInt(v),
            ValueRef::Float(v) => Value::Float(v),
            // A driver lends decimals that its server wrote; what isn't one stays text.
            ValueRef::Decimal(v) => match v.parse::<Decimal>() {
                Ok(decimal) => Value::Decimal(decimal),
                Err(_) => Value::Text(v.into()),
            },
            ValueRef::Text(v) => Value::Text(v.into()),
            ValueRef::Bytes(v) => Value::Bytes(Arc::new(bytes::Bytes::copy_from_slice(v))),
            ValueRef::Date(v) => Value::Date(v),
            ValueRef::Time(v) => Value::Time(v),
            ValueRef::Timestamp(v) => Value::Timestamp(v),
            ValueRef::TimestampTz(v) => Value::TimestampTz(v),
            ValueRef::Interval(v) => Value::Interval(v),
            ValueRef::Uuid(v) => Value::Uuid(v),
            ValueRef::Json(v) => Value::Json(Json::from_text(v)),
            ValueRef::Array(v) => Value::Array(v.clone()),
            ValueRef::Range(v) => Value::Range(v.clone()),
            ValueRef::Refused(why) => Value::Refused(Arc::from(why)),
        }
    }
}
