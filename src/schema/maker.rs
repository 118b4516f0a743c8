//! Values that the program makes for columns.

use std::fmt;
use std::sync::Arc;

use crate::ast::{Name, Node};
use crate::typed::{Any, IntoExpr};
use crate::value::Value;

/// Makes what a column gets where a statement gives it nothing: a value, or an expression for the
/// database.
///
/// It is asked for each row, when the statement is compiled; for a value again each time a
/// [`Compiled`](crate::render::Compiled) statement runs.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
/// use aludel::schema::{ColumnDef, Maker};
///
/// let pet = Table::build("pet")
///     .column("name", SqlType::Text)
///     .define(ColumnDef::new("slug".into(), SqlType::Text).insert_with(Maker::new(|row| {
///         match row.get("name") {
///             Some(Value::Text(name)) => name.to_lowercase(),
///             _ => String::new(),
///         }
///     })))
///     .finish();
/// let sql = insert(&pet).columns(("name",)).values(("Rex",)).to_sql(&Ansi)?;
/// assert_eq!(sql.text(), r#"INSERT INTO "pet" ("name", "slug") VALUES (?, ?)"#);
/// assert_eq!(sql.params(), [Value::from("Rex"), Value::from("rex")]);
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone)]
pub enum Maker {
    /// A function, as `table!` makes it.
    Fn(fn(&RowValues<'_>) -> Node),
    /// A closure.
    Shared(Arc<dyn Fn(&RowValues<'_>) -> Node + Send + Sync>),
}

impl Maker {
    /// A maker of what a closure gives for a row: a value, or an expression.
    #[must_use]
    pub fn new<E: IntoExpr<Any>>(
        make: impl Fn(&RowValues<'_>) -> E + Send + Sync + 'static,
    ) -> Self {
        Maker::Shared(Arc::new(move |row| make(row).into_node()))
    }

    /// What a row gets.
    #[must_use]
    pub fn make(&self, row: &RowValues<'_>) -> Node {
        match self {
            Maker::Fn(make) => make(row),
            Maker::Shared(make) => make(row),
        }
    }
}

impl fmt::Debug for Maker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Maker")
    }
}

/// Makers are equal when they are one.
impl PartialEq for Maker {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Maker::Fn(a), Maker::Fn(b)) => std::ptr::fn_addr_eq(*a, *b),
            (Maker::Shared(a), Maker::Shared(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Eq for Maker {}

/// The values that a statement gives a row, for a [`Maker`] that depends on them.
#[derive(Clone, Copy, Debug)]
pub struct RowValues<'r>(&'r [(Name, Value)]);

impl<'r> RowValues<'r> {
    pub(crate) fn new(values: &'r [(Name, Value)]) -> Self {
        RowValues(values)
    }

    /// The value of a column; `None` where the statement gives it none, or an expression that only
    /// the database knows the value of.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&'r Value> {
        self.0.iter().find(|(name, _)| name.as_str() == column).map(|(_, value)| value)
    }
}
