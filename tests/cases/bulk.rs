//! Many rows, on every server: all or none, batch by batch, with rows left out; and how rows are
//! counted.

use std::cell::Cell;

use aludel::ErrorKind;
use aludel::engine::{Commit, InsertMany, OnError};
use aludel::prelude::*;
use aludel::value::{Kind, Value};

use crate::servers::{Server, on_every_server, open};

on_every_server!(
    all_in_few_statements,
    batches_of_other_kinds,
    parameters_that_are_cast,
    none_where_one_fails,
    batches_that_stay,
    rows_that_are_left_out,
    a_lost_cause_is_not_skipped,
    rows_that_come_back_in_order,
    upserts_in_batches,
    one_statement_for_many_rows,
    rows_are_counted_where_they_match,
    the_key_of_a_new_row,
    copies_are_postgres_own,
);

aludel::table! {
    /// What the rows go to.
    const ITEM = "item" {
        id: Integer [primary_key],
        code: Varchar(40) [unique],
        n: Integer,
    }
}

fn items() -> aludel::typed::Insert<(Int, Text, Int)> {
    insert(ITEM).columns((ITEM.id, ITEM.code, ITEM.n))
}

fn rows(ids: std::ops::Range<i64>) -> impl Iterator<Item = (i64, String, i64)> {
    ids.map(|id| (id, format!("code {id}"), id * 2))
}

/// How many there are, and their sum.
fn found(conn: &mut Connection) -> (i64, Option<i64>) {
    conn.fetch_one(&select((count_all(), sum(ITEM.n))).from(ITEM)).unwrap()
}

fn all_in_few_statements(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    // More parameters than any of the servers takes at once.
    let done = conn.insert_many(&items(), rows(0..25_000)).unwrap();
    assert_eq!((done.rows(), done.rows_affected(), done.batches()), (25_000, 25_000, 25));
    assert_eq!(found(&mut conn), (25_000, Some(25_000 * 24_999)));
    let whole = InsertMany::new(&items()).batch_rows(usize::MAX);
    let done = whole.run(&mut conn, rows(25_000..50_000)).unwrap();
    assert_eq!(done.rows_affected(), 25_000);
    assert!((2..=3).contains(&done.batches()), "{}", done.batches());
    assert_eq!(found(&mut conn).0, 50_000);
    // No rows, no statement.
    assert_eq!(conn.insert_many(&items(), rows(0..0)).unwrap().batches(), 0);
}

/// An INSERT is compiled once for all batches whose text is the same.
fn batches_of_other_kinds(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    aludel::table! {
        const PRICE = "price" { id: Integer [primary_key], amount: Nullable<Decimal(12, 3)> }
    }
    conn.create_all(&[PRICE.into()]).unwrap();
    let amount = |id: i64| match id / 10 {
        1 => Value::from(Decimal::from_scaled(i128::from(id), 3)),
        2 if id % 2 == 0 => Value::Null(Kind::Decimal),
        3 => Value::Int(id),
        _ => Value::from(Decimal::from_scaled(i128::from(id), 1)),
    };
    let rows = (0..55).map(|id| {
        // One batch has an expression among its rows.
        let amount = value(amount(id));
        vec![value(id), if id == 35 { amount + 0 } else { amount }]
    });
    let dynamic = insert(table("price")).columns(vec!["id", "amount"]);
    let done = InsertMany::new(&dynamic).batch_rows(10).run(&mut conn, rows).unwrap();
    assert_eq!((done.rows_affected(), done.batches()), (55, 6));
    let all = select((PRICE.id, PRICE.amount)).from(PRICE).order_by(PRICE.id);
    for (id, found) in conn.fetch_all(&all).unwrap() {
        let found = found.map(|amount| amount.to_string().parse::<f64>().unwrap());
        let (int, float) = (id, f64::from(i32::try_from(id).unwrap()));
        let expected = match amount(int) {
            Value::Null(_) => None,
            Value::Int(_) => Some(float),
            _ if int / 10 == 1 => Some(float / 1000.0),
            _ => Some(float / 10.0),
        };
        assert_eq!(found, expected, "{id}");
    }
    assert_eq!(conn.fetch_scalar(&select(count_all()).from(PRICE)).unwrap(), 55);
}

/// Which they are a dialect says twice: as data, and by what it writes.
fn parameters_that_are_cast(server: &Server) {
    use Kind::*;
    let database = server.database();
    let conn = open(&database);
    let dialect = conn.dialect();
    let kinds = [
        Unknown,
        Bool,
        Int,
        UInt,
        Float,
        Decimal,
        Text,
        Bytes,
        Date,
        Time,
        Timestamp,
        TimestampTz,
        Interval,
        Uuid,
        Json,
        Array,
    ];
    for kind in kinds {
        let row = insert(table("t")).columns(vec!["a"]).values(vec![value(Value::Null(kind))]);
        let text = row.to_sql(dialect).unwrap().into_parts().0;
        let plain = ["VALUES (?)", "VALUES ($1)"].iter().any(|end| text.ends_with(end));
        assert_eq!(!plain, dialect.features().cast_parameters.contains(&kind), "{kind:?}: {text}");
    }
}

fn none_where_one_fails(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    conn.execute(&items().values((1_500, "there", 0))).unwrap();
    let error = conn.insert_many(&items(), rows(0..3_000)).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Unique, Some(1_500)), "{error}");
    assert!(error.to_string().starts_with("row 1500: "), "{error}");
    assert_eq!(found(&mut conn), (1, Some(0)));
    // Another constraint is named as well, where the database names constraints.
    let twice = [(1, "a", 1), (2, "b", 2), (3, "a", 3)];
    let error = conn.insert_many(&items(), twice).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Unique, Some(2)), "{error}");
    let named = error.constraint().is_some_and(|name| name.contains("code"));
    assert!(named || error.columns() == ["code"], "{error:?}");
    // Within a transaction only the rows are undone.
    let mut tx = conn.begin().unwrap();
    tx.execute(&items().values((7, "kept", 7))).unwrap();
    tx.insert_many(&items(), twice).unwrap_err();
    tx.commit().unwrap();
    assert_eq!(found(&mut conn), (2, Some(7)));
}

fn batches_that_stay(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    conn.execute(&items().values((25, "there", 0))).unwrap();
    let done = Cell::new(0);
    let insert = items();
    let by_tens = || {
        let many = InsertMany::new(&insert).batch_rows(10).commit(Commit::EachBatch);
        many.progress(|rows| done.set(rows))
    };
    let error = by_tens().run(&mut conn, rows(0..100)).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Unique, Some(25)), "{error}");
    // Two batches are there, and of the third nothing is.
    assert_eq!(done.get(), 20);
    assert_eq!(found(&mut conn).0, 21);
    conn.execute(&delete(ITEM).filter(ITEM.id.eq(25))).unwrap();
    let before = usize::try_from(done.get()).unwrap();
    let resumed = by_tens().run(&mut conn, rows(0..100).skip(before)).unwrap();
    assert_eq!((resumed.rows(), done.get()), (80, 80));
    assert_eq!(found(&mut conn), (100, Some(9_900)));
}

fn rows_that_are_left_out(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    conn.insert_many(&items(), rows(3..5)).unwrap();
    for commit in [Commit::AtEnd, Commit::EachBatch] {
        let insert = items();
        let many = InsertMany::new(&insert).batch_rows(4).on_error(OnError::Skip).commit(commit);
        let done = many.run(&mut conn, rows(0..10)).unwrap();
        assert_eq!((done.rows(), done.rows_affected()), (10, 8));
        let failed = done.skipped().iter().map(|error| (error.row(), error.kind()));
        let expected = [(Some(3), ErrorKind::Unique), (Some(4), ErrorKind::Unique)];
        assert_eq!(failed.collect::<Vec<_>>(), expected);
        assert_eq!(found(&mut conn), (10, Some(90)));
        conn.execute(&delete(ITEM).filter(ITEM.id.lt(3).or(ITEM.id.gt(4)))).unwrap();
    }
}

fn a_lost_cause_is_not_skipped(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let insert = items();
    // There is no such table.
    let many = InsertMany::new(&insert).on_error(OnError::Skip);
    let error = many.run(&mut conn, rows(0..10)).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Missing, None), "{error}");
    // A mistake of the program's.
    let uneven = insert_into_two().clone();
    let error = conn.insert_many(&uneven, vec![vec![1, 2], vec![3]]).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Invalid, Some(1)), "{error}");
    let rows_already = items().values((1, "a", 1));
    let error = conn.insert_many(&rows_already, rows(0..1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
}

fn insert_into_two() -> aludel::typed::Insert<aludel::typed::AnyColumns> {
    insert(table("item")).columns(vec!["id", "n"])
}

fn rows_that_come_back_in_order(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    let able = conn.dialect().features().insert_returning;
    let insert = insert(ITEM).columns((ITEM.code, ITEM.n)).returning((ITEM.id, ITEM.n));
    let many = InsertMany::new(&insert).batch_rows(300);
    let got = many.fetch(&mut conn, (0..1_000_i64).rev().map(|n| (format!("c{n}"), n)));
    if !able {
        assert_eq!(got.unwrap_err().kind(), ErrorKind::Unsupported);
        return;
    }
    let got = got.unwrap();
    let ids = got.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    assert!(ids.is_sorted_by(|a, b| a < b), "the keys are given in order");
    assert!(got.iter().map(|(_, n)| *n).eq((0..1_000).rev()), "the rows come in order");
}

fn upserts_in_batches(server: &Server) {
    aludel::table! {
        const COUNTER = "counter" { name: Varchar(40) [primary_key], n: Integer }
    }
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[COUNTER.into()]).unwrap();
    let add = insert(COUNTER)
        .columns((COUNTER.name, COUNTER.n))
        .on_conflict((COUNTER.name,))
        .do_update(|row| row.set(COUNTER.n, COUNTER.n + excluded(COUNTER.n)));
    for _ in 0..3 {
        conn.insert_many(&add, (0..2_500_i64).map(|n| (format!("c{n}"), n))).unwrap();
    }
    let total = select((count_all(), sum(COUNTER.n))).from(COUNTER);
    assert_eq!(conn.fetch_one(&total).unwrap(), (2_500, Some(3 * 1_250 * 2_499)));
}

fn one_statement_for_many_rows(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    conn.insert_many(&items(), rows(0..100)).unwrap();
    let change = update(ITEM)
        .set(ITEM.n, bind("n").typed::<Int>())
        .filter(ITEM.id.eq(bind("id").typed::<Int>()));
    let done = conn.execute_many(&change, (0..100).map(|id| (1, id * 2))).unwrap();
    assert_eq!(done.rows_affected(), 50);
    let ones = select(count_all()).from(ITEM).filter(ITEM.n.eq(1));
    assert_eq!(conn.fetch_scalar(&ones).unwrap(), 50);
    // All or none.
    let add = insert(ITEM)
        .columns(vec!["id", "code", "n"])
        .row(["id", "code", "n"].map(|name| bind(name).into_node()));
    let row = |id: i64| vec![Value::from(id), format!("code {id}").into(), Value::from(0)];
    let error = conn.execute_many(&add, [200, 201, 5, 202].map(row)).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Unique, Some(2)), "{error}");
    assert!(error.constraint().is_some() || error.columns() == ["id"], "{error:?}");
    assert_eq!(found(&mut conn).0, 100);
    let error = conn.execute_many(&add, [row(200), vec![Value::from(1)]]).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Parameter, Some(1)), "{error}");
    assert_eq!(found(&mut conn).0, 100);
}

/// Rows that match count, whether or not they change; only what MySQL and MariaDB say of an upsert
/// differs.
fn rows_are_counted_where_they_match(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    aludel::table! {
        const PAIR = "pair" { id: Integer [primary_key], n: Integer }
    }
    conn.create_all(&[PAIR.into()]).unwrap();
    let mut count =
        |statement: &dyn aludel::engine::Run| conn.execute(statement).unwrap().rows_affected();
    let pairs = || insert(PAIR).columns((PAIR.id, PAIR.n));
    assert_eq!(count(&pairs().rows([(1, 1), (2, 2), (3, 3)])), 3);
    // The second one has the value already.
    assert_eq!(count(&update(PAIR).set(PAIR.n, 2).filter(PAIR.id.lt(3))), 2);
    assert_eq!(count(&update(PAIR).set(PAIR.n, 2).filter(PAIR.id.gt(9))), 0);
    assert_eq!(count(&update(PAIR).set(PAIR.n, 2).all_rows()), 3);
    assert_eq!(count(&delete(PAIR).filter(PAIR.id.eq(3))), 1);
    assert_eq!(count(&delete(PAIR).all_rows()), 2);
    let upsert = |n| {
        let set = |row: aludel::typed::RowUpdate| row.set_excluded((PAIR.n,));
        pairs().values((1, n)).on_conflict((PAIR.id,)).do_update(set)
    };
    let nothing = pairs().values((1, 0)).on_conflict((PAIR.id,)).do_nothing();
    let counts = [count(&upsert(1)), count(&upsert(2)), count(&upsert(2)), count(&nothing)];
    // Inserted, changed, left as it was, left out.
    let duplicate_key = ["mysql", "mariadb"].contains(&conn.dialect().name());
    assert_eq!(counts, if duplicate_key { [1, 2, 1, 1] } else { [1, 1, 1, 0] });
}

/// By RETURNING, or by what the driver tells of the last row.
fn the_key_of_a_new_row(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    let one = insert(ITEM).columns((ITEM.code, ITEM.n)).values(("a", 1));
    if conn.dialect().features().insert_returning {
        assert_eq!(conn.fetch_scalar(&one.returning(ITEM.id)).unwrap(), 1);
    } else {
        assert_eq!(conn.execute(&one).unwrap().last_insert_id(), Some(1));
    }
}

fn copies_are_postgres_own(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[ITEM.into()]).unwrap();
    let q = select((ITEM.id, ITEM.n)).from(ITEM).order_by(ITEM.id);
    if conn.dialect().name() == "postgres" {
        assert_eq!(conn.copy_in(&items(), rows(0..3)).unwrap(), 3);
        assert_eq!(conn.copy_out(&q).unwrap().count(), 3);
        assert_eq!(conn.copy_out_to(&q, &mut Vec::new()).unwrap(), 3);
        return;
    }
    let errors = [
        conn.copy_in(&items(), rows(0..3)).unwrap_err(),
        conn.copy_out(&q).err().unwrap(),
        conn.copy_out_to(&q, &mut Vec::new()).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
        assert!(error.help().is_some_and(|help| help.contains("use ")), "{error}");
    }
    assert_eq!(found(&mut conn).0, 0);
}
