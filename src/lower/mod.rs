//! Lowering: a tree in another shape, for what a database lacks. One emulation a file; each gives
//! the same rows, or is refused.

mod client_defaults;
mod default_cells;
mod distinct_on;
mod filter;
mod grouping_sets;
mod having_keys;
mod limit_by_key;
mod long_list;
mod percent;
mod qualify;
mod seek;
mod set_row;
mod ties;
mod unknown;
mod using_as_exists;
mod values_as_union;
mod with_inside;
mod wrap;

pub(crate) use client_defaults::{besides, inserted};
pub(crate) use default_cells::is_key;
pub(crate) use filter::filter_as_case;
pub(crate) use having_keys::having_keys;
pub(crate) use limit_by_key::limit_by_key;
pub(crate) use long_list::{LateList, late_list, long_list, long_values};
pub(crate) use seek::{After, reversed};
pub(crate) use using_as_exists::using_as_exists;
pub(crate) use values_as_union::values_as_union;
pub(crate) use with_inside::delete;

use crate::ast::{Insert, Node, Query, Select, Shared, Source, Update, deepest};
use crate::dialect::Features;
use crate::error::Result;
use crate::render::Sink;

/// Whether the database lacks one of the clauses.
#[inline]
pub(crate) fn needed(select: &Select, features: &Features) -> bool {
    let rare = select.rare.as_ref().is_some_and(|rare| {
        (rare.qualify.is_some() && !features.qualify)
            || (!rare.distinct_on.is_empty() && !features.distinct_on)
            || (rare.with_ties && !features.with_ties)
            || rare.limit_percent.is_some()
    });
    rare || (!features.grouping_sets && select.has_grouping_sets())
}

/// The query without one of the clauses that the database lacks. They are taken one by one, in
/// the order in which a query does them.
///
/// # Errors
/// When the clause can't be emulated here.
pub(crate) fn select(select: &Select, sink: &mut Sink<'_>) -> Result<Select> {
    let rare = select.rare();
    if !rare.locks.is_empty() {
        sink.place("FOR UPDATE");
        return Err(sink.unsupported(
            "a lock on rows beside DISTINCT ON, QUALIFY, WITH TIES, a limit in percent or GROUPING SETS",
            "select the keys first, and lock the rows by them",
        ));
    }
    let features = sink.features();
    if !features.grouping_sets && select.has_grouping_sets() {
        grouping_sets::lower(select, sink)
    } else if rare.qualify.is_some() && !features.qualify {
        qualify::lower(select, sink)
    } else if wrap::is_grouped_by_parameters(select) {
        wrap::grouped(select, sink)
    } else if !rare.distinct_on.is_empty() && !features.distinct_on {
        distinct_on::lower(select, sink)
    } else if rare.limit_percent.is_some() {
        percent::lower(select, sink)
    } else {
        ties::lower(select, sink)
    }
}

/// The INSERT in a shape that the database has; `None` if it has this one.
///
/// # Errors
/// When there is none.
#[inline]
pub(crate) fn insert(insert: &Insert, sink: &mut Sink<'_>) -> Result<Option<Insert>> {
    let filled = client_defaults::inserted(insert, sink)?;
    let without = with_inside::insert(filled.as_ref().unwrap_or(insert), sink)?;
    let last = without.or(filled);
    let cells = default_cells::default_cells(last.as_ref().unwrap_or(insert), sink)?;
    Ok(cells.or(last))
}

/// The UPDATE in a shape that the database has; `None` if it has this one.
///
/// # Errors
/// When there is none.
pub(crate) fn update(update: &Update, sink: &mut Sink<'_>) -> Result<Option<Update>> {
    let mut last = client_defaults::updated(update);
    let first = last.as_ref().unwrap_or(update);
    if !first.rare().set_rows.is_empty() {
        crate::render::dml::check_rows(first, sink)?;
        if !sink.features().set_row {
            last = Some(set_row::set_row(first, sink)?);
        }
    }
    let without = with_inside::update(last.as_ref().unwrap_or(update), sink)?;
    Ok(without.or(last))
}

/// A SELECT made here as a query, which knows its depth.
pub(crate) fn subselect(mut select: Select, from: Vec<Source>, deep: u16) -> Query {
    let sources = from.iter().map(Source::depth).max().unwrap_or(0);
    let filter = select.filter.as_ref().map_or(0, Node::depth);
    let items = deepest(&select.items);
    select.from = from.into_iter().collect();
    select.deepen(deep.max(sources).max(filter).max(items));
    Query::Select(Shared::new(select))
}
