//! ORDER BY and LIMIT.

use aludel::ast::{Direction, Node, Nulls, Order, Select, UnaryOp, Visit, walk_node};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::{ErrorKind, Result};

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

/// A query whose ORDER BY MariaDB would forget: grouped by an index it takes the groups for
/// ordered, though its window functions order them otherwise. What is computed is ordered by
/// always, so a test for NULL goes before the first term, which changes nothing in its order.
pub(crate) fn kept_over_windows(select: &Select) -> Option<Select> {
    let first = select.order_by.first()?;
    let column = matches!(first.expr.unlabelled(), Node::Column(_) | Node::Name(_));
    if select.group_by.is_empty() || !column || !has_window(select) {
        return None;
    }
    let (test, nulls) = match first.direction {
        Direction::Asc => (UnaryOp::IsNotNull, Nulls::First),
        Direction::Desc => (UnaryOp::IsNull, Nulls::Last),
    };
    if first.nulls != Nulls::Default && first.nulls != nulls {
        // It has a test already.
        return None;
    }
    let mut kept = select.clone();
    let test = Node::unary(test, first.expr.unlabelled().clone());
    kept.order_by.insert(0, test.into());
    Some(kept)
}

fn has_window(select: &Select) -> bool {
    struct Finder(bool);
    impl Visit for Finder {
        fn visit_node(&mut self, node: &Node) {
            if let Node::Function(function) = node {
                let modifiers = function.modifiers.as_deref();
                self.0 |= modifiers.is_some_and(|modifiers| modifiers.over.is_some());
            }
            walk_node(self, node);
        }

        fn visit_select(&mut self, _: &Select) {}
    }
    let mut finder = Finder(false);
    let orders = select.order_by.iter().map(|order| &order.expr);
    select.items.iter().chain(orders).for_each(|node| finder.visit_node(node));
    finder.0
}

/// Only a number that is known or bound can limit.
fn check_count(count: Option<&Node>, what: &str, sink: &Sink<'_>) -> Result<()> {
    match count {
        None | Some(Node::Int(_) | Node::Value(_) | Node::Literal(_) | Node::Bind(_)) => Ok(()),
        Some(_) => Err(sink
            .error(ErrorKind::Unsupported, format!("an expression as {what} is not supported"))
            .with_help("compute the number first, and give it as a value")),
    }
}
