//! Copies tables from one database into another, of any two sorts.
//!
//! Rows are read as they come and written in batches, so that memory stays constant. Each value is
//! read as what its column is defined as, and arrives as it was, or the load fails and nothing is
//! left of it.

use aludel::ast::TableRef;
use aludel::engine::RowRef;
use aludel::prelude::*;
use aludel::schema::{ColumnDef, in_creation_order};
use aludel::value::{FromValue, IntoValue, Kind};
use aludel::{Error, ErrorKind, Result};

/// How many rows an INSERT has at most: past some hundreds there is little to gain.
const BATCH: usize = 500;

/// Makes the tables that are not there yet, and copies all rows in one transaction. How many there
/// were.
///
/// Tables come after those that they refer to, and rows in the order of their keys: a row may
/// refer to one before it in its own table. Keys are copied too; what a database counts for new
/// ones it counts on from where it was.
///
/// # Errors
/// When a table has rows already, a value does not fit its column, or one of the databases
/// refuses.
pub fn load(from: &mut Connection, to: &mut Connection, tables: &[TableRef]) -> Result<u64> {
    to.create_all(tables)?;
    let tables = in_creation_order(tables)?;
    tables.iter().try_for_each(|table| refuse_rows(to, table))?;
    to.transaction(|to| {
        let mut rows = 0;
        for table in &tables {
            rows += copy(from, to, table)?;
        }
        Ok(rows)
    })
}

/// What is there is neither replaced nor mixed with what comes.
fn refuse_rows(to: &mut Connection, table: &TableRef) -> Result<()> {
    let rows = to.fetch_one(&select(count_all()).from(Table::from(table.clone())))?;
    if rows == 0 {
        return Ok(());
    }
    let name = table.name();
    Err(Error::new(ErrorKind::Invalid, format!("the table {name} has {rows} rows already"))
        .with_help("load into an empty database, or drop the tables first"))
}

fn copy(from: &mut Connection, to: &mut Connection, table: &TableRef) -> Result<u64> {
    let columns = &table.def().columns;
    let source = Table::from(table.clone());
    let all: Vec<_> = columns.iter().map(|column| source.col(column.name.clone())).collect();
    let keys = columns.iter().filter(|column| column.primary_key);
    let keys: Vec<_> = keys.map(|column| source.col(column.name.clone())).collect();
    let most = to.dialect().features().max_parameters / columns.len().max(1);
    let most = most.clamp(1, BATCH);

    let mut rows = from.rows(&select(all).from(&source).order_by(keys))?;
    let mut batch = Vec::with_capacity(most);
    let mut copied = 0;
    while let Some(row) = rows.next_ref()? {
        let values = columns.iter().enumerate();
        batch
            .push(values.map(|(at, column)| read(&row, at, column, table)).collect::<Result<_>>()?);
        if batch.len() == most {
            copied += write(to, table, &mut batch)?;
        }
    }
    Ok(copied + write(to, table, &mut batch)?)
}

/// Inserts the rows and empties the batch.
fn write(to: &mut Connection, table: &TableRef, batch: &mut Vec<Vec<Value>>) -> Result<u64> {
    if batch.is_empty() {
        return Ok(0);
    }
    let columns = table.def().columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
    let rows = insert(table.clone()).columns(columns).rows(batch.drain(..));
    Ok(to.execute(&rows)?.rows_affected())
}

/// A cell, as what its column is defined as.
fn read(row: &RowRef<'_>, at: usize, column: &ColumnDef, table: &TableRef) -> Result<Value> {
    let value = match column.ty.kind() {
        Kind::Bool => typed::<bool>(row, at),
        Kind::Int => typed::<i64>(row, at),
        Kind::UInt => typed::<u64>(row, at),
        Kind::Float => typed::<f64>(row, at),
        Kind::Decimal => typed::<Decimal>(row, at),
        Kind::Text => typed::<String>(row, at),
        Kind::Bytes => typed::<Vec<u8>>(row, at),
        Kind::Date => typed::<Date>(row, at),
        Kind::Time => typed::<Time>(row, at),
        Kind::Timestamp => typed::<Timestamp>(row, at),
        Kind::TimestampTz => typed::<TimestampTz>(row, at),
        Kind::Interval => typed::<Interval>(row, at),
        Kind::Uuid => typed::<Uuid>(row, at),
        Kind::Json => typed::<Json>(row, at),
        _ => row.get::<Value>(at),
    }?;
    match misfit(&value, &column.ty) {
        None => Ok(value),
        Some(why) => Err(Error::new(
            ErrorKind::Decode,
            format!("{}.{}: {value:?} has more than {why}", table.name(), column.name),
        )
        .with_help("give the column of the table's definition a wider type")),
    }
}

fn typed<T: FromValue + IntoValue>(row: &RowRef<'_>, at: usize) -> Result<Value> {
    Ok(row.get::<Option<T>>(at)?.into_value())
}

/// What of the value servers would cut off without an error: digits after the point, and spaces
/// at the end.
fn misfit(value: &Value, ty: &SqlType) -> Option<String> {
    match (value, ty) {
        (Value::Decimal(number), SqlType::Decimal(Some((_, scale)))) => {
            let fraction = number.as_str().split_once('.').map_or("", |(_, fraction)| fraction);
            let digits = fraction.trim_end_matches('0').len();
            (digits > usize::from(*scale)).then(|| format!("{scale} digits after the point"))
        }
        (Value::Text(text), SqlType::Varchar(most) | SqlType::Char(most)) => {
            let length = text.chars().count();
            (u32::try_from(length).map_or(true, |length| length > *most))
                .then(|| format!("{most} characters"))
        }
        _ => None,
    }
}
