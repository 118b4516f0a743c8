//! What other libraries got wrong on real databases. Each case has its bug's name.

use aludel::ErrorKind;
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

use crate::harness::{case, refused, rows, run};
use crate::shop::{self, ALBUM, ARTIST, TRACK};

#[test]
fn wrong_rows() {
    let (a, b, c) = (TRACK.live, TRACK.seconds.gt(250), TRACK.price.lt(2));
    let by = |condition: Cond| select(TRACK.track_id).filter(condition).order_by(TRACK.track_id);
    let float = literal(1.0).typed::<Float>();
    run([
        case("(a + 1) * 2 without its parentheses", select((literal(3).typed::<Int>() + 1) * 2))
            .both("SELECT (3 + ?) * ?")
            .rows(rows![(8)]),
        case("c AND (a OR b) without its parentheses", by(c.and(a.or(&b))))
            .both(
                r#"SELECT "track"."track_id" FROM "track" WHERE "track"."price" < ? AND ("track"."live" OR "track"."seconds" > ?) ORDER BY "track"."track_id""#,
            )
            .rows(rows![(1), (2)]),
        case("1.0/2 printed as 1/2", select((float / 2, literal(1e300), literal(-0.0), literal(1e16))))
            .ansi("SELECT 1.0 / ?, 1e300, -0.0, 1e16")
            .sqlite("SELECT CAST(1.0 AS REAL) / ?, 1e300, -0.0, 1e16")
            .rows(rows![(0.5, 1e300, -0.0, 1e16)]),
        case(".eq(None) as = NULL", select(ARTIST.artist_id).filter(ARTIST.name.eq(None::<&str>)))
            .both(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" IS NULL"#)
            .rows(rows![(4)]),
        case("NOT IN a list with NULL finds nothing", select(ALBUM.album_id).filter(ALBUM.year.not_in([Some(1981), None])).order_by(ALBUM.album_id))
            .both(
                r#"SELECT "album"."album_id" FROM "album" WHERE "album"."year" NOT IN (?) AND "album"."year" IS NOT NULL ORDER BY "album"."album_id""#,
            )
            .rows(rows![(2), (4)]),
        case("ORDER BY and LIMIT of a subquery move to the whole", {
            let first = select(TRACK.seconds.label("s")).order_by(TRACK.track_id).limit(1).subquery("first");
            select(first.col("s")).from(&first)
        })
        .both(
            r#"SELECT "first"."s" FROM (SELECT "track"."seconds" AS "s" FROM "track" ORDER BY "track"."track_id" LIMIT ?) AS "first""#,
        )
        .rows(rows![(263)]),
    ]);
}

#[test]
fn invalid_sql() {
    let nobody = Vec::<i64>::new();
    run([
        case("OFFSET without LIMIT", select(ARTIST.artist_id).order_by(ARTIST.artist_id).offset(3))
            .ansi(
                r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY "artist"."artist_id" OFFSET ?"#,
            )
            .sqlite(
                r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY "artist"."artist_id" LIMIT -1 OFFSET ?"#,
            )
            .rows(rows![(4)]),
        case("empty IN", select(ARTIST.artist_id).filter(ARTIST.artist_id.in_(nobody)))
            .both(r#"SELECT "artist"."artist_id" FROM "artist" WHERE FALSE"#)
            .params([])
            .rows(rows![]),
        case("infinity as a literal", select((literal(f64::INFINITY), literal(f64::NEG_INFINITY))))
            .sqlite("SELECT 9e999, -9e999")
            .rows(rows![(f64::INFINITY, f64::NEG_INFINITY)]),
        case("5 - -1 as a comment", select(literal(5).typed::<Int>() - literal(-1).typed::<Int>()))
            .both("SELECT 5 - -1")
            .rows(rows![(6)]),
        case("1 || (2 * 3) without its parentheses", select(literal(1).typed::<Text>().concat((literal(2).typed::<Int>() * 3).typed::<Text>())))
            .ansi("SELECT 1 || 2 * ?")
            .sqlite("SELECT 1 || (2 * ?)")
            .rows(rows![("16")]),
    ]);
}

#[test]
fn nan_as_a_literal() {
    refused(&select(literal(f64::NAN)), ErrorKind::Unsupported, &["NaN", "bind"]);
}

/// u64::MAX stored as -1, and u64 into NUMERIC stored as 0.
#[test]
fn large_unsigned_integers_change() -> aludel::Result<()> {
    let amount = Table::build("amount")
        .nullable("n", SqlType::BigInt)
        .nullable("d", SqlType::Decimal(Some((20, 0))))
        .finish();
    let mut conn = shop::open();
    conn.create_all(&[(&amount).into()])?;
    for column in ["n", "d"] {
        let error = conn.execute(&insert(&amount).set(column, u64::MAX)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Parameter, "{error:?}");
    }
    let literal_error = select(literal(u64::MAX)).to_sql(&Sqlite).unwrap_err();
    assert_eq!(literal_error.kind(), ErrorKind::Unsupported, "{literal_error:?}");

    conn.execute(&insert(&amount).set("d", Decimal::from(u64::MAX)).set("n", 7_u64))?;
    let row = conn.fetch_one(&select_from(&amount))?;
    assert_eq!(row.values(), [Value::Int(7), Value::Decimal(u64::MAX.into())]);
    Ok(())
}

#[test]
fn decimals_through_f64() -> aludel::Result<()> {
    let exact: Decimal = "12345678901234567890.123456789012345678901234567890".parse()?;
    let amount = Table::build("amount").column("d", SqlType::Decimal(None)).finish();
    let mut conn = shop::open();
    conn.create_all(&[(&amount).into()])?;
    conn.execute(&insert(&amount).set("d", &exact))?;
    let found = select(amount.col("d").typed::<Decimal>()).filter(amount.col("d").eq(&exact));
    assert_eq!(conn.fetch_scalar(&found)?, exact);
    let above = select(count_all()).from(&amount).filter(amount.col("d").gt(value(exact.clone())));
    assert_eq!(conn.fetch_scalar(&above)?, 0);
    Ok(())
}

/// Three rows of defaults inserted one.
#[test]
fn default_values_three_times() {
    refused(
        &insert(ARTIST).default_values().default_values().default_values(),
        ErrorKind::Invalid,
        &["DEFAULT VALUES"],
    );
}

/// What is not supported was dropped in silence.
#[test]
fn returning_dropped_where_unsupported() {
    let old = Sqlite::v(3, 34);
    let statements: [Box<dyn Compile>; 3] = [
        Box::new(insert(ARTIST).set(ARTIST.name, "x").returning(ARTIST.artist_id)),
        Box::new(update(ARTIST).set(ARTIST.name, "x").all_rows().returning(ARTIST.artist_id)),
        Box::new(delete(ARTIST).all_rows().returning(ARTIST.artist_id)),
    ];
    for statement in statements {
        let error = statement.to_sql(&old).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error:?}");
        assert_eq!(error.dialect(), Some("sqlite 3.34"));
        assert_eq!(error.place(), Some("RETURNING"));
        assert!(statement.to_sql(&Sqlite::v(3, 35)).is_ok());
    }
}

/// Names that can't be quoted were pasted.
#[test]
fn injection_through_names() {
    let evil = "x); DROP TABLE artist; --";
    refused(&select(func(evil, 1)), ErrorKind::Invalid, &[evil, "a function", "Trusted"]);
    let ty = SqlType::Named(evil.into());
    refused(&select(value(1).cast_as(ty.clone())), ErrorKind::Invalid, &[evil, "a type"]);
    let t = Table::build("t").column("c", ty).finish();
    refused(
        &aludel::schema::CreateTable::new(&t),
        ErrorKind::Invalid,
        &[evil, "a type", "CREATE TABLE"],
    );
}

#[test]
fn panic_on_too_few_values() {
    let short = insert(ARTIST).columns(vec!["artist_id", "name"]).rows([vec![value(1)]]);
    refused(&short, ErrorKind::Invalid, &["a row has 1 values for 2 columns"]);
    // Nor does a short row take its values from the next one.
    let shifted = insert(ARTIST)
        .columns(vec!["artist_id", "name"])
        .rows([vec![value(7)], vec![value("Can"), value(8), value("Neu!")]]);
    refused(&shifted, ErrorKind::Invalid, &["a row has 1 values for 2 columns"]);
}

/// rusqlite takes too few parameters in silence.
#[test]
fn parameters_are_counted() {
    let mut conn = shop::open();
    for sql in [sql!("SELECT ?"), sql!("SELECT {1}, ?2, ?3")] {
        let error = conn.fetch_all(&sql).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Parameter, "{error:?}");
        assert!(error.help().is_some());
    }
}
