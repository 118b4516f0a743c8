//! UPDATE and DELETE.

use super::Targets;
use crate::ast::{Fault, Node, Nodes, Order, Query, Shared, Source, TableRef, Target, With};

/// `UPDATE table SET … FROM … WHERE … RETURNING …`.
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
    /// What few of them have.
    pub rare: Option<Box<ChangeClauses>>,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

/// `DELETE FROM table USING … WHERE … RETURNING …`.
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
    /// What few of them have.
    pub rare: Option<Box<ChangeClauses>>,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

/// The clauses that few UPDATEs and DELETEs have, together behind one pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ChangeClauses {
    /// FROM of an UPDATE, USING of a DELETE: the other tables.
    pub from: Vec<Source>,
    /// SET of several columns at once, behind the others. An UPDATE's.
    pub set_rows: Vec<RowAssignment>,
    /// ORDER BY: which rows come first, where there is a limit.
    pub order_by: Vec<Order>,
    /// LIMIT: the most rows.
    pub limit: Option<Node>,
}

/// `(a, b) = (SELECT …)` in SET.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowAssignment {
    /// The columns.
    pub columns: Targets,
    /// The query, whose one row has a value for each; no row is a row of NULLs.
    pub query: Query,
}

impl ChangeClauses {
    /// No clause at all.
    pub const NONE: ChangeClauses =
        ChangeClauses { from: Vec::new(), set_rows: Vec::new(), order_by: Vec::new(), limit: None };

    /// The deepest of its parts.
    pub(crate) fn depth(&self) -> u16 {
        let ChangeClauses { from, set_rows, order_by, limit } = self;
        let rows = set_rows.iter().map(|row| row.query.depth());
        let sources = from.iter().map(Source::depth).chain(rows);
        let nodes = order_by.iter().map(|order| &order.expr).chain(limit).map(Node::depth);
        sources.chain(nodes).max().unwrap_or(0)
    }
}

macro_rules! rare_clauses {
    ($($statement:ident),+) => {$(
        impl $statement {
            /// The clauses that few have.
            #[must_use]
            pub fn rare(&self) -> &ChangeClauses {
                static NONE: ChangeClauses = ChangeClauses::NONE;
                self.rare.as_deref().unwrap_or(&NONE)
            }

            /// The clauses that few have, to be changed.
            pub(crate) fn rare_mut(&mut self) -> &mut ChangeClauses {
                self.rare.get_or_insert_default()
            }
        }
    )+};
}

rare_clauses!(Update, Delete);
