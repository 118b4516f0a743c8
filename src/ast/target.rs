//! The columns that statements assign to.

use std::hash::{Hash, Hasher};

use super::{ColumnRef, Fault, Name, Qualifier, Shared, StaticColumn, TableRef};
use crate::schema::TableDef;

/// A column that a statement assigns to.
#[derive(Clone, Debug)]
pub enum Target {
    /// A column of a table that `table!` defines.
    Column(&'static StaticColumn),
    /// A column by its name.
    Name(Name),
    /// A column by its name, of a table or an alias: the one that the statement changes.
    Of(Shared<ColumnRef>),
}

impl Target {
    /// The column's name.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &Name {
        static NAMELESS: Name = Name::Static("");
        match self {
            Target::Column(column) => column.name().unwrap_or(&NAMELESS),
            Target::Name(name) => name,
            Target::Of(column) => &column.name,
        }
    }

    /// The table as FROM would name it, where it is known.
    #[must_use]
    pub fn table(&self) -> Option<TableRef> {
        match self {
            Target::Column(column) => Some(TableRef::Static(column.table)),
            Target::Name(_) => None,
            Target::Of(column) => column.qualifier.as_table_ref(),
        }
    }

    /// The mistake of assigning to a column of something else than the table that a statement
    /// changes.
    #[inline]
    pub(crate) fn stray(&self, table: &TableRef) -> Option<Fault> {
        match self {
            Target::Name(_) => None,
            Target::Column(column) if std::ptr::eq(column.table, table.def()) => None,
            _ => self.check_table(table),
        }
    }

    #[cold]
    fn check_table(&self, table: &TableRef) -> Option<Fault> {
        let (def, alias) = match self {
            Target::Name(_) => return None,
            Target::Column(column) => (column.table, None),
            Target::Of(column) => match &column.qualifier {
                Qualifier::None => return None,
                Qualifier::Name(name) if name == table.name() => return None,
                Qualifier::Table(other) => (other.def(), other.alias().map(Name::as_str)),
                Qualifier::StaticAlias(def, alias) => (*def, Some(*alias)),
                Qualifier::Name(_) | Qualifier::Version(..) => {
                    let owner = column.qualifier.name().unwrap_or("?");
                    return Some(self.fault(owner, table));
                }
            },
        };
        let own = table.alias().map(Name::as_str);
        if !is_same(def, table.def()) {
            return Some(self.fault(alias.unwrap_or(&def.full_name()), table));
        }
        match alias {
            Some(alias) if own != Some(alias) => Some(self.fault(alias, table)),
            _ => None,
        }
    }

    fn fault(&self, owner: &str, table: &TableRef) -> Fault {
        let changed = match table.alias() {
            Some(alias) => alias.to_string(),
            None => table.def().full_name(),
        };
        Fault::new(
            format!("column {owner}.{} gets a value, but {changed} is changed", self.name()),
            format!("name a column of {changed}; those of {owner} may stand in the values"),
        )
    }
}

/// Whether two definitions are of one table.
fn is_same(one: &TableDef, other: &TableDef) -> bool {
    std::ptr::eq(one, other) || (one.name == other.name && one.schema == other.schema)
}

/// Targets of the same name are equal, however they are given.
impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Target {}

impl Hash for Target {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}
