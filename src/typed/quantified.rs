//! ANY and ALL, and collations.

use super::compare::OneColumn;
use super::text::IsText;
use super::{Array, Cond, Expr, Family, IntoExpr, Marker, Operand, Select};
use crate::ast::{BinaryOp, Name, Node, Query};

type Base<O> = <<O as Operand>::Type as Marker>::Base;

/// What ANY and ALL compare with: a query of one column, or an array.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a one-column query or an array of type `{T}`",
    label = "expected a query that selects one `{T}`, or an expression of an array"
)]
pub trait IntoQuantified<T> {
    /// The query or the array.
    fn into_quantified(self) -> Node;
}

#[diagnostic::do_not_recommend]
impl<T, S: OneColumn<T>> IntoQuantified<T> for Select<S> {
    fn into_quantified(self) -> Node {
        Node::subquery(Query::Select(self.into_tree()))
    }
}

#[diagnostic::do_not_recommend]
impl<T, S: OneColumn<T>> IntoQuantified<T> for &Select<S> {
    fn into_quantified(self) -> Node {
        IntoQuantified::<T>::into_quantified(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Family> IntoQuantified<T> for Expr<Array<T>> {
    fn into_quantified(self) -> Node {
        self.into_node()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Family> IntoQuantified<T> for crate::value::Array {
    fn into_quantified(self) -> Node {
        IntoExpr::<Array<T>>::into_node(self)
    }
}

macro_rules! quantified {
    ($($(#[$doc:meta])* $name:ident => $op:ident, $all:literal;)+) => {
        /// Comparisons with ANY or ALL rows of a query, or elements of an array. SQLite has
        /// neither: `eq_any` and `ne_all` are IN and NOT IN there, and the others are refused.
        ///
        /// ```
        /// use aludel::prelude::*;
        /// use aludel::dialect::Ansi;
        ///
        /// let (t, u) = (table("t"), table("u"));
        /// let q = select_from(&t).filter(t.col("a").gt_all(select(u.col("b"))));
        /// assert_eq!(
        ///     q.to_sql(&Ansi)?.text(),
        ///     r#"SELECT "t".* FROM "t" WHERE "t"."a" > ALL (SELECT "u"."b" FROM "u")"#
        /// );
        /// # Ok::<(), aludel::Error>(())
        /// ```
        pub trait QuantifiedOps: Operand {
            $(
                $(#[$doc])*
                #[inline]
                fn $name(&self, of: impl IntoQuantified<Base<Self>>) -> Cond {
                    let right = of.into_quantified();
                    Expr::new(Node::quantified(BinaryOp::$op, $all, self.to_node(), right))
                }
            )+
        }
    };
}

quantified! {
    /// `self = ANY (…)`
    eq_any => Eq, false;
    /// `self <> ANY (…)`
    ne_any => Ne, false;
    /// `self < ANY (…)`
    lt_any => Lt, false;
    /// `self <= ANY (…)`
    le_any => Le, false;
    /// `self > ANY (…)`
    gt_any => Gt, false;
    /// `self >= ANY (…)`
    ge_any => Ge, false;
    /// `self = ALL (…)`
    eq_all => Eq, true;
    /// `self <> ALL (…)`
    ne_all => Ne, true;
    /// `self < ALL (…)`
    lt_all => Lt, true;
    /// `self <= ALL (…)`
    le_all => Le, true;
    /// `self > ALL (…)`
    gt_all => Gt, true;
    /// `self >= ALL (…)`
    ge_all => Ge, true;
}

impl<O: Operand + ?Sized> QuantifiedOps for O {}

/// Collations, on text. Their names are the database's own.
pub trait CollateOps: Operand
where
    Self::Type: IsText,
{
    /// `self COLLATE name`
    #[inline]
    fn collate(&self, name: impl Into<Name>) -> Expr<Self::Type> {
        Expr::new(Node::collate(self.to_node(), None, name.into()))
    }

    /// `self COLLATE schema.name`, on PostgreSQL.
    #[inline]
    fn collate_in(&self, schema: impl Into<Name>, name: impl Into<Name>) -> Expr<Self::Type> {
        Expr::new(Node::collate(self.to_node(), Some(schema.into()), name.into()))
    }
}

impl<O: Operand> CollateOps for O where O::Type: IsText {}
