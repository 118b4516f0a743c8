//! WITH: common table expressions.

use super::Sink;
use crate::ast::{Cte, CteBody, CteRef, Name, StatementRef, With};
use crate::error::{ErrorKind, Result};

/// `WITH [RECURSIVE] name (columns) AS (…), … `, with the space behind it.
///
/// The names stay known to the sink until [`Sink::forget_ctes`].
pub(crate) fn with(with: &With, sink: &mut Sink<'_>) -> Result<()> {
    let With { ctes } = with;
    if ctes.is_empty() {
        return Ok(());
    }
    let outer_place = sink.place;
    sink.place("WITH");
    let outermost = sink.text.len() == sink.start;
    sink.push("WITH ");
    if ctes.iter().any(|cte| cte.recursive) {
        sink.push("RECURSIVE ");
    }
    let start = sink.ctes.len();
    for (i, cte) in ctes.iter().enumerate() {
        if sink.ctes.iter().skip(start).any(|name| *name == cte.name) {
            return Err(sink
                .error(ErrorKind::Invalid, format!("WITH defines {} twice", cte.name))
                .with_help("give each common table expression a name of its own"));
        }
        if i > 0 {
            sink.push(", ");
        }
        self::cte(cte, outermost, sink)?;
        if !cte.recursive {
            sink.ctes.push(cte.name.clone());
        }
    }
    sink.push(" ");
    sink.place(outer_place);
    Ok(())
}

/// `name (columns) AS [[NOT] MATERIALIZED] (body)`
fn cte(cte: &Cte, outermost: bool, sink: &mut Sink<'_>) -> Result<()> {
    let Cte { name, columns, body, materialized, recursive, traversal: _ } = cte;
    sink.ident(name.as_str())?;
    sink.column_names(columns)?;
    sink.push(" AS ");
    if let Some(materialized) = materialized
        && sink.features().cte_materialized
    {
        sink.push(if *materialized { "MATERIALIZED " } else { "NOT MATERIALIZED " });
    }
    if *recursive {
        // It sees itself, and whatever follows sees it.
        sink.ctes.push(name.clone());
    }
    // What stands around it in FROM is not seen from within.
    let statement = match body {
        CteBody::Query(query) => {
            sink.apart("a WITH", query)?;
            return super::traversal::traversal(cte, sink);
        }
        CteBody::Insert(insert) => StatementRef::Insert(insert),
        CteBody::Update(update) => StatementRef::Update(update),
        CteBody::Delete(delete) => StatementRef::Delete(delete),
        CteBody::Merge(merge) => StatementRef::Merge(merge),
    };
    if !sink.features().cte_changes_data {
        return Err(sink.unsupported(
            "a WITH whose body changes data",
            "run the statements one by one in a transaction",
        ));
    }
    // <https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING>
    if !outermost {
        return Err(sink.unsupported(
            "a WITH whose body changes data, within a statement,",
            "put it into the WITH of the whole statement",
        ));
    }
    if matches!(body, CteBody::Merge(_)) && !sink.features().merge_returning {
        return Err(sink.unsupported("a WITH of MERGE", "run the MERGE before, in a transaction"));
    }
    let outside = sink.scope.hide();
    sink.push("(");
    sink.statement(statement)?;
    sink.push(")");
    sink.scope.unhide(outside);
    super::traversal::traversal(cte, sink)
}

/// A common table expression in FROM.
pub(crate) fn reference(cte: &CteRef, sink: &mut Sink<'_>) -> Result<()> {
    let CteRef { name, alias, columns: _ } = cte;
    if !sink.ctes.contains(name) && !sink.scope.is_open() {
        return Err(sink
            .error(ErrorKind::Scope, format!("no WITH defines {name}"))
            .with_help(format!("add the expression to the statement with .with(&{name})")));
    }
    sink.ident(name.as_str())?;
    if let Some(alias) = alias {
        sink.push(" AS ");
        sink.ident(alias.as_str())?;
    }
    Ok(())
}

impl Sink<'_> {
    /// ` (a, b, c)`; nothing where there are none.
    ///
    /// # Errors
    /// When a name can't be quoted.
    pub fn column_names(&mut self, names: &[Name]) -> Result<()> {
        for (i, name) in names.iter().enumerate() {
            self.push(if i == 0 { " (" } else { ", " });
            self.ident(name.as_str())?;
        }
        if !names.is_empty() {
            self.push(")");
        }
        Ok(())
    }

    /// Forgets the common table expressions beyond the first so many.
    pub(crate) fn forget_ctes(&mut self, known: usize) {
        self.ctes.truncate(known);
    }
}
