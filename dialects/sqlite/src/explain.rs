//! EXPLAIN QUERY PLAN: <https://sqlite.org/eqp.html>.

use aludel::Result;
use aludel::ast::Explain;
use aludel::render::Sink;

/// `EXPLAIN QUERY PLAN statement`
pub(crate) fn explain(explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
    if explain.analyze {
        return Err(sink.unsupported("EXPLAIN ANALYZE", "run the statement, and take its time"));
    }
    if explain.json {
        return Err(sink.unsupported("a plan as JSON", "read its rows: explain(…) without .json()"));
    }
    if explain.verbose {
        return Err(sink.unsupported("EXPLAIN VERBOSE", "leave .verbose() out"));
    }
    sink.push("EXPLAIN QUERY PLAN ");
    sink.explained(&explain.statement)
}
