//! Errors: from the servers' codes and messages to kinds.

use aludel::{Error, ErrorKind};

use crate::session::is_too_large;

/// Any error but one of connecting.
pub(crate) fn database(error: mysql::Error) -> Error {
    let mysql::Error::MySqlError(server) = &error else { return driver(error) };
    let (code, message) = (server.code, server.message.as_str());
    let kind = kind(code, &server.state, message);
    let mut located = Error::new(kind, message).with_code(code.to_string());
    match kind {
        ErrorKind::Unique => located = with_key(located, message),
        ErrorKind::ForeignKey => located = with_foreign_key(located, message),
        ErrorKind::NotNull | ErrorKind::Data => located = with_column(located, message),
        // Its words are those of a constraint, and what it names is the view.
        ErrorKind::Check if code == CHECK_OPTION => located = with_object(located, message),
        ErrorKind::Check => located = with_check(located, message),
        ErrorKind::Missing | ErrorKind::Exists | ErrorKind::Permission => {
            located = with_object(located, message);
        }
        _ => {}
    }
    if let Some(help) = help(code) {
        located = located.with_help(help);
    }
    located.with_source(error)
}

/// What the driver itself finds.
fn driver(error: mysql::Error) -> Error {
    let located = if is_too_large(&error) {
        Error::new(ErrorKind::Data, "the statement is larger than the server takes")
            .with_help("send it in parts, or raise the server's max_allowed_packet")
    } else {
        match &error {
            mysql::Error::DriverError(
                mysql::DriverError::MixedParams
                | mysql::DriverError::Params(_)
                | mysql::DriverError::MismatchedStmtParams(..),
            ) => {
                Error::new(ErrorKind::Parameter, "the driver takes a part of the text for a :name")
                    .with_help("bind the text that has the colon instead of printing it")
            }
            mysql::Error::IoError(error) => lost(error),
            _ => lost(&error),
        }
    };
    located.with_source(error)
}

/// The connection broke.
fn lost(error: &dyn std::error::Error) -> Error {
    Error::new(ErrorKind::Disconnect, format!("the connection to the server broke: {error}"))
        .with_help("return the connection and take another one from the engine")
}

/// ER_VIEW_CHECK_FAILED
const CHECK_OPTION: u16 = 1369;

/// Codes after which the connection can't be used: of the server
/// (<https://dev.mysql.com/doc/mysql-errors/9.4/en/server-error-reference.html>) and of clients.
pub(crate) fn is_disconnect(code: u16) -> bool {
    matches!(
        code,
        1053 | 1079 | 1152..=1161 | 1184 | 1927 | 2002 | 2003 | 2006 | 2013 | 2055 | 3169 | 4031
    )
}

/// MySQL's codes, and those of MariaDB, which are the same up to 1800 or so:
/// <https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference>
fn kind(code: u16, state: &str, message: &str) -> ErrorKind {
    match code {
        1022 | 1062 | 1169 | 1557 | 1586 | 1859 => ErrorKind::Unique,
        1216 | 1217 | 1451 | 1452 | 1701 | 1761 | 1762 | 3730 => ErrorKind::ForeignKey,
        1048 | 1263 | 1364 => ErrorKind::NotNull,
        CHECK_OPTION | 3819 | 4025 => ErrorKind::Check,
        1213 | 1614 => ErrorKind::Deadlock,
        1020 => ErrorKind::Serialization,
        1205 | 1907 | 1969 | 3024 | 3572 => ErrorKind::Timeout,
        1317 => ErrorKind::Cancelled,
        // A savepoint that isn't there is a matter of the transaction.
        1305 if message.starts_with("SAVEPOINT") => ErrorKind::Transaction,
        1179 | 1192 | 1399 | 1400 | 1568 => ErrorKind::Transaction,
        1046 | 1049 | 1051 | 1054 | 1091 | 1109 | 1128 | 1141 | 1146 | 1176 | 1193 | 1305
        | 1360 | 1477 => ErrorKind::Missing,
        1007 | 1050 | 1060 | 1061 | 1304 | 1359 | 1826 | 3822 => ErrorKind::Exists,
        1044 | 1045 | 1142 | 1143 | 1227 | 1290 | 1370 | 1410 | 1449 | 1698 | 1792 | 1836
        | 3552 => ErrorKind::Permission,
        1040 | 1129 | 1130 | 1203 | 1226 => ErrorKind::Connect,
        1235 | 1093 => ErrorKind::Unsupported,
        1390 | 1210 => ErrorKind::Parameter,
        1052 | 1055 | 1056 | 1063 | 1064 | 1066 | 1110 | 1111 | 1136 | 1140 | 1149 | 1222
        | 1241 | 1248 | 1582 | 1583 | 1584 | 4078 => ErrorKind::Syntax,
        1153 => ErrorKind::Data,
        _ if is_disconnect(code) => ErrorKind::Disconnect,
        1172
        | 1242
        | 1253
        | 1264
        | 1265
        | 1267
        | 1271
        | 1292
        | 1365
        | 1366
        | 1367
        | 1406
        | 1411
        | 1416
        | 1425..=1427
        | 1439
        | 1441
        | 1690
        | 3140..=3158
        | 3903..=3907
        | 3988
        | 4036..=4044 => ErrorKind::Data,
        _ => by_state(state),
    }
}

/// Classes of the standard: <https://dev.mysql.com/doc/refman/9.4/en/error-message-elements.html>
fn by_state(state: &str) -> ErrorKind {
    match state.get(..2) {
        Some("22") => ErrorKind::Data,
        Some("40") => ErrorKind::Serialization,
        Some("08") => ErrorKind::Disconnect,
        Some("28") => ErrorKind::Permission,
        _ => ErrorKind::Database,
    }
}

fn help(code: u16) -> Option<&'static str> {
    Some(match code {
        1093 => {
            "read the rows first, or put the subquery into a derived table: MySQL can't change a \
             table that the same statement selects from"
        }
        1205 => {
            "another transaction holds the rows: make it shorter, or raise \
                 innodb_lock_wait_timeout"
        }
        1213 => "run the transaction again: Engine::transaction with a new closure, or in a loop",
        1461 => {
            "raise the server's max_prepared_stmt_count, or give the URL a smaller \
                 statement_cache"
        }
        _ => return None,
    })
}

/// `Duplicate entry '1' for key 'pet.name'`; MariaDB and MySQL before 8.0.19 leave out the table.
fn with_key(error: Error, message: &str) -> Error {
    let Some((_, key)) = message.rsplit_once(" for key '") else { return error };
    let key = key.trim_end_matches('\'');
    match key.rsplit_once('.') {
        Some((table, key)) => error.with_table(table).with_constraint(key),
        None => error.with_constraint(key),
    }
}

/// ``… (`db`.`child`, CONSTRAINT `name` FOREIGN KEY (`a`, `b`) REFERENCES `parent` (`c`, `d`))``
fn with_foreign_key(mut error: Error, message: &str) -> Error {
    let mut names = Names(message);
    if message.contains("fails (`") {
        let (_, table) = (names.next(), names.next());
        if let Some(table) = table {
            error = error.with_table(table);
        }
        if let Some((_, rest)) = message.split_once(", CONSTRAINT ")
            && let Some(name) = Names(rest).next()
        {
            error = error.with_constraint(name);
        }
        if let Some((_, rest)) = message.split_once(" FOREIGN KEY (")
            && let Some((columns, _)) = rest.split_once(") REFERENCES ")
        {
            error = error.with_columns(Names(columns).collect());
        }
        return error;
    }
    // Cannot drop table 'p' referenced by a foreign key constraint 'name' on table 'c'.
    if let Some((_, rest)) = message.split_once("constraint '")
        && let Some((name, _)) = rest.split_once('\'')
    {
        error = error.with_constraint(name);
    }
    error
}

/// `Column 'p' cannot be null`, `Field 'p' doesn't have a default value`,
/// `Data too long for column 'p' at row 1`, ``… for column `db`.`t`.`p` at row 1``
fn with_column(error: Error, message: &str) -> Error {
    let rest = match message.rsplit_once(" for column ") {
        Some((_, rest)) => rest,
        None => match message.split_once(' ') {
            Some(("Column" | "Field", rest)) => rest,
            _ => return error,
        },
    };
    if let Some(name) = rest.strip_prefix('\'') {
        return match name.split_once('\'') {
            Some((name, _)) => error.with_columns(vec![name.to_owned()]),
            None => error,
        };
    }
    let mut names = Names(rest).collect::<Vec<_>>();
    match (names.pop(), names.pop()) {
        (Some(column), Some(table)) => error.with_table(table).with_columns(vec![column]),
        _ => error,
    }
}

/// `Check constraint 'name' is violated.`, ``CONSTRAINT `name` failed for `db`.`t` ``
fn with_check(error: Error, message: &str) -> Error {
    if let Some((_, rest)) = message.split_once('\'')
        && let Some((name, _)) = rest.rsplit_once('\'')
    {
        return error.with_constraint(name);
    }
    let names = Names(message).collect::<Vec<_>>();
    match &names[..] {
        [name, _, table] => error.with_constraint(name).with_table(table),
        [name, ..] => error.with_constraint(name),
        [] => error,
    }
}

/// `Table 'db.t' doesn't exist`, `Unknown table 'db.t'`, `Unknown column 't.c' in 'field list'`,
/// `Duplicate column name 'c'`, `INSERT command denied to user … for table 't'`,
/// ``… for column 'c' in table 't'``, `CHECK OPTION failed 'db.v'`
fn with_object(mut error: Error, message: &str) -> Error {
    let after = |word: &str| {
        let (_, rest) = message.rsplit_once(word)?;
        match rest.chars().next()? {
            '\'' => rest.get(1..)?.split_once('\'').map(|(name, _)| name.to_owned()),
            // `db`.`t`
            '`' => Names(rest).last(),
            _ => None,
        }
    };
    let table = ["Table ", "Unknown table ", "for table ", "in table ", "CHECK OPTION failed "]
        .into_iter()
        .find_map(after);
    let column = ["Unknown column ", "Duplicate column name ", "for column ", "DROP COLUMN "]
        .into_iter()
        .find_map(after);
    if let Some(table) = table {
        // The database is what the connection is in, or stands in the statement.
        error = error.with_table(table.rsplit('.').next().unwrap_or_default());
    }
    match column.as_deref().map(|column| column.rsplit_once('.').unwrap_or(("", column))) {
        Some(("", column)) => error.with_columns(vec![column.to_owned()]),
        Some((table, column)) => error.with_table(table).with_columns(vec![column.to_owned()]),
        None => error,
    }
}

/// The names between backticks, which are doubled inside them.
struct Names<'m>(&'m str);

impl Iterator for Names<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let (_, mut rest) = self.0.split_once('`')?;
        let mut name = String::new();
        loop {
            let (part, after) = rest.split_once('`')?;
            name.push_str(part);
            match after.strip_prefix('`') {
                Some(more) => {
                    name.push('`');
                    rest = more;
                }
                None => {
                    self.0 = after;
                    return Some(name);
                }
            }
        }
    }
}

/// A server that can't be had; what names it has no password in it.
pub(crate) fn connect_error(error: mysql::Error, server: &str) -> Error {
    let (code, kind) = match &error {
        mysql::Error::MySqlError(server) => {
            let kind = match kind(server.code, &server.state, &server.message) {
                kind @ (ErrorKind::Permission | ErrorKind::Missing) => kind,
                _ => ErrorKind::Connect,
            };
            (Some(server.code.to_string()), kind)
        }
        // MySQL asks for one that few know where there is no such user.
        mysql::Error::DriverError(mysql::DriverError::UnknownAuthPlugin(_)) => {
            (None, ErrorKind::Permission)
        }
        _ => (None, ErrorKind::Connect),
    };
    let message = match &error {
        mysql::Error::MySqlError(server) => server.message.clone(),
        mysql::Error::DriverError(error) => error.to_string(),
        mysql::Error::IoError(error) => error.to_string(),
        other => other.to_string(),
    };
    let mut located = Error::new(kind, format!("{server}: {message}"));
    if let Some(code) = code {
        located = located.with_code(code);
    }
    located
        .with_help("see that the server runs and is reached at this address, and the user's rights")
        .with_source(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_out_of_messages() {
        let names = |text| Names(text).collect::<Vec<_>>();
        assert_eq!(names("a `b` `c``d`, `"), ["b", "c`d"]);
        assert!(names("no names").is_empty());
        let error = |message: &str| Error::new(ErrorKind::Unique, message);
        let key = |message| with_key(error(message), message).constraint().map(str::to_owned);
        assert_eq!(key("Duplicate entry 'a for key 'b' for key 't.k'").as_deref(), Some("k"));
        assert_eq!(key("Duplicate entry 'a' for key 'k'").as_deref(), Some("k"));
        assert_eq!(key("Duplicate entry"), None);
    }

    #[test]
    fn what_is_missing_there_or_forbidden_is_named() {
        for (message, table, columns) in [
            ("Table 'db.nope' doesn't exist", Some("nope"), &[][..]),
            ("Unknown table 'db.nope'", Some("nope"), &[]),
            ("Table 't' already exists", Some("t"), &[]),
            ("Unknown column 'c' in 'field list'", None, &["c"]),
            ("Unknown column 't.c' in 'SELECT'", Some("t"), &["c"]),
            ("Duplicate column name 'c'", None, &["c"]),
            ("INSERT command denied to user 'u'@'h' for table 't'", Some("t"), &[]),
            ("INSERT command denied to user 'u'@'h' for table `db`.`t`", Some("t"), &[]),
            (
                "SELECT command denied to user 'u'@'h' for column 'c' in table 't'",
                Some("t"),
                &["c"],
            ),
            ("CHECK OPTION failed 'db.v'", Some("v"), &[]),
            ("CHECK OPTION failed `db`.`v`", Some("v"), &[]),
            ("Can't DROP COLUMN `c`; check that it exists", None, &["c"]),
            ("FUNCTION db.nope does not exist", None, &[]),
            ("Access denied for user 'u'@'h' (using password: YES)", None, &[]),
            ("Table 'cut", None, &[]),
        ] {
            let error = with_object(Error::new(ErrorKind::Missing, message), message);
            assert_eq!(error.table(), table, "{message}");
            assert_eq!(error.columns(), columns, "{message}");
        }
    }
}
