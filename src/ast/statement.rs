//! Any statement, by reference.

use super::{Delete, Fault, Insert, Raw, Select, Update};
use crate::schema::{CreateTable, DropTable};

/// A statement of any sort, as the renderer and walks take it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum StatementRef<'a> {
    /// SELECT.
    Select(&'a Select),
    /// INSERT.
    Insert(&'a Insert),
    /// UPDATE.
    Update(&'a Update),
    /// DELETE.
    Delete(&'a Delete),
    /// CREATE TABLE.
    CreateTable(&'a CreateTable),
    /// DROP TABLE.
    DropTable(&'a DropTable),
    /// Raw SQL.
    Raw(&'a Raw),
    /// A mistake made while building.
    Fault(&'a Fault),
}
