//! Values as literals.

use super::parsed;
use crate::prelude::*;
use crate::testing::{Capability, Case, NULL, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let (date, time) = (parsed::<Date>("2024-02-29"), parsed::<Time>("12:00:00"));
    let stamp = parsed::<Timestamp>("2024-02-29 12:34:56.5");
    let exact = parsed::<Decimal>("1.50");
    vec![
        case("numbers", select((literal(-7), literal(1.5), literal(true), literal(None::<i64>))))
            .needs(Capability::BooleanLiterals)
            .same("SELECT -7, 1.5, TRUE, NULL")
            .postgres("SELECT -7, '1.5'::float8, TRUE, NULL")
            .mysql("SELECT -7, 1.5e0, TRUE, NULL")
            .rows(rows![(-7, 1.5, true, NULL)]),
        case("text", select((literal("it's"), literal('\''), literal("\\n"))))
            .same(r"SELECT 'it''s', '''', '\n'")
            .postgres(r"SELECT 'it''s', '''', E'\\n'")
            .mysql(r"SELECT 'it''s', '''', '\\n'")
            .rows(rows![("it's", "'", "\\n")]),
        case("bytes", select(literal(vec![0_u8, 10, 255])))
            .same("SELECT X'000aff'")
            .postgres(r"SELECT '\x000aff'::bytea")
            .rows(rows![(vec![0_u8, 10, 255])]),
        case("decimals", select(literal(exact.clone())))
            .same("SELECT 1.50")
            .sqlite("SELECT '1.50'")
            .rows(rows![(exact)]),
        case("dates", select((literal(date.clone()), literal(time.clone()))))
            .same("SELECT DATE '2024-02-29', TIME '12:00:00'")
            .sqlite("SELECT '2024-02-29', '12:00:00'")
            .postgres("SELECT '2024-02-29'::date, '12:00:00'::time")
            .rows(rows![(date, time)]),
        case("a timestamp", select(literal(stamp.clone())))
            .same("SELECT TIMESTAMP '2024-02-29 12:34:56.5'")
            .sqlite("SELECT '2024-02-29 12:34:56.5'")
            .postgres("SELECT '2024-02-29 12:34:56.5'::timestamp")
            .rows(rows![(stamp)]),
    ]
}
