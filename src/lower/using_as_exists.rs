//! DELETE … USING, where the database has none.

use super::subselect;
use crate::ast::{Node, Nodes, Select, Source};

/// `EXISTS (SELECT 1 FROM others WHERE condition)`: a row goes if it matches any of theirs.
pub(crate) fn using_as_exists(condition: Option<&Node>, others: &[Source]) -> Node {
    let mut items = Nodes::new();
    items.push(Node::literal(1));
    let select = Select { items, filter: condition.cloned(), ..Select::default() };
    Node::exists(subselect(select, others.to_vec(), 0))
}
