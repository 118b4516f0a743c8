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
    let symbol = match (op, &operands[..]) {
        (RangeOp::Build(bounds), [lower, upper]) => {
            return build(*element, *bounds, lower, upper, sink);
        }
        (RangeOp::Has, [range, value]) => return has(*element, range, value, sink),
        (RangeOp::Merge, [one, other]) => {
            let free = is_untyped(one, sink) && is_untyped(other, sink);
            sink.push("range_merge(");
            maybe_typed(one, *element, free, sink)?;
            sink.push(", ");
            maybe_typed(other, *element, free, sink)?;
            sink.push(")");
            return Ok(());
        }
        (op, [range]) => return call(*op, range, *element, sink),
        (RangeOp::Contains, _) => " @> ",
        (RangeOp::ContainedBy, _) => " <@ ",
        (RangeOp::Overlaps, _) => " && ",
        (RangeOp::Before, _) => " << ",
        (RangeOp::After, _) => " >> ",
        (RangeOp::EndsWithin, _) => " &< ",
        (RangeOp::StartsWithin, _) => " &> ",
        (RangeOp::Adjacent, _) => " -|- ",
        (RangeOp::Union, _) => " + ",
        (RangeOp::Intersection, _) => " * ",
        (RangeOp::Difference, _) => " - ",
        _ => "",
    };
    match &operands[..] {
        [one, other] if !symbol.is_empty() => infix(ranges, one, symbol, other, sink),
        _ => Err(sink.unsupported("an operation on ranges without its operands", "give them")),
    }
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

fn call(op: RangeOp, range: &Node, element: Kind, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(match op {
        RangeOp::Lower => "lower(",
        RangeOp::Upper => "upper(",
        RangeOp::IsEmpty => "isempty(",
        RangeOp::LowerIncluded => "lower_inc(",
        RangeOp::UpperIncluded => "upper_inc(",
        RangeOp::LowerUnbounded => "lower_inf(",
        RangeOp::UpperUnbounded => "upper_inf(",
        _ => return Err(sink.unsupported("an operation on ranges without its operands", "give them")),
    });
    maybe_typed(range, element, is_untyped(range, sink), sink)?;
    sink.push(")");
    Ok(())
}

/// A range, with a cast where nothing beside it tells its type.
fn maybe_typed(node: &Node, element: Kind, free: bool, sink: &mut Sink<'_>) -> Result<()> {
    match range_type(element) {
        Some(ty) if free => cast_to(node.unlabelled(), ty, sink),
        _ => sink.node(node),
    }
}

fn infix(
    ranges: &Ranges,
    one: &Node,
    symbol: &str,
    other: &Node,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let power = sink.powers().of(match ranges.op {
        RangeOp::Union | RangeOp::Difference => Op::Add,
        RangeOp::Intersection => Op::Mul,
        _ => Op::Custom,
    });
    match range_type(ranges.element) {
        Some(ty) if is_untyped(one, sink) && is_untyped(other, sink) => {
            cast_to(one.unlabelled(), ty, sink)?;
        }
        _ => sink.operand(one, power.left)?,
    }
    sink.push(symbol);
    sink.operand(other, power.right)
}

/// `range @> value`
fn has(element: Kind, range: &Node, value: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(Op::Custom);
    match range_type(element) {
        Some(ty) if is_untyped(range, sink) => cast_to(range.unlabelled(), ty, sink)?,
        _ => sink.operand(range, power.left)?,
    }
    sink.push(" @> ");
    match value.unlabelled() {
        Node::Int(v) => sink.node(&one(Value::Int(*v))),
        Node::Value(v) if range_type(v.kind()).is_some() && !v.is_null() => {
            sink.node(&one((**v).clone()))
        }
        // The server would take it for a range.
        other if is_untyped(other, sink) => match crate::untyped::type_of(element) {
            Some(ty) => cast_to(other, ty, sink),
            None => sink.node(other),
        },
        other => match wider(within(range, element, sink).as_ref(), other) {
            Some(ty) => {
                sink.push("CAST(");
                sink.node(other)?;
                sink.push(" AS ");
                crate::types::type_name(&ty, sink)?;
                sink.push(")");
                Ok(())
            }
            None => sink.operand(other, power.right),
        },
    }
}

/// The range in which the value alone lies.
fn one(value: Value) -> Node {
    let kind = value.kind();
    Node::value(Range::new(kind, Bound::Included(value.clone()), Bound::Included(value)))
}

/// The type of what is in the range, as far as it is known.
fn within(range: &Node, element: Kind, sink: &Sink<'_>) -> Option<SqlType> {
    let by_kind = match range.unlabelled() {
        Node::Ranges(ranges) => matches!(ranges.op, RangeOp::Build(_)),
        range => is_untyped(range, sink),
    };
    match element {
        Kind::Int if by_kind => Some(SqlType::BigInt),
        Kind::Decimal if by_kind => Some(SqlType::Decimal(None)),
        Kind::Timestamp if by_kind => Some(SqlType::Timestamp),
        _ => match column_type(range)? {
            SqlType::Range(element) => Some((**element).clone()),
            _ => None,
        },
    }
}

/// The type in the range, where it is wider than the expression's: there is no operator over both.
fn wider(within: Option<&SqlType>, value: &Node) -> Option<SqlType> {
    let (within, ty) = (within?, column_type(value)?);
    let integer = matches!(ty, SqlType::SmallInt | SqlType::Integer);
    let wider = match within {
        SqlType::SmallInt | SqlType::Integer => matches!(ty, SqlType::SmallInt),
        SqlType::BigInt => integer,
        SqlType::Decimal(_) => integer || matches!(ty, SqlType::BigInt),
        SqlType::Timestamp => matches!(ty, SqlType::Date),
        _ => false,
    };
    match within {
        _ if !wider => None,
        // Ranges of small integers are of 32 bits, and those of decimals of any number of digits.
        SqlType::SmallInt => Some(SqlType::Integer),
        SqlType::Decimal(_) => Some(SqlType::Decimal(None)),
        within => Some(within.clone()),
    }
}

fn column_type(node: &Node) -> Option<&SqlType> {
    match node.unlabelled() {
        Node::Column(column) => column.def().map(|def| &def.ty),
        Node::Name(column) => column.def().map(|def| &def.ty),
        _ => None,
    }
}
