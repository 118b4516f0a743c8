//! What types don't stop is an error when compiled: of a kind, with what, where, and a way out.

use crate::ErrorKind::Invalid;
use crate::ast::{self, Node};
use crate::prelude::*;
use crate::schema::CreateTable;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Case, refused};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [
        incomplete_statements(),
        rows_that_do_not_fit(),
        columns_of_other_tables(),
        limits(),
        names(),
        words(),
        too_large(),
        the_first_mistake(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn incomplete_statements() -> Vec<Case> {
    let nothing: Vec<Expr> = Vec::new();
    let case = Node::case(None, Vec::new(), None);
    vec![
        refused(select(nothing).from(ARTIST), Invalid, ["select list is empty", "select_from"]),
        refused(insert(ARTIST), Invalid, ["no columns", ".default_values()"]).at("INSERT"),
        refused(insert(ARTIST).columns((ARTIST.name,)), Invalid, ["no rows", ".values("])
            .at("INSERT"),
        refused(update(ARTIST).all_rows(), Invalid, ["sets nothing", ".set("]).at("UPDATE"),
        refused(
            update(ARTIST).set(ARTIST.name, "x"),
            Invalid,
            ["no condition", "every row would be changed", ".all_rows()"],
        )
        .at("SET"),
        refused(
            delete(ARTIST),
            Invalid,
            ["no condition", "every row would be deleted", ".all_rows()"],
        )
        .at("DELETE"),
        refused(
            delete(ARTIST).filter(ARTIST.artist_id.eq(1)).all_rows(),
            Invalid,
            ["a condition and .all_rows()"],
        ),
        refused(CreateTable::new(table("t")), Invalid, ["table t has no columns", "Table::build"])
            .at("CREATE TABLE"),
        refused(select(Expr::<Any>::new(case)), Invalid, ["CASE has no WHEN", ".when("]),
    ]
}

fn rows_that_do_not_fit() -> Vec<Case> {
    let two = || insert(ARTIST).columns(vec!["artist_id", "name"]);
    let columns = insert(ARTIST).default_values().columns((ARTIST.name,));
    let unnamed = insert(ARTIST).set(&(ARTIST.artist_id + 1), 1);
    vec![
        refused(two().rows([vec![1, 2, 3]]), Invalid, ["a row has 3 values for 2 columns"]),
        refused(two().rows([vec![1]]), Invalid, ["a row has 1 values for 2 columns"]),
        refused(two().row([Node::value(1)]), Invalid, ["a row has 1 values for 2 columns"]),
        refused(
            insert(ARTIST).set(ARTIST.name, "x").set("name", "y"),
            Invalid,
            ["column name is given twice"],
        ),
        refused(
            update(ARTIST).set(ARTIST.name, "x").set("name", "y").all_rows(),
            Invalid,
            ["column name is set twice"],
        )
        .at("SET"),
        refused(
            insert(ARTIST).set(ARTIST.name, "x").default_values(),
            Invalid,
            ["DEFAULT VALUES in an INSERT that has columns"],
        ),
        refused(
            insert(ARTIST).default_values().set(ARTIST.name, "x"),
            Invalid,
            ["DEFAULT VALUES in an INSERT that has columns"],
        ),
        refused(columns.clone(), Invalid, ["DEFAULT VALUES in an INSERT that has columns"]),
        refused(columns.values(("x",)), Invalid, ["DEFAULT VALUES in an INSERT that has columns"]),
        refused(unnamed, Invalid, ["assigned to an expression"]),
    ]
}

/// What a statement assigns to is the table's that it changes.
fn columns_of_other_tables() -> Vec<Case> {
    let (artist, album, other) = (table("artist"), table("album"), ARTIST.alias("other"));
    let kinds = select(ARTIST.name).from(ARTIST).subquery("kinds");
    let new = || insert(ARTIST).columns((ARTIST.artist_id,)).values((1,));
    let two = update(ARTIST).from(other).set(other.name, "x").all_rows();
    let one = update(ARTIST.alias("one")).set(other.name, "x").all_rows();
    let row = update(ARTIST).set_row((ARTIST.artist_id, ALBUM.year), (1, 2)).all_rows();
    let query = update(ARTIST).set_query((ALBUM.title,), select(ALBUM.title)).all_rows();
    let merged = merge_into(ARTIST).using(ALBUM).on(ARTIST.artist_id.eq(ALBUM.artist_id));
    let merge = merged.when_matched().update(|row| row.set(ALBUM.title, "x"));
    vec![
        refused(
            insert(ARTIST).set(ALBUM.title, "x"),
            Invalid,
            ["album.title gets a value, but artist is changed", "name a column of artist"],
        ),
        refused(
            update(ARTIST).set(ALBUM.artist_id, 1).all_rows(),
            Invalid,
            ["album.artist_id gets a value, but artist is changed"],
        ),
        refused(
            insert(ARTIST).columns((ARTIST.name, ALBUM.artist_id)).values(("x", 1)),
            Invalid,
            ["album.artist_id gets a value, but artist is changed"],
        ),
        refused(row, Invalid, ["album.year gets a value, but artist is changed"]),
        refused(
            insert(&artist).set(&album.col("title"), "x"),
            Invalid,
            ["album.title gets a value, but artist is changed"],
        ),
        refused(
            insert(&artist).set(&Expr::<Text>::new(Node::Column(ALBUM.title.column())), "x"),
            Invalid,
            ["album.title gets a value, but artist is changed"],
        ),
        refused(
            update(ARTIST).set(&kinds.col(ARTIST.name), "x").all_rows(),
            Invalid,
            ["kinds.name gets a value, but artist is changed"],
        ),
        refused(two, Invalid, ["other.name gets a value, but artist is changed"]),
        refused(one, Invalid, ["other.name gets a value, but one is changed"]),
        refused(
            new().on_conflict((ALBUM.artist_id,)).do_nothing(),
            Invalid,
            ["album.artist_id gets a value, but artist is changed"],
        ),
        refused(
            new()
                .on_conflict((ARTIST.artist_id,))
                .do_update(|row| row.set(&excluded(ARTIST.name), "x")),
            Invalid,
            ["excluded.name gets a value, but artist is changed"],
        ),
        refused(query, Invalid, ["album.title gets a value, but artist is changed"]),
        refused(merge, Invalid, ["album.title gets a value, but artist is changed"]),
    ]
}

fn limits() -> Vec<Case> {
    let all = || select(ARTIST.artist_id);
    let label = value(1).label("one");
    vec![
        refused(all().limit(-1), Invalid, ["LIMIT is negative: -1"]).at("LIMIT"),
        refused(all().offset(-5), Invalid, ["OFFSET is negative: -5"]).at("LIMIT"),
        refused(all().limit(None::<i64>), Invalid, ["LIMIT is NULL"]).at("LIMIT"),
        refused(all().limit(1).offset(None::<i64>), Invalid, ["OFFSET is NULL"]).at("LIMIT"),
        refused(all().limit(literal(-1).typed::<Int>()), Invalid, ["LIMIT is negative: -1"])
            .at("LIMIT"),
        refused(all().limit(null()), Invalid, ["LIMIT is NULL"]).at("LIMIT"),
        refused(all().order_by(value(1)), Invalid, ["a value orders nothing"]).at("ORDER BY"),
        refused(all().order_by(&label), Invalid, ["a value orders nothing"]).at("ORDER BY"),
        refused(all().group_by(1), Invalid, ["a value groups nothing"]).at("GROUP BY"),
        refused(all().group_by(literal(1)), Invalid, ["a value groups nothing"]).at("GROUP BY"),
    ]
}

fn names() -> Vec<Case> {
    vec![
        refused(select(col("")), Invalid, ["name \"\" is empty"]),
        refused(select_from(table("a\0b")), Invalid, ["NUL character"]),
        refused(select(value(1).label("\0")), Invalid, ["NUL character"]),
        refused(select_from(ARTIST.alias("")), Invalid, ["is empty"]),
    ]
}

/// What is no plain word where only such can stand.
fn words() -> Vec<Case> {
    let functions = ["", "a b", "f(", "1f", "a..b", "a.", "é", "f--", "\"f\""].map(|name| {
        refused(select(func(name, 1)), Invalid, ["is not a plain name for a function", "Trusted"])
    });
    let types = ["", "int; x", "int(1)", "a b"].map(|name| {
        let cast = value(1).cast_as(SqlType::Named(name.into()));
        refused(select(cast), Invalid, ["is not a plain name for a type", "Trusted"])
    });
    let symbols = ["", "--", "/*", "+ 1 +", "= 1 OR", ";", "a,b", "||;", "/*+", " "]
        .map(|symbol| refused(select(value(1).op(symbol, 2)), Invalid, ["is not an operator"]));
    let logic = ["AND", "or", "AND NOT"].map(|word| {
        let infix = select(value(1).op(word, 2));
        refused(infix, Invalid, ["no operator of its own", ".or(…)"])
    });
    let escapes = ['%', '_', '\0'].map(|escape| {
        let like = ARTIST.name.like_escape("x", escape);
        refused(select(like), Invalid, ["can't be the escape character", "wildcard"])
    });
    functions.into_iter().chain(types).chain(symbols).chain(logic).chain(escapes).collect()
}

fn too_large() -> Vec<Case> {
    let mut deep = value(1);
    for _ in 0..=ast::DEPTH_CAP {
        deep = -deep;
    }
    let mut query = select(literal(1));
    for i in 0..ast::DEPTH_CAP {
        let inner = query.subquery(format!("s{i}"));
        query = select(literal(1)).from(&inner);
    }
    vec![
        refused(
            select(&deep),
            Invalid,
            ["nested more than 500 levels", "all(…), any(…), concat(…)"],
        ),
        refused(select(ARTIST.name).filter(deep.eq(1)), Invalid, ["nested more than 500 levels"])
            .at("WHERE"),
        refused(query, Invalid, ["nested more than 500 levels"]),
    ]
}

/// The first mistake is the one reported, wherever it was made.
fn the_first_mistake() -> Vec<Case> {
    let query = insert(ARTIST).set("nmae", 1).set("naem", 2);
    vec![refused(query, Invalid, ["nmae"])]
}
