//! From a cell to a value, lent where it can be.

use aludel::value::{Kind, Uuid, Value, ValueRef};

use super::datetime::{date_from, interval_from, time_from, timestamp_from};
use super::{array, oid, range};

/// How a column's cells are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decode {
    Bool,
    Int2,
    Int4,
    Int8,
    Oid,
    Float4,
    Float8,
    Bytes,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    Uuid,
    /// What is asked for as text: a numeric has any number of digits.
    Decimal,
    Json,
    /// Text, and whatever else the server can only write as text.
    Text,
    /// An array, whose elements are read so.
    Array(Element),
    /// A range, whose bounds are read so.
    Range(Element),
}

/// What is in an array or a range. Those with a binary form come in it, and the others as a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element(u32);

impl Element {
    pub(super) fn decode(self) -> Decode {
        Decode::scalar(self.0)
    }
}

impl Decode {
    /// Of a type; `user_element` is the element of an array type that a user has made.
    pub(crate) fn of(ty: u32, user_element: Option<u32>) -> Self {
        match oid::element_of(ty).or(user_element) {
            Some(element) => Decode::Array(Element(element)),
            None => Decode::scalar(ty),
        }
    }

    fn scalar(ty: u32) -> Self {
        if let Some(element) = oid::in_range(ty) {
            return Decode::Range(Element(element));
        }
        match ty {
            oid::BOOL => Decode::Bool,
            oid::INT2 => Decode::Int2,
            oid::INT4 => Decode::Int4,
            oid::INT8 => Decode::Int8,
            oid::OID => Decode::Oid,
            oid::FLOAT4 => Decode::Float4,
            oid::FLOAT8 => Decode::Float8,
            oid::BYTEA => Decode::Bytes,
            oid::DATE => Decode::Date,
            oid::TIME => Decode::Time,
            oid::TIMESTAMP => Decode::Timestamp,
            oid::TIMESTAMPTZ => Decode::TimestampTz,
            oid::INTERVAL => Decode::Interval,
            oid::UUID => Decode::Uuid,
            oid::NUMERIC => Decode::Decimal,
            oid::JSON | oid::JSONB => Decode::Json,
            _ => Decode::Text,
        }
    }

    /// Whether cells are asked for in binary.
    pub(crate) fn is_binary(self) -> bool {
        match self {
            Decode::Decimal | Decode::Json | Decode::Text => false,
            Decode::Array(element) | Decode::Range(element) => element.decode().is_binary(),
            _ => true,
        }
    }

    /// Whether cells are made, and not lent from the input: see [`Decode::made`].
    pub(crate) fn is_made(self) -> bool {
        matches!(self, Decode::Array(_) | Decode::Range(_))
    }

    /// The kind of the values.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Decode::Bool => Kind::Bool,
            Decode::Int2 | Decode::Int4 | Decode::Int8 | Decode::Oid => Kind::Int,
            Decode::Float4 | Decode::Float8 => Kind::Float,
            Decode::Bytes => Kind::Bytes,
            Decode::Date => Kind::Date,
            Decode::Time => Kind::Time,
            Decode::Timestamp => Kind::Timestamp,
            Decode::TimestampTz => Kind::TimestampTz,
            Decode::Interval => Kind::Interval,
            Decode::Uuid => Kind::Uuid,
            Decode::Decimal => Kind::Decimal,
            Decode::Json => Kind::Json,
            Decode::Text => Kind::Text,
            Decode::Array(_) => Kind::Array,
            Decode::Range(_) => Kind::Range,
        }
    }

    /// Lends a cell that is not NULL. Arrays and ranges can't be lent: see
    /// [`Decode::made`].
    ///
    /// # Errors
    /// Why the value has no place in its kind.
    #[inline]
    pub(crate) fn lend(self, bytes: &[u8]) -> Result<ValueRef<'_>, &'static str> {
        Ok(match self {
            Decode::Int4 => ValueRef::Int(i32::from_be_bytes(exactly(bytes)?).into()),
            Decode::Int8 => ValueRef::Int(i64::from_be_bytes(exactly(bytes)?)),
            Decode::Text => ValueRef::Text(text(bytes)?),
            Decode::Bool => ValueRef::Bool(exactly::<1>(bytes)? != [0]),
            Decode::Int2 => ValueRef::Int(i16::from_be_bytes(exactly(bytes)?).into()),
            Decode::Oid => ValueRef::Int(u32::from_be_bytes(exactly(bytes)?).into()),
            Decode::Float4 => ValueRef::Float(f32::from_be_bytes(exactly(bytes)?).into()),
            Decode::Float8 => ValueRef::Float(f64::from_be_bytes(exactly(bytes)?)),
            Decode::Bytes => ValueRef::Bytes(bytes),
            Decode::Date => ValueRef::Date(date_from(i32::from_be_bytes(exactly(bytes)?))?),
            Decode::Time => ValueRef::Time(time_from(i64::from_be_bytes(exactly(bytes)?))?),
            Decode::Timestamp => {
                ValueRef::Timestamp(timestamp_from(i64::from_be_bytes(exactly(bytes)?))?)
            }
            Decode::TimestampTz => {
                let utc = timestamp_from(i64::from_be_bytes(exactly(bytes)?))?;
                ValueRef::TimestampTz(aludel::value::TimestampTz::from_utc(utc))
            }
            Decode::Interval => ValueRef::Interval(interval_from(exactly(bytes)?)?),
            Decode::Uuid => ValueRef::Uuid(Uuid::from_bytes(exactly(bytes)?)),
            Decode::Decimal => ValueRef::Decimal(text(bytes)?),
            Decode::Json => ValueRef::Json(text(bytes)?),
            Decode::Array(_) | Decode::Range(_) => return Err(GARBLED),
        })
    }

    /// What is in an array or a range.
    pub(super) fn value(self, bytes: &[u8]) -> Result<Value, &'static str> {
        if self.is_made() { self.made(bytes) } else { self.lend(bytes).map(|v| v.to_value()) }
    }

    /// Reads a cell that is an array or a range.
    ///
    /// # Errors
    /// Why what is in it has no place in its kind.
    pub(crate) fn made(self, bytes: &[u8]) -> Result<Value, &'static str> {
        Ok(match self {
            Decode::Array(element) if self.is_binary() => array::binary(element, bytes)?.into(),
            Decode::Array(element) => array::literal(element, text(bytes)?)?.into(),
            Decode::Range(element) if self.is_binary() => {
                range::binary(element.decode(), bytes)?.into()
            }
            Decode::Range(element) => range::literal(element.decode(), text(bytes)?)?.into(),
            _ => return Err(GARBLED),
        })
    }
}

pub(super) const GARBLED: &str = "the server sent what is no value of the column's type";

#[inline]
pub(super) fn exactly<const N: usize>(bytes: &[u8]) -> Result<[u8; N], &'static str> {
    bytes.try_into().map_err(|_| GARBLED)
}

#[inline]
fn text(bytes: &[u8]) -> Result<&str, &'static str> {
    std::str::from_utf8(bytes).map_err(|_| "it is text that is not UTF-8")
}
