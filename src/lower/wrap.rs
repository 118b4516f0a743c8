//! A query as a derived table with hidden columns, around which another one has its clauses.

use smallvec::smallvec;

use crate::ast::{
    Anchor, ColumnRef, Derived, Distinct, Name, Node, Nodes, Order, Orders, Qualifier, Query,
    RareClauses, Select, Shared, Source, Window, deepest,
};
use crate::error::Result;
use crate::render::{Sink, has_parameters};

/// The name of the derived table. It is all that the outer query has in FROM.
const DERIVED: Name = Name::Static("q");

/// The clause that the database lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    Qualify,
    DistinctOn,
    WithTies,
    /// None: the groups are made inside, and the rest is done outside.
    Groups,
    GroupingSets,
    Percent,
}

impl Clause {
    fn name(self) -> &'static str {
        match self {
            Clause::Qualify => "QUALIFY",
            Clause::DistinctOn => "DISTINCT ON",
            Clause::WithTies => "WITH TIES",
            Clause::Groups => "DISTINCT ON or WITH TIES",
            Clause::GroupingSets => "GROUPING SETS",
            Clause::Percent => "a limit in percent",
        }
    }
}

/// The two queries under construction.
pub(super) struct Wrapped {
    inner: Select,
    outer: Select,
    hidden: usize,
}

impl Wrapped {
    /// The query inside, with its items under names of their own; outside their columns under
    /// the items' names, and what is done after the rows are there: ORDER BY, LIMIT, DISTINCT.
    pub(super) fn new(select: &Select, without: Clause, sink: &mut Sink<'_>) -> Result<Self> {
        let rare = select.rare();
        let mut items = Nodes::new();
        let mut columns = Nodes::new();
        for (i, item) in select.items.iter().enumerate() {
            if matches!(item, Node::Star(_) | Node::Raw(_)) {
                sink.place("the select list");
                return Err(sink.unsupported(
                    &format!("{} over columns that nobody has named", without.name()),
                    "name the columns in the select list",
                ));
            }
            let name = Name::from(format!("c{}", i + 1));
            let inside = column(&name);
            columns.push(match item.output_name() {
                Some(shown) => inside.label(shown),
                None => inside,
            });
            items.push(item.clone().label(name));
        }
        let (end, inside): (Vec<_>, Vec<_>) =
            rare.custom.iter().cloned().partition(|(anchor, _)| *anchor == Anchor::End);
        let windows = rare.windows.clone();
        let inner = Select {
            with: None,
            distinct: Distinct::All,
            items,
            rare: Some(Box::new(RareClauses { windows, custom: inside, ..RareClauses::NONE })),
            order_by: Orders::new(),
            limit: None,
            offset: None,
            ..select.clone()
        };
        let mut wrapped = Wrapped { inner, outer: Select::default(), hidden: 0 };
        let distinct_on = match without {
            Clause::DistinctOn => Nodes::new(),
            _ => rare.distinct_on.iter().map(|key| wrapped.outside(key)).collect(),
        };
        let order_by =
            select.order_by.iter().map(|order| wrapped.order(order, &select.items)).collect();
        wrapped.outer = Select {
            with: select.with.clone(),
            distinct: select.distinct,
            items: columns,
            order_by,
            limit: select.limit.clone(),
            offset: select.offset.clone(),
            rare: Some(Box::new(RareClauses {
                distinct_on,
                with_ties: rare.with_ties && without != Clause::WithTies,
                limit_percent: match without {
                    Clause::Percent => None,
                    _ => rare.limit_percent.clone(),
                },
                custom: end,
                ..RareClauses::NONE
            })),
            ..Select::default()
        };
        Ok(wrapped)
    }

    /// A term of ORDER BY, outside. A bare name is first of all that of an item.
    fn order(&mut self, order: &Order, shown: &[Node]) -> Order {
        let Order { expr, direction, nulls } = order;
        let item = match expr {
            Node::Name(name) if name.qualifier.name().is_none() => shown
                .iter()
                .zip(1..)
                .find(|(item, _)| item.output_name() == Some(&name.name))
                .map(|(_, i)| column(&Name::from(format!("c{i}")))),
            _ => None,
        };
        let expr = item.unwrap_or_else(|| self.outside(expr));
        Order { expr, direction: *direction, nulls: *nulls }
    }

    /// An expression, outside: what is there already by its column, anything else by a hidden
    /// one.
    fn outside(&mut self, expr: &Node) -> Node {
        let there = self.inner.items.iter().find_map(|item| match item {
            Node::Label(label) if label.expr == *expr.unlabelled() => Some(column(&label.name)),
            _ => None,
        });
        there.unwrap_or_else(|| self.hide(expr.unlabelled().clone()))
    }

    /// The windows that the query names, for expressions over them.
    pub(super) fn ordered(order_by: &Orders) -> Window {
        let order_by = order_by
            .iter()
            .map(|order| Order { expr: order.expr.unlabelled().clone(), ..order.clone() })
            .collect();
        Window { order_by, ..Window::default() }
    }

    /// Adds a hidden column inside; the column, outside.
    pub(super) fn hide(&mut self, expr: Node) -> Node {
        self.hidden += 1;
        let name = Name::from(format!("h{}", self.hidden));
        let outside = column(&name);
        self.inner.items.push(expr.label(name));
        outside
    }

    /// The outer query, to be changed.
    pub(super) fn outer(&mut self) -> &mut Select {
        &mut self.outer
    }

    /// The query inside, as it is so far.
    pub(super) fn inner(&self) -> &Select {
        &self.inner
    }

    /// The outer query around the inner one, with a condition over the hidden columns.
    pub(super) fn filtered(self, condition: Node) -> Select {
        self.finish(Some(condition))
    }

    fn finish(mut self, condition: Option<Node>) -> Select {
        let mut inner = std::mem::take(&mut self.inner);
        inner.deepen(deepest(&inner.items));
        self.around(Query::Select(Shared::new(inner)), condition)
    }

    /// The outer query around another one of the same columns as the inner one.
    pub(super) fn around(self, query: Query, condition: Option<Node>) -> Select {
        let Wrapped { inner: _, mut outer, hidden: _ } = self;
        let depth = deepest(condition.iter().chain(&outer.items));
        outer.deepen(depth.max(query.depth()));
        outer.filter = condition;
        outer.from = smallvec![Source::Derived(Shared::new(Derived::new(query, DERIVED)))];
        outer
    }
}

/// Whether a window over the groups would have to repeat a key with parameters: with parameters
/// of its own it would be another expression.
pub(super) fn is_grouped_by_parameters(select: &Select) -> bool {
    !select.group_by.is_empty() && select.group_by.iter().any(has_parameters)
}

/// The groups inside, and outside the clauses over their columns.
pub(super) fn grouped(select: &Select, sink: &mut Sink<'_>) -> Result<Select> {
    Ok(Wrapped::new(select, Clause::Groups, sink)?.finish(None))
}

fn column(name: &Name) -> Node {
    let qualifier = Qualifier::Name(DERIVED);
    Node::Name(Shared::new(ColumnRef { qualifier, name: name.clone() }))
}
