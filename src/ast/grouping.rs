//! ROLLUP, CUBE and GROUPING SETS among the keys of GROUP BY.
//!
//! They are calls in the tree, as they are in SQL's text: `ROLLUP (a, (b, c))`. A row value within
//! one is a set of keys.

use super::node::{Node, Nodes};
use super::{FunctionName, Select};

/// An element of GROUP BY that stands for several sets of keys.
///
/// SQL:2016, 7.13 *group by clause*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// ROLLUP: all keys, all but the last, … none.
    Rollup,
    /// CUBE: every subset of the keys.
    Cube,
    /// GROUPING SETS: each of the sets that are given.
    Sets,
}

/// The most sets that are looked at: more are more than PostgreSQL takes.
pub(crate) const MOST_SETS: usize = 4096;

/// A set of keys.
pub(crate) type KeySet<'n> = Vec<&'n Node>;

impl Grouping {
    /// The keywords.
    #[must_use]
    pub const fn keywords(self) -> &'static str {
        match self {
            Grouping::Rollup => "ROLLUP",
            Grouping::Cube => "CUBE",
            Grouping::Sets => "GROUPING SETS",
        }
    }

    /// The element whose keywords these are.
    pub(crate) fn of(name: &str) -> Option<Self> {
        [Grouping::Rollup, Grouping::Cube, Grouping::Sets]
            .into_iter()
            .find(|grouping| grouping.keywords() == name)
    }
}

impl Node {
    /// An element of GROUP BY over keys or sets of keys.
    #[must_use]
    pub fn grouping(grouping: Grouping, keys: impl Into<Nodes>) -> Node {
        Node::function(FunctionName::Portable(grouping.keywords()), keys)
    }

    /// The element of GROUP BY that this is, with its keys.
    pub(crate) fn as_grouping(&self) -> Option<(Grouping, &[Node])> {
        let Node::Function(function) = self else { return None };
        let FunctionName::Portable(name) = function.name else { return None };
        Grouping::of(name).map(|grouping| (grouping, &function.args[..]))
    }
}

impl Select {
    /// Whether GROUP BY has more than one set of keys.
    pub(crate) fn has_grouping_sets(&self) -> bool {
        self.group_by.iter().any(|key| key.as_grouping().is_some())
    }

    /// The sets of keys of GROUP BY: each of an element with each of the others. `None` where
    /// there are more than `most`.
    pub(crate) fn grouping_sets(&self, most: usize) -> Option<Vec<KeySet<'_>>> {
        let mut all: Vec<KeySet<'_>> = vec![Vec::new()];
        for key in &self.group_by {
            let sets = sets_of(key, most)?;
            if all.len().saturating_mul(sets.len()) > most {
                return None;
            }
            all = all
                .iter()
                .flat_map(|before| sets.iter().map(move |set| both(before, set)))
                .collect();
        }
        Some(all)
    }
}

fn add<'n>(set: &mut KeySet<'n>, key: &'n Node) {
    if !set.iter().any(|known| known.unlabelled() == key.unlabelled()) {
        set.push(key);
    }
}

fn both<'n>(before: &KeySet<'n>, set: &KeySet<'n>) -> KeySet<'n> {
    let mut both = before.clone();
    set.iter().for_each(|key| add(&mut both, key));
    both
}

/// The keys of those parts that are chosen by their positions.
fn union(parts: &[Node], chosen: impl Fn(usize) -> bool) -> KeySet<'_> {
    let mut set = Vec::new();
    for (_, part) in parts.iter().enumerate().filter(|(i, _)| chosen(*i)) {
        keys_of(part).into_iter().for_each(|key| add(&mut set, key));
    }
    set
}

fn sets_of(key: &Node, most: usize) -> Option<Vec<KeySet<'_>>> {
    let Some((grouping, keys)) = key.as_grouping() else { return Some(vec![keys_of(key)]) };
    match grouping {
        Grouping::Rollup => {
            Some((0..=keys.len()).rev().map(|length| union(keys, |i| i < length)).collect())
        }
        Grouping::Cube => {
            let count = u32::try_from(keys.len()).ok().and_then(|n| 1_usize.checked_shl(n))?;
            if count > most {
                return None;
            }
            Some((0..count).rev().map(|bits| union(keys, |i| bits >> i & 1 == 1)).collect())
        }
        Grouping::Sets => {
            let mut sets = Vec::new();
            for key in keys {
                sets.extend(sets_of(key, most)?);
            }
            Some(sets)
        }
    }
}

/// The keys of a set: those of a row value, or the one.
fn keys_of(key: &Node) -> KeySet<'_> {
    match key {
        Node::Tuple(keys) => keys.iter().collect(),
        other => vec![other],
    }
}
