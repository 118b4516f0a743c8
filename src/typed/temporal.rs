//! Dates and times: fields, truncation, arithmetic with intervals.

use super::math::{Joined, Sum};
use super::{Any, Expr, Int, IntoExpr, Marker, Nullable, Operand, Text};
use crate::ast::{BinaryOp, DateField, Node, TemporalOp};
use crate::value::{Date, Interval, Time, Timestamp, TimestampTz};

/// What is a date or a time, as far as types know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no date or time",
    label = "this is of type `{Self}`",
    note = "turn it into one with `.cast::<Timestamp>()`, or vouch for its type with `.typed::<…>()`"
)]
pub trait IsTemporal: Marker {}

/// What an interval can be added to, and what that gives.
#[diagnostic::on_unimplemented(
    message = "no interval can be added to `{Self}`",
    label = "expected a date, a timestamp or an instant"
)]
pub trait Shifted: IsTemporal {
    /// A date becomes a timestamp.
    type Shifted: Marker;
    /// What AT TIME ZONE makes of it.
    type Zoned: Marker;
}

macro_rules! temporal {
    ($($marker:ty => $shifted:ty, $zoned:ty;)+) => {$(
        impl IsTemporal for $marker {}
        impl IsTemporal for Nullable<$marker> {}

        impl Shifted for $marker {
            type Shifted = $shifted;
            type Zoned = $zoned;
        }

        impl Shifted for Nullable<$marker> {
            type Shifted = Nullable<$shifted>;
            type Zoned = Nullable<$zoned>;
        }

        #[diagnostic::do_not_recommend]
        impl Sum<Interval> for $marker {
            type Total = $shifted;
            fn node(op: BinaryOp, left: Node, right: Node) -> Node {
                let op = if op == BinaryOp::Sub { TemporalOp::Sub } else { TemporalOp::Add };
                Node::temporal(op, left, Some(right), <$marker as Marker>::KIND)
            }
        }
    )+};
}

temporal! {
    Date => Timestamp, TimestampTz;
    Timestamp => Timestamp, TimestampTz;
    TimestampTz => TimestampTz, Timestamp;
}

impl IsTemporal for Time {}
impl IsTemporal for Nullable<Time> {}
impl IsTemporal for Any {}

impl Shifted for Any {
    type Shifted = Any;
    type Zoned = Any;
}

/// Operations on dates and times. They mean the same on every database, whatever the session's
/// time zone is: the fields of an instant are those of UTC.
///
/// `timestamp + interval` is written so. Months come first, at most to the last day of the
/// month, then days, then the time; a date becomes a timestamp. Where a database has no type for
/// intervals, the interval is a value.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// aludel::table! {
///     const VISIT = "visit" { at: Timestamp }
/// }
/// let q = select((VISIT.at.extract(DateField::Year), VISIT.at + Interval::new(1, 0, 0)));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT EXTRACT(YEAR FROM "visit"."at"), "visit"."at" + ? FROM "visit""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait TemporalOps: Operand
where
    Self::Type: IsTemporal,
{
    /// `EXTRACT(field FROM self)`, as a whole number.
    #[inline]
    fn extract(&self, field: DateField) -> Expr<Joined<Self::Type, Self::Type, Int>> {
        Expr::new(Node::extract(field, self.to_node(), Self::Type::KIND))
    }

    /// The start of the year, the month and so on in which it is: `date_trunc`. Weeks start on
    /// Monday.
    #[inline]
    fn truncate(&self, field: DateField) -> Expr<Self::Type> {
        Expr::new(Node::truncate(field, self.to_node(), Self::Type::KIND))
    }

    /// Later by an interval: `self + interval`, also where the types are known to the running
    /// program alone.
    #[inline]
    fn later(&self, interval: impl IntoExpr<Interval>) -> Expr<<Self::Type as Shifted>::Shifted>
    where
        Self::Type: Shifted,
    {
        shift(TemporalOp::Add, self, interval.into_node())
    }

    /// Earlier by an interval: `self - interval`.
    #[inline]
    fn earlier(&self, interval: impl IntoExpr<Interval>) -> Expr<<Self::Type as Shifted>::Shifted>
    where
        Self::Type: Shifted,
    {
        shift(TemporalOp::Sub, self, interval.into_node())
    }

    /// The days from another date to this one.
    #[inline]
    fn days_since<R: IntoExpr<Date>>(&self, other: R) -> Expr<Joined<Self::Type, R::As, Int>>
    where
        Self::Type: Marker<Base = Date>,
    {
        let op = TemporalOp::DaysSince;
        Expr::new(Node::temporal(op, self.to_node(), Some(other.into_node()), Self::Type::KIND))
    }

    /// The microseconds from another timestamp, or another instant, to this one. A difference as
    /// an interval would be of as many days as the database makes of it.
    #[inline]
    fn microseconds_since<R: IntoExpr<<Self::Type as Marker>::Base>>(
        &self,
        other: R,
    ) -> Expr<Joined<Self::Type, R::As, Int>>
    where
        Self::Type: Shifted,
    {
        let op = TemporalOp::MicrosecondsSince;
        Expr::new(Node::temporal(op, self.to_node(), Some(other.into_node()), Self::Type::KIND))
    }

    /// `self AT TIME ZONE zone`: the instant at which the clocks of the zone show a timestamp,
    /// or what they show at an instant. PostgreSQL knows all zones by their names, the others
    /// UTC alone.
    #[inline]
    fn at_time_zone(&self, zone: impl IntoExpr<Text>) -> Expr<<Self::Type as Shifted>::Zoned>
    where
        Self::Type: Shifted,
    {
        let (op, zone) = (TemporalOp::AtTimeZone, zone.into_node());
        Expr::new(Node::temporal(op, self.to_node(), Some(zone), Self::Type::KIND))
    }
}

impl<O: Operand> TemporalOps for O where O::Type: IsTemporal {}

fn shift<O: Operand + ?Sized, T>(op: TemporalOp, operand: &O, interval: Node) -> Expr<T> {
    Expr::new(Node::temporal(op, operand.to_node(), Some(interval), O::Type::KIND))
}

/// `EXTRACT(field FROM expr)`, as a whole number.
#[must_use]
#[inline]
pub fn extract<O: Operand>(field: DateField, expr: O) -> Expr<Joined<O::Type, O::Type, Int>>
where
    O::Type: IsTemporal,
{
    expr.extract(field)
}

/// The start of the year, the month and so on in which `expr` is: `date_trunc`.
#[must_use]
#[inline]
pub fn truncate<O: Operand>(field: DateField, expr: O) -> Expr<O::Type>
where
    O::Type: IsTemporal,
{
    expr.truncate(field)
}
