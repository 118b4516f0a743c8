//! Arithmetic with a number of the program on the left: `1 - discount`.

use std::ops::{Add, Div, Mul, Rem, Sub};

use super::math::{BaseOf, OutputOf, QuotientOf};
use super::{Column, Expr, Float, Int, Marker, Math, Term, UInt};
use crate::ast::{BinaryOp, Node};
use crate::value::Decimal;

/// The operators of one sort of number, on each sort of handle.
macro_rules! numbers {
    ($($number:ty => $family:ty;)+) => {$(
        numbers!(@handles $number, $family; Expr<T>, &Expr<T>, Column<T>, &Column<T>);
    )+};
    (@handles $number:ty, $family:ty; $($handle:ty),+) => {$(
        numbers!(@one $number, $family, $handle, Add, add, OutputOf, BinaryOp::Add);
        numbers!(@one $number, $family, $handle, Sub, sub, OutputOf, BinaryOp::Sub);
        numbers!(@one $number, $family, $handle, Mul, mul, OutputOf, BinaryOp::Mul);
        numbers!(@one $number, $family, $handle, Rem, rem, QuotientOf, BinaryOp::Mod);
        numbers!(
            @one $number, $family, $handle, Div, div, QuotientOf,
            <$family as Math<BaseOf<T>>>::DIVISION
        );
    )+};
    (
        @one $number:ty, $family:ty, $handle:ty, $trait:ident, $method:ident, $output:ident,
        $op:expr
    ) => {
        #[diagnostic::do_not_recommend]
        impl<T: Marker> $trait<$handle> for $number
        where
            $family: Math<BaseOf<T>>,
        {
            type Output = Expr<$output<$family, T>>;
            fn $method(self, other: $handle) -> Self::Output {
                Expr::new(Node::binary($op, self.into_term(), other.into_term()))
            }
        }
    };
}

numbers! {
    i32 => Int;
    i64 => Int;
    u32 => Int;
    u64 => UInt;
    f64 => Float;
    Decimal => Decimal;
    &Decimal => Decimal;
}
