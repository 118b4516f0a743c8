//! The dialect: where PostgreSQL deviates from the standard.

use aludel::Result;
use aludel::ast::{
    Arrays, Between, Binary, BinaryOp, Case, Cast, FullText, Function, In, Infix, JsonAt,
    JsonBuild, Like, Matches, Nary, NaryOp, Node, Ranges, Search, Temporal, Unary, UnaryOp,
};
use aludel::dialect::{Ansi, Dialect, Features, Op, Powers};
use aludel::render::Sink;
use aludel::schema::{ColumnDef, SqlType};
use aludel::value::Value;

use crate::features::{POWERS, features};
use crate::untyped::{compared, fraction_operand, is_untyped, surely_typed, typed, typed_operand};
use crate::{full_text, functions, literal, predicate, regex, temporal, types, untyped};

/// The PostgreSQL dialect, of a version. `&Postgres` is the newest.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_postgres::Postgres;
///
/// let pet = table("pet");
/// let q = select((pet.col("name"), pet.col("age") + 1))
///     .from(&pet)
///     .filter(pet.col("name").istarts_with("re"));
/// assert_eq!(
///     q.to_sql(&Postgres)?.text(),
///     r#"SELECT "pet"."name", "pet"."age" + $1 FROM "pet" WHERE "pet"."name" ILIKE $2 ESCAPE '!'"#
/// );
/// assert_eq!(Postgres::v(15).version(), 15);
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postgres {
    version: u16,
    features: Features,
}

impl Postgres {
    pub(crate) const NEWEST: Postgres = Postgres::v(18);

    /// The dialect of a version: `Postgres::v(15)`. The oldest that is meant is 10.
    #[must_use]
    pub const fn v(major: u16) -> Self {
        Postgres { version: major, features: features(major) }
    }

    /// The major version: 15 of 15.4.
    #[must_use]
    pub const fn version(&self) -> u16 {
        self.version
    }
}

/// The newest version.
impl Default for Postgres {
    fn default() -> Self {
        Postgres::NEWEST
    }
}

impl Dialect for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn describe(&self) -> String {
        format!("postgres {}", self.version)
    }

    fn features(&self) -> &Features {
        &self.features
    }

    fn powers(&self) -> &Powers {
        &POWERS
    }

    fn untyped(&self, parameter: &Node, sink: &mut Sink<'_>) -> Result<()> {
        typed(parameter, sink)
    }

    fn literal(&self, value: &Value, sink: &mut Sink<'_>) -> Result<()> {
        literal::literal(value, sink)
    }

    fn unary(&self, unary: &Unary, sink: &mut Sink<'_>) -> Result<()> {
        if !is_untyped(&unary.operand, sink) {
            return Ansi.unary(unary, sink);
        }
        match unary.op {
            UnaryOp::IsNull => {
                surely_typed(&unary.operand, sink)?;
                sink.push(" IS NULL");
            }
            UnaryOp::IsNotNull => {
                surely_typed(&unary.operand, sink)?;
                sink.push(" IS NOT NULL");
            }
            UnaryOp::Neg => {
                sink.push("-");
                typed(&unary.operand, sink)?;
            }
            UnaryOp::BitNot => {
                sink.push("~");
                typed(&unary.operand, sink)?;
            }
            _ => return Ansi.unary(unary, sink),
        }
        Ok(())
    }

    fn binary(&self, binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
        let symbol = match binary.op {
            BinaryOp::Eq => " = ",
            BinaryOp::Ne => " <> ",
            BinaryOp::Lt => " < ",
            BinaryOp::Le => " <= ",
            BinaryOp::Gt => " > ",
            BinaryOp::Ge => " >= ",
            BinaryOp::IsDistinct => " IS DISTINCT FROM ",
            BinaryOp::IsNotDistinct => " IS NOT DISTINCT FROM ",
            BinaryOp::Add => return arithmetic(binary, " + ", Op::Add, sink),
            BinaryOp::Sub => return arithmetic(binary, " - ", Op::Add, sink),
            BinaryOp::Mul => return arithmetic(binary, " * ", Op::Mul, sink),
            BinaryOp::IntDiv => return arithmetic(binary, " / ", Op::IntDiv, sink),
            BinaryOp::Mod => return arithmetic(binary, " % ", Op::Mod, sink),
            BinaryOp::BitAnd => return arithmetic(binary, " & ", Op::BitAnd, sink),
            BinaryOp::BitOr => return arithmetic(binary, " | ", Op::BitOr, sink),
            BinaryOp::BitXor => return arithmetic(binary, " # ", Op::BitXor, sink),
            BinaryOp::Div => return true_division(binary, sink),
            BinaryOp::Shl => return shift(binary, " << ", sink),
            BinaryOp::Shr => return shift(binary, " >> ", sink),
            _ => return Ansi.binary(binary, sink),
        };
        if !(is_untyped(&binary.left, sink) && is_untyped(&binary.right, sink)) {
            if !sink.assigns() {
                return Ansi.binary(binary, sink);
            }
            let power = sink.powers().of(comparison(binary.op));
            compared(&binary.left, &binary.right, power.left, sink)?;
            sink.push(symbol);
            return compared(&binary.right, &binary.left, power.right, sink);
        }
        // One of the two says the type of both.
        typed(&binary.left, sink)?;
        sink.push(symbol);
        sink.node(&binary.right)
    }

    fn infix(&self, infix: &Infix, sink: &mut Sink<'_>) -> Result<()> {
        let Infix { symbol, left, right, binds, .. } = infix;
        let cast = match right {
            Node::Int(v) if !sink.is_literal() && i32::try_from(*v).is_ok() => {
                Node::cast(right.clone(), SqlType::Integer)
            }
            _ => return Ansi.infix(infix, sink),
        };
        // An untyped operand of `->` would be taken for a key, and a bigint for nothing.
        sink.node(&Node::infix_like(symbol.clone(), *binds, left.clone(), cast))
    }

    fn nary(&self, nary: &Nary, sink: &mut Sink<'_>) -> Result<()> {
        let Nary { op: NaryOp::Concat, items, .. } = nary else { return Ansi.nary(nary, sink) };
        let least = sink.powers().of(Op::Concat).right;
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                sink.push(" || ");
            }
            typed_operand(item, least, sink)?;
        }
        Ok(())
    }

    fn like(&self, like: &Like, sink: &mut Sink<'_>) -> Result<()> {
        predicate::like(like, sink)
    }

    fn search(&self, search: &Search, sink: &mut Sink<'_>) -> Result<()> {
        predicate::search(search, sink)
    }

    fn in_set(&self, set: &In, sink: &mut Sink<'_>) -> Result<()> {
        predicate::in_set(set, sink)
    }

    fn between(&self, between: &Between, sink: &mut Sink<'_>) -> Result<()> {
        predicate::between(between, sink)
    }

    fn case(&self, case: &Case, sink: &mut Sink<'_>) -> Result<()> {
        untyped::case(case, sink)
    }

    fn function(&self, function: &Function, sink: &mut Sink<'_>) -> Result<()> {
        functions::function(function, sink)
    }

    fn temporal(&self, temporal: &Temporal, sink: &mut Sink<'_>) -> Result<()> {
        temporal::temporal(temporal, sink)
    }

    fn matches(&self, matches: &Matches, sink: &mut Sink<'_>) -> Result<()> {
        regex::matches(matches, sink)
    }

    fn full_text(&self, search: &FullText, sink: &mut Sink<'_>) -> Result<()> {
        full_text::full_text(search, sink)
    }

    fn arrays(&self, arrays: &Arrays, sink: &mut Sink<'_>) -> Result<()> {
        crate::array::arrays(arrays, sink)
    }

    fn ranges(&self, ranges: &Ranges, sink: &mut Sink<'_>) -> Result<()> {
        crate::range::ranges(ranges, sink)
    }

    fn json(&self, json: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
        crate::json::json(json, sink)
    }

    fn json_build(&self, build: &JsonBuild, sink: &mut Sink<'_>) -> Result<()> {
        crate::json::build(build, sink)
    }

    fn try_cast(&self, cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
        crate::cast::try_cast(cast, sink)
    }

    fn cast(&self, node: &Cast, sink: &mut Sink<'_>) -> Result<()> {
        crate::cast::cast(node, sink)
    }

    fn type_name(&self, ty: &SqlType, sink: &mut Sink<'_>) -> Result<()> {
        types::type_name(ty, sink)
    }

    fn column_def(&self, column: &ColumnDef, alone: bool, sink: &mut Sink<'_>) -> Result<()> {
        types::column_def(column, alone, sink)
    }
}

/// How strongly a comparison binds.
const fn comparison(op: BinaryOp) -> Op {
    match op {
        BinaryOp::Eq => Op::Eq,
        BinaryOp::Ne => Op::Ne,
        BinaryOp::IsDistinct | BinaryOp::IsNotDistinct => Op::Is,
        _ => Op::Less,
    }
}

/// An operator that is there for many pairs of types.
fn arithmetic(binary: &Binary, symbol: &str, op: Op, sink: &mut Sink<'_>) -> Result<()> {
    let Binary { left, right, .. } = binary;
    let power = sink.powers().of(op);
    let free = is_untyped(left, sink) && is_untyped(right, sink);
    let operand = if free { typed_operand } else { fraction_operand };
    operand(left, power.left, sink)?;
    sink.push(symbol);
    operand(right, power.right, sink)
}

/// `/` over integers truncates. Times 1.0 an integer becomes a numeric, and all others keep
/// their type and value.
fn true_division(binary: &Binary, sink: &mut Sink<'_>) -> Result<()> {
    let power = sink.powers().of(Op::Div);
    typed_operand(&binary.left, power.left, sink)?;
    sink.push(" * 1.0 / ");
    fraction_operand(&binary.right, power.right, sink)
}

/// The bits of a shift are counted by an integer of 32 bits:
/// <https://www.postgresql.org/docs/current/functions-math.html>
fn shift(binary: &Binary, symbol: &str, sink: &mut Sink<'_>) -> Result<()> {
    typed_operand(&binary.left, sink.powers().of(Op::Shift).left, sink)?;
    sink.push(symbol);
    sink.push("CAST(");
    sink.node(&binary.right)?;
    sink.push(" AS integer)");
    Ok(())
}
