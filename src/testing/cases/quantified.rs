//! ANY and ALL, row values, collations.

use crate::ErrorKind::{Invalid, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};
use crate::typed::row;
use crate::value::{Array as ArrayValue, Kind};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let mut all = any_and_all();
    all.extend(row_values());
    all.extend(collations());
    all
}

fn any_and_all() -> Vec<Case> {
    let albums = || select(ALBUM.album_id).order_by(ALBUM.album_id);
    let years = || select(ALBUM.year).filter(ALBUM.album_id.le(2));
    let none = || select(ALBUM.year).filter(ALBUM.album_id.gt(9));
    vec![
        case("any of a query's rows", albums().filter(ALBUM.album_id.eq_any(select(TRACK.album_id))))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" IN (SELECT "track"."album_id" FROM "track") ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" = ANY (SELECT "track"."album_id" FROM "track") ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` = ANY (SELECT `track`.`album_id` FROM `track`) ORDER BY `album`.`album_id`")
            .rows(rows![(1), (2), (4)]),
        case("none of a query's rows", albums().filter(ALBUM.album_id.ne_all(select(TRACK.album_id))))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" NOT IN (SELECT "track"."album_id" FROM "track") ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <> ALL (SELECT "track"."album_id" FROM "track") ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <> ALL (SELECT `track`.`album_id` FROM `track`) ORDER BY `album`.`album_id`")
            .rows(rows![(3)]),
        case(
            "compared with all rows and with any",
            albums().filter(ALBUM.year.gt_all(years()).or(ALBUM.year.lt_any(years()))),
        )
        .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."year" > ALL (SELECT "album"."year" FROM "album" WHERE "album"."album_id" <= $1) OR "album"."year" < ANY (SELECT "album"."year" FROM "album" WHERE "album"."album_id" <= $2) ORDER BY "album"."album_id""#)
        .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`year` > ALL (SELECT `album`.`year` FROM `album` WHERE `album`.`album_id` <= ?) OR `album`.`year` < ANY (SELECT `album`.`year` FROM `album` WHERE `album`.`album_id` <= ?) ORDER BY `album`.`album_id`")
        .refused_on("sqlite", Unsupported, ["ANY or ALL", "min(…) or max(…)"])
        .rows(rows![(1), (4)]),
        case(
            "of no rows",
            select((ALBUM.year.gt_all(none()), ALBUM.year.gt_any(none()))).filter(ALBUM.album_id.eq(1)),
        )
        .postgres(r#"SELECT "album"."year" > ALL (SELECT "album"."year" FROM "album" WHERE "album"."album_id" > $1), "album"."year" > ANY (SELECT "album"."year" FROM "album" WHERE "album"."album_id" > $2) FROM "album" WHERE "album"."album_id" = $3"#)
        .mysql("SELECT `album`.`year` > ALL (SELECT `album`.`year` FROM `album` WHERE `album`.`album_id` > ?), `album`.`year` > ANY (SELECT `album`.`year` FROM `album` WHERE `album`.`album_id` > ?) FROM `album` WHERE `album`.`album_id` = ?")
        .refused_on("sqlite", Unsupported, ["ANY or ALL", "min(…) or max(…)"])
        .rows(rows![(true, false)]),
        case(
            "of an array",
            albums().filter(
                ALBUM.album_id.eq_any(ArrayValue::new(Kind::Int, vec![Value::Int(2), Value::Int(4)])),
            ),
        )
        .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" = ANY ($1) ORDER BY "album"."album_id""#)
        .refused_on("sqlite", Unsupported, ["ANY or ALL of an array", ".in_(…)"])
        .refused_on("mysql", Unsupported, ["ANY or ALL of an array", ".in_(…)"])
        .rows(rows![(2), (4)]),
        case("of a limited query", albums().filter(ALBUM.album_id.eq_any(select(TRACK.album_id).order_by(TRACK.track_id).limit(1))))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" IN (SELECT "track"."album_id" FROM "track" ORDER BY "track"."track_id" LIMIT ?) ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" = ANY (SELECT "track"."album_id" FROM "track" ORDER BY "track"."track_id" LIMIT $1) ORDER BY "album"."album_id""#)
            .refused_on("mysql", Unsupported, ["LIMIT in the subquery of ANY", "FROM"])
            .rows(rows![(1)]),
    ]
}

fn row_values() -> Vec<Case> {
    let pair = || row((ALBUM.artist_id, ALBUM.album_id));
    let albums = || select(ALBUM.album_id).order_by(ALBUM.album_id);
    let of = |a: i64, b: i64| row((a, b));
    let all = vec![
        case("after another", albums().filter(pair().gt(of(1, 2))))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") > (?, ?) ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") > ($1, $2) ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE (`album`.`artist_id`, `album`.`album_id`) > (?, ?) ORDER BY `album`.`album_id`")
            .rows(rows![(2), (3), (4)]),
        case("equal and not", albums().filter(pair().eq(of(1, 1)).or(pair().ne(of(2, 2)))))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") = (?, ?) OR ("album"."artist_id", "album"."album_id") <> (?, ?) ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") = ($1, $2) OR ("album"."artist_id", "album"."album_id") <> ($3, $4) ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE (`album`.`artist_id`, `album`.`album_id`) = (?, ?) OR (`album`.`artist_id`, `album`.`album_id`) <> (?, ?) ORDER BY `album`.`album_id`")
            .rows(rows![(1), (3), (4)]),
        case("between two", albums().filter(pair().between(of(1, 2), of(2, 2))))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") >= (?, ?) AND ("album"."artist_id", "album"."album_id") <= (?, ?) ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") >= ($1, $2) AND ("album"."artist_id", "album"."album_id") <= ($3, $4) ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE (`album`.`artist_id`, `album`.`album_id`) >= (?, ?) AND (`album`.`artist_id`, `album`.`album_id`) <= (?, ?) ORDER BY `album`.`album_id`")
            .rows(rows![(2), (3)]),
        case("in a list", albums().filter(pair().in_([of(1, 1), of(2, 2), of(2, 9)])))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") IN ((?, ?), (?, ?), (?, ?)) ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") IN (($1, $2), ($3, $4), ($5, $6)) ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE (`album`.`artist_id`, `album`.`album_id`) IN ((?, ?), (?, ?), (?, ?)) ORDER BY `album`.`album_id`")
            .rows(rows![(1), (2)]),
        case("in no list", albums().filter(pair().not_in([of(1, 1), of(2, 2)])))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") NOT IN ((?, ?), (?, ?)) ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") NOT IN (($1, $2), ($3, $4)) ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE (`album`.`artist_id`, `album`.`album_id`) NOT IN ((?, ?), (?, ?)) ORDER BY `album`.`album_id`")
            .rows(rows![(3), (4)]),
        case(
            "in a query's rows",
            albums().filter(pair().in_query(select((ARTIST.artist_id, ARTIST.artist_id + 1)).from(ARTIST))),
        )
        .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") IN (SELECT "artist"."artist_id", "artist"."artist_id" + ? FROM "artist") ORDER BY "album"."album_id""#)
        .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE ("album"."artist_id", "album"."album_id") IN (SELECT "artist"."artist_id", "artist"."artist_id" + $1 FROM "artist") ORDER BY "album"."album_id""#)
        .mysql("SELECT `album`.`album_id` FROM `album` WHERE (`album`.`artist_id`, `album`.`album_id`) IN (SELECT `artist`.`artist_id`, `artist`.`artist_id` + ? FROM `artist`) ORDER BY `album`.`album_id`")
        .rows(rows![(4)]),
        case(
            "NULL is a value to IS DISTINCT FROM",
            select((
                row((ALBUM.year, ALBUM.album_id)).is_not_distinct_from(row((None::<i64>, 3))),
                row((ALBUM.year, ALBUM.album_id)).is_distinct_from(row((1, 3))),
                row((ALBUM.year, ALBUM.album_id)).eq(row((1, 3))),
            ))
            .filter(ALBUM.album_id.eq(3)),
        )
        .sqlite(r#"SELECT ("album"."year", "album"."album_id") IS (?, ?), ("album"."year", "album"."album_id") IS NOT (?, ?), ("album"."year", "album"."album_id") = (?, ?) FROM "album" WHERE "album"."album_id" = ?"#)
        .postgres(r#"SELECT ("album"."year", "album"."album_id") IS NOT DISTINCT FROM ($1, $2), ("album"."year", "album"."album_id") IS DISTINCT FROM ($3, $4), ("album"."year", "album"."album_id") = ($5, $6) FROM "album" WHERE "album"."album_id" = $7"#)
        .mysql("SELECT (`album`.`year`, `album`.`album_id`) <=> (?, ?), NOT ((`album`.`year`, `album`.`album_id`) <=> (?, ?)), (`album`.`year`, `album`.`album_id`) = (?, ?) FROM `album` WHERE `album`.`album_id` = ?")
        .rows(rows![(true, true, NULL)]),
    ];
    let mut all: Vec<Case> =
        all.into_iter().map(|case| case.needs(Capability::RowValues)).collect();
    all.push(refused(
        albums().filter(pair().eq(row((1, 2, 3)))),
        Invalid,
        ["a row of 2 values is compared with one of 3", "the same number"],
    ));
    all
}

fn collations() -> Vec<Case> {
    let names = || select(ARTIST.artist_id).filter(ARTIST.name.is_not_null());
    vec![
        case("SQLite's", names().filter(ARTIST.name.collate("NOCASE").eq("ac/dc")))
            .sqlite(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" IS NOT NULL AND "artist"."name" COLLATE "NOCASE" = ?"#)
            .only_on(["sqlite"], "the collation's name is SQLite's")
            .rows(rows![(1)]),
        case("MySQL's", names().filter(ARTIST.name.collate("utf8mb4_bin").eq("ac/dc")))
            .mysql("SELECT `artist`.`artist_id` FROM `artist` WHERE `artist`.`name` IS NOT NULL AND `artist`.`name` COLLATE utf8mb4_bin = ?")
            .only_on(["mysql"], "the collation's name is MySQL's")
            .rows(rows![]),
        case("PostgreSQL's", names().order_by(lower(ARTIST.name.collate_in("pg_catalog", "C")).desc()).limit(1))
            .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" IS NOT NULL ORDER BY lower("artist"."name" COLLATE "pg_catalog"."C") DESC LIMIT $1"#)
            .only_on(["postgres"], "the collation's name is PostgreSQL's")
            .rows(rows![(3)]),
        case("of what is computed", names().filter(ARTIST.name.concat("x").collate("C").eq("AC/DCx")))
            .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" IS NOT NULL AND ("artist"."name" || $1) COLLATE "C" = $2"#)
            .only_on(["postgres"], "the collation's name is PostgreSQL's")
            .rows(rows![(1)]),
        case(
            "of a lower bound",
            names().filter(value("B").between(ARTIST.name.collate("C").concat("x"), ARTIST.name.collate("C").concat("x"))),
        )
        .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" IS NOT NULL AND $1 BETWEEN ("artist"."name" COLLATE "C" || $2) AND "artist"."name" COLLATE "C" || $3"#)
        .only_on(["postgres"], "other databases have collations of other names")
        .rows(rows![]),
        case("in a schema", names().filter(ARTIST.name.collate_in("s", "c").eq("x")))
            .refused_on("sqlite", Unsupported, ["a collation in a schema", "name it alone"])
            .refused_on("mysql", Unsupported, ["a collation in a schema", "name it alone"])
            .not_on("postgres", "there it may be"),
        case("no name", names().filter(ARTIST.name.collate("x' OR 1").eq("x")))
            .only_on(["mysql"], "elsewhere any name can be quoted")
            .refused_on("mysql", Invalid, ["is not a plain name for a collation"]),
    ]
}
