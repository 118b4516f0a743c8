//! Each job on each server, and its ratio to the server's driver by hand. `benches/servers.sh` starts
//! servers and runs this with client and servers on one CPU: otherwise what is timed is the waking
//! up of another CPU.

use std::cell::RefCell;

use aludel_benches::ROWS;
use aludel_benches::rounds::{Job, compare, drop_it};
use aludel_benches::server::aludel::{Aludel, connect, fill, texts};
use aludel_benches::server::memory::peak_growth;
use aludel_benches::server::{ByHand, Result, mysql, postgres};

/// How often a job of a round does its work.
const TIMES: i64 = 50;
/// How often the stream whose time is taken has each row.
const STREAM: i64 = 10;
/// How often the stream whose memory is measured has each row.
const LONG_STREAM: i64 = 100;

fn main() -> Result {
    let servers = [
        ("PostgreSQL", "ALUDEL_TEST_POSTGRES"),
        ("MariaDB", "ALUDEL_TEST_MARIADB"),
        ("MySQL", "ALUDEL_TEST_MYSQL"),
    ];
    let only = std::env::args().nth(1);
    println!("{:<26} {:>10}    ratio   ratio", "", "median");
    println!("{:<26} {:>10}  (median) (quartile)", "", "time");
    for (name, variable) in servers {
        if only.as_ref().is_some_and(|only| !name.eq_ignore_ascii_case(only)) {
            continue;
        }
        match std::env::var_os(variable) {
            Some(_) => on(name, variable)?,
            None => println!("\n== {name}: not run, {variable} is not set"),
        }
    }
    Ok(())
}

/// The goals, as ratios.
struct Goals {
    point: f64,
    fetch: f64,
    stream: f64,
    insert: f64,
}

fn on(name: &str, variable: &str) -> Result {
    let database = aludel_scratch::database(variable)?;
    let url = database.url().to_unmasked_string();
    let mut conn = connect(&url)?;
    println!("\n== {}", conn.dialect().describe());
    fill(&mut conn)?;
    let texts = texts(&conn)?;
    let ours = Aludel::new(conn)?;
    if name == "PostgreSQL" {
        let goals = Goals { point: 1.05, fetch: 1.1, stream: 1.2, insert: 1.05 };
        ratios(ours, postgres::Postgres::connect(&url, &texts)?, &goals)
    } else {
        let goals = Goals { point: 1.1, fetch: 1.1, stream: 1.1, insert: 1.1 };
        ratios(ours, mysql::MySql::connect(&url, &texts)?, &goals)
    }
}

fn ratios(ours: Aludel, by_hand: impl ByHand, goals: &Goals) -> Result {
    // The jobs of a comparison share the connections, one after the other.
    let (ours, by_hand) = (RefCell::new(ours), RefCell::new(by_hand));
    let keys = || (0..TIMES).map(|id| id * 7 % ROWS);
    memory(&ours, &by_hand)?;
    compare(
        501,
        "50 point selects by key",
        vec![
            Job::new("by hand, prepared", || {
                keys().try_for_each(|id| by_hand.borrow_mut().point(id).map(drop_it))
            }),
            Job::new("compiled once", || {
                keys().try_for_each(|id| ours.borrow_mut().point(id).map(drop_it))
            })
            .goal(goals.point),
            Job::new("built each time", || {
                keys().try_for_each(|id| ours.borrow_mut().point_built(id).map(drop_it))
            }),
        ],
    )?;
    compare(
        101,
        "fetch of 10,000 rows x 5 columns",
        vec![
            Job::new("by hand, tuples", || by_hand.borrow_mut().fetch().map(drop_it)),
            Job::new("tuples", || ours.borrow_mut().fetch().map(drop_it)).goal(goals.fetch),
            Job::new("structs", || ours.borrow_mut().fetch_structs().map(drop_it))
                .goal(goals.fetch),
        ],
    )?;
    let mut jobs = vec![
        Job::new("by hand", || by_hand.borrow_mut().stream(STREAM).and_then(all)),
        Job::new("rows, tuples", || ours.borrow_mut().stream(STREAM).and_then(all))
            .goal(goals.stream),
        Job::new("rows, lent", || ours.borrow_mut().stream_lent(STREAM).and_then(all)),
    ];
    if by_hand.borrow_mut().stream_collected(STREAM).transpose()?.is_some() {
        jobs.push(Job::new("by hand, collected first", || {
            by_hand.borrow_mut().stream_collected(STREAM).unwrap_or(Ok(0)).and_then(all)
        }));
    }
    compare(61, "stream of 100,000 rows x 5 columns", jobs)?;
    let new = || ROWS..ROWS + TIMES;
    compare(
        501,
        "50 inserts in a transaction",
        vec![
            Job::new("by hand, prepared", || by_hand.borrow_mut().insert(new())),
            Job::new("compiled once", || ours.borrow_mut().insert(new())).goal(goals.insert),
            Job::new("built each time", || ours.borrow_mut().insert_built(new())),
        ],
    )?;
    let many = || ROWS..2 * ROWS;
    compare(
        61,
        "10,000 rows in INSERTs of 1,000",
        vec![
            Job::new("by hand, prepared", || by_hand.borrow_mut().insert_batches(many())),
            Job::new("insert_many", || ours.borrow_mut().insert_many(many())).goal(goals.insert),
        ],
    )?;
    if by_hand.borrow_mut().copy(many()).transpose()?.is_none() {
        return Ok(());
    }
    compare(
        101,
        "10,000 rows by COPY",
        vec![
            Job::new("by hand", || by_hand.borrow_mut().copy(many()).unwrap_or(Ok(()))),
            Job::new("copy_in", || ours.borrow_mut().copy(many())).goal(1.05),
        ],
    )
}

fn memory(ours: &RefCell<Aludel>, by_hand: &RefCell<impl ByHand>) -> Result {
    println!("memory that a stream of 1,000,000 rows takes at its peak");
    let told = |job: &str, growth: Option<u64>| match growth {
        Some(kib) => println!("  {job:<24} {kib:>10} KiB"),
        None => println!("  {job:<24}    unknown"),
    };
    told("by hand", peak_growth(|| by_hand.borrow_mut().stream(LONG_STREAM))?);
    told("rows, tuples", peak_growth(|| ours.borrow_mut().stream(LONG_STREAM))?);
    let mut collected = None;
    let growth = peak_growth(|| {
        collected = by_hand.borrow_mut().stream_collected(LONG_STREAM).transpose()?;
        Ok(collected.unwrap_or(0))
    })?;
    if collected.is_some() {
        told("by hand, collected first", growth);
    }
    Ok(())
}

fn all(rows: u64) -> Result {
    let wanted = (STREAM * ROWS).unsigned_abs();
    if rows == wanted { Ok(()) } else { Err(format!("{rows} rows in place of {wanted}").into()) }
}
