//! Comparison, IN, BETWEEN and NULL tests.

use super::{
    Any, Column, Cond, Expr, Float, Int, IntoExpr, IntoQuery, Marker, Nullable, Operand, Select,
    SetQuery, UInt,
};
use crate::ast::{BinaryOp, InSet, Node, Query, UnaryOp};
use crate::value::Decimal;

type Base<O> = <<O as Operand>::Type as Marker>::Base;

/// Comparisons, on every handle.
///
/// They follow SQL's three-valued logic, but for `eq` and `ne` with an `Option`: `None` is
/// IS NULL and IS NOT NULL.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let parent: Option<i64> = None;
/// let q = select_from(&t)
///     .filter(t.col("a").ge(1))
///     .filter(t.col("parent").eq(parent))
///     .filter(t.col("b").in_([1, 2]))
///     .filter(t.col("c").between(3, 4));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "t".* FROM "t" WHERE "t"."a" >= ? AND "t"."parent" IS NULL AND "t"."b" IN (?, ?) AND "t"."c" BETWEEN ? AND ?"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait Compare: Operand {
    /// `self = other`; IS NULL if the other is `None`.
    #[inline]
    fn eq(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::equals(self.to_node(), other.into_comparand()))
    }

    /// `self <> other`; IS NOT NULL if the other is `None`.
    #[inline]
    fn ne(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::differs(self.to_node(), other.into_comparand()))
    }

    /// `self < other`
    #[inline]
    fn lt(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::binary(BinaryOp::Lt, self.to_node(), other.into_comparand()))
    }

    /// `self <= other`
    #[inline]
    fn le(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::binary(BinaryOp::Le, self.to_node(), other.into_comparand()))
    }

    /// `self > other`
    #[inline]
    fn gt(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::binary(BinaryOp::Gt, self.to_node(), other.into_comparand()))
    }

    /// `self >= other`
    #[inline]
    fn ge(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::binary(BinaryOp::Ge, self.to_node(), other.into_comparand()))
    }

    /// IS DISTINCT FROM: inequality to which NULL is a value like others.
    fn is_distinct_from(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::binary(BinaryOp::IsDistinct, self.to_node(), other.into_comparand()))
    }

    /// IS NOT DISTINCT FROM: equality to which NULL is a value like others.
    fn is_not_distinct_from(&self, other: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::binary(BinaryOp::IsNotDistinct, self.to_node(), other.into_comparand()))
    }

    /// IS NULL
    fn is_null(&self) -> Cond {
        Expr::new(Node::unary(UnaryOp::IsNull, self.to_node()))
    }

    /// IS NOT NULL
    fn is_not_null(&self) -> Cond {
        Expr::new(Node::unary(UnaryOp::IsNotNull, self.to_node()))
    }

    /// IN: a list or a query of one column. Nothing is in an empty list; a `None` in the
    /// list is spelled out as OR IS NULL.
    #[inline]
    fn in_(&self, set: impl IntoSet<Base<Self>>) -> Cond {
        Expr::new(set.contains(self.to_node()))
    }

    /// NOT IN: a list or a query of one column.
    fn not_in(&self, set: impl IntoSet<Base<Self>>) -> Cond {
        Expr::new(negate_in(set.contains(self.to_node())))
    }

    /// BETWEEN, both bounds included.
    fn between(&self, low: impl Comparand<Base<Self>>, high: impl Comparand<Base<Self>>) -> Cond {
        Expr::new(Node::between(self.to_node(), low.into_comparand(), high.into_comparand()))
    }

    /// BETWEEN SYMMETRIC: between two bounds, whichever is the lower one. It is written as what the
    /// standard (ISO/IEC 9075-2, 8.3) and PostgreSQL make of it, so that no database lacks it;
    /// what is compared and the bounds are then computed twice.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let pet = table("pet");
    /// let q = select(pet.col("name")).from(&pet).filter(pet.col("age").between_symmetric(9, 3));
    /// assert_eq!(
    ///     q.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "pet"."name" FROM "pet" WHERE "pet"."age" BETWEEN ? AND ? OR "pet"."age" BETWEEN ? AND ?"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    fn between_symmetric(
        &self,
        one: impl Comparand<Base<Self>>,
        other: impl Comparand<Base<Self>>,
    ) -> Cond {
        let (one, other) = (one.into_comparand(), other.into_comparand());
        Expr::new(Node::between_symmetric(self.to_node(), one, other))
    }

    /// NOT BETWEEN, both bounds included.
    fn not_between(
        &self,
        low: impl Comparand<Base<Self>>,
        high: impl Comparand<Base<Self>>,
    ) -> Cond {
        Expr::new(
            Node::between(self.to_node(), low.into_comparand(), high.into_comparand()).negate(),
        )
    }

    /// An operator of the database by its symbol or word, between this and another operand.
    fn op(&self, symbol: &'static str, other: impl IntoExpr<super::Any>) -> Expr<super::Any> {
        let symbol = crate::ast::Name::Static(symbol);
        Expr::new(Node::infix(symbol, self.to_node(), other.into_node()))
    }

    /// The same, of an operator that is known to bind like another one, and to give a type:
    /// fewer parentheses are written.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::{Ansi, Op};
    ///
    /// let t = table("t");
    /// let near = t.col("a").op_with::<Float>("<->", Op::Add, t.col("b"));
    /// let sql = select_from(&t).filter(near.lt(0.5)).to_sql(&Ansi)?;
    /// assert_eq!(sql.text(), r#"SELECT "t".* FROM "t" WHERE "t"."a" <-> "t"."b" < ?"#);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    fn op_with<T: Marker>(
        &self,
        symbol: &'static str,
        binds: crate::dialect::Op,
        other: impl IntoExpr<super::Any>,
    ) -> Expr<T> {
        let symbol = crate::ast::Name::Static(symbol);
        Expr::new(Node::infix_like(symbol, binds, self.to_node(), other.into_node()))
    }
}

impl<O: Operand + ?Sized> Compare for O {}

/// `NOT (x IN (…) OR x IS NULL)` is `x NOT IN (…) AND x IS NOT NULL`.
fn negate_in(node: Node) -> Node {
    match &node {
        Node::Nary(nary) => {
            Node::nary(crate::ast::NaryOp::And, nary.items.iter().map(|item| item.clone().negate()))
        }
        _ => node.negate(),
    }
}

/// What a value of type `T` can be compared with: what stands for `T`, and numbers of all
/// families with each other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an SQL expression of type `{T}`",
    label = "expected a value, column or expression of type `{T}`",
    note = "convert an expression with `.cast::<…>()`, or vouch for its type with `.typed::<…>()`"
)]
pub trait Comparand<T> {
    /// The node.
    fn into_comparand(self) -> Node;
}

#[diagnostic::do_not_recommend]
impl<T, E: IntoExpr<T>> Comparand<T> for E {
    #[inline]
    fn into_comparand(self) -> Node {
        self.into_node()
    }
}

/// A number is compared with a number of another family as it is: unlike an assignment, this
/// loses nothing.
macro_rules! numbers {
    ($($family:ty: $($handle:ty),+;)+) => {$($(
        #[diagnostic::do_not_recommend]
        impl Comparand<$family> for $handle {
            fn into_comparand(self) -> Node {
                IntoExpr::<Any>::into_node(self)
            }
        }
    )+)+};
    (@handles $family:ty: $($other:ty),+) => {
        numbers! { $family: $(
            Expr<$other>, &Expr<$other>, Column<$other>, &Column<$other>,
            Expr<Nullable<$other>>, &Expr<Nullable<$other>>,
            Column<Nullable<$other>>, &Column<Nullable<$other>>
        ),+; }
    };
}

numbers!(@handles Int: Decimal, Float, UInt);
numbers!(@handles UInt: Int, Decimal, Float);
numbers!(@handles Decimal: UInt, Float);
numbers!(@handles Float: UInt, Decimal);
numbers! {
    Int: f64, f32, Decimal, &Decimal;
    UInt: f64, Decimal, &Decimal;
}

/// What a value of type `T` can be looked up in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list or a one-column query of type `{T}`",
    label = "expected an array, a Vec or a slice of `{T}`, or a query that selects one `{T}`"
)]
pub trait IntoSet<T> {
    /// The condition that an operand is in the set.
    fn contains(self, operand: Node) -> Node;
}

impl<T, V: IntoExpr<T>> IntoSet<T> for Vec<V> {
    fn contains(self, operand: Node) -> Node {
        Node::in_list(operand, self.into_iter().map(IntoExpr::into_node).collect())
    }
}

impl<T, V: IntoExpr<T>, const N: usize> IntoSet<T> for [V; N] {
    fn contains(self, operand: Node) -> Node {
        Node::in_list(operand, self.into_iter().map(IntoExpr::into_node).collect())
    }
}

impl<'a, T, V> IntoSet<T> for &'a [V]
where
    &'a V: IntoExpr<T>,
{
    fn contains(self, operand: Node) -> Node {
        Node::in_list(operand, self.iter().map(IntoExpr::into_node).collect())
    }
}

impl<'a, T, V, const N: usize> IntoSet<T> for &'a [V; N]
where
    &'a V: IntoExpr<T>,
{
    fn contains(self, operand: Node) -> Node {
        IntoSet::<T>::contains(self.as_slice(), operand)
    }
}

impl<'a, T, V> IntoSet<T> for &'a Vec<V>
where
    &'a V: IntoExpr<T>,
{
    fn contains(self, operand: Node) -> Node {
        IntoSet::<T>::contains(self.as_slice(), operand)
    }
}

impl<T, S: OneColumn<T>> IntoSet<T> for Select<S> {
    fn contains(self, operand: Node) -> Node {
        Node::in_set(operand, InSet::Query(Query::Select(self.into_tree())))
    }
}

impl<T, S: OneColumn<T>> IntoSet<T> for &Select<S> {
    fn contains(self, operand: Node) -> Node {
        IntoSet::<T>::contains(self.clone(), operand)
    }
}

impl<T, S: OneColumn<T>> IntoSet<T> for SetQuery<S> {
    fn contains(self, operand: Node) -> Node {
        Node::in_set(operand, InSet::Query(self.into_query()))
    }
}

impl<T, S: OneColumn<T>> IntoSet<T> for &SetQuery<S> {
    fn contains(self, operand: Node) -> Node {
        IntoSet::<T>::contains(self.clone(), operand)
    }
}

/// The rows of a query that has one column of type `T`, as far as types know.
pub trait OneColumn<T> {}

impl<T, M: Marker> OneColumn<T> for M where Expr<M>: IntoExpr<T> {}
impl<T, M: Marker> OneColumn<T> for (M,) where Expr<M>: IntoExpr<T> {}
impl<T> OneColumn<T> for crate::engine::Dynamic {}
