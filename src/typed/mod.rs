//! The typed veneer: handles that wrap a node with a marker, at no cost.
//!
//! [`Expr<T>`] and [`Column<T>`] say what an expression is of; the tree beneath knows
//! nothing of it. `T` is a family ([`Int`], [`Text`], …), [`Nullable`] of one, or [`Any`]
//! where only the running program knows.

mod case;
mod clauses;
mod column;
mod compare;
mod cte;
mod dml;
mod expr;
mod family;
mod functions;
pub(crate) mod into_expr;
mod join;
mod lists;
mod logic;
mod math;
mod query;
mod raw;
mod row;
mod select_list;
mod set;
mod shape;
mod statement;
mod static_table;
mod stored;
mod subquery;
mod text;
mod window;

pub use case::{CaseBuilder, case, case_of};
pub use clauses::RowLock;
pub use column::Column;
pub use compare::{Comparand, Compare, IntoSet};
pub use cte::{Cte, recursive, recursive_distinct};
pub use dml::{
    AnyColumns, ColumnList, Delete, Insert, Insertable, OnConflict, Record, RowUpdate, Update,
    ValueRow, delete, excluded, insert, new_row, old_row, update,
};
pub use expr::{Cond, Expr, Operand, bind, col, literal, null, value};
pub use family::{
    Any, Array, Bool, Family, Float, Int, Mapped, Marker, Maybe, Never, Nullability, Nullable,
    Text, UInt, UserType,
};
pub use functions::{
    Summable, abs, avg, coalesce, concat, count, count_all, count_distinct, current_date,
    current_timestamp, func, length, lower, max, min, nullif, replace, round, substring, sum, trim,
    upper,
};
pub use into_expr::IntoExpr;
pub use join::{IntoSource, Joinable, Joined};
pub use lists::{ExprList, OrderList, OrderTerm};
pub use logic::{IsBool, Logic, all, any, not};
pub use math::{IntegerOps, IsInteger, Math, Term};
pub use query::{Select, select, select_from};
pub use raw::RawSql;
pub(crate) use row::up_to_16;
pub use row::{Push, RowShape};
pub use select_list::{AssumeNotNull, SelectList};
pub use set::{CellRow, IntoQuery, SetQuery, TableFunction, table_function, values};
pub use shape::Shape;
pub use statement::exists;
pub use static_table::StaticTable;
pub use stored::Stored;
pub use subquery::{ColumnKey, Scope, Subquery};
pub use text::{IsText, TextOps};
pub use window::{
    Window, cume_dist, current_row, dense_rank, first_value, following, lag, last_value, lead,
    nth_value, ntile, percent_rank, preceding, rank, row_number, unbounded_following,
    unbounded_preceding, window,
};
