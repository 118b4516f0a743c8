//! Arrays, which PostgreSQL alone has.

use super::{Array, Cond, Expr, Family, Int, IntoExpr, Marker, Nullable, Operand};
use crate::ast::{ArrayOp, Node};

/// What is an array, as far as types know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array",
    label = "this is of type `{Self}`",
    note = "vouch for it with `.typed::<Array<Int>>()` and the like"
)]
pub trait IsArray: Marker {
    /// What its elements are.
    type Element: Family;
}

impl<T: Family> IsArray for Array<T> {
    type Element = T;
}

impl<T: Family> IsArray for Nullable<Array<T>> {
    type Element = T;
}

type Element<O> = <<O as Operand>::Type as IsArray>::Element;

/// `ARRAY[…]`, of elements of one type: `array::<Int, _>([1, 2])`.
///
/// ```
/// use aludel::prelude::*;
///
/// let t = table("t");
/// let tags = t.col("tags").typed::<Array<Text>>();
/// let q = select(tags.at(1)).filter(tags.overlaps(array::<Text, _>(["new", "live"])));
/// # let _ = q;
/// ```
///
/// PostgreSQL runs `SELECT "t"."tags"[$1] FROM "t" WHERE "t"."tags" && CAST(ARRAY[$2, $3] AS text[])`; the
/// other databases refuse it.
#[must_use]
pub fn array<T: Family, E: IntoExpr<T>>(items: impl IntoIterator<Item = E>) -> Expr<Array<T>> {
    let items = items.into_iter().map(IntoExpr::into_node).collect();
    Expr::new(Node::arrays(ArrayOp::Build, items, T::KIND))
}

/// Each element of an array as a row: in FROM, by [`table_function`](super::table_function).
#[must_use]
pub fn unnest<O: Operand>(array: O) -> Expr<<Element<O> as Marker>::AsNullable>
where
    O::Type: IsArray,
{
    Expr::new(Node::arrays(ArrayOp::Unnest, vec![array.to_node()], Element::<O>::KIND))
}

/// Operations on arrays, which PostgreSQL alone has: elsewhere they are refused.
pub trait ArrayOps: Operand
where
    Self::Type: IsArray,
{
    /// `self[index]`; the first element is 1, and NULL is where there is none.
    #[inline]
    fn at(&self, index: impl IntoExpr<Int>) -> Expr<<Element<Self> as Marker>::AsNullable> {
        of(ArrayOp::Index, self, vec![index.into_node()])
    }

    /// `self[from:to]`, both included.
    #[inline]
    fn slice(&self, from: impl IntoExpr<Int>, to: impl IntoExpr<Int>) -> Expr<Self::Type> {
        of(ArrayOp::Slice, self, vec![from.into_node(), to.into_node()])
    }

    /// `self @> other`: whether all elements of the other are in this one.
    #[inline]
    fn includes(&self, other: impl IntoExpr<Array<Element<Self>>>) -> Cond {
        of(ArrayOp::Contains, self, vec![other.into_node()])
    }

    /// `self <@ other`: whether all elements of this one are in the other.
    #[inline]
    fn included_in(&self, other: impl IntoExpr<Array<Element<Self>>>) -> Cond {
        of(ArrayOp::ContainedBy, self, vec![other.into_node()])
    }

    /// `self && other`: whether they have an element in common.
    #[inline]
    fn overlaps(&self, other: impl IntoExpr<Array<Element<Self>>>) -> Cond {
        of(ArrayOp::Overlaps, self, vec![other.into_node()])
    }

    /// `self || other`: one after the other. Unlike text, a NULL is an empty array here.
    #[inline]
    fn followed_by(&self, other: impl IntoExpr<Array<Element<Self>>>) -> Expr<Self::Type> {
        of(ArrayOp::Concat, self, vec![other.into_node()])
    }

    /// `cardinality(self)`: how many elements there are.
    #[inline]
    fn cardinality(&self) -> Expr<Nullable<Int>> {
        of(ArrayOp::Cardinality, self, vec![])
    }
}

impl<O: Operand> ArrayOps for O where O::Type: IsArray {}

fn of<O: Operand + ?Sized, T>(op: ArrayOp, array: &O, mut rest: Vec<Node>) -> Expr<T>
where
    O::Type: IsArray,
{
    rest.insert(0, array.to_node());
    Expr::new(Node::arrays(op, rest, <O::Type as IsArray>::Element::KIND))
}
