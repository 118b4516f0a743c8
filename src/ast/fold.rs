//! Rebuilding the tree.

use smallvec::SmallVec;

use super::custom::CustomNode;
use super::dml::deepest_cell;
use super::{
    Between, Binary, Case, Cast, Cell, Delete, Derived, Function, In, InSet, Infix, Insert, Join,
    Joins, Label, Like, Nary, Node, Nodes, Order, Query, Raw, RawPart, Rows, Search, Select,
    Shared, Source, Unary, Update, When,
};

/// A rewriting of a tree into another one. The tree itself is never changed.
///
/// Override what you replace, and call the `fold_…` function of the same name to go on into
/// its parts. A fold that replaces nothing gives an equal tree.
///
/// ```
/// use aludel::ast::{Fold, Node, fold_node};
/// use aludel::dialect::Ansi;
/// use aludel::prelude::*;
///
/// /// Prints every value into the text.
/// struct Inline;
/// impl Fold for Inline {
///     fn fold_node(&mut self, node: &Node) -> Node {
///         match node {
///             Node::Int(_) | Node::Value(_) => match node.as_value() {
///                 Some(value) => Node::literal(value.into_owned()),
///                 None => node.clone(),
///             },
///             other => fold_node(self, other),
///         }
///     }
/// }
///
/// let t = table("t");
/// let q = select(t.col("a")).filter(t.col("a").gt(1));
/// let inlined = Select::<Dynamic>::from_tree(Inline.fold_select(q.tree()).into());
/// assert_eq!(inlined.to_sql(&Ansi)?.text(), r#"SELECT "t"."a" FROM "t" WHERE "t"."a" > 1"#);
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait Fold {
    /// An expression.
    fn fold_node(&mut self, node: &Node) -> Node {
        fold_node(self, node)
    }

    /// A SELECT, also one inside an expression or in FROM.
    fn fold_select(&mut self, select: &Select) -> Select {
        fold_select(self, select)
    }

    /// An item of FROM.
    fn fold_source(&mut self, source: &Source) -> Source {
        fold_source(self, source)
    }
}

fn fold_all<F: Fold + ?Sized, L: FromIterator<Node>>(fold: &mut F, nodes: &[Node]) -> L {
    nodes.iter().map(|node| fold.fold_node(node)).collect()
}

fn fold_option<F: Fold + ?Sized>(fold: &mut F, node: Option<&Node>) -> Option<Node> {
    node.map(|node| fold.fold_node(node))
}

fn fold_query<F: Fold + ?Sized>(fold: &mut F, query: &Query) -> Query {
    match query {
        Query::Select(select) => Query::Select(Shared::new(fold.fold_select(select))),
        Query::Raw(raw) => match fold_raw(fold, raw) {
            Ok(raw) => Query::Raw(raw),
            Err(fault) => Query::Select(Shared::new(Select { fault, ..Select::default() })),
        },
    }
}

/// The raw SQL over folded holes, or the fault for one that became too deep.
fn fold_raw<F: Fold + ?Sized>(
    fold: &mut F,
    raw: &Raw,
) -> Result<Shared<Raw>, Option<Shared<super::Fault>>> {
    let Raw { parts, depth: _ } = raw;
    let parts = parts
        .iter()
        .map(|part| match part {
            RawPart::Text(_) | RawPart::Trusted(_) => part.clone(),
            RawPart::Node(node) => RawPart::Node(fold.fold_node(node)),
        })
        .collect();
    Raw::new(parts).map_err(|error| match error {
        Node::Error(fault) => Some(fault),
        _ => None,
    })
}

/// Rebuilds an expression over its folded parts.
pub fn fold_node<F: Fold + ?Sized>(fold: &mut F, node: &Node) -> Node {
    match node {
        Node::Int(_)
        | Node::Value(_)
        | Node::Literal(_)
        | Node::Bind(_)
        | Node::Column(_)
        | Node::Name(_)
        | Node::Star(_)
        | Node::Error(_) => node.clone(),
        Node::Unary(unary) => {
            let Unary { op, operand, depth: _ } = &**unary;
            Node::unary(*op, fold.fold_node(operand))
        }
        Node::Binary(binary) => {
            let Binary { op, left, right, depth: _ } = &**binary;
            Node::binary(*op, fold.fold_node(left), fold.fold_node(right))
        }
        Node::Infix(infix) => {
            let Infix { symbol, left, right, depth: _ } = &**infix;
            Node::infix(symbol, fold.fold_node(left), fold.fold_node(right))
        }
        Node::Nary(nary) => {
            let Nary { op, items, depth: _ } = &**nary;
            Node::nary(*op, fold_all::<_, Nodes>(fold, items))
        }
        Node::Like(like) => {
            let Like { operand, pattern, escape, insensitive, negated, depth: _ } = &**like;
            let (operand, pattern) = (fold.fold_node(operand), fold.fold_node(pattern));
            negate_if(*negated, Node::like(operand, pattern, *escape, *insensitive))
        }
        Node::Search(search) => {
            let Search { operand, needle, affix, insensitive, negated, depth: _ } = &**search;
            let (operand, needle) = (fold.fold_node(operand), fold.fold_node(needle));
            negate_if(*negated, Node::search(operand, needle, *affix, *insensitive))
        }
        Node::In(set) => {
            let In { operand, set, negated, depth: _ } = &**set;
            let operand = fold.fold_node(operand);
            let set = match set {
                InSet::List(items) => InSet::List(fold_all(fold, items)),
                InSet::Query(query) => InSet::Query(fold_query(fold, query)),
            };
            negate_if(*negated, Node::in_set(operand, set))
        }
        Node::Between(between) => {
            let Between { operand, low, high, negated, depth: _ } = &**between;
            let operand = fold.fold_node(operand);
            let (low, high) = (fold.fold_node(low), fold.fold_node(high));
            negate_if(*negated, Node::between(operand, low, high))
        }
        Node::Case(case) => {
            let Case { operand, branches, otherwise, depth: _ } = &**case;
            let operand = fold_option(fold, operand.as_ref());
            let branches = branches
                .iter()
                .map(|When { condition, result }| When {
                    condition: fold.fold_node(condition),
                    result: fold.fold_node(result),
                })
                .collect::<SmallVec<[When; 1]>>();
            Node::case(operand, branches, fold_option(fold, otherwise.as_ref()))
        }
        Node::Cast(cast) => {
            let Cast { operand, ty, depth: _ } = &**cast;
            Node::cast(fold.fold_node(operand), ty.clone())
        }
        Node::Function(function) => {
            let Function { name, distinct, args, depth: _ } = &**function;
            match Node::function(name.clone(), fold_all::<_, Nodes>(fold, args)) {
                Node::Function(mut call) => {
                    Shared::make_mut(&mut call).distinct = *distinct;
                    Node::Function(call)
                }
                other => other,
            }
        }
        Node::Tuple(items) => Node::tuple(fold_all(fold, items)),
        Node::Subquery(query) => Node::subquery(fold_query(fold, query)),
        Node::Exists(query) => Node::exists(fold_query(fold, query)),
        Node::Label(label) => {
            let Label { expr, name, depth: _ } = &**label;
            fold.fold_node(expr).label(name.clone())
        }
        Node::Raw(raw) => match fold_raw(fold, raw) {
            Ok(raw) => Node::Raw(raw),
            Err(fault) => fault.map_or_else(super::depth::too_deep, Node::Error),
        },
        Node::Custom(custom) => fold_custom(fold, custom),
    }
}

fn fold_custom<F: Fold + ?Sized>(fold: &mut F, custom: &Shared<CustomNode>) -> Node {
    let expr = custom.expr();
    if expr.children().is_empty() {
        return Node::Custom(custom.clone());
    }
    let children = fold_all(fold, expr.children());
    Node::custom(expr.with_children(children))
}

/// Constructors make the positive form.
fn negate_if(negated: bool, node: Node) -> Node {
    if negated { node.negate() } else { node }
}

/// Rebuilds a SELECT over its folded parts.
pub fn fold_select<F: Fold + ?Sized>(fold: &mut F, select: &Select) -> Select {
    let Select {
        distinct,
        items,
        from,
        filter,
        group_by,
        having,
        order_by,
        limit,
        offset,
        extras,
        fault,
        depth: _,
    } = select;
    let mut folded = Select {
        distinct: *distinct,
        items: fold_all(fold, items),
        from: from.iter().map(|source| fold.fold_source(source)).collect(),
        filter: fold_option(fold, filter.as_ref()),
        group_by: fold_all(fold, group_by),
        having: fold_option(fold, having.as_ref()),
        order_by: order_by
            .iter()
            .map(|Order { expr, direction, nulls }| Order {
                expr: fold.fold_node(expr),
                direction: *direction,
                nulls: *nulls,
            })
            .collect(),
        limit: fold_option(fold, limit.as_ref()),
        offset: fold_option(fold, offset.as_ref()),
        extras: extras.clone(),
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
    nodes.map(Node::depth).chain(sources).chain(orders).max().unwrap_or(0)
}

/// Rebuilds an item of FROM over its folded parts.
pub fn fold_source<F: Fold + ?Sized>(fold: &mut F, source: &Source) -> Source {
    match source {
        Source::Table(_) | Source::Error(_) => source.clone(),
        Source::Derived(derived) => {
            let Derived { query, name } = &**derived;
            let query = fold_query(fold, query);
            Source::Derived(Shared::new(Derived { query, name: name.clone() }))
        }
        Source::Join(joins) => {
            let Joins { first, steps, depth: _ } = &**joins;
            let first = fold.fold_source(first);
            steps.iter().fold(first, |chain, Join { kind, source, on }| {
                let chain = chain.join(*kind, fold.fold_source(source));
                match on {
                    Some(on) => chain.on(fold.fold_node(on)),
                    None => chain,
                }
            })
        }
        Source::Raw(raw) => match fold_raw(fold, raw) {
            Ok(raw) => Source::Raw(raw),
            Err(fault) => {
                Source::Error(fault.unwrap_or_else(|| Shared::new(super::depth::too_deep_fault())))
            }
        },
    }
}

/// Rebuilds an INSERT over its folded parts.
pub fn fold_insert<F: Fold + ?Sized>(fold: &mut F, insert: &Insert) -> Insert {
    let Insert { table, columns, rows, returning, fault, depth } = insert;
    let rows = match rows {
        Rows::Values(cells) => {
            let cells = cells.iter().map(|cell| Cell::from(fold.fold_node(&cell.to_node())));
            Rows::Values(cells.collect())
        }
        Rows::Defaults => Rows::Defaults,
    };
    let mut folded = Insert {
        table: table.clone(),
        columns: columns.clone(),
        rows,
        returning: fold_all(fold, returning),
        fault: fault.clone(),
        depth: *depth,
    };
    let deepest = match &folded.rows {
        Rows::Values(cells) => deepest_cell(cells),
        Rows::Defaults => 0,
    };
    folded.deepen(deepest.max(super::deepest(&folded.returning)));
    folded
}

/// Rebuilds an UPDATE over its folded parts.
pub fn fold_update<F: Fold + ?Sized>(fold: &mut F, update: &Update) -> Update {
    let Update { table, set, filter, all_rows, returning, fault, depth } = update;
    let mut folded = Update {
        table: table.clone(),
        set: set.iter().map(|(target, node)| (target.clone(), fold.fold_node(node))).collect(),
        filter: fold_option(fold, filter.as_ref()),
        all_rows: *all_rows,
        returning: fold_all(fold, returning),
        fault: fault.clone(),
        depth: *depth,
    };
    let nodes = folded.set.iter().map(|(_, node)| node).chain(&folded.filter);
    let deepest = nodes.chain(&folded.returning).map(Node::depth).max().unwrap_or(0);
    folded.deepen(deepest);
    folded
}

/// Rebuilds a DELETE over its folded parts.
pub fn fold_delete<F: Fold + ?Sized>(fold: &mut F, delete: &Delete) -> Delete {
    let Delete { table, filter, all_rows, returning, fault, depth } = delete;
    let mut folded = Delete {
        table: table.clone(),
        filter: fold_option(fold, filter.as_ref()),
        all_rows: *all_rows,
        returning: fold_all(fold, returning),
        fault: fault.clone(),
        depth: *depth,
    };
    let deepest = folded.filter.iter().chain(&folded.returning).map(Node::depth).max();
    folded.deepen(deepest.unwrap_or(0));
    folded
}
