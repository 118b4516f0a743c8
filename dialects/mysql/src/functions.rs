//! Portable functions that have another name or meaning.

use aludel::Result;
use aludel::ast::{Function, FunctionName};
use aludel::render::{Sink, refuse_interval_order};

use crate::{aggregate, regex, untyped};

pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let FunctionName::Portable(name) = function.name else {
        return untyped::function(function, sink);
    };
    match (name, &function.args[..]) {
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
        ("regexp_replace", _) => regex::replace(function, sink),
        _ => match aggregate::aggregate(function, sink) {
            Some(done) => done,
            None => untyped::function(function, sink),
        },
    }
}
