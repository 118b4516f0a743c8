//! Rebuilding the tree.

mod dml;
mod query;
mod source;

use smallvec::SmallVec;

pub use dml::{fold_delete, fold_insert, fold_merge, fold_update};
use query::fold_query;
pub use query::{fold_compound, fold_select};
pub use source::fold_source;

use super::custom::CustomNode;
use super::depth::Branch;
use super::{
    Arrays, Between, Binary, Case, Cast, Collate, FullText, Function, In, InSet, Infix, JsonAt,
    JsonBuild, Label, Like, Matches, Nary, Node, Nodes, Order, Orders, Quantified, Ranges, Raw,
    RawPart, Search, Select, Shared, Source, Temporal, Unary, When,
};

/// A rewriting of a tree into another one. The tree itself is never changed.
///
/// Override what you replace, and call the `fold_…` function of the same name to go on into
/// its parts. A fold that replaces nothing gives an equal tree.
///
/// ```
/// use aludel::ast::{Fold, Node, fold_node};
/// use aludel::dialect::Ansi;
/// use aludel::prelude::*;
///
/// /// Prints every value into the text.
/// struct Inline;
/// impl Fold for Inline {
///     fn fold_node(&mut self, node: &Node) -> Node {
///         match node {
///             Node::Int(_) | Node::Value(_) => match node.as_value() {
///                 Some(value) => Node::literal(value.into_owned()),
///                 None => node.clone(),
///             },
///             other => fold_node(self, other),
///         }
///     }
/// }
///
/// let t = table("t");
/// let q = select(t.col("a")).filter(t.col("a").gt(1));
/// let inlined = Select::<Dynamic>::from_tree(Inline.fold_select(q.tree()).into());
/// assert_eq!(inlined.to_sql(&Ansi)?.text(), r#"SELECT "t"."a" FROM "t" WHERE "t"."a" > 1"#);
/// # Ok::<(), aludel::Error>(())
/// ```
pub trait Fold {
    /// An expression.
    fn fold_node(&mut self, node: &Node) -> Node {
        fold_node(self, node)
    }

    /// A SELECT, also one inside an expression or in FROM.
    fn fold_select(&mut self, select: &Select) -> Select {
        fold_select(self, select)
    }

    /// An item of FROM.
    fn fold_source(&mut self, source: &Source) -> Source {
        fold_source(self, source)
    }
}

fn fold_all<F: Fold + ?Sized, L: FromIterator<Node>>(fold: &mut F, nodes: &[Node]) -> L {
    nodes.iter().map(|node| fold.fold_node(node)).collect()
}

fn fold_option<F: Fold + ?Sized>(fold: &mut F, node: Option<&Node>) -> Option<Node> {
    node.map(|node| fold.fold_node(node))
}

fn fold_orders<F: Fold + ?Sized>(fold: &mut F, orders: &Orders) -> Orders {
    orders
        .iter()
        .map(|Order { expr, direction, nulls }| Order {
            expr: fold.fold_node(expr),
            direction: *direction,
            nulls: *nulls,
        })
        .collect()
}

/// The raw SQL over folded holes, or the fault for one that became too deep.
fn fold_raw<F: Fold + ?Sized>(
    fold: &mut F,
    raw: &Raw,
) -> Result<Shared<Raw>, Option<Shared<super::Fault>>> {
    let Raw { parts, depth: _ } = raw;
    let parts = parts
        .iter()
        .map(|part| match part {
            RawPart::Text(_) | RawPart::Trusted(_) => part.clone(),
            RawPart::Node(node) => RawPart::Node(fold.fold_node(node)),
        })
        .collect();
    Raw::new(parts).map_err(|error| match error {
        Node::Error(fault) => Some(fault),
        _ => None,
    })
}

/// Rebuilds an expression over its folded parts.
pub fn fold_node<F: Fold + ?Sized>(fold: &mut F, node: &Node) -> Node {
    match node {
        Node::Int(_)
        | Node::Value(_)
        | Node::Literal(_)
        | Node::Bind(_)
        | Node::Column(_)
        | Node::Name(_)
        | Node::Star(_)
        | Node::Default
        | Node::Error(_) => node.clone(),
        Node::Unary(unary) => {
            let Unary { op, operand, depth: _ } = &**unary;
            Node::unary(*op, fold.fold_node(operand))
        }
        Node::Binary(binary) => {
            let Binary { op, left, right, depth: _ } = &**binary;
            Node::binary(*op, fold.fold_node(left), fold.fold_node(right))
        }
        Node::Infix(infix) => {
            let Infix { symbol, left, right, binds, depth: _ } = &**infix;
            Node::infix_like(symbol, *binds, fold.fold_node(left), fold.fold_node(right))
        }
        Node::Nary(nary) => {
            let Nary { op, items, depth: _ } = &**nary;
            Node::nary(*op, fold_all::<_, Nodes>(fold, items))
        }
        Node::Like(like) => {
            let Like { operand, pattern, escape, insensitive, negated, depth: _ } = &**like;
            let (operand, pattern) = (fold.fold_node(operand), fold.fold_node(pattern));
            negate_if(*negated, Node::like(operand, pattern, *escape, *insensitive))
        }
        Node::Search(search) => {
            let Search { operand, needle, affix, insensitive, negated, depth: _ } = &**search;
            let (operand, needle) = (fold.fold_node(operand), fold.fold_node(needle));
            negate_if(*negated, Node::search(operand, needle, *affix, *insensitive))
        }
        Node::In(set) => {
            let In { operand, set, negated, depth: _ } = &**set;
            let operand = fold.fold_node(operand);
            let set = match set {
                InSet::List(items) => InSet::List(fold_all(fold, items)),
                InSet::Query(query) => InSet::Query(fold_query(fold, query)),
            };
            negate_if(*negated, Node::in_set(operand, set))
        }
        Node::Between(between) => {
            let Between { operand, low, high, negated, depth: _ } = &**between;
            let operand = fold.fold_node(operand);
            let (low, high) = (fold.fold_node(low), fold.fold_node(high));
            negate_if(*negated, Node::between(operand, low, high))
        }
        Node::Case(case) => {
            let Case { operand, branches, otherwise, depth: _ } = &**case;
            let operand = fold_option(fold, operand.as_ref());
            let branches = branches
                .iter()
                .map(|When { condition, result }| When {
                    condition: fold.fold_node(condition),
                    result: fold.fold_node(result),
                })
                .collect::<SmallVec<[When; 1]>>();
            Node::case(operand, branches, fold_option(fold, otherwise.as_ref()))
        }
        Node::Cast(cast) => {
            let Cast { operand, ty, or_null, depth: _ } = &**cast;
            let (operand, ty) = (fold.fold_node(operand), ty.clone());
            if *or_null { Node::try_cast(operand, ty) } else { Node::cast(operand, ty) }
        }
        Node::Function(function) => {
            let Function { name, distinct, args, modifiers, depth: _ } = &**function;
            let args = fold_all(fold, args);
            let modifiers = modifiers
                .as_ref()
                .map(|modifiers| Box::new(modifiers.map(&mut |node| fold.fold_node(node))));
            Function { name: name.clone(), distinct: *distinct, args, modifiers, depth: 0 }.grow()
        }
        Node::Tuple(items) => Node::tuple(fold_all(fold, items)),
        Node::Subquery(query) => Node::subquery(fold_query(fold, query)),
        Node::Exists(query) => Node::exists(fold_query(fold, query)),
        Node::Label(label) => {
            let Label { expr, name, depth: _ } = &**label;
            fold.fold_node(expr).label(name.clone())
        }
        Node::Raw(raw) => match fold_raw(fold, raw) {
            Ok(raw) => Node::Raw(raw),
            Err(fault) => fault.map_or_else(super::depth::too_deep, Node::Error),
        },
        Node::Custom(custom) => fold_custom(fold, custom),
        other => fold_scalar(fold, other),
    }
}

/// The same for the nodes that are rarer, in a frame of its own: recursion takes the stack of
/// all branches of a function.
#[inline(never)]
fn fold_scalar<F: Fold + ?Sized>(fold: &mut F, node: &Node) -> Node {
    match node {
        Node::Temporal(temporal) => {
            let Temporal { op, operand, argument, kind, depth: _ } = &**temporal;
            let operand = fold.fold_node(operand);
            Node::temporal(*op, operand, fold_option(fold, argument.as_ref()), *kind)
        }
        Node::Arrays(arrays) => {
            let Arrays { op, operands, element, depth: _ } = &**arrays;
            Node::arrays(*op, fold_all(fold, operands), *element)
        }
        Node::Ranges(ranges) => {
            let Ranges { op, operands, element, depth: _ } = &**ranges;
            Node::ranges(*op, fold_all(fold, operands), *element)
        }
        Node::Json(json) => {
            let JsonAt { op, operand, path, argument, depth: _ } = &**json;
            let operand = fold.fold_node(operand);
            Node::json(*op, operand, path.clone(), fold_option(fold, argument.as_ref()))
        }
        Node::JsonBuild(build) => {
            let JsonBuild { keys, values, kinds, depth: _ } = &**build;
            Node::json_build(keys.clone(), fold_all(fold, values), kinds.clone())
        }
        Node::FullText(search) => {
            let FullText { op, operands, sought, syntax, language, vector, depth: _ } = &**search;
            let (operands, sought) = (fold_all(fold, operands), fold.fold_node(sought));
            let (language, vector) = (language.clone(), *vector);
            let (op, syntax) = (*op, *syntax);
            FullText { op, operands, sought, syntax, language, vector, depth: 0 }.into_node()
        }
        Node::Collate(collate) => {
            let Collate { operand, schema, name, depth: _ } = &**collate;
            Node::collate(fold.fold_node(operand), schema.clone(), name.clone())
        }
        Node::Quantified(quantified) => {
            let Quantified { op, all, left, right, depth: _ } = &**quantified;
            let (left, right) = (fold.fold_node(left), fold.fold_node(right));
            Node::quantified(*op, *all, left, right)
        }
        Node::Matches(matches) => {
            let Matches { operand, pattern, flags, negated, depth: _ } = &**matches;
            let (operand, pattern) = (fold.fold_node(operand), fold.fold_node(pattern));
            negate_if(*negated, Node::matches(operand, pattern, *flags))
        }
        other => other.clone(),
    }
}

fn fold_custom<F: Fold + ?Sized>(fold: &mut F, custom: &Shared<CustomNode>) -> Node {
    let expr = custom.expr();
    if expr.children().is_empty() {
        return Node::Custom(custom.clone());
    }
    let children = fold_all(fold, expr.children());
    Node::custom(expr.with_children(children))
}

/// Constructors make the positive form.
fn negate_if(negated: bool, node: Node) -> Node {
    if negated { node.negate() } else { node }
}
