//! What makes a type of another crate a value, given its conversions to and from ours.

use std::fmt::Display;

use crate::value::{DecodeError, FromValue, Value, ValueRef};

/// The value of a conversion, or its refusal.
pub(super) fn bound<T: Into<Value>, E: Display>(converted: Result<T, E>) -> Value {
    match converted {
        Ok(own) => own.into(),
        Err(error) => Value::Refused(error.to_string().into()),
    }
}

/// Reads the cell as our type, and converts that.
pub(super) fn read<Own, T>(cell: ValueRef<'_>) -> Result<T, DecodeError>
where
    Own: FromValue,
    T: TryFrom<Own, Error: Display>,
{
    T::try_from(Own::from_value(cell)?).map_err(|error| DecodeError::new(error.to_string()))
}

/// `adapted! { theirs => Ours, column type; }` for types with `TryFrom` both ways. Ours is a
/// value, a family and a kind of the same name.
macro_rules! adapted {
    ($($theirs:ty => $own:ident, $sql:expr;)+) => {$(
        adapted!(@into [] $theirs => $own);
        adapted!(@column [] $theirs => $own, $sql);

        #[diagnostic::do_not_recommend]
        impl $crate::value::FromValue for $theirs {
            fn from_value(
                cell: $crate::value::ValueRef<'_>,
            ) -> Result<Self, $crate::value::DecodeError> {
                super::exact::read::<$crate::value::$own, Self>(cell)
            }
        }
    )+};
    // What is bound, and need not be read.
    (@into [$($generics:tt)*] $theirs:ty => $own:ident) => {
        impl<$($generics)*> $crate::value::IntoValue for $theirs {
            const KIND: $crate::value::Kind = $crate::value::Kind::$own;
            fn into_value(self) -> $crate::value::Value {
                super::exact::bound($crate::value::$own::try_from(self))
            }
        }

        impl<$($generics)*> From<$theirs> for $crate::value::Value {
            fn from(value: $theirs) -> Self {
                $crate::value::IntoValue::into_value(value)
            }
        }

        $crate::typed::into_expr::values!(@one [$($generics)*] $theirs, $crate::value::$own);
        $crate::typed::into_expr::values!(@one [$($generics)*] $theirs, $crate::typed::Any);
    };
    // A column's type, once it is bound and read.
    (@column [$($generics:tt)*] $theirs:ty => $own:ident, $sql:expr) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::typed::UserType for $theirs {
            type Family = $crate::value::$own;
            const SQL_TYPE: $crate::schema::SqlType = $sql;
        }

        $crate::typed::into_expr::values!(
            @lent [$($generics)*] $theirs, $crate::typed::Mapped<$theirs>
        );
    };
    // A number: arithmetic takes it, and integers are compared with it.
    (@number $theirs:ty) => {
        adapted!(@number_as $theirs);
        adapted!(@number_as &$theirs);
    };
    (@number_as $number:ty) => {
        #[diagnostic::do_not_recommend]
        impl $crate::typed::Term for $number {
            type Type = $crate::value::Decimal;
            fn into_term(self) -> $crate::ast::Node {
                $crate::typed::IntoExpr::<$crate::typed::Any>::into_node(self)
            }
        }

        adapted!(@compared $number, $crate::typed::Int);
        adapted!(@compared $number, $crate::typed::UInt);
    };
    (@compared $number:ty, $family:ty) => {
        #[diagnostic::do_not_recommend]
        impl $crate::typed::Comparand<$family> for $number {
            fn into_comparand(self) -> $crate::ast::Node {
                $crate::typed::IntoExpr::<$crate::typed::Any>::into_node(self)
            }
        }
    };
}
pub(super) use adapted;

/// What the adapters' tests assert.
#[cfg(test)]
#[allow(dead_code, reason = "no type needs all of them")]
pub(super) mod tests {
    use std::fmt::Debug;

    use super::{DecodeError, FromValue, Value, ValueRef};
    use crate::value::IntoValue;

    /// It is stored as what `text` says, and read back as it was, from the value and from text.
    pub(crate) fn round_trip<T>(theirs: &T, text: &str)
    where
        T: Clone + PartialEq + Debug + IntoValue + FromValue,
    {
        let value = theirs.clone().into_value();
        assert_eq!(format!("{value:?}"), text);
        assert_eq!(value.kind(), T::KIND);
        for cell in [value.lend(), ValueRef::Text(text)] {
            assert_eq!(T::from_value(cell).as_ref(), Ok(theirs), "{cell:?}");
        }
    }

    pub(crate) fn is_refused(theirs: impl IntoValue + Debug, says: &str) {
        let shown = format!("{theirs:?}");
        match theirs.into_value() {
            Value::Refused(why) => assert!(why.contains(says), "{why}"),
            value => panic!("{shown} is stored as {value:?}"),
        }
    }

    pub(crate) fn is_unreadable<T: FromValue + Debug>(cell: ValueRef<'_>, says: &str) {
        let error: DecodeError = T::from_value(cell).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        // NULL says what to do.
        let null = T::from_value(ValueRef::Null).unwrap_err();
        assert!(null.to_string().contains("Option"), "{null}");
    }
}
