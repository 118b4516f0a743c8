//! INSERT, UPDATE and DELETE.

use super::depth::{self, QUERY_DEPTH};
use super::{Fault, Node, Nodes, Query, Shared, TableRef, Target, With};
use crate::value::Value;

/// What an INSERT inserts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rows {
    /// Rows of cells, one after the other in one flat vector: as many cells a row as the
    /// INSERT has columns.
    Values(Vec<Cell>),
    /// The rows of a query.
    Query(Query),
    /// One row of nothing but defaults.
    Defaults,
}

/// What one column of one row gets. Unlike in a [`Node`], a value of any kind is held in place:
/// many rows are one flat vector.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// A value, bound as a parameter.
    Value(Value),
    /// Any other expression.
    Expr(Node),
}

impl Cell {
    /// How many levels the expression has; a value has 0.
    #[must_use]
    #[inline]
    pub fn depth(&self) -> u16 {
        match self {
            Cell::Value(_) => 0,
            Cell::Expr(node) => node.depth(),
        }
    }

    /// The cell as an expression.
    #[must_use]
    pub fn to_node(&self) -> Node {
        match self {
            Cell::Value(value) => Node::value(value.clone()),
            Cell::Expr(node) => node.clone(),
        }
    }
}

/// The depth of the deepest of some cells.
#[inline]
pub(crate) fn deepest_cell(cells: &[Cell]) -> u16 {
    cells.iter().map(Cell::depth).max().unwrap_or(0)
}

impl From<Node> for Cell {
    #[inline]
    fn from(node: Node) -> Self {
        match node {
            Node::Int(value) => Cell::Value(Value::Int(value)),
            Node::Value(value) => Cell::Value(Shared::into_inner(value)),
            other => Cell::Expr(other),
        }
    }
}

/// `INSERT INTO table (columns) VALUES … RETURNING …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Insert {
    /// WITH.
    pub with: Option<Shared<With>>,
    /// The table.
    pub table: TableRef,
    /// The columns that get a value.
    pub columns: Vec<Target>,
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
    /// WITH.
    pub with: Option<Shared<With>>,
    /// The table.
    pub table: TableRef,
    /// The assignments, in order.
    pub set: Vec<(Target, Node)>,
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
    /// WITH.
    pub with: Option<Shared<With>>,
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
                        // Statements nest within each other by their WITH alone.
                        self.with = None;
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
