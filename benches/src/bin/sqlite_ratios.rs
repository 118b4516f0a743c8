//! Each job and its ratio to rusqlite by hand.

use std::error::Error;

use aludel_benches::rounds::{Job, compare, drop_it};
use aludel_benches::{
    ROWS, fetch, fetch_structs, hand, insert, insert_compiled, insert_many, open,
    point_built_each_time, point_query,
};

const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let by_hand = hand::open()?;
    let mut conn = open()?;
    let mut other = open()?;
    let mut held = other.compile(&point_query())?;
    compare(
        ROUNDS,
        "1,000 point selects by key",
        vec![
            Job::new("by hand", || {
                (0..1000).try_for_each(|id| hand::point(&by_hand, id * 7 % ROWS).map(drop_it))?;
                Ok(())
            }),
            Job::new("compiled once", || {
                for id in 0..1000 {
                    drop_it(other.fetch_one(held.bind("id", id * 7 % ROWS)?)?);
                }
                Ok(())
            }),
            Job::new("built each time", || {
                for id in 0..1000 {
                    drop_it(point_built_each_time(&mut conn, id * 7 % ROWS)?);
                }
                Ok(())
            }),
        ],
    )?;
    let mut structs = open()?;
    compare(
        ROUNDS,
        "fetch of 10,000 rows x 5 columns",
        vec![
            Job::new("by hand", || {
                drop_it(hand::fetch(&by_hand)?);
                Ok(())
            }),
            Job::new("tuples", || {
                drop_it(fetch(&mut conn)?);
                Ok(())
            }),
            Job::new("structs", || {
                drop_it(fetch_structs(&mut structs)?);
                Ok(())
            }),
        ],
    )?;
    let mut by_hand = by_hand;
    compare(
        ROUNDS,
        "10,000 inserts in a transaction",
        vec![
            Job::new("by hand", || Ok(hand::insert(&mut by_hand)?)),
            Job::new("compiled once", || Ok(insert_compiled(&mut conn)?)),
            Job::new("built each time", || Ok(insert(&mut structs)?)),
        ],
    )?;
    compare(
        ROUNDS,
        "10,000 rows in INSERTs of 1,000",
        vec![
            Job::new("by hand", || Ok(hand::insert_batches(&mut by_hand)?)),
            Job::new("insert_many", || Ok(insert_many(&mut conn)?)),
        ],
    )
}
