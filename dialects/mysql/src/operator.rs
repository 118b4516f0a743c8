//! Operators.

use aludel::Result;
use aludel::ast::{Binary, BinaryOp, Nary, NaryOp, Node, Unary, UnaryOp};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::value::Kind;

use crate::untyped;

/// IS DISTINCT FROM is the negation of `<=>`:
/// <https://dev.mysql.com/doc/refman/9.4/en/comparison-operators.html#operator_equal-to>. Whatever
/// takes an operand more strongly bound than AND puts parentheses around both.
pub(crate) fn null_safe(binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(Op::Is);
    let negated = binary.op == BinaryOp::IsDistinct;
    sink.push(if negated { "NOT (" } else { "" });
    sink.operand(&binary.left, power.left)?;
    sink.push(" <=> ");
    sink.operand(&binary.right, power.right)?;
    sink.push(if negated { ")" } else { "" });
    Ok(())
}

/// `-`, and `~`, which gives an unsigned integer.
pub(crate) fn unary(unary: &Unary, sink: &mut Sink<'_>) -> Result<()> {
    match unary.op {
        UnaryOp::Neg => {
            sink.push("-");
            untyped::operand(&unary.operand, sink.powers().of(Op::Neg).right, true, sink)
        }
        UnaryOp::BitNot => {
            signed(is_unsigned(&unary.operand), sink, |sink| Ansi.unary(unary, sink))
        }
        _ => Ansi.unary(unary, sink),
    }
}

/// Operators over bits give unsigned integers of 64 bits
/// (<https://dev.mysql.com/doc/refman/9.4/en/bit-functions.html>): what is over signed ones is
/// cast back.
pub(crate) fn bits(binary: &Binary, symbol: &str, sink: &mut Sink<'_>) -> Result<()> {
    let op = match binary.op {
        BinaryOp::BitAnd => Op::BitAnd,
        BinaryOp::BitOr => Op::BitOr,
        BinaryOp::BitXor => Op::BitXor,
        _ => Op::Shift,
    };
    let power = sink.powers().of(op);
    signed(is_unsigned_binary(binary), sink, |sink| {
        sink.operand(&binary.left, power.left)?;
        sink.push(symbol);
        sink.operand(&binary.right, power.right)
    })
}

/// `>>` fills up with zeros, which is right for what isn't negative; `~(~a >> b)` fills a
/// negative number up with ones. As the operand is written several times, only what has one
/// value and costs nothing is taken.
pub(crate) fn shift_right(binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
    let Binary { left, right, .. } = binary;
    let never_negative = match left {
        Node::Int(v) => *v >= 0,
        _ => is_unsigned(left),
    };
    if never_negative {
        return bits(binary, " >> ", sink);
    }
    let leaf = |node: &Node| {
        matches!(
            node,
            Node::Int(_)
                | Node::Value(_)
                | Node::Literal(_)
                | Node::Bind(_)
                | Node::Column(_)
                | Node::Name(_)
        )
    };
    if !(leaf(left) && leaf(right)) {
        return Err(sink.unsupported(
            "a shift to the right over expressions",
            "compute the operands in a subquery, and shift its columns",
        ));
    }
    let power = sink.powers().of(Op::Shift);
    sink.push("CASE WHEN ");
    sink.operand(left, sink.powers().of(Op::Less).left)?;
    sink.push(" < 0 THEN CAST(~(~");
    sink.operand(left, sink.powers().of(Op::BitNot).right)?;
    sink.push(" >> ");
    sink.operand(right, power.right)?;
    sink.push(") AS SIGNED) ELSE CAST(");
    sink.operand(left, power.left)?;
    sink.push(" >> ");
    sink.operand(right, power.right)?;
    sink.push(" AS SIGNED) END");
    Ok(())
}

/// `CAST(… AS SIGNED)`, or parentheses around what is to stay unsigned.
fn signed(
    unsigned: bool,
    sink: &mut Sink<'_>,
    write: impl FnOnce(&mut Sink<'_>) -> Result<()>,
) -> Result<()> {
    sink.push(if unsigned { "(" } else { "CAST(" });
    write(sink)?;
    sink.push(if unsigned { ")" } else { " AS SIGNED)" });
    Ok(())
}

/// Whether an expression is known to be of unsigned integers.
fn is_unsigned(node: &Node) -> bool {
    match node.unlabelled() {
        Node::Unary(unary) => unary.op == UnaryOp::BitNot && is_unsigned(&unary.operand),
        Node::Binary(binary) => is_unsigned_binary(binary),
        node => node.kind() == Kind::UInt,
    }
}

/// A shift is as its left operand; the others are unsigned if one of their operands is.
fn is_unsigned_binary(binary: &Binary) -> bool {
    let Binary { op, left, right, .. } = binary;
    match op {
        BinaryOp::Shl | BinaryOp::Shr => is_unsigned(left),
        BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor => {
            is_unsigned(left) || is_unsigned(right)
        }
        _ => false,
    }
}

/// `||` is OR unless the SQL mode says otherwise; `concat` it is in all:
/// <https://dev.mysql.com/doc/refman/9.4/en/string-functions.html#function_concat>
pub(crate) fn nary(nary: &Nary, sink: &mut Sink<'_>) -> Result<()> {
    if nary.op != NaryOp::Concat {
        return Ansi.nary(nary, sink);
    }
    sink.push("concat(");
    sink.list(&nary.items)?;
    sink.push(")");
    Ok(())
}
