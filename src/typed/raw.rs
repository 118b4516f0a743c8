//! Raw SQL: text with holes.

use super::{Any, Expr, IntoExpr, IntoSource, Marker, Operand};
use crate::ast::{
    Bind, Fault, Name, Node, Nodes, Raw, RawPart, Shared, Source, StatementRef, Trusted,
};
use crate::engine::Dynamic;
use crate::render::Compile;
use crate::value::Kind;

/// SQL text with holes, as `sql!` makes it: an expression, or a whole statement.
///
/// As an expression it is put in parentheses wherever it is an operand.
#[derive(Clone, Debug)]
pub struct RawSql {
    raw: Result<Shared<Raw>, Shared<Fault>>,
}

impl RawSql {
    /// Raw SQL of its parts; `sql!` calls this.
    #[must_use]
    pub fn new(parts: Vec<RawPart>) -> Self {
        let raw = Raw::new(parts).map_err(|error| match error {
            Node::Error(fault) => fault,
            _ => Shared::new(crate::ast::Fault::new("raw SQL is nested too deep", "flatten it")),
        });
        RawSql { raw }
    }

    /// Text from outside the program's source, for which somebody vouches.
    #[must_use]
    pub fn trusted(text: Trusted) -> Self {
        RawSql::new(vec![RawPart::Trusted(text)])
    }

    /// The text as an expression, taken for a type: your word for it.
    #[must_use]
    pub fn typed<T: Marker>(&self) -> Expr<T> {
        Expr::new(self.to_node())
    }

    /// The part for an expression or a value in a hole; `sql!` calls this.
    #[doc(hidden)]
    #[must_use]
    pub fn hole(expr: impl IntoExpr<Any>) -> RawPart {
        RawPart::Node(expr.into_node())
    }

    /// The part for a `:name`; `sql!` calls this.
    #[doc(hidden)]
    #[must_use]
    pub fn named(name: &'static str) -> RawPart {
        let bind = Bind { name: Name::Static(name), kind: Kind::Unknown, list: false };
        RawPart::Node(Node::Bind(Shared::new(bind)))
    }

    /// The text as a table in FROM, under a name: its columns are taken on trust.
    #[must_use]
    pub fn subquery(self, name: impl Into<Name>) -> super::Subquery {
        match self.raw {
            Ok(raw) => super::Subquery::new(crate::ast::Query::Raw(raw), name.into()),
            Err(fault) => {
                let select =
                    crate::ast::Select { fault: Some(fault), ..crate::ast::Select::default() };
                super::Subquery::new(crate::ast::Query::Select(Shared::new(select)), name.into())
            }
        }
    }
}

impl Operand for RawSql {
    type Type = Any;

    fn to_node(&self) -> Node {
        match &self.raw {
            Ok(raw) => Node::Raw(raw.clone()),
            Err(fault) => Node::Error(fault.clone()),
        }
    }
}

impl Compile for RawSql {
    fn statement(&self) -> StatementRef<'_> {
        match &self.raw {
            Ok(raw) => StatementRef::Raw(raw),
            Err(fault) => StatementRef::Fault(fault),
        }
    }
}

impl crate::engine::Statement for RawSql {
    type Rows = Dynamic;
}

/// Raw SQL stands for any type: its author knows.
#[diagnostic::do_not_recommend]
impl<T: Marker> IntoExpr<T> for RawSql {
    type As = T::AsNullable;
    fn into_node(self) -> Node {
        self.to_node()
    }
}

/// Raw SQL stands for any type: its author knows.
#[diagnostic::do_not_recommend]
impl<T: Marker> IntoExpr<T> for &RawSql {
    type As = T::AsNullable;
    fn into_node(self) -> Node {
        self.to_node()
    }
}

impl super::SelectList for RawSql {
    type Rows = Any;
    const WIDTH: usize = 1;
    fn append_to(self, items: &mut Nodes) {
        items.push(self.to_node());
    }
}

impl IntoSource for RawSql {
    fn into_source(self) -> Source {
        match self.raw {
            Ok(raw) => Source::Raw(raw),
            Err(fault) => Source::Error(fault),
        }
    }
}
