//! COLLATE.

use super::Name;
use super::depth::Branch;
use super::node::Node;

/// `operand COLLATE name`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Collate {
    /// The text.
    pub operand: Node,
    /// The schema of the collation, where the database has them there.
    pub schema: Option<Name>,
    /// The collation, as the database calls it.
    pub name: Name,
    pub(crate) depth: u16,
}

impl Node {
    /// `operand COLLATE name`.
    #[must_use]
    pub fn collate(operand: Node, schema: Option<Name>, name: Name) -> Node {
        Collate { operand, schema, name, depth: 0 }.grow()
    }
}
