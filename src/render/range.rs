//! Ranges.

use super::Sink;
use crate::ast::Ranges;
use crate::error::Result;

/// Most databases have none.
pub(crate) fn ranges(_: &Ranges, sink: &mut Sink<'_>) -> Result<()> {
    Err(sink.unsupported(
        "an operation on ranges",
        "there are no ranges: compare the two bounds, each a column of its own",
    ))
}
