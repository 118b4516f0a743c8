//! Full-text search.

use super::depth::{Branch, deepest};
use super::node::{Node, Nodes};
use super::{Name, Shared};

/// How the text of a full-text search is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FullTextSyntax {
    /// Words, all of which are to be found.
    AllWords,
    /// Words, any of which is to be found.
    AnyWord,
    /// Words that are to be found in this order, one behind the other.
    Phrase,
    /// As people write it for a search machine.
    Natural,
    /// In the database's own language.
    Native,
}

/// What is asked of a full-text search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FullTextOp {
    /// Whether it finds anything.
    Matches,
    /// How well what it finds fits: the more the better.
    Rank,
}

/// A full-text search in columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FullText {
    /// What is asked.
    pub op: FullTextOp,
    /// Where it is looked for.
    pub operands: Nodes,
    /// What is looked for.
    pub sought: Node,
    /// How that is read.
    pub syntax: FullTextSyntax,
    /// The language of the texts, as the database calls it; `None` for its own choice.
    pub language: Option<Name>,
    /// The one operand is a text that has been prepared for searches: PostgreSQL's `tsvector`.
    pub vector: bool,
    pub(crate) depth: u16,
}

impl Branch for FullText {
    fn deepest(&self) -> u16 {
        // A dialect may have to chain the operands, and to fill up each.
        self.sought.depth().max(deepest(&self.operands).saturating_add(2))
    }

    fn set_depth(&mut self, depth: u16) {
        self.depth = depth;
    }

    fn node(shared: Shared<Self>) -> Node {
        Node::FullText(shared)
    }
}

impl FullText {
    /// The search as an expression.
    #[must_use]
    pub fn into_node(self) -> Node {
        self.grow()
    }

    /// The words that are sought, as far as spaces tell them apart; `None` where they are no
    /// value. What has no letter and no digit is no word.
    #[must_use]
    pub fn words(&self) -> Option<Vec<&str>> {
        let words = self.sought.as_text()?.split_whitespace();
        Some(words.filter(|word| word.chars().any(char::is_alphanumeric)).collect())
    }
}
