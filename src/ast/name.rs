//! Names of tables, columns, labels, functions and binds.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::value::SharedStr;

/// A name, either written in the program or made at run time.
///
/// Both kinds compare, order and hash by their text. A clone never copies text.
#[derive(Clone)]
pub enum Name {
    /// A name that the program's source holds.
    Static(&'static str),
    /// A name that only the running program knows.
    Shared(SharedStr),
}

impl Name {
    /// The name's text, unquoted.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Name::Static(text) => text,
            Name::Shared(text) => text,
        }
    }
}

impl PartialEq for Name {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.as_str(), other.as_str());
        // Two names from one constant are the same slice: no bytes to compare.
        std::ptr::eq(a, b) || a == b
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Name::Shared(text.into())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Name::Shared(text.into())
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Self {
        Name::Shared(text.into())
    }
}

impl From<Arc<str>> for Name {
    fn from(text: Arc<str>) -> Self {
        Name::Shared(text.into())
    }
}

impl From<SharedStr> for Name {
    fn from(text: SharedStr) -> Self {
        Name::Shared(text)
    }
}

impl From<&Name> for Name {
    fn from(name: &Name) -> Self {
        name.clone()
    }
}
