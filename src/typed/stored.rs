//! Rust types that a column can store, for the newtypes around them.

use std::sync::Arc;

use bytes::Bytes;

use super::{Bool, Family, Float, Int, Text, UInt, UserType};
use crate::schema::SqlType;
use crate::value::{
    Date, Decimal, DecodeError, FromValue, Interval, IntoValue, Json, Kind, Time, Timestamp,
    TimestampTz, Uuid, Value, ValueRef,
};

/// A Rust type that a column can store: what a newtype with `#[derive(SqlValue)]` wraps.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be stored in a column",
    label = "expected a number, `bool`, `String`, a date or the like, or a type with \
             `#[derive(SqlValue)]`"
)]
pub trait Stored: IntoValue + FromValue {
    /// Its family.
    type Family: Family;
    /// The column type that holds all of its values.
    const SQL_TYPE: SqlType;
    /// The kind of its values.
    const STORED_KIND: Kind = Self::KIND;

    /// The value to bind.
    fn store(self) -> Value {
        self.into_value()
    }

    /// Reads a cell.
    ///
    /// # Errors
    /// When the cell can't be read as this type.
    fn load(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        Self::from_value(value)
    }
}

#[diagnostic::do_not_recommend]
impl<U: UserType> Stored for U {
    type Family = U::Family;
    const SQL_TYPE: SqlType = U::SQL_TYPE;
}

macro_rules! stored {
    ($($rust:ty => $family:ty, $sql:ident;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Stored for $rust {
            type Family = $family;
            const SQL_TYPE: SqlType = SqlType::$sql;
        }
    )+};
}

stored! {
    bool => Bool, Boolean;
    i8 => Int, SmallInt;
    i16 => Int, SmallInt;
    i32 => Int, Integer;
    i64 => Int, BigInt;
    u8 => Int, SmallInt;
    u16 => Int, Integer;
    u32 => Int, BigInt;
    u64 => UInt, UnsignedBigInt;
    f32 => Float, Real;
    f64 => Float, Double;
    String => Text, Text;
    Arc<str> => Text, Text;
    char => Text, Text;
    Bytes => Bytes, Blob;
    Vec<u8> => Bytes, Blob;
    Date => Date, Date;
    Time => Time, Time;
    Timestamp => Timestamp, Timestamp;
    TimestampTz => TimestampTz, TimestampTz;
    Interval => Interval, Interval;
    Uuid => Uuid, Uuid;
    Json => Json, Json;
}

#[diagnostic::do_not_recommend]
impl Stored for Decimal {
    type Family = Decimal;
    const SQL_TYPE: SqlType = SqlType::Decimal(None);
}
