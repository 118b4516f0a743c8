//! The clauses of SELECT that few queries have.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::custom::{Anchor, CustomClause, same_clauses};
use super::{Name, Node, Nodes, Window};

/// The clauses of SELECT that few queries have, together behind one pointer.
#[derive(Clone, Debug, Default)]
pub struct RareClauses {
    /// DISTINCT ON: of the rows that are equal in these, the first.
    pub distinct_on: Nodes,
    /// WINDOW: windows by name.
    pub windows: Vec<(Name, Window)>,
    /// QUALIFY: the condition over window functions.
    pub qualify: Option<Node>,
    /// WITH TIES: also the rows that ORDER BY finds equal to the last one.
    pub with_ties: bool,
    /// FETCH FIRST … PERCENT ROWS ONLY: so many of a hundred.
    pub limit_percent: Option<Node>,
    /// FOR UPDATE and its relatives.
    pub locks: Vec<Lock>,
    /// Clauses from outside this crate, each at its place.
    pub custom: Vec<(Anchor, Arc<dyn CustomClause>)>,
}

/// How strongly rows are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockStrength {
    /// FOR UPDATE
    Update,
    /// FOR NO KEY UPDATE
    NoKeyUpdate,
    /// FOR SHARE
    Share,
    /// FOR KEY SHARE
    KeyShare,
}

/// What happens where a row is locked already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LockWait {
    /// The statement waits.
    #[default]
    Wait,
    /// NOWAIT: it is an error.
    NoWait,
    /// SKIP LOCKED: the row is left out.
    SkipLocked,
}

/// `FOR strength [OF tables] [NOWAIT | SKIP LOCKED]`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lock {
    /// How strongly.
    pub strength: LockStrength,
    /// OF: the tables whose rows are locked; none means all.
    pub of: Vec<Name>,
    /// What happens where a row is locked already.
    pub wait: LockWait,
}

impl RareClauses {
    /// No clause at all.
    pub const NONE: RareClauses = RareClauses {
        distinct_on: Nodes::new_const(),
        windows: Vec::new(),
        qualify: None,
        with_ties: false,
        limit_percent: None,
        locks: Vec::new(),
        custom: Vec::new(),
    };

    /// All expressions in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        let RareClauses {
            distinct_on,
            windows,
            qualify,
            with_ties: _,
            limit_percent,
            locks: _,
            custom: _,
        } = self;
        distinct_on
            .iter()
            .chain(windows.iter().flat_map(|(_, window)| window.nodes()))
            .chain(qualify)
            .chain(limit_percent)
    }

    /// The same clauses over other expressions.
    pub(crate) fn map(&self, change: &mut dyn FnMut(&Node) -> Node) -> RareClauses {
        let RareClauses { distinct_on, windows, qualify, with_ties, limit_percent, locks, custom } =
            self;
        let named = |(name, window): &(Name, Window), change: &mut dyn FnMut(&Node) -> Node| {
            (name.clone(), window.map(change))
        };
        RareClauses {
            distinct_on: distinct_on.iter().map(&mut *change).collect(),
            windows: windows.iter().map(|window| named(window, change)).collect(),
            qualify: qualify.as_ref().map(&mut *change),
            with_ties: *with_ties,
            limit_percent: limit_percent.as_ref().map(&mut *change),
            locks: locks.clone(),
            custom: custom.clone(),
        }
    }
}

impl PartialEq for RareClauses {
    fn eq(&self, other: &Self) -> bool {
        let RareClauses { distinct_on, windows, qualify, with_ties, limit_percent, locks, custom } =
            self;
        *distinct_on == other.distinct_on
            && *windows == other.windows
            && *qualify == other.qualify
            && *with_ties == other.with_ties
            && *limit_percent == other.limit_percent
            && *locks == other.locks
            && same_clauses(custom, &other.custom)
    }
}

impl Eq for RareClauses {}

impl Hash for RareClauses {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let RareClauses { distinct_on, windows, qualify, with_ties, limit_percent, locks, custom } =
            self;
        distinct_on.hash(state);
        windows.hash(state);
        qualify.hash(state);
        with_ties.hash(state);
        limit_percent.hash(state);
        locks.hash(state);
        custom.len().hash(state);
    }
}
