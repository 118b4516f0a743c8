//! What an INSERT does with rows that are there already, and how it is spelled otherwise.

use crate::ast::{Name, Node, Nodes, Target, Targets};

/// What few INSERTs have, together behind one pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct InsertClauses {
    /// The word that it starts with.
    pub verb: InsertVerb,
    /// ON CONFLICT and its relatives, in order.
    pub conflicts: Vec<Conflict>,
    /// OVERRIDING: what becomes of given values for generated columns.
    pub overriding: Option<Overriding>,
}

/// How an INSERT starts. All but the first are a database's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InsertVerb {
    /// INSERT
    #[default]
    Insert,
    /// `INSERT OR ROLLBACK`: a violated constraint ends the transaction. SQLite.
    OrRollback,
    /// `INSERT OR ABORT`: a violated constraint undoes the statement, as ever. SQLite.
    OrAbort,
    /// `INSERT OR FAIL`: a violated constraint leaves the rows that came before. SQLite.
    OrFail,
    /// `INSERT OR IGNORE`: rows that violate a unique, NOT NULL or CHECK constraint are left out.
    /// SQLite.
    OrIgnore,
    /// `INSERT OR REPLACE`: rows that are in the way are deleted. SQLite.
    OrReplace,
    /// `INSERT IGNORE`: errors become warnings, also those about values that don't fit, which are
    /// cut or replaced. MySQL and MariaDB.
    Ignore,
    /// `REPLACE`: rows that are in the way are deleted. MySQL, MariaDB and SQLite.
    Replace,
}

/// What becomes of values that are given for columns which the database generates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overriding {
    /// OVERRIDING SYSTEM VALUE: they are taken.
    SystemValue,
    /// OVERRIDING USER VALUE: they are not.
    UserValue,
}

/// `ON CONFLICT target DO action`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// With which rows.
    pub target: ConflictTarget,
    /// What is done.
    pub action: ConflictAction,
}

/// Which constraint a row must violate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConflictTarget {
    /// Any unique key.
    Any,
    /// The unique key of these columns; of a partial index, the condition of the index.
    Key {
        /// The columns.
        columns: Targets,
        /// The index's WHERE.
        filter: Option<Node>,
    },
    /// The unique index of these terms; of a partial index, the condition of the index.
    Index {
        /// Its columns and expressions.
        terms: Nodes,
        /// The index's WHERE.
        filter: Option<Node>,
    },
    /// The constraint of this name.
    Constraint(Name),
}

/// What is done about a row that is there already.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConflictAction {
    /// Nothing: the new row is left out.
    Nothing,
    /// The row that is there is changed.
    Update {
        /// The assignments, in order.
        set: Vec<(Target, Node)>,
        /// WHERE: only if this holds; otherwise the new row is left out.
        filter: Option<Node>,
    },
}

impl InsertClauses {
    /// Nothing at all.
    pub const NONE: InsertClauses =
        InsertClauses { verb: InsertVerb::Insert, conflicts: Vec::new(), overriding: None };

    /// All expressions in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        let InsertClauses { verb: _, conflicts, overriding: _ } = self;
        conflicts.iter().flat_map(|conflict| conflict.target.nodes().chain(conflict.action.nodes()))
    }

    /// The same clauses over other expressions.
    pub(crate) fn map(&self, change: &mut dyn FnMut(&Node) -> Node) -> InsertClauses {
        let InsertClauses { verb, conflicts, overriding } = self;
        let conflicts = conflicts.iter().map(|conflict| {
            let Conflict { target, action } = conflict;
            Conflict { target: target.map(change), action: action.map(change) }
        });
        InsertClauses { verb: *verb, conflicts: conflicts.collect(), overriding: *overriding }
    }
}

impl ConflictTarget {
    fn nodes(&self) -> impl Iterator<Item = &Node> {
        let (terms, filter) = match self {
            ConflictTarget::Any | ConflictTarget::Constraint(_) => (&[][..], None),
            ConflictTarget::Key { columns: _, filter } => (&[][..], filter.as_ref()),
            ConflictTarget::Index { terms, filter } => (&terms[..], filter.as_ref()),
        };
        terms.iter().chain(filter)
    }

    fn map(&self, change: &mut dyn FnMut(&Node) -> Node) -> ConflictTarget {
        match self {
            ConflictTarget::Any | ConflictTarget::Constraint(_) => self.clone(),
            ConflictTarget::Key { columns, filter } => ConflictTarget::Key {
                columns: columns.clone(),
                filter: filter.as_ref().map(change),
            },
            ConflictTarget::Index { terms, filter } => ConflictTarget::Index {
                terms: terms.iter().map(&mut *change).collect(),
                filter: filter.as_ref().map(change),
            },
        }
    }
}

impl ConflictAction {
    fn nodes(&self) -> impl Iterator<Item = &Node> {
        let (set, filter) = match self {
            ConflictAction::Nothing => (&[][..], None),
            ConflictAction::Update { set, filter } => (&set[..], filter.as_ref()),
        };
        set.iter().map(|(_, value)| value).chain(filter)
    }

    fn map(&self, change: &mut dyn FnMut(&Node) -> Node) -> ConflictAction {
        match self {
            ConflictAction::Nothing => ConflictAction::Nothing,
            ConflictAction::Update { set, filter } => ConflictAction::Update {
                set: set.iter().map(|(target, value)| (target.clone(), change(value))).collect(),
                filter: filter.as_ref().map(change),
            },
        }
    }
}
