//! Regular expressions: ICU's on MySQL, PCRE's on MariaDB.

use aludel::Result;
use aludel::ast::{Function, FunctionName, Matches, Node};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::value::Value;

/// `regexp_like(operand, pattern, 'c')`: the letter says whether case counts, whatever the
/// collation is: <https://dev.mysql.com/doc/refman/9.4/en/regexp.html>
pub(crate) fn matches(matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, insensitive, negated, .. } = matches;
    sink.push("regexp_like(");
    sink.node(operand)?;
    sink.push(", ");
    sink.node(pattern)?;
    sink.push(if *insensitive { ", 'i')" } else { ", 'c')" });
    sink.push(if *negated { " = 0" } else { "" });
    Ok(())
}

/// `operand REGEXP pattern`; a flag in the pattern says whether case counts:
/// <https://mariadb.com/docs/server/reference/sql-functions/string-functions/regular-expressions-functions/pcre>
pub(crate) fn matches_pcre(matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, insensitive, negated, .. } = matches;
    sink.operand(operand, sink.powers().of(Op::Like).left)?;
    sink.push(if *negated { " NOT REGEXP " } else { " REGEXP " });
    flagged(pattern, *insensitive, sink)
}

fn flagged(pattern: &Node, insensitive: bool, sink: &mut Sink<'_>) -> Result<()> {
    let flag = if insensitive { "(?i)" } else { "(?-i)" };
    if let Some(text) = pattern.as_text() {
        return sink.value(&Value::from(format!("{flag}{text}")));
    }
    sink.push("concat('");
    sink.push(flag);
    sink.push("', ");
    sink.node(pattern)?;
    sink.push(")");
    Ok(())
}

/// A flavour's regular expressions.
#[derive(Clone, Copy)]
pub(crate) enum Flavour {
    /// MySQL's, with flags as an argument.
    Icu,
    /// MariaDB's, with flags in the pattern.
    Pcre,
}

/// `regexp_replace` and `regexp_substr`; with an `i` in front, ignoring the case of letters.
pub(crate) fn function(
    function: &Function,
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Option<Result<()>> {
    let FunctionName::Portable(name) = function.name else { return None };
    let (name, insensitive) = name.strip_prefix('i').map_or((name, false), |name| (name, true));
    let [text, pattern, more @ ..] = &function.args[..] else { return None };
    Some(match (name, flavour) {
        ("regexp_replace", Flavour::Icu) => replace(text, pattern, more, insensitive, sink),
        ("regexp_replace", Flavour::Pcre) => replace_pcre(text, pattern, more, insensitive, sink),
        ("regexp_substr", Flavour::Icu) => substr(text, pattern, insensitive, sink),
        ("regexp_substr", Flavour::Pcre) => substr_pcre(text, pattern, insensitive, sink),
        _ => return None,
    })
}

/// Every match is replaced; in the replacement a backslash and a dollar sign are special, and a digit
/// behind a group would be of its number.
fn replace(
    text: &Node,
    pattern: &Node,
    replacement: &[Node],
    insensitive: bool,
    sink: &mut Sink<'_>,
) -> Result<()> {
    sink.push("regexp_replace(");
    sink.node(text)?;
    sink.push(", ");
    sink.node(pattern)?;
    sink.push(", ");
    sink.replacement(
        replacement,
        |text, all| {
            for c in text.chars() {
                if matches!(c, '\\' | '$' | '0'..='9') {
                    all.push('\\');
                }
                all.push(c);
            }
        },
        |group, all| all.push_str(&format!("${group}")),
    )?;
    sink.push(if insensitive { ", 1, 0, 'i')" } else { ", 1, 0, 'c')" });
    Ok(())
}

/// The same for PCRE, where the backslash alone is special.
fn replace_pcre(
    text: &Node,
    pattern: &Node,
    replacement: &[Node],
    insensitive: bool,
    sink: &mut Sink<'_>,
) -> Result<()> {
    sink.push("regexp_replace(");
    sink.node(text)?;
    sink.push(", ");
    flagged(pattern, insensitive, sink)?;
    sink.push(", ");
    sink.replacement(
        replacement,
        |text, all| all.push_str(&text.replace('\\', r"\\")),
        |group, all| all.push_str(&format!(r"\{group}")),
    )?;
    sink.push(")");
    Ok(())
}

/// `regexp_substr(text, pattern, 1, 1, 'c')`
fn substr(text: &Node, pattern: &Node, insensitive: bool, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("regexp_substr(");
    sink.node(text)?;
    sink.push(", ");
    sink.node(pattern)?;
    sink.push(if insensitive { ", 1, 1, 'i')" } else { ", 1, 1, 'c')" });
    Ok(())
}

/// `regexp_substr(text, pattern)`, which is empty where there is no match, where others have a NULL.
fn substr_pcre(text: &Node, pattern: &Node, insensitive: bool, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("CASE WHEN ");
    sink.node(&Node::matches(text.clone(), pattern.clone(), insensitive))?;
    sink.push(" THEN regexp_substr(");
    sink.node(text)?;
    sink.push(", ");
    flagged(pattern, insensitive, sink)?;
    sink.push(") END");
    Ok(())
}
