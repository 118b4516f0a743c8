//! Functions.
//!
//! Any function of the database is called by its name with [`func`]; those here mean the
//! same on every database and have types.

use super::math::Joined;
use super::{
    Any, Expr, ExprList, Float, Int, IntoExpr, IsText, Marker, Nullable, Operand, Text, UInt,
};
use crate::ast::{FunctionName, Name, Node};
use crate::value::Decimal;

/// A function of the database by its name: words with dots between them.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let sql = select(func("hex", t.col("data"))).from(&t).to_sql(&Ansi)?;
/// assert_eq!(sql.text(), r#"SELECT hex("t"."data") FROM "t""#);
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
#[inline]
pub fn func(name: impl Into<Name>, args: impl ExprList) -> Expr<Any> {
    Expr::new(Node::call(FunctionName::Named(name.into()), |nodes| args.append_to(nodes)))
}

#[inline]
pub(super) fn portable<T, const N: usize>(name: &'static str, args: [Node; N]) -> Expr<T> {
    Expr::new(Node::call(FunctionName::Portable(name), |nodes| {
        args.into_iter().for_each(|arg| nodes.push(arg));
    }))
}

/// `count(expr)`: how many rows have a value.
#[must_use]
#[inline]
pub fn count(expr: impl IntoExpr<Any>) -> Expr<Int> {
    portable("count", [expr.into_node()])
}

/// `count(*)`: how many rows there are.
#[must_use]
#[inline]
pub fn count_all() -> Expr<Int> {
    portable("count", [Node::Star(None)])
}

/// `count(DISTINCT expr)`: how many different values there are.
#[must_use]
#[inline]
pub fn count_distinct(expr: impl IntoExpr<Any>) -> Expr<Int> {
    count(expr).distinct()
}

impl<T> Expr<T> {
    /// An aggregate's DISTINCT: each different value is taken once.
    #[must_use]
    #[inline]
    pub fn distinct(self) -> Expr<T> {
        Expr::new(self.into_node().distinct_call())
    }
}

/// What can be summed up.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be summed up: it is not a number",
    label = "expected an expression of a number"
)]
pub trait Summable: Marker {
    /// What the mean of it is: exact numbers have a decimal mean.
    type Mean: Marker;
}

impl Summable for Int {
    type Mean = Nullable<Decimal>;
}
impl Summable for UInt {
    type Mean = Nullable<Decimal>;
}
impl Summable for Decimal {
    type Mean = Nullable<Decimal>;
}
impl Summable for Float {
    type Mean = Nullable<Float>;
}
impl Summable for Any {
    type Mean = Any;
}

/// `sum(expr)`; NULL over no rows. A sum of integers is an exact integer or an error.
#[must_use]
#[inline]
pub fn sum<O: Operand>(expr: O) -> Expr<<O::Type as Marker>::AsNullable>
where
    <O::Type as Marker>::Base: Summable,
{
    portable("sum", [expr.to_node()])
}

/// `avg(expr)`; NULL over no rows. The mean of exact numbers is a decimal, of as many digits
/// as the database gives.
#[must_use]
#[inline]
pub fn avg<O: Operand>(expr: O) -> Expr<<<O::Type as Marker>::Base as Summable>::Mean>
where
    <O::Type as Marker>::Base: Summable,
{
    portable("avg", [expr.to_node()])
}

/// `min(expr)`; NULL over no rows.
#[must_use]
#[inline]
pub fn min<O: Operand>(expr: O) -> Expr<<O::Type as Marker>::AsNullable> {
    portable("min", [expr.to_node()])
}

/// `max(expr)`; NULL over no rows.
#[must_use]
#[inline]
pub fn max<O: Operand>(expr: O) -> Expr<<O::Type as Marker>::AsNullable> {
    portable("max", [expr.to_node()])
}

/// `coalesce(expr, fallback)`: the first that is not NULL. It is nullable if the fallback is.
#[must_use]
#[inline]
pub fn coalesce<O: Operand, R: IntoExpr<<O::Type as Marker>::Base>>(
    expr: O,
    fallback: R,
) -> Expr<R::As> {
    portable("coalesce", [expr.to_node(), fallback.into_node()])
}

/// `nullif(expr, value)`: NULL where the two are equal.
#[must_use]
#[inline]
pub fn nullif<O: Operand>(
    expr: O,
    value: impl IntoExpr<<O::Type as Marker>::Base>,
) -> Expr<<O::Type as Marker>::AsNullable> {
    portable("nullif", [expr.to_node(), value.into_node()])
}

/// `lower(text)`
#[must_use]
#[inline]
pub fn lower<O: Operand>(text: O) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("lower", [text.to_node()])
}

/// `upper(text)`
#[must_use]
#[inline]
pub fn upper<O: Operand>(text: O) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("upper", [text.to_node()])
}

/// `trim(text)`: without the spaces at both ends.
#[must_use]
#[inline]
pub fn trim<O: Operand>(text: O) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("trim", [text.to_node()])
}

/// The number of characters of a text.
#[must_use]
#[inline]
pub fn length<O: Operand>(text: O) -> Expr<Joined<O::Type, O::Type, Int>>
where
    O::Type: IsText,
{
    portable("length", [text.to_node()])
}

/// `replace(text, from, to)`: every occurrence.
#[must_use]
#[inline]
pub fn replace<O: Operand>(
    text: O,
    from: impl IntoExpr<Text>,
    to: impl IntoExpr<Text>,
) -> Expr<<O::Type as Marker>::AsNullable>
where
    O::Type: IsText,
{
    portable("replace", [text.to_node(), from.into_node(), to.into_node()])
}

/// `substr(text, start, length)`; the first character is 1.
#[must_use]
#[inline]
pub fn substring<O: Operand>(
    text: O,
    start: impl IntoExpr<Int>,
    length: impl IntoExpr<Int>,
) -> Expr<<O::Type as Marker>::AsNullable>
where
    O::Type: IsText,
{
    portable("substr", [text.to_node(), start.into_node(), length.into_node()])
}

/// All texts after each other: `a || b || c`. NULL if one of them is.
#[must_use]
#[inline]
pub fn concat<E: IntoExpr<Text>>(texts: impl IntoIterator<Item = E>) -> Expr<Nullable<Text>> {
    Expr::new(Node::nary(crate::ast::NaryOp::Concat, texts.into_iter().map(IntoExpr::into_node)))
}

/// `abs(number)`
#[must_use]
#[inline]
pub fn abs<O: Operand>(number: O) -> Expr<O::Type>
where
    <O::Type as Marker>::Base: Summable,
{
    portable("abs", [number.to_node()])
}

/// `round(number, digits)`
#[must_use]
#[inline]
pub fn round<O: Operand>(number: O, digits: impl IntoExpr<Int>) -> Expr<O::Type>
where
    <O::Type as Marker>::Base: Summable,
{
    portable("round", [number.to_node(), digits.into_node()])
}
