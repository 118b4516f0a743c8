//! Decimals: text that has to compare as numbers.
//!
//! A decimal column is TEXT with the collation `decimal`. Compared with it, a value without a
//! type of its own becomes text, and the collation does the rest, exactly. Elsewhere SQLite
//! would put every text after every number, so one side is cast
//! (<https://sqlite.org/datatype3.html#comparison_expressions>):
//!
//! * A decimal value compared with what is no decimal is cast to NUMERIC.
//! * What min, max, coalesce, nullif and CASE make of decimal columns is still text, but has
//!   lost the collation: it is given back, and what is no decimal is cast to TEXT beside it.

use aludel::ast::{Between, Binary, Case, Function, FunctionName, In, InSet, Node, Query, When};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::schema::SqlType;
use aludel::value::{Kind, Value};
use aludel::{ErrorKind, Result};

/// What an operand is, as far as decimals are concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    /// A column that is declared so: it has the affinity and the collation.
    Column,
    /// A value to bind or to print.
    Value,
    /// Text of decimals, with the collation alone.
    Derived,
    /// No decimal, or nobody knows.
    Other,
}

fn what(node: &Node) -> Is {
    match node {
        Node::Value(value) if matches!(**value, Value::Decimal(_)) => Is::Value,
        Node::Literal(value) if matches!(**value, Value::Decimal(_)) => Is::Value,
        Node::Bind(bind) if bind.kind == Kind::Decimal => Is::Value,
        node @ (Node::Column(_) | Node::Name(_)) => declared(node.column_type()),
        Node::Label(label) => what(&label.expr),
        Node::Function(function) if is_derived(function) => Is::Derived,
        Node::Case(case) if case_is_derived(case) => Is::Derived,
        Node::Subquery(query) => match &**query {
            Query::Select(select) => match &select.items[..] {
                [item] if matches!(what(item), Is::Column | Is::Derived) => Is::Derived,
                _ => Is::Other,
            },
            _ => Is::Other,
        },
        _ => Is::Other,
    }
}

fn declared(ty: Option<&SqlType>) -> Is {
    if matches!(ty, Some(SqlType::Decimal(_))) { Is::Column } else { Is::Other }
}

/// Functions that give one of their arguments as it is.
fn is_derived(function: &Function) -> bool {
    let FunctionName::Portable("min" | "max" | "coalesce" | "nullif") = function.name else {
        return false;
    };
    function.args.iter().any(|arg| matches!(what(arg), Is::Column | Is::Derived))
}

fn case_is_derived(case: &Case) -> bool {
    case.branches
        .iter()
        .map(|when| &when.result)
        .chain(&case.otherwise)
        .any(|result| matches!(what(result), Is::Column | Is::Derived))
}

/// How an operand is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    Plain,
    Numeric,
    Text,
}

/// How an operand is written beside another one.
fn beside(operand: &Node, other: Is) -> As {
    match (what(operand), other) {
        (Is::Value, Is::Other) => As::Numeric,
        (Is::Value, Is::Value) => As::Numeric,
        (Is::Other, Is::Derived) => As::Text,
        _ => As::Plain,
    }
}

fn operand(node: &Node, how: As, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    let ty = match how {
        As::Plain => return sink.operand(node, least),
        As::Numeric => " AS NUMERIC)",
        As::Text => " AS TEXT)",
    };
    if let (As::Numeric, Node::Value(value)) = (how, node)
        && let Value::Decimal(v) = &**value
        && !v.is_finite()
    {
        return Err(sink
            .error(ErrorKind::Unsupported, format!("{v} can't be compared as a number"))
            .with_help("compare it with a decimal column, or leave it out"));
    }
    sink.push("CAST(");
    sink.node(node)?;
    sink.push(ty);
    Ok(())
}

/// `left op right`, each side so that decimals compare as numbers.
pub(crate) fn compare(binary: &Binary, symbol: &str, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(match symbol {
        " = " => Op::Eq,
        " <> " => Op::Ne,
        " IS " | " IS NOT " => Op::Is,
        _ => Op::Less,
    });
    let (left, right) = (what(&binary.left), what(&binary.right));
    operand(&binary.left, beside(&binary.left, right), power.left, sink)?;
    sink.push(symbol);
    if symbol.starts_with(" IS")
        && let Some(v) = printed_boolean(&binary.right, sink)
    {
        // `x IS TRUE` would ask whether x is true, not whether it is 1.
        sink.push(if v { "1" } else { "0" });
        return Ok(());
    }
    operand(&binary.right, beside(&binary.right, left), power.right, sink)
}

/// The boolean, if the expression is one that will be printed.
fn printed_boolean(node: &Node, sink: &Sink<'_>) -> Option<bool> {
    match node.unlabelled() {
        Node::Literal(value) => match **value {
            Value::Bool(v) => Some(v),
            _ => None,
        },
        Node::Value(value) if sink.is_literal() => match **value {
            Value::Bool(v) => Some(v),
            _ => None,
        },
        _ => None,
    }
}

/// `operand [NOT] BETWEEN low AND high`
pub(crate) fn between(between: &Between, sink: &mut Sink<'_>) -> Result<()> {
    let Between { operand: value, low, high, negated, .. } = between;
    let power = sink.powers().of(Op::Between);
    let (is, bounds) = (what(value), [what(low), what(high)]);
    // One cast for both comparisons.
    let beside_bounds = bounds.map(|bound| beside(value, bound));
    let how = beside_bounds.into_iter().find(|how| *how != As::Plain).unwrap_or(As::Plain);
    operand(value, how, power.left, sink)?;
    sink.push(if *negated { " NOT BETWEEN " } else { " BETWEEN " });
    operand(low, beside(low, is), power.right, sink)?;
    sink.push(" AND ");
    operand(high, beside(high, is), power.right, sink)
}

/// `operand [NOT] IN (…)`: the operand's affinity and collation count, the items' do not.
pub(crate) fn in_set(set: &In, sink: &mut Sink<'_>) -> Result<()> {
    let In { operand: value, set: items, negated, .. } = set;
    let InSet::List(items) = items else { return Ansi.in_set(set, sink) };
    let is = what(value);
    let decimals = items.iter().any(|item| what(item) == Is::Value);
    if items.is_empty() || (is == Is::Other && !decimals) || is == Is::Column {
        return Ansi.in_set(set, sink);
    }
    let how = if is == Is::Value { As::Numeric } else { As::Plain };
    operand(value, how, sink.powers().of(Op::In).left, sink)?;
    sink.push(if *negated { " NOT IN (" } else { " IN (" });
    sink.in_items(items, |item, sink| operand(item, beside(item, is), 0, sink))?;
    sink.push(")");
    Ok(())
}

const COLLATE: &str = " COLLATE decimal";

/// A call; one that hands a decimal on keeps its collation.
pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    if !is_derived(function) {
        return Ansi.function(function, sink);
    }
    sink.function_name(&function.name)?;
    sink.push(if function.distinct { "(DISTINCT " } else { "(" });
    for (i, arg) in function.args.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        text(arg, sink)?;
    }
    sink.end_call(function)?;
    sink.push(COLLATE);
    Ok(())
}

/// CASE; one that hands a decimal on keeps its collation.
pub(crate) fn case(case: &Case, sink: &mut Sink<'_>) -> Result<()> {
    if !case_is_derived(case) {
        return Ansi.case(case, sink);
    }
    let Case { operand, branches, otherwise, .. } = case;
    sink.push("CASE");
    if let Some(operand) = operand {
        sink.push(" ");
        sink.node(operand)?;
    }
    for When { condition, result } in branches {
        sink.push(" WHEN ");
        sink.node(condition)?;
        sink.push(" THEN ");
        text(result, sink)?;
    }
    if let Some(otherwise) = otherwise {
        sink.push(" ELSE ");
        text(otherwise, sink)?;
    }
    sink.push(" END");
    sink.push(COLLATE);
    Ok(())
}

/// One of several expressions that give decimals: a number among them becomes text too.
fn text(node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let number = matches!(node, Node::Int(_) | Node::Binary(_) | Node::Unary(_))
        || matches!(node.value_kind(), Some(Kind::UInt | Kind::Float));
    operand(node, if number { As::Text } else { As::Plain }, 0, sink)
}
