//! The suite runs for a dialect of a third party, made of public API alone, and sees what is
//! wrong with one.

use std::sync::Arc;

use aludel::Result;
use aludel::ast::Node;
use aludel::dialect::{Dialect, Features, Powers};
use aludel::engine::{Backend, Connected, Connector, Url};
use aludel::prelude::*;
use aludel::render::Sink;
use aludel::testing::{self, Capabilities, Capability, Outcome};
use aludel_sqlite::Sqlite;

/// SQLite with MySQL's quotes, which it takes too, and without FULL JOIN.
#[derive(Clone)]
struct Toy {
    features: Features,
    /// What is wrong with it.
    drops_limits: bool,
}

impl Toy {
    fn new() -> Self {
        let features = Features { quote: '`', full_join: false, ..Sqlite.features().clone() };
        Toy { features, drops_limits: false }
    }
}

impl Dialect for Toy {
    fn name(&self) -> &'static str {
        "toysql"
    }

    fn base(&self) -> Option<&dyn Dialect> {
        Some(&Sqlite)
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn powers(&self) -> &Powers {
        Sqlite.powers()
    }

    fn limit(
        &self,
        limit: Option<&Node>,
        offset: Option<&Node>,
        sink: &mut Sink<'_>,
    ) -> Result<()> {
        if self.drops_limits { Ok(()) } else { Sqlite.limit(limit, offset, sink) }
    }
}

impl Backend for Toy {
    fn schemes(&self) -> &'static [&'static str] {
        &["toysql"]
    }

    fn connector(&self, url: &Url) -> Result<Arc<dyn Connector>> {
        Ok(Arc::new(ToyConnector { sqlite: Sqlite.connector(url)?, dialect: self.clone() }))
    }
}

struct ToyConnector {
    sqlite: Arc<dyn Connector>,
    dialect: Toy,
}

impl Connector for ToyConnector {
    fn connect(&self) -> Result<Connected> {
        Ok(self.sqlite.connect()?.with_dialect(Arc::new(self.dialect.clone())))
    }

    fn max_connections(&self) -> Option<usize> {
        self.sqlite.max_connections()
    }
}

fn run(dialect: &Toy, sheet: &Capabilities) -> testing::Report {
    let engine = Engine::open(dialect, "toysql::memory:").unwrap();
    testing::run(&engine, sheet).unwrap()
}

/// The names of the cases that failed.
fn failed(report: &testing::Report) -> Vec<&str> {
    let failed = |case: &&testing::Reported| matches!(case.outcome, Outcome::Failed(_));
    report.cases().iter().filter(failed).map(|case| case.name.as_str()).collect()
}

#[test]
fn passes() {
    let report = run(&Toy::new(), &aludel_sqlite::testing::capabilities());
    report.passed().unwrap();
    assert_eq!(report.name(), "toysql");
    assert!(report.ran() > 200, "{}", report.ran());
    let full = report.cases().iter().find(|case| case.group == "joins" && case.name == "full");
    let full = full.unwrap();
    assert_eq!((&full.outcome, &full.needs[0]), (&Outcome::Refused, &Capability::FullJoin));
}

/// What is declared must work, and what is not declared must be refused.
#[test]
fn a_sheet_that_is_wrong_is_seen() {
    let more = aludel_sqlite::testing::capabilities().emulates([Capability::FullJoin]);
    assert_eq!(failed(&run(&Toy::new(), &more)), ["full"]);
    let less = aludel_sqlite::testing::capabilities().lacks([Capability::RightJoin]);
    assert_eq!(failed(&run(&Toy::new(), &less)), ["right"]);
}

#[test]
fn a_clause_that_is_dropped_is_seen() {
    let broken = Toy { drops_limits: true, ..Toy::new() };
    let report = run(&broken, &aludel_sqlite::testing::capabilities());
    let error = report.passed().unwrap_err().to_string();
    assert!(error.contains("cases failed on toysql"), "{error}");
    for name in ["limit and offset", "offset alone", "limit 0"] {
        assert!(failed(&report).contains(&name), "{name}");
    }
}
