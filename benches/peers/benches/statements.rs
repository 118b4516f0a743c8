//! One group a statement, one function a library.

use std::hint::black_box;
use std::time::Duration;

use aludel_peers::{Input, NAMES, PEERS, keep_heap};
use criterion::{Criterion, criterion_group, criterion_main};

fn statements(criterion: &mut Criterion) {
    keep_heap();
    let input = Input::default();
    for (i, name) in NAMES.into_iter().enumerate() {
        let mut group = criterion.benchmark_group(name);
        for peer in PEERS {
            if let Some(query) = peer.queries[i] {
                // The text is dropped within the measured time; the parameters already were.
                group.bench_function(peer.name, |bencher| {
                    bencher.iter(|| drop(black_box(query(black_box(&input)))));
                });
            }
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .without_plots();
    targets = statements
}
criterion_main!(benches);
