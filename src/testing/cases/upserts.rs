//! ON CONFLICT, and what stands for it elsewhere.

use crate::ErrorKind::{Invalid, Scope, Unsupported};
use crate::ast::InsertVerb;
use crate::prelude::*;
use crate::schema::ColumnDef;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Capability, Case, NULL, case, refused, rows};
use crate::typed::Insert;

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [updates(), nothing(), targets(), from_queries(), verbs(), mistakes()]
        .into_iter()
        .flatten()
        .collect()
}

fn artists() -> Select<(Int, Nullable<Text>)> {
    select((ARTIST.artist_id, ARTIST.name)).order_by(ARTIST.artist_id)
}

fn albums() -> Select<(Int, Text, Nullable<Int>)> {
    select((ALBUM.album_id, ALBUM.title, ALBUM.year))
        .filter(ALBUM.artist_id.eq(1))
        .order_by(ALBUM.album_id)
}

/// Two artists, of whom the first one is there already.
fn two() -> Insert<(Int, Text)> {
    insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name)).rows([(2, "U.D.O."), (7, "Can")])
}

/// An artist who is there already.
fn one() -> Insert<(Int, Text)> {
    insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name)).values((2, "U.D.O."))
}

/// The artists, with a second unique key as far as the program knows.
fn two_keys() -> Table {
    let name =
        ColumnDef { nullable: true, unique: true, ..ColumnDef::new("name".into(), SqlType::Text) };
    Table::build("artist").primary_key("artist_id", SqlType::Integer).define(name).finish()
}

fn updates() -> Vec<Case> {
    vec![
        case(
            "the new row's values",
            two().on_conflict((ARTIST.artist_id,)).do_update(|row| row.set_excluded((ARTIST.name,))),
        )
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name""#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?), (?, ?) AS `new` ON DUPLICATE KEY UPDATE `name` = `new`.`name`")
        .mariadb("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`)")
        .leaves(artists(), rows![(1, "AC/DC"), (2, "U.D.O."), (3, "Björk"), (4, NULL), (7, "Can")]),
        case(
            "the old row's and the new row's values",
            insert(ALBUM)
                .columns((ALBUM.album_id, ALBUM.title, ALBUM.artist_id, ALBUM.year))
                .values((1, "Powerage", 1, 10))
                .on_conflict((ALBUM.album_id,))
                .do_update(|row| {
                    row.set(ALBUM.year, ALBUM.year + excluded(ALBUM.year))
                        .set(ALBUM.title, ALBUM.title.concat(" / ").concat(excluded(ALBUM.title)))
                }),
        )
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "album" ("album_id", "title", "artist_id", "year") VALUES (?, ?, ?, ?) ON CONFLICT ("album_id") DO UPDATE SET "year" = "album"."year" + "excluded"."year", "title" = "album"."title" || ? || "excluded"."title""#)
        .mysql("INSERT INTO `album` (`album_id`, `title`, `artist_id`, `year`) VALUES (?, ?, ?, ?) AS `new` ON DUPLICATE KEY UPDATE `year` = `album`.`year` + `new`.`year`, `title` = concat(`album`.`title`, ?, `new`.`title`)")
        .mariadb("INSERT INTO `album` (`album_id`, `title`, `artist_id`, `year`) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `year` = `album`.`year` + VALUES(`year`), `title` = concat(`album`.`title`, ?, VALUES(`title`))")
        .leaves(
            albums(),
            rows![(1, "For Those About To Rock / Powerage", 1991), (3, "100% Rock_n_Roll", NULL)],
        ),
        case(
            "columns see the old row",
            insert(ALBUM)
                .columns((ALBUM.album_id, ALBUM.title, ALBUM.artist_id, ALBUM.year))
                .values((1, "Powerage", 1, 1978))
                .on_conflict((ALBUM.album_id,))
                .do_update(|row| row.set(ALBUM.year, 1).set(ALBUM.artist_id, coalesce(ALBUM.year - 1980, 1))),
        )
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "album" ("album_id", "title", "artist_id", "year") VALUES (?, ?, ?, ?) ON CONFLICT ("album_id") DO UPDATE SET "year" = ?, "artist_id" = coalesce("album"."year" - ?, ?)"#)
        .mysql("INSERT INTO `album` (`album_id`, `title`, `artist_id`, `year`) VALUES (?, ?, ?, ?) AS `new` ON DUPLICATE KEY UPDATE `artist_id` = coalesce(`album`.`year` - ?, ?), `year` = ?")
        .mariadb("INSERT INTO `album` (`album_id`, `title`, `artist_id`, `year`) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `artist_id` = coalesce(`album`.`year` - ?, ?), `year` = ?")
        .leaves(albums(), rows![(1, "For Those About To Rock", 1), (3, "100% Rock_n_Roll", NULL)]),
        case(
            "only where a condition holds",
            insert(ARTIST)
                .columns((ARTIST.artist_id, ARTIST.name))
                .rows([(1, "Bon"), (2, "Udo")])
                .on_conflict((ARTIST.artist_id,))
                .do_update(|row| {
                    row.set_excluded((ARTIST.name,)).filter(ARTIST.name.ne(excluded(ARTIST.name))).filter(ARTIST.artist_id.gt(1))
                }),
        )
        .needs(Capability::UpsertFilter)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name" WHERE "artist"."name" <> "excluded"."name" AND "artist"."artist_id" > ?"#)
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Udo"), (3, "Björk"), (4, NULL)]),
        case(
            "what it returns",
            two()
                .on_conflict((ARTIST.artist_id,))
                .do_update(|row| row.set_excluded((ARTIST.name,)))
                .returning((ARTIST.artist_id, ARTIST.name)),
        )
        .needs(Capability::Upsert)
        .needs(Capability::InsertReturning)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name" RETURNING "artist"."artist_id", "artist"."name""#)
        .mariadb("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`) RETURNING `artist`.`artist_id`, `artist`.`name`")
        .rows(rows![(2, "U.D.O."), (7, "Can")]),
        case("by names of run time", {
            let t = Table::build("artist").primary_key("artist_id", SqlType::Integer).column("name", SqlType::Text).finish();
            insert(&t)
                .columns(vec!["artist_id", "name"])
                .row([value(2).into_node(), value("Udo").into_node()])
                .on_conflict(vec!["artist_id"])
                .do_update(|row| row.set("name", excluded("name")))
        })
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name""#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?) AS `new` ON DUPLICATE KEY UPDATE `name` = `new`.`name`")
        .mariadb("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`)")
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Udo"), (3, "Björk"), (4, NULL)]),
    ]
}

fn nothing() -> Vec<Case> {
    let kept = rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL), (7, "Can")];
    vec![
        case("the row that is there stays", two().on_conflict((ARTIST.artist_id,)).do_nothing())
            .needs(Capability::Upsert)
            .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("artist_id") DO NOTHING"#)
            .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `artist_id` = `artist`.`artist_id`")
            .leaves(artists(), kept.clone()),
        case("whichever key it is", two().on_any_conflict().do_nothing())
            .needs(Capability::Upsert)
            .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?) ON CONFLICT DO NOTHING"#)
            .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `artist_id` = `artist`.`artist_id`")
            .leaves(artists(), kept),
        case("other mistakes stay mistakes", {
            let nameless = insert(ALBUM).columns((ALBUM.album_id, ALBUM.artist_id, ALBUM.title));
            nameless.values((9, 99, "Nobody's")).on_conflict((ALBUM.album_id,)).do_nothing()
        })
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "album" ("album_id", "artist_id", "title") VALUES (?, ?, ?) ON CONFLICT ("album_id") DO NOTHING"#)
        .mysql("INSERT INTO `album` (`album_id`, `artist_id`, `title`) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE `album_id` = `album`.`album_id`")
        .fails_on("sqlite", crate::ErrorKind::ForeignKey)
        .fails_on("postgres", crate::ErrorKind::ForeignKey)
        .fails_on("mysql", crate::ErrorKind::ForeignKey),
    ]
}

fn targets() -> Vec<Case> {
    vec![
        case("one of two keys", {
            let t = two_keys();
            insert(&t)
                .columns(("artist_id", "name"))
                .values((2, "Udo"))
                .on_conflict(("artist_id",))
                .do_update(|row| row.set("name", excluded("name")))
        })
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = "excluded"."name""#)
        .refused_on("mysql", Unsupported, ["one of the keys of artist", "on_any_conflict"])
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Udo"), (3, "Björk"), (4, NULL)]),
        case("a key that nobody has declared", {
            let t = table("artist");
            insert(&t).columns(("artist_id", "name")).values((2, "Udo")).on_conflict(("artist_id",)).do_nothing()
        })
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ("artist_id") DO NOTHING"#)
        .refused_on("mysql", Unsupported, ["declares none", "on_any_conflict"])
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL)]),
        case("a change on any conflict", one().on_any_conflict().do_update(|row| row.set_excluded((ARTIST.name,))))
            .needs(Capability::UpdateAnyConflict)
            .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT DO UPDATE SET "name" = "excluded"."name""#)
            .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?) AS `new` ON DUPLICATE KEY UPDATE `name` = `new`.`name`")
            .mariadb("INSERT INTO `artist` (`artist_id`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`)")
            .emulated_on("mysql")
            .leaves(artists(), rows![(1, "AC/DC"), (2, "U.D.O."), (3, "Björk"), (4, NULL)]),
        case("a constraint by its name", one().on_constraint("artist_pkey").do_update(|row| row.set_excluded((ARTIST.name,))))
            .needs(Capability::OnConstraint)
            .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ON CONSTRAINT "artist_pkey" DO UPDATE SET "name" = "excluded"."name""#)
            .leaves(artists(), rows![(1, "AC/DC"), (2, "U.D.O."), (3, "Björk"), (4, NULL)]),
        case("a constraint's name is a name", one().on_constraint(r#"x" DO NOTHING --"#).do_nothing())
            .needs(Capability::OnConstraint)
            .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ON CONSTRAINT "x"" DO NOTHING --" DO NOTHING"#)
            .fails_on("postgres", crate::ErrorKind::Missing),
        case(
            "a partial index",
            one().on_conflict((ARTIST.artist_id,)).where_index(ARTIST.name.eq("it's")).do_nothing(),
        )
        .needs(Capability::UpsertFilter)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ("artist_id") WHERE "name" = 'it''s' DO NOTHING"#)
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL)]),
        case(
            "an index of expressions",
            one().on_conflict_index((lower(ARTIST.name), ARTIST.artist_id + 1, ARTIST.name)).where_index(ARTIST.name.ne("")).do_nothing(),
        )
        .needs(Capability::UpsertFilter)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ((lower("name")), ("artist_id" + 1), "name") WHERE "name" <> '' DO NOTHING"#)
        .refused_on("mysql", Unsupported, ["an index of expressions", ".on_any_conflict()"])
        .fails_on("sqlite", crate::ErrorKind::Database)
        .fails_on("postgres", crate::ErrorKind::Syntax),
        case(
            "one clause after the other",
            one().on_conflict((ARTIST.artist_id,)).do_update(|row| row.set(ARTIST.name, "x")).on_any_conflict().do_nothing(),
        )
        .needs(Capability::SeveralConflicts)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (?, ?) ON CONFLICT ("artist_id") DO UPDATE SET "name" = ? ON CONFLICT DO NOTHING"#)
        .leaves(artists(), rows![(1, "AC/DC"), (2, "x"), (3, "Björk"), (4, NULL)]),
    ]
}

fn from_queries() -> Vec<Case> {
    let into = || insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name));
    let both =
        select((ALBUM.album_id, ALBUM.title)).union_all(select((ALBUM.album_id + 10, ALBUM.title)));
    vec![
        case(
            "of a query",
            into()
                .query(select((ALBUM.album_id, ALBUM.title)).from(ALBUM))
                .on_conflict((ARTIST.artist_id,))
                .do_update(|row| row.set(ARTIST.name, ARTIST.name.concat(excluded(ARTIST.name)))),
        )
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") SELECT "album"."album_id", "album"."title" FROM "album" ON CONFLICT ("artist_id") DO UPDATE SET "name" = "artist"."name" || "excluded"."name""#)
        .sqlite(r#"INSERT INTO "artist" ("artist_id", "name") SELECT "album"."album_id", "album"."title" FROM "album" WHERE TRUE ON CONFLICT ("artist_id") DO UPDATE SET "name" = "artist"."name" || "excluded"."name""#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) SELECT * FROM (SELECT `album`.`album_id`, `album`.`title` FROM `album`) AS `new` (`artist_id`, `name`) ON DUPLICATE KEY UPDATE `name` = concat(`artist`.`name`, `new`.`name`)")
        .mariadb("INSERT INTO `artist` (`artist_id`, `name`) SELECT * FROM (WITH `named columns` (`artist_id`, `name`) AS (SELECT `album`.`album_id`, `album`.`title` FROM `album`) SELECT * FROM `named columns`) AS `new` ON DUPLICATE KEY UPDATE `name` = concat(`artist`.`name`, VALUES(`name`))")
        .leaves(
            artists(),
            rows![(1, "AC/DCFor Those About To Rock"), (2, "AcceptBalls to the Wall"), (3, "Björk100% Rock_n_Roll"), (4, NULL)],
        ),
        case("of a union", into().query(both).on_conflict((ARTIST.artist_id,)).do_nothing())
            .needs(Capability::Upsert)
            .same(r#"INSERT INTO "artist" ("artist_id", "name") SELECT "album"."album_id", "album"."title" FROM "album" UNION ALL SELECT "album"."album_id" + ?, "album"."title" FROM "album" ON CONFLICT ("artist_id") DO NOTHING"#)
            .sqlite(r#"INSERT INTO "artist" ("artist_id", "name") SELECT * FROM (SELECT "album"."album_id", "album"."title" FROM "album" UNION ALL SELECT "album"."album_id" + ?, "album"."title" FROM "album") AS "new" WHERE TRUE ON CONFLICT ("artist_id") DO NOTHING"#)
            .mysql("INSERT INTO `artist` (`artist_id`, `name`) SELECT * FROM (SELECT `album`.`album_id`, `album`.`title` FROM `album` UNION ALL SELECT `album`.`album_id` + ?, `album`.`title` FROM `album`) AS `new` (`artist_id`, `name`) ON DUPLICATE KEY UPDATE `artist_id` = `artist`.`artist_id`")
            .mariadb("INSERT INTO `artist` (`artist_id`, `name`) SELECT * FROM (WITH `named columns` (`artist_id`, `name`) AS (SELECT `album`.`album_id`, `album`.`title` FROM `album` UNION ALL SELECT `album`.`album_id` + ?, `album`.`title` FROM `album`) SELECT * FROM `named columns`) AS `new` ON DUPLICATE KEY UPDATE `artist_id` = `artist`.`artist_id`")
            .leaves(
                artists().filter(ARTIST.artist_id.gt(3)),
                rows![(4, NULL), (11, "For Those About To Rock"), (12, "Balls to the Wall"), (13, "100% Rock_n_Roll"), (14, "Homogenic")],
            ),
        case(
            "of the table itself",
            into()
                .query(select((ARTIST.artist_id, ARTIST.name)).from(ARTIST).filter(ARTIST.artist_id.lt(3)))
                .on_conflict((ARTIST.artist_id,))
                .do_update(|row| row.set(ARTIST.name, ARTIST.name.concat(excluded(ARTIST.name)))),
        )
        .needs(Capability::Upsert)
        .same(r#"INSERT INTO "artist" ("artist_id", "name") SELECT "artist"."artist_id", "artist"."name" FROM "artist" WHERE "artist"."artist_id" < ? ON CONFLICT ("artist_id") DO UPDATE SET "name" = "artist"."name" || "excluded"."name""#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) SELECT * FROM (SELECT `artist`.`artist_id`, `artist`.`name` FROM `artist` WHERE `artist`.`artist_id` < ?) AS `new` (`artist_id`, `name`) ON DUPLICATE KEY UPDATE `name` = concat(`artist`.`name`, `new`.`name`)")
        .mariadb("INSERT INTO `artist` (`artist_id`, `name`) SELECT * FROM (WITH `named columns` (`artist_id`, `name`) AS (SELECT `artist`.`artist_id`, `artist`.`name` FROM `artist` WHERE `artist`.`artist_id` < ?) SELECT * FROM `named columns`) AS `new` ON DUPLICATE KEY UPDATE `name` = concat(`artist`.`name`, VALUES(`name`))")
        .leaves(artists(), rows![(1, "AC/DCAC/DC"), (2, "AcceptAccept"), (3, "Björk"), (4, NULL)]),
    ]
}

fn verbs() -> Vec<Case> {
    let sqlite = "it is SQLite's own";
    let mysql = "it is MySQL's own";
    vec![
        case("or ignore", two().verb(InsertVerb::OrIgnore))
            .only_on(["sqlite"], sqlite)
            .same(r#"INSERT OR IGNORE INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?)"#)
            .leaves(
                artists(),
                rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL), (7, "Can")],
            ),
        case(
            "or replace",
            insert(ARTIST).columns((ARTIST.artist_id,)).values((4,)).verb(InsertVerb::OrReplace),
        )
        .only_on(["sqlite"], sqlite)
        .same(r#"INSERT OR REPLACE INTO "artist" ("artist_id") VALUES (?)"#)
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL)]),
        case("ignore", two().verb(InsertVerb::Ignore))
            .only_on(["mysql"], mysql)
            .same(r#"INSERT IGNORE INTO "artist" ("artist_id", "name") VALUES (?, ?), (?, ?)"#)
            .leaves(
                artists(),
                rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, NULL), (7, "Can")],
            ),
        case(
            "replace",
            insert(ARTIST)
                .columns((ARTIST.artist_id, ARTIST.name))
                .values((4, "Can"))
                .verb(InsertVerb::Replace),
        )
        .only_on(["mysql", "sqlite"], "it is theirs")
        .same(r#"REPLACE INTO "artist" ("artist_id", "name") VALUES (?, ?)"#)
        .leaves(artists(), rows![(1, "AC/DC"), (2, "Accept"), (3, "Björk"), (4, "Can")]),
    ]
}

fn mistakes() -> Vec<Case> {
    vec![
        refused(
            insert(ARTIST).set(ARTIST.name, excluded(ARTIST.name)),
            Scope,
            ["excluded.name is used outside of DO UPDATE"],
        ),
        refused(
            delete(ARTIST).filter(excluded(ARTIST.name).eq("Can")),
            Scope,
            ["excluded.name", "DO UPDATE"],
        ),
        refused(
            one().on_conflict((ARTIST.artist_id,)).do_nothing().verb(InsertVerb::OrFail),
            Invalid,
            ["INSERT OR FAIL beside ON CONFLICT"],
        ),
    ]
}
