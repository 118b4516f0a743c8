//! UPDATE and DELETE beside other tables, with a limit, the versions of a row, and TRUNCATE.

use crate::ErrorKind::{ForeignKey, Invalid, Scope, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [updates(), deletes(), limits(), versions(), truncates(), mistakes()]
        .into_iter()
        .flatten()
        .collect()
}

fn seconds() -> Select<(Int, Int)> {
    select((TRACK.track_id, TRACK.seconds)).order_by(TRACK.track_id)
}

fn track_ids() -> Select<Int> {
    select(TRACK.track_id).order_by(TRACK.track_id)
}

fn updates() -> Vec<Case> {
    let more = TRACK.alias("more");
    let longest = select((TRACK.album_id, max(TRACK.seconds).label("longest")))
        .group_by(TRACK.album_id)
        .subquery("l");
    vec![
        case(
            "update from another table",
            update(TRACK)
                .set(TRACK.seconds, TRACK.seconds + ALBUM.year)
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(TRACK.album_id))
                .filter(ALBUM.title.starts_with("B")),
        )
        .needs(Capability::UpdateFrom)
        .sqlite(r#"UPDATE "track" SET "seconds" = "track"."seconds" + "album"."year" FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."title" GLOB ?"#)
        .postgres(r#"UPDATE "track" SET "seconds" = "track"."seconds" + "album"."year" FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."title" LIKE $1 ESCAPE '!'"#)
        .mysql("UPDATE `track`, `album` SET `track`.`seconds` = `track`.`seconds` + `album`.`year` WHERE `album`.`album_id` = `track`.`album_id` AND `album`.`title` LIKE ? COLLATE utf8mb4_bin ESCAPE '!'")
        .leaves(seconds(), rows![(1, 263), (2, 203), (3, 2220), (4, 305), (5, 312)]),
        case(
            "update from a join",
            update(TRACK)
                .set(TRACK.name, ARTIST.name)
                .from(ALBUM.join(ARTIST))
                .filter(ALBUM.album_id.eq(TRACK.album_id).and(TRACK.live)),
        )
        .needs(Capability::UpdateFrom)
        .same(r#"UPDATE "track" SET "name" = "artist"."name" FROM "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = "track"."album_id" AND "track"."live""#)
        .mysql("UPDATE `track`, `album` JOIN `artist` ON `album`.`artist_id` = `artist`.`artist_id` SET `track`.`name` = `artist`.`name` WHERE `album`.`album_id` = `track`.`album_id` AND `track`.`live`")
        .leaves(
            select((TRACK.track_id, TRACK.name)).filter(TRACK.live).order_by(TRACK.track_id),
            rows![(2, "AC/DC"), (5, "Björk")],
        ),
        case(
            "update from several tables",
            update(TRACK)
                .set(TRACK.seconds, ARTIST.artist_id)
                .from(ALBUM)
                .from(ARTIST)
                .filter(ALBUM.album_id.eq(TRACK.album_id))
                .filter(ALBUM.artist_id.eq(ARTIST.artist_id)),
        )
        .needs(Capability::UpdateFrom)
        .same(r#"UPDATE "track" SET "seconds" = "artist"."artist_id" FROM "album", "artist" WHERE "album"."album_id" = "track"."album_id" AND "album"."artist_id" = "artist"."artist_id""#)
        .mysql("UPDATE `track`, `album`, `artist` SET `track`.`seconds` = `artist`.`artist_id` WHERE `album`.`album_id` = `track`.`album_id` AND `album`.`artist_id` = `artist`.`artist_id`")
        .leaves(seconds(), rows![(1, 1), (2, 1), (3, 2), (4, 3), (5, 3)]),
        case(
            "update from the table itself",
            update(TRACK)
                .set(TRACK.seconds, more.seconds)
                .from(more)
                .filter(more.track_id.eq(TRACK.track_id + 1)),
        )
        .needs(Capability::UpdateFrom)
        .same(r#"UPDATE "track" SET "seconds" = "more"."seconds" FROM "track" AS "more" WHERE "more"."track_id" = "track"."track_id" + ?"#)
        .mysql("UPDATE `track`, `track` AS `more` SET `track`.`seconds` = `more`.`seconds` WHERE `more`.`track_id` = `track`.`track_id` + ?")
        .leaves(seconds(), rows![(1, 203), (2, 237), (3, 305), (4, 312), (5, 312)]),
        case(
            "update from a subquery",
            update(ALBUM)
                .set(ALBUM.year, longest.col("longest"))
                .from(&longest)
                .filter(ALBUM.album_id.eq(longest.col("album_id"))),
        )
        .needs(Capability::UpdateFrom)
        .same(r#"UPDATE "album" SET "year" = "l"."longest" FROM (SELECT "track"."album_id", max("track"."seconds") AS "longest" FROM "track" GROUP BY "track"."album_id") AS "l" WHERE "album"."album_id" = "l"."album_id""#)
        .mysql("UPDATE `album`, (SELECT `track`.`album_id`, max(`track`.`seconds`) AS `longest` FROM `track` GROUP BY `track`.`album_id`) AS `l` SET `album`.`year` = `l`.`longest` WHERE `album`.`album_id` = `l`.`album_id`")
        .leaves(
            select((ALBUM.album_id, ALBUM.year)).filter(ALBUM.year.is_not_null()).order_by(ALBUM.album_id),
            rows![(1, 263), (2, 237), (4, 312)],
        ),
        case(
            "update from another table, and what it returns",
            update(TRACK)
                .set(TRACK.seconds, ALBUM.album_id)
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(TRACK.album_id).and(TRACK.album_id.eq(2)))
                .returning((TRACK.track_id, TRACK.seconds)),
        )
        .needs(Capability::UpdateFrom)
        .needs(Capability::UpdateReturning)
        .needs(Capability::ReturningBesideOthers)
        .same(r#"UPDATE "track" SET "seconds" = "album"."album_id" FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "track"."album_id" = ? RETURNING "track"."track_id", "track"."seconds""#)
        .rows(rows![(3, 2)]),
        case(
            "update from another table, whose columns it returns",
            update(TRACK)
                .set(TRACK.seconds, 0)
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(TRACK.album_id).and(TRACK.album_id.eq(2)))
                .returning((TRACK.track_id, ALBUM.title)),
        )
        .needs(Capability::UpdateFrom)
        .needs(Capability::UpdateReturning)
        .needs(Capability::ReturningOthers)
        .same(r#"UPDATE "track" SET "seconds" = ? FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "track"."album_id" = ? RETURNING "track"."track_id", "album"."title""#)
        .rows(rows![(3, "Balls to the Wall")]),
        case(
            "columns of one UPDATE that read each other",
            update(TRACK)
                .set(TRACK.seconds, ALBUM.album_id)
                .set(TRACK.album_id, TRACK.seconds - 262)
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(TRACK.album_id).and(TRACK.track_id.eq(1))),
        )
        .needs(Capability::UpdateFrom)
        .same(r#"UPDATE "track" SET "seconds" = "album"."album_id", "album_id" = "track"."seconds" - ? FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "track"."track_id" = ?"#)
        .refused_on("mysql", Unsupported, ["several tables", "reads a column which it sets"])
        .leaves(select((TRACK.album_id, TRACK.seconds)).order_by(TRACK.track_id), rows![(1, 1), (1, 203), (2, 237), (4, 305), (4, 312)]),
    ]
}

fn deletes() -> Vec<Case> {
    let t = TRACK.alias("t");
    let more = TRACK.alias("more");
    vec![
        case(
            "delete by another table",
            delete(TRACK).using(ALBUM).filter(ALBUM.album_id.eq(TRACK.album_id)).filter(ALBUM.year.lt(1990)),
        )
        .needs(Capability::DeleteUsing)
        .same(r#"DELETE FROM "track" USING "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."year" < ?"#)
        .ansi(r#"DELETE FROM "track" WHERE EXISTS (SELECT 1 FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."year" < ?)"#)
        .sqlite(r#"DELETE FROM "track" WHERE EXISTS (SELECT 1 FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."year" < ?)"#)
        .mysql("DELETE FROM `track` USING `track`, `album` WHERE `album`.`album_id` = `track`.`album_id` AND `album`.`year` < ?")
        .leaves(track_ids(), rows![(4), (5)]),
        case(
            "delete by a join",
            delete(TRACK)
                .using(ALBUM.join(ARTIST))
                .filter(ALBUM.album_id.eq(TRACK.album_id).and(ARTIST.name.eq("Accept"))),
        )
        .needs(Capability::DeleteUsing)
        .same(r#"DELETE FROM "track" USING "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = "track"."album_id" AND "artist"."name" = ?"#)
        .ansi(r#"DELETE FROM "track" WHERE EXISTS (SELECT 1 FROM "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = "track"."album_id" AND "artist"."name" = ?)"#)
        .sqlite(r#"DELETE FROM "track" WHERE EXISTS (SELECT 1 FROM "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = "track"."album_id" AND "artist"."name" = ?)"#)
        .mysql("DELETE FROM `track` USING `track`, `album` JOIN `artist` ON `album`.`artist_id` = `artist`.`artist_id` WHERE `album`.`album_id` = `track`.`album_id` AND `artist`.`name` = ?")
        .leaves(track_ids(), rows![(1), (2), (4), (5)]),
        case(
            "delete by the table itself",
            delete(t).using(more).filter(more.album_id.eq(t.album_id).and(more.track_id.gt(t.track_id))),
        )
        .needs(Capability::DeleteUsing)
        .same(r#"DELETE FROM "track" AS "t" USING "track" AS "more" WHERE "more"."album_id" = "t"."album_id" AND "more"."track_id" > "t"."track_id""#)
        .ansi(r#"DELETE FROM "track" AS "t" WHERE EXISTS (SELECT 1 FROM "track" AS "more" WHERE "more"."album_id" = "t"."album_id" AND "more"."track_id" > "t"."track_id")"#)
        .sqlite(r#"DELETE FROM "track" AS "t" WHERE EXISTS (SELECT 1 FROM "track" AS "more" WHERE "more"."album_id" = "t"."album_id" AND "more"."track_id" > "t"."track_id")"#)
        .mysql("DELETE FROM `t` USING `track` AS `t`, `track` AS `more` WHERE `more`.`album_id` = `t`.`album_id` AND `more`.`track_id` > `t`.`track_id`")
        .leaves(track_ids(), rows![(2), (3), (5)]),
        case(
            "delete by another table, and what was there",
            delete(TRACK).using(ALBUM).filter(ALBUM.album_id.eq(TRACK.album_id).and(ALBUM.year.lt(1982))).returning(TRACK.track_id),
        )
        .needs(Capability::DeleteReturning)
        .needs(Capability::ReturningBesideOthers)
        .same(r#"DELETE FROM "track" USING "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."year" < ? RETURNING "track"."track_id""#)
        .ansi(r#"DELETE FROM "track" WHERE EXISTS (SELECT 1 FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."year" < ?) RETURNING "track"."track_id""#)
        .sqlite(r#"DELETE FROM "track" WHERE EXISTS (SELECT 1 FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."year" < ?) RETURNING "track"."track_id""#)
        .rows(rows![(1), (2)]),
    ]
}

fn limits() -> Vec<Case> {
    vec![
        case(
            "update the first rows",
            update(TRACK).set(TRACK.seconds, 0).filter(TRACK.seconds.gt(210)).order_by(TRACK.seconds.desc()).limit(2),
        )
        .needs(Capability::ChangeLimit)
        .same(r#"UPDATE "track" SET "seconds" = ? WHERE "track"."track_id" IN (SELECT "track"."track_id" FROM "track" WHERE "track"."seconds" > ? ORDER BY "track"."seconds" DESC LIMIT ?)"#)
        .mysql("UPDATE `track` SET `seconds` = ? WHERE `track`.`seconds` > ? ORDER BY `track`.`seconds` DESC LIMIT ?")
        .leaves(seconds(), rows![(1, 263), (2, 203), (3, 237), (4, 0), (5, 0)]),
        case("delete the first row", delete(TRACK).order_by(TRACK.track_id).limit(1))
            .needs(Capability::ChangeLimit)
            .same(r#"DELETE FROM "track" WHERE "track"."track_id" IN (SELECT "track"."track_id" FROM "track" ORDER BY "track"."track_id" LIMIT ?)"#)
            .mysql("DELETE FROM `track` ORDER BY `track`.`track_id` LIMIT ?")
            .leaves(track_ids(), rows![(2), (3), (4), (5)]),
        case("where no key is known", delete(table("track")).order_by(col("track_id")).limit(1))
            .needs(Capability::ChangeLimit)
            .mysql("DELETE FROM `track` ORDER BY `track_id` LIMIT ?")
            .refused_on("ansi", Unsupported, ["primary key isn't known"])
            .refused_on("sqlite", Unsupported, ["primary key isn't known"])
            .refused_on("postgres", Unsupported, ["primary key isn't known"])
            .leaves(track_ids(), rows![(2), (3), (4), (5)]),
    ]
}

fn versions() -> Vec<Case> {
    vec![
        case(
            "before and after",
            update(TRACK)
                .set(TRACK.seconds, TRACK.seconds + 1)
                .filter(TRACK.track_id.eq(2))
                .returning((old_row(TRACK.seconds), new_row(TRACK.seconds))),
        )
        .needs(Capability::UpdateReturning)
        .needs(Capability::ReturningVersions)
        .same(r#"UPDATE "track" SET "seconds" = "track"."seconds" + ? WHERE "track"."track_id" = ? RETURNING "old"."seconds", "new"."seconds""#)
        .rows(rows![(203, 204)]),
        case(
            "before a DELETE",
            delete(TRACK)
                .filter(TRACK.track_id.eq(2))
                .returning((old_row(TRACK.seconds), new_row(TRACK.seconds).nullable())),
        )
        .needs(Capability::DeleteReturning)
        .needs(Capability::ReturningVersions)
        .same(r#"DELETE FROM "track" WHERE "track"."track_id" = ? RETURNING "old"."seconds", "new"."seconds""#)
        .rows(rows![(203, NULL)]),
        case(
            "before an upsert",
            insert(ARTIST)
                .columns((ARTIST.artist_id, ARTIST.name))
                .values((1, "new"))
                .on_conflict((ARTIST.artist_id,))
                .do_update(|row| row.set_excluded((ARTIST.name,)))
                .returning((old_row(ARTIST.name), new_row(ARTIST.name))),
        )
        .needs(Capability::Upsert)
        .needs(Capability::InsertReturning)
        .needs(Capability::ReturningVersions)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name" RETURNING "old"."name", "new"."name""#)
        .rows(rows![("AC/DC", "new")]),
    ]
}

fn truncates() -> Vec<Case> {
    let nothing = || select(count_all()).from(TRACK);
    vec![
        case("truncate a table", truncate_table(TRACK).restart_identity())
            .needs(Capability::Truncate)
            .same(r#"TRUNCATE TABLE "track" RESTART IDENTITY"#)
            .mysql("TRUNCATE TABLE `track`")
            .refused_on(
                "sqlite",
                Unsupported,
                ["TRUNCATE is not supported", "delete(table).all_rows()"],
            )
            .at("TRUNCATE")
            .leaves(nothing(), rows![(0)]),
        case("truncate, and the keys go on", truncate_table(TRACK))
            .needs(Capability::TruncateContinues)
            .same(r#"TRUNCATE TABLE "track""#)
            .refused_on(
                "mysql",
                Unsupported,
                ["lets the generated keys go on", ".restart_identity()"],
            )
            .leaves(nothing(), rows![(0)]),
        case("CONTINUE IDENTITY", truncate_table(TRACK).continue_identity())
            .needs(Capability::TruncateContinues)
            .same(r#"TRUNCATE TABLE "track" CONTINUE IDENTITY"#)
            .leaves(nothing(), rows![(0)]),
        case(
            "truncate several tables",
            truncate_table(TRACK).and(ALBUM).and(ARTIST).restart_identity(),
        )
        .needs(Capability::TruncateSeveral)
        .same(r#"TRUNCATE TABLE "track", "album", "artist" RESTART IDENTITY"#)
        .leaves(select(count_all()).from(ARTIST), rows![(0)]),
        case("truncate what refers to it too", truncate_table(ALBUM).restart_identity().cascade())
            .needs(Capability::TruncateSeveral)
            .same(r#"TRUNCATE TABLE "album" RESTART IDENTITY CASCADE"#)
            .leaves(nothing(), rows![(0)]),
        case("truncate what is referred to", truncate_table(ALBUM).restart_identity())
            .needs(Capability::Truncate)
            .same(r#"TRUNCATE TABLE "album" RESTART IDENTITY"#)
            .mysql("TRUNCATE TABLE `album`")
            .fails_on("postgres", Unsupported)
            .fails_on("mysql", ForeignKey),
        refused(
            truncate_table(TRACK.alias("t")).restart_identity(),
            Invalid,
            ["TRUNCATE of an aliased table"],
        )
        .needs(Capability::Truncate),
        refused(truncate_table(TRACK).and(TRACK), Invalid, ["TRUNCATE of track twice"])
            .needs(Capability::TruncateSeveral),
    ]
}

fn mistakes() -> Vec<Case> {
    vec![
        refused(
            update(TRACK).set(TRACK.seconds, old_row(TRACK.seconds)).all_rows(),
            Scope,
            ["old.seconds is used outside of RETURNING"],
        ),
        refused(
            delete(TRACK).order_by(TRACK.track_id).all_rows(),
            Invalid,
            ["ORDER BY without LIMIT"],
        ),
    ]
}
