//! The dialect: where SQLite deviates from the standard.

use aludel::ast::{
    Between, Binary, BinaryOp, Case, Cast, Collate, Explain, FullText, Function, In, JsonAt,
    JsonBuild, Like, Matches, Node, Nulls, Order, Quantified, Search, Temporal,
};
use aludel::dialect::{Ansi, Dialect, Features, Op, Powers};
use aludel::render::{Sink, refuse_interval_order};
use aludel::schema::SqlType;
use aludel::value::Value;
use aludel::{ErrorKind, Result};

use crate::features::{POWERS, features};
use crate::{
    decimal, explain, full_text, functions, json, literal, predicate, quantified, temporal, types,
};

/// The SQLite dialect, of a version. `&Sqlite` is the newest.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_sqlite::Sqlite;
///
/// let pet = table("pet");
/// let q = select(pet.col("name")).from(&pet).offset(5);
/// assert_eq!(
///     q.to_sql(&Sqlite)?.text(),
///     r#"SELECT "pet"."name" FROM "pet" LIMIT -1 OFFSET ?"#
/// );
///
/// let owner = table("owner");
/// let full = select_from((&pet).full_join(&owner).on(pet.col("id").eq(owner.col("pet"))));
/// let error = full.to_sql(&Sqlite::v(3, 34)).unwrap_err();
/// assert!(error.to_string().contains("FULL JOIN is not supported"), "{error}");
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sqlite {
    version: (u16, u16),
    features: Features,
}

impl Sqlite {
    pub(crate) const NEWEST: Sqlite = Sqlite::v(3, 54);

    /// The dialect of a version: `Sqlite::v(3, 40)`.
    #[must_use]
    pub const fn v(major: u16, minor: u16) -> Self {
        Sqlite { version: (major, minor), features: features(major, minor) }
    }

    /// The version: 3 and 40 of 3.40.
    #[must_use]
    pub const fn version(&self) -> (u16, u16) {
        self.version
    }
}

/// The newest version.
impl Default for Sqlite {
    fn default() -> Self {
        Sqlite::NEWEST
    }
}

impl Dialect for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn describe(&self) -> String {
        format!("sqlite {}.{}", self.version.0, self.version.1)
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn powers(&self) -> &Powers {
        &POWERS
    }

    /// OFFSET only follows LIMIT; -1 is no limit.
    fn limit(
        &self,
        limit: Option<&Node>,
        offset: Option<&Node>,
        sink: &mut Sink<'_>,
    ) -> Result<()> {
        if limit.is_none() && offset.is_some() {
            sink.push(" LIMIT -1");
        }
        Ansi.limit(limit, offset, sink)
    }

    /// NULLs are less than all values: before 3.30 the order that follows from it can be had.
    fn order(&self, order: &Order, sink: &mut Sink<'_>) -> Result<()> {
        refuse_interval_order(&[&order.expr], sink)?;
        use aludel::ast::Direction::{Asc, Desc};
        let natural =
            matches!((order.direction, order.nulls), (Asc, Nulls::First) | (Desc, Nulls::Last));
        if natural && !self.features.nulls_order {
            return Ansi.order(&Order { nulls: Nulls::Default, ..order.clone() }, sink);
        }
        Ansi.order(order, sink)
    }

    fn literal(&self, value: &Value, sink: &mut Sink<'_>) -> Result<()> {
        literal::literal(value, sink)
    }

    fn binary(&self, binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
        if let BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge = binary.op {
            refuse_interval_order(&[&binary.left, &binary.right], sink)?;
        }
        match binary.op {
            // Both are as old as SQLite; IS [NOT] DISTINCT FROM is of 3.39.
            BinaryOp::IsDistinct => decimal::compare(binary, " IS NOT ", sink),
            BinaryOp::IsNotDistinct => decimal::compare(binary, " IS ", sink),
            BinaryOp::Eq => decimal::compare(binary, " = ", sink),
            BinaryOp::Ne => decimal::compare(binary, " <> ", sink),
            BinaryOp::Lt => decimal::compare(binary, " < ", sink),
            BinaryOp::Le => decimal::compare(binary, " <= ", sink),
            BinaryOp::Gt => decimal::compare(binary, " > ", sink),
            BinaryOp::Ge => decimal::compare(binary, " >= ", sink),
            BinaryOp::Div => true_division(binary, sink),
            BinaryOp::BitXor => bit_xor(binary, sink),
            _ => Ansi.binary(binary, sink),
        }
    }

    fn like(&self, like: &Like, sink: &mut Sink<'_>) -> Result<()> {
        predicate::like(like, sink)
    }

    fn search(&self, search: &Search, sink: &mut Sink<'_>) -> Result<()> {
        predicate::search(search, sink)
    }

    fn in_set(&self, set: &In, sink: &mut Sink<'_>) -> Result<()> {
        decimal::in_set(set, sink)
    }

    fn between(&self, between: &Between, sink: &mut Sink<'_>) -> Result<()> {
        refuse_interval_order(&[&between.operand, &between.low, &between.high], sink)?;
        decimal::between(between, sink)
    }

    fn case(&self, case: &Case, sink: &mut Sink<'_>) -> Result<()> {
        decimal::case(case, sink)
    }

    fn function(&self, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
        functions::function(function, sink)
    }

    fn temporal(&self, temporal: &Temporal, sink: &mut Sink<'_>) -> Result<()> {
        temporal::temporal(temporal, self.version, sink)
    }

    /// REGEXP calls a function that SQLite does not have:
    /// <https://sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators>
    fn matches(&self, _: &Matches, sink: &mut Sink<'_>) -> Result<()> {
        Err(sink.unsupported(
            "a regular expression",
            "search with .like(…) or .contains(…), or load a function and call it with \
             func(\"regexp\", (pattern, text))",
        ))
    }

    fn json(&self, json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
        json::json(json, self.version, sink)
    }

    fn json_build(&self, build: &JsonBuild, sink: &mut Sink<'_>) -> Result<()> {
        json::build(build, sink)
    }

    fn quantified(&self, quantified: &Quantified, sink: &mut Sink<'_>) -> Result<()> {
        quantified::quantified(quantified, sink)
    }

    fn full_text(&self, search: &FullText, sink: &mut Sink<'_>) -> Result<()> {
        full_text::full_text(search, sink)
    }

    fn collate(&self, collate: &Collate, sink: &mut Sink<'_>) -> Result<()> {
        if collate.schema.is_some() {
            return Err(sink.unsupported("a collation in a schema", "name it alone"));
        }
        Ansi.collate(collate, sink)
    }

    fn explain(&self, explain: &Explain, sink: &mut Sink<'_>) -> Result<()> {
        explain::explain(explain, sink)
    }

    fn cast(&self, cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
        types::cast(cast, sink)
    }

    fn type_name(&self, ty: &SqlType, sink: &mut Sink<'_>) -> Result<()> {
        types::type_name(ty, sink)
    }
}

/// `/` over integers truncates.
fn true_division(binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
    sink.push("CAST(");
    sink.node(&binary.left)?;
    sink.push(" AS REAL) / ");
    sink.operand(&binary.right, sink.powers().of(Op::Div).right)
}

/// `a XOR b` is `(a OR b) - (a AND b)` over bits, for signed integers too. As each operand is
/// written twice, only what has one value and costs nothing is taken.
fn bit_xor(binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
    let leaf = |node: &Node| {
        matches!(
            node,
            Node::Int(_)
                | Node::Value(_)
                | Node::Literal(_)
                | Node::Bind(_)
                | Node::Column(_)
                | Node::Name(_)
        )
    };
    if !(leaf(&binary.left) && leaf(&binary.right)) {
        return Err(sink
            .error(ErrorKind::Unsupported, "exclusive OR over expressions is not supported")
            .with_help("compute the operands in a subquery, and combine its columns"));
    }
    let least = sink.powers().of(Op::BitOr);
    for (before, operator) in [("((", " | "), (") - (", " & ")] {
        sink.push(before);
        sink.operand(&binary.left, least.left)?;
        sink.push(operator);
        sink.operand(&binary.right, least.right)?;
    }
    sink.push("))");
    Ok(())
}
