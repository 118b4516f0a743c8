//! Regular expressions.

use crate::ErrorKind::{Invalid, Unsupported};
use crate::ast::{FunctionName, Node, Nodes};
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
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'cnu') ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(1), (4)]),
        case("letters of another case are others", titles().filter(ALBUM.title.matches("homo")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" ~ $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'cnu') ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![]),
        case("the case is ignored", titles().filter(ALBUM.title.imatches("^homo|ROCK$")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" ~* $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'inu') ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(1), (4)]),
        case(
            "no match, and NULL is none",
            select(ARTIST.artist_id).filter(ARTIST.name.not_matches("^A")),
        )
        .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" !~ $1"#)
        .mysql("SELECT `artist`.`artist_id` FROM `artist` WHERE regexp_like(`artist`.`name`, ?, 'cnu') = 0")
        .mariadb("SELECT `artist`.`artist_id` FROM `artist` WHERE `artist`.`name` NOT REGEXP ?")
        .rows(rows![(3)]),
        case("no match, ignoring the case", titles().filter(ALBUM.title.not_imatches("ROCK")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" !~* $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'inu') = 0 ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` NOT REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(2), (4)]),
        case("negated", titles().filter(!ALBUM.title.matches("c+k")))
            .postgres(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."title" !~ $1 ORDER BY "album"."album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE regexp_like(`album`.`title`, ?, 'cnu') = 0 ORDER BY `album`.`album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`title` NOT REGEXP ? ORDER BY `album`.`album_id`")
            .rows(rows![(2), (4)]),
        case(
            "a pattern that is computed, of what is",
            select(t("a-b").concat("-c").matches(t("^a.b").concat(".c$"))),
        )
        .postgres("SELECT ('a-b' || $1) ~ ('^a.b' || $2)")
        .mysql("SELECT regexp_like(concat('a-b', ?), concat('^a.b', ?), 'cnu')")
        .mariadb("SELECT concat('a-b', ?) REGEXP concat('(?s-i)', concat('^a.b', ?))")
        .rows(rows![(true)]),
        case(
            "any character and the ends of the text",
            select((
                t("a\nb").matches("^a.b$"),
                t("a\r\nb").matches("^a[^x]{2}b$"),
                t("a\nb").matches("^b$"),
                t("a\rb").matches("a$"),
            )),
        )
        .postgres("SELECT 'a\nb' ~ $1, 'a\r\nb' ~ $2, 'a\nb' ~ $3, 'a\rb' ~ $4")
        .mysql("SELECT regexp_like('a\nb', ?, 'cnu'), regexp_like('a\r\nb', ?, 'cnu'), regexp_like('a\nb', ?, 'cnu'), regexp_like('a\rb', ?, 'cnu')")
        .mariadb("SELECT 'a\nb' REGEXP ?, 'a\r\nb' REGEXP ?, 'a\nb' REGEXP ?, 'a\rb' REGEXP ?")
        .rows(rows![(true, true, false, false)]),
        case(
            "flags",
            select((
                t("a\nB\nc").matches_with("^b$", RegexFlags::new().ignore_case().multi_line()),
                t("a\nB\nc").matches_with("^b$", RegexFlags::new().multi_line()),
                t("a\nb\nc").matches_with("^b.c$", RegexFlags::new().multi_line()),
                t("a\rb").matches_with("^b", RegexFlags::new().multi_line()),
                t("ab").matches_with("^ a # one\n b $", RegexFlags::new().ignore_whitespace()),
                t(" #").matches_with(r"^[\ \#]+$", RegexFlags::new().ignore_whitespace()),
                !t("a\nb").matches_with(
                    t("^").concat("b # end"),
                    RegexFlags::new().multi_line().ignore_whitespace(),
                ),
            )),
        )
        .postgres("SELECT 'a\nB\nc' ~* $1, 'a\nB\nc' ~ $2, 'a\nb\nc' ~ $3, 'a\rb' ~ $4, 'ab' ~ $5, ' #' ~ $6, 'a\nb' !~ ('(?wx)' || '^' || $7)")
        .mysql("SELECT regexp_like('a\nB\nc', ?, 'imnu'), regexp_like('a\nB\nc', ?, 'cmnu'), regexp_like('a\nb\nc', ?, 'cmnu'), regexp_like('a\rb', ?, 'cmnu'), regexp_like('ab', ?, 'cnu'), regexp_like(' #', ?, 'cnu'), regexp_like('a\nb', concat('(?x)', concat('^', ?)), 'cmnu') = 0")
        .mariadb("SELECT 'a\nB\nc' REGEXP ?, 'a\nB\nc' REGEXP ?, 'a\nb\nc' REGEXP ?, 'a\rb' REGEXP ?, 'ab' REGEXP ?, ' #' REGEXP ?, 'a\nb' NOT REGEXP concat('(?smx-i)', concat('^', ?))")
        .rows(rows![(true, false, true, false, true, true, false)]),
        case("as an operand", select(ARTIST.name.matches("^A").eq(ARTIST.name.matches("T$"))).filter(ARTIST.artist_id.eq(2)))
            .postgres(r#"SELECT "artist"."name" ~ $1 = "artist"."name" ~ $2 FROM "artist" WHERE "artist"."artist_id" = $3"#)
            .mysql("SELECT regexp_like(`artist`.`name`, ?, 'cnu') = regexp_like(`artist`.`name`, ?, 'cnu') FROM `artist` WHERE `artist`.`artist_id` = ?")
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
        .mysql("SELECT regexp_replace('a1b22', ?, ?, 1, 0, 'cnu'), regexp_replace('aAa', ?, ?, 1, 0, 'cnu'), regexp_replace(`artist`.`name`, ?, ?, 1, 0, 'cnu') FROM `artist` WHERE `artist`.`artist_id` = ?")
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
        .mysql("SELECT regexp_replace('a-b c-d', ?, ?, 1, 0, 'cnu'), regexp_replace('a1', ?, ?, 1, 0, 'cnu')")
        .mariadb("SELECT regexp_replace('a-b c-d', ?, ?), regexp_replace('a1', ?, ?)")
        .refused_on("sqlite", Unsupported, ["regexp_replace()", "in the program"])
        .rows(rows![(r"b1\$a d1\$c", "a<1>")]),
        case("replaced, ignoring the case", select(iregexp_replace(t("aAbB"), "a|b", "x")))
            .postgres("SELECT regexp_replace('aAbB', $1, $2, 'gi')")
            .mysql("SELECT regexp_replace('aAbB', ?, ?, 1, 0, 'inu')")
            .mariadb("SELECT regexp_replace('aAbB', ?, ?)")
            .refused_on("sqlite", Unsupported, ["regexp_replace()", "in the program"])
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
        .mysql("SELECT regexp_substr('no 12 and 345', ?, 1, 1, 'cnu'), regexp_substr('none', ?, 1, 1, 'cnu'), regexp_substr('none', ?, 1, 1, 'cnu'), regexp_substr('xYz', ?, 1, 1, 'inu'), regexp_substr('xYz', ?, 1, 1, 'cnu'), regexp_substr(`artist`.`name`, ?, 1, 1, 'cnu') FROM `artist` WHERE `artist`.`artist_id` = ?")
        .mariadb("SELECT CASE WHEN 'no 12 and 345' REGEXP ? THEN regexp_substr('no 12 and 345', ?) END, CASE WHEN 'none' REGEXP ? THEN regexp_substr('none', ?) END, CASE WHEN 'none' REGEXP ? THEN regexp_substr('none', ?) END, CASE WHEN 'xYz' REGEXP ? THEN regexp_substr('xYz', ?) END, CASE WHEN 'xYz' REGEXP ? THEN regexp_substr('xYz', ?) END, CASE WHEN `artist`.`name` REGEXP ? THEN regexp_substr(`artist`.`name`, ?) END FROM `artist` WHERE `artist`.`artist_id` = ?")
        .rows(rows![("12", NULL, "", "Yz", NULL, NULL)]),
        case(
            "with flags",
            select((
                regexp_replace_with(t("b\nB"), "^b$", "x", RegexFlags::new().multi_line()),
                regexp_substr_with(t("a\nB"), "^ b", RegexFlags::new().ignore_case().multi_line().ignore_whitespace()),
            )),
        )
        .needs(Capability::RegexpSubstr)
        .postgres("SELECT regexp_replace('b\nB', $1, $2, 'gw'), regexp_substr('a\nB', $3, 1, 1, 'iwx')")
        .mysql("SELECT regexp_replace('b\nB', ?, ?, 1, 0, 'cmnu'), regexp_substr('a\nB', ?, 1, 1, 'imnu')")
        .mariadb("SELECT regexp_replace('b\nB', ?, ?), CASE WHEN 'a\nB' REGEXP ? THEN regexp_substr('a\nB', ?) END")
        .refused_on("sqlite", Unsupported, ["regexp_replace()", "in the program"])
        .rows(rows![("x\nB", "B")]),
        case(
            "a group of the first match",
            select((
                regexp_group(t("k1=v1, k2=v2"), "([a-z0-9]+)=([a-z0-9]+)", 2),
                regexp_group(t("none"), "([0-9])", 1),
                regexp_group(t("ab"), "a(x)?b", 1),
                regexp_group(t("x\nk=v\ny"), t("^(.)=").concat("(.)$"), 2),
                regexp_group(ARTIST.name, "(.)", 1),
            ))
            .filter(ARTIST.artist_id.eq(4)),
        )
        .postgres("SELECT CASE WHEN 'k1=v1, k2=v2' ~ $1 THEN coalesce((regexp_match('k1=v1, k2=v2', $2))[2], '') END, CASE WHEN 'none' ~ $3 THEN coalesce((regexp_match('none', $4))[1], '') END, CASE WHEN 'ab' ~ $5 THEN coalesce((regexp_match('ab', $6))[1], '') END, CASE WHEN 'x\nk=v\ny' ~ ('^(.)=' || $7) THEN coalesce((regexp_match('x\nk=v\ny', '^(.)=' || $8))[2], '') END, CASE WHEN \"artist\".\"name\" ~ $9 THEN coalesce((regexp_match(\"artist\".\"name\", $10))[1], '') END FROM \"artist\" WHERE \"artist\".\"artist_id\" = $11")
        .mysql("SELECT CASE WHEN regexp_like('k1=v1, k2=v2', ?, 'cnu') THEN regexp_replace('k1=v1, k2=v2', ?, ?, 1, 1, 'cnu') END, CASE WHEN regexp_like('none', ?, 'cnu') THEN regexp_replace('none', ?, ?, 1, 1, 'cnu') END, CASE WHEN regexp_like('ab', ?, 'cnu') THEN regexp_replace('ab', ?, ?, 1, 1, 'cnu') END, CASE WHEN regexp_like('x\nk=v\ny', concat('^(.)=', ?), 'cnu') THEN regexp_replace('x\nk=v\ny', concat('(?-m:^).*?(?:', concat('^(.)=', ?), ').*'), ?, 1, 1, 'cnu') END, CASE WHEN regexp_like(`artist`.`name`, ?, 'cnu') THEN regexp_replace(`artist`.`name`, ?, ?, 1, 1, 'cnu') END FROM `artist` WHERE `artist`.`artist_id` = ?")
        .mariadb("SELECT CASE WHEN 'k1=v1, k2=v2' REGEXP ? THEN regexp_replace('k1=v1, k2=v2', ?, ?) END, CASE WHEN 'none' REGEXP ? THEN regexp_replace('none', ?, ?) END, CASE WHEN 'ab' REGEXP ? THEN regexp_replace('ab', ?, ?) END, CASE WHEN 'x\nk=v\ny' REGEXP concat('(?s-i)', concat('^(.)=', ?)) THEN regexp_replace('x\nk=v\ny', concat('(?s-i)(?-m:^).*?(?:', concat('^(.)=', ?), ').*'), ?) END, CASE WHEN `artist`.`name` REGEXP ? THEN regexp_replace(`artist`.`name`, ?, ?) END FROM `artist` WHERE `artist`.`artist_id` = ?")
        .refused_on("sqlite", Unsupported, ["regexp_group()", "in the program"])
        .rows(rows![("v1", NULL, "", NULL, NULL)]),
        case(
            "a group with flags",
            select((
                regexp_group_with(t("x\nK=v\ny"), "^(k) = (.)$ # it", 2, RegexFlags::new().ignore_case().multi_line().ignore_whitespace()),
                regexp_group(t("aba"), "(a)$", 1),
                regexp_group(t("a-b-c"), "-(.*)$", 1),
                regexp_group(t("aXbX"), "([a-z])X", 0),
            )),
        )
        .needs(Capability::RegexpSubstr)
        .postgres("SELECT CASE WHEN 'x\nK=v\ny' ~* $1 THEN coalesce((regexp_match('x\nK=v\ny', $2, 'iwx'))[2], '') END, CASE WHEN 'aba' ~ $3 THEN coalesce((regexp_match('aba', $4))[1], '') END, CASE WHEN 'a-b-c' ~ $5 THEN coalesce((regexp_match('a-b-c', $6))[1], '') END, regexp_substr('aXbX', $7)")
        .mysql("SELECT CASE WHEN regexp_like('x\nK=v\ny', ?, 'imnu') THEN regexp_replace('x\nK=v\ny', ?, ?, 1, 1, 'imnu') END, CASE WHEN regexp_like('aba', ?, 'cnu') THEN regexp_replace('aba', ?, ?, 1, 1, 'cnu') END, CASE WHEN regexp_like('a-b-c', ?, 'cnu') THEN regexp_replace('a-b-c', ?, ?, 1, 1, 'cnu') END, regexp_substr('aXbX', ?, 1, 1, 'cnu')")
        .mariadb("SELECT CASE WHEN 'x\nK=v\ny' REGEXP ? THEN regexp_replace('x\nK=v\ny', ?, ?) END, CASE WHEN 'aba' REGEXP ? THEN regexp_replace('aba', ?, ?) END, CASE WHEN 'a-b-c' REGEXP ? THEN regexp_replace('a-b-c', ?, ?) END, CASE WHEN 'aXbX' REGEXP ? THEN regexp_substr('aXbX', ?) END")
        .refused_on("sqlite", Unsupported, ["regexp_group()", "in the program"])
        .rows(rows![("v", "a", "b-c", "aX")]),
        refused(
            select(regexp_replace(t("a"), "a", Replacement::new().group(10))),
            Invalid,
            ["group 10", "1 to 9"],
        )
        .refused_on("sqlite", Unsupported, ["regexp_replace()"]),
        refused(select(regexp_group(t("a"), "(a)", 10)), Invalid, ["group 10", "1 to 9"])
            .refused_on("sqlite", Unsupported, ["regexp_group()"]),
        refused(
            select(computed_flags()),
            Invalid,
            ["flags of a regular expression that are computed", "RegexFlags"],
        )
        .refused_on("sqlite", Unsupported, ["regexp_substr()"]),
    ]
}

/// A call that no builder makes.
fn computed_flags() -> Expr<Any> {
    let args = [t("a"), t("a"), lower(t("i"))].map(Expr::into_node);
    Expr::new(Node::function(
        FunctionName::Portable("regexp_substr"),
        args.into_iter().collect::<Nodes>(),
    ))
}
