//! Errors: from SQLite's codes and messages to kinds.

use std::path::Path;

use aludel::{Error, ErrorKind};
use rusqlite::ffi;

/// Any error but one of connecting.
pub(crate) fn database(error: rusqlite::Error) -> Error {
    let (code, message, offset) = match &error {
        rusqlite::Error::SqliteFailure(code, message) => {
            (*code, message.clone().unwrap_or_else(|| code.to_string()), None)
        }
        rusqlite::Error::SqlInputError { error: code, msg, offset, .. } => {
            (*code, msg.clone(), usize::try_from(*offset).ok())
        }
        rusqlite::Error::MultipleStatement => {
            return Error::new(ErrorKind::Syntax, "the text has more than one statement")
                .with_help("run them one by one, or without parameters as a script")
                .with_source(error);
        }
        rusqlite::Error::NulError(_) => {
            return Error::new(ErrorKind::Syntax, "the statement has a NUL character in it")
                .with_source(error);
        }
        other => return Error::new(ErrorKind::Database, other.to_string()).with_source(error),
    };
    let kind = kind(code, &message);
    let mut located = Error::new(kind, &message).with_code(code.extended_code.to_string());
    if let Some(offset) = offset
        && kind == ErrorKind::Syntax
    {
        located = located.with_help(format!("see byte {offset} of the statement"));
    }
    match kind {
        ErrorKind::Unique | ErrorKind::NotNull => located = with_columns(located, &message),
        ErrorKind::Check => located = with_constraint(located, &message),
        ErrorKind::Missing | ErrorKind::Exists => located = with_object(located, &message),
        ErrorKind::Timeout => {
            located = located.with_help(
                "another connection holds the database: make its transactions shorter, raise \
                 the URL's timeout, or use begin=immediate where transactions write",
            );
        }
        _ => {}
    }
    located.with_source(error)
}

/// <https://sqlite.org/rescode.html>
fn kind(error: ffi::Error, message: &str) -> ErrorKind {
    match error.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => return ErrorKind::Unique,
        ffi::SQLITE_CONSTRAINT_NOTNULL => return ErrorKind::NotNull,
        ffi::SQLITE_CONSTRAINT_CHECK => return ErrorKind::Check,
        // A trigger's RAISE has the same class as ON DELETE RESTRICT.
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => return ErrorKind::ForeignKey,
        ffi::SQLITE_CONSTRAINT_TRIGGER if message.starts_with("FOREIGN KEY") => {
            return ErrorKind::ForeignKey;
        }
        ffi::SQLITE_CONSTRAINT_DATATYPE => return ErrorKind::Data,
        // The snapshot is older than what another connection wrote: only a new one helps.
        ffi::SQLITE_BUSY_SNAPSHOT => return ErrorKind::Serialization,
        _ => {}
    }
    match error.extended_code & 0xff {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => ErrorKind::Timeout,
        ffi::SQLITE_READONLY | ffi::SQLITE_PERM | ffi::SQLITE_AUTH => ErrorKind::Permission,
        ffi::SQLITE_INTERRUPT => ErrorKind::Cancelled,
        ffi::SQLITE_MISMATCH | ffi::SQLITE_TOOBIG | ffi::SQLITE_RANGE => ErrorKind::Data,
        ffi::SQLITE_CANTOPEN | ffi::SQLITE_NOTADB => ErrorKind::Connect,
        // It is a constraint of some other sort: a virtual table's, a function's.
        ffi::SQLITE_CONSTRAINT => ErrorKind::Check,
        ffi::SQLITE_ERROR => by_message(message),
        _ => ErrorKind::Database,
    }
}

/// What has no code of its own.
fn by_message(message: &str) -> ErrorKind {
    let has = |part: &str| message.contains(part);
    if has("no such savepoint") {
        ErrorKind::Transaction
    } else if has("no such ") || has("has no column named") || has("unknown column") {
        ErrorKind::Missing
    } else if has("already exists") || has("duplicate column name") {
        ErrorKind::Exists
    } else if has("integer overflow") || has("malformed JSON") || has("too big") {
        ErrorKind::Data
    } else if has("cannot start a transaction") || has("no transaction is active") {
        ErrorKind::Transaction
    } else if has("syntax error")
        || has("incomplete input")
        || has("unrecognized token")
        || has("ambiguous column name")
        || has("wrong number of arguments")
        || has("misuse of")
        || has("must have")
        || has("values for")
        || has("do not have the same number")
        || has("Expression tree is too large")
    {
        ErrorKind::Syntax
    } else {
        ErrorKind::Database
    }
}

/// `UNIQUE constraint failed: pet.owner, pet.name` or `… failed: index 'name'`
fn with_columns(error: Error, message: &str) -> Error {
    let Some((_, names)) = message.split_once(": ") else { return error };
    if let Some(index) = names.strip_prefix("index '") {
        return error.with_constraint(index.trim_end_matches('\''));
    }
    let pairs = names.split(", ").filter_map(|name| name.split_once('.')).collect::<Vec<_>>();
    let Some((table, _)) = pairs.first() else { return error };
    let columns = pairs.iter().map(|(_, column)| (*column).to_owned()).collect();
    error.with_table(*table).with_columns(columns)
}

/// `CHECK constraint failed: name`, or the condition where it has no name
fn with_constraint(error: Error, message: &str) -> Error {
    match message.split_once("failed: ") {
        Some((_, constraint)) => error.with_constraint(constraint),
        None => error,
    }
}

/// `no such table: main.t`, `no such column: t.c`, `table t has no column named c`, `table t already
/// exists`, `duplicate column name: c`
fn with_object(error: Error, message: &str) -> Error {
    let column_of = |error: Error, name: &str| match name.rsplit_once('.') {
        Some((table, column)) => {
            let table = table.rsplit('.').next().unwrap_or_default();
            error.with_table(table).with_columns(vec![column.to_owned()])
        }
        None => error.with_columns(vec![name.to_owned()]),
    };
    if let Some(table) = message.strip_prefix("no such table: ") {
        return error.with_table(table.rsplit('.').next().unwrap_or_default());
    }
    if let Some(name) = message.strip_prefix("no such column: ") {
        // Some versions go on with advice: no such column: "c" - should this be …
        let name = name.split_once(" - ").map_or(name, |(name, _)| name);
        return column_of(error, name.trim_matches('"'));
    }
    if let Some(column) = message.strip_prefix("duplicate column name: ") {
        return error.with_columns(vec![column.to_owned()]);
    }
    let Some(rest) = message.strip_prefix("table ") else { return error };
    if let Some((table, column)) = rest.split_once(" has no column named ") {
        return error.with_table(table).with_columns(vec![column.to_owned()]);
    }
    match rest.strip_suffix(" already exists") {
        Some(table) => error.with_table(table.trim_matches('"')),
        None => error,
    }
}

/// A database that can't be opened.
pub(crate) fn connect_error(error: rusqlite::Error, path: &Path) -> Error {
    let error = database(error);
    let kind = match error.kind() {
        kind @ (ErrorKind::Timeout | ErrorKind::Permission) => kind,
        _ => ErrorKind::Connect,
    };
    let mut located = Error::new(kind, format!("{}: {}", path.display(), error.message()));
    if let Some(code) = error.code() {
        located = located.with_code(code);
    }
    located
        .with_help(
            "see that the folder exists and may be written, and that the file is a database; \
             sqlite:path is relative to the working folder, sqlite:///path is absolute",
        )
        .with_source(error)
}
