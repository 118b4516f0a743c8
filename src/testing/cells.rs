//! Rows as they come, compared with rows as they are expected.

use bytes::Bytes;

use super::case::Cells;
use crate::engine::{Connection, Row};
use crate::error::{ErrorKind, Result};
use crate::render::Sql;
use crate::value::{Date, Decimal, Json, Time, Timestamp, TimestampTz, Uuid, Value};

/// Runs a text and compares its rows.
pub(super) fn gives(
    conn: &mut Connection,
    sql: &Sql,
    expected: &Cells,
) -> std::result::Result<(), String> {
    let rows = fetch(conn, sql).map_err(|error| format!("{error:?}"))?;
    let same = rows.len() == expected.len()
        && rows.iter().zip(expected).all(|(row, expected)| {
            row.values().len() == expected.len()
                && expected.iter().enumerate().all(|(i, cell)| is(row, i, cell))
        });
    if same {
        return Ok(());
    }
    let shown = rows.iter().map(Row::values).collect::<Vec<_>>();
    Err(format!("the rows are {shown:?}, and not {expected:?}"))
}

/// Runs a text that the database must refuse.
pub(super) fn fails(
    conn: &mut Connection,
    sql: &Sql,
    kind: ErrorKind,
) -> std::result::Result<(), String> {
    match fetch(conn, sql) {
        Err(error) if error.kind() == kind => Ok(()),
        Err(error) => Err(format!("it must fail as {kind:?}: {error:?}")),
        Ok(_) => Err(format!("it must fail as {kind:?}, and runs")),
    }
}

/// Runs compiled SQL.
///
/// # Errors
/// What the database says.
pub fn fetch(conn: &mut Connection, sql: &Sql) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    conn.driver().query_with(sql.text(), sql.params(), &mut |cursor| {
        while cursor.advance()? {
            let cells = (0..cursor.width())
                .map(|i| cursor.get(i).map(|cell| cell.to_value()))
                .collect::<Result<Vec<_>>>()?;
            rows.push(Row::new(cursor.header().clone(), cells));
        }
        Ok(())
    })?;
    Ok(rows)
}

/// Whether a cell, read as the type of the value that is expected, is this value.
fn is(row: &Row, at: usize, expected: &Value) -> bool {
    // As the column is declared: a boolean is no integer.
    let declared = row.get::<Value>(at);
    if matches!((&declared, expected), (Ok(Value::Bool(_)), Value::Int(_) | Value::UInt(_))) {
        return false;
    }
    match expected {
        Value::Null(_) => declared.is_ok_and(|cell| cell.is_null()),
        Value::Bool(v) => row.get::<bool>(at).is_ok_and(|cell| cell == *v),
        Value::Int(v) => row.get::<i64>(at).is_ok_and(|cell| cell == *v),
        Value::UInt(v) => row.get::<u64>(at).is_ok_and(|cell| cell == *v),
        Value::Float(v) => row.get::<f64>(at).is_ok_and(|cell| close(cell, *v)),
        Value::Decimal(v) => row.get::<Decimal>(at).is_ok_and(|cell| cell == *v),
        Value::Text(v) => row.get::<String>(at).is_ok_and(|cell| *cell == **v),
        Value::Bytes(v) => row.get::<Bytes>(at).is_ok_and(|cell| cell == **v),
        Value::Date(v) => row.get::<Date>(at).is_ok_and(|cell| cell == *v),
        Value::Time(v) => row.get::<Time>(at).is_ok_and(|cell| cell == *v),
        Value::Timestamp(v) => row.get::<Timestamp>(at).is_ok_and(|cell| cell == *v),
        Value::TimestampTz(v) => row.get::<TimestampTz>(at).is_ok_and(|cell| cell == *v),
        Value::Uuid(v) => row.get::<Uuid>(at).is_ok_and(|cell| cell == *v),
        Value::Json(v) => row.get::<Json>(at).is_ok_and(|cell| cell == *v),
        other => declared.is_ok_and(|cell| cell == *other),
    }
}

/// Databases sum floats in their own order: the last digits may differ.
fn close(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}
