//! MERGE: from sources of every sort, with every action, and what it refuses.

use crate::ErrorKind::{Invalid, Scope as OutOfScope, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};
use crate::typed::Merge;

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [sources(), actions(), returned(), around(), mistakes(), wrong_steps(), out_of_scope()]
        .into_iter()
        .flatten()
        .collect()
}

fn artists() -> Select<(Int, Nullable<Text>)> {
    select((ARTIST.artist_id, ARTIST.name)).order_by(ARTIST.artist_id)
}

fn seconds() -> Select<(Int, Int)> {
    select((TRACK.track_id, TRACK.seconds)).order_by(TRACK.track_id)
}

/// Two artists, of whom the second is there.
fn given() -> Subquery {
    values("given", ["id", "name"], [(9, "Can"), (3, "Guðmundsdóttir")])
}

/// The given artists, which match by their keys.
fn merged() -> Merge {
    merge_into(ARTIST).using(given()).on(ARTIST.artist_id.eq(given().col("id")))
}

fn sources() -> Vec<Case> {
    let given = given();
    let long = TRACK.alias("long");
    let totals = select((TRACK.album_id, sum(TRACK.seconds).label("total")))
        .group_by(TRACK.album_id)
        .subquery("totals");
    let total = totals.col("total").typed::<Int>();
    let old = select((ALBUM.album_id, ALBUM.year)).filter(ALBUM.year.lt(1990)).cte("old");
    vec![
        case(
            "from VALUES",
            merged()
                .when_matched()
                .update(|row| row.set(ARTIST.name, given.col("name")))
                .when_not_matched()
                .insert((ARTIST.artist_id, ARTIST.name), (given.col("id"), given.col("name"))),
        )
        .needs(Capability::Merge)
        .postgres(r#"MERGE INTO "artist" USING (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "given" ("id", "name") ON "artist"."artist_id" = "given"."id" WHEN MATCHED THEN UPDATE SET "name" = "given"."name" WHEN NOT MATCHED THEN INSERT ("artist_id", "name") VALUES ("given"."id", "given"."name")"#)
        .rows(rows![])
        .leaves(
            artists(),
            rows![(1, "AC/DC"), (2, "Accept"), (3, "Guðmundsdóttir"), (4, NULL), (9, "Can")],
        ),
        case(
            "from an aliased table",
            merge_into(TRACK)
                .using(long)
                .on(long.track_id.eq(TRACK.track_id + 1).and(long.seconds.gt(300)))
                .when_matched()
                .update(|row| row.set(TRACK.seconds, TRACK.seconds + long.seconds)),
        )
        .needs(Capability::Merge)
        .ansi(r#"MERGE INTO "track" USING "track" AS "long" ON "long"."track_id" = "track"."track_id" + ? AND "long"."seconds" > ? WHEN MATCHED THEN UPDATE SET "seconds" = "track"."seconds" + "long"."seconds""#)
        .postgres(r#"MERGE INTO "track" USING "track" AS "long" ON "long"."track_id" = "track"."track_id" + $1 AND "long"."seconds" > $2 WHEN MATCHED THEN UPDATE SET "seconds" = "track"."seconds" + "long"."seconds""#)
        .leaves(seconds(), rows![(1, 263), (2, 203), (3, 542), (4, 617), (5, 312)]),
        case(
            "into an aliased table, from a subquery",
            {
                let a = ALBUM.alias("a");
                merge_into(a)
                    .using(&totals)
                    .on(a.album_id.eq(totals.col(TRACK.album_id)))
                    .when_matched()
                    .and(total.gt(300))
                    .update(|row| row.set(a.year, &total))
            },
        )
        .needs(Capability::Merge)
        .postgres(r#"MERGE INTO "album" AS "a" USING (SELECT "track"."album_id", sum("track"."seconds") AS "total" FROM "track" GROUP BY "track"."album_id") AS "totals" ON "a"."album_id" = "totals"."album_id" WHEN MATCHED AND "totals"."total" > $1 THEN UPDATE SET "year" = "totals"."total""#)
        .leaves(
            select((ALBUM.album_id, ALBUM.year)).order_by(ALBUM.album_id),
            rows![(1, 466), (2, 1983), (3, NULL), (4, 617)],
        ),
        case(
            "from a common table expression",
            merge_into(TRACK)
                .with(&old)
                .using(&old)
                .on(TRACK.album_id.eq(old.col(ALBUM.album_id)).and(TRACK.live))
                .when_matched()
                .update(|row| row.set(TRACK.seconds, old.col(ALBUM.album_id))),
        )
        .needs(Capability::Merge)
        .postgres(r#"WITH "old" AS (SELECT "album"."album_id", "album"."year" FROM "album" WHERE "album"."year" < $1) MERGE INTO "track" USING "old" ON "track"."album_id" = "old"."album_id" AND "track"."live" WHEN MATCHED THEN UPDATE SET "seconds" = "old"."album_id""#)
        .leaves(seconds(), rows![(1, 263), (2, 1), (3, 237), (4, 305), (5, 312)]),
        case(
            "from a join",
            merge_into(TRACK)
                .using(ALBUM.join(ARTIST))
                .on(TRACK.album_id.eq(ALBUM.album_id))
                .when_matched()
                .and(ARTIST.name.eq("Björk"))
                .delete(),
        )
        .needs(Capability::Merge)
        .postgres(r#"MERGE INTO "track" USING "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" ON "track"."album_id" = "album"."album_id" WHEN MATCHED AND "artist"."name" = $1 THEN DELETE"#)
        .leaves(seconds(), rows![(1, 263), (2, 203), (3, 237)]),
    ]
}

fn actions() -> Vec<Case> {
    let given = given();
    vec![
        case(
            "the first WHEN that applies",
            merged()
                .when_matched()
                .and(given.col("name").eq("Can"))
                .delete()
                .when_matched()
                .and(ARTIST.name.eq("Björk"))
                .do_nothing()
                .when_matched()
                .update(|row| row.set(ARTIST.name, "?"))
                .when_not_matched()
                .and(given.col("id").gt(9))
                .do_nothing()
                .when_not_matched()
                .insert((ARTIST.artist_id, ARTIST.name), (given.col("id"), "new")),
        )
        .needs(Capability::Merge)
        .postgres(r#"MERGE INTO "artist" USING (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "given" ("id", "name") ON "artist"."artist_id" = "given"."id" WHEN MATCHED AND "given"."name" = $5 THEN DELETE WHEN MATCHED AND "artist"."name" = $6 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET "name" = $7 WHEN NOT MATCHED AND "given"."id" > $8 THEN DO NOTHING WHEN NOT MATCHED THEN INSERT ("artist_id", "name") VALUES ("given"."id", $9)"#)
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL), (9, "new")]),
        case("nothing but defaults where there is none", merged().when_not_matched().insert_default_values())
            .needs(Capability::Merge)
            .postgres(r#"MERGE INTO "artist" USING (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "given" ("id", "name") ON "artist"."artist_id" = "given"."id" WHEN NOT MATCHED THEN INSERT DEFAULT VALUES"#)
            .leaves(artists(), rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL), (5, NULL)]),
        case(
            "values from a subquery",
            merged().when_not_matched().insert(
                (ARTIST.artist_id, ARTIST.name),
                (given.col("id"), select(max(ALBUM.title)).scalar()),
            ),
        )
        .needs(Capability::Merge)
        .postgres(r#"MERGE INTO "artist" USING (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "given" ("id", "name") ON "artist"."artist_id" = "given"."id" WHEN NOT MATCHED THEN INSERT ("artist_id", "name") VALUES ("given"."id", (SELECT max("album"."title") FROM "album"))"#)
        .leaves(
            artists(),
            rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL), (9, "Homogenic")],
        ),
        case(
            "OVERRIDING in a MERGE",
            merged()
                .when_not_matched()
                .overriding_system_value()
                .insert((ARTIST.artist_id,), (given.col("id"),)),
        )
        .needs(Capability::Merge)
        .postgres(r#"MERGE INTO "artist" USING (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "given" ("id", "name") ON "artist"."artist_id" = "given"."id" WHEN NOT MATCHED THEN INSERT ("artist_id") OVERRIDING SYSTEM VALUE VALUES ("given"."id")"#)
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL), (9, NULL)]),
        case(
            "what the source lacks",
            merge_into(ARTIST)
                .using(ALBUM)
                .on(ALBUM.artist_id.eq(ARTIST.artist_id).and(ALBUM.year.is_not_null()))
                .when_not_matched_by_source()
                .and(ARTIST.name.is_null())
                .update(|row| row.set(ARTIST.name, "nobody"))
                .when_matched()
                .and(ARTIST.name.eq("Accept"))
                .update(|row| row.set(ARTIST.name, ALBUM.title)),
        )
        .needs(Capability::Merge)
        .needs(Capability::MergeBySource)
        .postgres(r#"MERGE INTO "artist" USING "album" ON "album"."artist_id" = "artist"."artist_id" AND "album"."year" IS NOT NULL WHEN NOT MATCHED BY SOURCE AND "artist"."name" IS NULL THEN UPDATE SET "name" = $1 WHEN MATCHED AND "artist"."name" = $2 THEN UPDATE SET "name" = "album"."title""#)
        .leaves(
            artists(),
            rows![(1, "AC/DC"), (2, "Balls to the Wall"), (3, "Björk"), (4, "nobody")],
        ),
    ]
}

fn returned() -> Vec<Case> {
    let given = given();
    vec![
        case(
            "what was done",
            merged()
                .when_matched()
                .do_nothing()
                .when_not_matched()
                .insert((ARTIST.artist_id, ARTIST.name), (given.col("id"), "new"))
                .returning((merge_action(), ARTIST.name, given.col("name").typed::<Text>())),
        )
        .needs(Capability::Merge)
        .needs(Capability::MergeReturning)
        .postgres(r#"MERGE INTO "artist" USING (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "given" ("id", "name") ON "artist"."artist_id" = "given"."id" WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN INSERT ("artist_id", "name") VALUES ("given"."id", $5) RETURNING merge_action(), "artist"."name", "given"."name""#)
        .rows(rows![("INSERT", "new", "Can")]),
        case(
            "what was there",
            merge_into(TRACK)
                .using(ALBUM)
                .on(ALBUM.album_id.eq(TRACK.album_id).and(ALBUM.year.gt(1990)))
                .when_matched()
                .and(TRACK.live)
                .update(|row| row.set(TRACK.seconds, TRACK.seconds + 1))
                .returning((merge_action(), old_row(TRACK.seconds), new_row(TRACK.seconds))),
        )
        .needs(Capability::Merge)
        .needs(Capability::MergeReturning)
        .needs(Capability::ReturningVersions)
        .postgres(r#"MERGE INTO "track" USING "album" ON "album"."album_id" = "track"."album_id" AND "album"."year" > $1 WHEN MATCHED AND "track"."live" THEN UPDATE SET "seconds" = "track"."seconds" + $2 RETURNING merge_action(), "old"."seconds", "new"."seconds""#)
        .rows(rows![("UPDATE", 312, 313)]),
    ]
}

fn around() -> Vec<Case> {
    let given = given();
    let gone = delete(TRACK).filter(TRACK.live).returning(TRACK.album_id).cte("gone");
    let done = merged()
        .when_not_matched()
        .insert((ARTIST.artist_id, ARTIST.name), (given.col("id"), given.col("name")))
        .returning((merge_action().label("action"), ARTIST.name))
        .cte("done");
    vec![
        case(
            "from a DELETE in its WITH",
            merge_into(ALBUM)
                .with(&gone)
                .using(&gone)
                .on(ALBUM.album_id.eq(gone.col(TRACK.album_id)))
                .when_matched()
                .update(|row| row.set(ALBUM.title, "less")),
        )
        .needs(Capability::Merge)
        .needs(Capability::CteChangesData)
        .postgres(r#"WITH "gone" AS (DELETE FROM "track" WHERE "track"."live" RETURNING "track"."album_id") MERGE INTO "album" USING "gone" ON "album"."album_id" = "gone"."album_id" WHEN MATCHED THEN UPDATE SET "title" = $1"#)
        .leaves(
            select(ALBUM.album_id).filter(ALBUM.title.eq("less")).order_by(ALBUM.album_id),
            rows![(1), (4)],
        ),
        case(
            "MERGE in a WITH",
            select((done.col("action").typed::<Text>(), done.col(ARTIST.name))).with(&done).from(&done),
        )
        .needs(Capability::CteChangesData)
        .needs(Capability::MergeReturning)
        .postgres(r#"WITH "done" AS (MERGE INTO "artist" USING (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "given" ("id", "name") ON "artist"."artist_id" = "given"."id" WHEN NOT MATCHED THEN INSERT ("artist_id", "name") VALUES ("given"."id", "given"."name") RETURNING merge_action() AS "action", "artist"."name") SELECT "done"."action", "done"."name" FROM "done""#)
        .rows(rows![("INSERT", "Can")])
        .leaves(select(count_all()).from(ARTIST), rows![(5)]),
    ]
}

fn mistakes() -> Vec<Case> {
    let no_source = merge_into(ARTIST).on(ARTIST.artist_id.eq(1)).when_matched().delete();
    let no_condition = merge_into(ARTIST).using(given()).when_matched().delete();
    let given = given();
    let numbers = recursive("numbers", select(value(1).typed::<Int>().label("n")), |numbers| {
        let n = numbers.col("n").typed::<Int>();
        select(&n + 1).from(numbers).filter(n.lt(3))
    });
    let n = numbers.col("n").typed::<Int>();
    let from_recursive =
        merge_into(ARTIST).with(&numbers).using(&numbers).on(n.eq(ARTIST.artist_id));
    [
        refused(no_source, Invalid, ["MERGE has no source", ".using(…)"]).at("MERGE"),
        refused(no_condition, Invalid, ["MERGE has no condition", ".on(…)"]).at("MERGE"),
        refused(merged(), Invalid, ["MERGE does nothing", ".when_matched()"]).at("MERGE"),
        refused(merged().when_matched().update(|row| row), Invalid, ["sets nothing"]),
        refused(
            merged().when_matched().delete().when_matched().do_nothing(),
            Invalid,
            ["no row comes to the last WHEN MATCHED", ".and(…)"],
        )
        .at("WHEN"),
        refused(
            merged().when_not_matched().insert(vec!["nmae"], vec![given.col("id")]),
            Invalid,
            ["table artist has no column nmae"],
        ),
        refused(
            from_recursive.when_matched().delete(),
            Unsupported,
            ["WITH RECURSIVE before MERGE"],
        ),
        refused(
            merge_into(ARTIST).using(ARTIST).on(ARTIST.name.is_null()).when_matched().delete(),
            OutOfScope,
            ["artist stands twice"],
        ),
    ]
    .into_iter()
    .map(|case| case.needs(Capability::Merge))
    .collect()
}

/// What the builder notes is refused everywhere.
fn wrong_steps() -> Vec<Case> {
    let given = given();
    vec![
        refused(
            merged().when_not_matched().insert(vec!["artist_id", "name"], vec![given.col("id")]),
            Invalid,
            ["a row has 1 values for 2 columns"],
        ),
        refused(
            merged().when_matched().update(|row| row.set("nmae", 1)),
            Invalid,
            ["table artist has no column nmae"],
        ),
    ]
}

fn out_of_scope() -> Vec<Case> {
    let given = given();
    let by_source = || merged().when_not_matched_by_source();
    vec![
        refused(
            merged().when_not_matched().insert((ARTIST.artist_id,), (ARTIST.artist_id + 1,)),
            OutOfScope,
            ["artist is not in FROM", "WHEN NOT MATCHED sees the source alone"],
        )
        .at("VALUES")
        .needs(Capability::Merge),
        refused(
            merged().when_not_matched().and(ARTIST.name.is_null()).do_nothing(),
            OutOfScope,
            ["artist is not in FROM", "WHEN NOT MATCHED sees the source alone"],
        )
        .at("WHEN")
        .needs(Capability::Merge),
        refused(
            by_source().update(|row| row.set(ARTIST.name, given.col("name"))),
            OutOfScope,
            ["given is not in FROM", "BY SOURCE sees the table alone"],
        )
        .needs(Capability::Merge)
        .needs(Capability::MergeBySource),
        refused(select(merge_action()), OutOfScope, ["outside of the RETURNING of a MERGE"]),
        refused(
            update(ARTIST).set(ARTIST.name, "x").all_rows().returning(merge_action()),
            OutOfScope,
            ["outside of the RETURNING of a MERGE"],
        )
        .needs(Capability::UpdateReturning),
    ]
}
