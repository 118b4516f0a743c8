//! The INSERT, UPDATE and DELETE builders.

use std::marker::PhantomData;

use super::{Bool, ColumnKey, IntoExpr, Marker, SelectList};
use crate::ast::{self, Cell, Fault, Name, Node, Nodes, Rows, Shared, TableRef, Target};

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
        columns: Vec::new(),
        rows: Rows::Values(Vec::new()),
        returning: Nodes::new(),
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
    fn wrap(tree: Shared<ast::Insert>) -> Self {
        Insert { tree, types: PhantomData }
    }

    /// The tree inside.
    #[must_use]
    pub fn tree(&self) -> &Shared<ast::Insert> {
        &self.tree
    }

    #[inline]
    pub(super) fn change(mut self, change: impl FnOnce(&mut ast::Insert)) -> Self {
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

    /// Gives one more column of the one row its value.
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
                Rows::Defaults => tree.blame(only_defaults()),
            }
        })
    }

    /// One row of nothing but defaults.
    pub fn default_values(self) -> Self {
        self.change(|tree| {
            if tree.rows == Rows::Defaults {
                tree.blame(Fault::new(
                    "DEFAULT VALUES is one row, and it is asked for more than once",
                    "run the statement once for each row",
                ));
            }
            if !tree.columns.is_empty() {
                tree.blame(only_defaults());
            }
            tree.rows = Rows::Defaults;
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
                Rows::Defaults => return tree.blame(only_defaults()),
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
    pub fn query<R>(self, query: impl super::IntoQuery<R>) -> Self {
        let query = query.into_query();
        self.change(|tree| {
            tree.deepen(query.depth());
            match &tree.rows {
                Rows::Values(values) if values.is_empty() => tree.rows = Rows::Query(query),
                Rows::Values(_) | Rows::Query(_) => tree.blame(only_query()),
                Rows::Defaults => tree.blame(only_defaults()),
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
                Rows::Defaults => return tree.blame(only_defaults()),
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

/// The columns of an INSERT: a tuple of columns or names, or a `Vec` of names.
pub trait ColumnList {
    /// The tuple of their types.
    type Types;

    /// Appends the names.
    fn append_to(self, columns: &mut Vec<Target>);
}

/// Columns of any types, known at run time.
#[derive(Clone, Copy, Debug)]
pub struct AnyColumns;

impl<N: Into<Name>> ColumnList for Vec<N> {
    type Types = AnyColumns;
    fn append_to(self, columns: &mut Vec<Target>) {
        columns.extend(self.into_iter().map(|name| Target::Name(name.into())));
    }
}

/// The values of one row, for columns of the types `C`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row for columns of the types `{C}`",
    label = "expected a tuple with one value for each column"
)]
pub trait ValueRow<C> {
    /// Appends the values.
    fn append_to(self, values: &mut Vec<Cell>);
}

impl<V: IntoExpr<super::Any>> ValueRow<AnyColumns> for Vec<V> {
    fn append_to(self, values: &mut Vec<Cell>) {
        values.extend(self.into_iter().map(IntoExpr::into_cell));
    }
}

macro_rules! rows {
    ($($column:ident $value:ident)+) => {
        impl<$($column: ColumnKey),+> ColumnList for ($($column,)+)
        where
            $($column::Type: Marker,)+
        {
            type Types = ($(<$column::Type as Marker>::Base,)+);
            #[allow(non_snake_case, reason = "each item is named like its type")]
            #[inline]
            fn append_to(self, columns: &mut Vec<Target>) {
                let ($($column,)+) = self;
                columns.reserve_exact([$(stringify!($column)),+].len());
                $(columns.push($column.target().unwrap_or(Target::Name(Name::Static(""))));)+
            }
        }

        impl<$($column, $value: IntoExpr<$column>),+> ValueRow<($($column,)+)>
            for ($($value,)+)
        {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            #[inline]
            fn append_to(self, values: &mut Vec<Cell>) {
                let ($($value,)+) = self;
                $(values.push($value.into_cell());)+
            }
        }
    };
}

rows! { A Z }
rows! { A Z B Y }
rows! { A Z B Y C X }
rows! { A Z B Y C X D W }
rows! { A Z B Y C X D W E V }
rows! { A Z B Y C X D W E V F U }
rows! { A Z B Y C X D W E V F U G T }
rows! { A Z B Y C X D W E V F U G T H S }
rows! { A Z B Y C X D W E V F U G T H S I R }
rows! { A Z B Y C X D W E V F U G T H S I R J Q }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N A1 Z1 }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N A1 Z1 B1 Y1 }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N A1 Z1 B1 Y1 C1 X1 }

/// The column that is assigned to, checked against the table where its columns are known.
fn target(table: &TableRef, column: &impl ColumnKey) -> Result<Target, Fault> {
    let Some(target) = column.target() else {
        return Err(Fault::new(
            "a value is assigned to an expression",
            "assign to a column or a column's name",
        ));
    };
    match crate::schema::unknown_column(table.def(), target.name()) {
        Some(fault) => Err(fault),
        None => Ok(target),
    }
}

fn uneven(values: usize, columns: usize) -> Fault {
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

/// An UPDATE that returns rows of the shape `S`.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let q = update(&pet).set("age", pet.col("age") + 1).filter(pet.col("name").eq("Rex"));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"UPDATE "pet" SET "age" = "pet"."age" + ? WHERE "pet"."name" = ?"#
/// );
/// // Every row is changed only if the statement says so.
/// assert!(update(&pet).set("age", 0).to_sql(&Ansi).is_err());
/// assert!(update(&pet).set("age", 0).all_rows().to_sql(&Ansi).is_ok());
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use = "an UPDATE does nothing until a connection runs it"]
pub struct Update<S = ()> {
    tree: Shared<ast::Update>,
    rows: PhantomData<fn() -> S>,
}

/// Starts an UPDATE of a table.
pub fn update(table: impl Into<TableRef>) -> Update {
    Update {
        tree: Shared::new(ast::Update {
            with: None,
            table: table.into(),
            set: Vec::new(),
            filter: None,
            all_rows: false,
            returning: Nodes::new(),
            fault: None,
            depth: 0,
        }),
        rows: PhantomData,
    }
}

impl<S> Update<S> {
    /// Sets a column to a value or an expression.
    pub fn set<K: ColumnKey>(
        self,
        column: K,
        value: impl IntoExpr<<K::Type as Marker>::Base>,
    ) -> Self
    where
        K::Type: Marker,
    {
        let value = value.into_node();
        self.change(|tree| {
            tree.deepen(value.depth());
            match target(&tree.table, &column) {
                Ok(target) => tree.set.push((target, value)),
                Err(fault) => tree.blame(fault),
            }
        })
    }
}

/// A DELETE that returns rows of the shape `S`.
#[must_use = "a DELETE does nothing until a connection runs it"]
pub struct Delete<S = ()> {
    tree: Shared<ast::Delete>,
    rows: PhantomData<fn() -> S>,
}

/// Starts a DELETE from a table.
pub fn delete(table: impl Into<TableRef>) -> Delete {
    Delete {
        tree: Shared::new(ast::Delete {
            with: None,
            table: table.into(),
            filter: None,
            all_rows: false,
            returning: Nodes::new(),
            fault: None,
            depth: 0,
        }),
        rows: PhantomData,
    }
}

/// What UPDATE and DELETE have in common.
macro_rules! filtered {
    ($($builder:ident of $tree:ident;)+) => {$(
        impl<S> Clone for $builder<S> {
            fn clone(&self) -> Self {
                $builder { tree: self.tree.clone(), rows: PhantomData }
            }
        }

        impl<S> std::fmt::Debug for $builder<S> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.tree.fmt(f)
            }
        }

        impl<S> $builder<S> {
            /// The tree inside.
            #[must_use]
            pub fn tree(&self) -> &Shared<ast::$tree> {
                &self.tree
            }

            pub(super) fn change(mut self, change: impl FnOnce(&mut ast::$tree)) -> Self {
                change(Shared::make_mut(&mut self.tree));
                self
            }

            /// Adds a condition to WHERE, with AND.
            pub fn filter(self, condition: impl IntoExpr<Bool>) -> Self {
                let condition = condition.into_node();
                self.change(|tree| {
                    ast::Select::and(&mut tree.filter, condition);
                    let depth = tree.filter.as_ref().map_or(0, Node::depth);
                    tree.deepen(depth);
                })
            }

            /// Says that no condition is meant: every row.
            pub fn all_rows(self) -> Self {
                self.change(|tree| tree.all_rows = true)
            }

            /// Returns columns of the rows concerned.
            pub fn returning<L: SelectList>(self, list: L) -> $builder<L::Rows> {
                let changed = self.change(|tree| {
                    list.append_to(&mut tree.returning);
                    let depth = ast::deepest(&tree.returning);
                    tree.deepen(depth);
                });
                $builder { tree: changed.tree, rows: PhantomData }
            }
        }
    )+};
}

filtered! {
    Update of Update;
    Delete of Delete;
}
