//! Regular expressions.

use super::Sink;
use crate::ast::Matches;
use crate::dialect::Op;
use crate::error::Result;

/// `operand [NOT] LIKE_REGEX pattern [FLAG 'i']`
pub(crate) fn matches(matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, insensitive, negated, depth: _ } = matches;
    let power = sink.powers().of(Op::Like);
    sink.operand(operand, power.left)?;
    sink.push(if *negated { " NOT LIKE_REGEX " } else { " LIKE_REGEX " });
    sink.operand(pattern, power.right)?;
    sink.push(if *insensitive { " FLAG 'i'" } else { "" });
    Ok(())
}
