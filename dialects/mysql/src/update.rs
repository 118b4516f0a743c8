//! UPDATE: assignments in an order in which none sees another's new value.

use aludel::Result;
use aludel::ast::{ColumnRef, Node, RawPart, TableRef, Target, Update, Visit, walk_node};
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;

/// MySQL evaluates assignments from left to right, and each sees those before it
/// (<https://dev.mysql.com/doc/refman/9.4/en/update.html>); elsewhere all see the old row. Each is
/// put before those that set what it reads; columns that read each other are refused.
pub(crate) fn update(update: &Update, sink: &mut Sink<'_>) -> Result<()> {
    if update.set.len() < 2 {
        return Ansi.update(update, sink);
    }
    let reads = update
        .set
        .iter()
        .map(|(_, value)| Reads::of(value, &update.table, &update.set))
        .collect::<Vec<_>>();
    let Some(order) = order(&update.set, &reads) else {
        sink.place("SET");
        return Err(sink.unsupported(
            "an UPDATE whose columns are set from each other",
            "read the rows first, or set one of the columns in a statement of its own",
        ));
    };
    if order.iter().enumerate().all(|(i, at)| i == *at) {
        return Ansi.update(update, sink);
    }
    let mut sorted = update.clone();
    sorted.set = order.iter().filter_map(|at| update.set.get(*at).cloned()).collect();
    Ansi.update(&sorted, sink)
}

/// The positions of the assignments, each before those that set a column which it reads.
fn order(set: &[(Target, Node)], reads: &[Reads<'_>]) -> Option<Vec<usize>> {
    let mut waiting = (0..set.len()).collect::<Vec<_>>();
    let mut order = Vec::with_capacity(set.len());
    while !waiting.is_empty() {
        let free = waiting.iter().position(|at| {
            let others = waiting.iter().filter(|other| *other != at);
            !others.into_iter().any(|other| reads.get(*other).is_some_and(|r| r.reads(*at)))
        })?;
        order.push(waiting.remove(free));
    }
    Some(order)
}

/// Which of the columns that are set an expression reads.
struct Reads<'u> {
    table: &'u TableRef,
    set: &'u [(Target, Node)],
    found: Vec<usize>,
}

impl<'u> Reads<'u> {
    fn of(value: &Node, table: &'u TableRef, set: &'u [(Target, Node)]) -> Self {
        let mut reads = Reads { table, set, found: Vec::new() };
        reads.visit_node(value);
        reads
    }

    fn reads(&self, at: usize) -> bool {
        self.found.contains(&at)
    }

    /// Column names have no case.
    fn add(&mut self, is: impl Fn(&str) -> bool) {
        for (at, (target, _)) in self.set.iter().enumerate() {
            if is(target.name().as_str()) {
                self.found.push(at);
            }
        }
    }

    fn add_column(&mut self, qualifier: Option<&str>, name: &str) {
        if qualifier.is_none_or(|q| q == self.table.name().as_str()) {
            self.add(|set| set.eq_ignore_ascii_case(name));
        }
    }

    /// Text may name any column.
    fn add_text(&mut self, text: &str) {
        let text = text.to_ascii_lowercase();
        self.add(|set| text.contains(&set.to_ascii_lowercase()));
    }
}

impl Visit for Reads<'_> {
    fn visit_node(&mut self, node: &Node) {
        match node {
            Node::Column(column) => {
                if let Some(name) = column.name() {
                    self.add_column(Some(column.table.name.as_str()), name.as_str());
                }
            }
            Node::Name(column) => {
                let ColumnRef { qualifier, name } = &**column;
                self.add_column(qualifier.name(), name.as_str());
            }
            Node::Raw(raw) => {
                for part in &raw.parts {
                    match part {
                        RawPart::Text(text) => self.add_text(text),
                        RawPart::Trusted(text) => self.add_text(text.as_str()),
                        RawPart::Node(_) => {}
                    }
                }
                walk_node(self, node);
            }
            other => walk_node(self, other),
        }
    }
}
