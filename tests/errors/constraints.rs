//! Constraints.

use aludel::ErrorKind::{Check, ForeignKey, NotNull, Unique};

use crate::table::{Case, case, code, lacks};

const VIEW: &[&str] = &[
    "DROP VIEW IF EXISTS small",
    "CREATE VIEW small AS SELECT * FROM parent WHERE b < 50 WITH CHECK OPTION",
];

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case("a primary key that is there", Unique)
            .by("INSERT INTO parent VALUES (1, 'z', 2)")
            .sqlite(code("1555").table("parent").columns(&["id"]))
            .postgres(code("23505").table("parent").columns(&["id"]).constraint("parent_pk"))
            .mariadb(code("1062").constraint("PRIMARY"))
            .mysql(code("1062").table("parent").constraint("PRIMARY")),
        case("a unique constraint of two columns", Unique)
            .by("INSERT INTO parent VALUES (3, 'x', 1)")
            .sqlite(code("2067").table("parent").columns(&["a", "b"]))
            .postgres(code("23505").table("parent").columns(&["a", "b"]).constraint("twice"))
            .mariadb(code("1062").constraint("twice"))
            .mysql(code("1062").table("parent").constraint("twice")),
        case("a unique constraint, by UPDATE", Unique)
            .by("UPDATE parent SET a = 'x', b = 1 WHERE id = 2")
            .sqlite(code("2067").table("parent").columns(&["a", "b"]))
            .postgres(code("23505").table("parent").columns(&["a", "b"]).constraint("twice"))
            .mariadb(code("1062").constraint("twice"))
            .mysql(code("1062").table("parent").constraint("twice")),
        case("a unique index of an expression", Unique)
            .by("INSERT INTO low VALUES ('X')")
            .after(&[
                "DROP TABLE IF EXISTS low",
                "CREATE TABLE low (a VARCHAR(20))",
                "CREATE UNIQUE INDEX lower_a ON low ((lower(a)))",
                "INSERT INTO low VALUES ('x')",
            ])
            .sqlite(code("2067").constraint("lower_a"))
            .postgres(code("23505").table("low").constraint("lower_a"))
            .mariadb(lacks("indexes are of columns"))
            .mysql(code("1062").table("low").constraint("lower_a")),
        case("what an exclusion constraint excludes", Unique)
            .by("INSERT INTO booking VALUES (int4range(5, 9))")
            .after(&[
                "DROP TABLE IF EXISTS booking",
                "CREATE TABLE booking (d int4range, CONSTRAINT once EXCLUDE USING gist (d WITH &&))",
                "INSERT INTO booking VALUES (int4range(1, 6))",
            ])
            .sqlite(lacks("it has no exclusion constraints"))
            .postgres(code("23P01").table("booking").columns(&["d"]).constraint("once"))
            .both(lacks("they have no exclusion constraints")),
        case("a row whose parent is not there", ForeignKey)
            .by("INSERT INTO child VALUES (2, 7, NULL)")
            .sqlite(code("787"))
            .postgres(code("23503").table("child").columns(&["parent"]).constraint("of_parent"))
            .both(code("1452").table("child").columns(&["parent"]).constraint("of_parent")),
        case("a parent whose rows are there", ForeignKey)
            .by("DELETE FROM parent WHERE id = 1")
            .sqlite(code("787"))
            // The columns that PostgreSQL tells are the parent's, not the table's that it names.
            .postgres(code("23503").table("child").constraint("of_parent"))
            .both(code("1451").table("child").columns(&["parent"]).constraint("of_parent")),
        case("a parent that is restricted", ForeignKey)
            .by("DELETE FROM p2")
            .after(&[
                "DROP TABLE IF EXISTS c2",
                "DROP TABLE IF EXISTS p2",
                "CREATE TABLE p2 (id INTEGER NOT NULL PRIMARY KEY)",
                "CREATE TABLE c2 (p INTEGER, CONSTRAINT fk2 FOREIGN KEY (p) REFERENCES p2 (id) \
                 ON DELETE RESTRICT)",
                "INSERT INTO p2 VALUES (1)",
                "INSERT INTO c2 VALUES (1)",
            ])
            .sqlite(code("1811"))
            // 23503 before version 18.
            .postgres(any_foreign_key())
            .both(code("1451").table("c2").columns(&["p"]).constraint("fk2")),
        case("NULL where there may be none", NotNull)
            .by("INSERT INTO parent VALUES (3, NULL, 1)")
            .sqlite(code("1299").table("parent").columns(&["a"]))
            .postgres(code("23502").table("parent").columns(&["a"]))
            .both(code("1048").columns(&["a"])),
        case("a column without a value", NotNull)
            .by("INSERT INTO parent (id) VALUES (3)")
            .sqlite(code("1299").table("parent").columns(&["a"]))
            .postgres(code("23502").table("parent").columns(&["a"]))
            .both(code("1364").columns(&["a"])),
        case("a check that fails", Check)
            .by("INSERT INTO parent VALUES (3, 'z', 0)")
            .sqlite(code("275").constraint("positive"))
            .postgres(code("23514").table("parent").constraint("positive"))
            .mariadb(code("4025").table("parent").constraint("positive"))
            .mysql(code("3819").constraint("positive")),
        case("a row that a view would not show", Check)
            .by("INSERT INTO small VALUES (3, 'z', 60)")
            .after(VIEW)
            .sqlite(lacks("views are not written to"))
            .postgres(code("44000").table("small"))
            .both(code("1369").table("small")),
    ]
}

fn any_foreign_key() -> crate::table::Told {
    crate::table::any_code().table("c2").constraint("fk2")
}
