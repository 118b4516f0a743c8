//! Arrays.

use crate::prelude::*;
use crate::testing::shop::ALBUM;
use crate::testing::{Capability, Case, NULL, case, rows};
use crate::value::{Array as ArrayValue, Kind};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let ids = || array::<Int, _>([ALBUM.album_id, ALBUM.artist_id]);
    let of = |items: &[i64]| {
        ArrayValue::new(Kind::Int, items.iter().map(|item| Value::Int(*item)).collect())
    };
    let bound = |items: &[i64]| value(of(items)).typed::<Array<Int>>();
    let albums = || select(ALBUM.album_id).order_by(ALBUM.album_id);
    let rows_of = table_function(unnest(bound(&[3, 1, 2])), "u").columns(["n"]);
    let all = vec![
        case(
            "built",
            select((ids(), array::<Text, _>(["a", "b"]), array::<Int, i64>([])))
                .filter(ALBUM.album_id.eq(3)),
        )
        .postgres(r#"SELECT CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]), CAST(ARRAY[$1, $2] AS text[]), CAST(ARRAY[] AS bigint[]) FROM "album" WHERE "album"."album_id" = $3"#)
        .rows(rows![(
            of(&[3, 1]),
            ArrayValue::new(Kind::Text, vec!["a".into(), "b".into()]),
            of(&[]),
        )]),
        case(
            "an element and a slice",
            select((
                ids().at(2),
                ids().at(9),
                bound(&[5, 6, 7]).at(1),
                bound(&[5, 6, 7]).slice(2, 3),
            ))
            .filter(ALBUM.album_id.eq(3)),
        )
        .postgres(r#"SELECT (CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]))[$1], (CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]))[$2], (CAST($3 AS bigint[]))[$4], (CAST($5 AS bigint[]))[$6 : $7] FROM "album" WHERE "album"."album_id" = $8"#)
        .rows(rows![(1, NULL, 5, of(&[6, 7]))]),
        case("contains", albums().filter(ids().includes(of(&[1])))).postgres(r#"SELECT "album"."album_id" FROM "album" WHERE CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]) @> $1 ORDER BY "album"."album_id""#)
.rows(rows![(1), (3)]),
        case("contained", albums().filter(ids().included_in(array::<Int, _>([1, 2, 3]))))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]) <@ CAST(ARRAY[$1, $2, $3] AS bigint[]) ORDER BY "album"."album_id""#)
            .rows(rows![(1), (2), (3)]),
        case("overlaps", albums().filter(ids().overlaps(of(&[3, 9])))).postgres(r#"SELECT "album"."album_id" FROM "album" WHERE CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]) && $1 ORDER BY "album"."album_id""#)
.rows(rows![(3), (4)]),
        case(
            "concatenated, and how many",
            select((
                ids().followed_by(of(&[9])),
                bound(&[1]).followed_by(bound(&[2])).cardinality(),
                ids().followed_by(ids()).at(4),
            ))
            .filter(ALBUM.album_id.eq(3)),
        )
        .postgres(r#"SELECT CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]) || CAST($1 AS bigint[]), cardinality(CAST($2 AS bigint[]) || CAST($3 AS bigint[])), (CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]) || CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]))[$4] FROM "album" WHERE "album"."album_id" = $5"#)
        .rows(rows![(of(&[3, 1, 9]), 2, 1)]),
        case("a literal of texts alone", select(literal(ArrayValue::of(["a", "b"]))))
            .postgres(r#"SELECT CAST('{"a","b"}' AS text[])"#)
            .rows(rows![(ArrayValue::of(["a", "b"]))]),
        case(
            "unnested in FROM",
            select(rows_of.col("n")).from(&rows_of).order_by(rows_of.col("n")),
        )
        .postgres(r#"SELECT "u"."n" FROM unnest(CAST($1 AS bigint[])) AS "u" ("n") ORDER BY "u"."n""#)
        .rows(rows![(1), (2), (3)]),
        case(
            "in a condition of conditions",
            albums().filter(ids().includes(of(&[1])).eq(ids().overlaps(of(&[4])))),
        )
        .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE (CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]) @> $1) = (CAST(ARRAY["album"."album_id", "album"."artist_id"] AS bigint[]) && $2) ORDER BY "album"."album_id""#)
        .rows(rows![(2)]),
    ];
    all.into_iter().map(|case| case.needs(Capability::Arrays)).collect()
}
