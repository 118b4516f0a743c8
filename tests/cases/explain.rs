//! Plans: each database tells its own, so that the texts are compared, and that there is a plan.

use aludel::ErrorKind;
use aludel::prelude::*;
use aludel::testing::shop::{ARTIST, TRACK};

use crate::servers::{Server, on_every_server, open};

on_every_server!(plans, plans_as_json, analyzed, plans_of_changes, plans_have_options);

fn query() -> Select<Nullable<Text>> {
    select(ARTIST.name).from(ARTIST).filter(ARTIST.name.eq("Accept"))
}

/// The text of an EXPLAIN in the words of the connection's dialect.
fn begins(conn: &Connection, explain: &impl Compile, texts: &[(&str, &str)]) {
    let dialect = conn.dialect();
    let sql = explain.to_sql(dialect).unwrap();
    let (_, expected) = texts.iter().find(|(name, _)| *name == dialect.name()).unwrap();
    assert!(sql.text().starts_with(expected), "{sql}");
}

fn plans(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    begins(
        &conn,
        &explain(&query()),
        &[
            ("sqlite", "EXPLAIN QUERY PLAN SELECT"),
            ("postgres", "EXPLAIN SELECT"),
            ("mysql", "EXPLAIN SELECT"),
            ("mariadb", "EXPLAIN SELECT"),
        ],
    );
    let plan = conn.explain(&query()).unwrap();
    let told = format!("{plan:?}");
    assert!(told.contains("artist"), "{told}");
    let union = query().union_all(query());
    assert!(!conn.explain(&union).unwrap().is_empty());
}

fn plans_as_json(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    match conn.explain_json(&query()) {
        Ok(plan) => assert!(plan.as_str().contains("artist"), "{plan}"),
        Err(error) => {
            assert_eq!(conn.dialect().name(), "sqlite", "{error}");
            assert_eq!(error.kind(), ErrorKind::Unsupported);
        }
    }
}

fn analyzed(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let analyzed = explain(&query()).analyze();
    if conn.dialect().name() == "sqlite" {
        let error = conn.fetch_all(&analyzed).unwrap_err();
        assert!(error.to_string().contains("EXPLAIN ANALYZE is not supported"), "{error}");
        return;
    }
    begins(
        &conn,
        &analyzed,
        &[
            ("postgres", "EXPLAIN (ANALYZE) SELECT"),
            ("mysql", "EXPLAIN ANALYZE SELECT"),
            ("mariadb", "ANALYZE SELECT"),
        ],
    );
    assert!(!conn.fetch_all(&analyzed).unwrap().is_empty());
    let json = analyzed.json();
    match conn.fetch_all(&json) {
        Ok(rows) => assert_eq!(rows.len(), 1),
        Err(error) => {
            assert_eq!(conn.dialect().name(), "mysql", "{error}");
            assert_eq!(error.kind(), ErrorKind::Unsupported);
        }
    }
}

/// A plan changes nothing.
fn plans_of_changes(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.explain(&update(TRACK).set(TRACK.live, true).all_rows()).unwrap();
    conn.explain(&delete(TRACK).filter(TRACK.track_id.gt(1))).unwrap();
    conn.explain(&insert(ARTIST).columns((ARTIST.name,)).rows([("x",)])).unwrap();
    if conn.dialect().features().merge {
        let merge = merge_into(TRACK).using(ARTIST).on(ARTIST.artist_id.eq(TRACK.track_id));
        conn.explain(&merge.when_matched().update(|row| row.set(TRACK.live, true))).unwrap();
    }
    let live = select(count_all()).from(TRACK).filter(TRACK.live);
    assert_eq!(conn.fetch_one(&live).unwrap(), 2);
    assert_eq!(conn.fetch_one(&select(count_all()).from(ARTIST)).unwrap(), 4);
}

fn plans_have_options(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let explained =
        explain(&query()).option("postgres", "COSTS OFF").option("mysql", "FORMAT=TREE");
    begins(
        &conn,
        &explained,
        &[
            ("sqlite", "EXPLAIN QUERY PLAN SELECT"),
            ("postgres", "EXPLAIN (COSTS OFF) SELECT"),
            ("mysql", "EXPLAIN FORMAT=TREE SELECT"),
            ("mariadb", "EXPLAIN SELECT"),
        ],
    );
    assert!(!conn.fetch_all(&explained).unwrap().is_empty());
}
