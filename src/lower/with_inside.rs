//! WITH before a statement that changes data, where the database has it in queries alone: each query
//! that refers to one of its expressions has the WITH.

use super::unknown::is_unknown;
use crate::ast::{
    Cte, CteBody, Delete, Derived, Fold, In, InSet, Insert, Modifiers, Node, Nodes, Query, Rows,
    Select, Shared, Source, StatementRef, Update, Visit, With, fold_delete, fold_insert, fold_node,
    fold_source, fold_update, walk_node, walk_select, walk_source, walk_statement,
};
use crate::error::Result;
use crate::render::Sink;

/// The INSERT of values without its WITH; `None` if it has none, or may have it.
///
/// # Errors
/// When the expressions might give other rows each time.
pub(super) fn insert(insert: &Insert, sink: &mut Sink<'_>) -> Result<Option<Insert>> {
    let Some(with) = &insert.with else { return Ok(None) };
    if !sink.features().insert_with_inside || matches!(insert.rows, Rows::Query(_)) {
        return Ok(None);
    }
    let mut inside = Inside::new(with, StatementRef::Insert(insert), "INSERT … VALUES", sink)?;
    Ok(Some(fold_insert(&mut inside, &Insert { with: None, ..insert.clone() })))
}

/// The UPDATE without its WITH; `None` if it has none, or may have it.
///
/// # Errors
/// When the expressions might give other rows each time.
pub(super) fn update(update: &Update, sink: &mut Sink<'_>) -> Result<Option<Update>> {
    let Some(with) = update.with.as_ref().filter(|_| !sink.features().cte_before_change) else {
        return Ok(None);
    };
    let mut inside = Inside::new(with, StatementRef::Update(update), "UPDATE", sink)?;
    Ok(Some(fold_update(&mut inside, &Update { with: None, ..update.clone() })))
}

/// The DELETE without its WITH; `None` if it has none, or may have it.
///
/// # Errors
/// When the expressions might give other rows each time.
pub(crate) fn delete(delete: &Delete, sink: &mut Sink<'_>) -> Result<Option<Delete>> {
    let Some(with) = delete.with.as_ref().filter(|_| !sink.features().cte_before_change) else {
        return Ok(None);
    };
    let mut inside = Inside::new(with, StatementRef::Delete(delete), "DELETE", sink)?;
    Ok(Some(fold_delete(&mut inside, &Delete { with: None, ..delete.clone() })))
}

/// Gives the WITH to queries.
struct Inside<'w> {
    with: &'w With,
}

impl<'w> Inside<'w> {
    fn new(
        with: &'w With,
        statement: StatementRef<'_>,
        name: &str,
        sink: &mut Sink<'_>,
    ) -> Result<Self> {
        sink.place("WITH");
        if with.ctes.iter().any(|cte| !matches!(cte.body, CteBody::Query(_))) {
            return Err(sink.unsupported(
                "a WITH whose body changes data",
                "run the statements one by one in a transaction",
            ));
        }
        let mut found = Found { with, body: true, unknown: false, twice: false };
        for cte in &with.ctes {
            if let CteBody::Query(query) = &cte.body {
                found.visit_node(&Node::subquery(query.clone()));
            }
        }
        found.body = false;
        walk_statement(&mut found, statement);
        if found.unknown || found.twice {
            return Err(sink.unsupported(
                &format!(
                    "WITH before {name}, of queries with a limit or a window, beside text or \
                     functions that nobody knows, or beside another WITH of the same name,"
                ),
                "put the query into a subquery, or into a temporary table",
            ));
        }
        Ok(Inside { with })
    }

    /// The query with the WITH, if it refers to it.
    fn given(&self, query: &Query) -> Query {
        let mut refers = Refers { with: self.with, found: false };
        refers.visit_node(&Node::subquery(query.clone()));
        if !refers.found {
            return query.clone();
        }
        let add = |own: &mut Option<Shared<With>>| {
            let mut ctes = self.with.ctes.clone();
            ctes.extend(own.iter().flat_map(|own| own.ctes.iter().cloned()));
            *own = Some(Shared::new(With { ctes }));
        };
        let depth = self.with.depth();
        match query.clone() {
            Query::Select(mut select) => {
                let inner = Shared::make_mut(&mut select);
                add(&mut inner.with);
                inner.deepen(depth);
                Query::Select(select)
            }
            Query::Compound(mut compound) => {
                let inner = Shared::make_mut(&mut compound);
                add(&mut inner.with);
                inner.deepen(depth);
                Query::Compound(compound)
            }
            other => other,
        }
    }

    fn defines(&self, name: &crate::ast::Name) -> bool {
        self.with.ctes.iter().any(|cte| cte.name == *name)
    }
}

impl Fold for Inside<'_> {
    fn fold_node(&mut self, node: &Node) -> Node {
        match node {
            Node::Subquery(query) => Node::subquery(self.given(query)),
            Node::Exists(query) => Node::exists(self.given(query)),
            Node::In(set) => match &**set {
                In { operand, set: InSet::Query(query), negated, depth: _ } => {
                    let query = InSet::Query(self.given(query));
                    let made = Node::in_set(self.fold_node(operand), query);
                    if *negated { made.negate() } else { made }
                }
                _ => fold_node(self, node),
            },
            other => fold_node(self, other),
        }
    }

    fn fold_source(&mut self, source: &Source) -> Source {
        match source {
            Source::Derived(derived) => {
                let query = self.given(&derived.query);
                Source::Derived(Shared::new(Derived { query, ..(**derived).clone() }))
            }
            Source::Cte(cte) if self.defines(&cte.name) => {
                let mut items = Nodes::new();
                items.push(Node::Star(None));
                let all = Select { items, ..Select::default() };
                let query = super::subselect(all, vec![source.clone()], 0);
                Source::Derived(Shared::new(Derived::new(
                    self.given(&query),
                    cte.visible().clone(),
                )))
            }
            other => fold_source(self, other),
        }
    }
}

/// Whether a query refers to one of the expressions.
struct Refers<'w> {
    with: &'w With,
    found: bool,
}

impl Visit for Refers<'_> {
    fn visit_source(&mut self, source: &Source) {
        if let Source::Cte(cte) = source {
            self.found |= self.with.ctes.iter().any(|known| known.name == cte.name);
        }
        walk_source(self, source);
    }
}

/// What stands in the way.
struct Found<'w> {
    with: &'w With,
    /// One of the expressions is looked at: it may find other rows each time where some of those that
    /// are equal in their order are left out.
    body: bool,
    /// Something that may give another value each time, or may refer to the expressions unseen.
    unknown: bool,
    /// A WITH within that has one of the names.
    twice: bool,
}

impl Visit for Found<'_> {
    fn visit_node(&mut self, node: &Node) {
        let window = |modifiers: &Modifiers| modifiers.over.is_some();
        self.unknown |= is_unknown(node)
            || (self.body
                && matches!(node, Node::Function(function) if function.modifiers.as_deref().is_some_and(window)));
        walk_node(self, node);
    }

    fn visit_select(&mut self, select: &Select) {
        let own = select.with.iter().flat_map(|with| with.ctes.iter());
        let same = |cte: &Shared<Cte>| self.with.ctes.iter().any(|known| known.name == cte.name);
        // Within an expression they are its own.
        self.twice |= !self.body && own.into_iter().any(same);
        self.unknown |= self.body
            && (select.limit.is_some() || select.offset.is_some() || select.rare.is_some());
        walk_select(self, select);
    }

    fn visit_source(&mut self, source: &Source) {
        self.unknown |= matches!(source, Source::Raw(_));
        walk_source(self, source);
    }
}
