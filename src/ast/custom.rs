//! Nodes and clauses from outside this crate.

use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Shared;
use super::depth;
use super::node::Node;
use crate::error::Result;
use crate::render::Sink;
use crate::value::Value;

/// An expression that a user adds.
///
/// Where standard nodes can say it, [`expand`](CustomExpr::expand) gives them. Where a
/// dialect has words of its own for it, [`render`](CustomExpr::render) writes them: it is
/// asked for the dialect's name, then for each of its bases', and `None` goes on. With
/// neither, compiling fails and says so.
pub trait CustomExpr: Debug + Send + Sync {
    /// What the construct is called in error messages.
    fn name(&self) -> &'static str;

    /// The expressions inside, for walks.
    fn children(&self) -> &[Node] {
        &[]
    }

    /// The same construct over other children, as many as [`children`](Self::children) gave.
    fn with_children(&self, children: Vec<Node>) -> Arc<dyn CustomExpr>;

    /// The construct in standard nodes.
    fn expand(&self) -> Option<Node> {
        None
    }

    /// The value that it stands for, where the program knows it.
    fn as_value(&self) -> Option<Cow<'_, Value>> {
        None
    }

    /// Writes the construct for the dialect of this name, or `None` to go on.
    fn render(&self, dialect: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        let _ = (dialect, sink);
        None
    }
}

/// A custom expression in the tree.
///
/// Two are equal when their names, their children and what `Debug` prints are.
#[derive(Clone)]
pub struct CustomNode {
    expr: Arc<dyn CustomExpr>,
    depth: u16,
}

impl CustomNode {
    /// The user's expression.
    #[must_use]
    pub fn expr(&self) -> &Arc<dyn CustomExpr> {
        &self.expr
    }

    pub(crate) fn depth(&self) -> u16 {
        self.depth
    }
}

impl Debug for CustomNode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.expr.fmt(f)
    }
}

impl PartialEq for CustomNode {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.expr(), other.expr());
        Arc::ptr_eq(a, b)
            || (a.name() == b.name()
                && a.children() == b.children()
                && format!("{a:?}") == format!("{b:?}"))
    }
}

impl Eq for CustomNode {}

impl Hash for CustomNode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.expr().name().hash(state);
        self.expr().children().hash(state);
    }
}

impl Node {
    /// A user's expression.
    #[must_use]
    pub fn custom(expr: Arc<dyn CustomExpr>) -> Node {
        match depth::over(depth::deepest(expr.children()), 1) {
            Some(depth) => Node::Custom(Shared::new(CustomNode { expr, depth })),
            None => depth::too_deep(),
        }
    }
}

/// The places in a statement where a user's clause can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Anchor {
    /// Right after the statement's first keyword.
    AfterKeyword,
    /// After FROM and its joins.
    AfterFrom,
    /// After WHERE.
    AfterFilter,
    /// At the end.
    End,
}

/// A clause that a user adds to a statement, at an [`Anchor`].
pub trait CustomClause: Debug + Send + Sync {
    /// What the clause is called in error messages.
    fn name(&self) -> &'static str;

    /// Writes the clause for the dialect of this name, or `None` to go on to its base. The
    /// sink has already written a space.
    fn render(&self, dialect: &str, sink: &mut Sink<'_>) -> Option<Result<()>>;
}

/// Clauses have no equality of their own: what `Debug` prints stands for it.
pub(crate) fn same_clauses(
    a: &[(Anchor, Arc<dyn CustomClause>)],
    b: &[(Anchor, Arc<dyn CustomClause>)],
) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|((at, x), (bt, y))| {
            at == bt && (Arc::ptr_eq(x, y) || format!("{x:?}") == format!("{y:?}"))
        })
}
