//! EXPLAIN.

use super::Sink;
use crate::ast::{CteBody, Explain, StatementRef};
use crate::error::Result;

/// `EXPLAIN (options) statement`. The standard has none: this is PostgreSQL's.
pub(crate) fn explain(explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
    let Explain { statement, analyze, verbose, json, options: _ } = explain;
    let words = [(*analyze, "ANALYZE"), (*verbose, "VERBOSE"), (*json, "FORMAT JSON")];
    let named = words.into_iter().filter(|(asked, _)| *asked).map(|(_, word)| word);
    let own = sink.explain_options(explain);
    let mut before = "(";
    sink.push("EXPLAIN ");
    for word in named.chain(own) {
        sink.push(before);
        sink.push(word);
        before = ", ";
    }
    if before != "(" {
        sink.push(") ");
    }
    sink.explained(statement)
}

impl Sink<'_> {
    /// The options of an EXPLAIN that are for this dialect.
    #[must_use]
    pub fn explain_options(&self, explain: &Explain) -> Vec<&'static str> {
        let own = self.dialect().name();
        let options = explain.options.iter().filter(|(dialect, _)| *dialect == own);
        options.map(|(_, option)| *option).collect()
    }

    /// The statement behind EXPLAIN.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn explained(&mut self, statement: &CteBody) -> Result<()> {
        self.start = self.text.len();
        match statement {
            CteBody::Query(query) => self.query(query),
            CteBody::Insert(insert) => self.statement(StatementRef::Insert(insert)),
            CteBody::Update(update) => self.statement(StatementRef::Update(update)),
            CteBody::Delete(delete) => self.statement(StatementRef::Delete(delete)),
            CteBody::Merge(merge) => self.statement(StatementRef::Merge(merge)),
        }
    }
}
