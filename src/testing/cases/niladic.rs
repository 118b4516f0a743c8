//! Functions without parentheses.

use crate::ErrorKind::Unsupported;
use crate::prelude::*;
use crate::testing::{Case, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let told = |expr: Expr<Text>| expr.is_not_null();
    vec![
        case(
            "what time it is",
            select((
                current_timestamp().is_not_null(),
                current_date().is_not_null(),
                current_time().is_not_null(),
            )),
        )
        .same("SELECT CURRENT_TIMESTAMP IS NOT NULL, CURRENT_DATE IS NOT NULL, CURRENT_TIME IS NOT NULL")
        .postgres("SELECT CURRENT_TIMESTAMP IS NOT NULL, CURRENT_DATE IS NOT NULL, LOCALTIME IS NOT NULL")
        .rows(rows![(true, true, true)]),
        case("what time it is there", select((local_timestamp().is_not_null(), local_time().is_not_null())))
            .refused_on("sqlite", Unsupported, ["LOCALTIMESTAMP", "current_timestamp()"])
            .same("SELECT LOCALTIMESTAMP IS NOT NULL, LOCALTIME IS NOT NULL")
            .mysql("SELECT LOCALTIMESTAMP IS NOT NULL, CURRENT_TIME IS NOT NULL")
            .rows(rows![(true, true)]),
        case("who asks", select((told(current_user()), told(session_user()))))
            .refused_on("sqlite", Unsupported, ["CURRENT_USER", "a file"])
            .same("SELECT CURRENT_USER IS NOT NULL, SESSION_USER IS NOT NULL")
            .mysql("SELECT CURRENT_USER IS NOT NULL, SESSION_USER() IS NOT NULL")
            .rows(rows![(true, true)]),
        case("where tables are", select(current_schema().is_not_null()))
            .refused_on("sqlite", Unsupported, ["CURRENT_SCHEMA", "a file"])
            .same("SELECT CURRENT_SCHEMA IS NOT NULL")
            .mysql("SELECT SCHEMA() IS NOT NULL")
            .rows(rows![(true)]),
        case("the role", select(current_role()).filter(current_role().ne("nobody")).limit(0))
            .refused_on("sqlite", Unsupported, ["CURRENT_ROLE", "a file"])
            .same("SELECT CURRENT_ROLE WHERE CURRENT_ROLE <> ? LIMIT ?")
            .mysql("SELECT CURRENT_ROLE() WHERE CURRENT_ROLE() <> ? LIMIT ?")
            .rows(rows![]),
        case("the database", select(told(current_catalog())))
            .refused_on("sqlite", Unsupported, ["CURRENT_CATALOG", "a file"])
            .refused_on("mysql", Unsupported, ["CURRENT_CATALOG", "current_schema()"])
            .same("SELECT CURRENT_CATALOG IS NOT NULL")
            .rows(rows![(true)]),
        refused(select(current_date().filter(value(true).typed::<Bool>())), Unsupported, ["FILTER"]),
    ]
}
