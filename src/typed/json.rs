//! JSON: paths into documents, and documents that are built.

use super::{Any, Bool, Cond, Expr, Float, Int, IntoExpr, Marker, Nullable, Operand, Text, UInt};
use crate::ast::{JsonOp, JsonStep, Node};
use crate::value::{Json, Kind, SharedStr};

/// What is a JSON document, as far as types know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not JSON",
    label = "this is of type `{Self}`, not `Json`",
    note = "turn it into JSON with `.cast::<Json>()`, or vouch for it with `.typed::<Json>()`"
)]
pub trait IsJson: Marker {}

impl IsJson for Json {}
impl IsJson for Nullable<Json> {}
impl IsJson for Any {}

/// A step of a path: a key, or the index of an element from 0.
trait Step {
    /// The step; `None` for an index that is none.
    fn step(self) -> Option<JsonStep>;
}

impl Step for &str {
    fn step(self) -> Option<JsonStep> {
        Some(JsonStep::Key(SharedStr::from(self)))
    }
}

impl Step for String {
    fn step(self) -> Option<JsonStep> {
        Some(JsonStep::Key(SharedStr::from(self)))
    }
}

impl Step for JsonStep {
    fn step(self) -> Option<JsonStep> {
        Some(self)
    }
}

macro_rules! indexes {
    ($($index:ty),+) => {$(
        impl Step for $index {
            fn step(self) -> Option<JsonStep> {
                u32::try_from(self).ok().map(JsonStep::Index)
            }
        }
    )+};
}

indexes!(i32, u32, i64, usize);

/// A path into a document: a key, an index, a tuple of up to 16 of them, or a list made at run
/// time. `("a", 0, "b")` is the member `b` of the first element of the member `a`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a path into JSON",
    label = "expected a key, an index, or a tuple of them: `(\"a\", 0, \"b\")`"
)]
pub trait IntoPath {
    /// The steps; `None` if an index is below 0 or beyond 32 bits.
    fn into_path(self) -> Option<Vec<JsonStep>>;
}

macro_rules! single {
    ($($step:ty),+) => {$(
        impl IntoPath for $step {
            fn into_path(self) -> Option<Vec<JsonStep>> {
                Some(vec![self.step()?])
            }
        }
    )+};
}

single!(&str, String, i32, u32, i64, usize, JsonStep);

impl IntoPath for Vec<JsonStep> {
    fn into_path(self) -> Option<Vec<JsonStep>> {
        Some(self)
    }
}

impl<const N: usize> IntoPath for [&str; N] {
    fn into_path(self) -> Option<Vec<JsonStep>> {
        self.into_iter().map(Step::step).collect()
    }
}

macro_rules! tuples {
    ($($step:ident)+) => {
        #[allow(private_bounds, reason = "what a step is can't be extended")]
        impl<$($step: Step),+> IntoPath for ($($step,)+) {
            #[allow(non_snake_case, reason = "each step is named like its type")]
            fn into_path(self) -> Option<Vec<JsonStep>> {
                let ($($step,)+) = self;
                Some(vec![$($step.step()?),+])
            }
        }
    };
}

crate::typed::row::up_to_16!(tuples);

fn at<T>(op: JsonOp, operand: Node, path: impl IntoPath, argument: Option<Node>) -> Expr<T> {
    Expr::new(match path.into_path() {
        Some(path) => Node::json(op, operand, path, argument),
        None => Node::error(
            "an index into JSON is below 0 or beyond 32 bits",
            "count from the first element, which is 0",
        ),
    })
}

/// Operations on JSON documents. Keys are data: one with a dot, a quote or a wildcard in it is that
/// key. What is not there is NULL; a JSON `null` is a JSON document, and NULL for the accessors
/// of other types.
///
/// An index is one into an array alone, and a key one of an object: elsewhere there is nothing.
///
/// ```
/// use aludel::prelude::*;
///
/// let t = table("t");
/// let doc = t.col("doc").typed::<Json>();
/// let q = select(doc.json_text(("tags", 0))).filter(doc.json_int("year").gt(1990));
/// # let _ = q;
/// ```
///
/// PostgreSQL runs `SELECT jsonb_path_query_first("t"."doc", 'strict $."tags"[0]', '{}', TRUE) #>> '{}'`,
/// SQLite `SELECT CASE json_type("t"."doc", '$."tags"[0]') WHEN 'text' THEN "t"."doc" ->> '$."tags"[0]' …`.
pub trait JsonOps: Operand
where
    Self::Type: IsJson,
{
    /// What is at a path, as JSON.
    #[inline]
    fn json_get(&self, path: impl IntoPath) -> Expr<Nullable<Json>> {
        at(JsonOp::Get, self.to_node(), path, None)
    }

    /// What is at a path, as text: a string without its quotes, `true`, `5`. Numbers with a
    /// fraction, objects and arrays are in the database's own spelling.
    #[inline]
    fn json_text(&self, path: impl IntoPath) -> Expr<Nullable<Text>> {
        at(JsonOp::Text, self.to_node(), path, None)
    }

    /// The integer at a path, of up to 64 bits; NULL if there is anything else.
    #[inline]
    fn json_int(&self, path: impl IntoPath) -> Expr<Nullable<Int>> {
        at(JsonOp::Int, self.to_node(), path, None)
    }

    /// The number at a path; NULL if there is anything else.
    #[inline]
    fn json_float(&self, path: impl IntoPath) -> Expr<Nullable<Float>> {
        at(JsonOp::Float, self.to_node(), path, None)
    }

    /// The boolean at a path; NULL if there is anything else.
    #[inline]
    fn json_bool(&self, path: impl IntoPath) -> Expr<Nullable<Bool>> {
        at(JsonOp::Bool, self.to_node(), path, None)
    }

    /// Whether there is anything at a path, be it `null`.
    #[inline]
    fn json_exists(&self, path: impl IntoPath) -> Cond {
        at(JsonOp::Exists, self.to_node(), path, None)
    }

    /// `self @> other`: whether the document contains another one. On PostgreSQL alone: what
    /// MySQL means by it differs within nested arrays.
    #[inline]
    fn json_contains(&self, other: impl IntoExpr<Json>) -> Cond {
        Expr::new(Node::json(JsonOp::Contains, self.to_node(), vec![], Some(other.into_node())))
    }

    /// The document with another one at a path: a member of an object is set or added, an element of
    /// an array is replaced. Where the path leads into nothing, behind the end of an array too, the
    /// document stays as it is.
    #[inline]
    fn json_set(&self, path: impl IntoPath, other: impl IntoExpr<Json>) -> Expr<Self::Type> {
        at(JsonOp::Set, self.to_node(), path, Some(other.into_node()))
    }
}

impl<O: Operand> JsonOps for O where O::Type: IsJson {}

/// What JSON has a form of: integers, floats, text, booleans and JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form in JSON that is the same everywhere",
    label = "expected an integer, a float, text, a boolean or JSON",
    note = "turn it into text with `.cast::<Text>()`"
)]
pub trait IsJsonValue: Marker {}

macro_rules! json_values {
    ($($marker:ty),+) => {$(
        impl IsJsonValue for $marker {}
        impl IsJsonValue for Nullable<$marker> {}
    )+};
}

json_values!(Int, UInt, Float, Text, Bool, Json);

/// A value of a JSON object or array that is built: any expression that JSON has a form of.
#[derive(Clone, Debug)]
pub struct JsonValue {
    node: Node,
    kind: Kind,
}

impl<O: Operand> From<O> for JsonValue
where
    O::Type: IsJsonValue,
{
    fn from(operand: O) -> Self {
        JsonValue { node: operand.to_node(), kind: O::Type::KIND }
    }
}

/// A JSON object of keys and expressions: `json_object([("id", T.id.into()), ("name", T.name.into())])`.
/// A NULL becomes `null`.
#[must_use]
pub fn json_object<K: Into<SharedStr>>(
    members: impl IntoIterator<Item = (K, JsonValue)>,
) -> Expr<Json> {
    let (mut keys, mut values, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
    for (key, value) in members {
        keys.push(key.into());
        values.push(value.node);
        kinds.push(value.kind);
    }
    Expr::new(Node::json_build(Some(keys), values, kinds))
}

/// A JSON array of expressions. A NULL becomes `null`.
#[must_use]
pub fn json_array(items: impl IntoIterator<Item = JsonValue>) -> Expr<Json> {
    let (values, kinds) = items.into_iter().map(|value| (value.node, value.kind)).unzip();
    Expr::new(Node::json_build(None, values, kinds))
}
