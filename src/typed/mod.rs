//! The typed veneer: handles that wrap a node with a marker, at no cost.
//!
//! [`Expr<T>`] and [`Column<T>`] say what an expression is of; the tree beneath knows
//! nothing of it. `T` is a family ([`Int`], [`Text`], …), [`Nullable`] of one, or [`Any`]
//! where only the running program knows.

mod aggregate;
mod arrays;
mod bind;
mod case;
mod clauses;
mod column;
mod compare;
mod cte;
mod dml;
mod editing;
mod explain;
mod expr;
mod family;
mod full_text;
mod functions;
mod grouping;
mod hint;
pub(crate) mod into_expr;
mod join;
mod json;
mod lists;
mod logic;
mod math;
mod niladic;
mod number_first;
mod numbers;
mod quantified;
mod query;
mod ranges;
mod raw;
mod reduce;
mod regex;
mod row;
mod sample;
mod seek;
mod select_list;
mod semi_join;
mod sequence;
mod set;
mod shape;
mod statement;
mod static_table;
mod stored;
mod strings;
mod subquery;
mod temporal;
mod text;
mod traversal;
mod tuple;
mod vectors;
mod window;

pub use aggregate::{
    Countable, JsonScalar, array_agg, bool_and, bool_or, count_of, json_array_agg, json_object_agg,
    stddev_pop, stddev_samp, string_agg, var_pop, var_samp,
};
pub use arrays::{ArrayOps, IsArray, array, unnest};
pub use bind::{BindList, bind, bind_list};
pub use case::{CaseBuilder, case, case_of};
pub use clauses::RowLock;
pub use column::Column;
pub use compare::{Comparand, Compare, IntoSet};
pub use cte::{Cte, recursive, recursive_distinct};
pub(crate) use dml::target as assigned;
pub use dml::{
    AnyColumns, Assignments, Changeset, ColumnList, Delete, Insert, Insertable, Merge, OnConflict,
    Record, RowUpdate, Truncate, Update, ValueRow, WhenMatched, WhenNotMatched, delete, excluded,
    insert, merge_action, merge_into, new_row, old_row, truncate_table, update,
};
pub use editing::ColumnInfo;
pub use explain::{Explain, Explainable, explain};
pub use expr::{Cond, Expr, Operand, col, default, literal, null, value};
pub use family::{
    Any, Array, Bool, Family, Float, Int, Mapped, Marker, Maybe, Never, Nullability, Nullable,
    Range, Text, UInt, UserType,
};
pub use full_text::{FullText, TextSearch, full_text};
pub use functions::{
    Summable, abs, avg, coalesce, concat, count, count_all, count_distinct, func, length, lower,
    max, min, nullif, replace, round, substring, sum, trim, upper,
};
pub use grouping::{cube, grouping, grouping_set, grouping_sets, rollup};
pub use hint::HintText;
pub use into_expr::IntoExpr;
pub use join::{IntoSource, Joinable, Joined};
pub use json::{IntoPath, IsJson, IsJsonValue, JsonOps, JsonValue, json_array, json_object};
pub use lists::{ExprList, OrderList, OrderTerm};
pub use logic::{IsBool, Logic, all, any, not};
pub use math::{IntegerOps, IsInteger, Math, Sum, Term};
pub use niladic::{
    current_catalog, current_date, current_role, current_schema, current_time, current_timestamp,
    current_user, local_time, local_timestamp, session_user,
};
pub use numbers::{IsFloat, ceil, exp, floor, greatest, least, ln, power, sign, sqrt};
pub use quantified::{CollateOps, IntoQuantified, QuantifiedOps};
pub use query::{Select, select, select_from};
pub use ranges::{IsRange, RangeOps, range, range_with};
pub use raw::RawSql;
pub use regex::{
    RegexOps, Replacement, iregexp_replace, iregexp_substr, regexp_group, regexp_group_with,
    regexp_replace, regexp_replace_with, regexp_substr, regexp_substr_with,
};
pub(crate) use row::up_to_16;
pub use row::{Push, RowShape};
pub use sample::{Sample, sample};
pub use select_list::{AssumeNotNull, SelectList};
pub use sequence::{next_value, next_value_in};
pub use set::{CellRow, IntoQuery, SetQuery, TableFunction, table_function, values};
pub use shape::Shape;
pub use statement::exists;
pub use static_table::StaticTable;
pub use stored::Stored;
pub use strings::{left, lpad, octet_length, position, repeat, reverse, right, rpad};
pub use subquery::{ColumnKey, Scope, Subquery};
pub use temporal::{IsTemporal, Shifted, TemporalOps, extract, truncate};
pub use text::{IsText, TextOps};
pub use tuple::{RowValue, row};
pub use window::{
    Window, cume_dist, current_row, dense_rank, first_value, following, lag, last_value, lead,
    nth_value, ntile, percent_rank, preceding, rank, row_number, unbounded_following,
    unbounded_preceding, window,
};
