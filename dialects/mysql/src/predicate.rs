//! LIKE, searches and IN.

use aludel::Result;
use aludel::ast::{Affix, In, InSet, Like, Node, Query, Search};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::value::Value;

/// Special characters of a pattern, and what stands for them, where `!` escapes.
const ESCAPES: [(&str, &str); 3] = [("!", "!!"), ("%", "!%"), ("_", "!_")];

/// LIKE. Without ESCAPE a backslash escapes
/// (<https://dev.mysql.com/doc/refman/9.4/en/string-comparison-functions.html#operator_like>), and an
/// empty one means nothing on one flavour and an error in an SQL mode: a pattern that may have
/// a backslash gets another character, itself escaped.
pub(crate) fn like(like: &Like, sink: &mut Sink<'_>) -> Result<()> {
    let Like { operand, pattern, escape, insensitive, negated, .. } = like;
    if escape.is_some() || !may_have_backslash(pattern) {
        return Ansi.like(like, sink);
    }
    let keyword = if *negated { " NOT LIKE " } else { " LIKE " };
    if *insensitive {
        call("lower(", operand, sink)?;
        sink.push(keyword);
        sink.push("lower(");
    } else {
        sink.operand(operand, sink.powers().of(Op::Like).left)?;
        sink.push(keyword);
    }
    escaped_needle(pattern, &ESCAPES[..1], "", "", sink)?;
    sink.push(if *insensitive { ")" } else { "" });
    sink.push(" ESCAPE '!'");
    Ok(())
}

fn may_have_backslash(pattern: &Node) -> bool {
    let in_value = |value: &Value| match value {
        Value::Text(text) => text.contains('\\'),
        _ => false,
    };
    match pattern.unlabelled() {
        Node::Int(_) => false,
        Node::Value(value) => in_value(value),
        Node::Literal(value) => in_value(value),
        _ => true,
    }
}

fn call(name: &str, node: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(name);
    sink.node(node)?;
    sink.push(")");
    Ok(())
}

/// A search is a LIKE by the characters' numbers, whatever the operand's collation is: the
/// explicit one of the pattern decides, and the operand is converted
/// (<https://dev.mysql.com/doc/refman/9.4/en/charset-collation-coercibility.html>). One that
/// ignores the case compares lower-case letters so.
pub(crate) fn search(search: &Search, sink: &mut Sink<'_>) -> Result<()> {
    let Search { operand, needle, affix, insensitive, negated, .. } = search;
    let before = if *affix == Affix::Start { "" } else { "%" };
    let after = if *affix == Affix::End { "" } else { "%" };
    if *insensitive {
        call("lower(", operand, sink)?;
    } else {
        sink.operand(operand, sink.powers().of(Op::Like).left)?;
    }
    sink.push(if *negated { " NOT LIKE " } else { " LIKE " });
    sink.push(if *insensitive { "lower(" } else { "" });
    escaped_needle(needle, &ESCAPES, before, after, sink)?;
    sink.push(if *insensitive { ")" } else { "" });
    sink.push(" COLLATE utf8mb4_bin ESCAPE '!'");
    Ok(())
}

/// The needle with its special characters replaced: a value here, an expression by nested
/// calls, in the character set of the collation.
fn escaped_needle(
    needle: &Node,
    escapes: &[(&str, &str)],
    before: &str,
    after: &str,
    sink: &mut Sink<'_>,
) -> Result<()> {
    if let Some(text) = needle.as_text() {
        return sink.value(&Value::from(escaped(text, escapes, before, after)));
    }
    sink.push("convert(");
    let joined = !(before.is_empty() && after.is_empty());
    if joined {
        sink.push("concat(");
    }
    if !before.is_empty() {
        sink.push(&format!("'{before}', "));
    }
    for _ in escapes {
        sink.push("replace(");
    }
    sink.node(needle)?;
    for (from, to) in escapes {
        sink.push(&format!(", '{from}', '{to}')"));
    }
    if !after.is_empty() {
        sink.push(&format!(", '{after}'"));
    }
    sink.push(if joined { ") USING utf8mb4)" } else { " USING utf8mb4)" });
    Ok(())
}

fn escaped(text: &str, escapes: &[(&str, &str)], before: &str, after: &str) -> String {
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

/// IN takes no query with a limit, but a query of one:
/// <https://dev.mysql.com/doc/refman/9.4/en/subquery-restrictions.html>
pub(crate) fn in_set(set: &In, sink: &mut Sink<'_>) -> Result<()> {
    let In { operand, set: of, negated, .. } = set;
    let (query, select) = match of {
        InSet::Query(query @ Query::Select(select)) => (query, select),
        // In an empty list there is nothing, not even NULL.
        InSet::List(items) if items.is_empty() => {
            sink.push(if *negated { "TRUE" } else { "FALSE" });
            return Ok(());
        }
        _ => return Ansi.in_set(set, sink),
    };
    if select.limit.is_none() && select.offset.is_none() {
        return Ansi.in_set(set, sink);
    }
    sink.operand(operand, sink.powers().of(Op::In).left)?;
    sink.push(if *negated { " NOT IN " } else { " IN " });
    sink.push("(SELECT * FROM ");
    sink.subquery(query)?;
    sink.push(" AS `limited`)");
    Ok(())
}
