//! Cancelling, over a connection of its own.

use std::time::Duration;

use aludel::Result;
use aludel::engine::Cancel;

use crate::config::{Address, Config};
use crate::wire::startup::{CancelKey, reach};

/// How long the server may take to close the connection over which it was asked.
const PATIENCE: Duration = Duration::from_secs(5);
const CANCEL: i32 = 80_877_102;

/// Knows which connection's statements to cancel.
pub(crate) struct Canceller {
    pub(crate) config: Config,
    pub(crate) address: Address,
    pub(crate) key: CancelKey,
}

impl Cancel for Canceller {
    /// <https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS>
    fn cancel(&self) -> Result<()> {
        let mut wire = reach(&self.config, &self.address)?;
        wire.output.request(CANCEL, &self.key.0);
        wire.send_flushed()?;
        // The server closes the connection once it has sent the signal: only then is it sure
        // that a later statement is not hit.
        let _ = wire.socket().set_timeout(Some(PATIENCE));
        let _ = wire.next();
        wire.lose();
        Ok(())
    }
}
