//! Regular expressions: ICU's on MySQL, PCRE's on MariaDB. In both `.` is any character only where a
//! flag says so.

use aludel::Result;
use aludel::ast::{Function, FunctionName, Matches, Node, RegexFlags};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::value::Value;

/// A flavour's regular expressions.
#[derive(Clone, Copy)]
pub(crate) enum Flavour {
    /// MySQL's, with flags as an argument.
    Icu,
    /// MariaDB's, with flags in the pattern.
    Pcre,
}

use Flavour::{Icu, Pcre};

/// `regexp_like(operand, pattern, 'cnu')` or `operand REGEXP pattern`
pub(crate) fn matches(matches: &Matches, flavour: Flavour, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, flags, negated, .. } = matches;
    match flavour {
        Icu => {
            call("regexp_like(", operand, pattern, *flags, Icu, sink)?;
            sink.push(&format!(", {})", letters(*flags)));
            sink.push(if *negated { " = 0" } else { "" });
            Ok(())
        }
        Pcre => {
            sink.operand(operand, sink.powers().of(Op::Like).left)?;
            sink.push(if *negated { " NOT REGEXP " } else { " REGEXP " });
            self::pattern("", pattern, "", *flags, Pcre, sink)
        }
    }
}

/// MySQL's flags: whether case counts, whatever the collation is; that `.` is any character, and `\n`
/// alone the end of a line: <https://dev.mysql.com/doc/refman/9.4/en/regexp.html>
fn letters(flags: RegexFlags) -> &'static str {
    match (flags.ignore_case, flags.multi_line) {
        (false, false) => "'cnu'",
        (false, true) => "'cmnu'",
        (true, false) => "'inu'",
        (true, true) => "'imnu'",
    }
}

/// The flags that are written into the pattern: of PCRE all
/// (<https://mariadb.com/docs/server/reference/sql-functions/string-functions/regular-expressions-functions/pcre>),
/// of ICU those that MySQL has no letter for.
fn options(flags: RegexFlags, flavour: Flavour) -> String {
    let blanks = if flags.ignore_whitespace { "x" } else { "" };
    match flavour {
        Icu if blanks.is_empty() => String::new(),
        Icu => format!("(?{blanks})"),
        Pcre => {
            let lines = if flags.multi_line { "m" } else { "" };
            let case = if flags.ignore_case { "i" } else { "-i" };
            format!("(?s{lines}{blanks}{case})")
        }
    }
}

/// A pattern behind its options, between two others.
fn pattern(
    before: &str,
    pattern: &Node,
    after: &str,
    flags: RegexFlags,
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let before = options(flags, flavour) + before;
    if let Some(text) = pattern.as_text() {
        return sink.value(&Value::from(format!("{before}{text}{after}")));
    }
    if before.is_empty() && after.is_empty() {
        return sink.node(pattern);
    }
    sink.push("concat(");
    sink.dialect().literal(&Value::from(before), sink)?;
    sink.push(", ");
    sink.node(pattern)?;
    if !after.is_empty() {
        sink.push(", ");
        sink.dialect().literal(&Value::from(after), sink)?;
    }
    sink.push(")");
    Ok(())
}

/// `name(text, pattern`
fn call(
    name: &str,
    text: &Node,
    pattern: &Node,
    flags: RegexFlags,
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Result<()> {
    sink.push(name);
    sink.node(text)?;
    sink.push(", ");
    self::pattern("", pattern, "", flags, flavour, sink)
}

/// `regexp_replace`, `regexp_substr` and `regexp_group`
pub(crate) fn function(
    function: &Function,
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Option<Result<()>> {
    let FunctionName::Portable(name) = function.name else { return None };
    let [text, pattern, flags, more @ ..] = &function.args[..] else { return None };
    if !matches!(name, "regexp_replace" | "regexp_substr" | "regexp_group") {
        return None;
    }
    Some(sink.regex_flags(flags).and_then(|flags| match (name, more) {
        ("regexp_replace", replacement) => {
            replace(text, pattern, flags, replacement, flavour, sink)
        }
        ("regexp_group", [number]) => group(text, pattern, flags, number, flavour, sink),
        _ => substr(text, pattern, flags, flavour, sink),
    }))
}

/// Every match is replaced.
fn replace(
    text: &Node,
    pattern: &Node,
    flags: RegexFlags,
    replacement: &[Node],
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Result<()> {
    call("regexp_replace(", text, pattern, flags, flavour, sink)?;
    sink.push(", ");
    self::replacement(replacement, flavour, sink)?;
    match flavour {
        Icu => sink.push(&format!(", 1, 0, {})", letters(flags))),
        Pcre => sink.push(")"),
    }
    Ok(())
}

/// In ICU's replacements a backslash and a dollar sign are special, and a digit behind a group would be
/// of its number; in PCRE's the backslash alone.
fn replacement(pieces: &[Node], flavour: Flavour, sink: &mut Sink<'_>) -> Result<()> {
    match flavour {
        Icu => sink.replacement(
            pieces,
            |text, all| {
                for c in text.chars() {
                    if matches!(c, '\\' | '$' | '0'..='9') {
                        all.push('\\');
                    }
                    all.push(c);
                }
            },
            |group, all| all.push_str(&format!("${group}")),
        ),
        Pcre => sink.replacement(
            pieces,
            |text, all| all.push_str(&text.replace('\\', r"\\")),
            |group, all| all.push_str(&format!(r"\{group}")),
        ),
    }
}

/// `regexp_substr(text, pattern, 1, 1, 'cnu')`. MariaDB's is empty where there is no match, where
/// others have a NULL.
fn substr(
    text: &Node,
    pattern: &Node,
    flags: RegexFlags,
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Result<()> {
    match flavour {
        Icu => {
            call("regexp_substr(", text, pattern, flags, Icu, sink)?;
            sink.push(&format!(", 1, 1, {})", letters(flags)));
        }
        Pcre => {
            where_matched(text, pattern, flags, sink)?;
            call("regexp_substr(", text, pattern, flags, Pcre, sink)?;
            sink.push(") END");
        }
    }
    Ok(())
}

/// A group of the first match: what is before and behind the match is matched too, and all of it replaced
/// by the group.
fn group(
    text: &Node,
    pattern: &Node,
    flags: RegexFlags,
    number: &Node,
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Result<()> {
    where_matched(text, pattern, flags, sink)?;
    sink.push("regexp_replace(");
    sink.node(text)?;
    sink.push(", ");
    // A comment at the pattern's end would go on.
    let after = if flags.ignore_whitespace { "\n).*" } else { ").*" };
    self::pattern("(?-m:^).*?(?:", pattern, after, flags, flavour, sink)?;
    sink.push(", ");
    replacement(std::slice::from_ref(number), flavour, sink)?;
    match flavour {
        Icu => sink.push(&format!(", 1, 1, {}) END", letters(flags))),
        Pcre => sink.push(") END"),
    }
    Ok(())
}

/// `CASE WHEN text matches pattern THEN `
fn where_matched(
    text: &Node,
    pattern: &Node,
    flags: RegexFlags,
    sink: &mut Sink<'_>,
) -> Result<()> {
    sink.push("CASE WHEN ");
    sink.node(&Node::matches(text.clone(), pattern.clone(), flags))?;
    sink.push(" THEN ");
    Ok(())
}
