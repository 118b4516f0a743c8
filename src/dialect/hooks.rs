//! The trait that a dialect implements.

use super::{Features, Powers};
use crate::ast::{
    Arrays, Between, Binary, Case, Cast, Collate, Compound, Delete, Derived, Explain, FullText,
    Function, In, Infix, Insert, Join, JsonAt, JsonBuild, Like, Lock, Matches, Merge, Nary, Node,
    Order, Quantified, Ranges, Search, Select, Source, TableFunction, TableRef, Temporal, Truncate,
    Unary, Update, Values,
};
use crate::error::Result;
use crate::render::{self, Sink};
use crate::schema::{ColumnDef, CreateTable, DefaultValue, DropTable, SqlType};
use crate::value::Value;

/// Declares the hooks. A hook that a dialect does not override asks the dialect's base, and
/// then ANSI: the function named after `=>`.
macro_rules! hooks {
    ($(
        $(#[$doc:meta])*
        fn $hook:ident($($arg:ident: $ty:ty),+) => $ansi:path;
    )+) => {
        /// How the tree is spelled for a database, in a version.
        ///
        /// Hooks change spelling and the order of clauses, never shape. They write through
        /// the [`Sink`], which holds the leaf dialect: what a hook of a base calls is bound
        /// late. A third party's dialect is built from the same public parts as ours.
        pub trait Dialect: Send + Sync + 'static {
            /// The dialect's name in lower case: `sqlite`.
            fn name(&self) -> &'static str;

            /// The name and the version, as error messages show it.
            fn describe(&self) -> String {
                self.name().to_owned()
            }

            /// The dialect that this one deviates from; without one it is ANSI.
            fn base(&self) -> Option<&dyn Dialect> {
                None
            }

            /// What the database can do.
            fn features(&self) -> &Features;

            /// How strongly its operators bind.
            fn powers(&self) -> &Powers;

            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// When the construct can't be written for this dialect.
                fn $hook(&self, $($arg: $ty,)+ sink: &mut Sink<'_>) -> Result<()> {
                    match self.base() {
                        Some(base) => base.$hook($($arg,)+ sink),
                        None => $ansi($($arg,)+ sink),
                    }
                }
            )+
        }
    };
}

hooks! {
    /// A SELECT.
    fn select(select: &Select) => render::select::select;
    /// UNION, INTERSECT, EXCEPT.
    fn compound(compound: &Compound) => render::compound::compound;
    /// VALUES, as a query.
    fn values(values: &Values) => render::compound::values;
    /// A value in VALUES as a query: unlike in an INSERT, no column gives it a type.
    fn cell(cell: &Node) => render::compound::cell;
    /// FOR UPDATE and its relatives, with the space before it.
    fn lock(lock: &Lock) => render::select::lock;
    /// The number in a frame's bound.
    fn frame_offset(offset: &Node) => render::frame_offset;
    /// LIMIT and OFFSET, with the space before them.
    fn limit(limit: Option<&Node>, offset: Option<&Node>) => render::select::limit;
    /// One term of ORDER BY.
    fn order(order: &Order) => render::select::order;
    /// An item of FROM.
    fn source(source: &Source) => render::source::source;
    /// A subquery in FROM.
    fn derived(derived: &Derived) => render::source::derived;
    /// A function in FROM.
    fn table_function(function: &TableFunction) => render::source::table_function;
    /// A table in FROM, or the table of an INSERT, UPDATE or DELETE, with its alias.
    fn table(table: &TableRef) => render::source::table;
    /// One step of a chain of joins; the condition is given, or taken from a foreign key.
    fn join(join: &Join, on: Option<&Node>) => render::source::join;

    /// An INSERT.
    fn insert(insert: &Insert) => render::dml::insert;
    /// An UPDATE.
    fn update(update: &Update) => render::dml::update;
    /// A DELETE.
    fn delete(delete: &Delete) => render::dml::delete;
    /// A MERGE.
    fn merge(merge: &Merge) => render::dml::merge;
    /// A TRUNCATE.
    fn truncate(truncate: &Truncate) => render::dml::truncate;

    /// A parameter.
    fn parameter(value: &Value) => render::parameter;
    /// A value or a bind to which nothing around it gives a type: an item of a select list.
    fn untyped(parameter: &Node) => render::untyped;
    /// A value as text.
    fn literal(value: &Value) => render::literal::literal;
    /// An operator with one operand.
    fn unary(unary: &Unary) => render::operator::unary;
    /// An operator with two operands.
    fn binary(binary: &Binary) => render::operator::binary;
    /// An operator of the database by its symbol.
    fn infix(infix: &Infix) => render::operator::infix;
    /// AND, OR or `||`.
    fn nary(nary: &Nary) => render::operator::nary;
    /// LIKE.
    fn like(like: &Like) => render::predicate::like;
    /// A search for a text as it is.
    fn search(search: &Search) => render::predicate::search;
    /// IN.
    fn in_set(set: &In) => render::predicate::in_set;
    /// BETWEEN.
    fn between(between: &Between) => render::predicate::between;
    /// CASE.
    fn case(case: &Case) => render::expression::case;
    /// CAST.
    fn cast(cast: &Cast) => render::expression::cast;
    /// CAST, or NULL where that can't be.
    fn try_cast(cast: &Cast) => render::expression::try_cast;
    /// A function call.
    fn function(function: &Function) => render::expression::function;

    /// An operation on a date or a time.
    fn temporal(temporal: &Temporal) => render::temporal::temporal;
    /// A match with a regular expression.
    fn matches(matches: &Matches) => render::regex::matches;
    /// What is at a path of a JSON document.
    fn json(json: &JsonAt) => render::json::json;
    /// A JSON object or array of expressions.
    fn json_build(build: &JsonBuild) => render::json::build;
    /// An operation on arrays.
    fn arrays(arrays: &Arrays) => render::array::arrays;
    /// An operation on ranges.
    fn ranges(ranges: &Ranges) => render::range::ranges;
    /// A full-text search.
    fn full_text(search: &FullText) => render::full_text::full_text;
    /// COLLATE.
    fn collate(collate: &Collate) => render::quantified::collate;
    /// A comparison with ANY or ALL.
    fn quantified(quantified: &Quantified) => render::quantified::quantified;
    /// EXPLAIN.
    fn explain(explain: &Explain) => render::explain::explain;

    /// The name of a type, in CAST and in DDL.
    fn type_name(ty: &SqlType) => render::ddl::type_name;
    /// CREATE TABLE.
    fn create_table(create: &CreateTable) => render::ddl::create_table;
    /// A column within CREATE TABLE; `alone` if it is the whole primary key.
    fn column_def(column: &ColumnDef, alone: bool) => render::ddl::column_def;
    /// A column's default.
    fn default_value(default: &DefaultValue) => render::ddl::default_value;
    /// DROP TABLE.
    fn drop_table(drop: &DropTable) => render::ddl::drop_table;
}
