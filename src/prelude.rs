//! What most programs need, for `use aludel::prelude::*`.

#[cfg(feature = "macros")]
pub use aludel_macros::{FromRow, SqlValue, sql, table};

pub use crate::ast::Trusted;
pub use crate::engine::{Connection, Dynamic, Engine, FromRow, Row, Run, Statement, Transaction};
pub use crate::render::Compile;
pub use crate::schema::{SqlType, Table, table};
pub use crate::typed::{
    Any, Array, Bool, Column, Compare, Cond, Expr, ExprList, Float, Int, IntegerOps, IntoExpr,
    IntoSource, Joinable, Logic, Mapped, Marker, Nullable, Operand, Scope, Select, Shape, Text,
    TextOps, UInt, abs, all, any, avg, bind, case, case_of, coalesce, col, concat, count,
    count_all, count_distinct, current_date, current_timestamp, delete, exists, func, insert,
    length, literal, lower, max, min, not, null, nullif, replace, round, select, select_from,
    substring, sum, trim, update, upper, value,
};
pub use crate::value::{Date, Decimal, Interval, Json, Time, Timestamp, TimestampTz, Uuid, Value};
