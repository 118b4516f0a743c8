//! INSERT, UPDATE and DELETE, and what they leave behind.

use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [inserts(), inserts_that_return(), updates(), deletes(), aliased_tables()]
        .into_iter()
        .flatten()
        .collect()
}

/// The artists after those that were there.
fn new_artists() -> Select<(Int, Nullable<Text>)> {
    select((ARTIST.artist_id, ARTIST.name))
        .filter(ARTIST.artist_id.gt(4))
        .order_by(ARTIST.artist_id)
}

fn seconds() -> Select<(Int, Int)> {
    select((TRACK.track_id, TRACK.seconds)).order_by(TRACK.track_id)
}

fn track_ids() -> Select<Int> {
    select(TRACK.track_id).order_by(TRACK.track_id)
}

fn inserts() -> Vec<Case> {
    let names = ["Can", "Neu!"];
    vec![
        case("column by column", insert(ARTIST).set(ARTIST.artist_id, 7).set(ARTIST.name, "Can"))
            .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?)"#)
            .params([7.into(), "Can".into()])
            .leaves(new_artists(), rows![(7, "Can")]),
        case("one row", insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name)).values((7, "Can")))
            .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?)"#)
            .leaves(new_artists(), rows![(7, "Can")]),
        case(
            "rows of calls and of a list",
            insert(ARTIST)
                .columns((ARTIST.artist_id, ARTIST.name))
                .values((7, "Can"))
                .values((8, None::<&str>))
                .rows((9..11).zip(names)),
        )
        .needs(Capability::MultiRowValues)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?), (?, ?), (?, ?)"#)
        .leaves(new_artists(), rows![(7, "Can"), (8, NULL), (9, "Can"), (10, "Neu!")]),
        case("some columns, the rest by default", insert(ARTIST).set(ARTIST.name, "Can"))
            .same(r#"INSERT INTO "artist" ("name") VALUES (?)"#)
            .leaves(new_artists(), rows![(5, "Can")]),
        case("nothing but defaults", insert(ARTIST).default_values())
            .needs(Capability::DefaultValues)
            .same(r#"INSERT INTO "artist" DEFAULT VALUES"#)
            .mysql("INSERT INTO `artist` () VALUES ()")
            .leaves(new_artists(), rows![(5, NULL)]),
        case(
            "expressions",
            insert(ARTIST)
                .columns((ARTIST.artist_id, ARTIST.name))
                .values((value(3).typed::<Int>() + 4, upper(value("can").typed::<Text>())))
                .values((literal(8).typed::<Int>(), select(max(ALBUM.title)).scalar())),
        )
        .needs(Capability::MultiRowValues)
        .same(
                    r#"INSERT INTO "artist" ("artist_id", "name") VALUES (? + ?, upper(?)), (8, (SELECT max("album"."title") FROM "album"))"#,
        )
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (CAST($1 AS bigint) + CAST($2 AS bigint), upper($3)), (8, (SELECT max("album"."title") FROM "album"))"#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (CAST(? AS SIGNED) + CAST(? AS SIGNED), upper(?)), (8, (SELECT max(`album`.`title`) FROM `album`))")
        .leaves(new_artists(), rows![(7, "CAN"), (8, "Homogenic")]),
        case(
            "columns of run time",
            insert(table("artist"))
                .columns(vec!["artist_id".to_owned(), "name".to_owned()])
                .rows(vec![vec![value(7), value("Can")], vec![value(8), null()]]),
        )
        .needs(Capability::MultiRowValues)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, NULL)"#)
        .leaves(new_artists(), rows![(7, "Can"), (8, NULL)]),
        case(
            "a row of nodes",
            insert(ARTIST)
                .columns(vec!["artist_id", "name"])
                .row([value(7).into_node(), value("Can").into_node()]),
        )
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?)"#)
        .leaves(new_artists(), rows![(7, "Can")]),
    ]
}

fn inserts_that_return() -> Vec<Case> {
    vec![
        case(
            "a key",
            insert(ARTIST).set(ARTIST.name, "Can").returning(ARTIST.artist_id),
        )
        .needs(Capability::InsertReturning)
        .same(r#"INSERT INTO "artist" ("name") VALUES (?) RETURNING "artist"."artist_id""#)
        .rows(rows![(5)])
        .leaves(new_artists(), rows![(5, "Can")]),
        case(
            "several columns and expressions",
            insert(ARTIST)
                .columns((ARTIST.name,))
                .rows([("Can",), ("Neu!",)])
                .returning((ARTIST.artist_id, ARTIST.name.concat("?").label("asked"))),
        )
        .needs(Capability::InsertReturning)
        .same(
                    r#"INSERT INTO "artist" ("name") VALUES (?), (?) RETURNING "artist"."artist_id", "artist"."name" || ? AS "asked""#,
        )
        .mariadb("INSERT INTO `artist` (`name`) VALUES (?), (?) RETURNING `artist`.`artist_id`, concat(`artist`.`name`, ?) AS `asked`")
        .rows(rows![(5, "Can?"), (6, "Neu!?")]),
        case("of defaults", insert(ARTIST).default_values().returning((ARTIST.artist_id, ARTIST.name)))
            .needs(Capability::InsertReturning)
            .needs(Capability::DefaultValues)
            .same(
                r#"INSERT INTO "artist" DEFAULT VALUES RETURNING "artist"."artist_id", "artist"."name""#,
            )
            .mariadb("INSERT INTO `artist` () VALUES () RETURNING `artist`.`artist_id`, `artist`.`name`")
            .rows(rows![(5, NULL)]),
    ]
}

fn updates() -> Vec<Case> {
    vec![
        case("update one row", update(TRACK).set(TRACK.seconds, 1).filter(TRACK.track_id.eq(2)))
            .same(r#"UPDATE "track" SET "seconds" = ? WHERE "track"."track_id" = ?"#)
            .params([1.into(), 2.into()])
            .leaves(seconds(), rows![(1, 263), (2, 1), (3, 237), (4, 305), (5, 312)]),
        case(
            "from what was there",
            update(TRACK)
                .set(TRACK.seconds, (TRACK.seconds - 200) * 10)
                .filter(TRACK.live)
                .filter(TRACK.price.gt(1).or(TRACK.seconds.lt(204))),
        )
        .same(
            r#"UPDATE "track" SET "seconds" = ("track"."seconds" - ?) * ? WHERE "track"."live" AND ("track"."price" > ? OR "track"."seconds" < ?)"#,
        )
        .leaves(seconds(), rows![(1, 263), (2, 30), (3, 237), (4, 305), (5, 1120)]),
        case(
            "several columns see the old row",
            update(TRACK).set(TRACK.seconds, TRACK.track_id).set(TRACK.track_id, TRACK.seconds).filter(TRACK.album_id.eq(1)),
        )
        .needs(Capability::SwapInUpdate)
        .same(
                    r#"UPDATE "track" SET "seconds" = "track"."track_id", "track_id" = "track"."seconds" WHERE "track"."album_id" = ?"#,
        )
        .leaves(seconds(), rows![(3, 237), (4, 305), (5, 312), (203, 2), (263, 1)]),
        case("update every row", update(TRACK).set(TRACK.seconds, 0).all_rows())
            .same(r#"UPDATE "track" SET "seconds" = ?"#)
            .leaves(seconds(), rows![(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]),
        case(
            "to NULL, and what it returns",
            update(ALBUM)
                .set(ALBUM.year, None::<i64>)
                .filter(ALBUM.year.lt(1982))
                .returning((ALBUM.album_id, ALBUM.year)),
        )
        .needs(Capability::UpdateReturning)
        .same(
                    r#"UPDATE "album" SET "year" = ? WHERE "album"."year" < ? RETURNING "album"."album_id", "album"."year""#,
        )
        .rows(rows![(1, NULL)])
        .leaves(select(count_all()).from(ALBUM).filter(ALBUM.year.is_null()), rows![(2)]),
        case(
            "from a correlated subquery",
            update(ALBUM)
                .set(ALBUM.title, select(max(TRACK.name)).from(TRACK).filter(TRACK.album_id.eq(ALBUM.album_id)).scalar())
                .filter(ALBUM.album_id.in_(select(TRACK.album_id))),
        )
        .same(
            r#"UPDATE "album" SET "title" = (SELECT max("track"."name") FROM "track" WHERE "track"."album_id" = "album"."album_id") WHERE "album"."album_id" IN (SELECT "track"."album_id" FROM "track")"#,
        )
        .leaves(
            select(ALBUM.title).order_by(ALBUM.album_id),
            rows![("Snowballed"), ("London Leatherboys"), ("100% Rock_n_Roll"), ("Jóga")],
        ),
        case("by names of run time", {
            let t = table("track");
            update(&t).set("seconds", t.col("seconds") + value(1)).set("price", 0).filter(t.col("track_id").eq(1))
        })
        .same(
            r#"UPDATE "track" SET "seconds" = "track"."seconds" + ?, "price" = ? WHERE "track"."track_id" = ?"#,
        )
        .leaves(select((TRACK.seconds, TRACK.price)).filter(TRACK.track_id.eq(1)), rows![(264, 0.0)]),
    ]
}

fn deletes() -> Vec<Case> {
    let none_of = select(ALBUM.album_id)
        .from(ALBUM)
        .filter(ALBUM.album_id.eq(TRACK.album_id).and(ALBUM.year.lt(1990)));
    vec![
        case("delete one row", delete(TRACK).filter(TRACK.track_id.eq(2)))
            .same(r#"DELETE FROM "track" WHERE "track"."track_id" = ?"#)
            .leaves(track_ids(), rows![(1), (3), (4), (5)]),
        case("delete every row", delete(TRACK).all_rows())
            .same(r#"DELETE FROM "track""#)
            .leaves(track_ids(), rows![]),
        case("what was there", delete(TRACK).filter(TRACK.live).filter(TRACK.seconds.gt(300)).returning((TRACK.track_id, TRACK.name)))
            .needs(Capability::DeleteReturning)
            .same(
                r#"DELETE FROM "track" WHERE "track"."live" AND "track"."seconds" > ? RETURNING "track"."track_id", "track"."name""#,
            )
            .rows(rows![(5, "Bachelorette")])
            .leaves(track_ids(), rows![(1), (2), (3), (4)]),
        case("with a correlated subquery", delete(TRACK).filter(none_of.exists()))
            .same(
                r#"DELETE FROM "track" WHERE EXISTS (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" = "track"."album_id" AND "album"."year" < ?)"#,
            )
            .leaves(track_ids(), rows![(4), (5)]),
        case("a condition that never holds is one", delete(TRACK).filter(any(Vec::<Cond>::new())))
            .same(r#"DELETE FROM "track" WHERE FALSE"#)
            .leaves(select(count_all()).from(TRACK), rows![(5)]),
        case("cascades as the table says", delete(ALBUM).filter(ALBUM.album_id.eq(4)))
            .same(r#"DELETE FROM "album" WHERE "album"."album_id" = ?"#)
            .leaves(track_ids(), rows![(1), (2), (3)]),
    ]
}

fn aliased_tables() -> Vec<Case> {
    let t = TRACK.alias("t");
    vec![
        case("update", update(t).set(t.seconds, t.seconds + 1).filter(t.track_id.eq(1)))
            .same(r#"UPDATE "track" AS "t" SET "seconds" = "t"."seconds" + ? WHERE "t"."track_id" = ?"#)
            .leaves(select(TRACK.seconds).filter(TRACK.track_id.eq(1)), rows![(264)]),
        case("delete", delete(t).filter(t.track_id.gt(1)))
            .needs(Capability::DeleteAlias)
            .same(r#"DELETE FROM "track" AS "t" WHERE "t"."track_id" > ?"#)
            .mariadb("DELETE FROM `t` USING `track` AS `t` WHERE `t`.`track_id` > ?")
            .leaves(track_ids(), rows![(1)]),
    ]
}
