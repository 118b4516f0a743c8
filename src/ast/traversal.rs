//! SEARCH and CYCLE: how a recursive common table expression goes through a graph.

use super::Name;

/// What stands behind a recursive common table expression.
///
/// SQL:2016, 7.18 *search or cycle clause*.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Traversal {
    /// SEARCH.
    pub search: Option<SearchOrder>,
    /// CYCLE.
    pub cycle: Option<Cycle>,
}

/// `SEARCH DEPTH|BREADTH FIRST BY columns SET column`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SearchOrder {
    /// DEPTH FIRST; otherwise BREADTH FIRST.
    pub depth_first: bool,
    /// The columns by which rows of one level are ordered.
    pub by: Vec<Name>,
    /// The column that is added, to be ordered by.
    pub column: Name,
}

/// What ends a circle.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cycle {
    /// `CYCLE columns SET mark USING path`: the row that closes a circle is there, and marked.
    Mark {
        /// The columns that are equal in rows of which one closes a circle.
        by: Vec<Name>,
        /// The boolean column that is added.
        mark: Name,
        /// The column that is added for the rows on the way.
        path: Name,
    },
    /// `CYCLE columns RESTRICT`: a row that is there already is not taken again.
    Restrict {
        /// The columns that are equal in rows of which one closes a circle.
        by: Vec<Name>,
    },
}

impl Traversal {
    /// The columns that it adds.
    pub(crate) fn columns(&self) -> Vec<Name> {
        let mut columns: Vec<Name> =
            self.search.iter().map(|search| search.column.clone()).collect();
        if let Some(Cycle::Mark { by: _, mark, path }) = &self.cycle {
            columns.extend([mark.clone(), path.clone()]);
        }
        columns
    }
}
