//! What columns get that a statement gives nothing, of their [`Maker`]s.

use std::borrow::Cow;
use std::sync::Arc;

use super::default_cells::{check_count, is_default};
use super::subselect;
use crate::ast::{
    Cell, Cells, ColumnRef, CustomExpr, Derived, Distinct, Insert, Name, Node, Qualifier, Query,
    Rows, Select, Shared, Source, Target, Update,
};
use crate::error::Result;
use crate::render::{Given, Remake, Sink};
use crate::schema::{Maker, RowValues};
use crate::value::Value;

/// The INSERT with what its table's columns are given besides; `None` if that is nothing.
///
/// # Errors
/// When there are too many rows of nothing but defaults.
pub(crate) fn inserted(insert: &Insert, sink: &Sink<'_>) -> Result<Option<Insert>> {
    let columns = &insert.table.def().columns;
    if columns.iter().all(|column| column.insert_with.is_none()) {
        return Ok(None);
    }
    let besides = besides(insert).collect::<Vec<_>>();
    let rows = match &insert.rows {
        // What is uneven is an error, later.
        Rows::Values(cells) if !cells.len().is_multiple_of(insert.columns.len().max(1)) => None,
        Rows::Values(cells) => values(insert, cells, &besides),
        Rows::Defaults(_) | Rows::Query(_) if besides.is_empty() => None,
        Rows::Defaults(rows) => {
            check_count(*rows, sink)?;
            let row = |_| row(insert, &[], &besides);
            Some(Rows::Values((0..*rows).flat_map(row).collect()))
        }
        // All columns are the query's.
        Rows::Query(_) if insert.columns.is_empty() => None,
        Rows::Query(query) => Some(Rows::Query(queried(query, insert.columns.len(), &besides))),
    };
    let Some(rows) = rows else { return Ok(None) };
    let names = besides.iter().map(|(name, _)| Target::Name((*name).clone()));
    let columns = insert.columns.iter().cloned().chain(names).collect();
    let mut insert = Insert { columns, rows, ..insert.clone() };
    let depth = match &insert.rows {
        Rows::Values(cells) => crate::ast::deepest_cell(cells),
        Rows::Query(query) => query.depth(),
        Rows::Defaults(_) => 0,
    };
    insert.deepen(depth);
    Ok(Some(insert))
}

/// The columns that get a value of the program's, for none is given.
pub(crate) fn besides(insert: &Insert) -> impl Iterator<Item = (&Name, &Maker)> {
    let given = |name: &Name| insert.columns.iter().any(|target| target.name() == name);
    let made = insert.table.def().columns.iter();
    let made = made.filter_map(|column| Some((&column.name, column.insert_with.as_ref()?)));
    made.filter(move |(name, _)| !given(name))
}

/// Each row with what it is given besides; `None` if no row is given anything.
fn values(insert: &Insert, cells: &Cells, besides: &[(&Name, &Maker)]) -> Option<Rows> {
    let made = |column: &Target| maker(insert, column).is_some();
    let defaults = insert.columns.iter().any(made) && cells.iter().any(is_default);
    if (besides.is_empty() && !defaults) || cells.is_empty() {
        return None;
    }
    let rows = cells.chunks(insert.columns.len().max(1));
    Some(Rows::Values(rows.flat_map(|cells| row(insert, cells, besides)).collect()))
}

/// A row, with values for the columns that have DEFAULT or nothing.
fn row(insert: &Insert, cells: &[Cell], besides: &[(&Name, &Maker)]) -> Vec<Cell> {
    let known = insert.columns.iter().zip(cells).filter_map(|(column, cell)| {
        let given = match cell {
            Cell::Value(value) => Given::Value(value.clone()),
            Cell::Expr(node) => given(node)?,
        };
        Some((column.name().clone(), given))
    });
    let row = Row::of(known.collect());
    let cells = insert.columns.iter().zip(cells).map(|(column, cell)| {
        let maker = if is_default(cell) { maker(insert, column) } else { None };
        maker
            .map_or_else(|| cell.clone(), |maker| Cell::Expr(row.made(column.name(), maker, false)))
    });
    let besides = besides.iter().map(|(name, maker)| Cell::Expr(row.made(name, maker, false)));
    cells.chain(besides).collect()
}

fn maker<'i>(insert: &'i Insert, column: &Target) -> Option<&'i Maker> {
    insert.table.def().column(column.name().as_str())?.insert_with.as_ref()
}

/// The query with more columns.
fn queried(query: &Query, width: usize, besides: &[(&Name, &Maker)]) -> Query {
    let row = Row::of([].into());
    let made = besides.iter().map(|(name, maker)| row.made(name, maker, true));
    match query {
        Query::Select(select) if select.distinct == Distinct::All && select.rare.is_none() => {
            let mut select = (**select).clone();
            select.items.extend(made);
            select.deepen(crate::ast::deepest(&select.items));
            Query::Select(Shared::new(select))
        }
        other => {
            let name = Name::Static("q");
            let columns = (1..=width).map(|i| Name::from(format!("c{i}"))).collect::<Vec<_>>();
            let items = columns.iter().map(|column| {
                let qualifier = Qualifier::Name(name.clone());
                Node::Name(Shared::new(ColumnRef { qualifier, name: column.clone() }))
            });
            let select = Select { items: items.chain(made).collect(), ..Select::default() };
            let derived = Derived { columns, ..Derived::new(other.clone(), name.clone()) };
            subselect(select, vec![Source::Derived(Shared::new(derived))], 0)
        }
    }
}

/// The UPDATE with what its table's columns are set to besides; `None` if that is nothing.
pub(crate) fn updated(update: &Update) -> Option<Update> {
    let columns = &update.table.def().columns;
    if columns.iter().all(|column| column.update_with.is_none()) {
        return None;
    }
    let rows = &update.rare().set_rows;
    // One that sets nothing is a mistake, and stays one.
    if update.set.is_empty() && rows.is_empty() {
        return None;
    }
    let set = || {
        let rows = rows.iter().flat_map(|row| &row.columns);
        update.set.iter().map(|(column, _)| column).chain(rows)
    };
    let besides = columns.iter().filter_map(|c| Some((&c.name, c.update_with.as_ref()?)));
    let besides = besides.filter(|(name, _)| !set().any(|column| column.name() == *name));
    let known = update.set.iter();
    let known = known.filter_map(|(column, node)| Some((column.name().clone(), given(node)?)));
    let row = Row::of(known.collect());
    let besides = besides
        .map(|(name, maker)| (Target::Name(name.clone()), row.made(name, maker, false)))
        .collect::<Vec<_>>();
    if besides.is_empty() {
        return None;
    }
    let mut update = update.clone();
    update.deepen(crate::ast::deepest(besides.iter().map(|(_, node)| node)));
    update.set.extend(besides);
    Some(update)
}

/// What is known of a value before the statement runs.
fn given(node: &Node) -> Option<Given> {
    match node {
        Node::Bind(bind) => Some(Given::Bind(bind.name.clone())),
        Node::Literal(value) => Some(Given::Value((**value).clone())),
        other => Some(Given::Value(other.as_value()?.into_owned())),
    }
}

/// A row, as far as it is given.
struct Row {
    given: Arc<[(Name, Given)]>,
    values: Vec<(Name, Value)>,
}

impl Row {
    fn of(given: Vec<(Name, Given)>) -> Self {
        Row { values: Given::values(&given, |_| None), given: given.into() }
    }

    /// What is made for a column of this row.
    fn made(&self, column: &Name, maker: &Maker, item: bool) -> Node {
        let node = maker.make(&RowValues::new(&self.values));
        if node.as_value().is_none() {
            return node;
        }
        let (column, given) = (column.clone(), self.given.clone());
        let remake = Remake { column, maker: maker.clone(), given };
        Node::custom(Arc::new(Made { node, remake, item }))
    }
}

/// A value that is made anew each time the compiled statement runs.
#[derive(Clone, Debug)]
struct Made {
    node: Node,
    remake: Remake,
    /// It stands in a select list, where nothing gives it a type.
    item: bool,
}

impl CustomExpr for Made {
    fn name(&self) -> &'static str {
        "a value that is made"
    }

    fn children(&self) -> &[Node] {
        std::slice::from_ref(&self.node)
    }

    fn with_children(&self, children: Vec<Node>) -> Arc<dyn CustomExpr> {
        let node = children.into_iter().next().unwrap_or_else(|| self.node.clone());
        Arc::new(Made { node, ..self.clone() })
    }

    fn as_value(&self) -> Option<Cow<'_, Value>> {
        self.node.as_value()
    }

    fn render(&self, _: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        if !sink.is_literal() {
            sink.remake(self.remake.clone());
        }
        Some(if self.item { sink.item_expr(&self.node) } else { sink.node(&self.node) })
    }
}
