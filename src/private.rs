//! What the expansions of the macros name. Not for use by hand: it changes without notice.

use std::fmt;

pub use std::borrow::Cow;

pub use crate::ast::{Cell, Cells, Name, Node, RawPart, Target, Targets};
pub use crate::engine::{Columns, FromRow, RowRef};
pub use crate::error::{Error, Result};
pub use crate::schema::{
    ColumnDef, DefaultValue, ElementType, ForeignKey, ForeignKeyAction, ForeignKeyTarget, Maker,
    RowValues, SqlType, TableDef, UniqueKey,
};
pub use crate::typed::{
    Any, Array, Bool, Changeset, Column, Expr, Float, Insertable, Int, IntoExpr, Mapped, Marker,
    Nullable, Range, RawSql, Scope, StaticTable, Stored, Text, UInt, UserType,
};
pub use crate::value::{
    Date, Decimal, DecodeError, FromValue, Interval, IntoValue, Json, Kind, Time, Timestamp,
    TimestampTz, Uuid, Value, ValueRef,
};
pub use bytes::Bytes;

use crate::ast::TableRef;
pub use crate::ast::{QuotedColumn, StaticColumn};
use crate::error::ErrorKind;
use crate::schema::column_of;

/// `Debug` of a table's handle, as Rust would write it.
pub fn fmt_table(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    alias: Option<&'static str>,
    suffix: &str,
) -> fmt::Result {
    f.write_str(name)?;
    if let Some(alias) = alias {
        write!(f, ".alias({alias:?})")?;
    }
    f.write_str(suffix)
}

/// The column of a struct's field, behind the prefix of the struct around.
#[must_use]
pub fn record_column(prefix: &str, name: &'static str) -> Target {
    Target::Name(match prefix {
        "" => Name::Static(name),
        prefix => Name::from([prefix, name].concat()),
    })
}

/// The prefix of a nested struct's columns.
#[must_use]
pub fn longer<'p>(outer: &'p str, own: &'p str) -> Cow<'p, str> {
    match (outer, own) {
        ("", only) | (only, "") => Cow::Borrowed(only),
        (outer, own) => Cow::Owned([outer, own].concat()),
    }
}

/// A value, or the default of its column.
pub fn value_or_default(value: Option<impl IntoValue>) -> Cell {
    value.map_or(Cell::Expr(Node::Default), |value| Cell::Value(value.into_value()))
}

/// What a column's maker gives, as an expression of the column's type.
pub fn made<M: Marker, E: IntoExpr<M::Base>>(made: E) -> Node {
    made.into_node()
}

/// The same of a closure over the row.
pub fn made_by<M: Marker, E: IntoExpr<M::Base>>(
    make: impl FnOnce(&RowValues<'_>) -> E,
    row: &RowValues<'_>,
) -> Node {
    make(row).into_node()
}

/// All columns of a table that has too many for a tuple.
pub fn all_columns(table: &impl StaticTable) -> Vec<Expr> {
    fn column(table: &TableRef, index: usize, def: &ColumnDef) -> Node {
        match (table, table.def().refs.get(index)) {
            (TableRef::Static(_), Some(column)) => Node::Column(column),
            _ => column_of(table, def.name.clone()),
        }
    }
    let table = table.table_ref();
    let columns = table.def().columns.iter().enumerate();
    columns.map(|(index, def)| Expr::new(column(&table, index, def))).collect()
}

/// Refuses columns that are more or fewer than a tuple struct has fields.
pub fn check_width(columns: &Columns<'_>, owner: &str, wanted: usize) -> Result<()> {
    let found = columns.len();
    if found == wanted {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Decode,
        format!("`{owner}` reads {wanted} columns by position, and the rows have {found}"),
    )
    .with_help("select as many columns as it has fields"))
}

/// The position of a field's column.
pub fn column(columns: &Columns<'_>, prefix: &str, name: &str, field: &str) -> Result<usize> {
    let found = find_column(columns, prefix, name, field)?;
    found.ok_or_else(|| {
        let known = columns.names().collect::<Vec<_>>().join(", ");
        Error::new(
            ErrorKind::Decode,
            format!(
                "`{field}` is read from a column {:?}, which the rows don't have",
                [prefix, name].concat()
            ),
        )
        .with_help(format!("they have: {known}"))
    })
}

/// The position of a field's column, if the rows have it.
pub fn find_column(
    columns: &Columns<'_>,
    prefix: &str,
    name: &str,
    field: &str,
) -> Result<Option<usize>> {
    let wanted = |column: &str| column.strip_prefix(prefix) == Some(name);
    let mut found = (0..).zip(columns.names()).filter(|(_, column)| wanted(column));
    let (Some((first, name)), second) = (found.next(), found.next()) else {
        return Ok(None);
    };
    match second {
        None => Ok(Some(first)),
        Some((second, _)) => Err(Error::new(
            ErrorKind::Decode,
            format!(
                "`{field}` is read from a column {name:?}, and columns {} and {} have that name",
                first + 1,
                second + 1
            ),
        )
        .with_help("give them names of their own with .label(…)")),
    }
}

/// The plan of a nested struct, whose columns have one more prefix.
pub fn plan_nested<R: FromRow>(columns: &Columns<'_>, outer: &str, own: &str) -> Result<R::Plan> {
    if outer.is_empty() {
        return R::plan_nested(columns, own);
    }
    R::plan_nested(columns, &[outer, own].concat())
}

/// A cell, or the default where it is NULL or missing.
pub fn or_default<T: FromValue + Default>(row: &RowRef<'_>, at: Option<usize>) -> Result<T> {
    match at {
        Some(index) => Ok(row.decode::<Option<T>>(index)?.unwrap_or_default()),
        None => Ok(T::default()),
    }
}

/// Whether all these cells are NULL.
pub fn all_null<'p>(
    row: &RowRef<'_>,
    mut columns: impl Iterator<Item = &'p usize>,
) -> Result<bool> {
    columns.try_fold(true, |all, index| Ok(all && row.cell(*index)?.is_null()))
}

/// A text that is no variant's name.
pub fn no_name(found: ValueRef<'_>, owner: &str, known: &str) -> DecodeError {
    match found {
        ValueRef::Text(text) => {
            DecodeError::new(format!("{text:?} is no `{owner}`; known are: {known}"))
        }
        other => DecodeError::mismatch(&format!("`{owner}`, which is stored as text"), other),
    }
}

/// A number that is no variant's.
pub fn no_number(found: ValueRef<'_>, owner: &str, known: &[(&str, i64)]) -> DecodeError {
    let number = match found {
        ValueRef::Int(number) => Some(number.to_string()),
        ValueRef::UInt(number) => Some(number.to_string()),
        _ => None,
    };
    let Some(number) = number else {
        return DecodeError::mismatch(&format!("`{owner}`, which is stored as an integer"), found);
    };
    let known: Vec<_> = known.iter().map(|(name, n)| format!("{n} ({name})")).collect();
    DecodeError::new(format!("{number} is no `{owner}`; known are: {}", known.join(", ")))
}
