//! sqlx: `QueryBuilder`, which writes text and encodes each parameter at once.

use sqlx::query_builder::Separated;
use sqlx::{Arguments, Execute, Postgres, QueryBuilder};

use crate::{Built, Customer, Input, Peer, built};

pub const PEER: Peer = Peer {
    name: "sqlx",
    queries: [Some(q1), Some(q2), Some(q3), Some(q4), Some(q5), Some(q6), Some(q7)],
    prepared: [None; 7],
};

fn finish(mut query: QueryBuilder<Postgres>) -> Built {
    let params = query
        .build()
        .take_arguments()
        .expect("every value was encoded")
        .expect("the arguments are taken once");
    let count = params.len();
    built(query.into_string(), params, count)
}

pub fn q1(input: &Input) -> Built {
    let mut query =
        QueryBuilder::new(r#"SELECT "id", "name", "email" FROM "customer" WHERE "id" = "#);
    query.push_bind(input.id);
    finish(query)
}

pub fn q2(input: &Input) -> Built {
    let mut query = QueryBuilder::new(
        r#"SELECT "id", "name", "email", "country", "age" FROM "customer" WHERE ("active" = "#,
    );
    query
        .push_bind(input.active)
        .push(r#" OR "age" > "#)
        .push_bind(input.age)
        .push(r#") AND "name" LIKE "#)
        .push_bind(&*input.pattern)
        .push(r#" AND "country" IN ("#);
    let mut list = query.separated(", ");
    for country in &input.countries {
        list.push_bind(&**country);
    }
    query
        .push(r#") ORDER BY "name" ASC, "id" DESC LIMIT "#)
        .push_bind(input.limit)
        .push(" OFFSET ")
        .push_bind(input.offset);
    finish(query)
}

pub fn q3(input: &Input) -> Built {
    let mut query = QueryBuilder::new(concat!(
        r#"SELECT "artist"."name", "album"."title", COUNT("track"."track_id"), "#,
        r#"SUM("track"."milliseconds"), COALESCE(SUM("track"."unit_price"), "#,
    ));
    query
        .push_bind(0.0)
        .push(r#"), (CASE WHEN (COUNT("track"."track_id") > "#)
        .push_bind(10i64)
        .push(") THEN ")
        .push_bind("long")
        .push(" ELSE ")
        .push_bind("short")
        .push(concat!(
            r#" END) FROM "artist" "#,
            r#"INNER JOIN "album" ON "album"."artist_id" = "artist"."artist_id" "#,
            r#"INNER JOIN "track" ON "track"."album_id" = "album"."album_id" "#,
            r#"GROUP BY "artist"."name", "album"."title" HAVING COUNT("track"."track_id") > "#,
        ))
        .push_bind(input.least)
        .push(r#" ORDER BY SUM("track"."milliseconds") DESC"#);
    finish(query)
}

pub fn q4(input: &Input) -> Built {
    let mut query = QueryBuilder::new(concat!(
        r#"WITH "prolific" AS (SELECT "artist_id", COUNT("album_id") AS "albums" "#,
        r#"FROM "album" GROUP BY "artist_id"), "#,
        r#""grown" AS (SELECT "name", "country", "age" FROM "customer" WHERE "active" = "#,
    ));
    query
        .push_bind(input.active)
        .push(r#" AND "age" > "#)
        .push_bind(input.age)
        .push(concat!(
            r#") SELECT "grown"."name", ROW_NUMBER() OVER (PARTITION BY "grown"."country" "#,
            r#"ORDER BY "grown"."age" DESC) AS "place" FROM "grown" WHERE EXISTS "#,
            r#"(SELECT "artist"."artist_id" FROM "artist" WHERE "#,
            r#""artist"."name" = "grown"."name" AND "artist"."artist_id" > "#,
        ))
        .push_bind(input.id)
        .push(concat!(
            r#") UNION ALL (SELECT "artist"."name", "prolific"."albums" FROM "artist" "#,
            r#"INNER JOIN "prolific" ON "prolific"."artist_id" = "artist"."artist_id" "#,
            r#"WHERE "prolific"."albums" > "#,
        ))
        .push_bind(input.least)
        .push(")");
    finish(query)
}

const INSERT: &str =
    r#"INSERT INTO "customer" ("id", "name", "email", "country", "active", "age") "#;

fn row(mut values: Separated<'_, Postgres, &'static str>, row: &Customer) {
    values
        .push_bind(row.id)
        .push_bind(&*row.name)
        .push_bind(&*row.email)
        .push_bind(&*row.country)
        .push_bind(row.active)
        .push_bind(row.age);
}

pub fn q5(input: &Input) -> Built {
    let mut query = QueryBuilder::new(INSERT);
    query.push_values([&input.customer], row).push(r#" RETURNING "id""#);
    finish(query)
}

pub fn q6(input: &Input) -> Built {
    let mut query = QueryBuilder::new(INSERT);
    query.push_values(&input.customers, row).push(r#" ON CONFLICT ("id") DO UPDATE SET "#);
    let mut set = query.separated(", ");
    for column in ["name", "email", "country", "active", "age"] {
        set.push(format_args!(r#""{column}" = "excluded"."{column}""#));
    }
    finish(query)
}

pub fn q7(input: &Input) -> Built {
    let mut query = QueryBuilder::new(r#"SELECT "id" FROM "customer" WHERE "#);
    let mut conditions = query.separated(" AND ");
    for (age, name) in &input.conditions {
        conditions
            .push(r#""age" > "#)
            .push_bind_unseparated(*age)
            .push(r#""name" = "#)
            .push_bind_unseparated(&**name);
    }
    finish(query)
}
