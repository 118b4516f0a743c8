//! EXPLAIN.

use super::CteBody;

/// `EXPLAIN [ANALYZE] statement`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Explain {
    /// What is explained.
    pub statement: CteBody,
    /// ANALYZE: it is run, and what it took is told.
    pub analyze: bool,
    /// VERBOSE: more is told.
    pub verbose: bool,
    /// The plan is JSON; otherwise it is what the database tells people.
    pub json: bool,
    /// Options of one dialect, by its name.
    pub options: Vec<(&'static str, &'static str)>,
}
