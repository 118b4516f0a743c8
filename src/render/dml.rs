//! INSERT, UPDATE and DELETE.

use super::Sink;
use super::select::filter;
use crate::ast::{Cell, Delete, Insert, Name, Node, Rows, TableRef, Target, Update, With};
use crate::error::{ErrorKind, Result};

/// `INSERT INTO table (columns) VALUES (…), (…) RETURNING …`
pub(crate) fn insert(insert: &Insert, sink: &mut Sink<'_>) -> Result<()> {
    let Insert { with, table, columns, rows, returning: items, fault: _, depth: _ } = insert;
    let known = sink.ctes.len();
    // Where it can't stand before INSERT, it stands before the query.
    let inside = sink.features().insert_with_inside && matches!(rows, Rows::Query(_));
    if !inside {
        if with.is_some() && sink.features().insert_with_inside {
            sink.place("WITH");
            return Err(sink.unsupported(
                "WITH before INSERT … VALUES",
                "insert the rows of a query, or put the expression into a subquery",
            ));
        }
        before(with.as_deref(), "INSERT", sink)?;
    }
    sink.place("INSERT");
    sink.push("INSERT INTO ");
    sink.dialect().table(table, sink)?;
    match rows {
        Rows::Query(query) => {
            known_columns(table, columns, sink)?;
            if !columns.is_empty() {
                column_list(columns, sink)?;
            }
            sink.push(" ");
            if inside && let Some(with) = with {
                super::with::with(with, sink)?;
            }
            sink.query(query)?;
            if inside {
                sink.forget_ctes(known);
            }
        }
        Rows::Defaults => default_values(columns, sink)?,
        Rows::Values(values) => {
            known_columns(table, columns, sink)?;
            column_list(columns, sink)?;
            values_list(columns.len(), values, sink)?;
        }
    }
    sink.scope.add_table(table, false)?;
    let able = sink.features().insert_returning;
    returning(items, able, "INSERT", sink)?;
    sink.forget_ctes(known);
    Ok(())
}

/// WITH before a statement that changes data.
fn before(with: Option<&With>, statement: &str, sink: &mut Sink<'_>) -> Result<()> {
    let Some(with) = with else { return Ok(()) };
    if !sink.features().cte_before_change {
        sink.place("WITH");
        return Err(sink.unsupported(
            &format!("WITH before {statement}"),
            "put the query into a subquery, or into a temporary table",
        ));
    }
    super::with::with(with, sink)
}

fn default_values(columns: &[Target], sink: &mut Sink<'_>) -> Result<()> {
    if !columns.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "DEFAULT VALUES in an INSERT that has columns")
            .with_help("leave out the columns, or .default_values()"));
    }
    if !sink.features().default_values {
        return Err(sink.unsupported("DEFAULT VALUES", "give at least one column a value"));
    }
    sink.push(if sink.features().empty_values { " () VALUES ()" } else { " DEFAULT VALUES" });
    Ok(())
}

/// Every column is one of the table's, where those are known.
fn known_columns(table: &TableRef, columns: &[Target], sink: &Sink<'_>) -> Result<()> {
    let def = table.def();
    if def.columns.is_empty() {
        return Ok(());
    }
    // Most often they come in the table's order: each is looked for behind the one before.
    let mut rest = def.columns.iter();
    let mut known = |target: &Target| {
        matches!(target, Target::Column(column) if std::ptr::eq(column.table, def)) || {
            rest.any(|column| column.name == *target.name()) || {
                rest = def.columns.iter();
                rest.any(|column| column.name == *target.name())
            }
        }
    };
    let unknown = columns.iter().find(|target| !known(target)).map(Target::name);
    let Some(unknown) = unknown else { return Ok(()) };
    let names = def.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ");
    Err(sink
        .error(ErrorKind::Invalid, format!("table {} has no column {unknown}", def.full_name()))
        .with_help(format!("it has: {names}")))
}

/// ` (a, b, c)`
pub(crate) fn column_list(columns: &[Target], sink: &mut Sink<'_>) -> Result<()> {
    if columns.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "the INSERT has no columns")
            .with_help("name them with .columns(…) or .set(…), or call .default_values()"));
    }
    if let Some(twice) = first_duplicate(columns) {
        return Err(sink
            .error(ErrorKind::Invalid, format!("column {twice} is given twice"))
            .with_help("give each column one value"));
    }
    for (i, column) in columns.iter().enumerate() {
        sink.push(if i == 0 { " (" } else { ", " });
        sink.target(column)?;
    }
    sink.push(")");
    Ok(())
}

fn first_duplicate(columns: &[Target]) -> Option<&Name> {
    // One bit for columns that may be equal: hardly any has to be compared with those before it.
    let mut seen = 0_u64;
    columns.iter().enumerate().find_map(|(i, column)| {
        let bit = likeness(column);
        let compare = seen & bit != 0;
        seen |= bit;
        let twice = compare && columns.iter().take(i).any(|earlier| earlier == column);
        twice.then(|| column.name())
    })
}

/// One bit of 64, the same for equal names, from the length and both ends.
fn likeness(column: &Target) -> u64 {
    let end = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
    let bytes = column.name().as_str().as_bytes();
    1 << ((bytes.len() * 7 + end(bytes.first()) * 3 + end(bytes.last())) % 64)
}

/// ` VALUES (…), (…)`
fn values_list(width: usize, values: &[Cell], sink: &mut Sink<'_>) -> Result<()> {
    if values.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "the INSERT has no rows")
            .with_help("add some with .values(…) or .rows(…)"));
    }
    if values.len() > width && !sink.features().multi_row_values {
        return Err(sink.unsupported("an INSERT of many rows", "insert them one by one"));
    }
    sink.place("VALUES");
    sink.reserve_rows(values.len());
    sink.push(" VALUES ");
    for (i, row) in values.chunks(width).enumerate() {
        if row.len() < width {
            return Err(sink
                .error(
                    ErrorKind::Invalid,
                    format!("row {i} has {} values for {width} columns", row.len()),
                )
                .with_help("give every row a value for each column"));
        }
        sink.push(if i == 0 { "(" } else { ", (" });
        cells(row, sink)?;
        sink.push(")");
    }
    Ok(())
}

fn cells(row: &[Cell], sink: &mut Sink<'_>) -> Result<()> {
    for (i, cell) in row.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        match cell {
            Cell::Value(value) => sink.value(value)?,
            Cell::Expr(node) => sink.node(node)?,
        }
    }
    Ok(())
}

/// `UPDATE table SET a = …, b = … WHERE … RETURNING …`
pub(crate) fn update(update: &Update, sink: &mut Sink<'_>) -> Result<()> {
    let Update {
        with,
        table,
        set,
        filter: condition,
        all_rows,
        returning: items,
        fault: _,
        depth: _,
    } = update;
    let known = sink.ctes.len();
    before(with.as_deref(), "UPDATE", sink)?;
    sink.place("UPDATE");
    sink.push("UPDATE ");
    sink.dialect().table(table, sink)?;
    sink.scope.add_table(table, false)?;
    assignments(set, sink)?;
    require_filter(condition.as_ref(), *all_rows, "UPDATE", "changed", sink)?;
    filter("WHERE", " WHERE ", condition.as_ref(), sink)?;
    let able = sink.features().update_returning;
    returning(items, able, "UPDATE", sink)?;
    sink.forget_ctes(known);
    Ok(())
}

/// ` SET a = …, b = …`
fn assignments(set: &[(Target, Node)], sink: &mut Sink<'_>) -> Result<()> {
    if set.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "the UPDATE sets nothing")
            .with_help("say what changes with .set(column, value)"));
    }
    sink.place("SET");
    for (i, (column, value)) in set.iter().enumerate() {
        if set.iter().take(i).any(|(earlier, _)| earlier == column) {
            return Err(sink
                .error(ErrorKind::Invalid, format!("column {} is set twice", column.name()))
                .with_help("set each column once"));
        }
        sink.push(if i == 0 { " SET " } else { ", " });
        sink.target(column)?;
        sink.push(" = ");
        sink.node(value)?;
    }
    Ok(())
}

/// `DELETE FROM table WHERE … RETURNING …`
pub(crate) fn delete(delete: &Delete, sink: &mut Sink<'_>) -> Result<()> {
    let Delete { with, table, filter: condition, all_rows, returning: items, fault: _, depth: _ } =
        delete;
    let known = sink.ctes.len();
    before(with.as_deref(), "DELETE", sink)?;
    sink.place("DELETE");
    sink.push("DELETE FROM ");
    if let Some(alias) = table.alias()
        && !sink.features().delete_alias
    {
        sink.ident(alias.as_str())?;
        sink.push(" USING ");
    }
    sink.dialect().table(table, sink)?;
    sink.scope.add_table(table, false)?;
    require_filter(condition.as_ref(), *all_rows, "DELETE", "deleted", sink)?;
    filter("WHERE", " WHERE ", condition.as_ref(), sink)?;
    let able = sink.features().delete_returning;
    returning(items, able, "DELETE", sink)?;
    sink.forget_ctes(known);
    Ok(())
}

/// An UPDATE or DELETE of every row is almost always a forgotten condition.
fn require_filter(
    condition: Option<&Node>,
    all_rows: bool,
    statement: &str,
    done: &str,
    sink: &Sink<'_>,
) -> Result<()> {
    match (condition, all_rows) {
        (Some(_), false) | (None, true) => Ok(()),
        (None, false) => Err(sink
            .error(
                ErrorKind::Invalid,
                format!("the {statement} has no condition: every row would be {done}"),
            )
            .with_help("add .filter(…), or say that this is meant with .all_rows()")),
        (Some(_), true) => Err(sink
            .error(ErrorKind::Invalid, format!("the {statement} has a condition and .all_rows()"))
            .with_help("keep one of them")),
    }
}

/// ` RETURNING items`
pub(crate) fn returning(
    items: &[Node],
    able: bool,
    statement: &str,
    sink: &mut Sink<'_>,
) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    sink.place("RETURNING");
    if !able {
        return Err(sink.unsupported(
            &format!("RETURNING after {statement}"),
            "select the rows in the same transaction",
        ));
    }
    sink.push(" RETURNING ");
    sink.items(items)
}
