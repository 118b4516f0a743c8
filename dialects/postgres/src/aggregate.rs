//! Aggregates under PostgreSQL's names:
//! <https://www.postgresql.org/docs/current/functions-aggregate.html>.

use aludel::Result;
use aludel::ast::{Function, FunctionName};
use aludel::render::Sink;

use crate::untyped;

/// Writes the aggregate, if it is one of those that need more than their name.
pub(crate) fn aggregate(function: &Function, sink: &mut Sink<'_>) -> Option<Result<()>> {
    let FunctionName::Portable(name) = function.name else { return None };
    match name {
        "json_array_agg" => Some(untyped::function(&function.renamed("json_agg"), sink)),
        // Of exact numbers it is an exact number.
        "stddev_pop" | "stddev_samp" | "var_pop" | "var_samp" => {
            sink.push("CAST(");
            let done = untyped::function(function, sink);
            sink.push(" AS double precision)");
            Some(done)
        }
        _ => None,
    }
}
