//! A query and its plain SQL give the same rows.

use aludel::engine::RowType;
use aludel::prelude::*;
use aludel::testing::sql;
use aludel::value::IntoValue;

/// A row, or a part of one, as its cells.
pub(crate) trait Cells {
    fn append_to(self, cells: &mut Vec<Value>);
}

/// The types of the cells that the queries have.
macro_rules! cells {
    ($($cell:ty),+) => {$(
        impl Cells for $cell {
            fn append_to(self, cells: &mut Vec<Value>) {
                cells.push(self.into_value());
            }
        }

        impl Cells for Option<$cell> {
            fn append_to(self, cells: &mut Vec<Value>) {
                cells.push(self.into_value());
            }
        }
    )+};
}

cells!(i64, String, Decimal, Date);

macro_rules! tuples {
    ($($item:ident)+) => {
        impl<$($item: Cells),+> Cells for ($($item,)+) {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            fn append_to(self, cells: &mut Vec<Value>) {
                let ($($item,)+) = self;
                $($item.append_to(cells);)+
            }
        }
    };
}

tuples! { A }
tuples! { A B }
tuples! { A B C }
tuples! { A B C D }
tuples! { A B C D E }
tuples! { A B C D E F }
tuples! { A B C D E F G }
tuples! { A B C D E F G H }
tuples! { A B C D E F G H I }
tuples! { A B C D E F G H I J }

/// Rows whose types the query states.
pub(crate) trait Typed: RowType<Row = Self::Tuple> {
    type Tuple: Cells;
}

impl<S: RowType> Typed for S
where
    S::Row: Cells,
{
    type Tuple = S::Row;
}

/// A row that nobody has typed, read as these types.
fn read<S: Typed>(row: &Row) -> aludel::Result<S::Tuple> {
    let row = row.lend();
    S::decode(&S::plan(&row.columns())?, &row)
}

/// Runs both, and says what is wrong. Both are read as the types that the query states.
pub(crate) fn check<S: Typed>(
    conn: &mut Connection,
    query: &Select<S>,
    plain: &str,
) -> Result<(), String> {
    let text = query.to_sql(conn.dialect()).map_err(|error| format!("{error:?}"))?;
    let built = conn.fetch_all(query).map_err(|error| format!("{error:?}\n  {text}"))?;
    let plain = conn
        .fetch_all(&sql(plain))
        .and_then(|rows| rows.iter().map(read::<S>).collect::<aludel::Result<Vec<_>>>())
        .map_err(|error| format!("the plain SQL: {error:?}"))?;
    let [built, plain] = [built, plain].map(|rows| rows.into_iter().map(cells).collect::<Vec<_>>());
    if plain.is_empty() || plain.iter().flatten().any(Value::is_null) {
        return Err(format!("the data have nothing for it: {plain:?}"));
    }
    if built.len() != plain.len() {
        return Err(format!("{} rows, and not {}\n  {text}", built.len(), plain.len()));
    }
    // SQLite computes decimals in floats.
    let exact = conn.dialect().name() != "sqlite";
    for (built, plain) in built.iter().zip(&plain) {
        let same = |(a, b): (&Value, &Value)| same(a, b, exact);
        if built.len() != plain.len() || !built.iter().zip(plain).all(same) {
            return Err(format!("{built:?}, and not {plain:?}\n  {text}"));
        }
    }
    Ok(())
}

fn cells(row: impl Cells) -> Vec<Value> {
    let mut cells = Vec::new();
    row.append_to(&mut cells);
    cells
}

/// The same value. Decimals are the same number, whatever their zeros at the end.
fn same(a: &Value, b: &Value, exact: bool) -> bool {
    match (a, b) {
        (Value::Decimal(a), Value::Decimal(b)) => {
            a.numeric_cmp(b).is_eq() || (!exact && close(a.to_f64(), b.to_f64()))
        }
        _ => a == b,
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}
