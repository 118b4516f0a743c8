//! How much memory something takes at its peak, on Linux.

use std::fs;

use super::Result;

/// By how many KiB the process's peak of resident memory grows while the work is done; `None`
/// where the system doesn't tell.
///
/// # Errors
/// As the work's.
pub fn peak_growth(work: impl FnOnce() -> Result<u64>) -> Result<Option<u64>> {
    // Sets the peak back to what is resident now: proc(5).
    let reset = fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = kibibytes("VmRSS:");
    work()?;
    let peak = kibibytes("VmHWM:");
    Ok(peak.zip(before).filter(|_| reset).map(|(peak, before)| peak.saturating_sub(before)))
}

fn kibibytes(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse().ok()
}
