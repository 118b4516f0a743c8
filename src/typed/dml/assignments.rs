//! What columns of a row are set to.

use super::target;
use crate::ast::{Fault, Node, TableRef, Target};
use crate::typed::{ColumnKey, IntoExpr, Marker};

/// The assignments of an UPDATE in a MERGE.
#[derive(Debug)]
#[must_use = "it does nothing until the closure of .update(…) returns it"]
pub struct Assignments {
    table: TableRef,
    pub(super) set: Vec<(Target, Node)>,
    pub(super) fault: Option<Fault>,
}

impl Assignments {
    /// No assignments yet, to columns of the table.
    pub(super) fn to(table: &TableRef) -> Self {
        Assignments { table: table.clone(), set: Vec::new(), fault: None }
    }

    /// Sets a column to a value or an expression.
    pub fn set<K: ColumnKey>(
        mut self,
        column: K,
        value: impl IntoExpr<<K::Type as Marker>::Base>,
    ) -> Self
    where
        K::Type: Marker,
    {
        match target(&self.table, &column) {
            Ok(target) => self.set.push((target, value.into_node())),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
        self
    }
}
