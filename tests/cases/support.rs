//! `docs/support.md`: construct × database × version, from what came of the cases.
//!
//! A test for each server holds its column to that. `UPDATE_DOCS=1` writes the page anew, for
//! which it takes all servers.

use std::fmt::Write;
use std::path::PathBuf;

use aludel::dialect::Dialect;
use aludel::testing::{Capabilities, Capability, Outcome, Reported, Suite, Support};
use aludel_mysql::{MariaDb, MySql};
use aludel_postgres::Postgres;
use aludel_sqlite::Sqlite;

use crate::constructs::SECTIONS;
use crate::servers::{MARIADB, MYSQL, POSTGRES_15, POSTGRES_18, SQLITE, Server, on_every_server};

on_every_server!(the_column_is_what_came_of_the_cases);

const OPENING: &str = "\
# What each database supports

This page is written from what came of the cases of the conformance suite (`src/testing/cases`) on
SQLite 3, PostgreSQL 15 and 18, MariaDB 10 and MySQL 9; `tests/cases/constructs.rs` says which cases
show which construct, and a test holds each column to it.

**native**: in the database's own words. **emulated**: the database lacks it, and other words give the
same rows. **refused**: an error when the statement is compiled, which says what to do instead.
**partly**: some of its cases are refused. **–**: it means nothing there.
";

type Column = (&'static str, &'static Server);

const COLUMNS: [Column; 5] = [
    ("SQLite 3", &SQLITE),
    ("PostgreSQL 15", &POSTGRES_15),
    ("PostgreSQL 18", &POSTGRES_18),
    ("MariaDB 10", &MARIADB),
    ("MySQL 9", &MYSQL),
];

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/support.md")
}

/// What came of all cases on a server.
fn outcomes(server: &Server) -> Vec<Reported> {
    let suite = Suite::standard();
    let report = server.database().run(&suite, &(server.sheet)()).unwrap();
    report.cases().to_vec()
}

/// A cell for each construct, with the section's name.
fn cells(cases: &[Reported]) -> Vec<&'static str> {
    SECTIONS.iter().flat_map(|(_, rows)| *rows).map(|(_, names)| cell(names, cases)).collect()
}

fn cell(names: &[&str], cases: &[Reported]) -> &'static str {
    let name = |case: &Reported| format!("{}/{}", case.group, case.name);
    let shown = names.iter().flat_map(|start| {
        // One that is called so, or else all whose names begin so.
        let exact = cases.iter().any(|case| name(case) == *start);
        cases.iter().filter(move |case| match exact {
            true => name(case) == *start,
            false => name(case).starts_with(start),
        })
    });
    let (mut native, mut emulated, mut refused) = (false, false, false);
    for case in shown {
        match &case.outcome {
            Outcome::Native => native = true,
            Outcome::Emulated => emulated = true,
            Outcome::Refused => refused = true,
            Outcome::Failed(why) => panic!("{}/{}: {why}", case.group, case.name),
            _ => {}
        }
    }
    match (native, emulated, refused) {
        (false, false, false) => "–",
        (false, false, true) => "refused",
        (_, _, true) => "partly",
        (_, true, false) => "emulated",
        (true, false, false) => "native",
    }
}

fn the_column_is_what_came_of_the_cases(server: &Server) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return;
    }
    let at = COLUMNS.iter().position(|(_, other)| other.variable() == server.variable()).unwrap();
    let page = std::fs::read_to_string(path()).unwrap();
    let committed: Vec<&str> = page
        .lines()
        .take_while(|line| *line != VERSIONS)
        .filter(|line| line.starts_with("| ") && !line.starts_with("|  "))
        .map(|line| line.split(" | ").nth(at + 1).unwrap().trim_end_matches(" |"))
        .collect();
    assert_eq!(committed, cells(&outcomes(server)), "write it anew with UPDATE_DOCS=1");
}

#[test]
fn every_construct_has_cases() {
    let suite = Suite::standard();
    for (construct, names) in SECTIONS.iter().flat_map(|(_, rows)| *rows) {
        for start in *names {
            let found = suite.cases().iter().any(|case| case.name().starts_with(start));
            assert!(found, "{construct}: no case is called {start}…");
        }
    }
}

#[test]
fn the_page() {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let columns = COLUMNS.map(|(_, server)| cells(&outcomes(server)));
        std::fs::write(path(), page(&columns)).unwrap();
    }
    let page = std::fs::read_to_string(path()).unwrap();
    let at = page.find(VERSIONS).unwrap();
    assert!(page[at..] == versions(), "write it anew with UPDATE_DOCS=1");
    let headings = page.lines().filter_map(|line| line.strip_prefix("## "));
    let expected = SECTIONS.iter().map(|(heading, _)| *heading).chain(["By version"]);
    assert!(headings.eq(expected), "write it anew with UPDATE_DOCS=1");
}

fn page(columns: &[Vec<&'static str>; 5]) -> String {
    let mut out = OPENING.to_owned();
    let mut at = 0;
    for (heading, rows) in SECTIONS {
        let names = COLUMNS.map(|(name, _)| name).join(" | ");
        let _ = write!(out, "\n## {heading}\n\n|  | {names} |\n|---|---|---|---|---|---|\n");
        for (construct, _) in *rows {
            let cells: Vec<&str> = columns.iter().map(|column| column[at]).collect();
            let _ = writeln!(out, "| {construct} | {} |", cells.join(" | "));
            at += 1;
        }
    }
    out.push('\n');
    out.push_str(&versions());
    out
}

const VERSIONS: &str = "## By version";

/// A dialect of some versions, the oldest first.
struct Versions {
    sheet: Capabilities,
    dialects: Vec<(String, Box<dyn Dialect>)>,
}

/// Since which version each database has what it may lack: its features say so, and the suite
/// holds them to what the servers do.
fn versions() -> String {
    let mut out = format!(
        "{VERSIONS}\n\nWhat an older version may lack: since which version it is native, and what \
         the dialect does before.\n\n|  | SQLite | PostgreSQL | MariaDB | MySQL |\n|---|---|---|---|---|\n"
    );
    let all = all_versions();
    for capability in Capability::ALL {
        let cells: Vec<String> = all.iter().map(|versions| since(*capability, versions)).collect();
        let _ = writeln!(out, "| {capability} | {} |", cells.join(" | "));
    }
    out
}

fn since(capability: Capability, versions: &Versions) -> String {
    let support = |dialect: &dyn Dialect| versions.sheet.support(capability, dialect.features());
    let mut said: Vec<(String, Support)> = Vec::new();
    for (version, dialect) in &versions.dialects {
        let now = support(&**dialect);
        if said.last().is_none_or(|(_, before)| *before != now) {
            said.push((version.clone(), now));
        }
    }
    match &said[..] {
        [(_, only)] => only.to_string(),
        [(_, first), rest @ ..] => {
            let rest = rest.iter().map(|(version, now)| format!("{now} since {version}"));
            let rest = rest.collect::<Vec<_>>().join(", ");
            format!("{rest} (before: {first})")
        }
        [] => String::new(),
    }
}

fn all_versions() -> [Versions; 4] {
    fn of<D: Dialect + 'static>(
        sheet: Capabilities,
        dialects: impl IntoIterator<Item = (String, D)>,
    ) -> Versions {
        let boxed = dialects.into_iter().map(|(v, d)| (v, Box::new(d) as Box<dyn Dialect>));
        Versions { sheet, dialects: boxed.collect() }
    }
    let sqlite = (20..=50).map(|minor| (format!("3.{minor}"), Sqlite::v(3, minor)));
    let postgres = (10..=18).map(|major| (major.to_string(), Postgres::v(major)));
    let mariadb = [(10, 5), (10, 6), (10, 11), (11, 4), (12, 0)];
    let mysql = [(8, 0), (8, 4), (9, 0), (9, 7)];
    [
        of(aludel_sqlite::testing::capabilities(), sqlite),
        of(aludel_postgres::testing::capabilities(), postgres),
        of(
            aludel_mysql::testing::capabilities(),
            mariadb.map(|(major, minor)| (format!("{major}.{minor}"), MariaDb::v(major, minor))),
        ),
        of(
            aludel_mysql::testing::capabilities(),
            mysql.map(|(major, minor)| (format!("{major}.{minor}"), MySql::v(major, minor))),
        ),
    ]
}
