//! WITH: common table expressions.

use smallvec::SmallVec;

use super::{Delete, Insert, Merge, Name, Node, Query, Shared, Traversal, Update};

/// The names of the columns of what stands in FROM; most have few.
pub type Names = SmallVec<[Name; 3]>;

/// `WITH [RECURSIVE] name AS (…), …`
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct With {
    /// The common table expressions, each of which sees those before it.
    pub ctes: SmallVec<[Shared<Cte>; 2]>,
}

/// `name [(columns)] AS [[NOT] MATERIALIZED] (body)`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cte {
    /// Its name.
    pub name: Name,
    /// The names of its columns; none takes those of the body.
    pub columns: Vec<Name>,
    /// What gives its rows.
    pub body: CteBody,
    /// Whether its rows are computed once and kept; `None` leaves it to the database.
    pub materialized: Option<bool>,
    /// Whether the body refers to the expression itself.
    pub recursive: bool,
    /// SEARCH and CYCLE.
    pub traversal: Option<Box<Traversal>>,
}

/// What gives the rows of a common table expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CteBody {
    /// A query.
    Query(Query),
    /// An INSERT, with what it returns.
    Insert(Shared<Insert>),
    /// An UPDATE, with what it returns.
    Update(Shared<Update>),
    /// A DELETE, with what it returns.
    Delete(Shared<Delete>),
    /// A MERGE, with what it returns.
    Merge(Shared<Merge>),
}

/// A common table expression in FROM.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CteRef {
    /// Its name.
    pub name: Name,
    /// The alias under which it stands here.
    pub alias: Option<Name>,
    /// The names of its columns, where they are known.
    pub columns: Option<Names>,
}

impl CteRef {
    /// The name by which columns refer to it.
    #[must_use]
    pub fn visible(&self) -> &Name {
        self.alias.as_ref().unwrap_or(&self.name)
    }
}

impl CteBody {
    /// How many levels it has.
    #[must_use]
    pub fn depth(&self) -> u16 {
        let inner = match self {
            CteBody::Query(query) => return query.depth(),
            CteBody::Insert(insert) => insert.depth,
            CteBody::Update(update) => update.depth,
            CteBody::Delete(delete) => delete.depth,
            CteBody::Merge(merge) => merge.depth,
        };
        inner.saturating_add(super::depth::QUERY_DEPTH)
    }

    /// The names of its columns, where each has one.
    #[must_use]
    pub fn output_names(&self) -> Option<Names> {
        let items = match self {
            CteBody::Query(query) => return query.output_names(),
            CteBody::Insert(insert) => &insert.returning,
            CteBody::Update(update) => &update.returning,
            CteBody::Delete(delete) => &delete.returning,
            CteBody::Merge(merge) => &merge.returning,
        };
        items.iter().map(|item| item.output_name().cloned()).collect()
    }
}

impl Query {
    /// The names of its columns, where each has one.
    #[must_use]
    pub fn output_names(&self) -> Option<Names> {
        match self {
            // One with a mistake has lost its columns: the mistake is what is to be reported.
            Query::Select(select) if select.fault.is_some() => None,
            Query::Compound(compound) if compound.fault.is_some() => None,
            Query::Select(select) => {
                select.items.iter().map(|item| item.output_name().cloned()).collect()
            }
            Query::Compound(compound) => compound.first.output_names(),
            Query::Values(_) | Query::Raw(_) => None,
        }
    }

    /// How many columns it has, where that is known.
    pub(crate) fn width(&self) -> Option<usize> {
        match self {
            Query::Select(select) => {
                let known = |item: &Node| !matches!(item, Node::Star(_) | Node::Raw(_));
                let plain = select.fault.is_none() && select.items.iter().all(known);
                plain.then_some(select.items.len())
            }
            Query::Compound(compound) => compound.first.width(),
            Query::Values(values) => Some(values.width),
            Query::Raw(_) => None,
        }
    }

    /// Whether a column of it has the name; `None` where not each column has one.
    pub(crate) fn has_output(&self, name: &Name) -> Option<bool> {
        match self {
            Query::Select(select) if select.fault.is_some() => None,
            Query::Compound(compound) if compound.fault.is_some() => None,
            Query::Select(select) => {
                // One that has none may be it.
                let mut found = Some(false);
                for item in &select.items {
                    let output = item.output_name()?;
                    if output == name {
                        found = Some(true);
                    }
                }
                found
            }
            Query::Compound(compound) => compound.first.has_output(name),
            Query::Values(_) | Query::Raw(_) => None,
        }
    }
}

impl With {
    /// How many levels its deepest expression has.
    #[must_use]
    pub fn depth(&self) -> u16 {
        self.ctes.iter().map(|cte| cte.body.depth()).max().unwrap_or(0)
    }
}
