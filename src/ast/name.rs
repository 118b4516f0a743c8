//! Names of tables, columns, labels, functions and binds.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::value::SharedStr;

/// What the text of an anonymous name begins with. No database has names with a NUL.
const ANONYMOUS: &str = "\0anonymous";

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

/// A name that nobody has to think of, and that differs from all others: of an alias, a subquery or a
/// common table expression. In a statement's text they are `anon_1`, `anon_2` and so on, in the order in
/// which they appear, so that a statement that is built again has the same text.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let pairs = || {
///     let (a, b) = (pet.alias(anonymous()), pet.alias(anonymous()));
///     let on = a.col("id").lt(b.col("id"));
///     select((a.col("name"), b.col("name"))).from(a.join(b).on(on))
/// };
/// let sql = pairs().to_sql(&Ansi)?;
/// assert_eq!(
///     sql.text(),
///     r#"SELECT "anon_1"."name", "anon_2"."name" FROM "pet" AS "anon_1" JOIN "pet" AS "anon_2" ON "anon_1"."id" < "anon_2"."id""#
/// );
/// assert_eq!(sql.text(), pairs().to_sql(&Ansi)?.text());
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// Two of them are never equal, and so neither are trees that have them.
#[must_use]
pub fn anonymous() -> Name {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    Name::from(format!("{ANONYMOUS}{}", NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// Whether a text is that of an anonymous name.
pub(crate) fn is_anonymous(text: &str) -> bool {
    text.starts_with(ANONYMOUS)
}

/// A name's text as error messages show it.
pub(crate) fn shown(text: &str) -> &str {
    if is_anonymous(text) { "(anonymous)" } else { text }
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
        f.write_str(shown(self.as_str()))
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
