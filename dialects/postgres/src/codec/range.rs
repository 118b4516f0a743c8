//! Ranges: <https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO>
//!
//! In binary: a byte of flags, then each bound that there is with its length before it
//! (`range_send` in `src/backend/utils/adt/rangetypes.c` of the server's source).

use std::ops::Bound;

use aludel::value::{Range, Value};

use super::array::Reader;
use super::column::{Decode, GARBLED};
use super::encode::{Format, Misfit, encode};

const EMPTY: u8 = 0x01;
const LOWER_INCLUDED: u8 = 0x02;
const UPPER_INCLUDED: u8 = 0x04;
const LOWER_UNBOUNDED: u8 = 0x08;
const UPPER_UNBOUNDED: u8 = 0x10;

/// A range in binary.
pub(super) fn binary(element: Decode, bytes: &[u8]) -> Result<Range, &'static str> {
    let mut reader = Reader(bytes);
    let [flags] = super::column::exactly(reader.take(1)?)?;
    let kind = element.kind();
    if flags & EMPTY != 0 {
        return Ok(Range::empty(kind));
    }
    let mut bound = |unbounded, included| {
        if flags & unbounded != 0 {
            return Ok(Bound::Unbounded);
        }
        let length = reader.count()?;
        let value = element.value(reader.take(length)?)?;
        Ok(if flags & included != 0 { Bound::Included(value) } else { Bound::Excluded(value) })
    };
    let lower = bound(LOWER_UNBOUNDED, LOWER_INCLUDED)?;
    Ok(Range::new(kind, lower, bound(UPPER_UNBOUNDED, UPPER_INCLUDED)?))
}

/// A range as text, of values that need no quotes: `empty`, `[1.5,)`.
pub(super) fn literal(element: Decode, text: &str) -> Result<Range, &'static str> {
    let kind = element.kind();
    if text == "empty" {
        return Ok(Range::empty(kind));
    }
    let body = text.strip_prefix(['[', '(']).and_then(|text| text.strip_suffix([']', ')']));
    let (lower, upper) = body.and_then(|body| body.split_once(',')).ok_or(GARBLED)?;
    let bound = |text: &str, included: bool| {
        if text.is_empty() {
            return Ok(Bound::Unbounded);
        }
        let value = element.value(text.as_bytes())?;
        Ok(if included { Bound::Included(value) } else { Bound::Excluded(value) })
    };
    let lower = bound(lower, text.starts_with('['))?;
    Ok(Range::new(kind, lower, bound(upper, text.ends_with(']'))?))
}

/// Writes a range of such a type in binary, unless a bound has none.
///
/// # Errors
/// When a bound does not fit.
pub(super) fn put(range: &Range, element: u32, out: &mut Vec<u8>) -> Result<Format, Misfit> {
    if range.is_empty() {
        out.push(EMPTY);
        return Ok(Format::Binary);
    }
    let flags_at = out.len();
    out.push(0);
    let mut flags = 0;
    let mut all = Format::Binary;
    for (bound, unbounded, included) in [
        (range.lower(), LOWER_UNBOUNDED, LOWER_INCLUDED),
        (range.upper(), UPPER_UNBOUNDED, UPPER_INCLUDED),
    ] {
        let value: &Value = match bound {
            Bound::Unbounded => {
                flags |= unbounded;
                continue;
            }
            Bound::Included(value) => {
                flags |= included;
                value
            }
            Bound::Excluded(value) => value,
        };
        let at = out.len();
        out.extend([0; 4]);
        match encode(value, element, out).map_err(in_range)? {
            Format::Binary => super::encode::put_length(at, out),
            Format::Text => all = Format::Text,
        }
    }
    if let Some(slot) = out.get_mut(flags_at) {
        *slot = flags;
    }
    Ok(all)
}

/// No cast and no operator leads from ranges of 64 bits to those of 32.
fn in_range(misfit: Misfit) -> Misfit {
    match misfit {
        Misfit::Narrow => Misfit::Refused("a bound is out of range for the type"),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::oid;
    use super::*;

    #[test]
    fn garbled_ranges_do_no_harm() {
        let Decode::Range(element) = Decode::of(oid::INT8RANGE, None) else { return };
        let element = element.decode();
        let mut bytes = Vec::new();
        let range = Range::from(1_i64..5);
        assert_eq!(put(&range, oid::INT8, &mut bytes), Ok(Format::Binary));
        assert_eq!(binary(element, &bytes), Ok(range));
        for cut in 0..bytes.len() {
            assert_eq!(binary(element, bytes.get(..cut).unwrap()), Err(GARBLED));
        }
        let decimal = Decode::of(oid::NUMERIC, None);
        for wrong in ["", "[", "[1.5]", "1,2", "[1,2", "\u{e9},"] {
            assert!(literal(decimal, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn of_decimals_as_text() {
        let decimal = Decode::of(oid::NUMERIC, None);
        let read = |text| literal(decimal, text).map(|range| range.to_string());
        for text in ["[0.10,2)", "(,2]", "(,)", "empty"] {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
    }
}
