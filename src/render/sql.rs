//! The compiled statement.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::{Options, Sink};
use crate::ast::{Bind, Node, Select, StatementRef};
use crate::dialect::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::value::{IntoValue, Value};

/// A statement that can be compiled: a query, an INSERT, a table's CREATE, raw SQL.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let q = select(pet.col("name")).from(&pet).filter(pet.col("age").gt(bind("age")));
///
/// let mut sql = q.to_sql(&Ansi)?;
/// assert_eq!(sql.text(), r#"SELECT "pet"."name" FROM "pet" WHERE "pet"."age" > ?"#);
/// sql.bind("age", 3)?;
/// assert_eq!(sql.params(), [Value::Int(3)]);
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait Compile {
    /// The statement's tree.
    fn statement(&self) -> StatementRef<'_>;

    /// Which items of the select list are promised not to be NULL, as bits from the lowest.
    #[doc(hidden)]
    fn not_null(&self) -> u128 {
        0
    }

    /// Text and parameters for the dialect.
    ///
    /// # Errors
    /// When the statement can't be valid, refers to what is not in scope, or asks for what
    /// the dialect can't do.
    fn to_sql(&self, dialect: &dyn Dialect) -> Result<Sql> {
        compile(self.statement(), self.not_null(), dialect, Options::default())
    }

    /// Text alone, with the values printed into it: for logs, DDL and offline scripts.
    ///
    /// # Errors
    /// As [`to_sql`](Self::to_sql), and when a value has no literal.
    fn to_sql_literal(&self, dialect: &dyn Dialect) -> Result<String> {
        let options = Options { literal: true, ..Options::default() };
        self.to_sql_with(dialect, options).map(|sql| sql.text)
    }

    /// Text and parameters, in the way the options say.
    ///
    /// # Errors
    /// As [`to_sql`](Self::to_sql).
    fn to_sql_with(&self, dialect: &dyn Dialect, options: Options) -> Result<Sql> {
        compile(self.statement(), self.not_null(), dialect, options)
    }
}

impl<C: Compile + ?Sized> Compile for &C {
    fn statement(&self) -> StatementRef<'_> {
        (**self).statement()
    }

    fn not_null(&self) -> u128 {
        (**self).not_null()
    }
}

fn compile(
    statement: StatementRef<'_>,
    not_null: u128,
    dialect: &dyn Dialect,
    options: Options,
) -> Result<Sql> {
    let mut sink = Sink::new(dialect, options, text_estimate(statement));
    if let (StatementRef::Select(select), true) = (statement, not_null != 0) {
        check_not_null(select, not_null, &mut sink)?;
    }
    sink.statement(statement)?;
    let Sink { text, params, binds, .. } = sink;
    let max = dialect.features().max_parameters;
    if params.len() > max {
        return Err(Error::new(
            ErrorKind::Parameter,
            format!("the statement has {} parameters, and at most {max} can be sent", params.len()),
        )
        .with_dialect(dialect.describe())
        .with_help("split it into several statements"));
    }
    Ok(Sql { text, params, binds, dialect: dialect.name() })
}

/// How long the text will be, roughly: one allocation then does for most statements.
fn text_estimate(statement: StatementRef<'_>) -> usize {
    match statement {
        StatementRef::Select(select) => {
            let terms = select.items.len() + select.group_by.len() + select.order_by.len();
            128 + terms * 32 + select.filter.as_ref().map_or(0, node_estimate)
        }
        _ => 256,
    }
}

fn node_estimate(node: &Node) -> usize {
    match node {
        Node::Nary(nary) => nary.items.len() * 32,
        _ => 32,
    }
}

/// A typed select list promises that some items are not NULL. A column whose table is on
/// the nullable side of an outer join breaks the promise.
fn check_not_null(select: &Select, not_null: u128, sink: &mut Sink<'_>) -> Result<()> {
    let joined = select.from.iter().any(|source| matches!(source, crate::ast::Source::Join(_)));
    if !joined {
        return Ok(());
    }
    let mark = sink.scope.enter();
    for source in &select.from {
        sink.scope.add(source)?;
    }
    for (i, item) in select.items.iter().enumerate().take(128) {
        if not_null >> i & 1 == 0 {
            continue;
        }
        let nullable = match item.unlabelled() {
            Node::Column(column) => sink.scope.is_nullable(*column),
            Node::Name(column) => sink.scope.is_nullable_named(column),
            _ => false,
        };
        if nullable {
            let name = item.output_name().map_or("?", |name| name.as_str());
            sink.place("the select list");
            return Err(sink
                .error(
                    ErrorKind::Invalid,
                    format!("column {name} may be NULL: its table is outer-joined"),
                )
                .with_help("select it with .nullable(), or vouch for it with .assume_not_null()"));
        }
    }
    sink.scope.leave(mark);
    Ok(())
}

/// A statement's text and its parameters.
#[derive(Clone, Debug)]
pub struct Sql {
    pub(crate) text: String,
    pub(crate) params: Vec<Value>,
    /// The named binds and the positions of their values.
    pub(crate) binds: Vec<(Arc<Bind>, usize)>,
    pub(crate) dialect: &'static str,
}

impl Sql {
    /// The text, with a placeholder for each parameter.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parameters, in the order of their placeholders. A named bind that has got no
    /// value yet is NULL here.
    #[must_use]
    pub fn params(&self) -> &[Value] {
        &self.params
    }

    /// The text and the parameters, owned.
    #[must_use]
    pub fn into_parts(self) -> (String, Vec<Value>) {
        (self.text, self.params)
    }

    /// The named binds, each once, in the order in which they first appear.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (bind, _) in &self.binds {
            if !names.contains(&bind.name.as_str()) {
                names.push(bind.name.as_str());
            }
        }
        names
    }

    /// The positions, from 0, of a bind's values among the parameters.
    pub fn positions<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.binds.iter().filter(move |(bind, _)| bind.name.as_str() == name).map(|(_, at)| *at)
    }

    /// The name of the dialect that the statement was compiled for.
    #[must_use]
    pub fn dialect(&self) -> &'static str {
        self.dialect
    }

    /// Gives a named bind its value.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] when the statement has no bind of this name.
    pub fn bind(&mut self, name: &str, value: impl IntoValue) -> Result<&mut Self> {
        let value = value.into_value();
        let mut found = false;
        for (bind, at) in &self.binds {
            if bind.name.as_str() == name
                && let Some(slot) = self.params.get_mut(*at)
            {
                slot.clone_from(&value);
                found = true;
            }
        }
        if found {
            return Ok(self);
        }
        let names = self.names().join(", ");
        let error =
            Error::new(ErrorKind::Parameter, format!("the statement has no bind named {name}"))
                .with_sql(&self.text);
        Err(if names.is_empty() {
            error.with_help("it has no named binds at all")
        } else {
            error.with_help(format!("it has: {names}"))
        })
    }
}

/// The text, and the parameters behind it as a comment.
impl fmt::Display for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if !self.params.is_empty() {
            write!(f, " -- {:?}", self.params)?;
        }
        Ok(())
    }
}

/// A compiled statement that still knows its rows' type, to be run many times.
#[derive(Debug)]
pub struct Compiled<S> {
    sql: Sql,
    bound: Vec<bool>,
    rows: PhantomData<fn() -> S>,
}

impl<S> Clone for Compiled<S> {
    fn clone(&self) -> Self {
        Compiled { sql: self.sql.clone(), bound: self.bound.clone(), rows: PhantomData }
    }
}

impl<S> Compiled<S> {
    pub(crate) fn new(sql: Sql) -> Self {
        let bound = vec![false; sql.binds.len()];
        Compiled { sql, bound, rows: PhantomData }
    }

    /// The text and the parameters.
    #[must_use]
    pub fn sql(&self) -> &Sql {
        &self.sql
    }

    /// Gives a named bind its value, which stays until it gets another.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] when the statement has no bind of this name.
    pub fn bind(&mut self, name: &str, value: impl IntoValue) -> Result<&mut Self> {
        self.sql.bind(name, value)?;
        for ((bind, _), bound) in self.sql.binds.iter().zip(&mut self.bound) {
            if bind.name.as_str() == name {
                *bound = true;
            }
        }
        Ok(self)
    }

    /// The statement, if every bind has its value.
    pub(crate) fn ready(&self) -> Result<&Sql> {
        match self.sql.binds.iter().zip(&self.bound).find(|(_, bound)| !**bound) {
            None => Ok(&self.sql),
            Some(((bind, _), _)) => Err(unbound(&self.sql, bind.name.as_str())),
        }
    }
}

/// The error for a bind without a value.
pub(crate) fn unbound(sql: &Sql, name: &str) -> Error {
    Error::new(ErrorKind::Parameter, format!("the bind :{name} has no value"))
        .with_sql(&sql.text)
        .with_help("compile the statement and give it one with .bind(name, value)")
}
