//! Values of other crates' types, each crate behind the feature of its name.
//!
//! | feature | types | value |
//! |---|---|---|
//! | `chrono` | `NaiveDate` | [`Date`](super::Date) |
//! | | `NaiveTime` | [`Time`](super::Time) |
//! | | `NaiveDateTime` | [`Timestamp`](super::Timestamp) |
//! | | `DateTime<Tz>` (read as `Utc` or `FixedOffset`) | [`TimestampTz`](super::TimestampTz) |
//! | | `TimeDelta` | [`Interval`](super::Interval) |
//! | `time` | `Date` | [`Date`](super::Date) |
//! | | `Time` | [`Time`](super::Time) |
//! | | `PrimitiveDateTime` | [`Timestamp`](super::Timestamp) |
//! | | `OffsetDateTime`, `UtcDateTime` | [`TimestampTz`](super::TimestampTz) |
//! | | `Duration` | [`Interval`](super::Interval) |
//! | `jiff` | `civil::Date` | [`Date`](super::Date) |
//! | | `civil::Time` | [`Time`](super::Time) |
//! | | `civil::DateTime` | [`Timestamp`](super::Timestamp) |
//! | | `Timestamp`, `Zoned` (not read) | [`TimestampTz`](super::TimestampTz) |
//! | | `SignedDuration`, `Span` | [`Interval`](super::Interval) |
//! | `uuid` | `Uuid` | [`Uuid`](super::Uuid) |
//! | `rust_decimal` | `Decimal` | [`Decimal`](super::Decimal) |
//! | `bigdecimal` | `BigDecimal` | [`Decimal`](super::Decimal) |
//! | `serde_json` | `Value`, `JsonOf<T>` | [`Json`](super::Json) |
//!
//! They stand wherever our own types do: as values in expressions, as the types of rows and
//! their fields, and as the types of columns in `table!` (`born: chrono::NaiveDate`). `From`
//! and `TryFrom` convert to our types and back.
//!
//! **Nothing is rounded or cut.** What a cell's value does not fit is a
//! [`DecodeError`](super::DecodeError); what can't be stored exactly becomes
//! [`Value::Refused`](super::Value::Refused), with which no statement compiles.

#[cfg(any(
    feature = "bigdecimal",
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "serde_json",
    feature = "time",
    feature = "uuid",
))]
mod exact;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod temporal;

#[cfg(feature = "bigdecimal")]
pub mod bigdecimal;
#[cfg(feature = "chrono")]
pub mod chrono;
#[cfg(feature = "jiff")]
pub mod jiff;
#[cfg(feature = "rust_decimal")]
pub mod rust_decimal;
#[cfg(feature = "serde_json")]
pub mod serde_json;
#[cfg(feature = "time")]
pub mod time;
#[cfg(feature = "uuid")]
pub mod uuid;
