//! AND, OR, NOT and truth tests.

use super::conditions::albums;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, TRACK};
use crate::testing::{Capability, Case, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [truth_tests(), negation(), and_with_or()].into_iter().flatten().collect()
}

fn truth_tests() -> Vec<Case> {
    let late = ALBUM.year.gt(1982);
    vec![
        albums("is true", late.is_true())
            .needs(Capability::IsTrue)
            .same(albums!(r#"("album"."year" > ?) IS TRUE"#))
            .sqlite(albums!(r#""album"."year" > ? IS TRUE"#))
            .postgres(albums!(r#""album"."year" > $1 IS TRUE"#))
            .rows(rows![(2), (4)]),
        albums("is not true", late.is_not_true())
            .needs(Capability::IsTrue)
            .same(albums!(r#"("album"."year" > ?) IS NOT TRUE"#))
            .sqlite(albums!(r#""album"."year" > ? IS NOT TRUE"#))
            .postgres(albums!(r#""album"."year" > $1 IS NOT TRUE"#))
            .rows(rows![(1), (3)]),
        albums("is false", late.is_false())
            .needs(Capability::IsTrue)
            .same(albums!(r#"("album"."year" > ?) IS FALSE"#))
            .sqlite(albums!(r#""album"."year" > ? IS FALSE"#))
            .postgres(albums!(r#""album"."year" > $1 IS FALSE"#))
            .rows(rows![(1)]),
        albums("is not false", late.is_not_false())
            .needs(Capability::IsTrue)
            .same(albums!(r#"("album"."year" > ?) IS NOT FALSE"#))
            .sqlite(albums!(r#""album"."year" > ? IS NOT FALSE"#))
            .postgres(albums!(r#""album"."year" > $1 IS NOT FALSE"#))
            .rows(rows![(2), (3), (4)]),
        albums("is null of a condition", late.is_null())
            .same(albums!(r#"("album"."year" > ?) IS NULL"#))
            .sqlite(albums!(r#""album"."year" > ? IS NULL"#))
            .postgres(albums!(r#""album"."year" > $1 IS NULL"#))
            .rows(rows![(3)]),
        case("a boolean column", select(TRACK.track_id).filter(TRACK.live).order_by(TRACK.track_id))
            .same(
                r#"SELECT "track"."track_id" FROM "track" WHERE "track"."live" ORDER BY "track"."track_id""#,
            )
            .rows(rows![(2), (5)]),
        case("a boolean column with a value", select(TRACK.track_id).filter(TRACK.live.eq(true)).order_by(TRACK.track_id))
            .same(
                r#"SELECT "track"."track_id" FROM "track" WHERE "track"."live" = ? ORDER BY "track"."track_id""#,
            )
            .rows(rows![(2), (5)]),
    ]
}

fn negation() -> Vec<Case> {
    let late = ALBUM.year.gt(1982);
    vec![
        albums("twice is not at all", not(not(late.clone())))
            .same(albums!(r#""album"."year" > ?"#))
            .rows(rows![(2), (4)]),
        albums("of a comparison", not(late.clone()))
            .same(albums!(r#"NOT "album"."year" > ?"#))
            .mysql(albums!(mysql "NOT (`album`.`year` > ?)"))
            .rows(rows![(1)]),
        albums("of equality", not(ALBUM.year.eq(1981)))
            .same(albums!(r#""album"."year" <> ?"#))
            .rows(rows![(2), (4)]),
        albums("of inequality", not(ALBUM.year.ne(1981)))
            .same(albums!(r#""album"."year" = ?"#))
            .rows(rows![(1)]),
        albums("of IS NULL", !ALBUM.year.is_null())
            .same(albums!(r#""album"."year" IS NOT NULL"#))
            .rows(rows![(1), (2), (4)]),
        albums("of distinctness", !ALBUM.year.is_distinct_from(1981))
            .needs(Capability::IsDistinctFrom)
            .same(albums!(r#""album"."year" IS NOT DISTINCT FROM ?"#))
            .sqlite(albums!(r#""album"."year" IS ?"#))
            .mysql(albums!(mysql "`album`.`year` <=> ?"))
            .rows(rows![(1)]),
        albums("of IS TRUE", not(late.is_true()))
            .needs(Capability::IsTrue)
            .same(albums!(r#"("album"."year" > ?) IS NOT TRUE"#))
            .sqlite(albums!(r#""album"."year" > ? IS NOT TRUE"#))
            .postgres(albums!(r#""album"."year" > $1 IS NOT TRUE"#))
            .rows(rows![(1), (3)]),
        albums("of IS NOT FALSE", not(late.is_not_false()))
            .needs(Capability::IsTrue)
            .same(albums!(r#"("album"."year" > ?) IS FALSE"#))
            .sqlite(albums!(r#""album"."year" > ? IS FALSE"#))
            .postgres(albums!(r#""album"."year" > $1 IS FALSE"#))
            .rows(rows![(1)]),
        albums("of LIKE", not(ALBUM.title.like("B%")))
            .same(albums!(r#""album"."title" NOT LIKE ?"#))
            .postgres(albums!(r#""album"."title" NOT LIKE $1 ESCAPE ''"#))
            .rows(rows![(1), (3), (4)]),
        albums("of AND", not(late.clone().and(ALBUM.album_id.gt(2))))
            .same(albums!(r#"NOT ("album"."year" > ? AND "album"."album_id" > ?)"#))
            .rows(rows![(1), (2)]),
        albums("of OR, within AND", not(late.clone().or(ALBUM.album_id.eq(1))).and(late.is_not_null()))
            .sqlite(albums!(
                r#"NOT ("album"."year" > ? OR "album"."album_id" = ?) AND "album"."year" > ? IS NOT NULL"#
            ))
            .same(albums!(
                r#"NOT ("album"."year" > ? OR "album"."album_id" = ?) AND ("album"."year" > ?) IS NOT NULL"#
            ))
            .postgres(albums!(r#"NOT ("album"."year" > $1 OR "album"."album_id" = $2) AND "album"."year" > $3 IS NOT NULL"#))
            .rows(rows![]),
        case("of a column", select(TRACK.track_id).filter(not(TRACK.live)).order_by(TRACK.track_id))
            .same(
                r#"SELECT "track"."track_id" FROM "track" WHERE NOT "track"."live" ORDER BY "track"."track_id""#,
            )
            .rows(rows![(1), (3), (4)]),
        case("NOT below a comparison", select(not(value(false).typed::<Bool>()).eq(not(value(true).typed::<Bool>()))))
            .same("SELECT (NOT ?) = (NOT ?)")
            .rows(rows![(false)]),
        albums("of EXISTS", not(select(literal(1)).exists()))
            .same(albums!("NOT EXISTS (SELECT 1)"))
            .rows(rows![]),
    ]
}

fn and_with_or() -> Vec<Case> {
    let (a, b, c) = (ALBUM.album_id.lt(3), ALBUM.artist_id.eq(1), ALBUM.year.is_null());
    vec![
        albums("AND over OR", a.and(b.or(&c)))
            .same(albums!(
                r#""album"."album_id" < ? AND ("album"."artist_id" = ? OR "album"."year" IS NULL)"#
            ))
            .rows(rows![(1)]),
        albums("OR over AND", a.or(b.and(&c)))
            .same(albums!(
                r#""album"."album_id" < ? OR "album"."artist_id" = ? AND "album"."year" IS NULL"#
            ))
            .rows(rows![(1), (2), (3)]),
        albums("with Rust's operators", (a.clone() | b.clone()) & !c.clone())
            .same(albums!(
                r#"("album"."album_id" < ? OR "album"."artist_id" = ?) AND "album"."year" IS NOT NULL"#
            ))
            .rows(rows![(1), (2)]),
        albums("any of all", any([all([a, b.clone()]), all([b, c])]))
            .same(albums!(
                r#""album"."album_id" < ? AND "album"."artist_id" = ? OR "album"."artist_id" = ? AND "album"."year" IS NULL"#
            ))
            .rows(rows![(1), (3)]),
    ]
}
