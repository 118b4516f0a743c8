//! What refers to something by name: columns, labels, binds.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::node::Node;
use super::{Name, TableRef};
use crate::schema::{ColumnDef, TableDef};
use crate::value::Kind;

/// A column of a table definition that lives as long as the program.
#[derive(Clone, Copy)]
pub struct StaticColumn {
    /// The table.
    pub table: &'static TableDef,
    /// The column's position in it, from 0.
    pub index: u16,
    /// Its names as most dialects quote them.
    pub quoted: QuotedColumn,
}

/// Names in double quotes, prepared when the program is compiled: most of a statement's text
/// is such names.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuotedColumn {
    /// `"table"."column"`; empty if not prepared.
    pub full: &'static str,
    /// `"column"`; empty if not prepared.
    pub name: &'static str,
}

impl StaticColumn {
    /// The column's definition; `None` if the index is past the table's columns.
    #[must_use]
    #[inline]
    pub fn def(&self) -> Option<&'static ColumnDef> {
        self.table.columns.get(usize::from(self.index))
    }

    /// The column's name.
    #[must_use]
    #[inline]
    pub fn name(&self) -> Option<&'static Name> {
        self.def().map(|def| &def.name)
    }
}

/// The table and the column refer to each other: only names are shown.
impl fmt::Debug for StaticColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.table.full_name(), self.name().map_or("?", Name::as_str))
    }
}

impl PartialEq for StaticColumn {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
            && (std::ptr::eq(self.table, other.table) || self.table == other.table)
    }
}

impl Eq for StaticColumn {}

impl Hash for StaticColumn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.table.name.hash(state);
        self.index.hash(state);
    }
}

/// What a column's name is qualified with.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Qualifier {
    /// Nothing: any table in scope may have the column.
    #[default]
    None,
    /// The name of something in scope: an alias, a subquery or a table.
    Name(Name),
    /// A table, aliased or not.
    Table(TableRef),
    /// A table that `table!` defines, under an alias that the program's source holds.
    StaticAlias(&'static TableDef, &'static str),
    /// A version of the row that a statement changes, and its table where that is known.
    Version(RowVersion, Option<TableRef>),
}

/// A version of the row that a statement changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowVersion {
    /// The row that an INSERT would have inserted, had there not been a conflict.
    Excluded,
    /// The row before the change, in RETURNING.
    Old,
    /// The row after the change, in RETURNING.
    New,
}

impl RowVersion {
    /// The name that PostgreSQL gives it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            RowVersion::Excluded => "excluded",
            RowVersion::Old => "old",
            RowVersion::New => "new",
        }
    }
}

impl Qualifier {
    /// The schema to write before the name, where there is one.
    #[must_use]
    pub fn schema(&self) -> Option<&Name> {
        match self {
            Qualifier::Table(table) if table.alias().is_none() => table.def().schema.as_ref(),
            _ => None,
        }
    }

    /// The name before the column's.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Qualifier::None => None,
            Qualifier::Name(name) => Some(name.as_str()),
            Qualifier::Table(table) => Some(table.name().as_str()),
            Qualifier::StaticAlias(_, alias) => Some(alias),
            Qualifier::Version(version, _) => Some(version.name()),
        }
    }

    /// Which version of the row it is, if it is one.
    #[must_use]
    pub fn version(&self) -> Option<RowVersion> {
        match self {
            Qualifier::Version(version, _) => Some(*version),
            _ => None,
        }
    }

    /// The table as FROM would name it, where it is known.
    #[must_use]
    pub fn as_table_ref(&self) -> Option<TableRef> {
        match self {
            Qualifier::None | Qualifier::Name(_) | Qualifier::Version(..) => None,
            Qualifier::Table(table) => Some(table.clone()),
            Qualifier::StaticAlias(table, alias) => {
                Some(TableRef::Static(table).aliased(Name::Static(alias)))
            }
        }
    }

    /// The table, where it is known.
    #[must_use]
    pub fn table(&self) -> Option<&TableDef> {
        match self {
            Qualifier::None | Qualifier::Name(_) => None,
            Qualifier::Table(table) => Some(table.def()),
            Qualifier::StaticAlias(table, _) => Some(table),
            Qualifier::Version(_, table) => table.as_ref().map(TableRef::def),
        }
    }
}

/// Qualifiers that are written alike are equal.
impl PartialEq for Qualifier {
    fn eq(&self, other: &Self) -> bool {
        self.version() == other.version()
            && self.name() == other.name()
            && self.schema() == other.schema()
    }
}

impl Eq for Qualifier {}

impl Hash for Qualifier {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
        self.schema().hash(state);
    }
}

/// A column by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ColumnRef {
    /// Where the column is from.
    pub qualifier: Qualifier,
    /// The column's name.
    pub name: Name,
}

impl ColumnRef {
    /// The column's definition, where its table's columns are known.
    #[must_use]
    pub fn def(&self) -> Option<&ColumnDef> {
        self.qualifier.table()?.column(self.name.as_str())
    }
}

/// A parameter that gets its value when the compiled statement runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bind {
    /// The parameter's name.
    pub name: Name,
    /// What its value is stored as, where that is known.
    pub kind: Kind,
    /// It stands for a list of such values, of any length: the only item of an IN.
    pub list: bool,
}

/// `expr AS name`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The expression.
    pub expr: Node,
    /// Its name.
    pub name: Name,
    pub(crate) depth: u16,
}
