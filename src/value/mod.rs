//! Values: what is bound to a statement and what comes back in its rows.
//!
//! [`Value`] owns, [`ValueRef`] is lent by a driver. The temporal, decimal, UUID and JSON
//! types are plain data of our own, so that the core needs no other crate; adapters for
//! `chrono`, `time`, `jiff`, `uuid`, `rust_decimal`, `bigdecimal` and `serde_json` are
//! features.

pub mod adapters;
mod array;
mod date;
mod decimal;
mod declared;
mod from_value;
mod interval;
mod json;
mod kind;
mod owned;
mod parse_error;
mod range;
mod shared_str;
mod time;
mod timestamp;
mod uuid;
mod value_ref;

#[cfg(feature = "serde_json")]
pub use adapters::serde_json::JsonOf;
pub use array::Array;
pub use date::Date;
pub use decimal::Decimal;
pub(crate) use declared::declared;
#[cfg(feature = "csv")]
pub(crate) use declared::value_of_text;
pub use from_value::{DecodeError, FromValue};
pub use interval::Interval;
pub use json::Json;
pub use kind::Kind;
pub use owned::{IntoValue, Value};
pub use parse_error::ParseError;
pub use range::Range;
pub use shared_str::SharedStr;
pub use time::Time;
pub use timestamp::{Timestamp, TimestampTz};
pub use uuid::Uuid;
pub use value_ref::ValueRef;

/// Functions over decimals that drivers need.
pub mod decimal_text {
    pub use super::decimal::compare_text;
}
