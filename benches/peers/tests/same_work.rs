//! Every library builds the same statements: the text says so for the short ones, the number of
//! parameters for all.

use aludel_peers::{Input, NAMES, PEERS};

/// sea-query's spelling; the hand-written texts follow it.
const TEXTS: &[(&str, &str)] = &[
    ("Q1", r#"SELECT "id", "name", "email" FROM "customer" WHERE "id" = $1"#),
    (
        "Q2",
        concat!(
            r#"SELECT "id", "name", "email", "country", "age" FROM "customer" "#,
            r#"WHERE ("active" = $1 OR "age" > $2) AND "name" LIKE $3 "#,
            r#"AND "country" IN ($4, $5, $6, $7, $8) "#,
            r#"ORDER BY "name" ASC, "id" DESC LIMIT $9 OFFSET $10"#,
        ),
    ),
    (
        "Q3",
        concat!(
            r#"SELECT "artist"."name", "album"."title", COUNT("track"."track_id"), "#,
            r#"SUM("track"."milliseconds"), COALESCE(SUM("track"."unit_price"), $1), "#,
            r#"(CASE WHEN (COUNT("track"."track_id") > $2) THEN $3 ELSE $4 END) "#,
            r#"FROM "artist" "#,
            r#"INNER JOIN "album" ON "album"."artist_id" = "artist"."artist_id" "#,
            r#"INNER JOIN "track" ON "track"."album_id" = "album"."album_id" "#,
            r#"GROUP BY "artist"."name", "album"."title" "#,
            r#"HAVING COUNT("track"."track_id") > $5 "#,
            r#"ORDER BY SUM("track"."milliseconds") DESC"#,
        ),
    ),
    (
        "Q5",
        concat!(
            r#"INSERT INTO "customer" ("id", "name", "email", "country", "active", "age") "#,
            r#"VALUES ($1, $2, $3, $4, $5, $6) RETURNING "id""#,
        ),
    ),
];

/// diesel qualifies every column, writes every parenthesis, and binds a list as one array.
const DIESEL: &[(&str, &str)] = &[
    (
        "Q1",
        concat!(
            r#"SELECT "customer"."id", "customer"."name", "customer"."email" "#,
            r#"FROM "customer" WHERE ("customer"."id" = $1)"#,
        ),
    ),
    (
        "Q2",
        concat!(
            r#"SELECT "customer"."id", "customer"."name", "customer"."email", "#,
            r#""customer"."country", "customer"."age" FROM "customer" "#,
            r#"WHERE (((("customer"."active" = $1) OR ("customer"."age" > $2)) "#,
            r#"AND ("customer"."name" LIKE $3)) AND ("customer"."country" = ANY($4))) "#,
            r#"ORDER BY "customer"."name" ASC, "customer"."id" DESC LIMIT $5 OFFSET $6"#,
        ),
    ),
    (
        "Q3",
        concat!(
            r#"SELECT "artist"."name", "album"."title", count("track"."track_id"), "#,
            r#"sum("track"."milliseconds"), coalesce(sum("track"."unit_price"), $1), "#,
            r#"CASE WHEN ((count("track"."track_id") > $2)) THEN ($3) ELSE ($4) END "#,
            r#"FROM (("artist" "#,
            r#"INNER JOIN "album" ON ("album"."artist_id" = "artist"."artist_id")) "#,
            r#"INNER JOIN "track" ON ("track"."album_id" = "album"."album_id")) "#,
            r#"GROUP BY "artist"."name", "album"."title" "#,
            r#"HAVING (count("track"."track_id") > $5) "#,
            r#"ORDER BY sum("track"."milliseconds") DESC"#,
        ),
    ),
    (
        "Q5",
        concat!(
            r#"INSERT INTO "customer" ("id", "name", "email", "country", "active", "age") "#,
            r#"VALUES ($1, $2, $3, $4, $5, $6) RETURNING "customer"."id""#,
        ),
    ),
];

/// Aludel qualifies every column and writes no parenthesis that changes nothing.
const ALUDEL: &[(&str, &str)] = &[
    (
        "Q1",
        concat!(
            r#"SELECT "customer"."id", "customer"."name", "customer"."email" "#,
            r#"FROM "customer" WHERE "customer"."id" = $1"#,
        ),
    ),
    (
        "Q2",
        concat!(
            r#"SELECT "customer"."id", "customer"."name", "customer"."email", "#,
            r#""customer"."country", "customer"."age" FROM "customer" "#,
            r#"WHERE ("customer"."active" = $1 OR "customer"."age" > $2) "#,
            r#"AND "customer"."name" LIKE $3 "#,
            r#"AND "customer"."country" IN ($4, $5, $6, $7, $8) "#,
            r#"ORDER BY "customer"."name", "customer"."id" DESC LIMIT $9 OFFSET $10"#,
        ),
    ),
    (
        "Q3",
        concat!(
            r#"SELECT "artist"."name", "album"."title", count("track"."track_id"), "#,
            r#"sum("track"."milliseconds"), coalesce(sum("track"."unit_price"), $1), "#,
            r#"CASE WHEN count("track"."track_id") > $2 THEN $3 ELSE $4 END "#,
            r#"FROM "artist" "#,
            r#"JOIN "album" ON "album"."artist_id" = "artist"."artist_id" "#,
            r#"JOIN "track" ON "track"."album_id" = "album"."album_id" "#,
            r#"GROUP BY "artist"."name", "album"."title" "#,
            r#"HAVING count("track"."track_id") > $5 "#,
            r#"ORDER BY sum("track"."milliseconds") DESC"#,
        ),
    ),
    (
        "Q4",
        concat!(
            r#"WITH "prolific" AS (SELECT "album"."artist_id", "#,
            r#"count("album"."album_id") AS "albums" FROM "album" GROUP BY "album"."artist_id"), "#,
            r#""grown" AS (SELECT "customer"."name", "customer"."country", "customer"."age" "#,
            r#"FROM "customer" WHERE "customer"."active" = $1 AND "customer"."age" > $2) "#,
            r#"SELECT "grown"."name", row_number() OVER (PARTITION BY "grown"."country" "#,
            r#"ORDER BY "grown"."age" DESC) AS "place" FROM "grown" WHERE EXISTS "#,
            r#"(SELECT "artist"."artist_id" FROM "artist" "#,
            r#"WHERE "artist"."name" = "grown"."name" AND "artist"."artist_id" > $3) "#,
            r#"UNION ALL SELECT "artist"."name", "prolific"."albums" FROM "artist" "#,
            r#"JOIN "prolific" ON "prolific"."artist_id" = "artist"."artist_id" "#,
            r#"WHERE "prolific"."albums" > $4"#,
        ),
    ),
    (
        "Q5",
        concat!(
            r#"INSERT INTO "customer" ("id", "name", "email", "country", "active", "age") "#,
            r#"VALUES ($1, $2, $3, $4, $5, $6) RETURNING "customer"."id""#,
        ),
    ),
];

const COUNTS: [usize; 7] = [1, 10, 5, 4, 6, 6000, 50];
const DIESEL_COUNTS: [usize; 7] = [1, 6, 5, 4, 6, 6000, 50];

#[test]
fn every_library_does_the_same_work() {
    let input = Input::default();
    for peer in PEERS {
        let (texts, counts) = match peer.name {
            "aludel" => (ALUDEL, COUNTS),
            "diesel" => (DIESEL, DIESEL_COUNTS),
            _ => (TEXTS, COUNTS),
        };
        for ((name, query), count) in NAMES.into_iter().zip(peer.queries).zip(counts) {
            let Some(query) = query else { continue };
            let (text, built) = query(&input);
            assert_eq!(built, count, "{} {name}: {text}", peer.name);
            // The last placeholder is there, and no further one.
            assert!(text.contains(&format!("${count}")), "{} {name}", peer.name);
            assert!(!text.contains(&format!("${}", count + 1)), "{} {name}", peer.name);
            if let Some((_, expected)) = texts.iter().find(|(q, _)| *q == name) {
                assert_eq!(text, *expected, "{} {name}", peer.name);
            }
        }
    }
}
