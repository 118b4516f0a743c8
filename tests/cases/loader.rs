//! The loader, on every server: the same rows whatever way they go, wrong ones named or left out.

use std::cell::Cell;

use aludel::ErrorKind;
use aludel::engine::{Commit, Loader, OnError};
use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(
    tuples_structs_and_rows,
    a_row_that_is_wrong_is_named,
    rows_that_are_left_out,
    values_that_copy_does_not_take,
    values_that_the_program_makes,
    many_rows_at_constant_memory,
);

aludel::table! {
    /// What the rows go to.
    pub(crate) const STOCK = "stock" {
        id: Integer [primary_key],
        code: Varchar(40) [unique],
        price: Nullable<Decimal(12, 2)>,
        day: Nullable<Date>,
    }
}

#[derive(aludel::Insertable)]
struct Stock {
    id: i64,
    code: String,
}

fn stock() -> aludel::typed::Insert<(Int, Text, Decimal)> {
    insert(STOCK).columns((STOCK.id, STOCK.code, STOCK.price))
}

fn rows(ids: std::ops::Range<i64>) -> impl Iterator<Item = (i64, String, Option<Decimal>)> {
    let price = |id: i64| (id % 3 != 0).then(|| Decimal::from_scaled(i128::from(id) * 5, 2));
    ids.map(move |id| (id, format!("code {id}"), price(id)))
}

pub(crate) fn count(conn: &mut Connection) -> i64 {
    conn.fetch_scalar(&select(count_all()).from(STOCK)).unwrap()
}

fn tuples_structs_and_rows(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[STOCK.into()]).unwrap();
    let loaded = Loader::new(&stock()).load(&mut conn, rows(0..3_500)).unwrap();
    assert_eq!((loaded.rows(), loaded.rows_affected(), loaded.batches()), (3_500, 3_500, 4));
    let q = select((STOCK.id, STOCK.code, STOCK.price)).from(STOCK).order_by(STOCK.id);
    assert!(conn.fetch_all(&q).unwrap().into_iter().eq(rows(0..3_500)));
    let structs = (4_000..4_010).map(|id| Stock { id, code: format!("s{id}") });
    Loader::new(&insert(STOCK).columns_of::<Stock>()).load(&mut conn, structs).unwrap();
    // What a query gave, elsewhere.
    aludel::table! {
        const OTHER = "other" { id: Integer [primary_key], code: Varchar(40) }
    }
    conn.create_all(&[OTHER.into()]).unwrap();
    let q = select_from(table("stock")).order_by(col("id"));
    let found = conn.fetch_all(&q).unwrap();
    let two =
        found.into_iter().map(|row| row.into_values().into_iter().take(2).collect::<Vec<_>>());
    let into = insert(OTHER).columns(vec!["id", "code"]);
    assert_eq!(Loader::new(&into).load(&mut conn, two).unwrap().rows(), 3_510);
    let dynamic = conn.fetch_all(&select_from(table("other"))).unwrap();
    conn.execute(&delete(OTHER).all_rows()).unwrap();
    assert_eq!(Loader::new(&into).load(&mut conn, dynamic).unwrap().rows(), 3_510);
}

fn a_row_that_is_wrong_is_named(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[STOCK.into()]).unwrap();
    conn.execute(&stock().values((25, "there", None::<Decimal>))).unwrap();
    // All or none.
    let error = Loader::new(&stock()).load(&mut conn, rows(0..2_000)).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Unique, Some(25)), "{error}");
    let named = error.constraint().is_some() || error.columns() == ["id"];
    assert!(named, "{error:?}");
    assert_eq!(count(&mut conn), 1);
    // Resumable: what was written is told.
    let done = Cell::new(0);
    let insert = stock();
    let by_tens = || {
        let loader = Loader::new(&insert).batch_rows(10).commit(Commit::EachBatch);
        loader.progress(|rows| done.set(rows))
    };
    let error = by_tens().load(&mut conn, rows(0..100)).unwrap_err();
    assert_eq!((error.row(), done.get(), count(&mut conn)), (Some(25), 20, 21));
    conn.execute(&delete(STOCK).filter(STOCK.id.eq(25))).unwrap();
    by_tens().load(&mut conn, rows(20..100)).unwrap();
    assert_eq!((done.get(), count(&mut conn)), (80, 100));
    // A NULL where there is none.
    let into = aludel::typed::insert(STOCK).columns(vec!["id", "code"]);
    let null = [vec![Value::from(200), "a".into()], vec![Value::from(201), Value::NULL]];
    let error = Loader::new(&into).load(&mut conn, null).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::NotNull, Some(1)), "{error}");
    assert_eq!(error.columns(), ["code"], "{error:?}");
    assert_eq!(count(&mut conn), 100);
}

fn rows_that_are_left_out(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[STOCK.into()]).unwrap();
    conn.execute(&stock().values((7, "there", None::<Decimal>))).unwrap();
    for commit in [Commit::AtEnd, Commit::EachBatch] {
        let insert = stock();
        let loader = Loader::new(&insert).batch_rows(5).on_error(OnError::Skip).commit(commit);
        let given = rows(0..20).map(|row| match row.0 {
            // One that can't be read.
            3 | 12 => Err(aludel::Error::new(ErrorKind::Data, "spoilt")),
            _ => Ok(row),
        });
        let done = loader.try_load(&mut conn, given).unwrap();
        assert_eq!((done.rows(), done.rows_affected()), (20, 17));
        let failed = done.skipped().iter().map(|error| (error.row(), error.kind()));
        let expected =
            [(Some(3), ErrorKind::Data), (Some(7), ErrorKind::Unique), (Some(12), ErrorKind::Data)];
        assert_eq!(failed.collect::<Vec<_>>(), expected);
        assert_eq!(count(&mut conn), 18);
        conn.execute(&delete(STOCK).filter(STOCK.id.ne(7))).unwrap();
    }
    // One that is no row ends it, unless it is to be left out.
    let lost = [Err(aludel::Error::new(ErrorKind::Data, "spoilt")), Ok((1, "a", None::<Decimal>))];
    let error = Loader::new(&stock()).try_load(&mut conn, lost).unwrap_err();
    assert_eq!((error.row(), count(&mut conn)), (Some(0), 1));
}

/// An INSERT converts them, so that they get there all the same.
fn values_that_copy_does_not_take(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[STOCK.into()]).unwrap();
    let into = insert(STOCK).columns(vec!["id", "code", "day"]);
    let texts = (0..10).map(|id| vec![id.to_string(), format!("c{id}"), "2024-02-29".to_owned()]);
    let loaded = Loader::new(&into).batch_rows(4).load(&mut conn, texts).unwrap();
    assert_eq!((loaded.rows(), loaded.batches()), (10, 3));
    let day = "2024-02-29".parse::<Date>().unwrap();
    let same = select(count_all()).from(STOCK).filter(STOCK.day.eq(day));
    assert_eq!(conn.fetch_scalar(&same).unwrap(), 10);
    // An upsert is no COPY.
    let upsert = stock().on_any_conflict().do_nothing();
    Loader::new(&upsert).load(&mut conn, rows(5..20)).unwrap();
    assert_eq!(count(&mut conn), 20);
}

/// What the program makes for a column comes along, and counts among the parameters.
fn values_that_the_program_makes(server: &Server) {
    aludel::table! {
        const MADE = "made" {
            id: Integer [primary_key],
            word: Varchar(20) [insert_with = "made".to_owned()],
        }
    }
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[MADE.into()]).unwrap();
    let into = insert(MADE).columns((MADE.id,));
    let whole = Loader::new(&into).batch_rows(usize::MAX);
    assert_eq!(whole.load(&mut conn, (0..40_000).map(|id| (id,))).unwrap().rows(), 40_000);
    let made = select(count_all()).from(MADE).filter(MADE.word.eq("made"));
    assert_eq!(conn.fetch_scalar(&made).unwrap(), 40_000);
    if conn.dialect().features().copy {
        let error = conn.copy_in(&into, [(50_000,)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    }
}

/// A million with `ALUDEL_TEST_ROWS=1000000 cargo nextest run --test cases -E 'test(constant_memory)'`.
fn many_rows_at_constant_memory(server: &Server) {
    let rows_given = std::env::var("ALUDEL_TEST_ROWS").map_or(60_000, |n| n.parse().unwrap());
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[STOCK.into()]).unwrap();
    // What grows with the first rows is buffers and caches.
    Loader::new(&stock()).load(&mut conn, rows(0..5_000)).unwrap();
    let before = peak_kib();
    let loaded = Loader::new(&stock()).load(&mut conn, rows(5_000..rows_given)).unwrap();
    assert_eq!(loaded.rows(), (rows_given - 5_000).unsigned_abs());
    assert_eq!(count(&mut conn), rows_given);
    let Some(grown) = peak_kib().zip(before).map(|(now, before)| now - before) else {
        assert_ne!(std::env::consts::OS, "linux", "which tells a process's memory");
        return;
    };
    println!("{rows_given} rows: {grown} KiB more at the peak");
    // In memory SQLite's own pages grow, which are the rows.
    let stored = if conn.dialect().name() == "sqlite" { rows_given / 5 } else { 0 };
    assert!(grown < 8_192 + stored.unsigned_abs(), "{grown} KiB for {rows_given} rows");
}

/// The most memory that the process had, where Linux tells it.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse().ok()
}
