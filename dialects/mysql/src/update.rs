//! UPDATE: assignments in an order in which none sees another's new value.

use aludel::Result;
use aludel::ast::{
    ColumnRef, Conflict, ConflictAction, Insert, Node, RawPart, TableRef, Target, Update, Visit,
    walk_node,
};
use aludel::dialect::{Ansi, Dialect};
use aludel::render::Sink;

/// MySQL evaluates assignments from left to right, and each sees those before it
/// (<https://dev.mysql.com/doc/refman/9.4/en/update.html>); elsewhere all see the old row. Each is
/// put before those that set what it reads; columns that read each other are refused.
pub(crate) fn update(update: &Update, sink: &mut Sink<'_>) -> Result<()> {
    if update.set.len() < 2 {
        return Ansi.update(update, sink);
    }
    let sorted = sorted(&update.table, &update.set, sink)?;
    if !update.rare().from.is_empty() && !independent(&update.table, &update.set) {
        sink.place("SET");
        return Err(sink.unsupported(
            "an UPDATE over several tables that reads a column which it sets too",
            "no order of the assignments is promised: set one of them in a statement of its own",
        ));
    }
    match sorted {
        None => Ansi.update(update, sink),
        Some(set) => {
            let mut update = update.clone();
            update.set = set;
            Ansi.update(&update, sink)
        }
    }
}

/// ON DUPLICATE KEY UPDATE is done from left to right too:
/// <https://dev.mysql.com/doc/refman/9.4/en/insert-on-duplicate.html>
pub(crate) fn insert(insert: &Insert, sink: &mut Sink<'_>) -> Result<()> {
    let conflict = insert.rare.as_ref().and_then(|rare| Some((rare, rare.conflicts.first()?)));
    let Some((rare, Conflict { target, action })) = conflict else {
        return Ansi.insert(insert, sink);
    };
    let ConflictAction::Update { set, filter } = action else {
        return Ansi.insert(insert, sink);
    };
    let Some(set) = sorted(&insert.table, set, sink)? else {
        return Ansi.insert(insert, sink);
    };
    let action = ConflictAction::Update { set, filter: filter.clone() };
    let mut rare = rare.clone();
    if let Some(first) = rare.conflicts.first_mut() {
        *first = Conflict { target: target.clone(), action };
    }
    let mut insert = insert.clone();
    insert.rare = Some(rare);
    Ansi.insert(&insert, sink)
}

type Assignments = [(Target, Node)];

/// The assignments in the order in which none sees another's new value; `None` if they are.
fn sorted(
    table: &TableRef,
    set: &Assignments,
    sink: &mut Sink<'_>,
) -> Result<Option<Vec<(Target, Node)>>> {
    let reads = set.iter().map(|(_, value)| Reads::of(value, table, set)).collect::<Vec<_>>();
    let Some(order) = order(set, &reads) else {
        sink.place("SET");
        return Err(sink.unsupported(
            "an UPDATE whose columns are set from each other",
            "read the rows first, or set one of the columns in a statement of its own",
        ));
    };
    if order.iter().enumerate().all(|(i, at)| i == *at) {
        return Ok(None);
    }
    Ok(Some(order.iter().filter_map(|at| set.get(*at).cloned()).collect()))
}

/// Whether no assignment reads a column that another one sets.
fn independent(table: &TableRef, set: &Assignments) -> bool {
    let alone = |(at, (_, value)): (usize, &(Target, Node))| {
        Reads::of(value, table, set).found.iter().all(|read| *read == at)
    };
    set.iter().enumerate().all(alone)
}

/// The positions of the assignments, each before those that set a column which it reads.
fn order(set: &Assignments, reads: &[Reads<'_>]) -> Option<Vec<usize>> {
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
    set: &'u Assignments,
    found: Vec<usize>,
}

impl<'u> Reads<'u> {
    fn of(value: &Node, table: &'u TableRef, set: &'u Assignments) -> Self {
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
