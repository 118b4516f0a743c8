//! Arrays.

use super::Sink;
use crate::ast::Arrays;
use crate::error::Result;

/// Most databases have none.
pub(crate) fn arrays(_: &Arrays, sink: &mut Sink<'_>) -> Result<()> {
    Err(sink.unsupported(
        "an operation on arrays",
        "there are no arrays: use a table of the elements, a list with .in_(…), or JSON",
    ))
}
