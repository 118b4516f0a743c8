//! Full-text search: <https://dev.mysql.com/doc/refman/9.4/en/fulltext-search.html>

use aludel::Result;
use aludel::ast::{FullText, FullTextOp, FullTextSyntax};
use aludel::dialect::LEAF;
use aludel::render::Sink;
use aludel::value::Value;

/// `MATCH (columns) AGAINST (query IN BOOLEAN MODE) > 0`; the rank is what it gives.
pub(crate) fn full_text(search: &FullText, sink: &mut Sink<'_>) -> Result<()> {
    if search.language.is_some() || search.vector {
        return Err(sink.unsupported(
            "the language of a full-text search, or a vector",
            "leave it out: the FULLTEXT index has its parser and its stop words",
        ));
    }
    sink.push("MATCH (");
    sink.list(&search.operands)?;
    sink.push(") AGAINST (");
    let words = || search.words().ok_or_else(|| sink.unknown_words());
    let query = match search.syntax {
        FullTextSyntax::AllWords => {
            let words = words()?.into_iter().map(|word| format!("+{}", quoted(word)));
            Some(words.collect::<Vec<_>>().join(" "))
        }
        FullTextSyntax::AnyWord => {
            Some(words()?.into_iter().map(quoted).collect::<Vec<_>>().join(" "))
        }
        FullTextSyntax::Phrase => Some(phrase(&words()?.join(" "))),
        _ => None,
    };
    match query {
        Some(query) => sink.value(&Value::from(query))?,
        None => sink.operand(&search.sought, LEAF)?,
    }
    sink.push(match search.syntax {
        FullTextSyntax::Natural => " IN NATURAL LANGUAGE MODE)",
        _ => " IN BOOLEAN MODE)",
    });
    sink.push(match search.op {
        FullTextOp::Rank => "",
        _ => " > 0",
    });
    Ok(())
}

/// A word in which nothing is an operator; one that the index would take apart is a phrase.
fn quoted(word: &str) -> String {
    if word.chars().all(char::is_alphanumeric) { word.to_owned() } else { phrase(word) }
}

/// There is no escape for a quote.
fn phrase(words: &str) -> String {
    format!("\"{}\"", words.replace('"', " "))
}
