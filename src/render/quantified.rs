//! ANY, ALL and COLLATE.

use super::Sink;
use super::nodes::op_of_binary;
use crate::ast::{BinaryOp, Collate, Node, Quantified};
use crate::error::{ErrorKind, Result};

/// `left op ANY (right)`
pub(crate) fn quantified(quantified: &Quantified, sink: &mut Sink<'_>) -> Result<()> {
    let Quantified { op, all, left, right, depth: _ } = quantified;
    let symbol = match op {
        BinaryOp::Eq => " = ",
        BinaryOp::Ne => " <> ",
        BinaryOp::Lt => " < ",
        BinaryOp::Le => " <= ",
        BinaryOp::Gt => " > ",
        BinaryOp::Ge => " >= ",
        _ => {
            return Err(sink
                .error(ErrorKind::Invalid, "only a comparison has ANY or ALL")
                .with_help("use =, <>, <, <=, > or >="));
        }
    };
    sink.operand(left, sink.powers().of(op_of_binary(*op)).left)?;
    sink.push(symbol);
    sink.push(if *all { "ALL " } else { "ANY " });
    match right {
        Node::Subquery(query) => sink.subquery(query),
        array => {
            sink.push("(");
            sink.node(array)?;
            sink.push(")");
            Ok(())
        }
    }
}

/// `operand COLLATE name`
pub(crate) fn collate(collate: &Collate, sink: &mut Sink<'_>) -> Result<()> {
    let Collate { operand, schema, name, depth: _ } = collate;
    sink.operand(operand, sink.powers().of(crate::dialect::Op::Collate).left)?;
    sink.push(" COLLATE ");
    if let Some(schema) = schema {
        sink.ident(schema.as_str())?;
        sink.push(".");
    }
    sink.ident(name.as_str())
}
