//! Regular expressions.

use super::Sink;
use crate::ast::{Matches, Node};
use crate::dialect::Op;
use crate::error::{ErrorKind, Result};
use crate::value::Value;

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

impl Sink<'_> {
    /// What matches are replaced with, as one parameter: its pieces are texts, which are handed to the
    /// first closure, and the numbers of groups, which are handed to the second. Both append to
    /// what comes before them.
    ///
    /// # Errors
    /// When a piece is neither.
    pub fn replacement(
        &mut self,
        pieces: &[Node],
        text: impl Fn(&str, &mut String),
        group: impl Fn(i64, &mut String),
    ) -> Result<()> {
        let mut all = String::new();
        for piece in pieces {
            match piece {
                Node::Int(number) => group(*number, &mut all),
                Node::Error(_) => return self.node(piece),
                other => match other.as_text() {
                    Some(piece) => text(piece, &mut all),
                    None => {
                        return Err(self
                            .error(ErrorKind::Invalid, "a replacement that is computed")
                            .with_help("put it together of texts and groups"));
                    }
                },
            }
        }
        self.value(&Value::from(all))
    }
}
