//! The cells of the current row, all at once, on the stack.

use super::{Cursor, RowRef, RowType};
use crate::error::Result;
use crate::value::ValueRef;

/// Reads the current row: one call into the driver fills all cells, and wide rows alone need
/// an allocation.
#[inline]
pub(super) fn decode<T: RowType>(
    cursor: &dyn Cursor,
    width: usize,
    plan: &T::Plan,
) -> Result<T::Row> {
    match width {
        0..=8 => fill::<T, 8>(cursor, width, plan),
        9..=32 => fill::<T, 32>(cursor, width, plan),
        _ => {
            let mut cells = vec![ValueRef::Null; width];
            cursor.fill(&mut cells)?;
            T::decode(plan, &RowRef::filled(cursor, &cells))
        }
    }
}

#[inline]
fn fill<T: RowType, const MOST: usize>(
    cursor: &dyn Cursor,
    width: usize,
    plan: &T::Plan,
) -> Result<T::Row> {
    let mut cells = [ValueRef::Null; MOST];
    let cells = cells.get_mut(..width).unwrap_or_default();
    cursor.fill(cells)?;
    T::decode(plan, &RowRef::filled(cursor, cells))
}
