//! Casts.

use aludel::Result;
use aludel::ast::{Cast, Node, UnaryOp};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::schema::SqlType;
use aludel::value::Kind;

use crate::untyped::typed_operand;

/// CAST. A text cast to bytes would be read as an escaped literal, and bytes cast to text would
/// be written as one: <https://www.postgresql.org/docs/current/datatype-binary.html>
pub(crate) fn cast(cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
    let Cast { operand, ty, .. } = cast;
    match (ty, operand.kind()) {
        (SqlType::Blob, Kind::Text) => return convert("convert_to(", operand, sink),
        (SqlType::Blob, Kind::Unknown) => {
            return Err(sink.unsupported(
                "a cast of what may be text to bytes",
                "PostgreSQL would read it as a literal: call func(\"convert_to\", (text, \"UTF8\")), \
                 or cast it to Text first",
            ));
        }
        (SqlType::Text, Kind::Bytes) => return convert("convert_from(", operand, sink),
        (SqlType::Char(_) | SqlType::Varchar(_), Kind::Bytes) => {
            sink.push("CAST(");
            convert("convert_from(", operand, sink)?;
            sink.push(" AS ");
            sink.dialect().type_name(ty, sink)?;
            sink.push(")");
            return Ok(());
        }
        _ => {}
    }
    match ty {
        // Of numbers, only an integer of 32 bits can be cast from a boolean, or to one:
        // <https://www.postgresql.org/docs/current/datatype-boolean.html>
        SqlType::SmallInt
        | SqlType::BigInt
        | SqlType::Real
        | SqlType::Double
        | SqlType::Decimal(_)
            if is_condition(operand) =>
        {
            sink.push("CAST(CAST(");
            typed_operand(operand, 0, sink)?;
            sink.push(" AS INTEGER) AS ");
            sink.dialect().type_name(ty, sink)?;
            sink.push(")");
            Ok(())
        }
        SqlType::Boolean if is_number(operand) => {
            sink.push("(");
            typed_operand(operand, sink.powers().of(Op::Ne).left, sink)?;
            sink.push(" <> 0)");
            Ok(())
        }
        _ => Ansi.cast(cast, sink),
    }
}

/// `convert_to(text, 'UTF8')`: the bytes of a text, or the text of bytes.
fn convert(name: &str, operand: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(name);
    sink.node(operand)?;
    sink.push(", 'UTF8')");
    Ok(())
}

/// The text is asked for first:
/// <https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-VALIDITY-TABLE>
pub(crate) fn try_cast(cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
    let Cast { operand, ty, .. } = cast;
    if !sink.features().try_cast {
        return Err(sink.unsupported(
            "a cast that may fail",
            "use PostgreSQL 16 or later, or cast in a CASE that looks at the text first",
        ));
    }
    // It stands twice; and of what is constant the cast is done before the CASE is looked at:
    // <https://www.postgresql.org/docs/current/functions-conditional.html#FUNCTIONS-CASE>
    let column = matches!(operand, Node::Column(_) | Node::Name(_));
    if !column || matches!(ty, SqlType::Named(_) | SqlType::Trusted(_)) {
        return Err(sink.unsupported(
            "a cast that may fail of anything but a column, or to a type by its name",
            "convert a value in the program, or compute the text in a subquery and cast its column",
        ));
    }
    sink.push("CASE WHEN pg_input_is_valid(CAST(");
    sink.node(operand)?;
    sink.push(" AS TEXT), '");
    sink.dialect().type_name(ty, sink)?;
    sink.push("') THEN CAST(CAST(");
    sink.node(operand)?;
    sink.push(" AS TEXT) AS ");
    sink.dialect().type_name(ty, sink)?;
    sink.push(") END");
    Ok(())
}

/// Whether the expression is seen to be a boolean.
fn is_condition(node: &Node) -> bool {
    let node = node.unlabelled();
    node.is_condition() || node.kind() == Kind::Bool
}

/// Whether the expression is seen to be a number that no boolean can be cast from.
fn is_number(node: &Node) -> bool {
    match node.unlabelled() {
        Node::Unary(unary) => matches!(unary.op, UnaryOp::Neg | UnaryOp::BitNot),
        Node::Binary(binary) => !binary.op.is_comparison(),
        node => matches!(node.kind(), Kind::Int | Kind::UInt | Kind::Float | Kind::Decimal),
    }
}
