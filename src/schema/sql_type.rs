//! Column types, as a table declares them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

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
    /// An array of such elements, where the database has arrays.
    Array(ElementType),
    /// A range of such values, where the database has ranges of them.
    Range(ElementType),
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
            SqlType::Array(_) => Kind::Array,
            SqlType::Range(_) => Kind::Range,
            SqlType::Named(_) | SqlType::Trusted(_) => Kind::Unknown,
        }
    }
}

/// The type of what is in an array or in a range.
///
/// ```
/// use aludel::schema::{ElementType, SqlType};
///
/// const TAGS: SqlType = SqlType::Array(ElementType::of(&SqlType::Text));
/// let made = SqlType::Array(SqlType::Text.into());
/// assert_eq!(TAGS, made);
/// ```
#[derive(Clone)]
pub struct ElementType(Element);

#[derive(Clone)]
enum Element {
    Static(&'static SqlType),
    Shared(Arc<SqlType>),
}

impl ElementType {
    /// A type that is known when the program is compiled.
    #[must_use]
    pub const fn of(ty: &'static SqlType) -> Self {
        ElementType(Element::Static(ty))
    }
}

impl From<SqlType> for ElementType {
    fn from(ty: SqlType) -> Self {
        ElementType(Element::Shared(Arc::new(ty)))
    }
}

impl Deref for ElementType {
    type Target = SqlType;

    fn deref(&self) -> &SqlType {
        match &self.0 {
            Element::Static(ty) => ty,
            Element::Shared(ty) => ty,
        }
    }
}

impl fmt::Debug for ElementType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for ElementType {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for ElementType {}

impl Hash for ElementType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
