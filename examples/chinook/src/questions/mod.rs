//! The questions: in words, with the builder, and in plain SQL.

pub mod catalogue;
pub mod customers;
pub mod people;
pub mod sales;

use aludel::Result;
use aludel::prelude::*;
use aludel::render::Sql;

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// In words.
    pub title: &'static str,
    /// In SQLite's SQL, as one would write it by hand. It gives the same rows in the same order.
    pub plain: &'static str,
    /// Asks it with the builder.
    pub ask: fn(&mut Connection) -> Result<Answer>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was run; of a statement that was run several times, with its last parameters.
    pub sql: Sql,
    /// All rows, of all runs.
    pub rows: Vec<Row>,
}

/// All ten.
pub const ALL: [Question; 10] = [
    customers::BEST_CUSTOMERS,
    sales::MONTHS_AND_GENRES,
    catalogue::STRANGE_PLAYLISTS,
    people::CHAIN_OF_COMMAND,
    catalogue::UNSOLD_ALBUMS,
    sales::TOP_ARTISTS,
    customers::ALL_ROUNDERS,
    catalogue::LONG_TRACKS,
    sales::WRONG_TOTALS,
    sales::MEDIA_TYPES,
];

/// Runs a statement and keeps its rows.
fn answer(conn: &mut Connection, statement: &impl Run) -> Result<Answer> {
    let sql = statement.prepare(conn.dialect())?.into_owned();
    Ok(Answer { sql, rows: conn.fetch_all_as(statement)? })
}
