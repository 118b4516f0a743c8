//! What each flavour and version can do, and how strongly their operators bind.

use aludel::ast::InsertVerb;
use aludel::dialect::{
    DefaultCells, DeleteUsing, Features, LongList, Op, Power, Powers, ReturningOthers, UpdateFrom,
    Upsert,
};
use aludel::value::Kind;

/// What MySQL can do: <https://dev.mysql.com/doc/refman/9.4/en/mysql-nutshell.html> and those of
/// the versions before.
pub(crate) const fn mysql(major: u16, minor: u16) -> Features {
    let mut features = common();
    features.frame_intervals = true;
    features.cast_parameters = &[Kind::Bytes, Kind::Uuid, Kind::Date, Kind::Decimal, Kind::Json];
    features.insert_returning = false;
    features.delete_returning = false;
    // Since 8.0.16; the last number of a version isn't known here.
    let new = major > 8 || (major == 8 && minor > 0);
    features.delete_alias = new;
    // Since 8.0.31.
    features.intersect = new;
    features.intersect_all = new;
    features.values_row = true;
    // Since 8.0.4.
    if major >= 8 {
        features.long_list = LongList::JsonTable;
    }
    // `a INTERSECT ((b UNION ALL (c INTERSECT d)) INTERSECT e)` crashes the server while it is
    // prepared (9.7.4, in `Query_term_set_op::prepare_type_holders`).
    // And `(a EXCEPT b) INTERSECT c` may find rows that are not in a.
    features.compound_nested = false;
    // Since 8.0.14.
    features.derived_outer = new;
    // Since 8.0.19.
    if new {
        features.upsert = Upsert::RowAlias;
    }
    features
}

/// What MariaDB can do: <https://mariadb.com/docs/release-notes/community-server>.
pub(crate) const fn mariadb(major: u16, minor: u16) -> Features {
    let mut features = common();
    features.insert_returning = major > 10 || (major == 10 && minor >= 5);
    features.delete_returning = true;
    features.delete_alias = false;
    features.with_ties = major > 10 || (major == 10 && minor >= 6);
    if features.with_ties {
        features.long_list = LongList::JsonTable;
    }
    features.skip_locked = features.with_ties;
    features.lock_of = false;
    features.lateral = false;
    features.values_parameters = false;
    features.derived_columns = false;
    features.derived_outer = false;
    features.compound_with = false;
    features.cte_before_change = false;
    features.intersect_all = features.insert_returning;
    features.sequences = true;
    features.cte_cycle_restrict = features.insert_returning;
    features
}

const fn common() -> Features {
    let mut features = Features::ANSI;
    features.empty_list = "SELECT NULL FROM DUAL WHERE FALSE";
    features.quote = '`';
    features.max_identifier = 64;
    features.max_parameters = 65_535;
    features.cast_parameters = &[Kind::Bytes, Kind::Uuid, Kind::Date, Kind::Decimal];
    features.regexp_substr = true;
    features.having_keys = false;
    features.full_join = false;
    features.update_returning = false;
    features.empty_values = true;
    features.aggregate_filter = false;
    features.within_group = false;
    features.frame_groups = false;
    features.frame_exclude = false;
    features.with_ties = false;
    features.table_functions = false;
    features.insert_with_inside = true;
    features.lock_grouped = true;
    features.upsert = Upsert::ValuesFunction;
    features.insert_verbs = &[InsertVerb::Ignore, InsertVerb::Replace];
    features.overriding = false;
    // In the SQL mode NO_AUTO_VALUE_ON_ZERO, which the driver sets, DEFAULT makes no key but 0:
    // <https://dev.mysql.com/doc/refman/9.4/en/sql-mode.html#sqlmode_no_auto_value_on_zero>
    features.default_cells = DefaultCells::NoKeys;
    features.set_row = false;
    features.update_from = UpdateFrom::Tables;
    features.delete_using = DeleteUsing::Tables;
    features.returning_others = ReturningOthers::None;
    features.change_limit = true;
    features.merge = false;
    features.truncate_identity = false;
    // WITH ROLLUP is of all keys alone, and MariaDB's has no grouping() and no ORDER BY beside it.
    features.grouping_sets = false;
    features.full_text = true;
    features.tablesample = false;
    features.sequences = false;
    features.cte_search = false;
    features.cte_cycle = false;
    features
}

/// What the grammars of both accept and mean
/// (<https://dev.mysql.com/doc/refman/9.4/en/operator-precedence.html>,
/// <https://mariadb.com/docs/server/reference/sql-structure/operators/operator-precedence>), and
/// parentheses where they differ: MySQL has no `a IS TRUE IS NULL`, and the pattern of a LIKE is
/// more strongly bound than the manuals say.
pub(crate) static POWERS: Powers = Powers::ANSI
    .with(Op::Or, Power::left(10))
    .with(Op::And, Power::left(20))
    // In the SQL mode HIGH_NOT_PRECEDENCE it binds more strongly than all others.
    .with(Op::Not, Power { own: 30, left: 0, right: 110 })
    .with(Op::Is, Power::none(40))
    .with(Op::Eq, Power::none(40))
    .with(Op::Ne, Power::none(40))
    .with(Op::Less, Power::none(40))
    .with(Op::Like, Power { own: 45, left: 50, right: 110 })
    .with(Op::In, Power { own: 45, left: 50, right: 50 })
    .with(Op::Between, Power { own: 45, left: 50, right: 50 })
    // An operator by its symbol may be any of them, from `:=` to COLLATE.
    .with(Op::Custom, Power { own: 5, left: 110, right: 110 })
    // They give unsigned integers, and are written inside a cast or in parentheses.
    .with(Op::BitOr, Power { own: u8::MAX, left: 50, right: 51 })
    .with(Op::BitAnd, Power { own: u8::MAX, left: 55, right: 56 })
    .with(Op::Shift, Power { own: u8::MAX, left: 60, right: 61 })
    .with(Op::BitXor, Power { own: u8::MAX, left: 90, right: 91 })
    .with(Op::BitNot, Power { own: u8::MAX, left: 0, right: 101 })
    .with(Op::Add, Power::left(70))
    .with(Op::Mul, Power::left(80))
    .with(Op::Div, Power::left(80))
    .with(Op::IntDiv, Power::left(80))
    .with(Op::Mod, Power::left(80))
    // `||` is OR, unless the SQL mode says otherwise: it is written as a call.
    .with(Op::Concat, Power::call())
    .with(Op::Neg, Power { own: 100, left: 0, right: 101 });
