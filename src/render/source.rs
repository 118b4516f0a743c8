//! FROM: tables, subqueries, joins.

use super::Sink;
use crate::ast::{
    BinaryOp, ColumnRef, Derived, Join, JoinKind, JoinOn, Joins, NaryOp, Node, Qualifier, Query,
    SampleMethod, Shared, Source, TableFunction, TableRef, TableSample,
};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::ForeignKey;

/// A table, a subquery or a chain of joins.
pub(crate) fn source(source: &Source, sink: &mut Sink<'_>) -> Result<()> {
    match source {
        Source::Table(table) => sink.dialect().table(table, sink),
        Source::Derived(derived) => sink.dialect().derived(derived, sink),
        Source::Cte(cte) => super::with::reference(cte, sink),
        Source::Function(function) => sink.dialect().table_function(function, sink),
        Source::Sample(sample) => self::sample(sample, sink),
        Source::Join(joins) => chain(joins, sink),
        Source::Raw(raw) => sink.raw(raw),
        Source::Error(fault) => {
            Err(sink.error(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help))
        }
    }
}

/// `[LATERAL] (query) AS name [(columns)]`
pub(crate) fn derived(derived: &Derived, sink: &mut Sink<'_>) -> Result<()> {
    let Derived { query, name, columns, lateral } = derived;
    if *lateral && !sink.features().lateral {
        return Err(sink.unsupported(
            "LATERAL",
            "join a derived table and take the rows with row_number(), or use a subquery as a value",
        ));
    }
    let write = |query: &Query, sink: &mut Sink<'_>| match lateral {
        true => sink.subquery(query),
        // Without LATERAL, a subquery in FROM does not see what stands beside it.
        false => sink.apart("a subquery in FROM", query),
    };
    if *lateral {
        sink.push("LATERAL ");
    }
    let named = columns.is_empty() || sink.features().derived_columns;
    if named {
        write(query, sink)?;
    } else {
        // A common table expression can have its columns named everywhere. Under the name of a
        // table that the query is over it would refer to itself.
        let inner = match query {
            Query::Values(_) => name.as_str(),
            _ => "named columns",
        };
        sink.push("(WITH ");
        sink.ident(inner)?;
        sink.column_names(columns)?;
        sink.push(" AS ");
        write(query, sink)?;
        sink.push(" SELECT * FROM ");
        sink.ident(inner)?;
        sink.push(")");
    }
    sink.push(" AS ");
    sink.ident(name.as_str())?;
    if named { sink.column_names(columns) } else { Ok(()) }
}

impl Sink<'_> {
    /// A query in parentheses that sees nothing of the FROM in which it stands. Of the queries
    /// around that it sees what the database lets it see.
    pub(super) fn apart(&mut self, what: &str, query: &Query) -> Result<()> {
        if self.features().derived_outer {
            let beside = self.scope.hide();
            self.subquery(query)?;
            self.scope.unhide(beside);
            return Ok(());
        }
        let around = self.scope.hide_all();
        let done = self.subquery(query);
        self.scope.unhide_all(around);
        let Err(error) = done else { return Ok(()) };
        // Is it the query around it that it misses? What is written meanwhile is thrown away.
        self.scope.hide();
        if error.kind() == ErrorKind::Scope && self.subquery(query).is_ok() {
            return Err(self.unsupported(
                &format!("{what} that refers to the query around it"),
                "join its tables to those of the query around it, and group or number the rows",
            ));
        }
        Err(error)
    }
}

/// `function(…) [WITH ORDINALITY] AS name [(columns)]`
pub(crate) fn table_function(function: &TableFunction, sink: &mut Sink<'_>) -> Result<()> {
    let TableFunction { call, ordinality, name, columns } = function;
    if !sink.features().table_functions {
        return Err(sink.unsupported("a function in FROM", "give its rows as VALUES"));
    }
    if *ordinality && !sink.features().ordinality {
        return Err(sink.unsupported("WITH ORDINALITY", "count the rows with row_number()"));
    }
    if !columns.is_empty() && !sink.features().function_columns {
        return Err(sink.unsupported(
            "names for the columns of a function in FROM",
            "use the names that the function gives them",
        ));
    }
    sink.node(call)?;
    if *ordinality {
        sink.push(" WITH ORDINALITY");
    }
    sink.push(" AS ");
    sink.ident(name.as_str())?;
    sink.column_names(columns)
}

/// `table TABLESAMPLE method (percent) REPEATABLE (seed)`
fn sample(sample: &TableSample, sink: &mut Sink<'_>) -> Result<()> {
    let TableSample { table, method, percent, seed } = sample;
    if !sink.features().tablesample {
        return Err(sink.unsupported(
            "TABLESAMPLE",
            "order by a random number and limit the rows, or choose by a column",
        ));
    }
    sink.dialect().table(table, sink)?;
    sink.push(match method {
        SampleMethod::Bernoulli => " TABLESAMPLE BERNOULLI (",
        SampleMethod::System => " TABLESAMPLE SYSTEM (",
    });
    sink.node(percent)?;
    sink.push(")");
    let Some(seed) = seed else { return Ok(()) };
    sink.push(" REPEATABLE (");
    sink.node(seed)?;
    sink.push(")");
    Ok(())
}

/// `schema.table AS alias`
pub(crate) fn table(table: &TableRef, sink: &mut Sink<'_>) -> Result<()> {
    sink.table_name(table.def())?;
    if let Some(alias) = table.alias() {
        sink.push(" AS ");
        sink.ident(alias.as_str())?;
    }
    Ok(())
}

/// `first JOIN a ON … JOIN b ON …`
fn chain(joins: &Joins, sink: &mut Sink<'_>) -> Result<()> {
    nested(&joins.first, sink)?;
    for (i, step) in joins.steps.iter().enumerate() {
        sink.check_join(step.kind)?;
        let inferred =
            match (&step.on, step.kind) {
                (JoinOn::ForeignKey, JoinKind::Cross) => None,
                (JoinOn::ForeignKey, _) => Some(infer_join(joins, i).map_err(|error| {
                    error.with_place("ON").with_dialect(sink.dialect().describe())
                })?),
                (JoinOn::Condition(_) | JoinOn::Using(_) | JoinOn::Natural, _) => None,
            };
        let on = match &step.on {
            JoinOn::Condition(on) => Some(on),
            _ => inferred.as_ref(),
        };
        sink.dialect().join(step, on, sink)?;
    }
    Ok(())
}

/// A source within a join: a chain of joins of its own is put in parentheses.
fn nested(source: &Source, sink: &mut Sink<'_>) -> Result<()> {
    if !matches!(source, Source::Join(_)) {
        return sink.source(source);
    }
    sink.push("(");
    sink.source(source)?;
    sink.push(")");
    Ok(())
}

/// ` JOIN source ON condition`
pub(crate) fn join(join: &Join, on: Option<&Node>, sink: &mut Sink<'_>) -> Result<()> {
    if join.on == JoinOn::Natural && join.kind != JoinKind::Cross {
        sink.push(" NATURAL");
    }
    sink.push(match join.kind {
        JoinKind::Inner => " JOIN ",
        JoinKind::Left => " LEFT JOIN ",
        JoinKind::Right => " RIGHT JOIN ",
        JoinKind::Full => " FULL JOIN ",
        JoinKind::Cross => " CROSS JOIN ",
    });
    nested(&join.source, sink)?;
    if join.kind == JoinKind::Cross && join.on != JoinOn::ForeignKey {
        return Err(sink
            .error(ErrorKind::Invalid, "a cross join has no ON, USING or NATURAL")
            .with_help("use .join(…).on(condition)"));
    }
    if let JoinOn::Using(columns) = &join.on {
        if columns.is_empty() {
            return Err(sink
                .error(ErrorKind::Invalid, "USING without columns")
                .with_help("name the columns that both sides have"));
        }
        sink.push(" USING");
        return sink.column_names(columns);
    }
    let Some(on) = on else { return Ok(()) };
    sink.place("ON");
    sink.push(" ON ");
    sink.node(on)?;
    sink.place("FROM");
    Ok(())
}

/// The condition of a join without ON: the one foreign key between the joined table and a
/// table before it.
pub(crate) fn infer_join(joins: &Joins, step: usize) -> Result<Node> {
    let mut before = Vec::new();
    tables_of(&joins.first, &mut before);
    for earlier in joins.steps.iter().take(step) {
        tables_of(&earlier.source, &mut before);
    }
    let mut joined = Vec::new();
    if let Some(join) = joins.steps.get(step) {
        tables_of(&join.source, &mut joined);
    }
    let mut found = Vec::new();
    for new in &joined {
        for old in &before {
            keys(old, new, &mut found);
            if old.def() != new.def() {
                keys(new, old, &mut found);
            }
        }
    }
    match found.len() {
        1 => found.pop().map(Ok).unwrap_or_else(|| Err(no_key(&before, &joined))),
        0 => Err(no_key(&before, &joined)),
        n => Err(Error::new(
            ErrorKind::Invalid,
            format!(
                "{n} foreign keys lie between {} and {}: which one joins them is not clear",
                names(&before),
                names(&joined)
            ),
        )
        .with_help("say it with .on(condition)")),
    }
}

fn no_key(before: &[TableRef], joined: &[TableRef]) -> Error {
    Error::new(
        ErrorKind::Invalid,
        format!("no foreign key lies between {} and {}", names(before), names(joined)),
    )
    .with_help("say how they are joined with .on(condition)")
}

fn names(tables: &[TableRef]) -> String {
    if tables.is_empty() {
        return "a subquery".to_owned();
    }
    tables.iter().map(|table| table.name().as_str()).collect::<Vec<_>>().join(", ")
}

fn tables_of(source: &Source, tables: &mut Vec<TableRef>) {
    match source {
        Source::Table(table) => tables.push(table.clone()),
        Source::Sample(sample) => tables.push(sample.table.clone()),
        Source::Join(joins) => {
            tables_of(&joins.first, tables);
            joins.steps.iter().for_each(|step| tables_of(&step.source, tables));
        }
        Source::Derived(_)
        | Source::Cte(_)
        | Source::Function(_)
        | Source::Raw(_)
        | Source::Error(_) => {}
    }
}

/// The conditions that follow from the foreign keys of one table to the other.
fn keys(child: &TableRef, parent: &TableRef, found: &mut Vec<Node>) {
    for ForeignKey { name: _, columns, target, on_delete: _, on_update: _ } in
        child.def().foreign_keys.iter()
    {
        if !target.is(parent.def()) {
            continue;
        }
        let column = |table: &TableRef, name| {
            Node::Name(Shared::new(ColumnRef { qualifier: Qualifier::Table(table.clone()), name }))
        };
        let pairs =
            columns.iter().cloned().zip(target.columns()).map(|(from, to)| {
                Node::binary(BinaryOp::Eq, column(child, from), column(parent, to))
            });
        found.push(Node::nary(NaryOp::And, pairs));
    }
}
