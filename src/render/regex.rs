//! Regular expressions.

use super::Sink;
use crate::ast::{Matches, Node, RegexFlags};
use crate::dialect::Op;
use crate::error::{ErrorKind, Result};
use crate::value::Value;

/// `operand [NOT] LIKE_REGEX pattern FLAG 's'`, and other flags: ISO/IEC 9075-2, 8.6.
pub(crate) fn matches(matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, flags, negated, depth: _ } = matches;
    let power = sink.powers().of(Op::Like);
    sink.operand(operand, power.left)?;
    sink.push(if *negated { " NOT LIKE_REGEX " } else { " LIKE_REGEX " });
    sink.operand(pattern, power.right)?;
    sink.push(" FLAG 's");
    for (set, letter) in
        [(flags.ignore_case, "i"), (flags.multi_line, "m"), (flags.ignore_whitespace, "x")]
    {
        sink.push(if set { letter } else { "" });
    }
    sink.push("'");
    Ok(())
}

impl Sink<'_> {
    /// What the third argument of `regexp_replace` and its relatives says.
    ///
    /// # Errors
    /// When it isn't what [`RegexFlags`] are as an argument.
    pub fn regex_flags(&self, flags: &Node) -> Result<RegexFlags> {
        RegexFlags::of_node(flags).ok_or_else(|| {
            self.error(ErrorKind::Invalid, "flags of a regular expression that are computed")
                .with_help("give RegexFlags")
        })
    }

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
