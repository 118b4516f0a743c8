//! Regular expressions.

use super::text::IsText;
use super::{Cond, Expr, IntoExpr, Marker, Nullable, Operand, Text};
use crate::ast::{FunctionName, Node, Nodes, RegexFlags};

/// Matches with regular expressions, on text. SQLite has none and refuses them.
///
/// The syntax is the database's own: POSIX with extensions on PostgreSQL, ICU's on MySQL, PCRE's on
/// MariaDB. What all of them have (`.`, classes, groups, `|`, `^`, `$`, `*`, `+`, `?`, `{m,n}`) means the
/// same: `.` is any character, a line's end included. What little differs, docs/differences.md lists.
/// Letters of another case are other letters, whatever the column's collation is, unless a
/// method's name starts with `i` or the [flags](RegexFlags) say so.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let sql = select_from(&t).filter(t.col("code").matches("^[A-Z]{2}-[0-9]+$")).to_sql(&Ansi)?;
/// assert_eq!(sql.text(), r#"SELECT "t".* FROM "t" WHERE "t"."code" LIKE_REGEX ? FLAG 's'"#);
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait RegexOps: Operand
where
    Self::Type: IsText,
{
    /// Whether the text matches a regular expression, anywhere in it.
    #[inline]
    fn matches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::matches(self.to_node(), pattern.into_node(), RegexFlags::new()))
    }

    /// Whether the text does not match a regular expression.
    #[inline]
    fn not_matches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::matches(self.to_node(), pattern.into_node(), RegexFlags::new()).negate())
    }

    /// Whether the text matches a regular expression, ignoring the case of letters.
    #[inline]
    fn imatches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::matches(
            self.to_node(),
            pattern.into_node(),
            RegexFlags::new().ignore_case(),
        ))
    }

    /// Whether the text does not match a regular expression, ignoring the case of letters.
    #[inline]
    fn not_imatches(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(
            Node::matches(self.to_node(), pattern.into_node(), RegexFlags::new().ignore_case())
                .negate(),
        )
    }

    /// Whether the text matches a regular expression that is read as the flags say.
    #[inline]
    fn matches_with(&self, pattern: impl IntoExpr<Text>, flags: RegexFlags) -> Cond {
        Expr::new(Node::matches(self.to_node(), pattern.into_node(), flags))
    }
}

impl<O: Operand> RegexOps for O where O::Type: IsText {}

/// What a match is replaced with: text, which stands for itself, and groups of the match.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_postgres::Postgres;
///
/// let swapped = Replacement::new().group(2).text("\\1 $1 ").group(1);
/// let q = select(regexp_replace(literal("a-b").typed::<Text>(), "(.)-(.)", swapped));
/// let sql = q.to_sql(&Postgres)?;
/// assert_eq!(sql.text(), "SELECT regexp_replace('a-b', $1, $2, 'g')");
/// assert_eq!(sql.params()[1], Value::from(r"\2\\1 $1 \1"));
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "it is an argument of regexp_replace(…)"]
pub struct Replacement(Nodes);

impl Replacement {
    /// Nothing yet.
    pub fn new() -> Self {
        Replacement::default()
    }

    /// Then this text.
    pub fn text(mut self, text: &str) -> Self {
        self.0.push(Node::value(text));
        self
    }

    /// Then the group of this number, from 1; 0 is the whole match. Databases number nine: another
    /// number is an error when the statement is compiled.
    pub fn group(mut self, number: u8) -> Self {
        self.0.push(group(number));
        self
    }
}

fn group(number: u8) -> Node {
    if number < 10 {
        return Node::Int(number.into());
    }
    let what = format!("group {number} of a regular expression");
    Node::error(what, "what databases have in common are the groups 1 to 9")
}

impl From<&str> for Replacement {
    fn from(text: &str) -> Self {
        Replacement::new().text(text)
    }
}

impl From<String> for Replacement {
    fn from(text: String) -> Self {
        Replacement::new().text(&text)
    }
}

/// A call with a text, a regular expression, its flags and what else.
fn call<T, O: Operand>(
    name: &'static str,
    text: O,
    pattern: impl IntoExpr<Text>,
    flags: RegexFlags,
    more: Nodes,
) -> Expr<T>
where
    O::Type: IsText,
{
    let args = [text.to_node(), pattern.into_node(), flags.into_node()].into_iter().chain(more);
    Expr::new(Node::function(FunctionName::Portable(name), args.collect::<Nodes>()))
}

type AsNullable<O> = <<O as Operand>::Type as Marker>::AsNullable;

/// `regexp_replace(text, pattern, replacement)`: every match is replaced. A replacement that is a text
/// stands for itself: `\1` and `$1` in it are no groups, for which there is [`Replacement`].
#[must_use]
pub fn regexp_replace<O: Operand>(
    text: O,
    pattern: impl IntoExpr<Text>,
    replacement: impl Into<Replacement>,
) -> Expr<AsNullable<O>>
where
    O::Type: IsText,
{
    regexp_replace_with(text, pattern, replacement, RegexFlags::new())
}

/// [`regexp_replace`], ignoring the case of letters.
#[must_use]
pub fn iregexp_replace<O: Operand>(
    text: O,
    pattern: impl IntoExpr<Text>,
    replacement: impl Into<Replacement>,
) -> Expr<AsNullable<O>>
where
    O::Type: IsText,
{
    regexp_replace_with(text, pattern, replacement, RegexFlags::new().ignore_case())
}

/// [`regexp_replace`] with a regular expression that is read as the flags say.
#[must_use]
pub fn regexp_replace_with<O: Operand>(
    text: O,
    pattern: impl IntoExpr<Text>,
    replacement: impl Into<Replacement>,
    flags: RegexFlags,
) -> Expr<AsNullable<O>>
where
    O::Type: IsText,
{
    call("regexp_replace", text, pattern, flags, replacement.into().0)
}

/// `regexp_substr(text, pattern)`: the first match; NULL where there is none. PostgreSQL has it since
/// 15.
#[must_use]
pub fn regexp_substr<O: Operand>(text: O, pattern: impl IntoExpr<Text>) -> Expr<Nullable<Text>>
where
    O::Type: IsText,
{
    regexp_substr_with(text, pattern, RegexFlags::new())
}

/// [`regexp_substr`], ignoring the case of letters.
#[must_use]
pub fn iregexp_substr<O: Operand>(text: O, pattern: impl IntoExpr<Text>) -> Expr<Nullable<Text>>
where
    O::Type: IsText,
{
    regexp_substr_with(text, pattern, RegexFlags::new().ignore_case())
}

/// [`regexp_substr`] with a regular expression that is read as the flags say.
#[must_use]
pub fn regexp_substr_with<O: Operand>(
    text: O,
    pattern: impl IntoExpr<Text>,
    flags: RegexFlags,
) -> Expr<Nullable<Text>>
where
    O::Type: IsText,
{
    call("regexp_substr", text, pattern, flags, Nodes::new())
}

/// A group, from 1, of the first match: empty where the group took no part, NULL where there is no
/// match. The pattern must have the group. MySQL and MariaDB have no function for it: what is around the
/// group is replaced there.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_postgres::Postgres;
///
/// let t = table("t");
/// let q = select(regexp_group(t.col("mail").typed::<Text>(), "@(.+)$", 1)).from(&t);
/// assert_eq!(
///     q.to_sql(&Postgres)?.text(),
///     r#"SELECT CASE WHEN "t"."mail" ~ $1 THEN coalesce((regexp_match("t"."mail", $2))[1], '') END FROM "t""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn regexp_group<O: Operand>(
    text: O,
    pattern: impl IntoExpr<Text>,
    number: u8,
) -> Expr<Nullable<Text>>
where
    O::Type: IsText,
{
    regexp_group_with(text, pattern, number, RegexFlags::new())
}

/// [`regexp_group`] with a regular expression that is read as the flags say.
#[must_use]
pub fn regexp_group_with<O: Operand>(
    text: O,
    pattern: impl IntoExpr<Text>,
    number: u8,
    flags: RegexFlags,
) -> Expr<Nullable<Text>>
where
    O::Type: IsText,
{
    match number {
        0 => regexp_substr_with(text, pattern, flags),
        number => call("regexp_group", text, pattern, flags, [group(number)].into_iter().collect()),
    }
}
