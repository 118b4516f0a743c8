//! The UPDATE and DELETE builders.

use std::marker::PhantomData;

use super::{ColumnList, ValueRow, misplaced, target};
use crate::ast::{
    self, Cell, Cells, Node, Nodes, Orders, RowAssignment, Shared, TableRef, Targets,
};
use crate::typed::{
    Bool, ColumnKey, Int, IntoExpr, IntoQuery, IntoSource, Marker, OrderList, SelectList,
};

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
    Update::wrap(Shared::new(ast::Update {
        with: None,
        table: table.into(),
        set: Vec::new(),
        filter: None,
        all_rows: false,
        returning: Nodes::new(),
        rare: None,
        fault: None,
        depth: 0,
    }))
}

impl<S> Update<S> {
    /// Sets a column to a value or an expression. A column of another table, or of another alias, is
    /// an error when the statement is compiled.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::dialect::Ansi;
    /// let (pet, owner) = (table("pet"), table("owner"));
    /// let error = update(&pet).set(&owner.col("city"), "Rome").to_sql(&Ansi).unwrap_err();
    /// assert!(error.to_string().contains("owner.city gets a value, but pet is changed"), "{error}");
    /// ```
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

impl<S> Update<S> {
    /// Sets several columns to a row of values, one for each.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::dialect::Ansi;
    /// let pet = table("pet");
    /// let q = update(&pet).set_row(("name", "age"), ("Rex", pet.col("age") + 1)).all_rows();
    /// assert_eq!(q.to_sql(&Ansi)?.text(), r#"UPDATE "pet" SET "name" = ?, "age" = "pet"."age" + ?"#);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn set_row<C: ColumnList>(self, columns: C, values: impl ValueRow<C::Types>) -> Self {
        let (mut targets, mut cells) = (Targets::new(), Cells::new());
        columns.append_to(&mut targets);
        values.append_to(&mut cells);
        self.change(|tree| {
            if targets.len() != cells.len() {
                tree.blame(super::insert::uneven(cells.len(), targets.len()));
            }
            tree.deepen(ast::deepest_cell(&cells));
            let misplaced = |column| misplaced(&tree.table, column);
            if let Some(fault) = targets.iter().find_map(misplaced) {
                tree.blame(fault);
            }
            tree.set.extend(targets.into_iter().zip(cells.iter().map(Cell::to_node)));
        })
    }

    /// Sets several columns to the row of a query, `SET (a, b) = (SELECT …)`, or to NULL where it
    /// finds none. On MySQL and MariaDB each column has a subquery of its own, and what might find
    /// another row each time is refused.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel_mysql::MySql;
    /// # use aludel_postgres::Postgres;
    /// let (pet, chip) = (table("pet"), table("chip"));
    /// let of_chip = select((chip.col("name"), chip.col("age")))
    ///     .from(&chip)
    ///     .filter(chip.col("id").eq(pet.col("chip")));
    /// let q = update(&pet).set_query(("name", "age"), of_chip).all_rows();
    /// assert_eq!(
    ///     q.to_sql(&Postgres)?.text(),
    ///     r#"UPDATE "pet" SET ("name", "age") = (SELECT "chip"."name", "chip"."age" FROM "chip" WHERE "chip"."id" = "pet"."chip")"#
    /// );
    /// assert_eq!(
    ///     q.to_sql(&MySql)?.text(),
    ///     "UPDATE `pet` SET `name` = (SELECT `chip`.`name` FROM `chip` WHERE `chip`.`id` = `pet`.`chip`), `age` = (SELECT `chip`.`age` FROM `chip` WHERE `chip`.`id` = `pet`.`chip`)"
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn set_query<R>(self, columns: impl ColumnList, query: impl IntoQuery<R>) -> Self {
        let (mut targets, query) = (Targets::new(), query.into_query());
        columns.append_to(&mut targets);
        self.change(|tree| {
            tree.deepen(query.depth());
            tree.rare_mut().set_rows.push(RowAssignment { columns: targets, query });
        })
    }
}

impl<S> Update<S> {
    /// FROM: other tables, whose columns the assignments and the condition may use. What matches
    /// is said in the condition; of several matches it is not known which one is taken. On MySQL
    /// and MariaDB it is an UPDATE of several tables.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel_postgres::Postgres;
    /// # use aludel_mysql::MySql;
    /// let (pet, owner) = (table("pet"), table("owner"));
    /// let q = update(&pet)
    ///     .set("city", owner.col("city"))
    ///     .from(&owner)
    ///     .filter(owner.col("id").eq(pet.col("owner")));
    /// assert_eq!(
    ///     q.to_sql(&Postgres)?.text(),
    ///     r#"UPDATE "pet" SET "city" = "owner"."city" FROM "owner" WHERE "owner"."id" = "pet"."owner""#
    /// );
    /// assert_eq!(
    ///     q.to_sql(&MySql)?.text(),
    ///     "UPDATE `pet`, `owner` SET `pet`.`city` = `owner`.`city` WHERE `owner`.`id` = `pet`.`owner`"
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn from(self, source: impl IntoSource) -> Self {
        self.beside(source)
    }
}

/// A DELETE that returns rows of the shape `S`.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let q = delete(&pet).filter(pet.col("age").gt(30));
/// assert_eq!(q.to_sql(&Ansi)?.text(), r#"DELETE FROM "pet" WHERE "pet"."age" > ?"#);
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use = "a DELETE does nothing until a connection runs it"]
pub struct Delete<S = ()> {
    tree: Shared<ast::Delete>,
    rows: PhantomData<fn() -> S>,
}

/// Starts a DELETE from a table.
pub fn delete(table: impl Into<TableRef>) -> Delete {
    Delete::wrap(Shared::new(ast::Delete {
        with: None,
        table: table.into(),
        filter: None,
        all_rows: false,
        returning: Nodes::new(),
        rare: None,
        fault: None,
        depth: 0,
    }))
}

impl<S> Delete<S> {
    /// USING: other tables, whose columns the condition may use: a row goes if it matches any of
    /// theirs. Where the database has no USING it is a condition with EXISTS.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel_postgres::Postgres;
    /// # use aludel_sqlite::Sqlite;
    /// let (pet, owner) = (table("pet"), table("owner"));
    /// let q = delete(&pet).using(&owner).filter(owner.col("id").eq(pet.col("owner")));
    /// assert_eq!(
    ///     q.to_sql(&Postgres)?.text(),
    ///     r#"DELETE FROM "pet" USING "owner" WHERE "owner"."id" = "pet"."owner""#
    /// );
    /// assert_eq!(
    ///     q.to_sql(&Sqlite)?.text(),
    ///     r#"DELETE FROM "pet" WHERE EXISTS (SELECT 1 FROM "owner" WHERE "owner"."id" = "pet"."owner")"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn using(self, source: impl IntoSource) -> Self {
        self.beside(source)
    }
}

/// What UPDATE and DELETE have in common.
macro_rules! filtered {
    ($($builder:ident;)+) => {$(
        impl<S> $builder<S> {
            /// One more table, in FROM or USING.
            fn beside(self, source: impl IntoSource) -> Self {
                let source = source.into_source();
                self.change(|tree| {
                    tree.deepen(source.depth());
                    tree.rare_mut().from.push(source);
                })
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

            /// ORDER BY: which rows come first, where there is a [`limit`](Self::limit).
            pub fn order_by(self, terms: impl OrderList) -> Self {
                self.change(|tree| {
                    let mut orders = Orders::new();
                    terms.append_to(&mut orders);
                    tree.rare_mut().order_by.extend(orders);
                    let depth = tree.rare().depth();
                    tree.deepen(depth);
                })
            }

            /// LIMIT: the most rows, the first ones in ORDER BY. Where the database has no LIMIT
            /// here, the rows are found by their primary key in a subquery, so the table has to
            /// be one that is known with its key.
            pub fn limit(self, rows: impl IntoExpr<Int>) -> Self {
                let rows = rows.into_node();
                self.change(|tree| {
                    tree.deepen(rows.depth());
                    tree.rare_mut().limit = Some(rows);
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
                $builder::wrap(changed.tree)
            }
        }
    )+};
}

builders! {
    Update;
    Delete;
}

filtered! {
    Update;
    Delete;
}
