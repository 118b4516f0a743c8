//! Errors: from SQLSTATEs to kinds.

use std::{fmt, io};

use aludel::{Error, ErrorKind};

use crate::statement::STATEMENT_PREFIX;

/// An error as the server reports it: the [`source`](std::error::Error::source) of an
/// [`aludel::Error`] that came from it.
///
/// <https://www.postgresql.org/docs/current/protocol-error-fields.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerError {
    /// ERROR, FATAL or PANIC, untranslated.
    pub severity: String,
    /// The SQLSTATE.
    pub code: String,
    /// What went wrong, in the server's language.
    pub message: String,
    /// More about it; values of rows may be in it.
    pub detail: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    /// Where in the statement, in characters from 1.
    pub position: Option<u32>,
    /// Where in a statement of the server's own, of a function for example.
    pub internal_position: Option<u32>,
    /// That statement.
    pub internal_query: Option<String>,
    /// The functions and triggers in which it happened.
    pub context: Option<String>,
    /// The schema concerned.
    pub schema: Option<String>,
    /// The table concerned.
    pub table: Option<String>,
    /// The column concerned.
    pub column: Option<String>,
    /// The type concerned.
    pub data_type: Option<String>,
    /// The constraint concerned.
    pub constraint: Option<String>,
    /// The server's own function that reports it.
    pub routine: Option<String>,
}

impl ServerError {
    /// Reads the body of an ErrorResponse.
    pub(crate) fn read(mut body: &[u8]) -> Self {
        let mut error = ServerError::default();
        while let Some((&field, rest)) = body.split_first() {
            let Some(end) = rest.iter().position(|b| *b == 0) else { break };
            let (text, after) = rest.split_at(end);
            let text = String::from_utf8_lossy(text).into_owned();
            match field {
                b'S' if error.severity.is_empty() => error.severity = text,
                b'V' => error.severity = text,
                b'C' => error.code = text,
                b'M' => error.message = text,
                b'D' => error.detail = Some(text),
                b'H' => error.hint = Some(text),
                b'P' => error.position = text.parse().ok(),
                b'p' => error.internal_position = text.parse().ok(),
                b'q' => error.internal_query = Some(text),
                b'W' => error.context = Some(text),
                b's' => error.schema = Some(text),
                b't' => error.table = Some(text),
                b'c' => error.column = Some(text),
                b'd' => error.data_type = Some(text),
                b'n' => error.constraint = Some(text),
                b'R' => error.routine = Some(text),
                _ => {}
            }
            body = after.get(1..).unwrap_or_default();
        }
        error
    }

    /// Whether the server ends the connection.
    pub(crate) fn is_fatal(&self) -> bool {
        self.severity == "FATAL" || self.severity == "PANIC"
    }

    /// The error as the engine knows it.
    pub(crate) fn into_error(self) -> Error {
        let kind = if self.is_fatal() { ErrorKind::Disconnect } else { self.kind() };
        let mut error = Error::new(kind, &self.message).with_code(&self.code);
        if let Some(help) = self.help(kind) {
            error = error.with_help(help);
        }
        let told = Named::in_message(&self.message);
        if let Some(constraint) = self.constraint.as_ref().or(told.constraint.as_ref()) {
            error = error.with_constraint(constraint);
        }
        if let Some(table) = self.table.as_ref().or(told.table.as_ref()) {
            error = error.with_table(table);
        }
        let columns = match (&self.column, told.column, kind) {
            (Some(column), _, _) => vec![column.clone()],
            (None, Some(column), _) => vec![column],
            (None, None, ErrorKind::Unique | ErrorKind::ForeignKey) => self.key_columns(),
            (None, None, _) => Vec::new(),
        };
        error.with_columns(columns).with_source(self)
    }

    /// The same for an error while connecting to the server of this name.
    pub(crate) fn into_connect_error(self, server: &str) -> Error {
        // Who or what is wrong is told apart from a server that can't be had.
        let kind = match self.kind() {
            kind @ (ErrorKind::Permission | ErrorKind::Missing) => kind,
            _ => ErrorKind::Connect,
        };
        let message = format!("{server} refuses the connection: {}", self.message);
        let help = self.hint.clone().unwrap_or_else(|| {
            "see the URL's user, password and database, and the server's pg_hba.conf".to_owned()
        });
        Error::new(kind, message).with_code(&self.code).with_help(help).with_source(self)
    }

    /// Whether the server says that a prepared statement is outdated: a schema change has
    /// changed its result, or the statement is not there any more.
    pub(crate) fn is_outdated_statement(&self) -> bool {
        match self.code.as_str() {
            // By its name it is one of ours, and none of the program's own.
            "26000" => self.message.contains(STATEMENT_PREFIX),
            // What is not supported has the same code.
            "0A000" => self.routine.as_deref() == Some("RevalidateCachedQuery"),
            _ => false,
        }
    }

    fn help(&self, kind: ErrorKind) -> Option<String> {
        let untyped = matches!(self.code.as_str(), "42P18" | "42725" | "42P08");
        if untyped {
            return Some(
                "nothing tells the server the type of a parameter: write a cast around it, such \
                 as CAST({value} AS bigint)"
                    .to_owned(),
            );
        }
        match (&self.hint, self.position) {
            (Some(hint), _) => Some(hint.clone()),
            (None, Some(at)) if kind == ErrorKind::Syntax || kind == ErrorKind::Missing => {
                Some(format!("see character {at} of the statement"))
            }
            _ => None,
        }
    }

    /// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
    fn kind(&self) -> ErrorKind {
        let code = self.code.as_str();
        match code {
            // It is prepared anew: only the transaction has to be run again.
            _ if self.is_outdated_statement() => ErrorKind::Serialization,
            // What an exclusion constraint forbids is a duplicate too.
            "23505" | "23P01" => ErrorKind::Unique,
            "23503" | "23001" => ErrorKind::ForeignKey,
            "23502" => ErrorKind::NotNull,
            "23514" | "23000" | "44000" => ErrorKind::Check,
            "42P01" | "42703" | "42883" | "42704" | "3F000" | "3D000" | "26000" | "34000" => {
                ErrorKind::Missing
            }
            "42P07" | "42701" | "42723" | "42710" | "42P06" | "42P04" | "42P05" | "42P03" => {
                ErrorKind::Exists
            }
            "42501" | "25006" => ErrorKind::Permission,
            "40P01" => ErrorKind::Deadlock,
            "40001" => ErrorKind::Serialization,
            "55P03" | "55006" => ErrorKind::Timeout,
            // The code is the same for a timeout and for a request.
            "57014" if self.message.contains("timeout") => ErrorKind::Timeout,
            "57014" => ErrorKind::Cancelled,
            "0A000" => ErrorKind::Unsupported,
            "57P01" | "57P02" | "57P03" | "57P04" | "57P05" | "25P03" => ErrorKind::Disconnect,
            _ => match code.get(..2) {
                Some("42") => ErrorKind::Syntax,
                Some("21" | "22") => ErrorKind::Data,
                Some("25" | "2D" | "3B" | "40" | "0B" | "2B") => ErrorKind::Transaction,
                Some("08") => ErrorKind::Disconnect,
                Some("28") => ErrorKind::Permission,
                _ => ErrorKind::Database,
            },
        }
    }

    /// `Key (a, b)=(1, 2) already exists.`: the columns between the first parentheses, unless
    /// they are expressions. `Key (id)=(1) is still referenced from table "child".`: those are of
    /// another table than the one concerned, the child.
    fn key_columns(&self) -> Vec<String> {
        let detail = self.detail.as_deref().unwrap_or_default();
        let after = detail.rsplit_once(')').map_or("", |(_, after)| after);
        let of_another = self.table.as_deref().is_some_and(|table| {
            let in_word = |c: char| c == '_' || c.is_alphanumeric();
            after.match_indices(table).any(|(at, _)| {
                let (before, rest) = (after.get(..at), after.get(at + table.len()..));
                !before.is_some_and(|text| text.ends_with(in_word))
                    && !rest.is_some_and(|text| text.starts_with(in_word))
            })
        });
        if of_another {
            return Vec::new();
        }
        let key = detail.split_once('(').and_then(|(_, rest)| rest.split_once(")=("));
        let Some((names, _)) = key else { return Vec::new() };
        if names.contains(['(', ':']) {
            return Vec::new();
        }
        names.split(", ").map(|name| name.trim_matches('"').replace("\"\"", "\"")).collect()
    }
}

/// What a message names that has no field of its own. Messages of other languages name nothing.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    table: Option<String>,
    column: Option<String>,
    constraint: Option<String>,
}

impl Named {
    /// `relation "a.b" does not exist`, `column "c" of relation "t" already exists`, `column t.c
    /// does not exist`, `permission denied for table t`.
    fn in_message(message: &str) -> Self {
        let quoted = |word: &str| {
            let (_, rest) = message.split_once(&format!("{word} \""))?;
            rest.split_once('"').map(|(name, _)| name.to_owned())
        };
        let table = quoted("relation").or_else(|| quoted("table")).or_else(|| quoted("view"));
        let denied = ["permission denied for table ", "permission denied for view "]
            .into_iter()
            .find_map(|start| message.strip_prefix(start));
        let mut named = Named {
            table: table.or_else(|| denied.map(str::to_owned)),
            column: quoted("column"),
            constraint: quoted("constraint"),
        };
        if let Some(name) = message
            .strip_prefix("column ")
            .and_then(|rest| rest.strip_suffix(" does not exist"))
            .filter(|name| !name.contains(['"', ' ']))
        {
            match name.rsplit_once('.') {
                Some((table, column)) => {
                    named.table = Some(table.to_owned());
                    named.column = Some(column.to_owned());
                }
                None => named.column = Some(name.to_owned()),
            }
        }
        named
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity, self.message)?;
        match &self.detail {
            Some(detail) => write!(f, " ({detail})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ServerError {}

/// A connection that broke.
#[cold]
pub(crate) fn disconnected(error: io::Error) -> Error {
    let message = match error.kind() {
        io::ErrorKind::UnexpectedEof => "the server closed the connection".to_owned(),
        _ => format!("the connection to the server broke: {error}"),
    };
    Error::new(ErrorKind::Disconnect, message)
        .with_help("return the connection and take another one from the engine")
        .with_source(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_a_response_are_read() {
        let body = b"SFEHLER\0VERROR\0C23505\0Mno\0DKey (a, \"B c\")=(1, 2) is there.\0P12\0\
                     tt\0nt_pkey\0?later\0\0";
        let error = ServerError::read(body);
        assert_eq!(error.severity, "ERROR");
        assert_eq!((error.position, error.table.as_deref()), (Some(12), Some("t")));
        let error = error.into_error();
        assert_eq!(error.kind(), ErrorKind::Unique);
        assert_eq!(error.columns(), ["a", "B c"]);
        assert_eq!((error.code(), error.constraint()), (Some("23505"), Some("t_pkey")));
    }

    #[test]
    fn the_columns_of_a_key_are_of_the_table_that_is_named() {
        for (table, detail, columns) in [
            ("child", "Key (parent)=(7) is not present in table \"parent\".", &["parent"][..]),
            ("parent", "Key (p)=(7) is not present in table \"parents\".", &["p"]),
            ("child", "Key (id)=(1) is still referenced from table \"child\".", &[]),
            ("my kid", "Auf Schlüssel (id)=(1) wird noch aus Tabelle »my kid« verwiesen.", &[]),
            ("t", "Key (a, \"B c\")=(t, t) already exists.", &["a", "B c"]),
            ("t", "Key (lower(a))=(x) already exists.", &[]),
        ] {
            let (table, detail) = (Some(table.to_owned()), Some(detail.to_owned()));
            let error = ServerError { table, detail, ..ServerError::default() };
            assert_eq!(error.key_columns(), columns, "{error:?}");
        }
    }

    #[test]
    fn names_are_read_out_of_messages() {
        let named = |message: &str| {
            let Named { table, column, constraint } = Named::in_message(message);
            [table, column, constraint].map(|name| name.unwrap_or_default())
        };
        for (message, names) in [
            ("relation \"q\" does not exist", ["q", "", ""]),
            ("relation \"s.q\" does not exist", ["s.q", "", ""]),
            ("column \"z\" does not exist", ["", "z", ""]),
            ("column p.z does not exist", ["p", "z", ""]),
            ("column \"a\" of relation \"p\" already exists", ["p", "a", ""]),
            ("constraint \"k\" for table \"p\" does not exist", ["p", "", "k"]),
            ("new row violates check option for view \"w\"", ["w", "", ""]),
            ("permission denied for table t", ["t", "", ""]),
            ("permission denied for schema s", ["", "", ""]),
            ("Relation »q« existiert nicht", ["", "", ""]),
            ("column \"cut", ["", "", ""]),
        ] {
            assert_eq!(named(message), names, "{message}");
        }
    }

    #[test]
    fn a_response_that_is_cut_or_odd_does_no_harm() {
        for body in [&b""[..], b"M", b"Mno end", b"\0\0\0", b"C\0M\0\xff\0"] {
            let _ = ServerError::read(body).into_error();
        }
    }
}
