//! SQL text with holes.

use std::fmt;

use super::Name;
use super::Shared;
use super::depth;
use super::node::Node;

/// SQL text from outside the program's source, for which the caller vouches.
///
/// Text enters a statement only as a literal of the program or through this type. Never make
/// one from what a user typed: bind that as a value.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Trusted(Name);

impl Trusted {
    /// Vouches for the text.
    #[must_use]
    pub fn new(text: impl Into<Name>) -> Self {
        Trusted(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Trusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Trusted({:?})", self.0)
    }
}

/// A part of raw SQL.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RawPart {
    /// Text that the program's source holds.
    Text(&'static str),
    /// Text that somebody vouches for.
    Trusted(Trusted),
    /// An expression or a value.
    Node(Node),
}

/// SQL text with holes for expressions and values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Raw {
    /// The text and the holes, in order.
    pub parts: Vec<RawPart>,
    pub(crate) depth: u16,
}

impl Raw {
    /// Raw SQL of these parts.
    ///
    /// # Errors
    /// The error node, when a hole is nested too deep.
    pub fn new(parts: Vec<RawPart>) -> Result<Shared<Raw>, Node> {
        let deepest = parts
            .iter()
            .map(|part| match part {
                RawPart::Text(_) | RawPart::Trusted(_) => 0,
                RawPart::Node(node) => node.depth(),
            })
            .max()
            .unwrap_or(0);
        match depth::over(deepest, 1) {
            Some(depth) => Ok(Shared::new(Raw { parts, depth })),
            None => Err(depth::too_deep()),
        }
    }
}

impl Node {
    /// Raw SQL of these parts, as an expression.
    #[must_use]
    pub fn raw(parts: Vec<RawPart>) -> Node {
        Raw::new(parts).map_or_else(|error| error, Node::Raw)
    }
}
