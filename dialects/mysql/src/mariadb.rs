//! MariaDB, as a difference to MySQL.

use aludel::Result;
use aludel::ast::{
    Cast, Delete, Explain, Function, FunctionName, JsonAt, JsonBuild, Lock, LockStrength, Matches,
    Node, Select,
};
use aludel::dialect::{Ansi, Dialect, Features, Op, Powers};
use aludel::render::Sink;
use aludel::schema::SqlType;
use aludel::value::{Kind, Value};

use crate::features::{POWERS, mariadb};
use crate::regex::{self, Flavour};
use crate::{MySql, SqlMode, json, literal, order, parameter, types};

/// The MariaDB dialect, of a version. `&MariaDb` is the newest.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_mysql::MariaDb;
///
/// let pet = table("pet");
/// let added = insert(&pet).set("name", "Rex").returning(pet.col("id"));
/// assert_eq!(
///     added.to_sql(&MariaDb::v(10, 11))?.text(),
///     "INSERT INTO `pet` (`name`) VALUES (?) RETURNING `pet`.`id`"
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MariaDb {
    version: (u16, u16),
    features: Features,
    base: MySql,
}

impl MariaDb {
    pub(crate) const NEWEST: MariaDb = MariaDb::v(12, 0);

    /// The dialect of a version: `MariaDb::v(10, 11)`. The oldest that is meant is 10.5.
    #[must_use]
    pub const fn v(major: u16, minor: u16) -> Self {
        MariaDb {
            version: (major, minor),
            features: mariadb(major, minor),
            base: MySql::NEWEST.with_sql_mode(SqlMode::DEFAULT),
        }
    }

    /// The same dialect in another SQL mode.
    #[must_use]
    pub const fn with_sql_mode(mut self, mode: SqlMode) -> Self {
        self.base = MySql::NEWEST.with_sql_mode(mode);
        self
    }

    /// The version: 10 and 11 of 10.11.
    #[must_use]
    pub const fn version(&self) -> (u16, u16) {
        self.version
    }

    /// The SQL mode.
    #[must_use]
    pub const fn sql_mode(&self) -> SqlMode {
        self.base.sql_mode()
    }
}

/// The newest version.
impl Default for MariaDb {
    fn default() -> Self {
        MariaDb::NEWEST
    }
}

impl Dialect for MariaDb {
    fn name(&self) -> &'static str {
        "mariadb"
    }

    fn describe(&self) -> String {
        format!("mariadb {}.{}", self.version.0, self.version.1)
    }

    fn base(&self) -> Option<&dyn Dialect> {
        Some(&self.base)
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn powers(&self) -> &Powers {
        &POWERS
    }

    fn parameter(&self, value: &Value, sink: &mut Sink<'_>) -> Result<()> {
        parameter::parameter(value, sink)
    }

    fn literal(&self, value: &Value, sink: &mut Sink<'_>) -> Result<()> {
        if matches!(value, Value::Float(v) if literal::is_negative_zero(*v)) {
            return Err(sink.unsupported("the float -0.0", literal::NEGATIVE_ZERO));
        }
        literal::literal(value, self.base.sql_mode(), false, sink)
    }

    fn select(&self, select: &Select, sink: &mut Sink<'_>) -> Result<()> {
        match order::kept_over_windows(select) {
            Some(select) => self.base.select(&select, sink),
            None => self.base.select(select, sink),
        }
    }

    /// With an alias it is a DELETE over several tables, which gives no rows:
    /// <https://mariadb.com/docs/server/reference/sql-statements/data-manipulation/changing-deleting-data/delete>
    fn delete(&self, delete: &Delete, sink: &mut Sink<'_>) -> Result<()> {
        if delete.table.alias().is_some() && !delete.returning.is_empty() {
            return Err(sink.unsupported(
                "RETURNING after DELETE from an aliased table",
                "delete from the table itself",
            ));
        }
        Ansi.delete(delete, sink)
    }

    /// Where nothing is found, what would be put in its place is not looked at, even if it is
    /// NULL; elsewhere that makes the result NULL.
    fn function(&self, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
        match function.name {
            FunctionName::Portable("replace") => {}
            _ => {
                return match regex::function(function, Flavour::Pcre, sink) {
                    Some(done) => done,
                    None => self.base.function(function, sink),
                };
            }
        }
        let never_null = |node: &Node| match node {
            Node::Int(_) => true,
            Node::Value(value) => !value.is_null(),
            Node::Literal(value) => !value.is_null(),
            _ => false,
        };
        match &function.args[..] {
            [_, _, to] if !never_null(to) => {
                sink.push("CASE WHEN ");
                sink.operand(to, sink.powers().of(Op::Is).left)?;
                sink.push(" IS NULL THEN NULL ELSE ");
                self.base.function(function, sink)?;
                sink.push(" END");
                Ok(())
            }
            _ => self.base.function(function, sink),
        }
    }

    fn matches(&self, matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
        regex::matches(matches, Flavour::Pcre, sink)
    }

    fn json(&self, json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
        json::json(json, true, sink)
    }

    fn json_build(&self, build: &JsonBuild, sink: &mut Sink<'_>) -> Result<()> {
        json::build(build, true, sink)
    }

    /// A value is printed: that of a parameter would be cut to the type and the length that are known
    /// when the statement is prepared, an INT's and none.
    fn cell(&self, cell: &Node, sink: &mut Sink<'_>) -> Result<()> {
        match cell.as_value() {
            Some(value) if !value.is_null() => self.literal(&value, sink),
            _ => self.base.cell(cell, sink),
        }
    }

    /// A number, and no parameter:
    /// <https://mariadb.com/docs/server/reference/sql-functions/special-functions/window-functions/window-frames>
    fn frame_offset(&self, offset: &Node, sink: &mut Sink<'_>) -> Result<()> {
        match offset.as_value() {
            Some(value) if value.kind() != Kind::Interval => self.literal(&value, sink),
            Some(_) => Ansi.frame_offset(offset, sink),
            None if matches!(offset, Node::Literal(_)) => sink.node(offset),
            None => Err(sink.unsupported(
                "an expression as a frame's bound",
                "compute the number first, and give it as a value",
            )),
        }
    }

    /// <https://mariadb.com/docs/server/reference/sql-statements/data-manipulation/selecting-data/lock-in-share-mode>
    fn lock(&self, lock: &Lock, sink: &mut Sink<'_>) -> Result<()> {
        if lock.strength == LockStrength::Share && lock.of.is_empty() {
            sink.push(" LOCK IN SHARE MODE");
            return sink.lock_wait(lock.wait);
        }
        Ansi.lock(lock, sink)
    }

    fn explain(&self, explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
        crate::explain::mariadb(explain, sink)
    }

    fn cast(&self, cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
        if cast.ty == SqlType::Json {
            return types::json_text(&cast.operand, sink);
        }
        self.base.cast(cast, sink)
    }

    fn type_name(&self, ty: &SqlType, sink: &mut Sink<'_>) -> Result<()> {
        types::type_name(ty, 38, sink)
    }
}
