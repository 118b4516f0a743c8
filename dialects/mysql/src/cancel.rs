//! Cancelling, over a connection of its own.

use aludel::Result;
use aludel::engine::Cancel;
use mysql::prelude::Queryable;
use mysql::{Conn, Opts, OptsBuilder};

use crate::error::{connect_error, database};

/// ER_NO_SUCH_THREAD: the connection has ended, and what it ran with it.
const NO_SUCH_THREAD: u16 = 1094;

/// Knows which connection's statements to cancel.
pub(crate) struct Canceller {
    opts: Opts,
    server: String,
    id: u32,
}

impl Canceller {
    /// For the connection of this number, which was made to the server with these options.
    pub(crate) fn new(opts: &Opts, server: &str, id: u32) -> Self {
        // The database may be gone by then.
        let opts = OptsBuilder::from_opts(opts.clone()).db_name(None::<String>).into();
        Canceller { opts, server: server.to_owned(), id }
    }
}

impl Cancel for Canceller {
    /// What runs when the server answers is cancelled, what begins later is not:
    /// <https://dev.mysql.com/doc/refman/9.4/en/kill.html>
    fn cancel(&self) -> Result<()> {
        let mut conn =
            Conn::new(self.opts.clone()).map_err(|error| connect_error(error, &self.server))?;
        match conn.query_drop(format!("KILL QUERY {}", self.id)) {
            Err(mysql::Error::MySqlError(error)) if error.code == NO_SUCH_THREAD => Ok(()),
            other => other.map_err(database),
        }
    }
}
