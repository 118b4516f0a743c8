//! Text that clones share.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use smol_str::SmolStr;

/// How many bytes are held in place.
const IN_PLACE: usize = 23;

/// Immutable text. A clone never allocates: up to 23 bytes are held in place, which most texts
/// and names are; longer text is shared.
///
/// ```
/// use aludel::value::SharedStr;
///
/// let text = SharedStr::from("AC/DC");
/// assert_eq!(text.to_uppercase(), "AC/DC");
/// assert_eq!(&*text.clone(), "AC/DC");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedStr(SmolStr);

impl SharedStr {
    /// Text that the program's source holds: it is not copied.
    #[must_use]
    pub const fn from_static(text: &'static str) -> Self {
        SharedStr(SmolStr::new_static(text))
    }

    /// The text.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SharedStr {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SharedStr {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for SharedStr {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl From<&str> for SharedStr {
    #[inline]
    fn from(text: &str) -> Self {
        // Written where it belongs at once, and not moved there from where it was put together.
        SharedStr(if text.len() <= IN_PLACE {
            SmolStr::new_inline(text)
        } else {
            SmolStr::new(text)
        })
    }
}

impl From<String> for SharedStr {
    #[inline]
    fn from(text: String) -> Self {
        SharedStr(SmolStr::from(text))
    }
}

impl From<&String> for SharedStr {
    #[inline]
    fn from(text: &String) -> Self {
        SharedStr(SmolStr::new(text))
    }
}

impl From<Arc<str>> for SharedStr {
    #[inline]
    fn from(text: Arc<str>) -> Self {
        SharedStr(SmolStr::from(text))
    }
}

impl From<Cow<'_, str>> for SharedStr {
    #[inline]
    fn from(text: Cow<'_, str>) -> Self {
        SharedStr(SmolStr::from(text))
    }
}

impl From<char> for SharedStr {
    fn from(c: char) -> Self {
        SharedStr::from(&*c.encode_utf8(&mut [0; 4]))
    }
}

impl From<SharedStr> for Arc<str> {
    fn from(text: SharedStr) -> Self {
        text.0.into()
    }
}

impl From<SharedStr> for String {
    fn from(text: SharedStr) -> Self {
        text.0.into()
    }
}

impl PartialEq<str> for SharedStr {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for SharedStr {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_texts_are_the_same_to_their_users() {
        let long = "x".repeat(1000);
        for text in ["", "AC/DC", "exactly twenty-three by", "twenty-four bytes are it", &*long] {
            let ways = [
                SharedStr::from(text),
                SharedStr::from(text.to_owned()),
                SharedStr::from(&text.to_owned()),
                SharedStr::from(Arc::<str>::from(text)),
                SharedStr::from(Cow::Borrowed(text)),
            ];
            for way in ways {
                assert_eq!(way, text);
                assert_eq!(way.to_string(), text);
                assert_eq!(format!("{way:?}"), format!("{text:?}"));
                assert_eq!(String::from(way.clone()), text);
                assert_eq!(&*Arc::<str>::from(way), text);
            }
        }
        assert_eq!(SharedStr::from('ß'), "ß");
        assert_eq!(SharedStr::from_static("a"), SharedStr::from("a"));
        assert_eq!(SharedStr::default(), "");
    }
}
