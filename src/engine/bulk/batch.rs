//! One INSERT of some of the rows.

use crate::ast::{Cell, Cells, Insert, Node, Rows, StatementRef, Visit, deepest_cell, walk_node};
use crate::dialect::Dialect;
use crate::error::Result;
use crate::lower::besides;
use crate::render::{Compile, Compiled};
use crate::value::{Kind, Value};

/// An INSERT whose rows are replaced from time to time. It is compiled anew only for rows that
/// make another text.
pub(super) struct Batch<S> {
    /// With its rows, unless the text has them.
    insert: Insert,
    text: Option<Text<S>>,
}

/// The compiled INSERT.
struct Text<S> {
    compiled: Compiled<S>,
    /// How many cells there may be for the text to be the same; 0 if it can't be.
    cells: usize,
    /// It has the rows, as its parameters.
    filled: bool,
}

impl<S> Batch<S> {
    /// The INSERT with its rows still to come.
    pub(super) fn of(insert: &Insert) -> Self {
        Batch { insert: insert.clone(), text: None }
    }

    /// The INSERT, with the rows of now if it has not been compiled for them.
    pub(super) fn insert(&self) -> &Insert {
        &self.insert
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.insert.columns.len()
    }

    /// Whether the rows, which have not been compiled, are more than one.
    pub(super) fn has_several_rows(&self) -> bool {
        self.cells().len() > self.width()
    }

    /// Takes other rows; those before are given back, or their memory.
    pub(super) fn replace(&mut self, cells: Cells) -> Cells {
        if let Some(text) = &mut self.text {
            text.filled = false;
        }
        match &mut self.insert.rows {
            Rows::Values(before) => std::mem::replace(before, cells),
            Rows::Query(_) | Rows::Defaults(_) => Cells::new(),
        }
    }

    /// Takes the rows out, to be written otherwise.
    pub(super) fn take(&mut self) -> Cells {
        let Some(text) = self.text.as_mut().filter(|text| text.filled) else {
            return self.replace(Cells::new());
        };
        text.filled = false;
        let params = text.compiled.params_mut().iter_mut().take(text.cells);
        params
            .map(|param| Cell::Value(std::mem::replace(param, Value::Null(Kind::Unknown))))
            .collect()
    }

    /// The INSERT of its rows, compiled.
    ///
    /// # Errors
    /// When it can't be.
    pub(super) fn compiled(&mut self, dialect: &dyn Dialect) -> Result<&Compiled<S>> {
        let text = match self.text.take() {
            Some(text) if text.filled => text,
            text => match text.and_then(|text| self.refill(text, dialect)) {
                Some(text) => text,
                None => self.compile(dialect)?,
            },
        };
        Ok(&self.text.insert(text).compiled)
    }

    fn compile(&mut self, dialect: &dyn Dialect) -> Result<Text<S>> {
        let cells = self.cells();
        let depth = deepest_cell(cells);
        let alike = self.insert.with.is_none()
            && besides(&self.insert).next().is_none()
            && are_plain(cells, dialect);
        let cells = if alike { cells.len() } else { 0 };
        self.insert.deepen(depth);
        let compiled = Compiled::new(self.to_sql(dialect)?);
        Ok(Text { compiled, cells, filled: false })
    }

    /// The text again, with the rows as its parameters, if they make the same.
    fn refill(&mut self, mut text: Text<S>, dialect: &dyn Dialect) -> Option<Text<S>> {
        let Rows::Values(cells) = &mut self.insert.rows else { return None };
        if cells.len() != text.cells || !are_plain(cells, dialect) {
            return None;
        }
        // Moved out of its cell a value would be copied in pieces, which takes many times longer.
        for (param, cell) in text.compiled.params_mut().iter_mut().zip(cells.iter_mut()) {
            if let Cell::Value(value) = cell {
                std::mem::swap(param, value);
            }
        }
        cells.clear();
        text.filled = true;
        Some(text)
    }

    fn cells(&self) -> &[Cell] {
        match &self.insert.rows {
            Rows::Values(cells) => cells,
            Rows::Query(_) | Rows::Defaults(_) => &[],
        }
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

/// Whether all are values of which nothing but a placeholder is written.
fn are_plain(cells: &[Cell], dialect: &dyn Dialect) -> bool {
    let cast = dialect.features().cast_parameters;
    cells.iter().all(|cell| match cell {
        Cell::Value(Value::Refused(_)) | Cell::Expr(_) => false,
        Cell::Value(value) => cast.is_empty() || !cast.contains(&value.kind()),
    })
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
    #[inline]
    pub(super) fn of(cells: &[Cell]) -> Self {
        let mut weight = Weight { params: cells.len(), bytes: cells.len() * EACH };
        for cell in cells {
            match cell {
                Cell::Value(value) => weight.bytes += length(value),
                Cell::Expr(node) => weight.visit_node(node),
            }
        }
        weight
    }

    /// Both together.
    pub(super) fn plus(self, other: Weight) -> Weight {
        Weight { params: self.params + other.params, bytes: self.bytes + other.bytes }
    }
}

/// What any value takes.
const EACH: usize = 16;

/// What a value takes besides.
#[inline]
fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Json(json) => json.as_str().len(),
        _ => 0,
    }
}

impl Visit for Weight {
    fn visit_node(&mut self, node: &Node) {
        match node.as_value() {
            Some(value) => {
                self.params += 1;
                self.bytes += EACH + length(&value);
            }
            None => {
                if matches!(node, Node::Bind(_)) {
                    self.params += 1;
                }
                walk_node(self, node);
            }
        }
    }
}
