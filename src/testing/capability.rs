//! What a database may have or lack, and what a dialect says of it.

use std::fmt;

use crate::dialect::{DefaultCells, DeleteUsing, Features, ReturningOthers, UpdateFrom, Upsert};

/// How a dialect supports a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Support {
    /// The database has it.
    Native,
    /// The database lacks it, and the dialect writes something else with the same meaning.
    Emulated,
    /// The dialect refuses it with [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported).
    Refused,
}

impl fmt::Display for Support {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Support::Native => "native",
            Support::Emulated => "emulated",
            Support::Refused => "refused",
        })
    }
}

/// Declares the capabilities: name, how it is shown, and what the features say of it.
macro_rules! capabilities {
    ($($(#[$doc:meta])* $name:ident = $shown:literal: |$features:ident| $support:expr;)+) => {
        /// What a database may lack. A case [needs](super::Case::needs) what it can't do
        /// without.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Capability {
            $($(#[$doc])* $name,)+
        }

        impl Capability {
            /// All there are.
            pub const ALL: &[Capability] = &[$(Capability::$name),+];

            /// The construct's name, as SQL calls it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Capability::$name => $shown,)+
                }
            }

            /// What the features say: the core writes or refuses by them. A dialect that
            /// overrides the hook may do better, and says so in its sheet.
            #[must_use]
            pub fn by_features(self, features: &Features) -> Support {
                match self {
                    $(Capability::$name => {
                        let $features = features;
                        $support
                    })+
                }
            }
        }
    };
}

/// What the core refuses where the feature is missing.
fn or_refused(feature: bool) -> Support {
    if feature { Support::Native } else { Support::Refused }
}

/// What the core writes in other words where the feature is missing.
fn or_emulated(feature: bool) -> Support {
    if feature { Support::Native } else { Support::Emulated }
}

capabilities! {
    /// `TRUE` and `FALSE`.
    BooleanLiterals = "TRUE and FALSE": |f| or_emulated(f.boolean_literals);
    /// IS TRUE and its relatives.
    IsTrue = "IS TRUE": |f| or_refused(f.is_true);
    /// IS DISTINCT FROM and IS NOT DISTINCT FROM.
    IsDistinctFrom = "IS DISTINCT FROM": |f| or_refused(f.is_distinct_from);
    /// RIGHT JOIN.
    RightJoin = "RIGHT JOIN": |f| or_refused(f.right_join);
    /// FULL JOIN.
    FullJoin = "FULL JOIN": |f| or_refused(f.full_join);
    /// NULLS FIRST and NULLS LAST.
    NullsOrder = "NULLS FIRST and NULLS LAST": |f| or_refused(f.nulls_order);
    /// More than one row after VALUES in an INSERT.
    MultiRowValues = "INSERT of several rows": |f| or_refused(f.multi_row_values);
    /// `INSERT INTO t DEFAULT VALUES`.
    DefaultValues = "DEFAULT VALUES": |f| match (f.default_values, f.empty_values) {
        (true, false) => Support::Native,
        (true, true) => Support::Emulated,
        (false, _) => Support::Refused,
    };
    /// DEFAULT in the rows of an INSERT and in SET.
    DefaultCells = "DEFAULT as a value": |f| {
        or_emulated(f.default_cells == DefaultCells::Any)
    };
    /// RETURNING after INSERT.
    InsertReturning = "INSERT … RETURNING": |f| or_refused(f.insert_returning);
    /// RETURNING after UPDATE.
    UpdateReturning = "UPDATE … RETURNING": |f| or_refused(f.update_returning);
    /// RETURNING after DELETE.
    DeleteReturning = "DELETE … RETURNING": |f| or_refused(f.delete_returning);
    /// `DELETE FROM t AS a`.
    DeleteAlias = "DELETE of an aliased table": |f| or_emulated(f.delete_alias);
    /// `(a, b) < (c, d)`.
    RowValues = "row values": |f| or_refused(f.row_values);
    /// An aggregate's DISTINCT over more than one argument.
    DistinctArguments = "DISTINCT over several arguments": |f| or_refused(f.distinct_arguments);
    /// Columns that an UPDATE sets from each other's old values.
    SwapInUpdate = "UPDATE that swaps columns": |_f| Support::Native;
    /// ILIKE.
    Ilike = "ILIKE": |_f| Support::Native;
    /// Exclusive OR of bits.
    ExclusiveOr = "exclusive OR": |_f| Support::Native;
    /// Exclusive OR of operands that are computed.
    ComputedExclusiveOr = "exclusive OR of computed operands": |_f| Support::Native;
    /// A NaN as a literal.
    NanLiteral = "NaN as a literal": |_f| Support::Native;
    /// An infinity as a literal.
    InfinityLiteral = "infinity as a literal": |_f| Support::Native;
    /// An unsigned integer beyond 64 signed bits as a literal.
    UnsignedLiteral = "unsigned 64-bit integers as literals": |_f| Support::Native;
    /// Arrays.
    Arrays = "arrays": |_f| Support::Native;
    /// Ranges.
    Ranges = "ranges": |_f| Support::Native;
    /// Columns of unsigned 64-bit integers.
    UnsignedColumns = "unsigned 64-bit columns": |_f| Support::Native;
    /// FILTER after an aggregate.
    AggregateFilter = "FILTER after an aggregate": |f| or_emulated(f.aggregate_filter);
    /// ORDER BY among an aggregate's arguments.
    AggregateOrderBy = "ORDER BY in an aggregate": |f| or_refused(f.aggregate_order_by);
    /// WITHIN GROUP.
    WithinGroup = "WITHIN GROUP": |f| or_refused(f.within_group);
    /// Frames of GROUPS.
    FrameGroups = "frames of GROUPS": |f| or_refused(f.frame_groups);
    /// EXCLUDE in frames.
    FrameExclude = "EXCLUDE in frames": |f| or_refused(f.frame_exclude);
    /// DISTINCT ON.
    DistinctOn = "DISTINCT ON": |f| or_emulated(f.distinct_on);
    /// QUALIFY.
    Qualify = "QUALIFY": |f| or_emulated(f.qualify);
    /// WITH TIES.
    WithTies = "WITH TIES": |f| or_emulated(f.with_ties);
    /// FOR UPDATE and FOR SHARE.
    RowLocks = "FOR UPDATE and FOR SHARE": |f| or_refused(f.row_locks);
    /// FOR NO KEY UPDATE and FOR KEY SHARE.
    KeyLocks = "FOR NO KEY UPDATE and FOR KEY SHARE": |f| or_refused(f.row_locks && f.key_locks);
    /// FOR UPDATE OF some tables.
    LockOf = "FOR UPDATE OF": |f| or_refused(f.row_locks && f.lock_of);
    /// SKIP LOCKED.
    SkipLocked = "SKIP LOCKED": |f| or_refused(f.row_locks && f.skip_locked);
    /// LATERAL.
    Lateral = "LATERAL": |f| or_refused(f.lateral);
    /// Names for the columns of a subquery in FROM.
    DerivedColumns = "column list of a subquery": |f| or_emulated(f.derived_columns);
    /// Functions in FROM.
    TableFunctions = "functions in FROM": |f| or_refused(f.table_functions);
    /// Names for the columns of a function in FROM.
    FunctionColumns = "column list of a function": |f| {
        or_refused(f.table_functions && f.function_columns)
    };
    /// WITH ORDINALITY.
    Ordinality = "WITH ORDINALITY": |f| or_refused(f.table_functions && f.ordinality);
    /// INSERT, UPDATE and DELETE in a WITH.
    CteChangesData = "WITH of INSERT, UPDATE, DELETE": |f| or_refused(f.cte_changes_data);
    /// WITH before UPDATE and DELETE.
    CteBeforeChange = "WITH before UPDATE and DELETE": |f| or_emulated(f.cte_before_change);
    /// WITH before `INSERT … VALUES`.
    CteBeforeInsert = "WITH before INSERT … VALUES": |f| or_emulated(!f.insert_with_inside);
    /// INTERSECT and EXCEPT.
    Intersect = "INTERSECT and EXCEPT": |f| or_refused(f.intersect);
    /// INTERSECT ALL and EXCEPT ALL.
    IntersectAll = "INTERSECT ALL and EXCEPT ALL": |f| or_refused(f.intersect_all);
    /// Set operations as operands of UNION and its relatives.
    Operands = "set operations within set operations": |f| {
        or_emulated(f.compound_parentheses && f.compound_nested)
    };
    /// Queries with ORDER BY, LIMIT or WITH as operands of UNION and its relatives.
    LimitedOperands = "limited operands of set operations": |f| or_emulated(f.compound_parentheses);
    /// ON CONFLICT, or ON DUPLICATE KEY UPDATE where it means the same.
    Upsert = "ON CONFLICT": |f| match f.upsert {
        Upsert::None => Support::Refused,
        Upsert::OnConflict => Support::Native,
        Upsert::RowAlias | Upsert::ValuesFunction => Support::Emulated,
    };
    /// A condition, a partial index in ON CONFLICT.
    UpsertFilter = "conditions in ON CONFLICT": |f| or_refused(f.upsert == Upsert::OnConflict);
    /// DO UPDATE on a conflict with any key.
    UpdateAnyConflict = "DO UPDATE on any conflict": |f| or_refused(
        f.update_any_conflict && f.upsert != Upsert::None
    );
    /// More than one ON CONFLICT.
    SeveralConflicts = "several ON CONFLICT": |f| or_refused(f.several_conflicts);
    /// ON CONFLICT ON CONSTRAINT.
    OnConstraint = "ON CONFLICT ON CONSTRAINT": |f| or_refused(f.on_constraint);
    /// SET of several columns from one subquery.
    SetRow = "SET (a, b) = (SELECT …)": |f| or_emulated(f.set_row);
    /// Other tables in an UPDATE.
    UpdateFrom = "UPDATE … FROM": |f| match f.update_from {
        UpdateFrom::None => Support::Refused,
        UpdateFrom::From => Support::Native,
        UpdateFrom::Tables => Support::Emulated,
    };
    /// Other tables in a DELETE.
    DeleteUsing = "DELETE … USING": |f| or_emulated(f.delete_using != DeleteUsing::None);
    /// RETURNING in an UPDATE or DELETE with other tables.
    ReturningBesideOthers = "RETURNING beside other tables": |f| or_refused(
        f.returning_others != ReturningOthers::None
    );
    /// RETURNING of columns of the other tables.
    ReturningOthers = "RETURNING of other tables' columns": |f| or_refused(
        f.returning_others == ReturningOthers::All
    );
    /// LIMIT in UPDATE and DELETE.
    ChangeLimit = "UPDATE and DELETE … LIMIT": |f| or_emulated(f.change_limit);
    /// TRY_CAST.
    TryCast = "TRY_CAST": |f| if f.try_cast { Support::Emulated } else { Support::Refused };
    /// Intervals as bounds of frames.
    FrameIntervals = "a frame's bound by an interval": |f| or_refused(f.frame_intervals);
    /// An expression of GROUP BY in HAVING.
    HavingKeys = "HAVING over a grouped expression": |f| or_emulated(f.having_keys);
    /// The first match of a regular expression.
    RegexpSubstr = "regexp_substr()": |f| or_refused(f.regexp_substr);
    /// Full-text searches.
    FullText = "full-text search": |f| or_refused(f.full_text);
    /// The old and the new row in RETURNING.
    ReturningVersions = "RETURNING old and new": |f| or_refused(f.returning_versions);
    /// TRUNCATE.
    Truncate = "TRUNCATE": |f| or_refused(f.truncate);
    /// TRUNCATE of several tables, and CASCADE.
    TruncateSeveral = "TRUNCATE of several tables": |f| or_refused(f.truncate && f.truncate_several);
    /// TRUNCATE that lets generated keys go on.
    TruncateContinues = "TRUNCATE … CONTINUE IDENTITY": |f| or_refused(
        f.truncate && f.truncate_identity
    );
    /// MERGE.
    Merge = "MERGE": |f| or_refused(f.merge);
    /// WHEN NOT MATCHED BY SOURCE in a MERGE.
    MergeBySource = "MERGE … NOT MATCHED BY SOURCE": |f| or_refused(f.merge && f.merge_by_source);
    /// RETURNING after MERGE.
    MergeReturning = "MERGE … RETURNING": |f| or_refused(f.merge && f.merge_returning);
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A dialect's capability sheet: what its [`Features`] say, and where it deviates from that.
///
/// ```
/// use aludel::dialect::Features;
/// use aludel::testing::{Capabilities, Capability, Support};
///
/// let sheet = Capabilities::of_features().emulates([Capability::NullsOrder]);
/// let features = Features { full_join: false, nulls_order: false, ..Features::ANSI };
/// assert_eq!(sheet.support(Capability::FullJoin, &features), Support::Refused);
/// assert_eq!(sheet.support(Capability::NullsOrder, &features), Support::Emulated);
/// assert_eq!(sheet.support(Capability::RightJoin, &features), Support::Native);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Capabilities {
    stated: Vec<(Capability, Support)>,
    left_out: Vec<(&'static str, &'static str)>,
}

impl Capabilities {
    /// What the dialect's features say, and nothing else.
    #[must_use]
    pub fn of_features() -> Self {
        Capabilities::default()
    }

    /// The database lacks these, and the dialect writes the same in other words.
    #[must_use]
    pub fn emulates(self, these: impl IntoIterator<Item = Capability>) -> Self {
        self.with(Support::Emulated, these)
    }

    /// The dialect refuses these.
    #[must_use]
    pub fn lacks(self, these: impl IntoIterator<Item = Capability>) -> Self {
        self.with(Support::Refused, these)
    }

    fn with(mut self, support: Support, these: impl IntoIterator<Item = Capability>) -> Self {
        self.stated.extend(these.into_iter().map(|capability| (capability, support)));
        self
    }

    /// A case, by its group and name, that means nothing on this database, and why: it does
    /// not run, and the report says so.
    #[must_use]
    pub fn without(mut self, case: &'static str, why: &'static str) -> Self {
        self.left_out.push((case, why));
        self
    }

    /// How the dialect with these features supports a capability.
    #[must_use]
    pub fn support(&self, capability: Capability, features: &Features) -> Support {
        let stated = self.stated.iter().rev().find(|(of, _)| *of == capability);
        stated.map_or_else(|| capability.by_features(features), |(_, support)| *support)
    }

    /// Why a case is left out, if it is.
    pub(super) fn why_without(&self, case: &str) -> Option<&'static str> {
        self.left_out.iter().find(|(name, _)| *name == case).map(|(_, why)| *why)
    }
}
