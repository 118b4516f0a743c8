//! LIKE, searches, IN and BETWEEN.

use aludel::Result;
use aludel::ast::{Affix, Between, In, InSet, Like, Node, Search};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::value::Value;

use crate::untyped::{compared, is_untyped, typed_operand};

/// ILIKE ignores the case of letters in the database's own locale:
/// <https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-LIKE>
pub(crate) fn like(like: &Like, sink: &mut Sink<'_>) -> Result<()> {
    let Like { operand, pattern, escape, insensitive, negated, .. } = like;
    // Without ESCAPE a backslash escapes; elsewhere nothing does, which the empty one says.
    if !*insensitive && escape.is_some() {
        return Ansi.like(like, sink);
    }
    let power = sink.powers().of(Op::Like);
    sink.operand(operand, power.left)?;
    sink.push(match (insensitive, negated) {
        (true, false) => " ILIKE ",
        (true, true) => " NOT ILIKE ",
        (false, false) => " LIKE ",
        (false, true) => " NOT LIKE ",
    });
    sink.operand(pattern, power.right)?;
    match escape {
        None => sink.push(" ESCAPE ''"),
        Some(c @ ('%' | '_' | '\0')) => {
            return Err(sink
                .error(
                    aludel::ErrorKind::Invalid,
                    format!("{c:?} can't be the escape character of LIKE"),
                )
                .with_help("use one that is not a wildcard, such as '!'"));
        }
        Some(c) => {
            sink.push(" ESCAPE ");
            sink.dialect().literal(&Value::from(*c), sink)?;
        }
    }
    Ok(())
}

/// LIKE minds the case, ILIKE does not.
pub(crate) fn search(search: &Search, sink: &mut Sink<'_>) -> Result<()> {
    let Search { operand, needle, affix, insensitive, negated, .. } = search;
    let power = sink.powers().of(Op::Like);
    sink.operand(operand, power.left)?;
    sink.push(match (insensitive, negated) {
        (true, false) => " ILIKE ",
        (true, true) => " NOT ILIKE ",
        (false, false) => " LIKE ",
        (false, true) => " NOT LIKE ",
    });
    let escapes = [("!", "!!"), ("%", "!%"), ("_", "!_")];
    let affix: Affix = *affix;
    sink.pattern(needle, affix, "%", &escapes, power.right)?;
    sink.push(" ESCAPE '!'");
    Ok(())
}

/// IN: a parameter that is compared with many must not get another type from each.
pub(crate) fn in_set(set: &In, sink: &mut Sink<'_>) -> Result<()> {
    let In { operand, set: of, negated, .. } = set;
    let InSet::List(items) = of else { return Ansi.in_set(set, sink) };
    if items.is_empty() {
        // A word binds more strongly than `1 = 0` would.
        sink.push(if *negated { "TRUE" } else { "FALSE" });
        return Ok(());
    }
    let free = is_untyped(operand, sink);
    if !free && !sink.assigns() {
        return Ansi.in_set(set, sink);
    }
    let least = sink.powers().of(Op::In).left;
    if free {
        typed_operand(operand, least, sink)?;
    } else {
        sink.operand(operand, least)?;
    }
    sink.push(if *negated { " NOT IN (" } else { " IN (" });
    sink.in_items(items, |item, sink| compared(item, operand, 0, sink))?;
    sink.push(")");
    Ok(())
}

/// BETWEEN: a parameter that is compared with two must not get another type from each.
pub(crate) fn between(between: &Between, sink: &mut Sink<'_>) -> Result<()> {
    let Between { operand, low, high, negated, .. } = between;
    let power = sink.powers().of(Op::Between);
    if is_untyped(operand, sink) {
        typed_operand(operand, power.left, sink)?;
    } else {
        sink.operand(operand, power.left)?;
    }
    sink.push(if *negated { " NOT BETWEEN " } else { " BETWEEN " });
    if has_collate(low) {
        sink.push("(");
        compared(low, operand, 0, sink)?;
        sink.push(")");
    } else {
        compared(low, operand, power.right, sink)?;
    }
    sink.push(" AND ");
    compared(high, operand, power.right, sink)
}

/// The lower bound of BETWEEN has no COLLATE outside parentheses: it is a `b_expr` of
/// [the grammar](https://github.com/postgres/postgres/blob/master/src/backend/parser/gram.y).
fn has_collate(node: &Node) -> bool {
    match node {
        Node::Collate(_) => true,
        Node::Label(label) => has_collate(&label.expr),
        Node::Unary(unary) => has_collate(&unary.operand),
        Node::Binary(binary) => has_collate(&binary.left) || has_collate(&binary.right),
        Node::Nary(nary) => nary.items.iter().any(has_collate),
        Node::Infix(infix) => has_collate(&infix.left) || has_collate(&infix.right),
        _ => false,
    }
}
