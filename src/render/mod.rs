//! Rendering: the default productions, and the sink that collects text and parameters.
//!
//! A production reads like the grammar: clause calls in order. Scope is checked on the way:
//! the sink knows which tables are in FROM around every column that is written.

pub(crate) mod array;
mod bound_list;
mod compiled;
pub(crate) mod compound;
pub(crate) mod ddl;
pub(crate) mod dml;
pub(crate) mod explain;
pub(crate) mod expression;
pub(crate) mod full_text;
mod grouping;
mod interval;
pub(crate) mod json;
mod late;
pub(crate) mod literal;
mod names;
mod niladic;
mod nodes;
pub(crate) mod operator;
pub(crate) mod predicate;
pub(crate) mod quantified;
pub(crate) mod range;
pub(crate) mod regex;
mod remade;
mod scope;
pub(crate) mod select;
mod sink;
pub(crate) mod source;
mod sql;
mod statements;
pub(crate) mod temporal;
mod traversal;
pub(crate) mod versions;
pub(crate) mod window;
pub(crate) mod with;

pub use compiled::Compiled;
pub(crate) use compiled::unbound;
pub(crate) use grouping::has_parameters;
pub use interval::refuse_interval_order;
pub(crate) use remade::{Given, Remake};
pub(crate) use select::{check_counts, implied_tables, keys_first};
pub use sink::{Options, Parentheses, Sink};
pub(crate) use source::infer_join;
pub use sql::{Compile, Params, Sql};

use crate::ast::Node;
use crate::error::Result;
use crate::value::{Kind, Value};

/// A parameter like any other.
pub(crate) fn untyped(parameter: &Node, sink: &mut Sink<'_>) -> Result<()> {
    sink.node(parameter)
}

/// The number in a frame's bound, like any other expression; an interval where the database has a type
/// of them.
pub(crate) fn frame_offset(offset: &Node, sink: &mut Sink<'_>) -> Result<()> {
    let kind = match offset {
        Node::Literal(value) => Some(value.kind()),
        other => other.value_kind(),
    };
    if !sink.features().frame_intervals && kind == Some(Kind::Interval) {
        return Err(sink.unsupported(
            "a frame's bound by an interval",
            "order by a number, such as the days since a date, and give the bound in it",
        ));
    }
    sink.operand(offset, crate::dialect::LEAF)
}

/// The default way to write a parameter: a placeholder.
pub(crate) fn parameter(value: &Value, sink: &mut Sink<'_>) -> Result<()> {
    sink.placeholder(value);
    Ok(())
}
