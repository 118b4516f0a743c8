//! Columns of arrays and ranges, where there are such.

use std::ops::Bound;

use aludel::ErrorKind::{Data, Parameter, Unique, Unsupported};
use aludel::prelude::*;
use aludel::schema::ElementType;
use aludel::value::{Kind, Range as RangeValue};

use crate::servers::{Server, on_every_server, open};

on_every_server!(a_table_of_them, their_types);

aludel::table! {
    /// Who has a room, and when.
    const STAY = "stay" {
        id: BigInt [primary_key],
        nights: Range<Date>,
        beds: Nullable<Range<Integer>>,
        price: Nullable<Range<Decimal(8, 2)>>,
        guests: Array<Text>,
        ages: Nullable<Array<SmallInt>>,
        room: SmallInt,
    }
}

#[derive(Clone, Debug, PartialEq, FromRow, Insertable)]
struct Stay {
    id: i64,
    nights: (Bound<Date>, Bound<Date>),
    beds: Option<RangeValue>,
    price: Option<RangeValue>,
    guests: Vec<String>,
    ages: Option<Vec<i16>>,
    room: i16,
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn stays() -> [Stay; 3] {
    let stay = |id, from: &str, to: &str, room| Stay {
        id,
        nights: (Bound::Included(day(from)), Bound::Excluded(day(to))),
        beds: None,
        price: None,
        guests: vec![],
        ages: None,
        room,
    };
    let price = "9.50".parse::<Decimal>().unwrap()..;
    [
        Stay {
            beds: Some((1..3).into()),
            price: Some(price.into()),
            guests: vec!["Ann".to_owned(), "Bo, \"B\"".to_owned()],
            ages: Some(vec![41, -1]),
            ..stay(1, "2024-02-28", "2024-03-02", 1)
        },
        Stay { beds: Some(RangeValue::empty(Kind::Int)), ..stay(2, "2024-03-02", "2024-03-09", 2) },
        stay(3, "2024-03-05", "2024-03-06", 3),
    ]
}

fn a_table_of_them(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let created = conn.create_all(&[STAY.into()]);
    if conn.dialect().name() != "postgres" {
        let error = created.unwrap_err();
        assert_eq!(error.kind(), Unsupported, "{error:?}");
        assert!(error.to_string().contains("a type of ranges"), "{error}");
        return;
    }
    created.unwrap();
    conn.insert_many(&insert(STAY).columns_of::<Stay>(), stays()).unwrap();
    let each = (STAY.nights, STAY.beds, STAY.price, STAY.guests, STAY.ages, STAY.room);
    let all = select((STAY.id, each)).order_by(STAY.id);
    assert_eq!(conn.fetch_all_as::<Stay>(&all).unwrap(), stays());

    let find = |condition: Cond| select(STAY.id).filter(condition).order_by(STAY.id);
    let march = || day("2024-03-01")..day("2024-04-01");
    for (condition, found) in [
        (STAY.nights.has(day("2024-03-02")), &[2][..]),
        (STAY.nights.overlaps(march()), &[1, 2, 3]),
        (STAY.nights.included_in(march()), &[2, 3]),
        (STAY.nights.adjacent_to(..=day("2024-03-01")), &[2]),
        (STAY.nights.strictly_after(..day("2024-03-02")), &[2, 3]),
        (STAY.nights.eq(day("2024-03-05")..=day("2024-03-05")), &[3]),
        (STAY.nights.upper_bound().gt(day("2024-03-06")), &[2]),
        // The column's ranges are of 32 bits, the values' own of 64.
        (STAY.beds.has(2), &[1]),
        (STAY.beds.has(STAY.room), &[1]),
        (STAY.beds.overlaps(0..2), &[1]),
        (STAY.beds.eq(RangeValue::from(1..=2)), &[1]),
        (STAY.beds.is_empty(), &[2]),
        (STAY.price.has(STAY.price.lower_bound()), &[1]),
        (STAY.beds.has(literal(2)), &[1]),
        (STAY.beds.overlaps(literal(RangeValue::from(0..2))), &[1]),
        (STAY.price.has((STAY.room + 9).cast::<Decimal>()), &[1]),
        (STAY.guests.includes(vec!["Ann".to_owned()]), &[1]),
        (STAY.ages.at(2).lt(0), &[1]),
    ] {
        let query = find(condition);
        assert_eq!(conn.fetch_all(&query).unwrap(), found, "{query:?}");
        // Printed, the literals take their types from what is beside them too.
        let text = query.to_sql_literal(conn.dialect()).unwrap();
        let printed = conn.fetch_all(&aludel::typed::RawSql::trusted(Trusted::new(text)));
        let printed: Vec<i64> = printed.unwrap().iter().map(|row| row.get(0).unwrap()).collect();
        assert_eq!(printed, found, "{query:?}");
    }

    // A name has no type of its own: it is of what the column's ranges are of.
    let named = find(STAY.beds.has(bind("bed").typed::<Int>()));
    let mut named = conn.compile(&named).unwrap();
    for (bed, found) in [(2, &[1][..]), (9, &[])] {
        named.bind("bed", bed).unwrap();
        assert_eq!(conn.fetch_all(&named).unwrap(), found);
    }

    // Long lists are one parameter.
    let beds = (0..70_000).map(|bed| RangeValue::from(bed..bed + 2)).collect::<Vec<_>>();
    let listed = find(STAY.beds.in_(beds.clone()));
    assert_eq!(conn.fetch_all(&listed).unwrap(), [1]);
    let ranges = SqlType::Array(SqlType::Range(SqlType::BigInt.into()).into());
    let all = value(aludel::value::Array::of(beds)).cast_as(ranges).typed::<Array<Range<Int>>>();
    assert_eq!(conn.fetch_one(&select(all.cardinality())).unwrap(), Some(70_000));

    let longer =
        update(STAY).set(STAY.nights, STAY.nights.union_with(day("2024-03-06")..day("2024-03-08")));
    assert_eq!(conn.execute(&longer.filter(STAY.id.eq(3))).unwrap().rows_affected(), 1);
    let bounds = select(STAY.nights).filter(STAY.id.eq(3));
    let read = conn.fetch_one(&bounds).unwrap().bounds::<Date>();
    let expected = (Bound::Included(day("2024-03-05")), Bound::Excluded(day("2024-03-08")));
    assert_eq!(read, Ok(expected));

    let gap = update(STAY).set(STAY.nights, STAY.nights.union_with(..day("1999-01-01")));
    let error = conn.execute(&gap.filter(STAY.id.eq(1))).unwrap_err();
    assert_eq!(error.kind(), Data, "{error:?}");
    let wide = find(STAY.beds.overlaps(1..3_000_000_000_i64));
    let error = conn.fetch_all(&wide).unwrap_err();
    assert_eq!(error.kind(), Parameter, "{error:?}");
    assert!(error.to_string().contains("out of range"), "{error}");

    // EXCLUDE is what ranges are stored for.
    let error = conn.execute(&sql!("ALTER TABLE stay ADD EXCLUDE USING gist (nights WITH &&)"));
    assert_eq!(error.unwrap_err().kind(), Unique);
    conn.execute(&delete(STAY).filter(STAY.id.eq(3))).unwrap();
    conn.execute(&sql!("ALTER TABLE stay ADD EXCLUDE USING gist (nights WITH &&)")).unwrap();
    let [_, _, third] = stays();
    let error = conn.execute(&insert(STAY).columns_of::<Stay>().rows([third])).unwrap_err();
    assert_eq!(error.kind(), Unique, "{error:?}");
}

/// Made at run time, and of types that have no ranges.
fn their_types(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let postgres = conn.dialect().name() == "postgres";
    const TEXTS: SqlType = SqlType::Array(ElementType::of(&SqlType::Text));
    for (i, (ty, there)) in [
        (TEXTS, true),
        (SqlType::Array(SqlType::Varchar(3).into()), true),
        (SqlType::Array(SqlType::Range(SqlType::Date.into()).into()), true),
        (SqlType::Range(SqlType::SmallInt.into()), true),
        (SqlType::Range(SqlType::TimestampTz.into()), true),
        (SqlType::Range(SqlType::Text.into()), false),
        (SqlType::Range(SqlType::Array(SqlType::Date.into()).into()), false),
    ]
    .into_iter()
    .enumerate()
    {
        let made = Table::build(format!("made_{i}")).column("v", ty.clone()).finish();
        match conn.create_all(&[(&made).into()]) {
            Ok(()) => assert!(postgres && there, "{ty:?}"),
            Err(error) => {
                assert!(!(postgres && there), "{ty:?}: {error:?}");
                assert_eq!(error.kind(), Unsupported, "{error:?}");
            }
        }
    }
}
