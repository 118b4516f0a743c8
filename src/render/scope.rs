//! Scope: which tables a column may come from.

use std::sync::Arc;

use smallvec::SmallVec;

use crate::ast::{ColumnRef, Derived, JoinKind, Name, Query, Source, StaticColumn, TableRef};
use crate::error::{Error, ErrorKind};
use crate::schema::TableDef;

/// The sources in FROM around a place in the statement, innermost query last.
#[derive(Default)]
pub(crate) struct Scope {
    entries: SmallVec<[Entry; 4]>,
    /// Where the innermost query's entries start.
    start: usize,
    /// How many sources are opaque: then a name that isn't known may still be right.
    opaque: usize,
}

/// One source.
struct Entry {
    source: Named,
    /// On the side of an outer join that may be all NULL.
    nullable: bool,
}

/// A source with a name.
enum Named {
    Table(TableRef),
    Derived(Arc<Derived>),
}

/// Sources that are out of scope for a while.
pub(crate) struct Hidden(SmallVec<[Entry; 4]>);

/// What to undo when a query's scope ends.
pub(crate) struct Mark {
    entries: usize,
    start: usize,
    opaque: usize,
}

impl Scope {
    /// Starts the scope of a query.
    #[inline]
    pub(crate) fn enter(&mut self) -> Mark {
        let mark = Mark { entries: self.entries.len(), start: self.start, opaque: self.opaque };
        self.start = mark.entries;
        mark
    }

    /// Ends it.
    #[inline]
    pub(crate) fn leave(&mut self, mark: Mark) {
        self.entries.truncate(mark.entries);
        self.start = mark.start;
        self.opaque = mark.opaque;
    }

    /// Takes the sources of the innermost query out of scope.
    pub(crate) fn hide(&mut self) -> Hidden {
        Hidden(self.entries.drain(self.start..).collect())
    }

    /// Puts them back.
    pub(crate) fn unhide(&mut self, hidden: Hidden) {
        self.entries.extend(hidden.0);
    }

    /// From here on every name may be right.
    pub(crate) fn open(&mut self) {
        self.opaque += 1;
    }

    /// Adds a source of FROM.
    pub(crate) fn add(&mut self, source: &Source) -> Result<(), Error> {
        self.add_as(source, false)
    }

    fn add_as(&mut self, source: &Source, nullable: bool) -> Result<(), Error> {
        match source {
            Source::Table(table) => self.add_table(table, nullable),
            Source::Derived(derived) => {
                self.push(Entry { source: Named::Derived(derived.clone()), nullable })
            }
            Source::Join(joins) => {
                let start = self.entries.len();
                self.add_as(&joins.first, nullable)?;
                for step in &joins.steps {
                    let (before, after) = match step.kind {
                        JoinKind::Inner | JoinKind::Cross => (false, false),
                        JoinKind::Left => (false, true),
                        JoinKind::Right => (true, false),
                        JoinKind::Full => (true, true),
                    };
                    if before {
                        self.entries[start..].iter_mut().for_each(|entry| entry.nullable = true);
                    }
                    self.add_as(&step.source, nullable || after)?;
                }
                Ok(())
            }
            Source::Raw(_) => {
                self.open();
                Ok(())
            }
            Source::Error(fault) => {
                Err(Error::new(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help))
            }
        }
    }

    /// Adds a table.
    #[inline]
    pub(crate) fn add_table(&mut self, table: &TableRef, nullable: bool) -> Result<(), Error> {
        self.push(Entry { source: Named::Table(table.clone()), nullable })
    }

    fn push(&mut self, entry: Entry) -> Result<(), Error> {
        if let Some(same) = self.entries[self.start..].iter().find(|other| other.clashes(&entry)) {
            return Err(Error::new(
                ErrorKind::Scope,
                format!("{} stands twice in FROM", same.name()),
            )
            .with_help("give one of them an alias"));
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Checks that a column of a `table!` table has its table in scope.
    #[inline]
    pub(crate) fn check_static(&self, column: StaticColumn) -> Result<(), Error> {
        for entry in self.entries.iter().rev() {
            if entry.is_static(column.table) {
                return Ok(());
            }
        }
        self.check_static_by_name(column)
    }

    /// The same table may be in scope through a definition made at run time.
    #[cold]
    fn check_static_by_name(&self, column: StaticColumn) -> Result<(), Error> {
        let wanted = column.table;
        let found = self.entries.iter().any(|entry| match &entry.source {
            Named::Table(table) => {
                table.alias().is_none()
                    && table.def().name == wanted.name
                    && table.def().schema == wanted.schema
            }
            Named::Derived(_) => false,
        });
        if found || self.opaque > 0 {
            return Ok(());
        }
        let name = column.name().map_or("?", Name::as_str);
        Err(self.missing(&wanted.full_name(), name))
    }

    /// Checks a column by name.
    pub(crate) fn check(&self, column: &ColumnRef) -> Result<(), Error> {
        let Some(qualifier) = column.qualifier.name() else {
            return self.check_unqualified(&column.name);
        };
        let schema = column.qualifier.schema();
        let Some(entry) = self.entries.iter().rev().find(|e| e.is_named(schema, qualifier)) else {
            if self.opaque > 0 {
                return Ok(());
            }
            return Err(self.missing(qualifier, column.name.as_str()));
        };
        match entry.has(&column.name) {
            Some(false) => Err(Error::new(
                ErrorKind::Scope,
                format!("{qualifier} has no column {}", column.name),
            )
            .with_help(format!("it has: {}", entry.listed()))),
            _ => Ok(()),
        }
    }

    fn check_unqualified(&self, name: &Name) -> Result<(), Error> {
        let having = self.entries[self.start..]
            .iter()
            .filter(|e| e.has(name) == Some(true))
            .collect::<Vec<_>>();
        if let [first, second, ..] = having[..] {
            return Err(Error::new(
                ErrorKind::Scope,
                format!("column {name} is in {} and in {}", first.name(), second.name()),
            )
            .with_help("say which: take it from its table with .col(…)"));
        }
        // One that no known table has may be a label, a column of a table whose columns
        // aren't known, or one of the database's own: the database has the last word.
        Ok(())
    }

    /// Whether any source is on the side of an outer join that may be all NULL.
    #[inline]
    pub(crate) fn has_nullable(&self) -> bool {
        self.entries.iter().any(|entry| entry.nullable)
    }

    /// Whether a column's table is on the side of an outer join that may be all NULL.
    pub(crate) fn is_nullable(&self, column: StaticColumn) -> bool {
        self.entries.iter().rev().any(|entry| entry.nullable && entry.is_static(column.table))
    }

    /// The same for a column by name.
    pub(crate) fn is_nullable_named(&self, column: &ColumnRef) -> bool {
        let Some(qualifier) = column.qualifier.name() else { return false };
        let schema = column.qualifier.schema();
        self.entries
            .iter()
            .rev()
            .find(|e| e.is_named(schema, qualifier))
            .is_some_and(|entry| entry.nullable)
    }

    #[cold]
    fn missing(&self, table: &str, column: &str) -> Error {
        let error = Error::new(
            ErrorKind::Scope,
            format!("column {table}.{column} is used, but {table} is not in FROM"),
        );
        let known = self.entries.iter().map(|e| e.name().as_str()).collect::<Vec<_>>().join(", ");
        if known.is_empty() {
            error.with_help("no table is in scope: add it with .from(…)")
        } else {
            error.with_help(format!("in scope: {known}; add {table} with .from(…) or .join(…)"))
        }
    }
}

impl Entry {
    fn name(&self) -> &Name {
        match &self.source {
            Named::Table(table) => table.name(),
            Named::Derived(derived) => &derived.name,
        }
    }

    /// Whether the source is this table of `table!`, not aliased.
    #[inline]
    fn is_static(&self, table: &'static TableDef) -> bool {
        matches!(self.source, Named::Table(TableRef::Static(def)) if std::ptr::eq(def, table))
    }

    fn is_named(&self, schema: Option<&Name>, name: &str) -> bool {
        self.name().as_str() == name && (schema.is_none() || schema == self.schema())
    }

    /// Whether the two can't stand in one FROM: the same name, unless schemas keep them apart.
    fn clashes(&self, other: &Entry) -> bool {
        self.name() == other.name() && self.schema() == other.schema()
    }

    fn schema(&self) -> Option<&Name> {
        match &self.source {
            Named::Table(table) if table.alias().is_none() => table.def().schema.as_ref(),
            _ => None,
        }
    }

    /// Whether the source has the column; `None` if its columns aren't known.
    fn has(&self, name: &Name) -> Option<bool> {
        match &self.source {
            Named::Table(table) => {
                let def = table.def();
                (!def.columns.is_empty()).then(|| def.column(name.as_str()).is_some())
            }
            Named::Derived(derived) => {
                output_names(&derived.query).map(|names| names.contains(name))
            }
        }
    }

    /// The names of the columns, for an error message.
    fn listed(&self) -> String {
        let names: Vec<Name> = match &self.source {
            Named::Table(table) => table.def().columns.iter().map(|c| c.name.clone()).collect(),
            Named::Derived(derived) => output_names(&derived.query).unwrap_or_default(),
        };
        names.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// The names of a query's columns, where each has one.
fn output_names(query: &Query) -> Option<Vec<Name>> {
    match query {
        Query::Select(select) => {
            select.items.iter().map(|item| item.output_name().cloned()).collect()
        }
        Query::Raw(_) => None,
    }
}
