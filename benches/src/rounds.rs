//! Jobs, timed by turns.

use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

/// A piece of work.
pub struct Job<'a> {
    name: &'static str,
    /// The highest ratio to the first job that is good enough.
    goal: Option<f64>,
    run: Box<dyn FnMut() -> Result<(), Box<dyn Error>> + 'a>,
}

impl<'a> Job<'a> {
    /// A job and what runs it once.
    pub fn new(
        name: &'static str,
        run: impl FnMut() -> Result<(), Box<dyn Error>> + 'a,
    ) -> Job<'a> {
        Job { name, goal: None, run: Box::new(run) }
    }

    /// The highest ratio to the first job that is good enough.
    #[must_use]
    pub fn goal(mut self, goal: f64) -> Self {
        self.goal = Some(goal);
        self
    }
}

/// Runs each job once a round, beginning with another one each time, and prints the medians of
/// their times and of their ratios to the first job in the same round, and the ratio of their
/// lower quartiles. What else the machine does falls on all of them, and least on the shorter
/// times: where the two ratios are apart, the second is the better one.
///
/// # Errors
/// As the jobs'.
pub fn compare(rounds: usize, title: &str, mut jobs: Vec<Job<'_>>) -> Result<(), Box<dyn Error>> {
    let mut times = vec![Vec::with_capacity(rounds); jobs.len()];
    for round in 0..rounds {
        for turn in 0..jobs.len() {
            let at = (round + turn) % jobs.len();
            if let (Some(job), Some(times)) = (jobs.get_mut(at), times.get_mut(at)) {
                let start = Instant::now();
                (job.run)()?;
                times.push(start.elapsed().as_secs_f64() * 1e6);
            }
        }
    }
    let first = times.first().cloned().unwrap_or_default();
    let mut text = format!("{title}\n");
    for (job, times) in jobs.iter().zip(times) {
        let ratios = times.iter().zip(&first).map(|(a, b)| a / b).collect::<Vec<_>>();
        let ratio = quantile(&ratios, 2);
        let calm = quantile(&times, 4) / quantile(&first, 4);
        write!(
            text,
            "  {:<24} {:>10.0} µs {ratio:>6.2} {calm:>6.2}",
            job.name,
            quantile(&times, 2)
        )?;
        if let Some(goal) = job.goal {
            let missed = if ratio.min(calm) > goal { ", missed" } else { "" };
            write!(text, "  (goal {goal}{missed})")?;
        }
        text.push('\n');
    }
    print!("{text}");
    Ok(())
}

/// The number below which one in so many is.
fn quantile(numbers: &[f64], of: usize) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / of).copied().unwrap_or(f64::NAN)
}

/// Drops what was computed, after it was.
pub fn drop_it<T>(value: T) {
    drop(black_box(value));
}
