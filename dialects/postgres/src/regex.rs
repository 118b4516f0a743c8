//! Regular expressions: <https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP>

use aludel::Result;
use aludel::ast::{Function, Matches};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::value::Value;

/// `operand ~ pattern`, which binds like any operator of a symbol.
pub(crate) fn matches(matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, insensitive, negated, .. } = matches;
    let least = sink.powers().of(Op::Concat).right;
    sink.operand(operand, least)?;
    sink.push(match (insensitive, negated) {
        (false, false) => " ~ ",
        (false, true) => " !~ ",
        (true, false) => " ~* ",
        (true, true) => " !~* ",
    });
    sink.operand(pattern, least)
}

/// Every match is replaced; in the replacement a backslash would be special.
pub(crate) fn replace(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let [text, pattern, replacement] = &function.args[..] else {
        return aludel::dialect::Dialect::function(&aludel::dialect::Ansi, function, sink);
    };
    sink.push("regexp_replace(");
    sink.node(text)?;
    sink.push(", ");
    sink.node(pattern)?;
    sink.push(", ");
    let text = replacement.as_text().unwrap_or_default();
    sink.value(&Value::from(text.replace('\\', r"\\")))?;
    sink.push(", 'g')");
    Ok(())
}
