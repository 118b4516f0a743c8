//! Comparisons, IN, BETWEEN.

use aludel::prelude::*;

use crate::harness::{Case, NULL, case, rows, run};
use crate::shop::{ALBUM, ARTIST};

/// The artists for which a condition holds. One has no name.
fn artists(name: &'static str, condition: Cond) -> Case {
    case(name, select(ARTIST.artist_id).filter(condition).order_by(ARTIST.artist_id))
}

/// The albums for which a condition holds. One has no year.
fn albums(name: &'static str, condition: Cond) -> Case {
    case(name, select(ALBUM.album_id).filter(condition).order_by(ALBUM.album_id))
}

macro_rules! artists {
    ($condition:literal) => {
        concat!(
            r#"SELECT "artist"."artist_id" FROM "artist" WHERE "#,
            $condition,
            r#" ORDER BY "artist"."artist_id""#
        )
    };
}

macro_rules! albums {
    ($condition:literal) => {
        concat!(
            r#"SELECT "album"."album_id" FROM "album" WHERE "#,
            $condition,
            r#" ORDER BY "album"."album_id""#
        )
    };
}

#[test]
fn comparisons() {
    run([
        artists("eq", ARTIST.artist_id.eq(2))
            .both(artists!(r#""artist"."artist_id" = ?"#))
            .params([2.into()])
            .rows(rows![(2)]),
        artists("ne", ARTIST.artist_id.ne(2))
            .both(artists!(r#""artist"."artist_id" <> ?"#))
            .rows(rows![(1), (3), (4)]),
        artists("lt", ARTIST.artist_id.lt(2))
            .both(artists!(r#""artist"."artist_id" < ?"#))
            .rows(rows![(1)]),
        artists("le", ARTIST.artist_id.le(2))
            .both(artists!(r#""artist"."artist_id" <= ?"#))
            .rows(rows![(1), (2)]),
        artists("gt", ARTIST.artist_id.gt(2))
            .both(artists!(r#""artist"."artist_id" > ?"#))
            .rows(rows![(3), (4)]),
        artists("ge", ARTIST.artist_id.ge(2))
            .both(artists!(r#""artist"."artist_id" >= ?"#))
            .rows(rows![(2), (3), (4)]),
        albums("column with column", ALBUM.album_id.gt(ALBUM.artist_id))
            .both(albums!(r#""album"."album_id" > "album"."artist_id""#))
            .rows(rows![(3), (4)]),
        artists("a comparison is a value", ARTIST.artist_id.eq(4).eq(ARTIST.name.is_null()))
            .ansi(artists!(r#"("artist"."artist_id" = ?) = ("artist"."name" IS NULL)"#))
            .sqlite(artists!(r#""artist"."artist_id" = ? = ("artist"."name" IS NULL)"#))
            .rows(rows![(1), (2), (3), (4)]),
        case(
            "chained comparisons keep their order",
            select((value(3).gt(2).gt(true), value(3).gt(value(2).gt(1)))),
        )
        .ansi("SELECT (? > ?) > ?, ? > (? > ?)")
        .sqlite("SELECT ? > ? > ?, ? > (? > ?)")
        .rows(rows![(0, 1)]),
        case(
            "equality below a comparison",
            select((value(1).eq(value(3).lt(2)), value(1).eq(3).lt(true))),
        )
        .ansi("SELECT ? = (? < ?), (? = ?) < ?")
        .sqlite("SELECT ? = ? < ?, (? = ?) < ?")
        .rows(rows![(0, 1)]),
    ]);
}

#[test]
fn with_null() {
    run([
        artists("eq None", ARTIST.name.eq(None::<&str>))
            .both(artists!(r#""artist"."name" IS NULL"#))
            .params([])
            .rows(rows![(4)]),
        artists("ne None", ARTIST.name.ne(None::<String>))
            .both(artists!(r#""artist"."name" IS NOT NULL"#))
            .rows(rows![(1), (2), (3)]),
        artists("eq Some", ARTIST.name.eq(Some("Accept")))
            .both(artists!(r#""artist"."name" = ?"#))
            .params(["Accept".into()])
            .rows(rows![(2)]),
        artists("ne leaves NULL out", ARTIST.name.ne("Accept"))
            .both(artists!(r#""artist"."name" <> ?"#))
            .rows(rows![(1), (3)]),
        artists("is distinct from", ARTIST.name.is_distinct_from("Accept"))
            .ansi(artists!(r#""artist"."name" IS DISTINCT FROM ?"#))
            .sqlite(artists!(r#""artist"."name" IS NOT ?"#))
            .rows(rows![(1), (3), (4)]),
        artists("is not distinct from NULL", ARTIST.name.is_not_distinct_from(None::<&str>))
            .ansi(artists!(r#""artist"."name" IS NOT DISTINCT FROM ?"#))
            .sqlite(artists!(r#""artist"."name" IS ?"#))
            .rows(rows![(4)]),
        albums(
            "is distinct from a column",
            ALBUM.year.is_distinct_from(ALBUM.album_id.nullable() + 1980),
        )
        .ansi(albums!(r#""album"."year" IS DISTINCT FROM "album"."album_id" + ?"#))
        .sqlite(albums!(r#""album"."year" IS NOT "album"."album_id" + ?"#))
        .rows(rows![(2), (3), (4)]),
        case(
            "IS with a boolean compares, and does not ask for truth",
            select((
                value(2).is_not_distinct_from(true),
                value(2).is_not_distinct_from(literal(true)),
                value(2).is_distinct_from(false),
            )),
        )
        .ansi("SELECT ? IS NOT DISTINCT FROM ?, ? IS NOT DISTINCT FROM TRUE, ? IS DISTINCT FROM ?")
        .sqlite("SELECT ? IS ?, ? IS 1, ? IS NOT ?")
        .rows(rows![(0, 0, 1)]),
        case(
            "a value that is NULL compares as NULL",
            select((value(1).eq(null()), value(1).lt(None::<i64>), null().is_null())),
        )
        .both("SELECT ? = NULL, ? < ?, NULL IS NULL")
        .rows(rows![(NULL, NULL, 1)]),
    ]);
}

#[test]
fn in_lists() {
    let nobody: [i64; 0] = [];
    let wanted = vec!["Accept", "AC/DC"];
    run([
        artists("in an array", ARTIST.artist_id.in_([1, 3, 9]))
            .both(artists!(r#""artist"."artist_id" IN (?, ?, ?)"#))
            .params([1.into(), 3.into(), 9.into()])
            .rows(rows![(1), (3)]),
        artists("in a vector", ARTIST.name.in_(&wanted))
            .both(artists!(r#""artist"."name" IN (?, ?)"#))
            .rows(rows![(1), (2)]),
        artists("not in", ARTIST.artist_id.not_in([1, 3]))
            .both(artists!(r#""artist"."artist_id" NOT IN (?, ?)"#))
            .rows(rows![(2), (4)]),
        artists("in nothing", ARTIST.artist_id.in_(nobody)).both(artists!("FALSE")).rows(rows![]),
        artists("not in nothing: NULL too", ARTIST.name.not_in(Vec::<String>::new()))
            .both(artists!("TRUE"))
            .rows(rows![(1), (2), (3), (4)]),
        artists("in nothing, negated", not(ARTIST.name.in_(Vec::<String>::new())))
            .both(artists!("TRUE"))
            .rows(rows![(1), (2), (3), (4)]),
        artists("in nothing, as an operand", ARTIST.artist_id.in_(nobody).eq(false))
            .ansi(artists!("(FALSE) = ?"))
            .sqlite(artists!("FALSE = ?"))
            .rows(rows![(1), (2), (3), (4)]),
        artists(
            "in nothing, to the right",
            value(false).typed::<Bool>().eq(ARTIST.artist_id.in_(nobody)),
        )
        .both(artists!("? = (FALSE)"))
        .rows(rows![(1), (2), (3), (4)]),
        artists("in a list with None", ARTIST.name.in_([Some("Accept"), None]))
            .both(artists!(r#""artist"."name" IN (?) OR "artist"."name" IS NULL"#))
            .params(["Accept".into()])
            .rows(rows![(2), (4)]),
        artists("not in a list with None", ARTIST.name.not_in([Some("Accept"), None]))
            .both(artists!(r#""artist"."name" NOT IN (?) AND "artist"."name" IS NOT NULL"#))
            .rows(rows![(1), (3)]),
        artists("in a list with None, negated", not(ARTIST.name.in_([Some("Accept"), None])))
            .both(artists!(r#"NOT ("artist"."name" IN (?) OR "artist"."name" IS NULL)"#))
            .rows(rows![(1), (3)]),
        artists(
            "in a list with NULL",
            ARTIST.name.not_in([value("Accept").typed(), null().typed::<Text>()]),
        )
        .both(artists!(r#""artist"."name" NOT IN (?) AND "artist"."name" IS NOT NULL"#))
        .rows(rows![(1), (3)]),
        artists("in a list of None alone", ARTIST.name.in_([None::<&str>, None]))
            .both(artists!(r#""artist"."name" IS NULL"#))
            .rows(rows![(4)]),
        artists("not in a list of None alone", ARTIST.name.not_in([None::<&str>]))
            .both(artists!(r#""artist"."name" IS NOT NULL"#))
            .rows(rows![(1), (2), (3)]),
        albums(
            "in a list of expressions",
            ALBUM.artist_id.in_([ALBUM.album_id - 1, ALBUM.album_id * 1]),
        )
        .both(albums!(r#""album"."artist_id" IN ("album"."album_id" - ?, "album"."album_id" * ?)"#))
        .rows(rows![(1), (2), (4)]),
        artists("a condition in a list", ARTIST.artist_id.eq(1).in_([true, false]))
            .ansi(artists!(r#"("artist"."artist_id" = ?) IN (?, ?)"#))
            .sqlite(artists!(r#""artist"."artist_id" = ? IN (?, ?)"#))
            .rows(rows![(1), (2), (3), (4)]),
    ]);
}

#[test]
fn in_queries() {
    let with_albums = select(ALBUM.artist_id);
    let years = select(ALBUM.year);
    let dynamic = select(vec![col("artist_id")]).from(ALBUM).filter(col("year").gt(1990));
    run([
        artists("in a query", ARTIST.artist_id.in_(&with_albums))
            .both(artists!(r#""artist"."artist_id" IN (SELECT "album"."artist_id" FROM "album")"#))
            .rows(rows![(1), (2), (3)]),
        artists("not in a query", ARTIST.artist_id.not_in(&with_albums))
            .both(artists!(
                r#""artist"."artist_id" NOT IN (SELECT "album"."artist_id" FROM "album")"#
            ))
            .rows(rows![(4)]),
        artists("in a query, negated", not(ARTIST.artist_id.in_(with_albums)))
            .both(artists!(
                r#""artist"."artist_id" NOT IN (SELECT "album"."artist_id" FROM "album")"#
            ))
            .rows(rows![(4)]),
        artists("not in a query that gives NULL is never true", ARTIST.artist_id.not_in(years))
            .both(artists!(r#""artist"."artist_id" NOT IN (SELECT "album"."year" FROM "album")"#))
            .rows(rows![]),
        artists("in a dynamic query", ARTIST.artist_id.in_(dynamic))
            .both(artists!(
                r#""artist"."artist_id" IN (SELECT "artist_id" FROM "album" WHERE "year" > ?)"#
            ))
            .rows(rows![(3)]),
    ]);
}

#[test]
fn between() {
    run([
        albums("between", ALBUM.year.between(1981, 1983))
            .both(albums!(r#""album"."year" BETWEEN ? AND ?"#))
            .params([1981.into(), 1983.into()])
            .rows(rows![(1), (2)]),
        albums("not between", ALBUM.year.not_between(1981, 1982))
            .both(albums!(r#""album"."year" NOT BETWEEN ? AND ?"#))
            .rows(rows![(2), (4)]),
        albums("between, negated", not(ALBUM.year.between(1981, 1982)))
            .both(albums!(r#""album"."year" NOT BETWEEN ? AND ?"#))
            .rows(rows![(2), (4)]),
        albums(
            "between within AND",
            ALBUM.album_id.between(1, 3).and(ALBUM.artist_id.between(1, 1)),
        )
        .both(albums!(
            r#""album"."album_id" BETWEEN ? AND ? AND "album"."artist_id" BETWEEN ? AND ?"#
        ))
        .rows(rows![(1), (3)]),
        albums(
            "bounds are expressions",
            ALBUM.album_id.between(ALBUM.artist_id + 1, ALBUM.artist_id + 1),
        )
        .both(albums!(
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
        .ansi("SELECT ? BETWEEN (? = ?) AND (? AND ?)")
        .sqlite("SELECT ? BETWEEN (? = ?) AND (? AND ?)")
        .rows(rows![(0)]),
        case("between between", select(value(5).between(1, 3).between(false, false)))
            .ansi("SELECT (? BETWEEN ? AND ?) BETWEEN ? AND ?")
            .sqlite("SELECT ? BETWEEN ? AND ? BETWEEN ? AND ?")
            .rows(rows![(1)]),
    ]);
}
