//! The tree: untyped, immutable, shared.
//!
//! One family of nodes a file. A [`Node`] is an expression; [`Select`], [`Insert`],
//! [`Update`], [`Delete`] and [`Merge`] are statements; a [`Source`] stands in FROM. Payloads are named
//! structs behind `Arc`, so a clone is a pointer and a built part can be used anywhere.
//! [`Visit`] walks the tree, [`Fold`] rebuilds it.

mod array;
mod collate;
mod conditional;
mod custom;
mod depth;
mod dml;
mod explain;
mod fault;
mod fold;
mod full_text;
mod function;
mod grouping;
mod json;
mod name;
mod nary;
mod node;
mod operator;
mod order;
mod predicate;
mod quantified;
mod query;
mod range;
mod rare;
mod raw;
mod reference;
mod regex;
mod select;
mod shared;
mod source;
mod statement;
mod target;
mod temporal;
mod traversal;
mod visit;
mod window;
mod with;

pub use array::{ArrayOp, Arrays};
pub use collate::Collate;
pub use conditional::{Case, Cast, When};
pub use custom::{Anchor, CustomClause, CustomExpr, CustomNode};
pub use depth::DEPTH_CAP;
pub(crate) use depth::deepest;
pub(crate) use dml::deepest_cell;
pub use dml::{
    Cell, Cells, ChangeClauses, Conflict, ConflictAction, ConflictTarget, Delete, Identity, Insert,
    InsertClauses, InsertVerb, Merge, MergeAction, MergeInsert, MergeRows, MergeWhen, Overriding,
    RowAssignment, Rows, Targets, Truncate, Update,
};
pub use explain::Explain;
pub use fault::Fault;
pub use fold::{
    Fold, fold_compound, fold_delete, fold_insert, fold_merge, fold_node, fold_select, fold_source,
    fold_update,
};
pub use full_text::{FullText, FullTextOp, FullTextSyntax};
pub use function::{Function, FunctionName};
pub use grouping::Grouping;
pub(crate) use grouping::MOST_SETS;
pub use json::{JsonAt, JsonBuild, JsonOp, JsonStep};
pub use name::{Name, anonymous};
pub(crate) use name::{is_anonymous, shown};
pub use nary::{Nary, NaryOp};
pub use node::{Node, Nodes};
pub use operator::{Binary, BinaryOp, Infix, Unary, UnaryOp};
pub use order::{Direction, Nulls, Order, Orders};
pub use predicate::{Affix, Between, In, InSet, Like, Search};
pub use quantified::Quantified;
pub use query::{Arm, Compound, Query, SetOp, Values};
pub use range::{RangeBounds, RangeOp, Ranges};
pub use rare::{Lock, LockStrength, LockWait, RareClauses};
pub use raw::{Raw, RawPart, Trusted};
pub use reference::{Bind, ColumnRef, Label, Qualifier, QuotedColumn, RowVersion, StaticColumn};
pub use regex::{Matches, RegexFlags};
pub use select::{Distinct, Select};
pub use shared::Shared;
pub use source::{
    Derived, Join, JoinKind, JoinOn, Joins, SampleMethod, Source, TableFunction, TableRef,
    TableSample,
};
pub use statement::StatementRef;
pub use target::Target;
pub use temporal::{DateField, Temporal, TemporalOp};
pub use traversal::{Cycle, SearchOrder, Traversal};
pub use visit::{Visit, walk_node, walk_select, walk_source, walk_statement};
pub use window::{Bound, Exclude, Frame, FrameUnit, Modifiers, Over, Window};
pub use with::{Cte, CteBody, CteRef, Names, With};
