//! Raw SQL as statements, named binds, and attempts to break out, on every server.

use aludel::ErrorKind;
use aludel::dialect::{Ansi, Placeholder};
use aludel::prelude::*;
use aludel::testing::{shop::ARTIST, sql};

use crate::servers::{Server, on_every_server, open};

on_every_server!(as_a_statement, named_binds, attempts_to_break_out, parameters_are_counted);

fn as_a_statement(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let name = "Can";
    let done =
        conn.execute(&sql!("INSERT INTO artist (name) VALUES ({name}), ({None::<i64>})")).unwrap();
    assert_eq!(done.rows_affected(), 2);

    let query = sql!("SELECT artist_id, name FROM artist WHERE name = {name}");
    assert_eq!(
        query.to_sql(&Ansi).unwrap().text(),
        "SELECT artist_id, name FROM artist WHERE name = ?"
    );
    let row = conn.fetch_one(&query).unwrap();
    assert_eq!((row.get::<i64>(0).unwrap(), row.get::<&str>("name").unwrap()), (5, "Can"));
    let rows: Vec<(i64, Option<String>)> = conn.fetch_all_as(&query).unwrap();
    assert_eq!(rows, [(5, Some(name.to_owned()))]);
}

fn named_binds(server: &Server) {
    let query = sql!("SELECT name FROM artist WHERE artist_id = :id OR artist_id - {1} = :id");
    let database = server.database();
    let mut conn = open(&database);
    let error = conn.fetch_all(&query).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Parameter);
    assert!(error.to_string().contains(":id has no value"), "{error}");

    let mut compiled = conn.compile(&query).unwrap();
    assert_eq!(compiled.sql().names(), ["id"]);
    for (id, names) in [(1, ["AC/DC", "Accept"]), (2, ["Accept", "Björk"])] {
        compiled.bind("id", id).unwrap();
        let rows: Vec<(String,)> = conn.fetch_all_as(&compiled).unwrap();
        assert_eq!(rows.iter().map(|row| row.0.as_str()).collect::<Vec<_>>(), names);
    }
    let error = compiled.bind("ids", 1).unwrap_err();
    assert!(error.to_string().contains("it has: id"), "{error}");
}

/// What a user may type stays a value or a name.
const ATTEMPTS: [&str; 8] = [
    "'; DROP TABLE artist; --",
    "\" OR 1=1 --",
    "x\"; DELETE FROM artist; --",
    "') OR ('1'='1",
    "\\'; --",
    "{ARTIST.name}",
    ":id",
    "/* */ ? $1 %s",
];

fn attempts_to_break_out(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    for attempt in ATTEMPTS {
        let shout = sql!("upper({attempt})").typed::<Text>();
        let query = select((
            value(attempt).typed::<Text>(),
            literal(attempt).typed::<Text>(),
            shout.label(attempt),
        ));
        assert_eq!(
            conn.fetch_one(&query).unwrap(),
            (attempt.to_owned(), attempt.to_owned(), attempt.to_uppercase())
        );
        assert_eq!(query.to_sql(&Ansi).unwrap().params().len(), 2, "{attempt}");

        let hidden = Table::build(attempt).column(attempt, SqlType::Text).finish();
        conn.create_all(&[(&hidden).into()]).unwrap();
        conn.execute(&insert(&hidden).set(attempt, attempt)).unwrap();
        let all = conn.fetch_all(&select_from(hidden.alias(attempt))).unwrap();
        assert_eq!(all.len(), 1, "{attempt}");
        assert_eq!(all[0].get::<&str>(attempt).unwrap(), attempt);
    }
    assert_eq!(conn.fetch_scalar(&select(count_all()).from(ARTIST)).unwrap(), 4);
}

/// Too few are refused: rusqlite would take them in silence.
fn parameters_are_counted(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let mut texts = match conn.dialect().features().placeholder {
        Placeholder::Dollar => vec![sql("SELECT 1 + $1")],
        _ => vec![sql("SELECT 1 + ?")],
    };
    if conn.dialect().name() == "sqlite" {
        texts.push(sql!("SELECT {1}, ?2, ?3"));
    }
    for text in texts {
        let error = conn.fetch_all(&text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Parameter, "{error:?}");
        assert!(error.help().is_some());
    }
}
