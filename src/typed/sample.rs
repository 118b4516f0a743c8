//! TABLESAMPLE.

use super::{Float, Int, IntoExpr, IntoSource};
use crate::ast::{SampleMethod, Shared, Source, TableRef, TableSample};

/// `table TABLESAMPLE BERNOULLI (percent)` in FROM: about so many of a hundred rows, each chosen by
/// itself.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let pet = table("pet");
/// let q = select(pet.col("name")).from(sample(&pet, 10).system().repeatable(42));
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"SELECT "pet"."name" FROM "pet" TABLESAMPLE SYSTEM (?) REPEATABLE (?)"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn sample(table: impl Into<TableRef>, percent: impl IntoExpr<Float>) -> Sample {
    Sample(Shared::new(TableSample {
        table: table.into(),
        method: SampleMethod::Bernoulli,
        percent: percent.into_node(),
        seed: None,
    }))
}

/// Some rows of a table, in FROM: see [`sample`].
#[derive(Clone, Debug)]
#[must_use = "a sample does nothing until it stands in a query's .from(…)"]
pub struct Sample(Shared<TableSample>);

impl Sample {
    /// SYSTEM: rows are chosen as the database finds fastest, whole pages of them.
    pub fn system(mut self) -> Self {
        Shared::make_mut(&mut self.0).method = SampleMethod::System;
        self
    }

    /// REPEATABLE: the same rows for the same seed, while the table stays as it is.
    pub fn repeatable(mut self, seed: impl IntoExpr<Int>) -> Self {
        Shared::make_mut(&mut self.0).seed = Some(seed.into_node());
        self
    }
}

impl IntoSource for Sample {
    fn into_source(self) -> Source {
        Source::Sample(self.0)
    }
}

impl IntoSource for &Sample {
    fn into_source(self) -> Source {
        Source::Sample(self.0.clone())
    }
}
