//! What SQLite can do since which version.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use aludel::ErrorKind::{Parameter, Unsupported};
use aludel::ast::{BinaryOp, NaryOp, Node};
use aludel::prelude::*;
use aludel::testing::shop::{ALBUM, ARTIST, TRACK};
use aludel::{Error, ErrorKind};
use aludel_sqlite::Sqlite;

/// Refused for a version of SQLite, and accepted for the next one.
fn since(minor: u16, statement: &dyn Compile, says: &[&str]) -> Error {
    let error = statement.to_sql(&Sqlite::v(3, minor - 1)).expect_err("it is too new");
    assert_eq!(error.kind(), Unsupported, "{error:?}");
    assert_eq!(error.dialect(), Some(format!("sqlite 3.{}", minor - 1).as_str()));
    for part in says {
        assert!(error.to_string().contains(part), "{error} does not say {part:?}");
    }
    assert!(error.help().is_some(), "{error} has no way out");
    let newer = statement.to_sql(&Sqlite::v(3, minor));
    assert!(newer.is_ok(), "{newer:?}");
    error
}

#[test]
fn versions() {
    let returning = insert(ARTIST).set(ARTIST.name, "x").returning(ARTIST.artist_id);
    let error = since(35, &returning, &["RETURNING after INSERT", "same transaction"]);
    assert_eq!(error.place(), Some("RETURNING"));
    since(39, &select_from(ARTIST.full_join(ALBUM)), &["FULL JOIN"]);
    since(39, &select_from(ARTIST.right_join(ALBUM)), &["RIGHT JOIN", "left join"]);
    since(30, &select_from(ARTIST).order_by(ARTIST.name.asc().nulls_last()), &["NULLS FIRST/LAST"]);
    since(30, &select_from(ARTIST).order_by(ARTIST.name.desc().nulls_first()), &["NULLS"]);
    since(23, &select_from(TRACK).filter(TRACK.live.is_true()), &["IS TRUE"]);
    let pair = || Node::tuple(vec![Node::value(1), Node::value(2)]);
    let tuples = select(Expr::<Any>::new(Node::binary(BinaryOp::Eq, pair(), pair())));
    since(15, &tuples, &["row values"]);
    // What older versions can do in other words, they do.
    let old = Sqlite::v(3, 20);
    for (order, sql) in [
        (ARTIST.name.asc().nulls_first(), r#" ORDER BY "artist"."name""#),
        (ARTIST.name.desc().nulls_last(), r#" ORDER BY "artist"."name" DESC"#),
    ] {
        let text = select_from(ARTIST).order_by(order).to_sql(&old).unwrap();
        assert!(text.text().ends_with(sql), "{text}");
    }
    let literal_true = select(literal(true)).to_sql(&old).unwrap();
    assert_eq!(literal_true.text(), "SELECT 1");
}

/// What is not supported was dropped in silence.
#[test]
fn returning_dropped_where_unsupported() {
    let old = Sqlite::v(3, 34);
    let statements: [Box<dyn Compile>; 3] = [
        Box::new(insert(ARTIST).set(ARTIST.name, "x").returning(ARTIST.artist_id)),
        Box::new(update(ARTIST).set(ARTIST.name, "x").all_rows().returning(ARTIST.artist_id)),
        Box::new(delete(ARTIST).all_rows().returning(ARTIST.artist_id)),
    ];
    for statement in statements {
        let error = statement.to_sql(&old).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error:?}");
        assert_eq!(error.dialect(), Some("sqlite 3.34"));
        assert_eq!(error.place(), Some("RETURNING"));
        assert!(statement.to_sql(&Sqlite::v(3, 35)).is_ok());
    }
}

#[test]
fn parameters() {
    let chain = Node::nary(NaryOp::And, (0..32_767).map(|_| Node::value(true)));
    let error = select(Expr::<Any>::new(chain)).to_sql(&Sqlite).unwrap_err();
    assert_eq!(error.kind(), Parameter, "{error:?}");
    for part in ["32767 parameters", "at most 32766", "several statements"] {
        assert!(error.to_string().contains(part), "{error} does not say {part:?}");
    }
    // A list is sent as one document where the limit would be passed.
    let list =
        select(ARTIST.artist_id).filter(ARTIST.artist_id.in_((0..32_767).collect::<Vec<_>>()));
    let sql = list.to_sql(&Sqlite).unwrap();
    assert_eq!(sql.params().len(), 1);
    let old = select(ARTIST.artist_id).filter(ARTIST.artist_id.in_(vec![0; 1000]));
    assert_eq!(old.to_sql(&Sqlite::v(3, 31)).unwrap_err().kind(), Parameter);
}
