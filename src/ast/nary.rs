//! Operators over any number of operands.

use std::sync::Arc;

use super::depth;
use super::node::Node;
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
    pub items: Vec<Node>,
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
    pub fn joined(self, op: NaryOp, next: Node) -> Node {
        let mut nary = match self {
            Node::Nary(nary) if nary.op == op => nary,
            first => {
                let depth = match &next {
                    // `a AND (b AND c)` is one chain too.
                    Node::Nary(tail) if tail.op == op => tail.depth,
                    next => next.depth().saturating_add(1),
                };
                let Some(depth) = depth::over(depth.max(first.depth().saturating_add(1)), 0) else {
                    return depth::too_deep();
                };
                let mut items = Vec::with_capacity(4);
                items.push(first);
                append(&mut items, op, next);
                return Node::Nary(Arc::new(Nary { op, items, depth }));
            }
        };
        let inner = Arc::make_mut(&mut nary);
        let below = match &next {
            Node::Nary(tail) if tail.op == op => tail.depth.saturating_sub(1),
            next => next.depth(),
        };
        let Some(depth) = depth::over(below, 1) else {
            return depth::too_deep();
        };
        inner.depth = inner.depth.max(depth);
        append(&mut inner.items, op, next);
        Node::Nary(nary)
    }
}

/// Pushes the operand, or its own operands where it is of the same operator.
fn append(items: &mut Vec<Node>, op: NaryOp, next: Node) {
    match next {
        Node::Nary(tail) if tail.op == op => match Arc::try_unwrap(tail) {
            Ok(tail) => items.extend(tail.items),
            Err(shared) => items.extend(shared.items.iter().cloned()),
        },
        next => items.push(next),
    }
}

fn neutral(op: NaryOp) -> Node {
    match op {
        NaryOp::And => Node::Literal(Arc::new(Value::Bool(true))),
        NaryOp::Or => Node::Literal(Arc::new(Value::Bool(false))),
        NaryOp::Concat => Node::Literal(Arc::new(Value::from(""))),
    }
}
