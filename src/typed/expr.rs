//! The typed expression.

use std::marker::PhantomData;

use super::{Any, Bool, Marker, Nullable};
use crate::ast::{Name, Node, Shared};
use crate::value::{IntoValue, Value};

/// An expression of type `T`.
///
/// A clone is a pointer. Operators are methods of the traits [`Compare`](super::Compare),
/// [`Logic`](super::Logic), [`TextOps`](super::TextOps) and [`Shape`](super::Shape), and the
/// arithmetic operators.
pub struct Expr<T = Any> {
    node: Node,
    marker: PhantomData<fn() -> T>,
}

/// A predicate. Every one has this type, so conditions of any origin mix in a `Vec`.
pub type Cond = Expr<Nullable<Bool>>;

impl<T> Expr<T> {
    /// Wraps a node, taking the caller's word for its type.
    #[must_use]
    #[inline]
    pub const fn new(node: Node) -> Self {
        Expr { node, marker: PhantomData }
    }

    /// The node inside.
    #[must_use]
    pub const fn node(&self) -> &Node {
        &self.node
    }

    /// The node inside, owned.
    #[must_use]
    #[inline]
    pub fn into_node(self) -> Node {
        self.node
    }
}

impl<T> Clone for Expr<T> {
    fn clone(&self) -> Self {
        Expr::new(self.node.clone())
    }
}

impl<T> std::fmt::Debug for Expr<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.node.fmt(f)
    }
}

impl From<Node> for Expr<Any> {
    fn from(node: Node) -> Self {
        Expr::new(node)
    }
}

/// A typed handle: an [`Expr`] or a [`Column`](super::Column), on which operators work.
pub trait Operand {
    /// What it is of.
    type Type: Marker;

    /// Its node.
    fn to_node(&self) -> Node;
}

#[diagnostic::do_not_recommend]
impl<O: Operand + ?Sized> Operand for &O {
    type Type = O::Type;

    #[inline]
    fn to_node(&self) -> Node {
        (**self).to_node()
    }
}

impl<T: Marker> Operand for Expr<T> {
    type Type = T;

    #[inline]
    fn to_node(&self) -> Node {
        self.node.clone()
    }
}

/// A value as an expression, bound as a parameter.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let sql = select((value(1), literal("x"))).to_sql(&Ansi)?;
/// assert_eq!(sql.text(), "SELECT ?, 'x'");
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn value(value: impl IntoValue) -> Expr<Any> {
    Expr::new(Node::value(value))
}

/// A value as an expression, printed into the text.
#[must_use]
pub fn literal(value: impl IntoValue) -> Expr<Any> {
    Expr::new(Node::literal(value))
}

/// NULL, printed into the text.
#[must_use]
pub fn null() -> Expr<Any> {
    Expr::new(Node::Literal(Shared::new(Value::NULL)))
}

/// DEFAULT: what the column gets where nothing is given. It is a cell of an INSERT's row or the value
/// of `.set(…)`, and no part of an expression.
///
/// SQLite has no such word: a column that has its default in each row is left out, and otherwise the
/// default that the table's definition declares is written; where it declares none it is refused.
/// On MySQL and MariaDB, DEFAULT for a generated key would be 0 in the SQL mode of the engine: NULL,
/// which makes a new key, is written for what may be one, and columns that nobody has declared are
/// left out or refused.
///
/// See [PostgreSQL](https://www.postgresql.org/docs/current/sql-insert.html) and
/// [MySQL](https://dev.mysql.com/doc/refman/9.4/en/insert.html).
///
/// ```
/// use aludel::prelude::*;
/// use aludel_postgres::Postgres;
/// use aludel_sqlite::Sqlite;
///
/// aludel::table! {
///     pub const PET = "pet" {
///         name: Text,
///         legs: Integer [default = 4],
///     }
/// }
/// let q = insert(PET).columns((PET.name, PET.legs)).values(("Rex", default())).values(("Tweety", 2));
/// assert_eq!(
///     q.to_sql(&Postgres)?.text(),
///     r#"INSERT INTO "pet" ("name", "legs") VALUES ($1, DEFAULT), ($2, $3)"#
/// );
/// assert_eq!(
///     q.to_sql(&Sqlite)?.text(),
///     r#"INSERT INTO "pet" ("name", "legs") VALUES (?, 4), (?, ?)"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn default() -> Expr<Any> {
    Expr::new(Node::Default)
}

/// A column by its name alone, of whichever table in scope has it.
#[must_use]
pub fn col(name: impl Into<Name>) -> Expr<Any> {
    Expr::new(Node::name(name))
}
