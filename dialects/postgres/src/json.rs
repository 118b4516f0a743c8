//! JSON, as `jsonb`: <https://www.postgresql.org/docs/current/functions-json.html>

use aludel::Result;
use aludel::ast::{JsonAt, JsonBuild, JsonOp, JsonStep, Node};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::value::{Array, Kind, Value};

use crate::untyped::{cast_to, is_untyped, type_of};

pub(crate) fn json(json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
    let JsonAt { op, operand, path, argument, .. } = json;
    match op {
        JsonOp::Get => at(json, sink),
        JsonOp::Text => text(json, sink),
        JsonOp::Int => {
            sink.push("CASE WHEN jsonb_typeof(");
            at(json, sink)?;
            sink.push(") = 'number' AND CAST(");
            at(json, sink)?;
            sink.push(" AS text) NOT LIKE '%.%' THEN CAST(");
            at(json, sink)?;
            sink.push(" AS bigint) END");
            Ok(())
        }
        JsonOp::Float => only("number", "double precision", json, sink),
        JsonOp::Bool => only("boolean", "boolean", json, sink),
        JsonOp::Exists => {
            sink.push("(");
            at(json, sink)?;
            sink.push(" IS NOT NULL)");
            Ok(())
        }
        JsonOp::Contains => {
            document(operand, sink.powers().of(Op::Custom).left, sink)?;
            sink.push(" @> ");
            match argument {
                Some(other) => document(other, sink.powers().of(Op::Custom).right, sink),
                None => sink.value(&Value::NULL),
            }
        }
        JsonOp::Set => set(operand, path, argument.as_ref(), sink),
        _ => Err(sink.unsupported("this operation on JSON", "write it with sql!(…)")),
    }
}

/// The document; a parameter with a cast.
fn document(node: &Node, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    if is_untyped(node, sink) {
        return cast_to(node.unlabelled(), "jsonb", sink);
    }
    sink.operand(node, least)
}

/// The keys, if the path has nothing else. `->` takes a scalar for an array of one, so that a path
/// with an index is one of `jsonpath`, whose strict mode does not.
fn keys(path: &[JsonStep]) -> Option<Vec<&str>> {
    let keys = path.iter().map(|step| match step {
        JsonStep::Key(key) => Some(&**key),
        _ => None,
    });
    keys.collect::<Option<Vec<_>>>().filter(|keys| !keys.is_empty())
}

/// What is at the path.
fn at(json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
    match keys(&json.path) {
        Some(keys) => arrows(&json.operand, &keys, " -> ", sink),
        None => by_path(json, sink),
    }
}

fn text(json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
    match keys(&json.path) {
        Some(keys) => arrows(&json.operand, &keys, " ->> ", sink),
        None => {
            by_path(json, sink)?;
            sink.push(" #>> '{}'");
            Ok(())
        }
    }
}

fn arrows(operand: &Node, keys: &[&str], last: &str, sink: &mut Sink<'_>) -> Result<()> {
    document(operand, sink.powers().of(Op::Json).left, sink)?;
    for (i, key) in keys.iter().enumerate() {
        sink.push(if i + 1 == keys.len() { last } else { " -> " });
        sink.dialect().literal(&Value::from(*key), sink)?;
    }
    Ok(())
}

fn by_path(json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("jsonb_path_query_first(");
    document(&json.operand, 0, sink)?;
    sink.push(", ");
    sink.json_path("strict ", &json.path)?;
    sink.push(", '{}', TRUE)");
    Ok(())
}

/// What is at the path if it is of a type, cast to another one.
fn only(of: &str, ty: &str, json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("CASE jsonb_typeof(");
    at(json, sink)?;
    for part in [") WHEN '", of, "' THEN CAST("] {
        sink.push(part);
    }
    at(json, sink)?;
    for part in [" AS ", ty, ") END"] {
        sink.push(part);
    }
    Ok(())
}

/// `jsonb_set` refuses a key where there is no object, appends where there is no element, takes a
/// number for a key of an object, and is NULL where the new value is.
fn set(
    operand: &Node,
    path: &[JsonStep],
    argument: Option<&Node>,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let at = |op, path: &[JsonStep]| Node::json(op, operand.clone(), path.to_vec(), None);
    sink.push("CASE WHEN ");
    match path {
        [parent @ .., JsonStep::Key(_)] => {
            sink.push("jsonb_typeof(");
            match parent {
                [] => document(operand, 0, sink)?,
                parent => sink.node(&at(JsonOp::Get, parent))?,
            }
            sink.push(") = 'object'");
        }
        _ => sink.node(&at(JsonOp::Exists, path))?,
    }
    sink.push(" THEN jsonb_set(");
    document(operand, 0, sink)?;
    sink.push(", ");
    let items = path.iter().map(|step| match step {
        JsonStep::Index(index) => Value::from(index.to_string()),
        JsonStep::Key(key) => Value::from(key.as_str()),
        _ => Value::NULL,
    });
    let items = items.collect();
    sink.dialect().literal(&Value::Array(Array::new(Kind::Text, items)), sink)?;
    sink.push(", coalesce(");
    match argument {
        Some(argument) => document(argument, 0, sink)?,
        None => sink.push("NULL"),
    }
    sink.push(", 'null')) ELSE ");
    document(operand, 0, sink)?;
    sink.push(" END");
    Ok(())
}

/// `jsonb_build_object('key', value, …)`
pub(crate) fn build(build: &JsonBuild, sink: &mut Sink<'_>) -> Result<()> {
    sink.json_build("jsonb_build", build, |value, kind, sink| match type_of(kind) {
        Some(ty) if is_untyped(value, sink) => cast_to(value.unlabelled(), ty, sink),
        _ => sink.node(value),
    })
}
