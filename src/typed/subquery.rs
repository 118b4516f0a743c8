//! Subqueries and aliases in FROM, and their columns.

use super::{Any, Column, Expr, IntoSource, Marker, Operand};
use crate::ast::{
    ColumnRef, Derived, Fault, Name, Node, Qualifier, Query, Select, Shared, Source, TableRef,
    Target,
};
use crate::schema::column_of;

/// What names a column of a subquery or an alias, and with it the column's type: a column, a
/// labelled expression, or a name.
pub trait ColumnKey {
    /// What the column is of.
    type Type;

    /// The column's name; `None` for an expression without a label.
    fn key(&self) -> Option<Name>;

    /// The column, to be assigned to; `None` for an expression without a label.
    #[inline]
    fn target(&self) -> Option<Target> {
        self.key().map(Target::Name)
    }
}

impl<T: Marker> ColumnKey for Column<T> {
    type Type = T;
    fn key(&self) -> Option<Name> {
        Some(self.name())
    }

    #[inline]
    fn target(&self) -> Option<Target> {
        match self.to_node() {
            Node::Name(column) => Some(Target::Of(column)),
            _ => Some(Target::Column(self.column())),
        }
    }
}

impl<T: Marker> ColumnKey for &Expr<T> {
    type Type = T;
    fn key(&self) -> Option<Name> {
        self.node().output_name().cloned()
    }

    fn target(&self) -> Option<Target> {
        match self.node() {
            Node::Column(column) => Some(Target::Column(column)),
            Node::Name(column) => Some(Target::Of(column.clone())),
            _ => self.key().map(Target::Name),
        }
    }
}

impl ColumnKey for &str {
    type Type = Any;
    fn key(&self) -> Option<Name> {
        Some(Name::from(*self))
    }
}

impl ColumnKey for String {
    type Type = Any;
    fn key(&self) -> Option<Name> {
        Some(Name::from(self))
    }
}

impl ColumnKey for Name {
    type Type = Any;
    fn key(&self) -> Option<Name> {
        Some(self.clone())
    }
}

/// The name of a key, or the error node that says why it has none.
fn named(key: &impl ColumnKey) -> Result<Name, Node> {
    key.key().ok_or_else(|| {
        Node::error(
            "a column of a subquery was asked for by an expression without a name",
            "give the expression a label with .label(…) and use that",
        )
    })
}

/// A query in FROM, under a name.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let n = count_all().label("n");
/// let kinds = select((pet.col("kind"), &n)).group_by(pet.col("kind")).subquery("kinds");
/// let q = select(max(kinds.col(&n))).from(&kinds);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT max("kinds"."n") FROM (SELECT "pet"."kind", count(*) AS "n" FROM "pet" GROUP BY "pet"."kind") AS "kinds""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Subquery(Shared<Derived>);

impl Subquery {
    pub(crate) fn new(query: Query, name: Name) -> Self {
        Subquery::of(Derived::new(query, name))
    }

    pub(crate) fn of(derived: Derived) -> Self {
        Subquery(Shared::new(derived))
    }

    /// A subquery that is nothing but a mistake.
    pub(crate) fn faulty(fault: Fault, name: Name) -> Self {
        let select = Select { fault: Some(Shared::new(fault)), ..Select::default() };
        Subquery::new(Query::Select(Shared::new(select)), name)
    }

    /// Names for its columns, instead of those of the query.
    #[must_use]
    pub fn columns<N: Into<Name>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        Shared::make_mut(&mut self.0).columns = names.into_iter().map(Into::into).collect();
        self
    }

    /// A column of the subquery, of the type of what it was selected from.
    #[must_use]
    pub fn col<K: ColumnKey>(&self, key: K) -> Expr<K::Type> {
        column(&self.0.name, &key)
    }
}

/// A column of what stands in FROM under a name.
pub(super) fn column<K: ColumnKey>(of: &Name, key: &K) -> Expr<K::Type> {
    Expr::new(match named(key) {
        Ok(name) => {
            let qualifier = Qualifier::Name(of.clone());
            Node::Name(Shared::new(ColumnRef { qualifier, name }))
        }
        Err(error) => error,
    })
}

impl IntoSource for Subquery {
    fn into_source(self) -> Source {
        Source::Derived(self.0)
    }
}

impl IntoSource for &Subquery {
    fn into_source(self) -> Source {
        Source::Derived(self.0.clone())
    }
}

/// A table under an alias that is made at run time, and a scope for its columns.
///
/// ```
/// # use aludel::prelude::*;
/// # use aludel::dialect::Ansi;
/// let t = table("t");
/// for i in 0..2 {
///     let a = Scope::new(&t, format!("a{i}"));
///     let sql = select(a.col("x")).to_sql(&Ansi)?;
///     assert_eq!(sql.text(), format!(r#"SELECT "a{i}"."x" FROM "t" AS "a{i}""#));
/// }
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scope(TableRef);

impl Scope {
    /// The table under an alias.
    ///
    /// # Panics
    /// Never: a source that is no table keeps its own name, and its columns are errors.
    #[must_use]
    pub fn new(table: impl Into<TableRef>, alias: impl Into<Name>) -> Self {
        Scope(table.into().aliased(alias))
    }

    /// A column of the alias, of the same type as the table's own.
    #[must_use]
    pub fn col<K: ColumnKey>(&self, key: K) -> Expr<K::Type> {
        Expr::new(named(&key).map_or_else(|error| error, |name| column_of(&self.0, name)))
    }
}

impl IntoSource for Scope {
    fn into_source(self) -> Source {
        Source::Table(self.0)
    }
}

impl IntoSource for &Scope {
    fn into_source(self) -> Source {
        Source::Table(self.0.clone())
    }
}
