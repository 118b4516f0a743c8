//! Rebuilding INSERT, UPDATE and DELETE.

use super::query::{fold_cells, fold_query, fold_with};
use super::{Fold, fold_all, fold_option};
use crate::ast::{ChangeClauses, Delete, Insert, Node, Order, Rows, Update, deepest, deepest_cell};

/// Rebuilds an INSERT over its folded parts.
pub fn fold_insert<F: Fold + ?Sized>(fold: &mut F, insert: &Insert) -> Insert {
    let Insert { with, table, columns, rows, returning, rare, fault, depth } = insert;
    let rows = match rows {
        Rows::Values(cells) => Rows::Values(fold_cells(fold, cells)),
        Rows::Query(query) => Rows::Query(fold_query(fold, query)),
        Rows::Defaults => Rows::Defaults,
    };
    let mut folded = Insert {
        with: fold_with(fold, with.as_deref()),
        table: table.clone(),
        columns: columns.clone(),
        rows,
        returning: fold_all(fold, returning),
        rare: rare.as_ref().map(|rare| Box::new(rare.map(&mut |node| fold.fold_node(node)))),
        fault: fault.clone(),
        depth: *depth,
    };
    let rows = match &folded.rows {
        Rows::Values(cells) => deepest_cell(cells),
        Rows::Query(query) => query.depth(),
        Rows::Defaults => 0,
    };
    let rare = folded.rare().nodes().map(Node::depth).max().unwrap_or(0);
    folded.deepen(rows.max(deepest(&folded.returning)).max(rare));
    folded
}

/// Rebuilds an UPDATE over its folded parts.
pub fn fold_update<F: Fold + ?Sized>(fold: &mut F, update: &Update) -> Update {
    let Update { with, table, set, filter, all_rows, returning, rare, fault, depth } = update;
    let mut folded = Update {
        with: fold_with(fold, with.as_deref()),
        table: table.clone(),
        set: set.iter().map(|(target, node)| (target.clone(), fold.fold_node(node))).collect(),
        filter: fold_option(fold, filter.as_ref()),
        all_rows: *all_rows,
        returning: fold_all(fold, returning),
        rare: rare.as_ref().map(|rare| Box::new(fold_clauses(fold, rare))),
        fault: fault.clone(),
        depth: *depth,
    };
    let nodes = folded.set.iter().map(|(_, node)| node).chain(&folded.filter);
    let deepest = nodes.chain(&folded.returning).map(Node::depth).max().unwrap_or(0);
    folded.deepen(deepest.max(folded.rare().depth()));
    folded
}

/// Rebuilds a DELETE over its folded parts.
pub fn fold_delete<F: Fold + ?Sized>(fold: &mut F, delete: &Delete) -> Delete {
    let Delete { with, table, filter, all_rows, returning, rare, fault, depth } = delete;
    let mut folded = Delete {
        with: fold_with(fold, with.as_deref()),
        table: table.clone(),
        filter: fold_option(fold, filter.as_ref()),
        all_rows: *all_rows,
        returning: fold_all(fold, returning),
        rare: rare.as_ref().map(|rare| Box::new(fold_clauses(fold, rare))),
        fault: fault.clone(),
        depth: *depth,
    };
    let deepest = folded.filter.iter().chain(&folded.returning).map(Node::depth).max();
    folded.deepen(deepest.unwrap_or(0).max(folded.rare().depth()));
    folded
}

fn fold_clauses<F: Fold + ?Sized>(fold: &mut F, clauses: &ChangeClauses) -> ChangeClauses {
    let ChangeClauses { from, order_by, limit } = clauses;
    ChangeClauses {
        from: from.iter().map(|source| fold.fold_source(source)).collect(),
        order_by: order_by
            .iter()
            .map(|Order { expr, direction, nulls }| Order {
                expr: fold.fold_node(expr),
                direction: *direction,
                nulls: *nulls,
            })
            .collect(),
        limit: fold_option(fold, limit.as_ref()),
    }
}
