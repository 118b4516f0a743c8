//! The compiled statement.

use std::fmt;

use smallvec::SmallVec;

use super::late::Late;
use super::{Options, Sink};
use crate::ast::{
    Bind, Compound, CteBody, Node, Query, Select, Shared, Source, StatementRef, With,
};
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
    sink.not_null = not_null;
    sink.assigns = assigns(statement);
    sink.statement(statement)?;
    sink.check_names()?;
    if sink.params.len() > sink.features.max_parameters {
        return Err(too_many(&sink));
    }
    Ok(Sql {
        text: sink.text,
        params: sink.params,
        binds: sink.binds,
        late: sink.late,
        dialect: dialect.name(),
    })
}

#[cold]
fn too_many(sink: &Sink<'_>) -> Error {
    let (len, most) = (sink.params.len(), sink.features.max_parameters);
    Error::new(
        ErrorKind::Parameter,
        format!("the statement has {len} parameters, and at most {most} can be sent"),
    )
    .with_dialect(sink.dialect.describe())
    .with_help("split it into several statements")
}

/// Whether a statement, or one in its WITH, gives values to columns.
fn assigns(statement: StatementRef<'_>) -> bool {
    let with = match statement {
        StatementRef::Insert(_) | StatementRef::Update(_) | StatementRef::Merge(_) => return true,
        StatementRef::Select(select) => select.with.as_deref(),
        StatementRef::Compound(compound) => compound.with.as_deref(),
        StatementRef::Delete(delete) => delete.with.as_deref(),
        StatementRef::Explain(explain) => return body_assigns(&explain.statement),
        _ => None,
    };
    with.is_some_and(|with| with.ctes.iter().any(|cte| body_assigns(&cte.body)))
}

fn body_assigns(body: &CteBody) -> bool {
    match body {
        CteBody::Query(Query::Select(select)) => assigns(StatementRef::Select(select)),
        CteBody::Query(Query::Compound(compound)) => assigns(StatementRef::Compound(compound)),
        CteBody::Query(_) => false,
        CteBody::Insert(_) | CteBody::Update(_) | CteBody::Merge(_) => true,
        CteBody::Delete(delete) => assigns(StatementRef::Delete(delete)),
    }
}

/// The largest pieces of memory that allocators keep at hand; glibc's are of 1,032 bytes.
const AT_HAND: usize = 1_024;

/// How long the text will be, roughly and rather too long: one allocation then does for most
/// statements.
fn text_estimate(statement: StatementRef<'_>) -> usize {
    let estimate = estimate(statement);
    // A little less is most often enough, and a larger piece costs several times as much.
    if estimate < AT_HAND + AT_HAND / 2 { estimate.min(AT_HAND) } else { estimate }
}

fn estimate(statement: StatementRef<'_>) -> usize {
    match statement {
        StatementRef::Select(select) => select_estimate(select),
        StatementRef::Compound(compound) => {
            let Compound { with, first, arms, .. } = compound;
            let arms = arms.iter().map(|arm| query_estimate(&arm.query));
            with_estimate(with.as_deref()) + query_estimate(first) + arms.sum::<usize>()
        }
        _ => 256,
    }
}

fn select_estimate(select: &Select) -> usize {
    let terms = select.items.len() + select.group_by.len() + select.order_by.len();
    let joins = select.from.first().map_or(0, source_estimate);
    let filter = select.filter.as_ref().map_or(0, node_estimate);
    96 + with_estimate(select.with.as_deref()) + joins + terms * 48 + filter
}

fn with_estimate(with: Option<&With>) -> usize {
    let ctes = with.map_or(&[][..], |with| &with.ctes);
    let bodies = ctes.iter().map(|cte| match &cte.body {
        CteBody::Query(query) => query_estimate(query),
        _ => 256,
    });
    bodies.sum()
}

/// Only what is on the surface: a query may be nested deeply.
fn query_estimate(query: &Query) -> usize {
    match query {
        Query::Select(select) if select.with.is_none() => select_estimate(select),
        _ => 256,
    }
}

fn source_estimate(source: &Source) -> usize {
    match source {
        Source::Join(joins) => joins.steps.len() * 96,
        _ => 0,
    }
}

fn node_estimate(node: &Node) -> usize {
    match node {
        Node::Nary(nary) => nary.items.len() * 32,
        _ => 32,
    }
}

/// The parameters of a statement: a slice of values.
#[derive(Clone, Debug, Default)]
pub struct Params(pub(super) SmallVec<[Value; 4]>);

impl Params {
    #[inline]
    pub(crate) fn push(&mut self, value: Value) {
        self.0.push(value);
    }

    pub(crate) fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }
}

impl std::ops::Deref for Params {
    type Target = [Value];

    #[inline]
    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl From<Params> for Vec<Value> {
    fn from(params: Params) -> Self {
        params.0.into_vec()
    }
}

/// A statement's text and its parameters.
#[derive(Clone, Debug)]
pub struct Sql {
    pub(crate) text: String,
    pub(crate) params: Params,
    /// The named binds and the positions of their values.
    pub(crate) binds: Vec<(Shared<Bind>, usize)>,
    /// What waits until the statement runs.
    pub(crate) late: Option<Box<Late>>,
    pub(crate) dialect: &'static str,
}

impl Sql {
    /// The text, with a placeholder for each parameter.
    #[must_use]
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parameters, in the order of their placeholders. A named bind that has got no
    /// value yet is NULL here.
    #[must_use]
    #[inline]
    pub fn params(&self) -> &[Value] {
        &self.params
    }

    /// The text and the parameters, owned.
    #[must_use]
    #[inline]
    pub fn into_parts(self) -> (String, Params) {
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
        let binds = self.binds.iter().enumerate();
        let of_name = binds.filter(move |(_, (bind, _))| bind.name.as_str() == name);
        of_name.flat_map(|(i, (_, at))| *at..*at + self.width_of(i))
    }

    /// The name of the dialect that the statement was compiled for.
    #[must_use]
    pub fn dialect(&self) -> &'static str {
        self.dialect
    }

    /// Gives a named bind its value, or its list of values.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] when the statement has no bind of this name, or the value can't
    /// be stored exactly; when a list is to be one and isn't, holds a NULL, or is longer than the
    /// database takes.
    pub fn bind(&mut self, name: &str, value: impl IntoValue) -> Result<&mut Self> {
        let value = value.into_value();
        check_bindable(name, &value)?;
        if self.is_list(name) {
            self.put_list(name, value)?;
            return Ok(self);
        }
        if self.put_value(name, &value) {
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

    /// Gives the binds of a name their value; whether there are any.
    pub(super) fn put_value(&mut self, name: &str, value: &Value) -> bool {
        let mut found = false;
        for (bind, at) in &self.binds {
            if bind.name.as_str() == name
                && let Some(slot) = self.params.0.get_mut(*at)
            {
                slot.clone_from(value);
                found = true;
            }
        }
        found
    }
}

/// The text, and the parameters behind it as a comment.
impl fmt::Display for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if !self.params.is_empty() {
            write!(f, " -- {:?}", &*self.params)?;
        }
        Ok(())
    }
}

/// Whether the value of a bind can be stored.
#[inline]
pub(super) fn check_bindable(name: &str, value: &Value) -> Result<()> {
    match value {
        Value::Refused(why) => Err(refused(name, why)),
        _ => Ok(()),
    }
}

#[cold]
fn refused(name: &str, why: &str) -> Error {
    Error::new(ErrorKind::Parameter, format!("the value of the bind :{name} is refused: {why}"))
}
