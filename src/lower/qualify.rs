//! QUALIFY as a condition over a derived table.

use super::wrap::{Clause, Wrapped};
use crate::ast::Select;
use crate::error::Result;
use crate::render::Sink;

/// `SELECT … QUALIFY c` as `SELECT … FROM (SELECT …, c AS h FROM …) WHERE h`.
pub(super) fn lower(select: &Select, sink: &mut Sink<'_>) -> Result<Select> {
    let mut wrapped = Wrapped::new(select, Clause::Qualify, sink)?;
    let condition = match &select.rare().qualify {
        Some(condition) => wrapped.hide(condition.clone()),
        None => return Ok(select.clone()),
    };
    Ok(wrapped.filtered(condition))
}
