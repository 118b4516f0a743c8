//! The statements that a connection runs, and the types of their rows.

use super::{Cond, Delete, Insert, Merge, Select, Truncate, Update};
use crate::ast::StatementRef;
use crate::engine::{RowType, Statement};
use crate::render::Compile;
use crate::schema::{CreateTable, DropTable};

impl<S: RowType> Compile for Select<S> {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Select(self.tree())
    }

    fn not_null(&self) -> u128 {
        S::NOT_NULL
    }
}

impl<S: RowType> Statement for Select<S> {
    type Rows = S;
}

impl<C, S> Compile for Insert<C, S> {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Insert(self.tree())
    }
}

impl<C, S: RowType> Statement for Insert<C, S> {
    type Rows = S;
}

impl<S> Compile for Update<S> {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Update(self.tree())
    }
}

impl<S: RowType> Statement for Update<S> {
    type Rows = S;
}

impl<S> Compile for Delete<S> {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Delete(self.tree())
    }
}

impl<S: RowType> Statement for Delete<S> {
    type Rows = S;
}

impl<S> Compile for Merge<S> {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Merge(self.tree())
    }
}

impl<S: RowType> Statement for Merge<S> {
    type Rows = S;
}

impl Compile for Truncate {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Truncate(self.tree())
    }
}

impl Statement for Truncate {
    type Rows = ();
}

impl Compile for CreateTable {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::CreateTable(self)
    }
}

impl Statement for CreateTable {
    type Rows = ();
}

impl Compile for DropTable {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::DropTable(self)
    }
}

impl Statement for DropTable {
    type Rows = ();
}

/// Whether a query has any row: `query.exists()` as a function.
#[must_use]
pub fn exists<S>(query: Select<S>) -> Cond {
    query.exists()
}
