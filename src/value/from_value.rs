//! From a lent value to a Rust type: exact, or an error.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::{
    Array, Date, Decimal, Interval, Json, Kind, ParseError, SharedStr, Time, Timestamp,
    TimestampTz, Uuid, Value, ValueRef, declared,
};

/// Why a cell can't be read as the type asked for. The engine adds the row's statement and
/// the column's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(Box<Message>);

/// Boxed, so that the result of reading a cell stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Message(String);

impl DecodeError {
    /// An error with a message of its own, for user types.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        DecodeError(Box::new(Message(message.into())))
    }

    /// The cell holds something else than the type asked for.
    #[must_use]
    pub fn mismatch(wanted: &str, found: ValueRef<'_>) -> Self {
        let message = if found.is_null() {
            format!("the value is NULL, and {wanted} was asked for: use Option, or `.nullable()`")
        } else {
            format!("{} can't be read as {wanted}", Shown(found))
        };
        DecodeError::new(message)
    }

    fn range(wanted: &str, found: impl fmt::Display) -> Self {
        DecodeError::new(format!("{found} is out of range for {wanted}"))
    }
}

/// A value in an error message: its kind, and its text where it is short.
struct Shown<'a>(ValueRef<'a>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ValueRef::Refused(why) => write!(f, "a refused value ({why})"),
            other => f.write_str(other.kind().name()),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0)
    }
}

impl std::error::Error for DecodeError {}

impl From<ParseError> for DecodeError {
    fn from(error: ParseError) -> Self {
        DecodeError::new(error.to_string())
    }
}

/// A Rust type that a cell can be read as.
///
/// A conversion keeps the value exactly or fails: numbers never change, text is parsed only
/// where the type has one canonical text form (a date in SQLite is text).
#[diagnostic::on_unimplemented(
    message = "a cell can't be read as `{Self}`",
    label = "expected a number, `bool`, `String`, a date or the like, an `Option` of one, or a \
             type with `#[derive(SqlValue)]`"
)]
pub trait FromValue: Sized {
    /// Whether the value is to be what its column is declared as, which costs a look at the
    /// column.
    #[doc(hidden)]
    const DYNAMIC: bool = false;

    /// Reads the cell.
    ///
    /// # Errors
    /// When the cell is NULL, of another kind, or out of the type's range.
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError>;

    /// Reads the cell of a column that is declared as a kind.
    #[doc(hidden)]
    fn from_declared(value: ValueRef<'_>, kind: Kind) -> Result<Self, DecodeError> {
        let _ = kind;
        Self::from_value(value)
    }
}

impl FromValue for Value {
    const DYNAMIC: bool = true;

    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        Ok(value.to_value())
    }

    fn from_declared(value: ValueRef<'_>, kind: Kind) -> Result<Self, DecodeError> {
        Ok(declared(value, kind))
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const DYNAMIC: bool = T::DYNAMIC;

    #[inline]
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        if value.is_null() { Ok(None) } else { T::from_value(value).map(Some) }
    }

    fn from_declared(value: ValueRef<'_>, kind: Kind) -> Result<Self, DecodeError> {
        if value.is_null() { Ok(None) } else { T::from_declared(value, kind).map(Some) }
    }
}

impl FromValue for bool {
    #[inline]
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Bool(v) => Ok(v),
            ValueRef::Int(0) | ValueRef::UInt(0) => Ok(false),
            ValueRef::Int(1) | ValueRef::UInt(1) => Ok(true),
            other => Err(DecodeError::mismatch("a boolean", other)),
        }
    }
}

impl FromValue for i64 {
    #[inline]
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Int(v) => Ok(v),
            other => integer(other),
        }
    }
}

/// The less common ways in which an integer arrives: unsigned, boolean or as a whole decimal
/// (PostgreSQL's and MySQL's `sum` of integers).
fn integer(value: ValueRef<'_>) -> Result<i64, DecodeError> {
    match value {
        ValueRef::Int(v) => Ok(v),
        ValueRef::UInt(v) => i64::try_from(v).map_err(|_| DecodeError::range("i64", v)),
        ValueRef::Bool(v) => Ok(v.into()),
        ValueRef::Decimal(text) => {
            let decimal: Decimal = text.parse()?;
            decimal.to_i64().ok_or_else(|| DecodeError::range("i64", decimal))
        }
        other => Err(DecodeError::mismatch("an integer", other)),
    }
}

macro_rules! narrower_integer {
    ($($rust:ty),+) => {$(
        impl FromValue for $rust {
            fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
                let wide = integer(value)?;
                <$rust>::try_from(wide).map_err(|_| DecodeError::range(stringify!($rust), wide))
            }
        }
    )+};
}

narrower_integer!(i8, i16, i32, u8, u16, u32, isize, usize);

impl FromValue for u64 {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::UInt(v) => Ok(v),
            ValueRef::Decimal(text) => {
                let decimal: Decimal = text.parse()?;
                decimal.to_u64().ok_or_else(|| DecodeError::range("u64", decimal))
            }
            other => {
                let wide = integer(other)?;
                u64::try_from(wide).map_err(|_| DecodeError::range("u64", wide))
            }
        }
    }
}

impl FromValue for f64 {
    #[inline]
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Float(v) => Ok(v),
            // Whole numbers come back as integers from a column without a type.
            ValueRef::Int(v) => exact_float(v).ok_or_else(|| DecodeError::range("an exact f64", v)),
            ValueRef::Decimal(text) => Ok(text.parse::<Decimal>()?.to_f64()),
            other => Err(DecodeError::mismatch("a float", other)),
        }
    }
}

/// The float that equals the integer, if there is one.
fn exact_float(v: i64) -> Option<f64> {
    const LIMIT: u64 = 1 << f64::MANTISSA_DIGITS;
    #[allow(clippy::cast_precision_loss, reason = "up to 2^53 every integer is a float")]
    (v.unsigned_abs() <= LIMIT).then_some(v as f64)
}

impl FromValue for f32 {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        let wide = f64::from_value(value)?;
        #[allow(clippy::cast_possible_truncation, reason = "checked to be exact below")]
        let narrow = wide as f32;
        if f64::from(narrow).to_bits() == wide.to_bits() || wide.is_nan() {
            Ok(narrow)
        } else {
            Err(DecodeError::range("an exact f32", wide))
        }
    }
}

impl FromValue for Decimal {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Decimal(text) | ValueRef::Text(text) => Ok(text.parse()?),
            ValueRef::Int(v) => Ok(v.into()),
            ValueRef::UInt(v) => Ok(v.into()),
            ValueRef::Float(v) => Ok(Decimal::from_f64(v)),
            other => Err(DecodeError::mismatch("a decimal", other)),
        }
    }
}

/// The types that own text.
macro_rules! texts {
    ($($rust:ty)+) => {$(
        impl FromValue for $rust {
            #[inline]
            fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
                match value {
                    ValueRef::Text(text) | ValueRef::Json(text) => Ok(text.into()),
                    other => Err(DecodeError::mismatch("text", other)),
                }
            }
        }
    )+};
}

texts!(String SharedStr Arc<str>);

impl FromValue for char {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        if let ValueRef::Text(text) = value {
            let mut chars = text.chars();
            if let (Some(first), None) = (chars.next(), chars.next()) {
                return Ok(first);
            }
        }
        Err(DecodeError::mismatch("one character", value))
    }
}

impl FromValue for Bytes {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Bytes(bytes) => Ok(Bytes::copy_from_slice(bytes)),
            other => Err(DecodeError::mismatch("bytes", other)),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Bytes(bytes) => Ok(bytes.to_vec()),
            other => Err(DecodeError::mismatch("bytes", other)),
        }
    }
}

/// Types that a database without them stores as their text.
macro_rules! or_as_text {
    ($($rust:ident, $wanted:literal;)+) => {$(
        impl FromValue for $rust {
            fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
                match value {
                    ValueRef::$rust(v) => Ok(v),
                    ValueRef::Text(text) => Ok(text.parse()?),
                    other => Err(DecodeError::mismatch($wanted, other)),
                }
            }
        }
    )+};
}

or_as_text! {
    Date, "a date";
    Time, "a time";
    Timestamp, "a timestamp";
    TimestampTz, "a timestamp with time zone";
    Interval, "an interval";
}

impl FromValue for Uuid {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Uuid(v) => Ok(v),
            ValueRef::Text(text) => Ok(text.parse()?),
            ValueRef::Bytes(bytes) => match <[u8; 16]>::try_from(bytes) {
                Ok(bytes) => Ok(Uuid::from_bytes(bytes)),
                Err(_) => Err(DecodeError::mismatch("a UUID (16 bytes)", value)),
            },
            other => Err(DecodeError::mismatch("a UUID", other)),
        }
    }
}

impl FromValue for Json {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Json(text) | ValueRef::Text(text) => Ok(Json::from_text(text)),
            other => Err(DecodeError::mismatch("JSON", other)),
        }
    }
}

impl FromValue for Array {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Array(array) => Ok(array.clone()),
            other => Err(DecodeError::mismatch("an array", other)),
        }
    }
}
