//! Predicates that are more than an operator between two operands.

use super::depth::Branch;
use super::node::Node;
use super::{ArrayOp, JsonOp, NaryOp, Query, UnaryOp};

/// `operand [NOT] LIKE pattern [ESCAPE c]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Like {
    /// The text that is matched.
    pub operand: Node,
    /// The pattern, with `%` and `_`.
    pub pattern: Node,
    /// The character that makes a following `%` or `_` stand for itself.
    pub escape: Option<char>,
    /// ILIKE: the case of letters is ignored.
    pub insensitive: bool,
    /// NOT LIKE.
    pub negated: bool,
    pub(crate) depth: u16,
}

/// Where a searched text must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Affix {
    /// At the start.
    Start,
    /// At the end.
    End,
    /// Anywhere.
    Anywhere,
}

/// A search for a text as it is, in which `%` and `_` stand for themselves.
///
/// Unlike LIKE, whose case rules are each database's own, a search is case-sensitive, or
/// insensitive where it says so, everywhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Search {
    /// The text that is searched.
    pub operand: Node,
    /// The text that is looked for.
    pub needle: Node,
    /// Where it must stand.
    pub affix: Affix,
    /// The case of letters is ignored.
    pub insensitive: bool,
    /// The text must not be found.
    pub negated: bool,
    pub(crate) depth: u16,
}

/// What a value is looked up in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InSet {
    /// A list. An empty one is valid: nothing is in it.
    List(Vec<Node>),
    /// The rows of a query.
    Query(Query),
}

/// `operand [NOT] IN set`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct In {
    /// The value that is looked up.
    pub operand: Node,
    /// Where it is looked up.
    pub set: InSet,
    /// NOT IN.
    pub negated: bool,
    pub(crate) depth: u16,
}

/// `operand [NOT] BETWEEN low AND high`, both bounds included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Between {
    /// The value.
    pub operand: Node,
    /// The lower bound.
    pub low: Node,
    /// The upper bound.
    pub high: Node,
    /// NOT BETWEEN.
    pub negated: bool,
    pub(crate) depth: u16,
}

impl Search {
    /// The depth of the deepest expression in it, however a dialect spells it.
    pub(crate) fn deepest(&self) -> u16 {
        // A dialect may have to spell the needle as nested calls of replace() between `||`.
        let needle = self.needle.depth();
        let spelt = if needle == 0 { 0 } else { needle.saturating_add(4) };
        self.operand.depth().max(spelt)
    }
}

impl Node {
    /// Whether the expression is seen to be a condition, which is true, false or NULL.
    #[must_use]
    pub fn is_condition(&self) -> bool {
        match self.unlabelled() {
            Node::Unary(unary) => !matches!(unary.op, UnaryOp::Neg | UnaryOp::BitNot),
            Node::Binary(binary) => binary.op.is_comparison(),
            Node::Nary(nary) => nary.op != NaryOp::Concat,
            Node::Like(_)
            | Node::Search(_)
            | Node::In(_)
            | Node::Between(_)
            | Node::Exists(_)
            | Node::Matches(_)
            | Node::Quantified(_) => true,
            Node::Arrays(arrays) => {
                use ArrayOp::{ContainedBy, Contains, Overlaps};
                matches!(arrays.op, Contains | ContainedBy | Overlaps)
            }
            Node::Ranges(ranges) => ranges.op.is_condition(),
            Node::Json(json) => {
                matches!(json.op, JsonOp::Bool | JsonOp::Exists | JsonOp::Contains)
            }
            _ => false,
        }
    }

    /// `operand LIKE pattern`.
    #[must_use]
    pub fn like(operand: Node, pattern: Node, escape: Option<char>, insensitive: bool) -> Node {
        Like { operand, pattern, escape, insensitive, negated: false, depth: 0 }.grow()
    }

    /// A search for `needle` in `operand`.
    #[must_use]
    pub fn search(operand: Node, needle: Node, affix: Affix, insensitive: bool) -> Node {
        Search { operand, needle, affix, insensitive, negated: false, depth: 0 }.grow()
    }

    /// `operand IN (…)`. A NULL in the list is spelled out as `OR operand IS NULL`: within
    /// IN it would be silently wrong.
    #[must_use]
    pub fn in_list(operand: Node, items: Vec<Node>) -> Node {
        let is_null = |item: &Node| match item {
            Node::Value(value) => value.is_null(),
            Node::Literal(value) => value.is_null(),
            _ => false,
        };
        if !items.iter().any(is_null) {
            return Node::in_set(operand, InSet::List(items));
        }
        let rest = items.into_iter().filter(|item| !is_null(item)).collect::<Vec<_>>();
        let is_null = Node::unary(UnaryOp::IsNull, operand.clone());
        if rest.is_empty() {
            return is_null;
        }
        Node::nary(NaryOp::Or, [Node::in_set(operand, InSet::List(rest)), is_null])
    }

    /// `operand IN set`.
    #[must_use]
    pub fn in_set(operand: Node, set: InSet) -> Node {
        In { operand, set, negated: false, depth: 0 }.grow()
    }

    /// `operand BETWEEN SYMMETRIC one AND other`, as what the standard says that it is: between the
    /// one and the other, or the other way round.
    #[must_use]
    pub fn between_symmetric(operand: Node, one: Node, other: Node) -> Node {
        let reversed = Node::between(operand.clone(), other.clone(), one.clone());
        Node::nary(NaryOp::Or, [Node::between(operand, one, other), reversed])
    }

    /// `operand BETWEEN low AND high`.
    #[must_use]
    pub fn between(operand: Node, low: Node, high: Node) -> Node {
        Between { operand, low, high, negated: false, depth: 0 }.grow()
    }
}
