//! WITH: plain, recursive, around changes and within them.

use crate::ErrorKind::{Invalid, Scope as OutOfScope, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [plain(), recursions(), changes(), mistakes()].into_iter().flatten().collect()
}

fn long() -> Cte<(Int, Int)> {
    select((TRACK.track_id, TRACK.album_id)).from(TRACK).filter(TRACK.seconds.gt(250)).cte("long")
}

fn plain() -> Vec<Case> {
    let long = long();
    let albums = select(long.col(TRACK.album_id)).from(&long).distinct().cte("albums");
    let other = long.alias("other");
    let two = select((ALBUM.album_id, ALBUM.title))
        .from(ALBUM)
        .filter(ALBUM.album_id.le(2))
        .cte("two")
        .columns(["id", "called"]);
    vec![
        case("WITH", select(long.col(TRACK.track_id)).with(&long).from(&long).order_by(long.col(TRACK.track_id)))
            .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) SELECT "long"."track_id" FROM "long" ORDER BY "long"."track_id""#)
            .rows(rows![(1), (4), (5)]),
        case(
            "several, one over the other",
            select((count_all(), select(count_all()).from(&long).scalar())).with(&long).with(&albums).from(&albums),
        )
        .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?), "albums" AS (SELECT DISTINCT "long"."album_id" FROM "long") SELECT count(*), (SELECT count(*) FROM "long") FROM "albums""#)
        .rows(rows![(2, 3)]),
        case(
            "joined to a table and to itself",
            select((ALBUM.title, long.col(TRACK.track_id), other.col(TRACK.track_id)))
                .with(&long)
                .from(
                    ALBUM
                        .join(&long).on(long.col(TRACK.album_id).eq(ALBUM.album_id))
                        .join(&other).on(other.col(TRACK.album_id).eq(ALBUM.album_id).and(other.col(TRACK.track_id).gt(long.col(TRACK.track_id)))),
                ),
        )
        .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) SELECT "album"."title", "long"."track_id", "other"."track_id" FROM "album" JOIN "long" ON "long"."album_id" = "album"."album_id" JOIN "long" AS "other" ON "other"."album_id" = "album"."album_id" AND "other"."track_id" > "long"."track_id""#)
        .rows(rows![("Homogenic", 4, 5)]),
        case("a column list", select((two.col("id"), two.col("called"))).with(&two).from(&two).order_by(two.col("id")))
            .same(r#"WITH "two" ("id", "called") AS (SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."album_id" <= ?) SELECT "two"."id", "two"."called" FROM "two" ORDER BY "two"."id""#)
            .rows(rows![(1, "For Those About To Rock"), (2, "Balls to the Wall")]),
        case("MATERIALIZED", {
            let kept = select(ALBUM.album_id).from(ALBUM).cte("kept").materialized(true);
            select(count_all()).with(&kept).from(&kept)
        })
        .ansi(r#"WITH "kept" AS (SELECT "album"."album_id" FROM "album") SELECT count(*) FROM "kept""#)
        .sqlite(r#"WITH "kept" AS MATERIALIZED (SELECT "album"."album_id" FROM "album") SELECT count(*) FROM "kept""#)
        .postgres(r#"WITH "kept" AS MATERIALIZED (SELECT "album"."album_id" FROM "album") SELECT count(*) FROM "kept""#)
        .mysql("WITH `kept` AS (SELECT `album`.`album_id` FROM `album`) SELECT count(*) FROM `kept`")
        .emulated_on("mysql")
        .rows(rows![(4)]),
        case("NOT MATERIALIZED", {
            let kept = select(ALBUM.album_id).from(ALBUM).cte("kept").materialized(false);
            select(count_all()).with(&kept).from(&kept)
        })
        .ansi(r#"WITH "kept" AS (SELECT "album"."album_id" FROM "album") SELECT count(*) FROM "kept""#)
        .sqlite(r#"WITH "kept" AS NOT MATERIALIZED (SELECT "album"."album_id" FROM "album") SELECT count(*) FROM "kept""#)
        .postgres(r#"WITH "kept" AS NOT MATERIALIZED (SELECT "album"."album_id" FROM "album") SELECT count(*) FROM "kept""#)
        .mysql("WITH `kept` AS (SELECT `album`.`album_id` FROM `album`) SELECT count(*) FROM `kept`")
        .emulated_on("mysql")
        .rows(rows![(4)]),
        case("in a subquery, with a name that another query uses too", {
            let few = select(ALBUM.album_id).from(ALBUM).filter(ALBUM.year.lt(1982)).cte("long");
            let inner = select(few.col(ALBUM.album_id)).with(&few).from(&few);
            select(long.col(TRACK.track_id)).with(&long).from(&long).filter(long.col(TRACK.album_id).in_(inner))
        })
        .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) SELECT "long"."track_id" FROM "long" WHERE "long"."album_id" IN (WITH "long" AS (SELECT "album"."album_id" FROM "album" WHERE "album"."year" < ?) SELECT "long"."album_id" FROM "long")"#)
        .rows(rows![(1)]),
        case("a WITH within a WITH", {
            let inner = select(long.col(TRACK.album_id)).with(&long).from(&long).cte("outer");
            select(count_distinct(inner.col(TRACK.album_id))).with(&inner).from(&inner)
        })
        .same(r#"WITH "outer" AS (WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) SELECT "long"."album_id" FROM "long") SELECT count(DISTINCT "outer"."album_id") FROM "outer""#)
        .rows(rows![(2)]),
        case(
            "EXISTS over a WITH of the query around it",
            select(ALBUM.album_id)
                .with(&long)
                .from(ALBUM)
                .filter(select(long.col(TRACK.track_id)).from(&long).filter(long.col(TRACK.album_id).eq(ALBUM.album_id)).exists())
                .order_by(ALBUM.album_id),
        )
        .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) SELECT "album"."album_id" FROM "album" WHERE EXISTS (SELECT "long"."track_id" FROM "long" WHERE "long"."album_id" = "album"."album_id") ORDER BY "album"."album_id""#)
        .rows(rows![(1), (4)]),
        case("parameters in their order", {
            select((value(7), long.col(TRACK.track_id))).with(&long).from(&long).filter(long.col(TRACK.track_id).gt(4)).limit(9)
        })
        .params([250.into(), 7.into(), 4.into(), 9.into()])
        .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) SELECT ?, "long"."track_id" FROM "long" WHERE "long"."track_id" > ? LIMIT ?"#)
        .postgres(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > $1) SELECT CAST($2 AS bigint), "long"."track_id" FROM "long" WHERE "long"."track_id" > $3 LIMIT $4"#)
        .rows(rows![(7, 5)]),
    ]
}

fn recursions() -> Vec<Case> {
    let n = value(1).typed::<Int>().label("n");
    let count = recursive("count", select(&n), |count| {
        select(count.col(&n) + 1).from(count).filter(count.col(&n).lt(100))
    });
    // 1 → 2 → 3 → 1 goes round.
    let edges = || values("edge", ["a", "b"], [(1, 2), (2, 3), (3, 1), (4, 5)]);
    let start = value(1).typed::<Int>().label("node");
    let reached = recursive_distinct("reached", select(&start), |reached| {
        let edge = edges();
        select(edge.col("b").typed::<Int>())
            .from((&edge).join(reached).on(edge.col("a").eq(reached.col(&start))))
    });
    let path = recursive(
        "path",
        select((ALBUM.album_id, ALBUM.title)).from(ALBUM).filter(ALBUM.album_id.eq(1)),
        |path| {
            select((ALBUM.album_id, ALBUM.title))
                .from(ALBUM.join(path).on(ALBUM.album_id.eq(path.col(ALBUM.album_id) + 1)))
        },
    );
    vec![
        case("recursive", select((count_all(), sum(count.col(&n)))).with(&count).from(&count))
            .same(r#"WITH RECURSIVE "count" AS (SELECT ? AS "n" UNION ALL SELECT "count"."n" + ? FROM "count" WHERE "count"."n" < ?) SELECT count(*), sum("count"."n") FROM "count""#)
            .postgres(r#"WITH RECURSIVE "count" AS (SELECT CAST($1 AS bigint) AS "n" UNION ALL SELECT "count"."n" + $2 FROM "count" WHERE "count"."n" < $3) SELECT count(*), sum("count"."n") FROM "count""#)
            .rows(rows![(100, 5050)]),
        case("recursive, beside a plain one", {
            let long = long();
            select((count.col(&n), long.col(TRACK.track_id)))
                .with(&long)
                .with(&count)
                .from((&count).join(&long).on(count.col(&n).eq(long.col(TRACK.track_id))))
                .order_by(count.col(&n))
        })
        .same(r#"WITH RECURSIVE "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?), "count" AS (SELECT ? AS "n" UNION ALL SELECT "count"."n" + ? FROM "count" WHERE "count"."n" < ?) SELECT "count"."n", "long"."track_id" FROM "count" JOIN "long" ON "count"."n" = "long"."track_id" ORDER BY "count"."n""#)
        .postgres(r#"WITH RECURSIVE "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > $1), "count" AS (SELECT CAST($2 AS bigint) AS "n" UNION ALL SELECT "count"."n" + $3 FROM "count" WHERE "count"."n" < $4) SELECT "count"."n", "long"."track_id" FROM "count" JOIN "long" ON "count"."n" = "long"."track_id" ORDER BY "count"."n""#)
        .rows(rows![(1, 1), (4, 4), (5, 5)]),
        case("recursive over a circle", select(reached.col(&start)).with(&reached).from(&reached).order_by(reached.col(&start)))
            .ansi(r#"WITH RECURSIVE "reached" AS (SELECT ? AS "node" UNION SELECT "edge"."b" FROM (VALUES (?, ?), (?, ?), (?, ?), (?, ?)) AS "edge" ("a", "b") JOIN "reached" ON "edge"."a" = "reached"."node") SELECT "reached"."node" FROM "reached" ORDER BY "reached"."node""#)
            .sqlite(r#"WITH RECURSIVE "reached" AS (SELECT ? AS "node" UNION SELECT "edge"."b" FROM (WITH "edge" ("a", "b") AS (VALUES (?, ?), (?, ?), (?, ?), (?, ?)) SELECT * FROM "edge") AS "edge" JOIN "reached" ON "edge"."a" = "reached"."node") SELECT "reached"."node" FROM "reached" ORDER BY "reached"."node""#)
            .postgres(r#"WITH RECURSIVE "reached" AS (SELECT CAST($1 AS bigint) AS "node" UNION SELECT "edge"."b" FROM (VALUES (CAST($2 AS bigint), CAST($3 AS bigint)), (CAST($4 AS bigint), CAST($5 AS bigint)), (CAST($6 AS bigint), CAST($7 AS bigint)), (CAST($8 AS bigint), CAST($9 AS bigint))) AS "edge" ("a", "b") JOIN "reached" ON "edge"."a" = "reached"."node") SELECT "reached"."node" FROM "reached" ORDER BY "reached"."node""#)
            .mysql("WITH RECURSIVE `reached` AS (SELECT ? AS `node` UNION SELECT `edge`.`b` FROM (VALUES ROW(CAST(? AS SIGNED), CAST(? AS SIGNED)), ROW(CAST(? AS SIGNED), CAST(? AS SIGNED)), ROW(CAST(? AS SIGNED), CAST(? AS SIGNED)), ROW(CAST(? AS SIGNED), CAST(? AS SIGNED))) AS `edge` (`a`, `b`) JOIN `reached` ON `edge`.`a` = `reached`.`node`) SELECT `reached`.`node` FROM `reached` ORDER BY `reached`.`node`")
            .mariadb("WITH RECURSIVE `reached` AS (SELECT ? AS `node` UNION SELECT `edge`.`b` FROM (WITH `edge` (`a`, `b`) AS (VALUES (1, 2), (2, 3), (3, 1), (4, 5)) SELECT * FROM `edge`) AS `edge` JOIN `reached` ON `edge`.`a` = `reached`.`node`) SELECT `reached`.`node` FROM `reached` ORDER BY `reached`.`node`")
            .rows(rows![(1), (2), (3)]),
        case("recursive over a table", select(path.col(ALBUM.title)).with(&path).from(&path).order_by(path.col(ALBUM.album_id).desc()).limit(2))
            .same(r#"WITH RECURSIVE "path" AS (SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."album_id" = ? UNION ALL SELECT "album"."album_id", "album"."title" FROM "album" JOIN "path" ON "album"."album_id" = "path"."album_id" + ?) SELECT "path"."title" FROM "path" ORDER BY "path"."album_id" DESC LIMIT ?"#)
            .rows(rows![("Homogenic"), ("100% Rock_n_Roll")]),
    ]
}

fn changes() -> Vec<Case> {
    let long = long();
    let few = select(long.col(TRACK.track_id)).from(&long);
    let left = || select(TRACK.track_id).from(TRACK).order_by(TRACK.track_id);
    let gone = delete(TRACK).filter(TRACK.album_id.eq(4)).returning(TRACK.track_id).cte("gone");
    let new = insert(ARTIST).set(ARTIST.name, "new").returning(ARTIST.name).cte("new");
    let grown = update(TRACK)
        .set(TRACK.seconds, 1)
        .filter(TRACK.track_id.eq(1))
        .returning(TRACK.seconds)
        .cte("grown");
    vec![
        case(
            "INSERT of a query with a WITH",
            insert(ARTIST).columns((ARTIST.name,)).with(&long).query(
                select(TRACK.name.nullable()).from(TRACK.join(&long).on(long.col(TRACK.track_id).eq(TRACK.track_id))).filter(TRACK.live),
            ),
        )
        .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) INSERT INTO "artist" ("name") SELECT "track"."name" FROM "track" JOIN "long" ON "long"."track_id" = "track"."track_id" WHERE "track"."live""#)
        .mysql("INSERT INTO `artist` (`name`) WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT `track`.`name` FROM `track` JOIN `long` ON `long`.`track_id` = `track`.`track_id` WHERE `track`.`live`")
        .leaves(select(ARTIST.name).filter(ARTIST.artist_id.gt(4)), rows![("Bachelorette")]),
        case("INSERT of a query whose own WITH it is", {
            insert(ARTIST).columns((ARTIST.name,)).query(
                select(TRACK.name.nullable()).with(&long).from(TRACK.join(&long).on(long.col(TRACK.track_id).eq(TRACK.track_id))).filter(TRACK.live),
            )
        })
        .same(r#"INSERT INTO "artist" ("name") WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) SELECT "track"."name" FROM "track" JOIN "long" ON "long"."track_id" = "track"."track_id" WHERE "track"."live""#)
        .leaves(select(ARTIST.name).filter(ARTIST.artist_id.gt(4)), rows![("Bachelorette")]),
        case(
            "WITH before INSERT of values",
            insert(ARTIST).with(&long).set(ARTIST.name, select(max(TRACK.name)).from(TRACK).filter(TRACK.track_id.in_(few.clone())).scalar()),
        )
        .needs(Capability::CteBeforeInsert)
        .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) INSERT INTO "artist" ("name") VALUES ((SELECT max("track"."name") FROM "track" WHERE "track"."track_id" IN (SELECT "long"."track_id" FROM "long")))"#)
        .mysql("INSERT INTO `artist` (`name`) VALUES ((WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT max(`track`.`name`) FROM `track` WHERE `track`.`track_id` IN (SELECT `long`.`track_id` FROM `long`)))")
        .leaves(select(ARTIST.name).filter(ARTIST.artist_id.gt(4)), rows![("Jóga")]),
        case("WITH before INSERT, and in its RETURNING", {
            insert(ARTIST).with(&long).columns((ARTIST.name,)).query(select(value("x").nullable())).returning(select(count_all()).from(&long).scalar())
        })
        .only_on(["postgres"], "elsewhere RETURNING sees no WITH")
        .postgres(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > $1) INSERT INTO "artist" ("name") SELECT $2 RETURNING (SELECT count(*) FROM "long")"#)
        .rows(rows![(3)])
        .leaves(select(ARTIST.name).filter(ARTIST.artist_id.gt(4)), rows![("x")]),
        case("WITH before UPDATE", update(TRACK).with(&long).set(TRACK.seconds, 0).filter(TRACK.track_id.in_(few.clone())))
            .needs(Capability::CteBeforeChange)
            .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) UPDATE "track" SET "seconds" = ? WHERE "track"."track_id" IN (SELECT "long"."track_id" FROM "long")"#)
            .mariadb("UPDATE `track` SET `seconds` = ? WHERE `track`.`track_id` IN (WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT `long`.`track_id` FROM `long`)")
            .leaves(select(TRACK.track_id).from(TRACK).filter(TRACK.seconds.eq(0)).order_by(TRACK.track_id), rows![(1), (4), (5)]),
        case("WITH before DELETE", delete(TRACK).with(&long).filter(TRACK.track_id.in_(few)))
            .needs(Capability::CteBeforeChange)
            .same(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) DELETE FROM "track" WHERE "track"."track_id" IN (SELECT "long"."track_id" FROM "long")"#)
            .mariadb("DELETE FROM `track` WHERE `track`.`track_id` IN (WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT `long`.`track_id` FROM `long`)")
            .leaves(left(), rows![(2), (3)]),
        case("DELETE in a WITH", select(gone.col(TRACK.track_id)).with(&gone).from(&gone).order_by(gone.col(TRACK.track_id)))
            .needs(Capability::CteChangesData)
            .postgres(r#"WITH "gone" AS (DELETE FROM "track" WHERE "track"."album_id" = $1 RETURNING "track"."track_id") SELECT "gone"."track_id" FROM "gone" ORDER BY "gone"."track_id""#)
            .rows(rows![(4), (5)])
            .leaves(left(), rows![(1), (2), (3)]),
        case("INSERT in a WITH", select(new.col(ARTIST.name)).with(&new).from(&new))
            .needs(Capability::CteChangesData)
            .postgres(r#"WITH "new" AS (INSERT INTO "artist" ("name") VALUES ($1) RETURNING "artist"."name") SELECT "new"."name" FROM "new""#)
            .rows(rows![("new")])
            .leaves(select(ARTIST.name).filter(ARTIST.artist_id.gt(4)), rows![("new")]),
        case("WITH before UPDATE … FROM, twice referred to", {
            let ids = select(long.col(TRACK.track_id)).from(&long);
            update(TRACK)
                .with(&long)
                .set(TRACK.seconds, long.col(TRACK.album_id))
                .from(&long)
                .filter(long.col(TRACK.track_id).eq(TRACK.track_id).and(TRACK.track_id.in_(ids)))
        })
        .needs(Capability::UpdateFrom)
        .needs(Capability::CteBeforeChange)
        .sqlite(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) UPDATE "track" SET "seconds" = "long"."album_id" FROM "long" WHERE "long"."track_id" = "track"."track_id" AND "track"."track_id" IN (SELECT "long"."track_id" FROM "long")"#)
        .postgres(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > $1) UPDATE "track" SET "seconds" = "long"."album_id" FROM "long" WHERE "long"."track_id" = "track"."track_id" AND "track"."track_id" IN (SELECT "long"."track_id" FROM "long")"#)
        .mysql("WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) UPDATE `track`, `long` SET `track`.`seconds` = `long`.`album_id` WHERE `long`.`track_id` = `track`.`track_id` AND `track`.`track_id` IN (SELECT `long`.`track_id` FROM `long`)")
        .mariadb("UPDATE `track`, (WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT * FROM `long`) AS `long` SET `track`.`seconds` = `long`.`album_id` WHERE `long`.`track_id` = `track`.`track_id` AND `track`.`track_id` IN (WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT `long`.`track_id` FROM `long`)")
        .leaves(select((TRACK.track_id, TRACK.seconds)).from(TRACK).filter(TRACK.seconds.lt(10)).order_by(TRACK.track_id), rows![(1, 1), (4, 4), (5, 4)]),
        case("WITH before UPDATE of a row", {
            let row = select((long.col(TRACK.album_id), long.col(TRACK.track_id))).from(&long);
            update(TRACK)
                .with(&long)
                .set_query((TRACK.seconds, TRACK.live), row.filter(long.col(TRACK.track_id).eq(TRACK.track_id).and(long.col(TRACK.track_id).lt(2))))
                .filter(TRACK.track_id.eq(1))
        })
        .needs(Capability::CteBeforeChange)
        .needs(Capability::SetRow)
        .not_on("postgres", "an integer is no boolean there")
        .sqlite(r#"WITH "long" AS (SELECT "track"."track_id", "track"."album_id" FROM "track" WHERE "track"."seconds" > ?) UPDATE "track" SET ("seconds", "live") = (SELECT "long"."album_id", "long"."track_id" FROM "long" WHERE "long"."track_id" = "track"."track_id" AND "long"."track_id" < ?) WHERE "track"."track_id" = ?"#)
        .mysql("WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) UPDATE `track` SET `seconds` = (SELECT `long`.`album_id` FROM `long` WHERE `long`.`track_id` = `track`.`track_id` AND `long`.`track_id` < ?), `live` = (SELECT `long`.`track_id` FROM `long` WHERE `long`.`track_id` = `track`.`track_id` AND `long`.`track_id` < ?) WHERE `track`.`track_id` = ?")
        .mariadb("UPDATE `track` SET `live` = (WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT `long`.`track_id` FROM `long` WHERE `long`.`track_id` = `track`.`track_id` AND `long`.`track_id` < ?), `seconds` = (WITH `long` AS (SELECT `track`.`track_id`, `track`.`album_id` FROM `track` WHERE `track`.`seconds` > ?) SELECT `long`.`album_id` FROM `long` WHERE `long`.`track_id` = `track`.`track_id` AND `long`.`track_id` < ?) WHERE `track`.`track_id` = ?")
        .leaves(select(TRACK.seconds).from(TRACK).filter(TRACK.track_id.eq(1)), rows![(1)]),
        case("WITH of some rows before DELETE", {
            let first = select(TRACK.track_id).order_by(TRACK.seconds).limit(2).cte("first");
            let ids = select(first.col(TRACK.track_id)).from(&first);
            delete(TRACK).with(&first).filter(TRACK.track_id.in_(ids))
        })
        .refused_on("mariadb", Unsupported, ["WITH before DELETE, of queries with a limit", "temporary table"])
        .at("WITH")
        .sqlite(r#"WITH "first" AS (SELECT "track"."track_id" FROM "track" ORDER BY "track"."seconds" LIMIT ?) DELETE FROM "track" WHERE "track"."track_id" IN (SELECT "first"."track_id" FROM "first")"#)
        .postgres(r#"WITH "first" AS (SELECT "track"."track_id" FROM "track" ORDER BY "track"."seconds" LIMIT $1) DELETE FROM "track" WHERE "track"."track_id" IN (SELECT "first"."track_id" FROM "first")"#)
        .mysql("WITH `first` AS (SELECT `track`.`track_id` FROM `track` ORDER BY `track`.`seconds` LIMIT ?) DELETE FROM `track` WHERE `track`.`track_id` IN (SELECT `first`.`track_id` FROM `first`)")
        .leaves(left(), rows![(1), (4), (5)]),
        case("a change in the WITH of a union", {
            let gone = delete(TRACK).filter(TRACK.album_id.eq(4)).returning(TRACK.track_id).cte("gone");
            let found = select(gone.col(TRACK.track_id)).from(&gone);
            found.union_all(select(ALBUM.album_id)).with(&gone).order_by(gone.col(TRACK.track_id)).limit(2)
        })
        .needs(Capability::CteChangesData)
        .postgres(r#"WITH "gone" AS (DELETE FROM "track" WHERE "track"."album_id" = $1 RETURNING "track"."track_id") SELECT "gone"."track_id" FROM "gone" UNION ALL SELECT "album"."album_id" FROM "album" ORDER BY "track_id" LIMIT $2"#)
        .rows(rows![(1), (2)])
        .leaves(left(), rows![(1), (2), (3)]),
        case("UPDATE in a WITH, of another change", {
            insert(ARTIST).with(&grown).columns((ARTIST.name,)).query(
                select(grown.col(TRACK.seconds).cast::<Nullable<Text>>()).from(&grown),
            )
        })
        .needs(Capability::CteChangesData)
        .postgres(r#"WITH "grown" AS (UPDATE "track" SET "seconds" = $1 WHERE "track"."track_id" = $2 RETURNING "track"."seconds") INSERT INTO "artist" ("name") SELECT CAST("grown"."seconds" AS TEXT) FROM "grown""#)
        .leaves(select(ARTIST.name).filter(ARTIST.artist_id.gt(4)), rows![("1")]),
    ]
}

fn mistakes() -> Vec<Case> {
    let long = long();
    let gone = delete(TRACK).filter(TRACK.live).returning(TRACK.track_id).cte("gone");
    let inside = || select(gone.col(TRACK.track_id)).with(&gone).from(&gone);
    let s = inside().subquery("s");
    let outer = inside().cte("outer");
    let again = select(ALBUM.album_id).from(ALBUM).cte("long");
    let inner = select(long.col(TRACK.track_id)).with(&long).from(&long);
    vec![
        // PostgreSQL takes it at the top level alone.
        refused(
            select(s.col(TRACK.track_id)).from(&s),
            Unsupported,
            ["a WITH whose body changes data"],
        )
        .at("WITH"),
        refused(
            select(outer.col(TRACK.track_id)).with(&outer).from(&outer),
            Unsupported,
            ["a WITH whose body changes data"],
        ),
        refused(
            insert(ARTIST).columns((ARTIST.artist_id,)).query(inside()),
            Unsupported,
            ["a WITH whose body changes data"],
        ),
        refused(
            select(long.col(TRACK.track_id)).from(&long),
            OutOfScope,
            ["no WITH defines long", ".with(&long)"],
        )
        .at("FROM"),
        refused(
            select(long.col(TRACK.track_id)).with(&long).with(&again).from(&long),
            Invalid,
            ["WITH defines long twice", "a name of its own"],
        )
        .at("WITH"),
        refused(
            select(long.col(TRACK.name)).with(&long).from(&long),
            OutOfScope,
            ["long has no column name", "it has: track_id, album_id"],
        )
        .at("the select list"),
        // What a subquery defines is not known outside of it.
        refused(
            select(long.col(TRACK.track_id))
                .from(&long)
                .filter(long.col(TRACK.track_id).in_(inner)),
            OutOfScope,
            ["no WITH defines long"],
        ),
        refused(
            {
                let first = select(again.col(ALBUM.album_id)).from(&again).cte("first");
                select(first.col(ALBUM.album_id)).with(&first).with(&again).from(&first)
            },
            OutOfScope,
            ["no WITH defines long"],
        ),
        refused(
            {
                let own = select(ALBUM.album_id)
                    .from(ALBUM)
                    .filter(ALBUM.artist_id.eq(ARTIST.artist_id))
                    .cte("own");
                select(own.col(ALBUM.album_id)).with(&own).from(&own).from(ARTIST)
            },
            OutOfScope,
            ["artist is not in FROM"],
        ),
    ]
}
