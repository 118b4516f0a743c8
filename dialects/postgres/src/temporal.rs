//! Dates and times: <https://www.postgresql.org/docs/current/functions-datetime.html>. What
//! would follow the session's time zone follows UTC.

use aludel::Result;
use aludel::ast::{DateField, Node, Temporal, TemporalOp};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::value::{Kind, Value};

use crate::untyped::{cast_to, is_untyped, type_of};

pub(crate) fn temporal(temporal: &Temporal, sink: &mut Sink<'_>) -> Result<()> {
    let Temporal { op, operand, argument, kind, .. } = temporal;
    match (op, argument) {
        (TemporalOp::Extract(field), _) => extract(*field, operand, *kind, sink),
        (TemporalOp::Truncate(field), _) => truncate(*field, operand, *kind, sink),
        (TemporalOp::Add, Some(interval)) => shift(operand, " + ", interval, *kind, sink),
        (TemporalOp::Sub, Some(interval)) => shift(operand, " - ", interval, *kind, sink),
        (TemporalOp::DaysSince, Some(other)) => {
            sink.push("(");
            difference(operand, other, Kind::Date, sink)?;
            sink.push(")");
            Ok(())
        }
        (TemporalOp::MicrosecondsSince, Some(other)) => {
            // A day of a difference has 24 hours; an epoch is exact, of numeric, since 14.
            sink.push("CAST(EXTRACT(EPOCH FROM ");
            difference(operand, other, *kind, sink)?;
            sink.push(") * 1000000 AS bigint)");
            Ok(())
        }
        (TemporalOp::AtTimeZone, Some(zone)) => at_time_zone(temporal, zone, sink),
        _ => Err(sink.unsupported("an operation on dates without its argument", "give it one")),
    }
}

/// The operand, with a cast where it is a parameter.
fn of_kind(node: &Node, kind: Kind, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    match type_of(kind) {
        Some(ty) if is_untyped(node, sink) => cast_to(node.unlabelled(), ty, sink),
        _ => sink.operand(node, least),
    }
}

/// The operand; an instant as a timestamp of UTC.
fn of_utc(node: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let instant = kind == Kind::TimestampTz;
    sink.push(if instant { "timezone('UTC', " } else { "" });
    of_kind(node, kind, 0, sink)?;
    sink.push(if instant { ")" } else { "" });
    Ok(())
}

fn difference(one: &Node, other: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(Op::Add);
    // A date minus a date would be a number of days.
    let days = kind == Kind::Date;
    of_kind(one, kind, power.left, sink)?;
    sink.push(" - ");
    of_kind(other, if days { Kind::Date } else { kind }, power.right, sink)
}

/// Fields are of numeric, which a cast to an integer would round.
fn extract(field: DateField, operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let (word, fraction) = match field {
        DateField::Year => ("YEAR", false),
        DateField::Quarter => ("QUARTER", false),
        DateField::Month => ("MONTH", false),
        DateField::Week => ("WEEK", false),
        DateField::Day => ("DAY", false),
        DateField::DayOfWeek => ("DOW", false),
        DateField::DayOfYear => ("DOY", false),
        DateField::Hour => ("HOUR", false),
        DateField::Minute => ("MINUTE", false),
        DateField::Second => ("SECOND", true),
        DateField::Epoch => ("EPOCH", true),
        other => return Err(sink.unsupported(other.name(), "use another field")),
    };
    sink.push(if fraction { "CAST(floor(EXTRACT(" } else { "CAST(EXTRACT(" });
    sink.push(word);
    sink.push(" FROM ");
    of_utc(operand, kind, sink)?;
    sink.push(if fraction { ")) AS bigint)" } else { ") AS bigint)" });
    Ok(())
}

/// A date would become an instant; it is one again.
fn truncate(field: DateField, operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(match kind {
        Kind::Date => "CAST(",
        Kind::TimestampTz => "timezone('UTC', ",
        _ => "",
    });
    sink.push("date_trunc('");
    sink.push(field.name());
    sink.push("', ");
    if kind == Kind::Date {
        // Not of the session's time zone, in which a day may have no midnight.
        sink.push("CAST(");
        of_kind(operand, kind, 0, sink)?;
        sink.push(" AS timestamp)");
    } else {
        of_utc(operand, kind, sink)?;
    }
    sink.push(match kind {
        Kind::Date => ") AS date)",
        Kind::TimestampTz => "))",
        _ => ")",
    });
    Ok(())
}

/// A day of an instant has 24 hours, whatever the session's time zone does on it.
fn shift(
    operand: &Node,
    symbol: &str,
    interval: &Node,
    kind: Kind,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let power = sink.powers().of(Op::Add);
    let by_calendar = kind == Kind::TimestampTz && !is_of_time(interval);
    if by_calendar {
        sink.push("timezone('UTC', ");
        of_utc(operand, kind, sink)?;
    } else {
        of_kind(operand, kind, power.left, sink)?;
    }
    sink.push(symbol);
    of_kind(interval, Kind::Interval, power.right, sink)?;
    sink.push(if by_calendar { ")" } else { "" });
    Ok(())
}

/// Whether the interval is known to have neither months nor days.
fn is_of_time(interval: &Node) -> bool {
    let value = match interval.unlabelled() {
        Node::Value(value) | Node::Literal(value) => &**value,
        _ => return false,
    };
    matches!(value, Value::Interval(v) if v.months() == 0 && v.days() == 0)
}

/// AT TIME ZONE, as the function that it stands for. An offset for a zone would count to the
/// west: <https://www.postgresql.org/docs/current/datetime-posix-timezone-specs.html>
fn at_time_zone(temporal: &Temporal, zone: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let offset = |text: &str| !text.starts_with(|c: char| c.is_ascii_alphabetic());
    let known = match zone.unlabelled() {
        Node::Literal(value) => matches!(&**value, Value::Text(text) if offset(text)),
        node => node.as_text().is_some_and(offset),
    };
    if known {
        return Err(sink.unsupported(
            "an offset as a time zone",
            "name a zone, such as Europe/Berlin, or add an interval",
        ));
    }
    sink.push("timezone(");
    of_kind(zone, Kind::Text, 0, sink)?;
    sink.push(", ");
    let date = temporal.kind == Kind::Date;
    sink.push(if date { "CAST(" } else { "" });
    of_kind(&temporal.operand, temporal.kind, 0, sink)?;
    sink.push(if date { " AS timestamp))" } else { ")" });
    Ok(())
}
