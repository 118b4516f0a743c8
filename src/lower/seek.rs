//! The rows after the last ones that are known, in an order.

use std::sync::Arc;

use crate::ast::{BinaryOp, CustomExpr, Direction, NaryOp, Node, Nulls, Order, Orders, UnaryOp};
use crate::error::{ErrorKind, Result};
use crate::render::Sink;
use crate::value::Kind;

/// Whether a row comes after one of which the values of the terms are known.
///
/// Where a term puts NULLs is the database's choice unless the term says it: the condition is
/// made when it is known which database that is.
#[derive(Debug)]
pub(crate) struct After {
    /// Expression and value of each term, in turn.
    children: Vec<Node>,
    terms: Vec<(Direction, Nulls)>,
}

impl After {
    /// The condition, as a node.
    pub(crate) fn node(orders: &Orders, last: &[Node]) -> Node {
        let exprs = orders.iter().map(|order| order.expr.unlabelled());
        let children = exprs.zip(last).flat_map(|(expr, last)| [expr.clone(), last.clone()]);
        let terms = orders.iter().map(|order| (order.direction, order.nulls)).collect();
        Node::custom(Arc::new(After { children: children.collect(), terms }))
    }

    fn condition(&self, sink: &Sink<'_>) -> Result<Node> {
        let terms = self.terms.iter().zip(self.children.chunks_exact(2));
        let terms =
            terms.map(|(order, pair)| Term::new(*order, pair, sink)).collect::<Result<Vec<_>>>()?;
        if let Some(rows) = rows(&terms, sink) {
            return Ok(rows);
        }
        let mut alternatives = Vec::new();
        for (i, term) in terms.iter().enumerate() {
            if let Some(after) = term.after() {
                let ties = terms.iter().take(i).map(Term::tie);
                alternatives.push(Node::nary(NaryOp::And, ties.chain([after])));
            }
        }
        Ok(Node::nary(NaryOp::Or, alternatives))
    }
}

impl CustomExpr for After {
    fn name(&self) -> &'static str {
        "seek"
    }

    fn children(&self) -> &[Node] {
        &self.children
    }

    fn with_children(&self, children: Vec<Node>) -> Arc<dyn CustomExpr> {
        Arc::new(After { children, terms: self.terms.clone() })
    }

    fn render(&self, _: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        Some(self.condition(sink).and_then(|condition| sink.node(&condition)))
    }
}

/// One term of the order, with the last value.
struct Term<'a> {
    expr: &'a Node,
    last: &'a Node,
    descending: bool,
    nulls_last: bool,
    /// A column that is declared so is never NULL.
    nullable: bool,
}

impl<'a> Term<'a> {
    fn new(
        (direction, nulls): (Direction, Nulls),
        pair: &'a [Node],
        sink: &Sink<'_>,
    ) -> Result<Self> {
        let [expr, last] = pair else {
            return Err(sink
                .error(ErrorKind::Invalid, "seek has a term without a value")
                .with_help("give a last value for each term of the order"));
        };
        // On the far side of an outer join a column may be NULL, whatever is declared.
        let (def, joined) = match expr {
            Node::Column(column) => (column.def(), sink.scope.is_nullable(column)),
            Node::Name(column) => (column.def(), sink.scope.is_nullable_named(column)),
            _ => (None, false),
        };
        let nullable = joined || def.is_none_or(|def| def.nullable);
        let known = last.value_kind().is_some() || matches!(last, Node::Literal(_));
        if nullable && !known {
            return Err(sink
                .error(
                    ErrorKind::Invalid,
                    "seek after an expression or a bind in a term that may be NULL",
                )
                .with_help(
                    "give the last value itself: whether it is NULL decides what comes after it",
                ));
        }
        let descending = direction == Direction::Desc;
        let nulls_last = match nulls {
            Nulls::First => false,
            Nulls::Last => true,
            Nulls::Default => sink.features().nulls_last != descending,
        };
        Ok(Term { expr, last, descending, nulls_last, nullable })
    }

    fn is_null(&self) -> bool {
        match self.last {
            Node::Literal(value) => value.is_null(),
            other => other.is_null_value(),
        }
    }

    fn compare(&self, op: BinaryOp) -> Node {
        Node::binary(op, self.expr.clone(), self.last.clone())
    }

    fn test(&self, op: UnaryOp) -> Node {
        Node::unary(op, self.expr.clone())
    }

    /// The same value as the last.
    fn tie(&self) -> Node {
        if self.is_null() { self.test(UnaryOp::IsNull) } else { self.compare(BinaryOp::Eq) }
    }

    fn op(&self) -> BinaryOp {
        if self.descending { BinaryOp::Lt } else { BinaryOp::Gt }
    }

    /// A value after the last; `None` if nothing is.
    fn after(&self) -> Option<Node> {
        match (self.is_null(), self.nulls_last) {
            (true, true) => None,
            (true, false) => Some(self.test(UnaryOp::IsNotNull)),
            (false, true) if self.nullable => {
                Some(Node::nary(NaryOp::Or, [self.compare(self.op()), self.test(UnaryOp::IsNull)]))
            }
            (false, _) => Some(self.compare(self.op())),
        }
    }
}

/// `(a, b) > (1, 2)`, where all terms go the same way and none is NULL. SQLite's decimals are text,
/// which only a comparison of their own makes numbers of.
fn rows(terms: &[Term<'_>], sink: &Sink<'_>) -> Option<Node> {
    let [first, _, ..] = terms else { return None };
    let plain = |term: &Term<'_>| {
        !term.nullable
            && !term.is_null()
            && term.descending == first.descending
            && term.last.value_kind() != Some(Kind::Decimal)
    };
    if !sink.features().row_values || !terms.iter().all(plain) {
        return None;
    }
    let left = Node::tuple(terms.iter().map(|term| term.expr.clone()).collect());
    let right = Node::tuple(terms.iter().map(|term| term.last.clone()).collect());
    Some(Node::binary(first.op(), left, right))
}

/// The same order the other way round.
pub(crate) fn reversed(orders: &Orders) -> Orders {
    orders
        .iter()
        .map(|Order { expr, direction, nulls }| Order {
            expr: expr.clone(),
            direction: match direction {
                Direction::Asc => Direction::Desc,
                Direction::Desc => Direction::Asc,
            },
            nulls: match nulls {
                Nulls::Default => Nulls::Default,
                Nulls::First => Nulls::Last,
                Nulls::Last => Nulls::First,
            },
        })
        .collect()
}
