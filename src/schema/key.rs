//! Foreign keys and unique keys.

use std::borrow::Cow;

use super::{Table, TableDef};
use crate::ast::{Name, StaticColumn};

/// What happens to a row when the row it refers to goes or changes its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ForeignKeyAction {
    /// It is an error (at the latest at the transaction's end).
    #[default]
    NoAction,
    /// It is an error at once.
    Restrict,
    /// The row goes or changes too.
    Cascade,
    /// The reference becomes NULL.
    SetNull,
    /// The reference becomes the column's default.
    SetDefault,
}

/// A foreign key.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
/// use aludel::schema::{CreateTable, ForeignKey, ForeignKeyAction, UniqueKey};
///
/// let room = table("room");
/// let of_room = ForeignKey::new(["hotel", "number"], &room, ["hotel", "number"]);
/// let stay = Table::build("stay")
///     .column("hotel", SqlType::Integer)
///     .column("number", SqlType::Integer)
///     .column("day", SqlType::Date)
///     .define_foreign_key(of_room.named("stay_room").on_delete(ForeignKeyAction::Cascade))
///     .define_unique(UniqueKey::new(["hotel", "number", "day"]).named("one_guest"))
///     .finish();
/// assert_eq!(
///     CreateTable::new(&stay).to_sql(&Ansi)?.text(),
///     r#"CREATE TABLE "stay" ("hotel" INTEGER NOT NULL, "number" INTEGER NOT NULL, "day" DATE NOT NULL, CONSTRAINT "one_guest" UNIQUE ("hotel", "number", "day"), CONSTRAINT "stay_room" FOREIGN KEY ("hotel", "number") REFERENCES "room" ("hotel", "number") ON DELETE CASCADE)"#
/// );
/// let q = select(stay.col("day")).from(stay.join(&room));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "stay"."day" FROM "stay" JOIN "room" ON "stay"."hotel" = "room"."hotel" AND "stay"."number" = "room"."number""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name; none lets the database make one.
    pub name: Option<Name>,
    /// The columns that refer.
    pub columns: Cow<'static, [Name]>,
    /// What they refer to.
    pub target: ForeignKeyTarget,
    /// What follows when the other row goes.
    pub on_delete: ForeignKeyAction,
    /// What follows when the other row's key changes.
    pub on_update: ForeignKeyAction,
}

impl ForeignKey {
    /// A foreign key from columns to columns of another table, without a name and actions.
    #[must_use]
    pub fn new<C: Into<Name>, D: Into<Name>>(
        columns: impl IntoIterator<Item = C>,
        target: &Table,
        target_columns: impl IntoIterator<Item = D>,
    ) -> Self {
        let TableDef { schema, name, .. } = target.def();
        ForeignKey {
            name: None,
            columns: columns.into_iter().map(Into::into).collect(),
            target: ForeignKeyTarget::Named {
                schema: schema.clone(),
                table: name.clone(),
                columns: target_columns.into_iter().map(Into::into).collect(),
            },
            on_delete: ForeignKeyAction::NoAction,
            on_update: ForeignKeyAction::NoAction,
        }
    }

    /// The key with a name for its constraint.
    #[must_use]
    pub fn named(self, name: impl Into<Name>) -> Self {
        ForeignKey { name: Some(name.into()), ..self }
    }

    /// The key with what follows when the other row goes.
    #[must_use]
    pub fn on_delete(self, action: ForeignKeyAction) -> Self {
        ForeignKey { on_delete: action, ..self }
    }

    /// The key with what follows when the other row's key changes.
    #[must_use]
    pub fn on_update(self, action: ForeignKeyAction) -> Self {
        ForeignKey { on_update: action, ..self }
    }
}

/// A unique key: no two rows may have the same values in all of its columns. Rows that have a NULL
/// in one of them are not held to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UniqueKey {
    /// The constraint's name; none lets the database make one.
    pub name: Option<Name>,
    /// The columns.
    pub columns: Cow<'static, [Name]>,
}

impl UniqueKey {
    /// A unique key of these columns, without a name.
    #[must_use]
    pub fn new<C: Into<Name>>(columns: impl IntoIterator<Item = C>) -> Self {
        UniqueKey { name: None, columns: columns.into_iter().map(Into::into).collect() }
    }

    /// The key with a name for its constraint.
    #[must_use]
    pub fn named(self, name: impl Into<Name>) -> Self {
        UniqueKey { name: Some(name.into()), ..self }
    }
}

/// The table and columns that a foreign key refers to.
#[derive(Clone, Debug)]
pub enum ForeignKeyTarget {
    /// Columns of one table that `table!` defines. Behind a function, so that tables may refer
    /// to each other in a cycle.
    Static(fn() -> &'static [&'static StaticColumn]),
    /// By names.
    Named {
        /// The other table's schema.
        schema: Option<Name>,
        /// The other table.
        table: Name,
        /// Its columns.
        columns: Vec<Name>,
    },
}

/// Targets of the same names are equal, however they are given.
impl PartialEq for ForeignKeyTarget {
    fn eq(&self, other: &Self) -> bool {
        self.table() == other.table() && self.columns() == other.columns()
    }
}

impl Eq for ForeignKeyTarget {}

impl ForeignKeyTarget {
    /// The other table: its schema and its name.
    #[must_use]
    pub fn table(&self) -> (Option<Name>, Name) {
        match self {
            ForeignKeyTarget::Static(columns) => {
                let table = columns().first().map(|column| column.table);
                let name = table.map_or(Name::Static(""), |table| table.name.clone());
                (table.and_then(|table| table.schema.clone()), name)
            }
            ForeignKeyTarget::Named { schema, table, columns: _ } => {
                (schema.clone(), table.clone())
            }
        }
    }

    /// The other table's columns.
    #[must_use]
    pub fn columns(&self) -> Vec<Name> {
        match self {
            ForeignKeyTarget::Static(columns) => {
                columns().iter().filter_map(|column| column.name().cloned()).collect()
            }
            ForeignKeyTarget::Named { schema: _, table: _, columns } => columns.clone(),
        }
    }

    /// Whether the target is this table.
    #[must_use]
    pub fn is(&self, other: &TableDef) -> bool {
        match self {
            ForeignKeyTarget::Static(columns) => columns().first().is_some_and(|column| {
                let table = column.table;
                std::ptr::eq(table, other)
                    || (table.name == other.name && table.schema == other.schema)
            }),
            ForeignKeyTarget::Named { schema, table, columns: _ } => {
                *table == other.name && *schema == other.schema
            }
        }
    }
}
