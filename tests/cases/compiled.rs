//! What is seen without a database: which statements compile, and which mistake is named.

use aludel::ErrorKind::Parameter;
use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::testing::shop::{ALBUM, ARTIST};

/// What may be NULL is fine where the select list knows it.
#[test]
fn nullable_sides() {
    for fine in [
        &select(ALBUM.title.nullable()).from(ARTIST.left_join(ALBUM)) as &dyn Compile,
        &select(ALBUM.title.assume_not_null()).from(ARTIST.left_join(ALBUM)),
        &select(ALBUM.outer().title).from(ARTIST.left_join(ALBUM)),
        &select(ARTIST.artist_id).from(ARTIST.left_join(ALBUM)),
        &select(count(ALBUM.title)).from(ARTIST.left_join(ALBUM)),
    ] {
        assert!(fine.to_sql(&Ansi).is_ok());
    }
}

#[test]
fn binds_in_literals() {
    let error = select(bind("x")).to_sql_literal(&Ansi).unwrap_err();
    assert_eq!(error.kind(), Parameter);
    assert!(error.to_string().contains("the bind :x has no value to print"), "{error}");
    assert!(error.help().is_some());
}

/// The first mistake is the one reported, wherever it was made.
#[test]
fn the_first_mistake() {
    let query = insert(ARTIST).set("nmae", 1).set("naem", 2);
    let error = query.to_sql(&Ansi).unwrap_err().to_string();
    assert!(error.contains("nmae") && !error.contains("naem"), "{error}");
}
