//! A quick table: time, ratio and allocations of every statement and library.
//!
//! `cargo run --release` measures all, `cargo run --release -- Q2 Q6` some.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use aludel_peers::{BASE, Built, Input, NAMES, PEERS, keep_heap};

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(20);

/// Counts allocations, but only while asked to, so that the times don't pay for it.
struct Counting;

static ON: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

fn note() {
    if ON.load(Relaxed) {
        ALLOCATIONS.fetch_add(1, Relaxed);
    }
}

// SAFETY: every call is handed to `System` unchanged, which keeps the contract; counting touches
// two atomics and allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: `ptr` came from `System` through this allocator.
        unsafe { System.dealloc(ptr, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note();
        // SAFETY: `ptr` came from `System` through this allocator.
        unsafe { System.realloc(ptr, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A line of the table.
struct Contender<'a> {
    label: String,
    query: Box<dyn Fn() -> Built + 'a>,
}

/// Every library that has the statement, and again, compiling only, where it can.
fn contenders(statement: usize, input: &Input) -> Vec<Contender<'_>> {
    let mut contenders = Vec::new();
    for peer in PEERS {
        if let Some(query) = peer.queries[statement] {
            let query = Box::new(move || query(black_box(input)));
            contenders.push(Contender { label: peer.name.to_owned(), query });
        }
        if let Some(prepare) = peer.prepared[statement] {
            let label = format!("{}, compiled only", peer.name);
            contenders.push(Contender { label, query: prepare(input) });
        }
    }
    contenders
}

fn run(contender: &Contender<'_>, times: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        drop(black_box((contender.query)()));
    }
    start.elapsed()
}

/// How often a statement runs in one round; measuring that warms it up, too.
fn times(contender: &Contender<'_>) -> u32 {
    let mut times = 1;
    loop {
        let took = run(contender, times);
        if took >= ROUND / 4 {
            let one = took.as_secs_f64() / f64::from(times);
            return (ROUND.as_secs_f64() / one).ceil() as u32;
        }
        times *= 2;
    }
}

/// Reallocations count as allocations.
fn allocations(contender: &Contender<'_>) -> u64 {
    ALLOCATIONS.store(0, Relaxed);
    ON.store(true, Relaxed);
    drop(black_box((contender.query)()));
    ON.store(false, Relaxed);
    ALLOCATIONS.load(Relaxed)
}

fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

/// The median ns per operation of each. They take turns, so that a slow moment of the machine
/// hits them all.
fn measure(contenders: &[Contender<'_>]) -> Vec<f64> {
    let times: Vec<u32> = contenders.iter().map(times).collect();
    let mut rounds = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for (i, contender) in contenders.iter().enumerate() {
            let took = run(contender, times[i]);
            rounds[i].push(took.as_secs_f64() * 1e9 / f64::from(times[i]));
        }
    }
    rounds.into_iter().map(median).collect()
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    keep_heap();
    let input = Input::default();
    println!("     library                 ns per op   ratio   allocations");
    for (i, name) in NAMES.into_iter().enumerate() {
        if !wanted.is_empty() && !wanted.iter().any(|w| w.eq_ignore_ascii_case(name)) {
            continue;
        }
        let contenders = contenders(i, &input);
        let measured = measure(&contenders);
        let base = contenders.iter().position(|contender| contender.label == BASE);
        let base = base.map_or(f64::NAN, |i| measured[i]);
        for (contender, ns) in contenders.iter().zip(measured) {
            let label = &contender.label;
            let ratio = ns / base;
            let allocations = allocations(contender);
            println!("{name}   {label:<20} {ns:>12.0} {ratio:>7.2} {allocations:>13}");
        }
    }
}
