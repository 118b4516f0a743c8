//! Comparisons, IN, BETWEEN.

use super::conditions::{albums, artists};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [comparisons(), with_null(), in_lists(), in_queries(), between()]
        .into_iter()
        .flatten()
        .collect()
}

fn comparisons() -> Vec<Case> {
    vec![
        artists("eq", ARTIST.artist_id.eq(2))
            .same(artists!(r#""artist"."artist_id" = ?"#))
            .params([2.into()])
            .rows(rows![(2)]),
        artists("ne", ARTIST.artist_id.ne(2))
            .same(artists!(r#""artist"."artist_id" <> ?"#))
            .rows(rows![(1), (3), (4)]),
        artists("lt", ARTIST.artist_id.lt(2))
            .same(artists!(r#""artist"."artist_id" < ?"#))
            .rows(rows![(1)]),
        artists("le", ARTIST.artist_id.le(2))
            .same(artists!(r#""artist"."artist_id" <= ?"#))
            .rows(rows![(1), (2)]),
        artists("gt", ARTIST.artist_id.gt(2))
            .same(artists!(r#""artist"."artist_id" > ?"#))
            .rows(rows![(3), (4)]),
        artists("ge", ARTIST.artist_id.ge(2))
            .same(artists!(r#""artist"."artist_id" >= ?"#))
            .rows(rows![(2), (3), (4)]),
        albums("column with column", ALBUM.album_id.gt(ALBUM.artist_id))
            .same(albums!(r#""album"."album_id" > "album"."artist_id""#))
            .rows(rows![(3), (4)]),
        artists("a comparison is a value", ARTIST.artist_id.eq(4).eq(ARTIST.name.is_null()))
            .same(artists!(r#"("artist"."artist_id" = ?) = ("artist"."name" IS NULL)"#))
            .sqlite(artists!(r#""artist"."artist_id" = ? = ("artist"."name" IS NULL)"#))
            .rows(rows![(1), (2), (3), (4)]),
        case(
            "chained comparisons keep their order",
            select((value(3).gt(2).gt(true), value(true).gt(value(2).gt(3)))),
        )
        .same("SELECT (? > ?) > ?, ? > (? > ?)")
        .sqlite("SELECT ? > ? > ?, ? > (? > ?)")
        .postgres("SELECT (CAST($1 AS bigint) > $2) > $3, $4 > (CAST($5 AS bigint) > $6)")
        .rows(rows![(false, true)]),
        case(
            "equality below a comparison",
            select((value(true).eq(value(3).lt(2)), value(1).eq(3).lt(true))),
        )
        .same("SELECT ? = (? < ?), (? = ?) < ?")
        .sqlite("SELECT ? = ? < ?, (? = ?) < ?")
        .postgres("SELECT $1 = (CAST($2 AS bigint) < $3), (CAST($4 AS bigint) = $5) < $6")
        .rows(rows![(false, true)]),
    ]
}

fn with_null() -> Vec<Case> {
    vec![
        artists("eq None", ARTIST.name.eq(None::<&str>))
            .same(artists!(r#""artist"."name" IS NULL"#))
            .params([])
            .rows(rows![(4)]),
        artists("ne None", ARTIST.name.ne(None::<String>))
            .same(artists!(r#""artist"."name" IS NOT NULL"#))
            .rows(rows![(1), (2), (3)]),
        artists("eq Some", ARTIST.name.eq(Some("Accept")))
            .same(artists!(r#""artist"."name" = ?"#))
            .params(["Accept".into()])
            .rows(rows![(2)]),
        artists("ne leaves NULL out", ARTIST.name.ne("Accept"))
            .same(artists!(r#""artist"."name" <> ?"#))
            .rows(rows![(1), (3)]),
        artists("is distinct from", ARTIST.name.is_distinct_from("Accept"))
            .needs(Capability::IsDistinctFrom)
            .same(artists!(r#""artist"."name" IS DISTINCT FROM ?"#))
            .sqlite(artists!(r#""artist"."name" IS NOT ?"#))
            .mysql(artists!(mysql "NOT (`artist`.`name` <=> ?)"))
            .rows(rows![(1), (3), (4)]),
        artists("is not distinct from NULL", ARTIST.name.is_not_distinct_from(None::<&str>))
            .needs(Capability::IsDistinctFrom)
            .same(artists!(r#""artist"."name" IS NOT DISTINCT FROM ?"#))
            .sqlite(artists!(r#""artist"."name" IS ?"#))
            .mysql(artists!(mysql "`artist`.`name` <=> ?"))
            .rows(rows![(4)]),
        albums(
            "is distinct from a column",
            ALBUM.year.is_distinct_from(ALBUM.album_id.nullable() + 1980),
        )
        .needs(Capability::IsDistinctFrom)
        .same(albums!(r#""album"."year" IS DISTINCT FROM "album"."album_id" + ?"#))
        .sqlite(albums!(r#""album"."year" IS NOT "album"."album_id" + ?"#))
        .mysql(albums!(mysql "NOT (`album`.`year` <=> `album`.`album_id` + ?)"))
        .rows(rows![(2), (3), (4)]),
        case(
            "IS with a boolean compares, and does not ask for truth",
            select((
                value(2).is_not_distinct_from(true),
                value(2).is_not_distinct_from(literal(true)),
                value(2).is_distinct_from(false),
            )),
        )
        .needs(Capability::IsDistinctFrom)
        .ansi("SELECT ? IS NOT DISTINCT FROM ?, ? IS NOT DISTINCT FROM TRUE, ? IS DISTINCT FROM ?")
        .sqlite("SELECT ? IS ?, ? IS 1, ? IS NOT ?")
        .not_on("postgres", "a number and a condition do not compare there")
        .mysql("SELECT ? <=> ?, ? <=> TRUE, NOT (? <=> ?)")
        .rows(rows![(false, false, true)]),
        case(
            "a value that is NULL compares as NULL",
            select((value(1).eq(null()), value(1).lt(None::<i64>), null().is_null())),
        )
        .same("SELECT ? = NULL, ? < ?, NULL IS NULL")
        .postgres("SELECT CAST($1 AS bigint) = NULL, CAST($2 AS bigint) < $3, NULL IS NULL")
        .rows(rows![(NULL, NULL, true)]),
    ]
}

fn in_lists() -> Vec<Case> {
    let nobody: [i64; 0] = [];
    let wanted = vec!["Accept", "AC/DC"];
    vec![
        artists("in an array", ARTIST.artist_id.in_([1, 3, 9]))
            .same(artists!(r#""artist"."artist_id" IN (?, ?, ?)"#))
            .params([1.into(), 3.into(), 9.into()])
            .rows(rows![(1), (3)]),
        artists("in a vector", ARTIST.name.in_(&wanted))
            .same(artists!(r#""artist"."name" IN (?, ?)"#))
            .rows(rows![(1), (2)]),
        artists("not in", ARTIST.artist_id.not_in([1, 3]))
            .same(artists!(r#""artist"."artist_id" NOT IN (?, ?)"#))
            .rows(rows![(2), (4)]),
        artists("in nothing", ARTIST.artist_id.in_(nobody)).same(artists!("FALSE")).rows(rows![]),
        artists("not in nothing: NULL too", ARTIST.name.not_in(Vec::<String>::new()))
            .same(artists!("TRUE"))
            .rows(rows![(1), (2), (3), (4)]),
        artists("in nothing, negated", not(ARTIST.name.in_(Vec::<String>::new())))
            .same(artists!("TRUE"))
            .rows(rows![(1), (2), (3), (4)]),
        artists("in nothing, as an operand", ARTIST.artist_id.in_(nobody).eq(false))
            .ansi(artists!("(FALSE) = ?"))
            .sqlite(artists!("FALSE = ?"))
            .postgres(artists!("FALSE = $1"))
            .mysql(artists!(mysql "FALSE = ?"))
            .rows(rows![(1), (2), (3), (4)]),
        artists(
            "in nothing, to the right",
            value(false).typed::<Bool>().eq(ARTIST.artist_id.in_(nobody)),
        )
        .same(artists!("? = (FALSE)"))
        .postgres(artists!("$1 = FALSE"))
        .mysql(artists!(mysql "? = FALSE"))
        .rows(rows![(1), (2), (3), (4)]),
        artists("in a list with None", ARTIST.name.in_([Some("Accept"), None]))
            .same(artists!(r#""artist"."name" IN (?) OR "artist"."name" IS NULL"#))
            .params(["Accept".into()])
            .rows(rows![(2), (4)]),
        artists("not in a list with None", ARTIST.name.not_in([Some("Accept"), None]))
            .same(artists!(r#""artist"."name" NOT IN (?) AND "artist"."name" IS NOT NULL"#))
            .rows(rows![(1), (3)]),
        artists("in a list with None, negated", not(ARTIST.name.in_([Some("Accept"), None])))
            .same(artists!(r#"NOT ("artist"."name" IN (?) OR "artist"."name" IS NULL)"#))
            .rows(rows![(1), (3)]),
        artists(
            "in a list with NULL",
            ARTIST.name.not_in([value("Accept").typed(), null().typed::<Text>()]),
        )
        .same(artists!(r#""artist"."name" NOT IN (?) AND "artist"."name" IS NOT NULL"#))
        .rows(rows![(1), (3)]),
        artists("in a list of None alone", ARTIST.name.in_([None::<&str>, None]))
            .same(artists!(r#""artist"."name" IS NULL"#))
            .rows(rows![(4)]),
        artists("not in a list of None alone", ARTIST.name.not_in([None::<&str>]))
            .same(artists!(r#""artist"."name" IS NOT NULL"#))
            .rows(rows![(1), (2), (3)]),
        albums(
            "in a list of expressions",
            ALBUM.artist_id.in_([ALBUM.album_id - 1, ALBUM.album_id * 1]),
        )
        .same(albums!(r#""album"."artist_id" IN ("album"."album_id" - ?, "album"."album_id" * ?)"#))
        .rows(rows![(1), (2), (4)]),
        artists("a condition in a list", ARTIST.artist_id.eq(1).in_([true, false]))
            .same(artists!(r#"("artist"."artist_id" = ?) IN (?, ?)"#))
            .sqlite(artists!(r#""artist"."artist_id" = ? IN (?, ?)"#))
            .rows(rows![(1), (2), (3), (4)]),
    ]
}

fn in_queries() -> Vec<Case> {
    let with_albums = select(ALBUM.artist_id);
    let years = select(ALBUM.year);
    let dynamic = select(vec![col("artist_id")]).from(ALBUM).filter(col("year").gt(1990));
    vec![
        artists("in a query", ARTIST.artist_id.in_(&with_albums))
            .same(artists!(r#""artist"."artist_id" IN (SELECT "album"."artist_id" FROM "album")"#))
            .rows(rows![(1), (2), (3)]),
        artists("not in a query", ARTIST.artist_id.not_in(&with_albums))
            .same(artists!(
                r#""artist"."artist_id" NOT IN (SELECT "album"."artist_id" FROM "album")"#
            ))
            .rows(rows![(4)]),
        artists("in a query, negated", not(ARTIST.artist_id.in_(with_albums)))
            .same(artists!(
                r#""artist"."artist_id" NOT IN (SELECT "album"."artist_id" FROM "album")"#
            ))
            .rows(rows![(4)]),
        artists("not in a query that gives NULL is never true", ARTIST.artist_id.not_in(years))
            .same(artists!(r#""artist"."artist_id" NOT IN (SELECT "album"."year" FROM "album")"#))
            .rows(rows![]),
        albums(
            "in a query with a limit",
            ALBUM.album_id.in_(select(TRACK.album_id).order_by(TRACK.track_id.desc()).limit(1)),
        )
        .same(albums!(
            r#""album"."album_id" IN (SELECT "track"."album_id" FROM "track" ORDER BY "track"."track_id" DESC LIMIT ?)"#
        ))
        .mysql(albums!(mysql
            "`album`.`album_id` IN (SELECT * FROM (SELECT `track`.`album_id` FROM `track` ORDER BY `track`.`track_id` DESC LIMIT ?) AS `limited`)"
        ))
        .rows(rows![(4)]),
        artists("in a dynamic query", ARTIST.artist_id.in_(dynamic))
            .same(artists!(
                r#""artist"."artist_id" IN (SELECT "artist_id" FROM "album" WHERE "year" > ?)"#
            ))
            .rows(rows![(3)]),
    ]
}

fn between() -> Vec<Case> {
    vec![
        albums("between", ALBUM.year.between(1981, 1983))
            .same(albums!(r#""album"."year" BETWEEN ? AND ?"#))
            .params([1981.into(), 1983.into()])
            .rows(rows![(1), (2)]),
        albums("not between", ALBUM.year.not_between(1981, 1982))
            .same(albums!(r#""album"."year" NOT BETWEEN ? AND ?"#))
            .rows(rows![(2), (4)]),
        albums("between, whichever is lower", ALBUM.year.between_symmetric(1983, 1981))
            .same(albums!(r#""album"."year" BETWEEN ? AND ? OR "album"."year" BETWEEN ? AND ?"#))
            .rows(rows![(1), (2)]),
        albums("not between, whichever is lower", not(ALBUM.year.between_symmetric(1983, 1981)))
            .same(albums!(
                r#"NOT ("album"."year" BETWEEN ? AND ? OR "album"."year" BETWEEN ? AND ?)"#
            ))
            .rows(rows![(4)]),
        albums("between, negated", not(ALBUM.year.between(1981, 1982)))
            .same(albums!(r#""album"."year" NOT BETWEEN ? AND ?"#))
            .rows(rows![(2), (4)]),
        albums(
            "between within AND",
            ALBUM.album_id.between(1, 3).and(ALBUM.artist_id.between(1, 1)),
        )
        .same(albums!(
            r#""album"."album_id" BETWEEN ? AND ? AND "album"."artist_id" BETWEEN ? AND ?"#
        ))
        .rows(rows![(1), (3)]),
        albums(
            "bounds are expressions",
            ALBUM.album_id.between(ALBUM.artist_id + 1, ALBUM.artist_id + 1),
        )
        .same(albums!(
            r#""album"."album_id" BETWEEN "album"."artist_id" + ? AND "album"."artist_id" + ?"#
        ))
        .rows(rows![(4)]),
        case(
            "conditions as bounds",
            select(value(true).typed::<Bool>().between(
                value(1).eq(2),
                value(true).typed::<Bool>().and(value(false).typed::<Bool>()),
            )),
        )
        .same("SELECT ? BETWEEN (? = ?) AND (? AND ?)")
        .sqlite("SELECT ? BETWEEN (? = ?) AND (? AND ?)")
        .postgres("SELECT CAST($1 AS boolean) BETWEEN (CAST($2 AS bigint) = $3) AND ($4 AND $5)")
        .rows(rows![(false)]),
        case("between between", select(value(5).between(1, 3).between(false, false)))
            .same("SELECT (? BETWEEN ? AND ?) BETWEEN ? AND ?")
            .sqlite("SELECT ? BETWEEN ? AND ? BETWEEN ? AND ?")
            .postgres("SELECT (CAST($1 AS bigint) BETWEEN $2 AND $3) BETWEEN $4 AND $5")
            .rows(rows![(true)]),
    ]
}
