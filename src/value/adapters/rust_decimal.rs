//! Decimals of `rust_decimal`.
//!
//! They have 28 digits after the point at most, and 96 bits in all (28 digits, or 29). A number
//! that has more is an error, never rounded; zeros that end a fraction are left out if that
//! makes it fit. The scale is kept otherwise: `1.10` stays `1.10`.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//! use rust_decimal::Decimal;
//!
//! let price = Decimal::new(1250, 2);
//!
//! let item = table("item");
//! let dear = select_from(&item).filter((item.col("price") * price).gt(100));
//! assert_eq!(dear.to_sql(&Sqlite)?.params(), [Value::from(price), Value::Int(100)]);
//!
//! let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
//! let row: (Decimal,) = conn.fetch_one_as(&select((value(price),)))?;
//! assert_eq!(row, (price,));
//! # Ok::<(), aludel::Error>(())
//! ```

use super::exact::adapted;
use crate::schema::SqlType;
use crate::value::{Decimal, ParseError};

adapted! {
    ::rust_decimal::Decimal => Decimal, SqlType::Decimal(None);
}
adapted!(@number ::rust_decimal::Decimal);

impl From<::rust_decimal::Decimal> for Decimal {
    fn from(number: ::rust_decimal::Decimal) -> Self {
        Decimal::from_scaled(number.mantissa(), number.scale())
    }
}

/// Fails for a number with more digits than these have, NaN and the infinities.
impl TryFrom<Decimal> for ::rust_decimal::Decimal {
    type Error = ParseError;

    fn try_from(number: Decimal) -> Result<Self, ParseError> {
        let text = number.as_str();
        let read = ::rust_decimal::Decimal::from_str_exact;
        // What has no point ends in zeros that count.
        let trimmed = || match text.contains('.') {
            true => read(text.trim_end_matches('0').trim_end_matches('.')),
            false => read(text),
        };
        read(text).or_else(|_| trimmed()).map_err(|_| {
            let why = "it must be finite, with 28 digits after the point and 96 bits at most";
            ParseError::new("a rust_decimal::Decimal", text, why)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact::tests::{is_unreadable, round_trip};
    use crate::value::{FromValue, IntoValue, ValueRef};

    type Theirs = ::rust_decimal::Decimal;

    #[test]
    fn numbers_and_their_scales() {
        for (number, text) in [
            (Theirs::ZERO, "0"),
            (Theirs::new(0, 2), "0.00"),
            (Theirs::new(110, 2), "1.10"),
            (Theirs::new(-5, 3), "-0.005"),
            (Theirs::MAX, "79228162514264337593543950335"),
            (Theirs::MIN, "-79228162514264337593543950335"),
            (Theirs::from_i128_with_scale(1, 28), "0.0000000000000000000000000001"),
            (
                Theirs::from_i128_with_scale(-1_234_567_890_123_456_789_012_345_678, 27),
                "-1.234567890123456789012345678",
            ),
        ] {
            round_trip(&number, text);
            let read = Theirs::from_value(ValueRef::Decimal(text)).unwrap();
            assert_eq!((read.scale(), read.mantissa()), (number.scale(), number.mantissa()));
        }
        // Theirs has a zero with a sign.
        assert_eq!(format!("{:?}", (-Theirs::ZERO).into_value()), "0");
    }

    #[test]
    fn other_cells() {
        for (cell, number) in [
            (ValueRef::Int(i64::MIN), Theirs::from(i64::MIN)),
            (ValueRef::UInt(u64::MAX), Theirs::from(u64::MAX)),
            (ValueRef::Float(0.1), Theirs::new(1, 1)),
            (ValueRef::Text("1e3"), Theirs::from(1000)),
            // The zeros say nothing that the number doesn't.
            (ValueRef::Decimal("1.500000000000000000000000000000000"), Theirs::new(15, 1)),
            (ValueRef::Decimal("7.000000000000000000000000000000000"), Theirs::from(7)),
        ] {
            assert_eq!(Theirs::from_value(cell), Ok(number), "{cell:?}");
        }
        for text in [
            "79228162514264337593543950336",
            "100000000000000000000000000000",
            "0.00000000000000000000000000001",
            "1.2345678901234567890123456789012",
            "NaN",
            "-Infinity",
        ] {
            is_unreadable::<Theirs>(ValueRef::Decimal(text), "is not a rust_decimal::Decimal");
        }
        is_unreadable::<Theirs>(ValueRef::Text("ten"), "is not a decimal number");
    }
}
