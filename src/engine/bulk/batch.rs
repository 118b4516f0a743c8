//! One INSERT of some of the rows.

use std::marker::PhantomData;

use crate::ast::{Cell, Cells, Insert, Node, Rows, StatementRef, Visit, deepest_cell, walk_node};
use crate::engine::{RowType, Statement};
use crate::render::Compile;
use crate::value::Value;

/// An INSERT whose rows are replaced from time to time.
pub(super) struct Batch<S> {
    insert: Insert,
    rows: PhantomData<fn() -> S>,
}

impl<S> Batch<S> {
    /// The INSERT with its rows still to come.
    pub(super) fn of(insert: &Insert) -> Self {
        Batch { insert: insert.clone(), rows: PhantomData }
    }

    /// The INSERT, with its rows of now.
    pub(super) fn insert(&self) -> &Insert {
        &self.insert
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.insert.columns.len()
    }

    /// The cells of its rows.
    pub(super) fn cells(&self) -> &[Cell] {
        match &self.insert.rows {
            Rows::Values(cells) => cells,
            Rows::Query(_) | Rows::Defaults(_) => &[],
        }
    }

    /// The same INSERT of other rows.
    pub(super) fn with(&self, cells: &[Cell]) -> Self {
        let mut other = Batch { insert: self.insert.clone(), rows: PhantomData };
        other.replace(cells.iter().cloned().collect());
        other
    }

    /// Takes other rows; those before are given back, for their memory.
    pub(super) fn replace(&mut self, cells: Cells) -> Cells {
        let depth = deepest_cell(&cells);
        let before = match &mut self.insert.rows {
            Rows::Values(before) => std::mem::replace(before, cells),
            Rows::Query(_) | Rows::Defaults(_) => Cells::new(),
        };
        self.insert.deepen(depth);
        before
    }

    /// How many parameters it has without any rows.
    pub(super) fn fixed(&self) -> Weight {
        let mut weight = Weight::default();
        self.insert.rare().nodes().for_each(|node| weight.visit_node(node));
        self.insert.returning.iter().for_each(|node| weight.visit_node(node));
        weight
    }
}

impl<S> Compile for Batch<S> {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Insert(&self.insert)
    }
}

impl<S: RowType> Statement for Batch<S> {
    type Rows = S;
}

/// What rows weigh in a statement.
#[derive(Clone, Copy, Default)]
pub(super) struct Weight {
    /// Parameters, at most.
    pub(super) params: usize,
    /// Bytes of their values, roughly.
    pub(super) bytes: usize,
}

impl Weight {
    /// Of some cells.
    pub(super) fn of(cells: &[Cell]) -> Self {
        let mut weight = Weight::default();
        for cell in cells {
            match cell {
                Cell::Value(value) => weight.add(value),
                Cell::Expr(node) => weight.visit_node(node),
            }
        }
        weight
    }

    /// Both together.
    pub(super) fn plus(self, other: Weight) -> Weight {
        Weight { params: self.params + other.params, bytes: self.bytes + other.bytes }
    }

    fn add(&mut self, value: &Value) {
        self.params += 1;
        self.bytes += match value {
            Value::Text(text) => text.len() + 8,
            Value::Bytes(bytes) => bytes.len() + 8,
            Value::Json(json) => json.as_str().len() + 8,
            _ => 16,
        };
    }
}

impl Visit for Weight {
    fn visit_node(&mut self, node: &Node) {
        match node.as_value() {
            Some(value) => self.add(&value),
            None => {
                if matches!(node, Node::Bind(_)) {
                    self.params += 1;
                }
                walk_node(self, node);
            }
        }
    }
}
