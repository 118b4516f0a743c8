//! The real file, where there is one.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file that CHINOOK names, from the workspace's folder, which must be there then; or else
/// the one beside the workspace. Without one the test is named as not run.
pub(crate) fn file(test: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if let Some(file) = std::env::var_os("CHINOOK") {
        let file = workspace.join(file);
        assert!(file.is_file(), "CHINOOK is {}, and there is no such file", file.display());
        return Some(file);
    }
    let beside = workspace.join("../shared/chinook/Chinook_Sqlite.sqlite");
    if beside.is_file() {
        return Some(beside);
    }
    not_run(test, "no Chinook file: set CHINOOK to the path of one");
    None
}

/// Says so past the capture of the test harness, which hides what passing tests print.
pub(crate) fn not_run(test: &str, why: &str) {
    let line = format!("not run: {test}: {why}\n");
    io::stderr().write_all(line.as_bytes()).unwrap();
}
