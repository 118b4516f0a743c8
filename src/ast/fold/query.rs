//! Rebuilding queries.

use super::{
    Fold, fold_all, fold_delete, fold_insert, fold_merge, fold_option, fold_orders, fold_raw,
    fold_update,
};
use crate::ast::{
    Arm, Cell, Cells, Compound, Cte, CteBody, Fault, Node, Order, Query, Select, Shared, Source,
    Values, With,
};

pub(super) fn fold_query<F: Fold + ?Sized>(fold: &mut F, query: &Query) -> Query {
    match query {
        Query::Select(select) => Query::Select(Shared::new(fold.fold_select(select))),
        Query::Compound(compound) => Query::Compound(Shared::new(fold_compound(fold, compound))),
        Query::Values(values) => match Values::new(values.width, fold_cells(fold, &values.cells)) {
            Ok(values) => Query::Values(values),
            Err(fault) => faulty(Some(Shared::new(fault))),
        },
        Query::Raw(raw) => match fold_raw(fold, raw) {
            Ok(raw) => Query::Raw(raw),
            Err(fault) => faulty(fault),
        },
    }
}

/// A query that is nothing but a mistake.
fn faulty(fault: Option<Shared<Fault>>) -> Query {
    Query::Select(Shared::new(Select { fault, ..Select::default() }))
}

pub(super) fn fold_cells<F: Fold + ?Sized>(fold: &mut F, cells: &[Cell]) -> Cells {
    cells.iter().map(|cell| Cell::from(fold.fold_node(&cell.to_node()))).collect()
}

/// Rebuilds a UNION, INTERSECT or EXCEPT over its folded parts.
pub fn fold_compound<F: Fold + ?Sized>(fold: &mut F, compound: &Compound) -> Compound {
    let Compound { with, first, arms, order_by, limit, offset, fault, depth: _ } = compound;
    let mut folded = Compound {
        with: fold_with(fold, with.as_deref()),
        first: fold_query(fold, first),
        arms: arms
            .iter()
            .map(|Arm { op, all, query }| Arm {
                op: *op,
                all: *all,
                query: fold_query(fold, query),
            })
            .collect(),
        order_by: fold_orders(fold, order_by),
        limit: fold_option(fold, limit.as_ref()),
        offset: fold_option(fold, offset.as_ref()),
        fault: fault.clone(),
        depth: 0,
    };
    let queries = std::iter::once(&folded.first).chain(folded.arms.iter().map(|arm| &arm.query));
    let nodes = folded.order_by.iter().map(|order| &order.expr).chain(&folded.limit);
    let deepest = queries.map(Query::depth).chain(nodes.chain(&folded.offset).map(Node::depth));
    let with = folded.with.as_ref().map_or(0, |with| with.depth());
    let depth = deepest.max().unwrap_or(0).max(with);
    folded.deepen(depth);
    folded
}

pub(super) fn fold_with<F: Fold + ?Sized>(
    fold: &mut F,
    with: Option<&With>,
) -> Option<Shared<With>> {
    let With { ctes } = with?;
    let ctes = ctes
        .iter()
        .map(|cte| {
            let Cte { name, columns, body, materialized, recursive, traversal } = &**cte;
            let body = match body {
                CteBody::Query(query) => CteBody::Query(fold_query(fold, query)),
                CteBody::Insert(insert) => CteBody::Insert(fold_insert(fold, insert).into()),
                CteBody::Update(update) => CteBody::Update(fold_update(fold, update).into()),
                CteBody::Delete(delete) => CteBody::Delete(fold_delete(fold, delete).into()),
                CteBody::Merge(merge) => CteBody::Merge(fold_merge(fold, merge).into()),
            };
            Shared::new(Cte {
                name: name.clone(),
                columns: columns.clone(),
                body,
                materialized: *materialized,
                recursive: *recursive,
                traversal: traversal.clone(),
            })
        })
        .collect();
    Some(Shared::new(With { ctes }))
}

/// Rebuilds a SELECT over its folded parts.
pub fn fold_select<F: Fold + ?Sized>(fold: &mut F, select: &Select) -> Select {
    let Select {
        with,
        distinct,
        items,
        from,
        filter,
        group_by,
        having,
        order_by,
        limit,
        offset,
        rare,
        fault,
        depth: _,
    } = select;
    let mut folded = Select {
        with: fold_with(fold, with.as_deref()),
        distinct: *distinct,
        items: fold_all(fold, items),
        from: from.iter().map(|source| fold.fold_source(source)).collect(),
        filter: fold_option(fold, filter.as_ref()),
        group_by: fold_all(fold, group_by),
        having: fold_option(fold, having.as_ref()),
        order_by: fold_orders(fold, order_by),
        limit: fold_option(fold, limit.as_ref()),
        offset: fold_option(fold, offset.as_ref()),
        rare: rare.as_ref().map(|rare| Box::new(rare.map(&mut |node| fold.fold_node(node)))),
        fault: fault.clone(),
        depth: 0,
    };
    let depth = select_depth(&folded);
    folded.deepen(depth);
    folded
}

/// The depth of a SELECT from its parts.
fn select_depth(select: &Select) -> u16 {
    let conditions = [&select.filter, &select.having, &select.limit, &select.offset];
    let nodes = select.items.iter().chain(&select.group_by).chain(conditions.into_iter().flatten());
    let sources = select.from.iter().map(Source::depth);
    let orders = select.order_by.iter().map(Order::depth);
    let rare = select.rare().nodes().map(Node::depth);
    let with = select.with.iter().map(|with| with.depth());
    nodes.map(Node::depth).chain(sources).chain(orders).chain(rare).chain(with).max().unwrap_or(0)
}
