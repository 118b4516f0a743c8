//! Sequences.

use super::{Expr, Int};
use crate::ast::{FunctionName, Name, Node, Nodes};

/// The next value of a sequence: `NEXT VALUE FOR name`, on PostgreSQL `nextval('name')`. SQLite and
/// MySQL have no sequences.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let sql = select(next_value("ticket")).to_sql(&Ansi)?;
/// assert_eq!(sql.text(), r#"SELECT NEXT VALUE FOR "ticket""#);
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn next_value(sequence: impl Into<Name>) -> Expr<Int> {
    of([sequence.into()])
}

/// The next value of a sequence in a schema.
#[must_use]
pub fn next_value_in(schema: impl Into<Name>, sequence: impl Into<Name>) -> Expr<Int> {
    of([schema.into(), sequence.into()])
}

fn of<const N: usize>(names: [Name; N]) -> Expr<Int> {
    let names = names.into_iter().map(Node::name).collect::<Nodes>();
    Expr::new(Node::function(FunctionName::Portable("next_value"), names))
}
