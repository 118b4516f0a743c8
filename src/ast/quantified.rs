//! ANY and ALL.

use super::BinaryOp;
use super::depth::Branch;
use super::node::Node;

/// `left op ANY (right)` or `left op ALL (right)`, where the right side is a query of one
/// column or an array.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quantified {
    /// The comparison.
    pub op: BinaryOp,
    /// ALL; otherwise ANY.
    pub all: bool,
    /// What is compared.
    pub left: Node,
    /// What it is compared with: a subquery, or an array.
    pub right: Node,
    pub(crate) depth: u16,
}

impl Node {
    /// `left op ANY (right)`, or ALL.
    #[must_use]
    pub fn quantified(op: BinaryOp, all: bool, left: Node, right: Node) -> Node {
        Quantified { op, all, left, right, depth: 0 }.grow()
    }
}
