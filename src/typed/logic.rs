//! AND, OR, NOT and truth tests.

use std::ops::{BitAnd, BitOr, Not};

use super::{Any, Bool, Cond, Expr, IntoExpr, Marker, Nullable, Operand};
use crate::ast::{NaryOp, Node, UnaryOp};

/// What is true or false, as far as types know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition",
    label = "this is of type `{Self}`, not `Bool`"
)]
pub trait IsBool: Marker {}

impl IsBool for Bool {}
impl IsBool for Nullable<Bool> {}
impl IsBool for Any {}

/// Operators on conditions.
pub trait Logic: Operand
where
    Self::Type: IsBool,
{
    /// `self AND other`; chains are flat. To collect conditions in a loop, use [`all`] or
    /// `condition & other`, which do not copy the chain.
    #[inline]
    fn and(&self, other: impl IntoExpr<Bool>) -> Cond {
        Expr::new(self.to_node().joined(NaryOp::And, other.into_node()))
    }

    /// `self OR other`; chains are flat. To collect conditions in a loop, use [`any`] or
    /// `condition | other`, which do not copy the chain.
    #[inline]
    fn or(&self, other: impl IntoExpr<Bool>) -> Cond {
        Expr::new(self.to_node().joined(NaryOp::Or, other.into_node()))
    }

    /// IS TRUE: false where the condition is NULL.
    #[inline]
    fn is_true(&self) -> Cond {
        Expr::new(Node::unary(UnaryOp::IsTrue, self.to_node()))
    }

    /// IS FALSE: false where the condition is NULL.
    #[inline]
    fn is_false(&self) -> Cond {
        Expr::new(Node::unary(UnaryOp::IsFalse, self.to_node()))
    }

    /// IS NOT TRUE: true where the condition is NULL.
    #[inline]
    fn is_not_true(&self) -> Cond {
        Expr::new(Node::unary(UnaryOp::IsNotTrue, self.to_node()))
    }

    /// IS NOT FALSE: true where the condition is NULL.
    #[inline]
    fn is_not_false(&self) -> Cond {
        Expr::new(Node::unary(UnaryOp::IsNotFalse, self.to_node()))
    }
}

impl<O: Operand> Logic for O where O::Type: IsBool {}

/// The negation, in its shortest form: `x NOT IN (…)`, `x IS NOT NULL`.
#[must_use]
#[inline]
pub fn not(condition: impl IntoExpr<Bool>) -> Cond {
    Expr::new(condition.into_node().negate())
}

/// All conditions hold; true if there are none.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let wanted = vec![t.col("a").gt(1), any([t.col("b").eq(2), t.col("c").is_null()])];
/// let sql = select_from(&t).filter(all(wanted)).to_sql(&Ansi)?;
/// assert_eq!(
///     sql.text(),
///     r#"SELECT "t".* FROM "t" WHERE "t"."a" > ? AND ("t"."b" = ? OR "t"."c" IS NULL)"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
#[inline]
pub fn all<C: IntoExpr<Bool>>(conditions: impl IntoIterator<Item = C>) -> Cond {
    Expr::new(Node::nary(NaryOp::And, conditions.into_iter().map(IntoExpr::into_node)))
}

/// At least one condition holds; false if there are none.
#[must_use]
#[inline]
pub fn any<C: IntoExpr<Bool>>(conditions: impl IntoIterator<Item = C>) -> Cond {
    Expr::new(Node::nary(NaryOp::Or, conditions.into_iter().map(IntoExpr::into_node)))
}

impl<T: IsBool> Not for Expr<T> {
    type Output = Cond;
    #[inline]
    fn not(self) -> Cond {
        Expr::new(self.into_node().negate())
    }
}

impl<T: IsBool, R: IntoExpr<Bool>> BitAnd<R> for Expr<T> {
    type Output = Cond;
    #[inline]
    fn bitand(self, other: R) -> Cond {
        Expr::new(self.into_node().joined(NaryOp::And, other.into_node()))
    }
}

impl<T: IsBool, R: IntoExpr<Bool>> BitOr<R> for Expr<T> {
    type Output = Cond;
    #[inline]
    fn bitor(self, other: R) -> Cond {
        Expr::new(self.into_node().joined(NaryOp::Or, other.into_node()))
    }
}
