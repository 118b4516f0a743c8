//! An owned value.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use bytes::Bytes;

use super::{
    Array, Date, Decimal, Interval, Json, Kind, Range, SharedStr, Time, Timestamp, TimestampTz,
    Uuid, ValueRef,
};

/// A value: a parameter, or a cell of an owned row.
///
/// A clone never copies text or bytes. Equality and hash are total: floats compare by their
/// bits (so NaN equals itself and `-0.0` is not `0.0`), NULLs by their kind.
///
/// ```
/// use aludel::value::{Kind, Value};
///
/// assert_eq!(Value::from(7), Value::Int(7));
/// assert_eq!(Value::from(None::<i64>), Value::Null(Kind::Int));
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Value {
    /// NULL of a kind.
    Null(Kind),
    /// True or false.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    UInt(u64),
    /// A 64-bit float.
    Float(f64),
    /// An exact decimal.
    Decimal(Decimal),
    /// Text.
    Text(SharedStr),
    /// Bytes. The outer `Arc` keeps a value within 24 bytes.
    Bytes(Arc<Bytes>),
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
    /// A JSON document.
    Json(Json),
    /// An array.
    Array(Array),
    /// A range.
    Range(Range),
    /// What can't be stored exactly, and why: a statement that binds or prints it is an error.
    Refused(Arc<str>),
}

impl Value {
    /// NULL of no known kind.
    pub const NULL: Value = Value::Null(Kind::Unknown);

    /// What the value is stored as; for a NULL, what it would be.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Value::Null(kind) => *kind,
            other => other.lend().kind(),
        }
    }

    /// Whether the value is NULL.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Value::Null(_))
    }

    /// The value as a driver would lend it.
    #[must_use]
    #[inline]
    pub fn lend(&self) -> ValueRef<'_> {
        match self {
            Value::Null(_) => ValueRef::Null,
            Value::Bool(v) => ValueRef::Bool(*v),
            Value::Int(v) => ValueRef::Int(*v),
            Value::UInt(v) => ValueRef::UInt(*v),
            Value::Float(v) => ValueRef::Float(*v),
            Value::Decimal(v) => ValueRef::Decimal(v.as_str()),
            Value::Text(v) => ValueRef::Text(v),
            Value::Bytes(v) => ValueRef::Bytes(v),
            Value::Date(v) => ValueRef::Date(*v),
            Value::Time(v) => ValueRef::Time(*v),
            Value::Timestamp(v) => ValueRef::Timestamp(*v),
            Value::TimestampTz(v) => ValueRef::TimestampTz(*v),
            Value::Interval(v) => ValueRef::Interval(*v),
            Value::Uuid(v) => ValueRef::Uuid(*v),
            Value::Json(v) => ValueRef::Json(v.as_str()),
            Value::Array(v) => ValueRef::Array(v),
            Value::Range(v) => ValueRef::Range(v),
            Value::Refused(why) => ValueRef::Refused(why),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Null(a), Value::Null(b)) => a == b,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::UInt(a), Value::UInt(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Decimal(a), Value::Decimal(b)) => a == b,
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Bytes(a), Value::Bytes(b)) => a == b,
            (Value::Date(a), Value::Date(b)) => a == b,
            (Value::Time(a), Value::Time(b)) => a == b,
            (Value::Timestamp(a), Value::Timestamp(b)) => a == b,
            (Value::TimestampTz(a), Value::TimestampTz(b)) => a == b,
            (Value::Interval(a), Value::Interval(b)) => a == b,
            (Value::Uuid(a), Value::Uuid(b)) => a == b,
            (Value::Json(a), Value::Json(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => a == b,
            (Value::Range(a), Value::Range(b)) => a == b,
            (Value::Refused(a), Value::Refused(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Value::Null(kind) => kind.hash(state),
            Value::Bool(v) => v.hash(state),
            Value::Int(v) => v.hash(state),
            Value::UInt(v) => v.hash(state),
            Value::Float(v) => v.to_bits().hash(state),
            Value::Decimal(v) => v.hash(state),
            Value::Text(v) => v.hash(state),
            Value::Bytes(v) => v.hash(state),
            Value::Date(v) => v.hash(state),
            Value::Time(v) => v.hash(state),
            Value::Timestamp(v) => v.hash(state),
            Value::TimestampTz(v) => v.hash(state),
            Value::Interval(v) => v.hash(state),
            Value::Uuid(v) => v.hash(state),
            Value::Json(v) => v.hash(state),
            Value::Array(v) => v.hash(state),
            Value::Range(v) => v.hash(state),
            Value::Refused(why) => why.hash(state),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null(_) => f.write_str("NULL"),
            Value::Bool(v) => fmt::Debug::fmt(v, f),
            Value::Int(v) => fmt::Debug::fmt(v, f),
            Value::UInt(v) => fmt::Debug::fmt(v, f),
            Value::Float(v) => fmt::Debug::fmt(v, f),
            Value::Decimal(v) => fmt::Display::fmt(v, f),
            Value::Text(v) => fmt::Debug::fmt(v, f),
            Value::Bytes(v) => fmt_bytes(v, f),
            Value::Date(v) => fmt::Display::fmt(v, f),
            Value::Time(v) => fmt::Display::fmt(v, f),
            Value::Timestamp(v) => fmt::Display::fmt(v, f),
            Value::TimestampTz(v) => fmt::Display::fmt(v, f),
            Value::Interval(v) => fmt::Display::fmt(v, f),
            Value::Uuid(v) => fmt::Display::fmt(v, f),
            Value::Json(v) => fmt::Display::fmt(v, f),
            Value::Array(v) => fmt::Debug::fmt(v.items(), f),
            Value::Range(v) => fmt::Display::fmt(v, f),
            Value::Refused(why) => write!(f, "refused ({why})"),
        }
    }
}

/// Bytes as `x'0a0b'`, cut after 16: this is for logs.
fn fmt_bytes(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const SHOWN: usize = 16;
    f.write_str("x'")?;
    for byte in bytes.iter().take(SHOWN) {
        write!(f, "{byte:02x}")?;
    }
    if bytes.len() > SHOWN { write!(f, "…' ({} bytes)", bytes.len()) } else { f.write_str("'") }
}

/// A Rust type whose values can be bound.
///
/// User types implement it together with [`FromValue`](super::FromValue), most easily through
/// `#[derive(SqlValue)]`.
pub trait IntoValue {
    /// The kind that a NULL in this type's place has.
    const KIND: Kind;

    /// The value to bind: exactly this one, or [`Value::Refused`].
    fn into_value(self) -> Value;
}

/// `IntoValue` and `From` for a type that a variant stores.
macro_rules! stored_as {
    ($($rust:ty => $kind:ident, |$v:ident| $make:expr;)+) => {$(
        impl IntoValue for $rust {
            const KIND: Kind = Kind::$kind;
            #[inline]
            fn into_value(self) -> Value {
                let $v = self;
                $make
            }
        }

        impl From<$rust> for Value {
            #[inline]
            fn from(value: $rust) -> Value {
                value.into_value()
            }
        }
    )+};
}

stored_as! {
    bool => Bool, |v| Value::Bool(v);
    i8 => Int, |v| Value::Int(v.into());
    i16 => Int, |v| Value::Int(v.into());
    i32 => Int, |v| Value::Int(v.into());
    i64 => Int, |v| Value::Int(v);
    u8 => Int, |v| Value::Int(v.into());
    u16 => Int, |v| Value::Int(v.into());
    u32 => Int, |v| Value::Int(v.into());
    u64 => UInt, |v| Value::UInt(v);
    f32 => Float, |v| Value::Float(v.into());
    f64 => Float, |v| Value::Float(v);
    Decimal => Decimal, |v| Value::Decimal(v);
    SharedStr => Text, |v| Value::Text(v);
    &str => Text, |v| Value::Text(v.into());
    String => Text, |v| Value::Text(v.into());
    &String => Text, |v| Value::Text(v.into());
    Arc<str> => Text, |v| Value::Text(v.into());
    std::borrow::Cow<'_, str> => Text, |v| Value::Text(v.into());
    char => Text, |v| Value::Text(v.into());
    Bytes => Bytes, |v| Value::Bytes(Arc::new(v));
    Vec<u8> => Bytes, |v| Value::Bytes(Arc::new(Bytes::from(v)));
    &[u8] => Bytes, |v| Value::Bytes(Arc::new(Bytes::copy_from_slice(v)));
    Date => Date, |v| Value::Date(v);
    Time => Time, |v| Value::Time(v);
    Timestamp => Timestamp, |v| Value::Timestamp(v);
    TimestampTz => TimestampTz, |v| Value::TimestampTz(v);
    Interval => Interval, |v| Value::Interval(v);
    Uuid => Uuid, |v| Value::Uuid(v);
    Json => Json, |v| Value::Json(v);
    Array => Array, |v| refused(v.items()).unwrap_or(Value::Array(v));
    Range => Range, |v| refused(v.ends()).unwrap_or(Value::Range(v));
}

/// What holds a value that is refused is refused as a whole.
fn refused<'v>(within: impl IntoIterator<Item = &'v Value>) -> Option<Value> {
    within.into_iter().find(|value| matches!(value, Value::Refused(_))).cloned()
}

impl IntoValue for Value {
    const KIND: Kind = Kind::Unknown;

    fn into_value(self) -> Value {
        self
    }
}

impl<V: IntoValue> IntoValue for Option<V> {
    const KIND: Kind = V::KIND;

    fn into_value(self) -> Value {
        self.map_or(Value::Null(V::KIND), V::into_value)
    }
}

impl<V: IntoValue> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Value {
        value.into_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_small() {
        assert_eq!(size_of::<Value>(), 24);
        assert_eq!(size_of::<ValueRef<'_>>(), 24);
    }

    #[test]
    fn floats_compare_by_their_bits() {
        assert_eq!(Value::from(f64::NAN), Value::from(f64::NAN));
        assert_ne!(Value::from(0.0), Value::from(-0.0));
    }
}
