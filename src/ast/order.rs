//! ORDER BY.

use smallvec::SmallVec;

use super::node::Node;

/// Ascending or descending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Asc,
    /// Largest first.
    Desc,
}

/// Where NULLs come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nulls {
    /// Where the database puts them.
    #[default]
    Default,
    /// Before all values.
    First,
    /// After all values.
    Last,
}

/// One term of an ORDER BY.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Order {
    /// What is ordered by.
    pub expr: Node,
    /// Which way.
    pub direction: Direction,
    /// Where NULLs come.
    pub nulls: Nulls,
}

/// The terms of an ORDER BY; two are held in place.
pub type Orders = SmallVec<[Order; 2]>;

impl From<Node> for Order {
    fn from(expr: Node) -> Self {
        Order { expr, direction: Direction::Asc, nulls: Nulls::Default }
    }
}
