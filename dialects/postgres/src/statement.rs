//! Prepared statements, and the cache of them.

use std::collections::HashMap;
use std::sync::Arc;

use aludel::engine::Header;
use aludel::value::Kind;

use crate::codec::column::Decode;
use crate::wire::count;

/// A statement that the server has prepared.
pub(crate) struct Statement {
    /// Empty for one that is not kept.
    pub(crate) name: String,
    /// The types that were asked for, 0 where the server decided.
    pub(crate) asked: Vec<u32>,
    /// The parameters' types.
    pub(crate) types: Box<[u32]>,
    pub(crate) columns: Box<[Decode]>,
    pub(crate) header: Arc<Header>,
    /// Whether a column is of arrays.
    pub(crate) makes_cells: bool,
    /// How the columns are wanted, as a Bind ends.
    pub(crate) results: Vec<u8>,
    /// The columns' types.
    pub(crate) column_types: Box<[u32]>,
}

impl Statement {
    pub(crate) fn new(
        name: String,
        asked: Vec<u32>,
        types: Vec<u32>,
        columns: Vec<(Box<str>, u32, Decode)>,
    ) -> Self {
        let column_types = columns.iter().map(|(_, ty, _)| *ty).collect();
        let (names, columns): (Vec<_>, Vec<Decode>) =
            columns.into_iter().map(|(name, _, decode)| (name, decode)).unzip();
        let mut results = count(columns.len()).to_vec();
        for decode in &columns {
            results.extend(u16::from(decode.is_binary()).to_be_bytes());
        }
        // What a cell is stored as says what it is: nothing has to be declared.
        let kinds = names.into_iter().map(|name: Box<str>| (name, Kind::Unknown));
        Statement {
            name,
            asked,
            types: types.into(),
            header: Arc::new(Header::new(kinds)),
            makes_cells: columns.iter().any(|decode| decode.is_made()),
            columns: columns.into(),
            results,
            column_types,
        }
    }
}

/// The statements of a text: the first with the types that the server inferred, the others
/// with those that some values needed instead.
struct Entry {
    statements: Vec<Arc<Statement>>,
    used: u64,
}

/// How the names of statements begin.
pub(crate) const STATEMENT_PREFIX: &str = "aludel_";

/// How many statements a text may have.
const VARIANTS: usize = 8;

/// The statements that a connection keeps; the one that was not used for longest goes first.
pub(crate) struct Cache {
    entries: HashMap<Box<str>, Entry>,
    capacity: usize,
    clock: u64,
    named: u64,
    /// What the server is to forget, with the next message.
    closing: Vec<String>,
}

impl Cache {
    pub(crate) fn new(capacity: usize) -> Self {
        Cache { entries: HashMap::new(), capacity, clock: 0, named: 0, closing: Vec::new() }
    }

    /// A name for a new statement; none if statements aren't kept.
    pub(crate) fn new_name(&mut self) -> String {
        if self.capacity == 0 {
            return String::new();
        }
        self.named += 1;
        format!("{STATEMENT_PREFIX}{}", self.named)
    }

    /// The statement of this text with the types that were asked for; none is the first.
    #[inline]
    pub(crate) fn get(&mut self, sql: &str, asked: &[u32]) -> Option<Arc<Statement>> {
        let entry = self.entries.get_mut(sql)?;
        self.clock += 1;
        entry.used = self.clock;
        entry.statements.iter().find(|statement| statement.asked == asked).cloned()
    }

    pub(crate) fn put(&mut self, sql: &str, statement: Arc<Statement>) {
        if self.capacity == 0 {
            return;
        }
        self.clock += 1;
        if let Some(entry) = self.entries.get_mut(sql) {
            if entry.statements.len() >= VARIANTS {
                self.closing.push(entry.statements.remove(1).name.clone());
            }
            entry.statements.push(statement);
            return;
        }
        if self.entries.len() >= self.capacity {
            self.evict();
        }
        let entry = Entry { statements: vec![statement], used: self.clock };
        self.entries.insert(sql.into(), entry);
    }

    /// Drops the entry that was used longest ago. Looking at all of them costs less than
    /// keeping them in order at every use, which is far more frequent.
    fn evict(&mut self) {
        let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used);
        if let Some(sql) = oldest.map(|(sql, _)| sql.clone()) {
            self.forget(&sql);
        }
    }

    /// Drops the statements of a text.
    pub(crate) fn forget(&mut self, sql: &str) {
        if let Some(entry) = self.entries.remove(sql) {
            self.closing.extend(entry.statements.iter().map(|statement| statement.name.clone()));
        }
    }

    /// The names that are to be closed, each once.
    pub(crate) fn take_closing(&mut self) -> Vec<String> {
        std::mem::take(&mut self.closing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(name: &str, asked: Vec<u32>) -> Arc<Statement> {
        Arc::new(Statement::new(name.to_owned(), asked, Vec::new(), Vec::new()))
    }

    #[test]
    fn the_least_recently_used_goes() {
        let mut cache = Cache::new(2);
        cache.put("a", statement("1", vec![]));
        cache.put("b", statement("2", vec![]));
        cache.put("a", statement("3", vec![20]));
        assert!(cache.get("a", &[]).is_some());
        cache.put("c", statement("4", vec![]));
        assert!(cache.get("b", &[]).is_none());
        assert_eq!(cache.get("a", &[20]).unwrap().name, "3");
        assert_eq!(cache.take_closing(), ["2"]);
        cache.forget("a");
        assert_eq!(cache.take_closing(), ["1", "3"]);
        assert!(cache.take_closing().is_empty());
    }

    #[test]
    fn nothing_is_kept_without_capacity() {
        let mut cache = Cache::new(0);
        cache.put("a", statement("", vec![]));
        assert!(cache.get("a", &[]).is_none());
        assert_eq!(cache.new_name(), "");
    }
}
