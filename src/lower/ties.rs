//! WITH TIES as a condition over ranks.

use super::wrap::{Clause, Wrapped};
use crate::ast::{BinaryOp, Distinct, FunctionName, NaryOp, Node, Nodes, Over, Select, Window};
use crate::error::{ErrorKind, Result};
use crate::render::Sink;
use crate::value::Value;

/// `SELECT … ORDER BY o FETCH FIRST n ROWS WITH TIES` as
/// `SELECT … FROM (SELECT …, rank() OVER (ORDER BY o) AS h …) WHERE h <= n ORDER BY …`.
///
/// After an OFFSET of m the last row is the (m + n)th; the first m, as ORDER BY has them, go.
pub(super) fn lower(select: &Select, sink: &mut Sink<'_>) -> Result<Select> {
    sink.place("WITH TIES");
    let (Some(limit), false) = (&select.limit, select.order_by.is_empty()) else {
        return Err(sink
            .error(ErrorKind::Invalid, "WITH TIES needs a limit and an ORDER BY")
            .with_help(
                "say with .limit(n) how many rows are taken, and with .order_by(…) which are tied",
            ));
    };
    if select.distinct == Distinct::Distinct {
        return Err(sink.unsupported(
            "WITH TIES over DISTINCT rows",
            "select the distinct rows in a subquery, and limit those",
        ));
    }
    crate::render::check_counts(Some(limit), select.offset.as_ref(), sink)?;
    let mut wrapped = Wrapped::new(select, Clause::WithTies, sink)?;
    let window = Wrapped::ordered(&select.order_by);
    let rank = wrapped.hide(over("rank", &window));
    let outer = wrapped.outer();
    outer.limit = None;
    outer.offset = None;
    let Some(offset) = &select.offset else {
        return Ok(wrapped.filtered(Node::binary(BinaryOp::Le, rank, limit.clone())));
    };
    let number = wrapped.hide(over("row_number", &window));
    let last = Node::binary(BinaryOp::Add, offset.clone(), limit.clone());
    let mut conditions = vec![
        Node::binary(BinaryOp::Gt, number, offset.clone()),
        Node::binary(BinaryOp::Le, rank, last),
    ];
    if !is_positive(limit) {
        // No row has no ties: what is equal to the last one before them would be taken.
        conditions.push(Node::binary(BinaryOp::Gt, limit.clone(), Node::literal(0)));
    }
    Ok(wrapped.filtered(Node::nary(NaryOp::And, conditions)))
}

fn is_positive(limit: &Node) -> bool {
    match limit {
        Node::Int(n) => *n > 0,
        Node::Literal(value) => matches!(**value, Value::Int(n) if n > 0),
        _ => false,
    }
}

fn over(function: &'static str, window: &Window) -> Node {
    Node::function(FunctionName::Portable(function), Nodes::new())
        .modify("OVER", |modifiers| modifiers.over = Some(Over::Window(window.clone())))
}
