//! Rebuilding INSERT, UPDATE, DELETE and MERGE.

use super::query::{fold_cells, fold_query, fold_with};
use super::{Fold, fold_all, fold_option};
use crate::ast::{
    ChangeClauses, Delete, Insert, Merge, MergeAction, MergeInsert, MergeWhen, Node, Order,
    RowAssignment, Rows, Target, Update, deepest, deepest_cell,
};

/// Rebuilds an INSERT over its folded parts.
pub fn fold_insert<F: Fold + ?Sized>(fold: &mut F, insert: &Insert) -> Insert {
    let Insert { with, table, columns, rows, returning, rare, fault, depth } = insert;
    let rows = match rows {
        Rows::Values(cells) => Rows::Values(fold_cells(fold, cells)),
        Rows::Query(query) => Rows::Query(fold_query(fold, query)),
        Rows::Defaults(rows) => Rows::Defaults(*rows),
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
        Rows::Defaults(_) => 0,
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
        set: fold_set(fold, set),
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

/// Rebuilds a MERGE over its folded parts.
pub fn fold_merge<F: Fold + ?Sized>(fold: &mut F, merge: &Merge) -> Merge {
    let Merge { with, table, source, on, whens, returning, fault, depth } = merge;
    let mut folded = Merge {
        with: fold_with(fold, with.as_deref()),
        table: table.clone(),
        source: source.as_ref().map(|source| fold.fold_source(source)),
        on: fold_option(fold, on.as_ref()),
        whens: whens.iter().map(|when| fold_when(fold, when)).collect(),
        returning: fold_all(fold, returning),
        fault: fault.clone(),
        depth: *depth,
    };
    folded.deepen(folded.deepest());
    folded
}

fn fold_when<F: Fold + ?Sized>(fold: &mut F, when: &MergeWhen) -> MergeWhen {
    let MergeWhen { rows, condition, action } = when;
    let condition = fold_option(fold, condition.as_ref());
    let action = match action {
        MergeAction::Nothing | MergeAction::Delete | MergeAction::InsertDefaults => action.clone(),
        MergeAction::Update(set) => MergeAction::Update(fold_set(fold, set)),
        MergeAction::Insert(insert) => {
            let MergeInsert { columns, overriding, values } = &**insert;
            MergeAction::Insert(Box::new(MergeInsert {
                columns: columns.clone(),
                overriding: *overriding,
                values: fold_cells(fold, values),
            }))
        }
    };
    MergeWhen { rows: *rows, condition, action }
}

fn fold_set<F: Fold + ?Sized>(fold: &mut F, set: &[(Target, Node)]) -> Vec<(Target, Node)> {
    set.iter().map(|(target, node)| (target.clone(), fold.fold_node(node))).collect()
}

fn fold_clauses<F: Fold + ?Sized>(fold: &mut F, clauses: &ChangeClauses) -> ChangeClauses {
    let ChangeClauses { from, set_rows, order_by, limit } = clauses;
    ChangeClauses {
        from: from.iter().map(|source| fold.fold_source(source)).collect(),
        set_rows: set_rows
            .iter()
            .map(|RowAssignment { columns, query }| RowAssignment {
                columns: columns.clone(),
                query: fold_query(fold, query),
            })
            .collect(),
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
