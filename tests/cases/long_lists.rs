//! Lists and VALUES of more values than any server takes as parameters.

use aludel::ErrorKind;
use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};
use crate::things::{NAMES, THING, columns_of_things, store_things};

on_every_server!(
    a_hundred_thousand_integers,
    lists_find_what_short_ones_find,
    texts_are_compared_as_their_column_says,
    rows_of_every_kind,
    what_can_not_be_carried_is_refused,
);

const MANY: i64 = 100_000;

fn a_hundred_thousand_integers(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let many = values("many", ["n"], (0..MANY).map(|n| (n,)));
    let n = many.col("n").typed::<Int>();
    let even = n.in_((0..MANY).map(|n| n * 2).collect::<Vec<_>>());
    let found = select((count_all(), sum(&n))).from(&many).filter(&even);
    assert_eq!(found.to_sql(conn.dialect()).unwrap().params().len(), 2);
    assert_eq!(conn.fetch_one(&found).unwrap(), (MANY / 2, Some(2_499_950_000)));
    let odd = select((count_all(), sum(&n))).from(&many).filter(!even);
    assert_eq!(conn.fetch_one(&odd).unwrap(), (MANY / 2, Some(2_500_000_000)));
    let word = many.col("n").typed::<Int>().cast::<Text>();
    let words = (0..MANY).map(|n| (n * 2).to_string()).collect::<Vec<_>>();
    let found = select(count_all()).from(&many).filter(word.in_(words));
    assert_eq!(conn.fetch_scalar(&found).unwrap(), MANY / 2);
    // As an operand of something else.
    let flag = n.in_((0..2_000_i64).map(|n| n * 2).collect::<Vec<_>>()).eq(n.lt(10));
    let both = select(count_all()).from(&many).filter(flag);
    assert_eq!(conn.fetch_scalar(&both).unwrap(), MANY - 2_000);
}

/// A list that is padded with what isn't there finds the same rows.
fn lists_find_what_short_ones_find(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let rows = store_things(&mut conn);
    let day = "0999-12-31".parse::<Date>().unwrap();
    let at = |n: i64| Timestamp::new("1800-01-01".parse().unwrap(), seconds(n));
    let pad = |column: usize, n: i64| match column {
        0 => Value::from(n + 1_000),
        1 => format!("no {n}").into(),
        2 => format!("no {n}").into_bytes().into(),
        3 => Value::from(Decimal::from_scaled(i128::from(n) + 100_000, 2)),
        4 => day.into(),
        5 => at(n).into(),
        6 => TimestampTz::from_unix_micros(-n * 1_000_000).into(),
        7 => Value::from(false),
        _ => Value::from(7.5),
    };
    let nodes = columns_of_things();
    for (i, (name, column)) in NAMES.into_iter().zip(nodes).enumerate() {
        let present = rows.iter().filter(|row| !row[i].is_null()).count();
        for row in rows.iter().map(|row| row[i].clone()).filter(|value| !value.is_null()) {
            // A boolean's pad is the other one.
            let count = if i == 7 && row == Value::from(false) { 0 } else { 1_500 };
            let long = (0..count).map(|n| pad(i, n)).chain([row.clone()]);
            let long = match i {
                7 => std::iter::repeat_n(row.clone(), 1_500).collect::<Vec<_>>(),
                _ => long.collect::<Vec<_>>(),
            };
            for (list, what) in [(vec![row.clone()], "short"), (long, "long")] {
                let nodes = list.into_iter().map(aludel::ast::Node::value).collect::<Vec<_>>();
                let found = aludel::ast::Node::in_list(column.clone(), nodes);
                let ids = select(THING.id).from(THING).order_by(THING.id);
                let wanted = rows.iter().filter(|other| other[i] == row);
                let wanted = wanted.map(|other| match other[0] {
                    Value::Int(id) => id,
                    _ => 0,
                });
                let got = conn.fetch_all(&ids.clone().filter(Cond::new(found.clone()))).unwrap();
                assert_eq!(
                    got,
                    wanted.clone().collect::<Vec<_>>(),
                    "{name} in a {what} list of {row:?}"
                );
                let others = conn.fetch_all(&ids.filter(Cond::new(found.negate()))).unwrap();
                assert_eq!(
                    others.len(),
                    present - got.len(),
                    "{name} not in a {what} list of {row:?}"
                );
            }
        }
    }
}

/// The column's collation says which texts are equal, for a list of any length.
fn texts_are_compared_as_their_column_says(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[THING.into()]).unwrap();
    let words = ["Ab", "AB", "ab ", "\u{e1}b", "x"];
    let rows = (1..).zip(words);
    conn.execute(&insert(THING).columns((THING.id, THING.word)).rows(rows)).unwrap();
    for wanted in ["ab", "Ab", "\u{c1}B", "X", "y"] {
        let list = |count: i64| {
            let others = (0..count).map(|n| format!("no {n}"));
            others.chain([wanted.to_owned()]).collect::<Vec<_>>()
        };
        let mut ids = |condition: Cond| {
            let q = select(THING.id).from(THING).filter(condition).order_by(THING.id);
            conn.fetch_all(&q).unwrap()
        };
        let (short, long) = (list(3), list(5_000));
        assert_eq!(ids(THING.word.in_(&long)), ids(THING.word.in_(&short)), "{wanted}");
        assert_eq!(ids(THING.word.not_in(&long)), ids(THING.word.not_in(&short)), "{wanted}");
    }
}

fn seconds(n: i64) -> Time {
    format!("00:{:02}:{:02}", n / 60 % 60, n % 60).parse().unwrap()
}

/// What goes in comes out, in order.
fn rows_of_every_kind(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let sqlite = conn.dialect().name() == "sqlite";
    let decimal = |n: i64| Decimal::from_scaled(i128::from(n) * 1_000_000_007 - 5, 3);
    let day = |n: i64| Date::from_days_since_epoch(n % 9_000).unwrap();
    let row = |n: i64| {
        let word = (n % 5 != 0)
            .then(|| format!("\"{n}\"\u{1}\\é{}", "x".repeat(usize::try_from(n % 9).unwrap())));
        let data = bytes::Bytes::from(n.to_le_bytes().to_vec());
        (n, word, data, decimal(n), day(n), n % 3 == 0)
    };
    let many = values("many", ["n", "word", "data", "price", "day", "odd"], (0..MANY).map(row));
    let q = select((
        many.col("n").typed::<Int>(),
        many.col("word").typed::<Nullable<Text>>(),
        many.col("data").typed::<bytes::Bytes>(),
        many.col("price").typed::<Decimal>(),
        many.col("day").typed::<Date>(),
        many.col("odd").typed::<Bool>(),
    ))
    .from(&many);
    let params = q.to_sql(conn.dialect()).unwrap().params().len();
    assert_eq!(params, if conn.dialect().name() == "postgres" { 6 } else { 1 });
    let found = conn.fetch_all(&q).unwrap();
    assert_eq!(found.len(), 100_000);
    for (n, found) in (0..).zip(found) {
        assert_eq!(found, row(n));
    }
    // Floats are read from a document exactly, or there is none.
    let floats = values("f", ["x"], (0..2_000_u32).map(|n| (f64::from(n) / 7e-300,)));
    let x = floats.col("x").typed::<Float>();
    let q = select(&x).from(&floats);
    let params = q.to_sql(conn.dialect()).unwrap().params().len();
    assert_eq!(params, if sqlite { 2_000 } else { 1 });
    let found = conn.fetch_all(&q).unwrap();
    assert!(
        found
            .iter()
            .zip(0..2_000_u32)
            .all(|(x, n)| x.to_bits() == (f64::from(n) / 7e-300).to_bits())
    );
    // A text with a NUL character is one, where there is any.
    let nul = values("t", ["x"], (0..2_000).map(|n| (format!("a\0{n}"),)));
    let x = nul.col("x").typed::<Text>();
    let found = conn.fetch_all(
        &select(&x)
            .from(&nul)
            .filter(x.in_((0..3_000).map(|n| format!("a\0{n}")).collect::<Vec<_>>())),
    );
    if conn.dialect().name() == "postgres" {
        assert_eq!(found.unwrap_err().kind(), ErrorKind::Parameter);
    } else {
        assert_eq!(found.unwrap(), (0..2_000).map(|n| format!("a\0{n}")).collect::<Vec<_>>());
    }
}

fn what_can_not_be_carried_is_refused(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let many = values("many", ["n"], [(1.5,), (2.5,)]);
    let n = many.col("n").typed::<Float>();
    // Of two kinds in one list, each is compared as what it is.
    let mixed = (0..MANY).map(|n| if n % 2 == 0 { Value::from(n) } else { Value::from(0.5) });
    let nodes = mixed.map(aludel::ast::Node::value).collect::<Vec<_>>();
    let found = aludel::ast::Node::in_list(n.node().clone(), nodes);
    let q = select(&n).from(&many).filter(Cond::new(found));
    let error = conn.fetch_all(&q).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Parameter, "{error}");
    assert!(error.to_string().contains("at most"), "{error}");
    assert_eq!(conn.fetch_scalar(&select(count_all()).from(&many)).unwrap(), 2);
}
