//! Operations on arrays: <https://www.postgresql.org/docs/current/functions-array.html>

use aludel::Result;
use aludel::ast::{ArrayOp, Arrays, Node};
use aludel::dialect::{LEAF, Op};
use aludel::render::Sink;

use crate::untyped::{array_type, cast_to, is_untyped, typed, typed_operand};

pub(crate) fn arrays(arrays: &Arrays, sink: &mut Sink<'_>) -> Result<()> {
    let Arrays { op, operands, .. } = arrays;
    match (op, &operands[..]) {
        (ArrayOp::Build, items) => build(arrays, items, sink),
        (ArrayOp::Index, [array, index]) => {
            subscripted(array, arrays, sink)?;
            sink.push("[");
            sink.node(index)?;
            sink.push("]");
            Ok(())
        }
        (ArrayOp::Slice, [array, from, to]) => {
            subscripted(array, arrays, sink)?;
            sink.push("[");
            sink.operand(from, LEAF)?;
            sink.push(" : ");
            sink.operand(to, LEAF)?;
            sink.push("]");
            Ok(())
        }
        (ArrayOp::Contains, [one, other]) => infix(one, " @> ", other, Op::Custom, sink),
        (ArrayOp::ContainedBy, [one, other]) => infix(one, " <@ ", other, Op::Custom, sink),
        (ArrayOp::Overlaps, [one, other]) => infix(one, " && ", other, Op::Custom, sink),
        (ArrayOp::Concat, [one, other]) => infix(one, " || ", other, Op::Concat, sink),
        (ArrayOp::Cardinality, [array]) => call("cardinality(", array, arrays, sink),
        (ArrayOp::Unnest, [array]) => call("unnest(", array, arrays, sink),
        _ => Err(sink.unsupported("an operation on arrays without its operands", "give them")),
    }
}

/// `ARRAY[…]`, with the type that makes arrays of the same kind comparable.
fn build(arrays: &Arrays, items: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    let ty = array_type(arrays.element);
    sink.push(if ty.is_some() { "CAST(ARRAY[" } else { "ARRAY[" });
    sink.list(items)?;
    sink.push("]");
    if let Some(ty) = ty {
        for part in [" AS ", ty, ")"] {
            sink.push(part);
        }
    }
    Ok(())
}

/// An array before its subscript: only a column needs no parentheses.
fn subscripted(array: &Node, arrays: &Arrays, sink: &mut Sink<'_>) -> Result<()> {
    if let Node::Column(_) | Node::Name(_) = array {
        return sink.node(array);
    }
    call("(", array, arrays, sink)
}

fn call(before: &str, array: &Node, arrays: &Arrays, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(before);
    match array_type(arrays.element) {
        Some(ty) if is_untyped(array, sink) => cast_to(array.unlabelled(), ty, sink)?,
        _ => typed(array, sink)?,
    }
    sink.push(")");
    Ok(())
}

/// A parameter takes its type from the other operand.
fn infix(one: &Node, symbol: &str, other: &Node, op: Op, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(op);
    let free = is_untyped(one, sink) && is_untyped(other, sink);
    let concat = op == Op::Concat;
    let write = |node: &Node, least: u8, sink: &mut Sink<'_>| {
        // What is concatenated with an array may be an element.
        if free || concat { typed_operand(node, least, sink) } else { sink.operand(node, least) }
    };
    write(one, power.left, sink)?;
    sink.push(symbol);
    write(other, power.right, sink)
}
