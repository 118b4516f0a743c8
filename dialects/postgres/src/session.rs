//! A connection's session: statements are prepared, bound and run.

use std::sync::Arc;

use aludel::engine::{Status, wrong_parameter_count};
use aludel::value::Value;
use aludel::{Error, ErrorKind, Result};

use crate::codec::column::Decode;
use crate::codec::encode::{Misfit, encode, own_type, parameters, shown};
use crate::codec::oid;
use crate::error::ServerError;
use crate::statement::{Cache, Statement};
use crate::types_lookup::UserTypes;
use crate::wire::{Message, Wire};

/// Asks for the own types of all values from a position on that do not fit.
#[cold]
fn ask_for_others(from: usize, params: &[Value], types: &[u32], asked: &mut [u32]) {
    let mut scratch = Vec::new();
    for ((value, ty), asked) in params.iter().zip(types).zip(asked).skip(from) {
        scratch.clear();
        if let Err(Misfit::Narrow | Misfit::Assigned(_)) = encode(value, *ty, &mut scratch) {
            *asked = own_type(value);
        }
    }
}

/// How many times a statement's types may be asked for anew for the sake of its values.
const ATTEMPTS: usize = 4;

pub(crate) struct Session {
    pub(crate) wire: Wire,
    cache: Cache,
    types: UserTypes,
}

impl Session {
    pub(crate) fn new(wire: Wire, statements: usize) -> Self {
        Session { wire, cache: Cache::new(statements), types: UserTypes::default() }
    }

    /// Binds and runs a statement, for at most `rows` rows (0 is all), up to the server's word
    /// that the parameters are good. What a schema change has broken is prepared once more,
    /// where there is no transaction that this would come too late for.
    pub(crate) fn start(
        &mut self,
        sql: &str,
        params: &[Value],
        rows: u32,
    ) -> Result<Arc<Statement>> {
        self.wire.settle()?;
        if sql.contains('\0') {
            return Err(Error::new(ErrorKind::Syntax, "the statement has a NUL character in it"));
        }
        let idle = self.wire.status() == Status::Idle;
        match self.attempt(sql, params, rows) {
            Err((error, true)) => {
                self.cache.forget(sql);
                if !idle || self.wire.status() != Status::Idle {
                    return Err(error.with_help(
                        "a prepared statement was outdated: roll the transaction back, and run \
                         it again",
                    ));
                }
                self.attempt(sql, params, rows).map_err(|(error, _)| error)
            }
            Err((error, false)) => Err(error),
            Ok(statement) => Ok(statement),
        }
    }

    /// One attempt; an error comes with whether a new one may help.
    fn attempt(
        &mut self,
        sql: &str,
        params: &[Value],
        rows: u32,
    ) -> Result<Arc<Statement>, (Error, bool)> {
        let (statement, fresh) = self.bound(sql, params).map_err(|error| (error, false))?;
        let run = self.run(rows);
        match run {
            Ok(()) => Ok(statement),
            Err(error) => {
                let outdated = !fresh && is_outdated(&error);
                Err((error, outdated))
            }
        }
    }

    /// Sends the Bind that is written, with an Execute, and waits until it is accepted.
    fn run(&mut self, rows: u32) -> Result<()> {
        self.wire.output.execute(rows);
        if rows == 0 {
            self.wire.output.sync();
            self.wire.send_synced()?;
        } else {
            self.wire.output.flush();
            self.wire.send_flushed()?;
        }
        let Message { tag, body } = self.wire.next()?;
        match tag {
            b'2' => Ok(()),
            b'E' => Err(self.wire.fail(&body)),
            _ => Err(self.wire.garbled()),
        }
    }

    /// Writes a Bind for the values, to a statement whose types can hold them; and whether it
    /// is a new one.
    fn bound(&mut self, sql: &str, params: &[Value]) -> Result<(Arc<Statement>, bool)> {
        let mut asked = Vec::new();
        let mut fresh = false;
        for _ in 0..ATTEMPTS {
            let statement = match self.cache.get(sql, &asked) {
                Some(statement) => statement,
                None => {
                    fresh = true;
                    self.prepare(sql, asked.clone())?
                }
            };
            if statement.types.len() != params.len() {
                self.wire.finish_if_open()?;
                return Err(wrong_parameter_count(statement.types.len(), params.len()));
            }
            let bound = self.wire.output.bind(&statement.name, &statement.results, |out| {
                parameters(params, &statement.types, out)
            });
            match bound {
                Ok(()) => return Ok((statement, fresh)),
                Err((at, Misfit::Assigned(why))) if may_assign(sql, at + 1) => {
                    return Err(self.refused(at, params, &statement, why));
                }
                Err((at, Misfit::Narrow | Misfit::Assigned(_))) => {
                    // Most often the one type that is asked for gives the others theirs.
                    if !asked.is_empty() {
                        ask_for_others(at + 1, params, &statement.types, &mut asked);
                    }
                    asked.resize(params.len(), 0);
                    let own = params.get(at).map_or(0, own_type);
                    match asked.get_mut(at) {
                        // The server was told, and wants something else all the same.
                        Some(slot) if *slot != own => *slot = own,
                        _ => return Err(self.refused(at, params, &statement, RANGE)),
                    }
                }
                Err((at, Misfit::Refused(why))) => {
                    return Err(self.refused(at, params, &statement, why));
                }
            }
        }
        self.wire.finish_if_open()?;
        Err(Error::new(ErrorKind::Parameter, "no types were found that hold the parameters")
            .with_help("write casts around them"))
    }

    #[cold]
    fn refused(&mut self, at: usize, params: &[Value], statement: &Statement, why: &str) -> Error {
        if let Err(error) = self.wire.finish_if_open() {
            return error;
        }
        let what = params.get(at).map(shown).unwrap_or_default();
        let ty = statement.types.get(at).map_or("", |ty| oid::name(*ty));
        Error::new(
            ErrorKind::Parameter,
            format!("parameter {} can't be bound: {what} as {ty}", at + 1),
        )
        .with_help(why)
    }

    /// The types of a statement's parameters, as the server infers them.
    pub(crate) fn parameter_types(&mut self, sql: &str) -> Result<Vec<u32>> {
        self.described(sql).map(|statement| statement.types.to_vec())
    }

    /// A statement, prepared and not run.
    pub(crate) fn described(&mut self, sql: &str) -> Result<Arc<Statement>> {
        self.wire.settle()?;
        if sql.contains('\0') {
            return Err(Error::new(ErrorKind::Syntax, "the statement has a NUL character in it"));
        }
        let statement = match self.cache.get(sql, &[]) {
            Some(statement) => statement,
            None => self.prepare(sql, Vec::new())?,
        };
        self.wire.finish_if_open()?;
        Ok(statement)
    }

    /// Prepares a statement, without a Sync: the Bind that follows ends with one.
    fn prepare(&mut self, sql: &str, asked: Vec<u32>) -> Result<Arc<Statement>> {
        let name = self.cache.new_name();
        for old in self.cache.take_closing() {
            self.wire.output.close_statement(&old);
        }
        self.wire.output.parse(&name, sql, &asked);
        self.wire.output.describe_statement(&name);
        self.wire.output.flush();
        self.wire.send_flushed()?;
        let mut types = Vec::new();
        let columns = loop {
            let Message { tag, body } = self.wire.next()?;
            match tag {
                b'1' => {}
                b't' => types = numbers(self.wire.body(&body)),
                b'T' => break fields(self.wire.body(&body)),
                b'n' => break Some(Vec::new()),
                b'E' => return Err(self.wire.fail(&body)),
                _ => return Err(self.wire.garbled()),
            }
        };
        let Some(columns) = columns else { return Err(self.wire.garbled()) };
        let mut decoded = Vec::with_capacity(columns.len());
        for (column, ty) in columns {
            let element = if ty < oid::FIRST_OF_USERS {
                None
            } else {
                self.types.element_of(ty, &mut self.wire)?
            };
            decoded.push((column, ty, Decode::of(ty, element)));
        }
        let statement = Arc::new(Statement::new(name, asked, types, decoded));
        self.cache.put(sql, statement.clone());
        Ok(statement)
    }
}

/// Whether a statement may assign the parameter to a column, where the server converts in ways in
/// which it does not compare. What is cast is meant to be converted.
#[cold]
fn may_assign(sql: &str, number: usize) -> bool {
    if [format!("CAST(${number} AS "), format!("${number}::")].iter().any(|cast| sql.contains(cast))
    {
        return false;
    }
    let words = sql.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let is_one = |word: &str, of: &[&str]| of.iter().any(|w| w.eq_ignore_ascii_case(word));
    let mut words = words.peekable();
    match words.peek() {
        Some(first) if is_one(first, &["SELECT", "DELETE", "VALUES"]) => false,
        Some(first) if is_one(first, &["WITH"]) => {
            words.any(|word| is_one(word, &["INSERT", "UPDATE", "MERGE"]))
        }
        _ => true,
    }
}

fn is_outdated(error: &Error) -> bool {
    let server = std::error::Error::source(error).and_then(|e| e.downcast_ref::<ServerError>());
    server.is_some_and(ServerError::is_outdated_statement)
}

const RANGE: &str = "it is out of range for its place in the statement";

/// The numbers of a ParameterDescription.
fn numbers(body: &[u8]) -> Vec<u32> {
    let body = body.get(2..).unwrap_or_default();
    body.chunks_exact(4).filter_map(|chunk| chunk.try_into().ok().map(u32::from_be_bytes)).collect()
}

/// The names and types of a RowDescription.
fn fields(body: &[u8]) -> Option<Vec<(Box<str>, u32)>> {
    let (count, mut rest) = body.split_first_chunk::<2>()?;
    let mut fields = Vec::with_capacity(usize::from(u16::from_be_bytes(*count)));
    for _ in 0..u16::from_be_bytes(*count) {
        let end = rest.iter().position(|b| *b == 0)?;
        let (name, after) = rest.split_at(end);
        // After the NUL: the table and the column, then the type, its size and more.
        let ty = after.get(7..11)?.try_into().ok().map(u32::from_be_bytes)?;
        fields.push((String::from_utf8_lossy(name).into(), ty));
        rest = after.get(19..)?;
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_assigns() {
        for (sql, expected) in [
            ("INSERT INTO t VALUES ($1)", true),
            ("update t set i = $1", true),
            ("UPDATE t SET i = CAST($1 AS BIGINT)", false),
            ("UPDATE t SET i = CAST($11 AS BIGINT), j = $1", true),
            ("UPDATE t SET i = $1::int", false),
            ("WITH a AS (INSERT INTO t VALUES ($1) RETURNING i) SELECT 1", true),
            ("WITH a AS (SELECT 1) SELECT $1", false),
            (" SELECT 1 WHERE 2 < $1", false),
            ("DELETE FROM t WHERE i < $1", false),
        ] {
            assert_eq!(may_assign(sql, 1), expected, "{sql}");
        }
    }

    #[test]
    fn a_row_description_that_is_cut_is_none() {
        let mut body = vec![0, 1, b'a', 0];
        body.extend([0, 0, 0, 9, 0, 1]);
        body.extend(23_u32.to_be_bytes());
        body.extend([0, 4, 255, 255, 255, 255, 0, 0]);
        assert_eq!(fields(&body), Some(vec![("a".into(), 23)]));
        for cut in 0..body.len() {
            assert_eq!(fields(body.get(..cut).unwrap()), None, "{cut}");
        }
    }
}
