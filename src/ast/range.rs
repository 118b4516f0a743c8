//! Ranges.

use super::depth::Branch;
use super::node::Node;
use crate::value::Kind;

/// Which of its bounds a range includes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RangeBounds {
    /// `[)`: the lower one.
    #[default]
    ClosedOpen,
    /// `[]`: both.
    Closed,
    /// `(]`: the upper one.
    OpenClosed,
    /// `()`: none.
    Open,
}

/// What is done with ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RangeOp {
    /// A range between the operands; a NULL is no bound.
    Build(RangeBounds),
    /// The lower bound.
    Lower,
    /// The upper bound.
    Upper,
    /// Whether nothing is in it.
    IsEmpty,
    /// Whether it includes its lower bound.
    LowerIncluded,
    /// Whether it includes its upper bound.
    UpperIncluded,
    /// Whether it has no lower bound.
    LowerUnbounded,
    /// Whether it has no upper bound.
    UpperUnbounded,
    /// Whether the second operand, no range, is in the first.
    Has,
    /// Whether the first contains the second.
    Contains,
    /// Whether the second contains the first.
    ContainedBy,
    /// Whether both have something in common.
    Overlaps,
    /// Whether all of the first is before all of the second.
    Before,
    /// Whether all of the first is after all of the second.
    After,
    /// Whether the first does not extend beyond the end of the second.
    EndsWithin,
    /// Whether the first does not extend before the start of the second.
    StartsWithin,
    /// Whether one begins just where the other ends.
    Adjacent,
    /// What is in either.
    Union,
    /// What is in both.
    Intersection,
    /// What is in the first alone.
    Difference,
    /// The smallest range that contains both.
    Merge,
}

impl RangeOp {
    /// Whether it is true or false.
    #[must_use]
    pub const fn is_condition(self) -> bool {
        !matches!(
            self,
            RangeOp::Build(_)
                | RangeOp::Lower
                | RangeOp::Upper
                | RangeOp::Union
                | RangeOp::Intersection
                | RangeOp::Difference
                | RangeOp::Merge
        )
    }
}

/// An operation on ranges.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ranges {
    /// What is done.
    pub op: RangeOp,
    /// Its operands, in order.
    pub operands: Vec<Node>,
    /// Of what kind the values in the ranges are.
    pub element: Kind,
    pub(crate) depth: u16,
}

impl Node {
    /// An operation on ranges.
    #[must_use]
    pub fn ranges(op: RangeOp, operands: Vec<Node>, element: Kind) -> Node {
        Ranges { op, operands, element, depth: 0 }.grow()
    }
}
