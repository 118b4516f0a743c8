//! Structs as rows.

use std::marker::PhantomData;

use super::{Insert, ValueRow};
use crate::ast::{Cells, Name, Target};

/// A struct that is a row to insert: derive it with
#[cfg_attr(feature = "macros", doc = "[`derive(Insertable)`](derive@crate::Insertable).")]
#[cfg_attr(not(feature = "macros"), doc = "`derive(Insertable)`.")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct that can be inserted",
    note = "put #[derive(Insertable)] on it"
)]
pub trait Insertable {
    /// The columns that get values, in order.
    const COLUMNS: &'static [&'static str];

    /// Appends the values, one for each column.
    fn append_to(self, cells: &mut Cells);
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
        let names = R::COLUMNS.iter().map(|name| Target::Name(Name::Static(name)));
        let changed = self.change(|tree| tree.columns.extend(names));
        Insert::wrap(changed.tree().clone())
    }

    /// One row: a struct, each of whose fields is the value of the column of its name.
    pub fn record<R: Insertable>(self, record: R) -> Insert<Record<R>, S> {
        self.columns_of::<R>().values(record)
    }
}
