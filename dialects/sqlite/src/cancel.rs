//! Cancelling, by SQLite's own interrupt.

use aludel::Result;
use aludel::engine::Cancel;
use rusqlite::InterruptHandle;

/// Interrupts what its connection runs: <https://sqlite.org/c3ref/interrupt.html>
pub(crate) struct Canceller(pub(crate) InterruptHandle);

impl Cancel for Canceller {
    fn cancel(&self) -> Result<()> {
        self.0.interrupt();
        Ok(())
    }
}
