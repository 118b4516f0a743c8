//! COPY … TO STDOUT: rows are those that the query gives, and the connection is usable afterwards.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use aludel::ErrorKind as Kind;
use aludel::prelude::*;
use common::{Database, int, run};

aludel::table! {
    const ITEM = "item" {
        id: Integer [primary_key],
        code: Varchar(40),
        n: Nullable<Integer>,
    }
}

fn filled(rows: i64) -> (Database, impl std::ops::DerefMut<Target = Connection>) {
    let db = Database::new();
    let mut conn = db.connect();
    conn.create_all(&[ITEM.into()]).unwrap();
    let items = insert(ITEM).columns((ITEM.id, ITEM.code, ITEM.n));
    let rows = (0..rows).map(|id| (id, format!("co'de\\ {id}"), (id % 3 != 0).then_some(id)));
    conn.copy_in(&items, rows).unwrap();
    (db, conn)
}

#[derive(Debug, PartialEq, FromRow)]
struct Item {
    id: i64,
    code: String,
    n: Option<i64>,
}

#[test]
fn tuples_and_structs() {
    let (_db, mut conn) = filled(50_000);
    let q = select((ITEM.id, ITEM.code, ITEM.n))
        .from(ITEM)
        .filter(ITEM.code.ne("co'de\\ 7").and(ITEM.id.lt(40_000)))
        .order_by(ITEM.id.desc());
    let rows = conn.copy_out(&q).unwrap().collect::<aludel::Result<Vec<_>>>().unwrap();
    assert_eq!(rows.len(), 39_999);
    assert_eq!(rows[0], (39_999, "co'de\\ 39999".to_owned(), None));
    assert_eq!(rows, conn.fetch_all(&q).unwrap());
    let structs = conn.copy_out_as::<Item>(&q).unwrap().next().unwrap().unwrap();
    assert_eq!(structs, Item { id: 39_999, code: "co'de\\ 39999".to_owned(), n: None });
    // No rows at all, and a whole table.
    let none = select(ITEM.id).from(ITEM).filter(ITEM.id.lt(0));
    assert_eq!(conn.copy_out(&none).unwrap().count(), 0);
    assert_eq!(conn.copy_out(&select_from(table("item"))).unwrap().count(), 50_000);
}

#[test]
fn values_of_every_kind() {
    let db = Database::new();
    let mut conn = db.connect();
    run(
        &mut conn,
        &[
            "CREATE TYPE mood AS ENUM ('sad', 'happy')",
            "CREATE TYPE pair AS (a int, b text)",
            "CREATE TABLE t (id int, b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, \
             n numeric, t text, c char(5), j json, jb jsonb, u uuid, d date, tm time, ts timestamp, \
             tz timestamptz, iv interval, by bytea, m mood, p pair, ip inet, bits bit(3), r int4range, \
             ai int[], an numeric[], at text[], am mood[])",
            "INSERT INTO t VALUES (1, true, -7, 70000, 9223372036854775807, 0.5, 1e300, \
             -12345678901234567890.000120, 'Jóga', 'ab', '{\"a\": [1, null]}', '{\"b\":1}', \
             '6f9619ff-8b86-d011-b42d-00c04fc964ff', '2024-02-29', '23:59:59.999999', \
             '1582-10-15 00:00:00', '2024-02-29 12:00:00+00', '1 year 2 mons', '\\x00ff0a', 'happy', \
             ROW(1, 'x y'), '192.168.0.1', B'101', '[1,5)', '{1,NULL,3}', '{1.50,NULL}', \
             '{\"a,b\",NULL}', '{sad,happy}'), (2, false, 0, 0, 0, 'NaN', '-Infinity', 'NaN', '', '', \
             'null', '[]', NULL, NULL, NULL, NULL, NULL, NULL, '', 'sad', ROW(NULL, NULL), NULL, NULL, \
             'empty', '{}', '{}', '{}', '{}')",
            "INSERT INTO t (id) VALUES (3)",
        ],
    );
    let q = select_from(table("t")).order_by(table("t").col("id"));
    let copied = conn.copy_out(&q).unwrap().collect::<aludel::Result<Vec<_>>>().unwrap();
    let fetched = conn.fetch_all(&q).unwrap();
    assert_eq!(copied.len(), 3);
    for (copied, fetched) in copied.iter().zip(&fetched) {
        assert_eq!(format!("{:?}", copied.values()), format!("{:?}", fetched.values()));
    }
    assert_eq!(copied[0].get::<&str>("ip").unwrap(), "192.168.0.1");
    assert_eq!(copied[0].get::<&str>("c").unwrap(), "ab   ");
}

#[test]
fn rows_that_are_left_halfway() {
    let (_db, mut conn) = filled(50_000);
    let q = select(ITEM.id).from(ITEM).order_by(ITEM.id);
    for taken in [0, 1, 700] {
        let first = conn.copy_out(&q).unwrap().take(taken).collect::<aludel::Result<Vec<_>>>();
        assert_eq!(first.unwrap().len(), taken);
        assert_eq!(int(&mut conn, "SELECT count(*) FROM item"), 50_000);
    }
    // A row that can't be read as its type.
    let wrong = select(ITEM.n.cast::<Text>().typed::<Int>()).from(ITEM);
    let error = conn.copy_out(&wrong).unwrap().find_map(Result::err).unwrap();
    assert_eq!(error.kind(), Kind::Decode, "{error:?}");
    // An error of the server's on the way, in a transaction and outside.
    let fails = select(literal(1).typed::<Int>().int_div(ITEM.id - 40_000)).from(ITEM);
    let fails = fails.order_by(ITEM.id);
    let error = conn.copy_out(&fails).unwrap().find_map(Result::err).unwrap();
    assert_eq!(error.kind(), Kind::Data, "{error:?}");
    assert_eq!(conn.copy_out(&q).unwrap().count(), 50_000);
    let mut tx = conn.begin().unwrap();
    assert_eq!(tx.copy_out(&q).unwrap().count(), 50_000);
    assert!(tx.copy_out(&fails).unwrap().any(|row| row.is_err()));
    assert!(tx.commit().is_err());
    assert_eq!(conn.copy_out(&q).unwrap().count(), 50_000);
}

/// A writer that is full after so many bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.0.checked_sub(bytes.len()) {
            Some(rest) => {
                self.0 = rest;
                Ok(bytes.len())
            }
            None => Err(std::io::ErrorKind::StorageFull.into()),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn bytes_as_they_come() {
    let (_db, mut conn) = filled(1_000);
    let q = select((ITEM.id, ITEM.n)).from(ITEM).order_by(ITEM.id);
    let mut bytes = Vec::new();
    assert_eq!(conn.copy_out_to(&q, &mut bytes).unwrap(), 1_000);
    assert!(bytes.starts_with(b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0"));
    assert!(bytes.ends_with(&[0xff, 0xff]));
    // Header, trailer, and of each row the count, two lengths, and the integers that there are.
    let present = 1_000 - 334;
    assert_eq!(bytes.len(), 19 + 2 + 1_000 * (2 + 4 + 4 + 4) + present * 4);
    let error = conn.copy_out_to(&q, &mut Full(5_000)).unwrap_err();
    assert!(error.to_string().contains("can't be written"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(int(&mut conn, "SELECT count(*) FROM item"), 1_000);
    let missing = select_from(table("nothing"));
    let error = conn.copy_out_to(&missing, &mut bytes).unwrap_err();
    assert_eq!(error.kind(), Kind::Missing, "{error:?}");
    let bound = select(ITEM.id).from(ITEM).filter(ITEM.id.eq(bind("id")));
    assert_eq!(conn.copy_out_to(&bound, &mut bytes).unwrap_err().kind(), Kind::Parameter);
    assert_eq!(conn.copy_out_to(&q, &mut std::io::sink()).unwrap(), 1_000);
}
