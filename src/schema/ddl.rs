//! CREATE TABLE and DROP TABLE.

use crate::ast::TableRef;
use crate::error::{Error, ErrorKind, Result};

/// `CREATE TABLE [IF NOT EXISTS] table (…)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTable {
    /// The table.
    pub table: TableRef,
    /// Nothing happens if it is there.
    pub if_not_exists: bool,
}

impl CreateTable {
    /// Creates the table of this definition; it is an error if there is one.
    #[must_use]
    pub fn new(table: impl Into<TableRef>) -> Self {
        CreateTable { table: table.into(), if_not_exists: false }
    }

    /// Does nothing if the table is there.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }
}

/// `DROP TABLE [IF EXISTS] table`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropTable {
    /// The table.
    pub table: TableRef,
    /// Nothing happens if it isn't there.
    pub if_exists: bool,
}

impl DropTable {
    /// Drops the table; it is an error if there is none.
    #[must_use]
    pub fn new(table: impl Into<TableRef>) -> Self {
        DropTable { table: table.into(), if_exists: false }
    }

    /// Does nothing if the table isn't there.
    #[must_use]
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }
}

/// The tables in an order in which each comes after those it refers to.
///
/// # Errors
/// [`ErrorKind::Unsupported`] where tables refer to each other in a cycle: the error names
/// them. A table that refers to itself is no cycle.
pub fn in_creation_order(tables: &[TableRef]) -> Result<Vec<TableRef>> {
    let mut waiting = tables.to_vec();
    let mut ordered: Vec<TableRef> = Vec::with_capacity(tables.len());
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<_>, Vec<_>) =
            waiting.iter().cloned().partition(|table| !refers_to_another(table, &waiting));
        if ready.is_empty() {
            let names = blocked.iter().map(|t| t.def().full_name()).collect::<Vec<_>>();
            return Err(Error::new(
                ErrorKind::Unsupported,
                format!("the tables {} refer to each other in a cycle", names.join(", ")),
            )
            .with_help("leave one foreign key out of the definition and add it afterwards"));
        }
        ordered.extend(ready);
        waiting = blocked;
    }
    Ok(ordered)
}

fn refers_to_another(table: &TableRef, others: &[TableRef]) -> bool {
    table.def().foreign_keys.iter().any(|key| {
        !key.target.is(table.def()) && others.iter().any(|other| key.target.is(other.def()))
    })
}
