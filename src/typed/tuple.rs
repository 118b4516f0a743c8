//! Row values: `(a, b)`.

use super::{Cond, Expr, ExprList};
use crate::ast::{BinaryOp, InSet, NaryOp, Node, Nodes, Query};

/// A row value: `(a, b)`, which is compared item by item, the first that differs deciding.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
/// use aludel::typed::row;
///
/// let t = table("t");
/// let after = row((t.col("year"), t.col("id"))).gt(row((1990, 7)));
/// assert_eq!(
///     select_from(&t).filter(after).to_sql(&Ansi)?.text(),
///     r#"SELECT "t".* FROM "t" WHERE ("t"."year", "t"."id") > (?, ?)"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct RowValue(Vec<Node>);

/// A row value of some expressions.
#[must_use]
pub fn row(items: impl ExprList) -> RowValue {
    let mut nodes = Nodes::new();
    items.append_to(&mut nodes);
    RowValue(nodes.into_vec())
}

macro_rules! comparisons {
    ($($(#[$doc:meta])* $name:ident => $op:ident;)+) => {
        impl RowValue {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self, other: RowValue) -> Cond {
                    Expr::new(match self.mismatch(&other) {
                        Some(error) => error,
                        None => Node::binary(BinaryOp::$op, self.node(), other.node()),
                    })
                }
            )+
        }
    };
}

comparisons! {
    /// `self = other`
    eq => Eq;
    /// `self <> other`
    ne => Ne;
    /// `self < other`
    lt => Lt;
    /// `self <= other`
    le => Le;
    /// `self > other`
    gt => Gt;
    /// `self >= other`
    ge => Ge;
    /// IS DISTINCT FROM: inequality to which NULL is a value like others.
    is_distinct_from => IsDistinct;
    /// IS NOT DISTINCT FROM: equality to which NULL is a value like others.
    is_not_distinct_from => IsNotDistinct;
}

impl RowValue {
    /// BETWEEN, both bounds included; written as two comparisons, which every database has.
    #[must_use]
    pub fn between(&self, low: RowValue, high: RowValue) -> Cond {
        Expr::new(Node::nary(NaryOp::And, [self.ge(low).into_node(), self.le(high).into_node()]))
    }

    /// `self IN ((…), (…))`. Nothing is in an empty list.
    #[must_use]
    pub fn in_(&self, rows: impl IntoIterator<Item = RowValue>) -> Cond {
        let mut items = Vec::new();
        for row in rows {
            if let Some(error) = self.mismatch(&row) {
                return Expr::new(error);
            }
            items.push(row.node());
        }
        Expr::new(Node::in_list(self.node(), items))
    }

    /// `self NOT IN ((…), (…))`.
    #[must_use]
    pub fn not_in(&self, rows: impl IntoIterator<Item = RowValue>) -> Cond {
        Expr::new(self.in_(rows).into_node().negate())
    }

    /// `self IN (SELECT …)`, of as many columns.
    #[must_use]
    pub fn in_query<S>(&self, query: impl super::IntoQuery<S>) -> Cond {
        let query: Query = query.into_query();
        Expr::new(Node::in_set(self.node(), InSet::Query(query)))
    }

    /// `self NOT IN (SELECT …)`, of as many columns.
    #[must_use]
    pub fn not_in_query<S>(&self, query: impl super::IntoQuery<S>) -> Cond {
        Expr::new(self.in_query(query).into_node().negate())
    }

    fn node(&self) -> Node {
        match &self.0[..] {
            [one] => one.clone(),
            _ => Node::tuple(self.0.clone()),
        }
    }

    fn mismatch(&self, other: &RowValue) -> Option<Node> {
        let (left, right) = (self.0.len(), other.0.len());
        (left != right || left == 0).then(|| {
            Node::error(
                format!("a row of {left} values is compared with one of {right}"),
                "give both sides the same number of values, at least one",
            )
        })
    }
}
