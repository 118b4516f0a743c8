//! The keys of GROUP BY.

use super::Sink;
use crate::ast::{Grouping, Node, Select, Visit, walk_node};
use crate::error::{ErrorKind, Result};

/// ` GROUP BY keys`
pub(super) fn group_by(select: &Select, sink: &mut Sink<'_>) -> Result<()> {
    sink.place("GROUP BY");
    sink.push(" GROUP BY ");
    keys(&select.group_by, &select.items, sink)
}

fn keys(keys: &[Node], items: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    for (i, key) in keys.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        match (key.as_grouping(), key) {
            (Some((grouping, keys)), _) => element(grouping, keys, items, sink)?,
            (None, Node::Tuple(set)) => {
                sink.push("(");
                self::keys(set, items, sink)?;
                sink.push(")");
            }
            (None, key) => self::key(key, items, sink)?,
        }
    }
    Ok(())
}

/// `ROLLUP (keys)`
fn element(grouping: Grouping, keys: &[Node], items: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    if keys.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, format!("{} without keys", grouping.keywords()))
            .with_help("name the columns or expressions that are grouped by"));
    }
    sink.push(grouping.keywords());
    sink.push(" (");
    self::keys(keys, items, sink)?;
    sink.push(")");
    Ok(())
}

fn key(key: &Node, items: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    match (position_of(key, items), key.unlabelled()) {
        (Some(position), _) => {
            sink.push_number(position);
            Ok(())
        }
        // A bare number would be taken for a position.
        (None, Node::Int(_) | Node::Value(_) | Node::Literal(_)) => Err(sink
            .error(ErrorKind::Invalid, "a value groups nothing")
            .with_help("group by a column or an expression, or leave it out")),
        (None, _) => sink.node(key),
    }
}

/// The position, from 1, of an expression with parameters in the select list.
///
/// Written out twice it would have other parameters each time, and PostgreSQL would not see
/// that both are the same.
pub(super) fn position_of(key: &Node, items: &[Node]) -> Option<u64> {
    if matches!(key, Node::Column(_) | Node::Name(_)) || !has_parameters(key) {
        return None;
    }
    // Under whatever name: a query that is in another shape has names of its own.
    let index = items.iter().position(|item| item.unlabelled() == key.unlabelled())?;
    u64::try_from(index + 1).ok()
}

pub(crate) fn has_parameters(node: &Node) -> bool {
    struct Finder(bool);
    impl Visit for Finder {
        fn visit_node(&mut self, node: &Node) {
            match node {
                Node::Int(_) | Node::Value(_) | Node::Bind(_) => self.0 = true,
                other => walk_node(self, other),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_node(node);
    finder.0
}

impl Sink<'_> {
    /// Refuses what belongs to GROUP BY elsewhere, and `grouping()` where the database has none.
    pub(super) fn check_grouping(&self, name: &str) -> Result<()> {
        if Grouping::of(name).is_some() {
            return Err(self
                .error(ErrorKind::Invalid, format!("{name} stands outside of GROUP BY"))
                .with_help("put it into .group_by(…)"));
        }
        if name == "grouping" && !self.features().grouping_sets {
            return Err(self.unsupported(
                "grouping() in a query without ROLLUP, CUBE or GROUPING SETS",
                "leave it out: it is 0",
            ));
        }
        Ok(())
    }
}
