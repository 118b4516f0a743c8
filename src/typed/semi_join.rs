//! Semi- and anti-joins: EXISTS and NOT EXISTS.

use super::{Bool, IntoExpr, IntoSource, Select};
use crate::ast::{self, Node, Query, Shared};

impl<S> Select<S> {
    /// Only the rows that match any row of the source: `WHERE EXISTS (SELECT 1 FROM source WHERE on)`.
    /// Unlike a join it repeats no row, and adds no column.
    ///
    /// The query's own tables must be named with [`from`](Select::from): what the condition is over
    /// would hide them otherwise.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let (owner, pet) = (table("owner"), table("pet"));
    /// let q = select(owner.col("name")).from(&owner);
    /// let q = q.semi_join(&pet, pet.col("owner_id").eq(owner.col("id")));
    /// assert_eq!(
    ///     q.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "owner"."name" FROM "owner" WHERE EXISTS (SELECT 1 FROM "pet" WHERE "pet"."owner_id" = "owner"."id")"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn semi_join(self, source: impl IntoSource, on: impl IntoExpr<Bool>) -> Self {
        self.and_node(matching(source, on))
    }

    /// Only the rows that match no row of the source: `WHERE NOT EXISTS (SELECT 1 FROM source WHERE
    /// on)`. Unlike NOT IN it is not led astray by NULLs.
    pub fn anti_join(self, source: impl IntoSource, on: impl IntoExpr<Bool>) -> Self {
        self.and_node(matching(source, on).negate())
    }

    /// Adds a condition to WHERE, with AND.
    pub(super) fn and_node(self, condition: Node) -> Self {
        self.change(|tree| {
            ast::Select::and(&mut tree.filter, condition);
            let depth = tree.filter.as_ref().map_or(0, Node::depth);
            tree.deepen(depth);
        })
    }
}

fn matching(source: impl IntoSource, on: impl IntoExpr<Bool>) -> Node {
    let mut select = ast::Select::of([Node::literal(1)]);
    let (source, on) = (source.into_source(), on.into_node());
    let depth = source.depth().max(on.depth());
    select.from.push(source);
    select.filter = Some(on);
    select.deepen(depth);
    Node::exists(Query::Select(Shared::new(select)))
}
