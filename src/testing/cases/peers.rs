//! What other libraries got wrong on real databases. Each case has its bug's name.

use crate::ErrorKind::Invalid;
use crate::prelude::*;
use crate::schema::CreateTable;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [wrong_rows(), invalid_sql(), refusals()].into_iter().flatten().collect()
}

fn wrong_rows() -> Vec<Case> {
    let (a, b, c) = (TRACK.live, TRACK.seconds.gt(250), TRACK.price.lt(2));
    let by = |condition: Cond| select(TRACK.track_id).filter(condition).order_by(TRACK.track_id);
    let float = literal(1.0).typed::<Float>();
    vec![
        case("(a + 1) * 2 without its parentheses", select((literal(3).typed::<Int>() + 1) * 2))
            .same("SELECT (3 + ?) * ?")
            .rows(rows![(8)]),
        case("c AND (a OR b) without its parentheses", by(c.and(a.or(&b))))
            .same(
                r#"SELECT "track"."track_id" FROM "track" WHERE "track"."price" < ? AND ("track"."live" OR "track"."seconds" > ?) ORDER BY "track"."track_id""#,
            )
            .rows(rows![(1), (2)]),
        case("1.0/2 printed as 1/2", select((float / 2, literal(1e300), literal(-2.0), literal(1e16))))
            .ansi("SELECT 1.0 / ?, 1e300, -2.0, 1e16")
            .sqlite("SELECT CAST(1.0 AS REAL) / ?, 1e300, -2.0, 1e16")
            .postgres("SELECT '1.0'::float8 * 1.0 / $1, '1e300'::float8, '-2.0'::float8, '1e16'::float8")
            .mysql("SELECT 1e0 / ?, 1e300, -2e0, 1e16")
            .rows(rows![(0.5, 1e300, -2.0, 1e16)]),
        case(".eq(None) as = NULL", select(ARTIST.artist_id).filter(ARTIST.name.eq(None::<&str>)))
            .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" IS NULL"#)
            .rows(rows![(4)]),
        case("NOT IN a list with NULL finds nothing", select(ALBUM.album_id).filter(ALBUM.year.not_in([Some(1981), None])).order_by(ALBUM.album_id))
            .same(
                r#"SELECT "album"."album_id" FROM "album" WHERE "album"."year" NOT IN (?) AND "album"."year" IS NOT NULL ORDER BY "album"."album_id""#,
            )
            .rows(rows![(2), (4)]),
        case("ORDER BY and LIMIT of a subquery move to the whole", {
            let first = select(TRACK.seconds.label("s")).order_by(TRACK.track_id).limit(1).subquery("first");
            select(first.col("s")).from(&first)
        })
        .same(
            r#"SELECT "first"."s" FROM (SELECT "track"."seconds" AS "s" FROM "track" ORDER BY "track"."track_id" LIMIT ?) AS "first""#,
        )
        .rows(rows![(263)]),
    ]
}

fn invalid_sql() -> Vec<Case> {
    let nobody = Vec::<i64>::new();
    vec![
        case("OFFSET without LIMIT", select(ARTIST.artist_id).order_by(ARTIST.artist_id).offset(3))
            .same(
                r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY "artist"."artist_id" OFFSET ?"#,
            )
            .sqlite(
                r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY "artist"."artist_id" LIMIT -1 OFFSET ?"#,
            )
            .mysql("SELECT `artist`.`artist_id` FROM `artist` ORDER BY `artist`.`artist_id` LIMIT 18446744073709551615 OFFSET ?")
            .rows(rows![(4)]),
        case("empty IN", select(ARTIST.artist_id).filter(ARTIST.artist_id.in_(nobody)))
            .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE FALSE"#)
            .params([])
            .rows(rows![]),
        case("infinity as a literal", select((literal(f64::INFINITY), literal(f64::NEG_INFINITY))))
            .needs(Capability::InfinityLiteral)
            .sqlite("SELECT 9e999, -9e999")
            .postgres("SELECT 'Infinity'::float8, '-Infinity'::float8")
            .rows(rows![(f64::INFINITY, f64::NEG_INFINITY)]),
        case("5 - -1 as a comment", select(literal(5).typed::<Int>() - literal(-1).typed::<Int>()))
            .same("SELECT 5 - -1")
            .rows(rows![(6)]),
        case("1 || (2 * 3) without its parentheses", select(literal("1").typed::<Text>().concat((literal(2).typed::<Int>() * 3).typed::<Text>())))
            .same("SELECT '1' || 2 * ?")
            .sqlite("SELECT '1' || (2 * ?)")
            .mysql("SELECT concat('1', 2 * ?)")
            .rows(rows![("16")]),
    ]
}

fn refusals() -> Vec<Case> {
    // A name that can't be quoted is no place for text.
    let evil = "x); DROP TABLE artist; --";
    let ty = SqlType::Named(evil.into());
    let t = Table::build("t").column("c", ty.clone()).finish();
    let columns = || insert(ARTIST).columns(vec!["artist_id", "name"]);
    let short = columns().rows([vec![value(1)]]);
    // Nor does a short row take its values from the next one.
    let shifted = columns().rows([vec![value(7)], vec![value("Can"), value(8), value("Neu!")]]);
    vec![
        // Three rows of defaults inserted one.
        case("rows of defaults", insert(ARTIST).default_values().default_values().default_values())
            .needs(Capability::DefaultValues)
            .same(r#"INSERT INTO "artist" ("artist_id") VALUES (DEFAULT), (DEFAULT), (DEFAULT)"#)
            .sqlite(r#"INSERT INTO "artist" ("artist_id") VALUES (NULL), (NULL), (NULL)"#)
            .emulated_on("sqlite")
            .mysql("INSERT INTO `artist` () VALUES (), (), ()")
            .leaves(
                select((ARTIST.artist_id, ARTIST.name))
                    .filter(ARTIST.artist_id.gt(4))
                    .order_by(ARTIST.artist_id),
                rows![(5, NULL), (6, NULL), (7, NULL)],
            ),
        refused(select(func(evil, 1)), Invalid, [evil, "a function", "Trusted"]),
        refused(select(value(1).cast_as(ty)), Invalid, [evil, "a type"]),
        refused(CreateTable::new(&t), Invalid, [evil, "a type"]).at("CREATE TABLE"),
        refused(short, Invalid, ["a row has 1 values for 2 columns"]),
        refused(shifted, Invalid, ["a row has 1 values for 2 columns"]),
    ]
}
