//! Dates and times: <https://dev.mysql.com/doc/refman/9.4/en/date-and-time-functions.html>.
//! Sessions have the time zone UTC, so an instant is a timestamp of it.

use aludel::Result;
use aludel::ast::{DateField, Node, Temporal, TemporalOp};
use aludel::render::Sink;
use aludel::value::{Interval, Kind};

pub(crate) fn temporal(temporal: &Temporal, sink: &mut Sink<'_>) -> Result<()> {
    let Temporal { op, operand, argument, kind, .. } = temporal;
    match (op, argument) {
        (TemporalOp::Extract(field), _) => extract(*field, operand, sink),
        (TemporalOp::Truncate(field), _) => truncate(*field, operand, *kind, sink),
        (TemporalOp::Add | TemporalOp::Sub, _) => shift(temporal, sink),
        (TemporalOp::DaysSince, Some(other)) => {
            sink.push("datediff(");
            sink.node(operand)?;
            sink.push(", ");
            sink.node(other)?;
            sink.push(")");
            Ok(())
        }
        (TemporalOp::MicrosecondsSince, Some(other)) => {
            sink.push("timestampdiff(MICROSECOND, ");
            sink.node(other)?;
            sink.push(", ");
            sink.node(operand)?;
            sink.push(")");
            Ok(())
        }
        (TemporalOp::AtTimeZone, Some(_)) if temporal.zone_is_utc() => {
            timestamp(operand, *kind, sink)
        }
        (TemporalOp::AtTimeZone, _) => Err(sink.unsupported(
            "AT TIME ZONE with another zone than UTC",
            "the server may not have loaded its zones: convert in the program, or call \
             func(\"convert_tz\", (…)) if it has",
        )),
        _ => Err(sink.unsupported("an operation on dates without its argument", "give it one")),
    }
}

fn extract(field: DateField, operand: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let (before, after) = match field {
        DateField::Year => ("EXTRACT(YEAR FROM ", ")"),
        DateField::Quarter => ("EXTRACT(QUARTER FROM ", ")"),
        DateField::Month => ("EXTRACT(MONTH FROM ", ")"),
        // Mode 3 is that of ISO 8601.
        DateField::Week => ("week(", ", 3)"),
        DateField::Day => ("EXTRACT(DAY FROM ", ")"),
        DateField::DayOfWeek => ("(dayofweek(", ") - 1)"),
        DateField::DayOfYear => ("dayofyear(", ")"),
        DateField::Hour => ("EXTRACT(HOUR FROM ", ")"),
        DateField::Minute => ("EXTRACT(MINUTE FROM ", ")"),
        DateField::Second => ("EXTRACT(SECOND FROM ", ")"),
        // Counted from before all dates, for a difference is cut towards zero.
        DateField::Epoch => {
            ("(timestampdiff(SECOND, TIMESTAMP '0001-01-01 00:00:00', ", ") - 62135596800)")
        }
        other => return Err(sink.unsupported(other.name(), "use another field")),
    };
    sink.push(before);
    sink.node(operand)?;
    sink.push(after);
    Ok(())
}

/// There is no truncation: a format leaves out what is less.
fn truncate(field: DateField, operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let ty = match kind {
        Kind::Date => " AS DATE)",
        Kind::Timestamp | Kind::TimestampTz => " AS DATETIME(6))",
        _ => return Err(unknown(sink)),
    };
    let format = match field {
        DateField::Year => "%Y-01-01",
        DateField::Month => "%Y-%m-01",
        DateField::Day => "%Y-%m-%d",
        DateField::Hour => "%Y-%m-%d %H:00:00",
        DateField::Minute => "%Y-%m-%d %H:%i:00",
        DateField::Second => "%Y-%m-%d %H:%i:%s",
        DateField::Quarter => {
            sink.push("CAST(date_add(makedate(year(");
            sink.node(operand)?;
            sink.push("), 1), INTERVAL quarter(");
            sink.node(operand)?;
            sink.push(") - 1 QUARTER)");
            sink.push(ty);
            return Ok(());
        }
        DateField::Week => {
            sink.push("CAST(date_sub(date(");
            sink.node(operand)?;
            sink.push("), INTERVAL weekday(");
            sink.node(operand)?;
            sink.push(") DAY)");
            sink.push(ty);
            return Ok(());
        }
        other => return Err(sink.unsupported(other.name(), "use another field")),
    };
    sink.push("CAST(date_format(");
    sink.node(operand)?;
    sink.push(", '");
    sink.push(format);
    sink.push("')");
    sink.push(ty);
    Ok(())
}

fn unknown(sink: &Sink<'_>) -> aludel::Error {
    sink.unsupported(
        "truncation of what may be a date or a timestamp",
        "say which it is with .typed::<Timestamp>() or .typed::<Date>()",
    )
}

/// A timestamp; what is a date, or a parameter that may be sent as text, with a cast.
fn timestamp(node: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let parameter = matches!(node.unlabelled(), Node::Value(_) | Node::Bind(_));
    let cast = kind == Kind::Date || parameter;
    sink.push(if cast { "CAST(" } else { "" });
    sink.node(node)?;
    sink.push(if cast { " AS DATETIME(6))" } else { "" });
    Ok(())
}

/// Each part of an interval on its own: months, days, microseconds.
fn shift(temporal: &Temporal, sink: &mut Sink<'_>) -> Result<()> {
    let Some(interval) = temporal.interval(sink)? else {
        sink.push("CAST(NULL AS DATETIME(6))");
        return Ok(());
    };
    if temporal.kind == Kind::Unknown {
        return Err(sink.unsupported(
            "an interval added to what may be a date or a timestamp",
            "say which it is with .typed::<Timestamp>() or .typed::<Date>()",
        ));
    }
    parts(interval).for_each(|_| sink.push("date_add("));
    timestamp(&temporal.operand, temporal.kind, sink)?;
    for (number, unit) in parts(interval) {
        sink.push(", ");
        literal(number, unit, sink);
        sink.push(")");
    }
    Ok(())
}

/// What an interval has of each unit.
fn parts(interval: Interval) -> impl Iterator<Item = (i64, &'static str)> {
    let parts = [
        (i64::from(interval.months()), " MONTH"),
        (i64::from(interval.days()), " DAY"),
        (interval.microseconds(), " MICROSECOND"),
    ];
    parts.into_iter().filter(|(number, _)| *number != 0)
}

/// `INTERVAL 3 DAY`
fn literal(number: i64, unit: &str, sink: &mut Sink<'_>) {
    sink.push("INTERVAL ");
    sink.push(if number < 0 { "-" } else { "" });
    sink.push_number(number.unsigned_abs());
    sink.push(unit);
}

/// The bound of a frame, which takes one unit:
/// <https://dev.mysql.com/doc/refman/9.4/en/window-functions-frames.html>
pub(crate) fn frame_offset(interval: Interval, sink: &mut Sink<'_>) -> Result<()> {
    let mut parts = parts(interval);
    match (parts.next(), parts.next()) {
        (None, _) => literal(0, " DAY", sink),
        (Some((number, unit)), None) => literal(number, unit, sink),
        (Some(_), Some(_)) => {
            return Err(sink.unsupported(
                "a frame's bound of several units",
                "give it in months, in days or in microseconds alone",
            ));
        }
    }
    Ok(())
}
