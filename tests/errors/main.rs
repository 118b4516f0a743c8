//! Every kind of error, provoked on every database, with what each tells of it: its code, the
//! constraint, the table and the columns.
//!
//! A case says what is expected on each database, or why it can't happen there. `cargo test
//! --test errors mariadb` runs those of one.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod connecting;
mod constraints;
mod database;
mod names;
mod ours;
mod rights;
mod table;
mod together;
mod values;

use std::collections::HashSet;

use aludel::testing::error_kinds;
use database::Database;
use table::Case;

/// All cases, by what they are about.
fn all() -> Vec<(&'static str, Vec<Case>)> {
    vec![
        ("constraints", constraints::cases()),
        ("names", names::cases()),
        ("values", values::cases()),
        ("rights", rights::cases()),
        ("connecting", connecting::cases()),
        ("together", together::cases()),
        ("ours", ours::cases()),
    ]
}

/// Runs the cases about something on a database.
fn check(db: &Database, about: &str) {
    let mut failed = Vec::new();
    for (_, cases) in all().into_iter().filter(|(name, _)| *name == about) {
        failed.extend(cases.iter().filter_map(|case| case.check(db).err()));
    }
    assert!(failed.is_empty(), "{} on {}\n{}", failed.len(), db.name(), failed.join("\n"));
}

/// The kinds that no case provokes on a database must be those that can't be had there.
fn every_kind(name: &str, but: &[aludel::ErrorKind]) {
    let cases = all().into_iter().flat_map(|(_, cases)| cases);
    let provoked = cases.filter_map(|case| case.kind_on(name)).collect::<HashSet<_>>();
    let missing = error_kinds().filter(|kind| !provoked.contains(kind)).collect::<Vec<_>>();
    assert_eq!(missing, but, "kinds that are not provoked on {name}");
}

macro_rules! on {
    ($($module:ident: $open:expr, $name:literal, but $but:expr;)+) => { $(
        mod $module {
            #[allow(unused_imports, reason = "some provoke every kind")]
            use aludel::ErrorKind::*;
            use super::Database;

            #[test] fn constraints() { super::check(&$open, "constraints"); }
            #[test] fn names() { super::check(&$open, "names"); }
            #[test] fn values() { super::check(&$open, "values"); }
            #[test] fn rights() { super::check(&$open, "rights"); }
            #[test] fn connecting() { super::check(&$open, "connecting"); }
            #[test] fn together() { super::check(&$open, "together"); }
            #[test] fn ours() { super::check(&$open, "ours"); }
            #[test] fn every_kind() { super::every_kind($name, &$but); }
        }
    )+ };
}

on! {
    // A file: there is nobody to lose a connection to, and one writer, who can't wait in a circle.
    sqlite: Database::sqlite(), "sqlite", but [Disconnect, Deadlock];
    postgres: Database::postgres("ALUDEL_TEST_POSTGRES"), "postgres", but [];
    postgres18: Database::postgres("ALUDEL_TEST_POSTGRES18"), "postgres", but [];
    mariadb: Database::mysql("ALUDEL_TEST_MARIADB"), "mariadb", but [];
    // It waits for locks where others find that a snapshot is too old.
    mysql: Database::mysql("ALUDEL_TEST_MYSQL"), "mysql", but [Serialization];
}
