//! Long lists of values as one parameter, where each value would be one of its own: a list of any
//! length is then the same statement, and within the server's limit of parameters.
//!
//! PostgreSQL takes an array (<https://www.postgresql.org/docs/current/functions-comparisons.html>).
//! SQLite and MySQL read a JSON document as rows (<https://sqlite.org/json1.html#jeach>,
//! <https://dev.mysql.com/doc/refman/9.4/en/json-table-functions.html>). What JSON can't carry exactly
//! stays a parameter each.

mod json;
mod late;

use smallvec::smallvec;

use self::json::Document;
pub(crate) use self::late::{LateList, late_list};
use super::subselect;
use crate::ast::{
    BinaryOp, Cell, FunctionName, In, InSet, Node, Nodes, Query, Raw, RawPart, Select, Source,
    Trusted, Values,
};
use crate::dialect::LongList;
use crate::render::Sink;
use crate::schema::SqlType;
use crate::value::{Array, Kind, Value};

/// How many values are a long list. Fewer are no trouble to any server, and each is then compared
/// as the parameter that it is.
const LONG: usize = 1_000;

/// As many texts MySQL takes as parameters, with room for others. More are printed.
const MANY_TEXTS: usize = 60_000;

/// `operand [NOT] IN (…)`, whose list becomes one parameter; `None` where it is short, or can't.
#[inline]
pub(crate) fn long_list(set: &In, sink: &Sink<'_>) -> Option<Node> {
    match &set.set {
        InSet::List(items) if items.len() >= LONG => of_list(set, items, sink),
        _ => None,
    }
}

/// `VALUES (…), (…)` likewise.
#[inline]
pub(crate) fn long_values(values: &Values, sink: &Sink<'_>) -> Option<Query> {
    if values.cells.len() < LONG { None } else { of_rows(values, sink) }
}

#[cold]
fn of_list(set: &In, items: &[Node], sink: &Sink<'_>) -> Option<Node> {
    let In { operand, set: _, negated, depth: _ } = set;
    if sink.is_literal() || is_constant(operand) {
        return None;
    }
    let values = items.iter().map(|item| item.as_value().map(|value| value.into_owned()));
    let column = Column::of(values.collect::<Option<Vec<_>>>()?)?;
    // Beside a NULL nothing is surely not in the list.
    if column.values.iter().any(Value::is_null) {
        return None;
    }
    let long_list = sink.features().long_list;
    if long_list == LongList::Array {
        let array = column.into_array()?;
        let op = if *negated { BinaryOp::Ne } else { BinaryOp::Eq };
        return Some(Node::quantified(op, *negated, operand.clone(), array));
    }
    let set = match together(operand, column, long_list)? {
        Together::Document(document) => InSet::Query(document.query()),
        Together::Printed(column) => {
            InSet::List(column.values.into_iter().map(Node::literal).collect())
        }
    };
    let found = Node::in_set(operand.clone(), set);
    Some(if *negated { found.negate() } else { found })
}

/// A list with no parameter for each of its values.
enum Together {
    Document(Document),
    Printed(Column),
}

fn together(operand: &Node, column: Column, long_list: LongList) -> Option<Together> {
    match long_list {
        LongList::None | LongList::Array => None,
        LongList::JsonEach { unhex } => {
            if !compares_as_it_is(operand, column.kind) {
                return None;
            }
            Document::each(vec![column], unhex).map(Together::Document)
        }
        // A column of texts would have a collation as strong as the operand's, and could not have an
        // index for it: <https://dev.mysql.com/doc/refman/9.4/en/charset-collation-coercibility.html>
        LongList::JsonTable if matches!(column.kind, Kind::Text | Kind::Bytes | Kind::Uuid) => {
            (column.values.len() >= MANY_TEXTS).then_some(Together::Printed(column))
        }
        LongList::JsonTable => Document::list(column).map(Together::Document),
    }
}

#[cold]
fn of_rows(values: &Values, sink: &Sink<'_>) -> Option<Query> {
    let Values { width, cells, depth: _ } = values;
    if sink.is_literal() {
        return None;
    }
    let mut columns = Vec::with_capacity(*width);
    for start in 0..*width {
        let column = cells.iter().skip(start).step_by(*width).map(|cell| match cell {
            Cell::Value(value) => Some(value.clone()),
            Cell::Expr(_) => None,
        });
        columns.push(Column::of(column.collect::<Option<Vec<_>>>()?)?);
    }
    match sink.features().long_list {
        LongList::None => None,
        LongList::Array => {
            let arrays = columns.into_iter().map(Column::into_array);
            let call = Node::function(
                FunctionName::Portable("unnest"),
                arrays.collect::<Option<Nodes>>()?,
            );
            query(smallvec![Node::Star(None)], vec![RawPart::Node(call)])
        }
        LongList::JsonEach { unhex } => Some(Document::each(columns, unhex)?.query()),
        LongList::JsonTable => Some(Document::table(columns)?.query()),
    }
}

/// What has no type or collation of its own takes them from each item.
fn is_constant(operand: &Node) -> bool {
    matches!(
        operand.unlabelled(),
        Node::Int(_) | Node::Value(_) | Node::Literal(_) | Node::Bind(_) | Node::Tuple(_)
    )
}

/// Whether SQLite compares the operand with the value itself. What may be decimals, which are text
/// there, is compared with a cast: see the dialect.
fn compares_as_it_is(operand: &Node, kind: Kind) -> bool {
    let decimals = |ty: Option<&SqlType>| matches!(ty, Some(SqlType::Decimal(_)));
    match operand.unlabelled() {
        Node::Function(_) | Node::Case(_) | Node::Subquery(_) => {
            !matches!(kind, Kind::Int | Kind::Decimal)
        }
        operand => kind != Kind::Decimal || decimals(operand.column_type()),
    }
}

/// `SELECT items FROM source`, of which nobody needs to know the columns.
fn query(items: Nodes, source: Vec<RawPart>) -> Option<Query> {
    let source = Source::Raw(Raw::new(source).ok()?);
    Some(subselect(Select { items, ..Select::default() }, vec![source], 0))
}

/// Values of one kind, or NULL.
struct Column {
    kind: Kind,
    values: Vec<Value>,
}

impl Column {
    fn of(mut values: Vec<Value>) -> Option<Self> {
        let mut kinds = values.iter().filter(|value| !value.is_null()).map(Value::kind);
        let kind = kinds.next().unwrap_or(Kind::Text);
        if kinds.any(|other| other != kind) || values.iter().any(is_refused) {
            return None;
        }
        if kind != Kind::UInt {
            return Some(Column { kind, values });
        }
        // Those that are not too large are integers like others.
        let signed = values.iter().map(|value| match value {
            Value::UInt(v) => i64::try_from(*v).ok().map(Value::Int),
            _ => Some(Value::Null(Kind::Int)),
        });
        match signed.collect::<Option<Vec<_>>>() {
            Some(signed) => {
                values = signed;
                Some(Column { kind: Kind::Int, values })
            }
            None => Some(Column { kind, values }),
        }
    }

    fn into_array(self) -> Option<Node> {
        match self.kind {
            // Arrays of arrays have one more dimension, and no list has it.
            Kind::Array => None,
            kind => Some(Node::value(Value::Array(Array::new(kind, self.values)))),
        }
    }
}

fn is_refused(value: &Value) -> bool {
    matches!(value, Value::Refused(_))
}

/// The parts of raw SQL around a parameter.
fn around(before: String, after: String, value: Value) -> Vec<RawPart> {
    vec![
        RawPart::Trusted(Trusted::new(before)),
        RawPart::Node(Node::value(value)),
        RawPart::Trusted(Trusted::new(after)),
    ]
}
