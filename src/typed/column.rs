//! A column of a table that `table!` defines.

use std::marker::PhantomData;

use super::{Marker, Operand};
use crate::ast::{ColumnRef, Name, Node, Qualifier, Shared, StaticColumn};

/// A column of type `T`. It is `Copy`: use it as often as you like.
pub struct Column<T> {
    column: &'static StaticColumn,
    alias: Option<&'static str>,
    marker: PhantomData<fn() -> T>,
}

impl<T> Column<T> {
    /// A handle of a column.
    #[must_use]
    pub const fn new(column: &'static StaticColumn) -> Self {
        Column { column, alias: None, marker: PhantomData }
    }

    /// A handle of a column of a table or of its alias. `table!` calls this.
    #[doc(hidden)]
    #[must_use]
    pub const fn at(column: &'static StaticColumn, alias: Option<&'static str>) -> Self {
        Column { column, alias, marker: PhantomData }
    }

    /// The alias of its table, if there is one.
    #[must_use]
    pub const fn alias_name(&self) -> Option<&'static str> {
        self.alias
    }

    /// The column, without the alias and the type.
    #[must_use]
    pub const fn column(&self) -> &'static StaticColumn {
        self.column
    }

    /// The column's name.
    #[must_use]
    pub fn name(&self) -> Name {
        self.column.name().cloned().unwrap_or(Name::Static(""))
    }
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Column<T> {}

impl<T> std::fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.alias.unwrap_or(self.column.table.name.as_str()), self.name())
    }
}

impl<T: Marker> Operand for Column<T> {
    type Type = T;

    #[inline]
    fn to_node(&self) -> Node {
        match self.alias {
            None => Node::Column(self.column),
            Some(alias) => aliased_node(self.column, alias),
        }
    }
}

/// Out of line, so that the common case stays small enough to be inlined everywhere.
#[cold]
fn aliased_node(column: &StaticColumn, alias: &'static str) -> Node {
    Node::Name(Shared::new(ColumnRef {
        qualifier: Qualifier::StaticAlias(column.table, alias),
        name: column.name().cloned().unwrap_or(Name::Static("")),
    }))
}
