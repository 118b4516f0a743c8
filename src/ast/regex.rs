//! Regular expressions.

use super::depth::Branch;
use super::node::Node;
use crate::value::Value;

/// How a regular expression is read. Without any, letters of another case are other letters, `.` is any
/// character, and `^` and `$` are the ends of the text.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_postgres::Postgres;
///
/// let t = table("t");
/// let lines = RegexFlags::new().ignore_case().multi_line();
/// let q = select_from(&t).filter(t.col("log").matches_with("^error", lines));
/// let sql = q.to_sql(&Postgres)?;
/// assert_eq!(sql.text(), r#"SELECT "t".* FROM "t" WHERE "t"."log" ~* $1"#);
/// assert_eq!(sql.params(), [Value::from("(?w)^error")]);
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[must_use = "they say how a regular expression is read"]
pub struct RegexFlags {
    /// The case of letters is ignored.
    pub ignore_case: bool,
    /// `^` and `$` are the ends of lines.
    pub multi_line: bool,
    /// Blanks do not count, and `#` begins a comment that ends with the line.
    pub ignore_whitespace: bool,
}

impl RegexFlags {
    /// None.
    pub const fn new() -> Self {
        RegexFlags { ignore_case: false, multi_line: false, ignore_whitespace: false }
    }

    /// The case of letters is ignored.
    pub const fn ignore_case(self) -> Self {
        RegexFlags { ignore_case: true, ..self }
    }

    /// `^` and `$` are also the beginning and the end of each line.
    pub const fn multi_line(self) -> Self {
        RegexFlags { multi_line: true, ..self }
    }

    /// Blanks do not count, and `#` begins a comment that ends with the line; in a class too both have a
    /// backslash before them.
    pub const fn ignore_whitespace(self) -> Self {
        RegexFlags { ignore_whitespace: true, ..self }
    }

    /// As an argument of a function: the letters that PCRE and ICU have for them.
    pub(crate) fn into_node(self) -> Node {
        let RegexFlags { ignore_case, multi_line, ignore_whitespace } = self;
        let letters = [(ignore_case, 'i'), (multi_line, 'm'), (ignore_whitespace, 'x')];
        let set = letters.into_iter().filter(|(set, _)| *set).map(|(_, letter)| letter);
        Node::literal(set.collect::<String>())
    }

    /// What the argument of a function says of them.
    pub(crate) fn of_node(node: &Node) -> Option<Self> {
        let Node::Literal(value) = node else { return None };
        let Value::Text(letters) = &**value else { return None };
        Some(RegexFlags {
            ignore_case: letters.contains('i'),
            multi_line: letters.contains('m'),
            ignore_whitespace: letters.contains('x'),
        })
    }
}

/// Whether a text matches a regular expression, anywhere in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matches {
    /// The text.
    pub operand: Node,
    /// The regular expression, in the database's own syntax.
    pub pattern: Node,
    /// How it is read.
    pub flags: RegexFlags,
    /// The text must not match.
    pub negated: bool,
    pub(crate) depth: u16,
}

impl Node {
    /// Whether a text matches a regular expression.
    #[must_use]
    pub fn matches(operand: Node, pattern: Node, flags: RegexFlags) -> Node {
        Matches { operand, pattern, flags, negated: false, depth: 0 }.grow()
    }
}
