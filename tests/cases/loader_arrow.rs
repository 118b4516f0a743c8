//! Arrow record batches into a table, on every server.

use std::sync::Arc;

use aludel::ErrorKind;
use aludel::engine::{Loader, OnError};
use aludel::prelude::*;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int32Array,
    ListArray, RecordBatch, StringArray, Time64MicrosecondArray, TimestampMicrosecondArray,
    TimestampSecondArray, UInt16Array, types::Int32Type,
};

use crate::servers::{Server, on_every_server, open};

on_every_server!(record_batches);

aludel::table! {
    const CELL = "cell" {
        id: Integer [primary_key],
        yes: Nullable<Boolean>,
        small: Nullable<Integer>,
        ratio: Nullable<Double>,
        price: Nullable<Decimal(12, 2)>,
        word: Nullable<Varchar(40)>,
        data: Nullable<Blob>,
        day: Nullable<Date>,
        hour: Nullable<Time>,
        at: Nullable<Timestamp>,
        instant: Nullable<TimestampTz>,
    }
}

const NAMES: [&str; 11] =
    ["id", "yes", "small", "ratio", "price", "word", "data", "day", "hour", "at", "instant"];

/// Two rows: of values, and of NULLs.
fn batch(first: i32) -> RecordBatch {
    let cents = Decimal128Array::from(vec![Some(-12_345), None]).with_precision_and_scale(12, 2);
    let columns: [ArrayRef; 11] = [
        Arc::new(Int32Array::from(vec![first, first + 1])),
        Arc::new(BooleanArray::from(vec![Some(true), None])),
        Arc::new(UInt16Array::from(vec![Some(65_535), None])),
        Arc::new(Float64Array::from(vec![Some(0.1), None])),
        Arc::new(cents.unwrap()),
        Arc::new(StringArray::from(vec![Some("J\u{f3}ga"), None])),
        Arc::new(BinaryArray::from(vec![Some(&[0_u8, 255][..]), None])),
        Arc::new(Date32Array::from(vec![Some(19_782), None])),
        Arc::new(Time64MicrosecondArray::from(vec![Some(86_399_999_999), None])),
        Arc::new(TimestampMicrosecondArray::from(vec![Some(-1), None])),
        Arc::new(TimestampSecondArray::from(vec![Some(1), None]).with_timezone("+00:00")),
    ];
    RecordBatch::try_from_iter(NAMES.into_iter().zip(columns).rev()).unwrap()
}

fn record_batches(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[CELL.into()]).unwrap();
    let into = insert(CELL).columns(NAMES.to_vec());
    let loaded = Loader::new(&into).load_arrow(&mut conn, [Ok(batch(1)), Ok(batch(3))]).unwrap();
    assert_eq!((loaded.rows(), loaded.rows_affected()), (4, 4));
    let numbers = select((CELL.id, CELL.yes, CELL.small, CELL.ratio)).from(CELL).order_by(CELL.id);
    let first = (1, Some(true), Some(65_535), Some(0.1));
    assert_eq!(conn.fetch_all(&numbers).unwrap()[..2], [first, (2, None, None, None)]);
    let others = select((CELL.price.cast::<Text>(), CELL.word, CELL.day, CELL.hour, CELL.at));
    let (price, word, day, hour, at) =
        conn.fetch_one(&others.from(CELL).filter(CELL.id.eq(3))).unwrap();
    assert_eq!((price.as_deref(), word.as_deref()), (Some("-123.45"), Some("J\u{f3}ga")));
    assert_eq!(day, Some("2024-02-29".parse::<Date>().unwrap()));
    assert_eq!(hour, Some("23:59:59.999999".parse::<Time>().unwrap()));
    assert_eq!(at, Some("1969-12-31 23:59:59.999999".parse::<Timestamp>().unwrap()));
    let last = select((CELL.data, CELL.instant)).from(CELL).filter(CELL.id.eq(1));
    let (data, instant) = conn.fetch_one(&last).unwrap();
    assert_eq!(data.as_deref(), Some(&[0_u8, 255][..]));
    assert_eq!(instant, Some("1970-01-01 00:00:01Z".parse::<TimestampTz>().unwrap()));

    // A row that is there, a column that is not, and one of lists.
    let loader = Loader::new(&into).on_error(OnError::Skip);
    let done = loader.load_arrow(&mut conn, [Ok(batch(4))]).unwrap();
    let failed = done.skipped().iter().map(|error| (error.row(), error.kind()));
    assert_eq!(failed.collect::<Vec<_>>(), [(Some(0), ErrorKind::Unique)]);
    let lacking = batch(10).project(&[0, 1]);
    let error = Loader::new(&into).load_arrow(&mut conn, [lacking]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1)])]);
    let lists = RecordBatch::try_from_iter([("id", Arc::new(lists) as ArrayRef)]);
    let only_id = insert(CELL).columns(vec!["id"]);
    let error = Loader::new(&only_id).load_arrow(&mut conn, [lists]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
    assert_eq!(conn.fetch_scalar(&select(count_all()).from(CELL)).unwrap(), 5);
}
