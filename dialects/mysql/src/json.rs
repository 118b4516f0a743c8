//! JSON: <https://dev.mysql.com/doc/refman/9.4/en/json-function-reference.html>. On MariaDB it is
//! text.

use aludel::Result;
use aludel::ast::{JsonAt, JsonBuild, JsonOp, JsonStep, Node};
use aludel::render::Sink;
use aludel::value::Kind;

use crate::untyped;

pub(crate) fn json(json: &JsonAt, is_text: bool, sink: &mut Sink<'_>) -> Result<()> {
    let JsonAt { operand, path, .. } = json;
    match json.op {
        JsonOp::Get => at(operand, path, sink),
        JsonOp::Text => {
            sink.push("CASE json_type(");
            at(operand, path, sink)?;
            sink.push(") WHEN 'NULL' THEN NULL ELSE json_unquote(");
            at(operand, path, sink)?;
            sink.push(") END");
            Ok(())
        }
        JsonOp::Int => {
            sink.push("CASE json_type(");
            at(operand, path, sink)?;
            sink.push(") WHEN 'INTEGER' THEN CAST(");
            at(operand, path, sink)?;
            sink.push(" AS SIGNED) END");
            Ok(())
        }
        JsonOp::Float => {
            sink.push("CASE WHEN json_type(");
            at(operand, path, sink)?;
            sink.push(") IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(");
            at(operand, path, sink)?;
            sink.push(" AS DOUBLE) END");
            Ok(())
        }
        // A string has its quotes here.
        JsonOp::Bool => {
            sink.push("CASE CAST(");
            at(operand, path, sink)?;
            sink.push(" AS CHAR) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END");
            Ok(())
        }
        JsonOp::Exists => {
            sink.push("(");
            at(operand, path, sink)?;
            sink.push(" IS NOT NULL)");
            Ok(())
        }
        JsonOp::Set => set_if_there(json, is_text, sink),
        _ => Err(sink.unsupported(
            "containment of JSON documents",
            "json_contains() means something else within nested arrays: compare what is at a path, \
             or call func(\"json_contains\", (…)) if you mean that",
        )),
    }
}

/// With an index in the path something that is no array would be taken for one, and what is behind an
/// array's end would be appended.
fn set_if_there(json: &JsonAt, is_text: bool, sink: &mut Sink<'_>) -> Result<()> {
    let JsonAt { operand, path, .. } = json;
    if path.iter().all(|step| matches!(step, JsonStep::Key(_))) {
        return set(json, is_text, sink);
    }
    sink.push("CASE WHEN ");
    match &path[..] {
        [parent @ .., JsonStep::Key(_)] => {
            sink.push("json_type(");
            at(operand, parent, sink)?;
            sink.push(") = 'OBJECT'");
        }
        path => {
            at(operand, path, sink)?;
            sink.push(" IS NOT NULL");
        }
    }
    sink.push(" THEN ");
    set(json, is_text, sink)?;
    sink.push(" ELSE ");
    sink.node(operand)?;
    sink.push(" END");
    Ok(())
}

fn set(json: &JsonAt, is_text: bool, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("json_set(");
    sink.node(&json.operand)?;
    sink.push(", ");
    sink.json_path("", &json.path)?;
    sink.push(", ");
    match &json.argument {
        Some(argument) => document(argument, is_text, sink)?,
        None => sink.push("NULL"),
    }
    sink.push(")");
    Ok(())
}

/// A document as a value of another one; text is made JSON.
fn document(node: &Node, is_text: bool, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(if is_text { "json_compact(" } else { "" });
    sink.node(node)?;
    sink.push(if is_text { ")" } else { "" });
    Ok(())
}

/// What is at the path. What is no array would be taken for one of itself
/// (<https://dev.mysql.com/doc/refman/9.4/en/json.html#json-paths>), so an index is one of an array
/// alone.
fn at(operand: &Node, path: &[JsonStep], sink: &mut Sink<'_>) -> Result<()> {
    let arrays = path.iter().enumerate().filter(|(_, step)| matches!(step, JsonStep::Index(_)));
    let mut guarded = false;
    for (end, _) in arrays {
        sink.push(if guarded { " AND " } else { "CASE WHEN " });
        guarded = true;
        sink.push("json_type(");
        extract(operand, path.get(..end).unwrap_or_default(), sink)?;
        sink.push(") = 'ARRAY'");
    }
    sink.push(if guarded { " THEN " } else { "" });
    extract(operand, path, sink)?;
    sink.push(if guarded { " END" } else { "" });
    Ok(())
}

fn extract(operand: &Node, path: &[JsonStep], sink: &mut Sink<'_>) -> Result<()> {
    sink.push("json_extract(");
    sink.node(operand)?;
    sink.push(", ");
    sink.json_path("", path)?;
    sink.push(")");
    Ok(())
}

/// `json_object('key', value, …)`; a boolean is an integer, and made JSON.
pub(crate) fn build(build: &JsonBuild, is_text: bool, sink: &mut Sink<'_>) -> Result<()> {
    sink.json_build("json", build, |value, kind, sink| match kind {
        Kind::Bool => {
            sink.push(if is_text { "json_compact(CASE " } else { "CAST(CASE " });
            sink.node(value)?;
            sink.push(" WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END");
            sink.push(if is_text { ")" } else { " AS JSON)" });
            Ok(())
        }
        Kind::Json => document(value, is_text, sink),
        _ => untyped::operand(value, 0, true, sink),
    })
}
