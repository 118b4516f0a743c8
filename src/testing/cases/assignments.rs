//! What an UPDATE sets: rows of several columns, beside fractions that are compared.

use crate::ErrorKind::{Invalid, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [rows_set(), columns_of_the_table(), fractions()].into_iter().flatten().collect()
}

fn rows_set() -> Vec<Case> {
    let albums = || select((ALBUM.title, ALBUM.year)).order_by(ALBUM.album_id);
    let tracks = || select((max(TRACK.name), sum(TRACK.seconds)));
    let of_album = || tracks().filter(TRACK.album_id.eq(ALBUM.album_id));
    let of_artist = select((ARTIST.name, ARTIST.artist_id + 1))
        .filter(ARTIST.artist_id.eq(TRACK.album_id).and(ARTIST.name.starts_with("A")))
        .order_by(ARTIST.name);
    let longest = select((TRACK.name, TRACK.seconds)).order_by(TRACK.seconds.desc()).limit(1);
    let mut cases = vec![
        case(
            "a row of values is set",
            update(ALBUM)
                .set_row((ALBUM.title, ALBUM.year), ("new", ALBUM.year + 1))
                .filter(ALBUM.album_id.le(3)),
        )
        .same(r#"UPDATE "album" SET "title" = ?, "year" = "album"."year" + ? WHERE "album"."album_id" <= ?"#)
        .leaves(albums(), rows![("new", 1982), ("new", 1984), ("new", NULL), ("Homogenic", 1997)]),
        case(
            "a row is set from aggregates",
            update(ALBUM)
                .set_query((ALBUM.title, ALBUM.year), of_album())
                .filter(ALBUM.album_id.ne(3)),
        )
        .needs(Capability::SetRow)
        .sqlite(r#"UPDATE "album" SET ("title", "year") = (SELECT max("track"."name"), sum("track"."seconds") FROM "track" WHERE "track"."album_id" = "album"."album_id") WHERE "album"."album_id" <> ?"#)
        .postgres(r#"UPDATE "album" SET ("title", "year") = (SELECT max("track"."name"), sum("track"."seconds") FROM "track" WHERE "track"."album_id" = "album"."album_id") WHERE "album"."album_id" <> $1"#)
        .mysql("UPDATE `album` SET `title` = (SELECT max(`track`.`name`) FROM `track` WHERE `track`.`album_id` = `album`.`album_id`), `year` = (SELECT sum(`track`.`seconds`) FROM `track` WHERE `track`.`album_id` = `album`.`album_id`) WHERE `album`.`album_id` <> ?")
        .leaves(
            albums(),
            rows![("Snowballed", 466), ("London Leatherboys", 237), ("100% Rock_n_Roll", NULL), ("Jóga", 617)],
        ),
        case(
            "a row is set from a row, or to NULLs",
            update(ALBUM)
                .set(ALBUM.title, "?")
                .set_query((ALBUM.year,), select(ARTIST.artist_id).filter(ARTIST.artist_id.eq(ALBUM.album_id).and(ARTIST.name.starts_with("A"))))
                .all_rows(),
        )
        .needs(Capability::SetRow)
        .sqlite(r#"UPDATE "album" SET "title" = ?, ("year") = (SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."artist_id" = "album"."album_id" AND "artist"."name" GLOB ?)"#)
        .postgres(r#"UPDATE "album" SET "title" = $1, ("year") = (SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."artist_id" = "album"."album_id" AND "artist"."name" LIKE $2 ESCAPE '!')"#)
        .mysql("UPDATE `album` SET `title` = ?, `year` = (SELECT `artist`.`artist_id` FROM `artist` WHERE `artist`.`artist_id` = `album`.`album_id` AND `artist`.`name` LIKE ? COLLATE utf8mb4_bin ESCAPE '!')")
        .leaves(albums(), rows![("?", 1), ("?", 2), ("?", NULL), ("?", NULL)]),
        case(
            "what is set is not read",
            update(TRACK)
                .set(TRACK.live, true)
                .set_query((TRACK.name, TRACK.seconds), of_artist)
                .filter(TRACK.album_id.lt(3)),
        )
        .needs(Capability::SetRow)
        .sqlite(r#"UPDATE "track" SET "live" = ?, ("name", "seconds") = (SELECT "artist"."name", "artist"."artist_id" + ? FROM "artist" WHERE "artist"."artist_id" = "track"."album_id" AND "artist"."name" GLOB ? ORDER BY "artist"."name") WHERE "track"."album_id" < ?"#)
        .postgres(r#"UPDATE "track" SET "live" = $1, ("name", "seconds") = (SELECT "artist"."name", "artist"."artist_id" + $2 FROM "artist" WHERE "artist"."artist_id" = "track"."album_id" AND "artist"."name" LIKE $3 ESCAPE '!' ORDER BY "artist"."name") WHERE "track"."album_id" < $4"#)
        .mysql("UPDATE `track` SET `live` = ?, `name` = (SELECT `artist`.`name` FROM `artist` WHERE `artist`.`artist_id` = `track`.`album_id` AND `artist`.`name` LIKE ? COLLATE utf8mb4_bin ESCAPE '!'), `seconds` = (SELECT `artist`.`artist_id` + ? FROM `artist` WHERE `artist`.`artist_id` = `track`.`album_id` AND `artist`.`name` LIKE ? COLLATE utf8mb4_bin ESCAPE '!') WHERE `track`.`album_id` < ?")
        .leaves(
            select((TRACK.name, TRACK.seconds, TRACK.live)).order_by(TRACK.track_id),
            rows![("AC/DC", 2, true), ("AC/DC", 2, true), ("Accept", 3, true), ("Jóga", 305, false), ("Bachelorette", 312, true)],
        ),
        case(
            "a row is set from the longest",
            update(ALBUM).set_query((ALBUM.title, ALBUM.year), longest).filter(ALBUM.album_id.eq(3)),
        )
        .needs(Capability::SetRow)
        .refused_on("mysql", Unsupported, ["a query that has a limit", "query.scalar()"])
        .at("SET")
        .sqlite(r#"UPDATE "album" SET ("title", "year") = (SELECT "track"."name", "track"."seconds" FROM "track" ORDER BY "track"."seconds" DESC LIMIT ?) WHERE "album"."album_id" = ?"#)
        .postgres(r#"UPDATE "album" SET ("title", "year") = (SELECT "track"."name", "track"."seconds" FROM "track" ORDER BY "track"."seconds" DESC LIMIT $1) WHERE "album"."album_id" = $2"#)
        .leaves(
            albums(),
            rows![("For Those About To Rock", 1981), ("Balls to the Wall", 1983), ("Bachelorette", 312), ("Homogenic", 1997)],
        ),
        case(
            "a row is set from VALUES",
            update(ALBUM)
                .set_query((ALBUM.title, ALBUM.year), select_from(values("v", ["a", "b"], [("x", 5)])))
                .all_rows(),
        )
        .needs(Capability::SetRow)
        .refused_on("mysql", Unsupported, ["SET of several columns"])
        .sqlite(r#"UPDATE "album" SET ("title", "year") = (SELECT "v".* FROM (WITH "v" ("a", "b") AS (VALUES (?, ?)) SELECT * FROM "v") AS "v")"#)
        .postgres(r#"UPDATE "album" SET ("title", "year") = (SELECT "v".* FROM (VALUES ($1, CAST($2 AS bigint))) AS "v" ("a", "b"))"#)
        .leaves(albums(), rows![("x", 5), ("x", 5), ("x", 5), ("x", 5)]),
    ];
    cases.extend([
        refused(
            update(ALBUM)
                .set(ALBUM.title, "x")
                .set_query((ALBUM.title, ALBUM.year), of_album())
                .all_rows(),
            Invalid,
            ["column title is set twice"],
        ),
        refused(
            update(ALBUM).set_row((ALBUM.title, ALBUM.title), ("x", "y")).all_rows(),
            Invalid,
            ["column title is set twice"],
        ),
        refused(
            update(ALBUM).set_row(vec!["title", "nmae"], vec!["x", "y"]).all_rows(),
            Invalid,
            ["table album has no column nmae"],
        ),
    ]);
    let too_few = || update(ALBUM).set_query((ALBUM.title,), of_album()).all_rows();
    let unknown = || update(ALBUM).set_query(("title", "nmae"), of_album()).all_rows();
    let whole = || select((TRACK.name, max(TRACK.seconds)));
    cases.extend([
        refused(too_few(), Invalid, ["a query of 2 columns sets 1"]).at("SET"),
        refused(unknown(), Invalid, ["table album has no column nmae"]),
        case(
            "aggregates beside none",
            update(ALBUM).set_query((ALBUM.title, ALBUM.year), whole()).all_rows(),
        )
        .not_on("sqlite", "it takes one of the names")
        .not_on("postgres", "it is an error")
        .refused_on("mysql", Unsupported, ["aggregates beside none"]),
    ]);
    cases
}

/// A fraction that is compared with integers is one, in a statement that assigns integers too.
/// However the table's own column is named.
fn columns_of_the_table() -> Vec<Case> {
    let (artist, one) = (table("artist"), ARTIST.alias("one"));
    let named = Scope::new(ARTIST, "one");
    let names = || select(ARTIST.name).order_by(ARTIST.artist_id).limit(1);
    let first = |update: crate::typed::Update| update.filter(one.artist_id.eq(1));
    let text = r#"UPDATE "artist" AS "one" SET "name" = ? WHERE "one"."artist_id" = ?"#;
    vec![
        case("a column of the alias is set", first(update(one).set(one.name, "new")))
            .same(text)
            .leaves(names(), rows![("new")]),
        case("a column of an alias's table is set", first(update(one).set(ARTIST.name, "new")))
            .same(text)
            .leaves(names(), rows![("new")]),
        case("a column of a scope is set", first(update(one).set(&named.col(ARTIST.name), "new")))
            .same(text)
            .leaves(names(), rows![("new")]),
        case(
            "a column of a table made at run time is set",
            update(ARTIST).set(&artist.col("name"), "new").filter(ARTIST.artist_id.eq(1)),
        )
        .same(r#"UPDATE "artist" SET "name" = ? WHERE "artist"."artist_id" = ?"#)
        .leaves(names(), rows![("new")]),
    ]
}

fn fractions() -> Vec<Case> {
    let t = table("track");
    let seconds = t.col("seconds");
    let live = || select(TRACK.track_id).filter(TRACK.live).order_by(TRACK.track_id);
    let set = |condition: Cond| update(&t).set("live", true).filter(condition);
    vec![
        case("a fraction below integers", set(seconds.lt(203.5))).sqlite(r#"UPDATE "track" SET "live" = ? WHERE "track"."seconds" < ?"#)
        .postgres(r#"UPDATE "track" SET "live" = $1 WHERE "track"."seconds" < CAST($2 AS double precision)"#)
        .mysql("UPDATE `track` SET `live` = ? WHERE `track`.`seconds` < ?")
        .leaves(live(), rows![(2), (5)]),
        case("a fraction above integers", set(value(304.5).lt(&seconds)))
            .sqlite(r#"UPDATE "track" SET "live" = ? WHERE ? < "track"."seconds""#)
            .postgres(r#"UPDATE "track" SET "live" = $1 WHERE CAST($2 AS double precision) < "track"."seconds""#)
            .mysql("UPDATE `track` SET `live` = ? WHERE ? < `track`.`seconds`")
            .leaves(live(), rows![(2), (4), (5)]),
        case(
            "a decimal equal to none",
            set(seconds.eq(decimal("263.5")).or(not(seconds.is_distinct_from(decimal("263.5"))))),
        )
        .sqlite(r#"UPDATE "track" SET "live" = ? WHERE "track"."seconds" = CAST(? AS NUMERIC) OR "track"."seconds" IS CAST(? AS NUMERIC)"#)
        .postgres(r#"UPDATE "track" SET "live" = $1 WHERE "track"."seconds" = CAST($2 AS numeric) OR "track"."seconds" IS NOT DISTINCT FROM CAST($3 AS numeric)"#)
        .mysql("UPDATE `track` SET `live` = ? WHERE `track`.`seconds` = CAST(? AS DECIMAL(65, 1)) OR `track`.`seconds` <=> CAST(? AS DECIMAL(65, 1))")
        .leaves(live(), rows![(2), (5)]),
        case("integers between fractions", set(seconds.between(262.5, decimal("263.5"))))
            .sqlite(r#"UPDATE "track" SET "live" = ? WHERE "track"."seconds" BETWEEN ? AND CAST(? AS NUMERIC)"#)
            .postgres(r#"UPDATE "track" SET "live" = $1 WHERE "track"."seconds" BETWEEN CAST($2 AS double precision) AND CAST($3 AS numeric)"#)
            .mysql("UPDATE `track` SET `live` = ? WHERE `track`.`seconds` BETWEEN ? AND CAST(? AS DECIMAL(65, 1))")
            .leaves(live(), rows![(1), (2), (5)]),
        case("integers in a list with fractions", set(seconds.in_([value(263.0), value(304.9)])))
            .sqlite(r#"UPDATE "track" SET "live" = ? WHERE "track"."seconds" IN (?, ?)"#)
            .postgres(r#"UPDATE "track" SET "live" = $1 WHERE "track"."seconds" IN (CAST($2 AS double precision), CAST($3 AS double precision))"#)
            .mysql("UPDATE `track` SET `live` = ? WHERE `track`.`seconds` IN (?, ?)")
            .leaves(live(), rows![(1), (2), (5)]),
        case(
            "a fraction in an upsert's condition",
            insert(ARTIST)
                .columns((ARTIST.artist_id, ARTIST.name))
                .values((1, "new"))
                .on_conflict((ARTIST.artist_id,))
                .do_update(|row| {
                    row.set_excluded((ARTIST.name,))
                        .filter(table("artist").col("artist_id").lt(1.5))
                }),
        )
        .needs(Capability::UpsertFilter)
        .sqlite(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name" WHERE "artist"."artist_id" < ?"#)
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES ($1, $2) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name" WHERE "artist"."artist_id" < CAST($3 AS double precision)"#)
        .leaves(select(ARTIST.name).filter(ARTIST.artist_id.eq(1)), rows![("new")]),
        case(
            "a fraction in the query of an INSERT",
            insert(ARTIST)
                .columns((ARTIST.name,))
                .query(select(TRACK.name).from(&t).filter(seconds.gt(311.5))),
        )
        .sqlite(r#"INSERT INTO "artist" ("name") SELECT "track"."name" FROM "track" WHERE "track"."seconds" > ?"#)
        .postgres(r#"INSERT INTO "artist" ("name") SELECT "track"."name" FROM "track" WHERE "track"."seconds" > CAST($1 AS double precision)"#)
        .mysql("INSERT INTO `artist` (`name`) SELECT `track`.`name` FROM `track` WHERE `track`.`seconds` > ?")
        .leaves(select(ARTIST.name).filter(ARTIST.artist_id.eq(5)), rows![("Bachelorette")]),
        case(
            "a fraction of a column of fractions",
            update(TRACK)
                .set(TRACK.seconds, 0)
                .filter(TRACK.price.gt(2.2).and(TRACK.price.between(1.5, 2.5))),
        )
        .sqlite(r#"UPDATE "track" SET "seconds" = ? WHERE "track"."price" > ? AND "track"."price" BETWEEN ? AND ?"#)
        .postgres(r#"UPDATE "track" SET "seconds" = $1 WHERE "track"."price" > $2 AND "track"."price" BETWEEN $3 AND $4"#)
        .mysql("UPDATE `track` SET `seconds` = ? WHERE `track`.`price` > ? AND `track`.`price` BETWEEN ? AND ?")
        .leaves(
            select(TRACK.track_id).filter(TRACK.seconds.eq(0)).order_by(TRACK.track_id),
            rows![(4), (5)],
        ),
    ]
}

fn decimal(text: &str) -> Expr<Any> {
    value(super::parsed::<Decimal>(text))
}
