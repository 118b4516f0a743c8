//! ANY and ALL, which SQLite lacks: <https://sqlite.org/omitted.html>

use aludel::Result;
use aludel::ast::{BinaryOp, In, InSet, Node, Quantified};
use aludel::render::Sink;

/// `= ANY` is IN, and `<> ALL` NOT IN.
pub(crate) fn quantified(quantified: &Quantified, sink: &mut Sink<'_>) -> Result<()> {
    let Quantified { op, all, left, right, .. } = quantified;
    let negated = match (op, all) {
        (BinaryOp::Eq, false) => false,
        (BinaryOp::Ne, true) => true,
        _ => {
            return Err(sink.unsupported(
                "this comparison with ANY or ALL",
                "compare with the min(…) or max(…) of the subquery, or use exists(…)",
            ));
        }
    };
    let Node::Subquery(query) = right else {
        return Err(sink.unsupported(
            "ANY or ALL of an array",
            "there are no arrays: use .in_(…) with a list, or a subquery",
        ));
    };
    let node = Node::in_set(left.clone(), InSet::Query((**query).clone()));
    let node = if negated { node.negate() } else { node };
    match &node {
        Node::In(set) => {
            let set: &In = set;
            sink.dialect().in_set(set, sink)
        }
        other => sink.node(other),
    }
}
