//! Portable functions that have another name or meaning.

use aludel::Result;
use aludel::ast::{Function, FunctionName, Node};
use aludel::render::{Sink, refuse_interval_order};
use aludel::schema::SqlType;

use crate::regex::{self, Flavour};
use crate::{aggregate, untyped};

fn word(word: &str, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(word);
    Ok(())
}

pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let FunctionName::Portable(name) = function.name else {
        return untyped::function(function, sink);
    };
    match (name, &function.args[..]) {
        ("min" | "max", [arg]) if untyped::is_free_text(arg) => {
            let mut typed = function.clone();
            typed.args =
                [Node::cast(arg.unlabelled().clone(), SqlType::Text)].into_iter().collect();
            untyped::function(&typed, sink)
        }
        ("min" | "max" | "greatest" | "least", args) => {
            refuse_interval_order(&args.iter().collect::<Vec<_>>(), sink)?;
            untyped::function(function, sink)
        }
        // length() counts bytes.
        ("length", args) => {
            sink.push("char_length(");
            sink.list(args)?;
            sink.push(")");
            Ok(())
        }
        // The collation would decide what is equal:
        // https://dev.mysql.com/doc/refman/9.4/en/string-functions.html#function_locate
        ("position", [text, part]) => {
            sink.push("locate(");
            sink.node(part)?;
            sink.push(", CONVERT(");
            sink.node(text)?;
            sink.push(" USING utf8mb4) COLLATE utf8mb4_bin)");
            Ok(())
        }
        // https://dev.mysql.com/doc/refman/9.4/en/date-and-time-functions.html#function_localtime:
        // a timestamp.
        ("LOCALTIME", []) => word("CURRENT_TIME", sink),
        ("SESSION_USER", []) => word("SESSION_USER()", sink),
        ("CURRENT_ROLE", []) => word("CURRENT_ROLE()", sink),
        ("CURRENT_SCHEMA", []) => word("SCHEMA()", sink),
        ("CURRENT_CATALOG", []) => {
            Err(sink.unsupported(name, "the database is a schema: take current_schema()"))
        }
        _ => {
            if let Some(done) = regex::function(function, Flavour::Icu, sink) {
                return done;
            }
            match aggregate::aggregate(function, sink) {
                Some(done) => done,
                None => untyped::function(function, sink),
            }
        }
    }
}
