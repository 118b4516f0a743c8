//! What a database can do, as data.

use crate::ast::InsertVerb;
use crate::value::Kind;

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Placeholder {
    /// `?`
    Question,
    /// `$1`, `$2`, …
    Dollar,
}

/// What an INSERT does with rows that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Upsert {
    /// There is nothing to say.
    None,
    /// `ON CONFLICT (key) DO UPDATE SET a = excluded.a`
    OnConflict,
    /// `AS new ON DUPLICATE KEY UPDATE a = new.a`
    RowAlias,
    /// `ON DUPLICATE KEY UPDATE a = VALUES(a)`
    ValuesFunction,
}

/// What DEFAULT can stand for as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefaultCells {
    /// The default of any column.
    Any,
    /// That of columns which aren't keys that the database generates: those get a NULL.
    NoKeys,
    /// There is no such word: the default that is declared is written. A NULL makes a new key.
    None,
}

/// How an UPDATE takes values from other tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateFrom {
    /// Only in subqueries.
    None,
    /// `UPDATE t SET … FROM u`
    From,
    /// `UPDATE t, u SET …`
    Tables,
}

/// How a DELETE finds rows by those of other tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeleteUsing {
    /// Only in subqueries: it is written with EXISTS.
    None,
    /// `DELETE FROM t USING u`
    Using,
    /// `DELETE FROM t USING t, u`
    Tables,
}

/// What RETURNING gives where other tables take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReturningOthers {
    /// Nothing: it can't be had.
    None,
    /// Columns of the changed table.
    Changed,
    /// Columns of all tables.
    All,
}

/// How a long list of values is sent as one parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LongList {
    /// It is not: each value is a parameter.
    None,
    /// `a = ANY (?)`, and `SELECT * FROM unnest(?, ?)`, with arrays.
    Array,
    /// `SELECT value FROM json_each(?)`, with a document.
    JsonEach {
        /// There is `unhex(…)`, for bytes.
        unhex: bool,
    },
    /// `SELECT c FROM JSON_TABLE(?, '$[*]' COLUMNS (c BIGINT PATH '$'))`, with a document.
    JsonTable,
}

/// What a database, in a version, can do. What it can't is emulated exactly or refused.
///
/// A dialect states its own as a difference, and keeps compiling when a feature is added:
/// `Features { full_join: false, ..Features::ANSI }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Features {
    /// The character around identifiers, doubled inside them. ASCII.
    pub quote: char,
    /// How parameters are written.
    pub placeholder: Placeholder,
    /// The most bytes that a name may have: longer ones are refused, for a database may cut
    /// them in silence.
    pub max_identifier: usize,
    /// The most parameters that a statement may have.
    pub max_parameters: usize,
    /// The kinds of values whose [parameter](super::Dialect::parameter) is more than a placeholder.
    /// An INSERT of many rows is compiled once for all rows without them.
    pub cast_parameters: &'static [Kind],
    /// How lists and VALUES of a thousand values and more are sent.
    pub long_list: LongList,
    /// What is between the parentheses of an IN that has no item: nothing, or a query without rows.
    pub empty_list: &'static str,
    /// `TRUE` and `FALSE` are literals.
    pub boolean_literals: bool,
    /// A boolean expression can stand wherever a value can, and the other way round.
    pub boolean_values: bool,
    /// Chains of AND and OR are nested trees to the database, of limited depth: they are
    /// written balanced past this many operands.
    pub flat_chain: usize,
    /// RIGHT and FULL JOIN.
    pub right_join: bool,
    /// FULL JOIN.
    pub full_join: bool,
    /// NULLS FIRST and NULLS LAST.
    pub nulls_order: bool,
    /// IS DISTINCT FROM and IS NOT DISTINCT FROM.
    pub is_distinct_from: bool,
    /// IS TRUE and its relatives.
    pub is_true: bool,
    /// RETURNING after INSERT.
    pub insert_returning: bool,
    /// RETURNING after UPDATE.
    pub update_returning: bool,
    /// RETURNING after DELETE.
    pub delete_returning: bool,
    /// `DELETE FROM t AS a`; otherwise `DELETE FROM a USING t AS a`.
    pub delete_alias: bool,
    /// The database has a protocol of its own for many rows: COPY.
    pub copy: bool,
    /// More than one row after VALUES in an INSERT.
    pub multi_row_values: bool,
    /// `INSERT INTO t DEFAULT VALUES`.
    pub default_values: bool,
    /// `INSERT INTO t () VALUES ()` is how DEFAULT VALUES is written.
    pub empty_values: bool,
    /// DEFAULT as a value in the rows of an INSERT and in SET.
    pub default_cells: DefaultCells,
    /// `(a, b) = (c, d)` and `(a, b) IN (…)`.
    pub row_values: bool,
    /// An aggregate's DISTINCT over more than one argument.
    pub distinct_arguments: bool,
    /// FILTER after an aggregate.
    pub aggregate_filter: bool,
    /// ORDER BY among an aggregate's arguments.
    pub aggregate_order_by: bool,
    /// WITHIN GROUP.
    pub within_group: bool,
    /// Frames of GROUPS.
    pub frame_groups: bool,
    /// EXCLUDE in frames.
    pub frame_exclude: bool,
    /// DISTINCT ON.
    pub distinct_on: bool,
    /// QUALIFY.
    pub qualify: bool,
    /// FETCH FIRST … WITH TIES.
    pub with_ties: bool,
    /// FOR UPDATE and FOR SHARE.
    pub row_locks: bool,
    /// FOR NO KEY UPDATE and FOR KEY SHARE.
    pub key_locks: bool,
    /// FOR UPDATE OF some tables.
    pub lock_of: bool,
    /// FOR UPDATE beside DISTINCT, GROUP BY and HAVING.
    pub lock_grouped: bool,
    /// FOR UPDATE SKIP LOCKED.
    pub skip_locked: bool,
    /// LATERAL.
    pub lateral: bool,
    /// `(query) AS name (columns)`; otherwise the columns are named in a WITH.
    pub derived_columns: bool,
    /// Functions in FROM.
    pub table_functions: bool,
    /// Names for the columns of a function in FROM.
    pub function_columns: bool,
    /// WITH ORDINALITY.
    pub ordinality: bool,
    /// MATERIALIZED and NOT MATERIALIZED in a WITH, which are left out elsewhere: they change no
    /// row.
    pub cte_materialized: bool,
    /// INSERT, UPDATE and DELETE in a WITH.
    pub cte_changes_data: bool,
    /// WITH before INSERT, UPDATE and DELETE.
    pub cte_before_change: bool,
    /// The WITH of an `INSERT … SELECT` stands before SELECT.
    pub insert_with_inside: bool,
    /// INTERSECT and EXCEPT.
    pub intersect: bool,
    /// INTERSECT ALL and EXCEPT ALL.
    pub intersect_all: bool,
    /// INTERSECT is done before UNION and EXCEPT.
    pub intersect_first: bool,
    /// The operands of UNION and its relatives can stand in parentheses.
    pub compound_parentheses: bool,
    /// The most queries that one chain of set operations may have.
    pub max_compound: usize,
    /// `VALUES ROW(…)`
    pub values_row: bool,
    /// A column of VALUES takes what its parameters bring. Otherwise expressions with parameters make it
    /// a UNION ALL, and what is a value is printed by [`cell`](super::Dialect::cell).
    pub values_parameters: bool,
    /// The operands of UNION and its relatives can have a WITH of their own.
    pub compound_with: bool,
    /// A set operation can be an operand of another; otherwise it is put into a derived table.
    pub compound_nested: bool,
    /// A subquery in FROM, or in a WITH, sees the tables of the query around its own.
    pub derived_outer: bool,
    /// ON CONFLICT or one of its relatives.
    pub upsert: Upsert,
    /// DO UPDATE on a conflict with any key.
    pub update_any_conflict: bool,
    /// More than one ON CONFLICT.
    pub several_conflicts: bool,
    /// ON CONFLICT ON CONSTRAINT.
    pub on_constraint: bool,
    /// ON CONFLICT after a query needs a WHERE in it.
    pub upsert_needs_where: bool,
    /// The words of its own that an INSERT may start with.
    pub insert_verbs: &'static [InsertVerb],
    /// OVERRIDING SYSTEM VALUE and OVERRIDING USER VALUE.
    pub overriding: bool,
    /// `SET (a, b) = (SELECT …)`; otherwise each column has a subquery of its own.
    pub set_row: bool,
    /// Other tables in an UPDATE.
    pub update_from: UpdateFrom,
    /// Other tables in a DELETE.
    pub delete_using: DeleteUsing,
    /// RETURNING where there are other tables.
    pub returning_others: ReturningOthers,
    /// ORDER BY and LIMIT in UPDATE and DELETE.
    pub change_limit: bool,
    /// The old and the new row in RETURNING.
    pub returning_versions: bool,
    /// MERGE.
    pub merge: bool,
    /// WHEN NOT MATCHED BY SOURCE in a MERGE.
    pub merge_by_source: bool,
    /// RETURNING after MERGE, and with it MERGE in a WITH.
    pub merge_returning: bool,
    /// TRUNCATE TABLE.
    pub truncate: bool,
    /// TRUNCATE of several tables at once, and CASCADE.
    pub truncate_several: bool,
    /// RESTART and CONTINUE IDENTITY; otherwise TRUNCATE starts generated keys anew.
    pub truncate_identity: bool,
    /// Intervals as the bounds of frames over dates and times.
    pub frame_intervals: bool,
    /// HAVING may have an expression of GROUP BY; otherwise it has the least of each group, which is
    /// the same.
    pub having_keys: bool,
    /// ROLLUP, CUBE and GROUPING SETS; otherwise each set is a query, with UNION ALL.
    pub grouping_sets: bool,
    /// In ascending order NULLs come after all values, unless the term says otherwise.
    pub nulls_last: bool,
    /// A CAST that is NULL where a text is no such value.
    pub try_cast: bool,
    /// `regexp_substr`.
    pub regexp_substr: bool,
    /// Full-text searches.
    pub full_text: bool,
    /// TABLESAMPLE.
    pub tablesample: bool,
    /// Sequences.
    pub sequences: bool,
    /// SEARCH after a recursive common table expression.
    pub cte_search: bool,
    /// CYCLE … SET … USING after a recursive common table expression.
    pub cte_cycle: bool,
    /// CYCLE … RESTRICT after a recursive common table expression.
    pub cte_cycle_restrict: bool,
}

impl Features {
    /// What the SQL standard has.
    pub const ANSI: Features = Features {
        quote: '"',
        placeholder: Placeholder::Question,
        max_identifier: usize::MAX,
        max_parameters: usize::MAX,
        cast_parameters: &[],
        long_list: LongList::None,
        empty_list: "SELECT NULL FROM (VALUES (0)) AS e WHERE FALSE",
        boolean_literals: true,
        boolean_values: true,
        flat_chain: usize::MAX,
        right_join: true,
        full_join: true,
        nulls_order: true,
        is_distinct_from: true,
        is_true: true,
        insert_returning: true,
        update_returning: true,
        delete_returning: true,
        delete_alias: true,
        copy: false,
        multi_row_values: true,
        default_values: true,
        empty_values: false,
        default_cells: DefaultCells::Any,
        row_values: true,
        distinct_arguments: true,
        aggregate_filter: true,
        aggregate_order_by: true,
        within_group: true,
        frame_groups: true,
        frame_exclude: true,
        distinct_on: false,
        qualify: false,
        with_ties: true,
        row_locks: true,
        key_locks: false,
        lock_of: true,
        lock_grouped: false,
        skip_locked: true,
        lateral: true,
        derived_columns: true,
        table_functions: true,
        function_columns: true,
        ordinality: true,
        cte_materialized: false,
        cte_changes_data: false,
        cte_before_change: true,
        insert_with_inside: false,
        intersect: true,
        intersect_all: true,
        intersect_first: true,
        compound_parentheses: true,
        max_compound: usize::MAX,
        values_row: false,
        values_parameters: true,
        compound_with: true,
        compound_nested: true,
        derived_outer: true,
        upsert: Upsert::None,
        update_any_conflict: true,
        several_conflicts: false,
        on_constraint: false,
        upsert_needs_where: false,
        insert_verbs: &[],
        overriding: true,
        set_row: true,
        update_from: UpdateFrom::None,
        delete_using: DeleteUsing::None,
        returning_others: ReturningOthers::Changed,
        change_limit: false,
        returning_versions: false,
        merge: true,
        merge_by_source: false,
        merge_returning: false,
        truncate: true,
        truncate_several: false,
        truncate_identity: true,
        frame_intervals: false,
        having_keys: true,
        grouping_sets: true,
        nulls_last: false,
        try_cast: false,
        regexp_substr: false,
        full_text: false,
        tablesample: true,
        sequences: true,
        cte_search: true,
        cte_cycle: true,
        cte_cycle_restrict: false,
    };
}
