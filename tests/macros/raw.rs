//! `sql!`.

use aludel::dialect::Ansi;
use aludel::prelude::*;

use super::{ARTIST, Status, text};

#[test]
fn raw_sql_has_holes() {
    let t = table("t");
    let suffix = String::from("!");
    let reference: &Expr<Text> = &t.col("x").typed();
    let (borrowed, nested): (&String, &&str) = (&suffix, &"?");
    let (none, some): (Option<i64>, &Option<Status>) = (None, &Some(Status::OnSale));
    let bytes: &[u8] = &[1];
    let part = sql!("lower({reference})");
    let count = t.def().columns.len();
    for (sql, wanted, params) in [
        (sql!("1"), "1", vec![]),
        (
            sql!("upper({ARTIST.name}) || {suffix}"),
            r#"upper("artist"."name") || ?"#,
            vec![Value::from("!")],
        ),
        (sql!(r#"{t.col("a}b")} = {1 + 1}"#), r#""t"."a}b" = ?"#, vec![Value::from(2)]),
        (sql!("{t.col(\"x\").gt({ 1 })}"), r#"("t"."x" > ?)"#, vec![Value::from(1)]),
        (sql!("{{{suffix}}} '{{}}'"), "{?} '{}'", vec![Value::from("!")]),
        (
            sql!("{reference}, {borrowed}, {nested}, {bytes}"),
            r#""t"."x", ?, ?, ?"#,
            vec![Value::from("!"), Value::from("?"), Value::from(bytes)],
        ),
        (sql!("{none}, {some}"), "?, ?", vec![Value::NULL, Value::from("on_sale")]),
        (sql!("{part} = {&part}"), r#"(lower("t"."x")) = (lower("t"."x"))"#, vec![]),
        (sql!("{Status::Gone}, {count}",), "?, ?", vec![Value::from("gone!"), Value::from(0)]),
        (sql!("a::text, $$:b$$, ':c', b := 1"), "a::text, $$:b$$, ':c', b := 1", vec![]),
    ] {
        let compiled = select(sql).from(sql!("t")).to_sql(&Ansi).unwrap();
        assert_eq!(compiled.text(), format!("SELECT {wanted} FROM t"));
        assert_eq!(compiled.params(), params, "{wanted}");
    }
    // Holes borrow: all of it can be used again.
    drop((suffix, part));
}

#[test]
fn raw_sql_has_binds() {
    let sql = sql!("SELECT * FROM t WHERE a = :a AND b > :b::int AND c = :a");
    let mut sql = sql.to_sql(&Ansi).unwrap();
    assert_eq!(sql.names(), ["a", "b"]);
    sql.bind("a", 1).unwrap().bind("b", 2).unwrap();
    assert_eq!(sql.text(), "SELECT * FROM t WHERE a = ? AND b > ?::int AND c = ?");
    assert_eq!(sql.params(), [Value::from(1), Value::from(2), Value::from(1)]);
}

#[test]
fn raw_sql_stands_anywhere() {
    let shout = sql!("upper({ARTIST.name})").typed::<Text>();
    let query = select((&shout, ARTIST.artist_id))
        .from(ARTIST)
        .filter(sql!("{ARTIST.artist_id} % {2} = 0"))
        .filter(shout.starts_with("A"));
    let _: &Select<(Text, Int)> = &query;
    assert_eq!(
        text(&query),
        r#"SELECT upper("artist"."name"), "artist"."artist_id" FROM "artist" WHERE ("artist"."artist_id" % ? = 0) AND (upper("artist"."name")) LIKE ? ESCAPE '!'"#
    );
}
