//! CASE and CAST.

use smallvec::SmallVec;

use super::depth::Branch;
use super::node::Node;
use crate::schema::SqlType;

/// `WHEN condition THEN result`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The condition, or the value that the CASE's operand is compared with.
    pub condition: Node,
    /// The result.
    pub result: Node,
}

/// `CASE [operand] WHEN … THEN … [ELSE …] END`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Case {
    /// What the branches' values are compared with, in the simple form.
    pub operand: Option<Node>,
    /// The branches, in order; the first that holds gives the result.
    pub branches: SmallVec<[When; 1]>,
    /// The result where none holds; NULL where it isn't given.
    pub otherwise: Option<Node>,
    pub(crate) depth: u16,
}

/// `CAST(operand AS type)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cast {
    /// The value.
    pub operand: Node,
    /// The type it is turned into.
    pub ty: SqlType,
    /// TRY_CAST: NULL where that can't be, and no error.
    pub or_null: bool,
    pub(crate) depth: u16,
}

impl Node {
    /// A CASE. One without a branch is a mistake.
    #[must_use]
    pub fn case(
        operand: Option<Node>,
        branches: impl Into<SmallVec<[When; 1]>>,
        otherwise: Option<Node>,
    ) -> Node {
        let branches = branches.into();
        if branches.is_empty() {
            return Node::error("CASE has no WHEN branch", "add one with .when(condition, result)");
        }
        Case { operand, branches, otherwise, depth: 0 }.grow()
    }

    /// `CAST(operand AS type)`.
    #[must_use]
    pub fn cast(operand: Node, ty: SqlType) -> Node {
        Cast { operand, ty, or_null: false, depth: 0 }.grow()
    }

    /// `CAST(operand AS type)`, or NULL where that can't be.
    #[must_use]
    pub fn try_cast(operand: Node, ty: SqlType) -> Node {
        Cast { operand, ty, or_null: true, depth: 0 }.grow()
    }
}

impl Case {
    /// All expressions in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        let branches = self.branches.iter().flat_map(|when| [&when.condition, &when.result]);
        self.operand.iter().chain(branches).chain(&self.otherwise)
    }
}
