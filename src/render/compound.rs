//! UNION, INTERSECT, EXCEPT, and VALUES.

use std::ops::Range;

use super::Sink;
use super::window::orders;
use crate::ast::{Arm, Cell, Compound, Name, Node, Order, Orders, Query, SetOp, Values};
use crate::error::{ErrorKind, Result};
use crate::value::{Kind, Value};

/// `query UNION query … ORDER BY … LIMIT …`
pub(crate) fn compound(compound: &Compound, sink: &mut Sink<'_>) -> Result<()> {
    let Compound { with, first, arms, order_by, limit, offset, fault: _, depth: _ } = compound;
    let known = sink.ctes.len();
    // The operands make the promise, and not what stands in WITH.
    let promised = std::mem::take(&mut sink.not_null);
    if let Some(with) = with {
        super::with::with(with, sink)?;
    }
    // Each step is over all before it, but the standard does INTERSECT first.
    let wrapped = |i: usize, arm: &Arm| {
        arm.op == SetOp::Intersect
            && arms.iter().take(i).any(|before| before.op != SetOp::Intersect)
    };
    let nested = sink.features().compound_nested;
    let intersect_first = sink.features().intersect_first;
    if intersect_first {
        for _ in arms.iter().enumerate().filter(|(i, arm)| wrapped(*i, arm)) {
            sink.push(if nested { "(" } else { "SELECT * FROM (" });
        }
    }
    if arms.len() >= sink.features().max_compound {
        Chain::of(first, arms, promised, sink)?.groups(0..arms.len() + 1, sink)?;
    } else {
        promising(promised, first, sink)?;
        for (i, arm) in arms.iter().enumerate() {
            if intersect_first && wrapped(i, arm) {
                sink.push(")");
                if !nested {
                    sink.push(" AS ");
                    sink.ident("q")?;
                }
            }
            operator(arm, sink)?;
            arm_rows(arm, promised, sink)?;
        }
    }
    if !order_by.is_empty() {
        sink.place("ORDER BY");
        orders(" ORDER BY ", &by_name(order_by, first, sink)?, sink)?;
    }
    super::select::limits(limit.as_ref(), offset.as_ref(), sink)?;
    sink.forget_ctes(known);
    Ok(())
}

/// A chain of more queries than the database takes in one. It is written as a chain of chains,
/// which is the same if all its steps are one operation and the grouping does not matter.
struct Chain<'c> {
    first: &'c Query,
    arms: &'c [Arm],
    /// What the rows' types promise not to be NULL.
    promised: u128,
}

impl<'c> Chain<'c> {
    fn of(first: &'c Query, arms: &'c [Arm], promised: u128, sink: &Sink<'_>) -> Result<Self> {
        let same = |pair: &[Arm]| matches!(pair, [a, b] if a.op == b.op && a.all == b.all);
        if arms.iter().any(|arm| arm.op == SetOp::Except) || !arms.windows(2).all(same) {
            let most = sink.features().max_compound;
            return Err(sink.unsupported(
                &format!("a chain of more than {most} queries that is not of one operation"),
                "put a part of the chain into a query of its own with .subquery(…)",
            ));
        }
        Ok(Chain { first, arms, promised })
    }

    /// The queries at these positions, in groups where they are too many.
    fn groups(&self, queries: Range<usize>, sink: &mut Sink<'_>) -> Result<()> {
        let most = sink.features().max_compound.max(2);
        let size = if queries.len() > most { most.max(queries.len().div_ceil(most)) } else { 1 };
        for start in queries.clone().step_by(size) {
            // The query at a position is that of the arm before it.
            let arm = start.checked_sub(1).and_then(|before| self.arms.get(before));
            if let Some(arm) = arm
                && start > queries.start
            {
                operator(arm, sink)?;
            }
            if size == 1 {
                match arm {
                    Some(arm) => arm_rows(arm, self.promised, sink)?,
                    None => promising(self.promised, self.first, sink)?,
                }
                continue;
            }
            let parentheses = sink.features().compound_parentheses;
            sink.push(if parentheses { "(" } else { "SELECT * FROM (" });
            self.groups(start..queries.end.min(start + size), sink)?;
            sink.push(")");
        }
        Ok(())
    }
}

/// ` UNION [ALL] `
fn operator(arm: &Arm, sink: &mut Sink<'_>) -> Result<()> {
    let Arm { op, all, query: _ } = arm;
    let (keyword, able) = match (op, all) {
        (SetOp::Union, false) => (" UNION ", true),
        (SetOp::Union, true) => (" UNION ALL ", true),
        (SetOp::Intersect, false) => (" INTERSECT ", sink.features().intersect),
        (SetOp::Intersect, true) => (" INTERSECT ALL ", sink.features().intersect_all),
        (SetOp::Except, false) => (" EXCEPT ", sink.features().intersect),
        (SetOp::Except, true) => (" EXCEPT ALL ", sink.features().intersect_all),
    };
    sink.place(keyword.trim());
    if !able {
        return Err(sink.unsupported(
            keyword.trim(),
            "number the equal rows with row_number() and compare those numbers too, or use EXISTS",
        ));
    }
    sink.push(keyword);
    Ok(())
}

/// The rows of an arm. Those of an INTERSECT or EXCEPT are rows of what stands before it.
fn arm_rows(arm: &Arm, promised: u128, sink: &mut Sink<'_>) -> Result<()> {
    promising(if arm.op == SetOp::Union { promised } else { 0 }, &arm.query, sink)
}

/// An operand whose rows have been promised not to be NULL in these columns.
fn promising(promised: u128, query: &Query, sink: &mut Sink<'_>) -> Result<()> {
    sink.not_null = promised;
    operand(query, sink)?;
    sink.not_null = 0;
    Ok(())
}

/// A query as an operand: in parentheses where it has clauses of its own at its end, or is one of
/// several steps itself.
fn operand(query: &Query, sink: &mut Sink<'_>) -> Result<()> {
    let wrap = match query {
        Query::Select(select) => {
            let rare = select.rare();
            select.with.is_some()
                || !select.order_by.is_empty()
                || select.limit.is_some()
                || select.offset.is_some()
                || !rare.locks.is_empty()
                || !rare.custom.is_empty()
        }
        Query::Compound(_) | Query::Raw(_) => true,
        Query::Values(_) => false,
    };
    if !wrap {
        return sink.query(query);
    }
    let features = sink.features();
    let derived = match query {
        Query::Select(select) => select.with.is_some() && !features.compound_with,
        Query::Compound(compound) => {
            let with = compound.with.is_some() && !features.compound_with;
            with || (features.compound_parentheses && !features.compound_nested)
        }
        Query::Values(_) | Query::Raw(_) => false,
    };
    if derived {
        sink.push("SELECT * FROM ");
        sink.subquery(query)?;
        sink.push(" AS ");
        return sink.ident("q");
    }
    if sink.features().compound_parentheses {
        return sink.subquery(query);
    }
    sink.push("SELECT * FROM ");
    sink.subquery(query)
}

/// The terms of an ORDER BY over a set operation name its columns.
fn by_name(order_by: &Orders, first: &Query, sink: &Sink<'_>) -> Result<Orders> {
    let known = first.output_names();
    let is_unknown = |name| known.as_ref().is_some_and(|known| !known.contains(name));
    order_by
        .iter()
        .map(|Order { expr, direction, nulls }| match expr.output_name() {
            Some(name) if is_unknown(name) => Err(sink
                .error(
                    ErrorKind::Scope,
                    format!("a set operation is ordered by {name}, which its first query lacks"),
                )
                .with_help(format!(
                    "it has: {}",
                    known.iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(", ")
                ))),
            Some(name) => {
                Ok(Order { expr: Node::name(name), direction: *direction, nulls: *nulls })
            }
            None => Err(sink
                .error(ErrorKind::Invalid, "a set operation is ordered by an expression")
                .with_help("order by a column or a label of the first query, or by an expression over .subquery(…)")),
        })
        .collect()
}

/// A value in VALUES: nothing around it gives it a type.
pub(crate) fn cell(cell: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.item_expr(cell)
}

fn kind_of(cells: &[Cell], width: usize, column: usize) -> Kind {
    let column = cells.iter().skip(column).step_by(width);
    let mut kinds = column.map(|cell| match cell {
        Cell::Value(value) => value.kind(),
        Cell::Expr(_) => Kind::Unknown,
    });
    kinds.find(|kind| *kind != Kind::Unknown).unwrap_or(Kind::Unknown)
}

/// `VALUES (…), (…)`, as a query.
pub(crate) fn values(values: &Values, sink: &mut Sink<'_>) -> Result<()> {
    let Values { width, cells, depth: _ } = values;
    sink.place("VALUES");
    if let Some(query) = crate::lower::long_values(values, sink) {
        return sink.query(&query);
    }
    if let Some(query) = crate::lower::values_as_union(values, sink) {
        return sink.query(&query);
    }
    sink.push("VALUES ");
    // A NULL that nobody has typed is of what the others in its column are.
    let kinds = (0..*width).map(|column| kind_of(cells, *width, column)).collect::<Vec<_>>();
    let row = if sink.features().values_row { "ROW(" } else { "(" };
    for (i, cells) in cells.chunks(*width).enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        sink.push(row);
        for (i, (cell, kind)) in cells.iter().zip(&kinds).enumerate() {
            if i > 0 {
                sink.push(", ");
            }
            match cell {
                Cell::Value(Value::Null(Kind::Unknown)) => {
                    sink.dialect().cell(&Node::value(Value::Null(*kind)), sink)?;
                }
                Cell::Value(value) => sink.dialect().cell(&Node::value(value.clone()), sink)?,
                Cell::Expr(node) => sink.dialect().cell(node, sink)?,
            }
        }
        sink.push(")");
    }
    Ok(())
}
