//! EXPLAIN: <https://dev.mysql.com/doc/refman/9.4/en/explain.html>,
//! <https://mariadb.com/docs/server/reference/sql-statements/administrative-sql-statements/analyze-and-explain-statements/explain>.

use aludel::Result;
use aludel::ast::Explain;
use aludel::render::Sink;

/// `EXPLAIN [ANALYZE | FORMAT=JSON] statement`
pub(crate) fn mysql(explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
    if explain.analyze && explain.json {
        return Err(sink.unsupported(
            "EXPLAIN ANALYZE as JSON",
            "leave one out: .analyze() tells the times, .json() gives a document",
        ));
    }
    write(if explain.analyze { "EXPLAIN ANALYZE " } else { "EXPLAIN " }, explain, sink)
}

/// `EXPLAIN [FORMAT=JSON] statement` or `ANALYZE [FORMAT=JSON] statement`
pub(crate) fn mariadb(explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
    write(if explain.analyze { "ANALYZE " } else { "EXPLAIN " }, explain, sink)
}

fn write(keywords: &str, explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
    if explain.verbose {
        return Err(sink.unsupported("EXPLAIN VERBOSE", "leave .verbose() out, or use .json()"));
    }
    sink.push(keywords);
    for option in sink.explain_options(explain) {
        sink.push(option);
        sink.push(" ");
    }
    if explain.json {
        sink.push("FORMAT=JSON ");
    }
    sink.explained(&explain.statement)
}
