//! Predicates.

use super::Sink;
use crate::ast::{Affix, Between, In, InSet, Like, Node, Search};
use crate::dialect::Op;
use crate::error::{ErrorKind, Result};
use crate::value::Value;

/// `operand [NOT] LIKE pattern [ESCAPE c]`; insensitive as `lower(operand) LIKE lower(pattern)`
pub(crate) fn like(like: &Like, sink: &mut Sink<'_>) -> Result<()> {
    let Like { operand, pattern, escape, insensitive, negated, depth: _ } = like;
    let power = sink.powers().of(Op::Like);
    let keyword = if *negated { " NOT LIKE " } else { " LIKE " };
    if *insensitive {
        lower(operand, sink)?;
        sink.push(keyword);
        lower(pattern, sink)?;
    } else {
        sink.operand(operand, power.left)?;
        sink.push(keyword);
        sink.operand(pattern, power.right)?;
    }
    self::escape(*escape, sink)
}

fn lower(node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("lower(");
    sink.node(node)?;
    sink.push(")");
    Ok(())
}

/// ` ESCAPE 'c'`
fn escape(escape: Option<char>, sink: &mut Sink<'_>) -> Result<()> {
    let Some(c) = escape else { return Ok(()) };
    if c == '%' || c == '_' || c == '\0' {
        return Err(sink
            .error(ErrorKind::Invalid, format!("{c:?} can't be the escape character of LIKE"))
            .with_help("use one that is not a wildcard, such as '!'"));
    }
    sink.push(" ESCAPE ");
    sink.dialect().literal(&Value::from(c), sink)
}

/// The escape character of the patterns that a search is written with. Not the backslash:
/// MySQL reads that in literals too.
const ESCAPE: char = '!';

/// A search, as a LIKE with its wildcards escaped.
pub(crate) fn search(search: &Search, sink: &mut Sink<'_>) -> Result<()> {
    let Search { operand, needle, affix, insensitive, negated, depth: _ } = search;
    let power = sink.powers().of(Op::Like);
    let keyword = if *negated { " NOT LIKE " } else { " LIKE " };
    if *insensitive {
        lower(operand, sink)?;
    } else {
        sink.operand(operand, power.left)?;
    }
    sink.push(keyword);
    if *insensitive {
        sink.push("lower(");
    }
    let escapes = [("!", "!!"), ("%", "!%"), ("_", "!_")];
    pattern(needle, *affix, "%", &escapes, power.right, sink)?;
    if *insensitive {
        sink.push(")");
    }
    self::escape(Some(ESCAPE), sink)
}

/// A pattern that matches the needle as it is: a value is escaped here, an expression by
/// nested calls of `replace`.
///
/// # Errors
/// When the needle can't be compiled.
pub(crate) fn pattern(
    needle: &Node,
    affix: Affix,
    wildcard: &str,
    escapes: &[(&str, &str)],
    least: u8,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let before = if affix == Affix::Start { "" } else { wildcard };
    let after = if affix == Affix::End { "" } else { wildcard };
    if let Some(text) = needle.as_text() {
        return sink.value(&Value::from(escaped(text, before, after, escapes)));
    }
    let concat = sink.powers().of(Op::Concat);
    let parenthesize = concat.own < least;
    if parenthesize {
        sink.push("(");
    }
    if !before.is_empty() {
        sink.push(&format!("'{before}' || "));
    }
    for _ in escapes {
        sink.push("replace(");
    }
    sink.node(needle)?;
    for (from, to) in escapes {
        sink.push(&format!(", '{from}', '{to}')"));
    }
    if !after.is_empty() {
        sink.push(&format!(" || '{after}'"));
    }
    if parenthesize {
        sink.push(")");
    }
    Ok(())
}

/// The text with each special character escaped, between two affixes.
fn escaped(text: &str, before: &str, after: &str, escapes: &[(&str, &str)]) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push_str(before);
    for c in text.chars() {
        let mut buffer = [0; 4];
        let c: &str = c.encode_utf8(&mut buffer);
        let escape = escapes.iter().find(|(from, _)| *from == c);
        pattern.push_str(escape.map_or(c, |(_, to)| *to));
    }
    pattern.push_str(after);
    pattern
}

/// `operand [NOT] IN (…)`. In an empty list there is nothing, not even NULL: it is FALSE, which
/// needs no parentheses as an operand, and not `1 = 0`, which does.
pub(crate) fn in_set(set: &In, sink: &mut Sink<'_>) -> Result<()> {
    let In { operand, set, negated, depth: _ } = set;
    if matches!(set, InSet::List(items) if items.is_empty()) {
        return sink.dialect().literal(&Value::Bool(*negated), sink);
    }
    sink.operand(operand, sink.powers().of(Op::In).left)?;
    sink.push(if *negated { " NOT IN " } else { " IN " });
    match set {
        InSet::Query(query) => sink.subquery(query),
        InSet::List(items) => {
            // With some of what follows, most often in one allocation.
            sink.reserve_values(items.len() + 4);
            sink.push("(");
            sink.in_items(items, |item, sink| sink.node(item))?;
            sink.push(")");
            Ok(())
        }
    }
}

/// `operand [NOT] BETWEEN low AND high`
pub(crate) fn between(between: &Between, sink: &mut Sink<'_>) -> Result<()> {
    let Between { operand, low, high, negated, depth: _ } = between;
    let power = sink.powers().of(Op::Between);
    sink.operand(operand, power.left)?;
    sink.push(if *negated { " NOT BETWEEN " } else { " BETWEEN " });
    sink.operand(low, power.right)?;
    sink.push(" AND ");
    sink.operand(high, power.right)
}
