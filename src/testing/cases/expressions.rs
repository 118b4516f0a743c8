//! CASE, CAST, functions, labels, operators of the database.

use super::parsed;
use crate::ErrorKind::Unsupported;
use crate::ast::Trusted;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [conditional(), casts(), functions(), labels(), operators_of_the_database(), row_values()]
        .into_iter()
        .flatten()
        .collect()
}

const UUID: &str = "0a000000-0000-4000-8000-00000000000f";

fn n(number: i64) -> Expr<Int> {
    literal(number).typed()
}

fn t(text: &str) -> Expr<Text> {
    literal(text).typed()
}

fn conditional() -> Vec<Case> {
    use crate::prelude::case as when;
    vec![
        case(
            "searched",
            select((
                ALBUM.album_id,
                when(ALBUM.year.lt(1982), "early").when(ALBUM.year.is_null(), "unknown").otherwise("late"),
            ))
            .order_by(ALBUM.album_id),
        )
        .same(
            r#"SELECT "album"."album_id", CASE WHEN "album"."year" < ? THEN ? WHEN "album"."year" IS NULL THEN ? ELSE ? END FROM "album" ORDER BY "album"."album_id""#,
        )
        .rows(rows![(1, "early"), (2, "late"), (3, "unknown"), (4, "late")]),
        case(
            "simple, without ELSE",
            select((ALBUM.album_id, case_of(&ALBUM.artist_id, 1, "one").when(2, t("two")).end()))
                .order_by(ALBUM.album_id),
        )
        .same(
            r#"SELECT "album"."album_id", CASE "album"."artist_id" WHEN ? THEN ? WHEN ? THEN 'two' END FROM "album" ORDER BY "album"."album_id""#,
        )
        .rows(rows![(1, "one"), (2, "two"), (3, "one"), (4, NULL)]),
        case(
            "an operand needs no parentheses",
            select(when(n(1).eq(1), n(2)).otherwise(3) + when(n(1).eq(2), n(2)).otherwise(3) * 10),
        )
        .same("SELECT CASE WHEN 1 = ? THEN 2 ELSE ? END + CASE WHEN 1 = ? THEN 2 ELSE ? END * ?")
        .rows(rows![(32)]),
        case(
            "within each other",
            select(when(n(1).gt(2), 1).otherwise(when(n(1).gt(0), 2).end())),
        )
        .same("SELECT CASE WHEN 1 > ? THEN ? ELSE CASE WHEN 1 > ? THEN ? END END")
        .postgres("SELECT CASE WHEN 1 > $1 THEN $2 ELSE CASE WHEN 1 > $3 THEN CAST($4 AS bigint) END END")
        .mysql("SELECT CASE WHEN 1 > ? THEN CAST(? AS SIGNED) ELSE CASE WHEN 1 > ? THEN CAST(? AS SIGNED) END END")
        .rows(rows![(2)]),
        {
            let total = sum(TRACK.seconds).label("total");
            let all = select(&total).from(TRACK).subquery("q");
            let total = all.col(&total);
            case(
                "an integer beside a decimal",
                select(when(total.gt(1), &total).otherwise(0).cast::<Text>()).from(&all),
            )
            .same(r#"SELECT CAST(CASE WHEN "q"."total" > ? THEN "q"."total" ELSE ? END AS TEXT) FROM (SELECT sum("track"."seconds") AS "total" FROM "track") AS "q""#)
            .mysql("SELECT CAST(CASE WHEN `q`.`total` > ? THEN `q`.`total` ELSE CAST(? AS SIGNED) END AS CHAR) FROM (SELECT sum(`track`.`seconds`) AS `total` FROM `track`) AS `q`")
            .rows(rows![("1320")])
        },
        case("of a condition", select(case_of(&n(1).gt(n(2)), false, "no").otherwise("yes")))
            .same("SELECT CASE 1 > 2 WHEN ? THEN ? ELSE ? END")
            .rows(rows![("no")]),
    ]
}

fn casts() -> Vec<Case> {
    vec![
        case(
            "to numbers",
            select((t("12").cast::<Int>(), t("1.5").cast::<Float>(), t("1.5").cast::<Decimal>())),
        )
        .ansi(
            "SELECT CAST('12' AS BIGINT), CAST('1.5' AS DOUBLE PRECISION), CAST('1.5' AS DECIMAL)",
        )
        .sqlite("SELECT CAST('12' AS INTEGER), CAST('1.5' AS REAL), CAST('1.5' AS NUMERIC)")
        .postgres(
            "SELECT CAST('12' AS BIGINT), CAST('1.5' AS DOUBLE PRECISION), CAST('1.5' AS NUMERIC)",
        )
        .mysql("SELECT CAST('12' AS SIGNED), CAST('1.5' AS DOUBLE), CAST('1.5' AS DECIMAL(65, 30))")
        .rows(rows![(12, 1.5, 1.5)]),
        case("to text", select(n(12).cast::<Text>()))
            .same("SELECT CAST(12 AS TEXT)")
            .mysql("SELECT CAST(12 AS CHAR)")
            .rows(rows![("12")]),
        case("where it can be", select((ARTIST.name.try_cast::<Int>(), ARTIST.artist_id.try_cast::<Int>())).filter(ARTIST.artist_id.eq(1)))
            .needs(Capability::TryCast)
            .postgres(r#"SELECT CASE WHEN pg_input_is_valid(CAST("artist"."name" AS TEXT), 'BIGINT') THEN CAST(CAST("artist"."name" AS TEXT) AS BIGINT) END, CASE WHEN pg_input_is_valid(CAST("artist"."artist_id" AS TEXT), 'BIGINT') THEN CAST(CAST("artist"."artist_id" AS TEXT) AS BIGINT) END FROM "artist" WHERE "artist"."artist_id" = $1"#)
            .rows(rows![(NULL, 1)]),
        case("where it can be, of a value", select(t("12").try_cast::<Int>()))
            .needs(Capability::TryCast)
            .refused_on("postgres", Unsupported, ["may fail"]),
        case("where it can be, of what is computed", select(upper(ARTIST.name).try_cast::<Int>()))
            .needs(Capability::TryCast)
            .refused_on("postgres", Unsupported, ["may fail"]),
        case("to bytes", select(t("ab").cast_as(SqlType::Blob)))
            .same("SELECT CAST('ab' AS BLOB)")
            .postgres("SELECT convert_to('ab', 'UTF8')")
            .mysql("SELECT CAST('ab' AS BINARY)")
            .rows(rows![("ab".as_bytes())]),
        case("to bytes, of what nobody knows", select(lower(t("a\\b")).cast_as(SqlType::Blob)))
            .same("SELECT CAST(lower('a\\b') AS BLOB)")
            .refused_on("postgres", Unsupported, ["may be text to bytes", "convert_to"])
            .mysql("SELECT CAST(lower('a\\\\b') AS BINARY)")
            .rows(rows![("a\\b".as_bytes())]),
        case(
            "bytes, times and UUIDs to text",
            select((
                value("\u{e9}\\".as_bytes()).cast_as(SqlType::Text),
                value("\u{e9}\\".as_bytes()).cast_as(SqlType::Varchar(1)),
                value(parsed::<Uuid>(UUID)).cast_as(SqlType::Text),
                literal(parsed::<Uuid>(UUID)).cast_as(SqlType::Varchar(36)),
                value(parsed::<Time>("10:00:01")).cast::<Text>().starts_with("10:00:01"),
                value(parsed::<Timestamp>("2024-02-29 10:00:01"))
                    .cast::<Text>()
                    .contains("-29 10:00:01"),
            )),
        )
        .same("SELECT CAST(? AS TEXT), CAST(? AS VARCHAR(1)), CAST(? AS TEXT), CAST('0a000000-0000-4000-8000-00000000000f' AS VARCHAR(36)), CAST(? AS TEXT) LIKE ? ESCAPE '!', CAST(? AS TEXT) LIKE ? ESCAPE '!'")
        .sqlite("SELECT CAST(? AS TEXT), substr(CAST(? AS TEXT), 1, 1), lower(substr(hex(?), 1, 8) || '-' || substr(hex(?), 9, 4) || '-' || substr(hex(?), 13, 4) || '-' || substr(hex(?), 17, 4) || '-' || substr(hex(?), 21, 12)), substr(lower(substr(hex(X'0a00000000004000800000000000000f'), 1, 8) || '-' || substr(hex(X'0a00000000004000800000000000000f'), 9, 4) || '-' || substr(hex(X'0a00000000004000800000000000000f'), 13, 4) || '-' || substr(hex(X'0a00000000004000800000000000000f'), 17, 4) || '-' || substr(hex(X'0a00000000004000800000000000000f'), 21, 12)), 1, 36), CAST(? AS TEXT) GLOB ?, instr(CAST(? AS TEXT), ?) > 0")
        .postgres("SELECT convert_from($1, 'UTF8'), CAST(convert_from($2, 'UTF8') AS VARCHAR(1)), CAST($3 AS TEXT), CAST('0a000000-0000-4000-8000-00000000000f'::uuid AS VARCHAR(36)), CAST($4 AS TEXT) LIKE $5 ESCAPE '!', CAST($6 AS TEXT) LIKE $7 ESCAPE '!'")
        .mysql("SELECT CAST(CAST(? AS BINARY) AS CHAR), CAST(CAST(? AS BINARY) AS CHAR(1)), CAST(insert(insert(insert(insert(lower(hex(CAST(? AS BINARY))), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-') AS CHAR), CAST(insert(insert(insert(insert(lower(hex(X'0a00000000004000800000000000000f')), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-') AS CHAR(36)), CAST(CAST(? AS TIME(6)) AS CHAR) LIKE ? COLLATE utf8mb4_bin ESCAPE '!', CAST(CAST(? AS DATETIME(6)) AS CHAR) LIKE ? COLLATE utf8mb4_bin ESCAPE '!'")
        .mariadb("SELECT CAST(CAST(? AS BINARY) AS CHAR), CAST(CAST(? AS BINARY) AS CHAR(1)), CAST(insert(insert(insert(insert(lower(hex(CAST(? AS BINARY))), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-') AS CHAR), CAST(insert(insert(insert(insert(lower(hex(X'0a00000000004000800000000000000f')), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-') AS CHAR(36)), CAST(CAST(? AS TIME(6)) AS CHAR) LIKE ? COLLATE utf8mb4_bin ESCAPE '!', CAST(CAST(? AS DATETIME(6)) AS CHAR) LIKE ? COLLATE utf8mb4_bin ESCAPE '!'")
        .rows(rows![("\u{e9}\\", "\u{e9}", UUID, UUID, true, true)]),
        case("a boolean parameter as a number", select(value(true).typed::<Bool>().cast::<Int>()))
            .same("SELECT CAST(? AS BIGINT)")
            .sqlite("SELECT CAST(? AS INTEGER)")
            .postgres("SELECT CAST(CAST(CAST($1 AS boolean) AS INTEGER) AS BIGINT)")
            .mysql("SELECT CAST(? AS SIGNED)")
            .rows(rows![(1)]),
        case(
            "to a boolean",
            select((n(2).cast::<Bool>(), (n(1) - 1).cast::<Bool>(), n(2).cast::<Bool>().eq(true))),
        )
        .same("SELECT CAST(2 AS BOOLEAN), CAST(1 - ? AS BOOLEAN), CAST(2 AS BOOLEAN) = ?")
        .sqlite("SELECT (2 <> 0), (1 - ? <> 0), (2 <> 0) = ?")
        .postgres("SELECT (2 <> 0), (1 - $1 <> 0), (2 <> 0) = $2")
        .mysql("SELECT (2 <> 0), (1 - ? <> 0), (2 <> 0) = ?")
        .rows(rows![(true, false, true)]),
        case(
            "to a length",
            select((t("abcdef").cast_as(SqlType::Varchar(3)), n(12345).cast_as(SqlType::Char(2)))),
        )
        .same("SELECT CAST('abcdef' AS VARCHAR(3)), CAST(12345 AS CHAR(2))")
        .sqlite("SELECT substr(CAST('abcdef' AS TEXT), 1, 3), substr(CAST(12345 AS TEXT), 1, 2)")
        .mysql("SELECT CAST('abcdef' AS CHAR(3)), CAST(12345 AS CHAR(2))")
        .rows(rows![("abc", "12")]),
        case("to a date", select(t("2024-02-29 12:00:00").cast::<Date>()))
            .same("SELECT CAST('2024-02-29 12:00:00' AS DATE)")
            .sqlite("SELECT date('2024-02-29 12:00:00')")
            .rows(rows![(parsed::<Date>("2024-02-29"))]),
        case(
            "to a type of the database's own",
            select((
                t("7").cast_as(SqlType::Named("decimal".into())),
                t("7").cast_as(SqlType::Trusted(Trusted::new("decimal(9, 0)"))),
            )),
        )
        .same("SELECT CAST('7' AS decimal), CAST('7' AS decimal(9, 0))")
        .rows(rows![(7, 7)]),
        case(
            "numbers and booleans of any size",
            select((TRACK.live.cast::<Int>(), TRACK.price.cast::<Bool>(), TRACK.live.cast::<Float>()))
                .filter(TRACK.track_id.eq(2)),
        )
        .ansi(r#"SELECT CAST("track"."live" AS BIGINT), CAST("track"."price" AS BOOLEAN), CAST("track"."live" AS DOUBLE PRECISION) FROM "track" WHERE "track"."track_id" = ?"#)
        .sqlite(r#"SELECT CAST("track"."live" AS INTEGER), ("track"."price" <> 0), CAST("track"."live" AS REAL) FROM "track" WHERE "track"."track_id" = ?"#)
        .postgres(r#"SELECT CAST(CAST("track"."live" AS INTEGER) AS BIGINT), ("track"."price" <> 0), CAST(CAST("track"."live" AS INTEGER) AS DOUBLE PRECISION) FROM "track" WHERE "track"."track_id" = $1"#)
        .mysql("SELECT CAST(`track`.`live` AS SIGNED), (`track`.`price` <> 0), CAST(`track`.`live` AS DOUBLE) FROM `track` WHERE `track`.`track_id` = ?")
        .rows(rows![(1, true, 1.0)]),
        case("of an expression", select((n(1) + 2).cast::<Text>().concat("!")))
            .same("SELECT CAST(1 + ? AS TEXT) || ?")
            .mysql("SELECT concat(CAST(1 + ? AS CHAR), ?)")
            .rows(rows![("3!")]),
        case("a condition as a number", select(n(1).eq(n(1)).or(n(2).eq(n(3))).cast::<Int>() + 1))
            .same("SELECT CAST(1 = 1 OR 2 = 3 AS BIGINT) + ?")
            .sqlite("SELECT CAST(1 = 1 OR 2 = 3 AS INTEGER) + ?")
            .postgres("SELECT CAST(CAST(1 = 1 OR 2 = 3 AS INTEGER) AS BIGINT) + $1")
            .mysql("SELECT CAST(1 = 1 OR 2 = 3 AS SIGNED) + ?")
            .rows(rows![(2)]),
    ]
}

fn functions() -> Vec<Case> {
    vec![
        case("coalesce and nullif", select((coalesce(ARTIST.name, "?"), nullif(ARTIST.name, "AC/DC"))).filter(ARTIST.artist_id.in_([1, 4])).order_by(ARTIST.artist_id))
            .same(r#"SELECT coalesce("artist"."name", ?), nullif("artist"."name", ?) FROM "artist" WHERE "artist"."artist_id" IN (?, ?) ORDER BY "artist"."artist_id""#)
            .rows(rows![("AC/DC", NULL), ("?", NULL)]),
        case("of text", select((lower(t("Ab")), upper(t("Ab")), trim(t(" a ")), length(t("Jóga")), replace(t("abab"), "b", "c"), substring(t("abcd"), 2, 2))))
            .same("SELECT lower('Ab'), upper('Ab'), trim(' a '), length('Jóga'), replace('abab', ?, ?), substr('abcd', ?, ?)")
            .mysql("SELECT lower('Ab'), upper('Ab'), trim(' a '), char_length('Jóga'), replace('abab', ?, ?), substr('abcd', ?, ?)")
            .rows(rows![("ab", "AB", "a", 4, "acac", "bc")]),
        case("of numbers", select((abs(n(-3)), abs(n(1) - n(4)), round(literal(2.567).typed::<Float>(), 1))))
            .same("SELECT abs(-3), abs(1 - 4), round(2.567, ?)")
            .postgres("SELECT abs(-3), abs(1 - 4), round(CAST('2.567'::float8 AS numeric), $1)")
            .mysql("SELECT abs(-3), abs(1 - 4), round(2.567e0, ?)")
            .rows(rows![(3, 3, 2.6)]),
        case("aggregates", select((sum(TRACK.seconds), min(TRACK.name), max(TRACK.price), avg(TRACK.price), count_distinct(TRACK.album_id), sum(TRACK.price).distinct())))
            .same(r#"SELECT sum("track"."seconds"), min("track"."name"), max("track"."price"), avg("track"."price"), count(DISTINCT "track"."album_id"), sum(DISTINCT "track"."price") FROM "track""#)
            .rows(rows![(1320, "Bachelorette", 2.25, 7.98 / 5.0, 3, 4.74)]),
        case("by name, with any number of arguments", select((func("random", ()).label("x"),)).from(ARTIST).filter(literal(false).typed::<Bool>()))
            .same(r#"SELECT random() AS "x" FROM "artist" WHERE FALSE"#)
            .sqlite(r#"SELECT random() AS "x" FROM "artist" WHERE FALSE"#).only_on(["sqlite", "postgres"], "it is rand there")

            .rows(rows![]),
        case("by name", select((func("hex", "az"), func("max", (n(1), n(3), value(2))), func("printf", vec![t("%d-%d").typed::<Any>(), value(1), value(2)]))))
            .same("SELECT hex(?), max(1, 3, ?), printf('%d-%d', ?, ?)").only_on(["sqlite"], "the functions are SQLite's")

            .rows(rows![("617A", 3, "1-2")]),
        case("a call as an operand", select((-abs(n(-3)), abs(n(-3)) * 2)))
            .same("SELECT -abs(-3), abs(-3) * ?")
            .rows(rows![(-3, 6)]),
        case("an aggregate of an expression", select(sum(TRACK.price * TRACK.seconds + 1)).filter(TRACK.track_id.le(1)))
            .same(r#"SELECT sum("track"."price" * "track"."seconds" + ?) FROM "track" WHERE "track"."track_id" <= ?"#)
            .rows(rows![(0.99 * 263.0 + 1.0)]),
    ]
}

fn labels() -> Vec<Case> {
    let next = (ARTIST.artist_id + 1).label("next");
    let again = next.label("again");
    vec![
        case(
            "a label stands for its expression outside of the select list",
            select((&next, &next * 2)).filter(next.gt(4)).order_by(&next),
        )
        .same(
            r#"SELECT "artist"."artist_id" + ? AS "next", ("artist"."artist_id" + ?) * ? FROM "artist" WHERE "artist"."artist_id" + ? > ? ORDER BY "next""#,
        )
        .rows(rows![(5, 10)]),
        case("a label of a label replaces it", select(&again).filter(next.eq(2)))
            .same(
                r#"SELECT "artist"."artist_id" + ? AS "again" FROM "artist" WHERE "artist"."artist_id" + ? = ?"#,
            )
            .rows(rows![(2)]),
        case("an order by a label that is not selected", select(ARTIST.artist_id).order_by(next.desc()).limit(1))
            .same(
                r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY "artist"."artist_id" + ? DESC LIMIT ?"#,
            )
            .rows(rows![(4)]),
        case("an expression over a label in ORDER BY", select(&next).order_by((&next * -1).asc()).limit(1))
            .same(
                r#"SELECT "artist"."artist_id" + ? AS "next" FROM "artist" ORDER BY ("artist"."artist_id" + ?) * ? LIMIT ?"#,
            )
            .rows(rows![(5)]),
        case(
            "a label that another expression has, too",
            select((&next, ARTIST.artist_id)).order_by((-ARTIST.artist_id).label("next")).limit(1),
        )
        .same(
            r#"SELECT "artist"."artist_id" + ? AS "next", "artist"."artist_id" FROM "artist" ORDER BY -"artist"."artist_id" LIMIT ?"#,
        )
        .rows(rows![(5, 4)]),
        case("a label that hides a column", select((-ARTIST.artist_id).label("artist_id")).order_by(ARTIST.artist_id).limit(1))
            .same(
                r#"SELECT -"artist"."artist_id" AS "artist_id" FROM "artist" ORDER BY "artist"."artist_id" LIMIT ?"#,
            )
            .rows(rows![(-1)]),
    ]
}

fn operators_of_the_database() -> Vec<Case> {
    vec![
        case("a word", select(ARTIST.name).filter(ARTIST.name.op("GLOB", "A*").typed::<Bool>()).order_by(ARTIST.name))
            .same(
                r#"SELECT "artist"."name" FROM "artist" WHERE "artist"."name" GLOB ? ORDER BY "artist"."name""#,
            )
            .only_on(["sqlite"], "GLOB is SQLite's")
            .rows(rows![("AC/DC"), ("Accept")]),
        case("symbols", select(literal(r#"{"a": [1, 2]}"#).op("->", "a").op("->>", 1)))
            .same(r#"SELECT ('{"a": [1, 2]}' -> ?) ->> ?"#).only_on(["sqlite"], "the operators take text on SQLite alone")

            .rows(rows![(2)]),
        case("operands that are no leaves", select((n(1) + 1).op("==", n(4) - 2).eq(1)))
            .ansi("SELECT 1 + ? == 4 - ? = ?")
            .sqlite("SELECT (1 + ?) == (4 - ?) = ?").only_on(["sqlite"], "== is SQLite's")

            .rows(rows![(1)]),
        case("within a sum", select(literal(r#"[5]"#).op("->>", 0) + value(1)))
            .same("SELECT ('[5]' ->> ?) + ?").only_on(["sqlite"], "the operator takes text on SQLite alone")

            .rows(rows![(6)]),
        case(
            "that binds like another one",
            select((n(2) * 3).op_with::<Text>("||", crate::dialect::Op::Concat, "x").concat("y"))
                .from(ARTIST)
                .filter(ARTIST.artist_id.op_with::<Bool>("<>", crate::dialect::Op::Ne, n(1) + 1))
                .filter(ARTIST.artist_id.eq(1)),
        )
        .sqlite(r#"SELECT ((2 * ?) || ?) || ? FROM "artist" WHERE "artist"."artist_id" <> 1 + ? AND "artist"."artist_id" = ?"#)
        .postgres(r#"SELECT (2 * $1 || $2) || $3 FROM "artist" WHERE "artist"."artist_id" <> 1 + $4 AND "artist"."artist_id" = $5"#)
        .only_on(["sqlite", "postgres"], "|| is OR on MySQL")
        .rows(rows![("6xy")]),
        case("two words", select(n(1).op("IS NOT", n(2)))).same("SELECT 1 IS NOT 2").only_on(["sqlite"], "IS takes any operand on SQLite alone")
            .rows(rows![(1)]),
    ]
}

fn row_values() -> Vec<Case> {
    use crate::ast::{BinaryOp, Node};
    let pair = |a: i64, b: i64| Node::tuple(vec![n(a).into_node(), value(b).into_node()]);
    let less = Node::binary(BinaryOp::Lt, pair(1, 3), pair(2, 1));
    vec![
        case("compare item by item", select(Expr::<Any>::new(less)))
            .needs(Capability::RowValues)
            .same("SELECT (1, ?) < (2, ?)")
            .rows(rows![(true)]),
    ]
}
