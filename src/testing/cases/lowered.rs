//! DISTINCT ON, QUALIFY and WITH TIES, which most databases lack: row numbers and ranks give the
//! same rows.

use crate::ErrorKind::{Invalid, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [distinct_on(), qualify(), ties(), grouped_ties(), together(), within(), mistakes()]
        .into_iter()
        .flatten()
        .collect()
}

fn longest() -> Select<(Int, Text)> {
    select((TRACK.album_id, TRACK.name))
        .from(TRACK)
        .distinct_on(TRACK.album_id)
        .order_by((TRACK.album_id, TRACK.seconds.desc()))
}

fn distinct_on() -> Vec<Case> {
    vec![
        case("DISTINCT ON", longest())
            .needs(Capability::DistinctOn)
            .same(r#"SELECT "q"."c1" AS "album_id", "q"."c2" AS "name" FROM (SELECT "track"."album_id" AS "c1", "track"."name" AS "c2", "track"."seconds" AS "h1", row_number() OVER (PARTITION BY "track"."album_id" ORDER BY "track"."album_id", "track"."seconds" DESC) AS "h2" FROM "track") AS "q" WHERE "q"."h2" = 1 ORDER BY "q"."c1", "q"."h1" DESC"#)
            .postgres(r#"SELECT DISTINCT ON ("track"."album_id") "track"."album_id", "track"."name" FROM "track" ORDER BY "track"."album_id", "track"."seconds" DESC"#)
            .rows(rows![(1, "Evil Walks"), (2, "London Leatherboys"), (4, "Bachelorette")]),
        case("DISTINCT ON, limited", longest().limit(1).offset(1))
            .needs(Capability::DistinctOn)
            .same(r#"SELECT "q"."c1" AS "album_id", "q"."c2" AS "name" FROM (SELECT "track"."album_id" AS "c1", "track"."name" AS "c2", "track"."seconds" AS "h1", row_number() OVER (PARTITION BY "track"."album_id" ORDER BY "track"."album_id", "track"."seconds" DESC) AS "h2" FROM "track") AS "q" WHERE "q"."h2" = 1 ORDER BY "q"."c1", "q"."h1" DESC LIMIT ? OFFSET ?"#)
            .postgres(r#"SELECT DISTINCT ON ("track"."album_id") "track"."album_id", "track"."name" FROM "track" ORDER BY "track"."album_id", "track"."seconds" DESC LIMIT $1 OFFSET $2"#)
            .rows(rows![(2, "London Leatherboys")]),
        case("DISTINCT ON with NULLs", {
            select((ALBUM.year, ALBUM.album_id))
                .from(ALBUM)
                .filter(ALBUM.album_id.ge(3))
                .distinct_on(ALBUM.year)
                .order_by((ALBUM.year.asc().nulls_first(), ALBUM.album_id))
        })
        .needs(Capability::DistinctOn)
        .same(r#"SELECT "q"."c1" AS "year", "q"."c2" AS "album_id" FROM (SELECT "album"."year" AS "c1", "album"."album_id" AS "c2", row_number() OVER (PARTITION BY "album"."year" ORDER BY "album"."year" NULLS FIRST, "album"."album_id") AS "h1" FROM "album" WHERE "album"."album_id" >= ?) AS "q" WHERE "q"."h1" = 1 ORDER BY "q"."c1" NULLS FIRST, "q"."c2""#)
        .postgres(r#"SELECT DISTINCT ON ("album"."year") "album"."year", "album"."album_id" FROM "album" WHERE "album"."album_id" >= $1 ORDER BY "album"."year" NULLS FIRST, "album"."album_id""#)
        .mysql("SELECT `q`.`c1` AS `year`, `q`.`c2` AS `album_id` FROM (SELECT `album`.`year` AS `c1`, `album`.`album_id` AS `c2`, row_number() OVER (PARTITION BY `album`.`year` ORDER BY `album`.`year`, `album`.`album_id`) AS `h1` FROM `album` WHERE `album`.`album_id` >= ?) AS `q` WHERE `q`.`h1` = 1 ORDER BY `q`.`c1`, `q`.`c2`")
        .rows(rows![(NULL, 3), (1997, 4)]),
        case("DISTINCT ON a label over parameters", {
            let decade = (ALBUM.year.int_div(10) * 10).label("decade");
            select((&decade, ALBUM.title))
                .from(ALBUM)
                .filter(ALBUM.year.is_not_null())
                .distinct_on(&decade)
                .order_by((decade.asc(), ALBUM.year.desc()))
        })
        .needs(Capability::DistinctOn)
        .same(r#"SELECT "q"."c1" AS "decade", "q"."c2" AS "title" FROM (SELECT "album"."year" / ? * ? AS "c1", "album"."title" AS "c2", "album"."year" AS "h1", row_number() OVER (PARTITION BY "album"."year" / ? * ? ORDER BY "album"."year" / ? * ?, "album"."year" DESC) AS "h2" FROM "album" WHERE "album"."year" IS NOT NULL) AS "q" WHERE "q"."h2" = 1 ORDER BY "q"."c1", "q"."h1" DESC"#)
        .postgres(r#"SELECT DISTINCT ON ("decade") "album"."year" / $1 * $2 AS "decade", "album"."title" FROM "album" WHERE "album"."year" IS NOT NULL ORDER BY "decade", "album"."year" DESC"#)
        .mysql("SELECT `q`.`c1` AS `decade`, `q`.`c2` AS `title` FROM (SELECT `album`.`year` DIV ? * ? AS `c1`, `album`.`title` AS `c2`, `album`.`year` AS `h1`, row_number() OVER (PARTITION BY `album`.`year` DIV ? * ? ORDER BY `album`.`year` DIV ? * ?, `album`.`year` DESC) AS `h2` FROM `album` WHERE `album`.`year` IS NOT NULL) AS `q` WHERE `q`.`h2` = 1 ORDER BY `q`.`c1`, `q`.`h1` DESC")
        .rows(rows![(1980, "Balls to the Wall"), (1990, "Homogenic")]),
        case("DISTINCT ON over groups", {
            let n = count_all().label("n");
            select((TRACK.price, TRACK.album_id, &n))
                .from(TRACK)
                .group_by((TRACK.price, TRACK.album_id))
                .distinct_on(&n)
                .order_by((n.asc(), TRACK.album_id))
        })
        .needs(Capability::DistinctOn)
        .same(r#"SELECT "q"."c1" AS "price", "q"."c2" AS "album_id", "q"."c3" AS "n" FROM (SELECT "track"."price" AS "c1", "track"."album_id" AS "c2", count(*) AS "c3", row_number() OVER (PARTITION BY count(*) ORDER BY count(*), "track"."album_id") AS "h1" FROM "track" GROUP BY "track"."price", "track"."album_id") AS "q" WHERE "q"."h1" = 1 ORDER BY "q"."c3", "q"."c2""#)
        .postgres(r#"SELECT DISTINCT ON ("n") "track"."price", "track"."album_id", count(*) AS "n" FROM "track" GROUP BY "track"."price", "track"."album_id" ORDER BY "n", "track"."album_id""#)
        .rows(rows![(1.5, 2, 1), (0.99, 1, 2)]),
        case(
            "DISTINCT ON, ordered by what is not selected",
            select(TRACK.name)
                .from(TRACK)
                .distinct_on(TRACK.live)
                .order_by((TRACK.live, TRACK.seconds)),
        )
        .needs(Capability::DistinctOn)
        .same(r#"SELECT "q"."c1" AS "name" FROM (SELECT "track"."name" AS "c1", "track"."live" AS "h1", "track"."seconds" AS "h2", row_number() OVER (PARTITION BY "track"."live" ORDER BY "track"."live", "track"."seconds") AS "h3" FROM "track") AS "q" WHERE "q"."h3" = 1 ORDER BY "q"."h1", "q"."h2""#)
        .postgres(r#"SELECT DISTINCT ON ("track"."live") "track"."name" FROM "track" ORDER BY "track"."live", "track"."seconds""#)
        .rows(rows![("London Leatherboys"), ("Snowballed")]),
    ]
}

fn qualify() -> Vec<Case> {
    let first =
        || row_number().over(window().partition_by(TRACK.album_id).order_by(TRACK.seconds)).eq(1);
    vec![
        case(
            "QUALIFY",
            select((TRACK.album_id, TRACK.track_id)).from(TRACK).qualify(first()).order_by(TRACK.album_id),
        )
        .needs(Capability::Qualify)
        .same(r#"SELECT "q"."c1" AS "album_id", "q"."c2" AS "track_id" FROM (SELECT "track"."album_id" AS "c1", "track"."track_id" AS "c2", row_number() OVER (PARTITION BY "track"."album_id" ORDER BY "track"."seconds") = ? AS "h1" FROM "track") AS "q" WHERE "q"."h1" ORDER BY "q"."c1""#)
        .rows(rows![(1, 2), (2, 3), (4, 4)]),
        case(
            "QUALIFY, twice, with parameters everywhere",
            select((TRACK.album_id + 100, TRACK.name.concat("!")))
                .from(TRACK)
                .filter(TRACK.seconds.gt(200))
                .qualify(first())
                .qualify(count_all().over(window()).eq(5))
                .order_by(TRACK.seconds.desc())
                .limit(2),
        )
        .needs(Capability::Qualify)
        .same(r#"SELECT "q"."c1", "q"."c2" FROM (SELECT "track"."album_id" + ? AS "c1", "track"."name" || ? AS "c2", "track"."seconds" AS "h1", row_number() OVER (PARTITION BY "track"."album_id" ORDER BY "track"."seconds") = ? AND count(*) OVER () = ? AS "h2" FROM "track" WHERE "track"."seconds" > ?) AS "q" WHERE "q"."h2" ORDER BY "q"."h1" DESC LIMIT ?"#)
        .mysql("SELECT `q`.`c1`, `q`.`c2` FROM (SELECT `track`.`album_id` + ? AS `c1`, concat(`track`.`name`, ?) AS `c2`, `track`.`seconds` AS `h1`, row_number() OVER (PARTITION BY `track`.`album_id` ORDER BY `track`.`seconds`) = ? AND count(*) OVER () = ? AS `h2` FROM `track` WHERE `track`.`seconds` > ?) AS `q` WHERE `q`.`h2` ORDER BY `q`.`h1` DESC LIMIT ?")
        .rows(rows![(104, "Jóga!"), (102, "London Leatherboys!")]),
        case("QUALIFY over groups by a label with parameters", {
            let half = (TRACK.album_id + 10).label("half");
            select((&half, count_all()))
                .from(TRACK)
                .group_by(&half)
                .qualify(rank().over(window().order_by(count_all().desc())).eq(1))
                .order_by(half.asc())
        })
        .needs(Capability::Qualify)
        .same(r#"SELECT "q"."c1" AS "half", "q"."c2" FROM (SELECT "track"."album_id" + ? AS "c1", count(*) AS "c2", rank() OVER (ORDER BY count(*) DESC) = ? AS "h1" FROM "track" GROUP BY 1) AS "q" WHERE "q"."h1" ORDER BY "q"."c1""#)
        .rows(rows![(11, 2), (14, 2)]),
        case(
            "QUALIFY with a named window, DISTINCT",
            select(TRACK.album_id)
                .from(TRACK)
                .window("w", window().order_by(TRACK.seconds))
                .qualify(rank().over_named("w").gt(2))
                .distinct()
                .order_by(TRACK.album_id),
        )
        .needs(Capability::Qualify)
        .same(r#"SELECT DISTINCT "q"."c1" AS "album_id" FROM (SELECT "track"."album_id" AS "c1", rank() OVER "w" > ? AS "h1" FROM "track" WINDOW "w" AS (ORDER BY "track"."seconds")) AS "q" WHERE "q"."h1" ORDER BY "q"."c1""#)
        .rows(rows![(1), (4)]),
    ]
}

fn ties() -> Vec<Case> {
    let cheapest = || select((TRACK.track_id, TRACK.price)).from(TRACK).order_by(TRACK.price);
    vec![
        case("WITH TIES, counted", {
            let ties = cheapest().limit(4).with_ties().subquery("ties");
            select((count_all(), max(ties.col(TRACK.price)))).from(&ties)
        })
        .needs(Capability::WithTies)
        .same(r#"SELECT count(*), max("ties"."price") FROM (SELECT "track"."track_id", "track"."price" FROM "track" ORDER BY "track"."price" FETCH FIRST ? ROWS WITH TIES) AS "ties""#)
        .sqlite(r#"SELECT count(*), max("ties"."price") FROM (SELECT "q"."c1" AS "track_id", "q"."c2" AS "price" FROM (SELECT "track"."track_id" AS "c1", "track"."price" AS "c2", rank() OVER (ORDER BY "track"."price") AS "h1" FROM "track") AS "q" WHERE "q"."h1" <= ? ORDER BY "q"."c2") AS "ties""#)
        .mysql("SELECT count(*), max(`ties`.`price`) FROM (SELECT `q`.`c1` AS `track_id`, `q`.`c2` AS `price` FROM (SELECT `track`.`track_id` AS `c1`, `track`.`price` AS `c2`, rank() OVER (ORDER BY `track`.`price`) AS `h1` FROM `track`) AS `q` WHERE `q`.`h1` <= ? ORDER BY `q`.`c2`) AS `ties`")
        .mariadb("SELECT count(*), max(`ties`.`price`) FROM (SELECT `track`.`track_id`, `track`.`price` FROM `track` ORDER BY `track`.`price` FETCH FIRST ? ROWS WITH TIES) AS `ties`")
        .rows(rows![(5, 2.25)]),
        case("WITH TIES after an OFFSET", {
            let ties = cheapest().limit(2).offset(2).with_ties().subquery("ties");
            select((count_all(), min(ties.col(TRACK.price)))).from(&ties)
        })
        .needs(Capability::WithTies)
        .same(r#"SELECT count(*), min("ties"."price") FROM (SELECT "track"."track_id", "track"."price" FROM "track" ORDER BY "track"."price" OFFSET ? ROWS FETCH FIRST ? ROWS WITH TIES) AS "ties""#)
        .sqlite(r#"SELECT count(*), min("ties"."price") FROM (SELECT "q"."c1" AS "track_id", "q"."c2" AS "price" FROM (SELECT "track"."track_id" AS "c1", "track"."price" AS "c2", rank() OVER (ORDER BY "track"."price") AS "h1", row_number() OVER (ORDER BY "track"."price") AS "h2" FROM "track") AS "q" WHERE "q"."h2" > ? AND "q"."h1" <= ? + ? ORDER BY "q"."c2") AS "ties""#)
        .mysql("SELECT count(*), min(`ties`.`price`) FROM (SELECT `q`.`c1` AS `track_id`, `q`.`c2` AS `price` FROM (SELECT `track`.`track_id` AS `c1`, `track`.`price` AS `c2`, rank() OVER (ORDER BY `track`.`price`) AS `h1`, row_number() OVER (ORDER BY `track`.`price`) AS `h2` FROM `track`) AS `q` WHERE `q`.`h2` > ? AND `q`.`h1` <= CAST(? AS SIGNED) + CAST(? AS SIGNED) ORDER BY `q`.`c2`) AS `ties`")
        .mariadb("SELECT count(*), min(`ties`.`price`) FROM (SELECT `track`.`track_id`, `track`.`price` FROM `track` ORDER BY `track`.`price` OFFSET ? ROWS FETCH FIRST ? ROWS WITH TIES) AS `ties`")
        .rows(rows![(3, 1.5)]),
        case(
            "WITH TIES, of no rows after an OFFSET",
            cheapest().limit(0).offset(1).with_ties(),
        )
        .needs(Capability::WithTies)
        .same(r#"SELECT "track"."track_id", "track"."price" FROM "track" ORDER BY "track"."price" OFFSET ? ROWS FETCH FIRST ? ROWS WITH TIES"#)
        .sqlite(r#"SELECT "q"."c1" AS "track_id", "q"."c2" AS "price" FROM (SELECT "track"."track_id" AS "c1", "track"."price" AS "c2", rank() OVER (ORDER BY "track"."price") AS "h1", row_number() OVER (ORDER BY "track"."price") AS "h2" FROM "track") AS "q" WHERE "q"."h2" > ? AND "q"."h1" <= ? + ? AND ? > 0 ORDER BY "q"."c2""#)
        .mysql("SELECT `q`.`c1` AS `track_id`, `q`.`c2` AS `price` FROM (SELECT `track`.`track_id` AS `c1`, `track`.`price` AS `c2`, rank() OVER (ORDER BY `track`.`price`) AS `h1`, row_number() OVER (ORDER BY `track`.`price`) AS `h2` FROM `track`) AS `q` WHERE `q`.`h2` > ? AND `q`.`h1` <= CAST(? AS SIGNED) + CAST(? AS SIGNED) AND ? > 0 ORDER BY `q`.`c2`")
        .mariadb("SELECT `track`.`track_id`, `track`.`price` FROM `track` ORDER BY `track`.`price` OFFSET ? ROWS FETCH FIRST ? ROWS WITH TIES")
        .rows(rows![]),
        case("WITH TIES by a label over parameters", {
            let length = TRACK.seconds.int_div(100).label("length");
            let ties = select((TRACK.track_id, &length))
                .from(TRACK)
                .order_by(length.desc())
                .limit(1)
                .with_ties()
                .subquery("ties");
            select(ties.col(TRACK.track_id)).from(&ties).order_by(ties.col(TRACK.track_id))
        })
        .needs(Capability::WithTies)
        .same(r#"SELECT "ties"."track_id" FROM (SELECT "track"."track_id", "track"."seconds" / ? AS "length" FROM "track" ORDER BY "length" DESC FETCH FIRST ? ROWS WITH TIES) AS "ties" ORDER BY "ties"."track_id""#)
        .sqlite(r#"SELECT "ties"."track_id" FROM (SELECT "q"."c1" AS "track_id", "q"."c2" AS "length" FROM (SELECT "track"."track_id" AS "c1", "track"."seconds" / ? AS "c2", rank() OVER (ORDER BY "track"."seconds" / ? DESC) AS "h1" FROM "track") AS "q" WHERE "q"."h1" <= ? ORDER BY "q"."c2" DESC) AS "ties" ORDER BY "ties"."track_id""#)
        .mysql("SELECT `ties`.`track_id` FROM (SELECT `q`.`c1` AS `track_id`, `q`.`c2` AS `length` FROM (SELECT `track`.`track_id` AS `c1`, `track`.`seconds` DIV ? AS `c2`, rank() OVER (ORDER BY `track`.`seconds` DIV ? DESC) AS `h1` FROM `track`) AS `q` WHERE `q`.`h1` <= ? ORDER BY `q`.`c2` DESC) AS `ties` ORDER BY `ties`.`track_id`")
        .mariadb("SELECT `ties`.`track_id` FROM (SELECT `track`.`track_id`, `track`.`seconds` DIV ? AS `length` FROM `track` ORDER BY `length` DESC FETCH FIRST ? ROWS WITH TIES) AS `ties` ORDER BY `ties`.`track_id`")
        .rows(rows![(4), (5)]),
        case("WITH TIES over groups by a label with parameters", {
            let half = (TRACK.album_id + 10).label("half");
            let n = count_all().label("n");
            let ties = select((&half, &n))
                .from(TRACK)
                .group_by(&half)
                .order_by(n.desc())
                .limit(1)
                .with_ties()
                .subquery("ties");
            select(ties.col(&half)).from(&ties).order_by(ties.col(&half))
        })
        .needs(Capability::WithTies)
        .same(r#"SELECT "ties"."half" FROM (SELECT "track"."album_id" + ? AS "half", count(*) AS "n" FROM "track" GROUP BY 1 ORDER BY "n" DESC FETCH FIRST ? ROWS WITH TIES) AS "ties" ORDER BY "ties"."half""#)
        .sqlite(r#"SELECT "ties"."half" FROM (SELECT "q"."c1" AS "half", "q"."c2" AS "n" FROM (SELECT "q"."c1" AS "c1", "q"."c2" AS "c2", rank() OVER (ORDER BY "q"."c2" DESC) AS "h1" FROM (SELECT "track"."album_id" + ? AS "c1", count(*) AS "c2" FROM "track" GROUP BY 1) AS "q") AS "q" WHERE "q"."h1" <= ? ORDER BY "q"."c2" DESC) AS "ties" ORDER BY "ties"."half""#)
        .mysql("SELECT `ties`.`half` FROM (SELECT `q`.`c1` AS `half`, `q`.`c2` AS `n` FROM (SELECT `q`.`c1` AS `c1`, `q`.`c2` AS `c2`, rank() OVER (ORDER BY `q`.`c2` DESC) AS `h1` FROM (SELECT `track`.`album_id` + ? AS `c1`, count(*) AS `c2` FROM `track` GROUP BY 1) AS `q`) AS `q` WHERE `q`.`h1` <= ? ORDER BY `q`.`c2` DESC) AS `ties` ORDER BY `ties`.`half`")
        .mariadb("SELECT `ties`.`half` FROM (SELECT `track`.`album_id` + ? AS `half`, count(*) AS `n` FROM `track` GROUP BY 1 ORDER BY `n` DESC FETCH FIRST ? ROWS WITH TIES) AS `ties` ORDER BY `ties`.`half`")
        .rows(rows![(11), (14)]),
    ]
}

fn grouped_ties() -> Vec<Case> {
    let half = (TRACK.album_id + 10).label("half");
    let grouped = || select((&half, count_all())).from(TRACK).group_by(&half);
    vec![
        case("WITH TIES by the label that is grouped by", grouped().order_by(half.desc()).limit(2).with_ties())
            .needs(Capability::WithTies)
            .same(r#"SELECT "track"."album_id" + ? AS "half", count(*) FROM "track" GROUP BY 1 ORDER BY "half" DESC FETCH FIRST ? ROWS WITH TIES"#)
            .sqlite(r#"SELECT "q"."c1" AS "half", "q"."c2" AS "c2" FROM (SELECT "q"."c1" AS "c1", "q"."c2" AS "c2", rank() OVER (ORDER BY "q"."c1" DESC) AS "h1" FROM (SELECT "track"."album_id" + ? AS "c1", count(*) AS "c2" FROM "track" GROUP BY 1) AS "q") AS "q" WHERE "q"."h1" <= ? ORDER BY "q"."c1" DESC"#)
            .mysql("SELECT `q`.`c1` AS `half`, `q`.`c2` AS `c2` FROM (SELECT `q`.`c1` AS `c1`, `q`.`c2` AS `c2`, rank() OVER (ORDER BY `q`.`c1` DESC) AS `h1` FROM (SELECT `track`.`album_id` + ? AS `c1`, count(*) AS `c2` FROM `track` GROUP BY 1) AS `q`) AS `q` WHERE `q`.`h1` <= ? ORDER BY `q`.`c1` DESC")
            .mariadb("SELECT `track`.`album_id` + ? AS `half`, count(*) FROM `track` GROUP BY 1 ORDER BY `half` DESC FETCH FIRST ? ROWS WITH TIES")
            .rows(rows![(14, 2), (12, 1)]),
        case("DISTINCT ON by the label that is grouped by", grouped().distinct_on(&half).order_by((half.desc(), count_all())))
            .needs(Capability::DistinctOn)
            .same(r#"SELECT "q"."c1" AS "half", "q"."c2" AS "c2" FROM (SELECT "q"."c1" AS "c1", "q"."c2" AS "c2", row_number() OVER (PARTITION BY "q"."c1" ORDER BY "q"."c1" DESC, "q"."c2") AS "h1" FROM (SELECT "track"."album_id" + ? AS "c1", count(*) AS "c2" FROM "track" GROUP BY 1) AS "q") AS "q" WHERE "q"."h1" = 1 ORDER BY "q"."c1" DESC, "q"."c2""#)
            .postgres(r#"SELECT DISTINCT ON ("half") "track"."album_id" + $1 AS "half", count(*) FROM "track" GROUP BY 1 ORDER BY "half" DESC, count(*)"#)
            .rows(rows![(14, 2), (12, 1), (11, 2)]),
    ]
}

fn together() -> Vec<Case> {
    vec![case("DISTINCT ON, QUALIFY and WITH TIES", {
        let newest = select((TRACK.album_id, TRACK.price))
            .from(TRACK)
            .qualify(count_all().over(window().partition_by(TRACK.album_id)).gt(0))
            .distinct_on(TRACK.price)
            .order_by((TRACK.price, TRACK.seconds))
            .limit(2)
            .with_ties()
            .subquery("newest");
        select(newest.col(TRACK.price)).from(&newest).order_by(newest.col(TRACK.price))
    })
    .needs(Capability::DistinctOn)
    .needs(Capability::Qualify)
    .needs(Capability::WithTies)
    .same(r#"SELECT "newest"."price" FROM (SELECT "q"."c1" AS "album_id", "q"."c2" AS "price" FROM (SELECT "q"."c1" AS "c1", "q"."c2" AS "c2", "q"."h1" AS "h1", row_number() OVER (PARTITION BY "q"."c2" ORDER BY "q"."c2", "q"."h1") AS "h2" FROM (SELECT "track"."album_id" AS "c1", "track"."price" AS "c2", "track"."seconds" AS "h1", count(*) OVER (PARTITION BY "track"."album_id") > ? AS "h2" FROM "track") AS "q" WHERE "q"."h2") AS "q" WHERE "q"."h2" = 1 ORDER BY "q"."c2", "q"."h1" FETCH FIRST ? ROWS WITH TIES) AS "newest" ORDER BY "newest"."price""#)
    .sqlite(r#"SELECT "newest"."price" FROM (SELECT "q"."c1" AS "album_id", "q"."c2" AS "price" FROM (SELECT "q"."c1" AS "c1", "q"."c2" AS "c2", "q"."h1" AS "h1", rank() OVER (ORDER BY "q"."c2", "q"."h1") AS "h2" FROM (SELECT "q"."c1" AS "c1", "q"."c2" AS "c2", "q"."h1" AS "h1", row_number() OVER (PARTITION BY "q"."c2" ORDER BY "q"."c2", "q"."h1") AS "h2" FROM (SELECT "track"."album_id" AS "c1", "track"."price" AS "c2", "track"."seconds" AS "h1", count(*) OVER (PARTITION BY "track"."album_id") > ? AS "h2" FROM "track") AS "q" WHERE "q"."h2") AS "q" WHERE "q"."h2" = 1) AS "q" WHERE "q"."h2" <= ? ORDER BY "q"."c2", "q"."h1") AS "newest" ORDER BY "newest"."price""#)
    .postgres(r#"SELECT "newest"."price" FROM (SELECT DISTINCT ON ("q"."c2") "q"."c1" AS "album_id", "q"."c2" AS "price" FROM (SELECT "track"."album_id" AS "c1", "track"."price" AS "c2", "track"."seconds" AS "h1", count(*) OVER (PARTITION BY "track"."album_id") > $1 AS "h2" FROM "track") AS "q" WHERE "q"."h2" ORDER BY "q"."c2", "q"."h1" FETCH FIRST $2 ROWS WITH TIES) AS "newest" ORDER BY "newest"."price""#)
    .mysql("SELECT `newest`.`price` FROM (SELECT `q`.`c1` AS `album_id`, `q`.`c2` AS `price` FROM (SELECT `q`.`c1` AS `c1`, `q`.`c2` AS `c2`, `q`.`h1` AS `h1`, rank() OVER (ORDER BY `q`.`c2`, `q`.`h1`) AS `h2` FROM (SELECT `q`.`c1` AS `c1`, `q`.`c2` AS `c2`, `q`.`h1` AS `h1`, row_number() OVER (PARTITION BY `q`.`c2` ORDER BY `q`.`c2`, `q`.`h1`) AS `h2` FROM (SELECT `track`.`album_id` AS `c1`, `track`.`price` AS `c2`, `track`.`seconds` AS `h1`, count(*) OVER (PARTITION BY `track`.`album_id`) > ? AS `h2` FROM `track`) AS `q` WHERE `q`.`h2`) AS `q` WHERE `q`.`h2` = 1) AS `q` WHERE `q`.`h2` <= ? ORDER BY `q`.`c2`, `q`.`h1`) AS `newest` ORDER BY `newest`.`price`")
    .mariadb("SELECT `newest`.`price` FROM (SELECT `q`.`c1` AS `album_id`, `q`.`c2` AS `price` FROM (SELECT `q`.`c1` AS `c1`, `q`.`c2` AS `c2`, `q`.`h1` AS `h1`, row_number() OVER (PARTITION BY `q`.`c2` ORDER BY `q`.`c2`, `q`.`h1`) AS `h2` FROM (SELECT `track`.`album_id` AS `c1`, `track`.`price` AS `c2`, `track`.`seconds` AS `h1`, count(*) OVER (PARTITION BY `track`.`album_id`) > ? AS `h2` FROM `track`) AS `q` WHERE `q`.`h2`) AS `q` WHERE `q`.`h2` = 1 ORDER BY `q`.`c2`, `q`.`h1` FETCH FIRST ? ROWS WITH TIES) AS `newest` ORDER BY `newest`.`price`")
    .rows(rows![(0.99), (1.5)])]
}

fn within() -> Vec<Case> {
    let old = select((ALBUM.album_id, ALBUM.artist_id))
        .from(ALBUM)
        .filter(ALBUM.year.lt(1990))
        .cte("old");
    vec![
        case(
            "DISTINCT ON over a WITH",
            select((old.col(ALBUM.artist_id), old.col(ALBUM.album_id)))
                .with(&old)
                .from(&old)
                .distinct_on(old.col(ALBUM.artist_id))
                .order_by((old.col(ALBUM.artist_id), old.col(ALBUM.album_id))),
        )
        .needs(Capability::DistinctOn)
        .same(r#"WITH "old" AS (SELECT "album"."album_id", "album"."artist_id" FROM "album" WHERE "album"."year" < ?) SELECT "q"."c1" AS "artist_id", "q"."c2" AS "album_id" FROM (SELECT "old"."artist_id" AS "c1", "old"."album_id" AS "c2", row_number() OVER (PARTITION BY "old"."artist_id" ORDER BY "old"."artist_id", "old"."album_id") AS "h1" FROM "old") AS "q" WHERE "q"."h1" = 1 ORDER BY "q"."c1", "q"."c2""#)
        .postgres(r#"WITH "old" AS (SELECT "album"."album_id", "album"."artist_id" FROM "album" WHERE "album"."year" < $1) SELECT DISTINCT ON ("old"."artist_id") "old"."artist_id", "old"."album_id" FROM "old" ORDER BY "old"."artist_id", "old"."album_id""#)
        .rows(rows![(1, 1), (2, 2)]),
        case("DISTINCT ON as an operand of UNION", {
            longest().union_all(select((ALBUM.album_id, ALBUM.title)).from(ALBUM).filter(ALBUM.album_id.eq(3)))
                .order_by(col("album_id"))
        })
        .needs(Capability::DistinctOn)
        .needs(Capability::Operands)
        .same(r#"(SELECT "q"."c1" AS "album_id", "q"."c2" AS "name" FROM (SELECT "track"."album_id" AS "c1", "track"."name" AS "c2", "track"."seconds" AS "h1", row_number() OVER (PARTITION BY "track"."album_id" ORDER BY "track"."album_id", "track"."seconds" DESC) AS "h2" FROM "track") AS "q" WHERE "q"."h2" = 1 ORDER BY "q"."c1", "q"."h1" DESC) UNION ALL SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."album_id" = ? ORDER BY "album_id""#)
        .sqlite(r#"SELECT * FROM (SELECT "q"."c1" AS "album_id", "q"."c2" AS "name" FROM (SELECT "track"."album_id" AS "c1", "track"."name" AS "c2", "track"."seconds" AS "h1", row_number() OVER (PARTITION BY "track"."album_id" ORDER BY "track"."album_id", "track"."seconds" DESC) AS "h2" FROM "track") AS "q" WHERE "q"."h2" = 1 ORDER BY "q"."c1", "q"."h1" DESC) UNION ALL SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."album_id" = ? ORDER BY "album_id""#)
        .postgres(r#"(SELECT DISTINCT ON ("track"."album_id") "track"."album_id", "track"."name" FROM "track" ORDER BY "track"."album_id", "track"."seconds" DESC) UNION ALL SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."album_id" = $1 ORDER BY "album_id""#)
        .rows(rows![
            (1, "Evil Walks"),
            (2, "London Leatherboys"),
            (3, "100% Rock_n_Roll"),
            (4, "Bachelorette"),
        ]),
        case("QUALIFY in a subquery that refers to the query around it", {
            let second = select(ALBUM.album_id)
                .from(ALBUM)
                .filter(ALBUM.artist_id.eq(ARTIST.artist_id))
                .qualify(row_number().over(window().order_by(ALBUM.album_id)).eq(2));
            select(ARTIST.artist_id).from(ARTIST).filter(second.exists())
        })
        .needs(Capability::Qualify)
        .refused_on("mariadb", Unsupported, ["refers to the query around it", "join"])
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE EXISTS (SELECT "q"."c1" AS "album_id" FROM (SELECT "album"."album_id" AS "c1", row_number() OVER (ORDER BY "album"."album_id") = ? AS "h1" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id") AS "q" WHERE "q"."h1")"#)
        .rows(rows![(1)]),
        case(
            "WITH TIES, correlated in a select list",
            select((
                ARTIST.artist_id,
                select(count_all())
                    .from(
                        select(ALBUM.album_id).from(ALBUM).filter(ALBUM.artist_id.eq(ARTIST.artist_id)).subquery("own"),
                    )
                    .scalar(),
            ))
            .from(ARTIST)
            .order_by(ARTIST.artist_id),
        )
        .refused_on("mariadb", Unsupported, ["refers to the query around it"])
        .same(r#"SELECT "artist"."artist_id", (SELECT count(*) FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id") AS "own") FROM "artist" ORDER BY "artist"."artist_id""#)
        .rows(rows![(1, 2), (2, 1), (3, 1), (4, 0)]),
    ]
}

fn mistakes() -> Vec<Case> {
    let all = || select(TRACK.track_id).from(TRACK);
    vec![
        refused(
            all().distinct().distinct_on(TRACK.live),
            Invalid,
            ["both DISTINCT and DISTINCT ON", "keep one"],
        ),
        refused(
            all().distinct_on(TRACK.live).order_by((TRACK.seconds, TRACK.live)),
            Invalid,
            ["DISTINCT ON", "ORDER BY", "first"],
        ),
        refused(all().with_ties().order_by(TRACK.price), Invalid, ["WITH TIES", "limit"])
            .at("WITH TIES"),
        refused(all().limit(1).with_ties(), Invalid, ["WITH TIES", "ORDER BY"]).at("WITH TIES"),
        refused(
            all().order_by(TRACK.price).limit(-1).with_ties(),
            Invalid,
            ["LIMIT is negative", "from 0 up"],
        ),
        refused(
            select_from(TRACK).qualify(row_number().over(window()).eq(1)),
            Unsupported,
            ["QUALIFY over columns that nobody has named", "name the columns"],
        )
        .at("the select list"),
    ]
}
