//! Keyset paging.

use crate::ErrorKind::Invalid;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [one_way(), both_ways(), nulls(), mistakes()].into_iter().flatten().collect()
}

fn one_way() -> Vec<Case> {
    let page = || select((TRACK.price, TRACK.track_id)).from(TRACK).limit(2);
    vec![
        case("after a row, by one column", select(TRACK.track_id).from(TRACK).seek(TRACK.track_id, 3))
            .same(r#"SELECT "track"."track_id" FROM "track" WHERE "track"."track_id" > ? ORDER BY "track"."track_id""#)
            .rows(rows![(4), (5)]),
        case("after a row, by two columns", page().seek((TRACK.price, TRACK.track_id), (0.99, 1)))
            .same(r#"SELECT "track"."price", "track"."track_id" FROM "track" WHERE ("track"."price", "track"."track_id") > (?, ?) ORDER BY "track"."price", "track"."track_id" LIMIT ?"#)
            .rows(rows![(0.99, 2), (1.5, 3)]),
        case(
            "after a row, descending",
            page().seek((TRACK.price.desc(), TRACK.track_id.desc()), (2.25, 5)),
        )
        .same(r#"SELECT "track"."price", "track"."track_id" FROM "track" WHERE ("track"."price", "track"."track_id") < (?, ?) ORDER BY "track"."price" DESC, "track"."track_id" DESC LIMIT ?"#)
        .rows(rows![(2.25, 4), (1.5, 3)]),
        case("before a row", page().seek_before((TRACK.price, TRACK.track_id), (2.25, 4)))
            .same(r#"SELECT "track"."price", "track"."track_id" FROM "track" WHERE ("track"."price", "track"."track_id") < (?, ?) ORDER BY "track"."price" DESC, "track"."track_id" DESC LIMIT ?"#)
            .rows(rows![(1.5, 3), (0.99, 2)]),
        case(
            "after a row, beside another condition",
            page().filter(TRACK.live).seek((TRACK.price, TRACK.track_id), (0.99, 2)),
        )
        .same(r#"SELECT "track"."price", "track"."track_id" FROM "track" WHERE "track"."live" AND (("track"."price", "track"."track_id") > (?, ?)) ORDER BY "track"."price", "track"."track_id" LIMIT ?"#)
        .rows(rows![(2.25, 5)]),
    ]
}

fn both_ways() -> Vec<Case> {
    let page = || select((TRACK.price, TRACK.seconds)).from(TRACK).limit(3);
    let order = || (TRACK.price.desc(), TRACK.seconds.asc());
    vec![
        case("after a row, one term up and one down", page().seek(order(), (2.25, 305)))
            .same(r#"SELECT "track"."price", "track"."seconds" FROM "track" WHERE "track"."price" < ? OR "track"."price" = ? AND "track"."seconds" > ? ORDER BY "track"."price" DESC, "track"."seconds" LIMIT ?"#)
            .rows(rows![(2.25, 312), (1.5, 237), (0.99, 203)]),
        case("before a row, one term up and one down", page().seek_before(order(), (0.99, 263)))
            .same(r#"SELECT "track"."price", "track"."seconds" FROM "track" WHERE "track"."price" > ? OR "track"."price" = ? AND "track"."seconds" < ? ORDER BY "track"."price", "track"."seconds" DESC LIMIT ?"#)
            .rows(rows![(0.99, 203), (1.5, 237), (2.25, 312)]),
    ]
}

fn nulls() -> Vec<Case> {
    let page = || select((ALBUM.year, ALBUM.album_id)).from(ALBUM);
    let last = || (ALBUM.year.asc().nulls_last(), ALBUM.album_id.asc());
    let first = || (ALBUM.year.asc().nulls_first(), ALBUM.album_id.asc());
    let joined = ARTIST.left_join(ALBUM);
    vec![
        case("after a value, NULLs last", page().seek(last(), (1983, 2)))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE "album"."year" > ? OR "album"."year" IS NULL OR "album"."year" = ? AND "album"."album_id" > ? ORDER BY "album"."year" NULLS LAST, "album"."album_id""#)
            .mysql("SELECT `album`.`year`, `album`.`album_id` FROM `album` WHERE `album`.`year` > ? OR `album`.`year` IS NULL OR `album`.`year` = ? AND `album`.`album_id` > ? ORDER BY `album`.`year` IS NULL, `album`.`year`, `album`.`album_id`")
            .rows(rows![(1997, 4), (NULL, 3)]),
        case("after NULL, NULLs last", page().seek(last(), (None::<i64>, 2)))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE "album"."year" IS NULL AND "album"."album_id" > ? ORDER BY "album"."year" NULLS LAST, "album"."album_id""#)
            .mysql("SELECT `album`.`year`, `album`.`album_id` FROM `album` WHERE `album`.`year` IS NULL AND `album`.`album_id` > ? ORDER BY `album`.`year` IS NULL, `album`.`year`, `album`.`album_id`")
            .rows(rows![(NULL, 3)]),
        case("after the last NULL", page().seek(ALBUM.year.asc().nulls_last(), None::<i64>))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE FALSE ORDER BY "album"."year" NULLS LAST"#)
            .mysql("SELECT `album`.`year`, `album`.`album_id` FROM `album` WHERE FALSE ORDER BY `album`.`year` IS NULL, `album`.`year`")
            .rows(rows![]),
        case("after a value, NULLs first", page().seek(first(), (1981, 1)))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE "album"."year" > ? OR "album"."year" = ? AND "album"."album_id" > ? ORDER BY "album"."year" NULLS FIRST, "album"."album_id""#)
            .mysql("SELECT `album`.`year`, `album`.`album_id` FROM `album` WHERE `album`.`year` > ? OR `album`.`year` = ? AND `album`.`album_id` > ? ORDER BY `album`.`year`, `album`.`album_id`")
            .rows(rows![(1983, 2), (1997, 4)]),
        case("after NULL, NULLs first", page().seek(first(), (None::<i64>, 3)))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE "album"."year" IS NOT NULL OR "album"."year" IS NULL AND "album"."album_id" > ? ORDER BY "album"."year" NULLS FIRST, "album"."album_id""#)
            .mysql("SELECT `album`.`year`, `album`.`album_id` FROM `album` WHERE `album`.`year` IS NOT NULL OR `album`.`year` IS NULL AND `album`.`album_id` > ? ORDER BY `album`.`year`, `album`.`album_id`")
            .rows(rows![(1981, 1), (1983, 2), (1997, 4)]),
        case("before NULL, NULLs last", page().seek_before(last(), (None::<i64>, 3)))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE "album"."year" IS NOT NULL OR "album"."year" IS NULL AND "album"."album_id" < ? ORDER BY "album"."year" DESC NULLS FIRST, "album"."album_id" DESC"#)
            .mysql("SELECT `album`.`year`, `album`.`album_id` FROM `album` WHERE `album`.`year` IS NOT NULL OR `album`.`year` IS NULL AND `album`.`album_id` < ? ORDER BY `album`.`year` IS NULL DESC, `album`.`year` DESC, `album`.`album_id` DESC")
            .rows(rows![(1997, 4), (1983, 2), (1981, 1)]),
        case(
            "after a value, NULLs where the database puts them",
            page().seek((ALBUM.year, ALBUM.album_id), (1983, 2)),
        )
        .same(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE "album"."year" > ? OR "album"."year" = ? AND "album"."album_id" > ? ORDER BY "album"."year", "album"."album_id""#)
        .postgres(r#"SELECT "album"."year", "album"."album_id" FROM "album" WHERE "album"."year" > $1 OR "album"."year" IS NULL OR "album"."year" = $2 AND "album"."album_id" > $3 ORDER BY "album"."year", "album"."album_id""#)
        .rows_on("postgres", rows![(1997, 4), (NULL, 3)])
        .rows(rows![(1997, 4)]),
        case(
            "after a column of an outer join, which may be NULL",
            select((ALBUM.album_id.nullable(), ARTIST.artist_id))
                .from(joined)
                .seek((ALBUM.album_id.asc().nulls_last(), ARTIST.artist_id.asc()), (3, 1)),
        )
        .needs(Capability::NullsOrder)
        .same(r#"SELECT "album"."album_id", "artist"."artist_id" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" > ? OR "album"."album_id" IS NULL OR "album"."album_id" = ? AND "artist"."artist_id" > ? ORDER BY "album"."album_id" NULLS LAST, "artist"."artist_id""#)
        .mysql("SELECT `album`.`album_id`, `artist`.`artist_id` FROM `artist` LEFT JOIN `album` ON `album`.`artist_id` = `artist`.`artist_id` WHERE `album`.`album_id` > ? OR `album`.`album_id` IS NULL OR `album`.`album_id` = ? AND `artist`.`artist_id` > ? ORDER BY `album`.`album_id` IS NULL, `album`.`album_id`, `artist`.`artist_id`")
        .rows(rows![(4, 3), (NULL, 4)]),
    ]
}

fn mistakes() -> Vec<Case> {
    vec![
        refused(
            select(TRACK.track_id).seek((TRACK.price, TRACK.track_id), 1),
            Invalid,
            ["2 terms of order and 1 last values", "one value for each term"],
        ),
        refused(
            select(ALBUM.album_id).from(ALBUM).seek(ALBUM.year, bind("year")),
            Invalid,
            ["a term that may be NULL", "give the last value itself"],
        ),
    ]
}
