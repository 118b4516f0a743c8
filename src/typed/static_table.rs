//! What `table!` makes: handles of tables that the program's source defines.

use super::IntoSource;
use crate::ast::{Name, Source, TableRef};
use crate::schema::TableDef;

/// A table that `table!` defines, under its own name or an alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't stand in FROM",
    label = "expected a table, an alias, a subquery or a join"
)]
pub trait StaticTable: Copy {
    /// The table's definition.
    const DEF: &'static TableDef;

    /// The alias, if there is one.
    fn alias_name(&self) -> Option<&'static str>;

    /// The table as the tree refers to it.
    #[inline]
    fn table_ref(&self) -> TableRef {
        match self.alias_name() {
            None => TableRef::Static(Self::DEF),
            Some(alias) => TableRef::Static(Self::DEF).aliased(Name::Static(alias)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: StaticTable> StaticTable for &T {
    const DEF: &'static TableDef = T::DEF;

    #[inline]
    fn alias_name(&self) -> Option<&'static str> {
        (**self).alias_name()
    }
}

#[diagnostic::do_not_recommend]
impl<T: StaticTable> From<T> for TableRef {
    #[inline]
    fn from(table: T) -> Self {
        table.table_ref()
    }
}

#[diagnostic::do_not_recommend]
impl<T: StaticTable> IntoSource for T {
    #[inline]
    fn into_source(self) -> Source {
        Source::Table(self.table_ref())
    }
}
