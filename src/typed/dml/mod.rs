//! The INSERT, UPDATE, DELETE, MERGE and TRUNCATE builders.

/// What the builders of statements that return rows of a shape have in common.
macro_rules! builders {
    ($($builder:ident;)+) => {$(
        impl<S> Clone for $builder<S> {
            fn clone(&self) -> Self {
                $builder::wrap(self.tree.clone())
            }
        }

        impl<S> std::fmt::Debug for $builder<S> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.tree.fmt(f)
            }
        }

        impl<S> $builder<S> {
            fn wrap(tree: Shared<ast::$builder>) -> Self {
                $builder { tree, rows: PhantomData }
            }

            /// The tree inside.
            #[must_use]
            pub fn tree(&self) -> &Shared<ast::$builder> {
                &self.tree
            }

            pub(in crate::typed) fn change(
                mut self,
                change: impl FnOnce(&mut ast::$builder),
            ) -> Self {
                change(Shared::make_mut(&mut self.tree));
                self
            }
        }
    )+};
}

mod assignments;
mod change;
mod conflict;
mod insert;
mod merge;
mod named;
mod record;
mod rows;
mod truncate;

pub use assignments::Assignments;
pub use change::{Delete, Update, delete, update};
pub use conflict::{OnConflict, RowUpdate, excluded, new_row, old_row};
pub use insert::{Insert, insert};
pub use merge::{Merge, WhenMatched, WhenNotMatched, merge_action, merge_into};
pub use record::{Changeset, Insertable, Record};
pub use rows::{AnyColumns, ColumnList, ValueRow};
pub use truncate::{Truncate, truncate_table};

use super::ColumnKey;
use crate::ast::{Fault, TableRef, Target};

/// The column that is assigned to, checked against the table where its columns are known.
pub(crate) fn target(table: &TableRef, column: &impl ColumnKey) -> Result<Target, Fault> {
    let Some(target) = column.target() else {
        return Err(Fault::new(
            "a value is assigned to an expression",
            "assign to a column or a column's name",
        ));
    };
    match misplaced(table, &target) {
        Some(fault) => Err(fault),
        None => Ok(target),
    }
}

/// The mistake of assigning to a column that the table has not.
pub(super) fn misplaced(table: &TableRef, target: &Target) -> Option<Fault> {
    target.stray(table).or_else(|| crate::schema::unknown_column(table.def(), target.name()))
}
