//! Arrays.

use super::depth::Branch;
use super::node::Node;
use crate::value::Kind;

/// What is done with arrays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArrayOp {
    /// An array of the operands.
    Build,
    /// The element at an index, from 1.
    Index,
    /// The elements from an index to another, both included.
    Slice,
    /// Whether the first contains all elements of the second.
    Contains,
    /// Whether the second contains all elements of the first.
    ContainedBy,
    /// Whether both have an element in common.
    Overlaps,
    /// One after the other.
    Concat,
    /// How many elements there are.
    Cardinality,
    /// Each element as a row.
    Unnest,
}

/// An operation on arrays.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Arrays {
    /// What is done.
    pub op: ArrayOp,
    /// Its operands, in order.
    pub operands: Vec<Node>,
    /// Of what kind the elements are.
    pub element: Kind,
    pub(crate) depth: u16,
}

impl Node {
    /// An operation on arrays.
    #[must_use]
    pub fn arrays(op: ArrayOp, operands: Vec<Node>, element: Kind) -> Node {
        Arrays { op, operands, element, depth: 0 }.grow()
    }
}
