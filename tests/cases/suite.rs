//! The suite's groups.

use aludel::testing::Suite;

use crate::servers::{Server, on_every_server};

/// Runs a group in a database of its own.
fn run(group: &str, server: &Server) {
    let suite = Suite::group(group).unwrap_or_else(|| panic!("there is no group {group}"));
    let report = server.database().run(&suite, &(server.sheet)()).unwrap();
    report.passed().unwrap();
    assert_eq!(report.cases().len(), suite.cases().len());
}

macro_rules! groups {
    ($($group:ident),+ $(,)?) => {
        $(fn $group(server: &Server) {
            run(stringify!($group), server);
        })+

        on_every_server!($($group),+);

        /// No group is left out.
        #[test]
        fn every_group_has_its_tests() {
            assert_eq!(Suite::groups().collect::<Vec<_>>(), [$(stringify!($group)),+]);
        }
    };
}

groups!(
    aggregates,
    anonymous,
    arithmetic,
    arrays,
    ranges,
    assignments,
    changes,
    clauses,
    compounds,
    ctes,
    defaults,
    dml,
    expressions,
    full_text,
    grouping,
    joins,
    json,
    lacking,
    locks,
    logic,
    lowered,
    merges,
    niladic,
    paging,
    parameters,
    peers,
    predicates,
    quantified,
    raw,
    refused,
    regexes,
    scalars,
    scope,
    searches,
    select,
    semi_joins,
    sources,
    temporal,
    traversals,
    upserts,
    values,
    windows,
);

/// A case is found by its name.
#[test]
fn every_case_has_its_own_name() {
    let suite = Suite::standard();
    let mut names: Vec<String> = suite.cases().iter().map(|case| case.name()).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}
