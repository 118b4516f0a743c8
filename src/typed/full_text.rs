//! Full-text search.

use super::{Cond, Expr, ExprList, Float, IntoExpr, Text};
use crate::ast::{self, FullTextOp, FullTextSyntax, Name, Node, Nodes};

/// Starts a full-text search in one column, or in several as if they were one text.
///
/// What a word is, which words are too common or too short, and whether `running` is found by `run` is
/// decided by the database's index and its language, so the same search may find other rows on
/// another database. It needs what the database searches in: on MySQL and MariaDB a FULLTEXT index
/// over just these columns, on SQLite a virtual table of FTS5; PostgreSQL does without, and is faster
/// with an index over the same expression.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_sqlite::Sqlite;
///
/// let page = table("page");
/// let search = full_text((page.col("title"), page.col("body"))).all_words("query builder");
/// let best = select((page.col("title"), search.rank()))
///     .from(&page)
///     .filter(search.matches())
///     .order_by(search.rank().desc())
///     .limit(10);
/// let sql = best.to_sql(&Sqlite)?;
/// assert_eq!(
///     sql.text(),
///     r#"SELECT "page"."title", (-bm25("page"."page")) FROM "page" WHERE "page"."page" MATCH ? ORDER BY (-bm25("page"."page")) DESC LIMIT ?"#
/// );
/// assert_eq!(sql.params()[0], Value::from(r#"{"title" "body"} : ("query" AND "builder")"#));
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// PostgreSQL has `to_tsvector(coalesce(title, '') || ' ' || coalesce(body, '')) @@ plainto_tsquery($1)` and
/// [`ts_rank`](https://www.postgresql.org/docs/current/textsearch-controls.html), MySQL and MariaDB have
/// [`MATCH (title, body) AGAINST (? IN BOOLEAN MODE)`](https://dev.mysql.com/doc/refman/9.4/en/fulltext-search.html)
/// with `+query +builder`, SQLite has [FTS5](https://sqlite.org/fts5.html), which takes MATCH only where
/// WHERE asks for it with AND.
pub fn full_text(columns: impl ExprList) -> FullText {
    let mut operands = Nodes::new();
    columns.append_to(&mut operands);
    FullText { operands, language: None, vector: false }
}

/// Where a full-text search looks: see [`full_text`].
#[derive(Clone, Debug)]
#[must_use = "it looks for nothing until it is told what"]
pub struct FullText {
    operands: Nodes,
    language: Option<Name>,
    vector: bool,
}

impl FullText {
    /// The language of the texts, as PostgreSQL calls its configuration: `english`. Elsewhere the
    /// index knows it, and a search that names one is refused.
    pub fn language(mut self, language: impl Into<Name>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// The column is a `tsvector` of PostgreSQL, which is searched as it is.
    pub fn vector(mut self) -> Self {
        self.vector = true;
        self
    }

    /// Looks for all of the words.
    pub fn all_words(self, words: impl IntoExpr<Text>) -> TextSearch {
        self.search(words.into_node(), FullTextSyntax::AllWords)
    }

    /// Looks for any of the words.
    pub fn any_word(self, words: impl IntoExpr<Text>) -> TextSearch {
        self.search(words.into_node(), FullTextSyntax::AnyWord)
    }

    /// Looks for the words in their order, one behind the other.
    pub fn phrase(self, words: impl IntoExpr<Text>) -> TextSearch {
        self.search(words.into_node(), FullTextSyntax::Phrase)
    }

    /// Looks for what people write for a search machine: `websearch_to_tsquery` on PostgreSQL, IN
    /// NATURAL LANGUAGE MODE on MySQL and MariaDB. SQLite has no such thing and refuses it.
    pub fn natural(self, query: impl IntoExpr<Text>) -> TextSearch {
        self.search(query.into_node(), FullTextSyntax::Natural)
    }

    /// Looks for a query in the database's own language: `to_tsquery` on PostgreSQL, IN BOOLEAN MODE
    /// on MySQL and MariaDB, FTS5's on SQLite. It is an error of the database's if it is none.
    pub fn native(self, query: impl IntoExpr<Text>) -> TextSearch {
        self.search(query.into_node(), FullTextSyntax::Native)
    }

    fn search(self, sought: Node, syntax: FullTextSyntax) -> TextSearch {
        let FullText { operands, language, vector } = self;
        let op = FullTextOp::Matches;
        TextSearch(ast::FullText { op, operands, sought, syntax, language, vector, depth: 0 })
    }
}

/// A full-text search: see [`full_text`].
#[derive(Clone, Debug)]
#[must_use = "a search does nothing until a query has it"]
pub struct TextSearch(ast::FullText);

impl TextSearch {
    /// Whether a row is found.
    pub fn matches(&self) -> Cond {
        Expr::new(self.0.clone().into_node())
    }

    /// How well a row fits: the more the better. Numbers of different databases, and of different
    /// searches, are not to be compared.
    #[must_use]
    pub fn rank(&self) -> Expr<Float> {
        Expr::new(ast::FullText { op: FullTextOp::Rank, ..self.0.clone() }.into_node())
    }
}
