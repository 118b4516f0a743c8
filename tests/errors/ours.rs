//! What the library and its drivers find themselves: the same on every database.

use aludel::Error;
use aludel::ErrorKind::{
    Database as Other, Decode, Invalid, Parameter, RowCount, Scope, Transaction, Unsupported,
};
use aludel::prelude::*;

use crate::database::{Database, fails, run, sql};
use crate::table::{Case, case, code, no_code, with_schema};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case("a statement that can't be valid", Invalid)
            .act(|db| with_schema(db).execute(&delete(table("child"))).err())
            .everywhere(no_code()),
        case("what the dialect can't do", Unsupported)
            .act(|db| with_schema(db).fetch_all(&select(literal(f64::NAN))).err())
            .sqlite(no_code())
            .postgres(no_code().act(|db| {
                let bytes = table("parent").col("a").typed::<Text>().cast_as(SqlType::Blob);
                with_schema(db).fetch_all(&select(bytes).from(table("parent"))).err()
            }))
            .both(no_code()),
        case("a column of no table in scope", Scope)
            .act(|db| {
                let q = select(table("child").col("id")).from(table("parent"));
                with_schema(db).fetch_all(&q).err()
            })
            .everywhere(no_code()),
        case("a parameter that is not given", Parameter)
            .act(|db| {
                let q = select(table("child").col("id").eq(bind("id"))).from(table("child"));
                with_schema(db).fetch_all(&q).err()
            })
            .everywhere(no_code()),
        case("fewer parameters than placeholders", Parameter)
            .act(|db| counted(db, &[Value::from(1)]))
            .everywhere(no_code()),
        case("more parameters than placeholders", Parameter)
            .act(|db| counted(db, &[Value::from(1), Value::from(2), Value::from(3)]))
            .everywhere(no_code()),
        case("more parameters than the server takes", Parameter)
            .act(too_many)
            .everywhere(no_code()),
        case("a text that is read as a number", Decode)
            .act(|db| with_schema(db).fetch_all_as::<(i64,)>(&sql("SELECT a FROM parent")).err())
            .everywhere(no_code()),
        case("NULL that is read as a number", Decode)
            .act(|db| {
                with_schema(db).fetch_all_as::<(i64,)>(&sql("SELECT on_day FROM child")).err()
            })
            .everywhere(no_code()),
        case("no row where there must be one", RowCount)
            .act(|db| with_schema(db).fetch_one(&sql("SELECT id FROM child WHERE id = 9")).err())
            .everywhere(no_code()),
        case("several rows where there must be one", RowCount)
            .act(|db| with_schema(db).fetch_one(&sql("SELECT id FROM parent")).err())
            .everywhere(no_code()),
        case("a transaction that ended by itself", Transaction)
            .act(|db| {
                let mut conn = with_schema(db);
                let mut tx = conn.begin().unwrap();
                run(&mut tx, &["ROLLBACK"]);
                let error = fails(&mut tx, "DELETE FROM child");
                drop(tx);
                assert_eq!(crate::database::int(&mut conn, "SELECT count(*) FROM child"), 1);
                error
            })
            .everywhere(no_code()),
        case("a savepoint that is not there", Transaction)
            .act(|db| {
                let mut conn = with_schema(db);
                let mut tx = conn.begin().unwrap();
                fails(&mut tx, "ROLLBACK TO SAVEPOINT nowhere")
            })
            .sqlite(code("1"))
            .postgres(code("3B001"))
            .both(code("1305")),
        case("anything else", Other)
            .sqlite(code("1").by("DROP TABLE sqlite_schema"))
            .postgres(code("55000").by("SELECT lastval()"))
            .both(code("1644").by("SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'mine'")),
    ]
}

fn counted(db: &Database, params: &[Value]) -> Option<Error> {
    let text = match db.name() {
        "postgres" => "SELECT $1::bigint, $2::bigint",
        _ => "SELECT ?, ?",
    };
    let mut conn = with_schema(db);
    let error = conn.driver().execute(text, params).err();
    let streamed = conn.driver().query(text, params).map(drop).err();
    assert_eq!(streamed.map(|error| error.kind()), error.as_ref().map(Error::kind));
    run(&mut conn, &["SELECT 1"]);
    error
}

fn too_many(db: &Database) -> Option<Error> {
    let mut conn = with_schema(db);
    let many = (0..70_000).collect::<Vec<i64>>();
    let t = table("child");
    let q = select(t.col("id")).from(&t).filter(any(many.into_iter().map(|n| t.col("id").eq(n))));
    let error = conn.fetch_all(&q).err();
    run(&mut conn, &["SELECT 1"]);
    error
}
