//! Raw SQL: holes, binds, text that somebody vouches for, and attempts to break out.

use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Case, case, rows};
use crate::typed::RawSql;

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [holes(), as_an_operand(), as_a_source(), trusted_text()].into_iter().flatten().collect()
}

/// Why a raw text has no sense.
const OR: &str = "|| is OR there";

fn holes() -> Vec<Case> {
    let suffix = "!".to_owned();
    let ids = [1, 2];
    let long = TRACK.seconds.gt(300);
    vec![
        case("a column and a value", select(sql!("upper({ARTIST.name}) || {suffix}")).from(ARTIST).filter(ARTIST.artist_id.eq(2)))
            .same(
                r#"SELECT upper("artist"."name") || ? FROM "artist" WHERE "artist"."artist_id" = ?"#,
            )
            .params(["!".into(), 2.into()])
            .not_on("mysql", OR)
            .rows(rows![("ACCEPT!")]),
        case("an expression is put in parentheses", select(sql!("{TRACK.seconds + 1} * 2").typed::<Int>()).filter(TRACK.track_id.eq(1)))
            .same(r#"SELECT ("track"."seconds" + ?) * 2 FROM "track" WHERE "track"."track_id" = ?"#)
            .rows(rows![(528)]),
        case("Rust's own expressions", select(sql!("0 + {ids[0] + 1} + {ids.len()}")))
            .same("SELECT 0 + ? + ?")
            .rows(rows![(4)]),
        case("a condition", select(TRACK.track_id).filter(sql!("{long} IS TRUE")).order_by(TRACK.track_id))
            .same(
                r#"SELECT "track"."track_id" FROM "track" WHERE ("track"."seconds" > ?) IS TRUE ORDER BY "track"."track_id""#,
            )
            .rows(rows![(4), (5)]),
        case("braces and quotes", select(sql!("'{{}}' || {1} || '?' || ':x'")))
            .same("SELECT '{}' || ? || '?' || ':x'")
            .not_on("mysql", OR)
            .rows(rows![("{}1?:x")]),
        case("a query", select(sql!("{select(max(ALBUM.year)).scalar()} + 1")))
            .same(r#"SELECT (SELECT max("album"."year") FROM "album") + 1"#)
            .rows(rows![(1998)]),
        case("raw SQL in raw SQL", {
            let inner = sql!("1 + {1}");
            select(sql!("{inner} * 2"))
        })
        .same("SELECT (1 + ?) * 2")
        .rows(rows![(4)]),
    ]
}

fn as_an_operand() -> Vec<Case> {
    let sum = sql!("1 + 1").typed::<Int>();
    vec![
        case("in parentheses", select((&sum * 3, -&sum, sum.eq(2), sum.is_null())))
            .same("SELECT (1 + 1) * ?, -(1 + 1), (1 + 1) = ?, (1 + 1) IS NULL")
            .rows(rows![(6, -2, true, false)]),
        case("as a whole condition", select(ARTIST.artist_id).filter(sql!("artist_id = 1 OR artist_id = 2")).filter(ARTIST.artist_id.gt(1)))
            .same(
                r#"SELECT "artist"."artist_id" FROM "artist" WHERE (artist_id = 1 OR artist_id = 2) AND "artist"."artist_id" > ?"#,
            )
            .rows(rows![(2)]),
        case("as an argument, a sort key and a bound", select((coalesce(sql!("NULL"), 5), value(2).between(sql!("1"), sql!("1 + 1")))).from(ARTIST).order_by(sql!("artist_id DESC").typed::<Any>()).limit(1))
            .same(
                r#"SELECT coalesce(NULL, ?), ? BETWEEN (1) AND (1 + 1) FROM "artist" ORDER BY artist_id DESC LIMIT ?"#,
            )
            .postgres(r#"SELECT coalesce(NULL, $1), CAST($2 AS bigint) BETWEEN (1) AND (1 + 1) FROM "artist" ORDER BY artist_id DESC LIMIT $3"#)
            .rows(rows![(5, true)]),
    ]
}

fn as_a_source() -> Vec<Case> {
    let series = sql!("SELECT 1 AS n UNION ALL SELECT {2}").subquery("series");
    vec![
        case("a subquery", select(series.col("n") * value(10)).from(&series))
            .same(r#"SELECT "series"."n" * ? FROM (SELECT 1 AS n UNION ALL SELECT ?) AS "series""#)
            .rows(rows![(10), (20)]),
        case(
            "text in FROM",
            select((col("value"), sql!("key"))).from(sql!("json_each({\"[5, 6]\"}) AS j")),
        )
        .same(r#"SELECT "value", key FROM json_each(?) AS j"#)
        .only_on(["sqlite"], "json_each is SQLite's")
        .rows(rows![(5, 0), (6, 1)]),
    ]
}

fn trusted_text() -> Vec<Case> {
    let order = Trusted::new(["artist_id", "DESC"].join(" "));
    vec![
        case(
            "as an expression",
            select(ARTIST.artist_id).order_by(RawSql::trusted(order).typed::<Any>()).limit(1),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY artist_id DESC LIMIT ?"#)
        .rows(rows![(4)]),
        case(
            "as a function's name",
            select(Expr::<Any>::new(crate::ast::Node::function(
                crate::ast::FunctionName::Trusted(Trusted::new("\"length\"")),
                vec![value("abc").into_node()],
            ))),
        )
        .same(r#"SELECT "length"(?)"#)
        .not_on("mysql", "the quotes are text there")
        .rows(rows![(3)]),
    ]
}
