//! What came of the cases.

use std::fmt;

use super::{Capability, Case};

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It works, in the database's own words.
    Native,
    /// It works, in other words.
    Emulated,
    /// The dialect refuses it as unsupported, as it must.
    Refused,
    /// It is a mistake, and the error says what and where.
    Rejected,
    /// It means nothing on this database, and why.
    NotRun(&'static str),
    /// It does something else than it must.
    Failed(String),
}

/// A case and what came of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reported {
    /// The group: a file of cases.
    pub group: &'static str,
    /// The case's name in its group.
    pub name: String,
    /// What it can't do without.
    pub needs: Vec<Capability>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of the cases on one database.
#[derive(Clone, Debug)]
pub struct Report {
    name: &'static str,
    dialect: String,
    cases: Vec<Reported>,
}

impl Report {
    pub(super) fn new(name: &'static str, dialect: String) -> Self {
        Report { name, dialect, cases: Vec::new() }
    }

    pub(super) fn add(&mut self, case: &Case, outcome: Outcome) {
        self.cases.push(Reported {
            group: case.group,
            name: case.name.to_string(),
            needs: case.needs.clone(),
            outcome,
        });
    }

    /// The dialect's name: `mysql`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The dialect and its version: `mysql 9.7`.
    #[must_use]
    pub fn dialect(&self) -> &str {
        &self.dialect
    }

    /// The cases, in their order.
    #[must_use]
    pub fn cases(&self) -> &[Reported] {
        &self.cases
    }

    /// How many ran on the database. What was refused when compiled did not.
    #[must_use]
    pub fn ran(&self) -> usize {
        let ran = |case: &&Reported| matches!(case.outcome, Outcome::Native | Outcome::Emulated);
        self.cases.iter().filter(ran).count()
    }

    /// # Errors
    /// All that failed, if something did.
    pub fn passed(&self) -> Result<(), Failures> {
        let failed = |case: &Reported| match &case.outcome {
            Outcome::Failed(why) => Some(format!("{}/{}: {why}", case.group, case.name)),
            _ => None,
        };
        let failures: Vec<String> = self.cases.iter().filter_map(failed).collect();
        if failures.is_empty() {
            return Ok(());
        }
        Err(Failures { dialect: self.dialect.clone(), failures })
    }
}

/// The cases that failed, as the error of a test.
pub struct Failures {
    dialect: String,
    failures: Vec<String>,
}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cases failed on {}", self.failures.len(), self.dialect)?;
        for failure in &self.failures {
            write!(f, "\n- {failure}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failures {}
