//! Errors: from SQLSTATEs to kinds.

use std::{fmt, io};

use aludel::{Error, ErrorKind};

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
        if let Some(constraint) = &self.constraint {
            error = error.with_constraint(constraint);
        }
        if let Some(table) = &self.table {
            error = error.with_table(table);
        }
        let columns = match (&self.column, kind) {
            (Some(column), _) => vec![column.clone()],
            (None, ErrorKind::Unique | ErrorKind::ForeignKey) => self.key_columns(),
            (None, _) => Vec::new(),
        };
        error.with_columns(columns).with_source(self)
    }

    /// The same for an error while connecting.
    pub(crate) fn into_connect_error(self) -> Error {
        let message = format!("the server refuses the connection: {}", self.message);
        let mut error = Error::new(ErrorKind::Connect, message).with_code(&self.code);
        if let Some(hint) = &self.hint {
            error = error.with_help(hint);
        }
        error.with_source(self)
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
    /// they are expressions.
    fn key_columns(&self) -> Vec<String> {
        let detail = self.detail.as_deref().unwrap_or_default();
        let key = detail.split_once('(').and_then(|(_, rest)| rest.split_once(")=("));
        let Some((names, _)) = key else { return Vec::new() };
        if names.contains(['(', ':']) {
            return Vec::new();
        }
        names.split(", ").map(|name| name.trim_matches('"').replace("\"\"", "\"")).collect()
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
    fn a_response_that_is_cut_or_odd_does_no_harm() {
        for body in [&b""[..], b"M", b"Mno end", b"\0\0\0", b"C\0M\0\xff\0"] {
            let _ = ServerError::read(body).into_error();
        }
    }
}
