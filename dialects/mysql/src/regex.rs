//! Regular expressions: ICU's on MySQL, PCRE's on MariaDB. In both `.` is any character only where a
//! flag says so.

use aludel::Result;
use aludel::ast::{Function, FunctionName, Matches, Node, RegexFlags};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::value::Value;

/// A flavour's regular expressions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// MySQL's, with flags as an argument.
    Icu,
    /// MariaDB's, with flags in the pattern.
    Pcre,
}

use Flavour::{Icu, Pcre};

/// A text, and the regular expression that is looked for in it.
#[derive(Clone, Copy)]
struct Search<'n> {
    text: &'n Node,
    pattern: &'n Node,
    flags: RegexFlags,
    flavour: Flavour,
}

/// `regexp_like(operand, pattern, 'cnu')` or `operand REGEXP pattern`
pub(crate) fn matches(matches: &Matches, flavour: Flavour, sink: &mut Sink<'_>) -> Result<()> {
    let Matches { operand, pattern, flags, negated, .. } = matches;
    let search = Search { text: operand, pattern, flags: *flags, flavour };
    match flavour {
        Icu => {
            search.call("regexp_like", sink)?;
            search.end(", ", sink);
            sink.push(if *negated { " = 0" } else { "" });
            Ok(())
        }
        Pcre => {
            sink.operand(operand, sink.powers().of(Op::Like).left)?;
            sink.push(if *negated { " NOT REGEXP " } else { " REGEXP " });
            search.pattern("", "", sink)
        }
    }
}

/// `regexp_replace`, `regexp_substr` and `regexp_group`
pub(crate) fn function(
    function: &Function,
    flavour: Flavour,
    sink: &mut Sink<'_>,
) -> Option<Result<()>> {
    let FunctionName::Portable(name) = function.name else { return None };
    let [text, pattern, flags, more @ ..] = &function.args[..] else { return None };
    if !matches!(
        (name, more.len()),
        ("regexp_replace", _) | ("regexp_substr", 0) | ("regexp_group", 1)
    ) {
        return None;
    }
    Some(sink.regex_flags(flags).and_then(|flags| {
        let search = Search { text, pattern, flags, flavour };
        match name {
            "regexp_replace" => search.replace(more, sink),
            "regexp_group" => search.group(more, sink),
            _ => search.substr(sink),
        }
    }))
}

impl Search<'_> {
    /// Every match is replaced.
    fn replace(self, replacement: &[Node], sink: &mut Sink<'_>) -> Result<()> {
        self.call("regexp_replace", sink)?;
        sink.push(", ");
        self.replacement(replacement, sink)?;
        self.end(", 1, 0, ", sink);
        Ok(())
    }

    /// The first match. MariaDB's is empty where there is none, where others have a NULL.
    fn substr(self, sink: &mut Sink<'_>) -> Result<()> {
        if self.flavour == Pcre {
            self.where_matched(sink)?;
        }
        self.call("regexp_substr", sink)?;
        self.end(", 1, 1, ", sink);
        sink.push(if self.flavour == Pcre { " END" } else { "" });
        Ok(())
    }

    /// A group of the first match: what is before and behind the match is matched too, and all of it
    /// replaced by the group.
    fn group(self, number: &[Node], sink: &mut Sink<'_>) -> Result<()> {
        self.where_matched(sink)?;
        sink.push("regexp_replace(");
        sink.node(self.text)?;
        sink.push(", ");
        // A comment at the pattern's end would go on.
        let after = if self.flags.ignore_whitespace { "\n).*" } else { ").*" };
        self.pattern("(?-m:^).*?(?:", after, sink)?;
        sink.push(", ");
        self.replacement(number, sink)?;
        self.end(", 1, 1, ", sink);
        sink.push(" END");
        Ok(())
    }

    /// `CASE WHEN text matches pattern THEN `
    fn where_matched(self, sink: &mut Sink<'_>) -> Result<()> {
        sink.push("CASE WHEN ");
        sink.node(&Node::matches(self.text.clone(), self.pattern.clone(), self.flags))?;
        sink.push(" THEN ");
        Ok(())
    }

    /// `name(text, pattern`
    fn call(self, name: &str, sink: &mut Sink<'_>) -> Result<()> {
        sink.push(name);
        sink.push("(");
        sink.node(self.text)?;
        sink.push(", ");
        self.pattern("", "", sink)
    }

    /// The end of a call; MySQL's with the arguments before the flags, and these: whether case counts,
    /// whatever the collation is; that `.` is any character, and `\n` alone the end of a line:
    /// <https://dev.mysql.com/doc/refman/9.4/en/regexp.html>
    fn end(self, before: &str, sink: &mut Sink<'_>) {
        if self.flavour == Icu {
            sink.push(before);
            sink.push(if self.flags.ignore_case { "'i" } else { "'c" });
            sink.push(if self.flags.multi_line { "mnu'" } else { "nu'" });
        }
        sink.push(")");
    }

    /// The pattern behind its options, between two others.
    fn pattern(self, before: &str, after: &str, sink: &mut Sink<'_>) -> Result<()> {
        let before = self.options() + before;
        if let Some(text) = self.pattern.as_text() {
            return sink.value(&Value::from(format!("{before}{text}{after}")));
        }
        if before.is_empty() && after.is_empty() {
            return sink.node(self.pattern);
        }
        sink.push("concat(");
        sink.dialect().literal(&Value::from(before), sink)?;
        sink.push(", ");
        sink.node(self.pattern)?;
        if !after.is_empty() {
            sink.push(", ");
            sink.dialect().literal(&Value::from(after), sink)?;
        }
        sink.push(")");
        Ok(())
    }

    /// The flags that are written into the pattern: of PCRE all
    /// (<https://mariadb.com/docs/server/reference/sql-functions/string-functions/regular-expressions-functions/pcre>),
    /// of ICU the one that MySQL has no letter for.
    fn options(self) -> String {
        let RegexFlags { ignore_case, multi_line, ignore_whitespace } = self.flags;
        match self.flavour {
            Icu if ignore_whitespace => "(?x)".to_owned(),
            Icu => String::new(),
            Pcre => {
                let blanks = if ignore_whitespace { "x" } else { "" };
                let lines = if multi_line { "m" } else { "" };
                let case = if ignore_case { "i" } else { "-i" };
                format!("(?s{lines}{blanks}{case})")
            }
        }
    }

    /// In ICU's replacements a backslash and a dollar sign are special, and a digit behind a group would
    /// be of its number; in PCRE's the backslash alone.
    fn replacement(self, pieces: &[Node], sink: &mut Sink<'_>) -> Result<()> {
        match self.flavour {
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
}
