//! Upserts: what an INSERT does with rows that are there already.

use super::{Assignments, ColumnList, Insert};
use crate::ast::{
    ColumnRef, Conflict, ConflictAction, ConflictTarget, Fault, InsertVerb, Name, NaryOp, Node,
    Nodes, Overriding, Qualifier, RowVersion, Shared, Target, Targets,
};
use crate::typed::{Bool, ColumnKey, Expr, ExprList, IntoExpr, Marker};

impl<C, S> Insert<C, S> {
    /// ON CONFLICT: what becomes of a row whose key is there already.
    ///
    /// On MySQL and MariaDB this is ON DUPLICATE KEY UPDATE, where a conflict with *any* unique
    /// key counts. It means the same only if the table has one, so there the key must be the
    /// table's only one that is declared, and anything else is refused. A condition of the update
    /// is refused too. They count a row that was changed as 2.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel_mysql::{MariaDb, MySql};
    /// use aludel_postgres::Postgres;
    ///
    /// aludel::table! {
    ///     pub const VISIT = "visit" {
    ///         page: Varchar(80) [primary_key],
    ///         visits: Integer,
    ///     }
    /// }
    ///
    /// let q = insert(VISIT)
    ///     .columns((VISIT.page, VISIT.visits))
    ///     .values(("/", 1))
    ///     .on_conflict((VISIT.page,))
    ///     .do_update(|row| row.set(VISIT.visits, VISIT.visits + excluded(VISIT.visits)));
    /// assert_eq!(
    ///     q.to_sql(&Postgres)?.text(),
    ///     r#"INSERT INTO "visit" ("page", "visits") VALUES ($1, $2) ON CONFLICT ("page") DO UPDATE SET "visits" = "visit"."visits" + "excluded"."visits""#
    /// );
    /// assert_eq!(
    ///     q.to_sql(&MySql)?.text(),
    ///     "INSERT INTO `visit` (`page`, `visits`) VALUES (?, ?) AS `new` ON DUPLICATE KEY UPDATE `visits` = `visit`.`visits` + `new`.`visits`"
    /// );
    /// assert_eq!(
    ///     q.to_sql(&MariaDb)?.text(),
    ///     "INSERT INTO `visit` (`page`, `visits`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `visits` = `visit`.`visits` + VALUES(`visits`)"
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn on_conflict(self, key: impl ColumnList) -> OnConflict<C, S> {
        let mut columns = Targets::new();
        key.append_to(&mut columns);
        OnConflict { insert: self, target: ConflictTarget::Key { columns, filter: None } }
    }

    /// ON CONFLICT with the unique index of these columns and expressions, which are written as the
    /// index states them: without their table, and with their values. SQLite and PostgreSQL.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel_postgres::Postgres;
    /// let user = table("user");
    /// let q = insert(&user)
    ///     .set("email", "Ann@example.org")
    ///     .on_conflict_index((lower(user.col("email").typed::<Text>()),))
    ///     .do_nothing();
    /// assert_eq!(
    ///     q.to_sql(&Postgres)?.text(),
    ///     r#"INSERT INTO "user" ("email") VALUES ($1) ON CONFLICT ((lower("email"))) DO NOTHING"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn on_conflict_index(self, terms: impl ExprList) -> OnConflict<C, S> {
        let mut nodes = Nodes::new();
        terms.append_to(&mut nodes);
        OnConflict { insert: self, target: ConflictTarget::Index { terms: nodes, filter: None } }
    }

    /// ON CONFLICT with any unique key: of PostgreSQL only with
    /// [`do_nothing`](OnConflict::do_nothing), and all that MySQL and MariaDB have.
    pub fn on_any_conflict(self) -> OnConflict<C, S> {
        OnConflict { insert: self, target: ConflictTarget::Any }
    }

    /// ON CONFLICT ON CONSTRAINT: with the constraint of this name. PostgreSQL.
    pub fn on_constraint(self, name: impl Into<Name>) -> OnConflict<C, S> {
        OnConflict { insert: self, target: ConflictTarget::Constraint(name.into()) }
    }

    /// Another word to start with, where the database has it: `INSERT OR IGNORE` of SQLite,
    /// `INSERT IGNORE` of MySQL, REPLACE. Their meanings differ, so none is translated.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::ast::InsertVerb;
    /// # use aludel_sqlite::Sqlite;
    /// # use aludel_postgres::Postgres;
    /// let pet = table("pet");
    /// let q = insert(&pet).verb(InsertVerb::OrReplace).set("name", "Rex");
    /// assert_eq!(q.to_sql(&Sqlite)?.text(), r#"INSERT OR REPLACE INTO "pet" ("name") VALUES (?)"#);
    /// assert!(q.to_sql(&Postgres).is_err());
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn verb(self, verb: InsertVerb) -> Self {
        self.change(|tree| tree.rare_mut().verb = verb)
    }

    /// OVERRIDING SYSTEM VALUE: values that are given for columns which are GENERATED ALWAYS AS
    /// IDENTITY are taken.
    pub fn overriding_system_value(self) -> Self {
        self.change(|tree| tree.rare_mut().overriding = Some(Overriding::SystemValue))
    }

    /// OVERRIDING USER VALUE: values that are given for identity columns are not taken.
    pub fn overriding_user_value(self) -> Self {
        self.change(|tree| tree.rare_mut().overriding = Some(Overriding::UserValue))
    }
}

/// An INSERT that is about to say what becomes of rows that are there already.
#[derive(Debug)]
#[must_use = "say what is done: .do_nothing() or .do_update(…)"]
pub struct OnConflict<C, S> {
    insert: Insert<C, S>,
    target: ConflictTarget,
}

impl<C, S> OnConflict<C, S> {
    /// The condition of the partial unique index that is meant. Its values are printed, and its
    /// columns have no table before them, for it has to be the one that the index states.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel_postgres::Postgres;
    /// let seat = table("seat");
    /// let q = insert(&seat)
    ///     .columns(("nr", "state"))
    ///     .values((12, "taken"))
    ///     .on_conflict(("nr",))
    ///     .where_index(seat.col("state").eq("taken"))
    ///     .do_nothing();
    /// assert_eq!(
    ///     q.to_sql(&Postgres)?.text(),
    ///     r#"INSERT INTO "seat" ("nr", "state") VALUES ($1, $2) ON CONFLICT ("nr") WHERE "state" = 'taken' DO NOTHING"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn where_index(mut self, condition: impl IntoExpr<Bool>) -> Self {
        let condition = condition.into_node();
        match &mut self.target {
            ConflictTarget::Key { columns: _, filter }
            | ConflictTarget::Index { terms: _, filter } => {
                *filter = Some(match filter.take() {
                    None => condition,
                    Some(before) => before.joined(NaryOp::And, condition),
                });
            }
            ConflictTarget::Any | ConflictTarget::Constraint(_) => {
                self.insert = self.insert.change(|tree| {
                    tree.blame(Fault::new(
                        "the condition of an index without its columns",
                        "name them with .on_conflict((column,))",
                    ));
                });
            }
        }
        self
    }

    /// DO NOTHING: the new row is left out.
    pub fn do_nothing(self) -> Insert<C, S> {
        self.finish(ConflictAction::Nothing)
    }

    /// DO UPDATE: the row that is there is changed. Columns of the table are that row's,
    /// [`excluded`] ones are those of the new row.
    pub fn do_update(self, change: impl FnOnce(RowUpdate) -> RowUpdate) -> Insert<C, S> {
        let OnConflict { insert, target } = self;
        let row = RowUpdate { row: Assignments::to(&insert.tree().table), filter: None };
        let RowUpdate { row: Assignments { set, fault, .. }, filter } = change(row);
        let insert = match fault {
            None => insert,
            Some(fault) => insert.change(|tree| tree.blame(fault)),
        };
        OnConflict { insert, target }.finish(ConflictAction::Update { set, filter })
    }

    fn finish(self, action: ConflictAction) -> Insert<C, S> {
        let OnConflict { insert, target } = self;
        insert.change(|tree| {
            tree.rare_mut().conflicts.push(Conflict { target, action });
            let depth = tree.rare().nodes().map(Node::depth).max();
            tree.deepen(depth.unwrap_or(0));
        })
    }
}

/// What DO UPDATE does with a row that is there already.
#[derive(Debug)]
#[must_use = "it does nothing until the closure of .do_update(…) returns it"]
pub struct RowUpdate {
    row: Assignments,
    filter: Option<Node>,
}

impl RowUpdate {
    /// Sets a column to a value or an expression.
    pub fn set<K: ColumnKey>(
        mut self,
        column: K,
        value: impl IntoExpr<<K::Type as Marker>::Base>,
    ) -> Self
    where
        K::Type: Marker,
    {
        self.row = self.row.set(column, value);
        self
    }

    /// Sets columns to what the new row has in them.
    pub fn set_excluded(mut self, columns: impl ColumnList) -> Self {
        let mut targets = Targets::new();
        columns.append_to(&mut targets);
        self.row.set.extend(targets.into_iter().map(|target| {
            let value = version(RowVersion::Excluded, &target);
            (target, value)
        }));
        self
    }

    /// WHERE: the row is changed only if this holds, and else the new row is left out. A second
    /// condition is added with AND.
    pub fn filter(mut self, condition: impl IntoExpr<Bool>) -> Self {
        let condition = condition.into_node();
        self.filter = Some(match self.filter.take() {
            None => condition,
            Some(before) => before.joined(NaryOp::And, condition),
        });
        self
    }
}

/// A column of the row that would have been inserted, for DO UPDATE.
#[must_use]
pub fn excluded<K: ColumnKey>(column: K) -> Expr<K::Type> {
    versioned(RowVersion::Excluded, &column)
}

/// A column of the row before the change, for RETURNING. PostgreSQL 18.
///
/// ```
/// # use aludel::prelude::*;
/// # use aludel_postgres::Postgres;
/// let pet = table("pet");
/// let q = update(&pet).set("age", 3).all_rows().returning((old_row("age"), new_row("age")));
/// assert_eq!(
///     q.to_sql(&Postgres::v(18))?.text(),
///     r#"UPDATE "pet" SET "age" = $1 RETURNING "old"."age", "new"."age""#
/// );
/// assert!(q.to_sql(&Postgres::v(17)).is_err());
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn old_row<K: ColumnKey>(column: K) -> Expr<K::Type> {
    versioned(RowVersion::Old, &column)
}

/// A column of the row after the change, for RETURNING. PostgreSQL 18.
#[must_use]
pub fn new_row<K: ColumnKey>(column: K) -> Expr<K::Type> {
    versioned(RowVersion::New, &column)
}

fn versioned<T, K: ColumnKey<Type = T>>(row: RowVersion, column: &K) -> Expr<T> {
    Expr::new(match column.target() {
        Some(target) => version(row, &target),
        None => Node::error(
            "a version of an expression, which is no column",
            "give a column or a column's name",
        ),
    })
}

fn version(row: RowVersion, column: &Target) -> Node {
    let qualifier = Qualifier::Version(row, column.table());
    Node::Name(Shared::new(ColumnRef { qualifier, name: column.name().clone() }))
}
