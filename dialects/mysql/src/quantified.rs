//! ANY, ALL and COLLATE.

use aludel::Result;
use aludel::ast::{Collate, Node, Quantified, Query};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;

/// There are no arrays, and no LIMIT in such a subquery:
/// <https://dev.mysql.com/doc/refman/9.4/en/subquery-restrictions.html>
pub(crate) fn quantified(quantified: &Quantified, sink: &mut Sink<'_>) -> Result<()> {
    match &quantified.right {
        Node::Subquery(query) => match &**query {
            Query::Select(select) if select.limit.is_some() || select.offset.is_some() => Err(sink
                .unsupported(
                    "LIMIT in the subquery of ANY or ALL",
                    "put the limited query into FROM of another one: \
                     select(q.subquery(\"q\").col(…))",
                )),
            _ => Ansi.quantified(quantified, sink),
        },
        _ => Err(sink.unsupported(
            "ANY or ALL of an array",
            "there are no arrays: use .in_(…) with a list, or a subquery",
        )),
    }
}

/// The name of a collation is a word: <https://dev.mysql.com/doc/refman/9.4/en/charset-collate.html>
pub(crate) fn collate(collate: &Collate, sink: &mut Sink<'_>) -> Result<()> {
    let Collate { operand, schema, name, .. } = collate;
    if schema.is_some() {
        return Err(sink.unsupported("a collation in a schema", "name it alone"));
    }
    sink.operand(operand, sink.powers().of(Op::Collate).left)?;
    sink.push(" COLLATE ");
    sink.word(name.as_str(), "a collation")
}
