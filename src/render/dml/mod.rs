//! INSERT, UPDATE, DELETE, MERGE and TRUNCATE.

mod change;
mod conflict;
mod default;
mod insert;
mod merge;
mod truncate;

pub(crate) use change::{check_rows, delete, update};
pub(crate) use insert::insert;
pub(crate) use merge::merge;
pub(crate) use truncate::truncate;

use super::Sink;
use crate::ast::{Node, With};
use crate::error::{ErrorKind, Result};

/// WITH before a statement that changes data.
fn before(with: Option<&With>, statement: &str, sink: &mut Sink<'_>) -> Result<()> {
    let Some(with) = with else { return Ok(()) };
    if !sink.features().cte_before_change {
        sink.place("WITH");
        return Err(sink.unsupported(
            &format!("WITH before {statement}"),
            "put the query into a subquery, or into a temporary table",
        ));
    }
    super::with::with(with, sink)
}

/// An UPDATE or DELETE of every row is almost always a forgotten condition.
pub(super) fn require_filter(
    condition: Option<&Node>,
    all_rows: bool,
    limit: Option<&Node>,
    statement: &str,
    done: &str,
    sink: &Sink<'_>,
) -> Result<()> {
    match (condition, all_rows) {
        (Some(_), false) | (None, true) => Ok(()),
        (None, false) if limit.is_some() => Ok(()),
        (None, false) => Err(sink
            .error(
                ErrorKind::Invalid,
                format!("the {statement} has no condition: every row would be {done}"),
            )
            .with_help("add .filter(…), or say that this is meant with .all_rows()")),
        (Some(_), true) => Err(sink
            .error(ErrorKind::Invalid, format!("the {statement} has a condition and .all_rows()"))
            .with_help("keep one of them")),
    }
}

/// ` RETURNING items`
pub(crate) fn returning(
    items: &[Node],
    able: bool,
    statement: &str,
    sink: &mut Sink<'_>,
) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    sink.place("RETURNING");
    if !able {
        return Err(sink.unsupported(
            &format!("RETURNING after {statement}"),
            "select the rows in the same transaction",
        ));
    }
    sink.push(" RETURNING ");
    let outer = std::mem::replace(&mut sink.versions.returned, true);
    let done = sink.items(items);
    sink.versions.returned = outer;
    done
}
