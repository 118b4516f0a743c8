//! From a value to a parameter of the type that the server asks for: exactly, or not at all.

use aludel::value::{Array, Decimal, Kind, Range, Value};

use super::datetime::{date_to, interval_to, time_to, timestamp_to};
use super::oid;
use crate::shape::{self, leaf};
use crate::text;

/// How a parameter was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Binary,
}

/// Why a value can't be a parameter of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// The server inferred the type from the context; a type of the value's own may do.
    Narrow,
    /// Likewise, unless it is a column that is assigned to: the server would change the value so.
    Assigned(&'static str),
    /// It can't be.
    Refused(&'static str),
}

type Encoded = Result<Format, Misfit>;

/// <https://www.postgresql.org/docs/current/datatype-character.html>
const NAME_BYTES: usize = 63;

const ROUNDED: &str = "the server would round it: give an integer, or write a cast around it";
const ESCAPED: &str = "the server would store it escaped: give text, or write a cast around it";
const ZONE: &str = "one has a time zone and the other has none, and PostgreSQL would take the \
                    session's: convert it first";
const KIND: &str = "they have nothing in common: cast one of them";

/// The type to ask for where the inferred one is too narrow.
pub(crate) fn own_type(value: &Value) -> u32 {
    match value {
        Value::Array(array) => oid::of_array(leaf(array)),
        Value::Range(range) => oid::of_range(range.element()).unwrap_or(oid::TEXT),
        Value::UInt(v) if i64::try_from(*v).is_ok() => oid::INT8,
        other => oid::of_kind(other.kind()),
    }
}

/// Writes a value that is not NULL.
///
/// # Errors
/// When the type can't hold it exactly.
#[inline]
pub(crate) fn encode(value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    match (value, ty) {
        (Value::Int(v), oid::INT8) => binary(&v.to_be_bytes(), out),
        (Value::Int(v), oid::INT4) => match i32::try_from(*v) {
            Ok(v) => binary(&v.to_be_bytes(), out),
            Err(_) => Err(Misfit::Narrow),
        },
        (Value::Text(v), oid::TEXT | oid::VARCHAR) => string(v, Format::Binary, out),
        _ => encode_other(value, ty, out),
    }
}

fn encode_other(value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    match value {
        Value::Null(_) => Ok(Format::Text),
        Value::Bool(v) => match ty {
            oid::BOOL => binary(&[u8::from(*v)], out),
            _ => otherwise(value, ty, out),
        },
        Value::Int(v) => integer(i128::from(*v), value, ty, out),
        Value::UInt(v) => integer(i128::from(*v), value, ty, out),
        Value::Float(v) => float(*v, value, ty, out),
        Value::Decimal(v) => decimal(v, value, ty, out),
        // The server reads it as whatever it is to be: an enum, a UUID, a document.
        Value::Text(_) if ty == oid::BYTEA => {
            Err(Misfit::Refused("PostgreSQL would read the text as a literal: give bytes"))
        }
        // The server cuts these without a word.
        Value::Text(v) if ty == oid::NAME && v.len() > NAME_BYTES => {
            Err(Misfit::Refused("a name has at most 63 bytes"))
        }
        Value::Text(v) if ty == oid::CHAR && v.len() > 1 => {
            Err(Misfit::Refused("a \"char\" is one byte"))
        }
        Value::Text(v) => string(v, Format::Text, out),
        Value::Bytes(v) => match ty {
            oid::BYTEA => binary(v, out),
            oid::TEXT => Err(Misfit::Assigned(ESCAPED)),
            _ => Err(Misfit::Refused(KIND)),
        },
        Value::Date(v) => match ty {
            oid::DATE => binary(&fits(date_to(*v))?.to_be_bytes(), out),
            oid::TIMESTAMP => binary(&fits(timestamp_to((*v).into()))?.to_be_bytes(), out),
            oid::TIMESTAMPTZ => Err(Misfit::Refused(ZONE)),
            _ => otherwise(value, ty, out),
        },
        Value::Time(v) => match ty {
            oid::TIME => binary(&fits(time_to(*v))?.to_be_bytes(), out),
            _ => otherwise(value, ty, out),
        },
        Value::Timestamp(v) => match ty {
            oid::TIMESTAMP => binary(&fits(timestamp_to(*v))?.to_be_bytes(), out),
            oid::TIMESTAMPTZ => Err(Misfit::Refused(ZONE)),
            oid::DATE => Err(Misfit::Refused("the time would be lost: cast the column")),
            _ => otherwise(value, ty, out),
        },
        Value::TimestampTz(v) => match ty {
            oid::TIMESTAMPTZ => binary(&fits(timestamp_to(v.utc()))?.to_be_bytes(), out),
            oid::TIMESTAMP | oid::DATE => Err(Misfit::Refused(ZONE)),
            _ => otherwise(value, ty, out),
        },
        Value::Interval(v) => match ty {
            oid::INTERVAL => {
                fits(interval_to(*v, out))?;
                Ok(Format::Binary)
            }
            _ => otherwise(value, ty, out),
        },
        Value::Uuid(v) => match ty {
            oid::UUID => binary(v.as_bytes(), out),
            _ => otherwise(value, ty, out),
        },
        Value::Json(v) => match ty {
            oid::JSON | oid::JSONB => string(v.as_str(), Format::Text, out),
            _ => otherwise(value, ty, out),
        },
        Value::Array(v) => array(v, value, ty, out),
        Value::Range(v) => range(v, value, ty, out),
        _ => Err(Misfit::Refused("PostgreSQL has no such type")),
    }
}

#[inline]
fn binary(bytes: &[u8], out: &mut Vec<u8>) -> Encoded {
    out.extend_from_slice(bytes);
    Ok(Format::Binary)
}

#[inline]
fn string(text: &str, format: Format, out: &mut Vec<u8>) -> Encoded {
    if text.as_bytes().contains(&0) {
        return Err(Misfit::Refused(
            "PostgreSQL's texts hold no NUL character: store it as bytes, or without it",
        ));
    }
    out.extend_from_slice(text.as_bytes());
    Ok(format)
}

fn fits<T>(done: Result<T, &'static str>) -> Result<T, Misfit> {
    done.map_err(Misfit::Refused)
}

/// A type that is not the value's own: text was perhaps taken for want of anything better, and
/// types that only the server knows (domains, enums) read text.
fn otherwise(value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    let text_like = matches!(ty, oid::TEXT | oid::VARCHAR | oid::BPCHAR | oid::NAME | oid::UNKNOWN);
    let known = oid::name(ty) != "another type";
    if text_like {
        return Err(Misfit::Narrow);
    }
    if known {
        return Err(Misfit::Refused(KIND));
    }
    as_text(value, out)
}

fn as_text(value: &Value, out: &mut Vec<u8>) -> Encoded {
    let mut spelled = String::new();
    text::value(value, &mut spelled);
    string(&spelled, Format::Text, out)
}

fn integer(v: i128, value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    fn as_one_of<T: TryFrom<i128>>(v: i128) -> Result<T, Misfit> {
        T::try_from(v).map_err(|_| Misfit::Narrow)
    }
    match ty {
        oid::INT2 => binary(&as_one_of::<i16>(v)?.to_be_bytes(), out),
        oid::INT4 => binary(&as_one_of::<i32>(v)?.to_be_bytes(), out),
        oid::INT8 => binary(&as_one_of::<i64>(v)?.to_be_bytes(), out),
        // The server makes 4294967295 of -1.
        oid::OID => match u32::try_from(v) {
            Ok(v) => binary(&v.to_be_bytes(), out),
            Err(_) => Err(Misfit::Refused("an oid is 0 to 4294967295")),
        },
        oid::NUMERIC => as_text(value, out),
        oid::FLOAT8 => {
            let float = exact_float(v).ok_or(Misfit::Refused("no float is equal to it"))?;
            binary(&float.to_be_bytes(), out)
        }
        oid::FLOAT4 => {
            let float = exact_float(v).and_then(exact_f32);
            let float = float.ok_or(Misfit::Refused("no real is equal to it"))?;
            binary(&float.to_be_bytes(), out)
        }
        _ => otherwise(value, ty, out),
    }
}

/// The float that equals the integer, if there is one.
fn exact_float(v: i128) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "checked to be exact below")]
    let float = v as f64;
    #[allow(clippy::cast_possible_truncation, reason = "a float of at most 65 bits")]
    let back = float as i128;
    (back == v).then_some(float)
}

fn exact_f32(v: f64) -> Option<f32> {
    #[allow(clippy::cast_possible_truncation, reason = "checked to be exact below")]
    let narrow = v as f32;
    (f64::from(narrow).to_bits() == v.to_bits() || v.is_nan()).then_some(narrow)
}

fn float(v: f64, value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    match ty {
        oid::FLOAT8 => binary(&v.to_be_bytes(), out),
        // A column of reals rounds what is assigned to it, and compares exactly.
        oid::FLOAT4 => match exact_f32(v) {
            Some(narrow) => binary(&narrow.to_be_bytes(), out),
            None => Err(Misfit::Narrow),
        },
        oid::NUMERIC => string(Decimal::from_f64(v).as_str(), Format::Text, out),
        oid::INT2 | oid::INT4 | oid::INT8 | oid::OID if v.fract() == 0.0 || !v.is_finite() => {
            Err(Misfit::Narrow)
        }
        oid::INT2 | oid::INT4 | oid::INT8 | oid::OID => Err(Misfit::Assigned(ROUNDED)),
        _ => otherwise(value, ty, out),
    }
}

fn decimal(v: &Decimal, value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    match ty {
        oid::NUMERIC => string(v.as_str(), Format::Text, out),
        oid::FLOAT8 => {
            let nearest = v.to_f64();
            if !Decimal::from_f64(nearest).numeric_cmp(v).is_eq() {
                return Err(Misfit::Refused("no float is equal to it: cast it, or the column"));
            }
            binary(&nearest.to_be_bytes(), out)
        }
        oid::INT2 | oid::INT4 | oid::INT8 | oid::OID => match v.to_i64() {
            Some(whole) => integer(i128::from(whole), value, ty, out),
            None if is_whole(v) => Err(Misfit::Narrow),
            None => Err(Misfit::Assigned(ROUNDED)),
        },
        oid::FLOAT4 => Err(Misfit::Refused("a real has about six digits: give a float")),
        _ => otherwise(value, ty, out),
    }
}

fn is_whole(v: &Decimal) -> bool {
    v.as_str().split_once('.').is_none_or(|(_, fraction)| fraction.bytes().all(|b| b == b'0'))
}

/// An array: in binary where its elements are, else as a literal.
fn array(array: &Array, value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    let Some(element) = oid::element_of(ty) else {
        return match ty {
            oid::TEXT | oid::VARCHAR | oid::BPCHAR | oid::UNKNOWN => Err(Misfit::Narrow),
            _ if ty >= oid::FIRST_OF_USERS => as_text(value, out),
            _ => Err(Misfit::Refused(KIND)),
        };
    };
    fits(shape::check(array))?;
    let before = out.len();
    match elements(array, element, out) {
        Ok(Format::Binary) => Ok(Format::Binary),
        Ok(Format::Text) => {
            out.truncate(before);
            as_text(value, out)
        }
        Err(misfit) => {
            out.truncate(before);
            Err(misfit)
        }
    }
}

/// A range: in binary where its bounds are, else as text.
fn range(range: &Range, value: &Value, ty: u32, out: &mut Vec<u8>) -> Encoded {
    let Some(element) = oid::in_range(ty) else {
        return match ty {
            oid::TEXT | oid::VARCHAR | oid::BPCHAR | oid::UNKNOWN => {
                match oid::of_range(range.element()) {
                    Some(_) => Err(Misfit::Narrow),
                    None => Err(Misfit::Refused("PostgreSQL has no ranges of such values")),
                }
            }
            _ if ty >= oid::FIRST_OF_USERS => as_text(value, out),
            _ => Err(Misfit::Refused(KIND)),
        };
    };
    let before = out.len();
    let put = super::range::put(range, element, out);
    if put != Ok(Format::Binary) {
        out.truncate(before);
    }
    match put? {
        Format::Binary => Ok(Format::Binary),
        Format::Text => as_text(value, out),
    }
}

fn elements(array: &Array, element: u32, out: &mut Vec<u8>) -> Encoded {
    let items = array.items();
    let Ok(length) = i32::try_from(items.len()) else {
        return Err(Misfit::Refused("an array has at most 2147483647 elements"));
    };
    let nulls = items.iter().any(Value::is_null);
    out.extend(i32::from(length > 0).to_be_bytes());
    out.extend(i32::from(nulls).to_be_bytes());
    out.extend(element.to_be_bytes());
    if length > 0 {
        out.extend(length.to_be_bytes());
        out.extend(1_i32.to_be_bytes());
    }
    let mut narrow = false;
    for item in items {
        match item {
            Value::Null(_) => out.extend((-1_i32).to_be_bytes()),
            // Arrays of arrays are written as a literal.
            Value::Array(_) => return Ok(Format::Text),
            item => {
                let at = out.len();
                out.extend([0; 4]);
                match encode(item, element, out) {
                    Ok(Format::Binary) => put_length(at, out),
                    // One that comes later may be worse.
                    Err(Misfit::Narrow) => narrow = true,
                    other => return other,
                }
            }
        }
    }
    if narrow { Err(Misfit::Narrow) } else { Ok(Format::Binary) }
}

/// Fills in how long what was written after the place is.
#[inline]
pub(super) fn put_length(at: usize, out: &mut [u8]) {
    let length = i32::try_from(out.len() - at - 4).unwrap_or(-1);
    if let Some(slot) = out.get_mut(at..at + 4) {
        slot.copy_from_slice(&length.to_be_bytes());
    }
}

/// Writes all parameters: their formats, their number, and each with its length.
///
/// # Errors
/// The first that does not fit its type, by its position.
pub(crate) fn parameters(
    values: &[Value],
    types: &[u32],
    out: &mut Vec<u8>,
) -> Result<(), (usize, Misfit)> {
    let count = crate::wire::count(values.len());
    out.extend(count);
    let formats = out.len();
    out.resize(formats + values.len() * 2, 0);
    out.extend(count);
    for (i, (value, ty)) in values.iter().zip(types).enumerate() {
        if value.is_null() {
            out.extend((-1_i32).to_be_bytes());
            continue;
        }
        let at = out.len();
        out.extend([0; 4]);
        let format = encode(value, *ty, out).map_err(|misfit| (i, misfit))?;
        put_length(at, out);
        if format == Format::Binary
            && let Some(slot) = out.get_mut(formats + i * 2 + 1)
        {
            *slot = 1;
        }
    }
    Ok(())
}

/// How error messages call a value that does not fit.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Int(v) => v.to_string(),
        Value::UInt(v) => v.to_string(),
        Value::Float(v) => format!("{v:?}"),
        other => match other.kind() {
            Kind::Unknown => "a value".to_owned(),
            kind => kind.name().to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(value: impl Into<Value>, ty: u32) -> Result<(Format, Vec<u8>), Misfit> {
        let mut out = Vec::new();
        encode(&value.into(), ty, &mut out).map(|format| (format, out))
    }

    #[test]
    fn numbers_fit_exactly_or_not_at_all() {
        use Format::{Binary, Text};
        for (value, ty, expected) in [
            (Value::Int(-1), oid::INT2, Ok((Binary, vec![255, 255]))),
            (Value::Int(40_000), oid::INT2, Err(Misfit::Narrow)),
            (Value::Int(1 << 40), oid::INT4, Err(Misfit::Narrow)),
            (Value::UInt(u64::MAX), oid::INT8, Err(Misfit::Narrow)),
            (Value::UInt(u64::MAX), oid::NUMERIC, Ok((Text, b"18446744073709551615".to_vec()))),
            (Value::Int(-1), oid::OID, Err(Misfit::Refused("an oid is 0 to 4294967295"))),
            (Value::Int(1 << 24), oid::FLOAT4, Ok((Binary, 16_777_216_f32.to_be_bytes().to_vec()))),
            (
                Value::Int((1 << 53) + 1),
                oid::FLOAT8,
                Err(Misfit::Refused("no float is equal to it")),
            ),
            (Value::Float(2.5), oid::INT4, Err(Misfit::Assigned(ROUNDED))),
            (Value::Float(2.0), oid::INT4, Err(Misfit::Narrow)),
            (Value::Float(0.1), oid::FLOAT4, Err(Misfit::Narrow)),
            (Value::Float(0.5), oid::FLOAT4, Ok((Binary, 0.5_f32.to_be_bytes().to_vec()))),
            (Value::Float(0.1), oid::NUMERIC, Ok((Text, b"0.1".to_vec()))),
            (Value::Int(1), oid::TEXT, Err(Misfit::Narrow)),
            (Value::Int(1), oid::BOOL, Err(Misfit::Refused(KIND))),
            (Value::Int(1), 99_999, Ok((Text, b"1".to_vec()))),
        ] {
            assert_eq!(encoded(value.clone(), ty), expected, "{value:?} as {ty}");
        }
        let decimal = |text: &str| Value::Decimal(text.parse().unwrap());
        assert_eq!(encoded(decimal("7.00"), oid::INT2), Ok((Binary, vec![0, 7])));
        assert_eq!(encoded(decimal("7.5"), oid::INT4), Err(Misfit::Assigned(ROUNDED)));
        assert_eq!(encoded(decimal("9223372036854775808"), oid::INT4), Err(Misfit::Narrow));
        assert!(encoded(decimal("0.1"), oid::FLOAT8).is_ok());
        assert!(encoded(decimal("0.12345678901234567890"), oid::FLOAT8).is_err());
    }

    #[test]
    fn text_goes_anywhere_but_into_bytes() {
        assert_eq!(encoded("sad", 99_999), Ok((Format::Text, b"sad".to_vec())));
        assert!(encoded("a\0b", oid::TEXT).is_err() && encoded("a", oid::BYTEA).is_err());
    }

    #[test]
    fn arrays_are_binary_where_their_elements_are() {
        let items = vec![Value::Int(1), Value::NULL];
        let array = Value::Array(Array::new(Kind::Int, items));
        let (format, bytes) = encoded(array.clone(), 1007).unwrap();
        assert_eq!((format, bytes.len()), (Format::Binary, 32));
        assert_eq!(encoded(array.clone(), 1231), Ok((Format::Text, b"{\"1\",NULL}".to_vec())));
        assert_eq!(encoded(array, 99_999), Ok((Format::Text, b"{\"1\",NULL}".to_vec())));
    }
}
