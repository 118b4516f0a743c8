//! What the compiler says to the commonest mistakes.

use std::process::Command;

/// The compiler whose messages are pinned: others word them in their own ways, and with them
/// `tests/run.sh` leaves this test out and says so.
const RUSTC: &str = "rustc 1.95";

#[test]
fn mistakes_are_explained() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().unwrap().stdout;
    let version = String::from_utf8_lossy(&version);
    assert!(version.starts_with(RUSTC), "the messages are those of {RUSTC}, and this is {version}");
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
