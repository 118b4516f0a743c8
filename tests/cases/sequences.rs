//! Sequences count, where there are any.

use aludel::ErrorKind;
use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(next_values);

fn next_values(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let next = select(next_value("Ticket \"no\""));
    if !conn.dialect().features().sequences {
        let error = conn.fetch_one(&next).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        return;
    }
    let quoted = match conn.dialect().features().quote {
        '`' => "`Ticket \"no\"`",
        _ => "\"Ticket \"\"no\"\"\"",
    };
    let create = Trusted::new(format!("CREATE SEQUENCE {quoted} START WITH 7"));
    conn.execute(&aludel::typed::RawSql::trusted(create)).unwrap();
    assert_eq!(conn.fetch_one(&next).unwrap(), 7);
    assert_eq!(conn.fetch_one(&next).unwrap(), 8);
}
