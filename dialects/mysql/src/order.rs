//! ORDER BY and LIMIT.

use aludel::Result;
use aludel::ast::{Direction, Node, Nulls, Order};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;

use crate::dialect::check_count;

/// NULLs are less than all values, and there are no words to say otherwise:
/// <https://dev.mysql.com/doc/refman/9.4/en/working-with-null.html>. The other order is one by
/// IS NULL before it.
pub(crate) fn order(order: &Order, sink: &mut Sink<'_>) -> Result<()> {
    let plain = Order { nulls: Nulls::Default, ..order.clone() };
    let direction = match (order.nulls, order.direction) {
        (Nulls::First, Direction::Desc) => " IS NULL DESC, ",
        (Nulls::Last, Direction::Asc) => " IS NULL, ",
        _ => return Ansi.order(&plain, sink),
    };
    match sink.sort_label(&order.expr) {
        Some(label) => sink.ident(label.as_str())?,
        None => sink.operand(&order.expr, sink.powers().of(Op::Is).left)?,
    }
    sink.push(direction);
    Ansi.order(&plain, sink)
}

/// OFFSET only follows LIMIT; the manual's own way out is a limit beyond all rows:
/// <https://dev.mysql.com/doc/refman/9.4/en/select.html>
pub(crate) fn limit(
    limit: Option<&Node>,
    offset: Option<&Node>,
    sink: &mut Sink<'_>,
) -> Result<()> {
    check_count(limit, "LIMIT", sink)?;
    check_count(offset, "OFFSET", sink)?;
    if limit.is_none() && offset.is_some() {
        sink.push(" LIMIT 18446744073709551615");
    }
    Ansi.limit(limit, offset, sink)
}
