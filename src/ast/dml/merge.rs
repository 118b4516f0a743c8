//! MERGE.

use super::{Cells, Overriding, Targets, deepest_cell};
use crate::ast::{Fault, Node, Nodes, Shared, Source, TableRef, Target, With};

/// `MERGE INTO table USING source ON … WHEN … THEN … RETURNING …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Merge {
    /// WITH.
    pub with: Option<Shared<With>>,
    /// The table that is changed.
    pub table: TableRef,
    /// USING: where the rows come from.
    pub source: Option<Source>,
    /// ON: which row of the table is the source's.
    pub on: Option<Node>,
    /// The WHEN clauses, in order: of those that apply to a row, the first is done.
    pub whens: Vec<MergeWhen>,
    /// RETURNING.
    pub returning: Nodes,
    /// The first mistake of the builder calls.
    pub fault: Option<Shared<Fault>>,
    pub(crate) depth: u16,
}

/// `WHEN … AND … THEN …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MergeWhen {
    /// Which rows.
    pub rows: MergeRows,
    /// AND: only those for which this holds.
    pub condition: Option<Node>,
    /// What is done with them.
    pub action: MergeAction,
}

/// Which rows a WHEN of a MERGE is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MergeRows {
    /// MATCHED: rows of the table that a row of the source matches.
    Matched,
    /// NOT MATCHED: rows of the source that match no row of the table.
    NotMatched,
    /// NOT MATCHED BY SOURCE: rows of the table that no row of the source matches.
    NotMatchedBySource,
}

/// What a WHEN of a MERGE does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MergeAction {
    /// DO NOTHING: the row stays as it is, or is left out.
    Nothing,
    /// UPDATE, with the assignments in order.
    Update(Vec<(Target, Node)>),
    /// DELETE.
    Delete,
    /// INSERT of values.
    Insert(Box<MergeInsert>),
    /// INSERT DEFAULT VALUES.
    InsertDefaults,
}

/// `INSERT (columns) VALUES (…)` in a MERGE: one row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MergeInsert {
    /// The columns that get a value.
    pub columns: Targets,
    /// OVERRIDING: what becomes of given values for generated columns.
    pub overriding: Option<Overriding>,
    /// The values, one for each column.
    pub values: Cells,
}

impl Merge {
    /// The depth of its deepest part, that of its WITH aside.
    pub(crate) fn deepest(&self) -> u16 {
        let nodes = self.on.iter().chain(&self.returning).map(Node::depth);
        let source = self.source.iter().map(Source::depth);
        nodes.chain(source).chain(self.whens.iter().map(MergeWhen::depth)).max().unwrap_or(0)
    }
}

impl MergeWhen {
    /// The depth of its deepest expression.
    pub(crate) fn depth(&self) -> u16 {
        let MergeWhen { rows: _, condition, action } = self;
        let action = match action {
            MergeAction::Nothing | MergeAction::Delete | MergeAction::InsertDefaults => 0,
            MergeAction::Update(set) => {
                set.iter().map(|(_, value)| value.depth()).max().unwrap_or(0)
            }
            MergeAction::Insert(insert) => deepest_cell(&insert.values),
        };
        condition.as_ref().map_or(0, Node::depth).max(action)
    }
}
