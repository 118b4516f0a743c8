//! SELECT.

use std::sync::Arc;

use smallvec::SmallVec;

use super::custom::{Anchor, CustomClause, same_clauses};
use super::depth::{self, QUERY_DEPTH};
use super::{Fault, NaryOp, Node, Order, Raw, Source};

/// A query: what gives rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Query {
    /// A SELECT.
    Select(Arc<Select>),
    /// Raw SQL.
    Raw(Arc<Raw>),
}

/// Which rows of equal content are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Distinct {
    /// All of them.
    #[default]
    All,
    /// One of each.
    Distinct,
}

/// A SELECT, as its ordered clauses.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// DISTINCT.
    pub distinct: Distinct,
    /// The select list.
    pub items: Vec<Node>,
    /// FROM. Empty: the one table of the select list, or no table at all.
    pub from: SmallVec<[Source; 1]>,
    /// WHERE.
    pub filter: Option<Node>,
    /// GROUP BY.
    pub group_by: Vec<Node>,
    /// HAVING.
    pub having: Option<Node>,
    /// ORDER BY.
    pub order_by: Vec<Order>,
    /// LIMIT.
    pub limit: Option<Node>,
    /// OFFSET.
    pub offset: Option<Node>,
    /// Clauses from outside this crate, each at its place.
    pub extras: Vec<(Anchor, Arc<dyn CustomClause>)>,
    /// The first mistake of the builder calls.
    pub fault: Option<Arc<Fault>>,
    pub(crate) depth: u16,
}

impl Select {
    /// A SELECT of these items and nothing else.
    #[inline]
    #[must_use]
    pub fn of(items: Vec<Node>) -> Self {
        let depth = super::deepest_of(&items);
        let mut select = Select { items, ..Select::default() };
        select.deepen(depth);
        select
    }

    /// Notes how deep a part is that was just added.
    #[inline]
    pub(crate) fn deepen(&mut self, part: u16) {
        if part > self.depth {
            self.depth = part;
            if depth::over(part, QUERY_DEPTH).is_none() {
                self.blame(depth::too_deep_fault());
            }
        }
    }

    /// Notes a mistake; the first one stays.
    #[cold]
    pub(crate) fn blame(&mut self, fault: Fault) {
        self.fault.get_or_insert_with(|| Arc::new(fault));
    }

    /// Adds a condition to a clause with AND.
    pub(crate) fn and(slot: &mut Option<Node>, condition: Node) {
        *slot = Some(match slot.take() {
            None => condition,
            Some(before) => before.joined(NaryOp::And, condition),
        });
    }
}

impl PartialEq for Select {
    fn eq(&self, other: &Self) -> bool {
        // Destructured, so that a new clause can't be forgotten here.
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
        } = self;
        *distinct == other.distinct
            && *items == other.items
            && *from == other.from
            && *filter == other.filter
            && *group_by == other.group_by
            && *having == other.having
            && *order_by == other.order_by
            && *limit == other.limit
            && *offset == other.offset
            && same_clauses(extras, &other.extras)
            && *fault == other.fault
    }
}

impl Eq for Select {}

impl std::hash::Hash for Select {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
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
        } = self;
        distinct.hash(state);
        items.hash(state);
        from.hash(state);
        filter.hash(state);
        group_by.hash(state);
        having.hash(state);
        order_by.hash(state);
        limit.hash(state);
        offset.hash(state);
        extras.len().hash(state);
        fault.hash(state);
    }
}
