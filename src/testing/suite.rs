//! The cases, and the one call that runs them.

use std::collections::HashMap;

use super::shop::Shop;
use super::{Capabilities, Case, Report, cases};
use crate::engine::{Connection, Engine};
use crate::error::Result;

/// Cases to run on a database.
#[derive(Debug)]
pub struct Suite {
    cases: Vec<Case>,
}

impl Suite {
    /// All of Aludel's cases.
    #[must_use]
    pub fn standard() -> Self {
        let all = cases::GROUPS.iter().flat_map(|(name, cases)| grouped(name, cases()));
        Suite { cases: all.collect() }
    }

    /// The names of the groups of Aludel's cases.
    pub fn groups() -> impl Iterator<Item = &'static str> {
        cases::GROUPS.iter().map(|(name, _)| *name)
    }

    /// One group of Aludel's cases; none if there is no such group.
    #[must_use]
    pub fn group(name: &str) -> Option<Self> {
        let (name, cases) = cases::GROUPS.iter().find(|(group, _)| *group == name)?;
        Some(Suite { cases: grouped(name, cases()).collect() })
    }

    /// Cases of one's own, under the name of a group.
    #[must_use]
    pub fn of(group: &'static str, cases: impl IntoIterator<Item = Case>) -> Self {
        Suite { cases: grouped(group, cases).collect() }
    }

    /// The cases.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Runs the cases on the engine's database, in which tables `artist`, `album` and `track`
    /// are dropped and made: it should be a database of the test's own.
    ///
    /// # Errors
    /// When there is no connection. A case that fails is in the report.
    pub fn run(&self, engine: &Engine, sheet: &Capabilities) -> Result<Report> {
        Ok(self.run_on(&mut *engine.connect()?, sheet))
    }

    /// Runs the cases on a connection.
    pub fn run_on(&self, conn: &mut Connection, sheet: &Capabilities) -> Report {
        let mut report = Report::new(conn.dialect().name(), conn.dialect().describe());
        let mut shop = Shop::default();
        for case in &self.cases {
            let outcome = case.check(sheet, conn, &mut shop);
            report.add(case, outcome);
        }
        report
    }
}

fn grouped(
    group: &'static str,
    cases: impl IntoIterator<Item = Case>,
) -> impl Iterator<Item = Case> {
    let mut names = HashMap::new();
    cases.into_iter().map(move |mut case| {
        case.group = group;
        // Refusals that say the same are told apart by a number.
        let count = names.entry(case.name.to_string()).or_insert(0);
        *count += 1;
        if *count > 1 && case.refused.is_some() {
            case.name = format!("{} ({count})", case.name).into();
        }
        case
    })
}

/// Runs all of Aludel's cases on the engine's database: the one call that a dialect's test
/// needs.
///
/// # Errors
/// When there is no connection. A case that fails is in the report.
pub fn run(engine: &Engine, sheet: &Capabilities) -> Result<Report> {
    Suite::standard().run(engine, sheet)
}
