//! Names that refer to nothing, or to more than one thing; joins that nothing decides.

use aludel::ErrorKind::{Invalid, Scope as OutOfScope};
use aludel::ast::{Node, Source};
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

use crate::harness::{refused, refused_in};
use crate::shop::{ALBUM, ARTIST, TRACK};

#[test]
fn columns_out_of_scope() {
    let a = ARTIST.alias("a");
    let sub = select((ALBUM.album_id, count_all().label("n"))).subquery("s");
    let pet = Table::build("pet").column("id", SqlType::BigInt).finish();
    refused_in(
        &select(ARTIST.name).from(ALBUM),
        "the select list",
        OutOfScope,
        &["artist.name", "artist is not in FROM", "in scope: album", ".join("],
    );
    refused_in(
        &select(ALBUM.title).filter(ARTIST.name.eq("x")),
        "WHERE",
        OutOfScope,
        &["artist is not in FROM"],
    );
    refused_in(
        &select(literal(1)).order_by(ARTIST.name),
        "ORDER BY",
        OutOfScope,
        &["no table is in scope", ".from("],
    );
    refused_in(&select(a.name).from(ARTIST), "the select list", OutOfScope, &["a is not in FROM"]);
    refused_in(
        &select(ARTIST.name).from(a),
        "the select list",
        OutOfScope,
        &["artist is not in FROM", "in scope: a"],
    );
    refused_in(
        &select(sub.col("m")).from(&sub),
        "the select list",
        OutOfScope,
        &["s has no column m", "it has: album_id, n"],
    );
    refused_in(
        &select(pet.col("name")).from(&pet),
        "the select list",
        Invalid,
        &["table pet has no column name", "it has: id"],
    );
    refused_in(
        &select(ARTIST.name).from(ARTIST.join(ALBUM).on(TRACK.live)),
        "ON",
        OutOfScope,
        &["track is not in FROM"],
    );
    refused_in(
        &select(sub.col(&count_all())).from(&sub),
        "the select list",
        Invalid,
        &["by an expression without a name", ".label("],
    );
    // A subquery in FROM does not see its neighbours.
    let inner = select(ALBUM.title).from(ALBUM).filter(ALBUM.artist_id.eq(ARTIST.artist_id));
    let neighbour = inner.subquery("inner");
    refused(
        &select(neighbour.col("title")).from(ARTIST).from(&neighbour),
        OutOfScope,
        &["artist is not in FROM"],
    );
}

#[test]
fn dml_out_of_scope() {
    refused_in(
        &update(ARTIST).set(ARTIST.name, ALBUM.title).all_rows(),
        "SET",
        OutOfScope,
        &["album is not in FROM"],
    );
    refused_in(
        &delete(ARTIST).filter(ALBUM.year.eq(1)),
        "WHERE",
        OutOfScope,
        &["album is not in FROM"],
    );
    refused_in(
        &insert(ARTIST).set(ARTIST.name, "x").returning(ALBUM.year),
        "RETURNING",
        OutOfScope,
        &["album is not in FROM"],
    );
    refused_in(
        &insert(ARTIST).set(ARTIST.name, ARTIST.name),
        "VALUES",
        OutOfScope,
        &["artist is not in FROM"],
    );
    refused(&insert(ARTIST).set("nmae", "x"), Invalid, &["has no column nmae", "artist_id, name"]);
    refused(&insert(ARTIST).set(ALBUM.title, "x"), Invalid, &["table artist has no column title"]);
    refused(&update(ARTIST).set("nmae", "x").all_rows(), Invalid, &["has no column nmae"]);
    refused_in(
        &insert(ARTIST).columns(vec!["nmae"]).rows([vec!["x"]]),
        "INSERT",
        Invalid,
        &["has no column nmae", "artist_id, name"],
    );
}

#[test]
fn ambiguity() {
    refused_in(
        &select(col("artist_id")).from(ARTIST.join(ALBUM)),
        "the select list",
        OutOfScope,
        &["artist_id is in artist and in album", ".col("],
    );
    refused_in(&select_from(ARTIST).from(ARTIST), "FROM", OutOfScope, &["artist stands twice"]);
    refused_in(
        &select(ARTIST.name).from(ARTIST.join(ARTIST).on(ARTIST.name.eq("x"))),
        "FROM",
        OutOfScope,
        &["artist stands twice", "alias"],
    );
    refused_in(
        &select_from(ARTIST.alias("x")).from(ALBUM.alias("x")),
        "FROM",
        OutOfScope,
        &["x stands twice"],
    );
    refused(
        &select((ARTIST.name, ALBUM.title)),
        OutOfScope,
        &["several tables (artist, album)", "no FROM", ".from("],
    );
}

#[test]
fn nullable_sides() {
    let a = ALBUM.alias("a");
    refused_in(
        &select((ARTIST.name, ALBUM.title)).from(ARTIST.left_join(ALBUM)),
        "the select list",
        Invalid,
        &["title may be NULL", "outer-joined", ".nullable()", ".assume_not_null()"],
    );
    refused(
        &select(ARTIST.artist_id).from(ARTIST.right_join(ALBUM)),
        Invalid,
        &["artist_id may be"],
    );
    for item in [ARTIST.artist_id, ALBUM.album_id] {
        let full = select(item).from(ARTIST.full_join(ALBUM));
        refused(&full, Invalid, &["may be NULL"]);
    }
    refused(
        &select(a.title.label("t")).from(ARTIST.left_join(a)),
        Invalid,
        &["column t may be NULL"],
    );
    refused(
        &select((ARTIST.artist_id, (ALBUM.title,))).from(ARTIST.left_join(ALBUM)),
        Invalid,
        &["title may be NULL"],
    );
    for fine in [
        &select(ALBUM.title.nullable()).from(ARTIST.left_join(ALBUM)) as &dyn Compile,
        &select(ALBUM.title.assume_not_null()).from(ARTIST.left_join(ALBUM)),
        &select(ALBUM.outer().title).from(ARTIST.left_join(ALBUM)),
        &select(ARTIST.artist_id).from(ARTIST.left_join(ALBUM)),
        &select(count(ALBUM.title)).from(ARTIST.left_join(ALBUM)),
    ] {
        assert!(fine.to_sql(&Sqlite).is_ok());
    }
}

#[test]
fn foreign_keys() {
    refused_in(
        &select_from(ARTIST.join(TRACK)),
        "ON",
        Invalid,
        &["no foreign key lies between artist and track", ".on("],
    );
    let user = Table::build("user").primary_key("id", SqlType::BigInt).finish();
    let message = Table::build("message")
        .column("sender", SqlType::BigInt)
        .column("reader", SqlType::BigInt)
        .foreign_key(["sender"], &user, ["id"])
        .foreign_key(["reader"], &user, ["id"])
        .finish();
    refused_in(
        &select_from((&message).join(&user)),
        "ON",
        Invalid,
        &["2 foreign keys lie between message and user", ".on("],
    );
    let sub = select(ALBUM.artist_id).subquery("s");
    refused(&select_from(ARTIST.join(&sub)), Invalid, &["no foreign key", "a subquery", ".on("]);
    refused(
        &select_from(ARTIST.cross_join(ALBUM).on(ALBUM.artist_id.eq(1))),
        Invalid,
        &["a cross join has no ON"],
    );
    let source = Source::Table(ARTIST.into()).on(Node::value(true));
    refused(&select_from(source), Invalid, &["ON without a join", ".join("]);
}
