//! CASE, CAST and function calls.

use super::Sink;
use crate::ast::{Case, Cast, Function, FunctionName, Node, When};
use crate::error::Result;

/// `CASE [operand] WHEN … THEN … [ELSE …] END`
pub(crate) fn case(case: &Case, sink: &mut Sink<'_>) -> Result<()> {
    let Case { operand, branches, otherwise, depth: _ } = case;
    sink.push("CASE");
    if let Some(operand) = operand {
        sink.push(" ");
        sink.node(operand)?;
    }
    for When { condition, result } in branches {
        sink.push(" WHEN ");
        sink.node(condition)?;
        sink.push(" THEN ");
        sink.node(result)?;
    }
    if let Some(otherwise) = otherwise {
        sink.push(" ELSE ");
        sink.node(otherwise)?;
    }
    sink.push(" END");
    Ok(())
}

/// `CAST(operand AS type)`
pub(crate) fn cast(cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
    let Cast { operand, ty, depth: _ } = cast;
    sink.push("CAST(");
    sink.node(operand)?;
    sink.push(" AS ");
    sink.dialect().type_name(ty, sink)?;
    sink.push(")");
    Ok(())
}

/// `name([DISTINCT] args)`
pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    match &function.name {
        FunctionName::Portable(name) => sink.push(name),
        FunctionName::Named(name) => sink.word(name.as_str(), "a function")?,
        FunctionName::Trusted(name) => sink.push(name.as_str()),
    }
    arguments(function.distinct, &function.args, sink)
}

/// `([DISTINCT] args)`
pub(crate) fn arguments(distinct: bool, args: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    sink.push("(");
    if distinct {
        if args.len() > 1 && !sink.features().distinct_arguments {
            return Err(sink.unsupported(
                "DISTINCT over several arguments",
                "count the rows of a DISTINCT subquery",
            ));
        }
        sink.push("DISTINCT ");
    }
    sink.list(args)?;
    sink.push(")");
    Ok(())
}
