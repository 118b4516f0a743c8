//! Statements and queries, each in a scope of its own.

use super::Sink;
use crate::ast::{Compound, JoinKind, MOST_SETS, Name, Node, Query, Select, Source, StatementRef};
use crate::error::{ErrorKind, Result};
use crate::lower;

impl Sink<'_> {
    /// A statement of any sort.
    ///
    /// # Errors
    /// When the statement can't be compiled for the dialect.
    pub fn statement(&mut self, statement: StatementRef<'_>) -> Result<()> {
        match statement {
            StatementRef::Select(select) => self.select(select),
            StatementRef::Compound(compound) => self.compound(compound),
            StatementRef::Values(values) => self.dialect.values(values, self),
            StatementRef::Insert(insert) => {
                self.fault(insert.fault.as_deref())?;
                let lowered = lower::insert(insert, self)?;
                let insert = lowered.as_ref().unwrap_or(insert);
                self.in_scope(|sink| sink.dialect.insert(insert, sink))
            }
            StatementRef::Update(update) => {
                self.fault(update.fault.as_deref())?;
                let lowered = lower::update(update, self)?;
                let update = lowered.as_ref().unwrap_or(update);
                self.in_scope(|sink| sink.dialect.update(update, sink))
            }
            StatementRef::Delete(delete) => {
                self.fault(delete.fault.as_deref())?;
                let lowered = lower::delete(delete, self)?;
                let delete = lowered.as_ref().unwrap_or(delete);
                self.in_scope(|sink| sink.dialect.delete(delete, sink))
            }
            StatementRef::Merge(merge) => {
                self.fault(merge.fault.as_deref())?;
                self.in_scope(|sink| sink.dialect.merge(merge, sink))
            }
            StatementRef::Truncate(truncate) => self.dialect.truncate(truncate, self),
            StatementRef::CreateTable(create) => self.dialect.create_table(create, self),
            StatementRef::DropTable(drop) => self.dialect.drop_table(drop, self),
            StatementRef::Raw(raw) => {
                self.scope.open();
                self.raw(raw)
            }
            StatementRef::Explain(explain) => {
                self.place = "EXPLAIN";
                self.dialect.explain(explain, self)
            }
            StatementRef::Fault(fault) => self.fault(Some(fault)),
        }
    }

    /// Runs a production in a scope of its own.
    fn in_scope(&mut self, production: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let mark = self.scope.enter();
        let done = production(self);
        self.scope.leave(mark);
        done
    }

    /// A SELECT, in a scope of its own, without parentheses.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn select(&mut self, select: &Select) -> Result<()> {
        self.fault(select.fault.as_deref())?;
        let outer_place = self.place;
        self.in_scope(|sink| {
            sink.place = "FROM";
            for source in &select.from {
                sink.scope.add(source).map_err(|error| sink.locate(error))?;
            }
            if sink.not_null != 0 {
                sink.check_not_null(select)?;
            }
            if lower::needed(select, sink.features) {
                sink.lowered(select)
            } else {
                sink.dialect.select(select, sink)
            }
        })?;
        self.place = outer_place;
        Ok(())
    }

    /// A SELECT in another shape, because the database lacks one of its clauses.
    fn lowered(&mut self, select: &Select) -> Result<()> {
        let other = lower::select(select, self)?;
        // The sources are inside now.
        let hidden = self.scope.hide();
        let done = self.select(&other);
        self.scope.unhide(hidden);
        done
    }

    fn compound(&mut self, compound: &Compound) -> Result<()> {
        self.fault(compound.fault.as_deref())?;
        let outer_place = self.place;
        self.in_scope(|sink| sink.dialect.compound(compound, sink))?;
        self.place = outer_place;
        Ok(())
    }

    /// A typed select list promises that some items are not NULL. A column whose table is on
    /// the nullable side of an outer join breaks the promise.
    fn check_not_null(&mut self, select: &Select) -> Result<()> {
        // Only the outermost query is read into types.
        let promised = std::mem::take(&mut self.not_null);
        let grouped = select.has_grouping_sets();
        if !self.scope.has_nullable() && !grouped {
            return Ok(());
        }
        let sets = if grouped { select.grouping_sets(MOST_SETS) } else { None };
        let sets = sets.unwrap_or_default();
        let left_out = |item: &Node| {
            let is = |set: &Vec<&Node>| set.iter().any(|key| key.unlabelled() == item);
            sets.iter().any(is) && !sets.iter().all(is)
        };
        for (i, item) in select.items.iter().enumerate().take(128) {
            if promised >> i & 1 == 0 {
                continue;
            }
            let nullable = match item.unlabelled() {
                Node::Column(column) => self.scope.is_nullable(column),
                Node::Name(column) => self.scope.is_nullable_named(column),
                _ => false,
            };
            if left_out(item.unlabelled()) {
                let name = item.output_name().map_or("?", Name::as_str);
                self.place("the select list");
                return Err(self
                    .error(
                        ErrorKind::Invalid,
                        format!("column {name} may be NULL: not all sets of GROUP BY have it"),
                    )
                    .with_help("select it with .nullable()"));
            }
            if nullable {
                let name = item.output_name().map_or("?", Name::as_str);
                self.place("the select list");
                return Err(self
                    .error(
                        ErrorKind::Invalid,
                        format!("column {name} may be NULL: its table is outer-joined"),
                    )
                    .with_help(
                        "select it with .nullable(), or vouch for it with .assume_not_null()",
                    ));
            }
        }
        Ok(())
    }

    /// A query in parentheses.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn subquery(&mut self, query: &Query) -> Result<()> {
        self.push("(");
        // A label of the outer select list means nothing within.
        let sortable = std::mem::take(&mut self.sortable);
        self.query(query)?;
        self.sortable = sortable;
        self.push(")");
        Ok(())
    }

    /// A query without parentheses.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn query(&mut self, query: &Query) -> Result<()> {
        match query {
            Query::Select(select) => self.select(select),
            Query::Compound(compound) => self.compound(compound),
            Query::Values(values) => self.dialect.values(values, self),
            // Its text has a FROM of its own, which nobody here can read.
            Query::Raw(raw) => self.in_scope(|sink| {
                sink.scope.open();
                sink.raw(raw)
            }),
        }
    }

    /// An item of FROM.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn source(&mut self, source: &Source) -> Result<()> {
        self.dialect.source(source, self)
    }

    /// Refuses a join that the dialect doesn't have.
    pub(crate) fn check_join(&self, kind: JoinKind) -> Result<()> {
        match kind {
            JoinKind::Right if !self.features.right_join => {
                Err(self.unsupported("RIGHT JOIN", "turn it round into a left join"))
            }
            JoinKind::Full if !self.features.full_join => Err(self.unsupported(
                "FULL JOIN",
                "combine a left join with the rows that only the other side has",
            )),
            _ => Ok(()),
        }
    }
}
