//! The program, as it is called from a shell.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod tiny;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chinook")).args(arguments).output().unwrap()
}

/// A file that is not there yet.
fn fresh(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&file);
    file
}

fn refused(arguments: &[&Path], says: &str) {
    let output = run(arguments);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains(says), "{message:?} does not say {says:?}");
    assert_eq!(message.lines().count(), 1, "{message:?}");
    assert!(output.stdout.is_empty());
}

#[test]
fn answers_ten_questions() {
    // A name with all that means something in a URL, and its encoding.
    let file = fresh("tiny #1?mode=x&50%20.sqlite");
    let plain = fresh("tiny.sqlite");
    drop(tiny::create(&format!("sqlite:{}", plain.display())).unwrap());
    fs::rename(&plain, &file).unwrap();

    let output = run(&[&file]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for number in 1..=10 {
        assert!(text.contains(&format!("\n{number}. ")), "question {number} is missing:\n{text}");
    }
    assert!(text.contains("    | Endless | Rock  |      10 |\n"), "{text}");
    assert!(!text.contains("(no rows)"), "{text}");
}

#[test]
fn bad_input_is_told() {
    refused(&[], "which database? give a file");
    let missing = fresh("missing.sqlite");
    refused(&[&missing, &missing, &missing], "which database? give a file");
    refused(&[&missing], "there is no file ");

    let text = fresh("text.sqlite");
    fs::write(&text, "This is no database, however long it may be: ".repeat(100)).unwrap();
    refused(&[&text], "can't open ");

    let empty = fresh("empty.sqlite");
    fs::write(&empty, "").unwrap();
    refused(&[&empty], "is no Chinook database: it has no table Artist, Album, ");
}

#[test]
fn loads_into_another_file_once() {
    let (from, to) = (fresh("from.sqlite"), fresh("to.sqlite"));
    drop(tiny::create(&format!("sqlite:{}", from.display())).unwrap());
    let url = format!("sqlite:{}", to.display());
    let load = || run(&[&from, Path::new(&url)]);

    let (loaded, again) = (load(), load());
    let text = String::from_utf8(loaded.stdout).unwrap();
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    assert!(text.starts_with("47 rows loaded into sqlite "), "{text}");
    let answers = String::from_utf8(run(&[&from]).stdout).unwrap();
    assert_eq!(text.split_once('\n').unwrap().1, answers);

    let message = String::from_utf8(again.stderr).unwrap();
    assert_eq!(again.status.code(), Some(1), "{message}");
    assert!(message.contains("the table Artist has 3 rows already"), "{message}");
    assert!(again.stdout.is_empty());
}

#[test]
fn an_unknown_scheme_is_told_with_the_way_out() {
    let file = fresh("scheme.sqlite");
    drop(tiny::create(&format!("sqlite:{}", file.display())).unwrap());
    let output = run(&[&file, Path::new("oracle://scott@localhost/shop")]);
    let message = String::from_utf8(output.stderr).unwrap();
    for says in ["scheme oracle", "features postgres, mysql and all"] {
        assert!(message.contains(says), "{message:?} does not say {says:?}");
    }
}
