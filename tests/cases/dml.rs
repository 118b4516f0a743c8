//! What a case is too small for: an INSERT of many rows, on every server.

use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(many_rows);

fn many_rows(server: &Server) {
    let numbers = Table::build("numbers").column("n", SqlType::BigInt).finish();
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[(&numbers).into()]).unwrap();
    let all = insert(&numbers).columns(vec!["n"]).rows((0..20_000_i64).map(|n| vec![n]));
    assert_eq!(conn.execute(&all).unwrap().rows_affected(), 20_000);
    let total = select((count_all(), sum(numbers.col("n").typed::<Int>()))).from(&numbers);
    assert_eq!(conn.fetch_one(&total).unwrap(), (20_000, Some(199_990_000)));
}
