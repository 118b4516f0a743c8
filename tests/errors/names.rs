//! Names that are not there, or are there already, and text that is no statement.

use aludel::ErrorKind::{Exists, Missing, Syntax, Unsupported};

use crate::database::fails;
use crate::table::{Case, case, code, lacks, no_code};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = missing();
    cases.extend(there());
    cases.extend(syntax());
    cases
}

fn missing() -> Vec<Case> {
    vec![
        case("no such table", Missing)
            .by("SELECT * FROM nowhere")
            .sqlite(code("1").table("nowhere"))
            .postgres(code("42P01").table("nowhere"))
            .both(code("1146").table("nowhere")),
        case("no such table to drop", Missing)
            .by("DROP TABLE nowhere")
            .sqlite(code("1").table("nowhere"))
            .postgres(code("42P01").table("nowhere"))
            .both(code("1051").table("nowhere")),
        case("no such column", Missing)
            .by("SELECT z FROM parent")
            .sqlite(code("1").columns(&["z"]))
            .postgres(code("42703").columns(&["z"]))
            .both(code("1054").columns(&["z"])),
        case("no such column of a table", Missing)
            .by("SELECT parent.z FROM parent")
            .sqlite(code("1").table("parent").columns(&["z"]))
            .postgres(code("42703").table("parent").columns(&["z"]))
            .both(code("1054").table("parent").columns(&["z"])),
        case("no such column to insert into", Missing)
            .by("INSERT INTO parent (z) VALUES (1)")
            .sqlite(code("1").table("parent").columns(&["z"]))
            .postgres(code("42703").table("parent").columns(&["z"]))
            .both(code("1054").columns(&["z"])),
        case("no such function", Missing)
            .by("SELECT no_such_function(1)")
            .sqlite(code("1"))
            .postgres(code("42883"))
            .both(code("1305")),
        case("no such type", Missing)
            .by("SELECT CAST(1 AS nothing)")
            .sqlite(lacks("any word is a type"))
            .postgres(code("42704"))
            .both(lacks("it is a mistake of syntax")),
        case("no such schema or database", Missing)
            .by("CREATE TABLE nowhere.t (a INTEGER)")
            .sqlite(code("1").by("DETACH DATABASE nowhere"))
            .postgres(code("3F000"))
            .both(code("1049")),
        case("no such variable", Missing)
            .by("SET nothing_at_all = 1")
            .sqlite(lacks("unknown pragmas do nothing"))
            .postgres(code("42704"))
            .both(code("1193")),
    ]
}

fn there() -> Vec<Case> {
    vec![
        case("a table that is there", Exists)
            .by("CREATE TABLE parent (x INTEGER)")
            .sqlite(code("1").table("parent"))
            .postgres(code("42P07").table("parent"))
            .both(code("1050").table("parent")),
        case("a column that is there", Exists)
            .by("ALTER TABLE parent ADD a INTEGER")
            .sqlite(code("1").columns(&["a"]))
            .postgres(code("42701").table("parent").columns(&["a"]))
            .both(code("1060").columns(&["a"])),
        case("an index that is there", Exists)
            .by("CREATE INDEX i ON parent (a)")
            .after(&[
                "DROP TABLE IF EXISTS it",
                "CREATE TABLE it (a INTEGER)",
                "CREATE INDEX i ON it (a)",
            ])
            .sqlite(code("1"))
            .postgres(code("42P07").table("i"))
            .both(code("1061").by("CREATE INDEX i ON it (a)")),
        case("a database that is there", Exists)
            .by("CREATE DATABASE postgres")
            .sqlite(lacks("databases are files"))
            .postgres(code("42P04"))
            .both(code("1007").act(|db| {
                let name = db.url().database().unwrap_or_default().to_owned();
                fails(&mut db.connect(), &format!("CREATE DATABASE {name}"))
            })),
    ]
}

fn syntax() -> Vec<Case> {
    vec![
        case("no statement", Syntax)
            .by("SELEC 1")
            .sqlite(code("1"))
            .postgres(code("42601"))
            .both(code("1064")),
        case("a statement that is not finished", Syntax)
            .by("SELECT (1")
            .sqlite(code("1"))
            .postgres(code("42601"))
            .both(code("1064")),
        case("a column of two tables", Syntax)
            .by("SELECT id FROM parent, parent AS q")
            .sqlite(code("1"))
            .postgres(code("42702"))
            .both(code("1052")),
        case("an aggregate where none may be", Syntax)
            .by("SELECT id FROM parent WHERE count(*) > 1")
            .sqlite(code("1"))
            .postgres(code("42803"))
            .both(code("1111")),
        case("too few values", Syntax)
            .by("INSERT INTO parent (id, a) VALUES (3)")
            .sqlite(code("1"))
            .postgres(code("42601"))
            .both(code("1136")),
        case("two statements in one text", Syntax)
            .by("SELECT 1; SELECT 2")
            .sqlite(no_code())
            .postgres(code("42601"))
            .both(code("1064")),
        case("what the server can't do", Unsupported)
            .by("CREATE TABLE big (a bigint GENERATED ALWAYS AS (b) STORED, b bigint) \
                 PARTITION BY LIST (a, b)")
            .sqlite(lacks("what it can't do is a mistake of syntax"))
            .postgres(code("0A000").by("SELECT count(DISTINCT id) OVER () FROM parent"))
            .both(
                code("1235")
                    .by("SELECT id FROM parent WHERE id IN (SELECT id FROM parent LIMIT 1)"),
            ),
    ]
}
