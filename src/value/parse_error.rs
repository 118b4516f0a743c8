//! The error of reading a plain value from its text or its parts.

use std::fmt;

/// Longer texts are cut in the message: they may come from anywhere, and be of any length.
const SHOWN: usize = 80;

/// Why a text, or a set of numbers, is not a value of the type asked for.
///
/// ```
/// use aludel::value::Date;
///
/// let error = "2024-13-01".parse::<Date>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#""2024-13-01" is not a date: the month must be 1 to 12"#
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// With its article: "a date".
    pub(crate) what: &'static str,
    pub(crate) text: String,
    pub(crate) why: &'static str,
}

impl ParseError {
    /// `what` has its article ("a date"); `text` is cut if it is long.
    pub(crate) fn new(what: &'static str, text: &str, why: &'static str) -> Self {
        let text = match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
            None => text.to_owned(),
        };
        Self { what, text, why }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not {}: {}", self.text, self.what, self.why)
    }
}

impl std::error::Error for ParseError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_and_why() {
        let error = ParseError::new("a date", "x\"\n", "write it as YYYY-MM-DD");
        assert_eq!(error.to_string(), r#""x\"\n" is not a date: write it as YYYY-MM-DD"#);
    }

    #[test]
    fn cuts_long_texts_between_characters() {
        assert_eq!(ParseError::new("a", &"é".repeat(80), "").text, "é".repeat(80));
        assert_eq!(ParseError::new("a", &"é".repeat(81), "").text, format!("{}…", "é".repeat(80)));
    }
}
