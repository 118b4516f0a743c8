//! DEFAULT as a value, rows of nothing but defaults, and rows of differing columns.

use crate::ErrorKind::{Invalid, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [cells(), rows_of_defaults(), assigned(), by_name(), mistakes()].into_iter().flatten().collect()
}

fn artists() -> Select<(Int, Nullable<Text>)> {
    select((ARTIST.artist_id, ARTIST.name))
        .filter(ARTIST.artist_id.gt(4))
        .order_by(ARTIST.artist_id)
}

fn albums() -> Select<(Int, Nullable<Int>)> {
    select((ALBUM.album_id, ALBUM.year)).filter(ALBUM.album_id.gt(4)).order_by(ALBUM.album_id)
}

fn cells() -> Vec<Case> {
    let both = || insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name));
    let all = (ALBUM.album_id, ALBUM.title, ALBUM.artist_id, ALBUM.year);
    let albums_of = || insert(ALBUM).columns(all);
    vec![
        case(
            "a key by default in some rows",
            both().values((default(), "Can")).values((9, "Neu!")),
        )
        .needs(Capability::DefaultCells)
        .sqlite(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (NULL, ?), (?, ?)"#)
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (DEFAULT, $1), ($2, $3)"#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (NULL, ?), (?, ?)")
        .leaves(artists(), rows![(5, "Can"), (9, "Neu!")]),
        case(
            "a default in each row",
            both().values((default(), "Can")).values((default(), "Neu!")),
        )
        .needs(Capability::DefaultCells)
        .sqlite(r#"INSERT INTO "artist" ("name") VALUES (?), (?)"#)
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (DEFAULT, $1), (DEFAULT, $2)"#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (NULL, ?), (NULL, ?)")
        .leaves(artists(), rows![(5, "Can"), (6, "Neu!")]),
        case("defaults alone", both().values((default(), default())))
            .needs(Capability::DefaultCells)
            .sqlite(r#"INSERT INTO "artist" DEFAULT VALUES"#)
            .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (DEFAULT, DEFAULT)"#)
            .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (NULL, DEFAULT)")
            .leaves(artists(), rows![(5, NULL)]),
        case(
            "defaults alone in several rows",
            both().rows([(default(), default()), (default(), default())]),
        )
        .needs(Capability::DefaultCells)
        .sqlite(r#"INSERT INTO "artist" ("artist_id") VALUES (NULL), (NULL)"#)
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (DEFAULT, DEFAULT), (DEFAULT, DEFAULT)"#)
        .mysql("INSERT INTO `artist` (`artist_id`, `name`) VALUES (NULL, DEFAULT), (NULL, DEFAULT)")
        .leaves(artists(), rows![(5, NULL), (6, NULL)]),
        case(
            "a default that nobody has declared",
            albums_of().values((7, "a", 1, default())).values((8, "b", 1, 1999)),
        )
        .needs(Capability::DefaultCells)
        .refused_on("sqlite", Unsupported, ["DEFAULT for the column year", "declare the default"])
        .at("VALUES")
        .postgres(r#"INSERT INTO "album" ("album_id", "title", "artist_id", "year") VALUES ($1, $2, $3, DEFAULT), ($4, $5, $6, $7)"#)
        .mysql("INSERT INTO `album` (`album_id`, `title`, `artist_id`, `year`) VALUES (?, ?, ?, DEFAULT), (?, ?, ?, ?)")
        .leaves(albums(), rows![(7, NULL), (8, 1999)]),
        case("and that is left out in each row", albums_of().values((7, "a", 1, default())))
            .needs(Capability::DefaultCells)
            .sqlite(r#"INSERT INTO "album" ("album_id", "title", "artist_id") VALUES (?, ?, ?)"#)
            .postgres(r#"INSERT INTO "album" ("album_id", "title", "artist_id", "year") VALUES ($1, $2, $3, DEFAULT)"#)
            .mysql("INSERT INTO `album` (`album_id`, `title`, `artist_id`, `year`) VALUES (?, ?, ?, DEFAULT)")
            .leaves(albums(), rows![(7, NULL)]),
        case(
            "a default in each row of an unknown table",
            insert(table("artist")).columns(("artist_id", "name")).values((default(), "Can")),
        )
        .needs(Capability::DefaultCells)
        .sqlite(r#"INSERT INTO "artist" ("name") VALUES (?)"#)
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (DEFAULT, $1)"#)
        .mysql("INSERT INTO `artist` (`name`) VALUES (?)")
        .leaves(artists(), rows![(5, "Can")]),
        case(
            "a default in some rows of an unknown table",
            insert(table("artist")).columns(("artist_id", "name")).values((default(), "Can")).values((9, "Neu!")),
        )
        .refused_on("sqlite", Unsupported, ["DEFAULT for the column artist_id"])
        .refused_on("mysql", Unsupported, ["artist_id, which may be a generated key"])
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (DEFAULT, $1), ($2, $3)"#)
        .leaves(artists(), rows![(5, "Can"), (9, "Neu!")]),
        case(
            "a default, and what it was",
            both().values((default(), "Can")).returning(ARTIST.artist_id),
        )
        .needs(Capability::DefaultCells)
        .needs(Capability::InsertReturning)
        .sqlite(r#"INSERT INTO "artist" ("name") VALUES (?) RETURNING "artist"."artist_id""#)
        .postgres(r#"INSERT INTO "artist" ("artist_id", "name") VALUES (DEFAULT, $1) RETURNING "artist"."artist_id""#)
        .mariadb("INSERT INTO `artist` (`artist_id`, `name`) VALUES (NULL, ?) RETURNING `artist`.`artist_id`")
        .rows(rows![(5)]),
    ]
}

fn rows_of_defaults() -> Vec<Case> {
    vec![
        case("rows of defaults", insert(ARTIST).default_rows(2))
            .needs(Capability::DefaultValues)
            .emulated_on("sqlite")
            .sqlite(r#"INSERT INTO "artist" ("artist_id") VALUES (NULL), (NULL)"#)
            .postgres(r#"INSERT INTO "artist" ("artist_id") VALUES (DEFAULT), (DEFAULT)"#)
            .mysql("INSERT INTO `artist` () VALUES (), ()")
            .leaves(artists(), rows![(5, NULL), (6, NULL)]),
        case(
            "rows of defaults, returned",
            insert(ARTIST).default_rows(2).returning(ARTIST.artist_id),
        )
        .needs(Capability::DefaultValues)
        .needs(Capability::InsertReturning)
        .emulated_on("sqlite")
        .sqlite(r#"INSERT INTO "artist" ("artist_id") VALUES (NULL), (NULL) RETURNING "artist"."artist_id""#)
        .postgres(r#"INSERT INTO "artist" ("artist_id") VALUES (DEFAULT), (DEFAULT) RETURNING "artist"."artist_id""#)
        .mariadb("INSERT INTO `artist` () VALUES (), () RETURNING `artist`.`artist_id`")
        .rows(rows![(5), (6)]),
        case("rows of defaults of an unknown table", insert(table("artist")).default_rows(2))
            .refused_on("ansi", Unsupported, ["several rows of defaults into artist", "one by one"])
            .refused_on(
                "sqlite",
                Unsupported,
                ["several rows of defaults into artist", "one by one"],
            )
            .refused_on(
                "postgres",
                Unsupported,
                ["several rows of defaults into artist", "one by one"],
            )
            .mysql("INSERT INTO `artist` () VALUES (), ()")
            .leaves(artists(), rows![(5, NULL), (6, NULL)]),
    ]
}

fn assigned() -> Vec<Case> {
    let key = || insert(ALBUM).columns((ALBUM.album_id, ALBUM.title, ALBUM.artist_id));
    vec![
        case(
            "a column is set to its default",
            update(ALBUM).set(ALBUM.year, default()).filter(ALBUM.album_id.eq(1)),
        )
        .refused_on("sqlite", Unsupported, ["DEFAULT for the column year"])
        .at("SET")
        .postgres(r#"UPDATE "album" SET "year" = DEFAULT WHERE "album"."album_id" = $1"#)
        .mysql("UPDATE `album` SET `year` = DEFAULT WHERE `album`.`album_id` = ?")
        .leaves(select(count_all()).from(ALBUM).filter(ALBUM.year.is_null()), rows![(2)]),
        case(
            "an upsert sets a default",
            key()
                .values((1, "x", 1))
                .on_conflict((ALBUM.album_id,))
                .do_update(|row| row.set(ALBUM.year, default()).set_excluded((ALBUM.title,))),
        )
        .needs(Capability::Upsert)
        .refused_on("sqlite", Unsupported, ["DEFAULT for the column year"])
        .postgres(r#"INSERT INTO "album" ("album_id", "title", "artist_id") VALUES ($1, $2, $3) ON CONFLICT ("album_id") DO UPDATE SET "year" = DEFAULT, "title" = "excluded"."title""#)
        .mysql("INSERT INTO `album` (`album_id`, `title`, `artist_id`) VALUES (?, ?, ?) AS `new` ON DUPLICATE KEY UPDATE `year` = DEFAULT, `title` = `new`.`title`")
        .mariadb("INSERT INTO `album` (`album_id`, `title`, `artist_id`) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE `year` = DEFAULT, `title` = VALUES(`title`)")
        .leaves(select((ALBUM.title, ALBUM.year)).filter(ALBUM.album_id.eq(1)), rows![("x", NULL)]),
        case(
            "a MERGE inserts and sets defaults",
            merge_into(ALBUM)
                .using(ARTIST)
                .on(ALBUM.album_id.eq(ARTIST.artist_id))
                .when_matched()
                .and(ALBUM.album_id.eq(1))
                .update(|row| row.set(ALBUM.year, default()))
                .when_not_matched()
                .insert((ALBUM.album_id, ALBUM.year), (default(), default())),
        )
        .needs(Capability::Merge)
        .postgres(r#"MERGE INTO "album" USING "artist" ON "album"."album_id" = "artist"."artist_id" WHEN MATCHED AND "album"."album_id" = $1 THEN UPDATE SET "year" = DEFAULT WHEN NOT MATCHED THEN INSERT ("album_id", "year") VALUES (DEFAULT, DEFAULT)"#)
        .leaves(
            select(ALBUM.album_id).filter(ALBUM.year.is_null()).order_by(ALBUM.album_id),
            rows![(1), (3)],
        ),
    ]
}

fn by_name() -> Vec<Case> {
    let named = |id: i64, name: &'static str| [("name", value(name)), ("artist_id", value(id))];
    let turned = [("artist_id", value(8)), ("name", value("Neu!"))];
    let some =
        [vec![("name", value("Can"))], vec![("artist_id", value(9)), ("name", value("Neu!"))]];
    vec![
        case("rows by name", insert(ARTIST).named_rows([named(7, "Can"), turned]))
            .same(r#"INSERT INTO "artist" ("name", "artist_id") VALUES (?, ?), (?, ?)"#)
            .params(["Can".into(), 7.into(), "Neu!".into(), 8.into()])
            .leaves(artists(), rows![(7, "Can"), (8, "Neu!")]),
        case("rows by name, of differing columns", insert(ARTIST).named_rows_or_default(some))
            .needs(Capability::DefaultCells)
            .sqlite(r#"INSERT INTO "artist" ("name", "artist_id") VALUES (?, NULL), (?, ?)"#)
            .postgres(
                r#"INSERT INTO "artist" ("name", "artist_id") VALUES ($1, DEFAULT), ($2, $3)"#,
            )
            .mysql("INSERT INTO `artist` (`name`, `artist_id`) VALUES (?, NULL), (?, ?)")
            .leaves(artists(), rows![(5, "Can"), (9, "Neu!")]),
    ]
}

fn mistakes() -> Vec<Case> {
    let named = |names: &[&'static str]| names.iter().map(|name| (*name, 1)).collect::<Vec<_>>();
    let rows = |first: &[&'static str], second: &[&'static str]| {
        insert(ARTIST).named_rows([named(first), named(second)])
    };
    vec![
        refused(
            insert(ARTIST).set(ARTIST.artist_id, Expr::<Int>::new(default().into_node()) + 1),
            Invalid,
            ["DEFAULT is used where no column is given a value", "it stands alone"],
        )
        .at("VALUES"),
        refused(select(default()), Invalid, ["DEFAULT is used where no column"]),
        refused(
            update(ARTIST).set(ARTIST.name, "x").filter(ARTIST.name.eq(default())),
            Invalid,
            ["DEFAULT is used where no column"],
        )
        .at("WHERE"),
        refused(rows(&["name"], &["artist_id"]), Invalid, ["row 1 has a column artist_id"]),
        refused(
            rows(&["name", "artist_id"], &["name"]),
            Invalid,
            ["row 1 has no column artist_id", "named_rows_or_default"],
        ),
        refused(rows(&["name"], &["name", "name"]), Invalid, ["row 1 has the column name twice"]),
        refused(rows(&["nmae"], &["nmae"]), Invalid, ["table artist has no column nmae"]),
        refused(
            insert(ARTIST).set(ARTIST.artist_id, 1).named_rows([named(&["name"])]),
            Invalid,
            ["rows with names in an INSERT that has columns"],
        ),
        refused(insert(ARTIST).default_rows(0), Invalid, ["the INSERT has no rows"]),
        refused(
            insert(ARTIST).default_rows(usize::MAX),
            Invalid,
            ["rows of defaults", "at most 100000"],
        ),
    ]
}
