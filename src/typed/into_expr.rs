//! What may stand where an expression is asked for.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;

use super::{
    Any, Bool, Column, Expr, Family, Float, Int, Mapped, Marker, Nullable, Operand, Text, UInt,
    UserType,
};
use crate::ast::{Cell, Node};
use crate::value::{
    Array, Date, Decimal, FromValue, Interval, IntoValue, Json, SharedStr, Time, Timestamp,
    TimestampTz, Uuid, Value, ValueRef,
};

/// What may stand where an expression of type `T` is asked for: values, columns and
/// expressions of `T`, of `Nullable<T>` and of `Any`, by value or by reference. `Any` takes
/// all of them.
///
/// Integers stand for decimals and floats too; floats never for decimals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an SQL expression of type `{T}`",
    label = "expected a value, column or expression of type `{T}`",
    note = "convert an expression with `.cast::<…>()`, or vouch for its type with `.typed::<…>()`"
)]
pub trait IntoExpr<T> {
    /// `T`, or [`Nullable`] of it if this may be NULL.
    type As: Marker;

    /// The node.
    fn into_node(self) -> Node;

    /// The cell of a row: a value needs no node.
    #[inline]
    fn into_cell(self) -> Cell
    where
        Self: Sized,
    {
        self.into_node().into()
    }
}

/// The four handles that wrap a node.
macro_rules! handles {
    ($([$($generics:tt)*] $from:ty => $to:ty, $as:ty;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoExpr<$to> for Expr<$from> {
            type As = $as;
            #[inline]
            fn into_node(self) -> Node {
                Expr::into_node(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoExpr<$to> for &Expr<$from> {
            type As = $as;
            #[inline]
            fn into_node(self) -> Node {
                self.to_node()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoExpr<$to> for Column<$from> {
            type As = $as;
            #[inline]
            fn into_node(self) -> Node {
                self.to_node()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoExpr<$to> for &Column<$from> {
            type As = $as;
            #[inline]
            fn into_node(self) -> Node {
                self.to_node()
            }
        }
    )+};
}

handles! {
    [T: Family] T => T, T;
    [T: Family] Nullable<T> => T, Nullable<T>;
    [T: Family] Any => T, T::AsNullable;
    [T: Marker] T => Any, T;
    [] Int => Float, Float;
    [] Nullable<Int> => Float, Nullable<Float>;
    [] Int => Decimal, Decimal;
    [] Nullable<Int> => Decimal, Nullable<Decimal>;
}

/// Values, by value and by reference, as their own family, as others, and as `Any`.
macro_rules! values {
    ($($rust:ty => $($family:ty),+;)+) => {$(
        $($crate::typed::into_expr::values!(@one [] $rust, $family);)+
        $crate::typed::into_expr::values!(@one [] $rust, $crate::typed::Any);
    )+};
    (@one [$($generics:tt)*] $rust:ty, $family:ty) => {
        $crate::typed::into_expr::values!(@owned [$($generics)*] $rust, $family);
        $crate::typed::into_expr::values!(@lent [$($generics)*] $rust, $family);
    };
    (@owned [$($generics:tt)*] $rust:ty, $family:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::typed::IntoExpr<$family> for $rust {
            type As = $family;
            #[inline]
            fn into_node(self) -> $crate::ast::Node {
                $crate::ast::Node::value(self)
            }
            #[inline]
            fn into_cell(self) -> $crate::ast::Cell {
                $crate::ast::Cell::Value($crate::value::IntoValue::into_value(self))
            }
        }
    };
    (@lent [$($generics:tt)*] $rust:ty, $family:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::typed::IntoExpr<$family> for &$rust {
            type As = $family;
            #[inline]
            fn into_node(self) -> $crate::ast::Node {
                $crate::ast::Node::value(self.clone())
            }
            #[inline]
            fn into_cell(self) -> $crate::ast::Cell {
                $crate::ast::Cell::Value($crate::value::IntoValue::into_value(self.clone()))
            }
        }
    };
}
pub(crate) use values;

values! {
    bool => Bool;
    i8 => Int, Decimal, Float;
    i16 => Int, Decimal, Float;
    i32 => Int, Decimal, Float;
    i64 => Int, Decimal;
    u8 => Int, UInt, Decimal, Float;
    u16 => Int, UInt, Decimal, Float;
    u32 => Int, UInt, Decimal, Float;
    u64 => Int, UInt, Decimal;
    f32 => Float;
    f64 => Float;
    Decimal => Decimal;
    Arc<str> => Text;
    SharedStr => Text;
    Cow<'_, str> => Text;
    char => Text;
    Bytes => Bytes;
    Vec<u8> => Bytes;
    Date => Date;
    Time => Time;
    Timestamp => Timestamp;
    TimestampTz => TimestampTz;
    Interval => Interval;
    Uuid => Uuid;
    Json => Json;
}

// A borrowed text is read as it is: a clone of a `String` would be one copy too many.
values!(@owned [] String, Text);
values!(@owned [] String, Any);
values!(@owned [] &String, Text);
values!(@owned [] &String, Any);
values!(@owned [] &str, Text);
values!(@owned [] &str, Any);

#[diagnostic::do_not_recommend]
impl IntoExpr<Text> for &&str {
    type As = Text;
    #[inline]
    fn into_node(self) -> Node {
        Node::value(*self)
    }
}

/// The holes of `sql!` take what they hold by reference, and that may be one already.
#[diagnostic::do_not_recommend]
impl<'a, V: ?Sized> IntoExpr<Any> for &&'a V
where
    &'a V: IntoExpr<Any>,
{
    type As = <&'a V as IntoExpr<Any>>::As;
    #[inline]
    fn into_node(self) -> Node {
        IntoExpr::<Any>::into_node(*self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Bytes> for &[u8] {
    type As = Bytes;
    fn into_node(self) -> Node {
        Node::value(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for &[u8] {
    type As = Any;
    fn into_node(self) -> Node {
        Node::value(self)
    }
}

/// An integer that stands for a float is one, exactly.
fn float(v: i64) -> Node {
    match f64::from_value(ValueRef::Int(v)) {
        Ok(_) => Node::Int(v),
        Err(_) => Node::value(Value::Refused(
            "not every integer beyond 53 bits is a float: give a float".into(),
        )),
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Float> for i64 {
    type As = Float;
    #[inline]
    fn into_node(self) -> Node {
        float(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Float> for &i64 {
    type As = Float;
    #[inline]
    fn into_node(self) -> Node {
        float(*self)
    }
}

/// Sizes and counts of the program itself. All that fit are right; one that doesn't is an
/// error when the value is bound.
fn size(size: usize) -> Node {
    match i64::try_from(size) {
        Ok(n) => Node::Int(n),
        Err(_) => Node::value(Value::Refused("a size of more than 63 bits".into())),
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Int> for usize {
    type As = Int;
    fn into_node(self) -> Node {
        size(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for usize {
    type As = Any;
    fn into_node(self) -> Node {
        size(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for &usize {
    type As = Any;
    fn into_node(self) -> Node {
        size(*self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Family> IntoExpr<super::Array<T>> for Array {
    type As = super::Array<T>;
    fn into_node(self) -> Node {
        Node::value(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for Array {
    type As = Any;
    fn into_node(self) -> Node {
        Node::value(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for &Array {
    type As = Any;
    fn into_node(self) -> Node {
        Node::value(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for Value {
    type As = Any;
    fn into_node(self) -> Node {
        Node::value(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for &Value {
    type As = Any;
    fn into_node(self) -> Node {
        Node::value(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for Node {
    type As = Any;
    fn into_node(self) -> Node {
        self
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for &Node {
    type As = Any;
    fn into_node(self) -> Node {
        self.clone()
    }
}

/// `None` is NULL, of the kind that is asked for.
#[diagnostic::do_not_recommend]
impl<T: Marker, V: IntoValue + IntoExpr<T>> IntoExpr<T> for Option<V> {
    type As = T::AsNullable;
    fn into_node(self) -> Node {
        match self {
            Some(value) => IntoExpr::<T>::into_node(value),
            None => Node::value(Value::Null(T::KIND)),
        }
    }
    fn into_cell(self) -> Cell {
        match self {
            Some(value) => IntoExpr::<T>::into_cell(value),
            None => Cell::Value(Value::Null(T::KIND)),
        }
    }
}

/// `None` is NULL, of the kind that is asked for.
#[diagnostic::do_not_recommend]
impl<'a, T: Marker, V: IntoValue> IntoExpr<T> for &'a Option<V>
where
    &'a V: IntoExpr<T>,
{
    type As = T::AsNullable;
    fn into_node(self) -> Node {
        match self {
            Some(value) => IntoExpr::<T>::into_node(value),
            None => Node::value(Value::Null(T::KIND)),
        }
    }
    fn into_cell(self) -> Cell {
        match self {
            Some(value) => IntoExpr::<T>::into_cell(value),
            None => Cell::Value(Value::Null(T::KIND)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<U: UserType> IntoExpr<Mapped<U>> for U {
    type As = Mapped<U>;
    fn into_node(self) -> Node {
        Node::value(self)
    }
    fn into_cell(self) -> Cell {
        Cell::Value(self.into_value())
    }
}
