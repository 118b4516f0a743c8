//! Aggregates that mean the same on every database, or are refused.
//!
//! Each may be [`distinct`](Expr::distinct), [`ordered`](Expr::ordered) and
//! [filtered](Expr::filter) where the database can do it.

use super::{
    Any, Array, Bool, Expr, Family, Float, Int, IntoExpr, IsText, Marker, Nullable, Operand,
    Select, SetQuery, Summable, Text, UInt,
};
use crate::ast::{FunctionName, Name, Node, Query};
use crate::value::Json;

fn call<T, const N: usize>(name: &'static str, args: [Node; N]) -> Expr<T> {
    Expr::new(Node::call(FunctionName::Portable(name), |nodes| nodes.extend(args)))
}

/// `string_agg(text, separator)`: the texts after each other, with the separator between them;
/// NULL over no rows. NULLs are left out.
///
/// The separator is a text, and no expression, on MySQL and MariaDB: `GROUP_CONCAT(… SEPARATOR …)`.
/// Their limit on its length is set so high on connecting that nothing is cut. SQLite's
/// `group_concat` is DISTINCT with a comma as separator alone.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let name = pet.col("name").typed::<Text>();
/// let q = select(string_agg(&name, ", ").ordered(name.desc())).from(&pet);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT string_agg("pet"."name", ? ORDER BY "pet"."name" DESC) FROM "pet""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn string_agg<O: Operand>(text: O, separator: impl IntoExpr<Text>) -> Expr<Nullable<Text>>
where
    O::Type: IsText,
{
    call("string_agg", [text.to_node(), separator.into_node()])
}

/// `array_agg(expr)`: the values as an array, NULLs among them; NULL over no rows. PostgreSQL has
/// arrays, and no other.
#[must_use]
pub fn array_agg<O: Operand>(expr: O) -> Expr<Nullable<Array<<O::Type as Marker>::Base>>>
where
    <O::Type as Marker>::Base: Family,
{
    call("array_agg", [expr.to_node()])
}

/// What becomes the same JSON on every database.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not become the same JSON on every database",
    label = "expected integers, floats or text",
    note = "convert it with `.cast::<Text>()`, or leave it to the database with `.typed::<Any>()`"
)]
pub trait JsonScalar: Marker {}

impl JsonScalar for Int {}
impl JsonScalar for UInt {}
impl JsonScalar for Float {}
impl JsonScalar for Text {}
impl JsonScalar for Any {}

/// The values as a JSON array, NULLs as `null` among them; NULL over no rows: `json_agg`,
/// `json_group_array`, `JSON_ARRAYAGG`.
#[must_use]
pub fn json_array_agg<O: Operand>(expr: O) -> Expr<Nullable<Json>>
where
    <O::Type as Marker>::Base: JsonScalar,
{
    call("json_array_agg", [expr.to_node()])
}

/// A JSON object with a member for each row; NULL over no rows: `json_object_agg`,
/// `json_group_object`, `JSON_OBJECTAGG`.
///
/// Where two rows have the same key, which of them is kept is the database's choice, and
/// PostgreSQL keeps both.
#[must_use]
pub fn json_object_agg<K: Operand<Type = Text>, O: Operand>(key: K, expr: O) -> Expr<Nullable<Json>>
where
    <O::Type as Marker>::Base: JsonScalar,
{
    call("json_object_agg", [key.to_node(), expr.to_node()])
}

/// `bool_and(condition)`: whether it holds in all rows where it is not NULL; NULL over no rows. Where
/// the database has no such function it is the least of them.
#[must_use]
pub fn bool_and(condition: impl IntoExpr<Bool>) -> Expr<Nullable<Bool>> {
    call("bool_and", [condition.into_node()])
}

/// `bool_or(condition)`: whether it holds in any row; NULL over no rows. Where the database has no such
/// function it is the greatest of them.
#[must_use]
pub fn bool_or(condition: impl IntoExpr<Bool>) -> Expr<Nullable<Bool>> {
    call("bool_or", [condition.into_node()])
}

/// The aggregates of statistics.
macro_rules! statistics {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        ///
        /// NULLs are left out. SQLite has none of these.
        #[must_use]
        pub fn $name<O: Operand>(expr: O) -> Expr<Nullable<Float>>
        where
            <O::Type as Marker>::Base: Summable,
        {
            call(stringify!($name), [expr.to_node()])
        }
    )+};
}

statistics! {
    /// `stddev_pop(expr)`: the standard deviation of all there is; NULL over no rows.
    stddev_pop;
    /// `stddev_samp(expr)`: the standard deviation as a sample tells it; NULL over one row or none.
    stddev_samp;
    /// `var_pop(expr)`: the variance of all there is; NULL over no rows.
    var_pop;
    /// `var_samp(expr)`: the variance as a sample tells it; NULL over one row or none.
    var_samp;
}

/// A query whose rows can be counted.
pub trait Countable {
    /// The query, with columns of names that differ.
    fn counted(&self) -> Query;
}

impl<S> Countable for Select<S> {
    fn counted(&self) -> Query {
        let mut select = self.tree().clone();
        let rare = select.rare();
        let ordered = select.limit.is_some()
            || select.offset.is_some()
            || !rare.distinct_on.is_empty()
            || rare.with_ties;
        let named = select.items.iter().all(|item| !matches!(item, Node::Star(_) | Node::Raw(_)));
        crate::ast::Shared::make_mut(&mut select).name_for_count(named, ordered);
        Query::Select(select)
    }
}

impl<S> Countable for SetQuery<S> {
    fn counted(&self) -> Query {
        Query::Compound(self.tree().clone())
    }
}

impl crate::ast::Select {
    /// Gives each item a name of its own, and drops an order that decides nothing.
    fn name_for_count(&mut self, named: bool, ordered: bool) {
        if !ordered {
            self.order_by.clear();
        }
        if !named {
            return;
        }
        for (i, item) in (1..).zip(&mut self.items) {
            let renamed = item.clone().label(Name::from(format!("c{i}")));
            for order in &mut self.order_by {
                if order.expr == *item {
                    order.expr = renamed.clone();
                }
            }
            for key in &mut self.group_by {
                if key == item && matches!(item, Node::Label(_)) {
                    *key = renamed.clone();
                }
            }
            *item = renamed;
        }
    }
}

/// How many rows a query has: `SELECT count(*) FROM (query)`. The query's order is left out where it
/// does not decide which rows there are.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let kinds = select(pet.col("kind")).distinct().from(&pet).order_by(pet.col("kind"));
/// assert_eq!(
///     count_of(&kinds).to_sql(&Ansi)?.text(),
///     r#"SELECT count(*) FROM (SELECT DISTINCT "pet"."kind" AS "c1" FROM "pet") AS "q""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn count_of(query: &impl Countable) -> Select<Int> {
    super::select(super::count_all()).from(super::Subquery::new(query.counted(), Name::Static("q")))
}
