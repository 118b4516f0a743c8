//! LIMIT in an UPDATE or DELETE: the rows whose keys a subquery finds.

use super::subselect;
use crate::ast::{ChangeClauses, InSet, Node, Nodes, Select, Source, TableRef};
use crate::error::Result;
use crate::render::Sink;
use crate::schema::column_of;

/// `key IN (SELECT key FROM table WHERE condition ORDER BY … LIMIT …)`
///
/// # Errors
/// When the table's primary key isn't known.
pub(crate) fn limit_by_key(
    table: &TableRef,
    condition: Option<&Node>,
    clauses: &ChangeClauses,
    sink: &mut Sink<'_>,
) -> Result<Node> {
    let key = table.def().columns.iter().filter(|column| column.primary_key);
    let key = key.map(|column| column_of(table, column.name.clone())).collect::<Nodes>();
    if key.is_empty() {
        sink.place("LIMIT");
        return Err(sink.unsupported(
            &format!(
                "LIMIT in a change of rows of {}, whose primary key isn't known,",
                table.def().full_name()
            ),
            "declare the key, or find the rows in a subquery",
        ));
    }
    if key.len() > 1 && !sink.features().row_values {
        sink.place("LIMIT");
        return Err(sink.unsupported(
            "LIMIT in a change of rows whose key has several columns",
            "find the rows in a subquery",
        ));
    }
    let operand = match &key[..] {
        [only] => only.clone(),
        several => Node::tuple(several.to_vec()),
    };
    let select = Select {
        items: key,
        filter: condition.cloned(),
        order_by: clauses.order_by.iter().cloned().collect(),
        limit: clauses.limit.clone(),
        ..Select::default()
    };
    let query = subselect(select, vec![Source::Table(table.clone())], clauses.depth());
    Ok(Node::in_set(operand, InSet::Query(query)))
}
