//! `SET (a, b) = (SELECT …)` as a subquery for each column, where the database has no row there.

use super::grouping_sets::{finds, has_aggregate};
use super::unknown::is_unknown;
use crate::ast::{
    Distinct, Node, Nodes, Orders, Query, RowAssignment, Select, Shared, Source, Target, Update,
    Visit, walk_node, walk_select,
};
use crate::error::Result;
use crate::render::{Sink, implied_tables};

/// The UPDATE with an assignment for each column. Each of them finds the same row only if nothing but
/// the select list tells the queries apart, and the select list doesn't say how many rows there are.
///
/// # Errors
/// When that isn't sure.
pub(crate) fn set_row(update: &Update, sink: &mut Sink<'_>) -> Result<Update> {
    let mut update = update.clone();
    let rows = std::mem::take(&mut update.rare_mut().set_rows);
    for RowAssignment { columns, query } in rows {
        let split = match &query {
            Query::Select(select) if splits(select) => split(select, &columns),
            _ => None,
        };
        let Some(split) = split else {
            sink.place("SET");
            return Err(sink.unsupported(
                "SET of several columns from a query that has a limit, DISTINCT, aggregates beside \
                 none, or text or functions that nobody knows",
                "set each column from a query of its own, .set(column, query.scalar())",
            ));
        };
        update.set.extend(split);
    }
    Ok(update)
}

/// Whether the query finds the same rows whatever it selects.
fn splits(select: &Select) -> bool {
    let aggregates = select.items.iter().filter(|item| has_aggregate(item)).count();
    let grouped = !select.group_by.is_empty() || select.having.is_some();
    let plain = select.rare.is_none()
        && select.distinct == Distinct::All
        && select.limit.is_none()
        && select.offset.is_none()
        && select.fault.is_none();
    // A key with parameters is written as its position in the select list.
    let keys = !select.group_by.iter().any(crate::render::has_parameters);
    let listed = [0, select.items.len()].contains(&aggregates) || grouped;
    plain && keys && listed && !has_unknown(select)
}

/// Whether the rows depend on what may give another value each time, or may be an aggregate.
fn has_unknown(select: &Select) -> bool {
    struct Unknown(bool);
    impl Visit for Unknown {
        fn visit_node(&mut self, node: &Node) {
            self.0 |= is_unknown(node);
            walk_node(self, node);
        }
    }
    let mut around = Unknown(false);
    walk_select(&mut around, &Select { items: Nodes::new(), ..select.clone() });
    around.0 || select.items.iter().any(|item| finds(item, &is_unknown))
}

/// `a = (SELECT x …)`, `b = (SELECT y …)`; `None` where the columns are not as many.
fn split(select: &Select, columns: &[Target]) -> Option<Vec<(Target, Node)>> {
    if select.items.len() != columns.len()
        || select.items.iter().any(|i| matches!(i, Node::Star(_)))
    {
        return None;
    }
    // What is selected from has to stay, whatever is selected.
    let mut from = select.from.clone();
    if from.is_empty() {
        match &implied_tables(select)[..] {
            [] => {}
            [table] => from.push(Source::Table(table.clone())),
            _ => return None,
        }
    }
    let pairs = columns.iter().zip(&select.items).map(|(column, item)| {
        let mut items = Nodes::new();
        items.push(item.clone());
        // One row needs no order.
        let order_by = Orders::new();
        let one = Select { items, order_by, from: from.clone(), ..select.clone() };
        (column.clone(), Node::subquery(Query::Select(Shared::new(one))))
    });
    Some(pairs.collect())
}
