//! The builder's questions and the plain ones have the same answers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod real;
mod tiny;

use std::path::Path;
use std::process::Command;

use aludel::Result;
use aludel::prelude::*;
use aludel::typed::RawSql;
use chinook::open;
use chinook::questions::{self, catalogue, customers, people, sales};

/// How the shell prints NULL: no text of Chinook's has this control character.
const NULL: &str = "\u{1d}";

/// The answers to a tiny database, read as the types that the select lists say.
#[test]
fn a_tiny_database_typed() -> Result<()> {
    let mut conn = tiny::create("sqlite::memory:")?;
    let text = |text: &str| text.to_owned();
    let dec = |text: &str| text.parse::<Decimal>().unwrap();
    let some = |text: &str| Some(text.to_owned());

    assert_eq!(
        conn.fetch_all(&customers::best_customers())?,
        [
            (some("Peru"), text("Dee Dunn"), Some(dec("7.98"))),
            (some("Chad"), text("Flo O'Fox"), Some(dec("1.5"))),
        ]
    );
    assert_eq!(conn.fetch_all(&customers::all_rounders())?, [(text("Dee Dunn"), some("Peru"))]);

    assert_eq!(conn.fetch_all(&sales::years())?, ["2024", "2025"]);
    let mut of_year = conn.compile(&sales::months_and_genres())?;
    assert_eq!(
        conn.fetch_all(of_year.bind("year", "2024")?)?,
        [
            (text("2024-01"), some("Rock"), Some(dec("2.98"))),
            (text("2024-02"), some("Jazz"), Some(dec("1.98"))),
        ]
    );
    assert_eq!(conn.fetch_all(of_year.bind("year", "2025")?)?.len(), 2);
    assert_eq!(conn.fetch_all(of_year.bind("year", "1999")?)?, []);
    assert_eq!(
        conn.fetch_all(&sales::top_artists())?,
        [
            (some("Alpha"), Some(dec("3.97")), Some(dec("57.2"))),
            (some("Beta"), Some(dec("2.97")), Some(dec("42.8")))
        ]
    );
    assert_eq!(
        conn.fetch_all(&sales::wrong_totals())?,
        [
            (3, tiny::day(2025, 1, 20)?, dec("5.00"), dec("0.99")),
            (4, tiny::day(2025, 3, 1)?, dec("1.50"), dec("0"))
        ]
    );
    assert_eq!(
        conn.fetch_all(&sales::media_types())?,
        [
            (some("Protected AAC audio file"), text("locked"), 2, 2, Some(dec("0.495"))),
            (some("MPEG audio file"), text("free"), 6, 2, Some(dec("0.3308"))),
        ]
    );

    assert_eq!(
        conn.fetch_all(&catalogue::strange_playlists())?,
        [((2, some("Rock")), (3, some("Jazz")))]
    );
    assert_eq!(conn.fetch_all(&catalogue::unsold_albums())?, [(None, text("Unsold"), 1)]);
    assert_eq!(
        conn.fetch_all(&catalogue::long_tracks())?,
        [(text("Endless"), some("Rock"), Some(10))]
    );

    assert_eq!(
        conn.fetch_all(&people::chain_of_command())?,
        [
            (text("Ada Top"), some("Manager"), None, 0, Some(0)),
            (text("Bob Middle"), None, some("Top"), 1, Some(1)),
            (text("Cy Leaf"), None, some("Middle"), 2, Some(2)),
        ]
    );
    Ok(())
}

/// All questions both ways, on one connection.
#[test]
fn a_tiny_database_both_ways() -> Result<()> {
    let mut conn = tiny::create("sqlite::memory:")?;
    for question in &questions::ALL {
        let rows = (question.ask)(&mut conn)?.rows;
        let plain = RawSql::trusted(Trusted::new(question.plain));
        let plain: Vec<Vec<String>> = conn
            .fetch_all(&plain)?
            .into_iter()
            .map(|row| row.into_values().iter().map(printed).collect())
            .collect();
        same(question.title, &rows, &plain);
        assert!(!rows.is_empty(), "{}: no rows", question.title);
    }
    Ok(())
}

/// All questions both ways on the real file, the plain ones through the `sqlite3` shell.
#[test]
fn the_real_database() -> Result<()> {
    let file = real::file();
    let mut conn = open::open(&file).unwrap();
    for question in &questions::ALL {
        let rows = (question.ask)(&mut conn)?.rows;
        same(question.title, &rows, &shell(&file, question.plain));
    }
    Ok(())
}

/// What the shell prints, cut at the separators of its ASCII mode.
fn shell(file: &Path, sql: &str) -> Vec<Vec<String>> {
    let output = Command::new("sqlite3")
        .args(["-readonly", "-batch", "-noheader", "-ascii", "-nullvalue", NULL])
        .args([file.as_os_str(), sql.as_ref()])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "sqlite3: {errors}\n{sql}");
    let text = String::from_utf8(output.stdout).unwrap();
    let rows = text.split_terminator('\u{1e}');
    rows.map(|row| row.split('\u{1f}').map(str::to_owned).collect()).collect()
}

/// A value as the shell prints it.
fn printed(value: &Value) -> String {
    match value {
        Value::Null(_) => NULL.to_owned(),
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

/// Text is the same if it is equal, decimals if they are the same number, floats if they are as
/// good as equal.
fn same(title: &str, rows: &[Row], plain: &[Vec<String>]) {
    assert_eq!(rows.len(), plain.len(), "{title}: the numbers of rows");
    for (at, (row, plain)) in rows.iter().zip(plain).enumerate() {
        assert_eq!(row.values().len(), plain.len(), "{title}: the numbers of columns");
        for (value, plain) in row.values().iter().zip(plain) {
            let equal = match (value, plain.parse::<f64>()) {
                (Value::Float(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()),
                (Value::Decimal(a), Ok(b)) => a.numeric_cmp(&Decimal::from_f64(b)).is_eq(),
                _ => printed(value) == *plain,
            };
            assert!(equal, "{title}, row {}: {value:?} is not {plain:?}: {row:?}", at + 1);
        }
    }
}
