//! Functions of text and numbers.

use crate::ErrorKind::Unsupported;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Case, NULL, case, rows};
use crate::typed::{left, repeat, reverse, right};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let mut all = texts();
    all.extend(numbers());
    all.extend(extremes());
    all
}

fn t(text: &str) -> Expr<Text> {
    literal(text).typed()
}

fn f(number: f64) -> Expr<Float> {
    literal(number).typed()
}

fn texts() -> Vec<Case> {
    vec![
        case(
            "where a text stands in another",
            select((
                position(t("abcabc"), "ca"),
                position(t("abc"), "C"),
                position(t("Jóga"), "ga"),
                position(t("abc"), ""),
                position(ARTIST.name, "a"),
            ))
            .filter(ARTIST.artist_id.eq(4)),
        )
        .sqlite(r#"SELECT instr('abcabc', ?), instr('abc', ?), instr('Jóga', ?), instr('abc', ?), instr("artist"."name", ?) FROM "artist" WHERE "artist"."artist_id" = ?"#)
        .postgres(r#"SELECT strpos('abcabc', $1), strpos('abc', $2), strpos('Jóga', $3), strpos('abc', $4), strpos("artist"."name", $5) FROM "artist" WHERE "artist"."artist_id" = $6"#)
        .mysql("SELECT locate(?, CONVERT('abcabc' USING utf8mb4) COLLATE utf8mb4_bin), locate(?, CONVERT('abc' USING utf8mb4) COLLATE utf8mb4_bin), locate(?, CONVERT('Jóga' USING utf8mb4) COLLATE utf8mb4_bin), locate(?, CONVERT('abc' USING utf8mb4) COLLATE utf8mb4_bin), locate(?, CONVERT(`artist`.`name` USING utf8mb4) COLLATE utf8mb4_bin) FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![(3, 0, 3, 1, NULL)]),
        case(
            "the first and the last characters",
            select((
                left(t("Jóga"), 2),
                right(t("Jóga"), 3),
                left(t("ab"), 5),
                right(t("ab"), 5),
                left(t("ab"), 0),
                right(t("ab"), 0),
                right(ARTIST.name, 1),
            ))
            .filter(ARTIST.artist_id.eq(4)),
        )
        .sqlite(r#"SELECT substr('Jóga', ?, ?), substr('Jóga', ?, ?), substr('ab', ?, ?), substr('ab', ?, ?), substr('ab', ?, ?), substr('ab', ?, ?), substr("artist"."name", ?, ?) FROM "artist" WHERE "artist"."artist_id" = ?"#)
        .postgres(r#"SELECT left('Jóga', CAST($1 AS integer)), right('Jóga', CAST($2 AS integer)), left('ab', CAST($3 AS integer)), right('ab', CAST($4 AS integer)), left('ab', CAST($5 AS integer)), right('ab', CAST($6 AS integer)), right("artist"."name", CAST($7 AS integer)) FROM "artist" WHERE "artist"."artist_id" = $8"#)
        .mysql("SELECT left('Jóga', ?), right('Jóga', ?), left('ab', ?), right('ab', ?), left('ab', ?), right('ab', ?), right(`artist`.`name`, ?) FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![("Jó", "óga", "ab", "ab", "", "", NULL)]),
        case(
            "filled and cut",
            select((
                lpad(t("é"), 3, '·'),
                rpad(t("é"), 3, '·'),
                lpad(t("abcd"), 2, ' '),
                rpad(t("abcd"), 2, ' '),
                lpad(t("a").concat("b"), 3, '0'),
                lpad(ARTIST.name, 3, 'x'),
                rpad(ARTIST.name, 3, 'x'),
            ))
            .filter(ARTIST.artist_id.eq(4)),
        )
        .sqlite(r#"SELECT substr(substr(replace(hex(zeroblob(?)), '00', ?), 1, ? - length('é')) || 'é', 1, ?), substr('é' || replace(hex(zeroblob(?)), '00', ?), 1, ?), substr(substr(replace(hex(zeroblob(?)), '00', ?), 1, ? - length('abcd')) || 'abcd', 1, ?), substr('abcd' || replace(hex(zeroblob(?)), '00', ?), 1, ?), substr(substr(replace(hex(zeroblob(?)), '00', ?), 1, ? - length('a' || ?)) || ('a' || ?), 1, ?), substr(substr(replace(hex(zeroblob(?)), '00', ?), 1, ? - length("artist"."name")) || "artist"."name", 1, ?), substr("artist"."name" || replace(hex(zeroblob(?)), '00', ?), 1, ?) FROM "artist" WHERE "artist"."artist_id" = ?"#)
        .postgres(r#"SELECT lpad('é', CAST($1 AS integer), $2), rpad('é', CAST($3 AS integer), $4), lpad('abcd', CAST($5 AS integer), $6), rpad('abcd', CAST($7 AS integer), $8), lpad('a' || $9, CAST($10 AS integer), $11), lpad("artist"."name", CAST($12 AS integer), $13), rpad("artist"."name", CAST($14 AS integer), $15) FROM "artist" WHERE "artist"."artist_id" = $16"#)
        .mysql("SELECT lpad('é', ?, ?), rpad('é', ?, ?), lpad('abcd', ?, ?), rpad('abcd', ?, ?), lpad(concat('a', ?), ?, ?), lpad(`artist`.`name`, ?, ?), rpad(`artist`.`name`, ?, ?) FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![("··é", "é··", "ab", "ab", "0ab", NULL, NULL)]),
        case(
            "repeated",
            select((repeat(t("ab"), 3), repeat(t("ab"), 0), repeat(ARTIST.name, 2)))
                .filter(ARTIST.artist_id.eq(4)),
        )
        .sqlite(r#"SELECT replace(hex(zeroblob(?)), '00', 'ab'), replace(hex(zeroblob(?)), '00', 'ab'), replace(hex(zeroblob(?)), '00', "artist"."name") FROM "artist" WHERE "artist"."artist_id" = ?"#)
        .postgres(r#"SELECT repeat('ab', CAST($1 AS integer)), repeat('ab', CAST($2 AS integer)), repeat("artist"."name", CAST($3 AS integer)) FROM "artist" WHERE "artist"."artist_id" = $4"#)
        .mysql("SELECT repeat('ab', ?), repeat('ab', ?), repeat(`artist`.`name`, ?) FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![("ababab", "", NULL)]),
        case("reversed", select(reverse(t("Jóga"))))
            .postgres("SELECT reverse('Jóga')")
            .mysql("SELECT reverse('Jóga')")
            .refused_on("sqlite", Unsupported, ["reverse() is not supported", "in the program"])
            .rows(rows![("agóJ")]),
        case("bytes", select((octet_length(t("Jóga")), octet_length(t("")))))
            .sqlite("SELECT length(CAST('Jóga' AS BLOB)), length(CAST('' AS BLOB))")
            .postgres("SELECT octet_length('Jóga'), octet_length('')")
            .mysql("SELECT octet_length('Jóga'), octet_length('')")
            .rows(rows![(5, 0)]),
        case("of a value", select((position(value("abc").typed::<Text>(), "b"), left(value("abc").typed::<Text>(), 2))))
            .sqlite("SELECT instr(?, ?), substr(?, ?, ?)")
            .postgres("SELECT strpos($1, $2), left($3, CAST($4 AS integer))")
            .mysql("SELECT locate(?, CONVERT(? USING utf8mb4) COLLATE utf8mb4_bin), left(?, CAST(? AS SIGNED))")
            .rows(rows![(2, "ab")]),
    ]
}

fn numbers() -> Vec<Case> {
    vec![
        case(
            "down and up to whole numbers",
            select((floor(f(-1.5)), ceil(f(-1.5)), floor(f(2.0)), ceil(f(2.25)), floor(f(1e300)), ceil(-f(1e18)))),
        )
        .sqlite("SELECT CASE WHEN abs(-1.5) < 4503599627370496.0 THEN (CAST(-1.5 AS INTEGER) - (CAST(-1.5 AS INTEGER) > -1.5)) * 1.0 ELSE -1.5 END, CASE WHEN abs(-1.5) < 4503599627370496.0 THEN (CAST(-1.5 AS INTEGER) + (CAST(-1.5 AS INTEGER) < -1.5)) * 1.0 ELSE -1.5 END, CASE WHEN abs(2.0) < 4503599627370496.0 THEN (CAST(2.0 AS INTEGER) - (CAST(2.0 AS INTEGER) > 2.0)) * 1.0 ELSE 2.0 END, CASE WHEN abs(2.25) < 4503599627370496.0 THEN (CAST(2.25 AS INTEGER) + (CAST(2.25 AS INTEGER) < 2.25)) * 1.0 ELSE 2.25 END, CASE WHEN abs(1e300) < 4503599627370496.0 THEN (CAST(1e300 AS INTEGER) - (CAST(1e300 AS INTEGER) > 1e300)) * 1.0 ELSE 1e300 END, CASE WHEN abs(-1e18) < 4503599627370496.0 THEN (CAST(-1e18 AS INTEGER) + (CAST(-1e18 AS INTEGER) < -1e18)) * 1.0 ELSE -1e18 END")
        .postgres("SELECT floor('-1.5'::float8), ceil('-1.5'::float8), floor('2.0'::float8), ceil('2.25'::float8), floor('1e300'::float8), ceil(-'1e18'::float8)")
        .mysql("SELECT floor(-1.5e0), ceil(-1.5e0), floor(2e0), ceil(2.25e0), floor(1e300), ceil(-1e18)")
        .rows(rows![(-2.0, -1.0, 2.0, 3.0, 1e300, -1e18)]),
        case("of a column", select((floor(TRACK.price), ceil(TRACK.price))).filter(TRACK.track_id.eq(4)))
            .sqlite(r#"SELECT CASE WHEN abs("track"."price") < 4503599627370496.0 THEN (CAST("track"."price" AS INTEGER) - (CAST("track"."price" AS INTEGER) > "track"."price")) * 1.0 ELSE "track"."price" END, CASE WHEN abs("track"."price") < 4503599627370496.0 THEN (CAST("track"."price" AS INTEGER) + (CAST("track"."price" AS INTEGER) < "track"."price")) * 1.0 ELSE "track"."price" END FROM "track" WHERE "track"."track_id" = ?"#)
            .postgres(r#"SELECT floor("track"."price"), ceil("track"."price") FROM "track" WHERE "track"."track_id" = $1"#)
            .mysql("SELECT floor(`track`.`price`), ceil(`track`.`price`) FROM `track` WHERE `track`.`track_id` = ?")
            .rows(rows![(2.0, 3.0)]),
        case("the sign", select((sign(f(-0.5)), sign(ALBUM.album_id - 1), sign(ALBUM.year))).filter(ALBUM.album_id.in_([1, 3])).order_by(ALBUM.album_id))
            .sqlite(r#"SELECT ((-0.5 > 0) - (-0.5 < 0)), (("album"."album_id" - ? > 0) - ("album"."album_id" - ? < 0)), (("album"."year" > 0) - ("album"."year" < 0)) FROM "album" WHERE "album"."album_id" IN (?, ?) ORDER BY "album"."album_id""#)
            .postgres(r#"SELECT CAST(sign('-0.5'::float8) AS bigint), CAST(sign("album"."album_id" - $1) AS bigint), CAST(sign("album"."year") AS bigint) FROM "album" WHERE "album"."album_id" IN ($2, $3) ORDER BY "album"."album_id""#)
            .mysql("SELECT sign(-5e-1), sign(`album`.`album_id` - ?), sign(`album`.`year`) FROM `album` WHERE `album`.`album_id` IN (?, ?) ORDER BY `album`.`album_id`")
            .rows(rows![(-1, 0, 1), (-1, 1, NULL)]),
        case("a root and a power", select((sqrt(f(6.25)), power(f(1.5), 2.0), exp(f(0.0)), ln(f(1.0)))))
            .postgres("SELECT sqrt('6.25'::float8), power('1.5'::float8, $1), exp('0.0'::float8), ln('1.0'::float8)")
            .mysql("SELECT sqrt(6.25e0), power(1.5e0, ?), exp(0e0), ln(1e0)")
            .refused_on("sqlite", Unsupported, ["sqrt() is not supported", "in the program"])
            .rows(rows![(2.5, 2.25, 1.0, 0.0)]),
    ]
}

fn extremes() -> Vec<Case> {
    vec![
        case(
            "the greatest and the least; NULL if one is",
            select((greatest(ALBUM.album_id, 2), least(ALBUM.year, ALBUM.album_id), greatest(ALBUM.year, 1983)))
                .filter(ALBUM.album_id.le(3))
                .order_by(ALBUM.album_id),
        )
        .sqlite(r#"SELECT max("album"."album_id", ?), min("album"."year", "album"."album_id"), max("album"."year", ?) FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album"."album_id""#)
        .postgres(r#"SELECT CASE WHEN "album"."album_id" IS NULL THEN NULL ELSE greatest("album"."album_id", $1) END, CASE WHEN "album"."year" IS NULL OR "album"."album_id" IS NULL THEN NULL ELSE least("album"."year", "album"."album_id") END, CASE WHEN "album"."year" IS NULL THEN NULL ELSE greatest("album"."year", $2) END FROM "album" WHERE "album"."album_id" <= $3 ORDER BY "album"."album_id""#)
        .mysql("SELECT greatest(`album`.`album_id`, ?), least(`album`.`year`, `album`.`album_id`), greatest(`album`.`year`, ?) FROM `album` WHERE `album`.`album_id` <= ? ORDER BY `album`.`album_id`")
        .rows(rows![(2, 1, 1983), (2, 2, 1983), (3, NULL, NULL)]),
        case("of values", select((greatest(literal(1).typed::<Int>(), 3), least(literal("b").typed::<Text>(), "a"))))
            .sqlite("SELECT max(1, ?), min('b', ?)")
            .postgres("SELECT greatest(1, $1), least('b', $2)")
            .mysql("SELECT greatest(1, ?), least('b', ?)")
            .rows(rows![(3, "a")]),
        case("in a condition", select(ALBUM.album_id).filter(greatest(ALBUM.year, 1990).gt(least(ALBUM.album_id, 2) + 1990)))
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE max("album"."year", ?) > min("album"."album_id", ?) + ?"#)
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE CASE WHEN "album"."year" IS NULL THEN NULL ELSE greatest("album"."year", $1) END > CASE WHEN "album"."album_id" IS NULL THEN NULL ELSE least("album"."album_id", $2) END + $3"#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE greatest(`album`.`year`, ?) > least(`album`.`album_id`, ?) + ?")
            .rows(rows![(4)]),
    ]
}
