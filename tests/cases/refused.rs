//! What types don't stop is an error when compiled: of a kind, with what, where, and a way out.

use aludel::ErrorKind::{Invalid, Parameter, Scope as OutOfScope, Unsupported};
use aludel::ast::{self, BinaryOp, FunctionName, NaryOp, Node};
use aludel::prelude::*;
use aludel::schema::CreateTable;
use aludel::{Error, ErrorKind};
use aludel_sqlite::Sqlite;

use crate::harness::refused;
use crate::shop::{ALBUM, ARTIST, TRACK};

/// Refused, and the error says in which clause.
fn refused_in(statement: &dyn Compile, place: &str, kind: ErrorKind, says: &[&str]) {
    refused(statement, kind, says);
    let error = statement.to_sql(&Sqlite).unwrap_err();
    assert_eq!(error.place(), Some(place), "{error:?}");
    assert_eq!(error.dialect(), Some("sqlite 3.54"), "{error:?}");
}

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
fn incomplete_statements() {
    let nothing: Vec<Expr> = Vec::new();
    refused(&select(nothing).from(ARTIST), Invalid, &["select list is empty", "select_from"]);
    refused_in(&insert(ARTIST), "INSERT", Invalid, &["no columns", ".default_values()"]);
    refused_in(
        &insert(ARTIST).columns((ARTIST.name,)),
        "INSERT",
        Invalid,
        &["no rows", ".values("],
    );
    refused_in(&update(ARTIST).all_rows(), "UPDATE", Invalid, &["sets nothing", ".set("]);
    refused_in(
        &update(ARTIST).set(ARTIST.name, "x"),
        "SET",
        Invalid,
        &["no condition", "every row would be changed", ".all_rows()"],
    );
    refused_in(
        &delete(ARTIST),
        "DELETE",
        Invalid,
        &["no condition", "every row would be deleted", ".all_rows()"],
    );
    refused(
        &delete(ARTIST).filter(ARTIST.artist_id.eq(1)).all_rows(),
        Invalid,
        &["a condition and .all_rows()"],
    );
    refused_in(
        &CreateTable::new(table("t")),
        "CREATE TABLE",
        Invalid,
        &["table t has no columns", "Table::build"],
    );
    let case = Node::case(None, Vec::new(), None);
    refused(&select(Expr::<Any>::new(case)), Invalid, &["CASE has no WHEN", ".when("]);
}

#[test]
fn rows_that_do_not_fit() {
    let two = || insert(ARTIST).columns(vec!["artist_id", "name"]);
    refused(&two().rows([vec![1, 2, 3]]), Invalid, &["a row has 3 values for 2 columns"]);
    refused(&two().rows([vec![1]]), Invalid, &["a row has 1 values for 2 columns"]);
    refused(&two().row([Node::value(1)]), Invalid, &["a row has 1 values for 2 columns"]);
    refused(
        &insert(ARTIST).set(ARTIST.name, "x").set("name", "y"),
        Invalid,
        &["column name is given twice"],
    );
    refused_in(
        &update(ARTIST).set(ARTIST.name, "x").set("name", "y").all_rows(),
        "SET",
        Invalid,
        &["column name is set twice"],
    );
    for mixed in [
        insert(ARTIST).set(ARTIST.name, "x").default_values(),
        insert(ARTIST).default_values().set(ARTIST.name, "x"),
    ] {
        refused(&mixed, Invalid, &["DEFAULT VALUES in an INSERT that has columns"]);
    }
    let columns = insert(ARTIST).default_values().columns((ARTIST.name,));
    refused(&columns, Invalid, &["DEFAULT VALUES in an INSERT that has columns"]);
    refused(&columns.values(("x",)), Invalid, &["DEFAULT VALUES in an INSERT that has columns"]);
    let unnamed = insert(ARTIST).set(&(ARTIST.artist_id + 1), 1);
    refused(&unnamed, Invalid, &["assigned to an expression"]);
}

#[test]
fn limits() {
    let all = || select(ARTIST.artist_id);
    refused_in(&all().limit(-1), "LIMIT", Invalid, &["LIMIT is negative: -1"]);
    refused_in(&all().offset(-5), "LIMIT", Invalid, &["OFFSET is negative: -5"]);
    refused_in(&all().limit(None::<i64>), "LIMIT", Invalid, &["LIMIT is NULL"]);
    refused_in(&all().limit(1).offset(None::<i64>), "LIMIT", Invalid, &["OFFSET is NULL"]);
    refused_in(
        &all().limit(literal(-1).typed::<Int>()),
        "LIMIT",
        Invalid,
        &["LIMIT is negative: -1"],
    );
    refused_in(&all().limit(null()), "LIMIT", Invalid, &["LIMIT is NULL"]);
    refused_in(&all().order_by(value(1)), "ORDER BY", Invalid, &["a value orders nothing"]);
}

#[test]
fn names_and_words() {
    refused(&select(col("")), Invalid, &["name \"\" is empty"]);
    refused(&select_from(table("a\0b")), Invalid, &["NUL character"]);
    refused(&select(value(1).label("\0")), Invalid, &["NUL character"]);
    refused(&select_from(ARTIST.alias("")), Invalid, &["is empty"]);
    for name in ["", "a b", "f(", "1f", "a..b", "a.", "é", "f--", "\"f\""] {
        refused(
            &select(func(name, 1)),
            Invalid,
            &["is not a plain name for a function", "Trusted"],
        );
    }
    for ty in ["", "int; x", "int(1)", "a b"] {
        let cast = value(1).cast_as(SqlType::Named(ty.into()));
        refused(&select(cast), Invalid, &["is not a plain name for a type", "Trusted"]);
    }
    for symbol in ["", "--", "/*", "+ 1 +", "= 1 OR", ";", "a,b", "||;", "/*+", " "] {
        refused(&select(value(1).op(symbol, 2)), Invalid, &["is not an operator"]);
    }
    for escape in ['%', '_', '\0'] {
        let like = ARTIST.name.like_escape("x", escape);
        refused(&select(like), Invalid, &["can't be the escape character", "wildcard"]);
    }
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
    let source = ast::Source::Table(ARTIST.into()).on(Node::value(true));
    refused(&select_from(source), Invalid, &["ON without a join", ".join("]);
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

#[test]
fn what_sqlite_does_not_have() {
    let several =
        Node::function(FunctionName::Portable("count"), vec![Node::value(1), Node::value(2)]);
    refused(
        &select(Expr::<Any>::new(several).distinct()),
        Unsupported,
        &["DISTINCT over several arguments"],
    );
    refused(&select(value(1).distinct()), Invalid, &["only a function call can be DISTINCT"]);
    let xor = value(1) + value(2);
    refused(&select(xor.bit_xor(value(3))), Unsupported, &["exclusive OR", "subquery"]);
    refused(&select(value("x").cast::<Array<Int>>()), Invalid, &["no SQL type", "cast_as"]);
    let unsigned = Table::build("t").column("u", SqlType::UnsignedBigInt).finish();
    refused(&CreateTable::new(&unsigned), Unsupported, &["unsigned", "Decimal"]);
    refused(&select(literal(f64::NAN)), Unsupported, &["NaN has no literal", "bind"]);
    refused(&select(literal(u64::MAX)), Unsupported, &["beyond 64 signed bits"]);
    let array = aludel::value::Array::new(aludel::value::Kind::Int, vec![Value::Int(1)]);
    refused(&select(literal(array)), Unsupported, &["no literal"]);
    refused(&select(ARTIST.name.istarts_with("a\0b")), Unsupported, &["NUL character"]);
}

#[test]
fn too_large() {
    let mut deep = value(1);
    for _ in 0..=ast::DEPTH_CAP {
        deep = -deep;
    }
    refused(&select(&deep), Invalid, &["nested more than 500 levels", "all(…), any(…), concat(…)"]);
    refused_in(
        &select(ARTIST.name).filter(deep.eq(1)),
        "WHERE",
        Invalid,
        &["nested more than 500 levels"],
    );
    let mut query = select(literal(1));
    for i in 0..ast::DEPTH_CAP {
        let inner = query.subquery(format!("s{i}"));
        query = select(literal(1)).from(&inner);
    }
    refused(&query, Invalid, &["nested more than 500 levels"]);

    let ids: Vec<i64> = (0..32_767).collect();
    refused(
        &select(ARTIST.artist_id).filter(ARTIST.artist_id.in_(ids)),
        Parameter,
        &["32767 parameters", "at most 32766", "several statements"],
    );
    let old = select(ARTIST.artist_id)
        .filter(ARTIST.artist_id.in_(vec![0; 1000]))
        .to_sql(&Sqlite::v(3, 31));
    assert_eq!(old.unwrap_err().kind(), Parameter);
    let chain = Node::nary(NaryOp::And, (0..32_767).map(|_| Node::value(true)));
    refused(&select(Expr::<Any>::new(chain)), Parameter, &["32767 parameters"]);
}

#[test]
fn binds_in_literals() {
    let error = select(bind("x")).to_sql_literal(&Sqlite).unwrap_err();
    assert_eq!(error.kind(), Parameter);
    assert!(error.to_string().contains("the bind :x has no value to print"), "{error}");
    assert!(error.help().is_some());
}

/// The first mistake is the one reported, wherever it was made.
#[test]
fn the_first_mistake() {
    let query = insert(ARTIST).set("nmae", 1).set("naem", 2);
    refused(&query, Invalid, &["nmae"]);
    let error = query.to_sql(&Sqlite).unwrap_err();
    assert!(!error.to_string().contains("naem;"), "{error}");
}
