//! A mistake made while building, kept in the tree until it is compiled.

use std::sync::Arc;

/// A wrong step in a chain of builder calls.
///
/// Builders never return `Result` and never panic: the fault stays in the statement, which
/// reports it when it is compiled, with the clause in which it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    /// What is wrong.
    pub message: Arc<str>,
    /// What to do instead.
    pub help: Arc<str>,
}

impl Fault {
    /// A fault that says what is wrong and what to do instead.
    #[must_use]
    pub fn new(message: impl Into<Arc<str>>, help: impl Into<Arc<str>>) -> Self {
        Fault { message: message.into(), help: help.into() }
    }
}
