//! What of the server's SQL mode decides how text is read.

/// The part of the [SQL mode](https://dev.mysql.com/doc/refman/9.4/en/sql-mode.html) that changes
/// what a text means. A connection's dialect has that of its server; where there is no
/// connection it is the server's default, unless set.
///
/// What is written means the same in all other modes: identifiers are between backticks and
/// texts between single quotes (`ANSI_QUOTES`), `||` is never written (`PIPES_AS_CONCAT`), and
/// what NOT negates is in parentheses (`HIGH_NOT_PRECEDENCE`).
///
/// ```
/// use aludel::prelude::*;
/// use aludel_mysql::{MySql, SqlMode};
///
/// let q = select(value(r"C:\temp"));
/// assert_eq!(q.to_sql_literal(&MySql)?, r"SELECT 'C:\\temp'");
/// let plain = MySql.with_sql_mode(SqlMode::parse("ANSI_QUOTES,NO_BACKSLASH_ESCAPES"));
/// assert_eq!(q.to_sql_literal(&plain)?, r"SELECT 'C:\temp'");
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SqlMode {
    no_backslash_escapes: bool,
}

impl SqlMode {
    /// The server's default.
    pub const DEFAULT: SqlMode = SqlMode { no_backslash_escapes: false };

    /// Reads the value of the variable `sql_mode`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let has = |mode: &str| text.split(',').any(|word| word.trim().eq_ignore_ascii_case(mode));
        SqlMode { no_backslash_escapes: has("NO_BACKSLASH_ESCAPES") }
    }

    /// Whether a backslash in a text stands for itself.
    #[must_use]
    pub const fn no_backslash_escapes(self) -> bool {
        self.no_backslash_escapes
    }
}
