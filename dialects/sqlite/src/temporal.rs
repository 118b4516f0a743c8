//! Dates and times: <https://sqlite.org/lang_datefunc.html>. They are text, with up to nine
//! digits after the point, and an instant ends in `+00:00`. SQLite computes in milliseconds, so
//! fractions of a second are kept out of its functions.

use aludel::Result;
use aludel::ast::{DateField, Node, Temporal, TemporalOp};
use aludel::render::Sink;
use aludel::value::Kind;

pub(crate) fn temporal(
    temporal: &Temporal,
    version: (u16, u16),
    sink: &mut Sink<'_>,
) -> Result<()> {
    let Temporal { op, operand, argument, kind, .. } = temporal;
    match (op, argument) {
        (TemporalOp::Extract(field), _) => extract(*field, operand, *kind, sink),
        (TemporalOp::Truncate(field), _) => truncate(*field, operand, *kind, sink),
        (TemporalOp::Add | TemporalOp::Sub, _) => shift(temporal, version, sink),
        (TemporalOp::DaysSince, Some(other)) => {
            sink.push("CAST(julianday(");
            sink.node(operand)?;
            sink.push(") - julianday(");
            sink.node(other)?;
            sink.push(") AS INTEGER)");
            Ok(())
        }
        (TemporalOp::MicrosecondsSince, Some(other)) => {
            sink.push("(");
            microseconds(operand, *kind, sink)?;
            sink.push(" - (");
            microseconds(other, *kind, sink)?;
            sink.push("))");
            Ok(())
        }
        (TemporalOp::AtTimeZone, Some(_)) if temporal.zone_is_utc() => in_utc(operand, *kind, sink),
        (TemporalOp::AtTimeZone, _) => Err(sink.unsupported(
            "AT TIME ZONE with another zone than UTC",
            "SQLite knows no time zones: convert in the program",
        )),
        _ => Err(sink.unsupported("an operation on dates without its argument", "give it one")),
    }
}

/// The text up to its whole second.
fn whole(operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    if kind == Kind::Date {
        return sink.node(operand);
    }
    sink.push("substr(");
    sink.node(operand)?;
    sink.push(if kind == Kind::Time { ", 1, 8)" } else { ", 1, 19)" });
    Ok(())
}

fn extract(field: DateField, operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let (before, after) = match field {
        DateField::Year => ("CAST(strftime('%Y', ", ") AS INTEGER)"),
        DateField::Quarter => ("((strftime('%m', ", ") + 2) / 3)"),
        DateField::Month => ("CAST(strftime('%m', ", ") AS INTEGER)"),
        // The week is that of its Thursday.
        DateField::Week => ("((strftime('%j', ", ", '-3 days', 'weekday 4') - 1) / 7 + 1)"),
        DateField::Day => ("CAST(strftime('%d', ", ") AS INTEGER)"),
        DateField::DayOfWeek => ("CAST(strftime('%w', ", ") AS INTEGER)"),
        DateField::DayOfYear => ("CAST(strftime('%j', ", ") AS INTEGER)"),
        DateField::Hour => ("CAST(strftime('%H', ", ") AS INTEGER)"),
        DateField::Minute => ("CAST(strftime('%M', ", ") AS INTEGER)"),
        DateField::Second => ("CAST(strftime('%S', ", ") AS INTEGER)"),
        DateField::Epoch => ("CAST(strftime('%s', ", ") AS INTEGER)"),
        other => return Err(sink.unsupported(other.name(), "use another field")),
    };
    sink.push(before);
    whole(operand, kind, sink)?;
    sink.push(after);
    Ok(())
}

fn truncate(field: DateField, operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let clock = match field {
        DateField::Hour => " %H:00:00",
        DateField::Minute => " %H:%M:00",
        DateField::Second => " %H:%M:%S",
        _ => " 00:00:00",
    };
    let date = match field {
        DateField::Year => "%Y-01-01",
        DateField::Month | DateField::Quarter => "%Y-%m-01",
        _ => "%Y-%m-%d",
    };
    let (clock, zone) = match kind {
        Kind::Date => ("", ""),
        Kind::Timestamp => (clock, ""),
        Kind::TimestampTz => (clock, "+00:00"),
        _ => return Err(unknown("truncation of", sink)),
    };
    for part in ["strftime('", date, clock, zone, "', "] {
        sink.push(part);
    }
    whole(operand, kind, sink)?;
    match field {
        DateField::Week => sink.push(", '-6 days', 'weekday 1'"),
        DateField::Quarter => {
            sink.push(", 'start of month', '-' || ((strftime('%m', ");
            whole(operand, kind, sink)?;
            sink.push(") - 1) % 3) || ' months'");
        }
        _ => {}
    }
    sink.push(")");
    Ok(())
}

fn unknown(what: &str, sink: &Sink<'_>) -> aludel::Error {
    sink.unsupported(
        &format!("{what} what may be a date or a timestamp"),
        "say which it is with .typed::<Timestamp>() or .typed::<Date>()",
    )
}

/// Months, at most to the last day of a month, then days, then seconds. What follows the whole
/// second is put behind the result.
fn shift(temporal: &Temporal, version: (u16, u16), sink: &mut Sink<'_>) -> Result<()> {
    let Temporal { operand, kind, .. } = temporal;
    let Some(interval) = temporal.interval(sink)? else {
        sink.push("NULL");
        return Ok(());
    };
    if !matches!(kind, Kind::Date | Kind::Timestamp | Kind::TimestampTz) {
        return Err(unknown("an interval added to", sink));
    }
    if interval.microseconds() % 1_000_000 != 0 {
        return Err(sink.unsupported(
            "an interval with a fraction of a second",
            "SQLite computes in milliseconds: add whole seconds",
        ));
    }
    // `floor` is of 3.46: without it 31 January and a month are 2 or 3 March.
    if interval.months() != 0 && version < (3, 46) {
        return Err(sink.unsupported(
            "an interval of months",
            "SQLite has it since 3.46: add days, or compute the date in the program",
        ));
    }
    sink.push(if *kind == Kind::Date { "" } else { "(" });
    sink.push("strftime('%Y-%m-%d %H:%M:%S', ");
    whole(operand, *kind, sink)?;
    modifier(interval.months().into(), " months', 'floor'", sink);
    modifier(interval.days().into(), " days'", sink);
    modifier(interval.microseconds() / 1_000_000, " seconds'", sink);
    sink.push(")");
    if *kind != Kind::Date {
        sink.push(" || substr(");
        sink.node(operand)?;
        sink.push(", 20))");
    }
    Ok(())
}

fn modifier(number: i64, unit: &str, sink: &mut Sink<'_>) {
    if number == 0 {
        return;
    }
    sink.push(if number < 0 { ", '-" } else { ", '+" });
    sink.push_number(number.unsigned_abs());
    sink.push(unit);
}

/// Microseconds since 1970, as a sum.
fn microseconds(operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("strftime('%s', ");
    whole(operand, kind, sink)?;
    sink.push(") * 1000000");
    if kind == Kind::Date {
        return Ok(());
    }
    sink.push(" + substr(substr(replace(");
    sink.node(operand)?;
    sink.push(", '+00:00', ''), 21) || '000000', 1, 6)");
    Ok(())
}

/// A timestamp as an instant, or an instant as a timestamp, of UTC.
fn in_utc(operand: &Node, kind: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let (before, after) = match kind {
        Kind::Date => ("(", " || ' 00:00:00+00:00')"),
        Kind::Timestamp => ("(", " || '+00:00')"),
        Kind::TimestampTz => ("replace(", ", '+00:00', '')"),
        _ => return Err(unknown("AT TIME ZONE of", sink)),
    };
    sink.push(before);
    sink.operand(operand, aludel::dialect::LEAF)?;
    sink.push(after);
    Ok(())
}
