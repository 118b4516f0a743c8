//! Long texts come whole: MySQL and MariaDB would cut them at a limit of the session's.

use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(long_texts_are_not_cut);

/// More than the 1024 bytes of MySQL and the 1 MiB of MariaDB.
fn long_texts_are_not_cut(server: &Server) {
    let long = Table::build("long").column("t", SqlType::Text).finish();
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[(&long).into()]).unwrap();
    let rows = (0..1500).map(|i| vec![format!("{i:0>1000}")]);
    conn.execute(&insert(&long).columns(vec!["t"]).rows(rows)).unwrap();
    let text = long.col("t").typed::<Text>();
    let whole = select(string_agg(&text, ", ").ordered(&text)).from(&long);
    let whole = conn.fetch_one(&whole).unwrap().unwrap();
    assert_eq!(whole.len(), 1500 * 1000 + 1499 * 2);
    assert!(whole.ends_with("1499"));
    let json = select(json_array_agg(&text)).from(&long);
    let json = conn.fetch_one(&json).unwrap().unwrap();
    assert!(json.as_str().len() > 1500 * 1000 && json.as_str().ends_with("\"]"));
}
