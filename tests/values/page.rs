//! The page that is written from the table: `docs/types.md`.

use std::fmt::Write;
use std::path::Path;

use aludel::ErrorKind;
use aludel::ast::Node;
use aludel::prelude::*;
use aludel::schema::CreateTable;
use aludel::value::Kind;

use crate::case::{Case, Group, Order, Outcome, STEPS, Step};
use crate::database::Db;
use crate::table::groups;

/// The page's columns. Both versions of PostgreSQL are held to the same outcomes.
const COLUMNS: [(Db, &str); 4] = [
    (Db::Sqlite3, "SQLite"),
    (Db::Postgres15, "PostgreSQL"),
    (Db::MariaDb10, "MariaDB"),
    (Db::MySql9, "MySQL"),
];

const OPENING: &str = "\
# Types and values

What a value of each kind is on each database: SQLite 3, PostgreSQL 15 and 18, MariaDB 10, MySQL 9.
This page is written from the table in `tests/values/table`, and a test holds each of these databases
to every cell: bound without a column (`SELECT ?`), stored in a column of the neutral type, read as a
`Value` and as a Rust type, compared (`=` finds it and nothing else, `<` what is less), and printed as
a literal, which must do the same as the parameter.

**Exact** means that what went in comes out, in all of these. What a database can't keep is an error,
and the cell says where:

- *on bind*: the driver refuses the parameter before it is sent (`ErrorKind::Parameter`). There is
  no literal for it either: that is an error when the statement is compiled, or the server's.
- *by the server*: it refuses what it can't store (`ErrorKind::Data`);
- *on decode*: a Rust type can't hold the cell (`ErrorKind::Decode`), and the error names the column.

NULL of every kind is stored, read, compared (`IS NULL`, `is_not_distinct_from`) and printed alike
everywhere.
";

/// The committed page must be what the table says.
pub(crate) fn check() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/types.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let line = committed.lines().zip(page.lines()).position(|(old, new)| old != new);
    assert!(
        committed == page,
        "docs/types.md is not what the table says, from line {} on: run this test with \
         UPDATE_DOCS=1 to write it anew",
        line.map_or(committed.lines().count().min(page.lines().count()), |line| line) + 1
    );
}

fn page() -> String {
    let mut out = OPENING.to_owned();
    for group in groups() {
        write_group(&group, &mut out);
    }
    out
}

fn write_group(group: &Group, out: &mut String) {
    let _ = writeln!(out, "\n## {:?}\n\nRust: {}.\n", group.kind, group.rust);
    head("", out);
    for column in &group.columns {
        row(&format!("`{}`", neutral(column)), |db| column_type(group, column, db), out);
    }
    row("a literal", |db| literal(group, db), out);
    let unless_lacking = |db, text: String| if lacks(group, db) { "–".to_owned() } else { text };
    let plain = |db| unless_lacking(db, format!("`{:?}`", group.plain_kind(db)));
    row("without a column, as a `Value`", plain, out);
    let declared = |db| unless_lacking(db, format!("`{:?}`", group.declared_kind(db)));
    row("from a column, as a `Value`", declared, out);
    let order = |db| match group.unordered(db) {
        None => "as the values".to_owned(),
        Some(Order::Of(whose)) => whose.to_owned(),
        Some(Order::Refused(says)) => format!("refused: {says}"),
    };
    let order = |db| unless_lacking(db, order(db));
    row("order", order, out);
    out.push('\n');
    head("value", out);
    for case in &group.cases {
        let of = match group.columns.first() {
            Some(first) if *first == case.column => String::new(),
            _ => format!(" in `{}`", neutral(&case.column)),
        };
        let cell = |db| if lacks(group, db) { "–".to_owned() } else { outcomes(case, db) };
        row(&format!("{}{of}", escaped(case.name)), cell, out);
    }
    for note in group.notes {
        let _ = write!(out, "\n{note}\n");
    }
}

fn head(first: &str, out: &mut String) {
    let names = COLUMNS.map(|(_, name)| name).join(" | ");
    let _ = writeln!(out, "| {first} | {names} |\n|---|---|---|---|---|");
}

fn row(first: &str, cell: impl Fn(Db) -> String, out: &mut String) {
    let cells = COLUMNS.map(|(db, _)| cell(db)).join(" | ");
    let _ = writeln!(out, "| {first} | {cells} |");
}

/// Whether the database has no values of the kind at all.
fn lacks(group: &Group, db: Db) -> bool {
    matches!(group.kind, Kind::Array | Kind::Range) && db != Db::Postgres15
}

/// As the program writes the type.
fn neutral(ty: &SqlType) -> String {
    match ty {
        SqlType::Trusted(text) => text.as_str().to_owned(),
        other => format!("{other:?}"),
    }
}

/// As the database writes it.
fn column_type(group: &Group, column: &SqlType, db: Db) -> String {
    let stands = group.column(column, db);
    let table = Table::build("t").nullable("c", stands.clone()).finish();
    let created = CreateTable::new(&table).to_sql(&*db.dialect());
    match (created.ok().map(|sql| between(sql.text()).to_owned()), stands == column) {
        _ if lacks(group, db) => group.cases.first().map_or_else(String::new, |c| outcomes(c, db)),
        (Some(name), true) => format!("`{name}`"),
        (Some(name), false) => format!("none: `{}`, `{name}`", neutral(stands)),
        (None, _) => "none".to_owned(),
    }
}

/// The type in `CREATE TABLE "t" ("c" TYPE) …`, whatever the quotes.
fn between(create: &str) -> &str {
    let column = create.split_once('(').map_or("", |(_, column)| column);
    let ty = column.get("\"c\" ".len()..).unwrap_or_default();
    let ty = ty.split(" ENGINE=").next().unwrap_or_default();
    ty.strip_suffix(')').unwrap_or(ty).trim_end_matches(" NULL")
}

fn literal(group: &Group, db: Db) -> String {
    let query = select(Expr::<Any>::new(Node::value(group.sample.clone())));
    match query.to_sql_literal(&*db.dialect()) {
        Ok(text) => format!("`{}`", escaped(text.trim_start_matches("SELECT "))),
        Err(_) => "none".to_owned(),
    }
}

/// What becomes of a value: `exact`, or each step that isn't.
fn outcomes(case: &Case, db: Db) -> String {
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    let bound = case.at(db, Step::Bind);
    for step in STEPS {
        // Where it can't be bound it isn't printed either.
        if step == Step::Literal && matches!(bound, Outcome::Refused(..)) {
            continue;
        }
        if step == Step::Read && !case.is_stored(db) {
            continue;
        }
        let text = match case.at(db, step) {
            Outcome::Exact => continue,
            Outcome::Gives(value, why) => format!("`{}` ({why})", short(value)),
            Outcome::Finds(names, why) => {
                let found = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
                format!("finds {found} ({why})")
            }
            Outcome::Refused(kind, says) => format!("refused {}: {says}", place(*kind)),
        };
        match said.iter_mut().find(|(known, _)| *known == text) {
            Some((_, steps)) => steps.push(step.name()),
            None => said.push((text, vec![step.name()])),
        }
    }
    if said.is_empty() {
        return "exact".to_owned();
    }
    let parts = said.into_iter().map(|(text, steps)| match steps[..] {
        // The one place in which it can be refused is said already.
        _ if text.starts_with("refused") => text,
        _ => format!("{}: {text}", steps.join(", ")),
    });
    escaped(&parts.collect::<Vec<_>>().join("; "))
}

fn place(kind: ErrorKind) -> &'static str {
    if kind == ErrorKind::Parameter { "on bind" } else { "by the server" }
}

/// A value as a cell of a table shows it.
fn short(value: &Value) -> String {
    let text = match value {
        Value::Text(text) => format!("{text:?}"),
        other => format!("{other:?}"),
    };
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}
