//! Aggregates' FILTER, ORDER BY and WITHIN GROUP; window functions.

use super::{Any, Bool, Expr, ExprList, Float, Int, IntoExpr, Marker, Operand, OrderList};
use crate::ast::{
    Bound, Exclude, Frame, FrameUnit, FunctionName, Modifiers, Name, NaryOp, Node, Over,
    Window as Tree,
};

/// Modifies a call, whatever expression it is.
fn modified<T, U>(expr: Expr<T>, what: &str, change: impl FnOnce(&mut Modifiers)) -> Expr<U> {
    Expr::new(expr.into_node().modify(what, change))
}

/// What an aggregate or a window function may have behind its arguments.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let t = table("t");
/// let (team, points) = (t.col("team"), t.col("points"));
/// let rank = rank().over(window().partition_by(&team).order_by(points.desc()));
/// let high = count_all().filter(points.gt(10));
/// assert_eq!(
///     select((rank, high.over(window()))).from(&t).to_sql(&Ansi)?.text(),
///     r#"SELECT rank() OVER (PARTITION BY "t"."team" ORDER BY "t"."points" DESC), count(*) FILTER (WHERE "t"."points" > ?) OVER () FROM "t""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
impl<T> Expr<T> {
    /// `FILTER (WHERE condition)`: the aggregate takes only those rows. Where the database has no
    /// FILTER, count, sum, avg, min and max take a CASE instead, which gives the same.
    #[must_use]
    pub fn filter(self, condition: impl IntoExpr<Bool>) -> Expr<T> {
        let condition = condition.into_node();
        modified(self, "FILTER", |modifiers| match &mut modifiers.filter {
            None => modifiers.filter = Some(condition),
            Some(before) => {
                *before =
                    std::mem::replace(before, Node::Star(None)).joined(NaryOp::And, condition);
            }
        })
    }

    /// ORDER BY among the arguments: the order in which the aggregate takes the rows.
    #[must_use]
    pub fn ordered(self, terms: impl OrderList) -> Expr<T> {
        modified(self, "ORDER BY", |modifiers| terms.append_to(&mut modifiers.order_by))
    }

    /// `WITHIN GROUP (ORDER BY …)`, of an ordered-set aggregate such as `percentile_cont`.
    #[must_use]
    pub fn within_group(self, terms: impl OrderList) -> Expr<T> {
        modified(self, "WITHIN GROUP", |modifiers| terms.append_to(&mut modifiers.within_group))
    }

    /// OVER: computed over a window of rows around each one.
    #[must_use]
    pub fn over(self, window: Window) -> Expr<T> {
        modified(self, "OVER", |modifiers| modifiers.over = Some(Over::Window(window.0)))
    }

    /// OVER a window that the query defines with
    /// [`window`](super::Select::window).
    #[must_use]
    pub fn over_named(self, window: impl Into<Name>) -> Expr<T> {
        modified(self, "OVER", |modifiers| modifiers.over = Some(Over::Named(window.into())))
    }
}

/// A window of rows around each row: which, in which order, how many of them.
#[derive(Clone, Debug, Default)]
#[must_use = "a window does nothing until a function is computed .over(…) it"]
pub struct Window(pub(crate) Tree);

/// A window of all rows.
pub fn window() -> Window {
    Window::default()
}

impl Window {
    /// A window that adds to one that the query names.
    pub fn based_on(name: impl Into<Name>) -> Self {
        Window(Tree { base: Some(name.into()), ..Tree::default() })
    }

    /// PARTITION BY: only the rows that are equal in these.
    pub fn partition_by(mut self, keys: impl ExprList) -> Self {
        keys.append_to(&mut self.0.partition_by);
        self
    }

    /// ORDER BY.
    pub fn order_by(mut self, terms: impl OrderList) -> Self {
        terms.append_to(&mut self.0.order_by);
        self
    }

    /// `ROWS BETWEEN start AND end`
    pub fn rows(self, start: Bound, end: Bound) -> Self {
        self.frame(FrameUnit::Rows, start, end)
    }

    /// `RANGE BETWEEN start AND end`: the rows whose key of ORDER BY lies between the bounds, which are
    /// numbers beside a number, and intervals beside a date or a timestamp.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel_postgres::Postgres;
    ///
    /// let visit = table("visit");
    /// let week = window()
    ///     .order_by(visit.col("day"))
    ///     .range(preceding(Interval::new(0, 6, 0)), current_row());
    /// assert_eq!(
    ///     select(count_all().over(week)).from(&visit).to_sql(&Postgres)?.text(),
    ///     r#"SELECT count(*) OVER (ORDER BY "visit"."day" RANGE BETWEEN $1 PRECEDING AND CURRENT ROW) FROM "visit""#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// Intervals are for PostgreSQL and MySQL, where they are of one unit; SQLite and MariaDB refuse them.
    pub fn range(self, start: Bound, end: Bound) -> Self {
        self.frame(FrameUnit::Range, start, end)
    }

    /// `GROUPS BETWEEN start AND end`
    pub fn groups(self, start: Bound, end: Bound) -> Self {
        self.frame(FrameUnit::Groups, start, end)
    }

    fn frame(mut self, unit: FrameUnit, start: Bound, end: Bound) -> Self {
        let exclude = self.0.frame.and_then(|frame| frame.exclude);
        self.0.frame = Some(Frame { unit, start, end, exclude });
        self
    }

    /// EXCLUDE: what the frame leaves out. Without a frame it is the default one that leaves it
    /// out: up to the current row, or all rows where there is no order.
    pub fn exclude(mut self, exclude: Exclude) -> Self {
        let ordered = !self.0.order_by.is_empty();
        let frame = self.0.frame.get_or_insert_with(|| Frame {
            unit: FrameUnit::Range,
            start: Bound::UnboundedPreceding,
            end: if ordered { Bound::CurrentRow } else { Bound::UnboundedFollowing },
            exclude: None,
        });
        frame.exclude = Some(exclude);
        self
    }
}

/// `UNBOUNDED PRECEDING`
#[must_use]
pub fn unbounded_preceding() -> Bound {
    Bound::UnboundedPreceding
}

/// `n PRECEDING`
#[must_use]
pub fn preceding(n: impl IntoExpr<Any>) -> Bound {
    Bound::Preceding(n.into_node())
}

/// `CURRENT ROW`
#[must_use]
pub fn current_row() -> Bound {
    Bound::CurrentRow
}

/// `n FOLLOWING`
#[must_use]
pub fn following(n: impl IntoExpr<Any>) -> Bound {
    Bound::Following(n.into_node())
}

/// `UNBOUNDED FOLLOWING`
#[must_use]
pub fn unbounded_following() -> Bound {
    Bound::UnboundedFollowing
}

/// A window function of no arguments.
macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident -> $type:ty;)+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name() -> Expr<$type> {
            Expr::new(Node::call(FunctionName::Portable(stringify!($name)), |_| {}))
        }
    )+};
}

functions! {
    /// `row_number()`: the number of the row in its window, from 1.
    row_number -> Int;
    /// `rank()`: the same, where equal rows have the number of the first of them.
    rank -> Int;
    /// `dense_rank()`: the same without gaps.
    dense_rank -> Int;
    /// `percent_rank()`: (rank − 1) / (rows − 1), or 0 of one row.
    percent_rank -> Float;
    /// `cume_dist()`: the share of rows up to this one.
    cume_dist -> Float;
}

/// `ntile(n)`: which of n groups of equal size the row is in, from 1.
#[must_use]
pub fn ntile(n: impl IntoExpr<Int>) -> Expr<Int> {
    call("ntile", [n.into_node()])
}

/// `lag(expr, n)`: its value n rows before; NULL where there is none.
#[must_use]
pub fn lag<O: Operand>(expr: O, n: impl IntoExpr<Int>) -> Expr<<O::Type as Marker>::AsNullable> {
    call("lag", [expr.to_node(), n.into_node()])
}

/// `lead(expr, n)`: its value n rows after; NULL where there is none.
#[must_use]
pub fn lead<O: Operand>(expr: O, n: impl IntoExpr<Int>) -> Expr<<O::Type as Marker>::AsNullable> {
    call("lead", [expr.to_node(), n.into_node()])
}

/// `first_value(expr)`: its value in the first row of the frame.
#[must_use]
pub fn first_value<O: Operand>(expr: O) -> Expr<<O::Type as Marker>::AsNullable> {
    call("first_value", [expr.to_node()])
}

/// `last_value(expr)`: its value in the last row of the frame, which ends at the current row
/// unless the window says otherwise.
#[must_use]
pub fn last_value<O: Operand>(expr: O) -> Expr<<O::Type as Marker>::AsNullable> {
    call("last_value", [expr.to_node()])
}

/// `nth_value(expr, n)`: its value in the nth row of the frame, from 1.
#[must_use]
pub fn nth_value<O: Operand>(
    expr: O,
    n: impl IntoExpr<Int>,
) -> Expr<<O::Type as Marker>::AsNullable> {
    call("nth_value", [expr.to_node(), n.into_node()])
}

fn call<T, const N: usize>(name: &'static str, args: [Node; N]) -> Expr<T> {
    Expr::new(Node::call(FunctionName::Portable(name), |nodes| nodes.extend(args)))
}
