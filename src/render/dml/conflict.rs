//! ON CONFLICT, and ON DUPLICATE KEY UPDATE where it means the same.

use super::change::{assignments, qualifier};
use super::insert::{first_duplicate, known_columns};
use crate::ast::{
    Conflict, ConflictAction, ConflictTarget, Derived, Fold, Insert, Name, Node, Nodes, Query,
    Select, Shared, Source, TableRef, Target, fold_node,
};
use crate::dialect::Upsert;
use crate::error::{Error, ErrorKind, Result};
use crate::lower::subselect;
use crate::render::Sink;
use crate::render::select::filter;
use crate::render::versions::Excluded;
use crate::schema::TableDef;

/// The clauses of an INSERT that say what becomes of rows that are there already.
pub(super) fn conflicts(insert: &Insert, sink: &mut Sink<'_>) -> Result<()> {
    sink.place("ON CONFLICT");
    let conflicts = &insert.rare().conflicts;
    if conflicts.len() > 1 && !sink.features().several_conflicts {
        return Err(sink.unsupported(
            "more than one ON CONFLICT",
            "keep one, or insert in several statements",
        ));
    }
    match sink.features().upsert {
        Upsert::None => {
            Err(sink
                .unsupported("ON CONFLICT", "update the row first, and insert it if there is none"))
        }
        Upsert::OnConflict => {
            conflicts.iter().try_for_each(|conflict| on_conflict(insert, conflict, sink))
        }
        Upsert::RowAlias | Upsert::ValuesFunction => {
            conflicts.iter().try_for_each(|conflict| on_duplicate_key(insert, conflict, sink))
        }
    }
}

/// ` ON CONFLICT (columns) WHERE … DO UPDATE SET … WHERE …`
fn on_conflict(insert: &Insert, conflict: &Conflict, sink: &mut Sink<'_>) -> Result<()> {
    let Conflict { target, action } = conflict;
    sink.push(" ON CONFLICT");
    match target {
        ConflictTarget::Any => {
            let updates = matches!(action, ConflictAction::Update { .. });
            if updates && !sink.features().update_any_conflict {
                return Err(sink.unsupported(
                    "DO UPDATE on a conflict with any key",
                    "name the key's columns with .on_conflict((column,))",
                ));
            }
        }
        ConflictTarget::Key { columns, filter } => {
            key(insert, columns, sink)?;
            where_index(filter.as_ref(), sink)?;
        }
        ConflictTarget::Index { terms, filter } => {
            index(terms, sink)?;
            where_index(filter.as_ref(), sink)?;
        }
        ConflictTarget::Constraint(name) => {
            if !sink.features().on_constraint {
                return Err(sink.unsupported(
                    "ON CONFLICT ON CONSTRAINT",
                    "name the key's columns with .on_conflict((column,))",
                ));
            }
            sink.push(" ON CONSTRAINT ");
            sink.ident(name.as_str())?;
        }
    }
    match action {
        ConflictAction::Nothing => {
            sink.push(" DO NOTHING");
            Ok(())
        }
        ConflictAction::Update { set, filter: condition } => {
            sink.push(" DO UPDATE");
            let columns = insert.table.def().columns.iter().map(|column| column.name.clone());
            let excluded = Excluded { alias: Some("excluded"), columns: columns.collect() };
            updated(&insert.table, excluded, " SET ", set, condition.as_ref(), sink)
        }
    }
}

/// ` (a, (lower(b)))`
fn index(terms: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    if terms.is_empty() {
        return Err(no_columns(sink));
    }
    for (i, term) in terms.iter().enumerate() {
        sink.push(if i == 0 { " (" } else { ", " });
        match AsIndexed.fold_node(term.unlabelled()) {
            column @ Node::Name(_) => sink.node(&column)?,
            expression => {
                sink.push("(");
                sink.node(&expression)?;
                sink.push(")");
            }
        }
    }
    sink.push(")");
    Ok(())
}

/// ` WHERE …`
fn where_index(filter: Option<&Node>, sink: &mut Sink<'_>) -> Result<()> {
    let Some(filter) = filter else { return Ok(()) };
    sink.push(" WHERE ");
    sink.node(&AsIndexed.fold_node(filter))
}

#[cold]
fn no_columns(sink: &Sink<'_>) -> Error {
    sink.error(ErrorKind::Invalid, "ON CONFLICT has no columns")
        .with_help("name those of a unique key, or use .on_any_conflict()")
}

/// ` (a, b)`
fn key(insert: &Insert, columns: &[Target], sink: &mut Sink<'_>) -> Result<()> {
    if columns.is_empty() {
        return Err(no_columns(sink));
    }
    if let Some(twice) = first_duplicate(columns) {
        return Err(sink
            .error(ErrorKind::Invalid, format!("column {twice} is twice in the key"))
            .with_help("name each column once"));
    }
    known_columns(&insert.table, columns, sink)?;
    for (i, column) in columns.iter().enumerate() {
        sink.push(if i == 0 { " (" } else { ", " });
        sink.target(column)?;
    }
    sink.push(")");
    Ok(())
}

/// ` SET a = …, b = … WHERE …`
fn updated(
    table: &TableRef,
    excluded: Excluded,
    keyword: &str,
    set: &[(Target, Node)],
    condition: Option<&Node>,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let outer = sink.versions.excluded.replace(Box::new(excluded));
    let done = assignments(keyword, set, table, false, sink)
        .and_then(|()| filter("WHERE", " WHERE ", condition, sink));
    sink.versions.excluded = outer;
    done
}

/// ` AS new ON DUPLICATE KEY UPDATE a = …, b = …`
fn on_duplicate_key(insert: &Insert, conflict: &Conflict, sink: &mut Sink<'_>) -> Result<()> {
    let Conflict { target, action } = conflict;
    let Insert { table, columns, .. } = insert;
    let unchanged = match target {
        ConflictTarget::Any => columns.first(),
        ConflictTarget::Key { columns, filter: None } => {
            known_columns(table, columns, sink)?;
            only_key(table.def(), columns, sink)?;
            columns.first()
        }
        ConflictTarget::Key { columns: _, filter: Some(_) } => {
            return Err(sink.unsupported(
                "ON CONFLICT with a partial index",
                "leave the condition out: there are no partial indexes",
            ));
        }
        ConflictTarget::Index { .. } => {
            return Err(sink.unsupported(
                "ON CONFLICT with an index of expressions",
                "use .on_any_conflict(): any unique key counts",
            ));
        }
        ConflictTarget::Constraint(_) => {
            return Err(sink.unsupported(
                "ON CONFLICT ON CONSTRAINT",
                "use .on_any_conflict(): any unique key counts",
            ));
        }
    };
    let Some(unchanged) = unchanged else {
        return Err(sink
            .error(ErrorKind::Invalid, "the INSERT names no columns beside ON CONFLICT")
            .with_help("name them with .columns(…)"));
    };
    let alias = sink.features().upsert == Upsert::RowAlias;
    let rows = matches!(insert.rows, crate::ast::Rows::Values(_));
    match action {
        ConflictAction::Nothing => {
            sink.push(" ON DUPLICATE KEY UPDATE ");
            sink.target(unchanged)?;
            sink.push(" = ");
            qualifier(table, sink)?;
            sink.target(unchanged)
        }
        ConflictAction::Update { set: _, filter: Some(_) } => Err(sink.unsupported(
            "a condition in ON DUPLICATE KEY UPDATE",
            "set the columns to a case(…) that leaves them as they are",
        )),
        ConflictAction::Update { set, filter: None } => {
            let name = row_name(insert);
            if alias && rows {
                sink.push(" AS ");
                sink.ident(name)?;
            }
            sink.push(" ON DUPLICATE KEY UPDATE");
            let columns = columns.iter().map(|column| column.name().clone()).collect();
            let excluded = Excluded { alias: alias.then_some(name), columns };
            updated(table, excluded, " ", set, None, sink)
        }
    }
}

/// A name for the new row that the table doesn't have.
fn row_name(insert: &Insert) -> &'static str {
    if insert.table.def().name.as_str().eq_ignore_ascii_case("new") { "new_row" } else { "new" }
}

/// A conflict with any unique key counts there: it is the one that is meant only if there is no
/// other.
fn only_key(table: &TableDef, columns: &[Target], sink: &Sink<'_>) -> Result<()> {
    let primary = table.columns.iter().filter(|column| column.primary_key);
    let primary = primary.map(|column| &column.name).collect::<Vec<_>>();
    let unique = table.columns.iter().filter(|column| column.unique);
    let mut keys = unique.map(|column| vec![&column.name]).collect::<Vec<_>>();
    keys.extend(table.unique_keys.iter().map(|key| key.columns.iter().collect()));
    if !primary.is_empty() && !keys.contains(&primary) {
        keys.insert(0, primary);
    }
    let is = |key: &Vec<&Name>| {
        key.len() == columns.len() && columns.iter().all(|column| key.contains(&column.name()))
    };
    match &keys[..] {
        [only] if is(only) => Ok(()),
        [] => Err(sink.unsupported(
            &format!("ON CONFLICT with a key of {}, which declares none,", table.full_name()),
            "any unique key counts here: use .on_any_conflict(), or declare the table's one key",
        )),
        _ => Err(sink.unsupported(
            &format!("ON CONFLICT with one of the keys of {}", table.full_name()),
            "any unique key counts here: use .on_any_conflict() if that is meant",
        )),
    }
}

/// The query whose rows are inserted, in a shape that ON CONFLICT can follow.
pub(super) fn source(insert: &Insert, query: &Query, sink: &Sink<'_>) -> Query {
    match sink.features().upsert {
        Upsert::RowAlias | Upsert::ValuesFunction => {
            let mut derived = Derived::new(query.clone(), Name::Static(row_name(insert)));
            derived.columns = insert.columns.iter().map(|c| c.name().clone()).collect();
            all_of(derived, None)
        }
        // ON would be taken for that of a join: <https://sqlite.org/lang_upsert.html>
        Upsert::OnConflict if sink.features().upsert_needs_where => match query {
            Query::Select(select) if select.filter.is_some() || select.from.is_empty() => {
                query.clone()
            }
            Query::Select(select) => {
                let mut select = select.clone();
                Shared::make_mut(&mut select).filter = Some(Node::literal(true));
                Query::Select(select)
            }
            Query::Values(_) => query.clone(),
            Query::Compound(_) | Query::Raw(_) => {
                let derived = Derived::new(query.clone(), Name::Static("new"));
                all_of(derived, Some(Node::literal(true)))
            }
        },
        Upsert::None | Upsert::OnConflict => query.clone(),
    }
}

/// `SELECT * FROM (query) AS name`, with a condition where there is one.
fn all_of(derived: Derived, filter: Option<Node>) -> Query {
    let mut items = Nodes::new();
    items.push(Node::Star(None));
    let depth = derived.query.depth();
    let from = vec![Source::Derived(Shared::new(derived))];
    subselect(Select { items, filter, ..Select::default() }, from, depth)
}

/// The condition of an index as the index states it: columns without their table, values printed.
struct AsIndexed;

impl Fold for AsIndexed {
    fn fold_node(&mut self, node: &Node) -> Node {
        match node {
            Node::Column(_) | Node::Name(_) => match node.output_name() {
                Some(name) => Node::name(name.clone()),
                None => node.clone(),
            },
            Node::Int(_) | Node::Value(_) => match node.as_value() {
                Some(value) => Node::literal(value.into_owned()),
                None => node.clone(),
            },
            other => fold_node(self, other),
        }
    }
}
