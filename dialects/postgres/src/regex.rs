//! Regular expressions: <https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP>
//!
//! `.` is any character there, and the letter `w` makes `^` and `$` the ends of lines without changing
//! that, as `n` or `m` would.

use aludel::Result;
use aludel::ast::{Function, FunctionName, Matches, NaryOp, Node, RegexFlags};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;

/// `operand ~ pattern`, which binds like any operator of a symbol.
pub(crate) fn matches(matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, flags, negated, .. } = matches;
    let least = sink.powers().of(Op::Concat).right;
    sink.operand(operand, least)?;
    sink.push(match (flags.ignore_case, negated) {
        (false, false) => " ~ ",
        (false, true) => " !~ ",
        (true, false) => " ~* ",
        (true, true) => " !~* ",
    });
    match letters(RegexFlags { ignore_case: false, ..*flags }) {
        letters if letters.is_empty() => sink.operand(pattern, least),
        letters => sink.operand(&with_options(&letters, pattern), least),
    }
}

/// `(?w)pattern`, for an operator takes no flags.
fn with_options(letters: &str, pattern: &Node) -> Node {
    let options = format!("(?{letters})");
    match pattern.as_text() {
        Some(text) => Node::value(options + text),
        None => Node::nary(NaryOp::Concat, [Node::literal(options), pattern.clone()]),
    }
}

fn letters(flags: RegexFlags) -> String {
    let RegexFlags { ignore_case, multi_line, ignore_whitespace } = flags;
    let letters = [(ignore_case, 'i'), (multi_line, 'w'), (ignore_whitespace, 'x')];
    letters.into_iter().filter(|(set, _)| *set).map(|(_, letter)| letter).collect()
}

/// `regexp_replace`, `regexp_substr` and `regexp_group`
pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let (FunctionName::Portable(name), [text, pattern, flags, more @ ..]) =
        (&function.name, &function.args[..])
    else {
        return Ansi.function(function, sink);
    };
    let flags = sink.regex_flags(flags)?;
    match (*name, more) {
        ("regexp_replace", replacement) => replace(text, pattern, flags, replacement, sink),
        ("regexp_substr", []) => substr(text, pattern, flags, sink),
        ("regexp_group", [Node::Int(number)]) => group(text, pattern, flags, *number, sink),
        (_, [error @ Node::Error(_)]) => sink.node(error),
        _ => Ansi.function(function, sink),
    }
}

/// Every match is replaced; in the replacement a backslash is special, and `\&` the whole match.
fn replace(
    text: &Node,
    pattern: &Node,
    flags: RegexFlags,
    replacement: &[Node],
    sink: &mut Sink<'_>,
) -> Result<()> {
    call("regexp_replace(", text, pattern, sink)?;
    sink.push(", ");
    sink.replacement(
        replacement,
        |text, all| all.push_str(&text.replace('\\', r"\\")),
        |group, all| match group {
            0 => all.push_str(r"\&"),
            group => all.push_str(&format!(r"\{group}")),
        },
    )?;
    sink.push(&format!(", 'g{}')", letters(flags)));
    Ok(())
}

/// `regexp_substr(text, pattern)`, or with the flags.
fn substr(text: &Node, pattern: &Node, flags: RegexFlags, sink: &mut Sink<'_>) -> Result<()> {
    if !sink.features().regexp_substr {
        return Err(sink.unsupported("regexp_substr()", "it is there since PostgreSQL 15"));
    }
    call("regexp_substr(", text, pattern, sink)?;
    match letters(flags) {
        letters if letters.is_empty() => {}
        letters => sink.push(&format!(", 1, 1, '{letters}'")),
    }
    sink.push(")");
    Ok(())
}

/// A group of the match; a group that takes no part is NULL there, and empty elsewhere.
fn group(
    text: &Node,
    pattern: &Node,
    flags: RegexFlags,
    number: i64,
    sink: &mut Sink<'_>,
) -> Result<()> {
    sink.push("CASE WHEN ");
    sink.node(&Node::matches(text.clone(), pattern.clone(), flags))?;
    sink.push(" THEN coalesce((");
    call("regexp_match(", text, pattern, sink)?;
    match letters(flags) {
        letters if letters.is_empty() => {}
        letters => sink.push(&format!(", '{letters}'")),
    }
    sink.push(&format!("))[{number}], '') END"));
    Ok(())
}

fn call(name: &str, text: &Node, pattern: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(name);
    sink.node(text)?;
    sink.push(", ");
    sink.node(pattern)
}
