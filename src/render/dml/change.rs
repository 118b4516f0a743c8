//! UPDATE and DELETE.

use super::insert::{first_duplicate, known_columns};
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
    let ChangeClauses { from, set_rows, order_by, limit } = update.rare();
    let known = sink.ctes.len();
    before(with.as_deref(), "UPDATE", sink)?;
    sink.place("UPDATE");
    let by_key = limited(update.rare(), sink)?
        .then(|| lower::limit_by_key(table, condition.as_ref(), update.rare(), sink))
        .transpose()?;
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
    require_filter(condition.as_ref(), *all_rows, limit.as_ref(), "UPDATE", "changed", sink)?;
    match &by_key {
        Some(condition) => filter("WHERE", " WHERE ", Some(condition), sink)?,
        None => {
            filter("WHERE", " WHERE ", condition.as_ref(), sink)?;
            first(order_by, limit.as_ref(), sink)?;
        }
    }
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
        return Err(sink
            .error(ErrorKind::Invalid, "the UPDATE sets nothing")
            .with_help("say what changes with .set(column, value)"));
    }
    sink.place("SET");
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
    match table.alias() {
        Some(alias) => sink.ident(alias.as_str())?,
        None => sink.table_name(table.def())?,
    }
    sink.push(".");
    Ok(())
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
    let ChangeClauses { from, set_rows: _, order_by, limit } = delete.rare();
    let known = sink.ctes.len();
    before(with.as_deref(), "DELETE", sink)?;
    sink.place("DELETE");
    require_filter(condition.as_ref(), *all_rows, limit.as_ref(), "DELETE", "deleted", sink)?;
    let lowered = if limited(delete.rare(), sink)? {
        Some(lower::limit_by_key(table, condition.as_ref(), delete.rare(), sink)?)
    } else if !from.is_empty() && sink.features().delete_using == DeleteUsing::None {
        Some(lower::using_as_exists(condition.as_ref(), from))
    } else {
        None
    };
    sink.push("DELETE FROM ");
    let tables = sink.features().delete_using == DeleteUsing::Tables && !from.is_empty();
    if tables || (table.alias().is_some() && !sink.features().delete_alias) {
        match table.alias() {
            Some(alias) => sink.ident(alias.as_str())?,
            None => sink.table_name(table.def())?,
        }
        sink.push(" USING ");
    }
    sink.dialect().table(table, sink)?;
    sink.scope.add_table(table, false)?;
    match &lowered {
        Some(condition) => filter("WHERE", " WHERE ", Some(condition), sink)?,
        None => {
            if !from.is_empty() {
                others(from, sink)?;
                sink.push(if tables { ", " } else { " USING " });
                sources(from, sink)?;
            }
            filter("WHERE", " WHERE ", condition.as_ref(), sink)?;
            first(order_by, limit.as_ref(), sink)?;
        }
    }
    let able = sink.features().delete_returning;
    returned(table, from, items, able, "DELETE", sink)?;
    sink.forget_ctes(known);
    Ok(())
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
