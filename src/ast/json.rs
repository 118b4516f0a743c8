//! JSON: what is at a path of a document, and documents that are built.

use super::depth::Branch;
use super::node::Node;
use crate::value::{Kind, SharedStr};

/// A step of a path into a JSON document. It is data: no key is read as a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonStep {
    /// A member of an object, by its key.
    Key(SharedStr),
    /// An element of an array, from 0.
    Index(u32),
}

/// What is done with what is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonOp {
    /// It is given as JSON.
    Get,
    /// As text: a string without its quotes.
    Text,
    /// As an integer; NULL if it is none.
    Int,
    /// As a float; NULL if it is no number.
    Float,
    /// As a boolean; NULL if it is none.
    Bool,
    /// Whether there is anything.
    Exists,
    /// Whether it contains another document.
    Contains,
    /// It is set to another document.
    Set,
}

/// What is at a path of a JSON document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JsonAt {
    /// What is done with it.
    pub op: JsonOp,
    /// The document.
    pub operand: Node,
    /// The path, from the outside in.
    pub path: Vec<JsonStep>,
    /// The other document.
    pub argument: Option<Node>,
    pub(crate) depth: u16,
}

/// A JSON object or array that is built of expressions. Dialects see no types, so it says of
/// what kind each is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JsonBuild {
    /// The keys of an object, as many as there are values; `None` for an array.
    pub keys: Option<Vec<SharedStr>>,
    /// The values.
    pub values: Vec<Node>,
    /// Of what kind each value is.
    pub kinds: Vec<Kind>,
    pub(crate) depth: u16,
}

impl Node {
    /// What is at a path of a JSON document.
    #[must_use]
    pub fn json(op: JsonOp, operand: Node, path: Vec<JsonStep>, argument: Option<Node>) -> Node {
        if op == JsonOp::Set && path.is_empty() {
            return Node::error(
                "json_set without a path",
                "say which member or element is set, or take the other document itself",
            );
        }
        JsonAt { op, operand, path, argument, depth: 0 }.grow()
    }

    /// A JSON object or array.
    #[must_use]
    pub fn json_build(keys: Option<Vec<SharedStr>>, values: Vec<Node>, kinds: Vec<Kind>) -> Node {
        JsonBuild { keys, values, kinds, depth: 0 }.grow()
    }
}
