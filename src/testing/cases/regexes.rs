//! Regular expressions.

use crate::ErrorKind::{Invalid, Unsupported};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let matches = matches().into_iter();
    let matches =
        matches.map(|case| case.refused_on("sqlite", Unsupported, ["a regular expression"]));
    matches.chain(functions()).collect()
}

fn t(text: &str) -> Expr<Text> {
    literal(text).typed()
}

fn matches() -> Vec<Case> {
    let titles = || select(ALBUM.album_id).order_by(ALBUM.album_id);
    vec![
        case("a match", titles().filter(ALBUM.title.matches("^[A-Z][a-z]+ .*[Rr]ock|^H")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" ~ $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'c') ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(1), (4)]),
        case("letters of another case are others", titles().filter(ALBUM.title.matches("homo")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" ~ $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'c') ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![]),
        case("the case is ignored", titles().filter(ALBUM.title.imatches("^homo|ROCK$")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" ~* $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'i') ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(1), (4)]),
        case(
            "no match, and NULL is none",
            select(ARTIST.artist_id).filter(ARTIST.name.not_matches("^A")),
        )
        .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" !~ $1"#)
        .mysql("SELECT `artist`.`artist_id` FROM `artist` WHERE regexp_like(`artist`.`name`, ?, 'c') = 0")
        .mariadb("SELECT `artist`.`artist_id` FROM `artist` WHERE `artist`.`name` NOT REGEXP ?")
        .rows(rows![(3)]),
        case("no match, ignoring the case", titles().filter(ALBUM.title.not_imatches("ROCK")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" !~* $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'i') = 0 ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` NOT REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(2), (4)]),
        case("negated", titles().filter(!ALBUM.title.matches("c+k")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" !~ $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'c') = 0 ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` NOT REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(2), (4)]),
        case(
            "a pattern that is computed, of what is",
            select(t("a-b").concat("-c").matches(t("^a.b").concat(".c$"))),
        )
        .postgres("SELECT ('a-b' || $1) ~ ('^a.b' || $2)")
        .mysql("SELECT regexp_like(concat('a-b', ?), concat('^a.b', ?), 'c')")
        .mariadb("SELECT concat('a-b', ?) REGEXP concat('(?-i)', concat('^a.b', ?))")
        .rows(rows![(true)]),
        case("as an operand", select(ARTIST.name.matches("^A").eq(ARTIST.name.matches("T$"))).filter(ARTIST.artist_id.eq(2)))
            .postgres(r#"SELECT "artist"."name" ~ $1 = "artist"."name" ~ $2 FROM "artist" WHERE "artist"."artist_id" = $3"#)
            .mysql("SELECT regexp_like(`artist`.`name`, ?, 'c') = regexp_like(`artist`.`name`, ?, 'c') FROM `artist` WHERE `artist`.`artist_id` = ?")
            .mariadb("SELECT `artist`.`name` REGEXP ? = `artist`.`name` REGEXP ? FROM `artist` WHERE `artist`.`artist_id` = ?")
            .rows(rows![(false)]),
    ]
}

fn functions() -> Vec<Case> {
    vec![
        case(
            "replaced, by what stands for itself",
            select((
                regexp_replace(t("a1b22"), "[0-9]+", r"\1$1$$&"),
                regexp_replace(t("aAa"), "a", "x"),
                regexp_replace(ARTIST.name, "x", ""),
            ))
            .filter(ARTIST.artist_id.eq(4)),
        )
        .postgres(r#"SELECT regexp_replace('a1b22', $1, $2, 'g'), regexp_replace('aAa', $3, $4, 'g'), regexp_replace("artist"."name", $5, $6, 'g') FROM "artist" WHERE "artist"."artist_id" = $7"#)
        .mysql("SELECT regexp_replace('a1b22', ?, ?, 1, 0, 'c'), regexp_replace('aAa', ?, ?, 1, 0, 'c'), regexp_replace(`artist`.`name`, ?, ?, 1, 0, 'c') FROM `artist` WHERE `artist`.`artist_id` = ?")
        .mariadb("SELECT regexp_replace('a1b22', ?, ?), regexp_replace('aAa', ?, ?), regexp_replace(`artist`.`name`, ?, ?) FROM `artist` WHERE `artist`.`artist_id` = ?")
        .refused_on("sqlite", Unsupported, ["regexp_replace()", "in the program"])
        .rows(rows![(r"a\1$1$$&b\1$1$$&", "xAx", NULL)]),
        case(
            "replaced, by groups of the match",
            select((
                regexp_replace(t("a-b c-d"), "(.)-(.)", Replacement::new().group(2).text(r"1\$").group(1)),
                regexp_replace(t("a1"), "[0-9]", Replacement::new().text("<").group(0).text(">")),
            )),
        )
        .postgres("SELECT regexp_replace('a-b c-d', $1, $2, 'g'), regexp_replace('a1', $3, $4, 'g')")
        .mysql("SELECT regexp_replace('a-b c-d', ?, ?, 1, 0, 'c'), regexp_replace('a1', ?, ?, 1, 0, 'c')")
        .mariadb("SELECT regexp_replace('a-b c-d', ?, ?), regexp_replace('a1', ?, ?)")
        .refused_on("sqlite", Unsupported, ["regexp_replace()", "in the program"])
        .rows(rows![(r"b1\$a d1\$c", "a<1>")]),
        case("replaced, ignoring the case", select(iregexp_replace(t("aAbB"), "a|b", "x")))
            .postgres("SELECT regexp_replace('aAbB', $1, $2, 'gi')")
            .mysql("SELECT regexp_replace('aAbB', ?, ?, 1, 0, 'i')")
            .mariadb("SELECT regexp_replace('aAbB', ?, ?)")
            .refused_on("sqlite", Unsupported, ["iregexp_replace()", "in the program"])
            .rows(rows![("xxxx")]),
        case(
            "the first match",
            select((
                regexp_substr(t("no 12 and 345"), "[0-9]+"),
                regexp_substr(t("none"), "[0-9]+"),
                regexp_substr(t("none"), "[0-9]*"),
                iregexp_substr(t("xYz"), "y."),
                regexp_substr(t("xYz"), "y."),
                regexp_substr(ARTIST.name, "."),
            ))
            .filter(ARTIST.artist_id.eq(4)),
        )
        .needs(Capability::RegexpSubstr)
        .postgres(r#"SELECT regexp_substr('no 12 and 345', $1), regexp_substr('none', $2), regexp_substr('none', $3), regexp_substr('xYz', $4, 1, 1, 'i'), regexp_substr('xYz', $5), regexp_substr("artist"."name", $6) FROM "artist" WHERE "artist"."artist_id" = $7"#)
        .mysql("SELECT regexp_substr('no 12 and 345', ?, 1, 1, 'c'), regexp_substr('none', ?, 1, 1, 'c'), regexp_substr('none', ?, 1, 1, 'c'), regexp_substr('xYz', ?, 1, 1, 'i'), regexp_substr('xYz', ?, 1, 1, 'c'), regexp_substr(`artist`.`name`, ?, 1, 1, 'c') FROM `artist` WHERE `artist`.`artist_id` = ?")
        .mariadb("SELECT CASE WHEN 'no 12 and 345' REGEXP ? THEN regexp_substr('no 12 and 345', ?) END, CASE WHEN 'none' REGEXP ? THEN regexp_substr('none', ?) END, CASE WHEN 'none' REGEXP ? THEN regexp_substr('none', ?) END, CASE WHEN 'xYz' REGEXP ? THEN regexp_substr('xYz', ?) END, CASE WHEN 'xYz' REGEXP ? THEN regexp_substr('xYz', ?) END, CASE WHEN `artist`.`name` REGEXP ? THEN regexp_substr(`artist`.`name`, ?) END FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![("12", NULL, "", "Yz", NULL, NULL)]),
        refused(
            select(regexp_replace(t("a"), "a", Replacement::new().group(10))),
            Invalid,
            ["group 10", "1 to 9"],
        )
        .refused_on("sqlite", Unsupported, ["regexp_replace()"]),
    ]
}
