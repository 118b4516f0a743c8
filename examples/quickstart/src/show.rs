//! Prints a statement and its rows.

use std::io::Write;

use aludel::prelude::*;

/// Runs a statement and prints its SQL, its parameters and its rows as a table.
pub(crate) fn show<S: Statement>(
    conn: &mut Connection,
    title: &str,
    statement: &S,
) -> aludel::Result<()> {
    let rows: Vec<Row> = conn.fetch_all_as(statement)?;
    say(&format!("{}{}", described(conn, title, statement)?, table_of(&rows)));
    Ok(())
}

/// Runs a statement and prints its SQL, its parameters and how many rows it changed.
pub(crate) fn change(
    conn: &mut Connection,
    title: &str,
    statement: &impl Statement,
) -> aludel::Result<()> {
    let done = conn.execute(statement)?;
    let rows = done.rows_affected();
    say(&format!("{}   ({rows} rows changed)\n", described(conn, title, statement)?));
    Ok(())
}

/// Prints. Whoever reads may have read enough: that is no error.
pub(crate) fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// The title, the SQL and the parameters.
fn described(conn: &Connection, title: &str, statement: &impl Statement) -> aludel::Result<String> {
    let sql = statement.prepare(conn.dialect())?;
    let mut text = format!("\n-- {title}\n");
    for line in clauses(sql.text()) {
        text.push_str(&format!("   {line}\n"));
    }
    if !sql.params().is_empty() {
        text.push_str(&format!("   {:?}\n", sql.params()));
    }
    Ok(text)
}

fn table_of(rows: &[Row]) -> String {
    let Some(first) = rows.first() else {
        return "   (no rows)\n".to_owned();
    };
    let header: Vec<String> = first.names().map(str::to_owned).collect();
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.values().iter().map(cell).collect()).collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|i| {
            let column = cells.iter().filter_map(|row| row.get(i)).chain(header.get(i));
            column.map(|text| text.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &[String]| {
        let padded = row.iter().zip(&widths).map(|(text, width)| format!("{text:<width$}"));
        format!("   | {} |\n", padded.collect::<Vec<_>>().join(" | "))
    };
    let rule = widths.iter().map(|width| "-".repeat(width + 2)).collect::<Vec<_>>().join("|");
    let mut text = format!("{}   |{rule}|\n", line(&header));
    text.extend(cells.iter().map(|row| line(row)));
    text
}

/// A value without the quotes that its `Debug` has.
fn cell(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

/// The text, a line for each clause of the outermost query.
fn clauses(sql: &str) -> Vec<&str> {
    let (mut lines, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in sql.char_indices() {
        match (quote, c) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != c),
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ' ') if depth == 0 && starts_clause(&sql[at..]) => {
                lines.push(&sql[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    lines.push(&sql[start..]);
    lines
}

fn starts_clause(sql: &str) -> bool {
    [" FROM ", " SET ", " WHERE ", " GROUP BY ", " HAVING ", " ORDER BY ", " LIMIT "]
        .iter()
        .any(|clause| sql.starts_with(clause))
}
