//! Full-text search: <https://www.postgresql.org/docs/current/textsearch-controls.html>

use aludel::ast::{FullText, FullTextOp, FullTextSyntax, Name};
use aludel::dialect::{LEAF, Op};
use aludel::render::Sink;
use aludel::value::Value;
use aludel::{ErrorKind, Result};

/// `vector @@ query`, or `ts_rank(vector, query)`.
pub(crate) fn full_text(search: &FullText, sink: &mut Sink<'_>) -> Result<()> {
    match search.op {
        FullTextOp::Rank => {
            sink.push("ts_rank(");
            vector(search, 0, sink)?;
            sink.push(", ");
            query(search, sink)?;
            sink.push(")");
            Ok(())
        }
        _ => {
            vector(search, sink.powers().of(Op::Custom).left, sink)?;
            sink.push(" @@ ");
            query(search, sink)
        }
    }
}

/// The column as it is, or `to_tsvector([language,] texts)`: a NULL is an empty text.
fn vector(search: &FullText, least: u8, sink: &mut Sink<'_>) -> Result<()> {
    let operands = &search.operands[..];
    match (operands, search.vector) {
        ([column], true) => return sink.operand(column, least),
        ([], _) | (_, true) => {
            return Err(sink
                .error(
                    ErrorKind::Invalid,
                    format!("a full-text search in {} columns", operands.len()),
                )
                .with_help("name the columns, and of tsvectors one"));
        }
        _ => {}
    }
    sink.push("to_tsvector(");
    language(search.language.as_ref(), sink)?;
    if let [column] = operands {
        sink.operand(column, 0)?;
    } else {
        for (i, column) in operands.iter().enumerate() {
            sink.push(if i == 0 { "coalesce(" } else { " || ' ' || coalesce(" });
            sink.operand(column, 0)?;
            sink.push(", '')");
        }
    }
    sink.push(")");
    Ok(())
}

fn language(language: Option<&Name>, sink: &mut Sink<'_>) -> Result<()> {
    let Some(language) = language else { return Ok(()) };
    sink.dialect().literal(&Value::from(language.as_str()), sink)?;
    sink.push(", ");
    Ok(())
}

fn query(search: &FullText, sink: &mut Sink<'_>) -> Result<()> {
    sink.push(match search.syntax {
        FullTextSyntax::AllWords => "plainto_tsquery(",
        FullTextSyntax::Phrase => "phraseto_tsquery(",
        FullTextSyntax::Natural => "websearch_to_tsquery(",
        _ => "to_tsquery(",
    });
    language(search.language.as_ref(), sink)?;
    if search.syntax == FullTextSyntax::AnyWord {
        let words = search.words().ok_or_else(|| sink.unknown_words())?;
        // Within quotes, a quote and a backslash are doubled.
        let quote = |word: &&str| format!("'{}'", word.replace('\\', r"\\").replace('\'', "''"));
        let any = words.iter().map(quote).collect::<Vec<_>>().join(" | ");
        sink.value(&Value::from(any))?;
    } else {
        sink.operand(&search.sought, LEAF)?;
    }
    sink.push(")");
    Ok(())
}
