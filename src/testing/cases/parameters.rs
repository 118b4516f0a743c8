//! Parameters to which nothing around them gives a type.

use crate::prelude::*;
use crate::testing::shop::{ALBUM, TRACK};
use crate::testing::{Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let two = || value(2).typed::<Int>();
    let no = || value(None::<i64>).typed::<Nullable<Int>>();
    let big = 9_007_199_254_740_993_i64;
    let v = |number: i64| value(number).typed::<Int>();
    vec![
        case("alone", select((value(1), value("x"), value(1.5), value(true))))
            .same("SELECT ?, ?, ?, ?")
            .postgres("SELECT CAST($1 AS bigint), $2, CAST($3 AS double precision), CAST($4 AS boolean)")
            .rows(rows![(1, "x", 1.5, true)]),
        case("in a sum", select(two() + 3)).same("SELECT ? + ?").postgres("SELECT CAST($1 AS bigint) + CAST($2 AS bigint)")
            .mysql("SELECT CAST(? AS SIGNED) + CAST(? AS SIGNED)")
            .rows(rows![(5)]),
        case("in a comparison", select(two().eq(2))).same("SELECT ? = ?").postgres("SELECT CAST($1 AS bigint) = $2")
            .rows(rows![(true)]),
        case("IS NULL", select((no().is_null(), value("x").is_null())))
            .same("SELECT ? IS NULL, ? IS NULL")
            .postgres("SELECT CAST($1 AS bigint) IS NULL, CAST($2 AS text) IS NULL")
            .rows(rows![(true, false)]),
        case("in an aggregate", select(count(value(1)))).same("SELECT count(?)").postgres("SELECT count(CAST($1 AS bigint))")
            .mysql("SELECT count(CAST(? AS SIGNED))")
            .rows(rows![(1)]),
        case("in a list", select(two().in_([1, 2]))).same("SELECT ? IN (?, ?)").postgres("SELECT CAST($1 AS bigint) IN ($2, $3)")
            .rows(rows![(true)]),
        case("BETWEEN", select(two().between(1, 3)))
            .same("SELECT ? BETWEEN ? AND ?")
            .postgres("SELECT CAST($1 AS bigint) BETWEEN $2 AND $3")
            .rows(rows![(true)]),
        case("with a sign", select(-two())).same("SELECT -?").postgres("SELECT -CAST($1 AS bigint)")
            .mysql("SELECT -CAST(? AS SIGNED)")
            .rows(rows![(-2)]),
        case("in coalesce", select((coalesce(no(), 7), no())))
            .same("SELECT coalesce(?, ?), ?")
            .postgres("SELECT coalesce(CAST($1 AS bigint), CAST($2 AS bigint)), CAST($3 AS bigint)")
            .mysql("SELECT coalesce(CAST(? AS SIGNED), CAST(? AS SIGNED)), CAST(? AS SIGNED)")
            .rows(rows![(7, NULL)]),
        case("in the branches of a CASE", {
            let late = crate::prelude::case(ALBUM.year.gt(1982), 1).otherwise(0);
            select(sum(late)).from(ALBUM)
        })
        .same(r#"SELECT sum(CASE WHEN "album"."year" > ? THEN ? ELSE ? END) FROM "album""#)
        .postgres(r#"SELECT sum(CASE WHEN "album"."year" > $1 THEN CAST($2 AS bigint) ELSE CAST($3 AS bigint) END) FROM "album""#)
        .mysql("SELECT sum(CASE WHEN `album`.`year` > ? THEN CAST(? AS SIGNED) ELSE CAST(? AS SIGNED) END) FROM `album`")
        .rows(rows![(2)]),
        case("in a function", select(substring(ALBUM.title, 1, 4)).filter(ALBUM.album_id.eq(2)))
            .same(r#"SELECT substr("album"."title", ?, ?) FROM "album" WHERE "album"."album_id" = ?"#)
            .rows(rows![("Ball")]),
        case("a float beside an integer column", {
            select((TRACK.seconds * 1.5, TRACK.seconds / 2.0)).filter(TRACK.track_id.eq(2))
        })
        .same(r#"SELECT "track"."seconds" * ?, "track"."seconds" / ? FROM "track" WHERE "track"."track_id" = ?"#)
        .sqlite(r#"SELECT "track"."seconds" * ?, CAST("track"."seconds" AS REAL) / ? FROM "track" WHERE "track"."track_id" = ?"#)
        .postgres(r#"SELECT "track"."seconds" * CAST($1 AS double precision), "track"."seconds" * 1.0 / CAST($2 AS double precision) FROM "track" WHERE "track"."track_id" = $3"#)
        .rows(rows![(304.5, 101.5)]),
        case("an integer beyond the column's", {
            select(ALBUM.album_id).filter(ALBUM.album_id.lt(1_i64 << 40)).order_by(ALBUM.album_id)
        })
        .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" < ? ORDER BY "album"."album_id""#)
        .rows(rows![(1), (2), (3), (4)]),
        case("are computed exactly", select((v(big) + 0, v(big) - v(1), v(big) * 1, -v(big))))
            .same("SELECT ? + ?, ? - ?, ? * ?, -?")
            .postgres("SELECT CAST($1 AS bigint) + CAST($2 AS bigint), CAST($3 AS bigint) - CAST($4 AS bigint), CAST($5 AS bigint) * CAST($6 AS bigint), -CAST($7 AS bigint)")
            .mysql("SELECT CAST(? AS SIGNED) + CAST(? AS SIGNED), CAST(? AS SIGNED) - CAST(? AS SIGNED), CAST(? AS SIGNED) * CAST(? AS SIGNED), -CAST(? AS SIGNED)")
            .rows(rows![(big, big - 1, big, -big)]),
        case("functions of them are exact", select((abs(v(-big)), sum(v(big)))))
            .same("SELECT abs(?), sum(?)")
            .postgres("SELECT abs(CAST($1 AS bigint)), sum(CAST($2 AS bigint))")
            .mysql("SELECT abs(CAST(? AS SIGNED)), sum(CAST(? AS SIGNED))")
            .rows(rows![(big, big)]),
    ]
}
