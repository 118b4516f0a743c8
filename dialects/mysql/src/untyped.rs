//! Operands without a type of their own.
//!
//! A parameter gets its type from what it stands beside. Where there are parameters alone MySQL
//! computes in floats (`? + ?`, `abs(?)`), and beside a decimal an integer becomes one of 30
//! digits after the point. NULL, printed or bound, has no type either, and arithmetic with it
//! is a float's. There a cast says what the value's kind is:
//! <https://dev.mysql.com/doc/refman/9.4/en/prepare.html>. Elsewhere there is none, so that an
//! INSERT is the same statement with and without NULLs.

use aludel::Result;
use aludel::ast::{Binary, Case, Function, FunctionName, Node, When};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::value::{Kind, Value};

/// `left symbol right` over numbers.
pub(crate) fn arithmetic(binary: &Binary, symbol: &str, op: Op, sink: &mut Sink<'_>) -> Result<()> {
    let Binary { left, right, .. } = binary;
    let power = sink.powers().of(op);
    let parameters = is_parameter(left, sink) && is_parameter(right, sink);
    operand(left, power.left, parameters || is_decimal(right), sink)?;
    sink.push(symbol);
    operand(right, power.right, parameters || is_decimal(left), sink)
}

/// An operand; with a cast if it is NULL, and if it is a parameter and the cast is asked for.
pub(crate) fn operand(node: &Node, least: u8, cast: bool, sink: &mut Sink<'_>) -> Result<()> {
    let kind = match node.unlabelled() {
        Node::Value(value) if value.is_null() => Some(value.kind()),
        Node::Literal(value) => match &**value {
            Value::Null(kind) => Some(*kind),
            _ => None,
        },
        Node::Int(_) if cast && !sink.is_literal() => Some(Kind::Int),
        Node::Value(value) if cast && !sink.is_literal() => Some(value.kind()),
        Node::Bind(bind) if cast => Some(bind.kind),
        _ => None,
    };
    let Some(ty) = kind.and_then(cast_of) else { return sink.operand(node, least) };
    sink.push("CAST(");
    sink.node(node)?;
    sink.push(ty);
    Ok(())
}

/// The end of a cast, for kinds whose parameters have none already.
const fn cast_of(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Bool | Kind::Int => " AS SIGNED)",
        Kind::UInt => " AS UNSIGNED)",
        Kind::Float => " AS DOUBLE)",
        Kind::Text => " AS CHAR)",
        Kind::Time => " AS TIME(6))",
        Kind::Timestamp | Kind::TimestampTz => " AS DATETIME(6))",
        _ => return None,
    })
}

fn is_parameter(node: &Node, sink: &Sink<'_>) -> bool {
    match node.unlabelled() {
        Node::Int(_) | Node::Value(_) => !sink.is_literal(),
        Node::Bind(_) => true,
        _ => false,
    }
}

/// Whether it is an integer parameter.
fn is_integer(node: &Node, sink: &Sink<'_>) -> bool {
    is_parameter(node, sink)
        && match node.unlabelled() {
            Node::Int(_) => true,
            Node::Value(value) => matches!(value.kind(), Kind::Int | Kind::UInt),
            Node::Bind(bind) => matches!(bind.kind, Kind::Int | Kind::UInt),
            _ => false,
        }
}

/// Whether it may be a decimal: what a column of a subquery is can't be seen.
fn may_be_decimal(node: &Node, sink: &Sink<'_>) -> bool {
    match node.unlabelled() {
        Node::Literal(value) => value.kind() == Kind::Decimal,
        other => !is_parameter(other, sink) || is_decimal(other),
    }
}

/// Whether an expression is known to be a decimal.
fn is_decimal(node: &Node) -> bool {
    match node.unlabelled() {
        Node::Unary(unary) => is_decimal(&unary.operand),
        Node::Binary(binary) => is_decimal(&binary.left) || is_decimal(&binary.right),
        Node::Function(function) => is_decimal_call(function),
        node => node.kind() == Kind::Decimal,
    }
}

/// The sum and the mean of integers are decimals too:
/// <https://dev.mysql.com/doc/refman/9.4/en/aggregate-functions.html>
fn is_decimal_call(function: &Function) -> bool {
    match function.name {
        FunctionName::Portable("sum" | "avg") => true,
        FunctionName::Portable("abs" | "coalesce" | "max" | "min" | "nullif" | "round") => {
            function.args.first().is_some_and(is_decimal)
        }
        _ => false,
    }
}

fn is_null(node: &Node) -> bool {
    match node.unlabelled() {
        Node::Value(value) => value.is_null(),
        Node::Literal(value) => value.is_null(),
        _ => false,
    }
}

/// The one aggregate that takes an ORDER BY.
fn is_group_concat(name: &FunctionName) -> bool {
    matches!(name, FunctionName::Named(name) if name.as_str().eq_ignore_ascii_case("group_concat"))
}

/// A text parameter has a type of its own.
fn is_text(node: &Node) -> bool {
    node.unlabelled().as_text().is_some()
}

/// Whether it is a text that parameters alone make: in `min(CASE … THEN ? ELSE ? END)` MySQL takes it
/// for a number, and finds 0.
pub(crate) fn is_free_text(node: &Node) -> bool {
    let results: Vec<&Node> = match node.unlabelled() {
        Node::Case(case) => {
            case.branches.iter().map(|when| &when.result).chain(&case.otherwise).collect()
        }
        Node::Function(function) => match function.name {
            FunctionName::Portable("coalesce" | "nullif") => function.args.iter().collect(),
            _ => return false,
        },
        _ => return false,
    };
    let fits = |node: &&Node| is_null(node) || is_text(node) || is_free_text(node);
    results.iter().all(fits) && !results.iter().all(|node| is_null(node))
}

/// A function call.
pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let Function { name, distinct, args, modifiers, .. } = function;
    let ordered = modifiers.as_ref().is_some_and(|modifiers| !modifiers.order_by.is_empty());
    if ordered && !is_group_concat(name) {
        return Err(sink.unsupported(
            "ORDER BY among the arguments of this aggregate",
            "order the rows of a subquery, or put them in order in the program",
        ));
    }
    // ntile() takes a number or a parameter, and no expression.
    let ntile = *name == FunctionName::Portable("ntile");
    let parameters = !ntile && !args.is_empty() && args.iter().all(|arg| is_parameter(arg, sink));
    let decimals = matches!(name, FunctionName::Portable("coalesce" | "nullif"))
        && args.iter().any(is_decimal)
        && args.iter().any(|arg| is_parameter(arg, sink));
    if !parameters && !decimals && !args.iter().any(is_null) {
        return Ansi.function(function, sink);
    }
    sink.function_name(name)?;
    sink.push(if *distinct { "(DISTINCT " } else { "(" });
    for (i, arg) in args.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        operand(arg, 0, (parameters || decimals) && !is_text(arg), sink)?;
    }
    sink.end_call(function)
}

/// CASE, whose results decide its type: parameters alone would make it a float on MySQL, and an
/// integer beside a decimal makes it one of 30 digits after the point.
pub(crate) fn case(case: &Case, sink: &mut Sink<'_>) -> Result<()> {
    let Case { operand: compared, branches, otherwise, .. } = case;
    let results = || branches.iter().map(|when| &when.result).chain(otherwise);
    let parameters = results().all(|result| is_parameter(result, sink) && !is_text(result));
    let decimals = results().any(|result| may_be_decimal(result, sink));
    let cast =
        |result: &Node, sink: &Sink<'_>| parameters || (decimals && is_integer(result, sink));
    if !results().any(|result| is_null(result) || cast(result, sink)) {
        return Ansi.case(case, sink);
    }
    sink.push("CASE");
    if let Some(compared) = compared {
        sink.push(" ");
        sink.node(compared)?;
    }
    for When { condition, result } in branches {
        sink.push(" WHEN ");
        sink.node(condition)?;
        sink.push(" THEN ");
        operand(result, 0, cast(result, sink), sink)?;
    }
    if let Some(otherwise) = otherwise {
        sink.push(" ELSE ");
        operand(otherwise, 0, cast(otherwise, sink), sink)?;
    }
    sink.push(" END");
    Ok(())
}
