//! FROM: tables, subqueries, joins.

use super::Sink;
use crate::ast::{
    BinaryOp, ColumnRef, Join, JoinKind, Joins, NaryOp, Node, Qualifier, Shared, Source, TableRef,
};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::ForeignKey;

/// A table, a subquery or a chain of joins.
pub(crate) fn source(source: &Source, sink: &mut Sink<'_>) -> Result<()> {
    match source {
        Source::Table(table) => sink.dialect().table(table, sink),
        Source::Derived(derived) => {
            // Without LATERAL, a subquery in FROM does not see what stands beside it.
            let beside = sink.scope.hide();
            sink.subquery(&derived.query)?;
            sink.scope.unhide(beside);
            sink.push(" AS ");
            sink.ident(derived.name.as_str())
        }
        Source::Join(joins) => chain(joins, sink),
        Source::Raw(raw) => sink.raw(raw),
        Source::Error(fault) => {
            Err(sink.error(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help))
        }
    }
}

/// `schema.table AS alias`
pub(crate) fn table(table: &TableRef, sink: &mut Sink<'_>) -> Result<()> {
    sink.table_name(table.def())?;
    if let Some(alias) = table.alias() {
        sink.push(" AS ");
        sink.ident(alias.as_str())?;
    }
    Ok(())
}

/// `first JOIN a ON … JOIN b ON …`
fn chain(joins: &Joins, sink: &mut Sink<'_>) -> Result<()> {
    nested(&joins.first, sink)?;
    for (i, step) in joins.steps.iter().enumerate() {
        sink.check_join(step.kind)?;
        let inferred =
            match (&step.on, step.kind) {
                (Some(_), _) | (None, JoinKind::Cross) => None,
                (None, _) => Some(infer(joins, i).map_err(|error| {
                    error.with_place("ON").with_dialect(sink.dialect().describe())
                })?),
            };
        sink.dialect().join(step, step.on.as_ref().or(inferred.as_ref()), sink)?;
    }
    Ok(())
}

/// A source within a join: a chain of joins of its own is put in parentheses.
fn nested(source: &Source, sink: &mut Sink<'_>) -> Result<()> {
    if !matches!(source, Source::Join(_)) {
        return sink.source(source);
    }
    sink.push("(");
    sink.source(source)?;
    sink.push(")");
    Ok(())
}

/// ` JOIN source ON condition`
pub(crate) fn join(join: &Join, on: Option<&Node>, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(match join.kind {
        JoinKind::Inner => " JOIN ",
        JoinKind::Left => " LEFT JOIN ",
        JoinKind::Right => " RIGHT JOIN ",
        JoinKind::Full => " FULL JOIN ",
        JoinKind::Cross => " CROSS JOIN ",
    });
    nested(&join.source, sink)?;
    let Some(on) = on else { return Ok(()) };
    if join.kind == JoinKind::Cross {
        return Err(sink
            .error(ErrorKind::Invalid, "a cross join has no ON")
            .with_help("use .join(…).on(condition)"));
    }
    sink.place("ON");
    sink.push(" ON ");
    sink.node(on)?;
    sink.place("FROM");
    Ok(())
}

/// The condition of a join without ON: the one foreign key between the joined table and a
/// table before it.
fn infer(joins: &Joins, step: usize) -> Result<Node> {
    let mut before = Vec::new();
    tables_of(&joins.first, &mut before);
    for earlier in joins.steps.iter().take(step) {
        tables_of(&earlier.source, &mut before);
    }
    let mut joined = Vec::new();
    if let Some(join) = joins.steps.get(step) {
        tables_of(&join.source, &mut joined);
    }
    let mut found = Vec::new();
    for new in &joined {
        for old in &before {
            keys(old, new, &mut found);
            if old.def() != new.def() {
                keys(new, old, &mut found);
            }
        }
    }
    match found.len() {
        1 => found.pop().map(Ok).unwrap_or_else(|| Err(no_key(&before, &joined))),
        0 => Err(no_key(&before, &joined)),
        n => Err(Error::new(
            ErrorKind::Invalid,
            format!(
                "{n} foreign keys lie between {} and {}: which one joins them is not clear",
                names(&before),
                names(&joined)
            ),
        )
        .with_help("say it with .on(condition)")),
    }
}

fn no_key(before: &[TableRef], joined: &[TableRef]) -> Error {
    Error::new(
        ErrorKind::Invalid,
        format!("no foreign key lies between {} and {}", names(before), names(joined)),
    )
    .with_help("say how they are joined with .on(condition)")
}

fn names(tables: &[TableRef]) -> String {
    if tables.is_empty() {
        return "a subquery".to_owned();
    }
    tables.iter().map(|table| table.name().as_str()).collect::<Vec<_>>().join(", ")
}

fn tables_of(source: &Source, tables: &mut Vec<TableRef>) {
    match source {
        Source::Table(table) => tables.push(table.clone()),
        Source::Join(joins) => {
            tables_of(&joins.first, tables);
            joins.steps.iter().for_each(|step| tables_of(&step.source, tables));
        }
        Source::Derived(_) | Source::Raw(_) | Source::Error(_) => {}
    }
}

/// The conditions that follow from the foreign keys of one table to the other.
fn keys(child: &TableRef, parent: &TableRef, found: &mut Vec<Node>) {
    for ForeignKey { columns, target, on_delete: _, on_update: _ } in
        child.def().foreign_keys.iter()
    {
        if !target.is(parent.def()) {
            continue;
        }
        let column = |table: &TableRef, name| {
            Node::Name(Shared::new(ColumnRef { qualifier: Qualifier::Table(table.clone()), name }))
        };
        let pairs =
            columns.iter().cloned().zip(target.columns()).map(|(from, to)| {
                Node::binary(BinaryOp::Eq, column(child, from), column(parent, to))
            });
        found.push(Node::nary(NaryOp::And, pairs));
    }
}
