//! VALUES in FROM of many rows, whose SQL is too long to be stated.

use aludel::prelude::*;
use aludel::testing::shop::TRACK;

use crate::servers::{Server, on_every_server, open};

on_every_server!(a_thousand_rows);

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
