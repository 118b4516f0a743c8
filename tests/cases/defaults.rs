//! Defaults that the database has: what DEFAULT stands for, beside values and alone, on every server.

use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(what_default_stands_for, rows_of_differing_columns);

aludel::table! {
    /// A default of each sort.
    const NOTE = "note" {
        id: Integer [primary_key],
        text: Varchar(40) [default = "it's new"],
        stars: Integer [default = 3],
        open: Boolean [default = true],
        made: Nullable<Timestamp> [default = now],
    }
}

fn notes(conn: &mut Connection) -> Vec<(i64, String, i64, bool, bool)> {
    let all = select((NOTE.id, NOTE.text, NOTE.stars, NOTE.open, NOTE.made)).order_by(NOTE.id);
    let rows = conn.fetch_all(&all).unwrap();
    rows.into_iter()
        .map(|(id, text, stars, open, made)| (id, text, stars, open, made.is_some()))
        .collect()
}

fn what_default_stands_for(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[NOTE.into()]).unwrap();
    let all = || insert(NOTE).columns((NOTE.id, NOTE.text, NOTE.stars, NOTE.open, NOTE.made));
    let given = all().values((default(), "a", default(), false, None::<Timestamp>));
    conn.execute(&given.values((default(), default(), 5, default(), default()))).unwrap();
    conn.execute(&all().values((default(), default(), default(), default(), default()))).unwrap();
    conn.execute(&insert(NOTE).default_rows(2)).unwrap();
    let new = || "it's new".to_owned();
    let fresh = |id| (id, new(), 3, true, true);
    let expected = [
        (1, "a".to_owned(), 3, false, false),
        (2, new(), 5, true, true),
        fresh(3),
        fresh(4),
        fresh(5),
    ];
    assert_eq!(notes(&mut conn), expected);
    let first = || NOTE.id.eq(1);
    let back = update(NOTE).set(NOTE.text, default()).set(NOTE.made, default()).filter(first());
    conn.execute(&back.set_row((NOTE.stars, NOTE.open), (default(), default()))).unwrap();
    assert_eq!(notes(&mut conn)[0], fresh(1));
}

fn rows_of_differing_columns(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[NOTE.into()]).unwrap();
    let rows = [vec![("text", value("a"))], vec![], vec![("stars", value(1)), ("id", value(9))]];
    let error = conn.execute(&insert(NOTE).named_rows(rows.clone())).unwrap_err();
    assert!(error.to_string().contains("row 1 has no column text, which row 0 has"), "{error}");
    assert!(notes(&mut conn).is_empty());
    conn.execute(&insert(NOTE).named_rows_or_default(rows)).unwrap();
    let found = notes(&mut conn).into_iter().map(|(id, text, stars, ..)| (id, text, stars));
    let new = || "it's new".to_owned();
    let expected = [(1, "a".to_owned(), 3), (2, new(), 3), (9, new(), 1)];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}
