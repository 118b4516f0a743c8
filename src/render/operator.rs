//! Operators.

use super::Sink;
use super::nodes::op_of_binary;
use crate::ast::{Binary, BinaryOp, Infix, Nary, NaryOp, Node, Unary, UnaryOp};
use crate::dialect::Op;
use crate::error::Result;

/// `op operand` or `operand IS …`
pub(crate) fn unary(unary: &Unary, sink: &mut Sink<'_>) -> Result<()> {
    let Unary { op, operand, depth: _ } = unary;
    let (prefix, power) = match op {
        UnaryOp::Not => ("NOT ", Op::Not),
        UnaryOp::Neg => ("-", Op::Neg),
        UnaryOp::BitNot => ("~", Op::BitNot),
        UnaryOp::IsNull => return postfix(operand, " IS NULL", sink),
        UnaryOp::IsNotNull => return postfix(operand, " IS NOT NULL", sink),
        UnaryOp::IsTrue => return is_boolean(operand, " IS TRUE", sink),
        UnaryOp::IsNotTrue => return is_boolean(operand, " IS NOT TRUE", sink),
        UnaryOp::IsFalse => return is_boolean(operand, " IS FALSE", sink),
        UnaryOp::IsNotFalse => return is_boolean(operand, " IS NOT FALSE", sink),
    };
    sink.push(prefix);
    sink.operand(operand, sink.powers().of(power).right)
}

fn postfix(operand: &Node, is: &str, sink: &mut Sink<'_>) -> Result<()> {
    sink.operand(operand, sink.powers().of(Op::Is).left)?;
    sink.push(is);
    Ok(())
}

fn is_boolean(operand: &Node, is: &str, sink: &mut Sink<'_>) -> Result<()> {
    if !sink.features().is_true {
        return Err(sink.unsupported("IS TRUE and IS FALSE", "compare with coalesce(…)"));
    }
    postfix(operand, is, sink)
}

/// `left op right`
pub(crate) fn binary(binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
    let symbol = match binary.op {
        BinaryOp::Eq => " = ",
        BinaryOp::Ne => " <> ",
        BinaryOp::Lt => " < ",
        BinaryOp::Le => " <= ",
        BinaryOp::Gt => " > ",
        BinaryOp::Ge => " >= ",
        BinaryOp::IsDistinct | BinaryOp::IsNotDistinct if !sink.features().is_distinct_from => {
            return Err(sink.unsupported("IS DISTINCT FROM", "compare with IS NULL and OR"));
        }
        BinaryOp::IsDistinct => " IS DISTINCT FROM ",
        BinaryOp::IsNotDistinct => " IS NOT DISTINCT FROM ",
        BinaryOp::Add => " + ",
        BinaryOp::Sub => " - ",
        BinaryOp::Mul => " * ",
        BinaryOp::Div | BinaryOp::IntDiv => " / ",
        BinaryOp::Mod => " % ",
        BinaryOp::BitAnd => " & ",
        BinaryOp::BitOr => " | ",
        BinaryOp::BitXor => " ^ ",
        BinaryOp::Shl => " << ",
        BinaryOp::Shr => " >> ",
    };
    between_operands(binary, symbol, sink)
}

/// The two operands with a symbol between them, as strong as the operator asks for.
///
/// # Errors
/// When an operand can't be compiled.
pub(crate) fn between_operands(binary: &Binary, symbol: &str, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(op_of_binary(binary.op));
    sink.operand(&binary.left, power.left)?;
    sink.push(symbol);
    sink.operand(&binary.right, power.right)
}

/// `left symbol right`, for an operator that only the database knows.
pub(crate) fn infix(infix: &Infix, sink: &mut Sink<'_>) -> Result<()> {
    let Infix { symbol, left, right, binds, depth: _ } = infix;
    check_symbol(symbol.as_str(), sink)?;
    let power = sink.powers().of(*binds);
    sink.operand(left, power.left)?;
    sink.push(" ");
    sink.push(symbol.as_str());
    sink.push(" ");
    sink.operand(right, power.right)
}

/// A custom operator is made of operator characters or is a plain word: nothing that could
/// end the expression.
fn check_symbol(symbol: &str, sink: &Sink<'_>) -> Result<()> {
    let symbols = symbol.bytes().all(|b| b"+-*/<>=~!@#%^&|`?".contains(&b));
    let words = symbol
        .split(' ')
        .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_'));
    let comment = symbol.contains("--") || symbol.contains("/*");
    if symbol.is_empty() || comment || !(symbols || words) {
        return Err(sink
            .error(crate::ErrorKind::Invalid, format!("{symbol:?} is not an operator"))
            .with_help(
                "an operator is of the characters + - * / < > = ~ ! @ # % ^ & | ? or a word",
            ));
    }
    if symbol.split(' ').any(|word| ["AND", "OR"].iter().any(|op| word.eq_ignore_ascii_case(op))) {
        // They bind less strongly than what a database adds.
        return Err(sink
            .error(crate::ErrorKind::Invalid, format!("{symbol:?} is no operator of its own"))
            .with_help("use .and(…) and .or(…), which put parentheses where they are needed"));
    }
    Ok(())
}

/// `a AND b AND c`
pub(crate) fn nary(nary: &Nary, sink: &mut Sink<'_>) -> Result<()> {
    let Nary { op, items, depth: _ } = nary;
    let (symbol, power) = match op {
        NaryOp::And => (" AND ", Op::And),
        NaryOp::Or => (" OR ", Op::Or),
        NaryOp::Concat => (" || ", Op::Concat),
    };
    // All operands ask for what the right one does: a chain within a chain of the same
    // operator has been flattened, so nothing of the same power is left but concatenation's
    // neighbours, which need their parentheses.
    let least = sink.powers().of(power).right;
    balanced(items, symbol, least, sink)
}

/// The operands with a symbol between them; more than the database can nest are halved, so
/// that the tree it builds stays shallow.
fn balanced(items: &[Node], symbol: &str, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    if items.len() <= sink.features().flat_chain {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                sink.push(symbol);
            }
            sink.operand(item, least)?;
        }
        return Ok(());
    }
    let (left, right) = items.split_at(items.len() / 2);
    sink.push("(");
    balanced(left, symbol, least, sink)?;
    sink.push(")");
    sink.push(symbol);
    sink.push("(");
    balanced(right, symbol, least, sink)?;
    sink.push(")");
    Ok(())
}
