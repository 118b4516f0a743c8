//! ROLLUP, CUBE, GROUPING SETS and `grouping()`.

use super::{Any, Expr, ExprList, Int};
use crate::ast::{FunctionName, Grouping, Node, Nodes};

fn nodes(keys: impl ExprList) -> Nodes {
    let mut nodes = Nodes::new();
    keys.append_to(&mut nodes);
    nodes
}

/// `ROLLUP (a, b)` in GROUP BY: the groups by a and b, by a, and all rows as one. A key is NULL in
/// the rows of the sets that leave it out; [`grouping`] tells those from groups of NULLs.
///
/// Where the database has no such sets, they are one query each, with UNION ALL.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let sale = table("sale");
/// let (year, city) = (sale.col("year"), sale.col("city"));
/// let q = select((&year, &city, count_all())).from(&sale).group_by(rollup((&year, &city)));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "sale"."year", "sale"."city", count(*) FROM "sale" GROUP BY ROLLUP ("sale"."year", "sale"."city")"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn rollup(keys: impl ExprList) -> Expr<Any> {
    Expr::new(Node::grouping(Grouping::Rollup, nodes(keys)))
}

/// `CUBE (a, b)` in GROUP BY: the groups by a and b, by a, by b, and all rows as one.
#[must_use]
pub fn cube(keys: impl ExprList) -> Expr<Any> {
    Expr::new(Node::grouping(Grouping::Cube, nodes(keys)))
}

/// `GROUPING SETS ((a, b), (a), ())` in GROUP BY, of [`grouping_set`]s, rollups and cubes.
///
/// ```
/// # use aludel::prelude::*;
/// # use aludel::dialect::Ansi;
/// let t = table("t");
/// let sets = grouping_sets([grouping_set(t.col("a")), grouping_set(())]);
/// let q = select((t.col("a"), grouping(t.col("a")), count_all())).from(&t).group_by(sets);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "t"."a", grouping("t"."a"), count(*) FROM "t" GROUP BY GROUPING SETS (("t"."a"), ())"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn grouping_sets(sets: impl ExprList) -> Expr<Any> {
    Expr::new(Node::grouping(Grouping::Sets, nodes(sets)))
}

/// `(a, b)`: keys that are grouped by together, in GROUPING SETS, ROLLUP and CUBE. `()` is all
/// rows as one group.
#[must_use]
pub fn grouping_set(keys: impl ExprList) -> Expr<Any> {
    Expr::new(Node::tuple(nodes(keys).into_vec()))
}

/// `grouping(a, b)`: a bit for each key, the last one's lowest: 1 in the rows of a set that leaves
/// the key out.
#[must_use]
pub fn grouping(keys: impl ExprList) -> Expr<Int> {
    Expr::new(Node::function(FunctionName::Portable("grouping"), nodes(keys)))
}
