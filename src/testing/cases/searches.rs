//! LIKE, ILIKE and the searches.

use super::conditions::albums;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [like(), backslashes(), searches_for_values(), searches_for_expressions()]
        .into_iter()
        .flatten()
        .collect()
}

fn like() -> Vec<Case> {
    vec![
        albums("like", ALBUM.title.like("%to%"))
            .same(albums!(r#""album"."title" LIKE ?"#))
            .postgres(albums!(r#""album"."title" LIKE $1 ESCAPE ''"#))
            .params(["%to%".into()])
            .rows(rows![(1), (2)])
            // PostgreSQL's LIKE heeds case.
            .rows_on("postgres", rows![(2)]),
        albums("not like", ALBUM.title.not_like("%To%"))
            .same(albums!(r#""album"."title" NOT LIKE ?"#))
            .postgres(albums!(r#""album"."title" NOT LIKE $1 ESCAPE ''"#))
            .rows(rows![(3), (4)])
            .rows_on("postgres", rows![(2), (3), (4)]),
        albums("with an escape", ALBUM.title.like_escape("100!% Rock!_%", '!'))
            .same(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .rows(rows![(3)]),
        albums("the escape is a quote", ALBUM.title.like_escape("100'%%", '\''))
            .same(albums!(r#""album"."title" LIKE ? ESCAPE ''''"#))
            .rows(rows![(3)]),
        albums("ilike", ALBUM.title.ilike("B% WALL"))
            .needs(Capability::Ilike)
            .same(albums!(r#"lower("album"."title") LIKE lower(?)"#))
            .sqlite(albums!(r#""album"."title" LIKE ?"#))
            .postgres(albums!(r#""album"."title" ILIKE $1 ESCAPE ''"#))
            .rows(rows![(2)]),
        albums("not ilike", ALBUM.title.not_ilike("%O%"))
            .needs(Capability::Ilike)
            .same(albums!(r#"lower("album"."title") NOT LIKE lower(?)"#))
            .sqlite(albums!(r#""album"."title" NOT LIKE ?"#))
            .postgres(albums!(r#""album"."title" NOT ILIKE $1 ESCAPE ''"#))
            .rows(rows![]),
        albums(
            "a pattern that is put together",
            ALBUM.title.like(literal("%").typed::<Text>().concat("all")),
        )
        .same(albums!(r#""album"."title" LIKE '%' || ?"#))
        .postgres(albums!(r#""album"."title" LIKE '%' || $1 ESCAPE ''"#))
        .mysql(albums!(mysql "`album`.`title` LIKE convert(replace(concat('%', ?), '!', '!!') USING utf8mb4) ESCAPE '!'"))
        .rows(rows![(2)]),
        albums("a condition as the pattern", ALBUM.title.like(ALBUM.year.is_null().cast::<Text>()))
            .ansi(albums!(r#""album"."title" LIKE CAST("album"."year" IS NULL AS TEXT)"#))
            .sqlite(albums!(r#""album"."title" LIKE CAST("album"."year" IS NULL AS TEXT)"#))
            .postgres(albums!(
                r#""album"."title" LIKE CAST("album"."year" IS NULL AS TEXT) ESCAPE ''"#
            ))
            .mysql(albums!(mysql "`album`.`title` LIKE convert(replace(CAST(`album`.`year` IS NULL AS CHAR), '!', '!!') USING utf8mb4) ESCAPE '!'"))
            .rows(rows![]),
    ]
}

/// A backslash escapes nothing, unless it is said to.
fn backslashes() -> Vec<Case> {
    let path = |path: &'static str| literal(path).typed::<Text>();
    vec![
        case(
            "a backslash is one",
            select((path(r"a\b").like(r"a\b"), path(r"a\x").like(r"a\%"), path("a%").like(r"a\%"))),
        )
        .sqlite(r"SELECT 'a\b' LIKE ?, 'a\x' LIKE ?, 'a%' LIKE ?")
        .postgres(r"SELECT E'a\\b' LIKE $1 ESCAPE '', E'a\\x' LIKE $2 ESCAPE '', 'a%' LIKE $3 ESCAPE ''")
        .mysql(r"SELECT 'a\\b' LIKE ? ESCAPE '!', 'a\\x' LIKE ? ESCAPE '!', 'a%' LIKE ? ESCAPE '!'")
        .rows(rows![(true, true, false)]),
        case(
            "a backslash in a pattern that is put together",
            select(path(r"a\b").like(path(r"a\").concat("_"))),
        )
        .sqlite(r"SELECT 'a\b' LIKE 'a\' || ?")
        .postgres(r"SELECT E'a\\b' LIKE E'a\\' || $1 ESCAPE ''")
        .mysql(r"SELECT 'a\\b' LIKE convert(replace(concat('a\\', ?), '!', '!!') USING utf8mb4) ESCAPE '!'")
        .rows(rows![(true)]),
        case(
            "a backslash that is the escape",
            select((path("a%").like_escape(r"a\%", '\\'), path(r"a\b").like_escape(r"a\%", '\\'))),
        )
        .sqlite(r"SELECT 'a%' LIKE ? ESCAPE '\', 'a\b' LIKE ? ESCAPE '\'")
        .postgres(r"SELECT 'a%' LIKE $1 ESCAPE E'\\', E'a\\b' LIKE $2 ESCAPE E'\\'")
        .mysql(r"SELECT 'a%' LIKE ? ESCAPE '\\', 'a\\b' LIKE ? ESCAPE '\\'")
        .rows(rows![(true, false)]),
        case("a backslash that is searched for", select(path(r"a\b").contains(r"\")))
            .sqlite(r"SELECT instr('a\b', ?) > 0")
            .postgres(r"SELECT E'a\\b' LIKE $1 ESCAPE '!'")
            .mysql(r"SELECT 'a\\b' LIKE ? COLLATE utf8mb4_bin ESCAPE '!'")
            .rows(rows![(true)]),
    ]
}

fn searches_for_values() -> Vec<Case> {
    vec![
        albums("starts with", ALBUM.title.starts_with("100%"))
            .same(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" GLOB ?"#))
            .mysql(albums!(mysql "`album`.`title` LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"))
            .params(["100!%%".into()])
            .params_on("sqlite", ["100%*".into()])
            .rows(rows![(3)]),
        albums("ends with", ALBUM.title.ends_with("_n_Roll"))
            .same(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" GLOB ?"#))
            .mysql(albums!(mysql "`album`.`title` LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"))
            .params(["%!_n!_Roll".into()])
            .params_on("sqlite", ["*_n_Roll".into()])
            .rows(rows![(3)]),
        albums("contains", ALBUM.title.contains("to"))
            .same(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#"instr("album"."title", ?) > 0"#))
            .mysql(albums!(mysql "`album`.`title` LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"))
            .params(["%to%".into()])
            .params_on("sqlite", ["to".into()])
            .rows(rows![(2)]),
        albums("istarts with", ALBUM.title.istarts_with("BALLS"))
            .ansi(albums!(r#"lower("album"."title") LIKE lower(?) ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .postgres(albums!(r#""album"."title" ILIKE $1 ESCAPE '!'"#))
            .mysql(albums!(mysql "lower(`album`.`title`) LIKE lower(?) COLLATE utf8mb4_bin ESCAPE '!'"))
            .params(["BALLS%".into()])
            .rows(rows![(2)]),
        albums("icontains, with wildcards in it", ALBUM.title.icontains("K_N_R"))
            .ansi(albums!(r#"lower("album"."title") LIKE lower(?) ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .postgres(albums!(r#""album"."title" ILIKE $1 ESCAPE '!'"#))
            .mysql(albums!(mysql "lower(`album`.`title`) LIKE lower(?) COLLATE utf8mb4_bin ESCAPE '!'"))
            .params(["%K!_N!_R%".into()])
            .rows(rows![(3)]),
        albums("not contains", not(ALBUM.title.contains("to")))
            .same(albums!(r#""album"."title" NOT LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#"instr("album"."title", ?) = 0"#))
            .mysql(albums!(mysql "`album`.`title` NOT LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"))
            .rows(rows![(1), (3), (4)]),
        albums("not starts with", not(ALBUM.title.starts_with("B")))
            .same(albums!(r#""album"."title" NOT LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" NOT GLOB ?"#))
            .mysql(albums!(mysql "`album`.`title` NOT LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"))
            .rows(rows![(1), (3), (4)]),
        albums("a search is an operand", ALBUM.title.contains("to").eq(ALBUM.title.starts_with("B")))
            .ansi(albums!(
                r#"("album"."title" LIKE ? ESCAPE '!') = ("album"."title" LIKE ? ESCAPE '!')"#
            ))
            .sqlite(albums!(r#"instr("album"."title", ?) > 0 = ("album"."title" GLOB ?)"#))
            .postgres(albums!(r#""album"."title" LIKE $1 ESCAPE '!' = "album"."title" LIKE $2 ESCAPE '!'"#))
            .mysql(albums!(mysql "`album`.`title` LIKE ? COLLATE utf8mb4_bin ESCAPE '!' = `album`.`title` LIKE ? COLLATE utf8mb4_bin ESCAPE '!'"))
            .rows(rows![(1), (2), (3), (4)]),
        case("in NULL nothing is found, nor not found",
            select((ARTIST.name.contains("x"), not(ARTIST.name.starts_with("x")))).filter(ARTIST.name.is_null()))
        .same(r#"SELECT "artist"."name" LIKE ? ESCAPE '!', "artist"."name" NOT LIKE ? ESCAPE '!' FROM "artist" WHERE "artist"."name" IS NULL"#)
        .sqlite(r#"SELECT instr("artist"."name", ?) > 0, "artist"."name" NOT GLOB ? FROM "artist" WHERE "artist"."name" IS NULL"#)
        .mysql("SELECT `artist`.`name` LIKE ? COLLATE utf8mb4_bin ESCAPE '!', `artist`.`name` NOT LIKE ? COLLATE utf8mb4_bin ESCAPE '!' FROM `artist` WHERE `artist`.`name` IS NULL")
        .rows(rows![(NULL, NULL)]),
    ]
}

fn searches_for_expressions() -> Vec<Case> {
    vec![
        albums("starts with a column", ALBUM.title.starts_with(ALBUM.title))
            .same(albums!(
                r#""album"."title" LIKE replace(replace(replace("album"."title", '!', '!!'), '%', '!%'), '_', '!_') || '%' ESCAPE '!'"#
            ))
            .sqlite(albums!(
                r#""album"."title" GLOB replace(replace(replace("album"."title", '[', '[[]'), '*', '[*]'), '?', '[?]') || '*'"#
            ))
            .mysql(albums!(mysql "`album`.`title` LIKE convert(concat(replace(replace(replace(`album`.`title`, '!', '!!'), '%', '!%'), '_', '!_'), '%') USING utf8mb4) COLLATE utf8mb4_bin ESCAPE '!'"))
            .rows(rows![(1), (2), (3), (4)]),
        albums("iends with an expression", ALBUM.title.iends_with(upper(substring(ALBUM.title, 3, 99))))
            .ansi(albums!(
                r#"lower("album"."title") LIKE lower('%' || replace(replace(replace(upper(substr("album"."title", ?, ?)), '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'"#
            ))
            .sqlite(albums!(
                r#""album"."title" LIKE '%' || replace(replace(replace(upper(substr("album"."title", ?, ?)), '!', '!!'), '%', '!%'), '_', '!_') ESCAPE '!'"#
            ))
            .postgres(albums!(r#""album"."title" ILIKE '%' || replace(replace(replace(upper(substr("album"."title", $1, $2)), '!', '!!'), '%', '!%'), '_', '!_') ESCAPE '!'"#))
            .mysql(albums!(mysql "lower(`album`.`title`) LIKE lower(convert(concat('%', replace(replace(replace(upper(substr(`album`.`title`, ?, ?)), '!', '!!'), '%', '!%'), '_', '!_')) USING utf8mb4)) COLLATE utf8mb4_bin ESCAPE '!'"))
            .rows(rows![(1), (2), (3), (4)]),
    ]
}
