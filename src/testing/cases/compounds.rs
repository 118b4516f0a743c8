//! UNION, INTERSECT and EXCEPT, of any nesting.

use crate::ErrorKind::{Invalid, Scope as OutOfScope};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [operations(), nestings(), operands(), orders(), places(), mistakes()]
        .into_iter()
        .flatten()
        .collect()
}

/// The albums of the tracks: 1, 1, 2, 4, 4.
fn tracks() -> Select<Int> {
    select(TRACK.album_id).from(TRACK)
}

/// The albums up to a key, each once.
fn up_to(key: i64) -> Select<Int> {
    select(ALBUM.album_id).from(ALBUM).filter(ALBUM.album_id.le(key))
}

/// In the order of its one column.
fn sorted(query: SetQuery<Int>) -> SetQuery<Int> {
    query.order_by(col("album_id"))
}

fn operations() -> Vec<Case> {
    vec![
        case("UNION", sorted(tracks().union(up_to(3))))
            .same(r#"SELECT "track"."album_id" FROM "track" UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
            .rows(rows![(1), (2), (3), (4)]),
        case("UNION ALL", sorted(tracks().union_all(up_to(1))))
            .same(r#"SELECT "track"."album_id" FROM "track" UNION ALL SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
            .rows(rows![(1), (1), (1), (2), (4), (4)]),
        case("INTERSECT", sorted(tracks().intersect(up_to(3))))
            .needs(Capability::Intersect)
            .same(r#"SELECT "track"."album_id" FROM "track" INTERSECT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
            .rows(rows![(1), (2)]),
        case("INTERSECT ALL", sorted(tracks().intersect_all(tracks().union_all(up_to(1)))))
            .needs(Capability::IntersectAll)
            .same(r#"SELECT "track"."album_id" FROM "track" INTERSECT ALL (SELECT "track"."album_id" FROM "track" UNION ALL SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "album_id""#)
            .mysql("SELECT `track`.`album_id` FROM `track` INTERSECT ALL SELECT * FROM (SELECT `track`.`album_id` FROM `track` UNION ALL SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` ORDER BY `album_id`")
            .mariadb("SELECT `track`.`album_id` FROM `track` INTERSECT ALL (SELECT `track`.`album_id` FROM `track` UNION ALL SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) ORDER BY `album_id`")
            .rows(rows![(1), (1), (2), (4), (4)]),
        case("EXCEPT", sorted(tracks().except(up_to(1))))
            .needs(Capability::Intersect)
            .same(r#"SELECT "track"."album_id" FROM "track" EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
            .rows(rows![(2), (4)]),
        case("EXCEPT ALL", sorted(tracks().except_all(up_to(1))))
            .needs(Capability::IntersectAll)
            .same(r#"SELECT "track"."album_id" FROM "track" EXCEPT ALL SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
            .rows(rows![(1), (2), (4), (4)]),
        case(
            "NULLs are equal, and rows are of several types",
            select((ALBUM.year, ALBUM.title.nullable()))
                .from(ALBUM)
                .filter(ALBUM.album_id.eq(3))
                .intersect(select((ALBUM.year, ALBUM.title.nullable())).from(ALBUM)),
        )
        .needs(Capability::Intersect)
        .same(r#"SELECT "album"."year", "album"."title" FROM "album" WHERE "album"."album_id" = ? INTERSECT SELECT "album"."year", "album"."title" FROM "album""#)
        .rows(rows![(NULL, "100% Rock_n_Roll")]),
    ]
}

fn nestings() -> Vec<Case> {
    vec![
        case("a chain from left to right", sorted(tracks().except(up_to(1)).union_all(up_to(2))))
            .needs(Capability::Intersect)
            .same(r#"SELECT "track"."album_id" FROM "track" EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION ALL SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
            .rows(rows![(1), (2), (2), (4)]),
        case("INTERSECT after UNION", sorted(up_to(1).union(up_to(3)).intersect(tracks())))
            .needs(Capability::Intersect)
            .same(r#"(SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) INTERSECT SELECT "track"."album_id" FROM "track" ORDER BY "album_id""#)
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? INTERSECT SELECT "track"."album_id" FROM "track" ORDER BY "album_id""#)
            .mysql("SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` INTERSECT SELECT `track`.`album_id` FROM `track` ORDER BY `album_id`")
            .mariadb("(SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) INTERSECT SELECT `track`.`album_id` FROM `track` ORDER BY `album_id`")
            .rows(rows![(1), (2)]),
        case("INTERSECT within UNION", sorted(up_to(1).union(up_to(3).intersect(tracks()))))
            .needs(Capability::Intersect)
            .needs(Capability::Operands)
            .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? INTERSECT SELECT "track"."album_id" FROM "track") ORDER BY "album_id""#)
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT * FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? INTERSECT SELECT "track"."album_id" FROM "track") ORDER BY "album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? INTERSECT SELECT `track`.`album_id` FROM `track`) AS `q` ORDER BY `album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? INTERSECT SELECT `track`.`album_id` FROM `track`) ORDER BY `album_id`")
            .rows(rows![(1), (2)]),
        case("INTERSECT before UNION", sorted(tracks().intersect(up_to(1)).union(up_to(3))))
            .needs(Capability::Intersect)
            .same(r#"SELECT "track"."album_id" FROM "track" INTERSECT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
            .rows(rows![(1), (2), (3)]),
        case("EXCEPT within EXCEPT", sorted(up_to(4).except(tracks().except(up_to(1)))))
            .needs(Capability::Intersect)
            .needs(Capability::Operands)
            .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT (SELECT "track"."album_id" FROM "track" EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "album_id""#)
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT SELECT * FROM (SELECT "track"."album_id" FROM "track" EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT SELECT * FROM (SELECT `track`.`album_id` FROM `track` EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` ORDER BY `album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT (SELECT `track`.`album_id` FROM `track` EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) ORDER BY `album_id`")
            .rows(rows![(1), (3)]),
        case("UNION within UNION ALL", sorted(up_to(1).union_all(tracks().union(up_to(1)))))
            .needs(Capability::Operands)
            .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION ALL (SELECT "track"."album_id" FROM "track" UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "album_id""#)
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION ALL SELECT * FROM (SELECT "track"."album_id" FROM "track" UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION ALL SELECT * FROM (SELECT `track`.`album_id` FROM `track` UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` ORDER BY `album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION ALL (SELECT `track`.`album_id` FROM `track` UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) ORDER BY `album_id`")
            .rows(rows![(1), (1), (2), (4)]),
        case("UNION ALL within UNION", sorted(up_to(1).union(up_to(1).union_all(up_to(2)))))
            .needs(Capability::Operands)
            .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION ALL SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "album_id""#)
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT * FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION ALL SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "album_id""#)
            .mysql("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION ALL SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` ORDER BY `album_id`")
            .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION ALL SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) ORDER BY `album_id`")
            .rows(rows![(1), (2)]),
        case("INTERSECT of an EXCEPT and a UNION, twice", {
            let left = || up_to(4).except(up_to(1));
            let right = || up_to(2).union(tracks());
            sorted(left().intersect(right()).intersect(right().intersect(left())))
        })
        .needs(Capability::Intersect)
        .needs(Capability::Operands)
        .same(r#"((SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) INTERSECT (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "track"."album_id" FROM "track")) INTERSECT ((SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "track"."album_id" FROM "track") INTERSECT (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?)) ORDER BY "album_id""#)
        .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? INTERSECT SELECT * FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "track"."album_id" FROM "track") INTERSECT SELECT * FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "track"."album_id" FROM "track" INTERSECT SELECT * FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?)) ORDER BY "album_id""#)
        .mysql("SELECT * FROM (SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` INTERSECT SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `track`.`album_id` FROM `track`) AS `q`) AS `q` INTERSECT SELECT * FROM (SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `track`.`album_id` FROM `track`) AS `q` INTERSECT SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q`) AS `q` ORDER BY `album_id`")
        .mariadb("((SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) INTERSECT (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `track`.`album_id` FROM `track`)) INTERSECT ((SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `track`.`album_id` FROM `track`) INTERSECT (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?)) ORDER BY `album_id`")
        .rows(rows![(2), (4)]),
        case("a chain of each", sorted(up_to(1).union(up_to(2)).intersect(up_to(3)).except(up_to(1)).intersect(tracks())))
            .needs(Capability::Intersect)
            .same(r#"((SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) INTERSECT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) INTERSECT SELECT "track"."album_id" FROM "track" ORDER BY "album_id""#)
            .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? INTERSECT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? INTERSECT SELECT "track"."album_id" FROM "track" ORDER BY "album_id""#)
            .mysql("SELECT * FROM (SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` INTERSECT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) AS `q` INTERSECT SELECT `track`.`album_id` FROM `track` ORDER BY `album_id`")
            .mariadb("((SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) INTERSECT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? EXCEPT SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) INTERSECT SELECT `track`.`album_id` FROM `track` ORDER BY `album_id`")
            .rows(rows![(2)]),
    ]
}

fn operands() -> Vec<Case> {
    let newest = || select(ALBUM.album_id).from(ALBUM).order_by(ALBUM.album_id.desc()).limit(1);
    let cte = up_to(2).cte("two");
    vec![
        case("operands with ORDER BY and LIMIT", sorted(newest().union_all(newest()).union(up_to(1).order_by(ALBUM.album_id).limit(1).offset(0))))
            .needs(Capability::LimitedOperands)
            .same(r#"(SELECT "album"."album_id" FROM "album" ORDER BY "album"."album_id" DESC LIMIT ?) UNION ALL (SELECT "album"."album_id" FROM "album" ORDER BY "album"."album_id" DESC LIMIT ?) UNION (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album"."album_id" LIMIT ? OFFSET ?) ORDER BY "album_id""#)
            .sqlite(r#"SELECT * FROM (SELECT "album"."album_id" FROM "album" ORDER BY "album"."album_id" DESC LIMIT ?) UNION ALL SELECT * FROM (SELECT "album"."album_id" FROM "album" ORDER BY "album"."album_id" DESC LIMIT ?) UNION SELECT * FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album"."album_id" LIMIT ? OFFSET ?) ORDER BY "album_id""#)
            .rows(rows![(1), (4)]),
        case("a set operation that is limited as the first operand", sorted(
            up_to(4).union(tracks()).order_by(col("album_id").desc()).limit(2).union(up_to(1)),
        ))
        .needs(Capability::Operands)
        .same(r#"(SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "track"."album_id" FROM "track" ORDER BY "album_id" DESC LIMIT ?) UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
        .sqlite(r#"SELECT * FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "track"."album_id" FROM "track" ORDER BY "album_id" DESC LIMIT ?) UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
        .mysql("SELECT * FROM (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `track`.`album_id` FROM `track` ORDER BY `album_id` DESC LIMIT ?) AS `q` UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? ORDER BY `album_id`")
        .mariadb("(SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION SELECT `track`.`album_id` FROM `track` ORDER BY `album_id` DESC LIMIT ?) UNION SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? ORDER BY `album_id`")
        .rows(rows![(1), (3), (4)]),
        case("an operand with a WITH", sorted(
            up_to(1).union_all(select(cte.col(ALBUM.album_id)).with(&cte).from(&cte)),
        ))
        .needs(Capability::LimitedOperands).emulated_on("mariadb")
        .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION ALL (WITH "two" AS (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) SELECT "two"."album_id" FROM "two") ORDER BY "album_id""#)
        .sqlite(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION ALL SELECT * FROM (WITH "two" AS (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) SELECT "two"."album_id" FROM "two") ORDER BY "album_id""#)
        .mariadb("SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ? UNION ALL SELECT * FROM (WITH `two` AS (SELECT `album`.`album_id` FROM `album` WHERE `album`.`album_id` <= ?) SELECT `two`.`album_id` FROM `two`) AS `q` ORDER BY `album_id`")
        .rows(rows![(1), (1), (2)]),
        case("a WITH of the whole", sorted(
            select(cte.col(ALBUM.album_id)).from(&cte).union_all(up_to(1)).with(&cte),
        ))
        .same(r#"WITH "two" AS (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) SELECT "two"."album_id" FROM "two" UNION ALL SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id""#)
        .rows(rows![(1), (1), (2)]),
        case("DISTINCT operands, grouped operands", sorted(
            tracks().distinct().union_all(
                select(TRACK.album_id).from(TRACK).group_by(TRACK.album_id).having(count_all().gt(1)),
            ),
        ))
        .same(r#"SELECT DISTINCT "track"."album_id" FROM "track" UNION ALL SELECT "track"."album_id" FROM "track" GROUP BY "track"."album_id" HAVING count(*) > ? ORDER BY "album_id""#)
        .rows(rows![(1), (1), (2), (4), (4)]),
    ]
}

fn orders() -> Vec<Case> {
    let years = || select(ALBUM.year).from(ALBUM);
    vec![
        case("ORDER BY, LIMIT and OFFSET of the whole", sorted(up_to(3).union(tracks())).limit(2).offset(1))
            .same(r#"SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "track"."album_id" FROM "track" ORDER BY "album_id" LIMIT ? OFFSET ?"#)
            .rows(rows![(2), (3)]),
        case("NULLS LAST over a UNION", years().union(years()).order_by(col("year").desc().nulls_last()))
            .needs(Capability::NullsOrder)
            .same(r#"SELECT "album"."year" FROM "album" UNION SELECT "album"."year" FROM "album" ORDER BY "year" DESC NULLS LAST"#)
            .mysql("SELECT `album`.`year` FROM `album` UNION SELECT `album`.`year` FROM `album` ORDER BY `year` DESC")
            .rows(rows![(1997), (1983), (1981), (NULL)]),
        case("NULLS FIRST over a UNION, by a label", {
            let year = (ALBUM.year + 1).label("y");
            select(&year).from(ALBUM).union(select(&year).from(ALBUM)).order_by(year.desc().nulls_first()).limit(2)
        })
        .needs(Capability::NullsOrder)
        .same(r#"SELECT "album"."year" + ? AS "y" FROM "album" UNION SELECT "album"."year" + ? AS "y" FROM "album" ORDER BY "y" DESC NULLS FIRST LIMIT ?"#)
        .mysql("SELECT `album`.`year` + ? AS `y` FROM `album` UNION SELECT `album`.`year` + ? AS `y` FROM `album` ORDER BY `y` IS NULL DESC, `y` DESC LIMIT ?")
        .rows(rows![(NULL), (1998)]),
        case("parameters in their order", {
            let n = |n: i64| select((value(n).label("n"), ALBUM.album_id)).from(ALBUM).filter(ALBUM.album_id.eq(n));
            n(1).union_all(n(2)).union_all(n(3)).order_by(col("n").desc()).limit(2).offset(1)
        })
        .params([1.into(), 1.into(), 2.into(), 2.into(), 3.into(), 3.into(), 2.into(), 1.into()])
        .same(r#"SELECT ? AS "n", "album"."album_id" FROM "album" WHERE "album"."album_id" = ? UNION ALL SELECT ? AS "n", "album"."album_id" FROM "album" WHERE "album"."album_id" = ? UNION ALL SELECT ? AS "n", "album"."album_id" FROM "album" WHERE "album"."album_id" = ? ORDER BY "n" DESC LIMIT ? OFFSET ?"#)
        .postgres(r#"SELECT CAST($1 AS bigint) AS "n", "album"."album_id" FROM "album" WHERE "album"."album_id" = $2 UNION ALL SELECT CAST($3 AS bigint) AS "n", "album"."album_id" FROM "album" WHERE "album"."album_id" = $4 UNION ALL SELECT CAST($5 AS bigint) AS "n", "album"."album_id" FROM "album" WHERE "album"."album_id" = $6 ORDER BY "n" DESC LIMIT $7 OFFSET $8"#)
        .rows(rows![(2, 2), (1, 1)]),
    ]
}

fn places() -> Vec<Case> {
    let both = || up_to(2).union(up_to(3));
    let own = select(ALBUM.artist_id).from(ALBUM).filter(ALBUM.artist_id.eq(ARTIST.artist_id));
    let track = select(TRACK.track_id).from(TRACK).filter(TRACK.track_id.eq(ARTIST.artist_id));
    let all = both().subquery("all");
    let cte = both().cte("both");
    vec![
        case("a set operation in FROM", select((count_all(), max(all.col(ALBUM.album_id)))).from(&all))
            .same(r#"SELECT count(*), max("all"."album_id") FROM (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) AS "all""#)
            .rows(rows![(3, 3)]),
        case("a set operation as a WITH", select(sum(cte.col(ALBUM.album_id))).with(&cte).from(&cte))
            .same(r#"WITH "both" AS (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) SELECT sum("both"."album_id") FROM "both""#)
            .rows(rows![(6)]),
        case("IN a set operation", select(TRACK.track_id).from(TRACK).filter(TRACK.album_id.in_(tracks().except(up_to(1)))).order_by(TRACK.track_id))
            .needs(Capability::Intersect)
            .same(r#"SELECT "track"."track_id" FROM "track" WHERE "track"."album_id" IN (SELECT "track"."album_id" FROM "track" EXCEPT SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ?) ORDER BY "track"."track_id""#)
            .rows(rows![(3), (4), (5)]),
        case("EXISTS over a set operation that refers to the query around it", {
            select(ARTIST.artist_id).from(ARTIST).filter(own.intersect(track).exists()).order_by(ARTIST.artist_id)
        })
        .needs(Capability::Intersect)
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE EXISTS (SELECT "album"."artist_id" FROM "album" WHERE "album"."artist_id" = "artist"."artist_id" INTERSECT SELECT "track"."track_id" FROM "track" WHERE "track"."track_id" = "artist"."artist_id") ORDER BY "artist"."artist_id""#)
        .rows(rows![(1), (2), (3)]),
        case("a set operation as a value", select(both().order_by(col("album_id").desc()).limit(1).scalar()))
            .same(r#"SELECT (SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? UNION SELECT "album"."album_id" FROM "album" WHERE "album"."album_id" <= ? ORDER BY "album_id" DESC LIMIT ?)"#)
            .rows(rows![(3)]),
        case(
            "INSERT of a set operation",
            insert(ARTIST).columns((ARTIST.name,)).query(
                select(ALBUM.title.nullable()).from(ALBUM).filter(ALBUM.album_id.eq(1))
                    .union(select(ALBUM.title.nullable()).from(ALBUM).filter(ALBUM.album_id.eq(4)))
            ),
        )
        .same(r#"INSERT INTO "artist" ("name") SELECT "album"."title" FROM "album" WHERE "album"."album_id" = ? UNION SELECT "album"."title" FROM "album" WHERE "album"."album_id" = ?"#)
        .leaves(
            select(ARTIST.name).filter(ARTIST.artist_id.gt(4)).order_by(ARTIST.name),
            rows![("For Those About To Rock"), ("Homogenic")],
        ),
    ]
}

fn mistakes() -> Vec<Case> {
    let joined = || select(ALBUM.title).from(ARTIST.left_join(ALBUM));
    let titles = || select(ALBUM.title).from(ALBUM);
    let cte = joined().cte("titles");
    vec![
        refused(
            up_to(1).union(up_to(2)).order_by(ALBUM.album_id + 1),
            Invalid,
            ["a set operation is ordered by an expression", ".subquery("],
        )
        .at("ORDER BY"),
        refused(
            up_to(1).union(up_to(2)).order_by(col("title")),
            OutOfScope,
            ["ordered by title", "album_id"],
        )
        .at("ORDER BY"),
        // Any operand of a UNION can break the promise.
        refused(joined().union(titles()), Invalid, ["title may be NULL"]),
        refused(titles().union(joined()), Invalid, ["title may be NULL"]),
        refused(titles().union_all(titles().union(joined())), Invalid, ["title may be NULL"]),
        // What EXCEPT takes away can't.
        case("the right side of EXCEPT may have NULLs", titles().except(joined()))
            .needs(Capability::Intersect)
            .same(r#"SELECT "album"."title" FROM "album" EXCEPT SELECT "album"."title" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id""#)
            .rows(rows![]),
        case(
            "a WITH beside a set operation may have NULLs",
            titles().filter(ALBUM.album_id.eq(1)).union(titles().filter(ALBUM.album_id.eq(1))).with(&cte),
        )
        .same(r#"WITH "titles" AS (SELECT "album"."title" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id") SELECT "album"."title" FROM "album" WHERE "album"."album_id" = ? UNION SELECT "album"."title" FROM "album" WHERE "album"."album_id" = ?"#)
        .rows(rows![("For Those About To Rock")]),
    ]
}
