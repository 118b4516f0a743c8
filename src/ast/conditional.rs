//! CASE and CAST.

use std::sync::Arc;

use super::depth;
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
    pub branches: Vec<When>,
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
    pub(crate) depth: u16,
}

impl Node {
    /// A CASE. One without a branch is a mistake.
    #[must_use]
    pub fn case(operand: Option<Node>, branches: Vec<When>, otherwise: Option<Node>) -> Node {
        if branches.is_empty() {
            return Node::error("CASE has no WHEN branch", "add one with .when(condition, result)");
        }
        let deepest = operand
            .iter()
            .chain(branches.iter().flat_map(|when| [&when.condition, &when.result]))
            .chain(&otherwise)
            .map(Node::depth)
            .max()
            .unwrap_or(0);
        match depth::over(deepest, 1) {
            Some(depth) => Node::Case(Arc::new(Case { operand, branches, otherwise, depth })),
            None => depth::too_deep(),
        }
    }

    /// `CAST(operand AS type)`.
    #[must_use]
    pub fn cast(operand: Node, ty: SqlType) -> Node {
        match depth::over(operand.depth(), 1) {
            Some(depth) => Node::Cast(Arc::new(Cast { operand, ty, depth })),
            None => depth::too_deep(),
        }
    }
}
