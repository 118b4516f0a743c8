//! Samples, hints, limits in percent; clauses of a finished query taken away and replaced.

use crate::ErrorKind::{Invalid, Missing, Unsupported};
use crate::ast::Anchor;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Case, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [samples(), hints(), percent(), edited(), sequences()].into_iter().flatten().collect()
}

fn samples() -> Vec<Case> {
    let all = sample(TRACK, 100);
    vec![
        case("a sample of all rows", select(TRACK.track_id).from(&all).order_by(TRACK.track_id))
            .refused_on("sqlite", Unsupported, ["TABLESAMPLE", "random number"])
            .refused_on("mysql", Unsupported, ["TABLESAMPLE", "random number"])
            .same(r#"SELECT "track"."track_id" FROM "track" TABLESAMPLE BERNOULLI (?) ORDER BY "track"."track_id""#)
            .rows(rows![(1), (2), (3), (4), (5)]),
        case(
            "a sample of none, beside a table",
            select((ALBUM.album_id, count(TRACK.track_id)))
                .from(ALBUM.left_join(sample(TRACK, 0.0).system().repeatable(7)))
                .filter(ALBUM.album_id.eq(1))
                .group_by(ALBUM.album_id),
        )
        .refused_on("sqlite", Unsupported, ["TABLESAMPLE"])
        .refused_on("mysql", Unsupported, ["TABLESAMPLE"])
        .same(r#"SELECT "album"."album_id", count("track"."track_id") FROM "album" LEFT JOIN "track" TABLESAMPLE SYSTEM (?) REPEATABLE (?) ON "track"."album_id" = "album"."album_id" WHERE "album"."album_id" = ? GROUP BY "album"."album_id""#)
        .rows(rows![(1, 0)]),
    ]
}

fn hints() -> Vec<Case> {
    let q = || select(ARTIST.artist_id).from(ARTIST).filter(ARTIST.artist_id.eq(1));
    vec![
        case(
            "a hint is for its own dialect",
            q().hint("mysql", "/*+ MAX_EXECUTION_TIME(60000) */")
                .hint("mariadb", "SQL_NO_CACHE")
                .hint("postgres", Trusted::new("/*+ SeqScan(artist) */")),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."artist_id" = ?"#)
        .postgres(r#"SELECT /*+ SeqScan(artist) */ "artist"."artist_id" FROM "artist" WHERE "artist"."artist_id" = $1"#)
        .mysql("SELECT /*+ MAX_EXECUTION_TIME(60000) */ `artist`.`artist_id` FROM `artist` WHERE `artist`.`artist_id` = ?")
        .mariadb("SELECT SQL_NO_CACHE `artist`.`artist_id` FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![(1)]),
        case(
            "a hint behind FROM",
            q().hint_at(Anchor::AfterFrom, "mysql", "USE INDEX (PRIMARY)")
                .hint_at(Anchor::End, "sqlite", "/* the end */"),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."artist_id" = ?"#)
        .sqlite(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."artist_id" = ? /* the end */"#)
        .mysql("SELECT `artist`.`artist_id` FROM `artist` USE INDEX (PRIMARY) WHERE `artist`.`artist_id` = ?")
        .mariadb("SELECT `artist`.`artist_id` FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![(1)]),
    ]
}

fn percent() -> Vec<Case> {
    let all = || {
        let order = (TRACK.seconds.desc(), TRACK.track_id.asc());
        select((TRACK.track_id, TRACK.seconds)).from(TRACK).order_by(order)
    };
    let half = value(super::parsed::<Decimal>("0.5")).typed::<Decimal>();
    let emulated =
        |case: Case| case.emulated_on("sqlite").emulated_on("postgres").emulated_on("mysql");
    vec![
        emulated(case("40 percent of the rows", all().limit_percent(40)))
            .same(r#"SELECT "q"."c1" AS "track_id", "q"."c2" AS "seconds" FROM (SELECT "track"."track_id" AS "c1", "track"."seconds" AS "c2", row_number() OVER (ORDER BY "track"."seconds" DESC, "track"."track_id") AS "h1", count(*) OVER () AS "h2" FROM "track") AS "q" WHERE ("q"."h1" - 1) * 100 < "q"."h2" * ? ORDER BY "q"."c2" DESC, "q"."c1""#)
            .rows(rows![(5, 312), (4, 305)]),
        emulated(case("what does not come out even is rounded up", all().limit_percent(41)))
            .same(r#"SELECT "q"."c1" AS "track_id", "q"."c2" AS "seconds" FROM (SELECT "track"."track_id" AS "c1", "track"."seconds" AS "c2", row_number() OVER (ORDER BY "track"."seconds" DESC, "track"."track_id") AS "h1", count(*) OVER () AS "h2" FROM "track") AS "q" WHERE ("q"."h1" - 1) * 100 < "q"."h2" * ? ORDER BY "q"."c2" DESC, "q"."c1""#)
            .rows(rows![(5, 312), (4, 305), (1, 263)]),
        emulated(case("a fraction of a percent", all().limit_percent(half)))
            .same(r#"SELECT "q"."c1" AS "track_id", "q"."c2" AS "seconds" FROM (SELECT "track"."track_id" AS "c1", "track"."seconds" AS "c2", row_number() OVER (ORDER BY "track"."seconds" DESC, "track"."track_id") AS "h1", count(*) OVER () AS "h2" FROM "track") AS "q" WHERE ("q"."h1" - 1) * 100 < "q"."h2" * ? ORDER BY "q"."c2" DESC, "q"."c1""#)
            .postgres(r#"SELECT "q"."c1" AS "track_id", "q"."c2" AS "seconds" FROM (SELECT "track"."track_id" AS "c1", "track"."seconds" AS "c2", row_number() OVER (ORDER BY "track"."seconds" DESC, "track"."track_id") AS "h1", count(*) OVER () AS "h2" FROM "track") AS "q" WHERE ("q"."h1" - 1) * 100 < "q"."h2" * CAST($1 AS numeric) ORDER BY "q"."c2" DESC, "q"."c1""#)
            .mysql("SELECT `q`.`c1` AS `track_id`, `q`.`c2` AS `seconds` FROM (SELECT `track`.`track_id` AS `c1`, `track`.`seconds` AS `c2`, row_number() OVER (ORDER BY `track`.`seconds` DESC, `track`.`track_id`) AS `h1`, count(*) OVER () AS `h2` FROM `track`) AS `q` WHERE (`q`.`h1` - 1) * 100 < `q`.`h2` * CAST(? AS DECIMAL(65, 1)) ORDER BY `q`.`c2` DESC, `q`.`c1`")
            .rows(rows![(5, 312)]),
        emulated(case("no percent of the rows", all().limit_percent(0)))
            .same(r#"SELECT "q"."c1" AS "track_id", "q"."c2" AS "seconds" FROM (SELECT "track"."track_id" AS "c1", "track"."seconds" AS "c2", row_number() OVER (ORDER BY "track"."seconds" DESC, "track"."track_id") AS "h1", count(*) OVER () AS "h2" FROM "track") AS "q" WHERE ("q"."h1" - 1) * 100 < "q"."h2" * ? ORDER BY "q"."c2" DESC, "q"."c1""#)
            .rows(rows![]),
        refused(all().limit_percent(-1), Invalid, ["no number from 0 up", "0 to 100"]),
        refused(all().limit_percent(50).limit(1), Invalid, ["beside LIMIT", "subquery"]),
        refused(all().distinct().limit_percent(50), Unsupported, ["over DISTINCT rows", "subquery"]),
    ]
}

fn edited() -> Vec<Case> {
    let page = select((TRACK.track_id, TRACK.name))
        .from(TRACK)
        .filter(TRACK.live)
        .order_by(TRACK.track_id.desc())
        .limit(1);
    let n = count_all().label("n");
    let groups = select((TRACK.album_id, &n))
        .from(TRACK)
        .group_by(TRACK.album_id)
        .having(n.gt(1))
        .distinct()
        .order_by(TRACK.album_id);
    vec![
        case(
            "the number of rows of a page without its limit",
            page.clone().unordered().unlimited().with_only_columns(count_all()),
        )
        .same(r#"SELECT count(*) FROM "track" WHERE "track"."live""#)
        .rows(rows![(2)]),
        case(
            "another order, and no condition",
            page.unfiltered().unordered().order_by(TRACK.seconds),
        )
        .same(r#"SELECT "track"."track_id", "track"."name" FROM "track" ORDER BY "track"."seconds" LIMIT ?"#)
        .rows(rows![(2, "Snowballed")]),
        case(
            "no groups",
            groups
                .clone()
                .ungrouped()
                .without_having()
                .not_distinct()
                .unordered()
                .with_only_columns(count_all()),
        )
        .same(r#"SELECT count(*) FROM "track""#)
        .rows(rows![(5)]),
        case("another table", groups.without_from().from(TRACK.join(ALBUM)).filter(ALBUM.year.gt(1990)))
            .same(r#"SELECT DISTINCT "track"."album_id", count(*) AS "n" FROM "track" JOIN "album" ON "track"."album_id" = "album"."album_id" WHERE "album"."year" > ? GROUP BY "track"."album_id" HAVING count(*) > ? ORDER BY "track"."album_id""#)
            .rows(rows![(4, 2)]),
        case(
            "a part that depends on the program",
            select(ARTIST.artist_id)
                .from(ARTIST)
                .when(true, |q| q.filter(ARTIST.name.is_null()))
                .when(false, |q| q.limit(0))
                .apply(|q| q.order_by(ARTIST.artist_id)),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" IS NULL ORDER BY "artist"."artist_id""#)
        .rows(rows![(4)]),
        case(
            "columns by their tables' names too",
            select((ALBUM.artist_id, ARTIST.artist_id, ARTIST.name.label("n")))
                .from(ALBUM.join(ARTIST))
                .with_table_labels()
                .order_by(ALBUM.album_id)
                .limit(1),
        )
        .same(r#"SELECT "album"."artist_id" AS "album_artist_id", "artist"."artist_id" AS "artist_artist_id", "artist"."name" AS "n" FROM "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" ORDER BY "album"."album_id" LIMIT ?"#)
        .rows(rows![(1, 1, "AC/DC")]),
        case(
            "columns that are equal once",
            select((ALBUM.artist_id, ALBUM.album_id, ARTIST.artist_id, TRACK.album_id, ARTIST.name))
                .from(ALBUM.join(ARTIST).left_join(TRACK))
                .reduce_columns()
                .order_by((ALBUM.album_id, TRACK.track_id))
                .limit(1),
        )
        .same(r#"SELECT "album"."artist_id", "album"."album_id", "track"."album_id", "artist"."name" FROM "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" LEFT JOIN "track" ON "track"."album_id" = "album"."album_id" ORDER BY "album"."album_id", "track"."track_id" LIMIT ?"#)
        .rows(rows![(1, 1, 1, "AC/DC")]),
        case(
            "a union without its order and limit",
            select(ARTIST.artist_id)
                .union(select(ALBUM.album_id))
                .order_by(col("artist_id"))
                .limit(1)
                .unordered()
                .unlimited()
                .order_by(col("artist_id").desc()),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" UNION SELECT "album"."album_id" FROM "album" ORDER BY "artist_id" DESC"#)
        .rows(rows![(4), (3), (2), (1)]),
    ]
}

fn sequences() -> Vec<Case> {
    vec![
        case("a sequence that is not there", select(next_value("no \"such\" one")))
            .refused_on("sqlite", Unsupported, ["a sequence", "generate its keys"])
            .refused_on("mysql", Unsupported, ["a sequence", "generate its keys"])
            .fails_on("postgres", Missing)
            .not_on("mariadb", "next_values among the tests has one there")
            .same(r#"SELECT NEXT VALUE FOR "no ""such"" one""#)
            .postgres(r#"SELECT nextval('"no ""such"" one"')"#)
            .rows(rows![]),
    ]
}
