//! CREATE TABLE, DROP TABLE and type names.

use super::Sink;
use crate::ast::Name;
use crate::error::{ErrorKind, Result};
use crate::schema::{
    ColumnDef, CreateTable, DefaultValue, DropTable, ForeignKey, ForeignKeyAction, SqlType,
    TableDef, UniqueKey, unknown_column,
};
use crate::value::Value;

/// `CREATE TABLE [IF NOT EXISTS] table (columns, constraints)`
pub(crate) fn create_table(create: &CreateTable, sink: &mut Sink<'_>) -> Result<()> {
    let CreateTable { table, if_not_exists } = create;
    let def = table.def();
    sink.place("CREATE TABLE");
    if def.columns.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, format!("table {} has no columns", def.full_name()))
            .with_help("define them with Table::build(…) or table!"));
    }
    sink.push("CREATE TABLE ");
    if *if_not_exists {
        sink.push("IF NOT EXISTS ");
    }
    sink.dialect().table(table, sink)?;
    let keys = def.columns.iter().filter(|column| column.primary_key).collect::<Vec<_>>();
    sink.push(" (");
    for (i, column) in def.columns.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        let alone = column.primary_key && keys.len() == 1;
        sink.dialect().column_def(column, alone, sink)?;
    }
    if keys.len() > 1 {
        sink.push(", PRIMARY KEY ");
        names(keys.iter().map(|column| &column.name), sink)?;
    }
    for UniqueKey { name, columns } in def.unique_keys.iter() {
        known(columns, def, sink)?;
        sink.push(", ");
        constraint(name.as_ref(), sink)?;
        sink.push("UNIQUE ");
        names(columns.iter(), sink)?;
    }
    for key in def.foreign_keys.iter() {
        known(&key.columns, def, sink)?;
        sink.push(", ");
        foreign_key(key, sink)?;
    }
    sink.push(")");
    Ok(())
}

/// The columns of a key are the table's.
fn known(columns: &[Name], def: &TableDef, sink: &Sink<'_>) -> Result<()> {
    if columns.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, format!("a key of table {} has no columns", def.full_name()))
            .with_help("name its columns"));
    }
    let unknown = columns.iter().find_map(|column| unknown_column(def, column));
    unknown.map_or(Ok(()), |fault| {
        Err(sink.error(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help))
    })
}

/// `CONSTRAINT name `, if it has one.
fn constraint(name: Option<&Name>, sink: &mut Sink<'_>) -> Result<()> {
    let Some(name) = name else { return Ok(()) };
    sink.push("CONSTRAINT ");
    sink.ident(name.as_str())?;
    sink.push(" ");
    Ok(())
}

/// `name type [NOT NULL] [PRIMARY KEY] [UNIQUE] [DEFAULT …]`
pub(crate) fn column_def(column: &ColumnDef, alone: bool, sink: &mut Sink<'_>) -> Result<()> {
    let ColumnDef {
        name,
        ty,
        nullable,
        primary_key: _,
        unique,
        default,
        insert_with: _,
        update_with: _,
    } = column;
    sink.ident(name.as_str())?;
    sink.push(" ");
    sink.dialect().type_name(ty, sink)?;
    if !nullable {
        sink.push(" NOT NULL");
    }
    if alone {
        sink.push(" PRIMARY KEY");
    }
    if *unique {
        sink.push(" UNIQUE");
    }
    if let Some(default) = default {
        sink.push(" DEFAULT ");
        sink.dialect().default_value(default, sink)?;
    }
    Ok(())
}

/// A default, as a literal or an expression.
pub(crate) fn default_value(default: &DefaultValue, sink: &mut Sink<'_>) -> Result<()> {
    match default {
        DefaultValue::Bool(v) => sink.dialect().literal(&Value::Bool(*v), sink),
        DefaultValue::Int(v) => sink.dialect().literal(&Value::Int(*v), sink),
        DefaultValue::Text(v) => sink.dialect().literal(&Value::from(v.as_str()), sink),
        DefaultValue::Value(v) => sink.dialect().literal(v, sink),
        DefaultValue::CurrentTimestamp => {
            sink.push("CURRENT_TIMESTAMP");
            Ok(())
        }
        DefaultValue::Trusted(sql) => {
            sink.push("(");
            sink.push(sql.as_str());
            sink.push(")");
            Ok(())
        }
    }
}

/// `CONSTRAINT name FOREIGN KEY (…) REFERENCES table (…) ON DELETE … ON UPDATE …`
fn foreign_key(key: &ForeignKey, sink: &mut Sink<'_>) -> Result<()> {
    let ForeignKey { name, columns, target, on_delete, on_update } = key;
    let targets = target.columns();
    if targets.len() != columns.len() {
        let (given, wanted) = (columns.len(), targets.len());
        let message = format!("a foreign key of {given} columns refers to {wanted}");
        return Err(sink
            .error(ErrorKind::Invalid, message)
            .with_help("name as many columns of the other table"));
    }
    constraint(name.as_ref(), sink)?;
    sink.push("FOREIGN KEY ");
    names(columns.iter(), sink)?;
    sink.push(" REFERENCES ");
    let (schema, table) = target.table();
    if let Some(schema) = schema {
        sink.ident(schema.as_str())?;
        sink.push(".");
    }
    sink.ident(table.as_str())?;
    sink.push(" ");
    names(targets.iter(), sink)?;
    action(" ON DELETE ", *on_delete, sink);
    action(" ON UPDATE ", *on_update, sink);
    Ok(())
}

fn action(when: &str, action: ForeignKeyAction, sink: &mut Sink<'_>) {
    let words = match action {
        ForeignKeyAction::NoAction => return,
        ForeignKeyAction::Restrict => "RESTRICT",
        ForeignKeyAction::Cascade => "CASCADE",
        ForeignKeyAction::SetNull => "SET NULL",
        ForeignKeyAction::SetDefault => "SET DEFAULT",
    };
    sink.push(when);
    sink.push(words);
}

/// `(a, b)`
fn names<'a>(names: impl Iterator<Item = &'a Name>, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("(");
    for (i, name) in names.enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        sink.ident(name.as_str())?;
    }
    sink.push(")");
    Ok(())
}

/// `DROP TABLE [IF EXISTS] table`
pub(crate) fn drop_table(drop: &DropTable, sink: &mut Sink<'_>) -> Result<()> {
    let DropTable { table, if_exists } = drop;
    sink.place("DROP TABLE");
    sink.push("DROP TABLE ");
    if *if_exists {
        sink.push("IF EXISTS ");
    }
    sink.dialect().table(table, sink)
}

/// A type, as the standard names it.
pub(crate) fn type_name(ty: &SqlType, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(match ty {
        SqlType::Boolean => "BOOLEAN",
        SqlType::SmallInt => "SMALLINT",
        SqlType::Integer => "INTEGER",
        SqlType::BigInt => "BIGINT",
        SqlType::UnsignedBigInt => {
            return Err(sink.unsupported("an unsigned integer type", "use Decimal(20, 0)"));
        }
        SqlType::Real => "REAL",
        SqlType::Double => "DOUBLE PRECISION",
        SqlType::Decimal(size) => return decimal("DECIMAL", *size, sink),
        SqlType::Char(length) => return sized("CHAR", *length, sink),
        SqlType::Varchar(length) => return sized("VARCHAR", *length, sink),
        SqlType::Text => "TEXT",
        SqlType::Blob => "BLOB",
        SqlType::Date => "DATE",
        SqlType::Time => "TIME",
        SqlType::Timestamp => "TIMESTAMP",
        SqlType::TimestampTz => "TIMESTAMP WITH TIME ZONE",
        SqlType::Interval => "INTERVAL",
        SqlType::Uuid => "UUID",
        SqlType::Json => "JSON",
        SqlType::Array(_) => {
            return Err(sink.unsupported(
                "a type of arrays",
                "there are none: use a table of the elements, or Json",
            ));
        }
        SqlType::Range(_) => {
            return Err(sink.unsupported(
                "a type of ranges",
                "there are none: give the two bounds columns of their own",
            ));
        }
        SqlType::Named(name) => return sink.word(name.as_str(), "a type"),
        SqlType::Trusted(text) => {
            sink.push(text.as_str());
            return Ok(());
        }
    });
    Ok(())
}

/// `NAME(length)`
pub(crate) fn sized(name: &str, length: u32, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(name);
    sink.push("(");
    sink.push_number(length.into());
    sink.push(")");
    Ok(())
}

/// `NAME(precision, scale)`
pub(crate) fn decimal(name: &str, size: Option<(u16, u16)>, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(name);
    if let Some((precision, scale)) = size {
        sink.push("(");
        sink.push_number(precision.into());
        sink.push(", ");
        sink.push_number(scale.into());
        sink.push(")");
    }
    Ok(())
}
