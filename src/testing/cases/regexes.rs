//! Regular expressions.

use crate::ErrorKind::Unsupported;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let titles = || select(ALBUM.album_id).order_by(ALBUM.album_id);
    let t = |text: &str| literal(text).typed::<Text>();
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
    ]
    .into_iter()
    .map(|case| case.refused_on("sqlite", Unsupported, ["a regular expression"]))
    .collect()
}
