//! AND, OR, NOT and truth tests.

use aludel::prelude::*;

use crate::harness::{Case, case, rows, run};
use crate::shop::{ALBUM, TRACK};

/// The albums for which a condition holds. One has no year.
fn albums(name: &'static str, condition: Cond) -> Case {
    case(name, select(ALBUM.album_id).filter(condition).order_by(ALBUM.album_id))
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
fn truth_tests() {
    let late = ALBUM.year.gt(1982);
    run([
        albums("is true", late.is_true())
            .ansi(albums!(r#"("album"."year" > ?) IS TRUE"#))
            .sqlite(albums!(r#""album"."year" > ? IS TRUE"#))
            .rows(rows![(2), (4)]),
        albums("is not true", late.is_not_true())
            .ansi(albums!(r#"("album"."year" > ?) IS NOT TRUE"#))
            .sqlite(albums!(r#""album"."year" > ? IS NOT TRUE"#))
            .rows(rows![(1), (3)]),
        albums("is false", late.is_false())
            .ansi(albums!(r#"("album"."year" > ?) IS FALSE"#))
            .sqlite(albums!(r#""album"."year" > ? IS FALSE"#))
            .rows(rows![(1)]),
        albums("is not false", late.is_not_false())
            .ansi(albums!(r#"("album"."year" > ?) IS NOT FALSE"#))
            .sqlite(albums!(r#""album"."year" > ? IS NOT FALSE"#))
            .rows(rows![(2), (3), (4)]),
        albums("is null of a condition", late.is_null())
            .ansi(albums!(r#"("album"."year" > ?) IS NULL"#))
            .sqlite(albums!(r#""album"."year" > ? IS NULL"#))
            .rows(rows![(3)]),
        case("a boolean column", select(TRACK.track_id).filter(TRACK.live).order_by(TRACK.track_id))
            .both(
                r#"SELECT "track"."track_id" FROM "track" WHERE "track"."live" ORDER BY "track"."track_id""#,
            )
            .rows(rows![(2), (5)]),
        case("a boolean column with a value", select(TRACK.track_id).filter(TRACK.live.eq(true)).order_by(TRACK.track_id))
            .both(
                r#"SELECT "track"."track_id" FROM "track" WHERE "track"."live" = ? ORDER BY "track"."track_id""#,
            )
            .rows(rows![(2), (5)]),
    ]);
}

#[test]
fn negation() {
    let late = ALBUM.year.gt(1982);
    run([
        albums("twice is not at all", not(not(late.clone())))
            .both(albums!(r#""album"."year" > ?"#))
            .rows(rows![(2), (4)]),
        albums("of a comparison", not(late.clone()))
            .both(albums!(r#"NOT "album"."year" > ?"#))
            .rows(rows![(1)]),
        albums("of equality", not(ALBUM.year.eq(1981)))
            .both(albums!(r#""album"."year" <> ?"#))
            .rows(rows![(2), (4)]),
        albums("of inequality", not(ALBUM.year.ne(1981)))
            .both(albums!(r#""album"."year" = ?"#))
            .rows(rows![(1)]),
        albums("of IS NULL", !ALBUM.year.is_null())
            .both(albums!(r#""album"."year" IS NOT NULL"#))
            .rows(rows![(1), (2), (4)]),
        albums("of distinctness", !ALBUM.year.is_distinct_from(1981))
            .ansi(albums!(r#""album"."year" IS NOT DISTINCT FROM ?"#))
            .sqlite(albums!(r#""album"."year" IS ?"#))
            .rows(rows![(1)]),
        albums("of IS TRUE", not(late.is_true()))
            .ansi(albums!(r#"("album"."year" > ?) IS NOT TRUE"#))
            .sqlite(albums!(r#""album"."year" > ? IS NOT TRUE"#))
            .rows(rows![(1), (3)]),
        albums("of IS NOT FALSE", not(late.is_not_false()))
            .ansi(albums!(r#"("album"."year" > ?) IS FALSE"#))
            .sqlite(albums!(r#""album"."year" > ? IS FALSE"#))
            .rows(rows![(1)]),
        albums("of LIKE", not(ALBUM.title.like("B%")))
            .both(albums!(r#""album"."title" NOT LIKE ?"#))
            .rows(rows![(1), (3), (4)]),
        albums("of AND", not(late.clone().and(ALBUM.album_id.gt(2))))
            .both(albums!(r#"NOT ("album"."year" > ? AND "album"."album_id" > ?)"#))
            .rows(rows![(1), (2)]),
        albums("of OR, within AND", not(late.clone().or(ALBUM.album_id.eq(1))).and(late.is_not_null()))
            .sqlite(albums!(
                r#"NOT ("album"."year" > ? OR "album"."album_id" = ?) AND "album"."year" > ? IS NOT NULL"#
            ))
            .ansi(albums!(
                r#"NOT ("album"."year" > ? OR "album"."album_id" = ?) AND ("album"."year" > ?) IS NOT NULL"#
            ))
            .rows(rows![]),
        case("of a column", select(TRACK.track_id).filter(not(TRACK.live)).order_by(TRACK.track_id))
            .both(
                r#"SELECT "track"."track_id" FROM "track" WHERE NOT "track"."live" ORDER BY "track"."track_id""#,
            )
            .rows(rows![(1), (3), (4)]),
        case("NOT below a comparison", select(not(value(0).typed::<Bool>()).eq(not(value(1).typed::<Bool>()))))
            .both("SELECT (NOT ?) = (NOT ?)")
            .rows(rows![(0)]),
        albums("of EXISTS", not(select(literal(1)).exists()))
            .both(albums!("NOT EXISTS (SELECT 1)"))
            .rows(rows![]),
    ]);
}

#[test]
fn and_with_or() {
    let (a, b, c) = (ALBUM.album_id.lt(3), ALBUM.artist_id.eq(1), ALBUM.year.is_null());
    run([
        albums("AND over OR", a.and(b.or(&c)))
            .both(albums!(
                r#""album"."album_id" < ? AND ("album"."artist_id" = ? OR "album"."year" IS NULL)"#
            ))
            .rows(rows![(1)]),
        albums("OR over AND", a.or(b.and(&c)))
            .both(albums!(
                r#""album"."album_id" < ? OR "album"."artist_id" = ? AND "album"."year" IS NULL"#
            ))
            .rows(rows![(1), (2), (3)]),
        albums("with Rust's operators", (a.clone() | b.clone()) & !c.clone())
            .both(albums!(
                r#"("album"."album_id" < ? OR "album"."artist_id" = ?) AND "album"."year" IS NOT NULL"#
            ))
            .rows(rows![(1), (2)]),
        albums("any of all", any([all([a, b.clone()]), all([b, c])]))
            .both(albums!(
                r#""album"."album_id" < ? AND "album"."artist_id" = ? OR "album"."artist_id" = ? AND "album"."year" IS NULL"#
            ))
            .rows(rows![(1), (3)]),
    ]);
}
