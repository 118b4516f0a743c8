//! Types: their names, casts, and what a declared name stands for.

use aludel::Result;
use aludel::ast::{Cast, Node};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::schema::SqlType;
use aludel::value::{Kind, Value};

/// A type in a column's definition. The name decides the affinity
/// (<https://sqlite.org/datatype3.html#determination_of_column_affinity>), which must not
/// change a value: JSON and decimals keep their text because theirs have TEXT in them.
pub(crate) fn type_name(ty: &SqlType, sink: &mut Sink<'_>) -> Result<()> {
    let name = match ty {
        // A sole primary key is the row's id only if it is declared as INTEGER.
        SqlType::SmallInt | SqlType::Integer | SqlType::BigInt => "INTEGER",
        SqlType::Real | SqlType::Double => "REAL",
        SqlType::Decimal(None) => "DECIMAL_TEXT COLLATE decimal",
        SqlType::Decimal(Some((precision, scale))) => {
            sink.push("DECIMAL_TEXT(");
            sink.push_number((*precision).into());
            sink.push(", ");
            sink.push_number((*scale).into());
            ") COLLATE decimal"
        }
        SqlType::Json => "JSON_TEXT",
        SqlType::UnsignedBigInt => {
            return Err(sink.unsupported(
                "an unsigned 64-bit integer type",
                "use BigInt, or Decimal for numbers beyond 64 signed bits",
            ));
        }
        other => return Ansi.type_name(other, sink),
    };
    sink.push(name);
    Ok(())
}

/// CAST. SQLite casts to storage classes only, and to a name that it doesn't know as NUMERIC,
/// which would cut `2024-01-02` down to 2024.
pub(crate) fn cast(cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
    let Cast { operand, ty, .. } = cast;
    let class = match ty {
        SqlType::SmallInt | SqlType::Integer | SqlType::BigInt => "INTEGER",
        SqlType::Real | SqlType::Double => "REAL",
        SqlType::Decimal(_) => "NUMERIC",
        SqlType::Text | SqlType::Json => "TEXT",
        SqlType::Blob => "BLOB",
        SqlType::Char(length) | SqlType::Varchar(length) => {
            sink.push("substr(");
            to_class(operand, "TEXT", sink)?;
            sink.push(", 1, ");
            sink.push_number((*length).into());
            sink.push(")");
            return Ok(());
        }
        SqlType::Boolean => {
            sink.push("(");
            sink.operand(operand, sink.powers().of(Op::Ne).left)?;
            sink.push(" <> 0)");
            return Ok(());
        }
        SqlType::Named(_) | SqlType::Trusted(_) => return Ansi.cast(cast, sink),
        // A value that is one already, and NULL, need no cast.
        ty if operand.is_null_value() || operand.value_kind() == Some(ty.kind()) => {
            sink.push("(");
            sink.node(operand)?;
            sink.push(")");
            return Ok(());
        }
        SqlType::Date => {
            sink.push("date(");
            sink.node(operand)?;
            sink.push(")");
            return Ok(());
        }
        _ => {
            return Err(sink.unsupported(
                "a cast to this type",
                "SQLite stores it as text or bytes: convert in the program, or say that the \
                 expression is of the type with .typed()",
            ));
        }
    };
    to_class(operand, class, sink)
}

fn to_class(operand: &Node, class: &str, sink: &mut Sink<'_>) -> Result<()> {
    let number =
        matches!(operand, Node::Value(v) if matches!(**v, Value::Float(v) if !v.is_finite()));
    if number && class == "INTEGER" {
        return Err(sink.unsupported("a cast of this float to an integer", "give an integer"));
    }
    if class == "TEXT" && operand.kind() == Kind::Uuid {
        return uuid_text(operand, sink);
    }
    sink.push("CAST(");
    sink.node(operand)?;
    sink.push(" AS ");
    sink.push(class);
    sink.push(")");
    Ok(())
}

/// A UUID in its own form; it is stored as bytes.
fn uuid_text(operand: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("lower(");
    for (start, digits) in [(1, 8), (9, 4), (13, 4), (17, 4), (21, 12)] {
        sink.push(if start > 1 { " || '-' || " } else { "" });
        sink.push("substr(hex(");
        sink.node(operand)?;
        sink.push(&format!("), {start}, {digits})"));
    }
    sink.push(")");
    Ok(())
}

/// What a declared type stands for, where its values are stored as something else.
#[cfg(feature = "driver")]
pub(crate) fn declared_kind(declared: &str) -> aludel::value::Kind {
    let name = declared.split('(').next().unwrap_or_default().trim();
    const NAMES: [(&str, Kind); 18] = [
        ("BOOLEAN", Kind::Bool),
        ("BOOL", Kind::Bool),
        ("DATE", Kind::Date),
        ("TIME", Kind::Time),
        ("TIMESTAMP", Kind::Timestamp),
        ("DATETIME", Kind::Timestamp),
        ("TIMESTAMP WITH TIME ZONE", Kind::TimestampTz),
        ("TIMESTAMPTZ", Kind::TimestampTz),
        ("INTERVAL", Kind::Interval),
        ("UUID", Kind::Uuid),
        ("DECIMAL_TEXT", Kind::Decimal),
        ("DECIMAL", Kind::Decimal),
        ("DEC", Kind::Decimal),
        ("NUMERIC", Kind::Decimal),
        ("MONEY", Kind::Decimal),
        ("JSON_TEXT", Kind::Json),
        ("JSON", Kind::Json),
        ("JSON TEXT", Kind::Json),
    ];
    NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map_or(Kind::Unknown, |(_, kind)| *kind)
}
