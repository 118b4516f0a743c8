//! Raw SQL: holes, binds, text that somebody vouches for, and attempts to break out.

use aludel::ErrorKind;
use aludel::prelude::*;
use aludel::typed::RawSql;
use aludel_sqlite::Sqlite;

use crate::harness::{case, rows, run};
use crate::shop::{self, ALBUM, ARTIST, TRACK};

#[test]
fn holes() {
    let suffix = "!".to_owned();
    let ids = [1, 2];
    let long = TRACK.seconds.gt(300);
    run([
        case("a column and a value", select(sql!("upper({ARTIST.name}) || {suffix}")).from(ARTIST).filter(ARTIST.artist_id.eq(2)))
            .both(
                r#"SELECT upper("artist"."name") || ? FROM "artist" WHERE "artist"."artist_id" = ?"#,
            )
            .params(["!".into(), 2.into()])
            .rows(rows![("ACCEPT!")]),
        case("an expression is put in parentheses", select(sql!("{TRACK.seconds + 1} * 2").typed::<Int>()).filter(TRACK.track_id.eq(1)))
            .both(r#"SELECT ("track"."seconds" + ?) * 2 FROM "track" WHERE "track"."track_id" = ?"#)
            .rows(rows![(528)]),
        case("Rust's own expressions", select(sql!("{ids[0] + 1} + {ids.len()}")))
            .both("SELECT ? + ?")
            .rows(rows![(4)]),
        case("a condition", select(TRACK.track_id).filter(sql!("{long} IS TRUE")).order_by(TRACK.track_id))
            .both(
                r#"SELECT "track"."track_id" FROM "track" WHERE ("track"."seconds" > ?) IS TRUE ORDER BY "track"."track_id""#,
            )
            .rows(rows![(4), (5)]),
        case("braces and quotes", select(sql!("'{{}}' || {1} || '?' || ':x'")))
            .both("SELECT '{}' || ? || '?' || ':x'")
            .rows(rows![("{}1?:x")]),
        case("a query", select(sql!("{select(max(ALBUM.year)).scalar()} + 1")))
            .both(r#"SELECT (SELECT max("album"."year") FROM "album") + 1"#)
            .rows(rows![(1998)]),
        case("raw SQL in raw SQL", {
            let inner = sql!("1 + {1}");
            select(sql!("{inner} * 2"))
        })
        .both("SELECT (1 + ?) * 2")
        .rows(rows![(4)]),
    ]);
}

#[test]
fn as_an_operand() {
    let sum = sql!("1 + 1").typed::<Int>();
    run([
        case("in parentheses", select((&sum * 3, -&sum, sum.eq(2), sum.is_null())))
            .both("SELECT (1 + 1) * ?, -(1 + 1), (1 + 1) = ?, (1 + 1) IS NULL")
            .rows(rows![(6, -2, 1, 0)]),
        case("as a whole condition", select(ARTIST.artist_id).filter(sql!("artist_id = 1 OR artist_id = 2")).filter(ARTIST.artist_id.gt(1)))
            .both(
                r#"SELECT "artist"."artist_id" FROM "artist" WHERE (artist_id = 1 OR artist_id = 2) AND "artist"."artist_id" > ?"#,
            )
            .rows(rows![(2)]),
        case("as an argument, a sort key and a bound", select((coalesce(sql!("NULL"), 5), value(2).between(sql!("1"), sql!("1 + 1")))).from(ARTIST).order_by(sql!("artist_id DESC").typed::<Any>()).limit(1))
            .both(
                r#"SELECT coalesce(NULL, ?), ? BETWEEN (1) AND (1 + 1) FROM "artist" ORDER BY artist_id DESC LIMIT ?"#,
            )
            .rows(rows![(5, 1)]),
    ]);
}

#[test]
fn as_a_source() {
    let series = sql!("SELECT 1 AS n UNION ALL SELECT {2}").subquery("series");
    run([
        case("a subquery", select(series.col("n") * value(10)).from(&series))
            .both(r#"SELECT "series"."n" * ? FROM (SELECT 1 AS n UNION ALL SELECT ?) AS "series""#)
            .rows(rows![(10), (20)]),
        case(
            "text in FROM",
            select((col("value"), sql!("key"))).from(sql!("json_each({\"[5, 6]\"}) AS j")),
        )
        .both(r#"SELECT "value", key FROM json_each(?) AS j"#)
        .rows(rows![(5, 0), (6, 1)]),
    ]);
}

#[test]
fn as_a_statement() -> aludel::Result<()> {
    let mut conn = shop::open();
    let name = "Can";
    let done = conn.execute(&sql!("INSERT INTO artist (name) VALUES ({name}), ({None::<i64>})"))?;
    assert_eq!(done.rows_affected(), 2);

    let query = sql!("SELECT artist_id, name FROM artist WHERE name = {name}");
    assert_eq!(query.to_sql(&Sqlite)?.text(), "SELECT artist_id, name FROM artist WHERE name = ?");
    let row = conn.fetch_one(&query)?;
    assert_eq!((row.get::<i64>(0)?, row.get::<&str>("name")?), (5, "Can"));
    let rows: Vec<(i64, Option<String>)> = conn.fetch_all_as(&query)?;
    assert_eq!(rows, [(5, Some(name.to_owned()))]);
    Ok(())
}

#[test]
fn named_binds() -> aludel::Result<()> {
    let query = sql!("SELECT name FROM artist WHERE artist_id = :id OR artist_id = :id + {1}");
    let mut conn = shop::open();
    let error = conn.fetch_all(&query).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Parameter);
    assert!(error.to_string().contains(":id has no value"), "{error}");

    let mut compiled = conn.compile(&query)?;
    assert_eq!(compiled.sql().names(), ["id"]);
    for (id, names) in [(1, ["AC/DC", "Accept"]), (2, ["Accept", "Björk"])] {
        compiled.bind("id", id)?;
        let rows: Vec<(String,)> = conn.fetch_all_as(&compiled)?;
        assert_eq!(rows.iter().map(|row| row.0.as_str()).collect::<Vec<_>>(), names);
    }
    let error = compiled.bind("ids", 1).unwrap_err();
    assert!(error.to_string().contains("it has: id"), "{error}");
    Ok(())
}

#[test]
fn trusted_text() {
    let order = Trusted::new(["artist_id", "DESC"].join(" "));
    run([
        case(
            "as an expression",
            select(ARTIST.artist_id).order_by(RawSql::trusted(order).typed::<Any>()).limit(1),
        )
        .both(r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY artist_id DESC LIMIT ?"#)
        .rows(rows![(4)]),
        case(
            "as a function's name",
            select(Expr::<Any>::new(aludel::ast::Node::function(
                aludel::ast::FunctionName::Trusted(Trusted::new("\"length\"")),
                vec![value("abc").into_node()],
            ))),
        )
        .both(r#"SELECT "length"(?)"#)
        .rows(rows![(3)]),
    ]);
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

#[test]
fn attempts_to_break_out() -> aludel::Result<()> {
    let mut conn = shop::open();
    for attempt in ATTEMPTS {
        let shout = sql!("upper({attempt})").typed::<Text>();
        let query = select((
            value(attempt).typed::<Text>(),
            literal(attempt).typed::<Text>(),
            shout.label(attempt),
        ));
        assert_eq!(
            conn.fetch_one(&query)?,
            (attempt.to_owned(), attempt.to_owned(), attempt.to_uppercase())
        );
        assert_eq!(query.to_sql(&Sqlite)?.params().len(), 2, "{attempt}");

        let hidden = Table::build(attempt).column(attempt, SqlType::Text).finish();
        conn.create_all(&[(&hidden).into()])?;
        conn.execute(&insert(&hidden).set(attempt, attempt))?;
        let all = conn.fetch_all(&select_from(hidden.alias(attempt)))?;
        assert_eq!(all.len(), 1, "{attempt}");
        assert_eq!(all[0].get::<&str>(attempt)?, attempt);
    }
    assert_eq!(conn.fetch_scalar(&select(count_all()).from(ARTIST))?, 4);
    Ok(())
}
