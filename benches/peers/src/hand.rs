//! No library: `write!` into a String, owned parameters in a Vec.

use std::fmt::Write;

use crate::{Built, Customer, Input, Peer, built};

pub const PEER: Peer = Peer {
    name: "hand",
    queries: [Some(q1), Some(q2), Some(q3), Some(q4), Some(q5), Some(q6), Some(q7)],
    prepared: [None; 7],
};

// Nothing reads the values: there is no driver here.
#[allow(dead_code)]
enum Param {
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
}

impl From<bool> for Param {
    fn from(value: bool) -> Self {
        Param::Bool(value)
    }
}

impl From<i64> for Param {
    fn from(value: i64) -> Self {
        Param::Int(value)
    }
}

impl From<f64> for Param {
    fn from(value: f64) -> Self {
        Param::Float(value)
    }
}

impl From<&str> for Param {
    fn from(value: &str) -> Self {
        Param::Text(value.to_owned())
    }
}

#[derive(Default)]
struct Sql {
    text: String,
    params: Vec<Param>,
}

impl Sql {
    /// Writes text that ends in a parameter.
    fn bind(&mut self, before: &str, value: impl Into<Param>) -> &mut Self {
        self.params.push(value.into());
        write!(self.text, "{before}${}", self.params.len()).expect("a String takes all");
        self
    }

    fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    fn row(&mut self, row: &Customer) -> &mut Self {
        self.bind("(", row.id)
            .bind(", ", &*row.name)
            .bind(", ", &*row.email)
            .bind(", ", &*row.country)
            .bind(", ", row.active)
            .bind(", ", row.age)
            .push(")")
    }

    fn finish(self) -> Built {
        let count = self.params.len();
        built(self.text, self.params, count)
    }
}

pub fn q1(input: &Input) -> Built {
    let mut sql = Sql::default();
    sql.bind(r#"SELECT "id", "name", "email" FROM "customer" WHERE "id" = "#, input.id);
    sql.finish()
}

pub fn q2(input: &Input) -> Built {
    let mut sql = Sql::default();
    sql.bind(
        r#"SELECT "id", "name", "email", "country", "age" FROM "customer" WHERE ("active" = "#,
        input.active,
    )
    .bind(r#" OR "age" > "#, input.age)
    .bind(r#") AND "name" LIKE "#, &*input.pattern)
    .push(r#" AND "country" IN ("#);
    for (i, country) in input.countries.iter().enumerate() {
        sql.bind(if i == 0 { "" } else { ", " }, &**country);
    }
    sql.bind(r#") ORDER BY "name" ASC, "id" DESC LIMIT "#, input.limit)
        .bind(" OFFSET ", input.offset);
    sql.finish()
}

pub fn q3(input: &Input) -> Built {
    let mut sql = Sql::default();
    sql.bind(
        concat!(
            r#"SELECT "artist"."name", "album"."title", COUNT("track"."track_id"), "#,
            r#"SUM("track"."milliseconds"), COALESCE(SUM("track"."unit_price"), "#,
        ),
        0.0,
    )
    .bind(r#"), (CASE WHEN (COUNT("track"."track_id") > "#, 10)
    .bind(") THEN ", "long")
    .bind(" ELSE ", "short")
    .bind(
        concat!(
            r#" END) FROM "artist" "#,
            r#"INNER JOIN "album" ON "album"."artist_id" = "artist"."artist_id" "#,
            r#"INNER JOIN "track" ON "track"."album_id" = "album"."album_id" "#,
            r#"GROUP BY "artist"."name", "album"."title" HAVING COUNT("track"."track_id") > "#,
        ),
        input.least,
    )
    .push(r#" ORDER BY SUM("track"."milliseconds") DESC"#);
    sql.finish()
}

pub fn q4(input: &Input) -> Built {
    let mut sql = Sql::default();
    sql.bind(
        concat!(
            r#"WITH "prolific" AS (SELECT "artist_id", COUNT("album_id") AS "albums" "#,
            r#"FROM "album" GROUP BY "artist_id"), "#,
            r#""grown" AS (SELECT "name", "country", "age" FROM "customer" WHERE "active" = "#,
        ),
        input.active,
    )
    .bind(r#" AND "age" > "#, input.age)
    .bind(
        concat!(
            r#") SELECT "grown"."name", ROW_NUMBER() OVER (PARTITION BY "grown"."country" "#,
            r#"ORDER BY "grown"."age" DESC) AS "place" FROM "grown" WHERE EXISTS "#,
            r#"(SELECT "artist"."artist_id" FROM "artist" WHERE "#,
            r#""artist"."name" = "grown"."name" AND "artist"."artist_id" > "#,
        ),
        input.id,
    )
    .bind(
        concat!(
            r#") UNION ALL (SELECT "artist"."name", "prolific"."albums" FROM "artist" "#,
            r#"INNER JOIN "prolific" ON "prolific"."artist_id" = "artist"."artist_id" "#,
            r#"WHERE "prolific"."albums" > "#,
        ),
        input.least,
    )
    .push(")");
    sql.finish()
}

const INSERT: &str = concat!(
    r#"INSERT INTO "customer" ("id", "name", "email", "country", "active", "age") "#,
    "VALUES ",
);

pub fn q5(input: &Input) -> Built {
    let mut sql = Sql::default();
    sql.push(INSERT).row(&input.customer).push(r#" RETURNING "id""#);
    sql.finish()
}

pub fn q6(input: &Input) -> Built {
    let mut sql = Sql::default();
    sql.push(INSERT);
    for (i, row) in input.customers.iter().enumerate() {
        sql.push(if i == 0 { "" } else { ", " }).row(row);
    }
    sql.push(r#" ON CONFLICT ("id") DO UPDATE SET "#);
    for (i, column) in ["name", "email", "country", "active", "age"].into_iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        write!(sql.text, r#"{comma}"{column}" = "excluded"."{column}""#)
            .expect("a String takes all");
    }
    sql.finish()
}

pub fn q7(input: &Input) -> Built {
    let mut sql = Sql::default();
    sql.push(r#"SELECT "id" FROM "customer""#);
    for (i, (age, name)) in input.conditions.iter().enumerate() {
        sql.push(if i == 0 { " WHERE " } else { " AND " })
            .bind(r#""age" > "#, *age)
            .bind(r#" AND "name" = "#, &**name);
    }
    sql.finish()
}
