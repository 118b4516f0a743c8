//! Structs as rows.

use std::marker::PhantomData;

use super::{Insert, Update, ValueRow, misplaced};
use crate::ast::{Cells, Node, Target, Targets};

/// A struct that is a row to insert: derive it with
#[cfg_attr(feature = "macros", doc = "[`derive(Insertable)`](derive@crate::Insertable).")]
#[cfg_attr(not(feature = "macros"), doc = "`derive(Insertable)`.")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct that can be inserted",
    note = "put #[derive(Insertable)] on it"
)]
pub trait Insertable {
    /// Appends the columns that get values, in order, each with the prefix before its name.
    fn append_columns(prefix: &str, columns: &mut Targets);

    /// Appends the values, one for each column.
    fn append_to(self, cells: &mut Cells);
}

/// A struct that is what an UPDATE sets: derive it with
#[cfg_attr(feature = "macros", doc = "[`derive(Changeset)`](derive@crate::Changeset).")]
#[cfg_attr(not(feature = "macros"), doc = "`derive(Changeset)`.")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct of changes",
    note = "put #[derive(Changeset)] on it"
)]
pub trait Changeset {
    /// Appends the columns that change, each with the prefix before its name, and their values.
    fn append_to(self, prefix: &str, set: &mut Vec<(Target, Node)>);

    /// Whether nothing changes: an UPDATE that sets nothing else either is an error.
    fn is_empty(&self) -> bool;
}

/// `None` changes nothing.
impl<C: Changeset> Changeset for Option<C> {
    fn append_to(self, prefix: &str, set: &mut Vec<(Target, Node)>) {
        if let Some(changes) = self {
            changes.append_to(prefix, set);
        }
    }

    fn is_empty(&self) -> bool {
        self.as_ref().is_none_or(Changeset::is_empty)
    }
}

/// The columns of a struct's fields.
#[derive(Clone, Copy, Debug)]
pub struct Record<R>(PhantomData<fn() -> R>);

impl<R: Insertable> ValueRow<Record<R>> for R {
    fn append_to(self, values: &mut Cells) {
        Insertable::append_to(self, values);
    }
}

impl<S> Insert<(), S> {
    /// The columns of a struct's fields, by their names; [`values`](Insert::values) and
    /// [`rows`](Insert::rows) then take such structs.
    #[cfg_attr(
        feature = "macros",
        doc = "[`derive(Insertable)`](derive@crate::Insertable) has an example."
    )]
    pub fn columns_of<R: Insertable>(self) -> Insert<Record<R>, S> {
        let changed = self.change(|tree| R::append_columns("", &mut tree.columns));
        Insert::wrap(changed.tree().clone())
    }

    /// One row: a struct, each of whose fields is the value of the column of its name.
    pub fn record<R: Insertable>(self, record: R) -> Insert<Record<R>, S> {
        self.columns_of::<R>().values(record)
    }
}

impl<S> Update<S> {
    /// Sets the columns of a struct's fields that change. If that is none, and nothing else is set, it
    /// is an error when the statement is compiled: ask [`is_empty`](Changeset::is_empty) before where
    /// there may be nothing to do.
    #[cfg_attr(
        feature = "macros",
        doc = "[`derive(Changeset)`](derive@crate::Changeset) has an example."
    )]
    pub fn set_changes(self, changes: impl Changeset) -> Self {
        self.change(|tree| {
            let before = tree.set.len();
            changes.append_to("", &mut tree.set);
            let set = tree.set.get(before..).unwrap_or_default();
            let depth = crate::ast::deepest(set.iter().map(|(_, value)| value));
            let fault = set.iter().find_map(|(column, _)| misplaced(&tree.table, column));
            tree.deepen(depth);
            if let Some(fault) = fault {
                tree.blame(fault);
            }
        })
    }
}
