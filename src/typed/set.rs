//! UNION, INTERSECT, EXCEPT; VALUES.

use std::marker::PhantomData;

use super::{Cond, Cte, Expr, Int, IntoExpr, IntoSource, Marker, OrderList, Select, Subquery};
use crate::ast::{
    Cells, Compound, Derived, Name, Node, Order, Query, SetOp, Shared, Source, StatementRef, Values,
};
use crate::engine::{Dynamic, RowType, Statement};
use crate::render::Compile;

/// What gives rows of the shape `S`: a SELECT, or a set operation over some.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a query with rows of the shape `{S}`",
    label = "both sides of a set operation must select the same types",
    note = "make a column nullable with `.nullable()`, or convert it with `.cast::<…>()`"
)]
pub trait IntoQuery<S> {
    /// The query's tree.
    fn into_query(self) -> Query;
}

impl<S> IntoQuery<S> for Select<S> {
    fn into_query(self) -> Query {
        Query::Select(self.into_tree())
    }
}

impl<S> IntoQuery<S> for &Select<S> {
    fn into_query(self) -> Query {
        Query::Select(self.tree().clone())
    }
}

impl<S> IntoQuery<S> for SetQuery<S> {
    fn into_query(self) -> Query {
        Query::Compound(self.tree)
    }
}

impl<S> IntoQuery<S> for &SetQuery<S> {
    fn into_query(self) -> Query {
        Query::Compound(self.tree.clone())
    }
}

/// Several queries combined. Each step is over all before it: `a.union(b).intersect(c)` is
/// `(a UNION b) INTERSECT c`, on every database.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let (a, b) = (table("a"), table("b"));
/// let q = select(a.col("x")).from(&a).union_all(select(b.col("x")).from(&b).limit(1));
/// let q = q.order_by(col("x")).limit(3);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "a"."x" FROM "a" UNION ALL (SELECT "b"."x" FROM "b" LIMIT ?) ORDER BY "x" LIMIT ?"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use = "a query does nothing until a connection runs it"]
pub struct SetQuery<S = Dynamic> {
    tree: Shared<Compound>,
    rows: PhantomData<fn() -> S>,
}

/// The six set operations, on both sorts of queries.
macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident = $op:ident, $all:literal;)+) => {
        impl<S> Select<S> {
            $(
                $(#[$doc])*
                pub fn $name(self, other: impl IntoQuery<S>) -> SetQuery<S> {
                    SetQuery::combine(self.into_query(), SetOp::$op, $all, other.into_query())
                }
            )+
        }

        impl<S> SetQuery<S> {
            $(
                $(#[$doc])*
                pub fn $name(self, other: impl IntoQuery<S>) -> SetQuery<S> {
                    SetQuery::combine(self.into_query(), SetOp::$op, $all, other.into_query())
                }
            )+
        }
    };
}

operations! {
    /// UNION: the rows of both, each once.
    union = Union, false;
    /// UNION ALL: the rows of both.
    union_all = Union, true;
    /// INTERSECT: the rows that both have, each once.
    intersect = Intersect, false;
    /// INTERSECT ALL: the rows that both have, as often as the side has them that has fewer.
    intersect_all = Intersect, true;
    /// EXCEPT: the rows that only this side has, each once.
    except = Except, false;
    /// EXCEPT ALL: the rows of this side, less as many as the other has of them.
    except_all = Except, true;
}

impl<S> Clone for SetQuery<S> {
    fn clone(&self) -> Self {
        SetQuery { tree: self.tree.clone(), rows: PhantomData }
    }
}

impl<S> std::fmt::Debug for SetQuery<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.tree.fmt(f)
    }
}

impl<S> SetQuery<S> {
    fn combine(first: Query, op: SetOp, all: bool, query: Query) -> Self {
        match first.combine(op, all, query) {
            Query::Compound(tree) => SetQuery { tree, rows: PhantomData },
            // Combining gives nothing else.
            other => SetQuery::combine(other, op, all, Query::Select(Shared::default())),
        }
    }

    /// The tree inside.
    #[must_use]
    pub fn tree(&self) -> &Shared<Compound> {
        &self.tree
    }

    pub(super) fn change(mut self, change: impl FnOnce(&mut Compound)) -> Self {
        change(Shared::make_mut(&mut self.tree));
        self
    }

    /// ORDER BY of the whole, by columns or labels of the first query.
    pub fn order_by(self, terms: impl OrderList) -> Self {
        self.change(|tree| {
            terms.append_to(&mut tree.order_by);
            let depth = tree.order_by.iter().map(Order::depth).max();
            tree.deepen(depth.unwrap_or(0));
        })
    }

    /// At most so many rows of the whole.
    pub fn limit(self, count: impl IntoExpr<Int>) -> Self {
        let count = count.into_node();
        self.change(|tree| {
            let depth = count.depth();
            tree.limit = Some(count);
            tree.deepen(depth);
        })
    }

    /// Not the first so many rows of the whole.
    pub fn offset(self, count: impl IntoExpr<Int>) -> Self {
        let count = count.into_node();
        self.change(|tree| {
            let depth = count.depth();
            tree.offset = Some(count);
            tree.deepen(depth);
        })
    }

    /// Adds a common table expression, which the statement may refer to.
    pub fn with<C>(self, cte: &Cte<C>) -> Self {
        self.change(|tree| {
            super::cte::add(&mut tree.with, cte.tree());
            tree.deepen(cte.tree().body.depth());
        })
    }

    /// The query as a table in FROM, under a name.
    pub fn subquery(self, name: impl Into<Name>) -> Subquery {
        Subquery::new(self.into_query(), name.into())
    }

    /// The query as a common table expression.
    pub fn cte(self, name: impl Into<Name>) -> Cte<S> {
        Cte::new(name, self.into_query())
    }

    /// Whether the query has any row.
    pub fn exists(self) -> Cond {
        Expr::new(Node::exists(self.into_query()))
    }
}

impl<T: Marker> SetQuery<T> {
    /// The query as a value: of its one row's one column, NULL if there is no row.
    pub fn scalar(self) -> Expr<T::AsNullable> {
        Expr::new(Node::subquery(self.into_query()))
    }
}

impl<S: RowType> Compile for SetQuery<S> {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Compound(&self.tree)
    }

    fn not_null(&self) -> u128 {
        S::NOT_NULL
    }
}

impl<S: RowType> Statement for SetQuery<S> {
    type Rows = S;
}

/// Rows of values as a table in FROM.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let v = values("v", ["id", "name"], [(1, "one"), (2, "two")]);
/// let q = select((v.col("id"), v.col("name"))).from(&v);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "v"."id", "v"."name" FROM (VALUES (?, ?), (?, ?)) AS "v" ("id", "name")"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn values<N: Into<Name>, R: CellRow>(
    name: impl Into<Name>,
    columns: impl IntoIterator<Item = N>,
    rows: impl IntoIterator<Item = R>,
) -> Subquery {
    let columns = columns.into_iter().map(Into::into).collect::<Vec<Name>>();
    let mut cells = Cells::new();
    let mut uneven = false;
    for row in rows {
        let before = cells.len();
        row.append_to(&mut cells);
        uneven |= cells.len() - before != columns.len();
    }
    if uneven {
        // Rows lie in one flat vector: a short one would borrow from the next.
        cells.clear();
    }
    match Values::new(columns.len(), cells) {
        Ok(values) => {
            Subquery::of(Derived { columns, ..Derived::new(Query::Values(values), name.into()) })
        }
        Err(fault) => Subquery::faulty(fault, name.into()),
    }
}

/// One row of values: a tuple of up to 16.
pub trait CellRow {
    /// Appends the cells.
    fn append_to(self, cells: &mut Cells);
}

impl<E: IntoExpr<super::Any>> CellRow for Vec<E> {
    fn append_to(self, cells: &mut Cells) {
        cells.extend(self.into_iter().map(IntoExpr::into_cell));
    }
}

macro_rules! rows {
    ($($item:ident)+) => {
        impl<$($item: IntoExpr<super::Any>),+> CellRow for ($($item,)+) {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            fn append_to(self, cells: &mut Cells) {
                let ($($item,)+) = self;
                $(cells.push($item.into_cell());)+
            }
        }
    };
}

super::up_to_16!(rows);

/// A function that gives rows, in FROM.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let n = table_function(func("generate_series", (1, 3)), "n").columns(["i"]);
/// let q = select(n.col("i")).from(&n);
/// assert_eq!(q.to_sql(&Ansi)?.text(), r#"SELECT "n"."i" FROM generate_series(?, ?) AS "n" ("i")"#);
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn table_function<T>(call: Expr<T>, name: impl Into<Name>) -> TableFunction {
    TableFunction(Shared::new(crate::ast::TableFunction {
        call: call.into_node(),
        ordinality: false,
        name: name.into(),
        columns: Vec::new(),
    }))
}

/// A function that gives rows, in FROM: see [`table_function`].
#[derive(Clone, Debug)]
pub struct TableFunction(Shared<crate::ast::TableFunction>);

impl TableFunction {
    /// Names for its columns.
    #[must_use]
    pub fn columns<N: Into<Name>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        Shared::make_mut(&mut self.0).columns = names.into_iter().map(Into::into).collect();
        self
    }

    /// WITH ORDINALITY: a last column counts the rows from 1.
    #[must_use]
    pub fn with_ordinality(mut self) -> Self {
        Shared::make_mut(&mut self.0).ordinality = true;
        self
    }

    /// One of its columns.
    #[must_use]
    pub fn col<K: super::ColumnKey>(&self, key: K) -> Expr<K::Type> {
        super::subquery::column(&self.0.name, &key)
    }
}

impl IntoSource for TableFunction {
    fn into_source(self) -> Source {
        Source::Function(self.0)
    }
}

impl IntoSource for &TableFunction {
    fn into_source(self) -> Source {
        Source::Function(self.0.clone())
    }
}
