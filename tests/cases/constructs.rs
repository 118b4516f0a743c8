//! The constructs of `docs/support.md`, and the cases that show them.

/// A section: its heading, and its constructs with the names of cases, or how those begin.
pub(crate) type Section = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// A new construct is one line here.
pub(crate) const SECTIONS: &[Section] = &[
    (
        "Expressions",
        &[
            ("arithmetic", &["arithmetic/quotients", "arithmetic/remainders"]),
            (
                "integer and true division",
                &["arithmetic/integers divide", "arithmetic/with a float"],
            ),
            ("bits: AND, OR, XOR, NOT, shifts", &["arithmetic/exclusive or", "arithmetic/shifts"]),
            ("CASE", &["expressions/searched", "expressions/simple"]),
            ("CAST", &["expressions/to numbers", "expressions/to text", "expressions/to a date"]),
            ("coalesce, nullif", &["expressions/coalesce and nullif"]),
            ("IN of nothing", &["peers/empty IN"]),
            ("raw SQL with holes", &["raw/a column and a value", "raw/an expression is put"]),
        ],
    ),
    (
        "SELECT",
        &[
            ("DISTINCT", &["select/distinct"]),
            ("GROUP BY and HAVING", &["select/group, having"]),
            ("GROUP BY an expression with parameters", &["select/group by a label"]),
            ("aggregates", &["select/aggregates over no rows", "select/count distinct"]),
            ("LIMIT and OFFSET", &["select/limit and offset"]),
            ("OFFSET alone", &["select/offset alone"]),
            ("scalar subqueries, correlated", &["select/a scalar subquery in the select list"]),
            ("EXISTS", &["select/EXISTS"]),
            ("DISTINCT ON", &["lowered/DISTINCT ON", "lowered/DISTINCT ON with NULLs"]),
            ("QUALIFY", &["lowered/QUALIFY", "lowered/QUALIFY, twice, with"]),
            ("QUALIFY in a correlated subquery", &["lowered/QUALIFY in a subquery"]),
            ("WITH TIES", &["lowered/WITH TIES, counted"]),
            ("WITH TIES after an OFFSET", &["lowered/WITH TIES after an OFFSET"]),
        ],
    ),
    (
        "FROM",
        &[
            ("JOIN, LEFT JOIN, CROSS JOIN", &["joins/inner", "joins/left", "joins/cross"]),
            ("joins by foreign keys", &["joins/the joined table refers"]),
            ("joins within joins", &["sources/a join within", "sources/joins within"]),
            ("USING", &["sources/USING", "sources/the column of USING"]),
            ("NATURAL", &["sources/NATURAL"]),
            ("subqueries", &["select/a subquery in FROM"]),
            ("subqueries that see the outer query", &["lowered/WITH TIES, correlated"]),
            ("column lists", &["sources/names for"]),
            ("VALUES", &["sources/VALUES", "sources/a join to VALUES"]),
            ("functions", &["sources/a function in FROM"]),
            ("WITH ORDINALITY", &["sources/WITH ORDINALITY"]),
            ("LATERAL", &["sources/LATERAL"]),
        ],
    ),
    (
        "Windows and aggregates",
        &[
            ("PARTITION BY and ORDER BY", &["windows/a number in each", "windows/partition by"]),
            ("rank, dense_rank, percent_rank, cume_dist", &["windows/ranks"]),
            ("ntile", &["windows/ntile"]),
            ("lag, lead", &["windows/lag and lead"]),
            ("first_value, last_value, nth_value", &["windows/first_value", "windows/last_value"]),
            ("over groups", &["windows/a window over a grouped query"]),
            ("frames of ROWS", &["windows/ROWS"]),
            ("frames of RANGE", &["windows/RANGE"]),
            ("frames of GROUPS", &["windows/GROUPS"]),
            ("EXCLUDE", &["windows/EXCLUDE"]),
            (
                "WINDOW",
                &["windows/a named window", "windows/windows based", "windows/a frame over"],
            ),
            ("FILTER", &["windows/FILTER", "windows/FILTER, twice"]),
            ("FILTER on a window", &["windows/FILTER on a window"]),
            ("ORDER BY in an aggregate", &["windows/ORDER BY in an aggregate"]),
            ("WITHIN GROUP", &["windows/WITHIN GROUP", "windows/FILTER after WITHIN"]),
        ],
    ),
    (
        "Set operations",
        &[
            ("UNION, UNION ALL", &["compounds/UNION", "compounds/UNION ALL"]),
            ("INTERSECT, EXCEPT", &["compounds/INTERSECT", "compounds/EXCEPT"]),
            ("INTERSECT ALL, EXCEPT ALL", &["compounds/INTERSECT ALL", "compounds/EXCEPT ALL"]),
            ("within each other", &["compounds/INTERSECT within", "compounds/EXCEPT within"]),
            ("operands with ORDER BY and LIMIT", &["compounds/operands with"]),
            ("operands with a WITH", &["compounds/an operand with a WITH"]),
            ("ORDER BY, LIMIT of the whole", &["compounds/ORDER BY, LIMIT"]),
            ("NULLS LAST over the whole", &["compounds/NULLS LAST", "compounds/NULLS FIRST"]),
            (
                "as a subquery, a value, IN, EXISTS",
                &["compounds/a set operation", "compounds/IN a"],
            ),
        ],
    ),
    (
        "WITH",
        &[
            ("WITH", &["ctes/WITH", "ctes/several", "ctes/a column list"]),
            ("recursive", &["ctes/recursive"]),
            ("MATERIALIZED, a hint", &["ctes/MATERIALIZED", "ctes/NOT MATERIALIZED"]),
            ("in subqueries", &["ctes/in a subquery", "ctes/EXISTS over"]),
            ("INSERT of a query", &["ctes/INSERT of a query"]),
            ("before INSERT of values", &["ctes/WITH before INSERT of"]),
            ("before UPDATE and DELETE", &["ctes/WITH before UPDATE", "ctes/WITH before DELETE"]),
            ("of INSERT, UPDATE, DELETE", &["ctes/DELETE in", "ctes/INSERT in", "ctes/UPDATE in"]),
        ],
    ),
    (
        "Locks",
        &[
            ("FOR UPDATE, FOR SHARE", &["locks/FOR UPDATE", "locks/FOR SHARE"]),
            ("FOR NO KEY UPDATE, FOR KEY SHARE", &["locks/FOR NO KEY", "locks/FOR KEY"]),
            ("OF", &["locks/FOR UPDATE OF", "locks/two locks"]),
            ("NOWAIT", &["locks/NOWAIT"]),
            ("SKIP LOCKED", &["locks/SKIP LOCKED"]),
            ("beside GROUP BY", &["locks/a lock beside GROUP BY"]),
        ],
    ),
    (
        "INSERT, UPDATE, DELETE",
        &[
            ("INSERT of a query", &["sources/INSERT of a query"]),
            ("UPDATE from a correlated subquery", &["dml/from a correlated subquery"]),
            ("DELETE with a correlated subquery", &["dml/with a correlated subquery"]),
        ],
    ),
];
