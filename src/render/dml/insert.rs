//! INSERT.

use super::{before, conflict, default, returning};
use crate::ast::{
    Cell, Insert, InsertClauses, InsertVerb, Name, Node, Overriding, Rows, TableRef, Target,
};
use crate::error::{Error, ErrorKind, Result};
use crate::render::Sink;

/// `INSERT INTO table (columns) VALUES (…), (…) ON CONFLICT … RETURNING …`
pub(crate) fn insert(insert: &Insert, sink: &mut Sink<'_>) -> Result<()> {
    let Insert { with, table, columns, rows, returning: items, rare: _, fault: _, depth: _ } =
        insert;
    let InsertClauses { verb, conflicts, overriding } = insert.rare();
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
    self::verb(*verb, !conflicts.is_empty(), sink)?;
    sink.dialect().table(table, sink)?;
    match rows {
        Rows::Query(query) => {
            known_columns(table, columns, sink)?;
            if !columns.is_empty() {
                column_list(columns, sink)?;
            }
            self::overriding(*overriding, sink)?;
            sink.push(" ");
            if inside && let Some(with) = with {
                crate::render::with::with(with, sink)?;
            }
            if conflicts.is_empty() {
                sink.query(query)?;
            } else {
                sink.query(&conflict::source(insert, query, sink))?;
            }
        }
        Rows::Defaults(rows) => {
            if !conflicts.is_empty() || overriding.is_some() {
                return Err(sink.unsupported(
                    "ON CONFLICT or OVERRIDING in an INSERT of nothing but defaults",
                    "give at least one column a value",
                ));
            }
            default_values(columns, *rows, sink)?;
        }
        Rows::Values(values) => {
            known_columns(table, columns, sink)?;
            column_list(columns, sink)?;
            self::overriding(*overriding, sink)?;
            values_list(table, columns, values, sink)?;
        }
    }
    if inside {
        sink.forget_ctes(known);
    }
    sink.scope.add_table(table, false)?;
    if !conflicts.is_empty() {
        conflict::conflicts(insert, sink)?;
    }
    let able = sink.features().insert_returning;
    returning(items, able, "INSERT", sink)?;
    sink.forget_ctes(known);
    Ok(())
}

/// `INSERT INTO `, or the database's own word for it.
fn verb(verb: InsertVerb, conflicts: bool, sink: &mut Sink<'_>) -> Result<()> {
    let text = match verb {
        InsertVerb::Insert => {
            sink.push("INSERT INTO ");
            return Ok(());
        }
        InsertVerb::OrRollback => "INSERT OR ROLLBACK",
        InsertVerb::OrAbort => "INSERT OR ABORT",
        InsertVerb::OrFail => "INSERT OR FAIL",
        InsertVerb::OrIgnore => "INSERT OR IGNORE",
        InsertVerb::OrReplace => "INSERT OR REPLACE",
        InsertVerb::Ignore => "INSERT IGNORE",
        InsertVerb::Replace => "REPLACE",
    };
    if conflicts {
        return Err(sink
            .error(ErrorKind::Invalid, format!("{text} beside ON CONFLICT"))
            .with_help("keep one of them"));
    }
    if !sink.features().insert_verbs.contains(&verb) {
        return Err(sink.unsupported(text, "say what is meant with .on_conflict(…)"));
    }
    sink.push(text);
    sink.push(" INTO ");
    Ok(())
}

/// ` OVERRIDING SYSTEM VALUE`
pub(super) fn overriding(overriding: Option<Overriding>, sink: &mut Sink<'_>) -> Result<()> {
    let Some(overriding) = overriding else { return Ok(()) };
    if !sink.features().overriding {
        return Err(sink.unsupported("OVERRIDING", "leave the generated columns out"));
    }
    sink.push(match overriding {
        Overriding::SystemValue => " OVERRIDING SYSTEM VALUE",
        Overriding::UserValue => " OVERRIDING USER VALUE",
    });
    Ok(())
}

fn default_values(columns: &[Target], rows: usize, sink: &mut Sink<'_>) -> Result<()> {
    if !columns.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "DEFAULT VALUES in an INSERT that has columns")
            .with_help("leave out the columns, or .default_values()"));
    }
    if !sink.features().default_values {
        return Err(sink.unsupported("DEFAULT VALUES", "give at least one column a value"));
    }
    if rows == 0 {
        return Err(no_rows(sink));
    }
    if !sink.features().empty_values {
        sink.push(" DEFAULT VALUES");
        return Ok(());
    }
    sink.push(" () VALUES ()");
    (1..rows).for_each(|_| sink.push(", ()"));
    Ok(())
}

/// Every column is one of the table's, where those are known.
pub(super) fn known_columns(table: &TableRef, columns: &[Target], sink: &Sink<'_>) -> Result<()> {
    let def = table.def();
    let own = |target: &Target| matches!(target, Target::Column(c) if std::ptr::eq(c.table, def));
    if columns.iter().all(own) {
        return Ok(());
    }
    belong(table, columns, sink)?;
    if def.columns.is_empty() {
        return Ok(());
    }
    // Most often they come in the table's order: each is looked for behind the one before.
    let mut rest = def.columns.iter();
    let mut known = |target: &Target| {
        own(target) || {
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

/// No column is another table's.
#[inline]
pub(super) fn belong<'t>(
    table: &TableRef,
    columns: impl IntoIterator<Item = &'t Target>,
    sink: &Sink<'_>,
) -> Result<()> {
    let stray = columns.into_iter().find_map(|column| column.stray(table));
    stray.map_or(Ok(()), |fault| {
        Err(sink.error(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help))
    })
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

pub(super) fn first_duplicate(columns: &[Target]) -> Option<&Name> {
    // Columns of one table are told apart by their positions in it.
    let mut seen = 0_u64;
    let first = columns.first();
    let apart = columns.iter().all(|column| match (column, first) {
        (Target::Column(column), Some(Target::Column(first))) => {
            let bit = 1_u64.checked_shl(column.index.into()).unwrap_or(0);
            let new = bit != 0 && seen & bit == 0 && std::ptr::eq(column.table, first.table);
            seen |= bit;
            new
        }
        _ => false,
    });
    if apart {
        return None;
    }
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
fn values_list(
    table: &TableRef,
    columns: &[Target],
    values: &[Cell],
    sink: &mut Sink<'_>,
) -> Result<()> {
    let width = columns.len();
    if values.is_empty() {
        return Err(no_rows(sink));
    }
    if values.len() > width && !sink.features().multi_row_values {
        return Err(sink.unsupported("an INSERT of many rows", "insert them one by one"));
    }
    sink.place("VALUES");
    sink.reserve_values(values.len());
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
        cells(table, columns, row, sink)?;
        sink.push(")");
    }
    Ok(())
}

#[cold]
fn no_rows(sink: &Sink<'_>) -> Error {
    sink.error(ErrorKind::Invalid, "the INSERT has no rows")
        .with_help("add some with .values(…) or .rows(…)")
}

/// `a, b, DEFAULT`
pub(super) fn cells(
    table: &TableRef,
    columns: &[Target],
    row: &[Cell],
    sink: &mut Sink<'_>,
) -> Result<()> {
    for (i, cell) in row.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        match cell {
            Cell::Value(value) => sink.value(value)?,
            Cell::Expr(Node::Default) => default::cell(table, columns.get(i), sink)?,
            Cell::Expr(node) => sink.node(node)?,
        }
    }
    Ok(())
}
