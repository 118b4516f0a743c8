//! The columns of an INSERT, and the rows for them.

use crate::ast::{Cell, Cells, Name, Target, Targets};
use crate::typed::{Any, ColumnKey, IntoExpr, Marker};
use crate::value::Value;

/// The columns of an INSERT: a tuple of columns or names, or a `Vec` of names.
pub trait ColumnList {
    /// The tuple of their types.
    type Types;

    /// Appends the names.
    fn append_to(self, columns: &mut Targets);
}

/// Columns of any types, known at run time.
#[derive(Clone, Copy, Debug)]
pub struct AnyColumns;

impl<N: Into<Name>> ColumnList for Vec<N> {
    type Types = AnyColumns;
    fn append_to(self, columns: &mut Targets) {
        columns.extend(self.into_iter().map(|name| Target::Name(name.into())));
    }
}

/// The values of one row, for columns of the types `C`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row for columns of the types `{C}`",
    label = "expected a tuple with one value for each column"
)]
pub trait ValueRow<C> {
    /// Appends the values.
    fn append_to(self, values: &mut Cells);
}

impl<V: IntoExpr<Any>> ValueRow<AnyColumns> for Vec<V> {
    fn append_to(self, values: &mut Cells) {
        values.extend(self.into_iter().map(IntoExpr::into_cell));
    }
}

const EMPTY: Cell = Cell::Value(Value::NULL);

const UNNAMED: Target = Target::Name(Name::Static(""));

/// Puts a cell, or a target, where one is that owns nothing. One that is pushed could have to be dropped,
/// should there be no memory for it: so it is put together at an address of its own, and loaded from
/// there before it is written, for which the processor waits several times as long as the rest takes.
#[inline(always)]
fn put<T>(empty: &mut T, filled: T) {
    std::mem::forget(std::mem::replace(empty, filled));
}

macro_rules! rows {
    ($($column:ident $value:ident)+) => {
        impl<$($column: ColumnKey),+> ColumnList for ($($column,)+)
        where
            $($column::Type: Marker,)+
        {
            type Types = ($(<$column::Type as Marker>::Base,)+);
            #[allow(non_snake_case, reason = "each item is named like its type")]
            #[inline]
            fn append_to(self, columns: &mut Targets) {
                const WIDTH: usize = [$(stringify!($column)),+].len();
                let ($($column,)+) = self;
                columns.reserve_exact(WIDTH);
                columns.extend(std::iter::repeat_with(|| UNNAMED).take(WIDTH));
                if let [.., $($value),+] = &mut columns[..] {
                    $(put($value, $column.target().unwrap_or(UNNAMED));)+
                }
            }
        }

        impl<$($column, $value: IntoExpr<$column>),+> ValueRow<($($column,)+)>
            for ($($value,)+)
        {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            #[inline]
            fn append_to(self, values: &mut Cells) {
                const WIDTH: usize = [$(stringify!($column)),+].len();
                let ($($value,)+) = self;
                values.extend(std::iter::repeat_with(|| EMPTY).take(WIDTH));
                if let [.., $($column),+] = &mut values[..] {
                    $(put($column, $value.into_cell());)+
                }
            }
        }
    };
}

rows! { A Z }
rows! { A Z B Y }
rows! { A Z B Y C X }
rows! { A Z B Y C X D W }
rows! { A Z B Y C X D W E V }
rows! { A Z B Y C X D W E V F U }
rows! { A Z B Y C X D W E V F U G T }
rows! { A Z B Y C X D W E V F U G T H S }
rows! { A Z B Y C X D W E V F U G T H S I R }
rows! { A Z B Y C X D W E V F U G T H S I R J Q }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N A1 Z1 }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N A1 Z1 B1 Y1 }
rows! { A Z B Y C X D W E V F U G T H S I R J Q K P L O M N A1 Z1 B1 Y1 C1 X1 }
