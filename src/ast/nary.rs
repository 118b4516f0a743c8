//! Operators over any number of operands.

use super::Shared;
use super::depth;
use super::depth::DEPTH_CAP;
use super::node::{Node, Nodes};
use crate::value::Value;

/// An associative operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NaryOp {
    /// AND.
    And,
    /// OR.
    Or,
    /// Concatenation of text: `||`.
    Concat,
}

/// An associative operator and its operands, at least two.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Nary {
    /// The operator.
    pub op: NaryOp,
    /// The operands; none of them is an n-ary node of the same operator.
    pub items: Nodes,
    pub(crate) depth: u16,
}

impl Node {
    /// All operands under one operator. Operands of the same operator are flattened; one
    /// operand is itself; none is the operator's neutral element: true for AND, false for
    /// OR, the empty text for `||`.
    #[must_use]
    pub fn nary(op: NaryOp, operands: impl IntoIterator<Item = Node>) -> Node {
        let mut operands = operands.into_iter();
        let Some(first) = operands.next() else {
            return neutral(op);
        };
        operands.fold(first, |all, next| all.joined(op, next))
    }

    /// This operand and one more under the operator, in linear time over a chain of calls.
    #[must_use]
    #[inline]
    pub fn joined(mut self, op: NaryOp, next: Node) -> Node {
        self.join(op, next);
        self
    }

    /// The same, in place.
    #[inline]
    pub(crate) fn join(&mut self, op: NaryOp, next: Node) {
        if let Node::Nary(nary) = self
            && nary.op == op
        {
            Shared::make_mut(nary).add(next);
        } else {
            let mut nary = Nary { op, items: Nodes::new(), depth: 0 };
            nary.add(std::mem::replace(self, Node::Star(None)));
            nary.add(next);
            *self = Node::Nary(Shared::new(nary));
        }
        if let Node::Nary(nary) = self
            && nary.depth > DEPTH_CAP
        {
            *self = depth::too_deep();
        }
    }
}

impl Nary {
    /// Adds an operand, or its own operands where it is of the same operator.
    #[inline]
    fn add(&mut self, next: Node) {
        match next {
            Node::Nary(tail) if tail.op == self.op => {
                self.depth = self.depth.max(tail.depth);
                self.items.extend(Shared::into_inner(tail).items);
            }
            next => {
                self.depth = self.depth.max(next.depth() + 1);
                self.items.push(next);
            }
        }
    }
}

fn neutral(op: NaryOp) -> Node {
    match op {
        NaryOp::And => Node::Literal(Shared::new(Value::Bool(true))),
        NaryOp::Or => Node::Literal(Shared::new(Value::Bool(false))),
        NaryOp::Concat => Node::Literal(Shared::new(Value::from(""))),
    }
}
