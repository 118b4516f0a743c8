//! FILTER as CASE within the aggregate.

use smallvec::smallvec;

use crate::ast::{Function, FunctionName, Modifiers, Node, Nodes, When};

/// The aggregates that pass over NULLs, so that a CASE without ELSE leaves a row out.
pub(super) const SKIP_NULLS: [&str; 12] = [
    "count",
    "sum",
    "avg",
    "min",
    "max",
    "string_agg",
    "bool_and",
    "bool_or",
    "stddev_pop",
    "stddev_samp",
    "var_pop",
    "var_samp",
];

/// `sum(x) FILTER (WHERE c)` as `sum(CASE WHEN c THEN x END)`; `None` for an aggregate that
/// would take a NULL for a value.
pub(crate) fn filter_as_case(function: &Function) -> Option<Node> {
    let FunctionName::Portable(name) = &function.name else { return None };
    if !SKIP_NULLS.contains(name) {
        return None;
    }
    let modifiers = function.modifiers.as_deref()?;
    let condition = modifiers.filter.clone()?;
    let (argument, separator) = match &function.args[..] {
        [argument] => (argument, None),
        [argument, separator] if *name == "string_agg" => (argument, Some(separator.clone())),
        _ => return None,
    };
    let result = match argument {
        Node::Star(_) => Node::literal(1),
        other => other.clone(),
    };
    let case = Node::case(None, smallvec![When { condition, result }], None);
    let args = std::iter::once(case).chain(separator).collect::<Nodes>();
    let call = Node::function(function.name.clone(), args);
    let rest = Modifiers { filter: None, ..modifiers.clone() };
    let call = if rest == Modifiers::default() {
        call
    } else {
        call.modify("OVER", |modifiers| *modifiers = rest)
    };
    Some(if function.distinct { call.distinct_call() } else { call })
}
