//! Asks a Chinook SQLite file ten business questions: `cargo run -p chinook -- FILE`.
//!
//! With a URL after it the file is loaded into the database there, which then answers:
//! `cargo run -p chinook --features all -- FILE postgresql://user:password@host/database`.
#![forbid(unsafe_code)]

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use aludel::engine::{PooledConnection, Url};
use aludel::prelude::*;
use chinook::load::load;
use chinook::{open, questions, report, tables};

/// How many rows of an answer are shown.
const SHOWN: usize = 8;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(file), url, None) = (arguments.next(), arguments.next(), arguments.next()) else {
        return wrong(
            "which database? give a file, and a URL to load it into if you like: \
             cargo run -p chinook --features all -- FILE [URL]",
        );
    };
    let mut conn = match open::open(Path::new(&file)) {
        Ok(conn) => conn,
        Err(message) => return wrong(&message),
    };
    if let Some(url) = url {
        conn = match loaded(&mut conn, &url.to_string_lossy()) {
            Ok(conn) => conn,
            Err(error) => {
                eprintln!("chinook: {error:?}");
                return ExitCode::FAILURE;
            }
        };
    }
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

/// The database at the URL, with what is in the file.
fn loaded(file: &mut Connection, url: &str) -> aludel::Result<PooledConnection> {
    let url = Url::parse(url)?;
    let mut target = open::target(&url)?;
    let rows = load(file, &mut target, &tables::all())?;
    // Errors of the output are told when the answers are written.
    let _ = writeln!(
        std::io::stdout(),
        "{rows} rows loaded into {}: {url}",
        target.dialect().describe()
    );
    Ok(target)
}

/// Bad input.
fn wrong(message: &str) -> ExitCode {
    eprintln!("chinook: {message}");
    ExitCode::from(2)
}
