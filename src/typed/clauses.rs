//! The clauses of SELECT that few queries have.

use super::{Bool, ExprList, IntoExpr, Select, Window};
use crate::ast::{self, Lock, LockStrength, LockWait, Name, NaryOp, Node, RareClauses};
use crate::value::Decimal;

impl<S> Select<S> {
    /// Changes the rare clauses.
    fn rare(self, change: impl FnOnce(&mut RareClauses)) -> Self {
        self.change(|tree| {
            change(tree.rare_mut());
            let depth = tree.rare().nodes().map(Node::depth).max();
            tree.deepen(depth.unwrap_or(0));
        })
    }

    /// DISTINCT ON: of the rows that are equal in these keys the first, as ORDER BY has them; the
    /// keys come first in it. Where the database has no DISTINCT ON, row numbers give the same
    /// rows.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::dialect::Ansi;
    /// let t = table("t");
    /// let (team, points) = (t.col("team"), t.col("points"));
    /// let best = select((&team, &points)).from(&t).distinct_on(&team).order_by((
    ///     team.asc(),
    ///     points.desc(),
    /// ));
    /// assert_eq!(
    ///     best.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "q"."c1" AS "team", "q"."c2" AS "points" FROM (SELECT "t"."team" AS "c1", "t"."points" AS "c2", row_number() OVER (PARTITION BY "t"."team" ORDER BY "t"."team", "t"."points" DESC) AS "h1" FROM "t") AS "q" WHERE "q"."h1" = 1 ORDER BY "q"."c1", "q"."c2" DESC"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn distinct_on(self, keys: impl ExprList) -> Self {
        self.rare(|rare| keys.append_to(&mut rare.distinct_on))
    }

    /// WINDOW: a window under a name, for [`over_named`](super::Expr::over_named).
    pub fn window(self, name: impl Into<Name>, window: Window) -> Self {
        self.rare(|rare| rare.windows.push((name.into(), window.0)))
    }

    /// QUALIFY: a condition over window functions. Where the database has no QUALIFY it is a
    /// condition over a derived table.
    pub fn qualify(self, condition: impl IntoExpr<Bool>) -> Self {
        let condition = condition.into_node();
        self.rare(|rare| match rare.qualify.take() {
            None => rare.qualify = Some(condition),
            Some(before) => rare.qualify = Some(before.joined(NaryOp::And, condition)),
        })
    }

    /// WITH TIES: also the rows that ORDER BY finds equal to the last one of the limit.
    pub fn with_ties(self) -> Self {
        self.rare(|rare| rare.with_ties = true)
    }

    /// So many of a hundred rows, as ORDER BY has them, and one more where it does not come out even:
    /// the standard's FETCH FIRST n PERCENT ROWS ONLY. No database here has it: row numbers give the
    /// same.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::dialect::Ansi;
    /// let t = table("t");
    /// let best = select(t.col("name")).from(&t).order_by(t.col("points").desc()).limit_percent(10);
    /// assert_eq!(
    ///     best.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "q"."c1" AS "name" FROM (SELECT "t"."name" AS "c1", "t"."points" AS "h1", row_number() OVER (ORDER BY "t"."points" DESC) AS "h2", count(*) OVER () AS "h3" FROM "t") AS "q" WHERE ("q"."h2" - 1) * 100 < "q"."h3" * ? ORDER BY "q"."h1" DESC"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn limit_percent(self, percent: impl IntoExpr<Decimal>) -> Self {
        let percent = percent.into_node();
        self.rare(|rare| rare.limit_percent = Some(percent))
    }

    /// FOR UPDATE: the rows are locked against changes and other locks until the transaction
    /// ends. Say more with [`lock`](Self::lock).
    pub fn for_update(self) -> Self {
        self.lock(RowLock::new(LockStrength::Update))
    }

    /// FOR SHARE: the rows are locked against changes.
    pub fn for_share(self) -> Self {
        self.lock(RowLock::new(LockStrength::Share))
    }

    /// Locks rows.
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::ast::LockStrength;
    /// # use aludel::dialect::Ansi;
    /// let job = table("job");
    /// let next = select(job.col("id")).from(&job).limit(1);
    /// let next = next.lock(RowLock::new(LockStrength::Update).skip_locked());
    /// assert_eq!(
    ///     next.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "job"."id" FROM "job" LIMIT ? FOR UPDATE SKIP LOCKED"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn lock(self, lock: RowLock) -> Self {
        self.rare(|rare| rare.locks.push(lock.0))
    }

    /// Goes on with the query where the condition holds, and leaves it as it is where not: for
    /// queries that a program puts together.
    pub fn when(self, condition: bool, change: impl FnOnce(Self) -> Self) -> Self {
        if condition { change(self) } else { self }
    }

    /// Goes on with the query in a function.
    pub fn apply(self, change: impl FnOnce(Self) -> Self) -> Self {
        change(self)
    }

    /// The query without its ORDER BY.
    pub fn unordered(self) -> Self {
        self.change(|tree| tree.order_by = ast::Orders::new())
    }

    /// The query without its LIMIT and OFFSET.
    pub fn unlimited(self) -> Self {
        self.change(|tree| {
            tree.limit = None;
            tree.offset = None;
            if let Some(rare) = &mut tree.rare {
                rare.with_ties = false;
                rare.limit_percent = None;
            }
        })
    }

    /// The query without its WHERE.
    pub fn unfiltered(self) -> Self {
        self.change(|tree| tree.filter = None)
    }
}

/// A lock on the rows of a query: FOR UPDATE and its relatives.
#[derive(Clone, Debug)]
#[must_use = "a lock does nothing until a query has it"]
pub struct RowLock(Lock);

impl RowLock {
    /// A lock of this strength, on the rows of all tables.
    pub fn new(strength: LockStrength) -> Self {
        RowLock(Lock { strength, of: Vec::new(), wait: LockWait::Wait })
    }

    /// OF: only the rows of this table, or of this alias.
    pub fn of(mut self, table: impl Into<Name>) -> Self {
        self.0.of.push(table.into());
        self
    }

    /// NOWAIT: a row that is locked already is an error.
    pub fn no_wait(mut self) -> Self {
        self.0.wait = LockWait::NoWait;
        self
    }

    /// SKIP LOCKED: a row that is locked already is left out.
    pub fn skip_locked(mut self) -> Self {
        self.0.wait = LockWait::SkipLocked;
        self
    }
}
