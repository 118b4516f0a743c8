//! The MERGE builder.

use std::marker::PhantomData;

use super::{Assignments, ColumnList, ValueRow};
use crate::ast::{
    self, Cells, FunctionName, MergeAction, MergeInsert, MergeRows, MergeWhen, NaryOp, Node, Nodes,
    Overriding, Shared, TableRef, Targets,
};
use crate::typed::{Bool, Expr, IntoExpr, IntoSource, SelectList, Text};

/// A MERGE that returns rows of the shape `S`: see [`merge_into`].
#[must_use = "a MERGE does nothing until a connection runs it"]
pub struct Merge<S = ()> {
    tree: Shared<ast::Merge>,
    rows: PhantomData<fn() -> S>,
}

/// Starts a MERGE into a table: for the rows of a source, those of the table that match are changed,
/// and what matches none is inserted.
///
/// PostgreSQL has it since version 15, with RETURNING and WHEN NOT MATCHED BY SOURCE since 17. The
/// other databases refuse it: [`on_conflict`](super::Insert::on_conflict) is for all of them. Unlike
/// that, MERGE doesn't wait for what other transactions insert at the same time: it may fail with a
/// violated key.
///
/// Of the WHEN clauses that apply to a row the first one is done. Conditions and values see what
/// there is: the table and the source where they match, otherwise only the one that has the row.
///
/// See [ISO 9075-2, 14.12](https://www.iso.org/standard/76584.html) and
/// [PostgreSQL](https://www.postgresql.org/docs/current/sql-merge.html).
///
/// ```
/// use aludel::prelude::*;
/// use aludel_postgres::Postgres;
///
/// let (stock, delivery) = (table("stock"), table("delivery"));
/// let q = merge_into(&stock)
///     .using(&delivery)
///     .on(stock.col("item").eq(delivery.col("item")))
///     .when_matched()
///     .and(delivery.col("amount").eq(0))
///     .delete()
///     .when_matched()
///     .update(|row| row.set("amount", delivery.col("amount")))
///     .when_not_matched()
///     .insert(("item", "amount"), (delivery.col("item"), delivery.col("amount")));
/// assert_eq!(
///     q.to_sql(&Postgres)?.text(),
///     r#"MERGE INTO "stock" USING "delivery" ON "stock"."item" = "delivery"."item" WHEN MATCHED AND "delivery"."amount" = $1 THEN DELETE WHEN MATCHED THEN UPDATE SET "amount" = "delivery"."amount" WHEN NOT MATCHED THEN INSERT ("item", "amount") VALUES ("delivery"."item", "delivery"."amount")"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn merge_into(table: impl Into<TableRef>) -> Merge {
    Merge::wrap(Shared::new(ast::Merge {
        with: None,
        table: table.into(),
        source: None,
        on: None,
        whens: Vec::new(),
        returning: Nodes::new(),
        fault: None,
        depth: 0,
    }))
}

builders! {
    Merge;
}

impl<S> Merge<S> {
    /// USING: where the rows come from: a table, an alias, a subquery, VALUES, a common table
    /// expression. No two of its rows may match the same row of the table. Another call replaces it.
    pub fn using(self, source: impl IntoSource) -> Self {
        let source = source.into_source();
        self.change(|tree| {
            tree.deepen(source.depth());
            tree.source = Some(source);
        })
    }

    /// ON: which row of the table is the source's; a second condition is added with AND.
    pub fn on(self, condition: impl IntoExpr<Bool>) -> Self {
        let condition = condition.into_node();
        self.change(|tree| {
            ast::Select::and(&mut tree.on, condition);
            let depth = tree.deepest();
            tree.deepen(depth);
        })
    }

    /// WHEN MATCHED: rows of the table that a row of the source matches.
    pub fn when_matched(self) -> WhenMatched<S> {
        WhenMatched { merge: self, rows: MergeRows::Matched, condition: None }
    }

    /// WHEN NOT MATCHED: rows of the source that match no row of the table.
    pub fn when_not_matched(self) -> WhenNotMatched<S> {
        WhenNotMatched { merge: self, condition: None, overriding: None }
    }

    /// WHEN NOT MATCHED BY SOURCE: rows of the table that no row of the source matches. PostgreSQL 17.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel_postgres::Postgres;
    /// let (stock, delivery) = (table("stock"), table("delivery"));
    /// let q = merge_into(&stock)
    ///     .using(&delivery)
    ///     .on(stock.col("item").eq(delivery.col("item")))
    ///     .when_not_matched_by_source()
    ///     .delete()
    ///     .returning((merge_action(), stock.col("item")));
    /// assert_eq!(
    ///     q.to_sql(&Postgres::v(17))?.text(),
    ///     r#"MERGE INTO "stock" USING "delivery" ON "stock"."item" = "delivery"."item" WHEN NOT MATCHED BY SOURCE THEN DELETE RETURNING merge_action(), "stock"."item""#
    /// );
    /// assert!(q.to_sql(&Postgres::v(15)).is_err());
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn when_not_matched_by_source(self) -> WhenMatched<S> {
        WhenMatched { merge: self, rows: MergeRows::NotMatchedBySource, condition: None }
    }

    /// Returns columns of the rows that were changed, and of the source's rows that changed them;
    /// [`merge_action`] tells what was done. PostgreSQL 17.
    pub fn returning<L: SelectList>(self, list: L) -> Merge<L::Rows> {
        let changed = self.change(|tree| {
            list.append_to(&mut tree.returning);
            let depth = tree.deepest();
            tree.deepen(depth);
        });
        Merge::wrap(changed.tree)
    }

    fn when(self, rows: MergeRows, condition: Option<Node>, action: MergeAction) -> Self {
        self.change(|tree| {
            let when = MergeWhen { rows, condition, action };
            tree.deepen(when.depth());
            tree.whens.push(when);
        })
    }
}

fn and(before: Option<Node>, condition: Node) -> Option<Node> {
    Some(match before {
        None => condition,
        Some(before) => before.joined(NaryOp::And, condition),
    })
}

/// A MERGE that is about to say what becomes of rows that are there.
#[derive(Debug)]
#[must_use = "say what is done: .update(…), .delete() or .do_nothing()"]
pub struct WhenMatched<S> {
    merge: Merge<S>,
    rows: MergeRows,
    condition: Option<Node>,
}

impl<S> WhenMatched<S> {
    /// AND: only those for which this holds.
    pub fn and(mut self, condition: impl IntoExpr<Bool>) -> Self {
        self.condition = and(self.condition, condition.into_node());
        self
    }

    /// UPDATE: the row is changed.
    pub fn update(self, change: impl FnOnce(Assignments) -> Assignments) -> Merge<S> {
        let made = change(Assignments::to(&self.merge.tree.table));
        let WhenMatched { merge, rows, condition } = self;
        let merge = match made.fault {
            None => merge,
            Some(fault) => merge.change(|tree| tree.blame(fault)),
        };
        merge.when(rows, condition, MergeAction::Update(made.set))
    }

    /// DELETE: the row goes.
    pub fn delete(self) -> Merge<S> {
        self.merge.when(self.rows, self.condition, MergeAction::Delete)
    }

    /// DO NOTHING: the row stays as it is.
    pub fn do_nothing(self) -> Merge<S> {
        self.merge.when(self.rows, self.condition, MergeAction::Nothing)
    }
}

/// A MERGE that is about to say what becomes of rows of the source that match none.
#[derive(Debug)]
#[must_use = "say what is done: .insert(…) or .do_nothing()"]
pub struct WhenNotMatched<S> {
    merge: Merge<S>,
    condition: Option<Node>,
    overriding: Option<Overriding>,
}

impl<S> WhenNotMatched<S> {
    /// AND: only those for which this holds.
    pub fn and(mut self, condition: impl IntoExpr<Bool>) -> Self {
        self.condition = and(self.condition, condition.into_node());
        self
    }

    /// OVERRIDING SYSTEM VALUE: values that are given for columns which are GENERATED ALWAYS AS
    /// IDENTITY are taken.
    pub fn overriding_system_value(mut self) -> Self {
        self.overriding = Some(Overriding::SystemValue);
        self
    }

    /// OVERRIDING USER VALUE: values that are given for identity columns are not taken.
    pub fn overriding_user_value(mut self) -> Self {
        self.overriding = Some(Overriding::UserValue);
        self
    }

    /// INSERT: a row of these columns and values, one for each.
    pub fn insert<C: ColumnList>(self, columns: C, values: impl ValueRow<C::Types>) -> Merge<S> {
        let WhenNotMatched { merge, condition, overriding } = self;
        let (mut targets, mut cells) = (Targets::new(), Cells::new());
        columns.append_to(&mut targets);
        values.append_to(&mut cells);
        let merge = match (cells.len(), targets.len()) {
            (given, wanted) if given == wanted => merge,
            (given, wanted) => {
                merge.change(|tree| tree.blame(super::insert::uneven(given, wanted)))
            }
        };
        let insert = MergeInsert { columns: targets, overriding, values: cells };
        merge.when(MergeRows::NotMatched, condition, MergeAction::Insert(Box::new(insert)))
    }

    /// INSERT DEFAULT VALUES: a row of nothing but defaults.
    pub fn insert_default_values(self) -> Merge<S> {
        self.merge.when(MergeRows::NotMatched, self.condition, MergeAction::InsertDefaults)
    }

    /// DO NOTHING: the row is left out.
    pub fn do_nothing(self) -> Merge<S> {
        self.merge.when(MergeRows::NotMatched, self.condition, MergeAction::Nothing)
    }
}

/// What a MERGE did with a row, for its RETURNING: `INSERT`, `UPDATE` or `DELETE`. PostgreSQL 17.
#[must_use]
pub fn merge_action() -> Expr<Text> {
    Expr::new(Node::function(FunctionName::Portable("merge_action"), Nodes::new()))
}
