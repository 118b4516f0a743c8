//! What the compiler says to the commonest mistakes.

use std::process::Command;

/// The compiler whose messages are pinned: others word them in their own ways.
const RUSTC: &str = "rustc 1.95";

#[test]
fn mistakes_are_explained() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().unwrap().stdout;
    let version = String::from_utf8_lossy(&version);
    if !version.starts_with(RUSTC) {
        println!("skipped: the messages are pinned for {RUSTC}, and this is {version}");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
