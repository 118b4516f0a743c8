//! Scope: which tables a column may come from.

use smallvec::SmallVec;

use crate::ast::{ColumnRef, JoinKind, Name, Query, Source, StaticColumn, TableRef};
use crate::error::{Error, ErrorKind};
use crate::schema::TableDef;

/// The sources in FROM around a place in the statement, innermost query last.
#[derive(Default)]
pub(crate) struct Scope {
    entries: SmallVec<[Entry; 4]>,
    /// Where each enclosing query's entries start.
    frames: SmallVec<[usize; 4]>,
    /// How many sources are opaque: then a name that isn't known may still be right.
    opaque: usize,
}

/// One source.
struct Entry {
    name: Name,
    columns: Columns,
    /// On the side of an outer join that may be all NULL.
    nullable: bool,
}

/// What is known of a source's columns.
enum Columns {
    /// A table as it is.
    Static(&'static TableDef),
    /// A table of any sort; `true` if it is aliased.
    Table(TableRef, bool),
    /// The names of a subquery's select list, where all are known.
    Named(Option<Vec<Name>>),
}

/// What to undo when a query's scope ends.
pub(crate) struct Mark {
    entries: usize,
    opaque: usize,
}

impl Scope {
    /// Starts the scope of a query.
    pub(crate) fn enter(&mut self) -> Mark {
        let mark = Mark { entries: self.entries.len(), opaque: self.opaque };
        self.frames.push(mark.entries);
        mark
    }

    /// Ends it.
    pub(crate) fn leave(&mut self, mark: Mark) {
        self.entries.truncate(mark.entries);
        self.opaque = mark.opaque;
        self.frames.pop();
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
                let columns = Columns::Named(output_names(&derived.query));
                self.push(Entry { name: derived.name.clone(), columns, nullable })
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
    pub(crate) fn add_table(&mut self, table: &TableRef, nullable: bool) -> Result<(), Error> {
        let columns = match table {
            TableRef::Static(def) => Columns::Static(def),
            other => Columns::Table(other.clone(), other.alias().is_some()),
        };
        self.push(Entry { name: table.name().clone(), columns, nullable })
    }

    fn push(&mut self, entry: Entry) -> Result<(), Error> {
        let start = self.frames.last().copied().unwrap_or(0);
        if let Some(same) = self.entries[start..].iter().find(|other| other.clashes(&entry)) {
            return Err(Error::new(
                ErrorKind::Scope,
                format!("{} stands twice in FROM", same.name),
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
            if let Columns::Static(def) = entry.columns
                && std::ptr::eq(def, column.table)
            {
                return Ok(());
            }
        }
        self.check_static_by_name(column)
    }

    /// The same table may be in scope through a definition made at run time.
    #[cold]
    fn check_static_by_name(&self, column: StaticColumn) -> Result<(), Error> {
        let wanted = column.table;
        let found = self.entries.iter().any(|entry| match &entry.columns {
            Columns::Static(def) => def.name == wanted.name && def.schema == wanted.schema,
            Columns::Table(table, aliased) => {
                !aliased && table.def().name == wanted.name && table.def().schema == wanted.schema
            }
            Columns::Named(_) => false,
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
        let start = self.frames.last().copied().unwrap_or(0);
        let having =
            self.entries[start..].iter().filter(|e| e.has(name) == Some(true)).collect::<Vec<_>>();
        if let [first, second, ..] = having[..] {
            return Err(Error::new(
                ErrorKind::Scope,
                format!("column {name} is in {} and in {}", first.name, second.name),
            )
            .with_help("say which: take it from its table with .col(…)"));
        }
        // One that no known table has may be a label, a column of a table whose columns
        // aren't known, or one of the database's own: the database has the last word.
        Ok(())
    }

    /// Whether a column's table is on the side of an outer join that may be all NULL.
    pub(crate) fn is_nullable(&self, column: StaticColumn) -> bool {
        self.entries.iter().rev().any(|entry| {
            entry.nullable
                && matches!(entry.columns, Columns::Static(def) if std::ptr::eq(def, column.table))
        })
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
        let known = self.entries.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join(", ");
        if known.is_empty() {
            error.with_help("no table is in scope: add it with .from(…)")
        } else {
            error.with_help(format!("in scope: {known}; add {table} with .from(…) or .join(…)"))
        }
    }
}

impl Entry {
    fn is_named(&self, schema: Option<&Name>, name: &str) -> bool {
        self.name.as_str() == name
            && match (schema, &self.columns) {
                (None, _) => true,
                (Some(schema), Columns::Static(def)) => def.schema.as_ref() == Some(schema),
                (Some(schema), Columns::Table(table, aliased)) => {
                    !aliased && table.def().schema.as_ref() == Some(schema)
                }
                (Some(_), Columns::Named(_)) => false,
            }
    }

    /// Whether the two can't stand in one FROM: the same name, unless schemas keep them apart.
    fn clashes(&self, other: &Entry) -> bool {
        self.name == other.name && self.schema() == other.schema()
    }

    fn schema(&self) -> Option<&Name> {
        match &self.columns {
            Columns::Static(def) => def.schema.as_ref(),
            Columns::Table(table, false) => table.def().schema.as_ref(),
            Columns::Table(_, true) | Columns::Named(_) => None,
        }
    }

    /// Whether the source has the column; `None` if its columns aren't known.
    fn has(&self, name: &Name) -> Option<bool> {
        let in_table =
            |def: &TableDef| (!def.columns.is_empty()).then(|| def.column(name.as_str()).is_some());
        match &self.columns {
            Columns::Static(def) => in_table(def),
            Columns::Table(table, _) => in_table(table.def()),
            Columns::Named(names) => names.as_ref().map(|names| names.contains(name)),
        }
    }

    fn listed(&self) -> String {
        let names: Vec<&str> = match &self.columns {
            Columns::Static(def) => def.columns.iter().map(|c| c.name.as_str()).collect(),
            Columns::Table(table, _) => {
                table.def().columns.iter().map(|c| c.name.as_str()).collect()
            }
            Columns::Named(names) => names.iter().flatten().map(Name::as_str).collect(),
        };
        names.join(", ")
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
