//! CASE.

use std::marker::PhantomData;

use smallvec::{SmallVec, smallvec};

use super::{Bool, Expr, IntoExpr, Marker, Nullability, Operand, Term};
use crate::ast::{Node, When};

/// Starts a CASE whose branches have conditions.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let n = t.col("n").typed::<Int>();
/// let size = case(n.gt(10), literal("big").typed::<Text>()).otherwise("small");
/// assert_eq!(
///     select(size.label("size")).from(&t).to_sql(&Ansi)?.text(),
///     r#"SELECT CASE WHEN "t"."n" > ? THEN 'big' ELSE ? END AS "size" FROM "t""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
#[inline]
pub fn case<R: Branch>(condition: impl IntoExpr<Bool>, result: R) -> CaseBuilder<R::Type> {
    CaseBuilder {
        operand: None,
        branches: smallvec![When {
            condition: condition.into_node(),
            result: result.into_branch()
        }],
        marker: PhantomData,
    }
}

/// Starts a CASE whose branches are values that an operand is compared with.
#[must_use]
#[inline]
pub fn case_of<O: Operand, R: Branch>(
    operand: &O,
    value: impl IntoExpr<<O::Type as Marker>::Base>,
    result: R,
) -> CaseBuilder<R::Type> {
    CaseBuilder {
        operand: Some(operand.to_node()),
        branches: smallvec![When { condition: value.into_node(), result: result.into_branch() }],
        marker: PhantomData,
    }
}

/// A CASE under construction, whose results are of type `T`.
#[derive(Clone, Debug)]
pub struct CaseBuilder<T> {
    operand: Option<Node>,
    branches: SmallVec<[When; 1]>,
    marker: PhantomData<fn() -> T>,
}

type Either<T, R> =
    <<<T as Marker>::Null as Nullability>::Or<<R as Marker>::Null> as Nullability>::Apply<
        <T as Marker>::Base,
    >;

impl<T: Marker> CaseBuilder<T> {
    /// Adds `WHEN condition THEN result`; in a `case_of` the condition is a value.
    #[must_use]
    #[inline]
    pub fn when<R: IntoExpr<T::Base>>(
        mut self,
        condition: impl IntoExpr<super::Any>,
        result: R,
    ) -> CaseBuilder<Either<T, R::As>> {
        self.branches.push(When { condition: condition.into_node(), result: result.into_node() });
        CaseBuilder { operand: self.operand, branches: self.branches, marker: PhantomData }
    }

    /// Ends the CASE with `ELSE result`.
    #[must_use]
    #[inline]
    pub fn otherwise<R: IntoExpr<T::Base>>(self, result: R) -> Expr<Either<T, R::As>> {
        Expr::new(Node::case(self.operand, self.branches, Some(result.into_node())))
    }

    /// Ends the CASE: it is NULL where no branch holds.
    #[must_use]
    #[inline]
    pub fn end(self) -> Expr<T::AsNullable> {
        Expr::new(Node::case(self.operand, self.branches, None))
    }
}

/// A result of a branch, which says of which type the CASE is.
pub trait Branch {
    /// What it is of.
    type Type: Marker;
    /// Its node.
    fn into_branch(self) -> Node;
}

impl<T: Term> Branch for T {
    type Type = T::Type;
    #[inline]
    fn into_branch(self) -> Node {
        self.into_term()
    }
}

/// Values that arithmetic does not know.
macro_rules! branches {
    ($($rust:ty => $marker:ty;)+) => {$(
        impl Branch for $rust {
            type Type = $marker;
            #[inline]
            fn into_branch(self) -> Node {
                Node::value(self)
            }
        }
    )+};
}

branches! {
    &str => super::Text;
    String => super::Text;
    bool => Bool;
}
