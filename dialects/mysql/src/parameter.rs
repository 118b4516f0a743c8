//! Parameters, as they are written.

use aludel::render::Sink;
use aludel::value::{Decimal, Kind, Value};
use aludel::{Error, ErrorKind, Result};

/// The most digits of a DECIMAL:
/// <https://dev.mysql.com/doc/refman/9.4/en/precision-math-decimal-characteristics.html>
pub(crate) const DIGITS: usize = 65;
/// The most of them after the point, on both flavours.
pub(crate) const SCALE: usize = 30;

/// A placeholder; with a cast where the protocol has no type for the kind. It sends bytes and
/// decimals as text, which would compare as text and as floats, and dates as timestamps.
pub(crate) fn parameter(value: &Value, sink: &mut Sink<'_>) -> Result<()> {
    let ty = match value.kind() {
        Kind::Bytes | Kind::Uuid => " AS BINARY)",
        Kind::Date => " AS DATE)",
        Kind::Json if sink.features().cast_parameters.contains(&Kind::Json) => " AS JSON)",
        Kind::Decimal => return decimal(value, sink),
        _ => {
            sink.placeholder(value);
            return Ok(());
        }
    };
    sink.push("CAST(");
    sink.placeholder(value);
    sink.push(ty);
    Ok(())
}

/// `CAST(? AS DECIMAL(65, scale))`. A bind's value isn't known yet: the driver refuses one that
/// does not fit.
fn decimal(value: &Value, sink: &mut Sink<'_>) -> Result<()> {
    let scale = match value {
        Value::Decimal(decimal) => {
            check_decimal(decimal).map_err(|why| refused(decimal, why, sink))?;
            decimal.scale()
        }
        _ => SCALE,
    };
    sink.push("CAST(");
    sink.placeholder(value);
    sink.push(" AS DECIMAL(65, ");
    sink.push_number(u64::try_from(scale).unwrap_or(0));
    sink.push("))");
    Ok(())
}

/// Whether a DECIMAL can hold the number.
pub(crate) fn check_decimal(decimal: &Decimal) -> Result<(), &'static str> {
    if !decimal.is_finite() {
        return Err("a DECIMAL is never NaN or infinite");
    }
    if decimal.scale() > SCALE {
        return Err("a DECIMAL has at most 30 digits after the point");
    }
    if decimal.digits() > DIGITS {
        return Err("a DECIMAL has at most 65 digits");
    }
    Ok(())
}

#[cold]
pub(crate) fn refused(decimal: &Decimal, why: &'static str, sink: &Sink<'_>) -> Error {
    Error::new(ErrorKind::Parameter, format!("the number {decimal} can't be bound"))
        .with_dialect(sink.dialect().describe())
        .with_help(why)
}
