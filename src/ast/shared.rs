//! The pointer that the tree is made of.

use std::fmt;
use std::ops::Deref;

use triomphe::{Arc, UniqueArc};

/// A shared, immutable part of the tree. A clone is a pointer.
///
/// Like [`std::sync::Arc`], but without weak pointers: making, changing and dropping one is
/// cheaper, and that is most of what building a statement does.
#[derive(PartialEq, Eq, Hash)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    #[must_use]
    #[inline]
    pub fn new(value: T) -> Self {
        Shared(Arc::new(value))
    }

    /// Shares a value that is finished in the place where it stays.
    #[inline]
    pub(crate) fn new_with(value: T, finish: impl FnOnce(&mut T)) -> Self {
        let mut unique = UniqueArc::new(value);
        finish(&mut unique);
        Shared(unique.shareable())
    }

    /// The value, to be changed; copied first if something else shares it.
    #[inline]
    pub fn make_mut(this: &mut Self) -> &mut T
    where
        T: Clone,
    {
        Arc::make_mut(&mut this.0)
    }

    /// The value, moved out of the last pointer to it, or cloned.
    #[must_use]
    #[inline]
    pub fn into_inner(this: Self) -> T
    where
        T: Clone,
    {
        Arc::unwrap_or_clone(this.0)
    }

    /// Whether two pointers are to the same value.
    #[must_use]
    #[inline]
    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        Arc::ptr_eq(&this.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Clone for Shared<T> {
    #[inline]
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T: Default> Default for Shared<T> {
    #[inline]
    fn default() -> Self {
        Shared::new(T::default())
    }
}

impl<T> From<T> for Shared<T> {
    #[inline]
    fn from(value: T) -> Self {
        Shared::new(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
