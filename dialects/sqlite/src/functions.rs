//! Portable functions that SQLite has under another name, or not at all:
//! <https://sqlite.org/lang_corefunc.html>

use aludel::Result;
use aludel::ast::{Function, FunctionName, Node};
use aludel::dialect::Op;
use aludel::render::{Sink, refuse_interval_order};
use aludel::value::Value;

use crate::{aggregate, decimal};

pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let FunctionName::Portable(name) = function.name else {
        return decimal::function(function, sink);
    };
    match (name, &function.args[..]) {
        ("min" | "max", args) => {
            refuse_interval_order(&args.iter().collect::<Vec<_>>(), sink)?;
            decimal::function(function, sink)
        }
        // With several arguments these are no aggregates.
        ("greatest", _) => self::function(&renamed(function, "max"), sink),
        ("least", _) => self::function(&renamed(function, "min"), sink),
        ("position", _) => decimal::function(&renamed(function, "instr"), sink),
        ("left", [text, count]) => {
            let count = number(count, sink)?;
            part(text, 1, count, sink)
        }
        ("right", [text, count]) => match number(count, sink)? {
            0 => part(text, 1, 0, sink),
            count => part(text, -count, count, sink),
        },
        ("lpad", [text, count, fill]) => {
            sink.push("substr(substr(");
            repeated(fill, count, sink)?;
            sink.push(", 1, ");
            sink.node(count)?;
            sink.push(" - length(");
            sink.node(text)?;
            sink.push(")) || ");
            sink.operand(text, sink.powers().of(Op::Concat).right)?;
            sink.push(", 1, ");
            sink.node(count)?;
            sink.push(")");
            Ok(())
        }
        ("rpad", [text, count, fill]) => {
            sink.push("substr(");
            sink.operand(text, sink.powers().of(Op::Concat).left)?;
            sink.push(" || ");
            repeated(fill, count, sink)?;
            sink.push(", 1, ");
            sink.node(count)?;
            sink.push(")");
            Ok(())
        }
        ("repeat", [text, count]) => repeated(text, count, sink),
        ("octet_length", args) => {
            sink.push("length(CAST(");
            sink.list(args)?;
            sink.push(" AS BLOB))");
            Ok(())
        }
        ("floor", [number]) => whole(number, " - (", " > ", sink),
        ("ceil", [number]) => whole(number, " + (", " < ", sink),
        ("sign", [number]) => {
            let least = sink.powers().of(Op::Less);
            sink.push("((");
            sink.operand(number, least.left)?;
            sink.push(" > 0) - (");
            sink.operand(number, least.left)?;
            sink.push(" < 0))");
            Ok(())
        }
        ("LOCALTIME" | "LOCALTIMESTAMP", _) => Err(sink.unsupported(
            name,
            "a session has no time zone: take current_timestamp(), which is of UTC",
        )),
        (
            "CURRENT_USER" | "SESSION_USER" | "CURRENT_ROLE" | "CURRENT_SCHEMA" | "CURRENT_CATALOG",
            _,
        ) => {
            Err(sink
                .unsupported(name, "a database is a file, and who may open it the system's affair"))
        }
        ("sqrt" | "exp" | "ln" | "power", _) => Err(sink.unsupported(
            &format!("{name}()"),
            "not every build of SQLite has it: compute it in the program, or call \
             func(…) where yours does",
        )),
        ("reverse" | "regexp_replace" | "regexp_substr" | "regexp_group", _) => Err(sink
            .unsupported(
                &format!("{name}()"),
                "SQLite has no such function: change the text in the program",
            )),
        _ => match aggregate::aggregate(function, sink) {
            Some(done) => done,
            None => decimal::function(function, sink),
        },
    }
}

fn renamed(function: &Function, name: &'static str) -> Function {
    let mut renamed = function.clone();
    renamed.name = FunctionName::Portable(name);
    renamed
}

/// A number that the statement knows.
fn number(node: &Node, sink: &Sink<'_>) -> Result<i64> {
    let value = match node.unlabelled() {
        Node::Int(value) => return Ok(*value),
        Node::Literal(value) => &**value,
        _ => &Value::NULL,
    };
    match value {
        Value::Int(value) => Ok(*value),
        _ => Err(sink.unsupported("a computed number of characters", "call substring(…)")),
    }
}

/// `substr(text, start, count)`
fn part(text: &Node, start: i64, count: i64, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("substr(");
    sink.node(text)?;
    sink.push(", ");
    sink.value(&Value::Int(start))?;
    sink.push(", ");
    sink.value(&Value::Int(count))?;
    sink.push(")");
    Ok(())
}

/// Each zero byte is two digits, which the text stands in for.
fn repeated(text: &Node, count: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("replace(hex(zeroblob(");
    sink.node(count)?;
    sink.push(")), '00', ");
    sink.node(text)?;
    sink.push(")");
    Ok(())
}

/// A cast cuts a float towards zero, and ends at 64 bits; from 2^52 on all floats are whole.
fn whole(number: &Node, step: &str, past: &str, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("CASE WHEN abs(");
    sink.node(number)?;
    sink.push(") < 4503599627370496.0 THEN (CAST(");
    sink.node(number)?;
    sink.push(" AS INTEGER)");
    sink.push(step);
    sink.push("CAST(");
    sink.node(number)?;
    sink.push(" AS INTEGER)");
    sink.push(past);
    sink.operand(number, sink.powers().of(Op::Less).right)?;
    sink.push(")) * 1.0 ELSE ");
    sink.node(number)?;
    sink.push(" END");
    Ok(())
}
