//! Ranges.

use crate::ast::RangeBounds;
use crate::prelude::*;
use crate::testing::shop::ALBUM;
use crate::testing::{Capability, Case, NULL, case, rows};
use crate::value::{Kind, Range as RangeValue};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let ids = || range(ALBUM.artist_id, ALBUM.album_id);
    let bound = |range: std::ops::Range<i64>| value(RangeValue::from(range)).typed::<Range<Int>>();
    let of = |range: std::ops::Range<i64>| RangeValue::from(range);
    let day = |text: &str| text.parse::<Date>().unwrap_or(Date::MIN);
    let albums = || select(ALBUM.album_id).order_by(ALBUM.album_id);
    let all = vec![
        case(
            "built",
            select((
                ids(),
                range_with(RangeBounds::Closed, ALBUM.artist_id, ALBUM.album_id),
                range_with(RangeBounds::OpenClosed, ALBUM.artist_id, 9),
                range_with(RangeBounds::Open, value(day("2024-03-01")).typed::<Date>(), null()),
            ))
            .filter(ALBUM.album_id.eq(3)),
        )
        .postgres(r#"SELECT int8range("album"."artist_id", "album"."album_id"), int8range("album"."artist_id", "album"."album_id", '[]'), int8range("album"."artist_id", $1, '(]'), daterange($2, NULL, '()') FROM "album" WHERE "album"."album_id" = $3"#)
        .rows(rows![(
            of(1..3),
            of(1..4),
            of(2..10),
            RangeValue::from(day("2024-03-02")..),
        )]),
        case(
            "bounds",
            select((
                ids().lower_bound(),
                bound(3..7).upper_bound(),
                value(RangeValue::from(3..)).typed::<Range<Int>>().upper_bound(),
                value(RangeValue::empty(Kind::Int)).typed::<Range<Int>>().lower_bound(),
            ))
            .filter(ALBUM.album_id.eq(3)),
        )
        .postgres(r#"SELECT lower(int8range("album"."artist_id", "album"."album_id")), upper(CAST($1 AS int8range)), upper(CAST($2 AS int8range)), lower(CAST($3 AS int8range)) FROM "album" WHERE "album"."album_id" = $4"#)
        .rows(rows![(1, 7, NULL, NULL)]),
        case(
            "what bounds are",
            select((
                bound(3..7).lower_inc(),
                bound(3..7).upper_inc(),
                bound(3..7).lower_inf(),
                value(RangeValue::from(3..)).typed::<Range<Int>>().upper_inf(),
                bound(3..3).is_empty(),
            )),
        )
        .postgres(r#"SELECT lower_inc(CAST($1 AS int8range)), upper_inc(CAST($2 AS int8range)), lower_inf(CAST($3 AS int8range)), upper_inf(CAST($4 AS int8range)), isempty(CAST($5 AS int8range))"#)
        .rows(rows![(true, false, false, true, true)]),
        case("has a value", albums().filter(ids().has(2))).postgres(r#"SELECT "album"."album_id" FROM "album" WHERE int8range("album"."artist_id", "album"."album_id") @> $1 ORDER BY "album"."album_id""#).rows(rows![(3)]),
        case("has what a column says", albums().filter(bound(2..4).has(ALBUM.album_id)))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE CAST($1 AS int8range) @> CAST("album"."album_id" AS BIGINT) ORDER BY "album"."album_id""#)
            .rows(rows![(2), (3)]),
        case("contains", albums().filter(ids().includes(1..=2))).postgres(r#"SELECT "album"."album_id" FROM "album" WHERE int8range("album"."artist_id", "album"."album_id") @> $1 ORDER BY "album"."album_id""#).rows(rows![(3)]),
        case("contained", albums().filter(ids().included_in(1..4))).postgres(r#"SELECT "album"."album_id" FROM "album" WHERE int8range("album"."artist_id", "album"."album_id") <@ $1 ORDER BY "album"."album_id""#).rows(rows![(1), (2), (3), (4)]),
        case("overlaps", albums().filter(ids().overlaps(..2))).postgres(r#"SELECT "album"."album_id" FROM "album" WHERE int8range("album"."artist_id", "album"."album_id") && $1 ORDER BY "album"."album_id""#).rows(rows![(3)]),
        case(
            "beside each other",
            select((
                bound(1..3).strictly_before(3..),
                bound(3..5).strictly_after(1..=2),
                bound(1..3).ends_within(2..3),
                bound(1..3).starts_within(2..3),
                bound(1..3).adjacent_to(3..5),
            )),
        )
        .postgres(r#"SELECT CAST($1 AS int8range) << $2, CAST($3 AS int8range) >> $4, CAST($5 AS int8range) &< $6, CAST($7 AS int8range) &> $8, CAST($9 AS int8range) -|- $10"#)
        .rows(rows![(true, true, true, false, true)]),
        case(
            "joined, cut and taken away",
            select((
                ids().union_with(3..6),
                ids().intersection(bound(2..9)),
                bound(1..9).difference(bound(5..9)),
                bound(1..3).merge(7..9),
                ids().union_with(3..6).difference(bound(1..2)),
                ids().intersection(ids().union_with(3..6)),
            ))
            .filter(ALBUM.album_id.eq(3)),
        )
        .postgres(r#"SELECT int8range("album"."artist_id", "album"."album_id") + $1, int8range("album"."artist_id", "album"."album_id") * $2, CAST($3 AS int8range) - $4, range_merge(CAST($5 AS int8range), CAST($6 AS int8range)), int8range("album"."artist_id", "album"."album_id") + $7 - $8, int8range("album"."artist_id", "album"."album_id") * (int8range("album"."artist_id", "album"."album_id") + $9) FROM "album" WHERE "album"."album_id" = $10"#)
        .rows(rows![(of(1..6), of(2..3), of(1..5), of(1..9), of(2..6), of(1..3))]),
        case(
            "compared",
            albums().filter(ids().eq(RangeValue::from(1..3)).or(ids().gt(RangeValue::from(2..)))),
        )
        .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE int8range("album"."artist_id", "album"."album_id") = $1 OR int8range("album"."artist_id", "album"."album_id") > $2 ORDER BY "album"."album_id""#)
        .rows(rows![(3), (4)]),
        case(
            "literals alone",
            select((
                literal_range(1..3).lower_bound(),
                literal_range(1..3).overlaps(literal_range(2..9)),
                literal_range(1..3).has(literal(2)),
                literal_range(1..3),
            )),
        )
        .postgres("SELECT lower(CAST('[1,3)' AS int8range)), CAST('[1,3)' AS int8range) && '[2,9)', CAST('[1,3)' AS int8range) @> '[2,2]', CAST('[1,3)' AS int8range)")
        .rows(rows![(1, true, true, of(1..3))]),
        case("a range as a literal", albums().filter(ids().overlaps(literal_range(1..3))))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE int8range("album"."artist_id", "album"."album_id") && '[1,3)' ORDER BY "album"."album_id""#)
            .rows(rows![(3)]),
    ];
    all.into_iter().map(|case| case.needs(Capability::Ranges)).collect()
}

fn literal_range(range: std::ops::Range<i64>) -> Expr<Range<Int>> {
    literal(RangeValue::from(range)).typed()
}
