//! Full-text search: <https://sqlite.org/fts5.html>

use aludel::ast::{FullText, FullTextOp, FullTextSyntax, Node};
use aludel::render::Sink;
use aludel::value::Value;
use aludel::{Error, Result};

/// `table.table MATCH query`: within, the table is a column of its own. The rank is less than 0,
/// and the less the better.
pub(crate) fn full_text(search: &FullText, sink: &mut Sink<'_>) -> Result<()> {
    if search.language.is_some() || search.vector {
        return Err(sink.unsupported(
            "the language of a full-text search, or a vector",
            "leave it out: the virtual table has its tokenizer",
        ));
    }
    let Some((visible, table)) = search.operands.iter().find_map(place) else {
        return Err(not_columns(sink));
    };
    if !search.operands.iter().all(|column| place(column) == Some((visible, table))) {
        return Err(not_columns(sink));
    }
    if search.op == FullTextOp::Rank {
        sink.push("(-bm25(");
        whole(visible, table, sink)?;
        sink.push("))");
        return Ok(());
    }
    let query = query(search, sink)?;
    match (&search.operands[..], query) {
        ([column], Some(query)) => {
            sink.node(column)?;
            sink.push(" MATCH ");
            sink.value(&Value::from(query))
        }
        ([column], None) => {
            sink.node(column)?;
            sink.push(" MATCH ");
            sink.operand(&search.sought, aludel::dialect::LEAF)
        }
        (columns, Some(query)) => {
            let names = columns.iter().filter_map(Node::output_name);
            let names = names.map(|name| quoted(name.as_str())).collect::<Vec<_>>().join(" ");
            whole(visible, table, sink)?;
            sink.push(" MATCH ");
            sink.value(&Value::from(format!("{{{names}}} : ({query})")))
        }
        (_, None) => Err(sink.unknown_words()),
    }
}

fn not_columns(sink: &Sink<'_>) -> Error {
    sink.unsupported(
        "a full-text search in anything but columns of one table",
        "name the columns of a virtual table of FTS5",
    )
}

/// What the column's table goes by in the statement, and its name.
fn place(column: &Node) -> Option<(&str, &str)> {
    match column {
        Node::Column(column) => {
            let name = column.table.name.as_str();
            Some((name, name))
        }
        Node::Name(column) => {
            let visible = column.qualifier.name()?;
            Some((visible, column.qualifier.table().map_or(visible, |def| def.name.as_str())))
        }
        _ => None,
    }
}

fn whole(visible: &str, table: &str, sink: &mut Sink<'_>) -> Result<()> {
    sink.ident(visible)?;
    sink.push(".");
    sink.ident(table)
}

/// The query in FTS5's language; `None` where it is an expression.
fn query(search: &FullText, sink: &Sink<'_>) -> Result<Option<String>> {
    let words = || search.words().ok_or_else(|| sink.unknown_words());
    let all = |operator: &str| -> Result<String> {
        let words = words()?.into_iter().map(quoted).collect::<Vec<_>>();
        // A phrase of nothing is found nowhere.
        Ok(if words.is_empty() { quoted("") } else { words.join(operator) })
    };
    Ok(match search.syntax {
        FullTextSyntax::AllWords => Some(all(" AND ")?),
        FullTextSyntax::AnyWord => Some(all(" OR ")?),
        FullTextSyntax::Phrase => Some(quoted(&words()?.join(" "))),
        FullTextSyntax::Natural => {
            return Err(sink.unsupported(
                "a full-text search in natural language",
                "search for .all_words(…) or .any_word(…)",
            ));
        }
        _ => search.sought.as_text().map(str::to_owned),
    })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
