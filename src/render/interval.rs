//! Intervals that a database stores as text.

use super::Sink;
use crate::ast::{Function, FunctionName, Node};
use crate::error::Result;
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
    match node.unlabelled() {
        Node::Function(function) => is_one_of_them(function),
        node => node.kind() == Kind::Interval,
    }
}

/// A function that gives one of its arguments.
fn is_one_of_them(function: &Function) -> bool {
    matches!(function.name, FunctionName::Portable("min" | "max" | "coalesce" | "nullif"))
        && function.args.iter().any(is_interval)
}
