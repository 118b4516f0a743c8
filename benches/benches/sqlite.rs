//! The jobs of `sqlite-ratios`, by criterion.
#![allow(missing_docs, reason = "criterion's macros make public functions without docs")]
#![allow(clippy::unwrap_used, reason = "a bench that fails has nothing to measure")]

use aludel_benches::{
    ROWS, fetch, fetch_structs, hand, insert, insert_compiled, open, point_built_each_time,
    point_query,
};
use criterion::{Criterion, criterion_group, criterion_main};

fn point(c: &mut Criterion) {
    let mut group = c.benchmark_group("point select");
    let by_hand = hand::open().unwrap();
    let mut conn = open().unwrap();
    let mut held = conn.compile(&point_query()).unwrap();
    let mut id = 0;
    let mut next = move || {
        id = (id + 7) % ROWS;
        id
    };
    group.bench_function("by hand", |b| b.iter(|| hand::point(&by_hand, next()).unwrap()));
    group.bench_function("compiled once", |b| {
        b.iter(|| conn.fetch_one(held.bind("id", next()).unwrap()).unwrap());
    });
    group.bench_function("built each time", |b| {
        b.iter(|| point_built_each_time(&mut conn, next()).unwrap());
    });
}

fn fetching(c: &mut Criterion) {
    let mut group = c.benchmark_group("fetch 10,000 x 5");
    let by_hand = hand::open().unwrap();
    let mut conn = open().unwrap();
    group.bench_function("by hand", |b| b.iter(|| hand::fetch(&by_hand).unwrap()));
    group.bench_function("tuples", |b| b.iter(|| fetch(&mut conn).unwrap()));
    group.bench_function("structs", |b| b.iter(|| fetch_structs(&mut conn).unwrap()));
}

fn inserting(c: &mut Criterion) {
    let mut group = c.benchmark_group("10,000 inserts");
    group.sample_size(20);
    let mut by_hand = hand::open().unwrap();
    let mut conn = open().unwrap();
    group.bench_function("by hand", |b| b.iter(|| hand::insert(&mut by_hand).unwrap()));
    group.bench_function("compiled once", |b| b.iter(|| insert_compiled(&mut conn).unwrap()));
    group.bench_function("built each time", |b| b.iter(|| insert(&mut conn).unwrap()));
}

criterion_group!(benches, point, fetching, inserting);
criterion_main!(benches);
