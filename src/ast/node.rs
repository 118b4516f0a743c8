//! The expression node.

use std::borrow::Cow;
use std::sync::Arc;

use smallvec::SmallVec;

use super::depth::Branch;
use super::{
    Arrays, Between, Binary, Bind, Case, Cast, Collate, ColumnRef, CustomNode, Fault, FullText,
    Function, In, Infix, JsonAt, JsonBuild, Label, Like, Matches, Name, Nary, Qualifier,
    Quantified, Query, Ranges, Raw, Search, Shared, StaticColumn, Temporal, Unary, depth,
};
use crate::schema::SqlType;
use crate::value::{IntoValue, Kind, Value};

/// An expression.
///
/// It is a tag and one word, which travel in registers: most of what building a statement
/// does is handing nodes on.
///
/// There is no parenthesis node: the renderer derives parentheses from the dialect's
/// [`Power`](crate::dialect::Power) table. AND, OR and `||` are n-ary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Node {
    /// An integer, bound as a parameter. Of all values it is the commonest: it is held in
    /// place.
    Int(i64),
    /// Any other value, bound as a parameter.
    Value(Shared<Value>),
    /// A value that is printed into the text.
    Literal(Shared<Value>),
    /// A parameter whose value is given when the compiled statement runs.
    Bind(Shared<Bind>),
    /// A column of a table that `table!` defines, not aliased.
    Column(&'static StaticColumn),
    /// A column by name, of an alias or of a table made at run time.
    Name(Shared<ColumnRef>),
    /// `*`, or `t.*` where a name is given.
    Star(Option<Shared<Name>>),
    /// A prefix or postfix operator.
    Unary(Shared<Unary>),
    /// An operator between two operands.
    Binary(Shared<Binary>),
    /// An operator of the database by its symbol.
    Infix(Shared<Infix>),
    /// AND, OR or `||` over any number of operands.
    Nary(Shared<Nary>),
    /// LIKE and its relatives.
    Like(Shared<Like>),
    /// A search for a text at the start, at the end or anywhere.
    Search(Shared<Search>),
    /// IN.
    In(Shared<In>),
    /// BETWEEN.
    Between(Shared<Between>),
    /// CASE.
    Case(Shared<Case>),
    /// CAST.
    Cast(Shared<Cast>),
    /// A function call.
    Function(Shared<Function>),
    /// A row value: `(a, b)`.
    Tuple(Shared<Vec<Node>>),
    /// A subquery that gives one value.
    Subquery(Shared<Query>),
    /// EXISTS.
    Exists(Shared<Query>),
    /// An expression with a name of its own.
    Label(Shared<Label>),
    /// Text with holes.
    Raw(Shared<Raw>),
    /// A node from outside this crate.
    Custom(Shared<CustomNode>),
    /// An operation on a date or a time.
    Temporal(Shared<Temporal>),
    /// A match with a regular expression.
    Matches(Shared<Matches>),
    /// What is at a path of a JSON document.
    Json(Shared<JsonAt>),
    /// A JSON object or array of expressions.
    JsonBuild(Shared<JsonBuild>),
    /// COLLATE.
    Collate(Shared<Collate>),
    /// A full-text search.
    FullText(Shared<FullText>),
    /// A comparison with ANY or ALL.
    Quantified(Shared<Quantified>),
    /// An operation on arrays.
    Arrays(Shared<Arrays>),
    /// An operation on ranges.
    Ranges(Shared<Ranges>),
    /// DEFAULT: what the column gets where nothing is given, in a row of an INSERT and in SET.
    Default,
    /// A mistake made while building.
    Error(Shared<Fault>),
}

/// The expressions of a clause or a call, in order. Most have few: up to three are held in
/// place, without an allocation of their own.
pub type Nodes = SmallVec<[Node; 3]>;

impl Node {
    /// A value, bound as a parameter.
    #[must_use]
    #[inline]
    pub fn value(value: impl IntoValue) -> Self {
        match value.into_value() {
            Value::Int(value) => Node::Int(value),
            other => Node::Value(Shared::new(other)),
        }
    }

    /// The value, where this is one that is bound.
    #[must_use]
    pub fn as_value(&self) -> Option<Cow<'_, Value>> {
        match self {
            Node::Int(value) => Some(Cow::Owned(Value::Int(*value))),
            Node::Value(value) => Some(Cow::Borrowed(value)),
            _ => None,
        }
    }

    /// The type of the column, where this is one of a table that declares it.
    #[must_use]
    pub fn column_type(&self) -> Option<&SqlType> {
        let def = match self {
            Node::Column(column) => column.def(),
            Node::Name(column) => column.def(),
            _ => None,
        };
        def.map(|def| &def.ty)
    }

    /// What the expression is stored as, where that is seen: of a value, a bind, a declared column and a
    /// cast.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.unlabelled() {
            Node::Int(_) => Kind::Int,
            Node::Value(value) | Node::Literal(value) => value.kind(),
            Node::Bind(bind) => bind.kind,
            Node::Cast(cast) => cast.ty.kind(),
            column => column.column_type().map_or(Kind::Unknown, SqlType::kind),
        }
    }

    /// What the value is stored as, where this is one that is bound.
    #[must_use]
    pub fn value_kind(&self) -> Option<Kind> {
        match self {
            Node::Int(_) => Some(Kind::Int),
            Node::Value(value) => Some(value.kind()),
            _ => None,
        }
    }

    /// The text, where this is one that is bound.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Node::Value(value) => match &**value {
                Value::Text(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// A query as a value, of its one row's one column.
    #[must_use]
    pub fn subquery(query: Query) -> Self {
        Node::Subquery(Shared::new(query))
    }

    /// Whether a query has any row.
    #[must_use]
    pub fn exists(query: Query) -> Self {
        Node::Exists(Shared::new(query))
    }

    /// A value that is printed into the text.
    #[must_use]
    pub fn literal(value: impl IntoValue) -> Self {
        Node::Literal(Shared::new(value.into_value()))
    }

    /// A column by name alone.
    #[must_use]
    pub fn name(name: impl Into<Name>) -> Self {
        Node::Name(Shared::new(ColumnRef { qualifier: Qualifier::None, name: name.into() }))
    }

    /// A mistake, reported when the statement is compiled.
    #[must_use]
    pub fn error(message: impl Into<Arc<str>>, help: impl Into<Arc<str>>) -> Self {
        Node::Error(Shared::new(Fault::new(message, help)))
    }

    /// A row value.
    #[must_use]
    pub fn tuple(items: Vec<Node>) -> Self {
        match depth::over(depth::deepest(&items), 1) {
            Some(_) => Node::Tuple(Shared::new(items)),
            None => depth::too_deep(),
        }
    }

    /// The expression under a name; a label inside is replaced.
    #[must_use]
    pub fn label(self, name: impl Into<Name>) -> Self {
        let expr = match self {
            Node::Label(label) => label.expr.clone(),
            other => other,
        };
        Label { expr, name: name.into(), depth: 0 }.grow()
    }

    /// Whether this is a NULL to bind.
    #[must_use]
    #[inline]
    pub fn is_null_value(&self) -> bool {
        matches!(self, Node::Value(value) if value.is_null())
    }

    /// The name under which a select list shows the expression: a label or a column's name.
    #[must_use]
    pub fn output_name(&self) -> Option<&Name> {
        match self {
            Node::Label(label) => Some(&label.name),
            Node::Column(column) => column.name(),
            Node::Name(column) => Some(&column.name),
            _ => None,
        }
    }

    /// The name of the table, or its alias, that a column is of; none for an anonymous one.
    pub(crate) fn table_name(&self) -> Option<&str> {
        let name = match self {
            Node::Column(column) => column.table.name.as_str(),
            Node::Name(column) => column.qualifier.name()?,
            _ => return None,
        };
        (!super::name::is_anonymous(name)).then_some(name)
    }

    /// The expression without its label.
    #[must_use]
    pub fn unlabelled(&self) -> &Node {
        match self {
            Node::Label(label) => &label.expr,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_two_words() {
        assert_eq!(size_of::<Node>(), 16);
        assert_eq!(size_of::<Option<Node>>(), 16);
    }
}
