//! The expression node.

use std::sync::Arc;

use super::{
    Between, Binary, Bind, Case, Cast, ColumnRef, CustomNode, Fault, Function, In, Infix, Label,
    Like, Name, Nary, Qualifier, Query, Raw, Search, StaticColumn, Unary, depth,
};
use crate::value::{IntoValue, Value};

/// An expression.
///
/// There is no parenthesis node: the renderer derives parentheses from the dialect's
/// [`Power`](crate::dialect::Power) table. AND, OR and `||` are n-ary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Node {
    /// A value, bound as a parameter.
    Value(Value),
    /// A value that is printed into the text.
    Literal(Arc<Value>),
    /// A parameter whose value is given when the compiled statement runs.
    Bind(Arc<Bind>),
    /// A column of a table that `table!` defines, not aliased.
    Column(StaticColumn),
    /// A column by name, of an alias or of a table made at run time.
    Name(Arc<ColumnRef>),
    /// `*`, or `t.*` where a name is given.
    Star(Option<Arc<Name>>),
    /// A prefix or postfix operator.
    Unary(Arc<Unary>),
    /// An operator between two operands.
    Binary(Arc<Binary>),
    /// An operator of the database by its symbol.
    Infix(Arc<Infix>),
    /// AND, OR or `||` over any number of operands.
    Nary(Arc<Nary>),
    /// LIKE and its relatives.
    Like(Arc<Like>),
    /// A search for a text at the start, at the end or anywhere.
    Search(Arc<Search>),
    /// IN.
    In(Arc<In>),
    /// BETWEEN.
    Between(Arc<Between>),
    /// CASE.
    Case(Arc<Case>),
    /// CAST.
    Cast(Arc<Cast>),
    /// A function call.
    Function(Arc<Function>),
    /// A row value: `(a, b)`.
    Tuple(Arc<Vec<Node>>),
    /// A subquery that gives one value.
    Subquery(Query),
    /// EXISTS.
    Exists(Query),
    /// An expression with a name of its own.
    Label(Arc<Label>),
    /// Text with holes.
    Raw(Arc<Raw>),
    /// A node from outside this crate.
    Custom(CustomNode),
    /// A mistake made while building.
    Error(Arc<Fault>),
}

impl Node {
    /// A value, bound as a parameter.
    #[must_use]
    #[inline]
    pub fn value(value: impl IntoValue) -> Self {
        Node::Value(value.into_value())
    }

    /// A value that is printed into the text.
    #[must_use]
    pub fn literal(value: impl IntoValue) -> Self {
        Node::Literal(Arc::new(value.into_value()))
    }

    /// A column by name alone.
    #[must_use]
    pub fn name(name: impl Into<Name>) -> Self {
        Node::Name(Arc::new(ColumnRef { qualifier: Qualifier::None, name: name.into() }))
    }

    /// A mistake, reported when the statement is compiled.
    #[must_use]
    pub fn error(message: impl Into<Arc<str>>, help: impl Into<Arc<str>>) -> Self {
        Node::Error(Arc::new(Fault::new(message, help)))
    }

    /// A row value.
    #[must_use]
    pub fn tuple(items: Vec<Node>) -> Self {
        match depth::over(depth::deepest(&items), 1) {
            Some(_) => Node::Tuple(Arc::new(items)),
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
        match depth::over(expr.depth(), 1) {
            Some(depth) => Node::Label(Arc::new(Label { expr, name: name.into(), depth })),
            None => depth::too_deep(),
        }
    }

    /// Whether this is a NULL to bind.
    #[must_use]
    #[inline]
    pub fn is_null_value(&self) -> bool {
        matches!(self, Node::Value(Value::Null(_)))
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
    fn a_node_is_three_words() {
        assert_eq!(size_of::<Node>(), 24);
        assert_eq!(size_of::<Option<Node>>(), 24);
    }
}
