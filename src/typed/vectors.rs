//! Vectors of Rust, which are arrays.

use super::{Any, Array, IntoExpr, Stored};
use crate::ast::Node;
use crate::schema::{ElementType, SqlType};
use crate::value::{
    self, Date, Decimal, DecodeError, FromValue, Interval, IntoValue, Json, Kind, Time, Timestamp,
    TimestampTz, Uuid, Value, ValueRef,
};

/// `Vec<u8>` is bytes, so that not every vector can be an array.
macro_rules! vectors {
    ($($ty:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl IntoValue for Vec<$ty> {
            const KIND: Kind = Kind::Array;

            fn into_value(self) -> Value {
                value::Array::of(self).into_value()
            }
        }

        #[diagnostic::do_not_recommend]
        impl FromValue for Vec<$ty> {
            fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
                match value {
                    ValueRef::Array(array) => array.to_vec(),
                    other => Err(DecodeError::mismatch("an array", other)),
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl Stored for Vec<$ty> {
            type Family = Array<<$ty as Stored>::Family>;
            const SQL_TYPE: SqlType = SqlType::Array({
                const ELEMENT: &SqlType = &<$ty as Stored>::SQL_TYPE;
                ElementType::of(ELEMENT)
            });
        }

        #[diagnostic::do_not_recommend]
        impl IntoExpr<Array<<$ty as Stored>::Family>> for Vec<$ty> {
            type As = Array<<$ty as Stored>::Family>;
            fn into_node(self) -> Node {
                Node::value(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl IntoExpr<Any> for Vec<$ty> {
            type As = Any;
            fn into_node(self) -> Node {
                Node::value(self)
            }
        }
    )+};
}

vectors!(
    bool,
    i16,
    i32,
    i64,
    f64,
    String,
    Decimal,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    Uuid,
    Json
);
