//! What stands in FROM beside tables: VALUES, functions, LATERAL; USING and NATURAL; joins within
//! joins; INSERT of a query.

use crate::ErrorKind::{Invalid, Scope as OutOfScope};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [values_(), functions(), laterals(), using(), nested(), columns(), inserts()]
        .into_iter()
        .flatten()
        .collect()
}

fn values_() -> Vec<Case> {
    let v = values("v", ["id", "word"], [(1, "one"), (2, "two")]);
    let gaps = values(
        "v",
        ["id", "word"],
        [(None, Some("none")), (Some(2), None), (Some(3), Some("three"))],
    );
    let wanted = values("wanted", ["id"], [(4_i64,), (1,)]);
    let computed =
        values("v", ["n"], [(value(1).typed::<Int>() + 1,), (value(2).typed::<Int>() * 3,)]);
    vec![
        case("VALUES", select((v.col("id"), v.col("word"))).from(&v).order_by(v.col("id")))
            .needs(Capability::DerivedColumns)
            .ansi(r#"SELECT "v"."id", "v"."word" FROM (VALUES (?, ?), (?, ?)) AS "v" ("id", "word") ORDER BY "v"."id""#)
            .sqlite(r#"SELECT "v"."id", "v"."word" FROM (WITH "v" ("id", "word") AS (VALUES (?, ?), (?, ?)) SELECT * FROM "v") AS "v" ORDER BY "v"."id""#)
            .postgres(r#"SELECT "v"."id", "v"."word" FROM (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "v" ("id", "word") ORDER BY "v"."id""#)
            .mysql("SELECT `v`.`id`, `v`.`word` FROM (VALUES ROW(CAST(? AS SIGNED), CAST(? AS CHAR)), ROW(CAST(? AS SIGNED), CAST(? AS CHAR))) AS `v` (`id`, `word`) ORDER BY `v`.`id`")
            .mariadb("SELECT `v`.`id`, `v`.`word` FROM (WITH `v` (`id`, `word`) AS (VALUES (1, 'one'), (2, 'two')) SELECT * FROM `v`) AS `v` ORDER BY `v`.`id`")
            .rows(rows![(1, "one"), (2, "two")]),
        case("VALUES with NULLs", select((gaps.col("id"), gaps.col("word"))).from(&gaps).order_by(coalesce(gaps.col("id").typed::<Nullable<Int>>(), 0)))
            .needs(Capability::DerivedColumns)
            .ansi(r#"SELECT "v"."id", "v"."word" FROM (VALUES (?, ?), (?, ?), (?, ?)) AS "v" ("id", "word") ORDER BY coalesce("v"."id", ?)"#)
            .sqlite(r#"SELECT "v"."id", "v"."word" FROM (WITH "v" ("id", "word") AS (VALUES (?, ?), (?, ?), (?, ?)) SELECT * FROM "v") AS "v" ORDER BY coalesce("v"."id", ?)"#)
            .postgres(r#"SELECT "v"."id", "v"."word" FROM (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4), (CAST($5 AS bigint), $6)) AS "v" ("id", "word") ORDER BY coalesce("v"."id", $7)"#)
            .mysql("SELECT `v`.`id`, `v`.`word` FROM (VALUES ROW(CAST(? AS SIGNED), CAST(? AS CHAR)), ROW(CAST(? AS SIGNED), CAST(? AS CHAR)), ROW(CAST(? AS SIGNED), CAST(? AS CHAR))) AS `v` (`id`, `word`) ORDER BY coalesce(`v`.`id`, ?)")
            .mariadb("SELECT `v`.`id`, `v`.`word` FROM (WITH `v` (`id`, `word`) AS (VALUES (CAST(? AS SIGNED), 'none'), (2, CAST(? AS CHAR)), (3, 'three')) SELECT * FROM `v`) AS `v` ORDER BY coalesce(`v`.`id`, ?)")
            .rows(rows![(NULL, "none"), (2, NULL), (3, "three")]),
        case("a join to VALUES of one column", select((ALBUM.album_id, ALBUM.title)).from(ALBUM.join(&wanted).on(wanted.col("id").eq(ALBUM.album_id))).order_by(ALBUM.album_id.desc()))
            .needs(Capability::DerivedColumns)
            .ansi(r#"SELECT "album"."album_id", "album"."title" FROM "album" JOIN (VALUES (?), (?)) AS "wanted" ("id") ON "wanted"."id" = "album"."album_id" ORDER BY "album"."album_id" DESC"#)
            .sqlite(r#"SELECT "album"."album_id", "album"."title" FROM "album" JOIN (WITH "wanted" ("id") AS (VALUES (?), (?)) SELECT * FROM "wanted") AS "wanted" ON "wanted"."id" = "album"."album_id" ORDER BY "album"."album_id" DESC"#)
            .postgres(r#"SELECT "album"."album_id", "album"."title" FROM "album" JOIN (VALUES (CAST($1 AS bigint)), (CAST($2 AS bigint))) AS "wanted" ("id") ON "wanted"."id" = "album"."album_id" ORDER BY "album"."album_id" DESC"#)
            .mysql("SELECT `album`.`album_id`, `album`.`title` FROM `album` JOIN (VALUES ROW(CAST(? AS SIGNED)), ROW(CAST(? AS SIGNED))) AS `wanted` (`id`) ON `wanted`.`id` = `album`.`album_id` ORDER BY `album`.`album_id` DESC")
            .mariadb("SELECT `album`.`album_id`, `album`.`title` FROM `album` JOIN (WITH `wanted` (`id`) AS (VALUES (4), (1)) SELECT * FROM `wanted`) AS `wanted` ON `wanted`.`id` = `album`.`album_id` ORDER BY `album`.`album_id` DESC")
            .rows(rows![(4, "Homogenic"), (1, "For Those About To Rock")]),
        case("a left join to VALUES", select((ALBUM.album_id, wanted.col("id").is_null())).from(ALBUM.left_join(&wanted).on(wanted.col("id").eq(ALBUM.album_id))).order_by(ALBUM.album_id))
            .needs(Capability::DerivedColumns)
            .ansi(r#"SELECT "album"."album_id", "wanted"."id" IS NULL FROM "album" LEFT JOIN (VALUES (?), (?)) AS "wanted" ("id") ON "wanted"."id" = "album"."album_id" ORDER BY "album"."album_id""#)
            .sqlite(r#"SELECT "album"."album_id", "wanted"."id" IS NULL FROM "album" LEFT JOIN (WITH "wanted" ("id") AS (VALUES (?), (?)) SELECT * FROM "wanted") AS "wanted" ON "wanted"."id" = "album"."album_id" ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id", "wanted"."id" IS NULL FROM "album" LEFT JOIN (VALUES (CAST($1 AS bigint)), (CAST($2 AS bigint))) AS "wanted" ("id") ON "wanted"."id" = "album"."album_id" ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id`, `wanted`.`id` IS NULL FROM `album` LEFT JOIN (VALUES ROW(CAST(? AS SIGNED)), ROW(CAST(? AS SIGNED))) AS `wanted` (`id`) ON `wanted`.`id` = `album`.`album_id` ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id`, `wanted`.`id` IS NULL FROM `album` LEFT JOIN (WITH `wanted` (`id`) AS (VALUES (4), (1)) SELECT * FROM `wanted`) AS `wanted` ON `wanted`.`id` = `album`.`album_id` ORDER BY `album`.`album_id`")
            .rows(rows![(1, false), (2, true), (3, true), (4, false)]),
        case("VALUES of expressions", select(sum(computed.col("n").typed::<Int>())).from(&computed))
            .needs(Capability::DerivedColumns)
            .ansi(r#"SELECT sum("v"."n") FROM (VALUES (? + ?), (? * ?)) AS "v" ("n")"#)
            .sqlite(r#"SELECT sum("v"."n") FROM (WITH "v" ("n") AS (VALUES (? + ?), (? * ?)) SELECT * FROM "v") AS "v""#)
            .postgres(r#"SELECT sum("v"."n") FROM (VALUES (CAST($1 AS bigint) + CAST($2 AS bigint)), (CAST($3 AS bigint) * CAST($4 AS bigint))) AS "v" ("n")"#)
            .mysql("SELECT sum(`v`.`n`) FROM (VALUES ROW(CAST(? AS SIGNED) + CAST(? AS SIGNED)), ROW(CAST(? AS SIGNED) * CAST(? AS SIGNED))) AS `v` (`n`)")
            .mariadb("SELECT sum(`v`.`n`) FROM (WITH `v` (`n`) AS (SELECT * FROM (SELECT CAST(? AS SIGNED) + CAST(? AS SIGNED) AS `c0` UNION ALL SELECT CAST(? AS SIGNED) * CAST(? AS SIGNED)) AS `v`) SELECT * FROM `v`) AS `v`")
            .rows(rows![(8)]),
        case("IN the rows of VALUES", select(ALBUM.album_id).from(ALBUM).filter(ALBUM.album_id.in_(select(wanted.col("id").typed::<Int>()).from(&wanted))).order_by(ALBUM.album_id))
            .needs(Capability::DerivedColumns)
            .ansi(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" IN (SELECT "wanted"."id" FROM (VALUES (?), (?)) AS "wanted" ("id")) ORDER BY "album"."album_id""#)
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" IN (SELECT "wanted"."id" FROM (WITH "wanted" ("id") AS (VALUES (?), (?)) SELECT * FROM "wanted") AS "wanted") ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" IN (SELECT "wanted"."id" FROM (VALUES (CAST($1 AS bigint)), (CAST($2 AS bigint))) AS "wanted" ("id")) ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` IN (SELECT `wanted`.`id` FROM (VALUES ROW(CAST(? AS SIGNED)), ROW(CAST(? AS SIGNED))) AS `wanted` (`id`)) ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` IN (SELECT `wanted`.`id` FROM (WITH `wanted` (`id`) AS (VALUES (4), (1)) SELECT * FROM `wanted`) AS `wanted`) ORDER BY `album`.`album_id`")
            .rows(rows![(1), (4)]),
        case("VALUES as a WITH", {
            let cte = select((v.col("id"), v.col("word"))).from(&v).cte("words");
            select(cte.col("word")).with(&cte).from(&cte).filter(cte.col("id").eq(2))
        })
        .needs(Capability::DerivedColumns)
        .ansi(r#"WITH "words" AS (SELECT "v"."id", "v"."word" FROM (VALUES (?, ?), (?, ?)) AS "v" ("id", "word")) SELECT "words"."word" FROM "words" WHERE "words"."id" = ?"#)
        .sqlite(r#"WITH "words" AS (SELECT "v"."id", "v"."word" FROM (WITH "v" ("id", "word") AS (VALUES (?, ?), (?, ?)) SELECT * FROM "v") AS "v") SELECT "words"."word" FROM "words" WHERE "words"."id" = ?"#)
        .postgres(r#"WITH "words" AS (SELECT "v"."id", "v"."word" FROM (VALUES (CAST($1 AS bigint), $2), (CAST($3 AS bigint), $4)) AS "v" ("id", "word")) SELECT "words"."word" FROM "words" WHERE "words"."id" = $5"#)
        .mysql("WITH `words` AS (SELECT `v`.`id`, `v`.`word` FROM (VALUES ROW(CAST(? AS SIGNED), CAST(? AS CHAR)), ROW(CAST(? AS SIGNED), CAST(? AS CHAR))) AS `v` (`id`, `word`)) SELECT `words`.`word` FROM `words` WHERE `words`.`id` = ?")
        .mariadb("WITH `words` AS (SELECT `v`.`id`, `v`.`word` FROM (WITH `v` (`id`, `word`) AS (VALUES (1, 'one'), (2, 'two')) SELECT * FROM `v`) AS `v`) SELECT `words`.`word` FROM `words` WHERE `words`.`id` = ?")
        .rows(rows![("two")]),
        refused(select_from(values("v", ["a", "b"], [(1,)])), Invalid, ["VALUES", "a value for each column"]),
        refused(select_from(values("v", ["a"], Vec::<(i64,)>::new())), Invalid, ["0 values do not make rows of 1 columns"]),
        refused(select(v.col("wrod")).from(&v), OutOfScope, ["v has no column wrod", "it has: id, word"]),
    ]
}

fn functions() -> Vec<Case> {
    let series = table_function(func("generate_series", (1, 3)), "n");
    let named = series.clone().columns(["i"]);
    let letters = table_function(func("unnest", sql!("ARRAY['a', 'b']").typed::<Any>()), "u")
        .columns(["letter", "n"])
        .with_ordinality();
    let array = table_function(func("json_each", "[10, 20, 30]"), "e");
    vec![
        case("a function in FROM", select(count_all()).from(&series))
            .needs(Capability::TableFunctions)
            .not_on("sqlite", "its generate_series is an extension")
            .postgres(r#"SELECT count(*) FROM generate_series(CAST($1 AS integer), CAST($2 AS integer)) AS "n""#)
            .rows(rows![(3)]),
        case("json_each", select(sum(array.col("value").typed::<Int>())).from(&array))
            .only_on(["sqlite"], "PostgreSQL's json_each takes objects alone")
            .sqlite(r#"SELECT sum("e"."value") FROM json_each(?) AS "e""#)
            .rows(rows![(60)]),
        case("a function in FROM with a column list, joined", {
            select((named.col("i"), ALBUM.title)).from((&named).join(ALBUM).on(ALBUM.album_id.eq(named.col("i").typed::<Int>()))).order_by(named.col("i")).limit(2)
        })
        .needs(Capability::FunctionColumns)
        .postgres(r#"SELECT "n"."i", "album"."title" FROM generate_series(CAST($1 AS integer), CAST($2 AS integer)) AS "n" ("i") JOIN "album" ON "album"."album_id" = "n"."i" ORDER BY "n"."i" LIMIT $3"#)
        .rows(rows![(1, "For Those About To Rock"), (2, "Balls to the Wall")]),
        case("WITH ORDINALITY", select((letters.col("letter"), letters.col("n"))).from(&letters).order_by(letters.col("n").desc()))
            .needs(Capability::Ordinality)
            .postgres(r#"SELECT "u"."letter", "u"."n" FROM unnest(ARRAY['a', 'b']) WITH ORDINALITY AS "u" ("letter", "n") ORDER BY "u"."n" DESC"#)
            .rows(rows![("b", 2), ("a", 1)]),
        refused(select(named.col("j")).from(&named), OutOfScope, ["n has no column j", "it has: i"]).at("the select list"),
    ]
}

fn laterals() -> Vec<Case> {
    let newest = select((ALBUM.album_id, ALBUM.title))
        .from(ALBUM)
        .filter(ALBUM.artist_id.eq(ARTIST.artist_id))
        .order_by(ALBUM.album_id.desc())
        .limit(1)
        .lateral("newest");
    let item = || (ARTIST.artist_id, newest.col(ALBUM.title).nullable());
    vec![
        case("LATERAL", select(item()).from(ARTIST.cross_join(&newest)).order_by(ARTIST.artist_id))
            .needs(Capability::Lateral)
            .same(r#"SELECT "artist"."artist_id", "newest"."title" FROM "artist" CROSS JOIN LATERAL (SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id" ORDER BY "album"."album_id" DESC LIMIT ?) AS "newest" ORDER BY "artist"."artist_id""#)
            .rows(rows![(1, "100% Rock_n_Roll"), (2, "Balls to the Wall"), (3, "Homogenic")]),
        case("LATERAL of a left join", select(item()).from(ARTIST.left_join(&newest).on(Expr::<Bool>::new(crate::ast::Node::value(true)))).order_by(ARTIST.artist_id))
            .needs(Capability::Lateral)
            .same(r#"SELECT "artist"."artist_id", "newest"."title" FROM "artist" LEFT JOIN LATERAL (SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id" ORDER BY "album"."album_id" DESC LIMIT ?) AS "newest" ON ? ORDER BY "artist"."artist_id""#)
            .rows(rows![(1, "100% Rock_n_Roll"), (2, "Balls to the Wall"), (3, "Homogenic"), (4, NULL)]),
        case("LATERAL after a comma", select(item()).from(ARTIST).from(&newest).filter(ARTIST.artist_id.lt(3)).order_by(ARTIST.artist_id))
            .needs(Capability::Lateral)
            .same(r#"SELECT "artist"."artist_id", "newest"."title" FROM "artist", LATERAL (SELECT "album"."album_id", "album"."title" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id" ORDER BY "album"."album_id" DESC LIMIT ?) AS "newest" WHERE "artist"."artist_id" < ? ORDER BY "artist"."artist_id""#)
            .rows(rows![(1, "100% Rock_n_Roll"), (2, "Balls to the Wall")]),
    ]
}

fn using() -> Vec<Case> {
    vec![
        case("USING", select((ARTIST.name, ALBUM.title)).from(ARTIST.join(ALBUM).using(["artist_id"])).filter(ALBUM.year.gt(1982)).order_by(ALBUM.album_id))
            .same(r#"SELECT "artist"."name", "album"."title" FROM "artist" JOIN "album" USING ("artist_id") WHERE "album"."year" > ? ORDER BY "album"."album_id""#)
            .rows(rows![("Accept", "Balls to the Wall"), ("Björk", "Homogenic")]),
        case("the column of USING, by its name alone", select((col("artist_id"), count(ALBUM.album_id))).from(ARTIST.left_join(ALBUM).using(["artist_id"])).group_by(col("artist_id")).order_by(col("artist_id")))
            .same(r#"SELECT "artist_id", count("album"."album_id") FROM "artist" LEFT JOIN "album" USING ("artist_id") GROUP BY "artist_id" ORDER BY "artist_id""#)
            .rows(rows![(1, 2), (2, 1), (3, 1), (4, 0)]),
        case("NATURAL", select((col("artist_id"), ALBUM.title)).from(ARTIST.join(ALBUM).natural()).order_by(ALBUM.album_id).limit(1))
            .same(r#"SELECT "artist_id", "album"."title" FROM "artist" NATURAL JOIN "album" ORDER BY "album"."album_id" LIMIT ?"#)
            .rows(rows![(1, "For Those About To Rock")]),
        case("NATURAL LEFT JOIN", select(count_all()).from(ARTIST.left_join(ALBUM).natural()))
            .same(r#"SELECT count(*) FROM "artist" NATURAL LEFT JOIN "album""#)
            .rows(rows![(5)]),
        refused(select(ARTIST.name).from(ARTIST.join(ALBUM).using(Vec::<&str>::new())), Invalid, ["USING without columns"]),
        refused(select(ARTIST.name).from(ARTIST.cross_join(ALBUM).using(["artist_id"])), Invalid, ["a cross join has no ON, USING or NATURAL"]),
        refused(select(col("name")).from(ARTIST.join(ALBUM).using(["artist_id"]).join(TRACK).using(["album_id"])), OutOfScope, ["name is in artist and in track"]),
    ]
}

fn nested() -> Vec<Case> {
    let albums = || ALBUM.join(TRACK);
    vec![
        case("a join within a join, on the right", select((ARTIST.artist_id, count(TRACK.track_id.nullable()))).from(ARTIST.left_join(albums()).on(ALBUM.artist_id.eq(ARTIST.artist_id))).group_by(ARTIST.artist_id).order_by(ARTIST.artist_id))
            .same(r#"SELECT "artist"."artist_id", count("track"."track_id") FROM "artist" LEFT JOIN ("album" JOIN "track" ON "track"."album_id" = "album"."album_id") ON "album"."artist_id" = "artist"."artist_id" GROUP BY "artist"."artist_id" ORDER BY "artist"."artist_id""#)
            .rows(rows![(1, 2), (2, 1), (3, 2), (4, 0)]),
        case("joins within joins on both sides", {
            let (a, t) = (ALBUM.alias("a"), TRACK.alias("t"));
            select(count_all()).from(albums().join(a.join(t).on(t.album_id.eq(a.album_id))).on(a.album_id.eq(ALBUM.album_id)))
        })
        .same(r#"SELECT count(*) FROM "album" JOIN "track" ON "track"."album_id" = "album"."album_id" JOIN ("album" AS "a" JOIN "track" AS "t" ON "t"."album_id" = "a"."album_id") ON "a"."album_id" = "album"."album_id""#)
        .rows(rows![(9)]),
        case("a subquery joined to a subquery", {
            let (a, b) = (select(ALBUM.album_id).from(ALBUM).subquery("a"), select(TRACK.album_id).from(TRACK).subquery("b"));
            select(count_all()).from((&a).join(&b).on(a.col(ALBUM.album_id).eq(b.col(TRACK.album_id))))
        })
        .same(r#"SELECT count(*) FROM (SELECT "album"."album_id" FROM "album") AS "a" JOIN (SELECT "track"."album_id" FROM "track") AS "b" ON "a"."album_id" = "b"."album_id""#)
        .rows(rows![(5)]),
    ]
}

fn columns() -> Vec<Case> {
    let named =
        select((ALBUM.album_id, ALBUM.title)).from(ALBUM).subquery("n").columns(["id", "called"]);
    // Of the same name as the table that it is over.
    let own = select((ALBUM.album_id, ALBUM.title))
        .from(ALBUM)
        .subquery("album")
        .columns(["id", "called"]);
    vec![
        case("names for a subquery's columns", select(named.col("called")).from(&named).filter(named.col("id").eq(4)))
            .needs(Capability::DerivedColumns)
            .same(r#"SELECT "n"."called" FROM (SELECT "album"."album_id", "album"."title" FROM "album") AS "n" ("id", "called") WHERE "n"."id" = ?"#)
            .sqlite(r#"SELECT "n"."called" FROM (WITH "named columns" ("id", "called") AS (SELECT "album"."album_id", "album"."title" FROM "album") SELECT * FROM "named columns") AS "n" WHERE "n"."id" = ?"#)
            .mariadb("SELECT `n`.`called` FROM (WITH `named columns` (`id`, `called`) AS (SELECT `album`.`album_id`, `album`.`title` FROM `album`) SELECT * FROM `named columns`) AS `n` WHERE `n`.`id` = ?")
            .rows(rows![("Homogenic")]),
        case("names for the columns of a subquery that is called as its table", select(own.col("called")).from(&own).filter(own.col("id").eq(4)))
            .needs(Capability::DerivedColumns)
            .same(r#"SELECT "album"."called" FROM (SELECT "album"."album_id", "album"."title" FROM "album") AS "album" ("id", "called") WHERE "album"."id" = ?"#)
            .sqlite(r#"SELECT "album"."called" FROM (WITH "named columns" ("id", "called") AS (SELECT "album"."album_id", "album"."title" FROM "album") SELECT * FROM "named columns") AS "album" WHERE "album"."id" = ?"#)
            .mariadb("SELECT `album`.`called` FROM (WITH `named columns` (`id`, `called`) AS (SELECT `album`.`album_id`, `album`.`title` FROM `album`) SELECT * FROM `named columns`) AS `album` WHERE `album`.`id` = ?")
            .rows(rows![("Homogenic")]),
    ]
}

fn inserts() -> Vec<Case> {
    let titles = || select(ALBUM.title.nullable()).from(ALBUM).filter(ALBUM.year.gt(1990));
    let name = || select(ARTIST.name).filter(ARTIST.artist_id.gt(4));
    vec![
        case("INSERT of a query", insert(ARTIST).columns((ARTIST.name,)).query(titles()))
            .same(r#"INSERT INTO "artist" ("name") SELECT "album"."title" FROM "album" WHERE "album"."year" > ?"#)
            .leaves(name(), rows![("Homogenic")]),
        case("INSERT of a query into all columns", insert(ARTIST).query(select((value(9).typed::<Int>(), ALBUM.title)).from(ALBUM).filter(ALBUM.album_id.eq(4))))
            .same(r#"INSERT INTO "artist" SELECT ?, "album"."title" FROM "album" WHERE "album"."album_id" = ?"#)
            .postgres(r#"INSERT INTO "artist" SELECT CAST($1 AS bigint), "album"."title" FROM "album" WHERE "album"."album_id" = $2"#)
            .leaves(name(), rows![("Homogenic")]),
        case("INSERT of a query over VALUES", {
            let v = values("v", ["name"], [("x",), ("y",)]);
            insert(ARTIST).columns((ARTIST.name,)).query(select(v.col("name")).from(&v))
        })
        .needs(Capability::DerivedColumns)
        .same(r#"INSERT INTO "artist" ("name") SELECT "v"."name" FROM (VALUES (?), (?)) AS "v" ("name")"#)
        .sqlite(r#"INSERT INTO "artist" ("name") SELECT "v"."name" FROM (WITH "v" ("name") AS (VALUES (?), (?)) SELECT * FROM "v") AS "v""#)
        .mysql("INSERT INTO `artist` (`name`) SELECT `v`.`name` FROM (VALUES ROW(CAST(? AS CHAR)), ROW(CAST(? AS CHAR))) AS `v` (`name`)")
        .mariadb("INSERT INTO `artist` (`name`) SELECT `v`.`name` FROM (WITH `v` (`name`) AS (VALUES ('x'), ('y')) SELECT * FROM `v`) AS `v`")
        .leaves(name().order_by(ARTIST.name), rows![("x"), ("y")]),
    ]
}
