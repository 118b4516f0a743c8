//! Functions of numbers that mean the same on every database, and the greatest and least of
//! several expressions.

use super::functions::{Summable, portable};
use super::math::Joined;
use super::{Any, Expr, Float, Int, IntoExpr, Marker, Nullable, Operand};

/// One of two expressions of a type: nullable if one of them is.
type Either<O, R> = Joined<
    <O as Operand>::Type,
    <R as IntoExpr<<<O as Operand>::Type as Marker>::Base>>::As,
    <<O as Operand>::Type as Marker>::Base,
>;

/// What is a float, as far as types know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a float",
    label = "this is of type `{Self}`, not `Float`",
    note = "turn it into a float with `.cast::<Float>()`"
)]
pub trait IsFloat: Marker {}

impl IsFloat for Float {}
impl IsFloat for Nullable<Float> {}
impl IsFloat for Any {}

macro_rules! floats {
    ($($(#[$doc:meta])* $name:ident => $result:ty;)+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name<O: Operand>(number: O) -> Expr<$result>
        where
            O::Type: IsFloat,
        {
            portable(stringify!($name), [number.to_node()])
        }
    )+};
}

floats! {
    /// The greatest whole number that is not above a float.
    floor => O::Type;
    /// The least whole number that is not below a float.
    ceil => O::Type;
    /// The square root. Of a negative number it is an error or NULL, as the database has it.
    /// SQLite has none in every build and refuses it.
    sqrt => <O::Type as Marker>::AsNullable;
    /// e to the power of a float. SQLite has none in every build and refuses it.
    exp => <O::Type as Marker>::AsNullable;
    /// The natural logarithm. Of 0 and less it is an error or NULL, as the database has it.
    /// SQLite has none in every build and refuses it.
    ln => <O::Type as Marker>::AsNullable;
}

/// `power(base, exponent)`. SQLite has none in every build and refuses it.
#[must_use]
pub fn power<O: Operand>(
    base: O,
    exponent: impl IntoExpr<Float>,
) -> Expr<<O::Type as Marker>::AsNullable>
where
    O::Type: IsFloat,
{
    portable("power", [base.to_node(), exponent.into_node()])
}

/// -1, 0 or 1: the sign of a number.
#[must_use]
pub fn sign<O: Operand>(number: O) -> Expr<Joined<O::Type, O::Type, Int>>
where
    <O::Type as Marker>::Base: Summable,
{
    portable("sign", [number.to_node()])
}

/// The greatest of two expressions; NULL if one of them is NULL. Elsewhere than on PostgreSQL,
/// where a NULL would be skipped, that is what the database does.
#[must_use]
pub fn greatest<O: Operand, R: IntoExpr<<O::Type as Marker>::Base>>(
    one: O,
    other: R,
) -> Expr<Either<O, R>> {
    portable("greatest", [one.to_node(), other.into_node()])
}

/// The least of two expressions; NULL if one of them is NULL.
#[must_use]
pub fn least<O: Operand, R: IntoExpr<<O::Type as Marker>::Base>>(
    one: O,
    other: R,
) -> Expr<Either<O, R>> {
    portable("least", [one.to_node(), other.into_node()])
}
