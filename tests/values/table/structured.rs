//! UUIDs, JSON and arrays.

use aludel::ErrorKind::{Data, Parameter, Unsupported};
use aludel::prelude::*;
use aludel::value::{Array, Kind};

use super::parsed;
use crate::case::{BOUND, Case, Group, Order, Step, case};
use crate::database::{BUT_POSTGRES, MARIADB, MYSQL, MYSQLS, POSTGRES, SQLITE};

const LITERAL: &[Step] = &[Step::Literal];
const BIND_READ: &[Step] = &[Step::Bind, Step::Read];

pub(super) fn uuids() -> Group {
    let column = SqlType::Uuid;
    Group {
        kind: Kind::Uuid,
        rust: "`Uuid`, `uuid::Uuid`",
        cases: vec![
            case("nil", &column, Uuid::nil()),
            case(
                "a random one",
                &column,
                Uuid::from_u128(0x0123_4567_89ab_4def_8123_4567_89ab_cdef),
            ),
            case("with a NUL and a quote", &column, Uuid::from_bytes(*b"a\0'\\\"`cdefghijkl")),
            case("max", &column, Uuid::from_u128(u128::MAX)),
        ],
        columns: vec![column],
        instead: vec![],
        sample: Uuid::from_u128(0x0123_4567_89ab_4def_8123_4567_89ab_cdef).into(),
        plain: vec![(BUT_POSTGRES, Kind::Bytes)],
        declared: vec![(MYSQLS, Kind::Bytes)],
        unordered: vec![],
        notes: &["A cell of 16 bytes, and a text in the usual form, read as a `Uuid`."],
    }
}

fn json(text: &str) -> Value {
    Json::from_text(text).into()
}

pub(super) fn documents() -> Group {
    let column = SqlType::Json;
    let document = |name, text: &str| case(name, &SqlType::Json, json(text));
    let spelled = "the server writes it anew";
    let twice = "the server keeps the last of two equal keys";
    let respelled = |case: Case, postgres: &str, mysql: &str| {
        case.gives(POSTGRES, BIND_READ, json(postgres), spelled).gives(
            MYSQL,
            BIND_READ,
            json(mysql),
            spelled,
        )
    };
    Group {
        kind: Kind::Json,
        rust: "`Json`, `serde_json::Value`, `JsonOf<T>`",
        cases: vec![
            document("null", "null"),
            document("true", "true"),
            document("\"\"", "\"\""),
            document("-1.10", "-1.10").gives(MYSQL, BIND_READ, json("-1.1"), "numbers are floats"),
            document("30 digits", "123456789012345678901234567890").gives(
                MYSQL,
                BIND_READ,
                json("1.2345678901234568e29"),
                "numbers are floats",
            ),
            document("escapes", r#""'\\\"\n""#),
            document("emoji", "\"\u{1F9EA}\""),
            respelled(
                document("spaces", r#"{"b":1,  "a" : [ ]}"#),
                r#"{"a": [], "b": 1}"#,
                r#"{"a": [], "b": 1}"#,
            ),
            document("a key twice", r#"{"a": 1, "a": 2}"#)
                .gives(POSTGRES, BIND_READ, json(r#"{"a": 2}"#), twice)
                .gives(MYSQL, BIND_READ, json(r#"{"a": 2}"#), twice),
            document("nested", r#"{"a": [1, {"b": [null, ""]}]}"#),
        ],
        columns: vec![column],
        instead: vec![],
        sample: json(r#"{"a": "it's"}"#),
        plain: vec![(SQLITE, Kind::Text), (MARIADB, Kind::Text)],
        declared: vec![(MARIADB, Kind::Text)],
        unordered: vec![
            (SQLITE, Order::Of("it is text")),
            (MARIADB, Order::Of("it is text")),
            (MYSQL, Order::Of("the server orders documents by their types first")),
            (POSTGRES, Order::Of("the server orders documents by their types first")),
        ],
        notes: &[
            "The document `null` is not NULL. On SQLite and MariaDB two documents are equal if their \
             texts are.",
            "A text that isn't JSON is refused by PostgreSQL, MariaDB and MySQL; SQLite stores it.",
        ],
    }
}

pub(super) fn array(element: Kind, items: impl IntoIterator<Item = Value>) -> Value {
    Array::new(element, items.into_iter().collect()).into()
}

pub(super) fn arrays() -> Group {
    let of = |element: SqlType| SqlType::Array(element.into());
    let (ints, texts) = (of(SqlType::BigInt), of(SqlType::Text));
    let decimals = of(SqlType::Decimal(None));
    let (stamps, blobs) = (of(SqlType::TimestampTz), of(SqlType::Blob));
    let ints_of = |items: &[i64]| array(Kind::Int, items.iter().map(|v| Value::from(*v)));
    let nested = |rows: Vec<Value>| array(Kind::Array, rows);
    let none = "there are no arrays: store it as JSON";
    let no_arrays = |case: Case| {
        case.refused(MYSQLS, BOUND, Parameter, none)
            .refused(SQLITE, BOUND, Parameter, "SQLite has no arrays: store it as JSON")
            .refused(BUT_POSTGRES, LITERAL, Unsupported, "has no literal")
    };
    let rows = "the rows of an array must have the same length";
    let cases = vec![
        case("empty", &ints, ints_of(&[])),
        case(
            "i64::MIN, NULL, i64::MAX",
            &ints,
            array(Kind::Int, [i64::MIN.into(), Value::Null(Kind::Int), i64::MAX.into()]),
        ),
        case("rows", &ints, nested(vec![ints_of(&[1, 2]), ints_of(&[3, 4])])),
        case(
            "rows of rows",
            &ints,
            nested(vec![
                nested(vec![ints_of(&[5]), ints_of(&[6])]),
                nested(vec![ints_of(&[7]), ints_of(&[8])]),
            ]),
        ),
        case("empty rows", &ints, nested(vec![ints_of(&[]), ints_of(&[])]))
            .refused(POSTGRES, BOUND, Parameter, rows)
            .refused(POSTGRES, LITERAL, Data, rows),
        case("uneven rows", &ints, nested(vec![ints_of(&[1]), ints_of(&[2, 3])]))
            .refused(POSTGRES, BOUND, Parameter, rows)
            .refused(POSTGRES, LITERAL, Data, rows),
        case(
            "texts",
            &texts,
            array(Kind::Text, ["", "NULL", "a\"\\,{}'", "é \u{1F9EA}"].map(Value::from)),
        ),
        case("NULL alone", &texts, array(Kind::Text, [Value::Null(Kind::Text)])),
        case("a text with a NUL", &texts, array(Kind::Text, ["a\0".into()]))
            .refused(POSTGRES, BOUND, Parameter, "hold no NUL character")
            .refused(POSTGRES, LITERAL, Data, "NUL character"),
        case(
            "decimals",
            &decimals,
            array(
                Kind::Decimal,
                [parsed::<Decimal>("1.50"), Value::Null(Kind::Decimal), parsed::<Decimal>("NaN")],
            ),
        ),
        case(
            "instants",
            &stamps,
            array(
                Kind::TimestampTz,
                [
                    parsed::<TimestampTz>("2024-02-29 12:00:00.000001Z"),
                    Value::Null(Kind::TimestampTz),
                ],
            ),
        ),
        case(
            "nanoseconds",
            &stamps,
            array(Kind::TimestampTz, [parsed::<TimestampTz>("2024-02-29 12:00:00.000000001Z")]),
        )
        .refused(POSTGRES, BOUND, Parameter, "PostgreSQL stores microseconds")
        .refused(POSTGRES, LITERAL, Data, "finer than a microsecond"),
        case("bytes", &blobs, array(Kind::Bytes, [vec![0_u8, 255, b'\\'].into()])),
    ];
    Group {
        kind: Kind::Array,
        rust: "`Array`, `Vec<i64>` and the like",
        cases: cases.into_iter().map(no_arrays).collect(),
        columns: vec![ints, texts, decimals, stamps, blobs],
        instead: vec![],
        sample: array(Kind::Int, [1.into(), Value::Null(Kind::Int)]),
        plain: vec![],
        declared: vec![],
        unordered: vec![(
            POSTGRES,
            Order::Of("the server orders by elements, then by how many there are"),
        )],
        notes: &["Columns of arrays are PostgreSQL's alone: elsewhere CREATE TABLE is refused."],
    }
}
