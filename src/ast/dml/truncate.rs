//! TRUNCATE.

use crate::ast::TableRef;

/// `TRUNCATE TABLE table, … [RESTART IDENTITY | CONTINUE IDENTITY] [CASCADE]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Truncate {
    /// The tables that are emptied.
    pub tables: Vec<TableRef>,
    /// What becomes of generated keys; none is what the standard takes for none, CONTINUE.
    pub identity: Option<Identity>,
    /// CASCADE: tables that refer to them are emptied too.
    pub cascade: bool,
}

/// Where the keys go on that a table generates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// RESTART IDENTITY: at the first one.
    Restart,
    /// CONTINUE IDENTITY: where they were.
    Continue,
}
