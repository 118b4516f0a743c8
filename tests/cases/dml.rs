//! What a case is too small for: an INSERT of many rows, on every server.

use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(many_rows, an_index_of_expressions);

/// Where there is no ON CONFLICT nothing is inserted in its place.
fn an_index_of_expressions(server: &Server) {
    use aludel::dialect::Upsert;
    aludel::table! {
        const USER = "account" { email: Varchar(80), visits: Integer, gone: Boolean }
    }
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[USER.into()]).unwrap();
    let visit = |email: &'static str, gone| {
        insert(USER)
            .columns((USER.email, USER.visits, USER.gone))
            .values((email, 1, gone))
            .on_conflict_index(lower(USER.email))
            .where_index(not(USER.gone))
            .do_update(|row| row.set(USER.visits, USER.visits + 1))
    };
    let all = select((USER.email, USER.visits)).order_by((USER.gone, USER.visits.desc()));
    if conn.dialect().features().upsert != Upsert::OnConflict {
        let error = conn.execute(&visit("Ann@x", false)).unwrap_err();
        assert_eq!(error.kind(), aludel::ErrorKind::Unsupported, "{error:?}");
        assert_eq!(conn.fetch_all(&all).unwrap(), []);
        return;
    }
    let index = sql!("CREATE UNIQUE INDEX i ON account (lower(email)) WHERE NOT gone");
    conn.execute(&index).unwrap();
    for (email, gone) in [("Ann@x", false), ("ann@X", false), ("ANN@x", true), ("bob@x", false)] {
        conn.execute(&visit(email, gone)).unwrap();
    }
    let expected = [("Ann@x", 2), ("bob@x", 1), ("ANN@x", 1)];
    assert_eq!(conn.fetch_all(&all).unwrap(), expected.map(|(email, n)| (email.to_owned(), n)));
}

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
