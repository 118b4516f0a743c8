//! Names that refer to nothing, or to more than one thing; joins that nothing decides.

use crate::ErrorKind::{Invalid, Scope as OutOfScope};
use crate::ast::{Node, Source};
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Capability, Case, refused};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [
        columns_out_of_scope(),
        nested_scopes(),
        dml_out_of_scope(),
        ambiguity(),
        nullable_sides(),
        foreign_keys(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn columns_out_of_scope() -> Vec<Case> {
    let a = ARTIST.alias("a");
    let sub = select((ALBUM.album_id, count_all().label("n"))).subquery("s");
    let pet = Table::build("pet").column("id", SqlType::BigInt).finish();
    // A subquery in FROM does not see its neighbours.
    let inner = select(ALBUM.title).from(ALBUM).filter(ALBUM.artist_id.eq(ARTIST.artist_id));
    let neighbour = inner.subquery("inner");
    vec![
        refused(
            select(ARTIST.name).from(ALBUM),
            OutOfScope,
            ["artist.name", "artist is not in FROM", "in scope: album", ".join("],
        )
        .at("the select list"),
        refused(
            select(ALBUM.title).filter(ARTIST.name.eq("x")),
            OutOfScope,
            ["artist is not in FROM"],
        )
        .at("WHERE"),
        refused(
            select(literal(1)).order_by(ARTIST.name),
            OutOfScope,
            ["no table is in scope", ".from("],
        )
        .at("ORDER BY"),
        refused(select(a.name).from(ARTIST), OutOfScope, ["a is not in FROM"])
            .at("the select list"),
        refused(select(ARTIST.name).from(a), OutOfScope, ["artist is not in FROM", "in scope: a"])
            .at("the select list"),
        refused(
            select(sub.col("m")).from(&sub),
            OutOfScope,
            ["s has no column m", "it has: album_id, n"],
        )
        .at("the select list"),
        refused(
            select(pet.col("name")).from(&pet),
            Invalid,
            ["table pet has no column name", "it has: id"],
        )
        .at("the select list"),
        refused(
            select(ARTIST.name).from(ARTIST.join(ALBUM).on(TRACK.live)),
            OutOfScope,
            ["track is not in FROM"],
        )
        .at("ON"),
        refused(
            select(sub.col(&count_all())).from(&sub),
            Invalid,
            ["by an expression without a name", ".label("],
        )
        .at("the select list"),
        refused(
            select(neighbour.col("title")).from(ARTIST).from(&neighbour),
            OutOfScope,
            ["artist is not in FROM"],
        ),
    ]
}

/// A column may come from any FROM around it, and from none beside or within.
fn nested_scopes() -> Vec<Case> {
    let of_artist = || ALBUM.artist_id.eq(ARTIST.artist_id);
    let innermost = select(TRACK.name).from(TRACK).filter(of_artist());
    let body = select(ALBUM.title).from(ALBUM).filter(of_artist()).cte("body");
    let within = select(ALBUM.title.label("t")).from(ALBUM).subquery("within");
    let union = select(ARTIST.artist_id).union(select(ALBUM.album_id));
    vec![
        refused(
            select(ALBUM.title).from(ALBUM).filter(innermost.exists()),
            OutOfScope,
            ["artist.artist_id", "artist is not in FROM", "in scope: album, track"],
        )
        .at("WHERE"),
        refused(
            select(ARTIST.name)
                .from(ARTIST)
                .filter(select(ALBUM.title).from(ALBUM).filter(TRACK.live).exists()),
            OutOfScope,
            ["track is not in FROM", "in scope: artist, album"],
        )
        .at("WHERE"),
        refused(
            select(ALBUM.title)
                .from(ARTIST)
                .filter(select(ALBUM.album_id).from(ALBUM).filter(of_artist()).exists()),
            OutOfScope,
            ["album is not in FROM", "in scope: artist"],
        )
        .at("the select list"),
        refused(
            select((ARTIST.name, body.col(ALBUM.title))).with(&body).from(ARTIST.cross_join(&body)),
            OutOfScope,
            ["artist is not in FROM", "in scope: album"],
        )
        .at("WHERE"),
        refused(
            select(ALBUM.title).from(&within),
            OutOfScope,
            ["album is not in FROM", "in scope: within"],
        )
        .at("the select list"),
        refused(
            select(ARTIST.name)
                .from(ARTIST)
                .filter(ARTIST.artist_id.in_(select(within.col("t").typed::<Int>()).from(ALBUM))),
            OutOfScope,
            ["within is not in FROM", "in scope: artist, album"],
        ),
        refused(
            union.order_by(ALBUM.album_id + 1),
            Invalid,
            ["a set operation is ordered by an expression", ".subquery("],
        )
        .at("ORDER BY"),
        refused(
            select(ARTIST.artist_id)
                .union(select(ALBUM.album_id).from(ALBUM).filter(ARTIST.name.eq("x"))),
            OutOfScope,
            ["artist is not in FROM", "in scope: album"],
        )
        .at("WHERE"),
    ]
}

fn dml_out_of_scope() -> Vec<Case> {
    vec![
        refused(
            update(ARTIST).set(ARTIST.name, ALBUM.title).all_rows(),
            OutOfScope,
            ["album is not in FROM"],
        )
        .at("SET"),
        refused(delete(ARTIST).filter(ALBUM.year.eq(1)), OutOfScope, ["album is not in FROM"])
            .at("WHERE"),
        refused(
            insert(ARTIST).set(ARTIST.name, "x").returning(ALBUM.year),
            OutOfScope,
            ["album is not in FROM"],
        )
        .at("RETURNING")
        .needs(Capability::InsertReturning),
        refused(
            insert(ARTIST).set(ARTIST.name, ARTIST.name),
            OutOfScope,
            ["artist is not in FROM"],
        )
        .at("VALUES"),
        refused(
            insert(ARTIST).set("nmae", "x"),
            Invalid,
            ["has no column nmae", "artist_id, name"],
        ),
        refused(
            insert(ARTIST).set(ALBUM.title, "x"),
            Invalid,
            ["album.title gets a value, but artist is changed"],
        ),
        refused(update(ARTIST).set("nmae", "x").all_rows(), Invalid, ["has no column nmae"]),
        refused(
            insert(ARTIST).columns(vec!["nmae"]).rows([vec!["x"]]),
            Invalid,
            ["has no column nmae", "artist_id, name"],
        )
        .at("INSERT"),
    ]
}

fn ambiguity() -> Vec<Case> {
    vec![
        refused(
            select(col("artist_id")).from(ARTIST.join(ALBUM)),
            OutOfScope,
            ["artist_id is in artist and in album", ".col("],
        )
        .at("the select list"),
        refused(select_from(ARTIST).from(ARTIST), OutOfScope, ["artist stands twice"]).at("FROM"),
        refused(
            select(ARTIST.name).from(ARTIST.join(ARTIST).on(ARTIST.name.eq("x"))),
            OutOfScope,
            ["artist stands twice", "alias"],
        )
        .at("FROM"),
        refused(
            select_from(ARTIST.alias("x")).from(ALBUM.alias("x")),
            OutOfScope,
            ["x stands twice"],
        )
        .at("FROM"),
        refused(
            select((ARTIST.name, ALBUM.title)),
            OutOfScope,
            ["several tables (artist, album)", "no FROM", ".from("],
        ),
    ]
}

fn nullable_sides() -> Vec<Case> {
    let a = ALBUM.alias("a");
    vec![
        refused(
            select((ARTIST.name, ALBUM.title)).from(ARTIST.left_join(ALBUM)),
            Invalid,
            ["title may be NULL", "outer-joined", ".nullable()", ".assume_not_null()"],
        )
        .at("the select list"),
        refused(
            select(ARTIST.artist_id).from(ARTIST.right_join(ALBUM)),
            Invalid,
            ["artist_id may be"],
        ),
        refused(
            select(ARTIST.artist_id).from(ARTIST.full_join(ALBUM)),
            Invalid,
            ["artist_id may be NULL"],
        ),
        refused(
            select(ALBUM.album_id).from(ARTIST.full_join(ALBUM)),
            Invalid,
            ["album_id may be NULL"],
        ),
        refused(
            select(a.title.label("t")).from(ARTIST.left_join(a)),
            Invalid,
            ["column t may be NULL"],
        ),
        refused(
            select((ARTIST.artist_id, (ALBUM.title,))).from(ARTIST.left_join(ALBUM)),
            Invalid,
            ["title may be NULL"],
        ),
    ]
}

fn foreign_keys() -> Vec<Case> {
    let user = Table::build("user").primary_key("id", SqlType::BigInt).finish();
    let message = Table::build("message")
        .column("sender", SqlType::BigInt)
        .column("reader", SqlType::BigInt)
        .foreign_key(["sender"], &user, ["id"])
        .foreign_key(["reader"], &user, ["id"])
        .finish();
    let sub = select(ALBUM.artist_id).subquery("s");
    let source = Source::Table(ARTIST.into()).on(Node::value(true));
    vec![
        refused(
            select_from(ARTIST.join(TRACK)),
            Invalid,
            ["no foreign key lies between artist and track", ".on("],
        )
        .at("ON"),
        refused(
            select_from((&message).join(&user)),
            Invalid,
            ["2 foreign keys lie between message and user", ".on("],
        )
        .at("ON"),
        refused(select_from(ARTIST.join(&sub)), Invalid, ["no foreign key", "a subquery", ".on("]),
        refused(
            select_from(ARTIST.cross_join(ALBUM).on(ALBUM.artist_id.eq(1))),
            Invalid,
            ["a cross join has no ON"],
        ),
        refused(select_from(source), Invalid, ["ON without a join", ".join("]),
    ]
}
