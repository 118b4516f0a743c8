//! HAVING over expressions of GROUP BY, where it sees columns and aggregates alone.

use super::grouping_sets::is_aggregate;
use crate::ast::{Fold, FunctionName, Node, Nodes, Select, fold_node};

/// The condition of HAVING in which `min(key)` stands for each key of GROUP BY that is no column: in a
/// group there is but one. `None` where there is no such key.
///
/// MySQL and MariaDB find no columns within HAVING but those that are keys or have a label:
/// <https://dev.mysql.com/doc/refman/9.4/en/group-by-handling.html>
pub(crate) fn having_keys(select: &Select) -> Option<Node> {
    let having = select.having.as_ref()?;
    let is_column = |key: &&Node| matches!(key.unlabelled(), Node::Column(_) | Node::Name(_));
    let keys = select.group_by.iter().filter(|key| !is_column(key)).collect::<Vec<_>>();
    (!keys.is_empty()).then(|| Having { keys }.fold_node(having))
}

struct Having<'s> {
    keys: Vec<&'s Node>,
}

impl Fold for Having<'_> {
    fn fold_node(&mut self, node: &Node) -> Node {
        if self.keys.iter().any(|key| key.unlabelled() == node.unlabelled()) {
            let key = Nodes::from_iter([node.unlabelled().clone()]);
            return Node::function(FunctionName::Portable("min"), key);
        }
        match node {
            Node::Function(function) => match function.name {
                FunctionName::Portable(name) if !is_aggregate(name) => fold_node(self, node),
                // What a function by its name does with its arguments is not known.
                _ => node.clone(),
            },
            // It has groups of its own.
            Node::Subquery(_) | Node::Exists(_) => node.clone(),
            other => fold_node(self, other),
        }
    }
}
