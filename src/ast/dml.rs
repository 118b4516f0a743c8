//! INSERT, UPDATE and DELETE.

use super::depth::{self, QUERY_DEPTH};
use super::{Fault, Name, Node, Nodes, Shared, TableRef};

/// What an INSERT inserts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rows {
    /// Rows of values, one after the other in one flat vector: as many values a row as the
    /// INSERT has columns.
    Values(Vec<Node>),
    /// One row of nothing but defaults.
    Defaults,
}

/// `INSERT INTO table (columns) VALUES … RETURNING …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Insert {
    /// The table.
    pub table: TableRef,
    /// The columns that get a value.
    pub columns: Vec<Name>,
    /// The rows.
    pub rows: Rows,
    /// RETURNING.
    pub returning: Nodes,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

/// `UPDATE table SET … WHERE … RETURNING …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Update {
    /// The table.
    pub table: TableRef,
    /// The assignments, in order.
    pub set: Vec<(Name, Node)>,
    /// WHERE.
    pub filter: Option<Node>,
    /// No WHERE is meant: every row is changed.
    pub all_rows: bool,
    /// RETURNING.
    pub returning: Nodes,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

/// `DELETE FROM table WHERE … RETURNING …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Delete {
    /// The table.
    pub table: TableRef,
    /// WHERE.
    pub filter: Option<Node>,
    /// No WHERE is meant: every row goes.
    pub all_rows: bool,
    /// RETURNING.
    pub returning: Nodes,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

/// What the three statements have in common.
macro_rules! notes_depth_and_faults {
    ($($statement:ident),+) => {$(
        impl $statement {
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
            pub(crate) fn blame(&mut self, fault: Fault) {
                self.fault.get_or_insert_with(|| Shared::new(fault));
            }
        }
    )+};
}

notes_depth_and_faults!(Insert, Update, Delete);
