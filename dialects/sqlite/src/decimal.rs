//! Decimals: text that has to compare as numbers.
//!
//! A decimal column is TEXT with the collation `decimal`. Compared with it, a value without a
//! type of its own becomes text, and the collation does the rest, exactly. Elsewhere SQLite
//! would put every text after every number, so one side is cast
//! (<https://sqlite.org/datatype3.html#comparison_expressions>):
//!
//! * A decimal value compared with what is no decimal is cast to NUMERIC.
//! * What min, max, coalesce, nullif, CASE and lag and its relatives make of decimals is still text, but
//!   has lost the collation: it is given back, and what is no decimal is cast to TEXT beside it.
//! * What they make of columns that nobody has declared is cast to NUMERIC beside a decimal value.

use aludel::ast::{Between, Binary, Case, Function, FunctionName, In, InSet, Node, Query, When};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
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
    /// What is handed on from somewhere: a number, or text of a decimal that nobody has declared.
    Unknown,
    /// No decimal, or a column of which nobody knows; that has the affinity of its type.
    Other,
}

fn what(node: &Node) -> Is {
    match node {
        Node::Value(value) | Node::Literal(value) => match **value {
            Value::Decimal(_) => Is::Value,
            _ => Is::Other,
        },
        Node::Bind(bind) if bind.kind == Kind::Decimal => Is::Value,
        Node::Column(_) | Node::Name(_) if node.kind() == Kind::Decimal => Is::Column,
        Node::Label(label) => what(&label.expr),
        Node::Function(function) => handed_on(handed(function)),
        Node::Case(case) => handed_on(results(case)),
        Node::Subquery(query) => match &**query {
            Query::Select(select) => match &select.items[..] {
                [item] if matches!(what(item), Is::Column | Is::Derived) => Is::Derived,
                _ => Is::Unknown,
            },
            _ => Is::Unknown,
        },
        _ => Is::Other,
    }
}

/// The arguments of which the function gives one as it is.
fn handed(function: &Function) -> &[Node] {
    let FunctionName::Portable(name) = function.name else { return &[] };
    match name {
        "min" | "max" | "coalesce" | "nullif" => &function.args,
        "lag" | "lead" | "first_value" | "last_value" | "nth_value" => {
            function.args.get(..1).unwrap_or_default()
        }
        _ => &[],
    }
}

fn results(case: &Case) -> impl Iterator<Item = &Node> {
    case.branches.iter().map(|when| &when.result).chain(&case.otherwise)
}

/// What comes of one of several expressions.
fn handed_on<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Is {
    let mut all = Is::Other;
    for node in nodes {
        match what(node) {
            Is::Other | Is::Unknown => all = Is::Unknown,
            Is::Column | Is::Value | Is::Derived => return Is::Derived,
        }
    }
    all
}

fn is_decimal(node: &Node) -> bool {
    matches!(what(node), Is::Column | Is::Value | Is::Derived)
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
        (Is::Value, Is::Value | Is::Other | Is::Unknown) => As::Numeric,
        (Is::Unknown, Is::Value) => As::Numeric,
        (Is::Other | Is::Unknown, Is::Derived) => As::Text,
        _ => As::Plain,
    }
}

fn operand(node: &Node, how: As, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    let ty = match how {
        As::Plain => {
            sink.operand(node, least)?;
            // What a subquery gives has no collation.
            if matches!(node, Node::Subquery(_)) && what(node) == Is::Derived {
                sink.push(COLLATE);
            }
            return Ok(());
        }
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
    let undecided = matches!(is, Is::Other | Is::Unknown) && !decimals;
    if items.is_empty() || undecided || is == Is::Column {
        return Ansi.in_set(set, sink);
    }
    let how = if matches!(is, Is::Value | Is::Unknown) { As::Numeric } else { As::Plain };
    operand(value, how, sink.powers().of(Op::In).left, sink)?;
    sink.push(if *negated { " NOT IN (" } else { " IN (" });
    sink.in_items(items, |item, sink| operand(item, beside(item, is), 0, sink))?;
    sink.push(")");
    Ok(())
}

const COLLATE: &str = " COLLATE decimal";

/// A call; one that hands a decimal on keeps its collation.
pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let handed = handed(function);
    if handed_on(handed) != Is::Derived {
        return Ansi.function(function, sink);
    }
    sink.function_name(&function.name)?;
    sink.push(if function.distinct { "(DISTINCT " } else { "(" });
    for (i, arg) in function.args.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        if i < handed.len() {
            text(arg, sink)?;
        } else {
            sink.node(arg)?;
        }
    }
    sink.end_call(function)?;
    sink.push(COLLATE);
    Ok(())
}

/// CASE; one that hands a decimal on keeps its collation.
pub(crate) fn case(case: &Case, sink: &mut Sink<'_>) -> Result<()> {
    if handed_on(results(case)) != Is::Derived {
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

/// One of several expressions that give decimals: what may be a number becomes text too.
fn text(node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let null = match node {
        Node::Value(value) | Node::Literal(value) => value.is_null(),
        _ => false,
    };
    operand(node, if null || is_decimal(node) { As::Plain } else { As::Text }, 0, sink)
}
