//! Decimals of `bigdecimal`.
//!
//! They have any number of digits. NaN and the infinities, which some databases have, can't be
//! read as one. A number with an exponent beyond 200,000 either way is refused: written out, as
//! databases take it, it would be mostly zeros.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//! use bigdecimal::BigDecimal;
//!
//! let price: BigDecimal = "12.50".parse().unwrap();
//!
//! let item = table("item");
//! let dear = select_from(&item).filter((item.col("price") * &price).gt(100));
//! assert_eq!(dear.to_sql(&Sqlite)?.params(), [Value::from(price.clone()), Value::Int(100)]);
//!
//! let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
//! let row: (BigDecimal,) = conn.fetch_one_as(&select((value(price.clone()),)))?;
//! assert_eq!(row, (price,));
//! # Ok::<(), aludel::Error>(())
//! ```

use ::bigdecimal::BigDecimal;

use super::exact::adapted;
use crate::schema::SqlType;
use crate::value::{Decimal, ParseError};

adapted! {
    BigDecimal => Decimal, SqlType::Decimal(None);
}
adapted!(@number BigDecimal);

/// The zeros that a number may get when it is written out, as for the exponents that
/// [`Decimal`] reads; without a limit, a few bytes could ask for gigabytes.
const MOST_ZEROS: u64 = 200_000;

/// Fails for an exponent beyond 200,000 either way.
impl TryFrom<BigDecimal> for Decimal {
    type Error = ParseError;

    fn try_from(number: BigDecimal) -> Result<Self, ParseError> {
        let scale = number.fractional_digit_count();
        let zeros = match u64::try_from(scale) {
            Ok(scale) => scale.saturating_sub(number.digits()),
            Err(_) => scale.unsigned_abs(),
        };
        if zeros > MOST_ZEROS {
            let text = number.to_scientific_notation();
            let why = "its exponent must be -200000 to 200000";
            return Err(ParseError::new("a decimal number", &text, why));
        }
        number.to_plain_string().parse()
    }
}

/// Fails for NaN and the infinities.
impl TryFrom<Decimal> for BigDecimal {
    type Error = ParseError;

    fn try_from(number: Decimal) -> Result<Self, ParseError> {
        let refused = || ParseError::new("a BigDecimal", number.as_str(), "it is not finite");
        number.as_str().parse().map_err(|_| refused())
    }
}

#[cfg(test)]
mod tests {
    use ::bigdecimal::num_bigint::BigInt;

    use super::super::exact::tests::{is_refused, is_unreadable, round_trip};
    use super::*;
    use crate::value::{FromValue, IntoValue, ValueRef};

    fn number(digits: i64, scale: i64) -> BigDecimal {
        BigDecimal::new(BigInt::from(digits), scale)
    }

    #[test]
    fn numbers_and_their_scales() {
        for (digits, scale, text) in [
            (0, 0, "0"),
            (0, 2, "0.00"),
            (110, 2, "1.10"),
            (-5, 3, "-0.005"),
            (12, -3, "12000"),
            (i64::MIN, 0, "-9223372036854775808"),
            (1, 40, "0.0000000000000000000000000000000000000001"),
        ] {
            round_trip(&number(digits, scale), text);
            let read = BigDecimal::from_value(ValueRef::Decimal(text)).unwrap();
            assert_eq!(read.fractional_digit_count(), scale.max(0));
        }
        let long = format!("-{}.{}", "9".repeat(2_000), "1".repeat(3_000));
        round_trip(&long.parse::<BigDecimal>().unwrap(), &long);
    }

    #[test]
    fn other_cells() {
        assert_eq!(BigDecimal::from_value(ValueRef::UInt(u64::MAX)), Ok(u64::MAX.into()));
        assert_eq!(BigDecimal::from_value(ValueRef::Float(0.1)), Ok(number(1, 1)));
        for text in ["NaN", "Infinity", "-Infinity"] {
            is_unreadable::<BigDecimal>(ValueRef::Decimal(text), "it is not finite");
        }
        is_unreadable::<BigDecimal>(ValueRef::Text("ten"), "is not a decimal number");
    }

    #[test]
    fn exponents_have_a_limit() {
        for scale in [-200_000, 200_000] {
            let number = number(1, scale);
            let value = number.clone().into_value();
            assert_eq!(BigDecimal::from_value(value.lend()), Ok(number));
        }
        for scale in [-200_001, 200_002, i64::MIN, i64::MAX] {
            is_refused(number(1, scale), "its exponent must be -200000 to 200000");
        }
    }
}
