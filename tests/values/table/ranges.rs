//! Ranges.

use std::ops::Bound;

use aludel::ErrorKind::{Data, Parameter, Unsupported};
use aludel::prelude::*;
use aludel::value::{Kind, Range};

use super::parsed;
use crate::case::{BOUND, Case, Group, Order, Step, case};
use crate::database::{BUT_POSTGRES, MYSQLS, POSTGRES, SQLITE};

const LITERAL: &[Step] = &[Step::Literal];
const BIND_READ: &[Step] = &[Step::Bind, Step::Read];

pub(super) fn ranges() -> Group {
    let of = |element: SqlType| SqlType::Range(element.into());
    let (small, large) = (of(SqlType::Integer), of(SqlType::BigInt));
    let decimals = of(SqlType::Decimal(None));
    let (days, stamps) = (of(SqlType::Date), of(SqlType::Timestamp));
    let instants = of(SqlType::TimestampTz);
    let none = "there are no ranges: store its two bounds";
    let no_ranges = |case: Case| {
        case.refused(MYSQLS, BOUND, Parameter, none)
            .refused(SQLITE, BOUND, Parameter, "SQLite has no ranges: store its two bounds")
            .refused(BUT_POSTGRES, LITERAL, Unsupported, "has no literal")
    };
    let day = parsed::<Date>;
    let cases = vec![
        case("of 32 bits", &small, Range::from(i64::from(i32::MIN)..5)),
        case("empty", &large, Range::empty(Kind::Int)),
        case("from i64::MIN", &large, Range::from(i64::MIN..0)),
        case("without a lower bound", &large, Range::from(..0)),
        case("without an upper bound", &large, Range::from(1..)),
        case("without bounds", &large, {
            Range::from((Bound::<i64>::Unbounded, Bound::<i64>::Unbounded))
        }),
        case("both bounds included", &large, Range::from(1..=5)).gives(
            POSTGRES,
            BIND_READ,
            Range::from(1..6).into(),
            "the server writes ranges of integers and dates with the upper bound excluded",
        ),
        case("bounds in reverse", &large, Range::from((Bound::Included(5), Bound::Excluded(1))))
            .refused(POSTGRES, BOUND, Data, "range lower bound must be less")
            .refused(POSTGRES, LITERAL, Data, "range lower bound must be less"),
        case(
            "decimals",
            &decimals,
            Range::from(parsed::<Decimal>("-0.10")..=parsed::<Decimal>("1.50")),
        ),
        case(
            "decimals, both bounds excluded",
            &decimals,
            Range::from((
                Bound::Excluded(parsed::<Decimal>("1")),
                Bound::Excluded(parsed::<Decimal>("2.000")),
            )),
        ),
        case("days", &days, Range::from(day("2024-02-29")..day("9999-12-31"))),
        case(
            "timestamps",
            &stamps,
            Range::from(
                parsed::<Timestamp>("0001-01-01 00:00:00")
                    ..parsed::<Timestamp>("2024-02-29 12:00:00.000001"),
            ),
        ),
        case("instants", &instants, Range::from(parsed::<TimestampTz>("2024-02-29 12:00:00Z")..)),
        case(
            "nanoseconds",
            &stamps,
            Range::from(parsed::<Timestamp>("2024-02-29 12:00:00.000000001")..),
        )
        .refused(POSTGRES, BOUND, Parameter, "PostgreSQL stores microseconds")
        .refused(POSTGRES, LITERAL, Data, "finer than a microsecond"),
    ];
    Group {
        kind: Kind::Range,
        rust: "`Range`, `(Bound<T>, Bound<T>)`; to bind also `a..b`, `a..=b`, `a..`, `..b`",
        cases: cases.into_iter().map(no_ranges).collect(),
        columns: vec![small, large, decimals, days, stamps, instants],
        instead: vec![],
        sample: Range::from(1..5).into(),
        plain: vec![],
        declared: vec![],
        unordered: vec![(
            POSTGRES,
            Order::Of(
                "the server orders by the lower bound, then by the upper one; empty is first",
            ),
        )],
        notes: &[
            "Columns of ranges are PostgreSQL's alone: elsewhere CREATE TABLE is refused.",
            "Printed or bound, a range takes its type from the range beside it, and has a cast where \
             there is none.",
            "Multiranges, and ranges of a user's own, are read and written as texts.",
        ],
    }
}
