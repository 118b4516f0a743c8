//! Regular expressions.

use super::functions::portable;
use super::text::IsText;
use super::{Cond, Expr, IntoExpr, Marker, Operand, Text};
use crate::ast::Node;

/// Matches with regular expressions, on text. SQLite has none and refuses them.
///
/// The syntax is the database's own: POSIX with extensions on PostgreSQL, ICU's on MySQL, PCRE's on
/// MariaDB. What all of them have (classes, groups, `|`, `^`, `$`, `*`, `+`, `?`, `{m,n}`) means the same.
/// Letters of another case are other letters, whatever the column's collation is, unless a
/// method's name starts with `i`.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let sql = select_from(&t).filter(t.col("code").matches("^[A-Z]{2}-[0-9]+$")).to_sql(&Ansi)?;
/// assert_eq!(sql.text(), r#"SELECT "t".* FROM "t" WHERE "t"."code" LIKE_REGEX ?"#);
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait RegexOps: Operand
where
    Self::Type: IsText,
{
    /// Whether the text matches a regular expression, anywhere in it.
    #[inline]
    fn matches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::matches(self.to_node(), pattern.into_node(), false))
    }

    /// Whether the text does not match a regular expression.
    #[inline]
    fn not_matches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::matches(self.to_node(), pattern.into_node(), false).negate())
    }

    /// Whether the text matches a regular expression, ignoring the case of letters.
    #[inline]
    fn imatches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::matches(self.to_node(), pattern.into_node(), true))
    }

    /// Whether the text does not match a regular expression, ignoring the case of letters.
    #[inline]
    fn not_imatches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::matches(self.to_node(), pattern.into_node(), true).negate())
    }
}

impl<O: Operand> RegexOps for O where O::Type: IsText {}

/// `regexp_replace(text, pattern, replacement)`: every match is replaced. The replacement stands
/// for itself: `\1` and `$1` in it are no groups.
#[must_use]
pub fn regexp_replace<O: Operand>(
    text: O,
    pattern: impl IntoExpr<Text>,
    replacement: &str,
) -> Expr<<O::Type as Marker>::AsNullable>
where
    O::Type: IsText,
{
    let replacement = Node::value(replacement);
    portable("regexp_replace", [text.to_node(), pattern.into_node(), replacement])
}
