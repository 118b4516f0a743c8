//! Regular expressions: ICU's on MySQL, PCRE's on MariaDB.

use aludel::Result;
use aludel::ast::{Function, Matches, Node};
use aludel::dialect::{Ansi, Dialect, Op};
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

/// Every match is replaced; in the replacement a backslash and a dollar sign would be special.
pub(crate) fn replace(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let [text, pattern, replacement] = &function.args[..] else {
        return Ansi.function(function, sink);
    };
    sink.push("regexp_replace(");
    sink.node(text)?;
    sink.push(", ");
    sink.node(pattern)?;
    sink.push(", ");
    let replacement = replacement.as_text().unwrap_or_default();
    sink.value(&Value::from(replacement.replace('\\', r"\\").replace('$', r"\$")))?;
    sink.push(", 1, 0, 'c')");
    Ok(())
}

/// The same for PCRE, where the backslash alone is special.
pub(crate) fn replace_in_pcre(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let [text, pattern, replacement] = &function.args[..] else {
        return Ansi.function(function, sink);
    };
    sink.push("regexp_replace(");
    sink.node(text)?;
    sink.push(", ");
    flagged(pattern, false, sink)?;
    sink.push(", ");
    let replacement = replacement.as_text().unwrap_or_default();
    sink.value(&Value::from(replacement.replace('\\', r"\\")))?;
    sink.push(")");
    Ok(())
}
