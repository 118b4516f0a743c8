//! Portable functions that have another name or meaning.

use aludel::Result;
use aludel::ast::{Function, FunctionName, Node};
use aludel::dialect::Op;
use aludel::render::Sink;

use crate::untyped::{self, typed_operand};
use crate::{aggregate, regex, sequence};

pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let FunctionName::Portable(name) = function.name else {
        return untyped::function(function, sink);
    };
    match (name, &function.args[..]) {
        // There is no rounding of floats to digits:
        // https://www.postgresql.org/docs/current/functions-math.html
        ("round", [number, digits]) => {
            sink.push("round(CAST(");
            sink.node(number)?;
            sink.push(" AS numeric), ");
            sink.node(digits)?;
            sink.push(")");
            Ok(())
        }
        // With a time zone it would be of another type.
        ("CURRENT_TIME", []) => named("LOCALTIME", function, sink),
        ("regexp_replace" | "regexp_substr" | "regexp_group", _) => regex::function(function, sink),
        ("position", _) => named("strpos", function, sink),
        ("left" | "right" | "lpad" | "rpad" | "repeat", [_, _, ..]) => counted(function, sink),
        ("sign", _) => {
            sink.push("CAST(");
            untyped::function(function, sink)?;
            sink.push(" AS bigint)");
            Ok(())
        }
        ("greatest" | "least", args) => null_if_any(args, function, sink),
        ("next_value", names) => sequence::next_value(names, sink),
        _ => match aggregate::aggregate(function, sink) {
            Some(done) => done,
            None => untyped::function(function, sink),
        },
    }
}

fn named(name: &'static str, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let mut renamed = function.clone();
    renamed.name = FunctionName::Portable(name);
    untyped::function(&renamed, sink)
}

/// The number of characters is an integer of 32 bits.
fn counted(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    sink.function_name(&function.name)?;
    sink.push("(");
    for (i, arg) in function.args.iter().enumerate() {
        sink.push(if i > 0 { ", " } else { "" });
        if i == 1 {
            sink.push("CAST(");
            sink.node(arg)?;
            sink.push(" AS integer)");
        } else {
            sink.node(arg)?;
        }
    }
    sink.end_call(function)
}

/// A NULL among the arguments would be skipped:
/// <https://www.postgresql.org/docs/current/functions-conditional.html#FUNCTIONS-GREATEST-LEAST>
fn null_if_any(args: &[Node], function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let never_null = |node: &Node| match node.unlabelled() {
        Node::Int(_) => true,
        Node::Value(value) | Node::Literal(value) => !value.is_null(),
        _ => false,
    };
    let mut maybe = args.iter().filter(|arg| !never_null(arg)).peekable();
    if maybe.peek().is_none() {
        return untyped::function(function, sink);
    }
    let least = sink.powers().of(Op::Is).left;
    sink.push("CASE WHEN ");
    for (i, arg) in maybe.enumerate() {
        sink.push(if i > 0 { " OR " } else { "" });
        typed_operand(arg, least, sink)?;
        sink.push(" IS NULL");
    }
    sink.push(" THEN NULL ELSE ");
    untyped::function(function, sink)?;
    sink.push(" END");
    Ok(())
}
