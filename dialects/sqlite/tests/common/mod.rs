//! What the tests share.
#![allow(dead_code, unused_imports, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use aludel::engine::{Engine, PooledConnection};
use aludel::prelude::*;
use aludel::testing;
pub(crate) use aludel::testing::sql;
use aludel_sqlite::Sqlite;

/// A connection to a database of its own in memory.
pub(crate) fn memory() -> PooledConnection {
    Engine::open(&Sqlite, "sqlite::memory:").unwrap().connect().unwrap()
}

/// Runs statements one by one.
pub(crate) fn run(conn: &mut Connection, statements: &[&str]) {
    testing::execute_all(conn, statements).unwrap();
}

/// The single integer that a query gives.
pub(crate) fn int(conn: &mut Connection, text: &str) -> i64 {
    testing::scalar(conn, text).unwrap()
}

/// A folder that goes when the test ends.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "aludel-sqlite-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// The URL of a file in it.
    pub(crate) fn url(&self, file: &str) -> String {
        format!("sqlite://{}/{file}", self.0.display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
