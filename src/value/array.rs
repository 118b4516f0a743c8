//! Arrays.

use std::sync::Arc;

use super::{DecodeError, FromValue, IntoValue, Kind, Value};

/// An array of values of one kind, NULLs included. A clone shares the elements.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Array(Arc<(Kind, Vec<Value>)>);

impl Array {
    /// An array whose elements are of the kind.
    #[must_use]
    pub fn new(element: Kind, items: Vec<Value>) -> Self {
        Array(Arc::new((element, items)))
    }

    /// The kind of the elements.
    #[must_use]
    pub fn element(&self) -> Kind {
        self.0.0
    }

    /// The elements, in order.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        &self.0.1
    }

    /// An array of Rust values.
    ///
    /// ```
    /// use aludel::value::{Array, Kind};
    ///
    /// let tags = Array::of(["new", "live"]);
    /// assert_eq!(tags.element(), Kind::Text);
    /// assert_eq!(tags.to_vec::<String>()?, ["new", "live"]);
    /// # Ok::<(), aludel::value::DecodeError>(())
    /// ```
    #[must_use]
    pub fn of<T: IntoValue>(items: impl IntoIterator<Item = T>) -> Self {
        Array::new(T::KIND, items.into_iter().map(T::into_value).collect())
    }

    /// The elements as Rust values.
    ///
    /// # Errors
    /// When an element is no `T`: a NULL, unless it is an `Option`.
    pub fn to_vec<T: FromValue>(&self) -> Result<Vec<T>, DecodeError> {
        let read = |(i, item): (usize, &Value)| {
            T::from_value(item.lend())
                .map_err(|why| DecodeError::new(format!("element {}: {why}", i + 1)))
        };
        self.items().iter().enumerate().map(read).collect()
    }
}
