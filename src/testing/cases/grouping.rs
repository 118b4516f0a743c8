//! ROLLUP, CUBE, GROUPING SETS, `grouping()`.

use crate::ErrorKind::{Invalid, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, TRACK};
use crate::testing::{Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [sets(), around_them(), mistakes(), beyond_unions()].into_iter().flatten().collect()
}

/// Where there are no grouping sets, a UNION ALL gives the same.
fn emulated(case: Case) -> Case {
    case.emulated_on("sqlite").emulated_on("mysql")
}

fn sets() -> Vec<Case> {
    let album = TRACK.album_id.nullable().label("album");
    let live = TRACK.live.nullable().label("live");
    vec![
        emulated(case(
            "rollup",
            select((&album, &live, sum(TRACK.seconds)))
                .from(TRACK)
                .group_by(rollup((TRACK.album_id, TRACK.live)))
                .order_by((
                    grouping((TRACK.album_id, TRACK.live)).asc(),
                    album.asc(),
                    live.asc(),
                )),
        ))
        .same(r#"SELECT "track"."album_id" AS "album", "track"."live" AS "live", sum("track"."seconds") FROM "track" GROUP BY ROLLUP ("track"."album_id", "track"."live") ORDER BY grouping("track"."album_id", "track"."live"), "album", "live""#)
        .sqlite(r#"SELECT "q"."c1" AS "album", "q"."c2" AS "live", "q"."c3" FROM (SELECT "track"."album_id" AS "c1", "track"."live" AS "c2", sum("track"."seconds") AS "c3", 0 AS "h1" FROM "track" GROUP BY "track"."album_id", "track"."live" UNION ALL SELECT "track"."album_id" AS "c1", NULL AS "c2", sum("track"."seconds") AS "c3", 1 AS "h1" FROM "track" GROUP BY "track"."album_id" UNION ALL SELECT NULL AS "c1", NULL AS "c2", sum("track"."seconds") AS "c3", 3 AS "h1" FROM "track") AS "q" ORDER BY "q"."h1", "q"."c1", "q"."c2""#)
        .mysql("SELECT `q`.`c1` AS `album`, `q`.`c2` AS `live`, `q`.`c3` FROM (SELECT `track`.`album_id` AS `c1`, `track`.`live` AS `c2`, sum(`track`.`seconds`) AS `c3`, 0 AS `h1` FROM `track` GROUP BY `track`.`album_id`, `track`.`live` UNION ALL SELECT `track`.`album_id` AS `c1`, NULL AS `c2`, sum(`track`.`seconds`) AS `c3`, 1 AS `h1` FROM `track` GROUP BY `track`.`album_id` UNION ALL SELECT NULL AS `c1`, NULL AS `c2`, sum(`track`.`seconds`) AS `c3`, 3 AS `h1` FROM `track`) AS `q` ORDER BY `q`.`h1`, `q`.`c1`, `q`.`c2`")
        .rows(rows![
            (1, false, 263),
            (1, true, 203),
            (2, false, 237),
            (4, false, 305),
            (4, true, 312),
            (1, NULL, 466),
            (2, NULL, 237),
            (4, NULL, 617),
            (NULL, NULL, 1320),
        ]),
        emulated(case(
            "cube",
            select((&album, &live, count_all()))
                .from(TRACK)
                .filter(TRACK.album_id.lt(3))
                .group_by(cube((TRACK.album_id, TRACK.live)))
                .order_by((
                    grouping((TRACK.album_id, TRACK.live)).asc(),
                    album.asc(),
                    live.asc(),
                )),
        ))
        .same(r#"SELECT "track"."album_id" AS "album", "track"."live" AS "live", count(*) FROM "track" WHERE "track"."album_id" < ? GROUP BY CUBE ("track"."album_id", "track"."live") ORDER BY grouping("track"."album_id", "track"."live"), "album", "live""#)
        .sqlite(r#"SELECT "q"."c1" AS "album", "q"."c2" AS "live", "q"."c3" FROM (SELECT "track"."album_id" AS "c1", "track"."live" AS "c2", count(*) AS "c3", 0 AS "h1" FROM "track" WHERE "track"."album_id" < ? GROUP BY "track"."album_id", "track"."live" UNION ALL SELECT NULL AS "c1", "track"."live" AS "c2", count(*) AS "c3", 2 AS "h1" FROM "track" WHERE "track"."album_id" < ? GROUP BY "track"."live" UNION ALL SELECT "track"."album_id" AS "c1", NULL AS "c2", count(*) AS "c3", 1 AS "h1" FROM "track" WHERE "track"."album_id" < ? GROUP BY "track"."album_id" UNION ALL SELECT NULL AS "c1", NULL AS "c2", count(*) AS "c3", 3 AS "h1" FROM "track" WHERE "track"."album_id" < ?) AS "q" ORDER BY "q"."h1", "q"."c1", "q"."c2""#)
        .mysql("SELECT `q`.`c1` AS `album`, `q`.`c2` AS `live`, `q`.`c3` FROM (SELECT `track`.`album_id` AS `c1`, `track`.`live` AS `c2`, count(*) AS `c3`, 0 AS `h1` FROM `track` WHERE `track`.`album_id` < ? GROUP BY `track`.`album_id`, `track`.`live` UNION ALL SELECT NULL AS `c1`, `track`.`live` AS `c2`, count(*) AS `c3`, 2 AS `h1` FROM `track` WHERE `track`.`album_id` < ? GROUP BY `track`.`live` UNION ALL SELECT `track`.`album_id` AS `c1`, NULL AS `c2`, count(*) AS `c3`, 1 AS `h1` FROM `track` WHERE `track`.`album_id` < ? GROUP BY `track`.`album_id` UNION ALL SELECT NULL AS `c1`, NULL AS `c2`, count(*) AS `c3`, 3 AS `h1` FROM `track` WHERE `track`.`album_id` < ?) AS `q` ORDER BY `q`.`h1`, `q`.`c1`, `q`.`c2`")
        .rows(rows![
            (1, false, 1),
            (1, true, 1),
            (2, false, 1),
            (1, NULL, 2),
            (2, NULL, 1),
            (NULL, false, 2),
            (NULL, true, 1),
            (NULL, NULL, 3),
        ]),
        emulated(case(
            "grouping sets, and what grouping() says of them",
            select((&album, &live, count_all(), grouping((TRACK.album_id, TRACK.live)).label("g")))
                .from(TRACK)
                .group_by(grouping_sets([
                    grouping_set(TRACK.album_id),
                    grouping_set(TRACK.live),
                    grouping_set(()),
                ]))
                .order_by((col("g"), album.asc(), live.asc())),
        ))
        .same(r#"SELECT "track"."album_id" AS "album", "track"."live" AS "live", count(*), grouping("track"."album_id", "track"."live") AS "g" FROM "track" GROUP BY GROUPING SETS (("track"."album_id"), ("track"."live"), ()) ORDER BY "g", "album", "live""#)
        .sqlite(r#"SELECT "q"."c1" AS "album", "q"."c2" AS "live", "q"."c3", "q"."c4" AS "g" FROM (SELECT "track"."album_id" AS "c1", NULL AS "c2", count(*) AS "c3", 1 AS "c4" FROM "track" GROUP BY "track"."album_id" UNION ALL SELECT NULL AS "c1", "track"."live" AS "c2", count(*) AS "c3", 2 AS "c4" FROM "track" GROUP BY "track"."live" UNION ALL SELECT NULL AS "c1", NULL AS "c2", count(*) AS "c3", 3 AS "c4" FROM "track") AS "q" ORDER BY "q"."c4", "q"."c1", "q"."c2""#)
        .mysql("SELECT `q`.`c1` AS `album`, `q`.`c2` AS `live`, `q`.`c3`, `q`.`c4` AS `g` FROM (SELECT `track`.`album_id` AS `c1`, NULL AS `c2`, count(*) AS `c3`, 1 AS `c4` FROM `track` GROUP BY `track`.`album_id` UNION ALL SELECT NULL AS `c1`, `track`.`live` AS `c2`, count(*) AS `c3`, 2 AS `c4` FROM `track` GROUP BY `track`.`live` UNION ALL SELECT NULL AS `c1`, NULL AS `c2`, count(*) AS `c3`, 3 AS `c4` FROM `track`) AS `q` ORDER BY `q`.`c4`, `q`.`c1`, `q`.`c2`")
        .rows(rows![
            (1, NULL, 2, 1),
            (2, NULL, 1, 1),
            (4, NULL, 2, 1),
            (NULL, false, 3, 2),
            (NULL, true, 2, 2),
            (NULL, NULL, 5, 3),
        ]),
        emulated(case(
            "a key beside a rollup",
            select((&live, &album, count_all()))
                .from(TRACK)
                .group_by((TRACK.live, rollup(TRACK.album_id)))
                .order_by((live.asc(), grouping(TRACK.album_id).asc(), album.asc())),
        ))
        .same(r#"SELECT "track"."live" AS "live", "track"."album_id" AS "album", count(*) FROM "track" GROUP BY "track"."live", ROLLUP ("track"."album_id") ORDER BY "live", grouping("track"."album_id"), "album""#)
        .sqlite(r#"SELECT "q"."c1" AS "live", "q"."c2" AS "album", "q"."c3" FROM (SELECT "track"."live" AS "c1", "track"."album_id" AS "c2", count(*) AS "c3", 0 AS "h1" FROM "track" GROUP BY "track"."live", "track"."album_id" UNION ALL SELECT "track"."live" AS "c1", NULL AS "c2", count(*) AS "c3", 1 AS "h1" FROM "track" GROUP BY "track"."live") AS "q" ORDER BY "q"."c1", "q"."h1", "q"."c2""#)
        .mysql("SELECT `q`.`c1` AS `live`, `q`.`c2` AS `album`, `q`.`c3` FROM (SELECT `track`.`live` AS `c1`, `track`.`album_id` AS `c2`, count(*) AS `c3`, 0 AS `h1` FROM `track` GROUP BY `track`.`live`, `track`.`album_id` UNION ALL SELECT `track`.`live` AS `c1`, NULL AS `c2`, count(*) AS `c3`, 1 AS `h1` FROM `track` GROUP BY `track`.`live`) AS `q` ORDER BY `q`.`c1`, `q`.`h1`, `q`.`c2`")
        .rows(rows![
            (false, 1, 1),
            (false, 2, 1),
            (false, 4, 1),
            (false, NULL, 3),
            (true, 1, 1),
            (true, 4, 1),
            (true, NULL, 2),
        ]),
        emulated(case(
            "keys that are rolled up together",
            select((&album, &live, count_all()))
                .from(TRACK)
                .filter(TRACK.live)
                .group_by(rollup((grouping_set((TRACK.album_id, TRACK.live)),)))
                .order_by((grouping(TRACK.album_id).asc(), album.asc())),
        ))
        .same(r#"SELECT "track"."album_id" AS "album", "track"."live" AS "live", count(*) FROM "track" WHERE "track"."live" GROUP BY ROLLUP (("track"."album_id", "track"."live")) ORDER BY grouping("track"."album_id"), "album""#)
        .sqlite(r#"SELECT "q"."c1" AS "album", "q"."c2" AS "live", "q"."c3" FROM (SELECT "track"."album_id" AS "c1", "track"."live" AS "c2", count(*) AS "c3", 0 AS "h1" FROM "track" WHERE "track"."live" GROUP BY "track"."album_id", "track"."live" UNION ALL SELECT NULL AS "c1", NULL AS "c2", count(*) AS "c3", 1 AS "h1" FROM "track" WHERE "track"."live") AS "q" ORDER BY "q"."h1", "q"."c1""#)
        .mysql("SELECT `q`.`c1` AS `album`, `q`.`c2` AS `live`, `q`.`c3` FROM (SELECT `track`.`album_id` AS `c1`, `track`.`live` AS `c2`, count(*) AS `c3`, 0 AS `h1` FROM `track` WHERE `track`.`live` GROUP BY `track`.`album_id`, `track`.`live` UNION ALL SELECT NULL AS `c1`, NULL AS `c2`, count(*) AS `c3`, 1 AS `h1` FROM `track` WHERE `track`.`live`) AS `q` ORDER BY `q`.`h1`, `q`.`c1`")
        .rows(rows![(1, true, 1), (4, true, 1), (NULL, NULL, 2)]),
    ]
}

fn around_them() -> Vec<Case> {
    let year = ALBUM.year.label("y");
    let decade = (ALBUM.year - ALBUM.year % literal(10).typed::<Int>()).label("decade");
    let n = count_all().label("n");
    vec![
        emulated(case(
            "a group of NULLs is no rolled-up row",
            select((&year, grouping(ALBUM.year), count_all()))
                .from(ALBUM)
                .group_by(rollup(ALBUM.year))
                .having(ALBUM.year.is_null())
                .order_by(grouping(ALBUM.year)),
        ))
        .same(r#"SELECT "album"."year" AS "y", grouping("album"."year"), count(*) FROM "album" GROUP BY ROLLUP ("album"."year") HAVING "album"."year" IS NULL ORDER BY grouping("album"."year")"#)
        .sqlite(r#"SELECT "q"."c1" AS "y", "q"."c2", "q"."c3" FROM (SELECT "album"."year" AS "c1", 0 AS "c2", count(*) AS "c3" FROM "album" GROUP BY "album"."year" HAVING "album"."year" IS NULL UNION ALL SELECT NULL AS "c1", 1 AS "c2", count(*) AS "c3" FROM "album" HAVING CASE WHEN FALSE THEN max("album"."year") END IS NULL) AS "q" ORDER BY "q"."c2""#)
        .mysql("SELECT `q`.`c1` AS `y`, `q`.`c2`, `q`.`c3` FROM (SELECT `album`.`year` AS `c1`, 0 AS `c2`, count(*) AS `c3` FROM `album` GROUP BY `album`.`year` HAVING `album`.`year` IS NULL UNION ALL SELECT NULL AS `c1`, 1 AS `c2`, count(*) AS `c3` FROM `album` HAVING CASE WHEN FALSE THEN max(`album`.`year`) END IS NULL) AS `q` ORDER BY `q`.`c2`")
        .rows(rows![(NULL, 0, 1), (NULL, 1, 4)]),
        emulated(case(
            "an expression as key",
            select((&decade, &n))
                .from(ALBUM)
                .filter(ALBUM.year.is_not_null())
                .group_by(rollup(&decade))
                .order_by((n.desc(), decade.desc()))
                .limit(2),
        ))
        .same(r#"SELECT "album"."year" - "album"."year" % 10 AS "decade", count(*) AS "n" FROM "album" WHERE "album"."year" IS NOT NULL GROUP BY ROLLUP ("album"."year" - "album"."year" % 10) ORDER BY "n" DESC, "decade" DESC LIMIT ?"#)
        .sqlite(r#"SELECT "q"."c1" AS "decade", "q"."c2" AS "n" FROM (SELECT "album"."year" - "album"."year" % 10 AS "c1", count(*) AS "c2" FROM "album" WHERE "album"."year" IS NOT NULL GROUP BY "album"."year" - "album"."year" % 10 UNION ALL SELECT NULL AS "c1", count(*) AS "c2" FROM "album" WHERE "album"."year" IS NOT NULL) AS "q" ORDER BY "q"."c2" DESC, "q"."c1" DESC LIMIT ?"#)
        .mysql("SELECT `q`.`c1` AS `decade`, `q`.`c2` AS `n` FROM (SELECT `album`.`year` - `album`.`year` % 10 AS `c1`, count(*) AS `c2` FROM `album` WHERE `album`.`year` IS NOT NULL GROUP BY `album`.`year` - `album`.`year` % 10 UNION ALL SELECT NULL AS `c1`, count(*) AS `c2` FROM `album` WHERE `album`.`year` IS NOT NULL) AS `q` ORDER BY `q`.`c2` DESC, `q`.`c1` DESC LIMIT ?")
        .rows(rows![(NULL, 3), (1980, 2)]),
        emulated(case(
            "what is computed from a key",
            select((&year, (ALBUM.year + 1).label("next"), count_all()))
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(1))
                .group_by(rollup(ALBUM.year))
                .order_by(grouping(ALBUM.year)),
        ))
        .same(r#"SELECT "album"."year" AS "y", "album"."year" + ? AS "next", count(*) FROM "album" WHERE "album"."album_id" = ? GROUP BY ROLLUP ("album"."year") ORDER BY grouping("album"."year")"#)
        .sqlite(r#"SELECT "q"."c1" AS "y", "q"."c2" AS "next", "q"."c3" FROM (SELECT "album"."year" AS "c1", "album"."year" + ? AS "c2", count(*) AS "c3", 0 AS "h1" FROM "album" WHERE "album"."album_id" = ? GROUP BY "album"."year" UNION ALL SELECT NULL AS "c1", CASE WHEN FALSE THEN max("album"."year") END + ? AS "c2", count(*) AS "c3", 1 AS "h1" FROM "album" WHERE "album"."album_id" = ?) AS "q" ORDER BY "q"."h1""#)
        .mysql("SELECT `q`.`c1` AS `y`, `q`.`c2` AS `next`, `q`.`c3` FROM (SELECT `album`.`year` AS `c1`, `album`.`year` + ? AS `c2`, count(*) AS `c3`, 0 AS `h1` FROM `album` WHERE `album`.`album_id` = ? GROUP BY `album`.`year` UNION ALL SELECT NULL AS `c1`, CASE WHEN FALSE THEN max(`album`.`year`) END + ? AS `c2`, count(*) AS `c3`, 1 AS `h1` FROM `album` WHERE `album`.`album_id` = ?) AS `q` ORDER BY `q`.`h1`")
        .rows(rows![(1981, 1982, 1), (NULL, NULL, 1)]),
        emulated(case(
            "an aggregate sees the key's own values",
            select((&year, sum(ALBUM.year), count_all()))
                .from(ALBUM)
                .group_by(rollup(ALBUM.year))
                .having(count_all().gt(1)),
        ))
        .same(r#"SELECT "album"."year" AS "y", sum("album"."year"), count(*) FROM "album" GROUP BY ROLLUP ("album"."year") HAVING count(*) > ?"#)
        .sqlite(r#"SELECT "q"."c1" AS "y", "q"."c2", "q"."c3" FROM (SELECT "album"."year" AS "c1", sum("album"."year") AS "c2", count(*) AS "c3" FROM "album" GROUP BY "album"."year" HAVING count(*) > ? UNION ALL SELECT NULL AS "c1", sum("album"."year") AS "c2", count(*) AS "c3" FROM "album" HAVING count(*) > ?) AS "q""#)
        .mysql("SELECT `q`.`c1` AS `y`, `q`.`c2`, `q`.`c3` FROM (SELECT `album`.`year` AS `c1`, sum(`album`.`year`) AS `c2`, count(*) AS `c3` FROM `album` GROUP BY `album`.`year` HAVING count(*) > ? UNION ALL SELECT NULL AS `c1`, sum(`album`.`year`) AS `c2`, count(*) AS `c3` FROM `album` HAVING count(*) > ?) AS `q`")
        .rows(rows![(NULL, 5961, 4)]),
        emulated(case(
            "all rows as one, of none",
            select((&year, count_all()))
                .from(ALBUM)
                .filter(ALBUM.album_id.lt(0))
                .group_by(rollup(ALBUM.year)),
        ))
        .same(r#"SELECT "album"."year" AS "y", count(*) FROM "album" WHERE "album"."album_id" < ? GROUP BY ROLLUP ("album"."year")"#)
        .sqlite(r#"SELECT "q"."c1" AS "y", "q"."c2" FROM (SELECT "album"."year" AS "c1", count(*) AS "c2" FROM "album" WHERE "album"."album_id" < ? GROUP BY "album"."year" UNION ALL SELECT NULL AS "c1", count(*) AS "c2" FROM "album" WHERE "album"."album_id" < ?) AS "q""#)
        .mysql("SELECT `q`.`c1` AS `y`, `q`.`c2` FROM (SELECT `album`.`year` AS `c1`, count(*) AS `c2` FROM `album` WHERE `album`.`album_id` < ? GROUP BY `album`.`year` UNION ALL SELECT NULL AS `c1`, count(*) AS `c2` FROM `album` WHERE `album`.`album_id` < ?) AS `q`")
        .rows(rows![(NULL, 0)]),
        emulated(case(
            "nothing is aggregated",
            select(&year)
                .from(ALBUM)
                .filter(ALBUM.album_id.lt(3))
                .group_by(rollup(ALBUM.year))
                .order_by((grouping(ALBUM.year), ALBUM.year)),
        ))
        .same(r#"SELECT "album"."year" AS "y" FROM "album" WHERE "album"."album_id" < ? GROUP BY ROLLUP ("album"."year") ORDER BY grouping("album"."year"), "album"."year""#)
        .sqlite(r#"SELECT "q"."c1" AS "y" FROM (SELECT "album"."year" AS "c1", 0 AS "h1", count(*) AS "h2" FROM "album" WHERE "album"."album_id" < ? GROUP BY "album"."year" UNION ALL SELECT NULL AS "c1", 1 AS "h1", count(*) AS "h2" FROM "album" WHERE "album"."album_id" < ?) AS "q" ORDER BY "q"."h1", "q"."c1""#)
        .mysql("SELECT `q`.`c1` AS `y` FROM (SELECT `album`.`year` AS `c1`, 0 AS `h1`, count(*) AS `h2` FROM `album` WHERE `album`.`album_id` < ? GROUP BY `album`.`year` UNION ALL SELECT NULL AS `c1`, 1 AS `h1`, count(*) AS `h2` FROM `album` WHERE `album`.`album_id` < ?) AS `q` ORDER BY `q`.`h1`, `q`.`c1`")
        .rows(rows![(1981), (1983), (NULL)]),
        emulated(case(
            "in a subquery, correlated",
            select((
                ALBUM.album_id,
                select(max(count_per_live().col(&n))).from(count_per_live()).scalar(),
            ))
            .from(ALBUM)
            .order_by(ALBUM.album_id)
            .limit(2),
        ))
        .same(r#"SELECT "album"."album_id", (SELECT max("per_live"."n") FROM (SELECT "track"."live" AS "l", count(*) AS "n" FROM "track" GROUP BY ROLLUP ("track"."live")) AS "per_live") FROM "album" ORDER BY "album"."album_id" LIMIT ?"#)
        .sqlite(r#"SELECT "album"."album_id", (SELECT max("per_live"."n") FROM (SELECT "q"."c1" AS "l", "q"."c2" AS "n" FROM (SELECT "track"."live" AS "c1", count(*) AS "c2" FROM "track" GROUP BY "track"."live" UNION ALL SELECT NULL AS "c1", count(*) AS "c2" FROM "track") AS "q") AS "per_live") FROM "album" ORDER BY "album"."album_id" LIMIT ?"#)
        .mysql("SELECT `album`.`album_id`, (SELECT max(`per_live`.`n`) FROM (SELECT `q`.`c1` AS `l`, `q`.`c2` AS `n` FROM (SELECT `track`.`live` AS `c1`, count(*) AS `c2` FROM `track` GROUP BY `track`.`live` UNION ALL SELECT NULL AS `c1`, count(*) AS `c2` FROM `track`) AS `q`) AS `per_live`) FROM `album` ORDER BY `album`.`album_id` LIMIT ?")
        .rows(rows![(1, 5), (2, 5)]),
    ]
}

fn count_per_live() -> Subquery {
    let n = count_all().label("n");
    select((TRACK.live.nullable().label("l"), n))
        .from(TRACK)
        .group_by(rollup(TRACK.live))
        .subquery("per_live")
}

fn mistakes() -> Vec<Case> {
    vec![
        refused(
            select((TRACK.album_id, count_all())).group_by(rollup(TRACK.album_id)),
            Invalid,
            ["album_id may be NULL", "GROUP BY", ".nullable()"],
        ),
        refused(
            select(rollup(TRACK.album_id)).from(TRACK),
            Invalid,
            ["ROLLUP stands outside of GROUP BY", ".group_by("],
        ),
        refused(select(count_all()).from(TRACK).group_by(cube(())), Invalid, ["CUBE without keys"])
            .not_on("sqlite", "a CUBE of no keys is all rows as one group")
            .not_on("mysql", "a CUBE of no keys is all rows as one group"),
    ]
}

/// What a UNION ALL can't do as GROUPING SETS do.
fn beyond_unions() -> Vec<Case> {
    let year = ALBUM.year.label("y");
    vec![
        case(
            "a window function over the groups",
            select((&year, row_number().over(window().order_by(grouping(ALBUM.year)))))
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(1))
                .group_by(rollup(ALBUM.year))
                .order_by(grouping(ALBUM.year)),
        )
        .same(r#"SELECT "album"."year" AS "y", row_number() OVER (ORDER BY grouping("album"."year")) FROM "album" WHERE "album"."album_id" = ? GROUP BY ROLLUP ("album"."year") ORDER BY grouping("album"."year")"#)
        .refused_on("sqlite", Unsupported, ["a window function over GROUPING SETS", "subquery"])
        .refused_on("mysql", Unsupported, ["a window function over GROUPING SETS"])
        .rows(rows![(1981, 1), (NULL, 2)]),
        case(
            "a function by its name over a key",
            select((func("abs", ALBUM.year).label("y"), count_all()))
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(1))
                .group_by(rollup(ALBUM.year))
                .order_by(grouping(ALBUM.year)),
        )
        .same(r#"SELECT abs("album"."year") AS "y", count(*) FROM "album" WHERE "album"."album_id" = ? GROUP BY ROLLUP ("album"."year") ORDER BY grouping("album"."year")"#)
        .refused_on("sqlite", Unsupported, ["a function by its name over GROUPING SETS"])
        .refused_on("mysql", Unsupported, ["a function by its name over GROUPING SETS"])
        .rows(rows![(1981, 1), (NULL, 1)]),
        case(
            "grouping() without sets",
            select((&year, grouping(ALBUM.year)))
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(1))
                .group_by(ALBUM.year),
        )
        .same(r#"SELECT "album"."year" AS "y", grouping("album"."year") FROM "album" WHERE "album"."album_id" = ? GROUP BY "album"."year""#)
        .refused_on("sqlite", Unsupported, ["grouping()", "leave it out"])
        .refused_on("mysql", Unsupported, ["grouping()"])
        .rows(rows![(1981, 0)]),
    ]
}
