//! Types: their names, and casts.

use aludel::Result;
use aludel::ast::{Cast, Node};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::schema::SqlType;
use aludel::value::{Interval, Kind, Value};

use crate::parameter::DIGITS;
use crate::untyped;

/// The most bytes that all columns of a table may have together, four for a character:
/// <https://dev.mysql.com/doc/refman/9.4/en/column-count-limit.html>
const VARCHAR: u32 = 16_383;
const CHAR: u32 = 255;

/// A type in a column's definition:
/// <https://dev.mysql.com/doc/refman/9.4/en/data-types.html>. Fractions of seconds have six digits;
/// without the number they would have none, and be rounded away.
pub(crate) fn type_name(ty: &SqlType, max_scale: u16, sink: &mut Sink<'_>) -> Result<()> {
    let name = match ty {
        SqlType::UnsignedBigInt => "BIGINT UNSIGNED",
        SqlType::Real => "FLOAT",
        SqlType::Double => "DOUBLE",
        // DECIMAL alone has no digits after the point.
        SqlType::Decimal(None) => "DECIMAL(65, 30)",
        SqlType::Decimal(Some((precision, scale))) => {
            if usize::from(*precision) > DIGITS || *scale > max_scale {
                return Err(sink.unsupported(
                    &format!("DECIMAL({precision}, {scale})"),
                    &format!("at most {DIGITS} digits, {max_scale} of them after the point"),
                ));
            }
            return Ansi.type_name(ty, sink);
        }
        SqlType::Char(length) if *length > CHAR => return Err(too_long("CHAR", CHAR, sink)),
        SqlType::Varchar(length) if *length > VARCHAR => {
            return Err(too_long("VARCHAR", VARCHAR, sink));
        }
        SqlType::Text => "LONGTEXT",
        SqlType::Blob => "LONGBLOB",
        SqlType::Time => "TIME(6)",
        SqlType::Timestamp => "DATETIME(6)",
        SqlType::TimestampTz => "TIMESTAMP(6)",
        // There is no such type; its text is ISO 8601.
        SqlType::Interval => "VARCHAR(64)",
        SqlType::Uuid => "BINARY(16)",
        other => return Ansi.type_name(other, sink),
    };
    sink.push(name);
    Ok(())
}

fn too_long(name: &str, most: u32, sink: &Sink<'_>) -> aludel::Error {
    sink.unsupported(&format!("a {name} of more than {most} characters"), "use Text")
}

/// CAST has types of its own:
/// <https://dev.mysql.com/doc/refman/9.4/en/cast-functions.html#function_cast>
pub(crate) fn cast(cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
    let Cast { operand, ty, .. } = cast;
    let target = match ty {
        SqlType::SmallInt | SqlType::Integer | SqlType::BigInt => "SIGNED",
        SqlType::UnsignedBigInt => "UNSIGNED",
        SqlType::Real => "FLOAT",
        SqlType::Double => "DOUBLE",
        SqlType::Text => {
            sink.push("CAST(");
            to_text(operand, sink)?;
            sink.push(" AS CHAR)");
            return Ok(());
        }
        SqlType::Char(length) | SqlType::Varchar(length) => {
            sink.push("CAST(");
            to_text(operand, sink)?;
            sink.push(" AS CHAR(");
            sink.push_number((*length).into());
            sink.push("))");
            return Ok(());
        }
        SqlType::Blob => "BINARY",
        SqlType::Date => "DATE",
        SqlType::Time => {
            if let Node::Value(value) = operand
                && let Value::Interval(v) = &**value
            {
                return time_of(*v, sink);
            }
            if is_text_parameter(operand) {
                return text_to_time(operand, sink);
            }
            "TIME(6)"
        }
        SqlType::Timestamp | SqlType::TimestampTz => "DATETIME(6)",
        SqlType::Json => "JSON",
        SqlType::Boolean => {
            sink.push("(");
            sink.operand(operand, sink.powers().of(Op::Ne).left)?;
            sink.push(" <> 0)");
            return Ok(());
        }
        // A value that is one already, and NULL, need no cast.
        SqlType::Uuid | SqlType::Interval
            if operand.is_null_value() || operand.value_kind() == Some(ty.kind()) =>
        {
            sink.push("(");
            sink.node(operand)?;
            sink.push(")");
            return Ok(());
        }
        SqlType::Uuid | SqlType::Interval => {
            return Err(sink.unsupported(
                "a cast to this type",
                "it is stored as bytes or text: convert in the program, or say that the \
                 expression is of the type with .typed()",
            ));
        }
        _ => return Ansi.cast(cast, sink),
    };
    sink.push("CAST(");
    sink.node(operand)?;
    sink.push(" AS ");
    sink.push(target);
    sink.push(")");
    Ok(())
}

/// What is cast to text: a UUID in its own form, for it is stored as bytes, and a parameter that is a time
/// or a timestamp as one, for it would have no type.
fn to_text(operand: &Node, sink: &mut Sink<'_>) -> Result<()> {
    match operand.kind() {
        Kind::Uuid => {
            sink.push("insert(insert(insert(insert(lower(hex(");
            sink.node(operand)?;
            sink.push(")), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-')");
            Ok(())
        }
        Kind::Time | Kind::Timestamp | Kind::TimestampTz => {
            untyped::operand(operand, 0, true, sink)
        }
        _ => sink.node(operand),
    }
}

/// An interval as a TIME, which may be negative or longer than a day:
/// <https://dev.mysql.com/doc/refman/9.4/en/time.html>
fn time_of(interval: Interval, sink: &mut Sink<'_>) -> Result<()> {
    /// 838:59:59.
    const MOST: u64 = 3_020_399_000_000;
    let micros = interval.microseconds();
    let size = micros.unsigned_abs();
    if interval.months() != 0 || interval.days() != 0 || size > MOST {
        return Err(sink.unsupported(
            &format!("the interval {interval} as a TIME"),
            "give one of hours and less, from -838:59:59 to 838:59:59",
        ));
    }
    let sign = if micros < 0 { "-" } else { "" };
    let (seconds, fraction) = (size / 1_000_000, size % 1_000_000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let text = format!("{sign}{hours:02}:{minutes:02}:{seconds:02}.{fraction:06}");
    text_to_time(&Node::value(text), sink)
}

fn is_text_parameter(operand: &Node) -> bool {
    match operand {
        Node::Value(value) => value.kind() == Kind::Text,
        Node::Bind(bind) => matches!(bind.kind, Kind::Text | Kind::Unknown),
        _ => false,
    }
}

/// MySQL 9 reads a text that is bound in a cast to TIME as a date and a time: `10:11:12` would be
/// midnight. One that is cast to CHAR first it reads as a time.
fn text_to_time(operand: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("CAST(CAST(");
    sink.node(operand)?;
    sink.push(" AS CHAR) AS TIME(6))");
    Ok(())
}

/// A JSON document where it is text.
pub(crate) fn json_text(operand: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("CAST(");
    sink.node(operand)?;
    sink.push(" AS CHAR)");
    Ok(())
}
