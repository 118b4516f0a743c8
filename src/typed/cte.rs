//! WITH: common table expressions.

use std::marker::PhantomData;

use super::{ColumnKey, Delete, Expr, Insert, IntoQuery, IntoSource, Merge, Select, Update};
use crate::ast::{CteBody, CteRef, Name, Query, SetOp, Shared, Source, With};
use crate::engine::Dynamic;

/// A common table expression: a query that a statement names in its WITH, and refers to as to a
/// table. Add it with `.with(&cte)`.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let old = select((pet.col("name"), pet.col("age"))).from(&pet).filter(pet.col("age").gt(9));
/// let old = old.cte("old");
/// let q = select(old.col("name")).with(&old).from(&old).order_by(old.col("age"));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"WITH "old" AS (SELECT "pet"."name", "pet"."age" FROM "pet" WHERE "pet"."age" > ?) SELECT "old"."name" FROM "old" ORDER BY "old"."age""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub struct Cte<S = Dynamic> {
    cte: Shared<crate::ast::Cte>,
    alias: Option<Name>,
    rows: PhantomData<fn() -> S>,
}

impl<S> Clone for Cte<S> {
    fn clone(&self) -> Self {
        Cte { cte: self.cte.clone(), alias: self.alias.clone(), rows: PhantomData }
    }
}

impl<S> std::fmt::Debug for Cte<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.cte.fmt(f)
    }
}

impl<S> Cte<S> {
    pub(crate) fn new(name: impl Into<Name>, query: Query) -> Self {
        Cte::of(name, CteBody::Query(query))
    }

    fn of(name: impl Into<Name>, body: CteBody) -> Self {
        Cte {
            cte: Shared::new(crate::ast::Cte {
                name: name.into(),
                columns: Vec::new(),
                body,
                materialized: None,
                recursive: false,
                traversal: None,
            }),
            alias: None,
            rows: PhantomData,
        }
    }

    pub(super) fn change(mut self, change: impl FnOnce(&mut crate::ast::Cte)) -> Self {
        change(Shared::make_mut(&mut self.cte));
        self
    }

    /// The tree inside.
    #[must_use]
    pub fn tree(&self) -> &Shared<crate::ast::Cte> {
        &self.cte
    }

    /// Names for its columns, instead of those of the query.
    #[must_use]
    pub fn columns<N: Into<Name>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.change(|cte| cte.columns = names.into_iter().map(Into::into).collect())
    }

    /// MATERIALIZED or NOT MATERIALIZED, where the database has the words: whether the rows are
    /// computed once and kept. It changes none.
    #[must_use]
    pub fn materialized(self, yes: bool) -> Self {
        self.change(|cte| cte.materialized = Some(yes))
    }

    /// The same expression under another name in FROM.
    #[must_use]
    pub fn alias(&self, alias: impl Into<Name>) -> Self {
        Cte { alias: Some(alias.into()), ..self.clone() }
    }

    /// One of its columns, of the type of what it was selected from.
    #[must_use]
    pub fn col<K: ColumnKey>(&self, key: K) -> Expr<K::Type> {
        super::subquery::column(self.alias.as_ref().unwrap_or(&self.cte.name), &key)
    }

    fn reference(&self) -> Source {
        let columns = match &self.cte.columns[..] {
            [] => self.cte.body.output_names(),
            names => Some(names.iter().cloned().collect()),
        };
        let added = self.cte.traversal.as_ref().map(|traversal| traversal.columns());
        let columns = columns.map(|mut columns| {
            columns.extend(added.unwrap_or_default());
            columns
        });
        let (name, alias) = (self.cte.name.clone(), self.alias.clone());
        Source::Cte(Shared::new(CteRef { name, alias, columns }))
    }
}

impl<S> IntoSource for Cte<S> {
    fn into_source(self) -> Source {
        self.reference()
    }
}

impl<S> IntoSource for &Cte<S> {
    fn into_source(self) -> Source {
        self.reference()
    }
}

/// A recursive common table expression: the rows of `base`, and then those that `step` finds from
/// the rows found before, until there are none.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let n = value(1).typed::<Int>().label("n");
/// let count = recursive("count", select(&n), |count| {
///     select(count.col(&n) + 1).from(count).filter(count.col(&n).lt(5))
/// });
/// let q = select(count.col(&n)).with(&count).from(&count);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"WITH RECURSIVE "count" AS (SELECT ? AS "n" UNION ALL SELECT "count"."n" + ? FROM "count" WHERE "count"."n" < ?) SELECT "count"."n" FROM "count""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn recursive<S, Q: IntoQuery<S>>(
    name: impl Into<Name>,
    base: impl IntoQuery<S>,
    step: impl FnOnce(&Cte<S>) -> Q,
) -> Cte<S> {
    recursion(name, base, true, step)
}

/// The same with UNION instead of UNION ALL: a row that was found already is not taken again, so
/// that circles come to an end.
pub fn recursive_distinct<S, Q: IntoQuery<S>>(
    name: impl Into<Name>,
    base: impl IntoQuery<S>,
    step: impl FnOnce(&Cte<S>) -> Q,
) -> Cte<S> {
    recursion(name, base, false, step)
}

fn recursion<S, Q: IntoQuery<S>>(
    name: impl Into<Name>,
    base: impl IntoQuery<S>,
    all: bool,
    step: impl FnOnce(&Cte<S>) -> Q,
) -> Cte<S> {
    let cte = Cte::new(name, base.into_query());
    let step = step(&cte).into_query();
    cte.change(|cte| {
        cte.recursive = true;
        if let CteBody::Query(base) = &cte.body {
            cte.body = CteBody::Query(base.clone().combine(SetOp::Union, all, step));
        }
    })
}

/// Adds an expression to a WITH; one that is there already stays as it is.
pub(super) fn add(with: &mut Option<Shared<With>>, cte: &Shared<crate::ast::Cte>) {
    let ctes = &mut Shared::make_mut(with.get_or_insert_default()).ctes;
    if !ctes.contains(cte) {
        ctes.push(cte.clone());
    }
}

impl<S> Select<S> {
    /// Adds a common table expression, which the statement may refer to.
    pub fn with<C>(self, cte: &Cte<C>) -> Self {
        self.change(|tree| {
            add(&mut tree.with, &cte.cte);
            tree.deepen(cte.cte.body.depth());
        })
    }

    /// The query as a common table expression.
    pub fn cte(self, name: impl Into<Name>) -> Cte<S> {
        Cte::new(name, self.into_query())
    }
}

/// INSERT, UPDATE, DELETE and MERGE with a WITH, and within one.
macro_rules! changes {
    ($($builder:ident<$($generic:ident),+>;)+) => {$(
        impl<$($generic),+> $builder<$($generic),+> {
            /// Adds a common table expression, which the statement may refer to.
            pub fn with<X>(self, cte: &Cte<X>) -> Self {
                self.change(|tree| {
                    add(&mut tree.with, &cte.cte);
                    tree.deepen(cte.cte.body.depth());
                })
            }

            /// The statement as a common table expression: its rows are those that it returns.
            pub fn cte(self, name: impl Into<Name>) -> Cte<S> {
                Cte::of(name, CteBody::$builder(self.tree().clone()))
            }
        }
    )+};
}

changes! {
    Insert<C, S>;
    Update<S>;
    Delete<S>;
    Merge<S>;
}
