//! VALUES as a UNION ALL, where its columns have the types and the lengths that are known when the
//! statement is prepared. MariaDB cuts what a parameter then brings: an integer to 32 bits, texts
//! and bytes to nothing.

use smallvec::smallvec;

use super::subselect;
use crate::ast::{Cell, Derived, Name, Node, Nodes, Query, Select, SetOp, Shared, Source, Values};
use crate::render::{Sink, has_parameters};

/// `SELECT * FROM (SELECT … UNION ALL SELECT …) AS v`; `None` where VALUES will do. What is a value
/// and no expression, the dialect prints.
pub(crate) fn values_as_union(values: &Values, sink: &Sink<'_>) -> Option<Query> {
    let computed = |cell: &Cell| matches!(cell, Cell::Expr(node) if has_parameters(node));
    if sink.features().values_parameters || sink.is_literal() || !values.cells.iter().any(computed)
    {
        return None;
    }
    let rows = values.cells.chunks(values.width).enumerate().map(|(i, cells)| {
        let items = cells.iter().enumerate().map(|(column, cell)| {
            let node = match cell {
                Cell::Value(value) => Node::value(value.clone()),
                Cell::Expr(node) => node.clone(),
            };
            if i == 0 { node.label(Name::from(format!("c{column}"))) } else { node }
        });
        let items = items.collect::<Nodes>();
        subselect(Select { items, ..Select::default() }, Vec::new(), 0)
    });
    let union = rows.reduce(|union, row| union.combine(SetOp::Union, true, row))?;
    let rows = Derived::new(union, Name::Static("v"));
    let source = Source::Derived(Shared::new(rows));
    let all = Select { items: smallvec![Node::Star(None)], ..Select::default() };
    Some(subselect(all, vec![source], 0))
}
