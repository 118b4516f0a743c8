//! Arithmetic, and what binds how strongly.

use aludel::prelude::*;

use crate::harness::{NULL, case, rows, run};
use crate::shop::ARTIST;

/// An integer, printed.
fn n(number: i64) -> Expr<Int> {
    literal(number).typed()
}

/// A text, printed.
fn t(text: &str) -> Expr<Text> {
    literal(text).typed()
}

#[test]
fn parentheses_where_the_tree_has_them() {
    run([
        case(
            "a sum times two",
            select((ARTIST.artist_id + 1) * 2).filter(ARTIST.artist_id.eq(3)),
        )
        .both(
            r#"SELECT ("artist"."artist_id" + ?) * ? FROM "artist" WHERE "artist"."artist_id" = ?"#,
        )
        .rows(rows![(8)]),
        case("a product plus two", select((n(2) * n(3) + n(4), n(2) + n(3) * n(4))))
            .both("SELECT 2 * 3 + 4, 2 + 3 * 4")
            .rows(rows![(10, 14)]),
        case("to the left", select((n(9) - n(4) - n(3), n(9) - (n(4) - n(3)))))
            .both("SELECT 9 - 4 - 3, 9 - (4 - 3)")
            .rows(rows![(2, 8)]),
        case("a sum in a difference", select((n(9) - (n(4) + n(3)), n(9) + (n(4) - n(3)))))
            .both("SELECT 9 - (4 + 3), 9 + (4 - 3)")
            .rows(rows![(2, 10)]),
        case("quotients", select((n(24) / n(4) / n(3), n(24) / (n(4) / n(3)), n(24) / (n(4) * n(3)))))
            .both("SELECT 24 / 4 / 3, 24 / (4 / 3), 24 / (4 * 3)")
            .rows(rows![(2, 24, 2)]),
        case("remainders", select((n(17) % n(10) % n(4), n(17) % (n(10) % n(4)), n(17) * n(3) % n(4))))
            .both("SELECT 17 % 10 % 4, 17 % (10 % 4), 17 * 3 % 4")
            .rows(rows![(3, 1, 3)]),
        case("comparisons of sums", select(((n(1) + n(2)).gt(n(2)), (n(1) + n(2)).eq(n(3) * n(1)))))
            .both("SELECT 1 + 2 > 2, 1 + 2 = 3 * 1")
            .rows(rows![(1, 1)]),
        case("a comparison within a sum", select(n(1) + n(2).gt(n(1)).typed::<Int>()))
            .both("SELECT 1 + (2 > 1)")
            .rows(rows![(2)]),
        case("a condition within a product", select(n(3) * n(1).eq(n(1)).and(n(2).eq(n(2))).typed::<Int>()))
            .both("SELECT 3 * (1 = 1 AND 2 = 2)")
            .rows(rows![(3)]),
        case("NOT within a sum", select(n(1) + not(n(2).gt(n(3))).typed::<Int>()))
            .both("SELECT 1 + (NOT 2 > 3)")
            .rows(rows![(2)]),
        case("IS NULL within a sum", select(n(1) + n(2).is_null().typed::<Int>()))
            .both("SELECT 1 + (2 IS NULL)")
            .rows(rows![(1)]),
        case("a subquery needs no parentheses of its own", select(n(1) + select(n(2)).scalar()))
            .both("SELECT 1 + (SELECT 2)")
            .rows(rows![(3)]),
    ]);
}

#[test]
fn signs() {
    run([
        case("minus a negative literal", select((n(5) - n(-1), n(5) + n(-1), n(5) * n(-1))))
            .both("SELECT 5 - -1, 5 + -1, 5 * -1")
            .rows(rows![(6, 4, -5)]),
        case("minus of a negative literal", select(-n(-1))).both("SELECT -(-1)").rows(rows![(1)]),
        case("minus of minus", select(-(-ARTIST.artist_id)).filter(ARTIST.artist_id.eq(1)))
            .both(r#"SELECT -(-"artist"."artist_id") FROM "artist" WHERE "artist"."artist_id" = ?"#)
            .rows(rows![(1)]),
        case("minus of a sum", select((-(n(1) + n(2)), -n(1) + n(2), -(n(2) * n(3)))))
            .both("SELECT -(1 + 2), -1 + 2, -(2 * 3)")
            .rows(rows![(-3, 1, -6)]),
        case("minus a minus", select(n(5) - (-n(1)))).both("SELECT 5 - -1").rows(rows![(6)]),
        case("a negative value is bound", select(value(5).typed::<Int>() - -1))
            .both("SELECT ? - ?")
            .params([5.into(), (-1).into()])
            .rows(rows![(6)]),
        case("the smallest integer", select((n(i64::MIN), value(i64::MIN), n(i64::MIN) + 1)))
            .both("SELECT -9223372036854775808, ?, -9223372036854775808 + ?")
            .rows(rows![(i64::MIN, i64::MIN, i64::MIN + 1)]),
        case("minus of NOT bits", select((-n(5).bit_not(), (-n(5)).bit_not())))
            .both("SELECT -(~5), ~(-5)")
            .rows(rows![(6, 4)]),
    ]);
}

#[test]
fn division() {
    run([
        case("integers divide to integers, as in Rust", select((n(7) / 2, -n(7) / n(2))))
            .both("SELECT 7 / ?, -7 / 2")
            .rows(rows![(3, -3)]),
        case(
            "with a float it is true division",
            select((n(7) / 2.0, literal(7.0).typed::<Float>() / 2)),
        )
        .ansi("SELECT 7 / ?, 7.0 / ?")
        .sqlite("SELECT CAST(7 AS REAL) / ?, CAST(7.0 AS REAL) / ?")
        .rows(rows![(3.5, 3.5)]),
        case(
            "of any type it is true division",
            select((value(7) / value(2), value(7).int_div(value(2)))),
        )
        .ansi("SELECT ? / ?, ? / ?")
        .sqlite("SELECT CAST(? AS REAL) / ?, ? / ?")
        .rows(rows![(3.5, 3)]),
        case("true division within others", select(value(2) / (value(7) / value(2) + value(1))))
            .ansi("SELECT ? / (? / ? + ?)")
            .sqlite("SELECT CAST(? AS REAL) / (CAST(? AS REAL) / ? + ?)")
            .rows(rows![(2.0 / 4.5)]),
        case("a quotient of sums", select((value(1) + value(2)) / (value(3) + value(4))))
            .ansi("SELECT (? + ?) / (? + ?)")
            .sqlite("SELECT CAST(? + ? AS REAL) / (? + ?)")
            .rows(rows![(3.0 / 7.0)]),
        case(
            "a remainder has the dividend's sign",
            select((n(7) % n(3), -n(7) % n(3), n(7) % n(-3))),
        )
        .both("SELECT 7 % 3, -7 % 3, 7 % -3")
        .rows(rows![(1, -1, 1)]),
        case("by zero", select((n(1) / 0, n(1) % 0)))
            .both("SELECT 1 / ?, 1 % ?")
            .rows(rows![(NULL, NULL)]),
    ]);
}

#[test]
fn bits() {
    let (a, b) = (n(12), n(10));
    run([
        case("and, or, not", select((a.bit_and(&b), a.bit_or(&b), a.bit_not())))
            .both("SELECT 12 & 10, 12 | 10, ~12")
            .rows(rows![(8, 14, -13)]),
        case(
            "exclusive or",
            select((a.bit_xor(&b), n(-1).bit_xor(&b), value(5).bit_xor(value(1)) * value(2))),
        )
        .ansi("SELECT 12 ^ 10, -1 ^ 10, (? ^ ?) * ?")
        .sqlite("SELECT ((12 | 10) - (12 & 10)), ((-1 | 10) - (-1 & 10)), ((? | ?) - (? & ?)) * ?")
        .rows(rows![(6, -11, 8)]),
        case("shifts", select((n(1).shift_left(4), n(-16).shift_right(2))))
            .both("SELECT 1 << ?, -16 >> ?")
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
        .rows(rows![(2, 14, 8)]),
        case(
            "with sums",
            select((
                a.bit_and(n(4) + n(4)),
                n(1) + a.bit_and(&b),
                (n(1) + n(1)).shift_left(n(1) + n(1)),
            )),
        )
        .both("SELECT 12 & 4 + 4, 1 + (12 & 10), 1 + 1 << 1 + 1")
        .rows(rows![(8, 9, 8)]),
        case("with comparisons", select((a.bit_and(&b).eq(8), a.bit_and(a.eq(&b).typed::<Int>()))))
            .both("SELECT 12 & 10 = ?, 12 & (12 = 10)")
            .rows(rows![(1, 0)]),
    ]);
}

#[test]
fn concatenation() {
    run([
        case("chains are flat", select(t("a").concat("b").concat(t("c").concat("d"))))
            .both("SELECT 'a' || ? || 'c' || ?")
            .rows(rows![("abcd")]),
        case(
            "of a list, and of none",
            select((concat([t("a"), t("b")]), concat(Vec::<String>::new()))),
        )
        .both("SELECT 'a' || 'b', ''")
        .rows(rows![("ab", "")]),
        case("of a product", select(t("1").concat((n(2) * n(3)).typed::<Text>())))
            .ansi("SELECT '1' || 2 * 3")
            .sqlite("SELECT '1' || (2 * 3)")
            .rows(rows![("16")]),
        case("of a sum", select(t("1").concat((n(2) + n(3)).typed::<Text>())))
            .ansi("SELECT '1' || 2 + 3")
            .sqlite("SELECT '1' || (2 + 3)")
            .rows(rows![("15")]),
        case("within a product", select(t("1").concat("2").typed::<Int>() * 2))
            .ansi("SELECT ('1' || ?) * ?")
            .sqlite("SELECT '1' || ? * ?")
            .rows(rows![(24)]),
        case(
            "with NULL",
            select((t("a").concat(None::<&str>), ARTIST.name.concat("!")))
                .filter(ARTIST.artist_id.eq(4)),
        )
        .both(
            r#"SELECT 'a' || ?, "artist"."name" || ? FROM "artist" WHERE "artist"."artist_id" = ?"#,
        )
        .rows(rows![(NULL, NULL)]),
        case("of a negative number", select(t("a").concat(n(-1).typed::<Text>())))
            .both("SELECT 'a' || -1")
            .rows(rows![("a-1")]),
    ]);
}

#[test]
fn families_mix() {
    let price = crate::shop::TRACK.price;
    let track = |list| select(list).filter(crate::shop::TRACK.track_id.eq(1));
    run([
        case("an integer times a float", track((price * 2, n(2) * price)))
            .both(r#"SELECT "track"."price" * ?, 2 * "track"."price" FROM "track" WHERE "track"."track_id" = ?"#)
            .rows(rows![(1.98, 1.98)]),
    ]);
}
