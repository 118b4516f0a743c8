//! What a database can do, as data.

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Placeholder {
    /// `?`
    Question,
    /// `$1`, `$2`, …
    Dollar,
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
    /// More than one row after VALUES in an INSERT.
    pub multi_row_values: bool,
    /// `INSERT INTO t DEFAULT VALUES`.
    pub default_values: bool,
    /// `INSERT INTO t () VALUES ()` is how DEFAULT VALUES is written.
    pub empty_values: bool,
    /// `(a, b) = (c, d)` and `(a, b) IN (…)`.
    pub row_values: bool,
    /// An aggregate's DISTINCT over more than one argument.
    pub distinct_arguments: bool,
}

impl Features {
    /// What the SQL standard has.
    pub const ANSI: Features = Features {
        quote: '"',
        placeholder: Placeholder::Question,
        max_identifier: usize::MAX,
        max_parameters: usize::MAX,
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
        multi_row_values: true,
        default_values: true,
        empty_values: false,
        row_values: true,
        distinct_arguments: true,
    };
}
