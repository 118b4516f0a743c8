//! The standard's functions without parentheses: what time it is, and who asks.

use super::functions::portable;
use super::{Expr, Nullable, Text};
use crate::value::{Date, Time, Timestamp, TimestampTz};

macro_rules! niladic {
    ($($(#[$doc:meta])* $name:ident $sql:literal $ty:ty;)+) => {$(
        $(#[$doc])*
        #[must_use]
        #[inline]
        pub fn $name() -> Expr<$ty> {
            portable($sql, [])
        }
    )+};
}

niladic! {
    /// `CURRENT_TIMESTAMP`: when the transaction, or the statement, began.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let q = select((current_timestamp(), current_user()));
    /// assert_eq!(q.to_sql(&Ansi)?.text(), "SELECT CURRENT_TIMESTAMP, CURRENT_USER");
    /// # Ok::<(), aludel::Error>(())
    /// ```
    current_timestamp "CURRENT_TIMESTAMP" TimestampTz;

    /// `CURRENT_DATE`: the day, in the session's time zone; on SQLite, whose sessions have none,
    /// in UTC.
    current_date "CURRENT_DATE" Date;

    /// `CURRENT_TIME`: the time of day, in the session's time zone; on SQLite, whose sessions have
    /// none, in UTC. On PostgreSQL it is written `LOCALTIME`, for it has no time zone here.
    current_time "CURRENT_TIME" Time;

    /// `LOCALTIME`: the time of day, in the session's time zone. SQLite refuses it.
    local_time "LOCALTIME" Time;

    /// `LOCALTIMESTAMP`: the day and the time of day, in the session's time zone. SQLite refuses it.
    local_timestamp "LOCALTIMESTAMP" Timestamp;

    /// `CURRENT_USER`: whose permissions hold. MySQL and MariaDB add the host: `ann@localhost`.
    /// SQLite, which has no users, refuses it.
    current_user "CURRENT_USER" Text;

    /// `SESSION_USER`: who has connected. SQLite, which has no users, refuses it.
    session_user "SESSION_USER" Text;

    /// `CURRENT_ROLE`: the role whose permissions hold besides; of several, MySQL names all. SQLite
    /// refuses it.
    current_role "CURRENT_ROLE" Nullable<Text>;

    /// `CURRENT_SCHEMA`: where tables without a schema are, which on MySQL and MariaDB is the
    /// database. NULL where there is none. SQLite refuses it.
    current_schema "CURRENT_SCHEMA" Nullable<Text>;

    /// `CURRENT_CATALOG`: the database. PostgreSQL alone has it; the database of MySQL and MariaDB
    /// is the [schema](current_schema).
    current_catalog "CURRENT_CATALOG" Text;
}
