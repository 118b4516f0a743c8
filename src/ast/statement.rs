//! Any statement, by reference.

use super::{
    Compound, Delete, Explain, Fault, Insert, Merge, Raw, Select, Truncate, Update, Values,
};
use crate::schema::{CreateTable, DropTable};

/// A statement of any sort, as the renderer and walks take it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum StatementRef<'a> {
    /// SELECT.
    Select(&'a Select),
    /// UNION, INTERSECT, EXCEPT.
    Compound(&'a Compound),
    /// VALUES.
    Values(&'a Values),
    /// INSERT.
    Insert(&'a Insert),
    /// UPDATE.
    Update(&'a Update),
    /// DELETE.
    Delete(&'a Delete),
    /// MERGE.
    Merge(&'a Merge),
    /// TRUNCATE.
    Truncate(&'a Truncate),
    /// CREATE TABLE.
    CreateTable(&'a CreateTable),
    /// DROP TABLE.
    DropTable(&'a DropTable),
    /// Raw SQL.
    Raw(&'a Raw),
    /// EXPLAIN.
    Explain(&'a Explain),
    /// A mistake made while building.
    Fault(&'a Fault),
}
