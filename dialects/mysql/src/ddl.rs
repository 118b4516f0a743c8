//! CREATE TABLE.

use aludel::ast::Name;
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;
use aludel::schema::{ColumnDef, CreateTable, DefaultValue, ForeignKeyAction, SqlType};
use aludel::{Error, Result};

/// Only InnoDB has transactions and foreign keys; the character set is the one that has all
/// characters: <https://dev.mysql.com/doc/refman/9.4/en/create-table.html>
pub(crate) fn create_table(create: &CreateTable, sink: &mut Sink<'_>) -> Result<()> {
    for key in create.table.def().foreign_keys.iter() {
        if [key.on_delete, key.on_update].contains(&ForeignKeyAction::SetDefault) {
            return Err(sink.unsupported("SET DEFAULT of a foreign key", "use SET NULL"));
        }
    }
    let def = create.table.def();
    let keys = def.foreign_keys.iter().map(|key| &key.columns);
    let keys = keys.chain(def.unique_keys.iter().map(|key| &key.columns));
    for name in keys.flat_map(|columns| columns.iter()) {
        if def.column(name.as_str()).is_some_and(|column| is_long(&column.ty)) {
            return Err(long_key(name, sink));
        }
    }
    Ansi.create_table(create, sink)?;
    sink.push(" ENGINE=InnoDB DEFAULT CHARSET=utf8mb4");
    Ok(())
}

/// Whether values of the type are of any length: only a prefix of such could be a key.
fn is_long(ty: &SqlType) -> bool {
    matches!(ty, SqlType::Text | SqlType::Blob | SqlType::Json)
}

fn long_key(name: &Name, sink: &Sink<'_>) -> Error {
    sink.unsupported(&format!("the key {name}, of a type of any length,"), "use Varchar(length)")
}

/// `name type [NOT NULL] [AUTO_INCREMENT] [PRIMARY KEY] [UNIQUE] [DEFAULT …]`
pub(crate) fn column_def(column: &ColumnDef, alone: bool, sink: &mut Sink<'_>) -> Result<()> {
    let ColumnDef { name, ty, nullable, primary_key, unique, default, .. } = column;
    let long = is_long(ty);
    if long && (*primary_key || *unique) {
        return Err(long_key(name, sink));
    }
    sink.ident(name.as_str())?;
    sink.push(" ");
    sink.dialect().type_name(ty, sink)?;
    match (nullable, ty) {
        (false, _) => sink.push(" NOT NULL"),
        // A TIMESTAMP was NOT NULL unless this said otherwise, and still is where
        // explicit_defaults_for_timestamp is off.
        (true, SqlType::TimestampTz) => sink.push(" NULL"),
        (true, _) => {}
    }
    let integer = matches!(
        ty,
        SqlType::SmallInt | SqlType::Integer | SqlType::BigInt | SqlType::UnsignedBigInt
    );
    if alone && integer && default.is_none() {
        sink.push(" AUTO_INCREMENT");
    }
    if alone {
        sink.push(" PRIMARY KEY");
    }
    if *unique {
        sink.push(" UNIQUE");
    }
    match default {
        Some(default) => default_value(default, ty, long, sink),
        None => Ok(()),
    }
}

/// A literal, or an expression in parentheses; what is of any length has expressions alone:
/// <https://dev.mysql.com/doc/refman/9.4/en/data-type-defaults.html>
fn default_value(
    default: &DefaultValue,
    ty: &SqlType,
    long: bool,
    sink: &mut Sink<'_>,
) -> Result<()> {
    sink.push(" DEFAULT ");
    if *default == DefaultValue::CurrentTimestamp {
        sink.push(match ty {
            // As many digits as the column's.
            SqlType::Timestamp | SqlType::TimestampTz => "CURRENT_TIMESTAMP(6)",
            SqlType::Date => "(CURRENT_DATE)",
            SqlType::Time => "(CURRENT_TIME(6))",
            _ => "(CURRENT_TIMESTAMP(6))",
        });
        return Ok(());
    }
    let wrap = long && !matches!(default, DefaultValue::Trusted(_));
    sink.push(if wrap { "(" } else { "" });
    sink.dialect().default_value(default, sink)?;
    sink.push(if wrap { ")" } else { "" });
    Ok(())
}
