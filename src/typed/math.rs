//! Arithmetic.

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

use super::{Any, Column, Expr, Float, Int, IntoExpr, Marker, Nullability, Operand, UInt};
use crate::ast::{BinaryOp, Node, UnaryOp};
use crate::value::{Decimal, Interval};

/// The nullability of two markers, applied to a third.
pub(crate) type Joined<L, R, T> =
    <<<L as Marker>::Null as Nullability>::Or<<R as Marker>::Null> as Nullability>::Apply<T>;

/// Which families arithmetic joins, and what it gives.
///
/// Integers join with decimals and floats; decimals and floats don't join without a cast.
#[diagnostic::on_unimplemented(
    message = "`{Self}` and `{Rhs}` do not join in arithmetic",
    label = "no arithmetic between `{Self}` and `{Rhs}`",
    note = "convert one side with `.cast::<…>()`"
)]
pub trait Math<Rhs: Marker>: Marker {
    /// What it gives.
    type Output: Marker;
    /// What `/` means: integers divide to integers, as in Rust.
    const DIVISION: BinaryOp;
}

/// What `+` and `-` join, and what they give: numbers, and times with intervals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` and `{Rhs}` do not join in arithmetic",
    label = "no arithmetic between `{Self}` and `{Rhs}`",
    note = "convert one side with `.cast::<…>()`"
)]
pub trait Sum<Rhs: Marker>: Marker {
    /// What it gives.
    type Total: Marker;

    /// The node of a sum or a difference.
    #[doc(hidden)]
    #[inline]
    fn node(op: BinaryOp, left: Node, right: Node) -> Node {
        Node::binary(op, left, right)
    }
}

macro_rules! math {
    ($($left:ty, $right:ty => $output:ty, $division:ident;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Math<$right> for $left {
            type Output = $output;
            const DIVISION: BinaryOp = BinaryOp::$division;
        }

        #[diagnostic::do_not_recommend]
        impl Sum<$right> for $left {
            type Total = $output;
        }
    )+};
}

math! {
    Int, Int => Int, IntDiv;
    UInt, UInt => UInt, IntDiv;
    Int, Float => Float, Div;
    Float, Int => Float, Div;
    Float, Float => Float, Div;
    Int, Decimal => Decimal, Div;
    Decimal, Int => Decimal, Div;
    Decimal, Decimal => Decimal, Div;
    Any, Any => Any, Div;
    Any, Int => Any, Div;
    Any, UInt => Any, Div;
    Any, Float => Any, Div;
    Any, Decimal => Any, Div;
    Int, Any => Any, Div;
    UInt, Any => Any, Div;
    Float, Any => Any, Div;
    Decimal, Any => Any, Div;
}

/// An operand of arithmetic: a number or a handle.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operand of arithmetic",
    label = "expected a number, or an expression of one"
)]
pub trait Term {
    /// What it is of.
    type Type: Marker;

    /// Its node.
    fn into_term(self) -> Node;
}

macro_rules! terms {
    ($([$($generics:tt)*] $handle:ty => $marker:ty, |$it:ident| $node:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Term for $handle {
            type Type = $marker;
            #[inline]
            fn into_term(self) -> Node {
                let $it = self;
                $node
            }
        }
    )+};
}

terms! {
    [T: Marker] Expr<T> => T, |it| it.into_node();
    [T: Marker] &Expr<T> => T, |it| it.to_node();
    [T: Marker] Column<T> => T, |it| it.to_node();
    [T: Marker] &Column<T> => T, |it| it.to_node();
    [] i32 => Int, |it| Node::value(it);
    [] i64 => Int, |it| Node::value(it);
    [] u32 => Int, |it| Node::value(it);
    [] u64 => UInt, |it| Node::value(it);
    [] f64 => Float, |it| Node::value(it);
    [] Decimal => Decimal, |it| Node::value(it);
    [] &Decimal => Decimal, |it| Node::value(it.clone());
    [] Interval => Interval, |it| Node::value(it);
}

pub(super) type BaseOf<T> = <T as Marker>::Base;
type TotalOf<L, R> = Joined<L, R, <BaseOf<L> as Sum<BaseOf<R>>>::Total>;
pub(super) type OutputOf<L, R> = Joined<L, R, <BaseOf<L> as Math<BaseOf<R>>>::Output>;
/// Division by zero is NULL on some databases and an error on others: the result is nullable.
pub(super) type QuotientOf<L, R> = <<BaseOf<L> as Math<BaseOf<R>>>::Output as Marker>::AsNullable;

/// The operators on one sort of handle.
macro_rules! operators {
    ($($handle:ty),+) => {$(
        operators!(@sum $handle, Add, add);
        operators!(@sum $handle, Sub, sub);
        operators!(@one $handle, Mul, mul, OutputOf, BinaryOp::Mul);
        operators!(@one $handle, Rem, rem, QuotientOf, BinaryOp::Mod);
        operators!(
            @one $handle, Div, div, QuotientOf, <BaseOf<T> as Math<BaseOf<R::Type>>>::DIVISION
        );

        impl<T: Marker> Neg for $handle
        where
            BaseOf<T>: Math<BaseOf<T>>,
        {
            type Output = Expr<T>;
            #[inline]
            fn neg(self) -> Expr<T> {
                Expr::new(Node::unary(UnaryOp::Neg, self.into_term()))
            }
        }
    )+};
    (@sum $handle:ty, $trait:ident, $method:ident) => {
        impl<T: Marker, R: Term> $trait<R> for $handle
        where
            BaseOf<T>: Sum<BaseOf<R::Type>>,
        {
            type Output = Expr<TotalOf<T, R::Type>>;
            fn $method(self, other: R) -> Self::Output {
                let (left, right) = (self.into_term(), other.into_term());
                Expr::new(<BaseOf<T> as Sum<BaseOf<R::Type>>>::node(BinaryOp::$trait, left, right))
            }
        }
    };
    (@one $handle:ty, $trait:ident, $method:ident, $output:ident, $op:expr) => {
        impl<T: Marker, R: Term> $trait<R> for $handle
        where
            BaseOf<T>: Math<BaseOf<R::Type>>,
        {
            type Output = Expr<$output<T, R::Type>>;
            fn $method(self, other: R) -> Self::Output {
                Expr::new(Node::binary($op, self.into_term(), other.into_term()))
            }
        }
    };
}

operators!(Expr<T>, &Expr<T>, Column<T>, &Column<T>);

/// What has bits, as far as types know: integers and [`Any`].
#[diagnostic::on_unimplemented(message = "`{Self}` is not an integer")]
pub trait IsInteger: Marker {}

impl IsInteger for Int {}
impl IsInteger for UInt {}
impl IsInteger for super::Nullable<Int> {}
impl IsInteger for super::Nullable<UInt> {}
impl IsInteger for Any {}

/// Operators on integers that Rust has no operator for, or another meaning.
pub trait IntegerOps: Operand
where
    Self::Type: IsInteger,
{
    /// Integer division by name, for operands whose type is [`Any`]: `7 / 2` is 3.
    #[inline]
    fn int_div(
        &self,
        other: impl IntoExpr<BaseOf<Self::Type>>,
    ) -> Expr<<Self::Type as Marker>::AsNullable> {
        Expr::new(Node::binary(BinaryOp::IntDiv, self.to_node(), other.into_node()))
    }

    /// Bitwise AND.
    #[inline]
    fn bit_and(&self, other: impl IntoExpr<BaseOf<Self::Type>>) -> Expr<Self::Type> {
        Expr::new(Node::binary(BinaryOp::BitAnd, self.to_node(), other.into_node()))
    }

    /// Bitwise OR.
    #[inline]
    fn bit_or(&self, other: impl IntoExpr<BaseOf<Self::Type>>) -> Expr<Self::Type> {
        Expr::new(Node::binary(BinaryOp::BitOr, self.to_node(), other.into_node()))
    }

    /// Bitwise exclusive OR.
    #[inline]
    fn bit_xor(&self, other: impl IntoExpr<BaseOf<Self::Type>>) -> Expr<Self::Type> {
        Expr::new(Node::binary(BinaryOp::BitXor, self.to_node(), other.into_node()))
    }

    /// Bitwise NOT.
    #[inline]
    fn bit_not(&self) -> Expr<Self::Type> {
        Expr::new(Node::unary(UnaryOp::BitNot, self.to_node()))
    }

    /// Shift to the left.
    #[inline]
    fn shift_left(&self, bits: impl IntoExpr<Int>) -> Expr<Self::Type> {
        Expr::new(Node::binary(BinaryOp::Shl, self.to_node(), bits.into_node()))
    }

    /// Shift to the right.
    #[inline]
    fn shift_right(&self, bits: impl IntoExpr<Int>) -> Expr<Self::Type> {
        Expr::new(Node::binary(BinaryOp::Shr, self.to_node(), bits.into_node()))
    }
}

impl<O: Operand> IntegerOps for O where O::Type: IsInteger {}
