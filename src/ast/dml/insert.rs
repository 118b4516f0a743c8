//! INSERT.

use smallvec::SmallVec;

use super::InsertClauses;
use crate::ast::{Fault, Node, Nodes, Query, Shared, TableRef, Target, With};
use crate::value::Value;

/// What an INSERT inserts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rows {
    /// Rows of cells, one after the other in one flat vector: as many cells a row as the
    /// INSERT has columns.
    Values(Cells),
    /// The rows of a query.
    Query(Query),
    /// So many rows of nothing but defaults.
    Defaults(usize),
}

/// The cells of rows, one row after the other; those of one row of up to six columns are held in
/// place.
pub type Cells = SmallVec<[Cell; 6]>;

/// Columns that are assigned to; up to six are held in place.
pub type Targets = SmallVec<[Target; 6]>;

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

/// `INSERT INTO table (columns) VALUES … ON CONFLICT … RETURNING …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Insert {
    /// WITH.
    pub with: Option<Shared<With>>,
    /// The table.
    pub table: TableRef,
    /// The columns that get a value.
    pub columns: Targets,
    /// The rows.
    pub rows: Rows,
    /// RETURNING.
    pub returning: Nodes,
    /// What few INSERTs have.
    pub rare: Option<Box<InsertClauses>>,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

impl Insert {
    /// What few INSERTs have.
    #[must_use]
    #[inline]
    pub fn rare(&self) -> &InsertClauses {
        static NONE: InsertClauses = InsertClauses::NONE;
        self.rare.as_deref().unwrap_or(&NONE)
    }

    /// What few INSERTs have, to be changed.
    pub(crate) fn rare_mut(&mut self) -> &mut InsertClauses {
        self.rare.get_or_insert_default()
    }
}
