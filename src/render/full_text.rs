//! Full-text search.

use super::Sink;
use crate::ast::FullText;
use crate::error::{Error, Result};

/// The standard has none.
pub(crate) fn full_text(_: &FullText, sink: &mut Sink<'_>) -> Result<()> {
    Err(sink.unsupported("a full-text search", "search with .contains(…) or .like(…)"))
}

impl Sink<'_> {
    /// The error for words that only the database knows, where they must be told apart here.
    #[must_use]
    pub fn unknown_words(&self) -> Error {
        self.unsupported(
            "a full-text search for the words of an expression",
            "give the words as a value, or search in the database's own language with .native(…)",
        )
    }
}
