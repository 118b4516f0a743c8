//! SELECT.

use smallvec::SmallVec;

use super::depth::{self, QUERY_DEPTH};
use super::{Fault, NaryOp, Node, Nodes, Orders, RareClauses, Shared, Source, With};

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
#[derive(Clone, Debug)]
pub struct Select {
    /// WITH.
    pub with: Option<Shared<With>>,
    /// DISTINCT.
    pub distinct: Distinct,
    /// The select list.
    pub items: Nodes,
    /// FROM. Empty: the one table of the select list, or no table at all.
    pub from: SmallVec<[Source; 1]>,
    /// WHERE.
    pub filter: Option<Node>,
    /// GROUP BY.
    pub group_by: Nodes,
    /// HAVING.
    pub having: Option<Node>,
    /// ORDER BY.
    pub order_by: Orders,
    /// LIMIT.
    pub limit: Option<Node>,
    /// OFFSET.
    pub offset: Option<Node>,
    /// The clauses that few queries have.
    pub rare: Option<Box<RareClauses>>,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

impl Default for Select {
    #[inline]
    fn default() -> Self {
        Select::EMPTY
    }
}

impl Select {
    /// A SELECT without any clause. A constant, so that starting one copies a block of bytes.
    pub const EMPTY: Select = Select {
        with: None,
        distinct: Distinct::All,
        items: SmallVec::new_const(),
        from: SmallVec::new_const(),
        filter: None,
        group_by: SmallVec::new_const(),
        having: None,
        order_by: SmallVec::new_const(),
        limit: None,
        offset: None,
        rare: None,
        fault: None,
        depth: 0,
    };

    /// A SELECT of these items and nothing else.
    #[must_use]
    pub fn of(items: impl IntoIterator<Item = Node>) -> Self {
        let items = items.into_iter().collect();
        let mut select = Select { items, ..Select::default() };
        select.deepen(super::deepest(&select.items));
        select
    }

    /// The clauses that few queries have.
    #[must_use]
    pub fn rare(&self) -> &RareClauses {
        static NONE: RareClauses = RareClauses::NONE;
        self.rare.as_deref().unwrap_or(&NONE)
    }

    /// The same, to be changed.
    pub fn rare_mut(&mut self) -> &mut RareClauses {
        self.rare.get_or_insert_default()
    }

    /// Notes how deep a part is that has just been added.
    #[inline]
    pub(crate) fn deepen(&mut self, part: u16) {
        if part > self.depth {
            self.depth = part;
            if depth::over(part, QUERY_DEPTH).is_none() {
                self.cut();
            }
        }
    }

    /// Past the cap only the mistake is kept, so that what is built on top starts from the
    /// ground again.
    #[cold]
    fn cut(&mut self) {
        *self = Select { fault: self.fault.take(), ..Select::default() };
        self.blame(depth::too_deep_fault());
    }

    /// Notes a mistake; the first one stays.
    #[cold]
    pub(crate) fn blame(&mut self, fault: Fault) {
        self.fault.get_or_insert_with(|| Shared::new(fault));
    }

    /// Adds a condition to a clause with AND.
    #[inline]
    pub(crate) fn and(slot: &mut Option<Node>, condition: Node) {
        match slot {
            None => *slot = Some(condition),
            Some(before) => before.join(NaryOp::And, condition),
        }
    }
}

impl PartialEq for Select {
    fn eq(&self, other: &Self) -> bool {
        // Destructured, so that a new clause can't be forgotten here.
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
        } = self;
        *with == other.with
            && *distinct == other.distinct
            && *items == other.items
            && *from == other.from
            && *filter == other.filter
            && *group_by == other.group_by
            && *having == other.having
            && *order_by == other.order_by
            && *limit == other.limit
            && *offset == other.offset
            && *rare == other.rare
            && *fault == other.fault
    }
}

impl Eq for Select {}

impl std::hash::Hash for Select {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
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
        } = self;
        with.hash(state);
        distinct.hash(state);
        items.hash(state);
        from.hash(state);
        filter.hash(state);
        group_by.hash(state);
        having.hash(state);
        order_by.hash(state);
        limit.hash(state);
        offset.hash(state);
        rare.hash(state);
        fault.hash(state);
    }
}
