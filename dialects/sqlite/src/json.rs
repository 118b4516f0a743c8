//! JSON, which is text: <https://sqlite.org/json1.html>

use aludel::Result;
use aludel::ast::{JsonAt, JsonBuild, JsonOp, JsonStep, Node};
use aludel::dialect::Op;
use aludel::render::Sink;
use aludel::value::Kind;

pub(crate) fn json(json: &JsonAt, version: (u16, u16), sink: &mut Sink<'_>) -> Result<()> {
    if version < (3, 38) {
        return Err(sink.unsupported("a path into JSON", "SQLite has all of it since 3.38"));
    }
    check(&json.path, sink)?;
    match json.op {
        JsonOp::Get => arrow(json, " -> ", sink),
        // `->>` makes 1 of `true`.
        JsonOp::Text => {
            sink.push("CASE ");
            type_at(&json.operand, &json.path, sink)?;
            sink.push(" WHEN 'text' THEN ");
            arrow(json, " ->> ", sink)?;
            sink.push(" WHEN 'null' THEN NULL ELSE ");
            arrow(json, " -> ", sink)?;
            sink.push(" END");
            Ok(())
        }
        JsonOp::Int => {
            sink.push("CASE ");
            type_at(&json.operand, &json.path, sink)?;
            sink.push(" WHEN 'integer' THEN ");
            arrow(json, " ->> ", sink)?;
            sink.push(" END");
            Ok(())
        }
        JsonOp::Float => {
            sink.push("CASE WHEN ");
            type_at(&json.operand, &json.path, sink)?;
            sink.push(" IN ('integer', 'real') THEN CAST(");
            arrow(json, " ->> ", sink)?;
            sink.push(" AS REAL) END");
            Ok(())
        }
        JsonOp::Bool => {
            sink.push("CASE ");
            type_at(&json.operand, &json.path, sink)?;
            sink.push(" WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END");
            Ok(())
        }
        JsonOp::Exists => {
            sink.push("(");
            type_at(&json.operand, &json.path, sink)?;
            sink.push(" IS NOT NULL)");
            Ok(())
        }
        JsonOp::Set => set(json, sink),
        _ => Err(sink.unsupported(
            "containment of JSON documents",
            "compare what is at a path, or look into json_each with a subquery",
        )),
    }
}

/// Before 3.47 or so a quote in a key ended it, whatever was before the quote; an escape
/// is compared with the document's own spelling of the key.
fn check(path: &[JsonStep], sink: &Sink<'_>) -> Result<()> {
    let special = |c: char| c == '"' || c == '\\' || c.is_control();
    for step in path {
        if let JsonStep::Key(key) = step
            && key.contains(special)
        {
            return Err(sink.unsupported(
                &format!("the JSON key {:?}", &**key),
                "a path can't have a quote or a backslash in it: look for the key in json_each with \
                 a subquery",
            ));
        }
    }
    Ok(())
}

fn arrow(json: &JsonAt, symbol: &str, sink: &mut Sink<'_>) -> Result<()> {
    sink.operand(&json.operand, sink.powers().of(Op::Json).left)?;
    sink.push(symbol);
    sink.json_path("", &json.path)
}

fn type_at(operand: &Node, path: &[JsonStep], sink: &mut Sink<'_>) -> Result<()> {
    sink.push("json_type(");
    sink.node(operand)?;
    sink.push(", ");
    sink.json_path("", path)?;
    sink.push(")");
    Ok(())
}

/// What is missing on the way would be made.
fn set(json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
    let JsonAt { operand, path, argument, .. } = json;
    sink.push("CASE WHEN ");
    match &path[..] {
        [parent @ .., JsonStep::Key(_)] => {
            type_at(operand, parent, sink)?;
            sink.push(" = 'object'");
        }
        path => {
            type_at(operand, path, sink)?;
            sink.push(" IS NOT NULL");
        }
    }
    sink.push(" THEN json_set(");
    sink.node(operand)?;
    sink.push(", ");
    sink.json_path("", path)?;
    sink.push(", json(");
    match argument {
        Some(argument) => sink.node(argument)?,
        None => sink.push("NULL"),
    }
    sink.push(")) ELSE ");
    sink.node(operand)?;
    sink.push(" END");
    Ok(())
}

/// `json_object('key', value, …)`; a boolean is an integer, and made JSON.
pub(crate) fn build(build: &JsonBuild, sink: &mut Sink<'_>) -> Result<()> {
    sink.json_build("json", build, |value, kind, sink| match kind {
        Kind::Bool => {
            sink.push("json(CASE ");
            sink.node(value)?;
            sink.push(" WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END)");
            Ok(())
        }
        Kind::Json => {
            sink.push("json(");
            sink.node(value)?;
            sink.push(")");
            Ok(())
        }
        _ => sink.node(value),
    })
}
