//! MERGE.

use super::change::{assignments, others, sources};
use super::insert::{cells, column_list, known_columns, overriding};
use super::{before, returning};
use crate::ast::{
    Merge, MergeAction, MergeInsert, MergeRows, MergeWhen, Node, Source, TableRef, With,
};
use crate::error::{Error, ErrorKind, Result};
use crate::render::Sink;

/// `MERGE INTO table USING source ON … WHEN … THEN … RETURNING …`
pub(crate) fn merge(merge: &Merge, sink: &mut Sink<'_>) -> Result<()> {
    let Merge { with, table, source, on, whens, returning: items, fault: _, depth: _ } = merge;
    sink.place("MERGE");
    if !sink.features().merge {
        return Err(sink.unsupported(
            "MERGE",
            "say it with insert(…).on_conflict(…), update(…).from(…) and delete(…).using(…), in \
             one transaction",
        ));
    }
    let Some(source) = source else {
        return Err(sink
            .error(ErrorKind::Invalid, "the MERGE has no source")
            .with_help("say where the rows come from with .using(…)"));
    };
    let Some(on) = on else {
        return Err(sink
            .error(ErrorKind::Invalid, "the MERGE has no condition")
            .with_help("say which rows match with .on(…)"));
    };
    if whens.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "the MERGE does nothing")
            .with_help("say what is done with .when_matched() or .when_not_matched()"));
    }
    let known = sink.ctes.len();
    not_recursive(with.as_deref(), sink)?;
    before(with.as_deref(), "MERGE", sink)?;
    sink.push("MERGE INTO ");
    sink.dialect().table(table, sink)?;
    sink.scope.add_table(table, false)?;
    others(std::slice::from_ref(source), sink)?;
    sink.push(" USING ");
    sources(std::slice::from_ref(source), sink)?;
    sink.place("ON");
    sink.push(" ON ");
    sink.node(on)?;
    for (i, when) in whens.iter().enumerate() {
        sink.place("WHEN");
        reachable(when, whens.iter().take(i), sink)?;
        self::when(when, table, source, sink)?;
    }
    see(Some(table), Some(source), sink)?;
    let outer = std::mem::replace(&mut sink.versions.merged, true);
    let able = sink.features().merge_returning;
    let done = returning(items, able, "MERGE", sink);
    sink.versions.merged = outer;
    done?;
    sink.forget_ctes(known);
    Ok(())
}

/// PostgreSQL, which alone has MERGE here, takes no WITH RECURSIVE before it.
fn not_recursive(with: Option<&With>, sink: &mut Sink<'_>) -> Result<()> {
    if !with.is_some_and(|with| with.ctes.iter().any(|cte| cte.recursive)) {
        return Ok(());
    }
    sink.place("WITH");
    Err(sink.unsupported(
        "WITH RECURSIVE before MERGE",
        "give the expression to a query, and merge from that: .using(query.subquery(…))",
    ))
}

/// Nothing comes to a WHEN behind one of its sort without a condition.
fn reachable<'m>(
    when: &MergeWhen,
    mut earlier: impl Iterator<Item = &'m MergeWhen>,
    sink: &Sink<'_>,
) -> Result<()> {
    if !earlier.any(|other| other.rows == when.rows && other.condition.is_none()) {
        return Ok(());
    }
    let words = words(when.rows);
    Err(sink
        .error(ErrorKind::Invalid, format!("no row comes to the last{words}"))
        .with_help("one before it has no condition: give it one with .and(…), or leave one out"))
}

const fn words(rows: MergeRows) -> &'static str {
    match rows {
        MergeRows::Matched => " WHEN MATCHED",
        MergeRows::NotMatched => " WHEN NOT MATCHED",
        MergeRows::NotMatchedBySource => " WHEN NOT MATCHED BY SOURCE",
    }
}

/// ` WHEN MATCHED AND … THEN …`
fn when(when: &MergeWhen, table: &TableRef, source: &Source, sink: &mut Sink<'_>) -> Result<()> {
    let MergeWhen { rows, condition, action } = when;
    if *rows == MergeRows::NotMatchedBySource && !sink.features().merge_by_source {
        return Err(sink.unsupported(
            "WHEN NOT MATCHED BY SOURCE",
            "change those rows in an UPDATE or DELETE of their own, in the same transaction",
        ));
    }
    let (target, other) = match rows {
        MergeRows::Matched => (Some(table), Some(source)),
        MergeRows::NotMatched => (None, Some(source)),
        MergeRows::NotMatchedBySource => (Some(table), None),
    };
    see(target, other, sink)?;
    sink.push(words(*rows));
    let done =
        self::condition(condition.as_ref(), sink).and_then(|()| self::action(action, table, sink));
    done.map_err(|error| unseen(error, *rows))
}

fn condition(condition: Option<&Node>, sink: &mut Sink<'_>) -> Result<()> {
    let Some(condition) = condition else { return Ok(()) };
    sink.push(" AND ");
    sink.node(condition)
}

fn action(action: &MergeAction, table: &TableRef, sink: &mut Sink<'_>) -> Result<()> {
    match action {
        MergeAction::Nothing => {
            sink.push(" THEN DO NOTHING");
            Ok(())
        }
        MergeAction::Delete => {
            sink.push(" THEN DELETE");
            Ok(())
        }
        MergeAction::Update(set) => {
            sink.push(" THEN UPDATE");
            assignments(" SET ", set, table, false, sink)
        }
        MergeAction::InsertDefaults => {
            sink.push(" THEN INSERT DEFAULT VALUES");
            Ok(())
        }
        MergeAction::Insert(insert) => {
            let MergeInsert { columns, overriding, values } = &**insert;
            sink.push(" THEN INSERT");
            known_columns(table, columns, sink)?;
            column_list(columns, sink)?;
            self::overriding(*overriding, sink)?;
            sink.place("VALUES");
            sink.push(" VALUES (");
            cells(table, columns, values, sink)?;
            sink.push(")");
            Ok(())
        }
    }
}

/// Brings nothing but these into scope.
fn see(table: Option<&TableRef>, source: Option<&Source>, sink: &mut Sink<'_>) -> Result<()> {
    drop(sink.scope.hide());
    if let Some(table) = table {
        sink.scope.add_table(table, false)?;
    }
    others(source.map_or(&[], std::slice::from_ref), sink)
}

/// What is out of scope may be so because there is no such row.
fn unseen(error: Error, rows: MergeRows) -> Error {
    match (error.kind(), rows) {
        (ErrorKind::Scope, MergeRows::NotMatched) => error.with_help(
            "WHEN NOT MATCHED sees the source alone, for no row of the table matches; other \
             tables are read in subqueries",
        ),
        (ErrorKind::Scope, MergeRows::NotMatchedBySource) => error.with_help(
            "WHEN NOT MATCHED BY SOURCE sees the table alone, for no row of the source matches; \
             other tables are read in subqueries",
        ),
        _ => error,
    }
}
