//! EXPLAIN as a statement.

use super::{Delete, Insert, Merge, Select, SetQuery, Update};
use crate::ast::{self, CteBody, Query, Shared, StatementRef};
use crate::engine::{Dynamic, Statement};
use crate::render::Compile;

/// A statement that the database can explain.
pub trait Explainable {
    /// Its tree.
    fn explainable(&self) -> CteBody;
}

impl<S> Explainable for Select<S> {
    fn explainable(&self) -> CteBody {
        CteBody::Query(Query::Select(self.tree().clone()))
    }
}

impl<S> Explainable for SetQuery<S> {
    fn explainable(&self) -> CteBody {
        CteBody::Query(Query::Compound(self.tree().clone()))
    }
}

impl<C, S> Explainable for Insert<C, S> {
    fn explainable(&self) -> CteBody {
        CteBody::Insert(self.tree().clone())
    }
}

impl<S> Explainable for Update<S> {
    fn explainable(&self) -> CteBody {
        CteBody::Update(self.tree().clone())
    }
}

impl<S> Explainable for Delete<S> {
    fn explainable(&self) -> CteBody {
        CteBody::Delete(self.tree().clone())
    }
}

impl<S> Explainable for Merge<S> {
    fn explainable(&self) -> CteBody {
        CteBody::Merge(self.tree().clone())
    }
}

/// EXPLAIN: how the database would run a statement, as rows of its own. On SQLite it is EXPLAIN
/// QUERY PLAN. See [`Connection::explain`](crate::engine::Connection::explain).
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let q = select(pet.col("name")).from(&pet);
/// let plan = explain(&q).analyze().json();
/// assert_eq!(
///     plan.to_sql(&Ansi)?.text(),
///     r#"EXPLAIN (ANALYZE, FORMAT JSON) SELECT "pet"."name" FROM "pet""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn explain(statement: &impl Explainable) -> Explain {
    Explain(Shared::new(ast::Explain {
        statement: statement.explainable(),
        analyze: false,
        verbose: false,
        json: false,
        options: Vec::new(),
    }))
}

/// An EXPLAIN: see [`explain`].
#[derive(Clone, Debug)]
#[must_use = "a statement does nothing until a connection runs it"]
pub struct Explain(Shared<ast::Explain>);

impl Explain {
    fn change(mut self, change: impl FnOnce(&mut ast::Explain)) -> Self {
        change(Shared::make_mut(&mut self.0));
        self
    }

    /// ANALYZE: the statement runs, and what it took is told. An INSERT, UPDATE or DELETE does what it
    /// does.
    pub fn analyze(self) -> Self {
        self.change(|tree| tree.analyze = true)
    }

    /// VERBOSE: more is told.
    pub fn verbose(self) -> Self {
        self.change(|tree| tree.verbose = true)
    }

    /// The plan is one JSON document.
    pub fn json(self) -> Self {
        self.change(|tree| tree.json = true)
    }

    /// An option of one dialect, by its name, which the others leave out: `.option("postgres",
    /// "SETTINGS")`.
    pub fn option(self, dialect: &'static str, option: &'static str) -> Self {
        self.change(|tree| tree.options.push((dialect, option)))
    }
}

impl Compile for Explain {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Explain(&self.0)
    }
}

impl Statement for Explain {
    type Rows = Dynamic;
}
