//! What nobody knows.

use crate::ast::{FunctionName, Node};

/// Whether it is text or a function of which nobody knows whether it gives the same value each time.
pub(super) fn is_unknown(node: &Node) -> bool {
    match node {
        Node::Raw(_) | Node::Custom(_) => true,
        Node::Function(function) => match function.name {
            FunctionName::Portable(name) => name == "next_value",
            FunctionName::Named(_) | FunctionName::Trusted(_) => true,
        },
        _ => false,
    }
}
