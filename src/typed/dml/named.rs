//! Rows by the names of their columns.

use std::collections::HashMap;

use super::{AnyColumns, Insert};
use crate::ast::{Cell, Cells, Fault, Name, Node, Rows, Target};
use crate::typed::{Any, IntoExpr};

impl<S> Insert<(), S> {
    /// Rows whose values come with the names of their columns, each row in an order of its own. All
    /// have the columns of the first row: a row that lacks one, or has another, is an error. See
    /// [`named_rows_or_default`](Self::named_rows_or_default).
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::dialect::Ansi;
    /// let pet = table("pet");
    /// let rows = [[("name", value("Rex")), ("age", value(3))], [("age", value(4)), ("name", value("Tom"))]];
    /// assert_eq!(
    ///     insert(&pet).named_rows(rows).to_sql(&Ansi)?.text(),
    ///     r#"INSERT INTO "pet" ("name", "age") VALUES (?, ?), (?, ?)"#
    /// );
    /// let rows = [vec![("name", "Rex")], vec![("name", "Tom"), ("kind", "cat")]];
    /// let error = insert(&pet).named_rows(rows).to_sql(&Ansi).unwrap_err();
    /// assert!(error.to_string().contains("row 1 has a column kind, which row 0 has not"), "{error}");
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn named_rows<R, N, V>(self, rows: impl IntoIterator<Item = R>) -> Insert<AnyColumns, S>
    where
        R: IntoIterator<Item = (N, V)>,
        N: Into<Name>,
        V: IntoExpr<Any>,
    {
        self.named(rows, false)
    }

    /// The same for rows of differing columns: what a row lacks is its column's
    /// [`default`](crate::typed::default).
    ///
    /// ```
    /// # use aludel::prelude::*;
    /// # use aludel::dialect::Ansi;
    /// let pet = table("pet");
    /// let rows = [vec![("name", "Rex")], vec![("kind", "cat"), ("name", "Tom")]];
    /// assert_eq!(
    ///     insert(&pet).named_rows_or_default(rows).to_sql(&Ansi)?.text(),
    ///     r#"INSERT INTO "pet" ("name", "kind") VALUES (?, DEFAULT), (?, ?)"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn named_rows_or_default<R, N, V>(
        self,
        rows: impl IntoIterator<Item = R>,
    ) -> Insert<AnyColumns, S>
    where
        R: IntoIterator<Item = (N, V)>,
        N: Into<Name>,
        V: IntoExpr<Any>,
    {
        self.named(rows, true)
    }

    fn named<R, N, V>(
        self,
        rows: impl IntoIterator<Item = R>,
        or_default: bool,
    ) -> Insert<AnyColumns, S>
    where
        R: IntoIterator<Item = (N, V)>,
        N: Into<Name>,
        V: IntoExpr<Any>,
    {
        let mut table = Named { or_default, ..Named::default() };
        let read = rows.into_iter().try_for_each(|row| {
            table.row(row.into_iter().map(|(name, value)| (name.into(), value.into_cell())))
        });
        let changed = self.change(|tree| {
            if !tree.columns.is_empty() || !matches!(&tree.rows, Rows::Values(c) if c.is_empty()) {
                tree.blame(Fault::new(
                    "rows with names in an INSERT that has columns or rows",
                    "give all rows by names, or none",
                ));
            }
            if let Err(fault) = read {
                tree.blame(fault);
            }
            tree.columns.extend(table.names.iter().cloned().map(Target::Name));
            let cells = table.cells();
            tree.deepen(crate::ast::deepest_cell(&cells));
            tree.rows = Rows::Values(cells);
        });
        Insert::wrap(changed.tree().clone())
    }
}

/// Rows under the names of their columns, in the order in which they came up.
#[derive(Default)]
struct Named {
    or_default: bool,
    names: Vec<Name>,
    positions: HashMap<Name, usize>,
    rows: Vec<Vec<Option<Cell>>>,
}

impl Named {
    fn row(&mut self, given: impl Iterator<Item = (Name, Cell)>) -> Result<(), Fault> {
        let number = self.rows.len();
        let free = self.or_default || number == 0;
        let mut row = vec![None; self.names.len()];
        for (name, cell) in given {
            let at = match self.positions.get(&name) {
                Some(at) => *at,
                None if free => {
                    self.positions.insert(name.clone(), self.names.len());
                    self.names.push(name.clone());
                    row.push(None);
                    self.names.len() - 1
                }
                None => {
                    return Err(Fault::new(
                        format!("row {number} has a column {name}, which row 0 has not"),
                        "give every row the same columns, or use .named_rows_or_default(…)",
                    ));
                }
            };
            if let Some(place) = row.get_mut(at)
                && place.replace(cell).is_some()
            {
                return Err(Fault::new(
                    format!("row {number} has the column {name} twice"),
                    "give each column one value",
                ));
            }
        }
        if let (false, Some(at)) = (free, row.iter().position(Option::is_none)) {
            let name = self.names.get(at).map_or("?", Name::as_str);
            return Err(Fault::new(
                format!("row {number} has no column {name}, which row 0 has"),
                "give every row the same columns, or use .named_rows_or_default(…)",
            ));
        }
        self.rows.push(row);
        Ok(())
    }

    /// All cells, one row after the other.
    fn cells(self) -> Cells {
        let width = self.names.len();
        let mut cells = Cells::with_capacity(width.saturating_mul(self.rows.len()));
        for row in self.rows {
            let given = row.len();
            cells.extend(row.into_iter().map(|cell| cell.unwrap_or(Cell::Expr(Node::Default))));
            cells.extend((given..width).map(|_| Cell::Expr(Node::Default)));
        }
        cells
    }
}
