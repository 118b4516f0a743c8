//! Arrays: what they are of, and whether their rows are of one length.

use aludel::value::{Array, Kind, Value};

/// The kind of the elements, of an array of arrays those of its rows.
pub(crate) fn leaf(array: &Array) -> Kind {
    match array.items().first() {
        Some(Value::Array(row)) => leaf(row),
        _ => array.element(),
    }
}

/// The server has arrays of dimensions, not arrays of arrays:
/// <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-INPUT>. What has empty rows it
/// refuses, or since version 17 takes for an empty array.
///
/// # Errors
/// When the rows differ in length, or have no elements.
pub(crate) fn check(array: &Array) -> Result<(), &'static str> {
    dimensions(array).map(drop)
}

const ROWS: &str = "the rows of an array must have the same length, and at least one element";

fn dimensions(array: &Array) -> Result<Vec<usize>, &'static str> {
    let items = array.items();
    let mut rows = items.iter().filter_map(|item| match item {
        Value::Array(row) => Some(row),
        _ => None,
    });
    let mut all = vec![items.len()];
    let Some(first) = rows.next() else { return Ok(all) };
    let first = dimensions(first)?;
    let mut count = 1;
    for row in rows {
        count += 1;
        if dimensions(row)? != first {
            return Err(ROWS);
        }
    }
    if count != items.len() || first.contains(&0) {
        return Err(ROWS);
    }
    all.extend(first);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let row = |items: &[i64]| {
            let items = items.iter().map(|v| Value::from(*v)).collect();
            Value::Array(Array::new(Kind::Int, items))
        };
        let rows = |items: Vec<Value>| Array::new(Kind::Array, items);
        for (array, fine) in [
            (Array::new(Kind::Int, vec![]), true),
            (rows(vec![row(&[1, 2]), row(&[3, 4])]), true),
            (rows(vec![row(&[1]), row(&[2, 3])]), false),
            (rows(vec![row(&[]), row(&[])]), false),
            (rows(vec![row(&[1]), Value::NULL]), false),
            (rows(vec![row(&[1]), 2.into()]), false),
            (rows(vec![rows(vec![row(&[1])]).into(), rows(vec![row(&[2])]).into()]), true),
            (rows(vec![rows(vec![row(&[1])]).into(), row(&[2])]), false),
        ] {
            assert_eq!(check(&array).is_ok(), fine, "{array:?}");
            assert_eq!(leaf(&array), Kind::Int);
        }
    }
}
