//! What a case is: a statement and what it must do.

use std::borrow::Cow;
use std::fmt;

use super::{Capability, Support};
use crate::error::ErrorKind;
use crate::render::Compile;
use crate::value::Value;

/// NULL in expected rows.
pub const NULL: Value = Value::NULL;

/// Rows of cells.
pub(super) type Cells = Vec<Vec<Value>>;

/// Rows of values, for [`Case::rows`]: `rows![(1, "x"), (2, NULL)]`.
#[doc(hidden)]
#[macro_export]
macro_rules! __rows {
    ($(($($value:expr),* $(,)?)),* $(,)?) => {
        ::std::vec![$(::std::vec![$($crate::value::Value::from($value)),*]),*]
    };
}

/// A statement, its SQL for each dialect, and what must come of it.
///
/// Made by [`case`] and [`refused`]. The texts of dialects stand side by side; a dialect with
/// none of its own has that of [`same`](Self::same) in its quotes and placeholders.
#[must_use = "a case is run by a Suite"]
pub struct Case {
    pub(super) group: &'static str,
    pub(super) name: Cow<'static, str>,
    pub(super) statement: Box<dyn Compile>,
    pub(super) same: Option<&'static str>,
    pub(super) texts: Vec<(&'static str, &'static str)>,
    pub(super) params: Vec<(Option<&'static str>, Vec<Value>)>,
    pub(super) rows: Vec<(Option<&'static str>, Cells)>,
    pub(super) leaves: Option<(Box<dyn Compile>, Cells)>,
    pub(super) needs: Vec<Capability>,
    pub(super) refused: Option<Refusal>,
    pub(super) refused_on: Vec<(&'static str, Refusal)>,
    pub(super) support: Vec<(&'static str, Support)>,
    pub(super) left_out: Vec<(&'static str, &'static str)>,
    pub(super) only_on: Option<(Vec<&'static str>, &'static str)>,
    pub(super) bound_on: Vec<(&'static str, &'static str)>,
    pub(super) fails: Vec<(&'static str, ErrorKind)>,
}

/// How a statement must be refused.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) kind: ErrorKind,
    pub(super) says: Vec<&'static str>,
    pub(super) place: Option<&'static str>,
}

/// Starts a case of a statement that must work.
pub fn case(name: impl Into<Cow<'static, str>>, statement: impl Compile + 'static) -> Case {
    Case {
        group: "",
        name: name.into(),
        statement: Box::new(statement),
        same: None,
        texts: Vec::new(),
        params: Vec::new(),
        rows: Vec::new(),
        leaves: None,
        needs: Vec::new(),
        refused: None,
        refused_on: Vec::new(),
        support: Vec::new(),
        left_out: Vec::new(),
        only_on: None,
        bound_on: Vec::new(),
        fails: Vec::new(),
    }
}

/// A case of a statement that every dialect must refuse: with this kind, with a message that
/// says all of these, and with a way out. It is named by what is said.
pub fn refused<const N: usize>(
    statement: impl Compile + 'static,
    kind: ErrorKind,
    says: [&'static str; N],
) -> Case {
    let mut made = case(says.join(" … "), statement);
    made.refused = Some(Refusal { kind, says: says.to_vec(), place: None });
    made
}

impl Case {
    /// The SQL in the standard's quotes (`"`) and placeholders (`?`). Dialects without a text
    /// of their own have this one, with their own quotes and placeholders.
    pub fn same(mut self, sql: &'static str) -> Self {
        self.same = Some(sql);
        self
    }

    /// The SQL of a dialect by its name. The dialects that are based on it have the same,
    /// unless they state their own.
    pub fn on(mut self, dialect: &'static str, sql: &'static str) -> Self {
        self.texts.push((dialect, sql));
        self
    }

    /// The SQL in the standard's words.
    pub fn ansi(self, sql: &'static str) -> Self {
        self.on("ansi", sql)
    }

    /// The SQL on SQLite.
    pub fn sqlite(self, sql: &'static str) -> Self {
        self.on("sqlite", sql)
    }

    /// The SQL on PostgreSQL.
    pub fn postgres(self, sql: &'static str) -> Self {
        self.on("postgres", sql)
    }

    /// The SQL on MySQL, and on MariaDB if that states none.
    pub fn mysql(self, sql: &'static str) -> Self {
        self.on("mysql", sql)
    }

    /// The SQL on MariaDB.
    pub fn mariadb(self, sql: &'static str) -> Self {
        self.on("mariadb", sql)
    }

    /// The parameters.
    pub fn params<const N: usize>(mut self, params: [Value; N]) -> Self {
        self.params.push((None, params.to_vec()));
        self
    }

    /// The parameters on one dialect.
    pub fn params_on<const N: usize>(mut self, dialect: &'static str, params: [Value; N]) -> Self {
        self.params.push((Some(dialect), params.to_vec()));
        self
    }

    /// The rows. Each cell is read as the type of the value that is expected, as a program
    /// reads it: an integer is one, be it stored as a whole decimal.
    pub fn rows(mut self, rows: Vec<Vec<Value>>) -> Self {
        self.rows.push((None, rows));
        self
    }

    /// The rows on one dialect, where databases really differ.
    pub fn rows_on(mut self, dialect: &'static str, rows: Vec<Vec<Value>>) -> Self {
        self.rows.push((Some(dialect), rows));
        self
    }

    /// What a query finds after it. A statement that gives no rows needs no other proof.
    pub fn leaves(mut self, query: impl Compile + 'static, rows: Vec<Vec<Value>>) -> Self {
        self.leaves = Some((Box::new(query), rows));
        self
    }

    /// What it can't do without. Where the dialect's sheet says that this is refused, the
    /// case must be refused; where it does not, the case must work.
    pub fn needs(mut self, capability: Capability) -> Self {
        self.needs.push(capability);
        self
    }

    /// It is refused on a dialect, and on those based on it.
    pub fn refused_on<const N: usize>(
        mut self,
        dialect: &'static str,
        kind: ErrorKind,
        says: [&'static str; N],
    ) -> Self {
        let refusal = Refusal { kind, says: says.to_vec(), place: None };
        self.refused_on.push((dialect, refusal));
        self
    }

    /// The clause that the refusal before names as its place.
    pub fn at(mut self, place: &'static str) -> Self {
        let last = self.refused_on.last_mut().map(|(_, refusal)| refusal);
        if let Some(refusal) = last.or(self.refused.as_mut()) {
            refusal.place = Some(place);
        }
        self
    }

    /// The database lacks it, and the dialect writes the same in other words. Without this,
    /// what a case needs says so.
    pub fn emulated_on(mut self, dialect: &'static str) -> Self {
        self.support.push((dialect, Support::Emulated));
        self
    }

    /// It means nothing on a dialect, and why: it does not run there, and the report says so.
    pub fn not_on(mut self, dialect: &'static str, why: &'static str) -> Self {
        self.left_out.push((dialect, why));
        self
    }

    /// It means something on these dialects alone, and on those based on them, and why.
    pub fn only_on<const N: usize>(
        mut self,
        dialects: [&'static str; N],
        why: &'static str,
    ) -> Self {
        self.only_on = Some((dialects.to_vec(), why));
        self
    }

    /// It compiles, and the database refuses to run it with an error of this kind.
    pub fn fails_on(mut self, dialect: &'static str, kind: ErrorKind) -> Self {
        self.fails.push((dialect, kind));
        self
    }

    /// On a dialect it is not run with its values as literals, and why.
    pub fn bound_on(mut self, dialect: &'static str, why: &'static str) -> Self {
        self.bound_on.push((dialect, why));
        self
    }

    /// Its name, with its group's: `joins/full`.
    #[must_use]
    pub fn name(&self) -> String {
        if self.group.is_empty() {
            self.name.to_string()
        } else {
            format!("{}/{}", self.group, self.name)
        }
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case").field("name", &self.name()).finish_non_exhaustive()
    }
}
