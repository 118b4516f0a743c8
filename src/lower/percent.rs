//! A limit in percent as a condition over row numbers.

use super::wrap::{Clause, Wrapped};
use crate::ast::{BinaryOp, Distinct, FunctionName, Node, Nodes, Over, Select, Window};
use crate::error::{ErrorKind, Result};
use crate::render::Sink;
use crate::value::Value;

/// `SELECT … ORDER BY o FETCH FIRST p PERCENT ROWS ONLY` as `SELECT … FROM (SELECT …,
/// row_number() OVER (ORDER BY o) AS n, count(*) OVER () AS c …) WHERE (n - 1) * 100 < p * c`.
pub(super) fn lower(select: &Select, sink: &mut Sink<'_>) -> Result<Select> {
    sink.place("LIMIT");
    let Some(percent) = &select.rare().limit_percent else { return Ok(select.clone()) };
    check(percent, sink)?;
    if select.limit.is_some() || select.offset.is_some() || select.rare().with_ties {
        return Err(sink
            .error(ErrorKind::Invalid, "a limit in percent beside LIMIT, OFFSET or WITH TIES")
            .with_help("limit the rows of a subquery once more"));
    }
    if select.distinct == Distinct::Distinct {
        return Err(sink.unsupported(
            "a limit in percent over DISTINCT rows",
            "select the distinct rows in a subquery, and limit those",
        ));
    }
    let mut wrapped = Wrapped::new(select, Clause::Percent, sink)?;
    let number = wrapped.hide(over("row_number", Nodes::new(), Wrapped::ordered(&select.order_by)));
    let all = Nodes::from_iter([Node::Star(None)]);
    let count = wrapped.hide(over("count", all, Window::default()));
    let before = Node::binary(BinaryOp::Sub, number, Node::literal(1));
    let before = Node::binary(BinaryOp::Mul, before, Node::literal(100));
    let most = Node::binary(BinaryOp::Mul, count, percent.clone());
    Ok(wrapped.filtered(Node::binary(BinaryOp::Lt, before, most)))
}

fn over(name: &'static str, args: Nodes, window: Window) -> Node {
    Node::function(FunctionName::Portable(name), args)
        .modify("OVER", |modifiers| modifiers.over = Some(Over::Window(window)))
}

/// A number that is known is one, and none below 0.
fn check(percent: &Node, sink: &Sink<'_>) -> Result<()> {
    let value = match percent {
        Node::Literal(value) => Some((**value).clone()),
        other => other.as_value().map(std::borrow::Cow::into_owned),
    };
    let wrong = match value {
        Some(Value::Int(n)) if n < 0 => true,
        Some(Value::Decimal(n)) => n.is_negative() || !n.is_finite(),
        Some(Value::Null(_)) => true,
        _ => false,
    };
    if wrong {
        let what = "a limit in percent that is no number from 0 up";
        return Err(sink.error(ErrorKind::Invalid, what).with_help("give one from 0 to 100"));
    }
    Ok(())
}
