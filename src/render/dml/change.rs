//! UPDATE and DELETE.

use super::insert::{belong, first_duplicate, known_columns};
use super::{before, default, require_filter, returning};
use crate::ast::{
    ChangeClauses, Delete, Name, Node, Order, RowAssignment, Source, TableRef, Target, Update,
};
use crate::dialect::{DeleteUsing, ReturningOthers, UpdateFrom};
use crate::error::{Error, ErrorKind, Result};
use crate::lower;
use crate::render::Sink;
use crate::render::select::filter;

/// `UPDATE table SET a = …, b = … FROM … WHERE … RETURNING …`
pub(crate) fn update(update: &Update, sink: &mut Sink<'_>) -> Result<()> {
    let Update {
        with,
        table,
        set,
        filter: condition,
        all_rows,
        returning: items,
        rare: _,
        fault: _,
        depth: _,
    } = update;
    let clauses = update.rare();
    let ChangeClauses { from, set_rows, order_by: _, limit } = clauses;
    let known = sink.ctes.len();
    before(with.as_deref(), "UPDATE", sink)?;
    sink.place("UPDATE");
    let condition = condition.as_ref();
    let by_key = by_key(table, condition, clauses, sink)?;
    let tables = sink.features().update_from == UpdateFrom::Tables && !from.is_empty();
    sink.push("UPDATE ");
    sink.dialect().table(table, sink)?;
    sink.scope.add_table(table, false)?;
    others(from, sink)?;
    if tables {
        sink.push(", ");
        sources(from, sink)?;
    }
    if !set.is_empty() || set_rows.is_empty() {
        assignments(" SET ", set, table, tables, sink)?;
    }
    row_assignments(if set.is_empty() { " SET " } else { ", " }, set_rows, sink)?;
    if !tables && !from.is_empty() {
        if sink.features().update_from == UpdateFrom::None {
            sink.place("FROM");
            return Err(sink.unsupported("UPDATE … FROM", "set the columns from subqueries"));
        }
        sink.push(" FROM ");
        sources(from, sink)?;
    }
    require_filter(condition, *all_rows, limit.as_ref(), "UPDATE", "changed", sink)?;
    chosen(by_key.as_ref(), condition, clauses, sink)?;
    let able = sink.features().update_returning;
    returned(table, from, items, able, "UPDATE", sink)?;
    sink.forget_ctes(known);
    Ok(())
}

/// ` SET a = …, b = …`
pub(super) fn assignments(
    keyword: &str,
    set: &[(Target, Node)],
    table: &TableRef,
    qualified: bool,
    sink: &mut Sink<'_>,
) -> Result<()> {
    if set.is_empty() {
        return Err(sink.error(ErrorKind::Invalid, "the UPDATE sets nothing").with_help(
            "say what changes with .set(column, value); of a struct of changes ask .is_empty() \
                 first",
        ));
    }
    sink.place("SET");
    belong(table, set.iter().map(|(column, _)| column), sink)?;
    for (i, (column, value)) in set.iter().enumerate() {
        if set.iter().take(i).any(|(earlier, _)| earlier == column) {
            return Err(set_twice(column.name(), sink));
        }
        sink.push(if i == 0 { keyword } else { ", " });
        if qualified {
            qualifier(table, sink)?;
        }
        sink.target(column)?;
        sink.push(" = ");
        match value {
            Node::Default => default::value(table, Some(column), sink)?,
            value => sink.node(value)?,
        }
    }
    Ok(())
}

/// What is set from queries: each column once, and as many as the query has.
pub(crate) fn check_rows(update: &Update, sink: &mut Sink<'_>) -> Result<()> {
    let rows = &update.rare().set_rows;
    sink.place("SET");
    let rest = rows.iter().flat_map(|row| &row.columns);
    let all = update.set.iter().map(|(column, _)| column).chain(rest).cloned().collect::<Vec<_>>();
    known_columns(&update.table, &all, sink)?;
    if let Some(twice) = first_duplicate(&all) {
        return Err(set_twice(twice, sink));
    }
    for RowAssignment { columns, query } in rows {
        let given = query.width().unwrap_or(columns.len());
        if given != columns.len() || columns.is_empty() {
            let message = format!("a query of {given} columns sets {}", columns.len());
            return Err(sink
                .error(ErrorKind::Invalid, message)
                .with_help("select a value for each column"));
        }
    }
    Ok(())
}

/// `(a, b) = (SELECT …), …`
fn row_assignments(mut before: &str, rows: &[RowAssignment], sink: &mut Sink<'_>) -> Result<()> {
    sink.place("SET");
    for RowAssignment { columns, query } in rows {
        sink.push(before);
        before = ", ";
        for (i, column) in columns.iter().enumerate() {
            sink.push(if i == 0 { "(" } else { ", " });
            sink.target(column)?;
        }
        sink.push(") = ");
        sink.subquery(query)?;
    }
    Ok(())
}

#[cold]
fn set_twice(column: &Name, sink: &Sink<'_>) -> Error {
    sink.error(ErrorKind::Invalid, format!("column {column} is set twice"))
        .with_help("set each column once")
}

/// `table.`
pub(super) fn qualifier(table: &TableRef, sink: &mut Sink<'_>) -> Result<()> {
    name(table, sink)?;
    sink.push(".");
    Ok(())
}

/// The name by which columns refer to the table.
fn name(table: &TableRef, sink: &mut Sink<'_>) -> Result<()> {
    match table.alias() {
        Some(alias) => sink.ident(alias.as_str()),
        None => sink.table_name(table.def()),
    }
}

/// `DELETE FROM table USING … WHERE … RETURNING …`
pub(crate) fn delete(delete: &Delete, sink: &mut Sink<'_>) -> Result<()> {
    let Delete {
        with,
        table,
        filter: condition,
        all_rows,
        returning: items,
        rare: _,
        fault: _,
        depth: _,
    } = delete;
    let clauses = delete.rare();
    let ChangeClauses { from, set_rows: _, order_by: _, limit } = clauses;
    let known = sink.ctes.len();
    before(with.as_deref(), "DELETE", sink)?;
    sink.place("DELETE");
    let condition = condition.as_ref();
    require_filter(condition, *all_rows, limit.as_ref(), "DELETE", "deleted", sink)?;
    let using = sink.features().delete_using;
    let lowered = match by_key(table, condition, clauses, sink)? {
        None if !from.is_empty() && using == DeleteUsing::None => {
            Some(lower::using_as_exists(condition, from))
        }
        by_key => by_key,
    };
    sink.push("DELETE FROM ");
    let tables = using == DeleteUsing::Tables && !from.is_empty();
    if tables || (table.alias().is_some() && !sink.features().delete_alias) {
        name(table, sink)?;
        sink.push(" USING ");
    }
    sink.dialect().table(table, sink)?;
    sink.scope.add_table(table, false)?;
    if lowered.is_none() && !from.is_empty() {
        others(from, sink)?;
        sink.push(if tables { ", " } else { " USING " });
        sources(from, sink)?;
    }
    chosen(lowered.as_ref(), condition, clauses, sink)?;
    let able = sink.features().delete_returning;
    returned(table, from, items, able, "DELETE", sink)?;
    sink.forget_ctes(known);
    Ok(())
}

/// The condition that stands for a limit which the database doesn't have.
fn by_key(
    table: &TableRef,
    condition: Option<&Node>,
    clauses: &ChangeClauses,
    sink: &mut Sink<'_>,
) -> Result<Option<Node>> {
    if !limited(clauses, sink)? {
        return Ok(None);
    }
    lower::limit_by_key(table, condition, clauses, sink).map(Some)
}

/// ` WHERE … ORDER BY … LIMIT …`, or the condition that stands for all of them.
fn chosen(
    lowered: Option<&Node>,
    condition: Option<&Node>,
    clauses: &ChangeClauses,
    sink: &mut Sink<'_>,
) -> Result<()> {
    filter("WHERE", " WHERE ", lowered.or(condition), sink)?;
    match lowered {
        Some(_) => Ok(()),
        None => first(&clauses.order_by, clauses.limit.as_ref(), sink),
    }
}

/// Whether there is a limit that the database doesn't have.
fn limited(clauses: &ChangeClauses, sink: &mut Sink<'_>) -> Result<bool> {
    let ChangeClauses { from, set_rows: _, order_by, limit } = clauses;
    if limit.is_none() {
        if order_by.is_empty() {
            return Ok(false);
        }
        sink.place("ORDER BY");
        return Err(sink
            .error(ErrorKind::Invalid, "ORDER BY without LIMIT in a change of rows")
            .with_help("say how many rows with .limit(…), or leave it out"));
    }
    if !from.is_empty() {
        sink.place("LIMIT");
        return Err(sink.unsupported(
            "LIMIT beside other tables in a change of rows",
            "find the keys in a subquery that has the limit",
        ));
    }
    Ok(!sink.features().change_limit)
}

/// ` ORDER BY … LIMIT …`
fn first(order_by: &[Order], limit: Option<&Node>, sink: &mut Sink<'_>) -> Result<()> {
    if limit.is_none() {
        return Ok(());
    }
    sink.place("ORDER BY");
    for (i, order) in order_by.iter().enumerate() {
        sink.push(if i == 0 { " ORDER BY " } else { ", " });
        sink.dialect().order(order, sink)?;
    }
    sink.place("LIMIT");
    sink.dialect().limit(limit, None, sink)
}

/// Takes the other tables into scope.
pub(super) fn others(from: &[Source], sink: &mut Sink<'_>) -> Result<()> {
    from.iter().try_for_each(|source| sink.scope.add(source).map_err(|error| sink.locate(error)))
}

/// The other tables, which don't see the one that is changed.
pub(super) fn sources(from: &[Source], sink: &mut Sink<'_>) -> Result<()> {
    let all = sink.scope.hide();
    let done = (|| {
        sink.place("FROM");
        others(from, sink)?;
        for (i, source) in from.iter().enumerate() {
            if i > 0 {
                sink.push(", ");
            }
            sink.source(source)?;
        }
        Ok(())
    })();
    drop(sink.scope.hide());
    sink.scope.unhide(all);
    done
}

/// RETURNING, of all tables or of the changed one alone.
fn returned(
    table: &TableRef,
    from: &[Source],
    items: &[Node],
    able: bool,
    statement: &str,
    sink: &mut Sink<'_>,
) -> Result<()> {
    if from.is_empty() || items.is_empty() {
        return returning(items, able, statement, sink);
    }
    match sink.features().returning_others {
        ReturningOthers::All => returning(items, able, statement, sink),
        ReturningOthers::Changed => {
            drop(sink.scope.hide());
            sink.scope.add_table(table, false)?;
            returning(items, able, statement, sink).map_err(|error| match error.kind() {
                ErrorKind::Scope => sink.unsupported(
                    "RETURNING columns of the other tables",
                    "return the changed table's columns, and select the others by them",
                ),
                _ => error,
            })
        }
        ReturningOthers::None => {
            sink.place("RETURNING");
            Err(sink.unsupported(
                &format!("RETURNING after {statement} over several tables"),
                "select the rows in the same transaction",
            ))
        }
    }
}
