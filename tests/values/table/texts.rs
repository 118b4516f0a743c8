//! Text and bytes.

use aludel::ErrorKind::{Data, Parameter};
use aludel::prelude::*;
use aludel::value::Kind;

use crate::case::{BOUND, Case, EVERY, Group, Order, Step, case};
use crate::database::{BUT_SQLITE, MARIADB, MYSQLS, POSTGRES};

const LITERAL: &[Step] = &[Step::Literal];
const READ: &[Step] = &[Step::Read];
const STORE: &[Step] = &[Step::Store];
const LARGE: usize = 16 << 20;

pub(super) fn texts() -> Group {
    let (column, fixed, limited) = (SqlType::Text, SqlType::Char(3), SqlType::Varchar(3));
    let nul = "PostgreSQL's texts hold no NUL character";
    let collation = "the column's collation takes them for equal";
    let padding = "the column's collation ignores spaces at the end";
    let text = |name, text: &str| case(name, &SqlType::Text, text);
    let mut cases = vec![
        text("empty", "").finds(MARIADB, &["empty", "a space"], padding),
        text("a space", " ").finds(MARIADB, &["empty", "a space"], padding),
        text("a", "a").finds(MYSQLS, &["A", "a"], collation),
        text("A", "A").finds(MYSQLS, &["A", "a"], collation),
        text("é", "é").finds(MYSQLS, &["e", "é"], collation),
        text("e", "e").finds(MYSQLS, &["e", "é"], collation),
        text("quotes", "it's \"so\" ''`"),
        text("backslashes", r"a\b\\'\n\0123"),
        text("placeholders", "? ?1 :name @name $1 {} %s"),
        text("a comment", "-- */ /* ; DROP TABLE t"),
        text("wildcards", "%_[]*?!"),
        text("controls", "\u{1}\u{8}\t\r\n\u{1a}\u{1b}\u{7f}"),
        text("emoji", "\u{1F9EA}\u{1F468}\u{200D}\u{1F469}\u{FE0F}"),
        text("right to left", "\u{202e}\u{5d0}\u{feff}"),
        text("007", "007"),
        text("NULL", "NULL"),
        text("a NUL", "a\0b").refused(POSTGRES, BOUND, Parameter, nul).refused(
            POSTGRES,
            LITERAL,
            Data,
            "NUL character",
        ),
        text("1 MiB", &"é".repeat(1 << 19)),
        case("three", &limited, "é漢\u{1F9EA}"),
        case("four", &limited, "four").refused(BUT_SQLITE, STORE, Data, "too long"),
        case("three, fixed", &fixed, "é漢\u{1F9EA}"),
        case("one, fixed", &fixed, "x").gives(POSTGRES, READ, "x  ".into(), "CHAR is padded"),
    ];
    // SQLite orders by bytes.
    cases.sort_by(|a, b| text_of(a).cmp(text_of(b)));
    Group {
        kind: Kind::Text,
        rust: "`String`, `&str`, `Cow<str>`, `Arc<str>`, `char`",
        cases,
        columns: vec![column, limited, fixed],
        instead: vec![],
        sample: "it's \\".into(),
        plain: vec![],
        declared: vec![],
        unordered: vec![
            (POSTGRES, Order::Of("the database's collation orders")),
            (MYSQLS, Order::Of("the column's collation orders")),
        ],
        notes: &["SQLite ignores the length of a `Char` or `Varchar`."],
    }
}

fn text_of(case: &Case) -> &str {
    match &case.value {
        Value::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

pub(super) fn bytes() -> Group {
    let column = SqlType::Blob;
    let bytes = |name, bytes: &[u8]| case(name, &SqlType::Blob, bytes);
    let packet = "raise the server's max_allowed_packet";
    Group {
        kind: Kind::Bytes,
        rust: "`Vec<u8>`, `&[u8]`, `bytes::Bytes`",
        cases: vec![
            bytes("empty", b""),
            bytes("a NUL", b"\0"),
            bytes("NULs", b"\0\0"),
            bytes("every byte", &(0..=255).collect::<Vec<u8>>()),
            bytes("16 MiB", &vec![7; LARGE]).refused(MARIADB, EVERY, Data, packet),
            bytes("quotes", b"'\\\"`\xff"),
            bytes("not UTF-8", b"\xff\xfe"),
        ],
        columns: vec![column],
        instead: vec![],
        sample: vec![0_u8, 10, 255].into(),
        plain: vec![],
        declared: vec![],
        unordered: vec![],
        notes: &[
            "MariaDB and MySQL take parameters up to their `max_allowed_packet`, 16 and 64 MiB \
             unless it is set.",
        ],
    }
}
