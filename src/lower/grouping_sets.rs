//! GROUPING SETS as one query for each set, with UNION ALL.

use smallvec::SmallVec;

use super::wrap::{Clause, Wrapped};
use crate::ast::{
    Fold, FunctionName, Name, Node, Nodes, Query, Select, SetOp, Shared, Visit, When, fold_node,
    walk_node,
};
use crate::error::{Error, ErrorKind, Result};
use crate::render::Sink;

/// SQLite takes 500 queries in a UNION; nobody reads so many.
const MOST: usize = 128;

/// `SELECT … GROUP BY ROLLUP (a)` as
/// `SELECT … FROM (SELECT … GROUP BY a UNION ALL SELECT … with NULL for a) …`.
pub(super) fn lower(select: &Select, sink: &mut Sink<'_>) -> Result<Select> {
    sink.place("GROUP BY");
    let Some(sets) = select.grouping_sets(MOST) else {
        return Err(sink.unsupported(
            &format!("GROUP BY of more than {MOST} sets"),
            "group by fewer sets at once",
        ));
    };
    let rare = select.rare();
    if !rare.windows.is_empty() || rare.qualify.is_some() || !rare.custom.is_empty() {
        return Err(sink.unsupported(
            "GROUPING SETS beside WINDOW, QUALIFY or a custom clause",
            "group in a subquery, and do the rest around it",
        ));
    }
    let mut wrapped = Wrapped::new(select, Clause::GroupingSets, sink)?;
    if !select.items.iter().chain(&select.having).any(has_aggregate) {
        // All rows as one group are a row only if something is aggregated.
        wrapped.hide(Node::function(
            FunctionName::Portable("count"),
            SmallVec::from_iter([Node::Star(None)]),
        ));
    }
    let inner = wrapped.inner();
    let mut arms = sets.iter().map(|set| arm(inner, set, &sets, sink));
    let mut query = match arms.next() {
        Some(first) => Query::Select(Shared::new(first?)),
        None => Query::Select(Shared::new(inner.clone())),
    };
    for arm in arms {
        query = query.combine(SetOp::Union, true, Query::Select(Shared::new(arm?)));
    }
    Ok(wrapped.around(query, None))
}

/// The query over one set.
fn arm(inner: &Select, set: &[&Node], sets: &[Vec<&Node>], sink: &Sink<'_>) -> Result<Select> {
    let mut keys = InSet { set, sets, error: None, sink };
    let items: Nodes = inner.items.iter().map(|item| keys.item(item)).collect();
    let having = inner.having.as_ref().map(|having| keys.fold_node(having));
    if let Some(error) = keys.error {
        return Err(error);
    }
    // A key that is an item is that item, so that its parameters are written once.
    let group_by = set
        .iter()
        .map(|key| {
            let item = items.iter().find(|item| item.unlabelled() == key.unlabelled());
            item.unwrap_or(key).clone()
        })
        .collect();
    Ok(Select { items, having, group_by, ..inner.clone() })
}

/// Puts NULL for the keys that a set leaves out, and numbers for `grouping()`.
struct InSet<'a> {
    set: &'a [&'a Node],
    sets: &'a [Vec<&'a Node>],
    error: Option<Error>,
    sink: &'a Sink<'a>,
}

/// A NULL of the key's type, whatever that is: MySQL takes a bare one for a float in arithmetic.
fn typed_null(key: &Node) -> Node {
    let name = FunctionName::Portable("max");
    let max = Node::function(name, SmallVec::from_iter([key.unlabelled().clone()]));
    let never = When { condition: Node::literal(false), result: max };
    Node::case(None, SmallVec::from_iter([never]), None)
}

impl InSet<'_> {
    /// An item of the select list: a NULL alone gets its type from the other queries.
    fn item(&mut self, item: &Node) -> Node {
        match item {
            Node::Label(label) if !self.has(&label.expr) && self.is_key(&label.expr) => {
                Node::Literal(Shared::new(crate::value::Value::NULL)).label(label.name.clone())
            }
            other => self.fold_node(other),
        }
    }

    fn has(&self, node: &Node) -> bool {
        self.set.iter().any(|key| key.unlabelled() == node)
    }

    fn is_key(&self, node: &Node) -> bool {
        self.sets.iter().flatten().any(|key| key.unlabelled() == node)
    }

    /// The bits of `grouping(keys)`.
    fn bits(&mut self, keys: &[Node]) -> Node {
        let mut bits = 0_i64;
        for key in keys {
            if !self.is_key(key.unlabelled()) {
                self.refuse("an argument of grouping() is no key of GROUP BY", AS_THE_KEY);
            }
            bits = bits << 1 | i64::from(!self.has(key.unlabelled()));
        }
        if keys.len() > 31 {
            self.refuse("grouping() of more than 31 keys", "call it for fewer at once");
        }
        Node::literal(bits)
    }

    fn refuse(&mut self, what: &str, help: &str) {
        if self.error.is_none() {
            let error = self.sink.error(ErrorKind::Unsupported, what);
            self.error = Some(error.with_help(help));
        }
    }
}

const AS_THE_KEY: &str = "write it as in GROUP BY, or select it around the groups of a subquery";

impl Fold for InSet<'_> {
    fn fold_node(&mut self, node: &Node) -> Node {
        if self.has(node) {
            return node.clone();
        }
        if self.is_key(node) {
            return typed_null(node);
        }
        match node {
            Node::Function(function) => match function.name {
                _ if function.modifiers.as_ref().is_some_and(|m| m.over.is_some()) => {
                    self.refuse(
                        "a window function over GROUPING SETS is not supported",
                        "group in a subquery, and compute it around that",
                    );
                    node.clone()
                }
                FunctionName::Portable("grouping") => self.bits(&function.args),
                FunctionName::Portable(name) if is_aggregate(name) => node.clone(),
                FunctionName::Portable(_) => fold_node(self, node),
                _ => self.opaque(node),
            },
            Node::Subquery(_) | Node::Exists(_) | Node::In(_) | Node::Raw(_) | Node::Custom(_) => {
                self.opaque(node)
            }
            Node::Column(_) | Node::Name(_) | Node::Star(_) => {
                let name = node.output_name().map_or("*", Name::as_str);
                self.refuse(
                    &format!("column {name} is neither aggregated nor a key of GROUP BY"),
                    AS_THE_KEY,
                );
                node.clone()
            }
            other => fold_node(self, other),
        }
    }
}

impl InSet<'_> {
    /// What may hold keys as they are, or as the set makes them: nobody knows.
    fn opaque(&mut self, node: &Node) -> Node {
        if has_columns(node) {
            self.refuse(
                "a subquery, raw SQL or a function by its name over GROUPING SETS is not supported",
                "group in a subquery, and compute it around that",
            );
        }
        node.clone()
    }
}

fn has_columns(node: &Node) -> bool {
    finds(node, &|node| matches!(node, Node::Column(_) | Node::Name(_) | Node::Raw(_)))
}

pub(super) fn has_aggregate(node: &Node) -> bool {
    finds(node, &|node| match node {
        Node::Function(function) => {
            matches!(function.name, FunctionName::Portable(name) if is_aggregate(name))
        }
        _ => false,
    })
}

pub(super) fn finds(node: &Node, wanted: &dyn Fn(&Node) -> bool) -> bool {
    struct Finder<'f>(&'f dyn Fn(&Node) -> bool, bool);
    impl Visit for Finder<'_> {
        fn visit_node(&mut self, node: &Node) {
            self.1 |= (self.0)(node);
            if !self.1 {
                walk_node(self, node);
            }
        }
    }
    let mut finder = Finder(wanted, false);
    finder.visit_node(node);
    finder.1
}

/// The portable functions that are aggregates.
pub(super) fn is_aggregate(name: &str) -> bool {
    super::filter::SKIP_NULLS.contains(&name)
        || matches!(name, "array_agg" | "json_array_agg" | "json_object_agg")
}
