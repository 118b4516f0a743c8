//! Operations on ranges: <https://www.postgresql.org/docs/current/functions-range.html>
//!
//! A range that is a parameter takes its type from the range beside it, and so fits those of
//! 32-bit and of 64-bit integers alike. A value that is looked for in a range is a range of one
//! for the same reason: `int4range @> bigint` is no operator.

use std::ops::Bound;

use aludel::Result;
use aludel::ast::{Node, RangeBounds, RangeOp, Ranges};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::schema::SqlType;
use aludel::value::{Kind, Range, Value};

use crate::untyped::{cast_to, is_untyped};

/// The type of ranges of such values.
pub(crate) const fn range_type(element: Kind) -> Option<&'static str> {
    Some(match element {
        Kind::Int => "int8range",
        Kind::UInt | Kind::Decimal => "numrange",
        Kind::Date => "daterange",
        Kind::Timestamp => "tsrange",
        Kind::TimestampTz => "tstzrange",
        _ => return None,
    })
}

/// The type of ranges of a type.
pub(crate) fn type_name(element: &SqlType, sink: &mut Sink<'_>) -> Result<()> {
    let name = match element {
        SqlType::SmallInt | SqlType::Integer => Some("int4range"),
        other => range_type(other.kind()),
    };
    match name {
        Some(name) => sink.push(name),
        None => return Err(no_such(sink)),
    }
    Ok(())
}

fn no_such(sink: &Sink<'_>) -> aludel::Error {
    sink.unsupported(
        "a range of values of this type",
        "there are ranges of Integer, BigInt, Decimal, Date, Timestamp and TimestampTz; name one \
         of your own with SqlType::Named",
    )
}

pub(crate) fn ranges(ranges: &Ranges, sink: &mut Sink<'_>) -> Result<()> {
    let Ranges { op, operands, element, .. } = ranges;
    match (op, &operands[..]) {
        (RangeOp::Build(bounds), [lower, upper]) => build(*element, *bounds, lower, upper, sink),
        (RangeOp::Has, [range, value]) => has(*element, range, value, sink),
        (op, operands) => match (operator(*op), function(*op), operands) {
            (Some((symbol, op)), _, [one, other]) => infix(one, symbol, other, op, *element, sink),
            (_, Some(name), operands) => call(name, operands, *element, sink),
            _ => Err(sink.unsupported("an operation on ranges without its operands", "give them")),
        },
    }
}

fn operator(op: RangeOp) -> Option<(&'static str, Op)> {
    Some(match op {
        RangeOp::Contains => (" @> ", Op::Custom),
        RangeOp::ContainedBy => (" <@ ", Op::Custom),
        RangeOp::Overlaps => (" && ", Op::Custom),
        RangeOp::Before => (" << ", Op::Custom),
        RangeOp::After => (" >> ", Op::Custom),
        RangeOp::EndsWithin => (" &< ", Op::Custom),
        RangeOp::StartsWithin => (" &> ", Op::Custom),
        RangeOp::Adjacent => (" -|- ", Op::Custom),
        RangeOp::Union => (" + ", Op::Add),
        RangeOp::Intersection => (" * ", Op::Mul),
        RangeOp::Difference => (" - ", Op::Add),
        _ => return None,
    })
}

fn function(op: RangeOp) -> Option<&'static str> {
    Some(match op {
        RangeOp::Lower => "lower",
        RangeOp::Upper => "upper",
        RangeOp::IsEmpty => "isempty",
        RangeOp::LowerIncluded => "lower_inc",
        RangeOp::UpperIncluded => "upper_inc",
        RangeOp::LowerUnbounded => "lower_inf",
        RangeOp::UpperUnbounded => "upper_inf",
        RangeOp::Merge => "range_merge",
        _ => return None,
    })
}

/// `int8range(lower, upper[, bounds])`
fn build(
    element: Kind,
    bounds: RangeBounds,
    lower: &Node,
    upper: &Node,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let Some(name) = range_type(element) else { return Err(no_such(sink)) };
    sink.push(name);
    sink.push("(");
    sink.node(lower)?;
    sink.push(", ");
    sink.node(upper)?;
    sink.push(match bounds {
        RangeBounds::ClosedOpen => ")",
        RangeBounds::Closed => ", '[]')",
        RangeBounds::OpenClosed => ", '(]')",
        RangeBounds::Open => ", '()')",
    });
    Ok(())
}

/// A call; where no argument has a type, each gets the one that the kind gives.
fn call(name: &str, ranges: &[Node], element: Kind, sink: &mut Sink<'_>) -> Result<()> {
    let free = ranges.iter().all(|range| is_untyped(range, sink));
    sink.push(name);
    sink.push("(");
    for (i, range) in ranges.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        match range_type(element) {
            Some(ty) if free => cast_to(range.unlabelled(), ty, sink)?,
            _ => sink.node(range)?,
        }
    }
    sink.push(")");
    Ok(())
}

fn infix(
    one: &Node,
    symbol: &str,
    other: &Node,
    op: Op,
    element: Kind,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let power = sink.powers().of(op);
    let free = is_untyped(one, sink) && is_untyped(other, sink);
    operand(one, power.left, element, free, sink)?;
    sink.push(symbol);
    sink.operand(other, power.right)
}

/// A range as an operand, with a cast where nothing beside it tells its type.
fn operand(range: &Node, least: u8, element: Kind, free: bool, sink: &mut Sink<'_>) -> Result<()> {
    match range_type(element) {
        Some(ty) if free => cast_to(range.unlabelled(), ty, sink),
        _ => sink.operand(range, least),
    }
}

/// `range @> value`
fn has(element: Kind, range: &Node, value: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(Op::Custom);
    operand(range, power.left, element, is_untyped(range, sink), sink)?;
    sink.push(" @> ");
    let is_bound = |value: &Value| range_type(value.kind()).is_some() && !value.is_null();
    let value = value.unlabelled();
    match value {
        Node::Int(v) => return sink.node(&Node::value(one(&Value::Int(*v)))),
        Node::Value(v) if is_bound(v) => return sink.node(&Node::value(one(v))),
        Node::Literal(v) if is_bound(v) => return sink.node(&Node::literal(one(v))),
        _ => {}
    }
    let within = within(range, element, sink);
    // The server would take what has no type for a range.
    let ty = if is_untyped(value, sink) { within } else { wider(within, value) };
    match ty {
        Some(ty) => {
            sink.push("CAST(");
            sink.node(value)?;
            sink.push(" AS ");
            crate::types::type_name(&ty, sink)?;
            sink.push(")");
            Ok(())
        }
        None => sink.operand(value, power.right),
    }
}

/// The range in which the value alone lies.
fn one(value: &Value) -> Range {
    let bound = Bound::Included(value.clone());
    Range::new(value.kind(), bound.clone(), bound)
}

/// The type of what is in the range: as its column says, or as the kind does.
fn within(range: &Node, element: Kind, sink: &Sink<'_>) -> Option<SqlType> {
    let by_kind = match range.unlabelled() {
        Node::Ranges(ranges) => matches!(ranges.op, RangeOp::Build(_)),
        range => is_untyped(range, sink),
    };
    let ty = match (range.unlabelled().column_type(), element) {
        (Some(SqlType::Range(element)), _) => (**element).clone(),
        (_, Kind::Int) if by_kind => SqlType::BigInt,
        // Of a range that is computed nobody knows whether its integers have 32 bits or 64.
        (_, Kind::Int) => return None,
        (_, Kind::UInt | Kind::Decimal) => SqlType::Decimal(None),
        (_, Kind::Date) => SqlType::Date,
        (_, Kind::Timestamp) => SqlType::Timestamp,
        (_, Kind::TimestampTz) => SqlType::TimestampTz,
        _ => return None,
    };
    Some(match ty {
        // Ranges of small integers are of 32 bits, and those of decimals of any number of digits.
        SqlType::SmallInt => SqlType::Integer,
        SqlType::Decimal(_) => SqlType::Decimal(None),
        ty => ty,
    })
}

/// The type in the range, where it is wider than the expression's: there is no operator over both.
fn wider(within: Option<SqlType>, value: &Node) -> Option<SqlType> {
    let ty = value.unlabelled().column_type()?;
    within.filter(|within| match within {
        SqlType::Integer => matches!(ty, SqlType::SmallInt),
        SqlType::BigInt => matches!(ty, SqlType::SmallInt | SqlType::Integer),
        SqlType::Decimal(_) => {
            matches!(ty, SqlType::SmallInt | SqlType::Integer | SqlType::BigInt)
        }
        SqlType::Timestamp => matches!(ty, SqlType::Date),
        _ => false,
    })
}
