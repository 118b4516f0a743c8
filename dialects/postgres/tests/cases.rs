//! Statements, the SQL that they become, and the rows that they give.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind;
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses, Sql};
use aludel_postgres::Postgres;
use common::{Database, run, sql};

aludel::table! {
    pub const ARTIST = "artist" {
        artist_id: Integer [primary_key],
        name: Nullable<Varchar(120)>,
    }
}

aludel::table! {
    pub const ALBUM = "album" {
        album_id: Integer [primary_key],
        title: Varchar(160),
        artist_id: Integer [references(ARTIST.artist_id)],
        year: Nullable<Integer>,
        price: Double,
    }
}

fn open(db: &Database) -> PooledConnection {
    let mut conn = db.connect();
    conn.create_all(&[ARTIST.into(), ALBUM.into()]).unwrap();
    conn.execute(&insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name)).rows([
        (1, Some("AC/DC")),
        (2, Some("Accept")),
        (3, Some("Björk")),
        (4, None),
    ]))
    .unwrap();
    let all = (ALBUM.album_id, ALBUM.title, ALBUM.artist_id, ALBUM.year, ALBUM.price);
    conn.execute(&insert(ALBUM).columns(all).rows([
        (1, "For Those About To Rock", 1, Some(1981), 1.5),
        (2, "Balls to the Wall", 2, Some(1983), 2.0),
        (3, "100% Rock_n_Roll\\", 1, None, 0.25),
        (4, "Homogenic", 3, Some(1997), 4.0),
    ]))
    .unwrap();
    conn
}

fn fetch(conn: &mut PooledConnection, sql: &Sql) -> aludel::Result<Vec<String>> {
    let mut rows = Vec::new();
    conn.driver().query_with(sql.text(), sql.params(), &mut |cursor| {
        while cursor.advance()? {
            let cells = (0..cursor.width())
                .map(|i| cursor.get(i).map(|cell| format!("{:?}", cell.to_value())))
                .collect::<aludel::Result<Vec<_>>>()?;
            rows.push(cells.join(" "));
        }
        Ok(())
    })?;
    Ok(rows)
}

type Case = (Box<dyn Compile>, &'static str, &'static [&'static str]);

fn case(
    statement: impl Compile + 'static,
    sql: &'static str,
    rows: &'static [&'static str],
) -> Case {
    (Box::new(statement), sql, rows)
}

fn check(db: &Database, cases: Vec<Case>) {
    let mut conn = open(db);
    for (statement, expected, rows) in cases {
        let minimal = statement.to_sql(&Postgres).unwrap();
        assert_eq!(minimal.text(), expected);
        let ways = [
            (false, Parentheses::Minimal),
            (false, Parentheses::Full),
            (true, Parentheses::Minimal),
        ];
        for (literal, parentheses) in ways {
            let way = statement.to_sql_with(&Postgres, Options { literal, parentheses }).unwrap();
            conn.driver().begin().unwrap();
            let found = fetch(&mut conn, &way).unwrap_or_else(|error| panic!("{way}: {error:?}"));
            conn.driver().rollback().unwrap();
            assert_eq!(found, rows, "{way}");
        }
    }
}

fn titles(cond: Cond, sql: &'static str, rows: &'static [&'static str]) -> Case {
    case(select(ALBUM.album_id).filter(cond).order_by(ALBUM.album_id), sql, rows)
}

macro_rules! titles {
    ($condition:literal) => {
        concat!(
            r#"SELECT "album"."album_id" FROM "album" WHERE "#,
            $condition,
            r#" ORDER BY "album"."album_id""#
        )
    };
}

#[test]
fn predicates() {
    let Some(db) = Database::new() else { return };
    check(
        &db,
        vec![
            titles(
                ALBUM.title.contains("Rock_n"),
                titles!(r#""album"."title" LIKE $1 ESCAPE '!'"#),
                &["3"],
            ),
            titles(
                ALBUM.title.contains("rock"),
                titles!(r#""album"."title" LIKE $1 ESCAPE '!'"#),
                &[],
            ),
            titles(
                ALBUM.title.icontains("rOCK"),
                titles!(r#""album"."title" ILIKE $1 ESCAPE '!'"#),
                &["1", "3"],
            ),
            titles(
                !ALBUM.title.istarts_with("h"),
                titles!(r#""album"."title" NOT ILIKE $1 ESCAPE '!'"#),
                &["1", "2", "3"],
            ),
            titles(
                ALBUM.title.ends_with("\\"),
                titles!(r#""album"."title" LIKE $1 ESCAPE '!'"#),
                &["3"],
            ),
            titles(
                ALBUM.title.like("%\\"),
                titles!(r#""album"."title" LIKE $1 ESCAPE ''"#),
                &["3"],
            ),
            titles(
                ALBUM.year.is_distinct_from(1981),
                titles!(r#""album"."year" IS DISTINCT FROM $1"#),
                &["2", "3", "4"],
            ),
            titles(
                ALBUM.album_id.in_([1, 3]),
                titles!(r#""album"."album_id" IN ($1, $2)"#),
                &["1", "3"],
            ),
            titles(ALBUM.album_id.in_(Vec::<i64>::new()), titles!("FALSE"), &[]),
            titles(
                ALBUM.year.is_null().eq(value(true).typed::<Bool>()),
                titles!(r#"("album"."year" IS NULL) = $1"#),
                &["3"],
            ),
            titles(
                ALBUM.price.gt(1).and(ALBUM.year.lt(1_i64 << 40)),
                titles!(r#""album"."price" > $1 AND "album"."year" < $2"#),
                &["1", "2", "4"],
            ),
        ],
    );
}

#[test]
fn parameters_without_a_context_get_a_type() {
    let Some(db) = Database::new() else { return };
    let two = || value(2).typed::<Int>();
    check(
        &db,
        vec![
            case(
                select((value(1), value("x"), value(1.5), value(true))),
                "SELECT CAST($1 AS bigint), $2, CAST($3 AS double precision), CAST($4 AS boolean)",
                &["1 \"x\" 1.5 true"],
            ),
            case(select(two() + 3), "SELECT CAST($1 AS bigint) + CAST($2 AS bigint)", &["5"]),
            case(select(two().eq(2)), "SELECT CAST($1 AS bigint) = $2", &["true"]),
            case(
                select(value(None::<i64>).is_null()),
                "SELECT CAST($1 AS bigint) IS NULL",
                &["true"],
            ),
            case(select(value("x").is_null()), "SELECT CAST($1 AS text) IS NULL", &["false"]),
            case(select(count(value(1))), "SELECT count(CAST($1 AS bigint))", &["1"]),
            case(select(two().in_([1, 2])), "SELECT CAST($1 AS bigint) IN ($2, $3)", &["true"]),
            case(
                select(two().between(1, 3)),
                "SELECT CAST($1 AS bigint) BETWEEN $2 AND $3",
                &["true"],
            ),
            case(select(-two()), "SELECT -CAST($1 AS bigint)", &["-2"]),
            case(
                select(coalesce(value(None::<i64>).typed::<Nullable<Int>>(), 7)),
                "SELECT coalesce(CAST($1 AS bigint), CAST($2 AS bigint))",
                &["7"],
            ),
            case(select(func("chr", (65,))), "SELECT chr(CAST($1 AS integer))", &["\"A\""]),
            case(
                select(func("concat", ("a", 1))),
                "SELECT concat(CAST($1 AS text), CAST($2 AS bigint))",
                &["\"a1\""],
            ),
            case(
                select(sum(aludel::prelude::case(ALBUM.year.gt(1982), 1).otherwise(0))).from(ALBUM),
                r#"SELECT sum(CASE WHEN "album"."year" > $1 THEN CAST($2 AS bigint) ELSE CAST($3 AS bigint) END) FROM "album""#,
                &["2"],
            ),
            case(
                select(substring(ALBUM.title, 1, 4)).filter(ALBUM.album_id.eq(2)),
                r#"SELECT substr("album"."title", $1, $2) FROM "album" WHERE "album"."album_id" = $3"#,
                &["\"Ball\""],
            ),
        ],
    );
}

#[test]
fn arithmetic() {
    let Some(db) = Database::new() else { return };
    let of = |expr: Expr<Any>| select(expr).from(ALBUM).filter(ALBUM.album_id.eq(2));
    let dec = |text: &str| text.parse::<Decimal>().unwrap();
    macro_rules! one {
        ($expr:literal) => {
            concat!("SELECT ", $expr, r#" FROM "album" WHERE "album"."album_id" = $2"#)
        };
    }
    check(
        &db,
        vec![
            case(of((ALBUM.year / 2).typed()), one!(r#""album"."year" / $1"#), &["991"]),
            case(
                of((ALBUM.year * dec("1.5")).typed()),
                one!(r#""album"."year" * CAST($1 AS numeric)"#),
                &["2974.5"],
            ),
            case(
                of((ALBUM.year / dec("2")).typed()),
                one!(r#""album"."year" * 1.0 / CAST($1 AS numeric)"#),
                &["991.5000000000000000"],
            ),
            case(
                of((ALBUM.price / 3).typed()),
                one!(r#""album"."price" * 1.0 / $1"#),
                &["0.6666666666666666"],
            ),
            case(of((ALBUM.year % 100).typed()), one!(r#""album"."year" % $1"#), &["83"]),
            case(of(ALBUM.year.bit_xor(1).typed()), one!(r#""album"."year" # $1"#), &["1982"]),
            case(
                of(ALBUM.year.shift_left(1).typed()),
                one!(r#""album"."year" << CAST($1 AS integer)"#),
                &["3966"],
            ),
            case(of((-(ALBUM.year + 1)).typed()), one!(r#"-("album"."year" + $1)"#), &["-1984"]),
            case(
                of(round(ALBUM.price, 1).typed()),
                one!(r#"round(CAST("album"."price" AS numeric), $1)"#),
                &["2.0"],
            ),
            case(
                of(Expr::<Any>::new(aludel::ast::Node::infix(
                    "->>",
                    sql("'[5, 6]'::jsonb").typed::<Any>().into_node(),
                    1.into_node_any(),
                ))),
                one!(r#"('[5, 6]'::jsonb) ->> CAST($1 AS INTEGER)"#),
                &["\"6\""],
            ),
        ],
    );
}

/// A value as a node.
trait IntoNodeAny {
    fn into_node_any(self) -> aludel::ast::Node;
}

impl IntoNodeAny for i64 {
    fn into_node_any(self) -> aludel::ast::Node {
        aludel::ast::Node::value(self)
    }
}

#[test]
fn clauses() {
    let Some(db) = Database::new() else { return };
    check(
        &db,
        vec![
            case(
                select(ALBUM.album_id).order_by(ALBUM.year.desc().nulls_last()).limit(2).offset(1),
                r#"SELECT "album"."album_id" FROM "album" ORDER BY "album"."year" DESC NULLS LAST LIMIT $1 OFFSET $2"#,
                &["2", "1"],
            ),
            case(
                select((ARTIST.name, count(ALBUM.album_id).label("n")))
                    .from(ARTIST.left_join(ALBUM))
                    .group_by(ARTIST.name)
                    .having(count(ALBUM.album_id).gt(1)),
                r#"SELECT "artist"."name", count("album"."album_id") AS "n" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."artist_id" GROUP BY "artist"."name" HAVING count("album"."album_id") > $1"#,
                &["\"AC/DC\" 2"],
            ),
            case(
                insert(ARTIST)
                    .columns((ARTIST.artist_id, ARTIST.name))
                    .values((9, "new"))
                    .returning(ARTIST.name),
                r#"INSERT INTO "artist" ("artist_id", "name") VALUES ($1, $2) RETURNING "artist"."name""#,
                &["\"new\""],
            ),
            case(
                update(ALBUM)
                    .set(ALBUM.price, ALBUM.price * 2.0)
                    .filter(ALBUM.album_id.eq(1))
                    .returning(ALBUM.price),
                r#"UPDATE "album" SET "price" = "album"."price" * CAST($1 AS double precision) WHERE "album"."album_id" = $2 RETURNING "album"."price""#,
                &["3.0"],
            ),
            case(
                delete(ALBUM).filter(ALBUM.album_id.eq(1)).returning(ALBUM.album_id),
                r#"DELETE FROM "album" WHERE "album"."album_id" = $1 RETURNING "album"."album_id""#,
                &["1"],
            ),
        ],
    );
}

#[test]
fn tables() {
    let Some(db) = Database::new() else { return };
    let create = aludel::schema::CreateTable::new(ALBUM).to_sql(&Postgres).unwrap();
    assert_eq!(
        create.text(),
        r#"CREATE TABLE "album" ("album_id" INTEGER NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "title" VARCHAR(160) NOT NULL, "artist_id" INTEGER NOT NULL, "year" INTEGER, "price" DOUBLE PRECISION NOT NULL, FOREIGN KEY ("artist_id") REFERENCES "artist" ("artist_id"))"#
    );
    let mut conn = db.connect();
    conn.create_all(&[ARTIST.into(), ALBUM.into()]).unwrap();
    conn.create_all(&[ARTIST.into(), ALBUM.into()]).unwrap();
    for id in 1..3 {
        let q = insert(ARTIST).set(ARTIST.name, "x").returning(ARTIST.artist_id);
        assert_eq!(conn.fetch_one(&q).unwrap(), id);
    }
    conn.execute(&insert(table("artist")).default_values()).unwrap();
    conn.drop_all(&[ARTIST.into(), ALBUM.into()]).unwrap();
    run(&mut conn, &["SELECT 1"]);
}

#[test]
fn names_that_the_server_would_cut_are_refused() {
    let long = "x".repeat(64);
    let error = select(table("t").col(&long)).from(table("t")).to_sql(&Postgres).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("has 64 bytes, and 63 are the most"), "{error}");
    let fits = "é".repeat(31);
    assert!(select_from(table(&*fits)).to_sql(&Postgres).is_ok());
    aludel::table! {
        const LONG = "a_table_whose_name_is_so_long_that_postgresql_would_cut_it_in_silence" {
            id: Integer [primary_key],
        }
    }
    assert!(select(LONG.id).to_sql(&Postgres).is_err());
}

#[test]
fn what_has_no_equal_is_refused() {
    for (statement, says) in [
        (select(ALBUM.title.cast_as(SqlType::Blob)).to_sql(&Postgres), "convert_to"),
        (select(func("count", (ALBUM.year, ALBUM.price)).distinct()).to_sql(&Postgres), "DISTINCT"),
    ] {
        let error = statement.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error:?}");
        assert!(error.to_string().contains(says), "{error}");
    }
}
