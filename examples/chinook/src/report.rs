//! Prints questions and their answers.

use aludel::prelude::*;

use crate::questions::{Answer, Question};

/// The question, its SQL, its parameters, and the first rows as a table.
#[must_use]
pub fn report(number: usize, question: &Question, answer: &Answer, most: usize) -> String {
    let mut text = format!("\n{number}. {}\n\n", question.title);
    for line in clauses(answer.sql.text()) {
        text.push_str(&format!("    {line}\n"));
    }
    if !answer.sql.params().is_empty() {
        text.push_str(&format!("    -- {:?}\n", answer.sql.params()));
    }
    text.push('\n');
    text.push_str(&table(&answer.rows, most));
    text
}

/// The first rows as a table; what is left out is counted.
#[must_use]
pub fn table(rows: &[Row], most: usize) -> String {
    let Some(first) = rows.first() else {
        return "    (no rows)\n".to_owned();
    };
    let shown = &rows[..rows.len().min(most)];
    let header: Vec<String> = first.names().map(str::to_owned).collect();
    let cells: Vec<Vec<String>> =
        shown.iter().map(|row| row.values().iter().map(cell).collect()).collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|i| {
            let column = cells.iter().filter_map(|row| row.get(i)).chain(header.get(i));
            column.map(|text| text.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let numbers: Vec<bool> =
        (0..header.len()).map(|i| shown.iter().all(|row| is_number(row.values().get(i)))).collect();
    let line =
        |row: &[String]| {
            let cells = row.iter().zip(widths.iter().zip(&numbers));
            let padded = cells.map(|(text, (&width, number))| {
                if *number { format!("{text:>width$}") } else { format!("{text:<width$}") }
            });
            format!("    | {} |\n", padded.collect::<Vec<_>>().join(" | "))
        };
    let rule = widths.iter().map(|width| "-".repeat(width + 2)).collect::<Vec<_>>().join("|");
    let mut text = format!("{}    |{rule}|\n", line(&header));
    text.extend(cells.iter().map(|row| line(row)));
    if rows.len() > shown.len() {
        text.push_str(&format!("    … and {} more\n", rows.len() - shown.len()));
    }
    text
}

fn is_number(value: Option<&Value>) -> bool {
    matches!(
        value,
        None | Some(Value::Null(_) | Value::Int(_) | Value::Float(_) | Value::Decimal(_))
    )
}

/// A value without the quotes that its `Debug` has. Whether a number is a decimal, and how many
/// zeros are at its end, depends on the database.
fn cell(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Decimal(number) => without_zeros(number),
        Value::Float(number) => without_zeros(&Decimal::from_f64(*number)),
        other => format!("{other:?}"),
    }
}

fn without_zeros(number: &Decimal) -> String {
    match number.as_str() {
        text if text.contains('.') => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        text => text.to_owned(),
    }
}

/// The text, a line for each clause of the outermost query.
#[must_use]
pub fn clauses(sql: &str) -> Vec<&str> {
    const STARTS: [&str; 8] = [
        " FROM ",
        " JOIN ",
        " LEFT JOIN ",
        " WHERE ",
        " GROUP BY ",
        " HAVING ",
        " ORDER BY ",
        " LIMIT ",
    ];
    let (mut lines, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in sql.char_indices() {
        match (quote, c) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != c),
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ' ') if depth == 0 => {
                let (before, rest) = (&sql[start..at], &sql[at..]);
                let kind = before.ends_with("LEFT") && rest.starts_with(" JOIN ");
                if !kind && STARTS.iter().any(|clause| rest.starts_with(clause)) {
                    lines.push(before);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    lines.push(&sql[start..]);
    lines
}

#[cfg(test)]
mod tests {
    use super::clauses;

    #[test]
    fn a_line_for_each_clause() {
        let sql =
            r#"SELECT (SELECT 1 FROM "b") FROM "a FROM x" LEFT JOIN "c" ON ' WHERE ' WHERE 1"#;
        assert_eq!(
            clauses(sql),
            [
                r#"SELECT (SELECT 1 FROM "b")"#,
                r#"FROM "a FROM x""#,
                r#"LEFT JOIN "c" ON ' WHERE '"#,
                "WHERE 1"
            ]
        );
        assert_eq!(clauses("SELECT 1"), ["SELECT 1"]);
    }
}
