//! The SELECT builder.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{
    Bool, Cond, Expr, ExprList, Int, IntoExpr, IntoSource, Marker, OrderList, Push, RowShape,
    SelectList,
};
use crate::ast::{self, Anchor, CustomClause, Distinct, Name, Node, Query, Shared};
use crate::engine::Dynamic;

/// A SELECT whose rows have the shape `S`.
///
/// A builder by value, one pointer wide: a chain of calls changes one allocation, a clone is
/// cheap, and a finished query can be extended further. Mistakes are reported when it is
/// compiled.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let q = select((pet.col("kind"), count_all()))
///     .from(&pet)
///     .filter(pet.col("age").gt(3))
///     .group_by(pet.col("kind"))
///     .order_by(pet.col("kind"))
///     .limit(5);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "pet"."kind", count(*) FROM "pet" WHERE "pet"."age" > ? GROUP BY "pet"."kind" ORDER BY "pet"."kind" LIMIT ?"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use = "a query does nothing until a connection runs it"]
pub struct Select<S = Dynamic> {
    tree: Shared<ast::Select>,
    rows: PhantomData<fn() -> S>,
}

/// Starts a SELECT with its list: a column, an expression, or a tuple of them, which fixes
/// the type of the rows.
#[inline]
pub fn select<L: SelectList>(list: L) -> Select<L::Rows> {
    Select::from_tree(Shared::default()).change(|tree| append(list, tree))
}

/// Starts a SELECT of all columns of a table, a subquery or a join. Its rows are dynamic.
pub fn select_from(source: impl IntoSource) -> Select<Dynamic> {
    let source = source.into_source();
    let star = match &source {
        ast::Source::Table(table) => Some(table.name().clone()),
        ast::Source::Derived(derived) => Some(derived.name.clone()),
        ast::Source::Sample(sample) => Some(sample.table.name().clone()),
        _ => None,
    };
    let star = Node::Star(star.map(Shared::new));
    Select::from_tree(Shared::new(ast::Select::of([star]))).from(source)
}

impl<S> Clone for Select<S> {
    fn clone(&self) -> Self {
        Select { tree: self.tree.clone(), rows: PhantomData }
    }
}

impl<S> std::fmt::Debug for Select<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.tree.fmt(f)
    }
}

impl<S> Select<S> {
    /// Wraps a tree, taking the caller's word for the shape of its rows.
    pub fn from_tree(tree: Shared<ast::Select>) -> Self {
        Select { tree, rows: PhantomData }
    }

    /// The tree inside.
    #[must_use]
    pub fn tree(&self) -> &Shared<ast::Select> {
        &self.tree
    }

    /// The tree inside, owned.
    #[must_use]
    pub fn into_tree(self) -> Shared<ast::Select> {
        self.tree
    }

    /// Changes the tree, copying it first if it is shared.
    #[inline]
    pub(super) fn change(mut self, change: impl FnOnce(&mut ast::Select)) -> Self {
        change(Shared::make_mut(&mut self.tree));
        self
    }

    /// Adds a table, a subquery or a join to FROM.
    #[inline]
    pub fn from(self, source: impl IntoSource) -> Self {
        let source = source.into_source();
        self.change(|tree| {
            let depth = source.depth();
            tree.from.push(source);
            tree.deepen(depth);
        })
    }

    /// Adds a condition to WHERE, with AND.
    #[inline]
    pub fn filter(self, condition: impl IntoExpr<Bool>) -> Self {
        let condition = condition.into_node();
        self.change(|tree| {
            ast::Select::and(&mut tree.filter, condition);
            let depth = tree.filter.as_ref().map_or(0, Node::depth);
            tree.deepen(depth);
        })
    }

    /// Adds keys to GROUP BY.
    pub fn group_by(self, keys: impl ExprList) -> Self {
        self.change(|tree| {
            keys.append_to(&mut tree.group_by);
            tree.deepen(ast::deepest(&tree.group_by));
        })
    }

    /// Adds a condition to HAVING, with AND.
    pub fn having(self, condition: impl IntoExpr<Bool>) -> Self {
        let condition = condition.into_node();
        self.change(|tree| {
            ast::Select::and(&mut tree.having, condition);
            let depth = tree.having.as_ref().map_or(0, Node::depth);
            tree.deepen(depth);
        })
    }

    /// Adds terms to ORDER BY.
    pub fn order_by(self, terms: impl OrderList) -> Self {
        self.change(|tree| {
            terms.append_to(&mut tree.order_by);
            let depth = tree.order_by.iter().map(ast::Order::depth).max();
            tree.deepen(depth.unwrap_or(0));
        })
    }

    /// At most so many rows.
    pub fn limit(self, count: impl IntoExpr<Int>) -> Self {
        let count = count.into_node();
        self.change(|tree| {
            let depth = count.depth();
            tree.limit = Some(count);
            tree.deepen(depth);
        })
    }

    /// Not the first so many rows.
    pub fn offset(self, count: impl IntoExpr<Int>) -> Self {
        let count = count.into_node();
        self.change(|tree| {
            let depth = count.depth();
            tree.offset = Some(count);
            tree.deepen(depth);
        })
    }

    /// DISTINCT: of equal rows one.
    pub fn distinct(self) -> Self {
        self.change(|tree| tree.distinct = Distinct::Distinct)
    }

    /// Adds a clause from outside this crate at a place.
    pub fn clause(self, at: Anchor, clause: impl CustomClause + 'static) -> Self {
        self.change(|tree| tree.rare_mut().custom.push((at, Arc::new(clause))))
    }

    /// Adds a column at the end of the list, and to the rows' type.
    pub fn column<C: SelectList>(self, column: C) -> Select<S::Longer>
    where
        S: Push<C::Rows> + RowShape,
        C::Rows: RowShape,
    {
        Select::from_tree(self.change(|tree| append(column, tree)).tree)
    }

    /// The query as a table in FROM, under a name.
    pub fn subquery(self, name: impl Into<Name>) -> super::Subquery {
        super::Subquery::new(Query::Select(self.tree), name.into())
    }

    /// The query as a table in FROM that sees what stands before it: LATERAL.
    pub fn lateral(self, name: impl Into<Name>) -> super::Subquery {
        super::Subquery::of(ast::Derived {
            lateral: true,
            ..ast::Derived::new(Query::Select(self.tree), name.into())
        })
    }

    /// Whether the query has any row.
    pub fn exists(self) -> Cond {
        Expr::new(Node::exists(Query::Select(self.tree)))
    }
}

impl<T: Marker> Select<T> {
    /// The query as a value: of its one row's one column, NULL if there is no row.
    pub fn scalar(self) -> Expr<T::AsNullable> {
        Expr::new(Node::subquery(Query::Select(self.tree)))
    }
}

impl<T: Marker> Select<(T,)> {
    /// The query as a value: of its one row's one column, NULL if there is no row.
    pub fn scalar(self) -> Expr<T::AsNullable> {
        Expr::new(Node::subquery(Query::Select(self.tree)))
    }
}

impl Select<Dynamic> {
    /// The query as a value: of its one row's one column, NULL if there is no row.
    pub fn scalar(self) -> Expr<super::Any> {
        Expr::new(Node::subquery(Query::Select(self.tree)))
    }

    /// Adds a column at the end of the list.
    pub fn add_column(self, column: impl IntoExpr<super::Any>) -> Self {
        let column = column.into_node();
        self.change(|tree| {
            let depth = column.depth();
            tree.items.push(column);
            tree.deepen(depth);
        })
    }
}

/// Appends a list to the select list.
#[inline]
fn append(list: impl SelectList, tree: &mut ast::Select) {
    list.append_to(&mut tree.items);
    tree.deepen(ast::deepest(&tree.items));
}
