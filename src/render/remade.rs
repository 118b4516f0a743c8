//! Parameters that are made anew each time a compiled statement runs.

use std::borrow::Cow;
use std::sync::Arc;

use super::sql::{Sql, check_bindable};
use crate::ast::Name;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{Maker, RowValues};
use crate::value::Value;

/// What makes a parameter, and of what.
#[derive(Clone, Debug)]
pub(crate) struct Remake {
    /// The column that gets it.
    pub(crate) column: Name,
    /// Its maker.
    pub(crate) maker: Maker,
    /// What the statement gives the row.
    pub(crate) given: Arc<[(Name, Given)]>,
}

/// What a statement gives a column.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// A value.
    Value(Value),
    /// The value of a bind.
    Bind(Name),
}

impl Given {
    /// The values of a row, as far as they are known.
    pub(crate) fn values<'v>(
        row: &'v [(Name, Given)],
        bound: impl Fn(&Name) -> Option<&'v Value>,
    ) -> Vec<(Name, Value)> {
        let row = row.iter().filter_map(|(name, given)| {
            let value = match given {
                Given::Value(value) => value,
                Given::Bind(bind) => bound(bind)?,
            };
            Some((name.clone(), value.clone()))
        });
        row.collect()
    }
}

impl Sql {
    /// The statement with the parameters made anew that are.
    pub(crate) fn made_anew(&self) -> Result<Cow<'_, Sql>> {
        let remade = self.late.as_ref().map_or(&[][..], |late| &late.remade);
        if remade.is_empty() {
            return Ok(Cow::Borrowed(self));
        }
        let mut sql = self.clone();
        for (at, Remake { column, maker, given }) in remade {
            let bound = |bind: &Name| {
                let at = self.positions(bind.as_str()).next();
                at.and_then(|at| self.params().get(at))
            };
            let row = Given::values(given, bound);
            let made = maker.make(&RowValues::new(&row));
            let Some(made) = made.as_value() else {
                return Err(Error::new(
                    ErrorKind::Invalid,
                    format!("what is made for column {column} was a value, and is now none"),
                )
                .with_sql(&self.text)
                .with_help("make a value each time, or an expression each time"));
            };
            check_bindable(column.as_str(), &made)?;
            if let Some(param) = sql.params.0.get_mut(*at) {
                *param = made.into_owned();
            }
        }
        Ok(Cow::Owned(sql))
    }
}
