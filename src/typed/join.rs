//! FROM: tables and joins.

use super::{Bool, IntoExpr};
use crate::ast::{JoinKind, JoinOn, Name, Source, TableRef};
use crate::schema::Table;

/// What can stand in FROM: a table, an alias, a subquery, a join.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't stand in FROM",
    label = "expected a table, an alias, a subquery or a join"
)]
pub trait IntoSource {
    /// The item of FROM.
    fn into_source(self) -> Source;
}

impl IntoSource for Source {
    #[inline]
    fn into_source(self) -> Source {
        self
    }
}

impl IntoSource for TableRef {
    #[inline]
    fn into_source(self) -> Source {
        Source::Table(self)
    }
}

impl IntoSource for Table {
    #[inline]
    fn into_source(self) -> Source {
        Source::Table(self.table_ref().clone())
    }
}

impl IntoSource for &Table {
    #[inline]
    fn into_source(self) -> Source {
        Source::Table(self.table_ref().clone())
    }
}

/// A chain of joins. The condition comes from [`on`](Joined::on), or else from the one foreign
/// key between the joined table and a table before it.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let (a, b) = (table("a"), table("b"));
/// let sql = select(a.col("x"))
///     .from((&a).left_join(&b).on(b.col("a_id").eq(a.col("id"))))
///     .to_sql(&Ansi)?;
/// assert_eq!(
///     sql.text(),
///     r#"SELECT "a"."x" FROM "a" LEFT JOIN "b" ON "b"."a_id" = "a"."id""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a join does nothing until it stands in a query's .from(…)"]
pub struct Joined(Source);

impl Joined {
    /// USING: the rows of the last join match where they are equal in these columns, which both
    /// sides have.
    pub fn using<N: Into<Name>>(self, columns: impl IntoIterator<Item = N>) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        Joined(self.0.matched(JoinOn::Using(columns)))
    }

    /// NATURAL: the rows of the last join match where they are equal in all columns that both
    /// sides have.
    pub fn natural(self) -> Self {
        Joined(self.0.matched(JoinOn::Natural))
    }

    /// The condition of the last join.
    #[inline]
    pub fn on(self, condition: impl IntoExpr<Bool>) -> Self {
        Joined(self.0.on(condition.into_node()))
    }
}

impl IntoSource for Joined {
    #[inline]
    fn into_source(self) -> Source {
        self.0
    }
}

/// Joins, on everything that can stand in FROM.
pub trait Joinable: IntoSource + Sized {
    /// The pairs of rows that match.
    #[inline]
    fn join(self, other: impl IntoSource) -> Joined {
        Joined(self.into_source().join(JoinKind::Inner, other.into_source()))
    }

    /// All rows of this side, with those of the other that match, or NULLs.
    #[inline]
    fn left_join(self, other: impl IntoSource) -> Joined {
        Joined(self.into_source().join(JoinKind::Left, other.into_source()))
    }

    /// All rows of the other side, with those of this that match, or NULLs.
    #[inline]
    fn right_join(self, other: impl IntoSource) -> Joined {
        Joined(self.into_source().join(JoinKind::Right, other.into_source()))
    }

    /// All rows of both sides, with NULLs where nothing matches.
    #[inline]
    fn full_join(self, other: impl IntoSource) -> Joined {
        Joined(self.into_source().join(JoinKind::Full, other.into_source()))
    }

    /// Every row of this side with every row of the other.
    #[inline]
    fn cross_join(self, other: impl IntoSource) -> Joined {
        Joined(self.into_source().join(JoinKind::Cross, other.into_source()))
    }
}

impl<S: IntoSource> Joinable for S {}
