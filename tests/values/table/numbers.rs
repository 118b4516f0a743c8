//! Booleans and numbers.

use aludel::ErrorKind::{Data, Parameter, Unsupported};
use aludel::prelude::*;
use aludel::value::Kind;

use super::parsed;
use crate::case::{BOUND, Group, Step, case};
use crate::database::{ALL, BUT_POSTGRES, BUT_SQLITE, MARIADB, MYSQLS, POSTGRES, SQLITE};

const LITERAL: &[Step] = &[Step::Literal];
const READ: &[Step] = &[Step::Read];
const STORE: &[Step] = &[Step::Store];

pub(super) fn booleans() -> Group {
    let column = SqlType::Boolean;
    Group {
        kind: Kind::Bool,
        rust: "`bool`",
        cases: vec![case("false", &column, false), case("true", &column, true)],
        columns: vec![column],
        instead: vec![],
        sample: true.into(),
        plain: vec![(BUT_POSTGRES, Kind::Int)],
        declared: vec![],
        unordered: vec![],
        notes: &["An integer 0 or 1 reads as a `bool`; any other is an error on decode."],
    }
}

pub(super) fn integers() -> Group {
    let (big, int, small) = (SqlType::BigInt, SqlType::Integer, SqlType::SmallInt);
    let beyond = |name, column: &SqlType, v: i64| {
        case(name, column, v).refused(POSTGRES, STORE, Data, "out of range").refused(
            MYSQLS,
            STORE,
            Data,
            "Out of range",
        )
    };
    Group {
        kind: Kind::Int,
        rust: "`i8`, `i16`, `i32`, `i64`, `u8`, `u16`, `u32`, `isize` and `usize` (read)",
        cases: vec![
            case("i64::MIN", &big, i64::MIN),
            case("-1", &big, -1),
            case("0", &big, 0),
            case("i64::MAX", &big, i64::MAX),
            case("i32::MIN", &int, i32::MIN),
            case("i32::MAX", &int, i32::MAX),
            beyond("2147483648", &int, 1 << 31),
            beyond("-40000", &small, -40_000),
            case("i16::MIN", &small, i16::MIN),
            case("i16::MAX", &small, i16::MAX),
            beyond("40000", &small, 40_000),
        ],
        columns: vec![big, int, small],
        instead: vec![],
        sample: (-7).into(),
        plain: vec![],
        declared: vec![],
        unordered: vec![],
        notes: &[
            "A narrower Rust type refuses what is out of its range, on decode.",
            "SQLite's columns of integers all have 64 bits.",
        ],
    }
}

pub(super) fn unsigned() -> Group {
    let column = SqlType::UnsignedBigInt;
    let beyond = "SQLite's integers have 64 signed bits: store it as a decimal";
    let print = "beyond 64 signed bits";
    let large =
        |name, v: u64| {
            case(name, &SqlType::UnsignedBigInt, v)
                .refused(SQLITE, BOUND, Parameter, beyond)
                .refused(SQLITE, LITERAL, Unsupported, print)
        };
    Group {
        kind: Kind::UInt,
        rust: "`u64`",
        cases: vec![
            case("0", &column, 0_u64),
            case("i64::MAX", &column, i64::MAX.unsigned_abs()),
            large("9223372036854775808", 1 << 63),
            large("u64::MAX", u64::MAX),
        ],
        columns: vec![column],
        instead: vec![(SQLITE, SqlType::BigInt), (POSTGRES, SqlType::Decimal(Some((20, 0))))],
        sample: 7_u64.into(),
        plain: vec![(SQLITE, Kind::Int), (POSTGRES, Kind::Decimal)],
        declared: vec![(SQLITE, Kind::Int), (POSTGRES, Kind::Decimal)],
        unordered: vec![],
        notes: &[
            "An integer below 0 is an error when it is read as a `u64`.",
            "A parameter of up to 63 bits that stands for itself is a `bigint` on PostgreSQL, and comes              back as an `Int`.",
        ],
    }
}

pub(super) fn floats() -> Group {
    let (column, real) = (SqlType::Double, SqlType::Real);
    let finite = "a float is never NaN or infinite here";
    let infinite = |name, v: f64| {
        case(name, &SqlType::Double, v).refused(MYSQLS, BOUND, Parameter, finite).refused(
            MYSQLS,
            LITERAL,
            Unsupported,
            "has no literal",
        )
    };
    let single = |name, v: f32| case(name, &SqlType::Real, v);
    Group {
        kind: Kind::Float,
        rust: "`f32`, `f64`",
        cases: vec![
            infinite("-inf", f64::NEG_INFINITY),
            case("f64::MIN", &column, f64::MIN),
            case("-5e-324", &column, -5e-324),
            case("-0.0", &column, -0.0)
                .refused(SQLITE, BOUND, Parameter, "a REAL column stores -0.0 as 0.0")
                .refused(SQLITE, LITERAL, Unsupported, "a REAL column stores -0.0 as 0.0")
                .refused(MARIADB, BOUND, Parameter, "MariaDB stores -0.0 as 0.0")
                .refused(MARIADB, LITERAL, Unsupported, "MariaDB stores -0.0 as 0.0"),
            case("0.0", &column, 0.0).tie(ALL),
            case("5e-324", &column, 5e-324),
            case("f64::MIN_POSITIVE", &column, f64::MIN_POSITIVE),
            case("0.1", &column, 0.1),
            case("1/3", &column, 1.0 / 3.0),
            case("1e16", &column, 1e16),
            case("f64::MAX", &column, f64::MAX),
            infinite("inf", f64::INFINITY),
            infinite("NaN", f64::NAN)
                .refused(SQLITE, BOUND, Parameter, "SQLite stores NaN as NULL")
                .refused(SQLITE, LITERAL, Unsupported, "has no literal"),
            single("f32::MIN", f32::MIN),
            single("1e-45_f32", f32::from_bits(1)),
            case("0.1, not of 32 bits", &real, 0.1)
                .gives(BUT_SQLITE, READ, f64::from(0.1_f32).into(), "the nearest float of 32 bits")
                .finds(BUT_SQLITE, &[], "the column holds another number"),
            single("0.1_f32", 0.1).tie(BUT_SQLITE).finds(
                BUT_SQLITE,
                &["0.1, not of 32 bits", "0.1_f32"],
                "both are stored as this",
            ),
            single("f32::MAX", f32::MAX),
            case("1e300", &real, 1e300).refused(POSTGRES, STORE, Data, "out of range").refused(
                MYSQLS,
                STORE,
                Data,
                "Out of range",
            ),
        ],
        columns: vec![column, real],
        instead: vec![],
        sample: 0.1.into(),
        plain: vec![],
        declared: vec![],
        unordered: vec![],
        notes: &[
            "A 64-bit integer stands for a float only if one is equal to it.",
            "A `Real` column of PostgreSQL, MariaDB and MySQL stores the nearest float of 32 bits. \
             Reading one that isn't exact as an `f32` is an error.",
        ],
    }
}

/// As many zeros after the point as the column has digits there.
fn padded(text: &str, scale: usize) -> Value {
    let (_, fraction) = text.split_once('.').unwrap_or((text, ""));
    let point = if text.contains('.') { "" } else { "." };
    let zeros = if scale == 0 { "" } else { &"0".repeat(scale - fraction.len()) };
    parsed::<Decimal>(&format!("{text}{}{zeros}", if scale == 0 { "" } else { point }))
}

pub(super) fn decimals() -> Group {
    let (column, whole) = (SqlType::Decimal(None), SqlType::Decimal(Some((65, 0))));
    let why = "with the column's digits after the point";
    let number = |name: &'static str, text: &str| {
        case(name, &SqlType::Decimal(None), parsed::<Decimal>(text)).gives(
            MYSQLS,
            READ,
            padded(text, 30),
            why,
        )
    };
    let refused = |name, text: &str, says| {
        case(name, &SqlType::Decimal(None), parsed::<Decimal>(text))
            .refused(MYSQLS, BOUND, Parameter, says)
            .refused(MYSQLS, LITERAL, Parameter, says)
    };
    let never = "a DECIMAL is never NaN or infinite";
    let digits = "a DECIMAL has at most 65 digits";
    let thousand = "1234567890".repeat(100);
    let long = "-12345678901234567890123456789012345.123456789012345678901234567890";
    Group {
        kind: Kind::Decimal,
        rust: "`Decimal`, `rust_decimal::Decimal`, `bigdecimal::BigDecimal`",
        cases: vec![
            refused("-Infinity", "-Infinity", never),
            refused("-1000 digits", &format!("-{thousand}"), digits),
            number("65 digits, 30 after the point", long),
            number("-1.5", "-1.5"),
            number("0", "0"),
            refused("1e-31", "0.0000000000000000000000000000001", "30 digits after the point"),
            number("1e-30", "0.000000000000000000000000000001"),
            number("1.1", "1.1"),
            number("1.10", "1.10").tie(ALL),
            number("38 digits", "12345678901234567890123456789.123456789"),
            case("36 digits before the point", &column, parsed::<Decimal>(&"9".repeat(36)))
                .refused(MYSQLS, STORE, Data, "Out of range"),
            refused("Infinity", "Infinity", never),
            refused("NaN", "NaN", never),
            case("65 digits", &whole, parsed::<Decimal>(&"9".repeat(65))),
        ],
        columns: vec![column, whole],
        instead: vec![],
        sample: parsed::<Decimal>("1.50"),
        plain: vec![(SQLITE, Kind::Text)],
        declared: vec![],
        unordered: vec![],
        notes: &[
            "A decimal keeps its scale: `1.10` has two digits after the point wherever the column \
             does not fix another number of them, and is equal to `1.1`.",
            "PostgreSQL, MariaDB and MySQL round to the scale of a column of `Decimal((p, s))`; what \
             has too many digits before the point is refused. SQLite stores what it is given.",
            "A float never becomes a decimal by itself.",
        ],
    }
}
