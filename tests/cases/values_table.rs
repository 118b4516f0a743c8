//! VALUES in FROM: of many rows, whose SQL is too long to be stated, and of every kind of value.

use aludel::prelude::*;
use aludel::testing::shop::TRACK;

use crate::servers::{Server, on_every_server, open};
use crate::things::{NAMES, THING, columns_of_things, store_things};

on_every_server!(a_thousand_rows, every_kind, expressions);

fn a_thousand_rows(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let words = (1..=1000_i64).map(|n| (n, (n % 7 != 0).then(|| format!("word {n}"))));
    let many = values("many", ["n", "word"], words);
    let word = many.col("word").typed::<Nullable<Text>>();
    let n = many.col("n").typed::<Int>();
    let all = select((count_all(), sum(&n), count(&word), max(length(&word)))).from(&many);
    assert_eq!(conn.fetch_all(&all).unwrap(), [(1000, Some(500_500), 858, Some(9))]);
    let joined = select((TRACK.track_id, word))
        .from(TRACK.join(&many).on(n.eq(TRACK.seconds)))
        .order_by(TRACK.track_id);
    let found = conn.fetch_all(&joined).unwrap();
    let expected = [(1, 263), (2, 203), (3, 237), (4, 305), (5, 312)];
    assert_eq!(found.len(), expected.len());
    for ((track, seconds), (id, word)) in expected.into_iter().zip(found) {
        let expected = (seconds % 7 != 0).then(|| format!("word {seconds}"));
        assert_eq!((id, word), (track, expected));
    }
}

/// What is in VALUES is what is stored, however long it is, and wherever the NULL is.
fn every_kind(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let rows = store_things(&mut conn);
    for (i, column) in columns_of_things().into_iter().enumerate().skip(1) {
        let column = Expr::<Any>::new(column);
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
            let cells = order.map(|at| (rows[at][0].clone(), rows[at][i].clone()));
            let given = values("given", ["n", "v"], cells);
            let same = select(THING.id)
                .from(THING.join(&given).on(given.col("n").eq(THING.id)))
                .filter(column.is_not_distinct_from(given.col("v")))
                .order_by(THING.id);
            assert_eq!(conn.fetch_all(&same).unwrap(), [1, 2, 3, 4], "{}", NAMES[i]);
        }
    }
    let large = values("large", ["n"], [(1,), (i64::MAX,), (i64::MIN,)]);
    let n = large.col("n").typed::<Int>();
    let most = select((max(&n), min(&n))).from(&large);
    assert_eq!(conn.fetch_one(&most).unwrap(), (Some(i64::MAX), Some(i64::MIN)));
}

/// What is computed of parameters isn't cut either.
fn expressions(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let text = |text: &str| value(text).typed::<Text>();
    let word = |one, two| text(one).concat(text(two));
    let large = |n: i64| value(n).typed::<Int>() + 1;
    let rows = [(word("a", "b"), large(1)), (word("some longer", " words"), large(1 << 40))];
    let given = values("given", ["word", "n"], rows);
    let all = select((given.col("word").typed::<Text>(), given.col("n").typed::<Int>()))
        .from(&given)
        .order_by(given.col("n"));
    let expected = [("ab".to_owned(), 2), ("some longer words".to_owned(), (1 << 40) + 1)];
    assert_eq!(conn.fetch_all(&all).unwrap(), expected);
    let many = values("many", ["n"], (0..900_i64).map(|n| (value(n).typed::<Int>() * 2,)));
    let total = select((count_all(), sum(many.col("n").typed::<Int>()))).from(&many);
    assert_eq!(conn.fetch_one(&total).unwrap(), (900, Some(809_100)));
    // A NULL takes its type from what is computed.
    let sums =
        [null().typed::<Int>().into_node(), (value(1_i64 << 40).typed::<Int>() + 1).into_node()];
    let given = values("given", ["n"], sums.map(|sum| (Expr::<Any>::new(sum),)));
    let sorted = select(given.col("n").typed::<Nullable<Int>>()).from(&given);
    let mut found = conn.fetch_all(&sorted).unwrap();
    found.sort_unstable();
    assert_eq!(found, [None, Some((1 << 40) + 1)]);
    let given = values("bound", ["n"], ["one", "two"].map(|name| (bind(name).typed::<Int>(),)));
    let mut bound = conn.compile(&select(given.col("n").typed::<Int>()).from(&given)).unwrap();
    bound.bind("one", 1_i64 << 40).unwrap().bind("two", 2).unwrap();
    assert_eq!(conn.fetch_all(&bound).unwrap(), [1 << 40, 2]);
}
