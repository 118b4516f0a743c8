//! Depth: every node knows its own, and none is deeper than the cap.

use super::{
    Arrays, Between, Binary, Case, Cast, Collate, Fault, Function, In, InSet, Infix, JsonAt,
    JsonBuild, Label, Like, Matches, Node, Order, Quantified, Ranges, Search, Shared, Source,
    Temporal, Unary,
};

/// How deep a tree may be. Past it, building yields an error node, so that recursion over a
/// tree is safe in every walk, comparison and drop. SQLite itself stops at 1000.
pub const DEPTH_CAP: u16 = 500;

/// What a nested query costs: its frames on the stack are those of several expressions.
pub(crate) const QUERY_DEPTH: u16 = 8;

/// The depth of a node over operands of these depths, or `None` past the cap.
#[inline]
pub(crate) fn over(deepest: u16, levels: u16) -> Option<u16> {
    let depth = deepest.saturating_add(levels);
    (depth <= DEPTH_CAP).then_some(depth)
}

/// The deepest of some nodes.
#[inline]
pub(crate) fn deepest<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> u16 {
    nodes.into_iter().map(Node::depth).max().unwrap_or(0)
}

/// A node over operands.
pub(crate) trait Branch: Sized {
    /// The depth of its deepest operand.
    fn deepest(&self) -> u16;
    /// Notes its own depth.
    fn set_depth(&mut self, depth: u16);
    /// The node that shares it.
    fn node(shared: Shared<Self>) -> Node;

    /// Makes the node, which then knows its depth, or the error node past the cap.
    #[inline]
    fn grow(self) -> Node {
        self.grow_with(|_| {})
    }

    /// The same for a node that gets its operands in the place where it stays.
    #[inline]
    fn grow_with(self, fill: impl FnOnce(&mut Self)) -> Node {
        let mut deepest = 0;
        let shared = Shared::new_with(self, |branch| {
            fill(branch);
            deepest = branch.deepest();
            branch.set_depth(deepest + 1);
        });
        if deepest < DEPTH_CAP { Self::node(shared) } else { too_deep() }
    }
}

macro_rules! branches {
    ($($branch:ident |$this:ident| $deepest:expr;)+) => {$(
        impl Branch for $branch {
            #[inline]
            fn deepest(&self) -> u16 {
                let $this = self;
                $deepest
            }

            #[inline]
            fn set_depth(&mut self, depth: u16) {
                self.depth = depth;
            }

            #[inline]
            fn node(shared: Shared<Self>) -> Node {
                Node::$branch(shared)
            }
        }
    )+};
}

branches! {
    Unary |unary| unary.operand.depth();
    Binary |binary| binary.left.depth().max(binary.right.depth());
    Infix |infix| infix.left.depth().max(infix.right.depth());
    Like |like| like.operand.depth().max(like.pattern.depth());
    Search |search| search.deepest();
    In |set| set.operand.depth().max(set.set.depth());
    Between |between| between.operand.depth().max(between.low.depth()).max(between.high.depth());
    Case |case| deepest(case.nodes());
    Cast |cast| cast.operand.depth();
    Function |function| {
        let modifiers = function.modifiers.as_ref().map_or(0, |modifiers| modifiers.depth());
        deepest(&function.args).max(modifiers)
    };
    Label |label| label.expr.depth();
    Temporal |temporal| temporal.operand.depth().max(deepest(&temporal.argument));
    JsonBuild |build| deepest(&build.values);
    Arrays |arrays| deepest(&arrays.operands);
    Ranges |ranges| deepest(&ranges.operands);
    Collate |collate| collate.operand.depth();
    Quantified |quantified| quantified.left.depth().max(quantified.right.depth());
    Matches |matches| matches.operand.depth().max(matches.pattern.depth());
}

impl Branch for JsonAt {
    fn deepest(&self) -> u16 {
        self.operand.depth().max(deepest(&self.argument))
    }

    fn set_depth(&mut self, depth: u16) {
        self.depth = depth;
    }

    fn node(shared: Shared<Self>) -> Node {
        Node::Json(shared)
    }
}

/// The node that stands for a tree that is too deep.
#[cold]
pub(crate) fn too_deep() -> Node {
    Node::Error(Shared::new(too_deep_fault()))
}

pub(crate) fn too_deep_fault() -> Fault {
    Fault::new(
        format!("the expression is nested more than {DEPTH_CAP} levels deep"),
        "build wide instead of deep: all(…), any(…), concat(…) and IN take any number of \
         operands at one level",
    )
}

impl Node {
    /// How many levels the node has below and with itself; a leaf has 0.
    #[must_use]
    #[inline]
    pub fn depth(&self) -> u16 {
        match self {
            Node::Int(_)
            | Node::Value(_)
            | Node::Literal(_)
            | Node::Bind(_)
            | Node::Column(_)
            | Node::Name(_)
            | Node::Star(_)
            | Node::Default
            | Node::Error(_) => 0,
            other => other.depth_of_branch(),
        }
    }

    /// The same for what is no leaf, out of line: most operands are leaves.
    fn depth_of_branch(&self) -> u16 {
        match self {
            Node::Int(_)
            | Node::Value(_)
            | Node::Literal(_)
            | Node::Bind(_)
            | Node::Column(_)
            | Node::Name(_)
            | Node::Star(_)
            | Node::Default
            | Node::Error(_) => 0,
            Node::Unary(node) => node.depth,
            Node::Binary(node) => node.depth,
            Node::Infix(node) => node.depth,
            Node::Nary(node) => node.depth,
            Node::Like(node) => node.depth,
            Node::Search(node) => node.depth,
            Node::In(node) => node.depth,
            Node::Between(node) => node.depth,
            Node::Case(node) => node.depth,
            Node::Cast(node) => node.depth,
            Node::Function(node) => node.depth,
            Node::Tuple(items) => deepest(items.iter()).saturating_add(1),
            Node::Subquery(query) | Node::Exists(query) => query.depth(),
            Node::Label(node) => node.depth,
            Node::Raw(node) => node.depth,
            Node::Custom(node) => node.depth(),
            Node::Temporal(node) => node.depth,
            Node::Matches(node) => node.depth,
            Node::Arrays(node) => node.depth,
            Node::Ranges(node) => node.depth,
            Node::Json(node) => node.depth,
            Node::JsonBuild(node) => node.depth,
            Node::Collate(node) => node.depth,
            Node::FullText(node) => node.depth,
            Node::Quantified(node) => node.depth,
        }
    }
}

impl Source {
    /// How many levels the source has.
    #[must_use]
    pub fn depth(&self) -> u16 {
        match self {
            Source::Table(_) => 0,
            Source::Derived(derived) => derived.query.depth(),
            Source::Join(joins) => joins.depth,
            Source::Function(function) => function.call.depth().saturating_add(1),
            Source::Raw(raw) => raw.depth,
            Source::Sample(sample) => {
                deepest(std::iter::once(&sample.percent).chain(&sample.seed)).saturating_add(1)
            }
            Source::Cte(_) | Source::Error(_) => 0,
        }
    }
}

impl InSet {
    pub(crate) fn depth(&self) -> u16 {
        match self {
            InSet::List(items) => deepest(items),
            InSet::Query(query) => query.depth(),
        }
    }
}

impl Order {
    pub(crate) fn depth(&self) -> u16 {
        self.expr.depth()
    }
}
