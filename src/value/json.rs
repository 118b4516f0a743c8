//! JSON, as text.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A JSON document: its text, as given. A clone shares the text.
///
/// **The text is not checked**, and neither are two texts compared as documents: `{"a":1}` and
/// `{ "a": 1 }` are different values here. A database refuses a text that is not JSON, and may
/// hand one back in its own spelling.
///
/// ```
/// use aludel::value::Json;
///
/// let document = Json::from_text(r#"{"tags": ["new"]}"#);
/// assert_eq!(document.as_str(), r#"{"tags": ["new"]}"#);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json(Arc<str>);

impl Json {
    /// The document with this text, which is not checked.
    #[must_use]
    pub fn from_text(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, without a copy.
    #[must_use]
    pub fn into_text(self) -> Arc<str> {
        self.0
    }
}

impl FromStr for Json {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from_text(text))
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small() {
        assert_eq!(size_of::<Json>(), 16);
    }

    #[test]
    fn keeps_the_text_as_given() {
        for text in ["", "null", "{ \"a\" : 1 }", "not json", "\"é\u{0}\""] {
            let json = Json::from_text(text);
            assert_eq!(json.as_str(), text);
            assert_eq!(json.to_string(), text);
            assert_eq!(format!("{json:?}"), text);
            assert_eq!(text.parse(), Ok(json.clone()));
            assert_eq!(Json::from_text(text.to_owned()), json);
            assert_eq!(&*json.into_text(), text);
        }
        assert_ne!(Json::from_text("[1]"), Json::from_text("[ 1 ]"));
    }
}
