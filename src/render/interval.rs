//! Intervals that a database stores as text.

use super::Sink;
use crate::ast::{Function, FunctionName, Node};
use crate::error::Result;
use crate::schema::SqlType;
use crate::value::Kind;

/// Refuses to order expressions that are known to be intervals: for dialects that store them as
/// text, which is equal where they are, and orders otherwise.
///
/// # Errors
/// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported), if one is an interval.
pub fn refuse_interval_order(operands: &[&Node], sink: &Sink<'_>) -> Result<()> {
    if !operands.iter().any(|operand| is_interval(operand)) {
        return Ok(());
    }
    Err(sink.unsupported(
        "an order of intervals",
        "they are stored as text: store a number of microseconds as BigInt, or order the rows in \
         the program",
    ))
}

fn is_interval(node: &Node) -> bool {
    let kind = match node.unlabelled() {
        Node::Value(value) => value.kind(),
        Node::Literal(value) => value.kind(),
        Node::Bind(bind) => bind.kind,
        node @ (Node::Column(_) | Node::Name(_)) => kind_of(node.column_type()),
        Node::Cast(cast) => cast.ty.kind(),
        Node::Function(function) => return is_one_of_them(function),
        _ => Kind::Unknown,
    };
    kind == Kind::Interval
}

fn kind_of(ty: Option<&SqlType>) -> Kind {
    ty.map_or(Kind::Unknown, SqlType::kind)
}

/// A function that gives one of its arguments.
fn is_one_of_them(function: &Function) -> bool {
    matches!(function.name, FunctionName::Portable("min" | "max" | "coalesce" | "nullif"))
        && function.args.iter().any(is_interval)
}
