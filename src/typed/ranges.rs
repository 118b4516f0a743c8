//! Ranges, which PostgreSQL alone has:
//! <https://www.postgresql.org/docs/current/functions-range.html>

use std::ops;

use super::{Any, Cond, Expr, Family, IntoExpr, Marker, Nullable, Operand, Range, Stored};
use crate::ast::{Node, RangeBounds, RangeOp};
use crate::value;

/// What is a range, as far as types know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a range",
    label = "this is of type `{Self}`",
    note = "vouch for it with `.typed::<Range<Int>>()` and the like"
)]
pub trait IsRange: Marker {
    /// What lies in it.
    type Element: Family;
}

impl<T: Family> IsRange for Range<T> {
    type Element = T;
}

impl<T: Family> IsRange for Nullable<Range<T>> {
    type Element = T;
}

type Base<O> = <<O as Operand>::Type as Marker>::Base;
type Element<O> = <<O as Operand>::Type as IsRange>::Element;

/// A range from a lower bound, which it includes, to an upper one, which it does not. NULL is no
/// bound.
///
/// A range of Rust (`1..5`, `1..=5`, `1..`) is a value, and needs no function.
///
/// ```
/// use aludel::prelude::*;
///
/// table! {
///     const STAY = "stay" {
///         id: BigInt [primary_key],
///         nights: Range<Date>,
///     }
/// }
///
/// let march = "2024-03-01".parse::<Date>()?.."2024-04-01".parse::<Date>()?;
/// let q = select((STAY.id, STAY.nights.lower_bound())).filter(STAY.nights.overlaps(march));
/// let t = table("t");
/// let given = select(range(t.col("starts").typed::<Date>(), t.col("ends")));
/// # let _ = (q, given);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL runs `SELECT "stay"."id", lower("stay"."nights") FROM "stay" WHERE "stay"."nights" &&
/// $1` and `SELECT daterange("t"."starts", "t"."ends") FROM "t"`; the other databases refuse both.
#[must_use]
pub fn range<O: Operand>(lower: O, upper: impl IntoExpr<Base<O>>) -> Expr<Range<Base<O>>>
where
    Base<O>: Family,
{
    range_with(RangeBounds::ClosedOpen, lower, upper)
}

/// A range that includes its bounds as it is told.
#[must_use]
pub fn range_with<O: Operand>(
    bounds: RangeBounds,
    lower: O,
    upper: impl IntoExpr<Base<O>>,
) -> Expr<Range<Base<O>>>
where
    Base<O>: Family,
{
    let operands = vec![lower.to_node(), upper.into_node()];
    Expr::new(Node::ranges(RangeOp::Build(bounds), operands, <Base<O>>::KIND))
}

/// Operations on ranges, which PostgreSQL alone has: elsewhere they are refused.
///
/// What is a range as well may be one of Rust: `t.seats.overlaps(1..=5)`.
pub trait RangeOps: Operand
where
    Self::Type: IsRange,
{
    /// `lower(self)`: the lower bound; NULL where there is none, or the range is empty.
    #[inline]
    fn lower_bound(&self) -> Expr<<Element<Self> as Marker>::AsNullable> {
        of(RangeOp::Lower, self, None)
    }

    /// `upper(self)`: the upper bound; NULL where there is none, or the range is empty.
    #[inline]
    fn upper_bound(&self) -> Expr<<Element<Self> as Marker>::AsNullable> {
        of(RangeOp::Upper, self, None)
    }

    /// `isempty(self)`: whether nothing is in it.
    #[inline]
    fn is_empty(&self) -> Cond {
        of(RangeOp::IsEmpty, self, None)
    }

    /// `lower_inc(self)`: whether it includes its lower bound.
    #[inline]
    fn lower_inc(&self) -> Cond {
        of(RangeOp::LowerIncluded, self, None)
    }

    /// `upper_inc(self)`: whether it includes its upper bound.
    #[inline]
    fn upper_inc(&self) -> Cond {
        of(RangeOp::UpperIncluded, self, None)
    }

    /// `lower_inf(self)`: whether it has no lower bound.
    #[inline]
    fn lower_inf(&self) -> Cond {
        of(RangeOp::LowerUnbounded, self, None)
    }

    /// `upper_inf(self)`: whether it has no upper bound.
    #[inline]
    fn upper_inf(&self) -> Cond {
        of(RangeOp::UpperUnbounded, self, None)
    }

    /// `self @> value`: whether the value is in the range.
    #[inline]
    fn has(&self, value: impl IntoExpr<Element<Self>>) -> Cond {
        of(RangeOp::Has, self, Some(value.into_node()))
    }

    /// `self @> other`: whether all of the other is in this one.
    #[inline]
    fn includes(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::Contains, self, Some(other.into_node()))
    }

    /// `self <@ other`: whether all of this one is in the other.
    #[inline]
    fn included_in(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::ContainedBy, self, Some(other.into_node()))
    }

    /// `self && other`: whether they have something in common.
    #[inline]
    fn overlaps(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::Overlaps, self, Some(other.into_node()))
    }

    /// `self << other`: whether all of this one is before all of the other.
    #[inline]
    fn strictly_before(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::Before, self, Some(other.into_node()))
    }

    /// `self >> other`: whether all of this one is after all of the other.
    #[inline]
    fn strictly_after(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::After, self, Some(other.into_node()))
    }

    /// `self &< other`: whether this one ends no later than the other.
    #[inline]
    fn ends_within(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::EndsWithin, self, Some(other.into_node()))
    }

    /// `self &> other`: whether this one starts no earlier than the other.
    #[inline]
    fn starts_within(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::StartsWithin, self, Some(other.into_node()))
    }

    /// `self -|- other`: whether one begins just where the other ends.
    #[inline]
    fn adjacent_to(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Cond {
        of(RangeOp::Adjacent, self, Some(other.into_node()))
    }

    /// `self + other`: what is in either. With a gap between them it is the server's error:
    /// [`merge`](RangeOps::merge) fills it.
    #[inline]
    fn union_with(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Expr<Self::Type> {
        of(RangeOp::Union, self, Some(other.into_node()))
    }

    /// `self * other`: what is in both.
    #[inline]
    fn intersection(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Expr<Self::Type> {
        of(RangeOp::Intersection, self, Some(other.into_node()))
    }

    /// `self - other`: what is in this one alone. In two parts it is the server's error.
    #[inline]
    fn difference(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Expr<Self::Type> {
        of(RangeOp::Difference, self, Some(other.into_node()))
    }

    /// `range_merge(self, other)`: the smallest range that contains both.
    #[inline]
    fn merge(&self, other: impl IntoExpr<Range<Element<Self>>>) -> Expr<Self::Type> {
        of(RangeOp::Merge, self, Some(other.into_node()))
    }
}

impl<O: Operand> RangeOps for O where O::Type: IsRange {}

fn of<O: Operand + ?Sized, T>(op: RangeOp, range: &O, other: Option<Node>) -> Expr<T>
where
    O::Type: IsRange,
{
    let operands = [range.to_node()].into_iter().chain(other).collect();
    Expr::new(Node::ranges(op, operands, <O::Type as IsRange>::Element::KIND))
}

#[diagnostic::do_not_recommend]
impl<T: Family> IntoExpr<Range<T>> for value::Range {
    type As = Range<T>;
    fn into_node(self) -> Node {
        Node::value(self)
    }
}

macro_rules! of_std {
    ($($ty:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<V: Stored> IntoExpr<Range<V::Family>> for $ty {
            type As = Range<V::Family>;
            fn into_node(self) -> Node {
                Node::value(value::Range::from(self))
            }
        }
    )+};
}

of_std!(
    ops::Range<V>,
    ops::RangeInclusive<V>,
    ops::RangeFrom<V>,
    ops::RangeTo<V>,
    ops::RangeToInclusive<V>,
    (ops::Bound<V>, ops::Bound<V>)
);

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for value::Range {
    type As = Any;
    fn into_node(self) -> Node {
        Node::value(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoExpr<Any> for &value::Range {
    type As = Any;
    fn into_node(self) -> Node {
        Node::value(self.clone())
    }
}
