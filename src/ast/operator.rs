//! Operators with one and two operands.

use super::Name;
use super::Shared;
use super::depth::Branch;
use super::node::Node;
use crate::dialect::Op;

/// An operator between two operands. What the SQL depends on is in the operator: integer and
/// true division are distinct, and so are addition and concatenation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BinaryOp {
    /// `=`
    Eq,
    /// `<>`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// IS DISTINCT FROM: inequality to which NULL is a value.
    IsDistinct,
    /// IS NOT DISTINCT FROM: equality to which NULL is a value.
    IsNotDistinct,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// True division: `7 / 2` is 3.5.
    Div,
    /// Integer division, truncating: `7 / 2` is 3. The operands are integers.
    IntDiv,
    /// The remainder, with the dividend's sign.
    Mod,
    /// Bitwise AND.
    BitAnd,
    /// Bitwise OR.
    BitOr,
    /// Bitwise exclusive OR.
    BitXor,
    /// Shift left.
    Shl,
    /// Shift right.
    Shr,
}

impl BinaryOp {
    /// Whether it compares its operands.
    #[must_use]
    pub const fn is_comparison(self) -> bool {
        use BinaryOp::{Eq, Ge, Gt, IsDistinct, IsNotDistinct, Le, Lt, Ne};
        matches!(self, Eq | Ne | Lt | Le | Gt | Ge | IsDistinct | IsNotDistinct)
    }
}

/// An operator by its symbol, as the database spells it, between two operands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Infix {
    /// The symbol, or a word.
    pub symbol: Name,
    /// The operand on its left.
    pub left: Node,
    /// The operand on its right.
    pub right: Node,
    /// The operator that it binds like; [`Op::Custom`] where nobody knows.
    pub binds: Op,
    pub(crate) depth: u16,
}

/// An operator and its two operands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Binary {
    /// The operator.
    pub op: BinaryOp,
    /// The operand on its left.
    pub left: Node,
    /// The operand on its right.
    pub right: Node,
    pub(crate) depth: u16,
}

/// An operator with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnaryOp {
    /// NOT.
    Not,
    /// Minus.
    Neg,
    /// Bitwise NOT.
    BitNot,
    /// IS NULL.
    IsNull,
    /// IS NOT NULL.
    IsNotNull,
    /// IS TRUE.
    IsTrue,
    /// IS NOT TRUE.
    IsNotTrue,
    /// IS FALSE.
    IsFalse,
    /// IS NOT FALSE.
    IsNotFalse,
}

/// An operator and its one operand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unary {
    /// The operator.
    pub op: UnaryOp,
    /// The operand.
    pub operand: Node,
    pub(crate) depth: u16,
}

impl Node {
    /// `left op right`.
    #[must_use]
    #[inline]
    pub fn binary(op: BinaryOp, left: Node, right: Node) -> Node {
        Binary { op, left, right, depth: 0 }.grow()
    }

    /// `left symbol right`, for an operator that only the database knows.
    #[must_use]
    pub fn infix(symbol: impl Into<Name>, left: Node, right: Node) -> Node {
        Node::infix_like(symbol, Op::Custom, left, right)
    }

    /// The same, of an operator that is known to bind like another one.
    #[must_use]
    pub fn infix_like(symbol: impl Into<Name>, binds: Op, left: Node, right: Node) -> Node {
        Infix { symbol: symbol.into(), left, right, binds, depth: 0 }.grow()
    }

    /// `op operand`, or `operand op` for a postfix operator.
    #[must_use]
    pub fn unary(op: UnaryOp, operand: Node) -> Node {
        Unary { op, operand, depth: 0 }.grow()
    }

    /// `left = right`, which is IS NULL where the right side is a NULL value.
    #[must_use]
    #[inline]
    pub fn equals(left: Node, right: Node) -> Node {
        if right.is_null_value() {
            Node::unary(UnaryOp::IsNull, left)
        } else {
            Node::binary(BinaryOp::Eq, left, right)
        }
    }

    /// `left <> right`, which is IS NOT NULL where the right side is a NULL value.
    #[must_use]
    pub fn differs(left: Node, right: Node) -> Node {
        if right.is_null_value() {
            Node::unary(UnaryOp::IsNotNull, left)
        } else {
            Node::binary(BinaryOp::Ne, left, right)
        }
    }

    /// The negation, in its shortest form of the same three-valued truth: `x NOT IN …`
    /// rather than `NOT x IN …`.
    #[must_use]
    pub fn negate(self) -> Node {
        match self {
            Node::Unary(unary) => match opposite_unary(unary.op) {
                Opposite::Operand => unary.operand.clone(),
                Opposite::Op(op) => Node::unary(op, unary.operand.clone()),
                Opposite::None => Node::unary(UnaryOp::Not, Node::Unary(unary)),
            },
            Node::Binary(binary) => match opposite_binary(binary.op) {
                Some(op) => Node::binary(op, binary.left.clone(), binary.right.clone()),
                None => Node::unary(UnaryOp::Not, Node::Binary(binary)),
            },
            Node::Like(mut like) => {
                let inner = Shared::make_mut(&mut like);
                inner.negated = !inner.negated;
                Node::Like(like)
            }
            Node::Search(mut search) => {
                let inner = Shared::make_mut(&mut search);
                inner.negated = !inner.negated;
                Node::Search(search)
            }
            Node::In(mut set) => {
                let inner = Shared::make_mut(&mut set);
                inner.negated = !inner.negated;
                Node::In(set)
            }
            Node::Between(mut between) => {
                let inner = Shared::make_mut(&mut between);
                inner.negated = !inner.negated;
                Node::Between(between)
            }
            Node::Matches(mut matches) => {
                let inner = Shared::make_mut(&mut matches);
                inner.negated = !inner.negated;
                Node::Matches(matches)
            }
            other => Node::unary(UnaryOp::Not, other),
        }
    }
}

/// What negating a unary operator gives.
enum Opposite {
    Operand,
    Op(UnaryOp),
    None,
}

fn opposite_unary(op: UnaryOp) -> Opposite {
    match op {
        UnaryOp::Not => Opposite::Operand,
        UnaryOp::IsNull => Opposite::Op(UnaryOp::IsNotNull),
        UnaryOp::IsNotNull => Opposite::Op(UnaryOp::IsNull),
        UnaryOp::IsTrue => Opposite::Op(UnaryOp::IsNotTrue),
        UnaryOp::IsNotTrue => Opposite::Op(UnaryOp::IsTrue),
        UnaryOp::IsFalse => Opposite::Op(UnaryOp::IsNotFalse),
        UnaryOp::IsNotFalse => Opposite::Op(UnaryOp::IsFalse),
        UnaryOp::Neg | UnaryOp::BitNot => Opposite::None,
    }
}

/// Only pairs that are each other's negation under three-valued logic. `<` and `>=` are
/// left alone: they are not opposites over floats with NaN.
fn opposite_binary(op: BinaryOp) -> Option<BinaryOp> {
    match op {
        BinaryOp::Eq => Some(BinaryOp::Ne),
        BinaryOp::Ne => Some(BinaryOp::Eq),
        BinaryOp::IsDistinct => Some(BinaryOp::IsNotDistinct),
        BinaryOp::IsNotDistinct => Some(BinaryOp::IsDistinct),
        _ => None,
    }
}
