//! WITH: where it may stand, names that clash, and ways through a graph.

use crate::ErrorKind::{Invalid, Scope as OutOfScope, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Case, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [places(), clashes(), searches(), circles()].into_iter().flatten().collect()
}

fn places() -> Vec<Case> {
    let live = select((TRACK.album_id, TRACK.seconds)).filter(TRACK.live).cte("live");
    let inner = select(live.col(TRACK.album_id)).with(&live).from(&live);
    let sub = inner.clone().subquery("s");
    vec![
        case(
            "WITH in a subquery of FROM",
            select(sub.col(TRACK.album_id)).from(&sub).order_by(sub.col(TRACK.album_id)),
        )
        .same(r#"SELECT "s"."album_id" FROM (WITH "live" AS (SELECT "track"."album_id", "track"."seconds" FROM "track" WHERE "track"."live") SELECT "live"."album_id" FROM "live") AS "s" ORDER BY "s"."album_id""#)
        .rows(rows![(1), (4)]),
        case(
            "WITH in a subquery of a condition",
            select(ALBUM.album_id)
                .from(ALBUM)
                .filter(ALBUM.album_id.not_in(inner))
                .order_by(ALBUM.album_id),
        )
        .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" NOT IN (WITH "live" AS (SELECT "track"."album_id", "track"."seconds" FROM "track" WHERE "track"."live") SELECT "live"."album_id" FROM "live") ORDER BY "album"."album_id""#)
        .rows(rows![(2), (3)]),
        case(
            "one expression over another",
            {
                let longest = select(max(live.col(TRACK.seconds)).label("m")).from(&live);
                let longest = longest.cte("longest");
                select(longest.col("m").typed::<Int>()).with(&live).with(&longest).from(&longest)
            },
        )
        .same(r#"WITH "live" AS (SELECT "track"."album_id", "track"."seconds" FROM "track" WHERE "track"."live"), "longest" AS (SELECT max("live"."seconds") AS "m" FROM "live") SELECT "longest"."m" FROM "longest""#)
        .rows(rows![(312)]),
        case(
            "the same expression twice, under two names",
            {
                let (a, b) = (live.alias("a"), live.alias("b"));
                select((a.col(TRACK.seconds), b.col(TRACK.seconds)))
                    .with(&live)
                    .from((&a).join(&b).on(a.col(TRACK.seconds).lt(b.col(TRACK.seconds))))
            },
        )
        .same(r#"WITH "live" AS (SELECT "track"."album_id", "track"."seconds" FROM "track" WHERE "track"."live") SELECT "a"."seconds", "b"."seconds" FROM "live" AS "a" JOIN "live" AS "b" ON "a"."seconds" < "b"."seconds""#)
        .rows(rows![(203, 312)]),
        case(
            "WITH in front of a DELETE",
            delete(TRACK)
                .with(&live)
                .filter(TRACK.album_id.in_(select(live.col(TRACK.album_id)).from(&live))),
        )
        .refused_on("mariadb", Unsupported, ["WITH"])
        .same(r#"WITH "live" AS (SELECT "track"."album_id", "track"."seconds" FROM "track" WHERE "track"."live") DELETE FROM "track" WHERE "track"."album_id" IN (SELECT "live"."album_id" FROM "live")"#)
        .not_on("mysql", "it does not delete from a table that it reads")
        .leaves(select(TRACK.track_id), rows![(3)]),
    ]
}

fn clashes() -> Vec<Case> {
    let a = select(ARTIST.artist_id).cte("x");
    let b = select(ALBUM.album_id).cte("x");
    let of = |cte: &Cte<Int>| select(cte.col("artist_id")).from(cte);
    vec![
        refused(of(&a).with(&a).with(&b), Invalid, ["WITH defines x twice", "a name of its own"]),
        refused(of(&a), OutOfScope, ["no WITH defines x", ".with(&x)"]),
        case("the same expression, added twice", of(&a).with(&a).with(&a).filter(a.col("artist_id").eq(1)))
            .same(r#"WITH "x" AS (SELECT "artist"."artist_id" FROM "artist") SELECT "x"."artist_id" FROM "x" WHERE "x"."artist_id" = ?"#)
            .rows(rows![(1)]),
        refused(
            {
                let later = select(b.col("album_id")).from(&b).cte("y");
                select(later.col("album_id")).with(&later).with(&b).from(&later)
            },
            OutOfScope,
            ["no WITH defines x"],
        ),
    ]
}

/// From artist 1, over 2 and 3, back to 1: `next` is the artist after.
fn walk() -> Cte<(Int, Int)> {
    let next = (ARTIST.artist_id % 3 + 1).typed::<Int>().label("next");
    let step = (ARTIST.artist_id % 3 + 1).typed::<Int>();
    let base = select((ARTIST.artist_id, &next)).from(ARTIST).filter(ARTIST.artist_id.eq(1));
    recursive("walk", base, |walk| {
        select((ARTIST.artist_id, &step))
            .from(ARTIST.join(walk).on(ARTIST.artist_id.eq(walk.col(&next))))
            .filter(ARTIST.artist_id.lt(4))
    })
}

fn searches() -> Vec<Case> {
    // A tree: beneath album 1 the tracks 1 and 2, beneath 4 the tracks 4 and 5.
    let base = select((ALBUM.album_id.label("album"), literal(0).typed::<Int>().label("track")))
        .from(ALBUM)
        .filter(ALBUM.album_id.in_([1, 4]));
    let tree =
        recursive("tree", base, |tree| {
            select((TRACK.album_id, TRACK.track_id)).from(TRACK.join(tree).on(
                TRACK.album_id.eq(tree.col("album").typed::<Int>()).and(tree.col("track").eq(0)),
            ))
        });
    let list = |tree: &Cte<(Int, Int)>| {
        select((tree.col("album"), tree.col("track")))
            .with(tree)
            .from(tree)
            .order_by(tree.col("nth"))
    };
    vec![
        case("depth first", list(&tree.clone().search_depth_first(["album", "track"], "nth")))
            .refused_on("sqlite", Unsupported, ["SEARCH", "order by it"])
            .refused_on("mysql", Unsupported, ["SEARCH", "order by it"])
            .same(r#"WITH RECURSIVE "tree" AS (SELECT "album"."album_id" AS "album", 0 AS "track" FROM "album" WHERE "album"."album_id" IN (?, ?) UNION ALL SELECT "track"."album_id", "track"."track_id" FROM "track" JOIN "tree" ON "track"."album_id" = "tree"."album" AND "tree"."track" = ?) SEARCH DEPTH FIRST BY "album", "track" SET "nth" SELECT "tree"."album", "tree"."track" FROM "tree" ORDER BY "tree"."nth""#)
            .rows(rows![(1, 0), (1, 1), (1, 2), (4, 0), (4, 4), (4, 5)]),
        case("breadth first", list(&tree.search_breadth_first(["album", "track"], "nth")))
            .refused_on("sqlite", Unsupported, ["SEARCH"])
            .refused_on("mysql", Unsupported, ["SEARCH"])
            .same(r#"WITH RECURSIVE "tree" AS (SELECT "album"."album_id" AS "album", 0 AS "track" FROM "album" WHERE "album"."album_id" IN (?, ?) UNION ALL SELECT "track"."album_id", "track"."track_id" FROM "track" JOIN "tree" ON "track"."album_id" = "tree"."album" AND "tree"."track" = ?) SEARCH BREADTH FIRST BY "album", "track" SET "nth" SELECT "tree"."album", "tree"."track" FROM "tree" ORDER BY "tree"."nth""#)
            .rows(rows![(1, 0), (4, 0), (1, 1), (1, 2), (4, 4), (4, 5)]),
        refused(
            {
                let flat = select(ARTIST.artist_id).cte("flat").search_depth_first(["artist_id"], "n");
                select(flat.col("n")).with(&flat).from(&flat)
            },
            Invalid,
            ["which is not recursive", "recursive("],
        ),
    ]
}

fn circles() -> Vec<Case> {
    let marked = walk().cycle(["artist_id"], "again", "way");
    let restricted = walk().cycle_restrict(["artist_id"]);
    let taken_once = select(restricted.col(ARTIST.artist_id))
        .with(&restricted)
        .from(&restricted)
        .order_by(restricted.col(ARTIST.artist_id));
    vec![
        case(
            "the row that closes a circle is marked",
            select((marked.col(ARTIST.artist_id), marked.col("again").typed::<Bool>()))
                .with(&marked)
                .from(&marked)
                .order_by((marked.col("again"), marked.col(ARTIST.artist_id))),
        )
        .refused_on("sqlite", Unsupported, ["CYCLE … SET", "recursive_distinct"])
        .refused_on("mysql", Unsupported, ["CYCLE … SET", "recursive_distinct"])
        .same(r#"WITH RECURSIVE "walk" AS (SELECT "artist"."artist_id", "artist"."artist_id" % ? + ? AS "next" FROM "artist" WHERE "artist"."artist_id" = ? UNION ALL SELECT "artist"."artist_id", "artist"."artist_id" % ? + ? FROM "artist" JOIN "walk" ON "artist"."artist_id" = "walk"."next" WHERE "artist"."artist_id" < ?) CYCLE "artist_id" SET "again" USING "way" SELECT "walk"."artist_id", "walk"."again" FROM "walk" ORDER BY "walk"."again", "walk"."artist_id""#)
        .rows(rows![(1, false), (2, false), (3, false), (1, true)]),
        case("no row is taken twice", taken_once.clone())
            .only_on(["mariadb"], "it is refused elsewhere, as the next case shows")
            .mariadb("WITH RECURSIVE `walk` AS (SELECT `artist`.`artist_id`, `artist`.`artist_id` % ? + ? AS `next` FROM `artist` WHERE `artist`.`artist_id` = ? UNION ALL SELECT `artist`.`artist_id`, `artist`.`artist_id` % ? + ? FROM `artist` JOIN `walk` ON `artist`.`artist_id` = `walk`.`next` WHERE `artist`.`artist_id` < ?) CYCLE `artist_id` RESTRICT SELECT `walk`.`artist_id` FROM `walk` ORDER BY `walk`.`artist_id`")
            .rows(rows![(1), (2), (3)]),
        refused(taken_once, Unsupported, ["CYCLE … RESTRICT is not supported", "recursive_distinct"])
            .not_on("mariadb", "it has it, as the case before shows"),
    ]
}
