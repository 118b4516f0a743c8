//! The one error type.

use std::fmt;

/// A result with Aludel's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What sort of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The statement can't be valid, on any database.
    Invalid,
    /// The dialect, in this version, can't do what the statement asks for.
    Unsupported,
    /// A name in the statement refers to nothing in scope, or to more than one thing.
    Scope,
    /// A parameter is missing, superfluous or of a value that can't be bound.
    Parameter,
    /// A cell can't be read as the type asked for.
    Decode,
    /// A query gave no row, or more than one, where one was asked for.
    RowCount,
    /// The connection URL can't be understood.
    Url,
    /// A connection can't be had.
    Connect,
    /// No connection became free in time.
    PoolTimeout,
    /// The connection is lost.
    Disconnect,
    /// A unique or primary key constraint.
    Unique,
    /// A foreign key constraint.
    ForeignKey,
    /// A NOT NULL constraint.
    NotNull,
    /// A CHECK constraint.
    Check,
    /// The database could not parse the statement, or it names what isn't there.
    Syntax,
    /// A table, column or other object that isn't there.
    Missing,
    /// An object that is there already.
    Exists,
    /// A value that the database finds out of range or of the wrong type.
    Data,
    /// A serialization failure, or a schema change under a statement that was prepared before:
    /// the transaction may succeed if it is run again.
    Serialization,
    /// A deadlock: the transaction may succeed if it is run again.
    Deadlock,
    /// The database is locked or busy, or a timeout passed.
    Timeout,
    /// The statement was cancelled.
    Cancelled,
    /// The database, the table or the user's rights are read-only or denied.
    Permission,
    /// The transaction is in a state in which the call makes no sense.
    Transaction,
    /// Anything else that the database reports.
    Database,
}

/// An error: what went wrong, where, and the way out.
///
/// `Display` is one line, with the help after a semicolon; `Debug` adds the statement and,
/// unless they are hidden, its parameters.
pub struct Error(Box<Repr>);

struct Repr {
    kind: ErrorKind,
    message: String,
    help: Option<String>,
    dialect: Option<String>,
    place: Option<&'static str>,
    code: Option<String>,
    constraint: Option<String>,
    table: Option<String>,
    columns: Vec<String>,
    sql: Option<String>,
    params: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    row: Option<u64>,
}

impl Error {
    /// An error of the kind.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Repr {
            kind,
            message: message.into(),
            help: None,
            dialect: None,
            place: None,
            code: None,
            constraint: None,
            table: None,
            columns: Vec::new(),
            sql: None,
            params: None,
            source: None,
            row: None,
        }))
    }

    /// What sort of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What went wrong, without place and help.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do instead.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.0.help.as_deref()
    }

    /// The dialect, with its version, that the statement was compiled for or ran on.
    #[must_use]
    pub fn dialect(&self) -> Option<&str> {
        self.0.dialect.as_deref()
    }

    /// The clause in which the mistake stands.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.0.place
    }

    /// The database's own code: an SQLSTATE or a native number.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The constraint that was broken, where the database tells.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        self.0.constraint.as_deref()
    }

    /// The table concerned, where the database tells.
    #[must_use]
    pub fn table(&self) -> Option<&str> {
        self.0.table.as_deref()
    }

    /// The columns concerned, where the database tells.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.0.columns
    }

    /// The statement.
    #[must_use]
    pub fn sql(&self) -> Option<&str> {
        self.0.sql.as_deref()
    }

    /// The statement's parameters as text, unless they are hidden.
    #[must_use]
    pub fn params(&self) -> Option<&str> {
        self.0.params.as_deref()
    }

    /// Which of many rows failed, from 0, where rows were given.
    #[must_use]
    pub fn row(&self) -> Option<u64> {
        self.0.row
    }

    /// Adds which of many rows failed, from 0.
    #[must_use]
    pub fn with_row(mut self, row: u64) -> Self {
        self.0.row = Some(row);
        self
    }

    /// Adds what to do instead.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Adds the dialect.
    #[must_use]
    pub fn with_dialect(mut self, dialect: impl Into<String>) -> Self {
        self.0.dialect = Some(dialect.into());
        self
    }

    /// Adds the clause in which the mistake stands, unless one is known.
    #[must_use]
    pub fn with_place(mut self, place: &'static str) -> Self {
        self.0.place.get_or_insert(place);
        self
    }

    /// Adds the database's own code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// Adds the constraint that was broken.
    #[must_use]
    pub fn with_constraint(mut self, constraint: impl Into<String>) -> Self {
        self.0.constraint = Some(constraint.into());
        self
    }

    /// Adds the table concerned.
    #[must_use]
    pub fn with_table(mut self, table: impl Into<String>) -> Self {
        self.0.table = Some(table.into());
        self
    }

    /// Adds the columns concerned.
    #[must_use]
    pub fn with_columns(mut self, columns: Vec<String>) -> Self {
        self.0.columns = columns;
        self
    }

    /// Adds the statement, unless one is known.
    #[must_use]
    pub fn with_sql(mut self, sql: &str) -> Self {
        self.0.sql.get_or_insert_with(|| sql.to_owned());
        self
    }

    /// Adds the statement's parameters.
    #[must_use]
    pub fn with_params(mut self, params: impl Into<String>) -> Self {
        self.0.params = Some(params.into());
        self
    }

    /// Adds the error beneath.
    #[must_use]
    pub fn with_source(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(row) = self.0.row {
            write!(f, "row {row}: ")?;
        }
        f.write_str(&self.0.message)?;
        match (self.0.place, &self.0.dialect) {
            (Some(place), Some(dialect)) => write!(f, " (in {place}, for {dialect})")?,
            (Some(place), None) => write!(f, " (in {place})")?,
            (None, Some(dialect)) => write!(f, " (for {dialect})")?,
            (None, None) => {}
        }
        match &self.0.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.0.kind)?;
        if let Some(code) = &self.0.code {
            write!(f, " [{code}]")?;
        }
        if let Some(sql) = &self.0.sql {
            write!(f, "\n  sql: {sql}")?;
        }
        if let Some(params) = &self.0.params {
            write!(f, "\n  params: {params}")?;
        }
        Ok(())
    }
}

/// A text that is no date, decimal, UUID and so on.
impl From<crate::value::ParseError> for Error {
    fn from(error: crate::value::ParseError) -> Self {
        Error::new(ErrorKind::Data, error.to_string()).with_source(error)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
