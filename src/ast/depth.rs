//! Depth: every node knows its own, and none is deeper than the cap.

use std::sync::Arc;

use super::{Fault, In, InSet, Node, Order, Query, Source};

/// How deep a tree may be. Past it, building yields an error node, so that recursion over a
/// tree is safe in every walk, comparison and drop. SQLite itself stops at 1000.
pub const DEPTH_CAP: u16 = 500;

/// What a nested query costs: its frames on the stack are those of several expressions.
pub(crate) const QUERY_DEPTH: u16 = 8;

/// The depth of a node over operands of these depths, or `None` past the cap.
#[inline]
pub(crate) fn over(deepest: u16, levels: u16) -> Option<u16> {
    let depth = deepest + levels;
    (depth <= DEPTH_CAP).then_some(depth)
}

/// The deepest of some nodes.
#[inline]
pub(crate) fn deepest<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> u16 {
    nodes.into_iter().map(Node::depth).max().unwrap_or(0)
}

/// The deepest of some nodes.
#[inline]
pub(crate) fn deepest_of(nodes: &[Node]) -> u16 {
    deepest(nodes)
}

/// The node that stands for a tree that is too deep.
pub(crate) fn too_deep() -> Node {
    Node::Error(Arc::new(too_deep_fault()))
}

pub(crate) fn too_deep_fault() -> Fault {
    Fault::new(
        format!("the expression is nested more than {DEPTH_CAP} levels deep"),
        "build wide instead of deep: all(…), any(…), concat(…) and IN take any number of \
         operands at one level",
    )
}

impl Node {
    /// How many levels the node has below and with itself; a leaf has 0.
    #[must_use]
    #[inline]
    pub fn depth(&self) -> u16 {
        match self {
            Node::Value(_)
            | Node::Literal(_)
            | Node::Bind(_)
            | Node::Column(_)
            | Node::Name(_)
            | Node::Star(_)
            | Node::Error(_) => 0,
            other => other.depth_of_branch(),
        }
    }

    /// The same for what is no leaf, out of line: most nodes are leaves.
    fn depth_of_branch(&self) -> u16 {
        match self {
            Node::Value(_)
            | Node::Literal(_)
            | Node::Bind(_)
            | Node::Column(_)
            | Node::Name(_)
            | Node::Star(_)
            | Node::Error(_) => 0,
            Node::Unary(node) => node.depth,
            Node::Binary(node) => node.depth,
            Node::Infix(node) => node.depth,
            Node::Nary(node) => node.depth,
            Node::Like(node) => node.depth,
            Node::Search(node) => node.depth,
            Node::In(node) => node.depth,
            Node::Between(node) => node.depth,
            Node::Case(node) => node.depth,
            Node::Cast(node) => node.depth,
            Node::Function(node) => node.depth,
            Node::Tuple(items) => deepest(items.iter()).saturating_add(1),
            Node::Subquery(query) | Node::Exists(query) => query.depth(),
            Node::Label(node) => node.depth,
            Node::Raw(node) => node.depth,
            Node::Custom(node) => node.depth(),
        }
    }
}

impl Query {
    /// How many levels the query has, as an operand.
    #[must_use]
    pub fn depth(&self) -> u16 {
        match self {
            Query::Select(select) => select.depth.saturating_add(QUERY_DEPTH),
            Query::Raw(raw) => raw.depth.saturating_add(QUERY_DEPTH),
        }
    }
}

impl Source {
    /// How many levels the source has.
    #[must_use]
    pub fn depth(&self) -> u16 {
        match self {
            Source::Table(_) => 0,
            Source::Derived(derived) => derived.query.depth(),
            Source::Join(joins) => joins.depth,
            Source::Raw(raw) => raw.depth,
            Source::Error(_) => 0,
        }
    }
}

impl InSet {
    pub(crate) fn depth(&self) -> u16 {
        match self {
            InSet::List(items) => deepest(items),
            InSet::Query(query) => query.depth(),
        }
    }
}

impl In {
    pub(crate) fn depth_of(operand: &Node, set: &InSet) -> u16 {
        operand.depth().max(set.depth())
    }
}

impl Order {
    pub(crate) fn depth(&self) -> u16 {
        self.expr.depth()
    }
}
