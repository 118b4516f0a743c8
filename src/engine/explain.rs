//! Plans of statements.

use super::{Connection, Engine, Row};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::{Explainable, explain};
use crate::value::Json;

impl Connection {
    /// How the database would run a statement, as rows of the database's own.
    ///
    /// # Errors
    /// When the statement can't be compiled, or the database refuses it.
    pub fn explain(&mut self, statement: &impl Explainable) -> Result<Vec<Row>> {
        self.fetch_all(&explain(statement))
    }

    /// How the database would run a statement, as one JSON document.
    ///
    /// # Errors
    /// When the database has no plans as JSON, the statement can't be compiled, or the database
    /// refuses it.
    pub fn explain_json(&mut self, statement: &impl Explainable) -> Result<Json> {
        let row = self.fetch_one(&explain(statement).json())?;
        match row.get::<Json>(0) {
            Ok(plan) => Ok(plan),
            Err(error) => row.get::<String>(0).map(Json::from_text).map_err(|_| {
                Error::new(ErrorKind::Decode, "the plan is no JSON").with_source(error)
            }),
        }
    }
}

impl Engine {
    /// How the database would run a statement, as rows of the database's own.
    ///
    /// # Errors
    /// As [`connect`](Engine::connect) and [`Connection::explain`].
    pub fn explain(&self, statement: &impl Explainable) -> Result<Vec<Row>> {
        self.connect()?.explain(statement)
    }

    /// How the database would run a statement, as one JSON document.
    ///
    /// # Errors
    /// As [`connect`](Engine::connect) and [`Connection::explain_json`].
    pub fn explain_json(&self, statement: &impl Explainable) -> Result<Json> {
        self.connect()?.explain_json(statement)
    }
}
