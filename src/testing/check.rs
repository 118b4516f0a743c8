//! How one case is checked on a database.

use super::case::{Cells, Refusal};
use super::report::Outcome;
use super::shop::Shop;
use super::{Capabilities, Capability, Case, Support, cells};
use crate::ast::{Fold, StatementRef, fold_delete, fold_insert, fold_merge, fold_update};
use crate::dialect::{Ansi, Dialect};
use crate::engine::Connection;
use crate::error::{Error, ErrorKind};
use crate::render::{Options, Parentheses, Sql};
use crate::schema::DropTable;

/// What went wrong.
type Failure = String;

impl Case {
    /// Compiles it, and runs it in each way; or sees it refused.
    pub(super) fn check(
        &self,
        sheet: &Capabilities,
        conn: &mut Connection,
        shop: &mut Shop,
    ) -> Outcome {
        let why = sheet.why_without(&self.name()).or_else(|| self.why_not_on(conn.dialect()));
        if let Some(why) = why {
            return Outcome::NotRun(why);
        }
        let outcome =
            self.check_ansi().and_then(|()| match self.must_be_refused(sheet, conn.dialect()) {
                Some(refusal) => self.sees_refusal(&refusal, conn.dialect()),
                None => self.works(conn, shop).map(|()| self.support(sheet, conn.dialect())),
            });
        outcome.unwrap_or_else(Outcome::Failed)
    }

    fn check_ansi(&self) -> Result<(), Failure> {
        let Some(expected) = self.ansi_text() else { return Ok(()) };
        let sql = self.statement.to_sql(&Ansi).map_err(|error| failed("for ANSI", &error))?;
        differs("the SQL for ANSI", sql.text(), expected)
    }

    fn must_be_refused(&self, sheet: &Capabilities, dialect: &dyn Dialect) -> Option<Refusal> {
        if let Some(refusal) = self.refusal_of(dialect) {
            return Some(refusal.clone());
        }
        let refuses = |need| sheet.support(need, dialect.features()) == Support::Refused;
        if self.needs.iter().any(|need| refuses(*need)) {
            let kind = ErrorKind::Unsupported;
            return Some(Refusal { kind, says: Vec::new(), place: None });
        }
        self.refused.clone()
    }

    fn sees_refusal(&self, refusal: &Refusal, dialect: &dyn Dialect) -> Result<Outcome, Failure> {
        let Refusal { kind, says, place } = refusal;
        let error = match self.statement.to_sql(dialect) {
            Ok(sql) => return Err(format!("it must be refused, and becomes {}", sql.text())),
            Err(error) => error,
        };
        if error.kind() != *kind {
            return Err(failed(&format!("it must be refused as {kind:?}"), &error));
        }
        let text = error.to_string();
        if let Some(part) = says.iter().find(|part| !text.contains(**part)) {
            return Err(format!("the refusal does not say {part:?}: {text}"));
        }
        if error.help().is_none() {
            return Err(format!("the refusal has no way out: {text}"));
        }
        if place.is_some() && error.place() != *place {
            return Err(format!("the refusal's place is {:?}: {text}", error.place()));
        }
        if error.dialect().is_some_and(|named| named != dialect.describe()) {
            return Err(format!("the refusal names another dialect: {text}"));
        }
        Ok(if *kind == ErrorKind::Unsupported { Outcome::Refused } else { Outcome::Rejected })
    }

    /// Native, unless the case or the sheet says that it is emulated.
    fn support(&self, sheet: &Capabilities, dialect: &dyn Dialect) -> Outcome {
        let emulated = |need| sheet.support(need, dialect.features()) == Support::Emulated;
        match self.stated_support(dialect) {
            Some(Support::Emulated) => Outcome::Emulated,
            None if self.needs.iter().any(|need| emulated(*need)) => Outcome::Emulated,
            _ => Outcome::Native,
        }
    }

    fn works(&self, conn: &mut Connection, shop: &mut Shop) -> Result<(), Failure> {
        let sql = self.compile(conn.dialect(), Options::default())?;
        let expected = self
            .text(conn.dialect())
            .map_err(|missing| format!("{missing}; it becomes\n  {}", sql.text()))?;
        if let Some(expected) = expected {
            differs("the SQL", sql.text(), &expected)?;
            if let Some(params) = self.params_of(conn.dialect())
                && sql.params() != params
            {
                return Err(format!("the parameters are {:?}, not {params:?}", sql.params()));
            }
        }
        self.runs("as it is", &sql, conn, shop)?;
        let full = Options { parentheses: Parentheses::Full, ..Options::default() };
        self.runs("with all parentheses", &self.compile(conn.dialect(), full)?, conn, shop)?;
        if self.has_literals(conn.dialect()) {
            let literal = Options { literal: true, ..Options::default() };
            self.runs("with literals", &self.compile(conn.dialect(), literal)?, conn, shop)?;
        }
        self.folds()
    }

    fn compile(&self, dialect: &dyn Dialect, options: Options) -> Result<Sql, Failure> {
        self.statement
            .to_sql_with(dialect, options)
            .map_err(|error| failed(&format!("compiling with {options:?}"), &error))
    }

    /// Runs a text in the shop and compares the rows.
    fn runs(
        &self,
        how: &str,
        sql: &Sql,
        conn: &mut Connection,
        shop: &mut Shop,
    ) -> Result<(), Failure> {
        shop.open(conn).map_err(|error| failed("filling the tables", &error))?;
        if self.needs.contains(&Capability::FullText) {
            shop.open_reviews(conn).map_err(|error| failed("filling the reviews", &error))?;
        }
        match self.statement.statement() {
            // With a WITH it may change the tables.
            StatementRef::Select(_) if self.leaves.is_none() => {}
            StatementRef::CreateTable(create) => {
                let drop = DropTable::new(create.table.clone()).if_exists();
                conn.execute(&drop).map_err(|error| failed("dropping the table", &error))?;
                shop.disturbed();
            }
            _ => shop.disturbed(),
        }
        let within = |failure| format!("{how}: {failure}\n  {sql}");
        if let Some(kind) = self.failure(conn.dialect()) {
            return cells::fails(conn, sql, kind).map_err(within);
        }
        let none = Cells::new();
        let expected = match (self.rows_of(conn.dialect()), &self.leaves) {
            (Some(rows), _) => rows,
            (None, Some(_)) => &none,
            (None, None) => return Err("no rows are stated".to_owned()),
        };
        cells::gives(conn, sql, expected).map_err(within)?;
        let Some((query, expected)) = &self.leaves else { return Ok(()) };
        let query = query.to_sql(conn.dialect()).map_err(|error| failed("the query", &error))?;
        cells::gives(conn, &query, expected).map_err(|failure| within(format!("leaves {failure}")))
    }

    /// A fold that replaces nothing gives an equal tree.
    fn folds(&self) -> Result<(), Failure> {
        struct Nothing;
        impl Fold for Nothing {}
        let equal = match self.statement.statement() {
            StatementRef::Select(select) => Nothing.fold_select(select) == *select,
            StatementRef::Insert(insert) => fold_insert(&mut Nothing, insert) == *insert,
            StatementRef::Update(update) => fold_update(&mut Nothing, update) == *update,
            StatementRef::Delete(delete) => fold_delete(&mut Nothing, delete) == *delete,
            StatementRef::Merge(merge) => fold_merge(&mut Nothing, merge) == *merge,
            _ => true,
        };
        if equal { Ok(()) } else { Err("a fold that replaces nothing changes the tree".to_owned()) }
    }
}

fn differs(what: &str, found: &str, expected: &str) -> Result<(), Failure> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what} is\n  {found}\n  and not\n  {expected}"))
}

fn failed(what: &str, error: &Error) -> Failure {
    format!("{what}: {error:?}")
}
