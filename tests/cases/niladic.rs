//! What the functions without parentheses give, on every server.

use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(times_are_of_now, whose_session_it_is);

fn times_are_of_now(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let now = select((current_timestamp(), current_date(), current_time()));
    let (instant, date, _) = conn.fetch_one(&now).unwrap();
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let days = Date::days_since_epoch;
    let today = i64::try_from(since / 86_400).unwrap();
    // A session may be in another zone, and midnight may have come.
    assert!((today - days(date)).abs() <= 1, "{date} is not today");
    assert!((today - days(instant.utc().date())).abs() <= 1, "{instant} is not now");
    if conn.dialect().name() == "sqlite" {
        return;
    }
    let (local, _) = conn.fetch_one(&select((local_timestamp(), local_time()))).unwrap();
    assert!((today - days(local.date())).abs() <= 1, "{local} is not now");
}

fn whose_session_it_is(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let who = select((current_user(), session_user()));
    if conn.dialect().name() == "sqlite" {
        let error = conn.fetch_one(&who).unwrap_err();
        assert_eq!(error.kind(), aludel::ErrorKind::Unsupported, "{error:?}");
        return;
    }
    let (current, session) = conn.fetch_one(&who).unwrap();
    let user = if conn.dialect().name() == "postgres" { "postgres" } else { "root@" };
    assert!(current.starts_with(user) && session.starts_with(user), "{current} {session}");
    let schema = conn.fetch_scalar(&select(current_schema())).unwrap();
    assert!(schema.is_some_and(|schema| !schema.is_empty()));
}
