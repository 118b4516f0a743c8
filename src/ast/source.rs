//! What stands in FROM.

use smallvec::SmallVec;
use std::sync::Arc;

use super::depth::{self, DEPTH_CAP};
use super::{CteRef, Fault, Name, Names, NaryOp, Node, Query, Raw, Shared};
use crate::schema::TableDef;

/// A table, with or without an alias.
#[derive(Clone, Debug)]
pub enum TableRef {
    /// A table that `table!` defines.
    Static(&'static TableDef),
    /// A table made at run time.
    Shared(Arc<TableDef>),
    /// Either, under an alias.
    Aliased(Arc<(TableRef, Name)>),
}

impl TableRef {
    /// The table's definition.
    #[must_use]
    #[inline]
    pub fn def(&self) -> &TableDef {
        match self {
            TableRef::Static(def) => def,
            TableRef::Shared(def) => def,
            TableRef::Aliased(aliased) => aliased.0.def(),
        }
    }

    /// The alias, if there is one.
    #[must_use]
    pub fn alias(&self) -> Option<&Name> {
        match self {
            TableRef::Static(_) | TableRef::Shared(_) => None,
            TableRef::Aliased(aliased) => Some(&aliased.1),
        }
    }

    /// The name by which columns refer to the table: its alias or its own name.
    #[must_use]
    pub fn name(&self) -> &Name {
        self.alias().unwrap_or(&self.def().name)
    }

    /// The same table under an alias.
    #[must_use]
    pub fn aliased(&self, alias: impl Into<Name>) -> TableRef {
        let plain = match self {
            TableRef::Aliased(aliased) => aliased.0.clone(),
            plain => plain.clone(),
        };
        TableRef::Aliased(Arc::new((plain, alias.into())))
    }
}

impl From<&TableRef> for TableRef {
    fn from(table: &TableRef) -> Self {
        table.clone()
    }
}

impl PartialEq for TableRef {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.def(), other.def());
        self.alias() == other.alias() && (std::ptr::eq(a, b) || a == b)
    }
}

impl Eq for TableRef {}

impl std::hash::Hash for TableRef {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.def().name.hash(state);
        self.alias().hash(state);
    }
}

/// An item of FROM.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// A table.
    Table(TableRef),
    /// A subquery with a name.
    Derived(Shared<Derived>),
    /// A common table expression.
    Cte(Shared<CteRef>),
    /// A function that gives rows.
    Function(Shared<TableFunction>),
    /// Some rows of a table.
    Sample(Shared<TableSample>),
    /// A chain of joins.
    Join(Shared<Joins>),
    /// Raw SQL, whose columns nobody knows.
    Raw(Shared<Raw>),
    /// A mistake made while building.
    Error(Shared<Fault>),
}

/// `[LATERAL] (query) AS name [(columns)]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Derived {
    /// The query.
    pub query: Query,
    /// Its name.
    pub name: Name,
    /// Names for its columns; none takes those of the query.
    pub columns: Vec<Name>,
    /// LATERAL: it sees what stands before it in FROM.
    pub lateral: bool,
}

impl Derived {
    /// A query under a name.
    #[must_use]
    pub fn new(query: Query, name: Name) -> Self {
        Derived { query, name, columns: Vec::new(), lateral: false }
    }

    /// The names of its columns, where each is known.
    #[must_use]
    pub fn output_names(&self) -> Option<Names> {
        match &self.columns[..] {
            [] => self.query.output_names(),
            columns => Some(columns.iter().cloned().collect()),
        }
    }

    /// Whether a column of it has the name; `None` where their names aren't known.
    pub(crate) fn has_output(&self, name: &Name) -> Option<bool> {
        match &self.columns[..] {
            [] => self.query.has_output(name),
            columns => Some(columns.contains(name)),
        }
    }
}

/// `function(…) [WITH ORDINALITY] AS name [(columns)]`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TableFunction {
    /// The call.
    pub call: Node,
    /// WITH ORDINALITY: a last column counts the rows.
    pub ordinality: bool,
    /// Its name.
    pub name: Name,
    /// The names of its columns; none takes those of the function.
    pub columns: Vec<Name>,
}

/// How the rows of a sample are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SampleMethod {
    /// BERNOULLI: each row by itself.
    Bernoulli,
    /// SYSTEM: as the database finds fastest, whole pages.
    System,
}

/// `table TABLESAMPLE method (percent) [REPEATABLE (seed)]`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TableSample {
    /// The table.
    pub table: TableRef,
    /// How rows are chosen.
    pub method: SampleMethod,
    /// About how many of a hundred.
    pub percent: Node,
    /// REPEATABLE: the same rows for the same seed.
    pub seed: Option<Node>,
}

/// How the rows of a join are matched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JoinOn {
    /// By the one foreign key between the joined source and a table before it; a cross join has
    /// nothing to match.
    #[default]
    ForeignKey,
    /// ON a condition.
    Condition(Node),
    /// USING columns that both sides have; they appear once.
    Using(Vec<Name>),
    /// NATURAL: by all columns that both sides have.
    Natural,
}

/// How a source is joined to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JoinKind {
    /// Pairs that match.
    Inner,
    /// And what is left over on the left side.
    Left,
    /// And what is left over on the right side.
    Right,
    /// And what is left over on both sides.
    Full,
    /// Every pair.
    Cross,
}

/// One step of a chain of joins.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Join {
    /// How.
    pub kind: JoinKind,
    /// What.
    pub source: Source,
    /// How rows are matched.
    pub on: JoinOn,
}

/// `first JOIN a ON … JOIN b ON …`, which binds to the left.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Joins {
    /// The first source.
    pub first: Source,
    /// What is joined to it, step by step.
    pub steps: SmallVec<[Join; 2]>,
    pub(crate) depth: u16,
}

impl Source {
    /// Joins one more source to this one.
    #[must_use]
    pub fn join(self, kind: JoinKind, source: Source) -> Source {
        let Some(depth) = depth::over(source.depth(), 1) else {
            return Source::Error(Shared::new(depth::too_deep_fault()));
        };
        let step = Join { kind, source, on: JoinOn::ForeignKey };
        match self {
            Source::Join(mut joins) => {
                let inner = Shared::make_mut(&mut joins);
                inner.depth = inner.depth.max(depth);
                inner.steps.push(step);
                Source::Join(joins)
            }
            first => {
                let Some(depth) = depth::over(first.depth().saturating_add(1), 0) else {
                    return Source::Error(Shared::new(depth::too_deep_fault()));
                };
                let depth = depth.max(step.source.depth().saturating_add(1)).min(DEPTH_CAP);
                let joins = Joins { first, steps: SmallVec::new(), depth };
                Source::Join(Shared::new_with(joins, |joins| joins.steps.push(step)))
            }
        }
    }

    /// Says how the rows of the last join are matched.
    #[must_use]
    pub fn matched(self, on: JoinOn) -> Source {
        match self {
            Source::Join(mut joins) => {
                if let Some(last) = Shared::make_mut(&mut joins).steps.last_mut() {
                    last.on = on;
                }
                Source::Join(joins)
            }
            Source::Error(fault) => Source::Error(fault),
            _ => Source::Error(Shared::new(Fault::new(
                "USING or NATURAL without a join before it",
                "call it after .join(…)",
            ))),
        }
    }

    /// Gives the last join its condition; a second one is added with AND.
    #[must_use]
    pub fn on(self, condition: Node) -> Source {
        let Source::Join(mut joins) = self else {
            return match self {
                Source::Error(fault) => Source::Error(fault),
                _ => Source::Error(Shared::new(Fault::new(
                    "ON without a join before it",
                    "call .on(condition) after .join(…)",
                ))),
            };
        };
        let inner = Shared::make_mut(&mut joins);
        if let Some(last) = inner.steps.last_mut() {
            let on = match std::mem::take(&mut last.on) {
                JoinOn::Condition(before) => before.joined(NaryOp::And, condition),
                _ => condition,
            };
            inner.depth = inner.depth.max(on.depth().saturating_add(1));
            last.on = JoinOn::Condition(on);
        }
        if depth::over(inner.depth, 0).is_none() {
            return Source::Error(Shared::new(depth::too_deep_fault()));
        }
        Source::Join(joins)
    }
}
