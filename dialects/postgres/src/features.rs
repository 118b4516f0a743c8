//! What each version can do, and how strongly its operators bind.

use aludel::dialect::{
    DeleteUsing, Features, LongList, Op, Placeholder, Power, Powers, ReturningOthers, UpdateFrom,
    Upsert,
};

/// From [PostgreSQL's limits](https://www.postgresql.org/docs/current/limits.html) and its [release
/// notes](https://www.postgresql.org/docs/release/). What is not of a version here is older than the
/// oldest that this crate is for, which is 10.
pub(crate) const fn features(version: u16) -> Features {
    Features {
        placeholder: Placeholder::Dollar,
        // A longer one is cut, with nothing but a notice: two names could become one.
        max_identifier: 63,
        max_parameters: 65_535,
        long_list: LongList::Array,
        copy: true,
        frame_groups: version >= 11,
        frame_intervals: version >= 11,
        frame_exclude: version >= 11,
        distinct_on: true,
        with_ties: version >= 13,
        key_locks: true,
        cte_materialized: version >= 12,
        cte_changes_data: true,
        upsert: Upsert::OnConflict,
        // <https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>
        update_any_conflict: false,
        on_constraint: true,
        update_from: UpdateFrom::From,
        delete_using: DeleteUsing::Using,
        returning_others: ReturningOthers::All,
        returning_versions: version >= 18,
        try_cast: version >= 16,
        regexp_substr: version >= 15,
        full_text: true,
        merge: version >= 15,
        merge_by_source: version >= 17,
        merge_returning: version >= 17,
        truncate_several: true,
        nulls_last: true,
        cte_search: version >= 14,
        cte_cycle: version >= 14,
        ..Features::ANSI
    }
}

/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE>, and the
/// grammar where that is silent: a prefix operator such as `~` binds like `||`, so that
/// `~a + b` is `~(a + b)`; unary minus binds more strongly than `^`.
pub(crate) static POWERS: Powers = Powers::ANSI
    .with(Op::Or, Power::left(10))
    .with(Op::And, Power::left(20))
    .with(Op::Not, Power::prefix(30))
    .with(Op::Is, Power::none(40))
    .with(Op::Eq, Power::none(50))
    .with(Op::Ne, Power::none(50))
    .with(Op::Less, Power::none(50))
    .with(Op::Like, Power::none(60))
    .with(Op::In, Power::none(60))
    .with(Op::Between, Power::none(60))
    // An operator by its symbol may be any of them, from SIMILAR TO to `^`.
    .with(Op::Custom, Power { own: 35, left: 121, right: 121 })
    .with(Op::Concat, Power::left(70))
    .with(Op::BitOr, Power::left(70))
    .with(Op::BitAnd, Power::left(70))
    .with(Op::BitXor, Power::left(70))
    .with(Op::Shift, Power::left(70))
    .with(Op::Json, Power::left(70))
    // `~-a` would be an operator of its own, so that even a minus sign is put in parentheses.
    .with(Op::BitNot, Power { own: 70, left: 0, right: 121 })
    .with(Op::Add, Power::left(80))
    .with(Op::Mul, Power::left(90))
    .with(Op::Div, Power::left(90))
    .with(Op::IntDiv, Power::left(90))
    .with(Op::Mod, Power::left(90))
    .with(Op::Neg, Power { own: 120, left: 0, right: 121 });
