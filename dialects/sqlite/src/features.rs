//! What each version can do, and how strongly its operators bind.

use aludel::ast::InsertVerb;
use aludel::dialect::{DefaultCells, Features, LongList, Op, Power, Powers, UpdateFrom, Upsert};

/// From [SQLite's release history](https://sqlite.org/changes.html).
pub(crate) const fn features(major: u16, minor: u16) -> Features {
    const fn since(version: (u16, u16), minor: u16) -> bool {
        version.0 > 3 || (version.0 == 3 && version.1 >= minor)
    }
    let version = (major, minor);
    let mut features = Features::ANSI;
    features.max_parameters = if since(version, 32) { 32_766 } else { 999 };
    if since(version, 38) {
        features.long_list = LongList::JsonEach { unhex: since(version, 41) };
    }
    // <https://sqlite.org/lang_expr.html#the_in_and_not_in_operators>
    features.empty_list = "";
    features.boolean_literals = since(version, 23);
    features.is_true = since(version, 23);
    // Expressions may be 1000 deep; what is in the chain needs some of it.
    features.flat_chain = 200;
    features.right_join = since(version, 39);
    features.full_join = since(version, 39);
    features.nulls_order = since(version, 30);
    features.insert_returning = since(version, 35);
    features.update_returning = since(version, 35);
    features.delete_returning = since(version, 35);
    features.row_values = since(version, 15);
    // A NULL makes a key: <https://sqlite.org/autoinc.html>
    features.default_cells = DefaultCells::None;
    features.set_row = since(version, 15);
    features.distinct_arguments = false;
    features.aggregate_filter = since(version, 30);
    features.aggregate_order_by = since(version, 44);
    features.within_group = false;
    features.frame_groups = since(version, 28);
    features.frame_exclude = since(version, 28);
    features.with_ties = false;
    features.row_locks = false;
    features.lateral = false;
    features.derived_columns = false;
    features.function_columns = false;
    features.ordinality = false;
    features.cte_materialized = since(version, 35);
    features.intersect_all = false;
    // All set operations are done from left to right, and none can stand in parentheses.
    features.intersect_first = false;
    features.compound_parentheses = false;
    // <https://sqlite.org/lang_upsert.html#history>
    features.upsert = if since(version, 24) { Upsert::OnConflict } else { Upsert::None };
    features.several_conflicts = since(version, 35);
    features.update_any_conflict = since(version, 35);
    features.upsert_needs_where = true;
    features.insert_verbs = INSERT_VERBS;
    features.overriding = false;
    features.update_from = if since(version, 33) { UpdateFrom::From } else { UpdateFrom::None };
    features.merge = false;
    features.truncate = false;
    features.grouping_sets = false;
    features.full_text = true;
    features.tablesample = false;
    features.sequences = false;
    features.cte_search = false;
    features.cte_cycle = false;
    // https://www.sqlite.org/limits.html#max_compound_select
    features.max_compound = 500;
    features
}

/// <https://sqlite.org/lang_conflict.html>
const INSERT_VERBS: &[InsertVerb] = &[
    InsertVerb::OrRollback,
    InsertVerb::OrAbort,
    InsertVerb::OrFail,
    InsertVerb::OrIgnore,
    InsertVerb::OrReplace,
    InsertVerb::Replace,
];

/// <https://sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes>
pub(crate) static POWERS: Powers = Powers::ANSI
    .with(Op::Or, Power::left(10))
    .with(Op::And, Power::left(20))
    .with(Op::Not, Power::prefix(30))
    .with(Op::Eq, Power::left(40))
    .with(Op::Ne, Power::left(40))
    .with(Op::Is, Power::left(40))
    .with(Op::Like, Power::left(40))
    .with(Op::In, Power::left(40))
    .with(Op::Between, Power::left(40))
    // An operator by its symbol may be any of them, from GLOB to `->`.
    .with(Op::Custom, Power { own: 40, left: 91, right: 91 })
    .with(Op::Less, Power::left(50))
    .with(Op::BitAnd, Power::left(60))
    .with(Op::BitOr, Power::left(60))
    .with(Op::Shift, Power::left(60))
    // There is none: it is written with other operators, in parentheses.
    .with(Op::BitXor, Power::call())
    .with(Op::Add, Power::left(70))
    .with(Op::Mul, Power::left(80))
    .with(Op::Div, Power::left(80))
    .with(Op::IntDiv, Power::left(80))
    .with(Op::Mod, Power::left(80))
    .with(Op::Concat, Power::left(90))
    .with(Op::Json, Power::left(90))
    .with(Op::Neg, Power { own: 100, left: 0, right: 101 })
    .with(Op::BitNot, Power { own: 100, left: 0, right: 101 });
