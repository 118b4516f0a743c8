//! Joins, aliases, and conditions that follow from foreign keys.

use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [
        kinds(),
        conditions_from_foreign_keys(),
        conditions_add_up(),
        aliases(),
        with_subqueries(),
        composite_foreign_keys(),
        a_table_that_refers_to_itself(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn kinds() -> Vec<Case> {
    let on = || ALBUM.artist_id.eq(ARTIST.artist_id);
    vec![
        case(
            "inner",
            select((ARTIST.name, ALBUM.album_id)).from(ARTIST.join(ALBUM).on(on())).order_by(ALBUM.album_id),
        )
        .same(
            r#"SELECT "artist"."name", "album"."album_id" FROM "artist" JOIN "album" ON "album"."artist_id" = "artist"."artist_id" ORDER BY "album"."album_id""#,
        )
        .rows(rows![("AC/DC", 1), ("Accept", 2), ("AC/DC", 3), ("Björk", 4)]),
        case(
            "left",
            select((ARTIST.artist_id, ALBUM.album_id.nullable()))
                .from(ARTIST.left_join(ALBUM).on(on()))
                .filter(ARTIST.artist_id.gt(2))
                .order_by(ARTIST.artist_id),
        )
        .same(
            r#"SELECT "artist"."artist_id", "album"."album_id" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id" WHERE "artist"."artist_id" > ? ORDER BY "artist"."artist_id""#,
        )
        .rows(rows![(3, 4), (4, NULL)]),
        case(
            "right",
            select((ALBUM.album_id.nullable(), ARTIST.artist_id))
                .from(ALBUM.right_join(ARTIST).on(on()))
                .filter(ARTIST.artist_id.gt(2))
                .order_by(ARTIST.artist_id),
        )
        .needs(Capability::RightJoin)
        .same(
                    r#"SELECT "album"."album_id", "artist"."artist_id" FROM "album" RIGHT JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "artist"."artist_id" > ? ORDER BY "artist"."artist_id""#,
        )
        .rows(rows![(4, 3), (NULL, 4)]),
        case(
            "full",
            select((ALBUM.album_id.nullable(), ARTIST.artist_id.nullable()))
                .from(ALBUM.full_join(ARTIST).on(ALBUM.album_id.eq(ARTIST.artist_id).and(ALBUM.album_id.gt(3))))
                .filter(coalesce(ALBUM.album_id, ARTIST.artist_id).gt(2))
                .order_by((ALBUM.album_id.asc().nulls_last(), ARTIST.artist_id)),
        )
        .needs(Capability::FullJoin)
        .needs(Capability::NullsOrder)
        .same(
                    r#"SELECT "album"."album_id", "artist"."artist_id" FROM "album" FULL JOIN "artist" ON "album"."album_id" = "artist"."artist_id" AND "album"."album_id" > ? WHERE coalesce("album"."album_id", "artist"."artist_id") > ? ORDER BY "album"."album_id" NULLS LAST, "artist"."artist_id""#,
        )
        .rows(rows![(3, NULL), (4, 4), (NULL, 3)]),
        case("cross", select(count_all()).from(ARTIST.cross_join(ALBUM)))
            .same(r#"SELECT count(*) FROM "artist" CROSS JOIN "album""#)
            .rows(rows![(16)]),
        case("all columns of a join", select_from(ALBUM.join(ARTIST)).filter(ALBUM.album_id.eq(2)))
            .same(
                r#"SELECT * FROM "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = ?"#,
            )
            .rows(rows![(2, "Balls to the Wall", 2, 1983, 2, "Accept")]),
    ]
}

fn conditions_from_foreign_keys() -> Vec<Case> {
    let ids = (ARTIST.artist_id, ALBUM.album_id, TRACK.track_id);
    vec![
        case("the joined table refers", select((ARTIST.name, ALBUM.title)).from(ARTIST.join(ALBUM)).filter(ALBUM.album_id.eq(2)))
            .same(
                r#"SELECT "artist"."name", "album"."title" FROM "artist" JOIN "album" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = ?"#,
            )
            .rows(rows![("Accept", "Balls to the Wall")]),
        case("the table before refers", select((ARTIST.name, ALBUM.title)).from(ALBUM.join(ARTIST)).filter(ALBUM.album_id.eq(2)))
            .same(
                r#"SELECT "artist"."name", "album"."title" FROM "album" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = ?"#,
            )
            .rows(rows![("Accept", "Balls to the Wall")]),
        case("a chain", select(ids).from(ARTIST.join(ALBUM).join(TRACK)).filter(TRACK.track_id.gt(3)).order_by(TRACK.track_id))
            .same(
                r#"SELECT "artist"."artist_id", "album"."album_id", "track"."track_id" FROM "artist" JOIN "album" ON "album"."artist_id" = "artist"."artist_id" JOIN "track" ON "track"."album_id" = "album"."album_id" WHERE "track"."track_id" > ? ORDER BY "track"."track_id""#,
            )
            .rows(rows![(3, 4, 4), (3, 4, 5)]),
        case("a chain from its middle", select(ids).from(ALBUM.join(TRACK).join(ARTIST)).filter(TRACK.track_id.eq(3)))
            .same(
                r#"SELECT "artist"."artist_id", "album"."album_id", "track"."track_id" FROM "album" JOIN "track" ON "track"."album_id" = "album"."album_id" JOIN "artist" ON "album"."artist_id" = "artist"."artist_id" WHERE "track"."track_id" = ?"#,
            )
            .rows(rows![(2, 2, 3)]),
        case("a chain as the joined side", select(ids).from(ARTIST.join(ALBUM.join(TRACK))).filter(TRACK.track_id.eq(3)))
            .same(
                r#"SELECT "artist"."artist_id", "album"."album_id", "track"."track_id" FROM "artist" JOIN ("album" JOIN "track" ON "track"."album_id" = "album"."album_id") ON "album"."artist_id" = "artist"."artist_id" WHERE "track"."track_id" = ?"#,
            )
            .rows(rows![(2, 2, 3)]),
        case(
            "left joins in a chain",
            select((ARTIST.artist_id, ALBUM.outer().album_id, TRACK.outer().track_id))
                .from(ARTIST.left_join(ALBUM).left_join(TRACK))
                .filter(TRACK.track_id.is_null())
                .order_by(ARTIST.artist_id),
        )
        .same(
            r#"SELECT "artist"."artist_id", "album"."album_id", "track"."track_id" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id" LEFT JOIN "track" ON "track"."album_id" = "album"."album_id" WHERE "track"."track_id" IS NULL ORDER BY "artist"."artist_id""#,
        )
        .rows(rows![(1, 3, NULL), (4, NULL, NULL)]),
    ]
}

fn conditions_add_up() -> Vec<Case> {
    vec![
        case(
            "two ONs are one",
            select((ARTIST.artist_id, ALBUM.outer().album_id))
                .from(
                    ARTIST
                        .left_join(ALBUM)
                        .on(ALBUM.artist_id.eq(ARTIST.artist_id))
                        .on(ALBUM.year.gt(1981).or(ALBUM.year.is_null())),
                )
                .order_by((ARTIST.artist_id, ALBUM.album_id)),
        )
        .same(
            r#"SELECT "artist"."artist_id", "album"."album_id" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id" AND ("album"."year" > ? OR "album"."year" IS NULL) ORDER BY "artist"."artist_id", "album"."album_id""#,
        )
        .rows(rows![(1, 3), (2, 2), (3, 4), (4, NULL)]),
        case(
            "a condition that always holds",
            select(count_all()).from(ARTIST.join(ALBUM).on(all(Vec::<Cond>::new()))),
        )
        .same(r#"SELECT count(*) FROM "artist" JOIN "album" ON TRUE"#)
        .rows(rows![(16)]),
    ]
}

fn aliases() -> Vec<Case> {
    let (a, b) = (ARTIST.alias("a"), ARTIST.alias("b"));
    let album = ALBUM.alias("al");
    let (s0, s1) = (Scope::new(ALBUM, format!("s{}", 0)), Scope::new(ALBUM, format!("s{}", 1)));
    vec![
        case("of one's own", select((a.artist_id, a.name)).filter(a.artist_id.eq(2)))
            .same(r#"SELECT "a"."artist_id", "a"."name" FROM "artist" AS "a" WHERE "a"."artist_id" = ?"#)
            .rows(rows![(2, "Accept")]),
        case(
            "a self-join",
            select((a.artist_id, b.artist_id)).from(a.join(b).on(a.artist_id.lt(b.artist_id).and(b.name.lt(a.name.concat("z"))))).order_by((a.artist_id, b.artist_id)),
        )
        .same(
            r#"SELECT "a"."artist_id", "b"."artist_id" FROM "artist" AS "a" JOIN "artist" AS "b" ON "a"."artist_id" < "b"."artist_id" AND "b"."name" < "a"."name" || ? ORDER BY "a"."artist_id", "b"."artist_id""#,
        )
        .mysql("SELECT `a`.`artist_id`, `b`.`artist_id` FROM `artist` AS `a` JOIN `artist` AS `b` ON `a`.`artist_id` < `b`.`artist_id` AND `b`.`name` < concat(`a`.`name`, ?) ORDER BY `a`.`artist_id`, `b`.`artist_id`")
        .rows(rows![]),
        case(
            "beside the table itself",
            select((ARTIST.artist_id, a.artist_id)).from(ARTIST.join(a).on(a.artist_id.eq(ARTIST.artist_id + 3))),
        )
        .same(
            r#"SELECT "artist"."artist_id", "a"."artist_id" FROM "artist" JOIN "artist" AS "a" ON "a"."artist_id" = "artist"."artist_id" + ?"#,
        )
        .rows(rows![(1, 4)]),
        case("the foreign key holds for aliases", select((a.name, album.title)).from(a.join(album)).filter(album.album_id.eq(2)))
            .same(
                r#"SELECT "a"."name", "al"."title" FROM "artist" AS "a" JOIN "album" AS "al" ON "al"."artist_id" = "a"."artist_id" WHERE "al"."album_id" = ?"#,
            )
            .rows(rows![("Accept", "Balls to the Wall")]),
        case(
            "the outer side of an alias",
            select((a.artist_id, album.outer().title)).from(a.left_join(album)).filter(a.artist_id.eq(4)),
        )
        .same(
            r#"SELECT "a"."artist_id", "al"."title" FROM "artist" AS "a" LEFT JOIN "album" AS "al" ON "al"."artist_id" = "a"."artist_id" WHERE "a"."artist_id" = ?"#,
        )
        .rows(rows![(4, NULL)]),
        case(
            "made at run time",
            select((s0.col(ALBUM.album_id), s1.col(ALBUM.album_id)))
                .from(s0.clone().join(s1.clone()).on(s0.col(ALBUM.artist_id).eq(s1.col(ALBUM.artist_id))))
                .filter(s0.col(ALBUM.album_id).lt(s1.col("album_id").typed::<Int>())),
        )
        .same(
            r#"SELECT "s0"."album_id", "s1"."album_id" FROM "album" AS "s0" JOIN "album" AS "s1" ON "s0"."artist_id" = "s1"."artist_id" WHERE "s0"."album_id" < "s1"."album_id""#,
        )
        .rows(rows![(1, 3)]),
    ]
}

fn with_subqueries() -> Vec<Case> {
    let n = count_all().label("n");
    let per_artist = select((ALBUM.artist_id, &n)).group_by(ALBUM.artist_id).subquery("per_artist");
    let raw =
        sql!("SELECT album_id AS id, sum(seconds) AS total FROM track GROUP BY 1").subquery("raw");
    vec![
        case(
            "join to a subquery",
            select((ARTIST.name, per_artist.col(&n)))
                .from(ARTIST.join(&per_artist).on(per_artist.col(ALBUM.artist_id).eq(ARTIST.artist_id)))
                .order_by((per_artist.col(&n).desc(), ARTIST.artist_id))
                .limit(2),
        )
        .same(
            r#"SELECT "artist"."name", "per_artist"."n" FROM "artist" JOIN (SELECT "album"."artist_id", count(*) AS "n" FROM "album" GROUP BY "album"."artist_id") AS "per_artist" ON "per_artist"."artist_id" = "artist"."artist_id" ORDER BY "per_artist"."n" DESC, "artist"."artist_id" LIMIT ?"#,
        )
        .rows(rows![("AC/DC", 2), ("Accept", 1)]),
        case(
            "left join to a subquery",
            select((ARTIST.artist_id, per_artist.col(&n).nullable()))
                .from(ARTIST.left_join(&per_artist).on(per_artist.col("artist_id").eq(ARTIST.artist_id)))
                .filter(per_artist.col(&n).is_null()),
        )
        .same(
            r#"SELECT "artist"."artist_id", "per_artist"."n" FROM "artist" LEFT JOIN (SELECT "album"."artist_id", count(*) AS "n" FROM "album" GROUP BY "album"."artist_id") AS "per_artist" ON "per_artist"."artist_id" = "artist"."artist_id" WHERE "per_artist"."n" IS NULL"#,
        )
        .rows(rows![(4, NULL)]),
        case(
            "join to raw SQL",
            select((ALBUM.title, raw.col("total")))
                .from(ALBUM.join(&raw).on(raw.col("id").eq(ALBUM.album_id)))
                .filter(raw.col("total").gt(500)),
        )
        .same(
            r#"SELECT "album"."title", "raw"."total" FROM "album" JOIN (SELECT album_id AS id, sum(seconds) AS total FROM track GROUP BY 1) AS "raw" ON "raw"."id" = "album"."album_id" WHERE "raw"."total" > ?"#,
        )
        .rows(rows![("Homogenic", 617)]),
    ]
}

fn composite_foreign_keys() -> Vec<Case> {
    let parent = Table::build("artist")
        .primary_key("artist_id", SqlType::BigInt)
        .nullable("name", SqlType::Text)
        .finish();
    let child = Table::build("album")
        .primary_key("album_id", SqlType::BigInt)
        .column("artist_id", SqlType::BigInt)
        .column("title", SqlType::Text)
        .foreign_key(["artist_id", "title"], &parent, ["artist_id", "name"])
        .finish();
    let c = child.alias("c");
    vec![
        case("all of its columns", select(count_all()).from((&parent).left_join(&child)))
            .same(
                r#"SELECT count(*) FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id" AND "album"."title" = "artist"."name""#,
            )
            .rows(rows![(4)]),
        case("of an alias", select(count_all()).from((&c).join(&parent)))
            .same(
                r#"SELECT count(*) FROM "album" AS "c" JOIN "artist" ON "c"."artist_id" = "artist"."artist_id" AND "c"."title" = "artist"."name""#,
            )
            .rows(rows![(0)]),
    ]
}

fn a_table_that_refers_to_itself() -> Vec<Case> {
    // The artists' keys are albums' keys too.
    let build = || Table::build("album").primary_key("album_id", SqlType::BigInt);
    let album = build()
        .column("artist_id", SqlType::BigInt)
        .foreign_key(["artist_id"], &build().finish(), ["album_id"])
        .finish();
    let (child, parent) = (album.alias("child"), album.alias("parent"));
    let on = child.col("artist_id").eq(parent.col("album_id"));
    vec![
        case("to itself", select(count_all()).from((&child).join(&parent).on(on)))
            .same(r#"SELECT count(*) FROM "album" AS "child" JOIN "album" AS "parent" ON "child"."artist_id" = "parent"."album_id""#)
            .rows(rows![(4)]),
    ]
}
