//! The real file, where there is one.

use std::path::{Path, PathBuf};

/// The file that CHINOOK names, from the workspace's folder; or else the one beside the workspace.
/// Where there is none, `tests/run.sh` leaves the tests of it out and says so.
pub(crate) fn file() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let named = std::env::var_os("CHINOOK").map(PathBuf::from);
    let beside = || PathBuf::from("../shared/chinook/Chinook_Sqlite.sqlite");
    let file = workspace.join(named.unwrap_or_else(beside));
    assert!(file.is_file(), "no file at {}: set CHINOOK to one", file.display());
    file
}
