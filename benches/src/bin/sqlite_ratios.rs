//! Times each job by turns, some rounds each, and prints the medians and their ratios to
//! rusqlite by hand.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use aludel_benches::{
    ROWS, fetch, fetch_structs, hand, insert, insert_compiled, insert_many, open,
    point_built_each_time, point_query,
};

const ROUNDS: usize = 15;

/// A job's name and what runs it once.
type Job<'a> = (&'static str, Box<dyn FnMut() -> Result<(), Box<dyn Error>> + 'a>);

fn main() -> Result<(), Box<dyn Error>> {
    let by_hand = hand::open()?;
    let mut conn = open()?;
    let mut other = open()?;
    let mut held = other.compile(&point_query())?;
    compare(
        "1,000 point selects by key",
        vec![
            (
                "by hand",
                Box::new(|| {
                    (0..1000)
                        .try_for_each(|id| hand::point(&by_hand, id * 7 % ROWS).map(drop_it))?;
                    Ok(())
                }),
            ),
            (
                "compiled once",
                Box::new(|| {
                    for id in 0..1000 {
                        drop_it(other.fetch_one(held.bind("id", id * 7 % ROWS)?)?);
                    }
                    Ok(())
                }),
            ),
            (
                "built each time",
                Box::new(|| {
                    for id in 0..1000 {
                        drop_it(point_built_each_time(&mut conn, id * 7 % ROWS)?);
                    }
                    Ok(())
                }),
            ),
        ],
    )?;
    let mut structs = open()?;
    compare(
        "fetch of 10,000 rows x 5 columns",
        vec![
            (
                "by hand",
                Box::new(|| {
                    drop_it(hand::fetch(&by_hand)?);
                    Ok(())
                }),
            ),
            (
                "tuples",
                Box::new(|| {
                    drop_it(fetch(&mut conn)?);
                    Ok(())
                }),
            ),
            (
                "structs",
                Box::new(|| {
                    drop_it(fetch_structs(&mut structs)?);
                    Ok(())
                }),
            ),
        ],
    )?;
    let mut by_hand = by_hand;
    compare(
        "10,000 inserts in a transaction",
        vec![
            ("by hand", Box::new(|| Ok(hand::insert(&mut by_hand)?))),
            ("compiled once", Box::new(|| Ok(insert_compiled(&mut conn)?))),
            ("built each time", Box::new(|| Ok(insert(&mut structs)?))),
        ],
    )?;
    compare(
        "10,000 rows in INSERTs of 1,000",
        vec![
            ("by hand", Box::new(|| Ok(hand::insert_batches(&mut by_hand)?))),
            ("insert_many", Box::new(|| Ok(insert_many(&mut conn)?))),
        ],
    )
}

fn drop_it<T>(value: T) {
    drop(black_box(value));
}

fn compare(title: &str, mut jobs: Vec<Job<'_>>) -> Result<(), Box<dyn Error>> {
    let mut times = vec![Vec::with_capacity(ROUNDS); jobs.len()];
    for _ in 0..ROUNDS {
        for ((_, job), times) in jobs.iter_mut().zip(&mut times) {
            let start = Instant::now();
            job()?;
            times.push(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    println!("{title}");
    let medians: Vec<f64> = times
        .iter_mut()
        .map(|times| {
            times.sort_by(f64::total_cmp);
            times.get(ROUNDS / 2).copied().unwrap_or(f64::NAN)
        })
        .collect();
    for ((name, _), median) in jobs.iter().zip(&medians) {
        let ratio = median / medians.first().copied().unwrap_or(f64::NAN);
        println!("  {name:<16} {median:>10.0} µs {ratio:>6.2}");
    }
    Ok(())
}
