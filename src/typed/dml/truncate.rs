//! The TRUNCATE builder.

use crate::ast::{self, Identity, Shared, TableRef};

/// A TRUNCATE: see [`truncate_table`].
#[derive(Clone, Debug)]
#[must_use = "a TRUNCATE does nothing until a connection runs it"]
pub struct Truncate {
    tree: Shared<ast::Truncate>,
}

/// Starts a TRUNCATE of a table: all its rows go at once, without triggers for each.
///
/// - PostgreSQL takes several tables, RESTART IDENTITY and CASCADE, and undoes it with the transaction.
///   Tables that others refer to are emptied with them or not at all.
/// - MySQL and MariaDB take one table, and always start its keys anew: say
///   [`restart_identity`](Truncate::restart_identity), or it is refused. TRUNCATE commits there: in a
///   transaction of the engine, what ran before it stays, and everything else is refused until the
///   transaction is left with a rollback.
/// - SQLite has none: `delete(table).all_rows()` is as fast there, since
///   [it drops all pages at once](https://www.sqlite.org/lang_delete.html#truncateopt) where the table
///   has no trigger, but counts the rows and lets the keys of AUTOINCREMENT go on.
///
/// How many rows there were isn't told.
///
/// See [PostgreSQL](https://www.postgresql.org/docs/current/sql-truncate.html) and
/// [MySQL](https://dev.mysql.com/doc/refman/9.4/en/truncate-table.html).
///
/// ```
/// use aludel::prelude::*;
/// use aludel_mysql::MySql;
/// use aludel_postgres::Postgres;
///
/// let (pet, visit) = (table("pet"), table("visit"));
/// let q = truncate_table(&pet).restart_identity();
/// assert_eq!(q.to_sql(&Postgres)?.text(), r#"TRUNCATE TABLE "pet" RESTART IDENTITY"#);
/// assert_eq!(q.to_sql(&MySql)?.text(), "TRUNCATE TABLE `pet`");
///
/// let q = truncate_table(&pet).and(&visit).cascade();
/// assert_eq!(q.to_sql(&Postgres)?.text(), r#"TRUNCATE TABLE "pet", "visit" CASCADE"#);
/// assert!(q.to_sql(&MySql).is_err());
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn truncate_table(table: impl Into<TableRef>) -> Truncate {
    let tables = vec![table.into()];
    Truncate { tree: Shared::new(ast::Truncate { tables, identity: None, cascade: false }) }
}

impl Truncate {
    /// The tree inside.
    #[must_use]
    pub fn tree(&self) -> &Shared<ast::Truncate> {
        &self.tree
    }

    fn change(mut self, change: impl FnOnce(&mut ast::Truncate)) -> Self {
        change(Shared::make_mut(&mut self.tree));
        self
    }

    /// One more table, emptied in the same moment. PostgreSQL.
    pub fn and(self, table: impl Into<TableRef>) -> Self {
        self.change(|tree| tree.tables.push(table.into()))
    }

    /// RESTART IDENTITY: keys that the table generates start anew.
    pub fn restart_identity(self) -> Self {
        self.change(|tree| tree.identity = Some(Identity::Restart))
    }

    /// CONTINUE IDENTITY: keys that the table generates go on where they were. PostgreSQL, where this
    /// is the default.
    pub fn continue_identity(self) -> Self {
        self.change(|tree| tree.identity = Some(Identity::Continue))
    }

    /// CASCADE: all tables that refer to these ones are emptied too, and those that refer to them,
    /// whatever their foreign keys say. PostgreSQL.
    pub fn cascade(self) -> Self {
        self.change(|tree| tree.cascade = true)
    }
}
