//! The columns of a result.

use std::sync::Arc;

use super::Cursor;
use crate::error::{Error, ErrorKind, Result};
use crate::value::Kind;

/// The names of a result's columns and what they are declared as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    names: Box<[Box<str>]>,
    kinds: Box<[Kind]>,
}

impl Header {
    /// The columns in order. A kind is what a column is *declared* as, where the database
    /// stores such values as something else (a date as text); otherwise it is unknown.
    pub fn new<N: Into<Box<str>>>(columns: impl IntoIterator<Item = (N, Kind)>) -> Self {
        let (names, kinds): (Vec<_>, Vec<_>) =
            columns.into_iter().map(|(name, kind)| (name.into(), kind)).unzip();
        Header { names: names.into(), kinds: kinds.into() }
    }

    /// How many columns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The columns' names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// A column's name.
    #[must_use]
    pub fn name(&self, index: usize) -> Option<&str> {
        self.names.get(index).map(|name| &**name)
    }

    /// What a column is declared as, where its values are stored as something else.
    #[must_use]
    pub fn kind(&self, index: usize) -> Kind {
        self.kinds.get(index).copied().unwrap_or(Kind::Unknown)
    }

    /// The position of the column of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when there is none, or more than one.
    pub fn position(&self, name: &str) -> Result<usize> {
        let mut found = self.names.iter().enumerate().filter(|(_, column)| &***column == name);
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Ok(index),
            (None, _) => {
                let names = self.names().collect::<Vec<_>>().join(", ");
                Err(Error::new(ErrorKind::Decode, format!("the rows have no column {name:?}"))
                    .with_help(format!("they have: {names}")))
            }
            (Some((first, _)), Some((second, _))) => Err(Error::new(
                ErrorKind::Decode,
                format!("columns {} and {} are both named {name:?}", first + 1, second + 1),
            )
            .with_help("give them names of their own with .label(…), or ask by position")),
        }
    }
}

/// The columns of a running query or of a row. Their names are found out when first asked for.
#[derive(Clone, Copy)]
pub struct Columns<'r>(Source<'r>);

#[derive(Clone, Copy)]
enum Source<'r> {
    Cursor(&'r dyn Cursor),
    Header(&'r Arc<Header>),
}

impl<'r> Columns<'r> {
    pub(super) fn of_cursor(cursor: &'r dyn Cursor) -> Self {
        Columns(Source::Cursor(cursor))
    }

    pub(super) fn of_header(header: &'r Arc<Header>) -> Self {
        Columns(Source::Header(header))
    }

    /// How many there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        match self.0 {
            Source::Cursor(cursor) => cursor.width(),
            Source::Header(header) => header.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Their names and kinds.
    #[must_use]
    pub fn header(&self) -> &'r Arc<Header> {
        match self.0 {
            Source::Cursor(cursor) => cursor.header(),
            Source::Header(header) => header,
        }
    }

    /// Their names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &'r str> {
        self.header().names()
    }

    /// The position of the column of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when there is none, or more than one.
    pub fn position(&self, name: &str) -> Result<usize> {
        self.header().position(name)
    }
}

impl std::fmt::Debug for Columns<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

/// A column by its position, from 0, or by its name.
pub trait ColumnIndex {
    /// The position.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when there is no such column, or more than one.
    fn position(&self, columns: &Columns<'_>) -> Result<usize>;
}

impl ColumnIndex for usize {
    #[inline]
    fn position(&self, _: &Columns<'_>) -> Result<usize> {
        // Whether there is such a cell is found out when it is read.
        Ok(*self)
    }
}

impl ColumnIndex for &str {
    fn position(&self, columns: &Columns<'_>) -> Result<usize> {
        columns.position(self)
    }
}

impl ColumnIndex for &String {
    fn position(&self, columns: &Columns<'_>) -> Result<usize> {
        columns.position(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up() {
        let header = Header::new(["a", "b", "a"].map(|name| (name, Kind::Unknown)));
        assert_eq!(header.position("b").unwrap(), 1);
        for (name, says) in [
            ("a", "columns 1 and 3 are both named \"a\""),
            ("B", "the rows have no column \"B\"; they have: a, b, a"),
        ] {
            let error = header.position(name).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert!(error.to_string().starts_with(says), "{error}");
        }
    }
}
