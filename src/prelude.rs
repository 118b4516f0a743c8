//! What most programs need, for `use aludel::prelude::*`.

#[cfg(feature = "macros")]
pub use aludel_macros::{Changeset, FromRow, Insertable, SqlValue, sql, table};

pub use crate::ast::{DateField, RangeBounds, RegexFlags, Trusted, anonymous};
pub use crate::engine::{Connection, Dynamic, Engine, FromRow, Row, Run, Statement, Transaction};
pub use crate::render::Compile;
pub use crate::schema::{SqlType, Table, table};
pub use crate::typed::{
    Any, Array, Bool, Changeset, Column, Compare, Cond, Cte, Expr, ExprList, Float, Insertable,
    Int, IntegerOps, IntoExpr, IntoQuery, IntoSource, Joinable, Logic, Mapped, Marker, Nullable,
    Operand, Range, RowLock, Scope, Select, SetQuery, Shape, Subquery, Text, TextOps, UInt, Window,
    abs, all, any, avg, bind, bind_list, case, case_of, coalesce, col, concat, count, count_all,
    count_distinct, cume_dist, current_date, current_row, current_timestamp, default, delete,
    dense_rank, excluded, exists, first_value, following, func, insert, lag, last_value, lead,
    length, literal, lower, max, min, new_row, not, nth_value, ntile, null, nullif, old_row,
    percent_rank, preceding, rank, recursive, recursive_distinct, replace, round, row_number,
    select, select_from, substring, sum, table_function, trim, unbounded_following,
    unbounded_preceding, update, upper, value, values, window,
};
pub use crate::typed::{
    ArrayOps, CollateOps, JsonOps, QuantifiedOps, RangeOps, RegexOps, Replacement, TemporalOps,
    array, ceil, exp, extract, floor, full_text, greatest, iregexp_replace, iregexp_substr,
    json_array, json_object, least, ln, lpad, octet_length, position, power, range, range_with,
    regexp_group, regexp_group_with, regexp_replace, regexp_replace_with, regexp_substr,
    regexp_substr_with, rpad, sign, sqrt, truncate, unnest,
};
pub use crate::typed::{
    array_agg, bool_and, bool_or, count_of, json_array_agg, json_object_agg, stddev_pop,
    stddev_samp, string_agg, var_pop, var_samp,
};
pub use crate::typed::{cube, grouping, grouping_set, grouping_sets, rollup};
pub use crate::typed::{
    current_catalog, current_role, current_schema, current_time, current_user, local_time,
    local_timestamp, session_user,
};
pub use crate::typed::{explain, next_value, next_value_in, sample};
pub use crate::typed::{merge_action, merge_into, truncate_table};
pub use crate::value::{Date, Decimal, Interval, Json, Time, Timestamp, TimestampTz, Uuid, Value};
