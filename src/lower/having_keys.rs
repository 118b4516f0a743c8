//! HAVING over expressions of GROUP BY, where the database does not see that they are the same.

use super::grouping_sets::is_aggregate;
use crate::ast::{Fold, FunctionName, Node, Nodes, Select, fold_node};
use crate::dialect::{Features, Placeholder};
use crate::render::has_parameters;

/// The condition of HAVING in which `min(key)`, or `bool_and(key)` of a condition, stands for keys of
/// GROUP BY: in a group there is but one. `None` where no key needs it.
///
/// MySQL and MariaDB find no columns within HAVING but those that are keys or have a label
/// (<https://dev.mysql.com/doc/refman/9.4/en/group-by-handling.html>). To PostgreSQL an expression with
/// parameters, which are numbered, is another one each time.
pub(crate) fn having_keys(select: &Select, features: &Features) -> Option<Node> {
    let having = select.having.as_ref()?;
    let numbered = features.placeholder == Placeholder::Dollar;
    let needed = |key: &&Node| match key.unlabelled() {
        Node::Column(_) | Node::Name(_) => false,
        other => !features.having_keys || (numbered && has_parameters(other)),
    };
    let keys = select.group_by.iter().filter(needed).collect::<Vec<_>>();
    (!keys.is_empty()).then(|| Having { keys }.fold_node(having))
}

struct Having<'s> {
    keys: Vec<&'s Node>,
}

impl Fold for Having<'_> {
    fn fold_node(&mut self, node: &Node) -> Node {
        if self.keys.iter().any(|key| key.unlabelled() == node.unlabelled()) {
            let least = if node.is_condition() { "bool_and" } else { "min" };
            let key = Nodes::from_iter([node.unlabelled().clone()]);
            return Node::function(FunctionName::Portable(least), key);
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
