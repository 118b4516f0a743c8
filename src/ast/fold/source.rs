//! Rebuilding FROM.

use super::query::fold_query;
use super::{Fold, fold_raw};
use crate::ast::{Derived, Join, JoinOn, Joins, Shared, Source, TableFunction, TableSample, depth};

/// Rebuilds an item of FROM over its folded parts.
pub fn fold_source<F: Fold + ?Sized>(fold: &mut F, source: &Source) -> Source {
    match source {
        Source::Table(_) | Source::Cte(_) | Source::Error(_) => source.clone(),
        Source::Derived(derived) => {
            let Derived { query, name, columns, lateral } = &**derived;
            Source::Derived(Shared::new(Derived {
                query: fold_query(fold, query),
                name: name.clone(),
                columns: columns.clone(),
                lateral: *lateral,
            }))
        }
        Source::Function(function) => {
            let TableFunction { call, ordinality, name, columns } = &**function;
            Source::Function(Shared::new(TableFunction {
                call: fold.fold_node(call),
                ordinality: *ordinality,
                name: name.clone(),
                columns: columns.clone(),
            }))
        }
        Source::Sample(sample) => {
            let TableSample { table, method, percent, seed } = &**sample;
            Source::Sample(Shared::new(TableSample {
                table: table.clone(),
                method: *method,
                percent: fold.fold_node(percent),
                seed: seed.as_ref().map(|seed| fold.fold_node(seed)),
            }))
        }
        Source::Join(joins) => {
            let Joins { first, steps, depth: _ } = &**joins;
            let first = fold.fold_source(first);
            steps.iter().fold(first, |chain, Join { kind, source, on }| {
                let chain = chain.join(*kind, fold.fold_source(source));
                match on {
                    JoinOn::Condition(on) => chain.on(fold.fold_node(on)),
                    other => chain.matched(other.clone()),
                }
            })
        }
        Source::Raw(raw) => match fold_raw(fold, raw) {
            Ok(raw) => Source::Raw(raw),
            Err(fault) => {
                Source::Error(fault.unwrap_or_else(|| Shared::new(depth::too_deep_fault())))
            }
        },
    }
}
