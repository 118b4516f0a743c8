//! DISTINCT ON as the first row of each group.

use super::wrap::{Clause, Wrapped};
use crate::ast::{BinaryOp, FunctionName, Node, Nodes, Over, Select, Window};
use crate::error::{ErrorKind, Result};
use crate::render::Sink;

/// `SELECT DISTINCT ON (k) … ORDER BY o` as
/// `SELECT … FROM (SELECT …, row_number() OVER (PARTITION BY k ORDER BY o) AS h …) WHERE h = 1`.
pub(super) fn lower(select: &Select, sink: &mut Sink<'_>) -> Result<Select> {
    if select.distinct == crate::ast::Distinct::Distinct {
        return Err(sink
            .error(ErrorKind::Invalid, "a query is both DISTINCT and DISTINCT ON")
            .with_help("keep one of them"));
    }
    crate::render::keys_first(select, sink)?;
    let mut wrapped = Wrapped::new(select, Clause::DistinctOn, sink)?;
    let window = Window {
        partition_by: select.rare().distinct_on.clone(),
        ..Wrapped::ordered(&select.order_by)
    };
    let number = Node::function(FunctionName::Portable("row_number"), Nodes::new())
        .modify("OVER", |modifiers| modifiers.over = Some(Over::Window(window)));
    let number = wrapped.hide(number);
    Ok(wrapped.filtered(Node::binary(BinaryOp::Eq, number, Node::literal(1))))
}
