//! Arrays.

use std::sync::Arc;

use super::{Kind, Value};

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
}
