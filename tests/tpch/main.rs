//! The 22 queries of TPC-H, written with the builder, on data of our own. On every database they
//! give the rows that the plain SQL gives there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails a test, in helpers too"
)]

mod check;
mod data;
mod plain;
mod queries;
mod schema;

use aludel::testing::TestServer;

use plain::Flavour;

/// Runs all queries on a server, and says which give other rows than their plain SQL.
fn run(server: TestServer) {
    let database = server.database().unwrap();
    let mut conn = database.connect().unwrap();
    data::fill(&mut conn).unwrap();
    let flavour = match conn.dialect().name() {
        "sqlite" => Flavour::Sqlite,
        _ => Flavour::Standard,
    };
    let wrong: Vec<String> = queries::ALL
        .iter()
        .filter_map(|(name, check)| {
            let outcome = check(&mut conn, flavour);
            outcome.err().map(|wrong| format!("{name}: {wrong}"))
        })
        .collect();
    assert!(wrong.is_empty(), "on {}:\n{}", server.name, wrong.join("\n"));
}

/// A module for each server, so that those of a missing one can be left out by its name.
macro_rules! servers {
    ($($module:ident = $server:path;)+) => {$(
        mod $module {
            #[test]
            fn the_queries_give_the_rows_of_their_plain_sql() {
                super::run($server);
            }
        }
    )+};
}

servers! {
    sqlite = aludel_sqlite::testing::SQLITE;
    postgres = aludel_postgres::testing::POSTGRES;
    postgres18 = aludel_postgres::testing::POSTGRES_18;
    mariadb = aludel_mysql::testing::MARIADB;
    mysql = aludel_mysql::testing::MYSQL;
}
