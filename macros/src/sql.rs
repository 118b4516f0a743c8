//! `sql!`: a literal with holes, as `RawSql`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Lit, LitStr, Result, Token};

const LITERAL_ONLY: &str =
    "sql! takes a string literal: text from elsewhere enters through `Trusted::new`";

/// Expands `sql!`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let expanded = literal.parse2(input).and_then(|literal| {
        let pieces = Scanner::new(&literal.value(), literal.span()).scan()?;
        let parts = pieces
            .into_iter()
            .map(|piece| part(piece, literal.span()))
            .collect::<Result<Vec<_>>>()?;
        let p = crate::private();
        Ok(quote!(#p::RawSql::new(::std::vec![#(#parts),*])))
    });
    expanded.unwrap_or_else(Error::into_compile_error)
}

fn literal(input: ParseStream<'_>) -> Result<LitStr> {
    let start = if input.is_empty() { Span::call_site() } else { input.span() };
    let Ok(Lit::Str(literal)) = input.parse::<Lit>() else {
        // Without this, what follows would be an error of its own.
        input.parse::<TokenStream>()?;
        return Err(Error::new(start, LITERAL_ONLY));
    };
    input.parse::<Option<Token![,]>>()?;
    if !input.is_empty() {
        let span = input.span();
        input.parse::<TokenStream>()?;
        let message = "sql! takes the text alone: write the expression into a hole, `{expr}`";
        return Err(Error::new(span, message));
    }
    Ok(literal)
}

/// A piece of the text.
#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    /// The source of an expression.
    Hole(String),
    /// The name of a bind.
    Bind(String),
}

fn part(piece: Piece, span: Span) -> Result<TokenStream> {
    let p = crate::private();
    Ok(match piece {
        Piece::Text(text) => {
            let text = Literal::string(&text);
            quote!(#p::RawPart::Text(#text))
        }
        Piece::Hole(source) => {
            // The tokens get the span of the literal: the compiler's errors point at it.
            let expr = LitStr::new(&source, span).parse::<TokenStream>()?;
            if expr.is_empty() {
                let message =
                    "an empty hole: write the expression between its braces, or `{{}}` for braces";
                return Err(Error::new(span, message));
            }
            quote!(#p::RawSql::hole(&(#expr)))
        }
        Piece::Bind(name) => {
            let name = Literal::string(&name);
            quote!(#p::RawSql::named(#name))
        }
    })
}

/// Cuts the text into pieces. It knows as much of SQL as tells where a hole or a bind can't
/// stand: in quotes and comments.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    span: Span,
    pieces: Vec<Piece>,
    plain: String,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        Scanner { text, at: 0, span, pieces: Vec::new(), plain: String::new() }
    }

    fn scan(mut self) -> Result<Vec<Piece>> {
        while let Some(next) = self.rest().chars().next() {
            match next {
                '{' | '}' if self.rest()[1..].starts_with(next) => self.escaped_brace(next),
                '{' => self.hole()?,
                '}' => return self.error("a `}` without its `{`: write `}}` for a brace"),
                '\'' | '"' | '`' => self.quoted(next)?,
                '-' if self.rest().starts_with("--") => self.line_comment()?,
                '/' if self.rest().starts_with("/*") => self.comment()?,
                '$' => self.dollar()?,
                ':' => self.colon(),
                _ => self.take(next.len_utf8()),
            }
        }
        self.flush();
        Ok(self.pieces)
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Copies bytes that mean nothing here.
    fn take(&mut self, length: usize) {
        let text = self.text;
        self.plain.push_str(&text[self.at..self.at + length]);
        self.at += length;
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.plain)));
        }
    }

    fn push(&mut self, piece: Piece) {
        self.flush();
        self.pieces.push(piece);
    }

    fn error<T>(&self, message: &str) -> Result<T> {
        Err(Error::new(self.span, message))
    }

    fn escaped_brace(&mut self, brace: char) {
        self.plain.push(brace);
        self.at += 2;
    }

    fn hole(&mut self) -> Result<()> {
        let inside = &self.rest()[1..];
        let Some(length) = hole_length(inside) else {
            return self.error("a `{` without its `}`: write `{{` for a brace");
        };
        let source = inside[..length].trim();
        if is_format(source) {
            return self.error("a hole has an expression and no format: `{name}`");
        }
        self.push(Piece::Hole(source.to_owned()));
        self.at += length + 2;
        Ok(())
    }

    /// Copies text in which no hole can stand, up to its end.
    fn verbatim(&mut self, length: usize, place: &str) -> Result<()> {
        let end = self.at + length;
        while self.at < end {
            let rest = &self.text[self.at..end];
            match rest.find(['{', '}']) {
                None => self.take(rest.len()),
                Some(0) if rest.starts_with("{{") => self.escaped_brace('{'),
                Some(0) if rest.starts_with("}}") => self.escaped_brace('}'),
                Some(0) => {
                    return self.error(&format!(
                        "a hole can't stand {place}: a parameter is no part of a literal. Take \
                         it out, with `||` where text is put together; for a brace write `{{{{` \
                         or `}}}}`"
                    ));
                }
                Some(before) => self.take(before),
            }
        }
        Ok(())
    }

    /// A doubled quote inside ends one quoted text and begins another, which is as good.
    fn quoted(&mut self, quote: char) -> Result<()> {
        let inside = &self.rest()[1..];
        let before = &self.text.as_bytes()[..self.at];
        // PostgreSQL's E'…' alone has escapes with a backslash on every server.
        let escapes = quote == '\''
            && before.last().is_some_and(|b| b.eq_ignore_ascii_case(&b'e'))
            && !before.len().checked_sub(2).is_some_and(|i| is_word_byte(before[i]));
        let mut escaped = false;
        let end = inside.find(|c| {
            let ends = c == quote && !escaped;
            escaped = escapes && c == '\\' && !escaped;
            ends
        });
        match end {
            Some(end) => self.verbatim(end + 2, "in quotes"),
            None => self.error(&format!("a {quote} without its end")),
        }
    }

    fn line_comment(&mut self) -> Result<()> {
        match self.rest().find('\n') {
            Some(end) => self.verbatim(end + 1, "in a comment"),
            None => self.error(
                "a comment at the end would swallow what is written after it: use `/* … */`",
            ),
        }
    }

    /// Comments nest in PostgreSQL. Where they don't, this refuses a little too much.
    fn comment(&mut self) -> Result<()> {
        let rest = self.rest().as_bytes();
        let (mut depth, mut i) = (0_usize, 0);
        while i + 1 < rest.len() {
            match &rest[i..i + 2] {
                b"/*" => depth += 1,
                b"*/" => depth -= 1,
                _ => {
                    i += 1;
                    continue;
                }
            }
            i += 2;
            if depth == 0 {
                return self.verbatim(i, "in a comment");
            }
        }
        self.error("a `/*` without its `*/`")
    }

    /// `$tag$ … $tag$`, or a dollar sign.
    fn dollar(&mut self) -> Result<()> {
        let rest = self.rest();
        if self.after_word() {
            self.take(1);
            return Ok(());
        }
        let tag = word_length(&rest[1..]);
        let digits = rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if digits {
            return self.error(
                "a numbered placeholder would be mistaken for one of the bound values: use a \
                 hole `{expr}` or a bind `:name`",
            );
        }
        if !rest[1 + tag..].starts_with('$') {
            self.take(1);
            return Ok(());
        }
        let quote = &rest[..tag + 2];
        match rest[quote.len()..].find(quote) {
            Some(end) => self.verbatim(end + 2 * quote.len(), "in dollar quotes"),
            None => self.error(&format!("a {quote} without its end")),
        }
    }

    /// `:name`, unless it is a cast (`::`), an assignment (`:=`) or a slice (`a[1:n]`).
    fn colon(&mut self) {
        let after = &self.rest()[1..];
        if after.starts_with([':', '=']) {
            return self.take(2);
        }
        let name = word_length(after);
        if name == 0 || after.starts_with(|c: char| c.is_ascii_digit()) || self.after_word() {
            return self.take(1);
        }
        self.push(Piece::Bind(after[..name].to_owned()));
        self.at += 1 + name;
    }

    /// Whether what stands before is part of a word, or a bracket's end.
    fn after_word(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_some_and(|c| is_word(c) || matches!(c, ')' | ']'))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// The length of the word at the start.
fn word_length(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// Whether a hole looks like one of `format!`: `name:?`, `name:>5`.
fn is_format(source: &str) -> bool {
    let after = &source[word_length(source)..];
    after.starts_with(':') && !after.starts_with("::")
}

/// The length of a hole's source: up to the brace that closes it, past those in nested
/// brackets, strings, characters and comments.
fn hole_length(source: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(next) = source[at..].chars().next() {
        let rest = &source[at..];
        match next {
            '}' if open.is_empty() => return Some(at),
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' if open.pop() != Some(next) => return None,
            '"' => {
                at += string_length(rest)?;
                continue;
            }
            'r' if !source[..at].ends_with(is_word) => {
                if let Some(length) = raw_string_length(rest) {
                    at += length?;
                    continue;
                }
            }
            '\'' => {
                at += char_length(rest);
                continue;
            }
            '/' if rest.starts_with("//") => {
                at += rest.find('\n')?;
                continue;
            }
            '/' if rest.starts_with("/*") => {
                at += rest.find("*/")? + 2;
                continue;
            }
            _ => {}
        }
        at += next.len_utf8();
    }
    None
}

/// The length of `"…"`.
fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    let end = text[1..].find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some(end + 2)
}

/// The length of `r#"…"#`; `None` if it isn't one, `Some(None)` if it has no end.
fn raw_string_length(text: &str) -> Option<Option<usize>> {
    let hashes = text[1..].find(|c| c != '#')?;
    let inside = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(inside.find(&end).map(|length| 2 + hashes + length + end.len()))
}

/// The length of `'c'`, or of the quote of a lifetime.
fn char_length(text: &str) -> usize {
    let mut inside = text[1..].chars();
    match (inside.next(), inside.next()) {
        (Some('\\'), Some(escaped)) => {
            let start = 2 + escaped.len_utf8();
            text[start..].find('\'').map_or(1, |end| start + end + 1)
        }
        (Some(c), Some('\'')) => c.len_utf8() + 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        Scanner::new(text, Span::call_site()).scan().unwrap()
    }

    fn error(text: &str) -> String {
        Scanner::new(text, Span::call_site()).scan().unwrap_err().to_string()
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.into())
    }

    fn hole(source: &str) -> Piece {
        Piece::Hole(source.into())
    }

    fn bind(name: &str) -> Piece {
        Piece::Bind(name.into())
    }

    #[test]
    fn plain_text_is_kept() {
        for plain in [
            "SELECT 'it''s', \"a\"\"b\", `c`",
            "a::int := b, x[1:n], f(a):b, :1, a: b",
            "-- {{ :name '\n1",
            "/* a /* :b */ ' */ 1",
            "$$ :a ' $$ $fn$ $$ :b $fn$ a$b$c",
            "E'it\\'s :no' e'\\\\'",
            "größe = 'ß'",
        ] {
            assert_eq!(pieces(plain), [text(&plain.replace("{{", "{"))], "{plain}");
        }
    }

    #[test]
    fn holes_hold_any_expression() {
        for source in [
            "x",
            "t.col(\"x\")",
            "f(S { a: 1 }, [1, 2])",
            "'}'",
            "'\\''",
            "\"}\\\"}\"",
            "r#\"}\"}\"#",
            "loop { break 'a: { 1 } }",
            "g::<'a>(b)",
            "a /* } */",
            "for_r(r)",
        ] {
            assert_eq!(
                pieces(&format!("a {{{source}}} b")),
                [text("a "), hole(source), text(" b")]
            );
        }
        assert_eq!(pieces("{ a }{b}"), [hole("a"), hole("b")]);
        assert_eq!(pieces("{{{a}}}"), [text("{"), hole("a"), text("}")]);
        assert_eq!(pieces("'{{}}'"), [text("'{}'")]);
    }

    #[test]
    fn binds_have_names() {
        assert_eq!(pieces("a = :b"), [text("a = "), bind("b")]);
        assert_eq!(pieces(":b::int"), [bind("b"), text("::int")]);
        assert_eq!(pieces("(:a,:b_2)"), [text("("), bind("a"), text(","), bind("b_2"), text(")")]);
        assert_eq!(pieces("':a' :b"), [text("':a' "), bind("b")]);
    }

    #[test]
    fn mistakes_are_explained() {
        for (text, says) in [
            ("'{x}'", "in quotes"),
            ("\"{x}\"", "in quotes"),
            ("-- {x}\n", "in a comment"),
            ("/* {x} */", "in a comment"),
            ("$a$ {x} $a$", "in dollar quotes"),
            ("{x", "a `{` without its `}`"),
            ("{f(})}", "a `{` without its `}`"),
            ("x}", "a `}` without its `{`"),
            ("'x", "a ' without its end"),
            ("/* x", "a `/*` without its `*/`"),
            ("1 -- x", "would swallow"),
            ("$1", "numbered placeholder"),
            ("{x:?}", "no format"),
            ("{x:>5}", "no format"),
        ] {
            assert!(error(text).contains(says), "{text}: {}", error(text));
        }
    }
}
