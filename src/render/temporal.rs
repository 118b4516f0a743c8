//! Dates and times, in the standard's words.

use super::Sink;
use crate::ast::{DateField, Node, Temporal, TemporalOp};
use crate::dialect::Op;
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Interval, Value};

/// EXTRACT, `+`, `-` and AT TIME ZONE; the rest the standard has no words for.
pub(crate) fn temporal(temporal: &Temporal, sink: &mut Sink<'_>) -> Result<()> {
    let Temporal { op, operand, argument, kind: _, depth: _ } = temporal;
    match (op, argument) {
        (TemporalOp::Extract(field), _) => match standard(*field) {
            Some(word) => {
                sink.push("EXTRACT(");
                sink.push(word);
                sink.push(" FROM ");
                sink.node(operand)?;
                sink.push(")");
                Ok(())
            }
            None => Err(sink.unsupported(
                &format!("the {} of a date", field.name()),
                "compute it of other fields, or compile for a database that has it",
            )),
        },
        (TemporalOp::Add | TemporalOp::Sub, Some(interval)) => {
            let power = sink.powers().of(Op::Add);
            sink.operand(operand, power.left)?;
            sink.push(if *op == TemporalOp::Add { " + " } else { " - " });
            sink.operand(interval, power.right)
        }
        (TemporalOp::AtTimeZone, Some(zone)) => {
            sink.push("(");
            sink.operand(operand, crate::dialect::LEAF)?;
            sink.push(" AT TIME ZONE ");
            sink.operand(zone, crate::dialect::LEAF)?;
            sink.push(")");
            Ok(())
        }
        _ => Err(sink.unsupported(
            "this operation on dates",
            "compile for a database, or write it with sql!(…)",
        )),
    }
}

/// The fields that the standard has.
const fn standard(field: DateField) -> Option<&'static str> {
    Some(match field {
        DateField::Year => "YEAR",
        DateField::Month => "MONTH",
        DateField::Day => "DAY",
        DateField::Hour => "HOUR",
        DateField::Minute => "MINUTE",
        DateField::Second => "SECOND",
        _ => return None,
    })
}

impl Temporal {
    /// The interval of a sum or a difference, with its sign, where it is a value: for databases
    /// that have no type for it. `None` if it is NULL.
    ///
    /// # Errors
    /// When it is an expression, or its opposite is beyond what an interval can be.
    pub fn interval(&self, sink: &Sink<'_>) -> Result<Option<Interval>> {
        let value = match self.argument.as_ref().map(Node::unlabelled) {
            Some(Node::Value(value) | Node::Literal(value)) => &**value,
            _ => return Err(computed(sink)),
        };
        let interval = match value {
            Value::Null(_) => return Ok(None),
            Value::Interval(interval) => *interval,
            _ => return Err(computed(sink)),
        };
        if self.op != TemporalOp::Sub {
            return Ok(Some(interval));
        }
        let (months, days) = (interval.months().checked_neg(), interval.days().checked_neg());
        match (months, days, interval.microseconds().checked_neg()) {
            (Some(months), Some(days), Some(micros)) => {
                Ok(Some(Interval::new(months, days, micros)))
            }
            _ => Err(sink
                .error(ErrorKind::Parameter, format!("the interval {interval} has no opposite"))
                .with_help("add the interval that you mean")),
        }
    }

    /// Whether the argument is the text `UTC`: the one time zone that needs no rules.
    #[must_use]
    pub fn zone_is_utc(&self) -> bool {
        let zone = self.argument.as_ref().and_then(|zone| match zone.unlabelled() {
            Node::Literal(value) => match &**value {
                Value::Text(text) => Some(&**text),
                _ => None,
            },
            node => node.as_text(),
        });
        zone.is_some_and(|zone| zone.eq_ignore_ascii_case("UTC"))
    }
}

fn computed(sink: &Sink<'_>) -> Error {
    sink.unsupported(
        "an interval that is no value",
        "this database has no type for intervals: give a value, as in `+ Interval::new(0, 1, 0)`",
    )
}
