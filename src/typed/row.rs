//! Row types: from a select list's markers to Rust tuples.

use super::Marker;
use crate::engine::{Columns, RowRef, RowType};
use crate::error::{Error, ErrorKind, Result};

/// Calls a macro with 1, 2, … 16 type names.
macro_rules! up_to_16 {
    ($macro:ident) => {
        $macro! { A }
        $macro! { A B }
        $macro! { A B C }
        $macro! { A B C D }
        $macro! { A B C D E }
        $macro! { A B C D E F }
        $macro! { A B C D E F G }
        $macro! { A B C D E F G H }
        $macro! { A B C D E F G H I }
        $macro! { A B C D E F G H I J }
        $macro! { A B C D E F G H I J K }
        $macro! { A B C D E F G H I J K L }
        $macro! { A B C D E F G H I J K L M }
        $macro! { A B C D E F G H I J K L M N }
        $macro! { A B C D E F G H I J K L M N O }
        $macro! { A B C D E F G H I J K L M N O P }
    };
}
pub(crate) use up_to_16;

/// The shape of a row: a marker, or a tuple of shapes, nested as the select list is.
pub trait RowShape {
    /// The Rust type of a row.
    type Rust;
    /// How many columns it has.
    const WIDTH: usize;
    /// Which of its columns are promised not to be NULL, as bits from the lowest.
    const NOT_NULL: u128;

    /// Reads a row's cells from a position on, and moves the position past them.
    ///
    /// # Errors
    /// When a cell can't be read as its type.
    fn read(row: &RowRef<'_>, at: &mut usize) -> Result<Self::Rust>;
}

impl<T: Marker> RowShape for T {
    type Rust = T::Rust;
    const WIDTH: usize = 1;
    const NOT_NULL: u128 = T::NOT_NULL as u128;

    // For the sake of whole rows, which are read by one call of this a cell.
    #[inline(always)]
    fn read(row: &RowRef<'_>, at: &mut usize) -> Result<Self::Rust> {
        let index = *at;
        *at += 1;
        row.decode(index)
    }
}

/// No columns: a statement without rows.
impl RowShape for () {
    type Rust = ();
    const WIDTH: usize = 0;
    const NOT_NULL: u128 = 0;

    fn read(_: &RowRef<'_>, _: &mut usize) -> Result<()> {
        Ok(())
    }
}

macro_rules! tuples {
    ($($item:ident)+) => {
        impl<$($item: RowShape),+> RowShape for ($($item,)+) {
            type Rust = ($($item::Rust,)+);
            const WIDTH: usize = 0 $(+ $item::WIDTH)+;
            const NOT_NULL: u128 = {
                let mut bits = 0;
                let mut at = 0;
                $(
                    // Past 128 columns nothing is promised.
                    if at < 128 {
                        bits |= $item::NOT_NULL << at;
                    }
                    at += $item::WIDTH;
                )+
                let _ = at;
                bits
            };

            #[inline]
            fn read(row: &RowRef<'_>, at: &mut usize) -> Result<Self::Rust> {
                Ok(($($item::read(row, at)?,)+))
            }
        }
    };
}

up_to_16!(tuples);

impl<S: RowShape> RowType for S {
    type Row = S::Rust;
    type Plan = ();
    const NOT_NULL: u128 = S::NOT_NULL;

    fn plan(columns: &Columns) -> Result<()> {
        if columns.len() == S::WIDTH {
            return Ok(());
        }
        Err(Error::new(
            ErrorKind::Decode,
            format!("the rows have {} columns, and {} were asked for", columns.len(), S::WIDTH),
        )
        .with_help("select as many columns as the row type has"))
    }

    #[inline]
    fn decode(_: &(), row: &RowRef<'_>) -> Result<S::Rust> {
        S::read(row, &mut 0)
    }
}

/// A row shape with one more column at its end.
pub trait Push<C> {
    /// The longer shape.
    type Longer: RowShape;
}

macro_rules! push {
    ($($item:ident)+) => {
        impl<$($item: RowShape,)+ Last: RowShape> Push<Last> for ($($item,)+) {
            type Longer = ($($item,)+ Last,);
        }
    };
}

push! { A }
push! { A B }
push! { A B C }
push! { A B C D }
push! { A B C D E }
push! { A B C D E F }
push! { A B C D E F G }
push! { A B C D E F G H }
push! { A B C D E F G H I }
push! { A B C D E F G H I J }
push! { A B C D E F G H I J K }
push! { A B C D E F G H I J K L }
push! { A B C D E F G H I J K L M }
push! { A B C D E F G H I J K L M N }
push! { A B C D E F G H I J K L M N O }
