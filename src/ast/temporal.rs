//! Dates and times: their fields, truncation, and arithmetic with intervals.

use super::depth::Branch;
use super::node::Node;
use crate::value::Kind;

/// A field of a date or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateField {
    /// The year.
    Year,
    /// The quarter of the year, from 1.
    Quarter,
    /// The month, from 1.
    Month,
    /// The week of ISO 8601: it starts on Monday, and week 1 has the year's first Thursday.
    Week,
    /// The day of the month, from 1.
    Day,
    /// The day of the week: 0 is Sunday, 6 Saturday.
    DayOfWeek,
    /// The day of the year, from 1.
    DayOfYear,
    /// The hour, from 0.
    Hour,
    /// The minute.
    Minute,
    /// The second, without its fraction.
    Second,
    /// Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
    Epoch,
}

impl DateField {
    /// The field's name, as messages show it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            DateField::Year => "year",
            DateField::Quarter => "quarter",
            DateField::Month => "month",
            DateField::Week => "week",
            DateField::Day => "day",
            DateField::DayOfWeek => "day of the week",
            DateField::DayOfYear => "day of the year",
            DateField::Hour => "hour",
            DateField::Minute => "minute",
            DateField::Second => "second",
            DateField::Epoch => "epoch",
        }
    }

    /// Whether a value of the kind has the field; of an unknown kind it may.
    const fn is_of(self, kind: Kind) -> bool {
        let clock = matches!(self, DateField::Hour | DateField::Minute | DateField::Second);
        match kind {
            Kind::Date => !clock,
            Kind::Time => clock,
            _ => true,
        }
    }
}

/// What is done with a date or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TemporalOp {
    /// One of its fields, as an integer.
    Extract(DateField),
    /// The start of the year, the month and so on in which it is.
    Truncate(DateField),
    /// Later by an interval.
    Add,
    /// Earlier by an interval.
    Sub,
    /// Days since another date.
    DaysSince,
    /// Microseconds since another timestamp.
    MicrosecondsSince,
    /// AT TIME ZONE.
    AtTimeZone,
}

/// An operation on a date or a time. Dialects see no types, so it says of what kind its operand
/// is; that is [`Kind::Unknown`] where only the database knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Temporal {
    /// What is done.
    pub op: TemporalOp,
    /// The date or time.
    pub operand: Node,
    /// The interval, the other date, or the time zone.
    pub argument: Option<Node>,
    /// Of what kind the operand is.
    pub kind: Kind,
    pub(crate) depth: u16,
}

impl Node {
    /// A field of a date or a time.
    #[must_use]
    pub fn extract(field: DateField, operand: Node, kind: Kind) -> Node {
        if !field.is_of(kind) {
            return no_field(field, kind);
        }
        Node::temporal(TemporalOp::Extract(field), operand, None, kind)
    }

    /// The start of the year, the month and so on in which a date or a time is.
    #[must_use]
    pub fn truncate(field: DateField, operand: Node, kind: Kind) -> Node {
        if !field.is_of(kind) || kind == Kind::Time {
            return no_field(field, kind);
        }
        if let DateField::DayOfWeek | DateField::DayOfYear | DateField::Epoch = field {
            return Node::error(
                format!("nothing can be truncated to the {}", field.name()),
                "truncate to a year, quarter, month, week, day, hour, minute or second",
            );
        }
        Node::temporal(TemporalOp::Truncate(field), operand, None, kind)
    }

    /// An operation on a date or a time.
    #[must_use]
    pub fn temporal(op: TemporalOp, operand: Node, argument: Option<Node>, kind: Kind) -> Node {
        Temporal { op, operand, argument, kind, depth: 0 }.grow()
    }
}

fn no_field(field: DateField, kind: Kind) -> Node {
    Node::error(
        format!("a value of kind {} has no {}", kind.name(), field.name()),
        "ask for a field that it has, or cast it to a timestamp",
    )
}
