//! Lists that compiled statements get when they run.

use aludel::ErrorKind::{Invalid, Parameter, Unsupported};
use aludel::ast::{Bind, Node, Shared};
use aludel::dialect::{Ansi, Dialect, Features, Placeholder, Powers};
use aludel::prelude::*;
use aludel::testing::shop::{ALBUM, TRACK};
use aludel::value::{Array as ArrayValue, Kind};
use aludel_mysql::MySql;
use aludel_postgres::Postgres;
use aludel_sqlite::Sqlite;

use crate::servers::{Server, on_every_server, open};
use crate::things::{NAMES, THING, columns_of_things, store_things};

on_every_server!(
    every_kind_and_length,
    among_other_parameters,
    within_each_other,
    longer_than_the_parameters,
    in_changes,
    in_many_runs,
    no_lists
);

/// One statement finds with each list what a statement of that list finds.
fn every_kind_and_length(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let rows = store_things(&mut conn);
    let columns = columns_of_things();
    for (i, name) in NAMES.into_iter().enumerate() {
        let column = Expr::<Any>::new(columns[i].clone());
        let ids = select(THING.id).from(THING).order_by(THING.id);
        let present = rows.iter().map(|row| row[i].clone()).filter(|value| !value.is_null());
        let present = present.collect::<Vec<_>>();
        let mut within = conn.compile(&ids.clone().filter(column.in_(bind_list("l")))).unwrap();
        let mut without = conn.compile(&ids.clone().filter(column.not_in(bind_list("l")))).unwrap();
        // As one parameter, where it can be.
        let long = present[1..].iter().cycle().take(1_500).cloned().collect::<Vec<_>>();
        for list in [&present[..1], &long, &present[..], &[], &long, &present[1..]] {
            let list = list.to_vec();
            let found =
                conn.fetch_all(within.bind("l", ArrayValue::of(list.clone())).unwrap()).unwrap();
            let plain = ids.clone().filter(column.in_(list.clone()));
            assert_eq!(found, conn.fetch_all(&plain).unwrap(), "{name} in {list:?}");
            let found =
                conn.fetch_all(without.bind("l", ArrayValue::of(list.clone())).unwrap()).unwrap();
            let plain = ids.clone().filter(column.not_in(list.clone()));
            assert_eq!(found, conn.fetch_all(&plain).unwrap(), "{name} not in {list:?}");
        }
    }
}

/// What stands behind a list moves with it.
fn among_other_parameters(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let given = |names: &[&str], years: &[i32], most: i64| {
        select(ALBUM.album_id)
            .from(ALBUM)
            .filter(any([ALBUM.title.in_(names), ALBUM.year.in_(years), ALBUM.title.eq("x")]))
            .filter(ALBUM.year.in_(years).or(ALBUM.album_id.lt(most)))
            .order_by(ALBUM.album_id)
    };
    let (names, years) = (|| bind_list("names"), || bind_list("years"));
    let query = select(ALBUM.album_id)
        .from(ALBUM)
        .filter(any([ALBUM.title.in_(names()), ALBUM.year.in_(years()), ALBUM.title.eq("x")]))
        .filter(ALBUM.year.in_(years()).or(ALBUM.album_id.lt(bind("most"))))
        .order_by(ALBUM.album_id);
    let mut compiled = conn.compile(&query).unwrap();
    assert_eq!(compiled.sql().names(), ["names", "years", "most"]);
    let titles = conn.fetch_all(&select(ALBUM.title).from(ALBUM).order_by(ALBUM.album_id)).unwrap();
    let titles = titles.iter().map(String::as_str).collect::<Vec<_>>();
    let mut seen = 0;
    for (names, years, most) in [
        (&titles[..2], &[1970, 1971, 1999][..], 3),
        (&[], &[2001], 9),
        (&titles[..], &[], 2),
        (&titles[1..2], &[1970, 1975], 4),
        (&[], &[], 9),
    ] {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        compiled.bind("years", years.to_vec()).unwrap();
        compiled.bind("most", most).unwrap().bind("names", owned(names)).unwrap();
        let found = conn.fetch_all(&compiled).unwrap();
        assert_eq!(
            found,
            conn.fetch_all(&given(names, years, most)).unwrap(),
            "{}",
            compiled.sql()
        );
        let sql = compiled.sql();
        let at = sql.positions("most").map(|at| sql.params()[at].clone()).collect::<Vec<_>>();
        assert_eq!(at, [Value::Int(most)]);
        seen += found.len();
    }
    assert!(seen > 3);
}

/// A list within what is looked for in another.
fn within_each_other(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let kind = case(ALBUM.album_id.in_(bind_list("first")), 1).otherwise(2);
    let query = select(ALBUM.album_id)
        .from(ALBUM)
        .filter(kind.in_(bind_list("kinds")))
        .filter(ALBUM.album_id.le(bind("most")))
        .order_by(ALBUM.album_id);
    let mut compiled = conn.compile(&query).unwrap();
    for (first, kinds, found) in [
        (vec![1, 3], vec![1], vec![1, 3]),
        (vec![], vec![2, 1], vec![1, 2, 3]),
        (vec![2], vec![2], vec![1, 3]),
        (vec![2], vec![], vec![]),
    ] {
        compiled
            .bind("kinds", kinds)
            .unwrap()
            .bind("most", 3)
            .unwrap()
            .bind("first", first)
            .unwrap();
        assert_eq!(conn.fetch_all(&compiled).unwrap(), found, "{}", compiled.sql());
    }
}

/// More values than any server takes as parameters, before and behind others.
fn longer_than_the_parameters(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let query = select(ALBUM.album_id)
        .from(ALBUM)
        .filter(ALBUM.album_id.in_(bind_list("ids")).or(ALBUM.title.in_(bind_list("titles"))))
        .filter(ALBUM.album_id.le(bind("most")))
        .filter(ALBUM.album_id.not_in(bind_list("others")))
        .order_by(ALBUM.album_id);
    let mut compiled = conn.compile(&query).unwrap();
    let title = select(ALBUM.title).from(ALBUM).filter(ALBUM.album_id.eq(2));
    let title = conn.fetch_one(&title).unwrap();
    let titles = |count: i64| (1..count).map(|n| format!("no {n}'\\")).chain([title.clone()]);
    for (ids, names, most, others, found) in [
        (vec![1], 1, 3, vec![], vec![1, 2]),
        ((3..100_000).collect(), 100_000, 3, vec![1], vec![2, 3]),
        ((1..2).collect(), 70_000, 2, (2..100_000).collect(), vec![1]),
        ((1..100_000).collect(), 2, 3, vec![3], vec![1, 2]),
        (vec![], 1, 3, vec![], vec![2]),
    ] {
        compiled.bind("most", most).unwrap().bind("others", others).unwrap();
        compiled.bind("titles", titles(names).collect::<Vec<_>>()).unwrap();
        compiled.bind("ids", ids).unwrap();
        assert_eq!(conn.fetch_all(&compiled).unwrap(), found);
        assert_eq!(compiled.sql().positions("most").count(), 1);
        let at = compiled.sql().positions("most").next().unwrap();
        assert_eq!(compiled.sql().params()[at], Value::Int(most));
    }
}

fn in_changes(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let change = update(TRACK).set(TRACK.seconds, bind("seconds"));
    let change = change.filter(TRACK.album_id.in_(bind_list("albums")));
    let mut change = conn.compile(&change).unwrap();
    let mut remove =
        conn.compile(&delete(TRACK).filter(TRACK.track_id.in_(bind_list("t")))).unwrap();
    for albums in [vec![1, 2], vec![], vec![2]] {
        let wanted = select(count_all()).from(TRACK).filter(TRACK.album_id.in_(&albums));
        let wanted = conn.fetch_scalar(&wanted).unwrap();
        change.bind("seconds", 7).unwrap().bind("albums", albums).unwrap();
        assert_eq!(conn.execute(&change).unwrap().rows_affected(), u64::try_from(wanted).unwrap());
    }
    assert_eq!(conn.execute(remove.bind("t", vec![1, 3]).unwrap()).unwrap().rows_affected(), 2);
    assert_eq!(
        conn.execute(remove.bind("t", Vec::<i32>::new()).unwrap()).unwrap().rows_affected(),
        0
    );
}

/// A list for each run, by position.
fn in_many_runs(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let change = update(ALBUM).set(ALBUM.year, bind("year"));
    let change = change.filter(ALBUM.album_id.in_(bind_list("ids")));
    conn.execute_many(&change, [(1901, vec![1, 2]), (1902, vec![3]), (1903, vec![])]).unwrap();
    let years =
        select(ALBUM.year).from(ALBUM).filter(ALBUM.album_id.le(3)).order_by(ALBUM.album_id);
    assert_eq!(conn.fetch_all(&years).unwrap(), [Some(1901), Some(1901), Some(1902)]);
}

fn no_lists(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let query = select(ALBUM.album_id).from(ALBUM).filter(ALBUM.album_id.in_(bind_list("ids")));
    let mut compiled = conn.compile(&query).unwrap();
    let unbound = conn.fetch_all(&compiled).unwrap_err();
    assert_eq!(unbound.kind(), Parameter);
    for (value, says) in [
        (Value::from(1), "the bind :ids is a list, and has got one value"),
        (Value::NULL, "the bind :ids is a list, and has got one value"),
        (ArrayValue::of([Some(1), None]).into(), "one of its values is NULL"),
        (ArrayValue::of([vec![1], vec![2]]).into(), "its values are lists"),
    ] {
        let error = compiled.bind("ids", value).unwrap_err();
        assert_eq!(error.kind(), Parameter);
        assert!(error.to_string().contains(says), "{error}");
        assert!(error.help().is_some());
    }
    // None of them is its value.
    assert!(conn.fetch_all(&compiled).is_err());
    assert_eq!(conn.fetch_all(compiled.bind("ids", vec![2]).unwrap()).unwrap(), [2]);
}

#[test]
fn texts() {
    let one = select(ALBUM.album_id).from(ALBUM);
    let query = one.clone().filter(ALBUM.album_id.not_in(bind_list("ids")));
    for (dialect, none, two) in [
        (&Sqlite as &dyn Dialect, "NOT IN ()", "NOT IN (?, ?)"),
        (&MySql, "NOT IN (SELECT NULL FROM DUAL WHERE FALSE)", "NOT IN (?, ?)"),
        (&Postgres, "<> ALL ($1))", "<> ALL ($1))"),
        (&Ansi, "NOT IN (SELECT NULL FROM (VALUES (0)) AS e WHERE FALSE)", "NOT IN (?, ?)"),
    ] {
        let mut sql = query.to_sql(dialect).unwrap();
        sql.bind("ids", Vec::<i64>::new()).unwrap();
        assert!(sql.text().ends_with(none), "{}", sql.text());
        sql.bind("ids", vec![1, 2]).unwrap();
        assert!(sql.text().ends_with(two), "{}", sql.text());
        assert_eq!(sql.positions("ids").count(), sql.params().len());
    }
    let long = (0..40_000).collect::<Vec<_>>();
    for (dialect, end) in [
        (&Sqlite as &dyn Dialect, r#"NOT IN (SELECT "v"."value" FROM json_each(?) AS "v")"#),
        (
            &MySql,
            "NOT IN (SELECT `d`.`c0` FROM (SELECT DISTINCT `v`.`c0` AS `c0` FROM JSON_TABLE(?, \
            '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v`) AS `d`)",
        ),
        (&Postgres, "<> ALL ($1))"),
    ] {
        let mut sql = query.to_sql(dialect).unwrap();
        sql.bind("ids", long.clone()).unwrap();
        assert!(sql.text().ends_with(end), "{}", sql.text());
        assert_eq!(sql.params().len(), 1);
        sql.bind("ids", vec![1]).unwrap();
        assert_eq!(sql.positions("ids").count(), 1);
    }
    // Floats are no text that SQLite reads as they are.
    let mut sql = query.to_sql(&Sqlite).unwrap();
    let floats = long.iter().map(|&n| f64::from(n)).collect::<Vec<_>>();
    let error = sql.bind("ids", floats).unwrap_err();
    assert!(error.to_string().contains("has 40000 parameters, and at most 32766"), "{error}");
    assert_eq!(sql.params().len(), 1);
}

/// A list stands in IN alone, and a name is of one thing, whichever comes first.
#[test]
fn mistakes() {
    let one = select(ALBUM.album_id).from(ALBUM);
    let list = Bind { name: "l".into(), kind: Kind::Int, list: true };
    let list = Expr::<Int>::new(Node::Bind(Shared::new(list)));
    let (value, values) = (ALBUM.album_id.eq(bind("l")), ALBUM.year.in_(bind_list("l")));
    for (query, says) in [
        (one.clone().filter(ALBUM.album_id.eq(&list)), "the bind :l is a list of values"),
        (one.clone().filter(ALBUM.album_id.in_([&list, &list])), "the bind :l is a list of values"),
        (one.clone().filter(&value).filter(&values), "is a list here and a value there"),
        (one.clone().filter(&values).filter(&value), "is a list here and a value there"),
    ] {
        for dialect in [&Sqlite as &dyn Dialect, &MySql, &Postgres] {
            let error = query.to_sql(dialect).unwrap_err();
            assert_eq!(error.kind(), Invalid);
            assert!(error.to_string().contains(says), "{error}");
        }
    }
    // A text whose parameters have numbers can't grow.
    let features = Features { placeholder: Placeholder::Dollar, ..Features::ANSI };
    let error = one.filter(values).to_sql(&Numbered(features)).unwrap_err();
    assert_eq!(error.kind(), Unsupported);
    assert!(error.to_string().contains("a bind that is a list"), "{error}");
}

#[derive(Debug)]
struct Numbered(Features);

impl Dialect for Numbered {
    fn name(&self) -> &'static str {
        "numbered"
    }

    fn features(&self) -> &Features {
        &self.0
    }

    fn powers(&self) -> &Powers {
        Ansi.powers()
    }
}
