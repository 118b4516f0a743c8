//! Parameters to which nothing around them gives a type.
//!
//! The server infers a parameter's type from what it stands beside: a column, mostly. Where
//! nothing tells (`$1 + $2`, `$1 IS NULL`) it refuses the statement, or takes text
//! (`SELECT $1`): <https://www.postgresql.org/docs/current/typeconv.html>. There a cast is
//! written, which the value's kind gives. Text is cast only where the server would refuse it:
//! elsewhere it must be free to become an enum, a JSON document or a UUID.

use aludel::Result;
use aludel::ast::{Case, Function, FunctionName, Node, When};
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;
use aludel::schema::SqlType;
use aludel::value::{Kind, Value};

use crate::range::range_type;
use crate::shape::leaf;

/// Whether the expression has no type of its own: a parameter, or a NULL.
pub(crate) fn is_untyped(node: &Node, sink: &Sink<'_>) -> bool {
    match node.unlabelled() {
        Node::Int(_) => !sink.is_literal(),
        Node::Value(value) => !sink.is_literal() || prints_untyped(value),
        Node::Literal(value) => prints_untyped(value),
        Node::Bind(_) => true,
        _ => false,
    }
}

/// Whether the value has no type where it is printed, as it has none where it is bound: an array
/// of texts may be to become one of enums, and a range one of 32 bits.
fn prints_untyped(value: &Value) -> bool {
    match value {
        Value::Array(array) => leaf(array) == Kind::Text,
        Value::Range(_) => true,
        value => value.is_null(),
    }
}

/// The expression; a parameter that is not text with a cast.
pub(crate) fn typed(node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    match kind_of(node, sink) {
        Some(Kind::Text) | None => sink.node(node),
        Some(_) => cast(node, sink),
    }
}

/// The expression; every parameter with a cast.
pub(crate) fn surely_typed(node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    match kind_of(node, sink) {
        None => sink.node(node),
        Some(_) => cast(node, sink),
    }
}

/// An operand; a parameter that is not text with a cast.
pub(crate) fn typed_operand(node: &Node, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    match kind_of(node, sink) {
        Some(Kind::Text) | None => sink.operand(node, least),
        Some(_) => cast(node, sink),
    }
}

/// An operand; a float or a decimal with a cast: beside a column of integers it would be taken
/// for an integer.
pub(crate) fn fraction_operand(node: &Node, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    match kind_of(node, sink) {
        Some(Kind::Float | Kind::Decimal) => cast(node, sink),
        _ => sink.operand(node, least),
    }
}

/// An operand of a comparison with another one. In a statement that gives values to columns the
/// driver has to take an integer parameter for one of them, and refuses a fraction, which the server
/// would round there: what is only compared has a cast.
pub(crate) fn compared(node: &Node, with: &Node, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    if sink.assigns() && !is_fraction(with) {
        fraction_operand(node, least, sink)
    } else {
        sink.operand(node, least)
    }
}

/// Whether it is known to be of a type that has fractions.
fn is_fraction(node: &Node) -> bool {
    matches!(node.column_type(), Some(SqlType::Real | SqlType::Double | SqlType::Decimal(_)))
}

/// The kind of a parameter, or of a literal that has no type.
fn kind_of(node: &Node, sink: &Sink<'_>) -> Option<Kind> {
    match node.unlabelled() {
        Node::Int(_) if !sink.is_literal() => Some(Kind::Int),
        Node::Value(value) if !sink.is_literal() || prints_untyped(value) => Some(value.kind()),
        Node::Literal(value) if prints_untyped(value) => Some(value.kind()),
        Node::Bind(bind) => Some(bind.kind),
        _ => None,
    }
}

fn cast(node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let node = node.unlabelled();
    let ty = match node {
        Node::Int(_) => type_of(Kind::Int),
        Node::Value(value) | Node::Literal(value) => match &**value {
            Value::Array(array) => array_type(leaf(array)),
            Value::Range(range) => range_type(range.element()),
            // As it is printed, so that both divide alike.
            Value::UInt(v) if i64::try_from(*v).is_ok() => Some("bigint"),
            other => type_of(other.kind()),
        },
        Node::Bind(bind) => type_of(bind.kind),
        _ => None,
    };
    match ty {
        Some(ty) => cast_to(node, ty, sink),
        None => sink.node(node),
    }
}

pub(crate) fn cast_to(node: &Node, ty: &str, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("CAST(");
    sink.node(node)?;
    sink.push(" AS ");
    sink.push(ty);
    sink.push(")");
    Ok(())
}

/// The type that values of a kind have where nothing else says it.
pub(crate) const fn type_of(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Bool => "boolean",
        Kind::Int => "bigint",
        Kind::UInt | Kind::Decimal => "numeric",
        Kind::Float => "double precision",
        Kind::Text => "text",
        Kind::Bytes => "bytea",
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::Timestamp => "timestamp",
        Kind::TimestampTz => "timestamp with time zone",
        Kind::Interval => "interval",
        Kind::Uuid => "uuid",
        Kind::Json => "jsonb",
        // Of a NULL or a bind, only the server can know the elements.
        _ => return None,
    })
}

/// The type of an array of such elements.
pub(crate) const fn array_type(element: Kind) -> Option<&'static str> {
    Some(match element {
        Kind::Bool => "boolean[]",
        Kind::Int => "bigint[]",
        Kind::UInt | Kind::Decimal => "numeric[]",
        Kind::Float => "double precision[]",
        Kind::Text => "text[]",
        Kind::Bytes => "bytea[]",
        Kind::Date => "date[]",
        Kind::Time => "time[]",
        Kind::Timestamp => "timestamp[]",
        Kind::TimestampTz => "timestamp with time zone[]",
        Kind::Interval => "interval[]",
        Kind::Uuid => "uuid[]",
        Kind::Json => "jsonb[]",
        _ => return None,
    })
}

/// CASE: results without a type would be taken for text.
pub(crate) fn case(case: &Case, sink: &mut Sink<'_>) -> Result<()> {
    let Case { operand, branches, otherwise, .. } = case;
    let mut results = branches.iter().map(|when| &when.result).chain(otherwise);
    let free_results = results.all(|result| is_untyped(result, sink));
    // It is compared with many, and must not get another type from each.
    let free_operand = operand.as_ref().is_some_and(|operand| is_untyped(operand, sink));
    if !(free_results || free_operand) {
        return Ansi.case(case, sink);
    }
    let maybe = |node: &Node, free: bool, sink: &mut Sink<'_>| {
        if free { typed(node, sink) } else { sink.node(node) }
    };
    sink.push("CASE");
    if let Some(operand) = operand {
        sink.push(" ");
        maybe(operand, free_operand, sink)?;
    }
    for When { condition, result } in branches {
        sink.push(" WHEN ");
        sink.node(condition)?;
        sink.push(" THEN ");
        maybe(result, free_results, sink)?;
    }
    if let Some(otherwise) = otherwise {
        sink.push(" ELSE ");
        maybe(otherwise, free_results, sink)?;
    }
    sink.push(" END");
    Ok(())
}

/// Functions that take arguments of any type, and so give none to a parameter.
const ANY: [&str; 24] = [
    "array_agg",
    "concat",
    "concat_ws",
    "count",
    "format",
    "json_agg",
    "json_build_array",
    "json_build_object",
    "json_object_agg",
    "jsonb_agg",
    "jsonb_build_array",
    "jsonb_build_object",
    "jsonb_object_agg",
    "num_nonnulls",
    "num_nulls",
    "pg_column_size",
    "pg_typeof",
    "quote_literal",
    "quote_nullable",
    "row",
    "row_to_json",
    "to_json",
    "to_jsonb",
    "unnest",
];

/// Functions whose result is of their arguments' type, so that the width of integers matters.
const SAME: [&str; 8] = ["coalesce", "nullif", "greatest", "least", "min", "max", "sum", "avg"];

/// The arguments of a function call. An argument with a type tells that of the others, as far
/// as the function does; where there is none, the kinds of the values do.
pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let Function { name, distinct, args, .. } = function;
    let word = match name {
        FunctionName::Portable(name) => name,
        FunctionName::Named(name) => name.as_str(),
        _ => "",
    };
    if *distinct && args.len() > 1 && word.eq_ignore_ascii_case("count") {
        return Err(sink.unsupported(
            "count(DISTINCT …) over several arguments",
            "count the rows of a DISTINCT subquery",
        ));
    }
    let any = ANY.iter().any(|known| known.eq_ignore_ascii_case(word));
    if !any && (args.is_empty() || !args.iter().all(|arg| is_untyped(arg, sink))) {
        return Ansi.function(function, sink);
    }
    let same = SAME.iter().any(|known| known.eq_ignore_ascii_case(word));
    sink.function_name(name)?;
    sink.push(if *distinct { "(DISTINCT " } else { "(" });
    for (i, arg) in args.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        match arg {
            _ if any => surely_typed(arg, sink)?,
            // Most functions take 32 bits (substr, chr, make_date), those of 64 take them too.
            Node::Int(v) if !same && i32::try_from(*v).is_ok() => {
                small_integer(arg, sink)?;
            }
            _ => typed(arg, sink)?,
        }
    }
    sink.end_call(function)
}

/// A small integer in a function that may not take 64 bits.
fn small_integer(node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    if sink.is_literal() { sink.node(node) } else { cast_to(node, "integer", sink) }
}
