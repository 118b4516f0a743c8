//! The INSERT builder.

use std::marker::PhantomData;

use super::{ColumnList, ValueRow, target};
use crate::ast::{self, Cell, Cells, Fault, Node, Nodes, Rows, Shared, TableRef, Targets};
use crate::typed::{ColumnKey, IntoExpr, IntoQuery, Marker, SelectList};

/// An INSERT into columns of the types `C`, which returns rows of the shape `S`.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let q = insert(&pet).set("name", "Rex").set("age", 3);
/// assert_eq!(q.to_sql(&Ansi)?.text(), r#"INSERT INTO "pet" ("name", "age") VALUES (?, ?)"#);
///
/// let q = insert(&pet).columns(("name", "age")).values(("Rex", 3)).values(("Tom", 4));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"INSERT INTO "pet" ("name", "age") VALUES (?, ?), (?, ?)"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use = "an INSERT does nothing until a connection runs it"]
pub struct Insert<C = (), S = ()> {
    tree: Shared<ast::Insert>,
    types: PhantomData<fn() -> (C, S)>,
}

/// Starts an INSERT into a table.
pub fn insert(table: impl Into<TableRef>) -> Insert {
    Insert::wrap(Shared::new(ast::Insert {
        with: None,
        table: table.into(),
        columns: Targets::new(),
        rows: Rows::Values(Cells::new()),
        returning: Nodes::new(),
        rare: None,
        fault: None,
        depth: 0,
    }))
}

impl<C, S> Clone for Insert<C, S> {
    fn clone(&self) -> Self {
        Insert::wrap(self.tree.clone())
    }
}

impl<C, S> std::fmt::Debug for Insert<C, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.tree.fmt(f)
    }
}

impl<C, S> Insert<C, S> {
    pub(super) fn wrap(tree: Shared<ast::Insert>) -> Self {
        Insert { tree, types: PhantomData }
    }

    /// The tree inside.
    #[must_use]
    pub fn tree(&self) -> &Shared<ast::Insert> {
        &self.tree
    }

    #[inline]
    pub(in crate::typed) fn change(mut self, change: impl FnOnce(&mut ast::Insert)) -> Self {
        change(Shared::make_mut(&mut self.tree));
        self
    }

    /// Returns columns of the inserted rows.
    pub fn returning<L: SelectList>(self, list: L) -> Insert<C, L::Rows> {
        let changed = self.change(|tree| {
            list.append_to(&mut tree.returning);
            let depth = ast::deepest(&tree.returning);
            tree.deepen(depth);
        });
        Insert::wrap(changed.tree)
    }
}

impl<S> Insert<(), S> {
    /// The columns that get values, in order; [`values`](Insert::values) takes tuples of their
    /// types.
    pub fn columns<C: ColumnList>(self, columns: C) -> Insert<C::Types, S> {
        let changed = self.change(|tree| columns.append_to(&mut tree.columns));
        Insert::wrap(changed.tree)
    }

    /// Gives one more column of the one row its value. A column of another table is an error when
    /// the statement is compiled.
    pub fn set<K: ColumnKey>(
        self,
        column: K,
        value: impl IntoExpr<<K::Type as Marker>::Base>,
    ) -> Self
    where
        K::Type: Marker,
    {
        let value = value.into_cell();
        self.change(|tree| {
            tree.deepen(value.depth());
            let target = match target(&tree.table, &column) {
                Ok(target) => target,
                Err(fault) => return tree.blame(fault),
            };
            tree.columns.push(target);
            match &mut tree.rows {
                Rows::Values(values) => values.push(value),
                Rows::Query(_) => tree.blame(only_query()),
                Rows::Defaults(_) => tree.blame(only_defaults()),
            }
        })
    }

    /// Adds a row of nothing but defaults.
    pub fn default_values(self) -> Self {
        self.default_rows(1)
    }

    /// Adds so many rows of nothing but defaults. Where DEFAULT VALUES is one row alone, some column
    /// has its default spelled out, for which the table has to be one whose columns are known; on
    /// SQLite that is an integer key or a column with a declared default, or it is refused.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel_mysql::MySql;
    /// # use aludel_postgres::Postgres;
    /// # use aludel_sqlite::Sqlite;
    /// let ticket = Table::build("ticket").primary_key("id", SqlType::BigInt).finish();
    /// let q = insert(&ticket).default_rows(2);
    /// assert_eq!(
    ///     q.to_sql(&Postgres)?.text(),
    ///     r#"INSERT INTO "ticket" ("id") VALUES (DEFAULT), (DEFAULT)"#
    /// );
    /// assert_eq!(q.to_sql(&MySql)?.text(), "INSERT INTO `ticket` () VALUES (), ()");
    /// assert_eq!(q.to_sql(&Sqlite)?.text(), r#"INSERT INTO "ticket" ("id") VALUES (NULL), (NULL)"#);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn default_rows(self, rows: usize) -> Self {
        self.change(|tree| {
            let before = match &tree.rows {
                Rows::Defaults(before) => *before,
                Rows::Values(values) if values.is_empty() => 0,
                Rows::Values(_) | Rows::Query(_) => return tree.blame(only_defaults()),
            };
            if !tree.columns.is_empty() {
                tree.blame(only_defaults());
            }
            tree.rows = Rows::Defaults(before.saturating_add(rows));
        })
    }
}

impl<C, S> Insert<C, S> {
    /// Adds a row: a tuple of values, one for each column.
    pub fn values<R: ValueRow<C>>(self, row: R) -> Self {
        self.rows([row])
    }

    /// Adds rows.
    pub fn rows<R: ValueRow<C>>(self, rows: impl IntoIterator<Item = R>) -> Self {
        let rows = rows.into_iter();
        self.change(|tree| {
            let width = tree.columns.len();
            let values = match &mut tree.rows {
                Rows::Values(values) => values,
                Rows::Query(_) => return tree.blame(only_query()),
                Rows::Defaults(_) => return tree.blame(only_defaults()),
            };
            values.reserve(rows.size_hint().0.saturating_mul(width));
            let before = values.len();
            let mut wrong = None;
            for row in rows {
                let start = values.len();
                row.append_to(values);
                let added = values.len() - start;
                // Rows lie in one flat vector: a short one would borrow from the next.
                if added != width {
                    wrong.get_or_insert(added);
                }
            }
            let deepest = ast::deepest_cell(&values[before..]);
            tree.deepen(deepest);
            if let Some(added) = wrong {
                tree.blame(uneven(added, width));
            }
        })
    }

    /// Inserts the rows of a query, a value for each column.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::dialect::Ansi;
    /// let (pet, old) = (table("pet"), table("old_pet"));
    /// let names = select(pet.col("name")).from(&pet).filter(pet.col("age").gt(9));
    /// assert_eq!(
    ///     insert(&old).columns(("name",)).query(names).to_sql(&Ansi)?.text(),
    ///     r#"INSERT INTO "old_pet" ("name") SELECT "pet"."name" FROM "pet" WHERE "pet"."age" > ?"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn query<R>(self, query: impl IntoQuery<R>) -> Self {
        let query = query.into_query();
        self.change(|tree| {
            tree.deepen(query.depth());
            match &tree.rows {
                Rows::Values(values) if values.is_empty() => tree.rows = Rows::Query(query),
                Rows::Values(_) | Rows::Query(_) => tree.blame(only_query()),
                Rows::Defaults(_) => tree.blame(only_defaults()),
            }
        })
    }

    /// Adds a row of nodes made at run time, one for each column.
    pub fn row(self, values: impl IntoIterator<Item = Node>) -> Self {
        self.change(|tree| {
            let width = tree.columns.len();
            let all = match &mut tree.rows {
                Rows::Values(values) => values,
                Rows::Query(_) => return tree.blame(only_query()),
                Rows::Defaults(_) => return tree.blame(only_defaults()),
            };
            let before = all.len();
            all.extend(values.into_iter().map(Cell::from));
            let added = all.len() - before;
            let deepest = ast::deepest_cell(&all[before..]);
            tree.deepen(deepest);
            if added != width {
                tree.blame(uneven(added, width));
            }
        })
    }
}

pub(crate) fn uneven(values: usize, columns: usize) -> Fault {
    Fault::new(
        format!("a row has {values} values for {columns} columns"),
        "give every row a value for each column",
    )
}

fn only_query() -> Fault {
    Fault::new("an INSERT has both a query and rows of values", "make it two statements")
}

fn only_defaults() -> Fault {
    Fault::new(
        "DEFAULT VALUES in an INSERT that has columns or rows",
        "leave out the columns and rows, or .default_values()",
    )
}
