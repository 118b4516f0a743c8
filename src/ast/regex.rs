//! Regular expressions.

use super::depth::Branch;
use super::node::Node;

/// Whether a text matches a regular expression, anywhere in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matches {
    /// The text.
    pub operand: Node,
    /// The regular expression, in the database's own syntax.
    pub pattern: Node,
    /// The case of letters is ignored.
    pub insensitive: bool,
    /// The text must not match.
    pub negated: bool,
    pub(crate) depth: u16,
}

impl Node {
    /// Whether a text matches a regular expression.
    #[must_use]
    pub fn matches(operand: Node, pattern: Node, insensitive: bool) -> Node {
        Matches { operand, pattern, insensitive, negated: false, depth: 0 }.grow()
    }
}
