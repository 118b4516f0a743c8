//! Column types, as a table declares them.

use crate::ast::{Name, Trusted};
use crate::value::Kind;

/// An SQL type. Each dialect spells it in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SqlType {
    /// True or false.
    Boolean,
    /// A 16-bit integer.
    SmallInt,
    /// A 32-bit integer.
    Integer,
    /// A 64-bit integer.
    BigInt,
    /// An unsigned 64-bit integer, where the database has one.
    UnsignedBigInt,
    /// A 32-bit float.
    Real,
    /// A 64-bit float.
    Double,
    /// An exact decimal of so many digits, so many of them after the point.
    Decimal(Option<(u16, u16)>),
    /// Text of exactly so many characters.
    Char(u32),
    /// Text of up to so many characters.
    Varchar(u32),
    /// Text of any length.
    Text,
    /// Bytes of any length.
    Blob,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A date and time of day.
    Timestamp,
    /// An instant.
    TimestampTz,
    /// A span of time.
    Interval,
    /// A UUID.
    Uuid,
    /// A JSON document.
    Json,
    /// A type by its name: words with dots, or an error.
    Named(Name),
    /// A type by any text, for which somebody vouches.
    Trusted(Trusted),
}

impl SqlType {
    /// What values of the type are stored as.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            SqlType::Boolean => Kind::Bool,
            SqlType::SmallInt | SqlType::Integer | SqlType::BigInt => Kind::Int,
            SqlType::UnsignedBigInt => Kind::UInt,
            SqlType::Real | SqlType::Double => Kind::Float,
            SqlType::Decimal(_) => Kind::Decimal,
            SqlType::Char(_) | SqlType::Varchar(_) | SqlType::Text => Kind::Text,
            SqlType::Blob => Kind::Bytes,
            SqlType::Date => Kind::Date,
            SqlType::Time => Kind::Time,
            SqlType::Timestamp => Kind::Timestamp,
            SqlType::TimestampTz => Kind::TimestampTz,
            SqlType::Interval => Kind::Interval,
            SqlType::Uuid => Kind::Uuid,
            SqlType::Json => Kind::Json,
            SqlType::Named(_) | SqlType::Trusted(_) => Kind::Unknown,
        }
    }
}
