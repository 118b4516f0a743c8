//! SEARCH and CYCLE of recursive common table expressions.

use super::Cte;
use crate::ast::{Cycle, Name, SearchOrder, Traversal};

fn names<N: Into<Name>>(names: impl IntoIterator<Item = N>) -> Vec<Name> {
    names.into_iter().map(Into::into).collect()
}

/// How a recursive common table expression goes through a graph.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let part = table("part");
/// let base = select((part.col("id"), part.col("whole"))).from(&part);
/// let tree = recursive("tree", base.clone(), |tree| {
///     base.from(tree).filter(part.col("whole").eq(tree.col("id")))
/// });
/// let tree = tree.search_depth_first(["id"], "nth").cycle(["id"], "again", "way");
/// let q = select((tree.col("id"), tree.col("again"))).with(&tree).from(&tree);
/// let sql = q.order_by(tree.col("nth")).to_sql(&Ansi)?;
/// assert!(sql.text().contains(
///     r#") SEARCH DEPTH FIRST BY "id" SET "nth" CYCLE "id" SET "again" USING "way" SELECT"#
/// ));
/// # Ok::<(), aludel::Error>(())
/// ```
impl<S> Cte<S> {
    /// `SEARCH DEPTH FIRST BY columns SET column`: a column to order by, so that what is beneath a row
    /// follows it.
    #[must_use]
    pub fn search_depth_first<N: Into<Name>>(
        self,
        by: impl IntoIterator<Item = N>,
        column: impl Into<Name>,
    ) -> Self {
        let search = SearchOrder { depth_first: true, by: names(by), column: column.into() };
        self.traverse(|traversal| traversal.search = Some(search))
    }

    /// `SEARCH BREADTH FIRST BY columns SET column`: a column to order by, so that rows of one level
    /// stand together.
    #[must_use]
    pub fn search_breadth_first<N: Into<Name>>(
        self,
        by: impl IntoIterator<Item = N>,
        column: impl Into<Name>,
    ) -> Self {
        let search = SearchOrder { depth_first: false, by: names(by), column: column.into() };
        self.traverse(|traversal| traversal.search = Some(search))
    }

    /// `CYCLE columns SET mark USING path`: a row whose columns are equal to those of a row on the way
    /// to it is marked, and nothing follows it. PostgreSQL has this, since its version 14.
    #[must_use]
    pub fn cycle<N: Into<Name>>(
        self,
        by: impl IntoIterator<Item = N>,
        mark: impl Into<Name>,
        path: impl Into<Name>,
    ) -> Self {
        let cycle = Cycle::Mark { by: names(by), mark: mark.into(), path: path.into() };
        self.traverse(|traversal| traversal.cycle = Some(cycle))
    }

    /// `CYCLE columns RESTRICT`: a row whose columns are equal to those of one that was found before is
    /// not taken. MariaDB has this.
    #[must_use]
    pub fn cycle_restrict<N: Into<Name>>(self, by: impl IntoIterator<Item = N>) -> Self {
        let cycle = Cycle::Restrict { by: names(by) };
        self.traverse(|traversal| traversal.cycle = Some(cycle))
    }

    fn traverse(self, change: impl FnOnce(&mut Traversal)) -> Self {
        self.change(|cte| change(cte.traversal.get_or_insert_default()))
    }
}
