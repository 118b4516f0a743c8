//! Runs a command with the URL of a database of its own as its last argument:
//! `scratch ALUDEL_TEST_MYSQL cargo run -p quickstart --features all --`.
#![forbid(unsafe_code)]

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(server), Some(program)) = (arguments.next(), arguments.next()) else {
        return failed("usage: scratch VARIABLE COMMAND [ARGUMENT…]");
    };
    let Some(server) = server.to_str() else {
        return failed("the variable's name is not UTF-8");
    };
    let database = match aludel_scratch::database(server) {
        Ok(database) => database,
        Err(error) => return failed(&error.to_string()),
    };
    match Command::new(&program).args(arguments).arg(database.url().to_unmasked_string()).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => failed(&format!("{}: {status}", program.display())),
        Err(error) => failed(&format!("{}: {error}", program.display())),
    }
}

fn failed(message: &str) -> ExitCode {
    eprintln!("scratch: {message}");
    ExitCode::FAILURE
}
