//! What types don't stop is an error when compiled: of a kind, with what, where, and a way out.

use aludel::Error;
use aludel::ErrorKind::{Invalid, Parameter, Unsupported};
use aludel::ast::{self, BinaryOp, FunctionName, NaryOp, Node};
use aludel::prelude::*;
use aludel::schema::CreateTable;
use aludel_sqlite::Sqlite;

use crate::harness::{refused, refused_in};
use crate::shop::{ALBUM, ARTIST, TRACK};

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
    let label = value(1).label("one");
    refused_in(&all().order_by(&label), "ORDER BY", Invalid, &["a value orders nothing"]);
    refused_in(&all().group_by(1), "GROUP BY", Invalid, &["a value groups nothing"]);
    refused_in(&all().group_by(literal(1)), "GROUP BY", Invalid, &["a value groups nothing"]);
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
    for symbol in ["AND", "or", "AND NOT"] {
        refused(&select(value(1).op(symbol, 2)), Invalid, &["no operator of its own", ".or(…)"]);
    }
    for escape in ['%', '_', '\0'] {
        let like = ARTIST.name.like_escape("x", escape);
        refused(&select(like), Invalid, &["can't be the escape character", "wildcard"]);
    }
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
