//! What the driver costs, in ratios to the `postgres` crate with a held statement.
//!
//! `ALUDEL_TEST_POSTGRES=postgres://… taskset -c 0 cargo run --release --example ratios`: with
//! client and server on one CPU the wake-ups between two do not drown everything else.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aludel::engine::{Engine, PooledConnection};
use aludel::prelude::*;
use aludel_postgres::Postgres;

aludel::table! {
    /// What is fetched.
    pub const ITEM = "aludel_ratios" {
        id: BigInt [primary_key],
        name: Text,
        note: Text,
        price: Double,
        live: Boolean,
    }
}

type Row = (i64, String, String, f64, bool);
const ROWS: i64 = 10_000;

struct Both {
    ours: PooledConnection,
    theirs: postgres::Client,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("ALUDEL_TEST_POSTGRES")?;
    let ours = Engine::open(&Postgres, &url)?.connect()?;
    let theirs = postgres::Client::connect(&url, postgres::NoTls)?;
    let mut both = Both { ours, theirs };
    both.fill()?;
    both.point()?;
    both.fetch()?;
    both.stream()?;
    both.insert()?;
    both.copy()?;
    both.ours.drop_all(&[ITEM.into()])?;
    Ok(())
}

/// Medians of interleaved rounds.
fn compare<E>(
    name: &str,
    goal: f64,
    both: &mut Both,
    mut a: impl FnMut(&mut Both) -> Result<(), E>,
    mut b: impl FnMut(&mut Both) -> Result<(), E>,
    (rounds, times): (usize, u32),
) -> Result<(), E> {
    let mut timed = |run: &mut dyn FnMut(&mut Both) -> Result<(), E>| -> Result<Duration, E> {
        let start = Instant::now();
        for _ in 0..times {
            run(both)?;
        }
        Ok(start.elapsed() / times)
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(timed(&mut a)?);
        theirs.push(timed(&mut b)?);
    }
    ours.sort();
    theirs.sort();
    let (ours, theirs) = (ours[rounds / 2], theirs[rounds / 2]);
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{name:<28} {ours:>10.2?} {theirs:>10.2?}  {ratio:.2} (goal {goal})");
    Ok(())
}

impl Both {
    fn fill(&mut self) -> aludel::Result<()> {
        self.ours.drop_all(&[ITEM.into()])?;
        self.ours.create_all(&[ITEM.into()])?;
        let rows = (0..ROWS).map(|i| {
            (
                i,
                format!("name of {i}"),
                "a note that is a little longer".to_owned(),
                0.5,
                i % 2 == 0,
            )
        });
        let all = (ITEM.id, ITEM.name, ITEM.note, ITEM.price, ITEM.live);
        let rows = rows.collect::<Vec<Row>>();
        for chunk in rows.chunks(5_000) {
            self.ours.execute(&insert(ITEM).columns(all).rows(chunk.to_vec()))?;
        }
        Ok(())
    }

    fn point(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        let all = (ITEM.id, ITEM.name, ITEM.note, ITEM.price, ITEM.live);
        let q = select(all).filter(ITEM.id.eq(bind("id")));
        let mut compiled = self.ours.compile(&q)?;
        let held = self.theirs.prepare(q.to_sql(&Postgres)?.text())?;
        let ids = std::cell::Cell::new(0);
        compare(
            "point select",
            1.05,
            self,
            |both| {
                let id = (ids.get() + 7) % ROWS;
                ids.set(id);
                compiled.bind("id", id)?;
                let row: Row = both.ours.fetch_one(&compiled)?;
                black_box(row);
                Ok(())
            },
            |both| {
                let id = (ids.get() + 7) % ROWS;
                ids.set(id);
                let row = both.theirs.query_one(&held, &[&id])?;
                black_box(theirs(&row)?);
                Ok(())
            },
            (21, 500),
        )
    }

    fn fetch(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        let all = (ITEM.id, ITEM.name, ITEM.note, ITEM.price, ITEM.live);
        let compiled = self.ours.compile(&select(all))?;
        let held = self.theirs.prepare(compiled.sql().text())?;
        compare(
            "fetch 10,000 x 5",
            1.1,
            self,
            |both| {
                let rows: Vec<Row> = both.ours.fetch_all(&compiled)?;
                black_box(rows);
                Ok(())
            },
            |both| {
                let rows = both.theirs.query(&held, &[])?;
                let rows = rows.iter().map(theirs).collect::<Result<Vec<Row>, _>>()?;
                black_box(rows);
                Ok(())
            },
            (21, 3),
        )
    }

    fn stream(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        let all = (ITEM.id, ITEM.name, ITEM.note, ITEM.price, ITEM.live);
        let compiled = self.ours.compile(&select(all))?;
        let held = self.theirs.prepare(compiled.sql().text())?;
        compare(
            "stream 10,000 x 5",
            1.2,
            self,
            |both| {
                for row in both.ours.rows(&compiled)? {
                    black_box::<Row>(row?);
                }
                Ok(())
            },
            |both| {
                for row in both.theirs.query(&held, &[])? {
                    black_box(theirs(&row)?);
                }
                Ok(())
            },
            (21, 3),
        )
    }

    fn insert(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        let q = insert(ITEM)
            .set(ITEM.id, bind("id"))
            .set(ITEM.name, "a name")
            .set(ITEM.note, "a note that is a little longer")
            .set(ITEM.price, 0.5)
            .set(ITEM.live, true);
        let mut compiled = self.ours.compile(&q)?;
        let held = self.theirs.prepare(compiled.sql().text())?;
        let ids = std::cell::Cell::new(ROWS);
        compare(
            "insert",
            1.05,
            self,
            |both| {
                let id = ids.get() + 1;
                ids.set(id);
                compiled.bind("id", id)?;
                both.ours.execute(&compiled)?;
                Ok(())
            },
            |both| {
                let id = ids.get() + 1;
                ids.set(id);
                both.theirs.execute(
                    &held,
                    &[&id, &"a name", &"a note that is a little longer", &0.5, &true],
                )?;
                Ok(())
            },
            (21, 300),
        )
    }
}

impl Both {
    fn copy(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        use postgres::types::Type;
        let all = (ITEM.id, ITEM.name, ITEM.note, ITEM.price, ITEM.live);
        let into = insert(ITEM).columns(all);
        let row = |i: i64| (i, "a name", "a note that is a little longer", 0.5, i % 2 == 0);
        let types = [Type::INT8, Type::TEXT, Type::TEXT, Type::FLOAT8, Type::BOOL];
        compare(
            "copy 10,000 x 5 in",
            1.05,
            self,
            |both| {
                both.ours.execute(&delete(ITEM).all_rows())?;
                both.ours.copy_in(&into, (0..ROWS).map(row))?;
                Ok(())
            },
            |both| {
                both.theirs.execute(r#"DELETE FROM "aludel_ratios""#, &[])?;
                let sink = both.theirs.copy_in(
                    r#"COPY "aludel_ratios" (id, name, note, price, live) FROM STDIN (FORMAT binary)"#,
                )?;
                let mut rows = postgres::binary_copy::BinaryCopyInWriter::new(sink, &types);
                for i in 0..ROWS {
                    let (id, name, note, price, live) = row(i);
                    rows.write(&[&id, &name, &note, &price, &live])?;
                }
                rows.finish()?;
                Ok(())
            },
            (11, 1),
        )
    }
}

fn theirs(row: &postgres::Row) -> Result<Row, postgres::Error> {
    Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?))
}
