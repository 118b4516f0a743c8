//! Sequences: <https://www.postgresql.org/docs/current/functions-sequence.html>.

use aludel::Result;
use aludel::ast::Node;
use aludel::render::Sink;
use aludel::value::Value;

/// `nextval('"schema"."sequence"')`
pub(crate) fn next_value(names: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    let quoted = names
        .iter()
        .filter_map(Node::output_name)
        .map(|name| format!("\"{}\"", name.as_str().replace('"', "\"\"")))
        .collect::<Vec<_>>();
    sink.push("nextval(");
    sink.dialect().literal(&Value::from(quoted.join(".")), sink)?;
    sink.push(")");
    Ok(())
}
