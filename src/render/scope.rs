//! Scope: which tables a column may come from.

use smallvec::SmallVec;

use crate::ast::{
    ColumnRef, CteRef, Derived, JoinKind, JoinOn, Name, Names, Shared, Source, StaticColumn,
    TableFunction, TableRef, shown,
};
use crate::error::{Error, ErrorKind};
use crate::schema::TableDef;

/// The sources in FROM around a place in the statement, innermost query last.
#[derive(Default)]
pub(crate) struct Scope {
    entries: SmallVec<[Entry; 4]>,
    /// The table of the newest entry, if `table!` defines it: most columns are of that one.
    newest: Option<&'static TableDef>,
    /// The sources that entries refer to, and what joins have merged.
    kept: Vec<Kept>,
    /// Where the innermost query's entries start.
    start: usize,
    /// How many sources are opaque: then a name that isn't known may still be right.
    opaque: usize,
}

/// One source. Plain data: most sources are tables of the program, which nothing has to keep.
#[derive(Clone, Copy)]
struct Entry {
    source: Named,
    /// On the side of an outer join that may be all NULL.
    nullable: bool,
}

/// A source with a name.
#[derive(Clone, Copy)]
enum Named {
    /// A table that `table!` defines, not aliased.
    Static(&'static TableDef),
    /// Anything else, by its position among those that are kept.
    Kept(usize),
}

/// What the scope has to keep for as long as a query may refer to it.
enum Kept {
    Table(TableRef),
    Derived(Shared<Derived>),
    Cte(Shared<CteRef>),
    Function(Shared<TableFunction>),
    /// A column that USING has made one of two; `None` for all, of NATURAL.
    Merged(Option<Name>),
}

/// Sources that are out of scope for a while.
pub(crate) struct Hidden(SmallVec<[Entry; 4]>);

/// What to undo when a query's scope ends.
pub(crate) struct Mark {
    entries: usize,
    kept: usize,
    start: usize,
    opaque: usize,
}

impl Scope {
    /// Starts the scope of a query.
    #[inline]
    pub(crate) fn enter(&mut self) -> Mark {
        let mark = Mark {
            entries: self.entries.len(),
            kept: self.kept.len(),
            start: self.start,
            opaque: self.opaque,
        };
        self.start = mark.entries;
        mark
    }

    /// Ends it.
    #[inline]
    pub(crate) fn leave(&mut self, mark: Mark) {
        self.entries.truncate(mark.entries);
        self.newest = None;
        if self.kept.len() > mark.kept {
            self.kept.truncate(mark.kept);
        }
        self.start = mark.start;
        self.opaque = mark.opaque;
    }

    /// Takes all sources out of scope, those of the queries around it too.
    pub(crate) fn hide_all(&mut self) -> (Hidden, usize) {
        self.newest = None;
        (Hidden(self.entries.drain(..).collect()), std::mem::take(&mut self.start))
    }

    /// Puts them back, as they were.
    pub(crate) fn unhide_all(&mut self, (hidden, start): (Hidden, usize)) {
        self.entries = hidden.0;
        self.start = start;
    }

    /// Takes the sources of the innermost query out of scope.
    pub(crate) fn hide(&mut self) -> Hidden {
        self.newest = None;
        Hidden(self.entries.drain(self.start..).collect())
    }

    /// Puts them back.
    pub(crate) fn unhide(&mut self, hidden: Hidden) {
        self.entries.extend(hidden.0);
    }

    /// Whether every name may be right.
    pub(crate) fn is_open(&self) -> bool {
        self.opaque > 0
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
            Source::Derived(derived) => self.keep(Kept::Derived(derived.clone()), nullable),
            Source::Cte(cte) => self.keep(Kept::Cte(cte.clone()), nullable),
            Source::Function(function) => self.keep(Kept::Function(function.clone()), nullable),
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
                    match &step.on {
                        JoinOn::Using(names) => {
                            self.kept.extend(names.iter().cloned().map(Some).map(Kept::Merged));
                        }
                        JoinOn::Natural => self.kept.push(Kept::Merged(None)),
                        JoinOn::ForeignKey | JoinOn::Condition(_) => {}
                    }
                }
                Ok(())
            }
            Source::Sample(sample) => self.add_table(&sample.table, nullable),
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
        match table {
            TableRef::Static(def) => {
                self.push(Entry { source: Named::Static(def), nullable })?;
                self.newest = Some(def);
                Ok(())
            }
            other => self.keep(Kept::Table(other.clone()), nullable),
        }
    }

    fn keep(&mut self, source: Kept, nullable: bool) -> Result<(), Error> {
        let at = self.kept.len();
        self.kept.push(source);
        self.push(Entry { source: Named::Kept(at), nullable })
    }

    #[inline]
    fn push(&mut self, entry: Entry) -> Result<(), Error> {
        if self.entries.len() > self.start {
            self.check_clash(entry)?;
        }
        self.entries.push(entry);
        Ok(())
    }

    fn check_clash(&self, entry: Entry) -> Result<(), Error> {
        let Some(new) = self.view(entry) else { return Ok(()) };
        let own = self.entries[self.start..].iter();
        if !own.filter_map(|other| self.view(*other)).any(|other| other.clashes(&new)) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Scope, format!("{} stands twice in FROM", new.name()))
            .with_help("give one of them an alias"))
    }

    fn view(&self, entry: Entry) -> Option<View<'_>> {
        match entry.source {
            Named::Static(def) => Some(View::Table { def, alias: None }),
            Named::Kept(at) => match self.kept.get(at)? {
                Kept::Table(table) => Some(View::Table { def: table.def(), alias: table.alias() }),
                Kept::Derived(derived) => Some(View::Derived(derived)),
                Kept::Cte(cte) => Some(View::Cte(cte)),
                Kept::Function(function) => Some(View::Function(function)),
                Kept::Merged(_) => None,
            },
        }
    }

    /// What is in scope, innermost first.
    fn views(&self) -> impl Iterator<Item = View<'_>> {
        self.entries.iter().rev().filter_map(|entry| self.view(*entry))
    }

    /// Whether a table that `table!` defines is in scope, not aliased.
    #[inline]
    pub(crate) fn has_static(&self, table: &'static TableDef) -> bool {
        self.newest.is_some_and(|newest| std::ptr::eq(newest, table))
            || self.entries.iter().any(|entry| entry.is_static(table))
    }

    /// Checks that a column of a `table!` table has its table in scope: it may be there through
    /// a definition made at run time.
    #[cold]
    pub(crate) fn check_static_by_name(&self, column: &StaticColumn) -> Result<(), Error> {
        let wanted = column.table;
        let found = self.views().any(|view| match view {
            View::Table { def, alias } => {
                alias.is_none() && def.name == wanted.name && def.schema == wanted.schema
            }
            View::Derived(_) | View::Cte(_) | View::Function(_) => false,
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
        let Some(view) = self.views().find(|view| view.is_named(schema, qualifier)) else {
            if self.opaque > 0 {
                return Ok(());
            }
            return Err(self.missing(qualifier, column.name.as_str()));
        };
        match view.has(&column.name) {
            Some(false) => Err(Error::new(
                ErrorKind::Scope,
                format!("{} has no column {}", shown(qualifier), column.name),
            )
            .with_help(format!("it has: {}", view.listed()))),
            _ => Ok(()),
        }
    }

    fn check_unqualified(&self, name: &Name) -> Result<(), Error> {
        let merged = self.kept.iter().any(|kept| match kept {
            Kept::Merged(merged) => merged.as_ref().is_none_or(|merged| merged == name),
            _ => false,
        });
        if merged {
            return Ok(());
        }
        let own = self.entries[self.start..].iter().filter_map(|entry| self.view(*entry));
        let mut having = own.filter(|view| view.has(name) == Some(true));
        if let (Some(first), Some(second)) = (having.next(), having.next()) {
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
    pub(crate) fn is_nullable(&self, column: &StaticColumn) -> bool {
        self.entries.iter().rev().any(|entry| entry.nullable && entry.is_static(column.table))
    }

    /// The same for a column by name.
    pub(crate) fn is_nullable_named(&self, column: &ColumnRef) -> bool {
        let Some(qualifier) = column.qualifier.name() else { return false };
        let schema = column.qualifier.schema();
        self.entries
            .iter()
            .rev()
            .find(|entry| self.view(**entry).is_some_and(|view| view.is_named(schema, qualifier)))
            .is_some_and(|entry| entry.nullable)
    }

    #[cold]
    fn missing(&self, table: &str, column: &str) -> Error {
        let table = shown(table);
        let error = Error::new(
            ErrorKind::Scope,
            format!("column {table}.{column} is used, but {table} is not in FROM"),
        );
        let known =
            self.entries.iter().filter_map(|entry| Some(shown(self.view(*entry)?.name().as_str())));
        let known = known.collect::<Vec<_>>().join(", ");
        if known.is_empty() {
            error.with_help("no table is in scope: add it with .from(…)")
        } else {
            error.with_help(format!("in scope: {known}; add {table} with .from(…) or .join(…)"))
        }
    }
}

impl Entry {
    /// Whether the source is this table of `table!`, not aliased.
    #[inline]
    fn is_static(&self, table: &'static TableDef) -> bool {
        matches!(self.source, Named::Static(def) if std::ptr::eq(def, table))
    }
}

/// A source, as columns refer to it.
enum View<'s> {
    Table { def: &'s TableDef, alias: Option<&'s Name> },
    Derived(&'s Derived),
    Cte(&'s CteRef),
    Function(&'s TableFunction),
}

impl<'s> View<'s> {
    fn name(&self) -> &'s Name {
        match self {
            View::Table { def, alias } => alias.unwrap_or(&def.name),
            View::Derived(derived) => &derived.name,
            View::Cte(cte) => cte.visible(),
            View::Function(function) => &function.name,
        }
    }

    fn schema(&self) -> Option<&'s Name> {
        match self {
            View::Table { def, alias: None } => def.schema.as_ref(),
            View::Table { def: _, alias: Some(_) }
            | View::Derived(_)
            | View::Cte(_)
            | View::Function(_) => None,
        }
    }

    fn is_named(&self, schema: Option<&Name>, name: &str) -> bool {
        self.name().as_str() == name && (schema.is_none() || schema == self.schema())
    }

    /// Whether the two can't stand in one FROM: the same name, unless schemas keep them apart.
    fn clashes(&self, other: &View<'_>) -> bool {
        self.name() == other.name() && self.schema() == other.schema()
    }

    /// Whether it has the column; `None` if its columns aren't known.
    fn has(&self, name: &Name) -> Option<bool> {
        match self {
            View::Table { def, alias: _ } => {
                (!def.columns.is_empty()).then(|| def.column(name.as_str()).is_some())
            }
            View::Derived(derived) => derived.has_output(name),
            View::Cte(cte) => cte.columns.as_ref().map(|names| names.contains(name)),
            View::Function(function) => {
                (!function.columns.is_empty()).then(|| function.columns.contains(name))
            }
        }
    }

    /// The names of its columns, where they are known and it is no table.
    fn output_names(&self) -> Option<Names> {
        match self {
            View::Table { .. } => None,
            View::Derived(derived) => derived.output_names(),
            View::Cte(cte) => cte.columns.clone(),
            View::Function(function) => {
                (!function.columns.is_empty()).then(|| function.columns.iter().cloned().collect())
            }
        }
    }

    /// The names of the columns, for an error message.
    fn listed(&self) -> String {
        let names: Names = match self {
            View::Table { def, alias: _ } => def.columns.iter().map(|c| c.name.clone()).collect(),
            _ => self.output_names().unwrap_or_default(),
        };
        names.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
    }
}
