//! SEARCH and CYCLE behind a recursive common table expression.

use super::Sink;
use crate::ast::{Cte, Cycle, Name, SearchOrder};
use crate::error::{ErrorKind, Result};

/// ` SEARCH … CYCLE …`
pub(super) fn traversal(cte: &Cte, sink: &mut Sink<'_>) -> Result<()> {
    let Some(traversal) = &cte.traversal else { return Ok(()) };
    if !cte.recursive {
        return Err(sink
            .error(
                ErrorKind::Invalid,
                format!("SEARCH or CYCLE behind {}, which is not recursive", cte.name),
            )
            .with_help("make the expression with recursive(…)"));
    }
    if let Some(search) = &traversal.search {
        self::search(search, sink)?;
    }
    match &traversal.cycle {
        Some(cycle) => self::cycle(cycle, sink),
        None => Ok(()),
    }
}

fn search(search: &SearchOrder, sink: &mut Sink<'_>) -> Result<()> {
    let SearchOrder { depth_first, by, column } = search;
    if !sink.features().cte_search {
        return Err(sink.unsupported(
            "SEARCH",
            "count the levels, or collect the way, in a column of the recursive query, and order by it",
        ));
    }
    sink.push(if *depth_first { " SEARCH DEPTH FIRST BY " } else { " SEARCH BREADTH FIRST BY " });
    names(by, sink)?;
    sink.push(" SET ");
    sink.ident(column.as_str())
}

fn cycle(cycle: &Cycle, sink: &mut Sink<'_>) -> Result<()> {
    let distinct = "stop circles with recursive_distinct(…), which takes no row twice";
    match cycle {
        Cycle::Mark { by, mark, path } => {
            if !sink.features().cte_cycle {
                return Err(sink.unsupported("CYCLE … SET … USING", distinct));
            }
            sink.push(" CYCLE ");
            names(by, sink)?;
            sink.push(" SET ");
            sink.ident(mark.as_str())?;
            sink.push(" USING ");
            sink.ident(path.as_str())
        }
        Cycle::Restrict { by } => {
            if !sink.features().cte_cycle_restrict {
                return Err(sink.unsupported("CYCLE … RESTRICT", distinct));
            }
            sink.push(" CYCLE ");
            names(by, sink)?;
            sink.push(" RESTRICT");
            Ok(())
        }
    }
}

fn names(names: &[Name], sink: &mut Sink<'_>) -> Result<()> {
    if names.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "SEARCH or CYCLE without columns")
            .with_help("name the columns that tell the rows apart"));
    }
    for (i, name) in names.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        sink.ident(name.as_str())?;
    }
    Ok(())
}
