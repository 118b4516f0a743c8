//! LIKE and searches.

use aludel::ast::{Affix, Like, Search};
use aludel::dialect::{Ansi, Dialect, Op};
use aludel::render::Sink;
use aludel::{ErrorKind, Result};

/// SQLite's LIKE ignores the case of ASCII letters by itself:
/// <https://sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators>
pub(crate) fn like(like: &Like, sink: &mut Sink<'_>) -> Result<()> {
    if !like.insensitive {
        return Ansi.like(like, sink);
    }
    let mut plain = like.clone();
    plain.insensitive = false;
    Ansi.like(&plain, sink)
}

/// A search that minds the case is a GLOB, which an index can serve, or a call of `instr`; one
/// that ignores it is a LIKE.
pub(crate) fn search(search: &Search, sink: &mut Sink<'_>) -> Result<()> {
    let Search { operand, needle, affix, insensitive, negated, .. } = search;
    if let Some(text) = needle.as_text()
        && text.contains('\0')
        && (*insensitive || *affix != Affix::Anywhere)
    {
        return Err(sink
            .error(ErrorKind::Unsupported, "a search for text with a NUL character")
            .with_help("LIKE and GLOB stop at it; a case-sensitive .contains(…) does not"));
    }
    let power = sink.powers().of(Op::Like);
    match (insensitive, affix) {
        (true, _) => {
            sink.operand(operand, power.left)?;
            sink.push(if *negated { " NOT LIKE " } else { " LIKE " });
            let escapes = [("!", "!!"), ("%", "!%"), ("_", "!_")];
            sink.pattern(needle, *affix, "%", &escapes, power.right)?;
            sink.push(" ESCAPE '!'");
            Ok(())
        }
        (false, Affix::Anywhere) => {
            sink.push("instr(");
            sink.node(operand)?;
            sink.push(", ");
            sink.node(needle)?;
            sink.push(if *negated { ") = 0" } else { ") > 0" });
            Ok(())
        }
        (false, Affix::Start | Affix::End) => {
            sink.operand(operand, power.left)?;
            sink.push(if *negated { " NOT GLOB " } else { " GLOB " });
            let escapes = [("[", "[[]"), ("*", "[*]"), ("?", "[?]")];
            sink.pattern(needle, *affix, "*", &escapes, power.right)
        }
    }
}
