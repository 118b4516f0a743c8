//! LIKE, searches and concatenation.

use super::{Any, Cond, Expr, IntoExpr, Mapped, Marker, Nullable, Operand, Text, UserType};
use crate::ast::{Affix, NaryOp, Node};

/// What is text, as far as types know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    label = "this is of type `{Self}`, not `Text`",
    note = "turn it into text with `.cast::<Text>()`"
)]
pub trait IsText: Marker {}

impl IsText for Text {}
impl IsText for Nullable<Text> {}
impl IsText for Any {}
impl<U: UserType<Family = Text>> IsText for Mapped<U> {}

/// Operators on text.
///
/// LIKE follows the database in what a letter's case means. The searches do not: they are
/// case-sensitive, and their `i…` forms insensitive (to ASCII letters at least), everywhere.
/// What is looked for stands for itself: `%` and `_` in it are no wildcards.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let sql = select_from(&t).filter(t.col("name").starts_with("100%")).to_sql(&Ansi)?;
/// assert_eq!(sql.text(), r#"SELECT "t".* FROM "t" WHERE "t"."name" LIKE ? ESCAPE '!'"#);
/// assert_eq!(sql.params(), [Value::from("100!%%")]);
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait TextOps: Operand
where
    Self::Type: IsText,
{
    /// `self LIKE pattern`, with `%` and `_`.
    #[inline]
    fn like(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::like(self.to_node(), pattern.into_node(), None, false))
    }

    /// `self NOT LIKE pattern`
    #[inline]
    fn not_like(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::like(self.to_node(), pattern.into_node(), None, false).negate())
    }

    /// `self LIKE pattern ESCAPE escape`
    #[inline]
    fn like_escape(&self, pattern: impl IntoExpr<Text>, escape: char) -> Cond {
        Expr::new(Node::like(self.to_node(), pattern.into_node(), Some(escape), false))
    }

    /// LIKE that ignores the case of letters.
    #[inline]
    fn ilike(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::like(self.to_node(), pattern.into_node(), None, true))
    }

    /// NOT LIKE that ignores the case of letters.
    #[inline]
    fn not_ilike(&self, pattern: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::like(self.to_node(), pattern.into_node(), None, true).negate())
    }

    /// Whether the text starts with another.
    #[inline]
    fn starts_with(&self, start: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::search(self.to_node(), start.into_node(), Affix::Start, false))
    }

    /// Whether the text ends with another.
    #[inline]
    fn ends_with(&self, end: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::search(self.to_node(), end.into_node(), Affix::End, false))
    }

    /// Whether the text has another in it.
    #[inline]
    fn contains(&self, part: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::search(self.to_node(), part.into_node(), Affix::Anywhere, false))
    }

    /// Whether the text starts with another, ignoring the case of letters.
    #[inline]
    fn istarts_with(&self, start: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::search(self.to_node(), start.into_node(), Affix::Start, true))
    }

    /// Whether the text ends with another, ignoring the case of letters.
    #[inline]
    fn iends_with(&self, end: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::search(self.to_node(), end.into_node(), Affix::End, true))
    }

    /// Whether the text has another in it, ignoring the case of letters.
    #[inline]
    fn icontains(&self, part: impl IntoExpr<Text>) -> Cond {
        Expr::new(Node::search(self.to_node(), part.into_node(), Affix::Anywhere, true))
    }

    /// `self || other`; chains are flat.
    #[inline]
    fn concat<R: IntoExpr<Text>>(
        &self,
        other: R,
    ) -> Expr<super::math::Joined<Self::Type, R::As, Text>> {
        Expr::new(self.to_node().joined(NaryOp::Concat, other.into_node()))
    }
}

impl<O: Operand> TextOps for O where O::Type: IsText {}
