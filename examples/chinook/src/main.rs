//! Asks a Chinook SQLite file ten business questions: `cargo run -p chinook -- FILE`.
#![forbid(unsafe_code)]

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use chinook::{open, questions, report};

/// How many rows of an answer are shown.
const SHOWN: usize = 8;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(file), None) = (arguments.next(), arguments.next()) else {
        return wrong("which database? give one file: cargo run -p chinook -- FILE");
    };
    let file = Path::new(&file);
    let mut conn = match open::open(file) {
        Ok(conn) => conn,
        Err(message) => return wrong(&message),
    };
    for (number, question) in (1..).zip(&questions::ALL) {
        let answer = match (question.ask)(&mut conn) {
            Ok(answer) => answer,
            Err(error) => {
                eprintln!("chinook: question {number}: {error:?}");
                return ExitCode::FAILURE;
            }
        };
        let text = report::report(number, question, &answer, SHOWN);
        match std::io::stdout().write_all(text.as_bytes()) {
            // Whoever reads has read enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            Err(error) => {
                eprintln!("chinook: {error}");
                return ExitCode::FAILURE;
            }
            Ok(()) => {}
        }
    }
    ExitCode::SUCCESS
}

/// Bad input.
fn wrong(message: &str) -> ExitCode {
    eprintln!("chinook: {message}");
    ExitCode::from(2)
}
