//! What a case is, and how it runs.

use aludel::ast::{Fold, StatementRef, fold_delete, fold_insert, fold_update};
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses, Sql};
use aludel::{ErrorKind, dialect::Ansi};
use aludel_sqlite::Sqlite;

use crate::shop;

/// Rows of cells.
type Cells = Vec<Vec<Value>>;

/// A statement and what it must do.
pub(crate) struct Case {
    name: &'static str,
    statement: Box<dyn Compile>,
    ansi: Option<&'static str>,
    sqlite: Option<&'static str>,
    params: Option<Vec<Value>>,
    rows: Option<Cells>,
    leaves: Option<(Box<dyn Compile>, Cells)>,
}

/// Starts a case.
pub(crate) fn case(name: &'static str, statement: impl Compile + 'static) -> Case {
    Case {
        name,
        statement: Box::new(statement),
        ansi: None,
        sqlite: None,
        params: None,
        rows: None,
        leaves: None,
    }
}

impl Case {
    /// Its SQL in the standard's words.
    pub(crate) fn ansi(mut self, sql: &'static str) -> Self {
        self.ansi = Some(sql);
        self
    }

    /// Its SQL on SQLite.
    pub(crate) fn sqlite(mut self, sql: &'static str) -> Self {
        self.sqlite = Some(sql);
        self
    }

    /// Its SQL where dialects do not differ.
    pub(crate) fn both(self, sql: &'static str) -> Self {
        self.ansi(sql).sqlite(sql)
    }

    /// Its parameters on SQLite.
    pub(crate) fn params<const N: usize>(mut self, params: [Value; N]) -> Self {
        self.params = Some(params.to_vec());
        self
    }

    /// Its rows.
    pub(crate) fn rows(mut self, rows: Vec<Vec<Value>>) -> Self {
        self.rows = Some(rows);
        self
    }

    /// What a query finds after it. A statement that gives no rows needs no other proof.
    pub(crate) fn leaves(mut self, query: impl Compile + 'static, rows: Vec<Vec<Value>>) -> Self {
        self.leaves = Some((Box::new(query), rows));
        self
    }

    fn check(&self) {
        let name = self.name;
        if let Some(expected) = self.ansi {
            let sql = self.statement.to_sql(&Ansi).unwrap_or_else(|e| panic!("{name}: {e:?}"));
            assert_eq!(sql.text(), expected, "{name}, ansi");
        }
        let sql = self.statement.to_sql(&Sqlite).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let expected = self.sqlite.unwrap_or_else(|| panic!("{name}: no SQL is stated"));
        assert_eq!(sql.text(), expected, "{name}, sqlite");
        if let Some(params) = &self.params {
            assert_eq!(sql.params(), params, "{name}: parameters");
        }
        self.run("as it is", &sql);
        self.run("with all parentheses", &self.compile(false, Parentheses::Full));
        self.run("with literals", &self.compile(true, Parentheses::Minimal));
        self.fold_nothing();
    }

    fn compile(&self, literal: bool, parentheses: Parentheses) -> Sql {
        let options = Options { literal, parentheses };
        self.statement
            .to_sql_with(&Sqlite, options)
            .unwrap_or_else(|e| panic!("{}, {options:?}: {e:?}", self.name))
    }

    /// Runs a text in a fresh shop and compares the rows.
    fn run(&self, how: &str, sql: &Sql) {
        let name = self.name;
        let mut conn = shop::open();
        let rows = fetch(&mut conn, sql)
            .unwrap_or_else(|error| panic!("{name}, {how}: {error:?}\n{}", sql.text()));
        let none = Vec::new();
        let expected = match (&self.rows, &self.leaves) {
            (Some(rows), _) => rows,
            (None, Some(_)) => &none,
            (None, None) => panic!("{name}: no rows are stated"),
        };
        assert_eq!(rows, *expected, "{name}, {how}: {}", sql.text());
        if let Some((query, expected)) = &self.leaves {
            let query = query.to_sql(&Sqlite).unwrap_or_else(|e| panic!("{name}: {e:?}"));
            let left = fetch(&mut conn, &query).unwrap_or_else(|e| panic!("{name}: {e:?}"));
            assert_eq!(left, *expected, "{name}, {how}, leaves: {}", sql.text());
        }
    }

    /// A fold that replaces nothing gives an equal tree.
    fn fold_nothing(&self) {
        struct Nothing;
        impl Fold for Nothing {}
        let name = self.name;
        match self.statement.statement() {
            StatementRef::Select(select) => {
                assert_eq!(Nothing.fold_select(select), *select, "{name}: folded");
            }
            StatementRef::Insert(insert) => {
                assert_eq!(fold_insert(&mut Nothing, insert), *insert, "{name}: folded");
            }
            StatementRef::Update(update) => {
                assert_eq!(fold_update(&mut Nothing, update), *update, "{name}: folded");
            }
            StatementRef::Delete(delete) => {
                assert_eq!(fold_delete(&mut Nothing, delete), *delete, "{name}: folded");
            }
            _ => {}
        }
    }
}

/// Runs compiled SQL; NULLs lose their kind, so that rows compare.
pub(crate) fn fetch(conn: &mut PooledConnection, sql: &Sql) -> aludel::Result<Vec<Vec<Value>>> {
    let mut rows = Vec::new();
    conn.driver().query_with(sql.text(), sql.params(), &mut |cursor| {
        while cursor.advance()? {
            let cells = (0..cursor.width())
                .map(|i| cursor.get(i).map(|cell| cell.to_value()))
                .collect::<aludel::Result<Vec<_>>>()?;
            let row = Row::new(cursor.header().clone(), cells);
            // As the columns are declared: a boolean is no integer.
            let declared = (0..cursor.width()).map(|i| row.get::<Value>(i).map(plain));
            rows.push(declared.collect::<aludel::Result<_>>()?);
        }
        Ok(())
    })?;
    Ok(rows)
}

fn plain(value: Value) -> Value {
    if value.is_null() { Value::NULL } else { value }
}

/// Runs the cases; all that fail are reported.
pub(crate) fn run(cases: impl IntoIterator<Item = Case>) {
    let mut count = 0;
    for case in cases {
        case.check();
        count += 1;
    }
    assert!(count > 0, "there are cases");
}

/// A statement that must be refused: with this kind, and with a message that says all of these.
pub(crate) fn refused(statement: &dyn Compile, kind: ErrorKind, says: &[&str]) {
    let error = statement.to_sql(&Sqlite).expect_err("the statement must be refused");
    assert_eq!(error.kind(), kind, "{error:?}");
    let text = error.to_string();
    for part in says {
        assert!(text.contains(part), "{text:?} does not say {part:?}");
    }
    assert!(error.help().is_some(), "{text:?} has no way out");
}

/// Refused, and the error says in which clause.
pub(crate) fn refused_in(statement: &dyn Compile, place: &str, kind: ErrorKind, says: &[&str]) {
    refused(statement, kind, says);
    let error = statement.to_sql(&Sqlite).unwrap_err();
    assert_eq!(error.place(), Some(place), "{error:?}");
    assert_eq!(error.dialect(), Some("sqlite 3.54"), "{error:?}");
}

/// Rows of values: `rows![(1, "x"), (2, NULL)]`.
macro_rules! rows {
    ($(($($value:expr),* $(,)?)),* $(,)?) => {
        vec![$(vec![$(aludel::value::Value::from($value)),*]),*]
    };
}
pub(crate) use rows;

/// NULL in expected rows.
pub(crate) const NULL: Value = Value::NULL;
