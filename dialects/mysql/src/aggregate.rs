//! Aggregates under the names of MySQL and MariaDB:
//! <https://dev.mysql.com/doc/refman/9.4/en/aggregate-functions.html>,
//! <https://mariadb.com/docs/server/reference/sql-functions/aggregate-functions>.

use aludel::Result;
use aludel::ast::{Function, FunctionName, Node};
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;
use aludel::value::Value;

/// Writes the aggregate, if it is one of those that have another name or none.
pub(crate) fn aggregate(function: &Function, sink: &mut Sink<'_>) -> Option<Result<()>> {
    let FunctionName::Portable(name) = function.name else { return None };
    Some(match name {
        "string_agg" => string_agg(function, sink),
        "json_array_agg" => json("json_arrayagg", function, sink),
        "json_object_agg" => json("json_objectagg", function, sink),
        // Conditions are 0 and 1.
        "bool_and" => named("min", function, sink),
        "bool_or" => named("max", function, sink),
        "array_agg" => Err(sink.unsupported("array_agg", "use json_array_agg(…)")),
        _ => return None,
    })
}

fn named(name: &'static str, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    Ansi.function(&function.renamed(name), sink)
}

/// `group_concat([DISTINCT] text [ORDER BY …] SEPARATOR 'text')`
fn string_agg(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let [text, separator] = &function.args[..] else { return Ansi.function(function, sink) };
    let separator = match (separator.as_value(), separator) {
        (Some(value), _) if matches!(*value, Value::Text(_)) => value.into_owned(),
        (None, Node::Literal(value)) if matches!(**value, Value::Text(_)) => (**value).clone(),
        _ => {
            return Err(sink.unsupported(
                "a separator that is no text",
                "give it as a text, or put it in front of each value",
            ));
        }
    };
    if function.modifiers.as_ref().is_some_and(|modifiers| modifiers.over.is_some()) {
        return Err(sink.unsupported("string_agg over a window", "aggregate in a subquery"));
    }
    sink.push(if function.distinct { "group_concat(DISTINCT " } else { "group_concat(" });
    sink.node(text)?;
    sink.end_call_with(function, |sink| {
        sink.push(" SEPARATOR ");
        sink.dialect().literal(&separator, sink)
    })
}

/// MySQL has neither DISTINCT nor ORDER BY in it, MariaDB in arrays alone, and no window.
fn json(name: &'static str, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let modifiers = function.modifiers.as_deref();
    let ordered = modifiers.is_some_and(|modifiers| !modifiers.order_by.is_empty());
    let mariadb = sink.dialect().name() == "mariadb";
    if (ordered || function.distinct) && !(mariadb && name == "json_arrayagg") {
        return Err(sink.unsupported(
            &format!("DISTINCT or ORDER BY in {name}"),
            "put the values in order in the program",
        ));
    }
    if mariadb && modifiers.is_some_and(|modifiers| modifiers.over.is_some()) {
        return Err(sink.unsupported(&format!("{name} over a window"), "aggregate in a subquery"));
    }
    named(name, function, sink)
}
