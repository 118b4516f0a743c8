//! Queries: what gives rows.

use smallvec::SmallVec;

use super::depth::{self, QUERY_DEPTH};
use super::{Cells, Fault, Node, Orders, Raw, Select, Shared, With, deepest_cell};

/// A query: what gives rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Query {
    /// A SELECT.
    Select(Shared<Select>),
    /// UNION, INTERSECT, EXCEPT.
    Compound(Shared<Compound>),
    /// VALUES.
    Values(Shared<Values>),
    /// Raw SQL.
    Raw(Shared<Raw>),
}

/// How the rows of two queries are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetOp {
    /// The rows of both.
    Union,
    /// The rows that both have.
    Intersect,
    /// The rows that only the first has.
    Except,
}

/// One step of a chain of set operations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Arm {
    /// How its rows are combined with those before it.
    pub op: SetOp,
    /// ALL: equal rows are counted, not merged.
    pub all: bool,
    /// The query.
    pub query: Query,
}

/// `first UNION a INTERSECT b … ORDER BY … LIMIT …`, each step over all before it: unlike in
/// SQL's text, INTERSECT is not done first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Compound {
    /// WITH.
    pub with: Option<Shared<With>>,
    /// The first query.
    pub first: Query,
    /// What is combined with it, step by step.
    pub arms: SmallVec<[Arm; 1]>,
    /// ORDER BY of the whole, by the names of the first query's columns.
    pub order_by: Orders,
    /// LIMIT of the whole.
    pub limit: Option<Node>,
    /// OFFSET of the whole.
    pub offset: Option<Node>,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

/// `VALUES (…), (…)`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Values {
    /// How many columns there are.
    pub width: usize,
    /// The rows, one after the other in one flat vector.
    pub cells: Cells,
    pub(crate) depth: u16,
}

impl Query {
    /// How many levels the query has, as an operand.
    #[must_use]
    pub fn depth(&self) -> u16 {
        let inner = match self {
            Query::Select(select) => select.depth,
            Query::Compound(compound) => compound.depth,
            Query::Values(values) => values.depth,
            Query::Raw(raw) => raw.depth,
        };
        inner.saturating_add(QUERY_DEPTH)
    }

    /// This query and one more, combined. A chain of steps stays one node.
    #[must_use]
    pub fn combine(self, op: SetOp, all: bool, query: Query) -> Query {
        let (added, mut before) = (query.depth(), 0);
        let mut compound = match self {
            // What it is limited to would be another thing over one more step.
            Query::Compound(compound) if compound.is_bare() => compound,
            first => {
                before = first.depth();
                Shared::new(Compound {
                    with: None,
                    first,
                    arms: SmallVec::new(),
                    order_by: Orders::new(),
                    limit: None,
                    offset: None,
                    fault: None,
                    depth: 0,
                })
            }
        };
        let tree = Shared::make_mut(&mut compound);
        tree.arms.push(Arm { op, all, query });
        // The query on the left nests too.
        tree.deepen(added.max(before));
        Query::Compound(compound)
    }
}

impl Compound {
    /// Whether it is a chain and nothing else.
    fn is_bare(&self) -> bool {
        self.with.is_none()
            && self.order_by.is_empty()
            && self.limit.is_none()
            && self.offset.is_none()
    }

    /// Notes how deep a part is that has just been added.
    pub(crate) fn deepen(&mut self, part: u16) {
        self.depth = self.depth.max(part);
        if depth::over(part, QUERY_DEPTH).is_none() {
            self.cut();
        }
    }

    /// Past the cap only the mistake is kept, so that what is built on top starts from the
    /// ground again.
    #[cold]
    fn cut(&mut self) {
        *self = Compound {
            with: None,
            first: Query::Select(Shared::default()),
            arms: SmallVec::new(),
            order_by: Orders::new(),
            limit: None,
            offset: None,
            fault: self.fault.take(),
            depth: 0,
        };
        self.blame(depth::too_deep_fault());
    }

    /// Notes a mistake; the first one stays.
    pub(crate) fn blame(&mut self, fault: Fault) {
        self.fault.get_or_insert_with(|| Shared::new(fault));
    }
}

impl Values {
    /// Rows of so many columns.
    ///
    /// # Errors
    /// When there are none, or the cells do not fill their rows.
    pub fn new(width: usize, cells: Cells) -> Result<Shared<Values>, Fault> {
        if cells.is_empty() || width == 0 || !cells.len().is_multiple_of(width) {
            return Err(Fault::new(
                format!("{} values do not make rows of {width} columns", cells.len()),
                "give VALUES at least one row, and every row a value for each column",
            ));
        }
        let depth = deepest_cell(&cells);
        if depth::over(depth, QUERY_DEPTH).is_none() {
            return Err(depth::too_deep_fault());
        }
        Ok(Shared::new(Values { width, cells, depth }))
    }
}
