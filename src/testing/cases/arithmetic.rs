//! Arithmetic, and what binds how strongly.

use crate::ErrorKind;
use crate::prelude::*;
use crate::testing::shop::{ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [
        parentheses_where_the_tree_has_them(),
        signs(),
        division(),
        bits(),
        signed_bits(),
        concatenation(),
        families_mix(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Why a case has no sense where conditions are of a type of their own.
const NUMBERS: &str = "a condition is no number there";

/// An integer, printed.
fn n(number: i64) -> Expr<Int> {
    literal(number).typed()
}

/// A text, printed.
fn t(text: &str) -> Expr<Text> {
    literal(text).typed()
}

fn parentheses_where_the_tree_has_them() -> Vec<Case> {
    vec![
        case(
            "a sum times two",
            select((ARTIST.artist_id + 1) * 2).filter(ARTIST.artist_id.eq(3)),
        )
        .same(
            r#"SELECT ("artist"."artist_id" + ?) * ? FROM "artist" WHERE "artist"."artist_id" = ?"#,
        )
        .rows(rows![(8)]),
        case(
            "a number on the left",
            select((
                9 - TRACK.track_id,
                9 * TRACK.track_id,
                9 / TRACK.track_id,
                9 % TRACK.track_id,
                1.5 + TRACK.price,
            ))
            .filter(TRACK.track_id.eq(2)),
        )
        .same(
            r#"SELECT ? - "track"."track_id", ? * "track"."track_id", ? / "track"."track_id", ? % "track"."track_id", ? + "track"."price" FROM "track" WHERE "track"."track_id" = ?"#,
        )
        .postgres(
            r#"SELECT $1 - "track"."track_id", $2 * "track"."track_id", $3 / "track"."track_id", $4 % "track"."track_id", CAST($5 AS double precision) + "track"."price" FROM "track" WHERE "track"."track_id" = $6"#,
        )
        .mysql(
            "SELECT ? - `track`.`track_id`, ? * `track`.`track_id`, ? DIV `track`.`track_id`, ? % `track`.`track_id`, ? + `track`.`price` FROM `track` WHERE `track`.`track_id` = ?",
        )
        .rows(rows![(7, 18, 4, 1, 2.49)]),
        case("a product plus two", select((n(2) * n(3) + n(4), n(2) + n(3) * n(4))))
            .same("SELECT 2 * 3 + 4, 2 + 3 * 4")
            .rows(rows![(10, 14)]),
        case("to the left", select((n(9) - n(4) - n(3), n(9) - (n(4) - n(3)))))
            .same("SELECT 9 - 4 - 3, 9 - (4 - 3)")
            .rows(rows![(2, 8)]),
        case("a sum in a difference", select((n(9) - (n(4) + n(3)), n(9) + (n(4) - n(3)))))
            .same("SELECT 9 - (4 + 3), 9 + (4 - 3)")
            .rows(rows![(2, 10)]),
        case("quotients", select((n(24) / n(4) / n(3), n(24) / (n(4) / n(3)), n(24) / (n(4) * n(3)))))
            .same("SELECT 24 / 4 / 3, 24 / (4 / 3), 24 / (4 * 3)")
            .mysql("SELECT 24 DIV 4 DIV 3, 24 DIV (4 DIV 3), 24 DIV (4 * 3)")
            .rows(rows![(2, 24, 2)]),
        case("remainders", select((n(17) % n(10) % n(4), n(17) % (n(10) % n(4)), n(17) * n(3) % n(4))))
            .same("SELECT 17 % 10 % 4, 17 % (10 % 4), 17 * 3 % 4")
            .rows(rows![(3, 1, 3)]),
        case("comparisons of sums", select(((n(1) + n(2)).gt(n(2)), (n(1) + n(2)).eq(n(3) * n(1)))))
            .same("SELECT 1 + 2 > 2, 1 + 2 = 3 * 1")
            .rows(rows![(true, true)]),
        case("a comparison within a sum", select(n(1) + n(2).gt(n(1)).typed::<Int>()))
            .same("SELECT 1 + (2 > 1)")
            .not_on("postgres", NUMBERS)
            .rows(rows![(2)]),
        case("a condition within a product", select(n(3) * n(1).eq(n(1)).and(n(2).eq(n(2))).typed::<Int>()))
            .same("SELECT 3 * (1 = 1 AND 2 = 2)")
            .not_on("postgres", NUMBERS)
            .rows(rows![(3)]),
        case("NOT within a sum", select(n(1) + not(n(2).gt(n(3))).typed::<Int>()))
            .same("SELECT 1 + (NOT 2 > 3)")
            .not_on("postgres", NUMBERS)
            .mysql("SELECT 1 + (NOT (2 > 3))")
            .rows(rows![(2)]),
        case("IS NULL within a sum", select(n(1) + n(2).is_null().typed::<Int>()))
            .same("SELECT 1 + (2 IS NULL)")
            .not_on("postgres", NUMBERS)
            .rows(rows![(1)]),
        case("a subquery needs no parentheses of its own", select(n(1) + select(n(2)).scalar()))
            .same("SELECT 1 + (SELECT 2)")
            .rows(rows![(3)]),
    ]
}

fn signs() -> Vec<Case> {
    vec![
        case("minus a negative literal", select((n(5) - n(-1), n(5) + n(-1), n(5) * n(-1))))
            .same("SELECT 5 - -1, 5 + -1, 5 * -1")
            .rows(rows![(6, 4, -5)]),
        case("minus of a negative literal", select(-n(-1))).same("SELECT -(-1)").rows(rows![(1)]),
        case("minus of minus", select(-(-ARTIST.artist_id)).filter(ARTIST.artist_id.eq(1)))
            .same(r#"SELECT -(-"artist"."artist_id") FROM "artist" WHERE "artist"."artist_id" = ?"#)
            .rows(rows![(1)]),
        case("minus of a sum", select((-(n(1) + n(2)), -n(1) + n(2), -(n(2) * n(3)))))
            .same("SELECT -(1 + 2), -1 + 2, -(2 * 3)")
            .rows(rows![(-3, 1, -6)]),
        case("minus a minus", select(n(5) - (-n(1)))).same("SELECT 5 - -1").rows(rows![(6)]),
        case("a negative value is bound", select(value(5).typed::<Int>() - -1))
            .same("SELECT ? - ?")
            .postgres("SELECT CAST($1 AS bigint) - CAST($2 AS bigint)")
            .mysql("SELECT CAST(? AS SIGNED) - CAST(? AS SIGNED)")
            .params([5.into(), (-1).into()])
            .rows(rows![(6)]),
        case("the smallest integer", select((n(i64::MIN), value(i64::MIN), n(i64::MIN) + 1)))
            .same("SELECT -9223372036854775808, ?, -9223372036854775808 + ?")
            .postgres("SELECT '-9223372036854775808'::bigint, CAST($1 AS bigint), '-9223372036854775808'::bigint + $2")
            .rows(rows![(i64::MIN, i64::MIN, i64::MIN + 1)]),
        case("minus of NOT bits", select((-n(5).bit_not(), (-n(5)).bit_not())))
            .same("SELECT -(~5), ~(-5)")
            .mysql("SELECT -CAST(~5 AS SIGNED), CAST(~(-5) AS SIGNED)")
            .rows(rows![(6, 4)]),
    ]
}

fn division() -> Vec<Case> {
    vec![
        case("integers divide to integers, as in Rust", select((n(7) / 2, -n(7) / n(2))))
            .same("SELECT 7 / ?, -7 / 2")
            .mysql("SELECT 7 DIV ?, -7 DIV 2")
            .rows(rows![(3, -3)]),
        case(
            "with a float it is true division",
            select((n(7) / 2.0, literal(7.0).typed::<Float>() / 2)),
        )
        .ansi("SELECT 7 / ?, 7.0 / ?")
        .sqlite("SELECT CAST(7 AS REAL) / ?, CAST(7.0 AS REAL) / ?")
        .postgres("SELECT 7 * 1.0 / CAST($1 AS double precision), '7.0'::float8 * 1.0 / $2")
        .mysql("SELECT 7 / ?, 7e0 / ?")
        .rows(rows![(3.5, 3.5)]),
        case(
            "of any type it is true division",
            select((value(7) / value(2), value(7).int_div(value(2)))),
        )
        .ansi("SELECT ? / ?, ? / ?")
        .sqlite("SELECT CAST(? AS REAL) / ?, ? / ?")
        .postgres("SELECT CAST($1 AS bigint) * 1.0 / $2, CAST($3 AS bigint) / CAST($4 AS bigint)")
        .mysql("SELECT CAST(? AS SIGNED) / CAST(? AS SIGNED), CAST(? AS SIGNED) DIV CAST(? AS SIGNED)")
        .rows(rows![(3.5, 3)]),
        case("true division within others", select(value(9) / (value(7) / value(2) + value(1))))
            .ansi("SELECT ? / (? / ? + ?)")
            .sqlite("SELECT CAST(? AS REAL) / (CAST(? AS REAL) / ? + ?)")
            .postgres("SELECT CAST($1 AS bigint) * 1.0 / (CAST($2 AS bigint) * 1.0 / $3 + $4)")
            .mysql("SELECT ? / (CAST(? AS SIGNED) / CAST(? AS SIGNED) + ?)")
            .rows(rows![(2.0)]),
        case("a quotient of sums", select((value(1) + value(2)) / (value(3) + value(5))))
            .ansi("SELECT (? + ?) / (? + ?)")
            .sqlite("SELECT CAST(? + ? AS REAL) / (? + ?)")
            .postgres("SELECT (CAST($1 AS bigint) + CAST($2 AS bigint)) * 1.0 / (CAST($3 AS bigint) + CAST($4 AS bigint))")
            .mysql("SELECT (CAST(? AS SIGNED) + CAST(? AS SIGNED)) / (CAST(? AS SIGNED) + CAST(? AS SIGNED))")
            .rows(rows![(0.375)]),
        case("digits of a quotient", select(value(1) / value(3)))
            .ansi("SELECT ? / ?")
            .sqlite("SELECT CAST(? AS REAL) / ?")
            .postgres("SELECT CAST($1 AS bigint) * 1.0 / $2")
            .mysql("SELECT CAST(? AS SIGNED) / CAST(? AS SIGNED)")
            .rows(rows![(1.0 / 3.0)])
            // A quotient of integers has four digits after the point.
            .rows_on("mysql", rows![(0.3333)]),
        case(
            "a remainder has the dividend's sign",
            select((n(7) % n(3), -n(7) % n(3), n(7) % n(-3))),
        )
        .same("SELECT 7 % 3, -7 % 3, 7 % -3")
        .rows(rows![(1, -1, 1)]),
        case("by zero", select((n(1) / 0, n(1) % 0)))
            .same("SELECT 1 / ?, 1 % ?")
            .fails_on("postgres", ErrorKind::Data)
            .mysql("SELECT 1 DIV ?, 1 % ?")
            .rows(rows![(NULL, NULL)]),
    ]
}

fn bits() -> Vec<Case> {
    let (a, b) = (n(12), n(10));
    vec![
        case("and, or, not", select((a.bit_and(&b), a.bit_or(&b), a.bit_not())))
            .same("SELECT 12 & 10, 12 | 10, ~12")
            .mysql("SELECT CAST(12 & 10 AS SIGNED), CAST(12 | 10 AS SIGNED), CAST(~12 AS SIGNED)")
            .rows(rows![(8, 14, -13)]),
        case(
            "exclusive or",
            select((a.bit_xor(&b), n(-1).bit_xor(&b), value(5).bit_xor(value(1)) * value(2))),
        )
        .needs(Capability::ExclusiveOr)
        .ansi("SELECT 12 ^ 10, -1 ^ 10, (? ^ ?) * ?")
        .sqlite("SELECT ((12 | 10) - (12 & 10)), ((-1 | 10) - (-1 & 10)), ((? | ?) - (? & ?)) * ?")
        .postgres("SELECT 12 # 10, -1 # 10, (CAST($1 AS bigint) # CAST($2 AS bigint)) * $3")
        .mysql("SELECT CAST(12 ^ 10 AS SIGNED), CAST(-1 ^ 10 AS SIGNED), CAST(? ^ ? AS SIGNED) * ?")
        .rows(rows![(6, -11, 8)]),
        case("shifts", select((n(1).shift_left(4), n(-16).shift_right(2))))
            .same("SELECT 1 << ?, -16 >> ?")
            .postgres("SELECT 1 << CAST($1 AS integer), -16 >> CAST($2 AS integer)")
            .mysql("SELECT CAST(1 << ? AS SIGNED), CASE WHEN -16 < 0 THEN CAST(~(~(-16) >> ?) AS SIGNED) ELSE CAST(-16 >> ? AS SIGNED) END")
            .rows(rows![(16, -4)]),
        case(
            "within each other",
            select((
                a.bit_or(&b).bit_and(n(3)),
                a.bit_or(b.bit_and(n(3))),
                n(1).shift_left(n(1).bit_or(n(2))),
            )),
        )
        .ansi("SELECT (12 | 10) & 3, 12 | (10 & 3), 1 << (1 | 2)")
        .sqlite("SELECT 12 | 10 & 3, 12 | (10 & 3), 1 << (1 | 2)")
        .postgres("SELECT 12 | 10 & 3, 12 | (10 & 3), 1 << CAST(1 | 2 AS integer)")
        .mysql("SELECT CAST(CAST(12 | 10 AS SIGNED) & 3 AS SIGNED), CAST(12 | CAST(10 & 3 AS SIGNED) AS SIGNED), CAST(1 << CAST(1 | 2 AS SIGNED) AS SIGNED)")
        .rows(rows![(2, 14, 8)]),
        case(
            "with sums",
            select((
                a.bit_and(n(4) + n(4)),
                n(1) + a.bit_and(&b),
                (n(1) + n(1)).shift_left(n(1) + n(1)),
            )),
        )
        .same("SELECT 12 & 4 + 4, 1 + (12 & 10), 1 + 1 << 1 + 1")
        .postgres("SELECT 12 & 4 + 4, 1 + (12 & 10), 1 + 1 << CAST(1 + 1 AS integer)")
        .mysql("SELECT CAST(12 & 4 + 4 AS SIGNED), 1 + CAST(12 & 10 AS SIGNED), CAST(1 + 1 << 1 + 1 AS SIGNED)")
        .rows(rows![(8, 9, 8)]),
        case("with comparisons", select((a.bit_and(&b).eq(8), a.bit_and(a.eq(&b).typed::<Int>()))))
            .same("SELECT 12 & 10 = ?, 12 & (12 = 10)")
            .not_on("postgres", NUMBERS)
            .mysql("SELECT CAST(12 & 10 AS SIGNED) = ?, CAST(12 & (12 = 10) AS SIGNED)")
            .rows(rows![(true, 0)]),
    ]
}

/// Bits of negative integers, in columns too.
fn signed_bits() -> Vec<Case> {
    let a = || -(TRACK.track_id + 3);
    let five = |list| select(list).filter(TRACK.track_id.eq(5));
    vec![
        case(
            "of negative integers",
            five((a().bit_and(-2), a().bit_or(1), a().bit_not(), a().shift_left(1))),
        )
        .sqlite(r#"SELECT -("track"."track_id" + ?) & ?, -("track"."track_id" + ?) | ?, ~(-("track"."track_id" + ?)), -("track"."track_id" + ?) << ? FROM "track" WHERE "track"."track_id" = ?"#)
        .postgres(r#"SELECT -("track"."track_id" + $1) & $2, -("track"."track_id" + $3) | $4, ~(-("track"."track_id" + $5)), -("track"."track_id" + $6) << CAST($7 AS integer) FROM "track" WHERE "track"."track_id" = $8"#)
        .mysql("SELECT CAST(-(`track`.`track_id` + ?) & ? AS SIGNED), CAST(-(`track`.`track_id` + ?) | ? AS SIGNED), CAST(~(-(`track`.`track_id` + ?)) AS SIGNED), CAST(-(`track`.`track_id` + ?) << ? AS SIGNED) FROM `track` WHERE `track`.`track_id` = ?")
        .rows(rows![(-8, -7, 7, -16)]),
        case(
            "shifts of negative integers",
            select((
                n(-8).shift_right(1),
                n(-8).shift_right(0),
                value(9).typed::<Int>().shift_right(1),
            )),
        )
        .sqlite("SELECT -8 >> ?, -8 >> ?, ? >> ?")
        .postgres("SELECT -8 >> CAST($1 AS integer), -8 >> CAST($2 AS integer), CAST($3 AS bigint) >> CAST($4 AS integer)")
        .mysql("SELECT CASE WHEN -8 < 0 THEN CAST(~(~(-8) >> ?) AS SIGNED) ELSE CAST(-8 >> ? AS SIGNED) END, CASE WHEN -8 < 0 THEN CAST(~(~(-8) >> ?) AS SIGNED) ELSE CAST(-8 >> ? AS SIGNED) END, CAST(? >> ? AS SIGNED)")
        .rows(rows![(-4, -8, 4)]),
    ]
}

fn concatenation() -> Vec<Case> {
    vec![
        case("chains are flat", select(t("a").concat("b").concat(t("c").concat("d"))))
            .same("SELECT 'a' || ? || 'c' || ?")
            .mysql("SELECT concat('a', ?, 'c', ?)")
            .rows(rows![("abcd")]),
        case(
            "of a list, and of none",
            select((concat([t("a"), t("b")]), concat(Vec::<String>::new()))),
        )
        .same("SELECT 'a' || 'b', ''")
        .mysql("SELECT concat('a', 'b'), ''")
        .rows(rows![("ab", "")]),
        case("of a product", select(t("1").concat((n(2) * n(3)).typed::<Text>())))
            .same("SELECT '1' || 2 * 3")
            .sqlite("SELECT '1' || (2 * 3)")
            .mysql("SELECT concat('1', 2 * 3)")
            .rows(rows![("16")]),
        case("of a sum", select(t("1").concat((n(2) + n(3)).typed::<Text>())))
            .same("SELECT '1' || 2 + 3")
            .sqlite("SELECT '1' || (2 + 3)")
            .mysql("SELECT concat('1', 2 + 3)")
            .rows(rows![("15")]),
        case("within a product", select(t("1").concat("2").typed::<Int>() * 2))
            .ansi("SELECT ('1' || ?) * ?")
            .sqlite("SELECT '1' || ? * ?")
            .not_on("postgres", "a text is no number there")
            .mysql("SELECT concat('1', ?) * ?")
            .rows(rows![(24)])
            .rows_on("mysql", rows![(24.0)]),
        case(
            "with NULL",
            select((t("a").concat(None::<&str>), ARTIST.name.concat("!")))
                .filter(ARTIST.artist_id.eq(4)),
        )
        .same(
            r#"SELECT 'a' || ?, "artist"."name" || ? FROM "artist" WHERE "artist"."artist_id" = ?"#,
        )
        .mysql("SELECT concat('a', ?), concat(`artist`.`name`, ?) FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![(NULL, NULL)]),
        case("of a negative number", select(t("a").concat(n(-1).typed::<Text>())))
            .same("SELECT 'a' || -1")
            .mysql("SELECT concat('a', -1)")
            .rows(rows![("a-1")]),
    ]
}

fn families_mix() -> Vec<Case> {
    let price = TRACK.price;
    let track = |list| select(list).filter(TRACK.track_id.eq(1));
    vec![
        case("an integer times a float", track((price * 2, n(2) * price)))
            .same(r#"SELECT "track"."price" * ?, 2 * "track"."price" FROM "track" WHERE "track"."track_id" = ?"#)
            .rows(rows![(1.98, 1.98)]),
    ]
}
