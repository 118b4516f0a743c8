//! Walking the tree.

use super::{
    Arm, Arrays, Between, Binary, Case, Cast, Cell, ChangeClauses, Collate, Compound, Cte, CteBody,
    Delete, Derived, FullText, Function, In, InSet, Infix, Insert, Join, JoinOn, Joins, JsonAt,
    JsonBuild, Label, Like, Matches, Merge, MergeAction, MergeInsert, MergeWhen, Nary, Node, Order,
    Quantified, Query, Ranges, Raw, RawPart, RowAssignment, Rows, Search, Select, Source,
    StatementRef, TableFunction, TableSample, Temporal, Unary, Update, When, With,
};

/// A walk over a tree, from the outside in.
///
/// Override what you look for, and call the `walk_…` function of the same name to go on into
/// its parts.
///
/// ```
/// use aludel::ast::{Node, Visit, walk_node};
/// use aludel::prelude::*;
///
/// struct Values(usize);
/// impl Visit for Values {
///     fn visit_node(&mut self, node: &Node) {
///         if let Node::Int(_) | Node::Value(_) = node {
///             self.0 += 1;
///         }
///         walk_node(self, node);
///     }
/// }
///
/// let t = table("t");
/// let q = select_from(&t).filter(t.col("a").in_([1, 2, 3]));
/// let mut values = Values(0);
/// values.visit_select(q.tree());
/// assert_eq!(values.0, 3);
/// ```
pub trait Visit {
    /// An expression.
    fn visit_node(&mut self, node: &Node) {
        walk_node(self, node);
    }

    /// A SELECT, also one inside an expression or in FROM.
    fn visit_select(&mut self, select: &Select) {
        walk_select(self, select);
    }

    /// An item of FROM.
    fn visit_source(&mut self, source: &Source) {
        walk_source(self, source);
    }
}

fn walk_all<V: Visit + ?Sized>(visitor: &mut V, nodes: &[Node]) {
    nodes.iter().for_each(|node| visitor.visit_node(node));
}

fn walk_query<V: Visit + ?Sized>(visitor: &mut V, query: &Query) {
    match query {
        Query::Select(select) => visitor.visit_select(select),
        Query::Compound(compound) => walk_compound(visitor, compound),
        Query::Values(values) => walk_cells(visitor, &values.cells),
        Query::Raw(raw) => walk_raw(visitor, raw),
    }
}

fn walk_cells<V: Visit + ?Sized>(visitor: &mut V, cells: &[Cell]) {
    cells.iter().for_each(|cell| visitor.visit_node(&cell.to_node()));
}

fn walk_compound<V: Visit + ?Sized>(visitor: &mut V, compound: &Compound) {
    let Compound { with, first, arms, order_by, limit, offset, fault: _, depth: _ } = compound;
    walk_with(visitor, with.as_deref());
    walk_query(visitor, first);
    for Arm { op: _, all: _, query } in arms {
        walk_query(visitor, query);
    }
    for Order { expr, direction: _, nulls: _ } in order_by {
        visitor.visit_node(expr);
    }
    limit.iter().for_each(|node| visitor.visit_node(node));
    offset.iter().for_each(|node| visitor.visit_node(node));
}

fn walk_with<V: Visit + ?Sized>(visitor: &mut V, with: Option<&With>) {
    let Some(With { ctes }) = with else { return };
    for cte in ctes {
        let Cte { name: _, columns: _, body, materialized: _, recursive: _, traversal: _ } = &**cte;
        walk_body(visitor, body);
    }
}

fn walk_body<V: Visit + ?Sized>(visitor: &mut V, body: &CteBody) {
    match body {
        CteBody::Query(query) => walk_query(visitor, query),
        CteBody::Insert(insert) => walk_statement(visitor, StatementRef::Insert(insert)),
        CteBody::Update(update) => walk_statement(visitor, StatementRef::Update(update)),
        CteBody::Delete(delete) => walk_statement(visitor, StatementRef::Delete(delete)),
        CteBody::Merge(merge) => walk_statement(visitor, StatementRef::Merge(merge)),
    }
}

fn walk_raw<V: Visit + ?Sized>(visitor: &mut V, raw: &Raw) {
    let Raw { parts, depth: _ } = raw;
    for part in parts {
        match part {
            RawPart::Text(_) | RawPart::Trusted(_) => {}
            RawPart::Node(node) => visitor.visit_node(node),
        }
    }
}

/// Visits the parts of an expression.
pub fn walk_node<V: Visit + ?Sized>(visitor: &mut V, node: &Node) {
    match node {
        Node::Int(_)
        | Node::Value(_)
        | Node::Literal(_)
        | Node::Bind(_)
        | Node::Column(_)
        | Node::Name(_)
        | Node::Star(_)
        | Node::Default
        | Node::Error(_) => {}
        Node::Unary(unary) => {
            let Unary { op: _, operand, depth: _ } = &**unary;
            visitor.visit_node(operand);
        }
        Node::Binary(binary) => {
            let Binary { op: _, left, right, depth: _ } = &**binary;
            visitor.visit_node(left);
            visitor.visit_node(right);
        }
        Node::Infix(infix) => {
            let Infix { symbol: _, left, right, binds: _, depth: _ } = &**infix;
            visitor.visit_node(left);
            visitor.visit_node(right);
        }
        Node::Nary(nary) => {
            let Nary { op: _, items, depth: _ } = &**nary;
            walk_all(visitor, items);
        }
        Node::Like(like) => {
            let Like { operand, pattern, escape: _, insensitive: _, negated: _, depth: _ } =
                &**like;
            visitor.visit_node(operand);
            visitor.visit_node(pattern);
        }
        Node::Search(search) => {
            let Search { operand, needle, affix: _, insensitive: _, negated: _, depth: _ } =
                &**search;
            visitor.visit_node(operand);
            visitor.visit_node(needle);
        }
        Node::In(set) => {
            let In { operand, set, negated: _, depth: _ } = &**set;
            visitor.visit_node(operand);
            match set {
                InSet::List(items) => walk_all(visitor, items),
                InSet::Query(query) => walk_query(visitor, query),
            }
        }
        Node::Between(between) => {
            let Between { operand, low, high, negated: _, depth: _ } = &**between;
            visitor.visit_node(operand);
            visitor.visit_node(low);
            visitor.visit_node(high);
        }
        Node::Case(case) => {
            let Case { operand, branches, otherwise, depth: _ } = &**case;
            operand.iter().for_each(|node| visitor.visit_node(node));
            for When { condition, result } in branches {
                visitor.visit_node(condition);
                visitor.visit_node(result);
            }
            otherwise.iter().for_each(|node| visitor.visit_node(node));
        }
        Node::Cast(cast) => {
            let Cast { operand, ty: _, or_null: _, depth: _ } = &**cast;
            visitor.visit_node(operand);
        }
        Node::Function(function) => {
            let Function { name: _, distinct: _, args, modifiers, depth: _ } = &**function;
            walk_all(visitor, args);
            if let Some(modifiers) = modifiers {
                modifiers.nodes().for_each(|node| visitor.visit_node(node));
            }
        }
        Node::Tuple(items) => walk_all(visitor, items),
        Node::Subquery(query) | Node::Exists(query) => walk_query(visitor, query),
        Node::Label(label) => {
            let Label { expr, name: _, depth: _ } = &**label;
            visitor.visit_node(expr);
        }
        Node::Raw(raw) => walk_raw(visitor, raw),
        Node::Custom(custom) => walk_all(visitor, custom.expr().children()),
        other => walk_scalar(visitor, other),
    }
}

/// The same for the nodes that are rarer, in a frame of its own.
#[inline(never)]
fn walk_scalar<V: Visit + ?Sized>(visitor: &mut V, node: &Node) {
    match node {
        Node::Temporal(temporal) => {
            let Temporal { op: _, operand, argument, kind: _, depth: _ } = &**temporal;
            visitor.visit_node(operand);
            argument.iter().for_each(|node| visitor.visit_node(node));
        }
        Node::Arrays(arrays) => {
            let Arrays { op: _, operands, element: _, depth: _ } = &**arrays;
            walk_all(visitor, operands);
        }
        Node::Ranges(ranges) => {
            let Ranges { op: _, operands, element: _, depth: _ } = &**ranges;
            walk_all(visitor, operands);
        }
        Node::Json(json) => {
            let JsonAt { op: _, operand, path: _, argument, depth: _ } = &**json;
            visitor.visit_node(operand);
            argument.iter().for_each(|node| visitor.visit_node(node));
        }
        Node::JsonBuild(build) => {
            let JsonBuild { keys: _, values, kinds: _, depth: _ } = &**build;
            walk_all(visitor, values);
        }
        Node::FullText(search) => {
            let FullText { op: _, operands, sought, syntax: _, language: _, vector: _, depth: _ } =
                &**search;
            walk_all(visitor, operands);
            visitor.visit_node(sought);
        }
        Node::Collate(collate) => {
            let Collate { operand, schema: _, name: _, depth: _ } = &**collate;
            visitor.visit_node(operand);
        }
        Node::Quantified(quantified) => {
            let Quantified { op: _, all: _, left, right, depth: _ } = &**quantified;
            visitor.visit_node(left);
            visitor.visit_node(right);
        }
        Node::Matches(matches) => {
            let Matches { operand, pattern, flags: _, negated: _, depth: _ } = &**matches;
            visitor.visit_node(operand);
            visitor.visit_node(pattern);
        }
        _ => {}
    }
}

/// Visits the parts of a SELECT, in the order of its clauses.
pub fn walk_select<V: Visit + ?Sized>(visitor: &mut V, select: &Select) {
    let Select {
        with,
        distinct: _,
        items,
        from,
        filter,
        group_by,
        having,
        order_by,
        limit,
        offset,
        rare,
        fault: _,
        depth: _,
    } = select;
    walk_with(visitor, with.as_deref());
    walk_all(visitor, items);
    from.iter().for_each(|source| visitor.visit_source(source));
    filter.iter().for_each(|node| visitor.visit_node(node));
    walk_all(visitor, group_by);
    having.iter().for_each(|node| visitor.visit_node(node));
    for Order { expr, direction: _, nulls: _ } in order_by {
        visitor.visit_node(expr);
    }
    limit.iter().for_each(|node| visitor.visit_node(node));
    offset.iter().for_each(|node| visitor.visit_node(node));
    if let Some(rare) = rare {
        rare.nodes().for_each(|node| visitor.visit_node(node));
    }
}

/// Visits the parts of an item of FROM.
pub fn walk_source<V: Visit + ?Sized>(visitor: &mut V, source: &Source) {
    match source {
        Source::Table(_) | Source::Cte(_) | Source::Error(_) => {}
        Source::Derived(derived) => {
            let Derived { query, name: _, columns: _, lateral: _ } = &**derived;
            walk_query(visitor, query);
        }
        Source::Function(function) => {
            let TableFunction { call, ordinality: _, name: _, columns: _ } = &**function;
            visitor.visit_node(call);
        }
        Source::Sample(sample) => {
            let TableSample { table: _, method: _, percent, seed } = &**sample;
            visitor.visit_node(percent);
            seed.iter().for_each(|seed| visitor.visit_node(seed));
        }
        Source::Join(joins) => {
            let Joins { first, steps, depth: _ } = &**joins;
            visitor.visit_source(first);
            for Join { kind: _, source, on } in steps {
                visitor.visit_source(source);
                match on {
                    JoinOn::Condition(on) => visitor.visit_node(on),
                    JoinOn::ForeignKey | JoinOn::Using(_) | JoinOn::Natural => {}
                }
            }
        }
        Source::Raw(raw) => walk_raw(visitor, raw),
    }
}

fn walk_clauses<V: Visit + ?Sized>(visitor: &mut V, clauses: Option<&ChangeClauses>) {
    let Some(ChangeClauses { from, set_rows, order_by, limit }) = clauses else { return };
    for RowAssignment { columns: _, query } in set_rows {
        walk_query(visitor, query);
    }
    from.iter().for_each(|source| visitor.visit_source(source));
    for Order { expr, direction: _, nulls: _ } in order_by {
        visitor.visit_node(expr);
    }
    limit.iter().for_each(|node| visitor.visit_node(node));
}

fn walk_when<V: Visit + ?Sized>(visitor: &mut V, when: &MergeWhen) {
    let MergeWhen { rows: _, condition, action } = when;
    condition.iter().for_each(|node| visitor.visit_node(node));
    match action {
        MergeAction::Nothing | MergeAction::Delete | MergeAction::InsertDefaults => {}
        MergeAction::Update(set) => set.iter().for_each(|(_, node)| visitor.visit_node(node)),
        MergeAction::Insert(insert) => {
            let MergeInsert { columns: _, overriding: _, values } = &**insert;
            walk_cells(visitor, values);
        }
    }
}

/// Visits the parts of any statement, in the order of its clauses.
pub fn walk_statement<V: Visit + ?Sized>(visitor: &mut V, statement: StatementRef<'_>) {
    match statement {
        StatementRef::Select(select) => visitor.visit_select(select),
        StatementRef::Compound(compound) => walk_compound(visitor, compound),
        StatementRef::Values(values) => walk_cells(visitor, &values.cells),
        StatementRef::Insert(insert) => {
            let Insert { with, table: _, columns: _, rows, returning, rare, fault: _, depth: _ } =
                insert;
            walk_with(visitor, with.as_deref());
            match rows {
                Rows::Values(cells) => walk_cells(visitor, cells),
                Rows::Query(query) => walk_query(visitor, query),
                Rows::Defaults(_) => {}
            }
            rare.iter().for_each(|rare| rare.nodes().for_each(|node| visitor.visit_node(node)));
            walk_all(visitor, returning);
        }
        StatementRef::Update(update) => {
            let Update {
                with,
                table: _,
                set,
                filter,
                all_rows: _,
                returning,
                rare,
                fault: _,
                depth: _,
            } = update;
            walk_with(visitor, with.as_deref());
            set.iter().for_each(|(_, node)| visitor.visit_node(node));
            walk_clauses(visitor, rare.as_deref());
            filter.iter().for_each(|node| visitor.visit_node(node));
            walk_all(visitor, returning);
        }
        StatementRef::Delete(delete) => {
            let Delete { with, table: _, filter, all_rows: _, returning, rare, fault: _, depth: _ } =
                delete;
            walk_with(visitor, with.as_deref());
            walk_clauses(visitor, rare.as_deref());
            filter.iter().for_each(|node| visitor.visit_node(node));
            walk_all(visitor, returning);
        }
        StatementRef::Merge(merge) => {
            let Merge { with, table: _, source, on, whens, returning, fault: _, depth: _ } = merge;
            walk_with(visitor, with.as_deref());
            source.iter().for_each(|source| visitor.visit_source(source));
            on.iter().for_each(|node| visitor.visit_node(node));
            whens.iter().for_each(|when| walk_when(visitor, when));
            walk_all(visitor, returning);
        }
        StatementRef::Raw(raw) => walk_raw(visitor, raw),
        StatementRef::Explain(explain) => walk_body(visitor, &explain.statement),
        StatementRef::Truncate(_)
        | StatementRef::CreateTable(_)
        | StatementRef::DropTable(_)
        | StatementRef::Fault(_) => {}
    }
}
