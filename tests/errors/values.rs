//! Values that do not fit.

use aludel::ErrorKind::Data;

use crate::table::{Case, case, code, lacks};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case("a number out of range", Data)
            .by("INSERT INTO child (id) VALUES (99999999999)")
            .sqlite(lacks("an INTEGER has 64 bits"))
            .postgres(code("22003"))
            .both(code("1264").columns(&["id"])),
        case("a result out of range", Data)
            .by("SELECT 9223372036854775807 + id FROM parent")
            .sqlite(code("1").by("SELECT abs(-9223372036854775808)"))
            .postgres(code("22003"))
            .both(code("1690")),
        case("a text that is too long", Data)
            .by("INSERT INTO parent VALUES (3, 'a text of more than twenty letters', 1)")
            .sqlite(lacks("lengths are not looked at"))
            .postgres(code("22001"))
            .both(code("1406").columns(&["a"])),
        case("a division by zero", Data)
            .by("INSERT INTO child (id) VALUES (1 / 0)")
            .sqlite(lacks("it is NULL"))
            .postgres(code("22012"))
            .both(code("1365")),
        case("a text that is no number", Data)
            .by("INSERT INTO child (id) VALUES ('x')")
            .sqlite(code("20"))
            .postgres(code("22P02"))
            .mariadb(code("1366").table("child").columns(&["id"]))
            .mysql(code("1366").columns(&["id"])),
        case("a text that is no day", Data)
            .by("INSERT INTO child (id, on_day) VALUES (3, '2024-02-30')")
            .sqlite(lacks("days are text"))
            .postgres(code("22008"))
            .mariadb(code("1292").table("child").columns(&["on_day"]))
            .mysql(code("1292").columns(&["on_day"])),
        case("a text that is no JSON", Data)
            .by("SELECT CAST('{' AS json)")
            .sqlite(code("1").by("SELECT json('{')"))
            .postgres(code("22P02"))
            .mariadb(code("4037").by("UPDATE parent SET a = json_extract('{', '$.a')"))
            .mysql(code("3141")),
        case("several rows where one may be", Data)
            .by("SELECT (SELECT id FROM parent)")
            .sqlite(lacks("the first one counts"))
            .postgres(code("21000"))
            .both(code("1242")),
        case("a column of another kind", Data)
            .by("INSERT INTO strict_one VALUES ('x')")
            .after(&["CREATE TABLE IF NOT EXISTS strict_one (n INTEGER) STRICT"])
            .sqlite(code("3091"))
            .postgres(lacks("all tables are strict"))
            .both(lacks("all tables are strict")),
    ]
}
