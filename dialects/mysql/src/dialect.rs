//! The dialect: where MySQL, and with it MariaDB, deviates from the standard.

use aludel::Result;
use aludel::ast::{
    Between, Binary, BinaryOp, Case, Cast, Collate, Explain, FullText, Function, In, Insert,
    JsonAt, JsonBuild, Like, Matches, Nary, Node, Order, Quantified, Search, Temporal, Unary,
    Update,
};
use aludel::dialect::{Ansi, Dialect, Features, Op, Powers};
use aludel::render::{Sink, refuse_interval_order};
use aludel::schema::{ColumnDef, CreateTable, SqlType};
use aludel::value::Value;

use crate::features::{POWERS, mysql};
use crate::{
    SqlMode, ddl, explain, full_text, functions, json, literal, operator, order, parameter,
    predicate, quantified, regex, temporal, types, untyped, update,
};

/// The MySQL dialect, of a version. `&MySql` is the newest.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_mysql::MySql;
///
/// let pet = table("pet");
/// let q = select(pet.col("name")).from(&pet).order_by(pet.col("age").asc().nulls_last());
/// assert_eq!(
///     q.to_sql(&MySql)?.text(),
///     "SELECT `pet`.`name` FROM `pet` ORDER BY `pet`.`age` IS NULL, `pet`.`age`"
/// );
///
/// let added = insert(&pet).set("name", "Rex").returning(pet.col("id"));
/// let error = added.to_sql(&MySql::v(8, 4)).unwrap_err();
/// assert!(error.to_string().contains("RETURNING after INSERT is not supported"), "{error}");
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MySql {
    version: (u16, u16),
    mode: SqlMode,
    features: Features,
}

impl MySql {
    pub(crate) const NEWEST: MySql = MySql::v(9, 7);

    /// The dialect of a version: `MySql::v(8, 4)`. The oldest that is meant is 8.0.
    #[must_use]
    pub const fn v(major: u16, minor: u16) -> Self {
        MySql { version: (major, minor), mode: SqlMode::DEFAULT, features: mysql(major, minor) }
    }

    /// The same dialect in another SQL mode.
    #[must_use]
    pub const fn with_sql_mode(mut self, mode: SqlMode) -> Self {
        self.mode = mode;
        self
    }

    /// The version: 8 and 4 of 8.4.
    #[must_use]
    pub const fn version(&self) -> (u16, u16) {
        self.version
    }

    /// The SQL mode.
    #[must_use]
    pub const fn sql_mode(&self) -> SqlMode {
        self.mode
    }
}

/// The newest version.
impl Default for MySql {
    fn default() -> Self {
        MySql::NEWEST
    }
}

impl Dialect for MySql {
    fn name(&self) -> &'static str {
        "mysql"
    }

    fn describe(&self) -> String {
        format!("mysql {}.{}", self.version.0, self.version.1)
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn powers(&self) -> &Powers {
        &POWERS
    }

    fn limit(
        &self,
        limit: Option<&Node>,
        offset: Option<&Node>,
        sink: &mut Sink<'_>,
    ) -> Result<()> {
        order::limit(limit, offset, sink)
    }

    fn frame_offset(&self, offset: &Node, sink: &mut Sink<'_>) -> Result<()> {
        match offset {
            Node::Value(value) | Node::Literal(value) => match &**value {
                Value::Interval(interval) => temporal::frame_offset(*interval, sink),
                _ => Ansi.frame_offset(offset, sink),
            },
            _ => Ansi.frame_offset(offset, sink),
        }
    }

    fn order(&self, order: &Order, sink: &mut Sink<'_>) -> Result<()> {
        refuse_interval_order(&[&order.expr], sink)?;
        order::order(order, sink)
    }

    /// There is no alias: <https://dev.mysql.com/doc/refman/9.4/en/insert.html>
    fn insert(&self, insert: &Insert, sink: &mut Sink<'_>) -> Result<()> {
        if insert.table.alias().is_some() {
            return Err(
                sink.unsupported("an INSERT into an aliased table", "insert into the table itself")
            );
        }
        update::insert(insert, sink)
    }

    fn update(&self, update: &Update, sink: &mut Sink<'_>) -> Result<()> {
        update::update(update, sink)
    }

    /// A column of VALUES takes its type from what is known when the statement is prepared.
    fn cell(&self, cell: &Node, sink: &mut Sink<'_>) -> Result<()> {
        untyped::operand(cell, 0, true, sink)
    }

    /// A NULL in a select list would be a text to UNION and its relatives, and with it the column.
    fn untyped(&self, parameter: &Node, sink: &mut Sink<'_>) -> Result<()> {
        untyped::operand(parameter, 0, false, sink)
    }

    fn parameter(&self, value: &Value, sink: &mut Sink<'_>) -> Result<()> {
        parameter::parameter(value, sink)
    }

    fn literal(&self, value: &Value, sink: &mut Sink<'_>) -> Result<()> {
        literal::literal(value, self.mode, true, sink)
    }

    fn unary(&self, unary: &Unary, sink: &mut Sink<'_>) -> Result<()> {
        operator::unary(unary, sink)
    }

    fn binary(&self, binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
        if let BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge = binary.op {
            refuse_interval_order(&[&binary.left, &binary.right], sink)?;
        }
        match binary.op {
            BinaryOp::IsDistinct | BinaryOp::IsNotDistinct => operator::null_safe(binary, sink),
            BinaryOp::Add => untyped::arithmetic(binary, " + ", Op::Add, sink),
            BinaryOp::Sub => untyped::arithmetic(binary, " - ", Op::Add, sink),
            BinaryOp::Mul => untyped::arithmetic(binary, " * ", Op::Mul, sink),
            BinaryOp::Div => untyped::arithmetic(binary, " / ", Op::Div, sink),
            BinaryOp::IntDiv => untyped::arithmetic(binary, " DIV ", Op::IntDiv, sink),
            BinaryOp::Mod => untyped::arithmetic(binary, " % ", Op::Mod, sink),
            BinaryOp::BitAnd => operator::bits(binary, " & ", sink),
            BinaryOp::BitOr => operator::bits(binary, " | ", sink),
            BinaryOp::BitXor => operator::bits(binary, " ^ ", sink),
            BinaryOp::Shl => operator::bits(binary, " << ", sink),
            BinaryOp::Shr => operator::shift_right(binary, sink),
            _ => Ansi.binary(binary, sink),
        }
    }

    fn nary(&self, nary: &Nary, sink: &mut Sink<'_>) -> Result<()> {
        operator::nary(nary, sink)
    }

    fn like(&self, like: &Like, sink: &mut Sink<'_>) -> Result<()> {
        predicate::like(like, sink)
    }

    fn search(&self, search: &Search, sink: &mut Sink<'_>) -> Result<()> {
        predicate::search(search, sink)
    }

    fn between(&self, between: &Between, sink: &mut Sink<'_>) -> Result<()> {
        refuse_interval_order(&[&between.operand, &between.low, &between.high], sink)?;
        Ansi.between(between, sink)
    }

    fn in_set(&self, set: &In, sink: &mut Sink<'_>) -> Result<()> {
        predicate::in_set(set, sink)
    }

    fn function(&self, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
        functions::function(function, sink)
    }

    fn temporal(&self, temporal: &Temporal, sink: &mut Sink<'_>) -> Result<()> {
        temporal::temporal(temporal, sink)
    }

    fn matches(&self, matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
        regex::matches(matches, regex::Flavour::Icu, sink)
    }

    fn json(&self, json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
        json::json(json, false, sink)
    }

    fn json_build(&self, build: &JsonBuild, sink: &mut Sink<'_>) -> Result<()> {
        json::build(build, false, sink)
    }

    fn quantified(&self, quantified: &Quantified, sink: &mut Sink<'_>) -> Result<()> {
        quantified::quantified(quantified, sink)
    }

    fn full_text(&self, search: &FullText, sink: &mut Sink<'_>) -> Result<()> {
        full_text::full_text(search, sink)
    }

    fn collate(&self, collate: &Collate, sink: &mut Sink<'_>) -> Result<()> {
        quantified::collate(collate, sink)
    }

    fn case(&self, case: &Case, sink: &mut Sink<'_>) -> Result<()> {
        untyped::case(case, sink)
    }

    fn explain(&self, explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
        explain::mysql(explain, sink)
    }

    fn cast(&self, cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
        types::cast(cast, sink)
    }

    fn type_name(&self, ty: &SqlType, sink: &mut Sink<'_>) -> Result<()> {
        types::type_name(ty, 30, sink)
    }

    fn create_table(&self, create: &CreateTable, sink: &mut Sink<'_>) -> Result<()> {
        ddl::create_table(create, sink)
    }

    fn column_def(&self, column: &ColumnDef, alone: bool, sink: &mut Sink<'_>) -> Result<()> {
        ddl::column_def(column, alone, sink)
    }
}
