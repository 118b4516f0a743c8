//! Tables and their columns.

use std::borrow::Cow;
use std::sync::Arc;

use super::{ForeignKey, Maker, SqlType, UniqueKey};
use crate::ast::{
    ColumnRef, Fault, Name, Node, Qualifier, Shared, StaticColumn, TableRef, Trusted,
};
use crate::typed::{Any, Expr};
use crate::value::Value;

/// A table's definition: a constant that `table!` makes, or made at run time by [`Table`].
#[derive(Clone, Debug)]
pub struct TableDef {
    /// The schema it is in, where that is not the connection's own.
    pub schema: Option<Name>,
    /// Its name.
    pub name: Name,
    /// Its columns, in order; none where the program does not know them.
    pub columns: Cow<'static, [ColumnDef]>,
    /// Its foreign keys.
    pub foreign_keys: Cow<'static, [ForeignKey]>,
    /// Its unique keys of several columns, and those that have a name; see also
    /// [`ColumnDef::unique`].
    pub unique_keys: Cow<'static, [UniqueKey]>,
    /// Its name as most dialects quote it, with its schema, where `table!` has prepared it;
    /// otherwise empty.
    pub quoted: &'static str,
    /// What expressions refer to its columns by, where `table!` has prepared it.
    pub refs: &'static [StaticColumn],
}

impl PartialEq for TableDef {
    fn eq(&self, other: &Self) -> bool {
        let TableDef { schema, name, columns, foreign_keys, unique_keys, quoted: _, refs: _ } =
            self;
        *name == other.name
            && *schema == other.schema
            && *columns == other.columns
            && *foreign_keys == other.foreign_keys
            && *unique_keys == other.unique_keys
    }
}

impl Eq for TableDef {}

impl TableDef {
    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&ColumnDef> {
        self.columns.iter().find(|column| column.name.as_str() == name)
    }

    /// The table's name with its schema, as error messages show it.
    #[must_use]
    pub fn full_name(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{schema}.{}", self.name),
            None => self.name.to_string(),
        }
    }
}

/// A column's definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnDef {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: SqlType,
    /// Whether it may hold NULL.
    pub nullable: bool,
    /// Whether it is the primary key, or a part of it.
    pub primary_key: bool,
    /// Whether no two rows may have the same value.
    pub unique: bool,
    /// The value that the database gives it where a statement gives none.
    pub default: Option<DefaultValue>,
    /// What an INSERT gives it that gives it nothing: before the database's default.
    pub insert_with: Option<Maker>,
    /// What an UPDATE sets it to that does not set it.
    pub update_with: Option<Maker>,
}

impl ColumnDef {
    /// A column that is not null and nothing else.
    #[must_use]
    pub const fn new(name: Name, ty: SqlType) -> Self {
        ColumnDef {
            name,
            ty,
            nullable: false,
            primary_key: false,
            unique: false,
            default: None,
            insert_with: None,
            update_with: None,
        }
    }

    /// The column with what an INSERT gives it that gives it nothing.
    #[must_use]
    pub fn insert_with(self, maker: Maker) -> Self {
        ColumnDef { insert_with: Some(maker), ..self }
    }

    /// The column with what an UPDATE sets it to that does not set it.
    #[must_use]
    pub fn update_with(self, maker: Maker) -> Self {
        ColumnDef { update_with: Some(maker), ..self }
    }
}

/// A column's default.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefaultValue {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// Text.
    Text(Name),
    /// A value made at run time.
    Value(Value),
    /// The time of the insert.
    CurrentTimestamp,
    /// SQL for which somebody vouches.
    Trusted(Trusted),
}

/// A table that only the running program knows. A clone shares the definition.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// // Only a name: any column may be asked for.
/// let pet = table("pet");
/// let q = select_from(&pet).filter(pet.col("name").eq("Rex"));
/// assert_eq!(q.to_sql(&Ansi)?.text(), r#"SELECT "pet".* FROM "pet" WHERE "pet"."name" = ?"#);
///
/// // With its columns: one that isn't there is an error.
/// let owner = Table::build("owner").column("id", SqlType::BigInt).finish();
/// let q = select_from(&owner).filter(owner.col("nmae").eq("Ann"));
/// assert!(q.to_sql(&Ansi).unwrap_err().to_string().contains("nmae"));
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    table: TableRef,
}

impl Table {
    /// A table of this name whose columns the program does not know.
    #[must_use]
    pub fn new(name: impl Into<Name>) -> Self {
        Table::build(name).finish()
    }

    /// Starts the definition of a table with its columns.
    #[must_use]
    pub fn build(name: impl Into<Name>) -> TableBuilder {
        TableBuilder(TableDef {
            schema: None,
            name: name.into(),
            columns: Cow::Owned(Vec::new()),
            foreign_keys: Cow::Owned(Vec::new()),
            unique_keys: Cow::Owned(Vec::new()),
            quoted: "",
            refs: &[],
        })
    }

    /// A column by its name. If the table's columns are known and it has none of this name,
    /// the statement that uses the expression fails when it is compiled.
    #[must_use]
    pub fn col(&self, name: impl Into<Name>) -> Expr<Any> {
        Expr::new(column_of(&self.table, name.into()))
    }

    /// The same table under an alias.
    #[must_use]
    pub fn alias(&self, alias: impl Into<Name>) -> Table {
        Table { table: self.table.aliased(alias) }
    }

    /// The table as the tree refers to it.
    #[must_use]
    pub fn table_ref(&self) -> &TableRef {
        &self.table
    }

    /// The table's definition.
    #[must_use]
    pub fn def(&self) -> &TableDef {
        self.table.def()
    }
}

impl From<Table> for TableRef {
    fn from(table: Table) -> Self {
        table.table
    }
}

impl From<&Table> for TableRef {
    fn from(table: &Table) -> Self {
        table.table.clone()
    }
}

impl From<TableRef> for Table {
    fn from(table: TableRef) -> Self {
        Table { table }
    }
}

/// The mistake of naming a column that the table is known not to have.
pub(crate) fn unknown_column(table: &TableDef, name: &Name) -> Option<Fault> {
    if table.columns.is_empty() || table.column(name.as_str()).is_some() {
        return None;
    }
    let known = table.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ");
    Some(Fault::new(
        format!("table {} has no column {name}", table.full_name()),
        format!("it has: {known}"),
    ))
}

/// A column of a table by name, or an error node if the table is known not to have it.
pub(crate) fn column_of(table: &TableRef, name: Name) -> Node {
    if let Some(fault) = unknown_column(table.def(), &name) {
        return Node::Error(Shared::new(fault));
    }
    Node::Name(Shared::new(ColumnRef { qualifier: Qualifier::Table(table.clone()), name }))
}

/// Builds a [`Table`] with its columns.
#[derive(Clone, Debug)]
pub struct TableBuilder(TableDef);

impl TableBuilder {
    /// The schema that the table is in.
    #[must_use]
    pub fn schema(mut self, schema: impl Into<Name>) -> Self {
        self.0.schema = Some(schema.into());
        self
    }

    /// Adds a column that is not null.
    #[must_use]
    pub fn column(self, name: impl Into<Name>, ty: SqlType) -> Self {
        self.define(ColumnDef::new(name.into(), ty))
    }

    /// Adds a column that may hold NULL.
    #[must_use]
    pub fn nullable(self, name: impl Into<Name>, ty: SqlType) -> Self {
        self.define(ColumnDef { nullable: true, ..ColumnDef::new(name.into(), ty) })
    }

    /// Adds a column that is the primary key, or a part of it.
    #[must_use]
    pub fn primary_key(self, name: impl Into<Name>, ty: SqlType) -> Self {
        self.define(ColumnDef { primary_key: true, ..ColumnDef::new(name.into(), ty) })
    }

    /// Adds a column by its definition.
    #[must_use]
    pub fn define(mut self, column: ColumnDef) -> Self {
        self.0.columns.to_mut().push(column);
        self
    }

    /// Adds a foreign key to columns of another table.
    #[must_use]
    pub fn foreign_key<C: Into<Name>, D: Into<Name>>(
        self,
        columns: impl IntoIterator<Item = C>,
        target: &Table,
        target_columns: impl IntoIterator<Item = D>,
    ) -> Self {
        self.define_foreign_key(ForeignKey::new(columns, target, target_columns))
    }

    /// Adds a foreign key by its definition, which may have a name and actions.
    #[must_use]
    pub fn define_foreign_key(mut self, key: ForeignKey) -> Self {
        self.0.foreign_keys.to_mut().push(key);
        self
    }

    /// Adds a unique key: no two rows may have the same values in these columns.
    #[must_use]
    pub fn unique<C: Into<Name>>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.define_unique(UniqueKey::new(columns))
    }

    /// Adds a unique key by its definition, which may have a name.
    #[must_use]
    pub fn define_unique(mut self, key: UniqueKey) -> Self {
        self.0.unique_keys.to_mut().push(key);
        self
    }

    /// The finished table.
    #[must_use]
    pub fn finish(self) -> Table {
        Table { table: TableRef::Shared(Arc::new(self.0)) }
    }
}

/// A table by its name alone, whose columns the program does not know.
#[must_use]
pub fn table(name: impl Into<Name>) -> Table {
    Table::new(name)
}
