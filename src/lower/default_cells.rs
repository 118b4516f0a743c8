//! DEFAULT in the rows of an INSERT, where the database has no such word, and several rows of
//! nothing but defaults.

use crate::ast::{Cell, Cells, Insert, Node, Rows, Target, Targets};
use crate::dialect::DefaultCells;
use crate::error::{ErrorKind, Result};
use crate::render::Sink;
use crate::schema::{ColumnDef, SqlType, TableDef};

/// The most rows of nothing but defaults.
const MOST: usize = 100_000;

/// The INSERT in a shape that the database has; `None` if it has this one.
///
/// # Errors
/// When there is none.
pub(crate) fn default_cells(insert: &Insert, sink: &mut Sink<'_>) -> Result<Option<Insert>> {
    match &insert.rows {
        Rows::Defaults(1) | Rows::Query(_) => Ok(None),
        Rows::Defaults(rows) => default_rows(insert, *rows, sink),
        Rows::Values(cells) => match sink.features().default_cells {
            DefaultCells::Any => Ok(None),
            _ if !cells.iter().any(is_default) => Ok(None),
            _ => left_out(insert, cells, sink),
        },
    }
}

pub(super) fn is_default(cell: &Cell) -> bool {
    matches!(cell, Cell::Expr(Node::Default))
}

/// A column that has its default in each row is left out, unless there is a word for it.
fn left_out(insert: &Insert, cells: &Cells, sink: &mut Sink<'_>) -> Result<Option<Insert>> {
    let width = insert.columns.len();
    // What is uneven is an error, later.
    if width == 0 || !cells.len().is_multiple_of(width) {
        return Ok(None);
    }
    let def = insert.table.def();
    let has_word = |column: &Target| {
        sink.features().default_cells == DefaultCells::NoKeys
            && def.column(column.name().as_str()).is_some()
    };
    let column = |i: usize| cells.iter().skip(i).step_by(width);
    let kept = insert.columns.iter().enumerate();
    let kept = kept.map(|(i, name)| has_word(name) || !column(i).all(is_default));
    let kept = kept.collect::<Vec<_>>();
    if kept.iter().all(|kept| *kept) {
        return Ok(None);
    }
    let mut other = Insert { rows: Rows::Values(Cells::new()), ..insert.clone() };
    other.columns = only(&insert.columns, &kept);
    if other.columns.is_empty() {
        other.rows = Rows::Defaults(column(0).count());
        return Ok(Some(default_cells(&other, sink)?.unwrap_or(other)));
    }
    other.rows = Rows::Values(only(cells, &kept));
    Ok(Some(other))
}

/// Those of the columns that are kept, row by row.
fn only<T: Clone, L: FromIterator<T>>(all: &[T], kept: &[bool]) -> L {
    let kept = all.iter().zip(kept.iter().cycle()).filter(|(_, kept)| **kept);
    kept.map(|(item, _)| item.clone()).collect()
}

/// Refuses more rows of nothing but defaults than anybody means.
pub(super) fn check_count(rows: usize, sink: &Sink<'_>) -> Result<()> {
    if rows <= MOST {
        return Ok(());
    }
    Err(sink
        .error(ErrorKind::Invalid, format!("an INSERT of {rows} rows of defaults"))
        .with_help(format!("insert at most {MOST} in a statement")))
}

/// `(column) VALUES (DEFAULT), (DEFAULT)`: any column does.
fn default_rows(insert: &Insert, rows: usize, sink: &mut Sink<'_>) -> Result<Option<Insert>> {
    sink.place("VALUES");
    check_count(rows, sink)?;
    if rows == 0 || sink.features().empty_values || !insert.columns.is_empty() {
        return Ok(None);
    }
    let def = insert.table.def();
    let words = sink.features().default_cells;
    let usable = |column: &&ColumnDef| {
        words == DefaultCells::Any || column.default.is_some() || is_key(def, column, words)
    };
    let Some(column) = def.columns.iter().find(usable) else {
        return Err(sink.unsupported(
            &format!("an INSERT of several rows of defaults into {}", def.full_name()),
            "insert them one by one, or declare the table's columns and their defaults",
        ));
    };
    let mut columns = Targets::new();
    columns.push(Target::Name(column.name.clone()));
    let cells = std::iter::repeat_n(Cell::Expr(Node::Default), rows).collect();
    Ok(Some(Insert { columns, rows: Rows::Values(cells), ..insert.clone() }))
}

/// Whether the column is, or may be, one whose keys the database generates where it is NULL, and
/// there alone.
pub(crate) fn is_key(table: &TableDef, column: &ColumnDef, words: DefaultCells) -> bool {
    let ColumnDef { name, ty, nullable, primary_key, unique, default, .. } = column;
    let integer = matches!(
        ty,
        SqlType::SmallInt | SqlType::Integer | SqlType::BigInt | SqlType::UnsignedBigInt
    );
    let alone = || table.columns.iter().filter(|column| column.primary_key).count() == 1;
    let leads = || table.unique_keys.iter().any(|key| key.columns.first() == Some(name));
    let key = match words {
        DefaultCells::Any => false,
        DefaultCells::NoKeys => *primary_key || *unique || leads(),
        DefaultCells::None => *primary_key && alone(),
    };
    key && integer && default.is_none() && !*nullable
}
