//! JSON of `serde_json`, and types with serde's traits stored as JSON.
//!
//! [`serde_json::Value`] is written without spaces. Reading one fails
//! where a number has more digits than it keeps: they would be lost in silence. (With
//! serde_json's feature `arbitrary_precision` none are.) [`Json`] itself takes any document.
//! NULL is no document, and not the document `null`: read a nullable column as an `Option`.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel::value::JsonOf;
//! use aludel_sqlite::Sqlite;
//! use serde_json::json;
//!
//! #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
//! struct Settings {
//!     theme: String,
//! }
//!
//! let document = json!({"tags": ["new", 7]});
//! let settings = JsonOf(Settings { theme: "dark".to_owned() });
//!
//! let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
//! let q = select((value(document.clone()), value(settings.clone())));
//! let row: (serde_json::Value, JsonOf<Settings>) = conn.fetch_one_as(&q)?;
//! assert_eq!(row, (document, settings));
//! # Ok::<(), aludel::Error>(())
//! ```

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::exact::adapted;
use crate::schema::SqlType;
use crate::value::{DecodeError, FromValue, Json, ValueRef, decimal_text};

adapted! {
    ::serde_json::Value => Json, SqlType::Json;
}

impl From<::serde_json::Value> for Json {
    fn from(document: ::serde_json::Value) -> Self {
        Json::from_text(document.to_string())
    }
}

/// Fails for a text that is not JSON, and for a number with more digits than it keeps.
impl TryFrom<Json> for ::serde_json::Value {
    type Error = DecodeError;

    fn try_from(json: Json) -> Result<Self, DecodeError> {
        let document = parse(json.as_str(), "serde_json::Value")?;
        match numbers(json.as_str()).find(|number| !is_kept(number)) {
            None => Ok(document),
            Some(number) => Err(DecodeError::new(format!(
                "serde_json::Value would round the JSON's number {number}: read it as Json"
            ))),
        }
    }
}

fn parse<T: DeserializeOwned>(text: &str, wanted: &str) -> Result<T, DecodeError> {
    ::serde_json::from_str(text)
        .map_err(|error| DecodeError::new(format!("the JSON can't be read as {wanted}: {error}")))
}

/// The numbers of a valid document, as they are written.
fn numbers(document: &str) -> impl Iterator<Item = &str> {
    let mut rest = document;
    std::iter::from_fn(move || {
        loop {
            let (_, from) = rest.split_at_checked(rest.find(NUMBER_OR_TEXT)?)?;
            rest = match from.strip_prefix('"') {
                Some(text) => after_text(text),
                None => {
                    let end = from.find(AFTER_NUMBER).unwrap_or(from.len());
                    let (number, after) = from.split_at_checked(end)?;
                    rest = after;
                    return Some(number);
                }
            };
        }
    })
}

const NUMBER_OR_TEXT: fn(char) -> bool = |c| matches!(c, '"' | '-' | '0'..='9');
const AFTER_NUMBER: fn(char) -> bool = |c| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');

/// What follows the closing quote.
fn after_text(text: &str) -> &str {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return text.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
    }
    ""
}

/// Whether serde_json reads the same number.
fn is_kept(number: &str) -> bool {
    // So few digits fit a float, wherever the point is.
    let is_short = number.len() <= 15 && !number.contains(['e', 'E']);
    is_short
        || ::serde_json::from_str::<::serde_json::Number>(number)
            .is_ok_and(|kept| decimal_text::compare_text(number, &kept.to_string()).is_eq())
}

/// A value of a type with serde's traits, stored as JSON.
///
/// It is a column's type in `table!` (`settings: JsonOf<Settings>`), and what a JSON column can
/// be read as. What serde_json can't write, a map whose keys are no texts for one, is
/// [refused](crate::value::Value::Refused); NaN and the infinities it writes as `null`. Which numbers a
/// document may have is up to the type: an `f64` takes the nearest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JsonOf<T>(pub T);

impl<T> From<T> for JsonOf<T> {
    fn from(value: T) -> Self {
        JsonOf(value)
    }
}

/// Fails for what serde_json can't write.
impl<T: Serialize> TryFrom<JsonOf<T>> for Json {
    type Error = DecodeError;

    fn try_from(value: JsonOf<T>) -> Result<Self, DecodeError> {
        let name = std::any::type_name::<T>();
        ::serde_json::to_string(&value.0).map(Json::from_text).map_err(|error| {
            DecodeError::new(format!("`{name}` can't be written as JSON: {error}"))
        })
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromValue for JsonOf<T> {
    fn from_value(cell: ValueRef<'_>) -> Result<Self, DecodeError> {
        match cell {
            ValueRef::Json(text) | ValueRef::Text(text) => {
                parse(text, &format!("`{}`", std::any::type_name::<T>())).map(JsonOf)
            }
            other => Err(DecodeError::mismatch("JSON", other)),
        }
    }
}

adapted!(@into [T: Serialize + Clone] JsonOf<T> => Json);
adapted!(
    @column [T: Serialize + DeserializeOwned + Clone + 'static] JsonOf<T> => Json, SqlType::Json
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ::serde_json::json;

    use super::super::exact::tests::{is_refused, is_unreadable, round_trip};
    use super::*;
    use crate::value::{IntoValue, Kind, Value};

    #[test]
    fn documents() {
        for (document, text) in [
            (json!(null), "null"),
            (json!({}), "{}"),
            (json!(["a\"\\\u{0}é", true, -1]), "[\"a\\\"\\\\\\u0000é\",true,-1]"),
            (json!({"b": [1], "a": {"c": 0.1}}), r#"{"a":{"c":0.1},"b":[1]}"#),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(i64::MIN), "-9223372036854775808"),
            (json!(5e-324), "5e-324"),
            (json!(1.0), "1.0"),
        ] {
            round_trip(&document, text);
        }
        // The last is one that serde_json by itself reads as its neighbour.
        for float in [f64::MAX, f64::MIN_POSITIVE, -0.0, 51.248_178_375_505_404] {
            let value = json!(float).into_value();
            let read = ::serde_json::Value::from_value(value.lend()).unwrap();
            assert_eq!(read.as_f64().map(f64::to_bits), Some(float.to_bits()), "{value:?}");
        }
        is_unreadable::<::serde_json::Value>(ValueRef::Text("{"), "the JSON can't be read as");
        is_unreadable::<::serde_json::Value>(ValueRef::Int(1), "an integer can't be read as JSON");
    }

    #[test]
    fn numbers_are_kept_or_an_error() {
        let read = |text: &str| ::serde_json::Value::from_value(ValueRef::Json(text));
        for number in [
            "18446744073709551616",
            "-9223372036854775809",
            "12345678901234567890123",
            "0.12345678901234567890",
            "9007199254740993.0",
            "1e-400",
        ] {
            for text in [number.to_owned(), format!("{{\"a\": [0, \"\\\"\", {number} ]}}")] {
                let error = read(&text).unwrap_err().to_string();
                assert!(error.contains(&format!("round the JSON's number {number}:")), "{error}");
            }
        }
        for text in [
            "18446744073709551615",
            "1E2",
            "100000000000000000000",
            "1.50000000000000000000",
            "-0.0",
            "9007199254740992.0",
            r#"{"12345678901234567890123": "0.12345678901234567890\""}"#,
        ] {
            assert!(read(text).is_ok(), "{text}");
        }
        assert!(read("1e999").is_err());
    }

    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Settings {
        theme: String,
        size: Option<u128>,
    }

    #[test]
    fn types_of_the_programs_own() {
        let settings = Settings { theme: "dark".to_owned(), size: Some(u128::MAX) };
        round_trip(
            &JsonOf(settings),
            r#"{"theme":"dark","size":340282366920938463463374607431768211455}"#,
        );
        round_trip(&JsonOf(vec![1, 2]), "[1,2]");
        is_unreadable::<JsonOf<Settings>>(ValueRef::Json("{}"), "missing field `theme`");
        is_refused(JsonOf(BTreeMap::from([(vec![1], 2)])), "key must be a string");
    }

    #[test]
    fn null_is_no_document() {
        assert_eq!(None::<::serde_json::Value>.into_value(), Value::Null(Kind::Json));
        assert_eq!(Option::<::serde_json::Value>::from_value(ValueRef::Null), Ok(None));
        assert_eq!(Option::from_value(ValueRef::Json("null")), Ok(Some(json!(null))));
    }
}
