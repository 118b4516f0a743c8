//! Aggregates under SQLite's names: <https://sqlite.org/lang_aggfunc.html>,
//! <https://sqlite.org/json1.html#jgrouparray>.

use aludel::Result;
use aludel::ast::{Function, FunctionName};
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;

/// Writes the aggregate, if it is one of those that have another name or none.
pub(crate) fn aggregate(function: &Function, sink: &mut Sink<'_>) -> Option<Result<()>> {
    let FunctionName::Portable(name) = function.name else { return None };
    Some(match name {
        "string_agg" => string_agg(function, sink),
        "json_array_agg" => json("json_group_array", "[]", function, sink),
        "json_object_agg" => json("json_group_object", "{}", function, sink),
        // Conditions are 0 and 1.
        "bool_and" => named("min", function, sink),
        "bool_or" => named("max", function, sink),
        "array_agg" => Err(sink.unsupported("array_agg", "use json_array_agg(…)")),
        "stddev_pop" | "stddev_samp" | "var_pop" | "var_samp" => Err(sink.unsupported(
            name,
            "compute it from count(x), sum(x) and sum(x * x), or in the program",
        )),
        _ => return None,
    })
}

fn named(name: &'static str, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    Ansi.function(&function.renamed(name), sink)
}

/// With DISTINCT there is one argument, and a comma between the values.
fn string_agg(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    match &function.args[..] {
        [text, separator] if function.distinct => {
            if separator.as_text() != Some(",") {
                return Err(sink.unsupported(
                    "string_agg(DISTINCT …) with another separator than a comma",
                    "aggregate the rows of a DISTINCT subquery",
                ));
            }
            sink.push("group_concat(DISTINCT ");
            sink.node(text)?;
            sink.end_call(function)
        }
        _ => named("group_concat", function, sink),
    }
}

/// Over no rows it is NULL, as elsewhere; `json()` says again that the text is JSON.
fn json(name: &'static str, empty: &str, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("json(nullif(");
    named(name, function, sink)?;
    sink.push(", '");
    sink.push(empty);
    sink.push("'))");
    Ok(())
}
