//! The program, as it is called from a shell: it runs unchanged on every database, and the rows
//! are the same.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quickstart")).args(arguments).output().unwrap()
}

/// What it prints.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The titles and what came of the statements, without the database's name, the SQL and the
/// parameters.
fn answers(text: &str) -> Vec<&str> {
    let starts = ["-- ", "   |", "   ("];
    text.lines().skip(1).filter(|line| starts.iter().any(|start| line.starts_with(start))).collect()
}

#[test]
fn sqlite_in_memory() {
    let text = printed(&[]);
    assert!(text.starts_with("-- On sqlite "), "{text}");
    assert_eq!(answers(&text).iter().filter(|line| line.starts_with("-- ")).count(), 14, "{text}");
    assert!(text.contains("   | Kind of Blue | 2600        |\n"), "{text}");
    assert!(text.contains("   (2 rows changed)\n"), "{text}");
    assert!(!text.contains("(no rows)"), "{text}");
    assert_eq!(text, printed(&["sqlite::memory:"]));
}

#[test]
fn an_unknown_scheme_is_told_with_the_way_out() {
    let output = run(&["oracle://scott@localhost/shop"]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    for says in ["scheme oracle", "features postgres, mysql and all"] {
        assert!(message.contains(says), "{message:?} does not say {says:?}");
    }
}

/// Where it is built with all databases; see `tests/run.sh` for a server that is not there.
#[cfg(feature = "all")]
mod servers {
    use super::{answers, printed};

    fn same_rows_on(variable: &str, dialect: &str) {
        let database = aludel_scratch::database(variable).unwrap();
        let url = database.url().to_unmasked_string();
        let (ours, theirs) = (printed(&[]), printed(&[&url]));
        assert!(theirs.starts_with(&format!("-- On {dialect} ")), "{theirs}");
        assert_eq!(answers(&ours), answers(&theirs));
        // Its own tables are made anew.
        assert_eq!(theirs, printed(&[&url]));
    }

    macro_rules! on {
        ($($server:ident: $variable:literal, $dialect:literal;)+) => {$(
            mod $server {
                #[test]
                fn same_rows() {
                    super::same_rows_on($variable, $dialect);
                }
            }
        )+};
    }

    on! {
        postgres: "ALUDEL_TEST_POSTGRES", "postgres";
        postgres18: "ALUDEL_TEST_POSTGRES18", "postgres";
        mariadb: "ALUDEL_TEST_MARIADB", "mariadb";
        mysql: "ALUDEL_TEST_MYSQL", "mysql";
    }
}
