//! Values: every kind on every database, bound, stored, read, compared and printed.
//!
//! `table/` states what becomes of each edge; a test for each database holds it to that, and
//! `docs/types.md` is written from it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here fails a test, in helpers too"
)]

mod case;
mod check;
mod database;
mod page;
mod table;

use database::{Database, Db};

/// A test for each database, in a module of its name: where a server can't be had, its tests are
/// left out by that name.
macro_rules! on_each {
    ($($module:ident: $db:ident,)+) => {$(
        mod $module {
            use super::{Database, Db, check};

            #[test]
            fn every_value_is_what_the_table_says() {
                check::every_value(&Database::new(Db::$db));
            }

            #[test]
            fn a_null_of_every_kind_is_null() {
                check::nulls(&Database::new(Db::$db));
            }

            #[test]
            fn what_a_rust_type_cannot_hold_is_refused_on_decode() {
                check::decode(&Database::new(Db::$db));
            }
        }
    )+};
}

on_each! {
    sqlite: Sqlite3,
    postgres: Postgres15,
    postgres18: Postgres18,
    mariadb: MariaDb10,
    mysql: MySql9,
}

#[test]
fn the_page_is_what_the_table_says() {
    page::check();
}

/// A column of floats would round what a parameter of integers is.
#[test]
fn an_integer_stands_for_a_float_if_it_is_one() {
    use aludel::prelude::*;

    let price = col("price").typed::<Float>();
    for (v, fine) in [(1_i64 << 53, true), (-7, true), ((1 << 53) + 1, false), (i64::MAX, false)] {
        for db in database::ALL {
            let query = select(price.clone()).from(table("t")).filter(price.lt(v));
            match query.to_sql(&*db.dialect()) {
                Ok(sql) => assert!(fine && sql.params() == [v.into()], "{v}: {sql}"),
                Err(error) => {
                    assert!(!fine && error.kind() == aludel::ErrorKind::Parameter, "{error:?}");
                    assert!(error.to_string().contains("give a float"), "{error}");
                }
            }
        }
    }
}

/// Where intervals are text, what orders them is refused; whether they are equal is not.
#[test]
fn intervals_that_are_text_are_not_ordered() {
    use aludel::prelude::*;

    let build = Table::build("t").primary_key("id", SqlType::BigInt);
    let t = build.nullable("i", SqlType::Interval).finish();
    let (i, day) = (t.col("i"), Interval::new(0, 1, 0));
    let all = || select(t.col("id")).from(&t);
    let ordered: [Box<dyn Compile>; 6] = [
        Box::new(all().filter(i.ge(day))),
        Box::new(all().filter(t.col("id").gt(0).and(value(day).lt(&i)))),
        Box::new(all().filter(i.between(Interval::ZERO, day))),
        Box::new(all().order_by(i.desc().nulls_last())),
        Box::new(select(min(&i)).from(&t)),
        Box::new(all().filter(table("t").col("i").le(bind("i").typed::<Interval>()))),
    ];
    for db in database::ALL {
        let dialect = db.dialect();
        for statement in &ordered {
            match statement.to_sql(&*dialect) {
                Ok(sql) => assert!(database::POSTGRES.contains(db), "{db:?}: {sql}"),
                Err(error) => {
                    assert!(!database::POSTGRES.contains(db), "{db:?}: {error:?}");
                    assert_eq!(error.kind(), aludel::ErrorKind::Unsupported);
                    assert!(error.to_string().contains("microseconds as BigInt"), "{error}");
                }
            }
        }
        let equal = all().filter(i.eq(day)).to_sql(&*dialect);
        assert!(equal.is_ok(), "{equal:?}");
    }
}
