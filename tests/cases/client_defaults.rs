//! What columns get that a statement gives nothing: of the makers of their table.

use std::sync::atomic::{AtomicI64, Ordering};

use aludel::ast::Node;
use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::schema::{ColumnDef, Maker, RowValues};
use aludel::{ErrorKind, Result};

use crate::servers::{Server, on_every_server};

on_every_server!(
    each_row_has_its_own,
    what_is_given_wins,
    rows_of_queries,
    updates,
    compiled_statements_make_anew,
    behind_lists_too,
    many_rows,
);

aludel::table! {
    const NOTE = "note" {
        id: Integer [primary_key],
        text: Varchar(80),
        slug: Varchar(80) [insert_with = |row| slug(row)],
        number: Integer [insert_with = next()],
        kind: Varchar(10) [default = "db", insert_with = "memo"],
        loud: Nullable<Varchar(80)> [insert_with = upper(literal("hi").typed::<Text>())],
        version: Integer [insert_with = 1, update_with = NOTE.version + 1],
    }
}

/// Counts the rows: each call gives another number.
fn next() -> i64 {
    static NUMBER: AtomicI64 = AtomicI64::new(0);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

fn slug(row: &RowValues<'_>) -> String {
    match row.get("text") {
        Some(Value::Text(text)) => text.to_lowercase().replace(' ', "-"),
        _ => "unknown".to_owned(),
    }
}

type Note = (i64, String, String, Option<String>, i64);

fn notes(conn: &mut Connection) -> Vec<Note> {
    let all = (NOTE.id, NOTE.slug, NOTE.kind, NOTE.loud, NOTE.version);
    conn.fetch_all(&select(all).order_by(NOTE.id)).unwrap()
}

fn note(id: i64, slug: &str, kind: &str, version: i64) -> Note {
    (id, slug.to_owned(), kind.to_owned(), Some("HI".to_owned()), version)
}

fn numbers(conn: &mut Connection) -> Vec<i64> {
    conn.fetch_all_as::<(i64,)>(&select(NOTE.number).order_by(NOTE.number))
        .unwrap()
        .into_iter()
        .map(|(number,)| number)
        .collect()
}

fn are_all_different(mut numbers: Vec<i64>, count: usize) {
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "{numbers:?}");
}

/// A database with the table, empty.
fn with_notes(server: &Server, test: impl FnOnce(&mut Connection)) {
    let database = server.database();
    let mut conn = database.connect().unwrap();
    conn.create_all(&[NOTE.into()]).unwrap();
    test(&mut conn);
}

fn each_row_has_its_own(server: &Server) {
    with_notes(server, |conn| {
        let rows = [(1, "One Note"), (2, "Two")];
        conn.execute(&insert(NOTE).columns((NOTE.id, NOTE.text)).rows(rows)).unwrap();
        conn.execute(&insert(NOTE).set(NOTE.id, 3).set(NOTE.text, "Three")).unwrap();
        let expected = [note(1, "one-note", "memo", 1), note(2, "two", "memo", 1)];
        assert_eq!(notes(conn)[..2], expected);
        assert_eq!(notes(conn)[2], note(3, "three", "memo", 1));
        are_all_different(numbers(conn), 3);
    });
}

/// DEFAULT is the maker's too; where there is none, the database's.
fn what_is_given_wins(server: &Server) {
    with_notes(server, |conn| {
        let columns = (NOTE.id, NOTE.text, NOTE.kind, NOTE.version);
        conn.execute(&insert(NOTE).columns(columns).values((1, "A", "own", 7))).unwrap();
        let row = insert(NOTE).columns((NOTE.id, NOTE.text, NOTE.kind));
        conn.execute(&row.row([Node::Int(2), Node::value("B"), Node::Default])).unwrap();
        assert_eq!(notes(conn), [note(1, "a", "own", 7), note(2, "b", "memo", 1)]);
    });
}

fn rows_of_queries(server: &Server) {
    with_notes(server, |conn| {
        conn.execute(&insert(NOTE).set(NOTE.id, 1).set(NOTE.text, "first")).unwrap();
        let more = select((NOTE.id + 1, NOTE.text)).from(NOTE);
        conn.execute(&insert(NOTE).columns((NOTE.id, NOTE.text)).query(more)).unwrap();
        let rest = select((NOTE.id + 10, NOTE.text)).from(NOTE).distinct();
        conn.execute(&insert(NOTE).columns((NOTE.id, NOTE.text)).query(rest)).unwrap();
        // What a query gives is known to the database alone.
        let queried = |id| note(id, "unknown", "memo", 1);
        assert_eq!(notes(conn)[1..], [queried(2), queried(11), queried(12)]);
    });
}

fn updates(server: &Server) {
    with_notes(server, |conn| {
        conn.execute(&insert(NOTE).set(NOTE.id, 1).set(NOTE.text, "x")).unwrap();
        conn.execute(&update(NOTE).set(NOTE.kind, "new").filter(NOTE.id.eq(1))).unwrap();
        assert_eq!(notes(conn), [note(1, "x", "new", 2)]);
        conn.execute(&update(NOTE).set(NOTE.version, 9).all_rows()).unwrap();
        assert_eq!(notes(conn), [note(1, "x", "new", 9)]);
        let nothing = update(NOTE).all_rows().to_sql(conn.dialect()).unwrap_err();
        assert_eq!(nothing.kind(), ErrorKind::Invalid, "{nothing}");
    });
}

/// A list that grows moves what is made behind it.
fn behind_lists_too(server: &Server) {
    with_notes(server, |conn| {
        let listed = literal(1).typed::<Int>().in_(bind_list("l"));
        let word = case(listed, "One").otherwise("Two");
        let one = insert(NOTE).columns((NOTE.id, NOTE.text)).values((bind("id"), word));
        let mut held = conn.compile(&one).unwrap();
        for (id, list) in [(1, vec![1, 2, 3]), (2, vec![]), (3, vec![4, 1])] {
            held.bind("l", list).unwrap().bind("id", id).unwrap();
            conn.execute(&held).unwrap();
        }
        let all = select((NOTE.text, NOTE.kind, NOTE.version)).order_by(NOTE.id);
        let row = |text: &str| (text.to_owned(), "memo".to_owned(), 1);
        assert_eq!(conn.fetch_all(&all).unwrap(), [row("One"), row("Two"), row("One")]);
        are_all_different(numbers(conn), 3);
    });
}

fn compiled_statements_make_anew(server: &Server) {
    with_notes(server, |conn| {
        let mut held = conn
            .compile(&insert(NOTE).columns((NOTE.id, NOTE.text)).values((bind("id"), bind("text"))))
            .unwrap();
        for (id, text) in [(1, "One"), (2, "Two")] {
            held.bind("id", id).unwrap().bind("text", text).unwrap();
            conn.execute(&held).unwrap();
        }
        assert_eq!(notes(conn), [note(1, "one", "memo", 1), note(2, "two", "memo", 1)]);
        are_all_different(numbers(conn), 2);
    });
}

fn many_rows(server: &Server) {
    with_notes(server, |conn| {
        let into = insert(NOTE).columns((NOTE.id, NOTE.text));
        let rows = (0..2_500).map(|id| (id, format!("Note {id}")));
        conn.insert_many(&into, rows).unwrap();
        let all = notes(conn);
        assert_eq!(all.len(), 2_500);
        assert_eq!(all[1_234], note(1_234, "note-1234", "memo", 1));
        are_all_different(numbers(conn), 2_500);
    });
}

#[test]
fn what_is_written() -> Result<()> {
    let one = insert(NOTE).columns((NOTE.id, NOTE.text)).values((1, "A b"));
    let sql = one.to_sql(&Ansi)?;
    assert_eq!(
        sql.text(),
        r#"INSERT INTO "note" ("id", "text", "slug", "number", "kind", "loud", "version") VALUES (?, ?, ?, ?, ?, upper('hi'), ?)"#
    );
    assert_eq!(sql.params()[2], Value::from("a-b"));
    assert_eq!(sql.params()[4], Value::from("memo"));
    // The tree is as it was.
    assert_eq!(one.tree().columns.len(), 2);
    let sql = update(NOTE).set(NOTE.text, "B").filter(NOTE.id.eq(1)).to_sql(&Ansi)?;
    assert_eq!(
        sql.text(),
        r#"UPDATE "note" SET "text" = ?, "version" = "note"."version" + ? WHERE "note"."id" = ?"#
    );
    let upsert = insert(NOTE)
        .columns((NOTE.id, NOTE.text))
        .values((1, "A"))
        .on_conflict((NOTE.id,))
        .do_update(|row| row.set_excluded((NOTE.slug,)));
    let sql = upsert.to_sql(&aludel_sqlite::Sqlite)?;
    assert!(sql.text().ends_with(r#"DO UPDATE SET "slug" = "excluded"."slug""#), "{sql}");
    Ok(())
}

/// A maker that refuses its value says so; one that changes its mind is an error.
#[test]
fn what_cannot_be_made() -> Result<()> {
    let refused = Table::build("t")
        .column("a", SqlType::Integer)
        .define(
            ColumnDef::new("b".into(), SqlType::Integer)
                .insert_with(Maker::new(|_| Value::Refused("not today".into()))),
        )
        .finish();
    let row = insert(&refused).columns(("a",)).values((1,));
    let error = row.to_sql(&Ansi).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Parameter);
    assert!(error.to_string().contains("not today"), "{error}");
    Ok(())
}
