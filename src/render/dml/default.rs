//! DEFAULT as a value of a column.

use crate::ast::{TableRef, Target};
use crate::dialect::DefaultCells;
use crate::error::Result;
use crate::lower::is_key;
use crate::render::Sink;
use crate::schema::ColumnDef;

fn def<'t>(table: &'t TableRef, column: Option<&Target>) -> Option<&'t ColumnDef> {
    column.and_then(|column| table.def().column(column.name().as_str()))
}

/// `DEFAULT` in a row of an INSERT, or what it stands for.
pub(super) fn cell(table: &TableRef, column: Option<&Target>, sink: &mut Sink<'_>) -> Result<()> {
    let words = sink.features().default_cells;
    match def(table, column) {
        Some(def) if is_key(table.def(), def, words) => {
            sink.push("NULL");
            Ok(())
        }
        None if words == DefaultCells::NoKeys => {
            let name = column.map_or("?", |column| column.name().as_str());
            Err(sink.unsupported(
                &format!("DEFAULT for the column {name}, which may be a generated key,"),
                "declare the table's columns, or leave the column out in a statement of its own",
            ))
        }
        _ => value(table, column, sink),
    }
}

/// `DEFAULT` in SET, or what it stands for.
pub(super) fn value(table: &TableRef, column: Option<&Target>, sink: &mut Sink<'_>) -> Result<()> {
    if sink.features().default_cells != DefaultCells::None {
        sink.push("DEFAULT");
        return Ok(());
    }
    match def(table, column).and_then(|def| def.default.as_ref()) {
        Some(default) => sink.dialect().default_value(default, sink),
        None => {
            let name = column.map_or("?", |column| column.name().as_str());
            Err(sink.unsupported(
                &format!("DEFAULT for the column {name}, whose default isn't known,"),
                "declare the default in the table's definition, or leave the column out in a \
                 statement of its own",
            ))
        }
    }
}
