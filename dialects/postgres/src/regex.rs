//! Regular expressions: <https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP>

use aludel::Result;
use aludel::ast::{Function, Matches};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;

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

/// Every match is replaced; in the replacement a backslash is special, and `\&` the whole match.
pub(crate) fn replace(function: &Function, flags: &str, sink: &mut Sink<'_>) -> Result<()> {
    let [text, pattern, replacement @ ..] = &function.args[..] else {
        return Ansi.function(function, sink);
    };
    sink.push("regexp_replace(");
    sink.node(text)?;
    sink.push(", ");
    sink.node(pattern)?;
    sink.push(", ");
    sink.replacement(
        replacement,
        |text, all| all.push_str(&text.replace('\\', r"\\")),
        |group, all| match group {
            0 => all.push_str(r"\&"),
            group => all.push_str(&format!(r"\{group}")),
        },
    )?;
    sink.push(flags);
    sink.push(")");
    Ok(())
}

/// `regexp_substr(text, pattern)`, or with the flags.
pub(crate) fn substr(function: &Function, flags: &str, sink: &mut Sink<'_>) -> Result<()> {
    if !sink.features().regexp_substr {
        return Err(sink.unsupported("regexp_substr()", "it is there since PostgreSQL 15"));
    }
    sink.push("regexp_substr(");
    sink.list(&function.args)?;
    sink.push(flags);
    sink.push(")");
    Ok(())
}
