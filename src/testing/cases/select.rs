//! Clauses of SELECT.

use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [
        lists_and_from(),
        filters_add_up(),
        groups(),
        order_and_limit(),
        subqueries(),
        made_at_run_time(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn lists_and_from() -> Vec<Case> {
    vec![
        case("one column", select(ARTIST.artist_id).order_by(ARTIST.artist_id).limit(1))
            .same(r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY "artist"."artist_id" LIMIT ?"#)
            .params([1.into()])
            .rows(rows![(1)]),
        case(
            "FROM is implied by the select list, through expressions",
            select((upper(ARTIST.name), ARTIST.artist_id + 1)).filter(ARTIST.artist_id.eq(1)),
        )
        .same(
            r#"SELECT upper("artist"."name"), "artist"."artist_id" + ? FROM "artist" WHERE "artist"."artist_id" = ?"#,
        )
        .rows(rows![("AC/DC", 2)]),
        case("no table at all", select((value(1).typed::<Int>(), literal("x"))))
            .same("SELECT ?, 'x'")
            .postgres("SELECT CAST($1 AS bigint), 'x'")
            .rows(rows![(1, "x")]),
        case(
            "labels",
            select((ARTIST.name.label("artist \"name\""),)).filter(ARTIST.artist_id.eq(2)),
        )
        .same(
            r#"SELECT "artist"."name" AS "artist ""name""" FROM "artist" WHERE "artist"."artist_id" = ?"#,
        )
        .rows(rows![("Accept")]),
        case("all columns", select_from(ARTIST).filter(ARTIST.artist_id.eq(3)))
            .same(r#"SELECT "artist".* FROM "artist" WHERE "artist"."artist_id" = ?"#)
            .rows(rows![(3, "Björk")]),
        case("all columns, typed", select(ARTIST.all()).filter(ARTIST.artist_id.eq(4)))
            .same(
                r#"SELECT "artist"."artist_id", "artist"."name" FROM "artist" WHERE "artist"."artist_id" = ?"#,
            )
            .rows(rows![(4, NULL)]),
        case(
            "several tables",
            select((ARTIST.artist_id, ALBUM.album_id))
                .from(ARTIST)
                .from(ALBUM)
                .filter(ALBUM.artist_id.eq(ARTIST.artist_id).and(ALBUM.album_id.gt(2)))
                .order_by(ALBUM.album_id),
        )
        .same(
            r#"SELECT "artist"."artist_id", "album"."album_id" FROM "artist", "album" WHERE "album"."artist_id" = "artist"."artist_id" AND "album"."album_id" > ? ORDER BY "album"."album_id""#,
        )
        .rows(rows![(1, 3), (3, 4)]),
        case(
            "a column added to a typed list",
            select((ARTIST.artist_id,)).column(ARTIST.name).filter(ARTIST.artist_id.eq(1)),
        )
        .same(
            r#"SELECT "artist"."artist_id", "artist"."name" FROM "artist" WHERE "artist"."artist_id" = ?"#,
        )
        .rows(rows![(1, "AC/DC")]),
        case("distinct", select(ALBUM.artist_id).distinct().order_by(ALBUM.artist_id))
            .same(
                r#"SELECT DISTINCT "album"."artist_id" FROM "album" ORDER BY "album"."artist_id""#,
            )
            .rows(rows![(1), (2), (3)]),
    ]
}

fn filters_add_up() -> Vec<Case> {
    vec![
        case(
            "filters are ANDed flat",
            select(TRACK.track_id)
                .filter(TRACK.seconds.gt(200))
                .filter(TRACK.seconds.lt(300).and(TRACK.price.lt(1)))
                .filter(TRACK.live.or(TRACK.track_id.eq(1)))
                .order_by(TRACK.track_id),
        )
        .same(
            r#"SELECT "track"."track_id" FROM "track" WHERE "track"."seconds" > ? AND "track"."seconds" < ? AND "track"."price" < ? AND ("track"."live" OR "track"."track_id" = ?) ORDER BY "track"."track_id""#,
        )
        .rows(rows![(1), (2)]),
        case(
            "no condition holds always",
            select(ARTIST.artist_id).filter(all(Vec::<Cond>::new())).limit(1),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE TRUE LIMIT ?"#)
        .rows(rows![(1)]),
        case("no alternative never holds", select(ARTIST.artist_id).filter(any(Vec::<Cond>::new())))
            .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE FALSE"#)
            .rows(rows![]),
    ]
}

fn groups() -> Vec<Case> {
    let tracks = count(TRACK.track_id).label("tracks");
    let decade = ALBUM.year - ALBUM.year % literal(10).typed::<Int>();
    let next = ALBUM.year + 1;
    let late = ALBUM.year.gt(1990);
    let long = case_of(&TRACK.live, true, "live").otherwise("studio").label("kind");
    vec![
        case(
            "group, having, order by label",
            select((TRACK.album_id, &tracks))
                .group_by(TRACK.album_id)
                .having(tracks.gt(1))
                .order_by((tracks.desc(), TRACK.album_id)),
        )
        .same(
            r#"SELECT "track"."album_id", count("track"."track_id") AS "tracks" FROM "track" GROUP BY "track"."album_id" HAVING count("track"."track_id") > ? ORDER BY "tracks" DESC, "track"."album_id""#,
        )
        .rows(rows![(1, 2), (4, 2)]),
        case(
            "having over what is grouped by",
            select((&decade, count_all())).group_by(&decade).having(
                decade.is_null().or(decade.lt(1990)).and(max(ALBUM.album_id).gt(1)),
            ).order_by(count_all().desc()),
        )
        .needs(Capability::HavingKeys)
        .same(r#"SELECT "album"."year" - "album"."year" % 10, count(*) FROM "album" GROUP BY "album"."year" - "album"."year" % 10 HAVING ("album"."year" - "album"."year" % 10 IS NULL OR "album"."year" - "album"."year" % 10 < ?) AND max("album"."album_id") > ? ORDER BY count(*) DESC"#)
        .mysql("SELECT `album`.`year` - `album`.`year` % 10, count(*) FROM `album` GROUP BY `album`.`year` - `album`.`year` % 10 HAVING (min(`album`.`year` - `album`.`year` % 10) IS NULL OR min(`album`.`year` - `album`.`year` % 10) < ?) AND max(`album`.`album_id`) > ? ORDER BY count(*) DESC")
        .rows(rows![(1980, 2), (NULL, 1)]),
        case(
            "group by what is computed with parameters",
            select((&next, count_all()))
                .group_by(&next)
                .having(next.gt(1982))
                .order_by(next.desc().nulls_last()),
        )
        .same(r#"SELECT "album"."year" + ?, count(*) FROM "album" GROUP BY 1 HAVING "album"."year" + ? > ? ORDER BY 1 DESC NULLS LAST"#)
        .postgres(r#"SELECT "album"."year" + $1, count(*) FROM "album" GROUP BY 1 HAVING min("album"."year" + $2) > $3 ORDER BY 1 DESC NULLS LAST"#)
        .mysql("SELECT `album`.`year` + ?, count(*) FROM `album` GROUP BY 1 HAVING min(`album`.`year` + ?) > ? ORDER BY 1 DESC")
        .rows(rows![(1998, 1), (1984, 1)]),
        case(
            "group by a condition with parameters",
            select((&late, count_all())).group_by(&late).having(late.is_not_null()).order_by(&late),
        )
        .same(r#"SELECT "album"."year" > ?, count(*) FROM "album" GROUP BY 1 HAVING ("album"."year" > ?) IS NOT NULL ORDER BY 1"#)
        .sqlite(r#"SELECT "album"."year" > ?, count(*) FROM "album" GROUP BY 1 HAVING "album"."year" > ? IS NOT NULL ORDER BY 1"#)
        .postgres(r#"SELECT "album"."year" > $1, count(*) FROM "album" GROUP BY 1 HAVING bool_and("album"."year" > $2) IS NOT NULL ORDER BY 1"#)
        .mysql("SELECT `album`.`year` > ?, count(*) FROM `album` GROUP BY 1 HAVING min(`album`.`year` > ?) IS NOT NULL ORDER BY 1")
        .rows(rows![(false, 2), (true, 1)]),
        case(
            "distinct in the order of what is computed with parameters",
            select(&next).distinct().order_by(next.desc().nulls_last()).limit(2),
        )
        .same(r#"SELECT DISTINCT "album"."year" + ? FROM "album" ORDER BY 1 DESC NULLS LAST LIMIT ?"#)
        .mysql("SELECT DISTINCT `album`.`year` + ? FROM `album` ORDER BY 1 DESC LIMIT ?")
        .rows(rows![(1998), (1984)]),
        case(
            "group by a label whose expression has parameters is by position",
            select((&long, sum(TRACK.seconds))).group_by(&long).order_by(&long),
        )
        .same(
            r#"SELECT CASE "track"."live" WHEN ? THEN ? ELSE ? END AS "kind", sum("track"."seconds") FROM "track" GROUP BY 1 ORDER BY "kind""#,
        )
        .rows(rows![("live", 515), ("studio", 805)]),
        case(
            "group by several",
            select((TRACK.album_id, TRACK.live, count_all()))
                .group_by((TRACK.album_id, TRACK.live))
                .order_by((TRACK.album_id, TRACK.live))
                .limit(2),
        )
        .same(
            r#"SELECT "track"."album_id", "track"."live", count(*) FROM "track" GROUP BY "track"."album_id", "track"."live" ORDER BY "track"."album_id", "track"."live" LIMIT ?"#,
        )
        .rows(rows![(1, false, 1), (1, true, 1)]),
        case("aggregates over no rows", select((count_all(), sum(TRACK.seconds), max(TRACK.name))).filter(TRACK.track_id.lt(0)))
            .same(
                r#"SELECT count(*), sum("track"."seconds"), max("track"."name") FROM "track" WHERE "track"."track_id" < ?"#,
            )
            .rows(rows![(0, NULL, NULL)]),
        case("count distinct", select((count_distinct(TRACK.price), count(TRACK.price))))
            .same(r#"SELECT count(DISTINCT "track"."price"), count("track"."price") FROM "track""#)
            .rows(rows![(3, 5)]),
    ]
}

fn order_and_limit() -> Vec<Case> {
    vec![
        case("nulls last", select(ALBUM.album_id).order_by(ALBUM.year.desc().nulls_last()))
            .needs(Capability::NullsOrder)
            .same(
                r#"SELECT "album"."album_id" FROM "album" ORDER BY "album"."year" DESC NULLS LAST"#,
            )
            .mysql("SELECT `album`.`album_id` FROM `album` ORDER BY `album`.`year` DESC")
            .rows(rows![(4), (2), (1), (3)]),
        case("nulls first", select(ALBUM.album_id).order_by(ALBUM.year.desc().nulls_first()))
            .needs(Capability::NullsOrder)
            .same(
                r#"SELECT "album"."album_id" FROM "album" ORDER BY "album"."year" DESC NULLS FIRST"#,
            )
            .mysql("SELECT `album`.`album_id` FROM `album` ORDER BY `album`.`year` IS NULL DESC, `album`.`year` DESC")
            .rows(rows![(3), (4), (2), (1)]),
        case("nulls first, ascending", select(ALBUM.album_id).order_by(ALBUM.year.asc().nulls_last()))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."album_id" FROM "album" ORDER BY "album"."year" NULLS LAST"#)
            .mysql("SELECT `album`.`album_id` FROM `album` ORDER BY `album`.`year` IS NULL, `album`.`year`")
            .rows(rows![(1), (2), (4), (3)]),
        case("nulls first, by a label of DISTINCT rows", {
            let year = (ALBUM.year + 0).label("y");
            select(&year).distinct().order_by(year.desc().nulls_first())
        })
        .needs(Capability::NullsOrder)
        .same(r#"SELECT DISTINCT "album"."year" + ? AS "y" FROM "album" ORDER BY "y" DESC NULLS FIRST"#)
        .mysql("SELECT DISTINCT `album`.`year` + ? AS `y` FROM `album` ORDER BY `y` IS NULL DESC, `y` DESC")
        .rows(rows![(NULL), (1997), (1983), (1981)]),
        case("order by an expression", select(TRACK.track_id).order_by((-TRACK.seconds).asc()).limit(2))
            .same(
                r#"SELECT "track"."track_id" FROM "track" ORDER BY -"track"."seconds" LIMIT ?"#,
            )
            .rows(rows![(5), (4)]),
        case("limit and offset", select(TRACK.track_id).order_by(TRACK.track_id).limit(2).offset(1))
            .same(
                r#"SELECT "track"."track_id" FROM "track" ORDER BY "track"."track_id" LIMIT ? OFFSET ?"#,
            )
            .rows(rows![(2), (3)]),
        case("offset alone", select(TRACK.track_id).order_by(TRACK.track_id).offset(3))
            .same(r#"SELECT "track"."track_id" FROM "track" ORDER BY "track"."track_id" OFFSET ?"#)
            .sqlite(
                r#"SELECT "track"."track_id" FROM "track" ORDER BY "track"."track_id" LIMIT -1 OFFSET ?"#,
            )
            .mysql("SELECT `track`.`track_id` FROM `track` ORDER BY `track`.`track_id` LIMIT 18446744073709551615 OFFSET ?")
            .rows(rows![(4), (5)]),
        case("limit 0", select(TRACK.track_id).limit(0))
            .same(r#"SELECT "track"."track_id" FROM "track" LIMIT ?"#)
            .rows(rows![]),
    ]
}

fn subqueries() -> Vec<Case> {
    let n = count_all().label("n");
    let per_album = select((TRACK.album_id, &n)).group_by(TRACK.album_id).subquery("per_album");
    let latest = select(max(ALBUM.year)).scalar();
    vec![
        case(
            "a subquery in FROM keeps its columns' types",
            select((per_album.col(TRACK.album_id), per_album.col(&n) * 10))
                .from(&per_album)
                .order_by(per_album.col(TRACK.album_id)),
        )
        .same(
            r#"SELECT "per_album"."album_id", "per_album"."n" * ? FROM (SELECT "track"."album_id", count(*) AS "n" FROM "track" GROUP BY "track"."album_id") AS "per_album" ORDER BY "per_album"."album_id""#,
        )
        .rows(rows![(1, 20), (2, 10), (4, 20)]),
        case("a scalar subquery", select(ALBUM.title).filter(ALBUM.year.eq(latest)))
            .same(
                r#"SELECT "album"."title" FROM "album" WHERE "album"."year" = (SELECT max("album"."year") FROM "album")"#,
            )
            .rows(rows![("Homogenic")]),
        case(
            "EXISTS, correlated",
            select(ARTIST.artist_id)
                .from(ARTIST)
                .filter(
                    select(ALBUM.album_id)
                        .from(ALBUM)
                        .filter(ALBUM.artist_id.eq(ARTIST.artist_id))
                        .exists(),
                )
                .order_by(ARTIST.artist_id),
        )
        .same(
            r#"SELECT "artist"."artist_id" FROM "artist" WHERE EXISTS (SELECT "album"."album_id" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id") ORDER BY "artist"."artist_id""#,
        )
        .rows(rows![(1), (2), (3)]),
        case(
            "NOT EXISTS",
            select(ARTIST.artist_id).from(ARTIST).filter(not(exists(
                select(ALBUM.album_id).from(ALBUM).filter(ALBUM.artist_id.eq(ARTIST.artist_id)),
            ))),
        )
        .same(
            r#"SELECT "artist"."artist_id" FROM "artist" WHERE NOT EXISTS (SELECT "album"."album_id" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id")"#,
        )
        .rows(rows![(4)]),
        case(
            "a scalar subquery in the select list, correlated",
            select((
                ARTIST.artist_id,
                select(count_all()).from(ALBUM).filter(ALBUM.artist_id.eq(ARTIST.artist_id)).scalar(),
            ))
            .from(ARTIST)
            .order_by(ARTIST.artist_id),
        )
        .same(
            r#"SELECT "artist"."artist_id", (SELECT count(*) FROM "album" WHERE "album"."artist_id" = "artist"."artist_id") FROM "artist" ORDER BY "artist"."artist_id""#,
        )
        .rows(rows![(1, 2), (2, 1), (3, 1), (4, 0)]),
    ]
}

fn made_at_run_time() -> Vec<Case> {
    let artist = table("artist");
    let a = Scope::new(ARTIST, format!("a{}", 1));
    let columns = vec![artist.col("artist_id"), artist.col("name")];
    vec![
        case("a table by its name", select(columns).filter(artist.col("artist_id").eq(2)))
            .same(
                r#"SELECT "artist"."artist_id", "artist"."name" FROM "artist" WHERE "artist"."artist_id" = ?"#,
            )
            .rows(rows![(2, "Accept")]),
        case("an alias of its own", select(a.col(ARTIST.name)).filter(a.col("artist_id").eq(1)))
            .same(
                r#"SELECT "a1"."name" FROM "artist" AS "a1" WHERE "a1"."artist_id" = ?"#,
            )
            .rows(rows![("AC/DC")]),
        case("a column without its table", select(col("title")).from(ALBUM).filter(col("year").is_null()))
            .same(r#"SELECT "title" FROM "album" WHERE "year" IS NULL"#)
            .rows(rows![("100% Rock_n_Roll")]),
    ]
}
